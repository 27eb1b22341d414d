"""The pictures that lesson 04 brings."""

import numpy as np
import pytest

from nnlib import data
from nnlib.classroom import plots

X, Y = data.rings(60, rng=np.random.default_rng(0))


def in_ring(points):
    return np.hypot(points[:, 0], points[:, 1]) > 1.25


def test_regions_count_what_is_right():
    assert "60 of 60 points" in plots.regions(in_ring, X, Y).sentence
    assert "30 of 60 points" in plots.regions(lambda p: np.ones(len(p)), X, Y).sentence


def test_regions_draw_the_same_bytes_again():
    first, again = (plots.regions(in_ring, X, Y, names=("disc", "ring")).png for _ in range(2))
    assert first == again


def test_regions_take_three_classes():
    three = Y + (X[:, 0] > 1.5)
    picture = plots.regions(lambda p: in_ring(p) * 1 + (p[:, 0] > 1.5), X, three)
    assert "30 of class 0" in picture.alt and "60 of 60" in picture.sentence


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((in_ring, X[:, :1], Y), r"X of shape \(60, 1\); expected \(m, 2\)"),
        ((in_ring, X, Y[:5]), r"y of shape \(5,\); expected \(60,\)"),
        ((in_ring, X, Y + 3), "classes other than 0, 1 and 2"),
        ((lambda p: p, X, Y), r"classes of shape \(60, 2\)"),
        ((in_ring, X, Y, ["one"]), "1 names; expected 2"),
    ],
)
def test_regions_say_what_does_not_fit(arguments, words):
    with pytest.raises(ValueError, match=words):
        plots.regions(*arguments)
