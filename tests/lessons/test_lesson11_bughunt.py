"""What lesson 11 says of mistakes in programs, computed again."""

import numpy as np
import pytest

from nnlib import accuracy, data, one_hot
from nnlib.exact import rounded

from .lesson_code import from_lesson

outputs, loss_of, slopes, first_params, step_down, tiny_case, kept_promise = from_lesson(
    11,
    *("outputs", "loss_of", "slopes", "first_params", "step_down", "tiny_case", "kept_promise"),
)
programs, squared, numeric_slopes = from_lesson(11, "programs", "squared", "numeric_slopes")
MISTAKES = programs | {"biases forgotten": {"bias": lambda dz: np.zeros(dz.shape[1])}}
# What each program chose in the lesson; the first of those that stay at chance is as good as any.
RATES = {"log to base 10": 1, "slope of others": 3}
SEEDS = range(5)


@pytest.fixture(scope="module")
def images():
    (X, y), _ = data.mnist()
    return rounded(X[:5_000] / 255, bits=16), y[:5_000], X[55_000:58_000] / 255, y[55_000:58_000]


def learned(images, mistake, lr, seed):
    X, y, X_held, y_held = images
    rng = np.random.default_rng(seed)
    params, Y = first_params(rng), one_hot(y)
    for rows in rng.permutation(5_000).reshape(-1, 10):
        step_down(params, X[rows], Y[rows], lr, mistake)
    return 100 * accuracy(outputs(X_held, *params)[1].argmax(axis=1), y_held)


@pytest.fixture(scope="module")
def scores(images):
    """The held-out accuracies of one epoch, five seeds for each program."""
    return {
        name: np.array([learned(images, mistake, RATES.get(name, 0.3), seed) for seed in SEEDS])
        for name, mistake in MISTAKES.items()
    }


@pytest.mark.parametrize("name", ["wrong sign", "element by element"])
def test_these_mistakes_stay_at_chance(scores, name):
    assert scores[name].max() < 20 < 80 < scores["right"].min()


@pytest.mark.parametrize(
    "name, falls",
    [
        ("wrong sign", False),
        ("element by element", False),
        ("log to base 10", True),
        ("slope of others", True),
        ("one bias sum", True),
    ],
)
def test_three_of_five_mistakes_let_the_loss_fall(images, name, falls):
    X, Y = images[0], one_hot(images[1])
    params = first_params(np.random.default_rng(0))
    before = loss_of(params, X[:1_000], Y[:1_000])
    for n in range(200):
        rows = slice(10 * n, 10 * n + 10)
        step_down(params, X[rows], Y[rows], 0.3, MISTAKES[name])
    assert (loss_of(params, X[:1_000], Y[:1_000]) < 0.9 * before) == falls


@pytest.mark.parametrize("lr", [0.1, 1, 3, 10])
@pytest.mark.parametrize("name", ["wrong sign", "element by element"])
def test_at_every_rate(images, name, lr):
    assert learned(images, MISTAKES[name], lr, seed=0) < 20


def test_the_slope_of_other_units_costs_much_and_still_learns(scores):
    assert (scores["right"] - scores["slope of others"]).min() > 15
    assert scores["slope of others"].min() > 30


@pytest.mark.parametrize("name", ["log to base 10", "one bias sum"])
def test_these_mistakes_cost_nothing_that_can_be_told_from_noise(scores, name):
    cost = scores["right"] - scores[name]
    assert abs(cost.mean()) < 3 * cost.std(ddof=1) / np.sqrt(len(SEEDS))
    assert abs(cost.mean()) < 2


def test_the_base_10_at_a_rate_that_makes_up_for_it_is_the_same_program(images):
    natural = learned(images, {}, 0.3, seed=0)
    assert learned(images, MISTAKES["log to base 10"], 0.3 * np.log(10), seed=0) == natural


def test_by_element_hides_under_the_squared_error(images):
    right, by_element = (
        np.array([learned(images, squared[name], 3, seed) for seed in SEEDS]) for name in squared
    )
    assert right.min() > 75
    assert abs((right - by_element).mean()) < 5


def test_element_by_element_drives_every_hidden_unit_to_one(images):
    X, y, _, _ = images
    shares = {}
    for name in ("right", "element by element"):
        params = first_params(np.random.default_rng(0))
        for n in range(500):
            rows = slice(10 * n, 10 * n + 10)
            step_down(params, X[rows], one_hot(y[rows]), 0.3, MISTAKES[name])
        shares[name] = np.mean(outputs(X, *params)[0] > 0.99)
    assert shares["element by element"] > 0.95
    assert shares["right"] < 0.3


@pytest.mark.parametrize(
    "name, kept",
    [
        ("right", 1),
        ("wrong sign", -1),
        ("log to base 10", np.log(10)),
        ("biases forgotten", 1),
    ],
)
def test_what_a_small_step_keeps_of_its_promise(name, kept):
    for seed in SEEDS:
        assert kept_promise(MISTAKES[name], seed) == pytest.approx(kept, abs=5e-4)


@pytest.mark.parametrize("name", ["element by element", "slope of others", "one bias sum"])
def test_a_small_step_finds_the_others_in_some_case(name):
    assert max(abs(kept_promise(MISTAKES[name], seed) - 1) for seed in range(4)) > 0.03


@pytest.mark.parametrize(
    "name, off",
    [
        ("right", ""),
        ("wrong sign", "W1 b1 W2 b2"),
        ("log to base 10", "W1 b1 W2 b2"),
        ("element by element", "W1 b1 W2 b2"),
        ("slope of others", "W1 b1"),
        ("one bias sum", "b1 b2"),
        ("biases forgotten", "b1 b2"),
    ],
)
def test_the_gradient_check_says_where_a_mistake_is(name, off):
    X, Y, params = tiny_case(0)
    found = [
        what
        for what, by_hand, numeric in zip(
            ("W1", "b1", "W2", "b2"),
            slopes(X, Y, params, **MISTAKES[name]),
            numeric_slopes(X, Y, params),
            strict=True,
        )
        if np.abs(by_hand - numeric).max() > 1e-7
    ]
    assert " ".join(found) == off


def test_the_slope_of_other_units_needs_fitting_shapes():
    for n_hidden, n_out, silent in [(4, 4, True), (4, 1, True), (4, 3, False), (1, 3, False)]:
        W1 = np.zeros((2, n_hidden))
        try:
            dz1 = np.ones((5, n_hidden)) * np.full((5, n_out), 0.1)
            W1 -= np.ones((5, 2)).T @ dz1
            runs = True
        except ValueError:
            runs = False
        assert runs == silent


def test_the_first_loss_tells_the_logarithm(images):
    X, y, _, _ = images
    for seed in SEEDS:
        natural = loss_of(first_params(np.random.default_rng(seed)), X, one_hot(y))
        assert natural == pytest.approx(np.log(10), rel=0.1)


def test_one_step_is_worth_points_at_the_beginning_and_next_to_nothing_at_the_end(images):
    X, y = images[0][:1_000], images[1][:1_000]
    for seed in range(2):
        params, curve = first_params(np.random.default_rng(seed)), []
        for _ in range(150):
            step_down(params, X, one_hot(y), 0.5, {})
            curve.append(100 * accuracy(outputs(X, *params)[1].argmax(axis=1), y))
        gains = np.abs(np.diff(curve))
        assert gains[:10].max() > 3 > 1 > gains[-10:].max()
