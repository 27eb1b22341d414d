"""What lesson 05 says of mini-batches, computed again: noise, budgets, an epoch, exact sums."""

import numpy as np
import pytest

from nnlib import (
    SGD,
    CrossEntropy,
    ExactNetwork,
    Network,
    SquaredError,
    data,
    gradient,
    one_hot,
    train,
)

from .lesson_code import from_lesson

SEEDS = range(5)
(X, y), (X_TEST, y_TEST) = data.mnist()
X_LEARN, Y_LEARN = X[:2000], one_hot(y[:2000])
new_net, small_run, published_net, training, twin, X_8x8, Y_8x8 = from_lesson(
    5,
    *("new_net", "small_run", "published_net", "training", "twin", "X_8x8", "Y_8x8"),
    X_learn=X_LEARN,
    Y_learn=Y_LEARN,
    X_valid=X[50_000:52_000],
    y_valid=y[50_000:52_000],
)


def test_noise_falls_with_the_root_of_the_batch_size():
    net = new_net(np.random.default_rng(0))
    loss, Y, rng = CrossEntropy(), Y_LEARN, np.random.default_rng(1)
    gradient(net, loss, X_LEARN, Y)
    full = net.layers[3].dW.copy()
    noise = {}
    for m in (1, 4, 16, 64):
        squares = []
        for _ in range(300):
            rows = rng.integers(0, 2000, m)
            gradient(net, loss, X[rows], Y[rows])
            squares.append(((net.layers[3].dW - full) ** 2).sum())
        noise[m] = np.sqrt(np.mean(squares))
    slope = np.polyfit(np.log(list(noise)), np.log(list(noise.values())), 1)[0]
    assert slope == pytest.approx(-0.5, abs=0.05)


def best_of(size, steps, rates):
    """The accuracies of fresh seeds at the best of three rates, which lies in their middle."""
    tried = [np.mean([small_run(s, size, steps, lr) for s in (100, 101)]) for lr in rates]
    assert np.argmax(tried) == 1
    return np.array([small_run(seed, size, steps, rates[1]) for seed in SEEDS])


def test_small_batches_beat_the_full_batch_on_the_same_images():
    tens = best_of(10, 2 * 200, rates=[0.01, 0.1, 1.0])
    full = best_of(2000, 2, rates=[0.1, 1.0, 10.0])
    assert (tens > full + 20).all()


def test_middle_batches_beat_single_images_and_the_full_batch_in_the_same_time():
    def steps(size):
        return 20_000 // (size + 40)

    one, hundred, full = (
        best_of(size, steps(size), rates)
        for size, rates in (
            (1, [0.001, 0.01, 0.1]),
            (100, [0.03, 0.3, 3.0]),
            (2000, [0.03, 0.3, 3]),
        )
    )
    assert (hundred > one).all()
    assert (hundred > full).all()


def test_calm_costs_steps():
    """The answer to the explorer, at the lowest rate of its slider, 0.05, and at its first."""
    walk, lowest = from_lesson(5, "walk", "lowest")
    slow, quick = (np.linalg.norm(walk(1, lr)[-1] - lowest) for lr in (0.05, 0.3))
    assert slow > 1.2 > 0.9 > quick


def answers_after_each_epoch(seed, epochs):
    """How many test images the published network gets right, and how often it gives each digit."""
    net, run = training(seed, epochs)
    for _ in run:
        answers = net.predict(X_TEST)
        yield (answers == y_TEST).sum(), np.bincount(answers, minlength=10)


def test_first_epochs_of_the_published_network():
    """Seed 0 is one of those that lack a digit at first."""
    (first, counts), (second, counts_then) = answers_after_each_epoch(seed=0, epochs=2)
    assert 8_000 < first < 8_600 < 9_100 < second
    assert counts.min() < 100 < 700 < counts_then.min()


def test_a_missing_digit_may_come_back():
    (first, counts), _, (third, counts_then) = answers_after_each_epoch(seed=1, epochs=3)
    assert 8_000 < first < 8_600
    assert counts.argmin() == 7
    assert counts.min() < 100
    assert third > first + 700
    assert counts_then.min() > 700


def test_a_missing_digit_may_stay_missing():
    for right, counts in answers_after_each_epoch(seed=2, epochs=3):
        assert 8_000 < right < 8_800
        assert counts.argmin() == 8
        assert counts.min() < 100


def largest_difference(seed, kind):
    """Of twins that differ in the last bit of one weight, after 1,500 hot steps on 8×8 digits."""
    twins = [twin(kind) for _ in range(2)]
    W = twins[1].layers[1].W
    W[30, 0] = np.nextafter(W[30, 0], np.inf)
    for net in twins:
        options = {"epochs": 30, "batch_size": 10, "rng": np.random.default_rng(seed)}
        for _ in train(net, SquaredError(), SGD(lr=16.0), X_8x8, Y_8x8, **options):
            pass
    pairs = zip(twins[0].params(), twins[1].params(), strict=True)
    return max(np.abs(u - v).max() for (u, _), (v, _) in pairs)


def test_hot_twins_drift_apart_unless_their_sums_are_exact():
    """How far they part is chance, so one of three, and far above what a last bit is."""
    assert max(largest_difference(seed, Network) for seed in (1, 2, 3)) > 1e-8
    assert max(largest_difference(seed, ExactNetwork) for seed in (1, 2, 3)) < 1e-14


def test_the_published_network_lets_a_small_part_of_the_slope_through():
    net = published_net(np.random.default_rng(0))
    _, _, a, *_ = [output for _, output in net.trace(X_TEST[:1000])]
    assert (a * (1 - a)).mean() < 0.1
