"""The explorer of lesson 06: an activation function, its slope, and a point on both."""

import numpy as np
import pytest

from nnlib.classroom import explorers
from nnlib.classroom.explorers.slopes import FUNCTIONS, FURTHEST, MOST_LAYERS
from picture_checks import assert_readable


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("z", [-FURTHEST, 0.0, 1.25, FURTHEST])
def test_every_picture_can_be_read(function, z):
    picture = explorers.slopes_picture(function, z, MOST_LAYERS)
    assert_readable(picture)


@pytest.mark.parametrize(("function", "steepest"), [("sigmoid", 0.25), ("tanh", 1.0)])
def test_the_shade_begins_where_the_slope_is_one_percent_of_the_largest(function, steepest):
    sentence = explorers.slopes_picture(function, 0.0).sentence
    end = float(sentence.rpartition("above ")[2].rstrip("."))
    f, slope = FUNCTIONS[function]
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
