"""The ends of ranges, and the numbers that stand where nobody gives one."""

import inspect
import itertools

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adam,
    CrossEntropy,
    Dense,
    Momentum,
    Nesterov,
    Network,
    ReLU,
    RMSProp,
    Sigmoid,
    SigmoidNeuron,
    SquaredError,
    confusion_matrix,
    data,
    fit,
    gradient_check,
    initializers,
    one_by_one,
    one_hot,
    saving,
    schedules,
)
from nnlib.explain import evidence
from nnlib.gradient_check import _near_kink

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


def test_a_sigmoid_neuron_moves_its_weights_and_its_bias():
    neuron = SigmoidNeuron([0.5], b=0.25)
    dw, db = neuron.gradient([[1.0], [3.0]], [0, 1])
    neuron.learn([[1.0], [3.0]], [0, 1], lr=2.0)
    assert abs(db) > 0.01
    assert neuron.w == pytest.approx(0.5 - 2 * dw)
    assert neuron.b == pytest.approx(0.25 - 2 * db)


@pytest.mark.parametrize("low, high", [(-np.inf, 1.0), (0.0, np.inf), (1.0, 1.0)])
def test_a_uniform_start_has_two_ends(low, high):
    with pytest.raises(ValueError, match="uniform .*expected (finite numbers|low < high)"):
        initializers.uniform(low, high)


def test_the_short_cut_takes_an_example_without_light():
    net = Network(Dense.from_arrays([[2.0]], b=[1.0]))
    value = one_by_one(net, SquaredError(), SGD(lr=0.5), np.array([[0.0]]), np.array([[0.0]]))
    assert (value, net.layers[0].W.tolist(), net.layers[0].b.tolist()) == (0.5, [[2.0]], [0.5])


def test_one_example_is_a_row_or_a_batch_of_one():
    net = Network(Dense.from_arrays([[1.0, 2.0], [5.0, -4.0]]))
    assert evidence(net, [[3.0, 1.0]], of=1).tolist() == evidence(net, [3.0, 1.0], of=1).tolist()


def test_two_outputs_have_an_accuracy():
    net = Network(Dense.from_arrays(np.eye(2)))
    x = np.eye(2)
    settings = {"epochs": 1, "batch_size": 2, "rng": None, "validation": (x, x)}
    history = fit(net, SquaredError(), SGD(lr=0.1), x, x, **settings)
    assert history["validation accuracy"] == [1.0]


@pytest.mark.parametrize("z, near", [(0.05, True), (0.2, False)])
@pytest.mark.parametrize("w", [1.0, -1.0])
def test_how_near_a_kink_is_goes_by_the_largest_number_there(z, near, w):
    # A moved weight moves the row of 100 by a thousandth at most; so 0.1 is a safe distance.
    x = np.array([[100.0], [z]])
    net = Network(Dense.from_arrays([[w]]), ReLU())
    assert bool(_near_kink(net, x)) == near
    assert bool(_near_kink(Network(Sigmoid(), ReLU()), x)) is False
