"""What lesson 10 says of optimizers, computed again."""

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adam,
    CrossEntropy,
    Dense,
    ExactNetwork,
    Momentum,
    Nesterov,
    Optimizer,
    Rescale,
    RMSProp,
    Sigmoid,
    Softmax,
    SquaredError,
    Tanh,
    accuracy,
    data,
    gradient,
    initializers,
    one_hot,
    schedules,
    train,
)

CURVATURE, START = np.array([1.0, 25.0]), np.array([-4.0, 1.0])
TURN = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2)


def slope(w):
    return CURVATURE * w


def height(w):
    return float(CURVATURE @ w**2) / 2


def walk(rule, n, slope=slope, start=START):
    w, path = start.copy(), []
    memory = [np.zeros(2) for _ in range(rule.memories)]
    for _ in range(n):
        rule.update(w, slope(w), *memory)
        rule.steps += 1
        path.append(w.copy())
    return np.array(path)


def best_loss(make, rates, n=30):
    return min(height(walk(make(lr), n)[-1]) for lr in rates)


def test_the_best_plain_rate_and_what_it_multiplies_by():
    path = walk(SGD(2 / 26), 10)
    assert np.linalg.norm(path[1:], axis=1) == pytest.approx(
        np.linalg.norm(path[:-1], axis=1) * 12 / 13
    )
    for lr in (0.07, 0.079):
        assert height(walk(SGD(lr), 100)[-1]) > height(walk(SGD(2 / 26), 100)[-1])


def test_at_their_best_momentum_beats_plain_descent_in_the_valley():
    rates = np.linspace(0.01, 0.15, 29)
    plain = best_loss(SGD, rates)
    assert best_loss(lambda lr: Momentum(lr, momentum=4 / 9), rates) < plain / 1000
    assert best_loss(lambda lr: Nesterov(lr, momentum=0.6), rates) < plain / 50


@pytest.mark.parametrize("momentum", [0.0, 0.3, 0.6, 0.9])
def test_the_largest_stable_rate_of_momentum(momentum):
    limit = 2 * (1 + momentum) / 25
    assert height(walk(Momentum(0.98 * limit, momentum=momentum), 2000)[-1]) < 0.01
    assert height(walk(Momentum(1.02 * limit, momentum=momentum), 1500)[-1]) > 1000


def test_nesterov_swings_less_at_a_small_rate_and_diverges_at_a_larger_one():
    def swing(rule, lr):
        return np.abs(walk(rule(lr, momentum=0.8), 20)[:, 1]).mean()

    assert swing(Nesterov, 0.03) < 0.5 * swing(Momentum, 0.03)
    assert swing(Momentum, 0.06) < 1 < swing(Nesterov, 0.06)


@pytest.mark.parametrize("momentum", [0.3, 0.6, 0.9])
def test_the_largest_stable_rate_of_nesterov_is_smaller(momentum):
    limit = 2 * (1 + momentum) / ((1 + 2 * momentum) * 25)
    assert height(walk(Nesterov(0.98 * limit, momentum=momentum), 2000)[-1]) < 0.01
    assert height(walk(Nesterov(1.02 * limit, momentum=momentum), 1500)[-1]) > 1000


def turned_walk(rule, n):
    return walk(rule, n, lambda w: TURN @ slope(TURN.T @ w), TURN @ START) @ TURN


def settled(make, settings, walk=walk):
    """The highest loss of steps 26 to 30, at the setting where it is lowest."""
    return min(max(height(w) for w in walk(make(**s), 30)[-5:]) for s in settings)


LOW = [{"lr": n / 200} for n in range(1, 31)]
HIGH = [{"lr": n / 100} for n in range(1, 151)]
PAIRS = [{"lr": n / 200, "momentum": mu / 20} for n in range(1, 31) for mu in range(19)]


