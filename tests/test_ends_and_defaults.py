"""The ends of ranges, and the numbers that stand where nobody gives one."""

import inspect
import itertools

import numpy as np
import pytest

from nnlib import (
    Adam,
    CrossEntropy,
    Dense,
    Momentum,
    Nesterov,
    Network,
    RMSProp,
    Sigmoid,
    SigmoidNeuron,
    SquaredError,
    confusion_matrix,
    data,
    gradient_check,
    initializers,
    one_hot,
    saving,
    schedules,
)

# As they were published, and as the lessons say.
DEFAULTS = {
    Momentum: {"momentum": 0.9, "decay": 0.0},
    Nesterov: {"momentum": 0.9, "decay": 0.0},
    RMSProp: {"keep": 0.9, "eps": 1e-8, "decay": 0.0},
    Adam: {"keep_m": 0.9, "keep_s": 0.999, "eps": 1e-8, "decay": 0.0},
}


@pytest.mark.parametrize("rule", DEFAULTS)
def test_rules_have_their_published_numbers(rule):
    optimizer = rule(0.1)
    assert {name: getattr(optimizer, name) for name in DEFAULTS[rule]} == DEFAULTS[rule]


@pytest.mark.parametrize("rule", DEFAULTS)
def test_a_rule_remembers_nothing_before_its_first_step(rule):
    optimizer = rule(0.1)
    assert (optimizer.steps, optimizer.memory) == (0, None)


def test_other_numbers_that_nobody_has_to_give():
    layer = Dense(2, 3, init=initializers.zeros, rng=None)
    assert (layer.bias, layer.l2, layer.dtype) == (True, 0.0, "float64")
    assert one_hot([9]).shape == (1, 10) and confusion_matrix([0], [9]).shape == (10, 10)
    assert inspect.signature(schedules.exponential).parameters["every"].default == 1
    assert (SigmoidNeuron([1.0]).b, SigmoidNeuron([1.0]).predict([[0.0]]).tolist()) == (0.0, [0])


@pytest.mark.parametrize(
    "predicted, labels", [([0, -1], [0, 1]), ([0, 1], [0, -1]), ([0, 1], [0, 2])]
)
def test_classes_outside_their_range_are_no_counts(predicted, labels):
    with pytest.raises(ValueError, match="expected 0 to 1"):
        confusion_matrix(predicted, labels, n_classes=2)


def test_a_confusion_matrix_counts_every_example():
    counts = confusion_matrix([0, 1, 1, 1, 2, 2, 0], [0, 1, 1, 0, 0, 0, 2], n_classes=3)
    np.testing.assert_array_equal(counts, [[1, 1, 2], [0, 2, 0], [1, 0, 0]])


def test_probabilities_may_pass_1_by_rounding_alone():
    loss = CrossEntropy()
    assert loss.forward([[1 + 0.9e-6, 1e-300]], [[1, 0]]) == pytest.approx(0, abs=1e-6)
    with pytest.raises(ValueError, match="expected probabilities"):
        loss.forward([[1 + 1.1e-6, 1e-300]], [[1, 0]])


@pytest.mark.parametrize("number, newer", [(2, True), (0, False), ([1], False), (1.5, False)])
def test_only_a_larger_format_is_newer(number, newer, tmp_path):
    path = tmp_path / "net.npz"
    np.savez(path, format=number)
    with pytest.raises(ValueError, match="this nnlib reads format 1") as told:
        saving.read(path)
    assert ("a newer nnlib wrote it" in str(told.value)) == newer


@pytest.mark.parametrize("dimensions, read", [(1, True), (32, True), (0, False), (33, False)])
def test_an_idx_file_has_1_to_32_dimensions(dimensions, read, tmp_path):
    path = tmp_path / "some-idx"
    header = bytes([0, 0, 8, dimensions]) + (1).to_bytes(4, "big") * dimensions
    path.write_bytes(header + bytes([7]))
    if read:
        assert data.read_idx(path).tolist() == np.full([1] * dimensions, 7).tolist()
    else:
        with pytest.raises(ValueError, match="is no IDX file of unsigned bytes"):
            data.read_idx(path)


class Noted(Dense):
    """Notes the weights that it is given."""

    seen = []

    def forward(self, x):
        Noted.seen.append((self.W.copy(), self.b.copy()))
        return super().forward(x)


def test_the_gradient_check_draws_weights_of_the_size_that_it_says():
    """N(0, 1/n_in), so that a wide layer does not saturate; biases from N(0, 1)."""
    Noted.seen.clear()
    rng = np.random.default_rng(0)
    for _ in range(40):
        net = Network(Noted(25, 2, init=initializers.zeros, rng=None), Sigmoid())
        assert gradient_check(
            net, SquaredError(), rng.normal(size=(2, 25)), np.ones((2, 2)), rng=rng
        ).agrees
    W, b = (np.concatenate([a.ravel() for a in arrays]) for arrays in zip(*Noted.seen))
    assert (len(W), len(b)) == (40 * 50, 40 * 2)
    assert W.std() == pytest.approx(1 / 5, rel=0.1)
    assert b.std() == pytest.approx(1, rel=0.35)


@pytest.mark.parametrize("x1, x2", list(itertools.product([-1.0, 0.0, 1.0], repeat=2)))
def test_a_sigmoid_neuron_says_yes_above_one_half_only(x1, x2):
    neuron = SigmoidNeuron([1.0, 1.0])
    assert neuron.predict([[x1, x2]]).tolist() == [int(x1 + x2 > 0)]


def test_weights_may_be_drawn_without_spread():
    assert not initializers.normal(0)(2, 3, np.random.default_rng(0)).any()


def fills_a_disc(points):
    """Whether points lie all over the disc of radius 1 around (0, 0), as often here as there."""
    squares = (points**2).sum(axis=1)  # of points spread evenly, as many below 0.1 as above 0.9
    shares = np.histogram(squares, bins=10, range=(0, 1))[0] / len(points)
    angles = np.arctan2(points[:, 1], points[:, 0])
    around = np.histogram(angles, bins=8, range=(-np.pi, np.pi))[0] / len(points)
    return (
        squares.max() <= 1
        and np.abs(shares - 1 / 10).max() < 0.03
        and (np.abs(around - 1 / 8).max() < 0.03)
    )


def test_the_small_sets_fill_their_shapes():
    rng = np.random.default_rng(0)
    X, y = data.two_blobs(4000, rng=rng)
    assert fills_a_disc(X[y == 0] + 1)
    assert fills_a_disc(X[y == 1] - 1)
    X, y = data.rings(4000, rng=rng)
    assert fills_a_disc(X[y == 0])
    radius = np.sqrt((X[y == 1] ** 2).sum(axis=1))
    shares = np.histogram(radius, bins=5, range=(1.5, 2))[0] / 2000
    assert np.abs(shares - 1 / 5).max() < 0.04
