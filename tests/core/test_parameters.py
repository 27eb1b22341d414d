"""Parameters: whose array is it? What a layer keeps is a copy."""

import numpy as np
import pytest

from nnlib import SGD, Dense, Network, SquaredError, gradient, initializers


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


def test_a_layer_wants_a_generator_even_if_its_first_weights_need_none():
    with pytest.raises(TypeError, match=r"rng is 0; expected np\.random\.default_rng\(0\)"):
        Dense(3, 2, init=initializers.zeros, rng=0)
