"""Backpropagation agrees with finite differences, for every layer with every loss."""

import copy

import numpy as np
import pytest

from nnlib import (
    CrossEntropy,
    Dense,
    Elementwise,
    Layer,
    Network,
    ReLU,
    Rescale,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    SquaredError,
    Tanh,
    gradient,
    gradient_check,
    initializers,
    one_hot,
)

from . import offered

M, N_IN, HIDDEN, N_OUT = 5, 4, 6, 3


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def dense(n_in, n_out, rng, **options):
    return Dense(n_in, n_out, init=initializers.zeros, rng=rng, **options)


HIDDEN_LAYERS = {
    **{name: [kind()] for name, kind in offered.ACTIVATIONS.items()},
    "Rescale": [Rescale(0.7)],
    "none": [],
}
# Cross-entropy needs probabilities; the others take anything.
ENDS = {
    "squared error of scores": ([], SquaredError()),
    "squared error of sigmoid": ([Sigmoid()], SquaredError()),
    "squared error of softmax": ([Softmax()], SquaredError()),
    "squared error of ReLU": ([ReLU()], SquaredError()),
    "squared error of tanh": ([Tanh()], SquaredError()),
    "cross-entropy of softmax": ([Softmax()], CrossEntropy()),
    "cross-entropy of sigmoid": ([Sigmoid()], CrossEntropy()),
    "softmax and cross-entropy": ([], SoftmaxCrossEntropy()),
}


def test_no_layer_and_no_loss_is_left_out():
    assert {*HIDDEN_LAYERS, "Dense"} - {"none"} == set(offered.LAYERS)
    assert {type(loss) for _, loss in ENDS.values()} == set(offered.LOSSES.values())


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("hidden", HIDDEN_LAYERS)
def test_every_layer_with_every_loss(hidden, end, bias, rng):
    last, loss = ENDS[end]
    net = Network(
        Rescale(0.5),
        dense(N_IN, HIDDEN, rng, bias=bias),
        *copy.deepcopy(HIDDEN_LAYERS[hidden]),
        dense(HIDDEN, N_OUT, rng, bias=bias),
        *copy.deepcopy(last),
    )
    x, y = rng.normal(size=(M, N_IN)), one_hot(rng.integers(0, N_OUT, M), N_OUT)
    check = gradient_check(net, loss, x, y, rng=rng)
    assert [row.parameter for row in check] == (["W1", "b1", "W2", "b2"] if bias else ["W1", "W2"])
    for row in check:
        # Independent of the table's own measure.
        difference = np.linalg.norm(row.backprop - row.numeric)
        assert difference <= 1e-7 * np.linalg.norm(row.backprop + row.numeric), (
            f"{row.parameter} differs:\n{check}"
        )
        assert np.linalg.norm(row.backprop) > 1e-6, (
            f"{row.parameter} is zero, which proves nothing:\n{check}"
        )
        assert row.verdict == "agrees", f"{row.parameter}:\n{check}"
    assert check.agrees, f"\n{check}"


class WrongBias(Dense):
    """The published mistake: one number for all biases."""

    def param_grads(self, grad):
        super().param_grads(grad)
        self.db[...] = grad.sum()


class WrongSlope(Elementwise):
    def f(self, z):
        return 1 / (1 + np.exp(-z))

    def slope(self, a):
        return 1 - a


@pytest.mark.parametrize(
    "layer, wrong",
    [
        (lambda rng: [WrongBias(4, 6, init=initializers.zeros, rng=rng), Tanh()], {"b1"}),
        (lambda rng: [dense(4, 6, rng), WrongSlope()], {"W1", "b1"}),
    ],
)
def test_a_wrong_gradient_differs_even_from_zero_weights(layer, wrong, rng):
    net = Network(*layer(rng), dense(6, 3, rng))
    x, y = rng.normal(size=(M, 4)), rng.normal(size=(M, 3))
    check = gradient_check(net, SquaredError(), x, y, rng=rng)
    assert {row.parameter for row in check if row.verdict == "differs"} == wrong, f"\n{check}"
    assert not check.agrees, f"\n{check}"
    assert "differs" in str(check)


