"""Exact sums: the same bits in any order, and with last bits moved; plain ones not."""

import copy
from fractions import Fraction

import numpy as np
import pytest

from nnlib import (
    SGD,
    CrossEntropy,
    Dense,
    Diverged,
    ExactNetwork,
    Network,
    ReLU,
    Sigmoid,
    Softmax,
    SquaredError,
    Tanh,
    gradient,
    gradient_check,
    initializers,
    one_by_one,
    train,
)
from nnlib.exact import TERMS, rounded
from nnlib.layers import Layer

from .exact_runs import KINDS, RUNS, digest, digits, network, trained, weights


@pytest.fixture
def rng():
    return np.random.default_rng(0)


# Rounding


def fractions(a):
    return [Fraction(float(v)) for v in np.ravel(a)]


@pytest.mark.parametrize("scale", [1e-200, 1e-3, 1.0, 300.0, 1e200])
@pytest.mark.parametrize("bits", [4, 16, 24])
def test_rounded_numbers_are_multiples_of_one_unit(scale, bits, rng):
    a = rng.normal(size=(40, 30)) * scale
    r = rounded(a, bits)
    unit = Fraction(2) ** (int(np.frexp(1.001 * np.abs(a).max())[1]) - bits)
    assert all((f / unit).denominator == 1 for f in fractions(r))
    assert max(abs(f / unit) for f in fractions(r)) <= 2**bits
    assert np.abs(r - a).max() <= float(unit / 2)
    np.testing.assert_array_equal(r, np.rint(a / float(unit)) * float(unit))


def test_rounding_changes_nothing_that_it_is_given(rng):
    a = rng.normal(size=5)
    before = a.copy()
    assert not np.shares_memory(rounded(a, 16), a)
    np.testing.assert_array_equal(a, before)


@pytest.mark.parametrize("a", [np.zeros(3), np.full(3, 5e-324)])
def test_the_smallest_numbers_become_0(a):
    assert not rounded(a, 16).any()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_told_with_its_place(value):
    net, x = ExactNetwork(Dense.from_arrays([[1.0]])), np.array([[0.0], [value]])
    with pytest.raises(ValueError, match=r"got -?(nan|inf) at position \(1, 0\)"):
        net.forward(x)


def test_far_too_large_numbers_are_a_divergence():
    net = ExactNetwork(Dense.from_arrays([[1.7e308]]))
    with pytest.raises(Diverged):
        list(train(net, SquaredError(), SGD(1e-3), [[1e-300]], [[1.0]], epochs=1, batch_size=1,
                   rng=None))  # fmt: skip


@pytest.mark.parametrize("power", [-3, 0, 5])
def test_a_saturated_activation_has_one_unit(power):
    """1 on one processor is the number below 1 on another; the rest must not notice."""
    top, rest = 2.0**power, np.random.default_rng(0).uniform(0, 2.0**power, 100)
    one, below = ([number, *rest] for number in (top, np.nextafter(top, 0)))
    np.testing.assert_array_equal(rounded(np.array(one), 16), rounded(np.array(below), 16))


# The passes


def one_step(net, loss=None):
    X, Y = digits()
    loss = loss or CrossEntropy()
    value = loss.forward(net.forward(X[:20]), Y[:20])
    net.backward(loss.backward())
    return value, [g.copy() for _, g in net.params()]


class Watched(Dense):
    """Keeps what it multiplied and what came of it."""

    def forward(self, x):
        z = super().forward(x)
        self.products = [(x, self.W, z if not self.bias else z - self.b)]
        return z

    def param_grads(self, grad):
        super().param_grads(grad)
        ones = np.ones((1, len(grad)))
        self.products += [(self.x.T, grad, self.dW.copy()), (ones, grad, self.db[None].copy())]

    def input_grad(self, grad):
        g = super().input_grad(grad)
        self.products.append((grad, self.W.T, g))
        return g