def test_at_its_best_adam_is_the_last_of_five_in_the_valley_for_its_momentum():
    plain, adam = settled(SGD, LOW), settled(Adam, HIGH)
    assert settled(RMSProp, HIGH) < settled(Momentum, PAIRS) < settled(Nesterov, PAIRS) < plain
    assert plain < adam
    assert settled(Adam, [{**rate, "keep_m": 0.5} for rate in HIGH]) < plain / 1000


def test_rmsprop_and_nesterov_are_in_the_middle_after_two_steps():
    for rule in (RMSProp(0.3), Nesterov(0.04, momentum=0.7)):
        assert np.abs(walk(rule, 30)[1:, 1]).max() < 0.001
    for rule in (SGD(0.075), Momentum(0.11, momentum=0.45), Adam(0.43)):
        assert np.abs(walk(rule, 30)[1:10, 1]).max() > 0.1


def test_only_rmsprop_notices_that_the_valley_is_turned_even_with_a_rate_of_its_own():
    for make, settings in ((SGD, LOW), (Momentum, PAIRS)):
        assert settled(make, settings, turned_walk) == pytest.approx(settled(make, settings))
    turned = settled(RMSProp, HIGH, turned_walk)
    assert turned > 100_000 * settled(RMSProp, HIGH)
    assert settled(SGD, LOW) / 2 < turned < settled(SGD, LOW)


@pytest.mark.parametrize("seed", range(5))
def test_decay_is_fast_at_first_and_calm_at_the_end(seed):
    def losses(lr):
        noise = np.random.default_rng(seed).normal(0, 2, size=(400, 2))
        rows = iter(noise)
        return [height(w) for w in walk(SGD(lr), 400, lambda w: slope(w) + next(rows))]

    decaying = losses(schedules.inverse_time(0.07, half=20))
    fast, slow = losses(0.07), losses(0.01)
    assert np.mean(decaying[300:]) < np.mean(fast[300:]) / 5
    assert np.mean(decaying[20:80]) < np.mean(slow[20:80])


def layers(rng):
    hidden = Dense(784, 30, init=initializers.lecun, rng=rng)
    return hidden, Tanh(), Dense(30, 10, init=initializers.lecun, rng=rng), Softmax()


@pytest.fixture(scope="module")
def images():
    return data.mnist()


def test_without_noise_momentum_and_adam_beat_plain_descent(images):
    X, Y = images[0][0][:200] / 255, one_hot(images[0][1][:200])

    def last_loss(rule, seed):
        net = ExactNetwork(*layers(np.random.default_rng(seed)))
        for _ in train(net, CrossEntropy(), rule, X, Y, epochs=40, batch_size=200, rng=None):
            pass
        return CrossEntropy().forward(net(X), Y)

    plain = {lr: [last_loss(SGD(lr), s) for s in range(5)] for lr in (0.4, 0.8, 1.6, 3.2)}
    plain = np.array(min(plain.values(), key=np.mean))
    assert (np.array([last_loss(Momentum(0.4), s) for s in range(5)]) < plain / 1.5).all()
    assert (np.array([last_loss(Adam(0.02), s) for s in range(5)]) < plain / 1.5).all()


def steepest_curvature(net, X, Y, n=60):
    first, rng = net.layers[0], np.random.default_rng(0)
    direction = rng.normal(size=first.W.shape)
    for _ in range(n):
        direction /= np.linalg.norm(direction)
        direction = change_of_slopes(net, X, Y, direction)
    return np.linalg.norm(direction)


def change_of_slopes(net, X, Y, direction, h=1e-4):
    first, slopes = net.layers[0], []
    W = first.W.copy()
    for shift in (h, -h):
        first.W = W + shift * direction
        gradient(net, CrossEntropy(), X, Y)
        slopes.append(first.dW.copy())
    first.W = W
    return (slopes[0] - slopes[1]) / (2 * h)


