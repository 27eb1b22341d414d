"""The gradient in pieces; L2 is a part of it and of its check, and is saved."""

import io
import json

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
    Tanh,
    gradient,
    gradient_check,
    initializers,
    one_hot,
    train,
)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def xy(rng):
    y = rng.integers(0, 3, 30)
    return rng.normal(size=(30, 4)) + np.eye(3, 4)[y], one_hot(y, 3)


def make(seed=0, **options):
    rng = np.random.default_rng(seed)
    return Network(
        Dense(4, 6, init=initializers.lecun, rng=rng, **options),
        Tanh(),
        Dense(6, 3, init=initializers.lecun, rng=rng, **options),
        Softmax(),
    )


def weights(net):
    return [w for w, _ in net.params()]


def run(net, xy, optimizer, epochs=4, **options):
    training = train(
        net, CrossEntropy(), optimizer, *xy, epochs=epochs, batch_size=10, rng=None, **options
    )
    return training.run()


# L2


def test_l2_adds_to_the_gradient_of_weights_and_not_to_the_loss(xy):
    plain, net = make(), make(l2=0.3)
    assert gradient(plain, CrossEntropy(), *xy) == gradient(net, CrossEntropy(), *xy)
    for (w, g), (_, without) in zip(net.params(), plain.params(), strict=True):
        np.testing.assert_allclose(g, without + 0.3 * w * (w.ndim > 1), rtol=1e-13, atol=1e-16)
    W1, _, W2, _ = weights(net)
    assert net.penalty() == pytest.approx(0.15 * ((W1**2).sum() + (W2**2).sum()), rel=1e-13)
    assert plain.penalty() == 0.0


@pytest.mark.parametrize("bias", [True, False])
def test_pieces_give_the_gradient_of_the_whole_with_l2(bias, xy):
    net = make(l2=0.3, bias=bias)
    value = gradient(net, CrossEntropy(), *xy)
    whole = [g.copy() for _, g in net.params()]
    for piece in (1, 7, 29, 30):
        assert gradient(net, CrossEntropy(), *xy, piece=piece) == pytest.approx(value, rel=1e-13)
        for (_, g), expected in zip(net.params(), whole, strict=True):
            np.testing.assert_allclose(g, expected, rtol=1e-12, atol=1e-15)


def test_l2_stays_in_float32(xy):
    net = make(l2=0.3, dtype="float32")
    x, y = (a.astype(np.float32) for a in xy)
    gradient(net, CrossEntropy(), x, y)
    assert {g.dtype.name for _, g in net.params()} == {"float32"}


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("l2", [1e-3, 0.1, 10.0])
def test_the_gradient_check_agrees_with_l2(l2, bias, rng, xy):
    x, y = xy[0][:5], xy[1][:5]
    check = gradient_check(make(l2=l2, bias=bias), CrossEntropy(), x, y, rng=rng)
    assert check.agrees, f"\n{check}"
    rows = gradient_check(make(bias=bias), CrossEntropy(), x, y, rng=np.random.default_rng(0))
    penalized = gradient_check(
        make(l2=l2, bias=bias), CrossEntropy(), x, y, rng=np.random.default_rng(0)
    )
    for a, b in zip(rows, penalized, strict=True):  # it really was a part of what was checked
        change = np.abs(a.numeric - b.numeric).max()
        assert change > 0.1 * l2 if a.parameter.startswith("W") else change < 1e-8


def wrong_penalty(times):
    """A Dense whose dW has the penalty's gradient, λW, that many times (a function of m)."""

    class Wrong(Dense):
        def param_grads(self, grad):
            super().param_grads(grad)
            self.dW += (times(len(grad)) - 1) * self.l2 * self.W

    return Wrong


@pytest.mark.parametrize(
    "times",
    [lambda m: 0, lambda m: 1 / m, lambda m: 2, lambda m: -1],
    ids=["forgotten", "λ/m", "2λW", "sign"],
)
@pytest.mark.parametrize("l2", [1e-3, 0.1])
def test_the_gradient_check_finds_a_wrong_penalty(times, l2, rng, xy):
    kind = wrong_penalty(times)
    net = Network(
        kind(4, 6, init=initializers.zeros, rng=rng, l2=l2),
        ReLU(),
        Dense(6, 3, init=initializers.zeros, rng=rng, l2=l2),
        Softmax(),
    )
    check = gradient_check(net, CrossEntropy(), xy[0][:5], xy[1][:5], rng=rng)
    assert [row.parameter for row in check if row.verdict == "differs"] == ["W1"], f"\n{check}"


def test_biases_that_decay_are_found(rng, xy):
    class Wrong(Dense):
        def param_grads(self, grad):
            super().param_grads(grad)
            self.db += self.l2 * self.b

    net = Network(Wrong(4, 3, init=initializers.zeros, rng=rng, l2=0.1), Softmax())
    check = gradient_check(net, CrossEntropy(), xy[0][:5], xy[1][:5], rng=rng)
    assert [row.parameter for row in check if row.verdict == "differs"] == ["b1"], f"\n{check}"


def test_save_and_load_keep_l2(xy, tmp_path):
    net = make(l2=0.03)
    net.save(tmp_path / "net.npz")
    again = Network.load(tmp_path / "net.npz")
    assert [layer.l2 for layer in again.layers if layer.learns] == [0.03, 0.03]
    assert again.penalty() == net.penalty() > 0
    assert run(again, xy, SGD(0.1)) == run(net, xy, SGD(0.1))


def test_a_file_from_before_l2_is_read(xy, tmp_path):
    net, path = make(), tmp_path / "net.npz"
    net.save(path)
    with np.load(io.BytesIO(path.read_bytes())) as file:
        contents = dict(file)
    layers = json.loads(str(contents["layers"]))
    for _, options in layers:
        assert options.pop("l2", 0.0) == 0.0
    np.savez(path, **(contents | {"layers": json.dumps(layers)}))
    again = Network.load(path)
    assert [layer.l2 for layer in again.layers if layer.learns] == [0.0, 0.0]
    np.testing.assert_array_equal(again(xy[0]), net(xy[0]))


def test_numbers_that_grow_too_large_are_told_by_the_layer_that_gets_them():
    net = Network(Dense.from_arrays([[1e200]]), Dense.from_arrays([[1.0]]))
    with np.errstate(over="ignore"), pytest.raises(ValueError, match=r"→ 1\) got inf at position"):
        gradient(net, SquaredError(), [[0.0], [1e200]], [[0.0], [0.0]])


# Pieces


@pytest.mark.parametrize("piece", [1000, 7])
def test_lists_give_the_gradient_of_arrays(piece, xy):
    net, again = make(), make()
    value = gradient(net, CrossEntropy(), *xy, piece=piece)
    lists = [a.tolist() for a in xy]
    assert gradient(again, CrossEntropy(), *lists, piece=piece) == value
    for (_, a), (_, b) in zip(net.params(), again.params(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_piece_of_exactly_all_rows_is_one_pass(xy):
    seen = []

    class Watched(CrossEntropy):
        def forward(self, a, y):
            seen.append(len(y))
            return super().forward(a, y)

    gradient(make(), Watched(), *xy, piece=30)
    gradient(make(), Watched(), *xy, piece=29)
    door = 1  # the one row at which the door looks
    assert seen == [door, 30, door, 29, 1]
