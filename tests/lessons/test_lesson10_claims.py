"""What lesson 10 says of optimizers, computed again."""

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adam,
    CrossEntropy,
    ExactNetwork,
    Momentum,
    Nesterov,
    RMSProp,
    data,
    one_hot,
    schedules,
    train,
)
from nnlib.classroom.explorers.momentum import momentum_picture
from nnlib.classroom.guesses.declared import guesses

from .lesson_code import from_lesson

valley, walk, turned_walk, settled, best_of, noisy_losses, layers, Carry, far, X8, y8 = from_lesson(
    10,
    *("valley", "walk", "turned_walk", "settled", "best_of", "noisy_losses", "layers"),
    *("Carry", "far", "X8", "y8"),
)
(X_TRAIN, y_TRAIN), (X_TEST, y_TEST) = data.mnist()
X, Y = X_TRAIN[:200] / 255, one_hot(y_TRAIN[:200])
full_batch = from_lesson(10, "full_batch", X_some=X, Y_some=Y)
accuracies = from_lesson(
    10,
    "accuracies",
    epochs=2,
    X_learn=X_TRAIN[:2000],
    Y_learn=one_hot(y_TRAIN[:2000]),
    X_valid=X_TEST[:5000],
    y_valid=y_TEST[:5000],
)
digits_run = from_lesson(10, "digits_run", X8=X8[:1050], y8=y8[:1050])


def height(w):
    return valley(*w)


def best_loss(make, rates, n=30):
    return min(height(walk(make(lr), n)[-1]) for lr in rates)


def test_the_best_plain_rate_and_what_it_multiplies_by():
    path = walk(SGD(2 / 26), 10)
    assert np.linalg.norm(path[1:], axis=1) == pytest.approx(
        np.linalg.norm(path[:-1], axis=1) * 12 / 13
    )
    for lr in (0.07, 0.079):
        assert height(walk(SGD(lr), 100)[-1]) > height(walk(SGD(2 / 26), 100)[-1])


def test_of_three_rates_the_middle_one_ends_nearest_and_the_large_one_furthest_along_the_valley():
    ends = {lr: np.abs(walk(SGD(lr), 15)[-1]) for lr in (0.02, 0.07, 0.082)}
    nearest, _, furthest = sorted(ends, key=lambda lr: np.linalg.norm(ends[lr]))
    assert (nearest, furthest) == (0.07, 0.02)
    assert min(ends, key=lambda lr: ends[lr][0]) == 0.082
    assert ends[0.082][1] > 1  # further out than the start
    (right,) = [option.says for option in guesses()["10.1"].options if option.right]
    assert right == f"{nearest}"


def test_at_the_explorers_rate_the_balls_swings_die_out_sooner():
    plain, ball = (walk(Momentum(0.07, momentum=mu), 12)[1:] for mu in (0, 0.5))
    assert np.abs(ball[:, 1]).mean() < 0.8 * np.abs(plain[:, 1]).mean()
    assert abs(ball[-1, 0]) < 0.5 * abs(plain[-1, 0])


@pytest.mark.parametrize(("lr", "sooner"), [(0.03, False), (0.06, False), (0.075, True)])
def test_across_the_valley_the_balls_swings_die_out_sooner_only_near_the_limit(lr, sooner):
    plain, ball = (np.abs(walk(Momentum(lr, momentum=mu), 40)[20:, 1]).max() for mu in (0, 0.5))
    assert (ball < plain) == sooner


def test_the_lowest_pair_of_the_grid_is_less_than_a_step_of_it_from_polyaks():
    rolling, momenta, rates = from_lesson(10, "rolling", "momenta", "rates")
    pairs = [(mu, lr) for mu in momenta for lr in rates]
    lowest = min(pairs, key=lambda pair: height(rolling(pair[1], pair[0], 30)[-1]))
    assert lowest == pytest.approx((0.5, 0.1))
    assert abs(lowest[0] - 4 / 9) < 0.1 and abs(lowest[1] - 1 / 9) < 0.02


def test_rmsprops_steps_are_lr_on_a_steady_slope_and_shorter_where_slopes_shrink():
    def steps(slope):
        path = walk(RMSProp(0.1), 150, slope=slope, start=np.full(2, 20.0))
        return -np.diff(path, axis=0)[100:]  # once s has settled

    assert steps(lambda w: np.ones(2)) == pytest.approx(0.1, rel=1e-3)
    shrinking = steps(lambda w: w)
    assert (shrinking > 0).all() and (shrinking < 0.099).all()


def test_where_the_explorers_ball_jumps_for_ever():
    assert "jumps to and fro for ever" in momentum_picture(0.12, 0.5, 12).sentence


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
        return np.abs(walk(rule(lr, momentum=0.8), 20)[1:, 1]).mean()

    assert swing(Nesterov, 0.03) < 0.5 * swing(Momentum, 0.03)
    assert swing(Momentum, 0.06) < 1 < swing(Nesterov, 0.06)


