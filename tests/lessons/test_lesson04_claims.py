"""What lesson 04 says of networks, computed again: one layer, two layers, and the bias mistake."""

import numpy as np
import pytest

from nnlib import (
    SGD,
    CrossEntropy,
    Dense,
    Network,
    ReLU,
    Softmax,
    SquaredError,
    data,
    gradient,
    initializers,
    one_hot,
)

from .lesson_code import from_lesson

SHARES = [0.80, 0.15, 0.05]
BEST = -float(np.sum(SHARES * np.log(SHARES)))


OneNumber, one_layer, two_layers, unseen_loss = from_lesson(
    4, "OneNumber", "one_layer", "two_layers", "unseen_loss"
)


def descend(net, loss, X, Y, lr, steps):
    optimizer = SGD(lr)
    for _ in range(steps):
        gradient(net, loss, X, Y)
        optimizer.step(net)
    return loss.forward(net(X), Y)


@pytest.mark.parametrize("seed", range(5))
def test_the_bias_mistake_costs_where_nothing_stands_in_for_a_bias(seed):
    right, mistaken = (unseen_loss(one_layer, kind, seed) for kind in (Dense, OneNumber))
    assert right < BEST + 0.1
    assert mistaken > right + 0.3


def test_a_hidden_layer_stands_in_for_the_biases():
    losses = [[unseen_loss(two_layers, kind, s) for kind in (Dense, OneNumber)] for s in range(5)]
    right, mistaken = np.mean(losses, axis=0)
    assert abs(mistaken - right) < 0.05


def test_the_bias_mistake_leaves_the_output_biases_where_they_are():
    rng = np.random.default_rng(0)
    layer = OneNumber(4, 10, init=initializers.normal(1), rng=rng)
    layer.b = rng.uniform(-0.5, 0.5, 10)
    before = layer.b.copy()
    X, Y = rng.normal(size=(50, 4)), one_hot(rng.integers(0, 10, 50))
    descend(Network(layer, Softmax()), CrossEntropy(), X, Y, lr=0.5, steps=100)
    assert np.allclose(layer.b, before, atol=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_rings_need_a_layer_that_is_not_linear(seed):
    X, y = data.rings(200, rng=np.random.default_rng(seed))
    Y = one_hot(y, 2)

    def layers():
        rng = np.random.default_rng(seed)
        half = initializers.normal(0.5)
        return [Dense(n, k, init=half, rng=rng) for n, k in ((2, 2), (2, 8), (8, 2))]

    one, hidden, output = layers()
    of_one = descend(Network(one), SquaredError(), X, Y, lr=0.1, steps=300)
    of_two = descend(Network(hidden, output), SquaredError(), X, Y, lr=0.1, steps=300)
    assert of_two == pytest.approx(of_one, abs=1e-3)

    _, hidden, output = layers()
    net = Network(hidden, ReLU(), output, Softmax())
    descend(net, CrossEntropy(), X, Y, lr=0.5, steps=500)
    assert np.mean(net.predict(X) == y) > 0.95
