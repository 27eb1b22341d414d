"""The short cut does what the plain path does, and refuses what it cannot do."""

import copy
import re

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adam,
    CrossEntropy,
    Dense,
    Diverged,
    Momentum,
    Network,
    ReLU,
    Rescale,
    Sigmoid,
    Softmax,
    SquaredError,
    initializers,
    one_by_one,
    one_hot,
    schedules,
    train,
)

M, PIXELS, CLASSES = 12, 30, 4


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def xy(rng):
    """Images that are mostly dark, one of them wholly, one wholly lit, one with pixel 0 alone."""
    x = rng.uniform(size=(M, PIXELS)) * (rng.uniform(size=(M, PIXELS)) < 0.2)
    x[3], x[5], x[7] = 0, 0.5, np.eye(PIXELS)[0]
    return x, one_hot(rng.integers(0, CLASSES, M), CLASSES)


def dense(n_in, n_out, rng, **options):
    layer = Dense(n_in, n_out, init=initializers.normal(0.3), rng=rng, **options)
    if layer.bias:
        layer.b = rng.normal(size=n_out)
    return layer


NETS = {
    "linear": (lambda rng, **o: [dense(PIXELS, CLASSES, rng, **o)], SquaredError()),
    "softmax": (lambda rng, **o: [dense(PIXELS, CLASSES, rng, **o), Softmax()], CrossEntropy()),
    "ReLU": (
        lambda rng, **o: [
            dense(PIXELS, 6, rng, **o),
            ReLU(),
            dense(6, CLASSES, rng, **o),
            Softmax(),
        ],
        CrossEntropy(),
    ),
    "L2 above": (
        lambda rng, **o: [
            dense(PIXELS, 6, rng, **o),
            Sigmoid(),
            dense(6, CLASSES, rng, l2=0.1, **o),
        ],
        SquaredError(),
    ),
}


def close(net, other):
    for (w, _), (v, _) in zip(net.params(), other.params(), strict=True):
        np.testing.assert_allclose(w, v, rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    "lr", [0.1, schedules.exponential(0.2, factor=0.9)], ids=["lr", "schedule"]
)
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("name", NETS)
def test_it_equals_training_with_batches_of_one(name, bias, lr, rng, xy):
    layers, loss = NETS[name]
    net = Network(*layers(rng, bias=bias))
    before, plain = copy.deepcopy(net), copy.deepcopy(net)
    slow, fast = SGD(lr), SGD(lr)
    epochs = train(plain, loss, slow, *xy, epochs=3, batch_size=1, rng=None)
    for epoch in epochs:
        assert one_by_one(net, loss, fast, *xy) == pytest.approx(epoch.loss, abs=1e-12)
        close(net, plain)
    assert fast.steps == slow.steps == 3 * M
    assert any((w != v).any() for (w, _), (v, _) in zip(net.params(), before.params(), strict=True))


def test_raw_pixels(rng, xy):
    x = (xy[0] * 255).astype(np.uint8)
    plain = Network(*NETS["ReLU"][0](rng))
    net, kept = copy.deepcopy(plain), x.copy()
    train(plain, CrossEntropy(), SGD(1e-5), x, xy[1], epochs=1, batch_size=1, rng=None).run()
    one_by_one(net, CrossEntropy(), SGD(1e-5), x, xy[1])
    close(net, plain)
    np.testing.assert_array_equal(x, kept)


def test_a_dark_image_changes_no_weight_of_the_first_layer(rng):
    net = Network(*NETS["ReLU"][0](rng))
    (W1, _), (b1, _), (W2, _), (b2, _) = net.params()
    before = [a.copy() for a in (W1, b1, W2, b2)]
    dark, target = np.zeros((1, PIXELS)), one_hot([1], CLASSES)
    one_by_one(net, CrossEntropy(), SGD(0.5), dark, target)
    changed = [(a != b).any() for a, b in zip((W1, b1, W2, b2), before, strict=True)]
    assert changed == [False, True, True, True]


class Own(SGD):
    """A rule of one's own may remember something; only plain SGD is known to fit."""


