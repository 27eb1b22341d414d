"""A training that goes astray says who first gave what, at which step, and from what."""

import numpy as np
import pytest

from nnlib import (
    SGD,
    CrossEntropy,
    Dense,
    Diverged,
    Network,
    ReLU,
    SquaredError,
    Tanh,
    divergence,
    fit,
    gradient,
    train,
)
from nnlib.layers import Layer

BIG = 1e200
OPTIONS = {"epochs": 4, "batch_size": 1, "rng": None}


def dense(*rows):
    return Dense.from_arrays(rows)


def run(net, loss, x, y, lr=0.1):
    train(net, loss, SGD(lr), np.array(x, float), np.array(y, float), **OPTIONS).run()


@pytest.mark.parametrize(
    "layers, x, words",
    [
        (
            [dense([1e100, 1e100]), ReLU(), dense([1e100], [0.0]), dense([1e110])],
            [[0.0], [1.0]],
            r"at step 2 of epoch 1; Dense\(1 → 1\) gave inf from inputs up to 1e\+200 "
            r"and W up to 1e\+110; most often the learning rate \(here 1e-300\)",
        ),
        (
            [dense([1e100, -1e100]), dense([1e150], [1e150]), dense([1e150])],
            [[0.0], [1e100]],
            r"at step 2 of epoch 1; Dense\(2 → 1\) gave nan from inputs up to 1e\+200",
        ),
        ([dense([1e100])], [[0.0], [1e100]], r"step 2 of epoch 1; SquaredError\(\) gave it from"),
    ],
    ids=["the last layer", "infinity minus infinity", "the square"],
)
def test_the_layer_that_first_gave_no_number_is_named(layers, x, words):
    with pytest.raises(Diverged, match=words):
        run(Network(*layers), SquaredError(), x, np.zeros((2, 1)), lr=1e-300)


@pytest.mark.parametrize("swallows", [Tanh, ReLU])
def test_an_overflow_that_an_activation_swallows_is_found_by_the_weights(swallows):
    """Tanh makes 1 of infinity and ReLU 0 of minus infinity: the loss looks fine."""
    net = Network(dense([-BIG]), swallows(), dense([1.0]))
    with pytest.raises(Diverged, match=r"Dense\(1 → 1\)\.W holds numbers up to 1e\+200 at step 1 "):
        run(net, SquaredError(), [[1.0]], [[1.0]])


def test_a_parameter_that_is_no_number_is_named():
    net = Network(dense([1.0]), ReLU(), dense([1.0]))
    net.layers[2].W[...] = np.nan
    said = divergence.reason(net, SquaredError(), np.ones((1, 1)), np.ones((1, 1)))
    assert said == "Dense(1 → 1).W has held nan since the step before"


class Own(Layer):
    """A layer of one's own, with what the loss is not made for in all rows but the first."""

    def f(self, x):
        return np.where(x > 1, 3.0 * x, 0.5)

    def input_grad(self, grad):
        return grad


def test_outputs_that_are_no_probabilities_are_told_by_the_loss():
    net = Network(dense([1.0, 1.0]), Own())
    with pytest.raises(ValueError, match=r"values from \S+ to \S+; expected probabilities above 0"):
        run(net, CrossEntropy(), [[1.0], [2.0]], [[1, 0], [1, 0]])


class Below0:
    """A loss of one's own that is below 0, by right."""

    def forward(self, a, y):
        self.shape = a.shape
        return float(-1 - a.mean() ** 2)

    def backward(self):
        return np.zeros(self.shape)


def test_a_loss_of_ones_own_may_be_below_0():
    run(Network(dense([1.0])), Below0(), [[1.0]], [[1.0]])


class Counting(SquaredError):
    """A loss with a forward of its own."""

    seen = 0

    def forward(self, a, y):
        self.seen += 1
        return super().forward(a, y)


def test_an_own_forward_is_asked_in_training_too():
    loss = Counting()
    run(Network(dense([1.0])), loss, [[1.0], [2.0]], [[1.0], [2.0]])
    assert loss.seen == 1 + 2 * OPTIONS["epochs"], "own_forward: the first look, then every step"


def test_validation_tells_the_layer_too():
    net = Network(dense([0.5]))
    x, y, validation = [[1.0]], [[1.0]], ([[1e200]], [[1.0]])
    options = OPTIONS | {"validation": validation}
    words = r"validation loss became NaN or infinite after epoch 1; .*gave"
    with pytest.raises(Diverged, match=words):
        fit(net, SquaredError(), SGD(1e150), x, y, **options)


def test_the_step_that_fails_changes_nothing():
    net = Network(dense([1e100]))
    before = net.layers[0].W.copy()
    with pytest.raises(Diverged):
        run(net, SquaredError(), [[1e100]], [[0.0]])
    np.testing.assert_array_equal(net.layers[0].W, before)


def test_gradient_still_looks_everywhere():
    net = Network(dense([1e300]), Tanh(), dense([1.0]))
    with np.errstate(over="ignore"), pytest.raises(ValueError, match=r"Tanh\(\) got inf"):
        gradient(net, SquaredError(), np.array([[1e300]]), np.array([[0.0]]))