def test_every_sum_is_the_sum_of_fractions(rng):
    """Fractions know no rounding."""
    options = {"init": initializers.normal(3), "rng": rng}
    layers = [Watched(17, 6, **options), Tanh(), Watched(6, 4, **options), Sigmoid()]
    net, loss = ExactNetwork(*layers), SquaredError()
    loss.forward(net.forward(rng.normal(size=(9, 17))), rng.uniform(size=(9, 4)))
    net.backward(loss.backward())
    products = [product for layer in layers[::2] for product in layer.products]
    assert len(products) == 3 + 4  # nobody asks for dL/dx
    for a, b, got in products:
        for i, j in np.ndindex(got.shape):
            terms = zip(fractions(a[i]), fractions(b[:, j]), strict=True)
            assert Fraction(float(got[i, j])) == sum(u * v for u, v in terms)


def test_weights_keep_all_their_digits_and_predictions_round_nothing():
    plain, exact = (network(Tanh, Softmax, kind=kind) for kind in (Network, ExactNetwork))
    one_step(exact)
    for w, v in zip(weights(plain), weights(exact), strict=True):
        np.testing.assert_array_equal(w, v)
    X, _ = digits()
    np.testing.assert_array_equal(plain(X), exact(X))
    assert not np.array_equal(plain.forward(X), exact.forward(X))
    np.testing.assert_allclose(plain.forward(X), exact.forward(X), atol=1e-3)


def test_gradients_are_those_of_the_plain_network_but_for_the_rounding():
    plain, exact = (network(Tanh, Softmax, kind=kind) for kind in (Network, ExactNetwork))
    (loss, gradients), (other, others) = one_step(plain), one_step(exact)
    assert loss == pytest.approx(other, rel=1e-3)
    for g, h in zip(gradients, others, strict=True):
        assert np.abs(g - h).max() < 1e-3 * np.abs(g).max()


def test_small_steps_are_not_lost():
    """10,000 steps of a 2⁻³⁰th each move a weight of 1, though a rounded one would stay."""
    net = ExactNetwork(Dense.from_arrays([[1.0]]))
    for _ in train(net, SquaredError(), SGD(2**-30), [[1.0]], [[0.0]], epochs=10_000,
                   batch_size=1, rng=None):  # fmt: skip
        pass
    assert net.layers[0].W.item() == pytest.approx((1 - 2**-30) ** 10_000, rel=1e-9)


class Breaking(Dense):
    def forward(self, x):
        raise KeyboardInterrupt


def test_an_interruption_gives_the_weights_back():
    layer = Breaking(64, 10, init=initializers.normal(1), rng=np.random.default_rng(0))
    W = layer.W
    with pytest.raises(KeyboardInterrupt):
        ExactNetwork(layer).forward(digits()[0])
    assert layer.W is W


@pytest.mark.parametrize("kind", [np.uint8, np.int8, bool, np.float32])
def test_inputs_of_any_type(kind):
    net, x = ExactNetwork(Dense.from_arrays([[0.25], [0.5]])), np.array([[0, 1], [1, 1]])
    np.testing.assert_array_equal(net.forward(x.astype(kind)), [[0.5], [0.75]])


@pytest.mark.parametrize("x", [[["a"]], np.empty((0, 1)), [[1.0, 2.0]], 3.0])
def test_what_is_no_batch_is_told_as_by_a_plain_network(x):
    told = []
    for kind in (Network, ExactNetwork):
        with pytest.raises((TypeError, ValueError)) as error:
            kind(Dense.from_arrays([[1.0]])).forward(x)
        told.append(str(error.value))
    assert told[0] == told[1]


def test_replaced_weights_and_shared_layers_are_followed():
    exact = network(Tanh, Softmax)
    plain = Network(*exact.layers)
    exact.layers[1].W = np.zeros((64, 30))
    X, _ = digits()
    exact.forward(X)
    assert not exact.layers[2].a.any()
    plain.forward(X)
    with pytest.raises(RuntimeError, match="has seen another"):
        exact.backward(np.ones((len(X), 10)))


