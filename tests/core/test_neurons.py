"""The perceptron and the sigmoid neuron learn what they can, and no more."""

import itertools

import numpy as np
import pytest

from nnlib import Perceptron, SigmoidNeuron, data


@pytest.mark.parametrize("gate", ["AND", "OR", "NAND"])
def test_the_perceptron_learns_each_gate_that_a_line_can_separate(gate):
    X, y = data.truth_table(gate)
    neuron = Perceptron(w=[0, 0])
    corrections = [neuron.learn(X, y) for _ in range(20)]
    assert corrections[-1] == 0
    np.testing.assert_array_equal(neuron.predict(X), y)


def test_xor_is_never_learned():
    X, y = data.truth_table("XOR")
    neuron = Perceptron(w=[0, 0])
    for _ in range(100):
        assert neuron.learn(X, y) > 0
        assert (neuron.predict(X) == y).sum() < 4


def test_one_correction_by_hand():
    neuron = Perceptron(w=[1.0, -2.0], b=0.5)
    assert neuron.learn([[3.0, 1.0]], [0]) == 1  # 3 − 2 + 0.5 > 0, but 0 was wanted
    np.testing.assert_array_equal(neuron.w, [-2.0, -3.0])
    assert neuron.b == -0.5
    assert neuron.learn([[0.0, 1.0]], [0]) == 0


def test_a_sum_of_exactly_zero_is_a_no():
    assert Perceptron(w=[1, 1], b=-2).predict([[1, 1]]).tolist() == [0]


def test_the_sigmoid_neurons_gradient_agrees_with_finite_differences():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(7, 4)), rng.integers(0, 2, 7)
    neuron = SigmoidNeuron(rng.normal(size=4), b=0.3)
    dw, db = neuron.gradient(X, y)
    h, numeric = 1e-5, []
    for i in range(5):
        values = []
        for sign in (1, -1):
            moved = SigmoidNeuron(neuron.w, neuron.b)
            if i < 4:
                moved.w[i] += sign * h
            else:
                moved.b += sign * h
            values.append(moved.loss(X, y))
        numeric.append((values[0] - values[1]) / (2 * h))
    exact = np.append(dw, db)
    assert np.linalg.norm(exact - numeric) <= 1e-7 * np.linalg.norm(exact + numeric)


def test_the_sigmoid_neuron_learns_two_blobs():
    X, y = data.two_blobs(200, rng=np.random.default_rng(0))
    neuron = SigmoidNeuron([0.0, 0.0])
    losses = [neuron.learn(X, y, lr=1.0) for _ in range(200)]
    assert losses[-1] < 0.1 * losses[0]
    np.testing.assert_array_equal(neuron.predict(X), y)


@pytest.mark.parametrize("kind", [Perceptron, SigmoidNeuron])
def test_the_callers_arrays_are_not_changed(kind):
    w, X, y = np.array([1.0, 2.0]), np.array([[1.0, 1.0]]), np.array([0])
    neuron = kind(w)
    neuron.learn(X, y, **({"lr": 1.0} if kind is SigmoidNeuron else {}))
    assert (neuron.w != w).all()
    np.testing.assert_array_equal(w, [1.0, 2.0])
    np.testing.assert_array_equal(X, [[1.0, 1.0]])


def test_whole_numbers_may_be_given_as_weights():
    neuron = SigmoidNeuron([1, 2], b=1)
    neuron.learn([[1, 1]], [0], lr=0.5)
    assert neuron.w.dtype == float


@pytest.mark.parametrize("kind", [Perceptron, SigmoidNeuron])
def test_two_neurons_made_from_one_array_learn_apart(kind):
    w = np.array([0.5, -0.5])
    one, two = kind(w), kind(w)
    options = {"lr": 1.0} if kind is SigmoidNeuron else {}
    one.learn([[1.0, 1.0]], [1], **options)
    assert (one.w != w).all()
    np.testing.assert_array_equal(two.w, [0.5, -0.5])
    np.testing.assert_array_equal(w, [0.5, -0.5])


@pytest.mark.parametrize("x1, x2", list(itertools.product([-1.0, 0.0, 1.0], repeat=2)))
def test_a_sigmoid_neuron_says_yes_above_one_half_only(x1, x2):
    neuron = SigmoidNeuron([1.0, 1.0])
    assert neuron.predict([[x1, x2]]).tolist() == [int(x1 + x2 > 0)]


def test_a_sigmoid_neuron_moves_its_weights_and_its_bias():
    neuron = SigmoidNeuron([0.5], b=0.25)
    dw, db = neuron.gradient([[1.0], [3.0]], [0, 1])
    neuron.learn([[1.0], [3.0]], [0, 1], lr=2.0)
    assert abs(db) > 0.01
    assert neuron.w == pytest.approx(0.5 - 2 * dw)
    assert neuron.b == pytest.approx(0.25 - 2 * db)


def test_a_sigmoid_neuron_has_no_bias_at_first():
    assert (SigmoidNeuron([1.0]).b, SigmoidNeuron([1.0]).predict([[0.0]]).tolist()) == (0.0, [0])