@pytest.mark.parametrize("momentum", [0.3, 0.6, 0.9])
def test_the_largest_stable_rate_of_nesterov_is_smaller(momentum):
    limit = 2 * (1 + momentum) / ((1 + 2 * momentum) * 25)
    assert height(walk(Nesterov(0.98 * limit, momentum=momentum), 2000)[-1]) < 0.01
    assert height(walk(Nesterov(1.02 * limit, momentum=momentum), 1500)[-1]) > 1000


def at_best(make, settings, walk=walk):
    """The highest loss of steps 26 to 30, at the setting where it is lowest."""
    return settled(walk(make(**best_of(make, settings, walk)), 30))


LOW = [{"lr": n / 200} for n in range(1, 31)]
HIGH = [{"lr": n / 100} for n in range(1, 151)]
PAIRS = [{"lr": n / 200, "momentum": mu / 20} for n in range(1, 31) for mu in range(19)]


def test_at_its_best_adam_is_the_last_of_five_in_the_valley_for_its_momentum():
    plain, adam = at_best(SGD, LOW), at_best(Adam, HIGH)
    assert at_best(RMSProp, HIGH) < at_best(Momentum, PAIRS) < at_best(Nesterov, PAIRS) < plain
    assert plain < adam
    assert at_best(Adam, [{**rate, "keep_m": 0.5} for rate in HIGH]) < plain / 1000


def test_rmsprop_and_nesterov_are_in_the_middle_after_two_steps():
    for rule in (RMSProp(0.3), Nesterov(0.04, momentum=0.7)):
        assert np.abs(walk(rule, 30)[2:, 1]).max() < 0.001
    for rule in (SGD(0.075), Momentum(0.11, momentum=0.45), Adam(0.43)):
        assert np.abs(walk(rule, 30)[2:11, 1]).max() > 0.1


def test_only_rmsprop_notices_that_the_valley_is_turned_even_with_a_rate_of_its_own():
    for make, settings in ((SGD, LOW), (Momentum, PAIRS)):
        assert at_best(make, settings, turned_walk) == pytest.approx(at_best(make, settings))
    turned = at_best(RMSProp, HIGH, turned_walk)
    assert turned > 100_000 * at_best(RMSProp, HIGH)
    assert at_best(SGD, LOW) / 2 < turned < at_best(SGD, LOW)


@pytest.mark.parametrize("seed", range(5))
def test_decay_is_fast_at_first_and_calm_at_the_end(seed):
    decaying = noisy_losses(SGD(schedules.inverse_time(0.07, half=20)), seed)
    fast, slow = noisy_losses(SGD(0.07), seed), noisy_losses(SGD(0.01), seed)
    assert np.mean(decaying[300:]) < np.mean(fast[300:]) / 5
    assert np.mean(decaying[20:80]) < np.mean(slow[20:80])


def test_without_noise_momentum_and_adam_beat_plain_descent():
    def last_losses(rule, lr):
        return np.array([full_batch(seed, rule, lr, 1) for seed in range(5)])

    plain = min((last_losses(SGD, lr) for lr in (0.4, 0.8, 1.6, 3.2)), key=np.mean)
    assert (last_losses(Momentum, 0.4) < plain / 1.5).all()
    assert (last_losses(Adam, 0.02) < plain / 1.5).all()


def test_the_valley_of_a_network_is_long_and_less_steep_after_a_descent_at_a_large_rate():
    for seed in range(5):
        rng = np.random.default_rng(seed)
        net = ExactNetwork(*layers(rng))
        steepest_curvature, change_of_slopes = from_lesson(
            10, "steepest_curvature", "change_of_slopes", net=net, X_some=X, Y_some=Y
        )
        before = steepest_curvature(n=30)
        some = rng.normal(size=(784, 30))
        some /= np.linalg.norm(some)
        assert before > 1000 * np.vdot(some, change_of_slopes(some))
        assert 2 / before < 0.8  # the rate below is more than twice what this allows
        train(net, CrossEntropy(), SGD(1.6), X, Y, epochs=60, batch_size=200, rng=None).run()
        assert steepest_curvature(n=30) < min(2 / 1.6, before / 2)


def test_with_small_batches_decay_helps_more_than_momentum_and_helps_momentum_and_adam():
    def cosine(rule):
        return lambda lr: rule(schedules.cosine(lr, steps=400))

    found = {
        name: np.mean([accuracies(seed, rule, lr, 1)[-1] for seed in range(5)])
        for name, rule, lr in (
            ("SGD", SGD, 0.2),
            ("decay", cosine(SGD), 0.4),
            ("momentum", Momentum, 0.02),
            ("momentum, decay", cosine(Momentum), 0.04),
            ("Adam", Adam, 0.002),
            ("Adam, decay", cosine(Adam), 0.004),
        )
    }
    assert found["decay"] > found["SGD"] + 0.3
    assert found["decay"] > found["momentum"] + 0.3
    assert found["momentum, decay"] > found["momentum"] + 0.3
    assert found["Adam, decay"] > found["Adam"] + 0.3


def test_the_published_rule_learns_through_its_late_gradient_alone():
    carried, stated = (
        np.array([digits_run(seed, rule(), 4, size)[1][-1] for seed in range(5)])
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
    assert (far(lr, late=False) < 0.01) == on_time
    assert (far(lr, late=True) < 0.01) == late