class Scale(Layer):
    """A layer of a student's own: y = s x."""

    learns = ("s",)

    def __init__(self, n):
        self.s, self.ds = np.full(n, 0.1), np.zeros(n)

    def f(self, x):
        return x * self.s

    def forward(self, x):
        self.x = x
        return self(x)

    def param_grads(self, grad):
        self.ds[...] = (self.x * grad).sum(axis=0)

    def input_grad(self, grad):
        return grad * self.s


def test_a_layer_of_ones_own_is_exact_too(rng):
    net = ExactNetwork(Scale(4), ReLU())
    x, g = rng.normal(size=(50, 4)), rng.normal(size=(50, 4))
    net.forward(x)
    net.backward(g)
    first = net.layers[0].ds.copy()
    net.forward(x[::-1])
    net.backward(g[::-1])
    np.testing.assert_array_equal(net.layers[0].ds, first)


# What does not fit


def dense(n, k, **options):
    return Dense(n, k, init=initializers.zeros, rng=None, **options)


def test_float32_is_refused():
    with pytest.raises(TypeError, match=r"got Dense\(3 → 2\) of float32; expected float64"):
        ExactNetwork(dense(3, 2, dtype="float32"))


@pytest.mark.parametrize("sizes", [(TERMS + 1, 2), (2, TERMS + 1)])
def test_sums_that_are_too_long_are_refused(sizes):
    with pytest.raises(ValueError, match="expected at most 8192 inputs and outputs"):
        ExactNetwork(dense(*sizes))
    ExactNetwork(dense(TERMS, 1))


def test_the_longest_sum_that_fits_is_exact(rng):
    """8,192 products of numbers near the largest that 16 and 24 bits hold, and all of one sign."""
    W = 1 / 1.002 - rng.uniform(0, 1e-3, (TERMS, 1))
    x = 1 / 1.002 - rng.uniform(0, 1e-3, (1, TERMS))
    z = ExactNetwork(Dense.from_arrays(W)).forward(x)
    terms = zip(fractions(rounded(x, 16)), fractions(rounded(W, 24)), strict=True)
    assert Fraction(float(z[0, 0])) == sum(u * v for u, v in terms)


def test_the_short_cut_for_single_images_is_not_exact_and_says_so():
    with pytest.raises(TypeError, match="got ExactNetwork; expected a plain Network"):
        one_by_one(ExactNetwork(dense(2, 1)), SquaredError(), SGD(0.1), [[1.0, 2.0]], [[1.0]])


# What works with it


def test_finite_differences_check_the_layers_themselves(rng):
    net = ExactNetwork(dense(3, 2), Tanh())
    check = gradient_check(net, SquaredError(), rng.normal(size=(5, 3)), np.ones((5, 2)), rng=rng)
    assert all(row.verdict == "agrees" for row in check)


def test_saved_and_loaded(tmp_path):
    net = trained("tanh, softmax", epochs=1)
    net.save(tmp_path / "net.npz")
    for kind in (Network, ExactNetwork):
        again = kind.load(tmp_path / "net.npz")
        assert type(again) is kind
        assert digest(again) == digest(net)
    assert repr(again).startswith("ExactNetwork(Rescale(0.0625), Dense(64 → 30), Tanh()")


def test_copies_are_independent():
    net = network(Tanh, Softmax)
    other = copy.deepcopy(net)
    trained("tanh, softmax", other, epochs=1)
    assert digest(net) == digest(network(Tanh, Softmax)) != digest(other)


def test_a_resumed_training_goes_on_bit_for_bit():
    assert digest(RUNS["resumed"]()) == digest(trained("momentum"))


def test_pieces_and_rows_in_any_order_give_the_same_gradient():
    X, Y = digits()
    net = network(Tanh, Softmax)
    gradient(net, CrossEntropy(), X, Y)
    first = [g.copy() for _, g in net.params()]
    gradient(net, CrossEntropy(), X[::-1], Y[::-1])
    for g, (_, h) in zip(first, net.params(), strict=True):
        np.testing.assert_array_equal(g, h)


