"""The pictures that lesson 03 brings."""

import numpy as np
import pytest

from nnlib.classroom import explorers
from picture_checks import assert_readable

rng = np.random.default_rng(0)
X, Y = rng.integers(0, 256, (4, 784)).astype(np.uint8), [5, 0, 4, 1]
W, B = rng.normal(0, 0.001, (784, 10)), rng.normal(size=10)


@pytest.mark.parametrize("image, neuron", [(0, 5), (3, 0), (2, 9)])
def test_class_scores_can_be_read(image, neuron):
    picture = explorers.class_scores_picture(X, Y, W, image, neuron)
    assert_readable(picture)


def test_class_scores_with_nothing_to_show():
    assert_readable(explorers.class_scores_picture(np.zeros((1, 64)), [0], np.zeros((64, 2)), 0, 1))


def test_class_scores_draw_the_same_bytes_again():
    first, again = (explorers.class_scores_picture(X, Y, W, 1, 2).png for _ in range(2))
    assert first == again


def test_explore_class_scores_follows_its_sliders():
    explorer = explorers.explore_class_scores(X, Y, W)
    assert explorer.values == {"image": 0, "neuron": 5}
    explorer.controls["neuron"].value = 3
    assert "Neuron 3" in explorer.sentence
    assert explorer.error is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((X[:, :9], Y, W, 0, 0), r"X of shape \(4, 9\) and W of shape \(784, 10\)"),
        ((X, Y[:2], W, 0, 0), r"y of shape \(2,\); expected \(4,\)"),
        ((X, Y, W, 4, 0), "image=4; expected 0 to 3"),
        ((X, Y, W, 0, 10), "neuron=10; expected 0 to 9"),
        ((X, Y, W, 0, 0, B[:3]), r"b of shape \(3,\); expected \(10,\)"),
        ((X, Y, W[:, :1], 0, 0), "n_out from 2 to 12"),
        ((X[:, :8], Y, W[:8], 0, 0), "expected a square number"),
    ],
)
def test_class_scores_say_what_does_not_fit(arguments, words):
    with pytest.raises(ValueError, match=words):
        explorers.class_scores_picture(*arguments)


def test_explore_class_scores_starts_where_it_is_told():
    assert explorers.explore_class_scores(X, Y, W, image=2).values == {"image": 2, "neuron": Y[2]}
    with pytest.raises(ValueError, match="image=4; expected 0 to 3"):
        explorers.explore_class_scores(X, Y, W, image=4)


def test_explore_class_scores_needs_two_images():
    with pytest.raises(ValueError, match="at least 2"):
        explorers.explore_class_scores(X[:1], Y[:1], W)