def test_a_gradient_that_is_all_zero_is_not_called_right(rng):
    class Deaf(Layer):
        """Passes nothing on, forward or backward."""

        def f(self, x):
            return 0.0 * x

        def input_grad(self, grad):
            return 0.0 * grad

    net = Network(dense(4, 6, rng), Deaf(), dense(6, 3, rng))
    check = gradient_check(net, SquaredError(), np.ones((2, 4)), np.ones((2, 3)), rng=rng)
    assert check[0].verdict == "all zero", f"\n{check}"
    assert not check.agrees, f"\n{check}"


def test_the_check_changes_nothing(rng):
    net, loss = Network(dense(4, 3, rng), Softmax()), CrossEntropy()
    x, y = rng.normal(size=(M, 4)), one_hot([0, 1, 2, 0, 1], 3)
    net.forward(x)
    gradient_check(net, loss, x, y, rng=rng)
    assert not net.layers[0].W.any()
    net.backward(np.ones((M, 3)))  # the caches are still those of forward(x)


def test_float32_networks_are_checked_in_float64(rng):
    """All of its layers: a Rescale that rounds to float32 has no slope to be measured."""
    for between in ([], [Rescale(0.3, dtype="float32")]):
        net = Network(dense(4, 3, rng, dtype="float32"), *between, Softmax())
        x, y = rng.normal(size=(M, 4)), np.eye(3)[:1].repeat(M, 0)
        check = gradient_check(net, CrossEntropy(), x, y, rng=rng)
        assert check.agrees, f"\n{check}"


def test_the_table_reads_the_same_on_every_processor(rng):
    """Errors below the limit are noise: they are not printed."""
    net = Network(dense(4, 3, rng), Softmax())
    text = str(
        gradient_check(
            net, CrossEntropy(), rng.normal(size=(M, 4)), np.eye(3)[[0, 1, 2, 0, 1]], rng=rng
        )
    )
    assert text.splitlines()[1].split() == ["W1", "(4,", "3)", "below", "1e-07", "agrees"]


def test_pieces_give_the_gradient_of_the_whole(rng):
    net = Network(
        Dense(4, 6, init=initializers.normal(1), rng=rng),
        Tanh(),
        Dense(6, 3, init=initializers.normal(1), rng=rng),
        Softmax(),
    )
    x, y = rng.normal(size=(23, 4)), one_hot(rng.integers(0, 3, 23), 3)
    whole = gradient(net, CrossEntropy(), x, y), [g.copy() for _, g in net.params()]
    for piece in (1, 7, 22, 23):
        value = gradient(net, CrossEntropy(), x, y, piece=piece)
        assert value == pytest.approx(whole[0], rel=1e-13)
        for (_, g), expected in zip(net.params(), whole[1], strict=True):
            np.testing.assert_allclose(g, expected, rtol=1e-11, atol=1e-15)


def test_softmax_then_cross_entropy_is_the_fused_loss(rng):
    for spread in (1, 100, 10_000):
        z, y = rng.normal(size=(7, 10)) * spread / 10, one_hot(rng.integers(0, 10, 7))
        softmax, plain, fused = Softmax(), CrossEntropy(), SoftmaxCrossEntropy()
        value = plain.forward(softmax.forward(z), y)
        fused_value = fused.forward(z, y)
        if spread <= 100:  # beyond, softmax's floor bounds the loss by 700 a row
            assert value == pytest.approx(fused_value, rel=1e-12)
        np.testing.assert_allclose(
            softmax.input_grad(plain.backward()), fused.backward(), atol=1e-15
        )


def test_two_classes_of_scores_0_and_z_give_the_binary_cross_entropy(rng):
    z, y = rng.normal(0, 3, 50), rng.integers(0, 2, 50)
    scores, targets = np.column_stack([np.zeros(50), z]), one_hot(y, 2)
    a = 1 / (1 + np.exp(-z))
    binary = float(np.mean(-y * np.log(a) - (1 - y) * np.log(1 - a)))
    softmax, two_step, fused = Softmax(), CrossEntropy(), SoftmaxCrossEntropy()
    assert two_step.forward(softmax.forward(scores), targets) == pytest.approx(binary, rel=1e-12)
    assert fused.forward(scores, targets) == pytest.approx(binary, rel=1e-12)
    for slope in (softmax.input_grad(two_step.backward()), fused.backward()):
        np.testing.assert_allclose(slope[:, 1], (a - y) / 50, rtol=0, atol=1e-14)
