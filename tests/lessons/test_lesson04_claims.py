"""What lesson 04 says of networks, computed again: one layer, two layers, and the bias mistake."""

from itertools import pairwise

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

SHARES = [0.80, 0.15, 0.05]
BEST = -float(np.sum(SHARES * np.log(SHARES)))


class OneNumberBias(Dense):
    """The published mistake: one sum over everything for all biases of the layer."""

    def param_grads(self, grad):
        super().param_grads(grad)
        self.db[:] = grad.sum()


def descend(net, loss, X, Y, lr, steps):
    optimizer = SGD(lr)
    for _ in range(steps):
        gradient(net, loss, X, Y)
        optimizer.step(net)
    return loss.forward(net(X), Y)


def unseen_loss(kind, sizes, seed):
    """The loss on new examples of three unequal classes, about which the inputs say nothing."""
    rng = np.random.default_rng(seed)
    (X, y), (X_new, y_new) = (
        (rng.normal(size=(m, 2)), rng.choice(3, size=m, p=SHARES)) for m in (500, 2000)
    )
    layers = []
    for n_in, n_out in pairwise(sizes):
        layers += [kind(n_in, n_out, init=initializers.normal(1), rng=rng), ReLU()]
    net = Network(*layers[:-1], Softmax())
    descend(net, CrossEntropy(), X, one_hot(y, 3), lr=0.1, steps=500)
    return CrossEntropy().forward(net(X_new), one_hot(y_new, 3))


@pytest.mark.parametrize("seed", range(5))
def test_the_bias_mistake_costs_where_nothing_stands_in_for_a_bias(seed):
    right, mistaken = (unseen_loss(kind, (2, 3), seed) for kind in (Dense, OneNumberBias))
    assert right < BEST + 0.1
    assert mistaken > right + 0.3


def test_a_hidden_layer_stands_in_for_the_biases():
    losses = [
        [unseen_loss(kind, (2, 10, 3), s) for kind in (Dense, OneNumberBias)] for s in range(5)
    ]
    right, mistaken = np.mean(losses, axis=0)
    assert abs(mistaken - right) < 0.05


def test_the_bias_mistake_leaves_the_output_biases_where_they_are():
    rng = np.random.default_rng(0)
    layer = OneNumberBias(4, 10, init=initializers.normal(1), rng=rng)
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
