"""Evidence and votes: what every pixel and every hidden neuron says for a class."""

import itertools

import numpy as np
import pytest

from nnlib import (
    CrossEntropy,
    Dense,
    Network,
    ReLU,
    Rescale,
    Sigmoid,
    Softmax,
    Tanh,
    data,
    explain,
    initializers,
    one_hot,
)
from nnlib.checks import NotFiniteError


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture(scope="module")
def net():
    return Network.load(data.digit_reader())


@pytest.fixture(scope="module")
def digits():
    _, (X, y) = data.mnist()
    return X, y


def layers_of(activation, rng):
    normal = initializers.normal(0.5)
    return (
        Rescale(1 / 255),
        Dense(12, 7, init=normal, rng=rng),
        activation(),
        Dense(7, 5, init=normal, rng=rng),
        activation(),
        Dense(5, 4, init=normal, rng=rng),
    )


@pytest.mark.parametrize("activation", [Tanh, Sigmoid, ReLU])
@pytest.mark.parametrize("end", [(), (Softmax,), (Sigmoid,)], ids=["scores", "softmax", "sigmoid"])
def test_evidence_is_the_slope_times_the_pixel(activation, end):
    rng = np.random.default_rng(0)
    net = Network(*layers_of(activation, rng), *(layer() for layer in end))
    x, h = rng.uniform(0, 255, 12), 1e-3
    for k in range(4):
        slopes = [
            (explain.scores(net, [x + step])[0, k] - explain.scores(net, [x - step])[0, k]) / 2 / h
            for step in h * np.eye(12)
        ]
        found = explain.evidence(net, x, of=k)
        assert np.abs(found).max() > 1e-3
        np.testing.assert_allclose(found, x * slopes, atol=1e-6)


def test_evidence_of_the_digit_reader_is_right_as_well(net, digits):
    x, k, h = digits[0][0].astype(float), 7, 1e-3
    found = explain.evidence(net, x, of=k)
    for place in (*np.argsort(-np.abs(found))[:5], 0):
        step = np.zeros(784)
        step[place] = h
        slope = (explain.scores(net, [x + step]) - explain.scores(net, [x - step]))[0, k] / 2 / h
        assert found[place] == pytest.approx(x[place] * slope, abs=1e-6)


def test_in_a_linear_network_evidence_and_biases_are_the_score():
    rng = np.random.default_rng(1)
    W1, b1, W2, b2 = (rng.normal(size=shape) for shape in [(9, 6), 6, (6, 3), 3])
    net = Network(Rescale(1 / 255), Dense.from_arrays(W1, b1), Dense.from_arrays(W2, b2), Softmax())
    x = rng.integers(0, 256, 9)
    for k in range(3):
        biases = b1 @ W2[:, k] + b2[k]
        score = explain.scores(net, [x])[0, k]
        assert explain.evidence(net, x, of=k).sum() + biases == pytest.approx(score, rel=1e-12)
        assert score == pytest.approx(((x / 255) @ W1 + b1) @ W2[:, k] + b2[k], rel=1e-12)


def test_votes_and_the_bias_are_the_score(net, digits):
    for row, k in itertools.product(digits[0][:3], (0, 7)):
        a, said = explain.votes(net, row, of=k)
        assert a.shape == said.shape == (100,)
        np.testing.assert_array_equal(a, net.layers[2](net.layers[1](net.layers[0]([row])))[0])
        score = explain.scores(net, [row])[0, k]
        assert said.sum() + net.layers[3].b[k] == pytest.approx(score, rel=1e-12)


def test_explaining_does_not_disturb_training():
    rng = np.random.default_rng(2)
    X, Y = rng.uniform(0, 255, (8, 12)), one_hot(rng.integers(0, 4, 8), 4)

    def gradients(between):
        net = Network(*layers_of(Tanh, np.random.default_rng(3)), Softmax())
        loss = CrossEntropy()
        loss.forward(net.forward(X), Y)
        between(net)
        net.backward(loss.backward())
        return [grad.copy() for _, grad in net.params()]

    def look(net):
        explain.scores(net, X[::-1])
        explain.evidence(net, X[5], of=1)
        explain.votes(net, X[6], of=2)

    for undisturbed, found in zip(gradients(lambda net: None), gradients(look), strict=True):
        np.testing.assert_array_equal(undisturbed, found)


@pytest.mark.parametrize("explanation", [explain.evidence, explain.votes])
@pytest.mark.parametrize(
    ("x", "of", "error"),
    [
        (np.zeros(12), 4, ValueError),
        (np.zeros(12), -1, ValueError),
        (np.zeros(12), 1.0, TypeError),
        (np.zeros(12), True, TypeError),
        (np.zeros((2, 12)), 0, ValueError),
        (np.zeros(11), 0, ValueError),
        (np.full(12, np.nan), 0, NotFiniteError),
    ],
)
def test_bad_questions_are_refused(explanation, x, of, error):
    net = Network(*layers_of(Tanh, np.random.default_rng(0)), Softmax())
    with pytest.raises(error, match="expected"):
        explanation(net, x, of=of)


def test_networks_that_cannot_be_explained():
    with pytest.raises(ValueError, match="hidden layer"):
        explain.votes(Network(Dense.from_arrays(np.eye(2)), Softmax()), [1.0, 2.0], of=0)
    with pytest.raises(ValueError, match="before the activation"):
        explain.scores(Network(Softmax()), [[1.0, 2.0]])


@pytest.mark.parametrize("end", [Sigmoid, Tanh, ReLU, Softmax, None])
def test_scores_are_what_the_last_activation_is_given(end, rng):
    last = Dense(4, 3, init=initializers.he, rng=rng)
    hidden = Dense(5, 4, init=initializers.he, rng=rng)
    net = Network(hidden, Tanh(), last, *([end()] if end else []))
    x = rng.normal(size=(2, 5))
    z = np.tanh(x @ hidden.W + hidden.b) @ last.W + last.b
    np.testing.assert_allclose(explain.scores(net, x), z, rtol=1e-12)
    a, said = explain.votes(net, x[0], of=1)
    np.testing.assert_allclose(a, np.tanh(x[0] @ hidden.W + hidden.b), rtol=1e-12)
    np.testing.assert_allclose(said, a * last.W[:, 1], rtol=1e-12)
    assert said.sum() + last.b[1] == pytest.approx(z[0, 1], rel=1e-12)
    h, steps = 1e-6, 1e-6 * np.eye(5)
    ups, downs = (explain.scores(net, x[:1] + sign * steps)[:, 2] for sign in (1, -1))
    np.testing.assert_allclose(
        explain.evidence(net, x[0], of=2), (ups - downs) / (2 * h) * x[0], rtol=1e-6, atol=1e-9
    )


def test_one_example_is_a_row_or_a_batch_of_one():
    net = Network(Dense.from_arrays([[1.0, 2.0], [5.0, -4.0]]))
    assert (
        explain.evidence(net, [[3.0, 1.0]], of=1).tolist()
        == explain.evidence(net, [3.0, 1.0], of=1).tolist()
    )
