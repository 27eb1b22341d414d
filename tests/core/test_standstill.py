"""A network that stands still is told from one that is slow, or has learned, or may be right."""

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
    initializers,
    one_hot,
    standstill,
    train,
)
from nnlib.estimator import NetworkClassifier
from nnlib.standstill import unscaled

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