@pytest.mark.parametrize(
    "change, error, words",
    [
        ({"optimizer": Momentum(0.1)}, ValueError, r"got Momentum\(lr=0.1\); expected SGD"),
        ({"optimizer": Adam(0.1)}, ValueError, "expected SGD with decay=0"),
        ({"optimizer": SGD(0.1, decay=0.1)}, ValueError, "expected SGD with decay=0"),
        ({"optimizer": Own(0.1)}, ValueError, "expected SGD"),
        ({"first": "l2"}, ValueError, r"Dense\(30 → 6\) as the first layer; expected Dense with"),
        ({"first": "Rescale"}, ValueError, r"Rescale\(0.5\) as the first layer; expected Dense"),
        ({"x": np.zeros((M, 7))}, ValueError, r"shape \(12, 7\); expected \(m, 30\)"),
        ({"x": np.zeros(PIXELS)}, ValueError, r"shape \(30,\); expected \(m, 30\)"),
        ({"x": np.zeros((0, PIXELS))}, ValueError, "empty"),
        ({"x": np.full((M, PIXELS), np.nan)}, ValueError, r"nan at position \(0, 0\)"),
        ({"x": np.full((M, PIXELS), "a")}, TypeError, "expected real numbers"),
        ({"y": np.zeros((M - 1, CLASSES))}, ValueError, r"targets of shape \(11, 4\)"),
        ({"y": np.zeros(M)}, ValueError, r"shape \(12,\)"),
        ({"y": np.zeros((M, CLASSES + 1))}, ValueError, r"targets of shape \(12, 5\)"),
        ({"y": np.full((M, CLASSES), np.nan)}, ValueError, "nan"),
    ],
)
def test_it_refuses_what_it_cannot_do(change, error, words, rng, xy):
    first = change.get("first")
    layers = NETS["ReLU"][0](rng)
    if first == "l2":
        layers[0] = dense(PIXELS, 6, rng, l2=0.1)
    net = Network(*([Rescale(0.5)] if first == "Rescale" else []), *layers)
    before = copy.deepcopy(net)
    optimizer = change.get("optimizer", SGD(0.1))
    with pytest.raises(error, match=words):
        one_by_one(net, CrossEntropy(), optimizer, change.get("x", xy[0]), change.get("y", xy[1]))
    for (w, _), (v, _) in zip(net.params(), before.params(), strict=True):
        np.testing.assert_array_equal(w, v)
    assert optimizer.steps == 0


class Interrupting(CrossEntropy):
    """Raises KeyboardInterrupt at the sixth example, forward or on the way back."""

    def __init__(self, where):
        self.where, self.seen = where, 0

    def forward(self, p, y):
        self.seen += 1
        self.stop("forward")
        return super().forward(p, y)

    def backward(self):
        self.stop("backward")
        return super().backward()

    def stop(self, where):
        if self.where == where and self.seen == 7:  # the look at the first row, and six rows
            raise KeyboardInterrupt


@pytest.mark.parametrize("where", ["never", "forward", "backward"])
def test_the_network_stays_usable(where, rng, xy, tmp_path):
    net = Network(*NETS["ReLU"][0](rng))
    plain, first = copy.deepcopy(net), net.layers[0]
    own, optimizer, rows = first.W, SGD(0.1), M
    if where == "never":
        one_by_one(net, CrossEntropy(), optimizer, *xy)
    else:
        rows = 5
        with pytest.raises(KeyboardInterrupt):
            one_by_one(net, Interrupting(where), optimizer, *xy)
    head = xy[0][:rows], xy[1][:rows]
    train(plain, CrossEntropy(), SGD(0.1), *head, epochs=1, batch_size=1, rng=None).run()
    close(net, plain)
    assert first.W is own and first.n_in == PIXELS and first.dW.shape == (PIXELS, 6)
    assert optimizer.steps == rows
    net.save(tmp_path / "net.npz")
    np.testing.assert_array_equal(Network.load(tmp_path / "net.npz")(xy[0]), net(xy[0]))
    with pytest.raises(RuntimeError, match="needs this network's forward"):
        net.backward(np.ones((M, CLASSES)))
    for other in (net, plain):  # goes on, with all pixels
        train(other, CrossEntropy(), SGD(0.1), *xy, epochs=2, batch_size=5, rng=None).run()
    close(net, plain)


@pytest.mark.parametrize("lr", [1e30, 1e200])
@pytest.mark.parametrize("layers", [1, 2])
def test_steps_too_long_are_told_as_divergence_as_in_plain_training(layers, lr):
    """Never as a warning, and never as a loss that is no number."""
    x, y = np.ones((9, 1)), np.ones((9, 1))

    def make():
        return Network(*(Dense.from_arrays([[0.5]]) for _ in range(layers)))

    with pytest.raises(Diverged) as plain:
        train(make(), SquaredError(), SGD(lr), x, y, epochs=1, batch_size=1, rng=None).run()
    (number,) = re.findall(r"at step (\d+) of epoch 1", str(plain.value))
    with pytest.raises(
        Diverged, match=rf"at example {number}; .*learning rate \(here {re.escape(f'{lr:g}')}"
    ):
        one_by_one(make(), SquaredError(), SGD(lr), x, y)


def test_the_short_cut_takes_an_example_without_light():
    net = Network(Dense.from_arrays([[2.0]], b=[1.0]))
    value = one_by_one(net, SquaredError(), SGD(lr=0.5), np.array([[0.0]]), np.array([[0.0]]))
    assert (value, net.layers[0].W.tolist(), net.layers[0].b.tolist()) == (0.5, [[2.0]], [0.5])
