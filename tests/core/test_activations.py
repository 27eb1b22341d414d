"""Activations far out, and of what shape."""

import inspect

import numpy as np
import pytest

from nnlib import CrossEntropy, Elementwise, ReLU, Sigmoid, Softmax, Tanh, softmax, tanh
from nnlib.activations import function


@pytest.mark.parametrize("dtype, floor", [("float64", 700), ("float32", 80)])
def test_softmax_far_out_is_never_zero(dtype, floor):
    """p, its logarithm, 1/p and the gradient exist, in the type that came in."""
    z = np.array([[0.0, -1e4, -1e30, 1e4], [floor - 1.0, floor + 0.0, floor + 1.0, 0.0]], dtype)
    p = softmax(z)
    assert p.dtype == dtype
    assert (p > np.finfo(dtype).tiny).all()
    assert np.isfinite(np.log(p)).all() and np.isfinite(1 / p).all()
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose(np.log(p[0, :3]), -floor, rtol=1e-6)
    order = np.argsort(p[1])
    assert order.tolist() == [3, 0, 1, 2]
    layer, loss, y = Softmax(), CrossEntropy(), np.eye(4, dtype=dtype)[[0, 3]]
    assert np.isfinite(loss.forward(layer.forward(z), y))
    slope = layer.input_grad(loss.backward())
    np.testing.assert_allclose(slope, (p - y) / 2, atol=1e-6)


def test_softmax_wants_a_row():
    with pytest.raises(ValueError, match="softmax got a single number; expected scores of shape"):
        softmax(3.0)
    np.testing.assert_array_equal(softmax([3.0]), [1.0])
    z = np.array([[[1.0, 2.0], [3.0, 1.0]], [[0.0, 0.0], [5.0, 5.0]]])
    np.testing.assert_allclose(softmax(z).sum(axis=-1), 1)


@pytest.mark.parametrize(
    "unit, a, slope",
    [
        (Sigmoid(), [0.0, 0.25, 0.5, 1.0], [0.0, 0.1875, 0.25, 0.0]),
        (Tanh(), [-1.0, 0.0, 0.5], [0.0, 1.0, 0.75]),
        (ReLU(), [0.0, 1e-300, 3.0], [0.0, 1.0, 1.0]),
    ],
)
def test_a_slope_is_read_off_the_output(unit, a, slope):
    np.testing.assert_array_equal(unit.slope(np.array(a)), slope)


class Leaky(Elementwise):
    def __init__(self, leak=0.01):
        self.leak = leak

    def f(self, z):
        return np.maximum(z, self.leak * z)


def test_the_function_of_an_activation_takes_its_argument():
    leaky = function(Leaky)
    np.testing.assert_array_equal(leaky([-1.0, 2.0]), [-0.01, 2.0])
    np.testing.assert_array_equal(leaky([-1.0, 2.0], 0.5), [-0.5, 2.0])
    np.testing.assert_array_equal(leaky(-1.0, leak=0.25), -0.25)
    assert str(inspect.signature(leaky)) == "(z, leak=0.01)"
    assert str(inspect.signature(tanh)) == "(z)"
    with pytest.raises(TypeError, match="slope"):
        leaky(0.0, slope=0.5)
