"""Layers: what is handed over stays as it was, and what comes out has the right type."""

import numpy as np
import pytest

from nnlib import (
    Dense,
    Elementwise,
    Layer,
    Network,
    Rescale,
    initializers,
)

from .offered import ACTIVATIONS


class Halved(Layer):
    """A layer that knows no way back."""

    def f(self, x):
        return x / 2


class Nothing(Elementwise):
    """An activation without a formula."""


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)
@pytest.mark.parametrize("call", ["__call__", "forward"])
def test_an_activation_leaves_its_input_alone(activation, call, rng):
    z = rng.normal(size=(4, 3))
    before = z.copy()
    a = getattr(activation(), call)(z)
    np.testing.assert_array_equal(z, before)
    assert not np.shares_memory(a, z)


def test_rescale_leaves_its_input_alone():
    x = np.array([[2.0, 4.0]])
    np.testing.assert_array_equal(Rescale(0.5)(x), [[1.0, 2.0]])
    np.testing.assert_array_equal(x, [[2.0, 4.0]])


@pytest.mark.parametrize("activation", [*ACTIVATIONS.values(), lambda: Rescale(0.5)])
def test_the_way_back_overwrites_no_gradient(activation, rng):
    """Each gradient that trace_back showed is still what it was when the next one is there."""
    net = Network(
        Dense(3, 4, init=initializers.he, rng=rng),
        activation(),
        Dense(4, 2, init=initializers.he, rng=rng),
        activation(),
    )
    net.forward(rng.normal(size=(5, 3)))
    grad = rng.normal(size=(5, 2))
    before, shown = grad.copy(), []
    for name, g in net.trace_back(grad):
        shown.append((name, g, g.copy()))
    assert len(shown) == 4
    for name, now, then in shown:
        np.testing.assert_array_equal(now, then, f"the gradient {name}")
    np.testing.assert_array_equal(grad, before, "the caller's gradient")


def test_from_arrays_keeps_float32(rng):
    layer = Dense.from_arrays(np.ones((3, 2), np.float32), [1.0, 2.0])
    arrays = (layer.W, layer.b, layer.dW, layer.db)
    assert [a.dtype.name for a in arrays] == ["float32"] * 4
    assert layer.dtype == "float32"
    x = np.ones((4, 3), np.float32)
    assert layer(x).dtype == layer.forward(x).dtype == np.float32
    layer.param_grads(np.ones((4, 2), np.float32))
    assert layer.dW.dtype == layer.db.dtype == layer.input_grad(layer(x)).dtype == np.float32


@pytest.mark.parametrize("W", [[[1, 2]], np.ones((1, 2), np.int8), np.ones((1, 2), bool)])
def test_from_arrays_of_whole_numbers_is_float64(W):
    layer = Dense.from_arrays(W, b=np.zeros(2, np.float32))
    assert [a.dtype.name for a in (layer.W, layer.b)] == ["float64"] * 2


def test_layers_that_lack_something_say_what(rng):
    dense = Dense(3, 2, init=initializers.he, rng=rng)
    x = rng.normal(size=(4, 3))
    above = Network(dense, Halved())
    above.forward(x)
    with pytest.raises(NotImplementedError, match=r"Halved has no input_grad\(self, grad\)"):
        above.backward(np.ones((4, 2)))
    below = Network(Halved(), Dense(3, 2, init=initializers.he, rng=rng))
    below.forward(x)
    below.backward(np.ones((4, 2)))  # nobody asks the lowest for its way back
    with pytest.raises(NotImplementedError, match=r"Nothing has no f\(self, x\)"):
        Network(Nothing())(x)
    with pytest.raises(NotImplementedError, match=r"Nothing has no slope\(self, a\)"):
        Nothing().slope(x)
    with pytest.raises(NotImplementedError, match=r"Layer has no f\(self, x\)"):
        Layer()(x)


def test_what_a_layer_is_where_nobody_says():
    layer = Dense(2, 3, init=initializers.zeros, rng=None)
    assert (layer.bias, layer.l2, layer.dtype) == (True, 0.0, "float64")
