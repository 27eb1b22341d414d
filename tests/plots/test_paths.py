"""Paths of several descents on one map."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import (
    assert_map_of,
    assert_readable,
    labels,
    legend,
    lines,
    points,
    ticks,
    told,
)

WALK = np.array([[-1.5, 1.0], [-1.0, -0.5], [0.25, 0.5]])
LONG = "stochastic gradient descent with momentum and weight decay"
PLACES = np.array([[-1.5, 1.0], [-1.0, -0.5], [-0.5, 0.25], [0.0, 0.1]])


def bowl(a, b):
    return (a - 1) ** 2 + 4 * (b + 0.5) ** 2


def long_bowl(a, b):
    return a * a + 10 * b * b


def banana(a, b):
    return (1 - a) ** 2 + 100 * (b - a * a) ** 2


TYPICAL = {
    "paths": lambda: plots.paths(
        long_bowl, -2, 2, {"plain": PLACES, "half": PLACES / 2}, title="Map"
    ),
    "seven": lambda: plots.paths(
        long_bowl, -2, 2, {f"rate {k}": PLACES / (k + 1) for k in range(7)}, lowest=(0, 0)
    ),
    "valley": lambda: plots.paths(
        banana,
        (-2, -1),
        (2, 3),
        {LONG: PLACES, "plain": PLACES * 1e200},
        lowest=(1, 1),
        levels=10.0 ** np.arange(-5, 4),
    ),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    picture = make()
    assert_readable(picture)
    assert picture.sentence[0].isupper()


def test_the_same_bytes_again():
    assert TYPICAL["paths"]().png == TYPICAL["paths"]().png


def test_paths():
    walked = {"plain": WALK, "half": WALK / 2 + [1.4, 0.9], "gone": WALK * 1e9}
    picture = plots.paths(
        bowl, (-2, -1), (3, 2), walked, ("v", "w"), lowest=(1, -0.5), levels=[1, 3, 9], title="Map"
    )
    axes, bar = picture.figure.axes
    drawn = lines(axes)
    for name in ("plain", "half"):
        line, marks, last = drawn[name]
        assert line == marks == points(*walked[name].T), f"the path {name}"
        assert last == [line[-1]], f"the end of {name}"
    assert drawn["lowest loss"] == [points(1, -0.5)]
    assert drawn["gone"][0][-1] == points(3 + 1000 * 5, 2 + 1000 * 3)[0], "far, but to be counted"
    assert list(legend(axes)) == ["plain", "half", "gone", "lowest loss"]
    assert (axes.get_xlim(), axes.get_ylim()) == ((-2, 3), (-1, 2))
    assert labels(axes) == ("v", "w", "Map")
    assert_map_of(bowl, axes)
    assert bar.get_ylabel() == "loss"
    assert ticks(bar.yaxis) == {1: "1", 3: "3", 9: "9"}
    for name in ("plain", "half"):
        end = drawn[name][-1][0]
        place = f"({number(end[0])}, {number(end[1])})"
        assert f"{name} takes 2 steps to {place} with loss {number(bowl(*end))}" in told(picture)
    assert told(picture).endswith("the loss is lowest at (1, −0.5).")
    assert told(picture).count("outside the picture") == 1, "gone"
    assert "leaves" not in told(picture)
    _, bar = plots.paths(bowl, -2, 2, {"plain": WALK}).figure.axes
    assert 3 < len(ticks(bar.yaxis)) < 10
    assert all(words == number(place) for place, words in ticks(bar.yaxis).items())
    assert "the loss over v and w, darker where it is higher, with 3 paths" in picture.alt


def test_paths_tell_ends_and_who_left():
    walked = {"a": [[1, 1], [0, 0.5]], "b": [[1, 1], [1, 3], [1, 0]], "c": [[9, 0]]}
    walked["d"] = [[1, 1], [3, 0]]
    assert plots.paths(long_bowl, -2, 2, walked, ("v", "w"), lowest=(0, 0)).sentence == (
        "In (v, w), a takes 1 step to (0, 0.5) with loss 2.5, b takes 2 steps to (1, 0) with loss "
        "1 (it leaves the picture at step 1 and comes back), c takes 0 steps to (9, 0) with loss "
        "81 (it starts outside the picture) and d takes 1 step to (3, 0) with loss 9 (it leaves "
        "the picture at step 1); the loss is lowest at (0, 0)."
    )


def test_paths_differ_by_more_than_colour():
    lines = TYPICAL["seven"]().figure.legends[0].get_lines()[:7]
    for look in ("color", "marker", "linestyle"):
        assert len({str(getattr(line, f"get_{look}")()) for line in lines}) >= 4
    assert len({line.get_marker() for line in lines}) == 7


BAD = {
    "range": (lambda: plots.paths(long_bowl, 0, 0, {"a": PLACES}), "low below high"),
    "no dict": (lambda: plots.paths(long_bowl, 0, 1, PLACES), "expected a dict of 1 to 7"),
    "shape": (lambda: plots.paths(long_bowl, 0, 1, {"a": [[1]]}), r"expected \(n, 2\)"),
    "lowest": (
        lambda: plots.paths(long_bowl, 0, 1, {"a": PLACES}, lowest=[1]),
        r"expected \(2,\)",
    ),
    "levels": (
        lambda: plots.paths(long_bowl, 0, 1, {"a": PLACES}, levels=[2, 1]),
        "levels 2, 1; expected two or more that rise",
    ),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
