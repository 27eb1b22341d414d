"""A step and a sigmoid, beside each other."""

import numpy as np
import pytest

from nnlib.activations import sigmoid
from nnlib.classroom import explorers
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, labels, lines, one_axes, spans, told

TYPICAL = {
    "step": lambda: explorers.step_and_sigmoid_picture(-3, 2.75, 20),
    "weight 0": lambda: explorers.step_and_sigmoid_picture(0, 1, 1),
    "far away": lambda: explorers.step_and_sigmoid_picture(0.25, 3, 1),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_step_and_sigmoid():
    picture = explorers.step_and_sigmoid_picture(-2, 1, 3)
    axes = one_axes(picture)
    drawn = lines(axes)
    x = np.linspace(-4, 4, 801)
    z = 3 * (-2 * x + 1)
    np.testing.assert_allclose(drawn["step"][0], np.transpose([x, z > 0]), atol=1e-8)
    np.testing.assert_allclose(drawn["sigmoid"][0], np.transpose([x, sigmoid(z)]), 1e-6)
    ((low, high),) = spans(axes)
    assert [sigmoid(3 * (-2 * end + 1)) for end in (low, high)] == pytest.approx([0.9, 0.1])
    assert (axes.get_xlim(), axes.get_ylim()) == ((-4, 4), (-0.08, 1.08))
    assert labels(axes) == ("x", "output", "z = 3 · (−2 · x + 1)")
    assert told(picture) == (
        f"The step jumps at x = {number((low + high) / 2)}; the sigmoid falls from 0.9 to 0.1 "
        f"within {number(high - low)} of x."
    )


def test_step_and_sigmoid_numbers():
    sentence = explorers.step_and_sigmoid_picture(-2, 1, 2).sentence
    assert sentence == (
        "The step jumps at x = 0.5; the sigmoid falls from 0.9 to 0.1 within 1.0986 of x."
    )
    assert "the step is 0 and the sigmoid 0.2689" in (
        explorers.step_and_sigmoid_picture(0, -1, 1).sentence
    )


def test_a_sharpness_of_0_is_refused():
    with pytest.raises(ValueError, match="expected"):
        explorers.step_and_sigmoid_picture(1, 1, 0)
