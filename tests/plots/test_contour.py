"""A map of a loss over two weights, and a walk on it."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import arrows, assert_map_of, assert_readable, labels, lines, points, told

WALK = np.array([[-1.5, 1.0], [-1.0, -0.5], [0.25, 0.5]])


def bowl(a, b):
    return (a - 1) ** 2 + 4 * (b + 0.5) ** 2


TYPICAL = {
    "contour": lambda: plots.contour(lambda a, b: a * a + 4 * b * b, -3, (3, 2)),
    "path": lambda: plots.contour(
        lambda a, b: a * a + b * b, -3, 3, path=[[2, 2], [9, 9]], title="A map"
    ),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_contour():
    picture = plots.contour(bowl, (-2, -1), (3, 2), WALK, names=("v", "w"), title="Map")
    axes, bar = picture.figure.axes
    assert (axes.get_xlim(), axes.get_ylim()) == ((-2, 3), (-1, 2))
    assert labels(axes) == ("v", "w", "Map")
    assert_map_of(bowl, axes)
    assert bar.get_ylabel() == "loss"
    assert bar.get_ylim() == (axes.collections[0].levels[0], axes.collections[0].levels[-1])
    assert lines(axes)["vermillion o"] == [points(*WALK.T), points(*WALK[-1])]
    assert arrows(axes) == [points(*WALK[i : i + 2].T) for i in range(2)]
    start, end = (f"({number(a)}, {number(b)})" for a, b in (WALK[0], WALK[-1]))
    assert told(picture) == (
        f"After 2 steps (v, w) went from {start} to {end}, and the loss from "
        f"{number(bowl(*WALK[0]))} to {number(bowl(*WALK[-1]))}."
    )
    lowest = plots.contour(bowl, -2, 2).sentence
    assert lowest == "The lowest loss shown is 0, at (w1, w2) = (1, −0.5)."
    start = plots.contour(bowl, -2, 2, WALK[:1]).sentence
    assert start == f"At (w1, w2) = (−1.5, 1) the loss is {number(bowl(-1.5, 1))}."


BAD = {
    "path": (lambda: plots.contour(max, 0, 1, path=[[1]]), r"expected \(n, 2\)"),
    "range": (lambda: plots.contour(max, 0, 0), "low below high"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
