"""Curves: what changes step by step."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, labels, legend, lines, one_axes, points, ticks, told

SERIES = {"low": [3, 1, 2], "high": [5, 6, 9], "middle": [4, 8, 5]}

TYPICAL = {
    "curves": lambda: plots.curves({"training": [0.5, 0.9], "held out": [0.5, 0.8]}),
    "seven": lambda: plots.curves(
        {f"learning rate {k}": np.exp(-np.arange(30) / (k + 1)) for k in range(7)},
        ylabel="loss",
        log=True,
        title="Seven",
    ),
    "one point": lambda: plots.curves({"loss": [0.5]}, y_limits=(0, 1)),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_curves():
    x = {"low": [1, 2, 4], "high": [10, 20, 40], "middle": [3, 6, 7]}
    picture = plots.curves(SERIES, x, "step", "loss", y_limits=(0, 12), title="Three")
    axes = one_axes(picture)
    drawn = lines(axes)
    assert drawn == {name: [points(x[name], y)] for name, y in SERIES.items()}
    assert list(legend(axes)) == ["high", "middle", "low"], "in the order of their ends"
    assert axes.get_ylim() == (0, 12)
    assert labels(axes) == ("step", "loss", "Three")
    words = ", ".join(
        f"{name} goes from {number(line[0][1])} to {number(line[-1][1])}"
        for name, (line,) in drawn.items()
    )
    assert told(picture) == f"From step 1 to 40, {words.replace(', m', ' and m')}."
    assert "loss against step, 3 lines" in picture.alt


def test_whole_numbers_have_whole_marks():
    def whole(axis):
        return all(place == round(place) for place in ticks(axis))

    for axes in (
        one_axes(plots.curves({"whole": [3, 1, 2]})),
        one_axes(plots.spread({"whole": [[3.0, 1, 2]]}, y_limits=(0, 0.5))),
    ):
        assert whole(axes.xaxis)
    axes = one_axes(plots.curves({"whole": [3, 1, 2], "also": [1, 2, 2]}, x=[0.1, 0.2, 0.3]))
    assert whole(axes.yaxis) and not whole(axes.xaxis)
    axes = one_axes(plots.spread({"none": [[1, 2, 3]]}, x=[0.1, 0.2, 0.3]))
    assert not whole(axes.xaxis)
    axes = one_axes(plots.curves({"whole": [3, 1, 2], "not": [1, 1.5, 2]}))
    assert whole(axes.xaxis) and not whole(axes.yaxis)


def test_curves_log():
    axes = one_axes(plots.curves({"loss": [1, 0.1, 0.01]}, log=True))
    assert (axes.get_xscale(), axes.get_yscale()) == ("linear", "log")
    assert lines(axes) == {"blue - blue o": [points([1, 2, 3], [1, 0.1, 0.01])]}


def test_curves_differ_by_more_than_colour():
    picture = plots.curves({name: [1, 2] for name in "abcdefg"})
    lines = picture.figure.axes[0].lines
    assert len({line.get_color() for line in lines}) == 7
    assert len({line.get_marker() for line in lines}) == 7


BAD = {
    "no dict": (lambda: plots.curves([1, 2]), "expected a dict"),
    "none": (lambda: plots.curves({}), "expected a dict"),
    "x": (
        lambda: plots.curves({"a": [1, 2]}, x=[1]),
        r"shape \(2,\) for x of shape \(1,\)",
    ),
    "log": (lambda: plots.curves({"a": [1, 0]}, log=True), "all above 0"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
