"""Snapping wipes out last bits; L2 is a part of the gradient and of its check, and is saved."""

import io
import json

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
    Softmax,
    Tanh,
    fit,
    gradient,
    gradient_check,
    initializers,
    one_hot,
    snap,
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


def snapped(*arrays):
    return all((a * 2**16 == np.rint(a * 2**16)).all() for a in arrays)


def weights(net):
    return [w for w, _ in net.params()]


def run(net, xy, optimizer, epochs=4, **options):
    training = train(
        net, CrossEntropy(), optimizer, *xy, epochs=epochs, batch_size=10, rng=None, **options
    )
    return [epoch.loss for epoch in training]


# Snapping


def test_snap_rounds_to_the_nearest_multiple_in_place(rng):
    a, b = rng.normal(size=(50, 3)) * 10, rng.normal(size=7)
    before = a.copy(), b.copy()
    assert snap(a, b) is None
    assert snapped(a, b) and not snapped(*before)
    for now, was in zip((a, b), before, strict=True):
        assert 0 < np.abs(now - was).max() <= 2**-17
    once = a.copy()
    snap(a)
    np.testing.assert_array_equal(a, once)


@pytest.mark.parametrize(
    "bad", [np.zeros(3, np.float32), np.arange(3), [1.0, 2.0], 1.0, np.float64(1.0), None]
)
def test_snap_takes_arrays_of_float64(bad):
    good = np.array([0.1])
    with pytest.raises(TypeError, match="expected arrays of float64"):
        snap(good, bad)
    assert good[0] == 0.1  # nothing was changed


@pytest.mark.parametrize("optimizer", [SGD, Momentum, Nesterov, RMSProp, Adam])
def test_training_snaps_weights_and_velocity_and_no_other_memory(optimizer, xy):
    net, optimizer = make(), optimizer(0.01)
    run(net, xy, optimizer, snap=3)
    assert snapped(*weights(net))
    memory = [m for memories in optimizer.memory for m in memories]
    assert len(memory) == 4 * optimizer.memories
    if isinstance(optimizer, Momentum):
        assert snapped(*memory) and all(m.any() for m in memory)
    else:
        assert not any(snapped(m) for m in memory)
    run(net, xy, optimizer, epochs=1)
    assert not snapped(*weights(net))


@pytest.mark.parametrize("every", [1, 2, 7])
def test_it_counts_steps_across_epochs_and_breaks(every, xy):
    seen = []

    class Watching(SGD):
        def step(self, net):
            seen.append(snapped(*weights(net)))  # after self.steps steps
            super().step(net)

    net = make()
    training = train(
        net,
        CrossEntropy(),
        Watching(0.1),
        *xy,
        epochs=5,
        batch_size=10,
        rng=np.random.default_rng(1),
        snap=every,
    )
    for epoch in training:
        if epoch.number == 2:
            break
    for _ in training:
        pass
    seen.append(snapped(*weights(net)))
    assert seen == [step > 0 and step % every == 0 for step in range(16)]  # 3 steps an epoch


@pytest.mark.parametrize("optimizer", [lambda: SGD(3.0), lambda: Momentum(1.0, momentum=0.9)])
def test_snapping_makes_runs_equal_that_differ_in_the_last_bit(optimizer, rng):
    """Two processors add in two orders; here one weight is moved to the next number instead."""
    x, y = rng.normal(size=(60, 4)), one_hot(rng.integers(0, 3, 60), 3)

    def difference(**options):
        one, two = make(), make()
        two.layers[0].W[...] = np.nextafter(two.layers[0].W, np.inf)
        for net in (one, two):
            run(net, (x, y), optimizer(), epochs=100, **options)
        return max(np.abs(a - b).max() for a, b in zip(weights(one), weights(two), strict=True))

    assert difference(snap=10) == 0.0
    assert difference() > 1e-10


def test_fit_snaps_too(xy):
    net = make()
    fit(net, CrossEntropy(), SGD(0.1), *xy, epochs=2, batch_size=10, rng=None, snap=6)
    assert snapped(*weights(net))


@pytest.mark.parametrize(
    "every, error, words",
    [
        (0, ValueError, "snap is 0; expected a whole number above 0"),
        (-250, ValueError, "snap is -250"),
        (1.5, TypeError, "snap is 1.5; expected a whole number above 0"),
        (True, TypeError, "snap is True"),
    ],
)
def test_snap_is_a_number_of_steps(every, error, words, xy):
    with pytest.raises(error, match=words):
        train(make(), CrossEntropy(), SGD(0.1), *xy, epochs=1, batch_size=10, rng=None, snap=every)


def test_float32_is_too_coarse_to_snap(xy):
    net = make(dtype="float32")
    with pytest.raises(ValueError, match="snap needs a float64 network"):
        train(net, CrossEntropy(), SGD(0.1), *xy, epochs=1, batch_size=10, rng=None, snap=250)


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
