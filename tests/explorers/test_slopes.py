"""An activation function, its slope, and a point on both."""

import numpy as np
import pytest

from nnlib.activations import relu, sigmoid, tanh
from nnlib.classroom import explorers
from nnlib.classroom.explorers.slopes import FUNCTIONS, FURTHEST, MOST_LAYERS
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, labels, legend, lines, spans, told


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("z", [-FURTHEST, 0.0, 1.25, FURTHEST])
def test_every_picture_can_be_read(function, z):
    picture = explorers.slopes_picture(function, z, MOST_LAYERS)
    assert_readable(picture)


@pytest.mark.parametrize(
    ("name", "shaded"),
    [
        ("sigmoid", [(-8, -5.986), (5.986, 8)]),
        ("tanh", [(-8, -2.993), (2.993, 8)]),
        ("ReLU", [(-8, 0)]),
    ],
)
def test_slopes(name, shaded):
    picture = explorers.slopes_picture(name, 1.25, 3)
    above, below = picture.figure.axes
    z = np.linspace(-8, 8, 801)
    functions = {"sigmoid": sigmoid, "tanh": tanh, "ReLU": relu}
    slopes = {
        "sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)),
        "tanh": lambda z: 1 - np.tanh(z) ** 2,
        "ReLU": lambda z: 1.0 * (z > 0),
    }
    assert list(legend(above)) == list(functions)
    assert [look for look, _ in legend(above).values()] == [
        f"{'blue' if other == name else 'faint'} {style}"
        for other, style in (("sigmoid", "-"), ("tanh", "--"), ("ReLU", "-."))
    ]
    for axes, of in ((above, functions), (below, slopes)):
        drawn = lines(axes)
        for other, f in of.items():
            np.testing.assert_allclose(
                drawn[other][0], np.transpose([z, f(z)]), 1e-6, err_msg=other
            )
        (mark,) = drawn["vermillion o"]
        assert mark[0] == pytest.approx((1.25, of[name](1.25)))
        assert {x for x, _ in drawn["faint :"][0]} == {1.25}
        assert spans(axes) == [pytest.approx(span, abs=0.001) for span in shaded]
        assert axes.get_xlim() == (-8, 8)
    highest = 8.4 if name == "ReLU" else 2.1
    assert (above.get_ylim(), below.get_ylim()) == ((-1.15, highest), (-0.05, 1.1))
    assert (above.get_ylabel(), *labels(below)) == ("a", "z", "slope", "")
    a, slope = (lines(axes)["vermillion o"][0][0][1] for axes in (above, below))
    assert told(picture).startswith(
        f"{name}(1.25) = {number(a)}, and its slope there is {number(slope)}. After 3 layers of "
        f"such units {number(slope**3)} is left of a slope of 1."
    )
    assert name == "ReLU" or f"above {number(spans(axes)[1][0], 2)}." in told(picture)


@pytest.mark.parametrize(("function", "steepest"), [("sigmoid", 0.25), ("tanh", 1.0)])
def test_the_shade_begins_where_the_slope_is_one_percent_of_the_largest(function, steepest):
    sentence = explorers.slopes_picture(function, 0.0).sentence
    end = float(sentence.rpartition("above ")[2].rstrip("."))
    f, slope = FUNCTIONS[function].f, FUNCTIONS[function].slope
    assert slope(f(end)) == pytest.approx(0.01 * steepest, rel=0.02)


def test_relu_is_off_and_not_saturated():
    assert "It is off where z is 0 or below." in explorers.slopes_picture("ReLU", 1.0).sentence


def test_a_slope_that_is_not_0_is_not_called_0():
    assert "below 0.0001" in explorers.slopes_picture("tanh", 8.0).sentence
    assert "slope there is 0." in explorers.slopes_picture("ReLU", -1.0).sentence


@pytest.mark.parametrize("wrong", [("cosine", 0.0, 1), ("tanh", 9.0, 1), ("tanh", np.nan, 1)])
def test_what_cannot_be_drawn_is_told(wrong):
    with pytest.raises(ValueError, match="expected"):
        explorers.slopes_picture(*wrong)
    with pytest.raises(ValueError, match="n_layers=0"):
        explorers.slopes_picture("tanh", 0.0, 0)


def test_every_control_changes_the_picture():
    explorer = explorers.explore_slopes()
    for name, value in {"function": "tanh", "z": 2.5, "n_layers": 3}.items():
        before = explorer.picture.sentence
        explorer.controls[name].value = value
        assert explorer.error is None
        assert explorer.picture.sentence != before
