"""Graphs of functions."""

import numpy as np
import pytest

from nnlib.activations import relu, sigmoid, step
from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, labels, legend, lines, one_axes, points, told

TYPICAL = {
    "functions": lambda: plots.functions([step, sigmoid, relu], low=-3, high=3),
    "mark": lambda: plots.functions({"σ": sigmoid}, mark=1.5, title="A sigmoid"),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_functions():
    named = {"square": np.square, "double": lambda z: 2 * z, "flat": lambda z: 0 * z + 1}
    picture = plots.functions(named, low=-2, high=3, xlabel="u", ylabel="v", mark=1.5, title="T")
    axes = one_axes(picture)
    drawn = lines(axes)
    z = np.linspace(-2, 3, 801)
    for name, f in named.items():
        curve, mark = drawn[name]
        assert curve == points(z, f(z)), f"the graph of {name}"
        assert mark == points(1.5, f(np.array(1.5))), f"the mark of {name}"
    assert list(legend(axes)) == list(named)
    assert not axes.yaxis_inverted()
    assert {x for x, _ in drawn["faint :"][0]} == {1.5}
    level, upright = drawn["faint -"]
    assert {y for _, y in level} == {0} and {x for x, _ in upright} == {0}
    assert axes.get_xlim() == (-2, 3)
    assert labels(axes) == ("u", "v", "T")
    marks = {name: number(drawn[name][1][0][1]) for name in named}
    words = "; ".join(f"{name}(1.5) = {value}" for name, value in marks.items())
    assert told(picture) == f"{words}."
    assert "Graphs of square, double and flat for u from −2 to 3." in picture.alt
    picture = plots.functions({"double": named["double"]}, low=-2, high=3)
    (curve,) = lines(one_axes(picture))["blue -"]
    assert told(picture) == (
        f"double: {number(curve[0][1])} at z = −2, 0 at z = 0, {number(curve[-1][1])} at z = 3."
    )
    assert one_axes(picture).get_title() == "double"
    told_ends = plots.functions({"double": named["double"]}, low=1, high=2).sentence
    assert told_ends == "double: 2 at z = 1, 4 at z = 2."


BAD = {
    "range": (lambda: plots.functions([step], low=1, high=1), "low below high"),
    "mark": (lambda: plots.functions([step], mark=9), "mark=9"),
    "shape": (lambda: plots.functions({"f": lambda z: z[:2]}), r"expected \(801,\)"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
