"""A training that goes astray says who first gave what; one that stands still is told so."""

import warnings

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning

from nnlib import (
    SGD,
    CrossEntropy,
    Dense,
    Diverged,
    Network,
    ReLU,
    Rescale,
    Sigmoid,
    Softmax,
    SquaredError,
    Tanh,
    data,
    fit,
    gradient,
    initializers,
    one_hot,
    standstill,
    train,
)
from nnlib.diagnosis import reason, unscaled
from nnlib.estimator import NetworkClassifier
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
            # ∞ − ∞; a processor that multiplies and adds in one step never rounds the second ∞
            r"at step 2 of epoch 1; Dense\(2 → 1\) gave (nan|inf) from inputs up to 1e\+200",
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
    said = reason(net, SquaredError(), np.ones((1, 1)), np.ones((1, 1)))
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


# A network that stands still is told from one that is slow, has learned, or may be right ---------

X, LABELS = data.digits8x8()
X, LABELS = X[:600] * np.uint8(15), LABELS[:600]  # 0 to 240, as bytes
Y = one_hot(LABELS)


def network(*first, kind=ReLU, init=initializers.he, n_out=10, last=Softmax):
    rng = np.random.default_rng(0)
    dense = [Dense(a, b, init=init, rng=rng) for a, b in ((64, 30), (30, n_out))]
    return Network(*first, dense[0], kind(), dense[1], last())


def trained(net, lr, y=Y, epochs=3, loss=None):
    rng = np.random.default_rng(1)
    for _ in train(
        net, loss or CrossEntropy(), SGD(lr), X, y, epochs=epochs, batch_size=50, rng=rng
    ):
        pass
    return net


def with_biases(b, kind=ReLU, scale=1.0):
    """A network whose hidden weights are so many times as large, and whose biases are all b."""
    net = network(Rescale(1 / 255), kind=kind)
    net.layers[1].W *= scale
    net.layers[1].b[...] = b
    return net


STANDING = {
    "raw pixels": (lambda: trained(network(), 1.0), "all that ReLU() lets through"),
    "dead": (lambda: with_biases(-100.0), "all that ReLU() lets through"),
    "saturated above": (lambda: with_biases(100.0, Sigmoid), "from Sigmoid() on they are alike"),
    "saturated below": (lambda: with_biases(-100.0, Tanh), "from Tanh() on they are alike"),
    "all weights 0": (
        lambda: trained(network(Rescale(1 / 255), init=initializers.zeros), 0.1),
        "from Dense(64 → 30) on they are alike",
    ),
}
MOVING = {
    "scaled": lambda: trained(network(Rescale(1 / 255)), 0.1),
    "slow": lambda: trained(network(Rescale(1 / 255)), 1e-4),
    "a little slow": lambda: trained(network(Rescale(1 / 255), kind=Tanh), 1e-3),
    "sigmoid": lambda: trained(network(Rescale(1 / 255), kind=Sigmoid), 0.5),
    "saturated in different ways": lambda: with_biases(0.0, Tanh, scale=1000.0),
    "untrained": lambda: with_biases(0.0),
}


@pytest.mark.parametrize("kind", STANDING)
def test_a_dead_or_saturated_network_is_named(kind):
    make, words = STANDING[kind]
    said = standstill(make(), X, Y)
    assert "the same answer to" in said and "of 600 rows" in said
    assert words in said


@pytest.mark.parametrize("kind", MOVING)
def test_nothing_is_said_of_one_that_answers_differently(kind):
    assert standstill(MOVING[kind](), X, Y) is None


def test_nothing_is_said_where_the_same_answer_may_be_right():
    net = with_biases(-100.0)
    assert standstill(net, X, Y)
    rare = np.zeros_like(LABELS)
    rare[:100] = 1
    assert standstill(net, X, one_hot(rare)) is None  # five of six rows are class 0
    assert standstill(net, np.repeat(X[:1], 600, axis=0), Y) is None  # the rows are the same
    assert standstill(net, X[:1], Y[:1]) is None


@pytest.mark.parametrize("odd", [0, 20, 40])
def test_some_rows_may_get_another_answer(odd):
    """The first rows are let through; of 600, one in twenty may be."""
    W = np.zeros((1, 1))
    net = Network(Dense.from_arrays(W + 1), ReLU(), Dense.from_arrays(np.ones((1, 2))))
    x = np.arange(600.0)[::-1, None] - 599.5 + odd
    said = standstill(net, x, one_hot(np.arange(600) % 2, 2))
    assert (said is not None) == (odd <= 30)
    if said:
        assert f"to {600 - odd} of 600 rows" in said


@pytest.mark.parametrize("shown", [(X, Y), (X.tolist(), Y.tolist())])
def test_fit_warns_at_the_end_and_only_then(shown):
    options = {"epochs": 3, "batch_size": 50, "rng": np.random.default_rng(1)}
    with pytest.warns(UserWarning, match=r"the same answer.*240.*Rescale\(1 / 255\)") as found:
        history = fit(network(), CrossEntropy(), SGD(50.0), *shown, **options)
    assert len(found) == 1
    assert len(history["loss"]) == 3
    assert found[0].filename == __file__
    with pytest.warns(UserWarning, match="the same answer") as found:
        fit(network(Rescale(1 / 255)), CrossEntropy(), SGD(50.0), X, Y, **options)
    assert "Rescale(" not in str(found[0].message)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fit(network(Rescale(1 / 255)), CrossEntropy(), SGD(1e-4), X, Y, **options)


def test_the_estimator_warns_as_scikit_learn_does():
    classifier = NetworkClassifier(30, activation=ReLU, lr=50.0, epochs=2, random_state=0)
    with pytest.warns(ConvergenceWarning, match="the same answer to 600 of 600 rows"):
        classifier.fit(X, LABELS)
    assert classifier.predict(X).shape == (600,)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        NetworkClassifier(30, activation=ReLU, epochs=2, random_state=0).fit(X / 255, LABELS)


def test_diverged_names_unscaled_inputs_and_only_those():
    assert "240" in unscaled(network(), X)
    assert unscaled(network(Rescale(1 / 255)), X) == ""
    assert unscaled(network(), X / 255) == unscaled(network(), -X / 100.0) == ""
    for x, said in ((X / 255, False), (X, True)):
        net = network(kind=ReLU, last=ReLU)
        with pytest.raises(Diverged) as caught, np.errstate(over="ignore"):
            options = {"epochs": 9, "batch_size": 50, "rng": None}
            train(net, SquaredError(), SGD(1e200), x, Y, **options).run()
        assert ("the inputs go from 0 to 240" in str(caught.value)) == said
        assert "the learning rate (here 1e+200) is too large" in str(caught.value)


def test_a_single_output_has_no_accuracy():
    x, y = np.arange(6.0)[:, None] / 6, np.arange(6.0)[:, None]
    net = Network(Dense.from_arrays([[0.0]], [0.0]))
    options = {"epochs": 2, "batch_size": 3, "rng": None, "validation": (x, y)}
    history = fit(net, SquaredError(), SGD(0.1), x, y, **options)
    assert set(history) == {"loss", "validation loss"}