# Other orders and other last bits, at full speed


class Backwards(Dense):
    """Dense, with every sum in the opposite order."""

    def f(self, x):
        z = np.asarray(x)[:, ::-1].copy() @ self.W[::-1].copy()
        return z + self.b

    def param_grads(self, grad):
        self.dW[...] = self.x[::-1].T.copy() @ grad[::-1].copy()
        if self.l2:
            self.dW += self.l2 * self.W
        self.db[...] = np.cumsum(grad[::-1], axis=0)[-1]

    def input_grad(self, grad):
        return grad[:, ::-1].copy() @ self.W[:, ::-1].T.copy()


def jogged(function):
    """A function whose results are moved to a neighbour, up, down or not: the result decides."""

    def jog(*arguments, out=None, **options):
        result = np.asarray(function(*arguments, **options), float)
        bits = result.view(np.int64)
        steps = ((bits * 0x5851F42D4C957F2D) >> 61) % 3 - 1
        moved = np.where(np.isfinite(result) & (np.abs(result) > 1e-300) & (np.abs(result) < 1),
                         (bits + steps).view(float), result)  # fmt: skip
        if out is None:
            return moved
        out[...] = moved
        return out

    return jog


@pytest.fixture
def other_processor(monkeypatch):
    for name in ("tanh", "exp", "log"):
        monkeypatch.setattr(np, name, jogged(getattr(np, name)))
    return Backwards


@pytest.mark.parametrize("kind", KINDS)
def test_neither_order_nor_last_bits_change_a_hot_training(kind, other_processor, monkeypatch):
    here = HERE[kind]
    activations, *_, options = KINDS[kind]
    assert digest(trained(kind, network(*activations, dense=other_processor, **options))) == here


@pytest.mark.parametrize("layers", [1, 2])
def test_slopes_that_are_all_last_bits_count_as_0(layers, monkeypatch):
    """σ(15) is 1 but for 3e-7, and a(1 − a) another number where the last bit of a is."""

    def saturated():
        dense = [Dense.from_arrays([[15.0]]), Dense.from_arrays([[1.0]])][:layers]
        net = ExactNetwork(*(layer for one in dense for layer in (one, Sigmoid())))
        loss = SquaredError()
        loss.forward(net.forward(np.ones((1, 1))), np.full((1, 1), 0.5))
        net.backward(loss.backward())
        return dense[0].dW.item()

    assert saturated() == 0
    for way in (np.inf, -np.inf):
        with monkeypatch.context() as patch:
            tanh = np.tanh
            patch.setattr(np, "tanh", lambda z, way=way, tanh=tanh: np.nextafter(tanh(z), way))
            assert saturated() == 0


def test_the_unit_of_the_last_slopes_is_that_of_a_row():
    """Of 4 rows 1/4 counts as the largest slope, so the unit is 2⁻¹⁷, though they are smaller."""
    net, x = ExactNetwork(Dense.from_arrays([[1.0]]), Sigmoid()), np.ones((4, 1))
    a = net.forward(x)
    for units, kept in ((3, 3), (2.6, 3), (0.4, 0)):
        net.backward(units * 2.0**-17 / (a * (1 - a)))
        assert net.layers[0].dW.item() == 4 * kept * 2.0**-17


def test_a_network_that_ends_in_scores_has_no_least_slope():
    """Nothing behind them has last bits, so targets of any size can be learned."""
    net = ExactNetwork(Dense.from_arrays([[1.0]]))
    net.forward(np.ones((4, 1)))
    net.backward(np.full((4, 1), 2.0**-60))
    assert net.layers[0].dW.item() == 4 * 2.0**-60


def test_they_change_a_plain_one(other_processor):
    net = network(Tanh, Sigmoid, kind=Network, dense=other_processor)
    assert digest(trained("tanh, squared error", net)) != HERE["plain"]


HERE = {}


@pytest.fixture(autouse=True, scope="module")
def here():
    HERE.update({name: digest(run()) for name, run in RUNS.items()})
