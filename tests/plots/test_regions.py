"""The regions of a network's answers."""

import numpy as np
import pytest

from nnlib import data
from nnlib.classroom import plots
from picture_checks import colour_at, labels, legend, lines, one_axes, points, told

X = np.array([[0, 0], [1, 3], [4, 1], [5, 4], [2, 2.5]])
RINGS, LABELS = data.rings(60, rng=np.random.default_rng(0))


def in_ring(points):
    return np.hypot(points[:, 0], points[:, 1]) > 1.25


def test_regions():
    y = np.array([0, 1, 2, 1, 2])

    def predict(places):
        return 1 * (places[:, 1] > 2.25) + (places[:, 0] + places[:, 1] > 5.5)

    names = ["zero", "one", "two"]
    picture = plots.regions(predict, X, y, names, ("u", "v"), title="Three")
    axes = one_axes(picture)
    drawn, entries = lines(axes), legend(axes)
    wrong = predict(X) != y
    assert 0 < wrong.sum() < len(X)
    for k, name in enumerate(names):
        assert drawn[name] == [points(*X[y == k].T)], name
    assert drawn["wrong side"] == [points(*X[wrong].T)]
    for place in [*X, (0.3, 4), (5.3, 0.7), (5.3, 3), (3, 4)]:
        (says,) = predict(np.array([place]))
        name = f"says {names[says]}"
        assert colour_at(axes, *place) == entries[name][0], f"{name} at {place}"
    shades, borders = axes.collections
    assert (list(shades.levels), list(borders.levels)) == ([-0.5, 0.5, 1.5, 2.5], [0.5, 1.5])
    assert list(shades.hatches) == [entries[f"says {name}"][1] for name in names]
    assert axes.get_xlim() == pytest.approx((-0.6, 5.6))
    assert axes.get_ylim() == pytest.approx((-0.48, 4.48))
    assert labels(axes) == ("u", "v", "Three")
    right = len(X) - len(drawn["wrong side"][0])
    assert told(picture) == f"{right} of 5 points lie in the region of their class."
    assert "1 of zero, 2 of one and 2 of two" in picture.alt


def test_regions_count_what_is_right():
    assert "60 of 60 points" in plots.regions(in_ring, RINGS, LABELS).sentence
    assert "30 of 60 points" in plots.regions(lambda p: np.ones(len(p)), RINGS, LABELS).sentence


def test_regions_draw_the_same_bytes_again():
    first, again = (
        plots.regions(in_ring, RINGS, LABELS, names=("disc", "ring")).png for _ in range(2)
    )
    assert first == again


def test_regions_take_three_classes():
    three = LABELS + (RINGS[:, 0] > 1.5)
    picture = plots.regions(lambda p: in_ring(p) * 1 + (p[:, 0] > 1.5), RINGS, three)
    assert "30 of class 0" in picture.alt and "60 of 60" in picture.sentence


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((in_ring, RINGS[:, :1], LABELS), r"X of shape \(60, 1\); expected \(m, 2\)"),
        ((in_ring, RINGS, LABELS[:5]), r"y of shape \(5,\); expected \(60,\)"),
        ((in_ring, RINGS, LABELS + 3), "classes other than 0, 1 and 2"),
        ((lambda p: p, RINGS, LABELS), r"classes of shape \(60, 2\)"),
        ((in_ring, RINGS, LABELS, ["one"]), "1 names; expected 2"),
    ],
)
def test_regions_say_what_does_not_fit(arguments, words):
    with pytest.raises(ValueError, match=words):
        plots.regions(*arguments)
