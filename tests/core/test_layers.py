"""Layers: whose array is it, and of which type? What is handed over stays as it was."""

import numpy as np
import pytest

from nnlib import (
    SGD,
    Dense,
    Elementwise,
    Layer,
    Network,
    ReLU,
    Rescale,
    Sigmoid,
    Softmax,
    SquaredError,
    Tanh,
    gradient,
    initializers,
)

ACTIVATIONS = [ReLU, Sigmoid, Tanh, Softmax]


def from_arrays(W, b):
    return Dense.from_arrays(W, b)


def by_init(W, b):
    layer = Dense(*W.shape, init=lambda *_: W, rng=None, dtype=W.dtype)
    layer.b = b
    return layer


def assigned(W, b):
    layer = Dense(*W.shape, init=initializers.zeros, rng=None, dtype=W.dtype)
    layer.W, layer.b = W, b
    return layer


class Halved(Layer):
    """A layer that knows no way back."""

    def f(self, x):
        return x / 2


class Nothing(Elementwise):
    """An activation without a formula."""


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("make", [from_arrays, by_init, assigned])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_two_layers_made_from_one_array_learn_apart(make, dtype, rng):
    W, b = rng.normal(size=(3, 2)).astype(dtype), rng.normal(size=2).astype(dtype)
    given = W.copy(), b.copy()
    one, two = make(W, b), make(W, b)
    x, y = rng.normal(size=(5, 3)).astype(dtype), rng.normal(size=(5, 2)).astype(dtype)
    gradient(Network(one), SquaredError(), x, y)
    SGD(0.5).step(Network(one))
    for name, before in zip("Wb", given, strict=True):
        assert (getattr(one, name) != before).any(), f"{name} of the first has learned"
        np.testing.assert_array_equal(getattr(two, name), before, f"{name} of the second")
        np.testing.assert_array_equal({"W": W, "b": b}[name], before, f"the caller's {name}")
    assert not np.shares_memory(one.dW, two.dW) and not np.shares_memory(one.db, two.db)


def test_a_layer_may_take_anothers_weights(rng):
    one, two = (Dense(3, 2, init=initializers.he, rng=rng) for _ in range(2))
    two.W, two.b = one.W, one.b
    one.W += 1
    one.b += 1
    np.testing.assert_allclose(one.W - two.W, 1)
    np.testing.assert_allclose(one.b - two.b, 1)


@pytest.mark.parametrize("activation", ACTIVATIONS)
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


@pytest.mark.parametrize("activation", [*ACTIVATIONS, lambda: Rescale(0.5)])
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
    for layer, g in net.trace_back(grad):
        shown.append((layer, g, g.copy()))
    assert len(shown) == 4
    for layer, now, then in shown:
        np.testing.assert_array_equal(now, then, f"the gradient handed to {layer}")
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
    with pytest.raises(NotImplementedError, match=r"Nothing has no f\(self, z\)"):
        Network(Nothing())(x)
    with pytest.raises(NotImplementedError, match=r"Nothing has no slope\(self, a\)"):
        Nothing().slope(x)
    with pytest.raises(NotImplementedError, match=r"Layer has no f\(self, x\)"):
        Layer()(x)


def test_a_layer_wants_a_generator_even_if_its_first_weights_need_none():
    with pytest.raises(TypeError, match=r"rng is 0; expected np\.random\.default_rng\(0\)"):
        Dense(3, 2, init=initializers.zeros, rng=0)


def test_what_a_layer_is_where_nobody_says():
    layer = Dense(2, 3, init=initializers.zeros, rng=None)
    assert (layer.bias, layer.l2, layer.dtype) == (True, 0.0, "float64")