def test_the_valley_of_a_network_is_long_and_less_steep_after_a_descent_at_a_large_rate(images):
    X, Y = images[0][0][:200] / 255, one_hot(images[0][1][:200])
    for seed in range(5):
        rng = np.random.default_rng(seed)
        net = ExactNetwork(*layers(rng))
        before = steepest_curvature(net, X, Y, n=30)
        some = rng.normal(size=(784, 30))
        some /= np.linalg.norm(some)
        assert before > 1000 * np.vdot(some, change_of_slopes(net, X, Y, some))
        assert 2 / before < 0.8  # the rate below is more than twice what this allows
        for _ in train(net, CrossEntropy(), SGD(1.6), X, Y, epochs=60, batch_size=200, rng=None):
            pass
        assert steepest_curvature(net, X, Y, n=30) < min(2 / 1.6, before / 2)


def mnist_accuracy(images, rule, seed, m=2000, epochs=2):
    (X, y), (X_test, y_test) = images
    rng = np.random.default_rng(seed)
    net = ExactNetwork(Rescale(1 / 255), *layers(rng))
    Y = one_hot(y[:m])
    for _ in train(net, CrossEntropy(), rule, X[:m], Y, epochs=epochs, batch_size=10, rng=rng):
        pass
    return 100 * accuracy(net.predict(X_test[:5000]), y_test[:5000])


def test_with_small_batches_decay_helps_more_than_momentum_and_helps_momentum_and_adam(images):
    found = {
        name: np.mean([mnist_accuracy(images, make(), seed) for seed in range(5)])
        for name, make in {
            "SGD": lambda: SGD(0.2),
            "decay": lambda: SGD(schedules.cosine(0.4, steps=400)),
            "momentum": lambda: Momentum(0.02),
            "momentum, decay": lambda: Momentum(schedules.cosine(0.04, steps=400)),
            "Adam": lambda: Adam(0.002),
            "Adam, decay": lambda: Adam(schedules.cosine(0.004, steps=400)),
        }.items()
    }
    assert found["decay"] > found["SGD"] + 0.3
    assert found["decay"] > found["momentum"] + 0.3
    assert found["momentum, decay"] > found["momentum"] + 0.3
    assert found["Adam, decay"] > found["Adam"] + 0.3


class Carry(Optimizer):
    """The published rule; last is the gradient of the step before."""

    memories = 1

    def update(self, w, g, last):
        w -= self.rate * g + last
        last[:] = g


def digits_accuracy(rule, seed, batch_size=1):
    X, y = data.digits8x8()
    X = np.hstack([X / 16, np.ones((len(X), 1))])
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(X))
    held, learn = order[:450], order[450:1050]
    options = {"init": initializers.normal(1), "rng": rng, "bias": False}
    net = ExactNetwork(Dense(65, 100, **options), Sigmoid(), Dense(100, 10, **options), Sigmoid())
    Y = one_hot(y[learn])
    for _ in train(
        net, SquaredError(), rule, X[learn], Y, epochs=4, batch_size=batch_size, rng=None
    ):
        pass
    return 100 * accuracy(net.predict(X[held]), y[held])


def test_the_published_rule_learns_through_its_late_gradient_alone():
    carried, stated = (
        np.array([digits_accuracy(rule(), seed, size) for seed in range(5)])
        for rule, size in (
            (lambda: Carry(0.0002), 1),
            (lambda: SGD(0.002), 10),  # as 0.0002 with a batch of one, in a tenth of the time
        )
    )
    assert (carried > stated).all()
    assert carried.mean() > stated.mean() + 20
    assert stated.mean() < 20


@pytest.mark.parametrize(("lr", "on_time", "late"), [(0.9, True, True), (1.1, True, False)])
def test_a_late_gradient_is_stable_up_to_half_the_rate(lr, on_time, late):
    def far(is_late):
        w, last = 1.0, 0.0
        for _ in range(200):
            w, last = w - lr * (last if is_late else w), w
        return abs(w)

    assert (far(False) < 0.01) == on_time
    assert (far(True) < 0.01) == late
