"""What lesson 11 says of the ladder, the published networks and the reader, computed again."""

from functools import cache

import numpy as np
import pytest

from nnlib import (
    Dense,
    ExactNetwork,
    Network,
    Rescale,
    Sigmoid,
    Softmax,
    Tanh,
    accuracy,
    data,
    initializers,
    one_hot,
)

from .lesson_code import from_lesson

(X_TRAIN, y_TRAIN), (X_TEST, y_TEST) = data.mnist()
SEEDS = range(5)


@cache
def ladder(n):
    """The lesson's `score` on the first n images, in 3 epochs."""
    X = X_TRAIN[:n] / 255
    small = {"X_learn": X, "Y_learn": one_hot(y_TRAIN[:n]), "mean": X.mean(axis=0)}
    return from_lesson(11, "score", **small, n_learn=n, epochs=3)


def scores(lr, hidden=Tanh, top=False, n=4_000, **kind):
    """One rung of the ladder with 30 units; `top` has all that comes after the start."""
    after = {"momentum": 0.5, "decays": True, "shuffled": True, "l2": 1e-4} if top else {}
    options = {"n_hidden": 30, "hidden": hidden, **kind, **after}
    return np.array([ladder(n)(seed, lr, **options) for seed in SEEDS])


def test_tanh_at_the_wide_start_is_behind_and_half_of_the_second_layer_brings_it_back():
    tanh = scores(9)
    assert (scores(9, hidden=Sigmoid) - tanh).mean() > 5
    assert (scores(9, halved=True) - tanh).min() > 5


def test_softmax_and_the_start_carry_the_gain():
    tanh, soft = scores(9), scores(1, softmax=True)
    assert (soft - tanh).min() > 5
    start = scores(0.3, softmax=True, scaled=True)
    assert (start - soft).min() > 4
    # All that comes after the start is small beside it.
    top = scores(0.3, softmax=True, scaled=True, top=True)
    assert abs((top - start).mean()) < (start - soft).mean() / 3
    # Seeds lie closer together up there.
    assert start.std() < tanh.std() / 2


def test_at_the_top_the_sigmoid_is_a_little_ahead_of_tanh():
    top = {"softmax": True, "scaled": True, "top": True, "n": 12_000}
    ahead = scores(2.7, hidden=Sigmoid, **top) - scores(0.3, **top)
    assert ahead.min() > 0
    assert 0.3 < ahead.mean() < 3


@pytest.mark.parametrize("lr, lowest, highest", [(1e-7, 75, 77), (3e-9, 83, 86)])
def test_one_layer_of_raw_pixels(lr, lowest, highest):
    W, Y = np.random.RandomState(1).uniform(0, 1, (784, 10)) * 0.0001, one_hot(y_TRAIN)
    for x, y in zip(X_TRAIN, Y, strict=True):
        W -= np.outer(lr * x, x @ W - y)
    assert lowest < 100 * accuracy((X_TEST @ W).argmax(axis=1), y_TEST) < highest


def test_subtracting_the_mean_is_a_matter_of_the_bias():
    MinusMean = from_lesson(11, "MinusMean")
    rng = np.random.default_rng(0)
    first, mean, x = (
        Dense(5, 3, init=initializers.lecun, rng=rng),
        rng.random(5),
        rng.random((4, 5)),
    )
    folded = Dense.from_arrays(first.W, first.b - mean @ first.W)
    np.testing.assert_allclose(
        folded(x), ExactNetwork(MinusMean(mean), first)(x), rtol=0, atol=1e-14
    )


def test_heads_minus_tails_spread_as_the_root_of_the_tosses():
    tosses = np.random.default_rng(0).choice([-1, 1], size=(20_000, 144))
    assert tosses.sum(axis=1).std() == pytest.approx(12, rel=0.02)


def test_the_reader_takes_bytes_and_reads_the_test_images():
    reader = Network.load(data.digit_reader())
    assert [type(layer) for layer in reader.layers] == [Rescale, Dense, Tanh, Dense, Softmax]
    assert reader.layers[1].W.shape == (784, 100)
    right = 100 * accuracy(reader.predict(X_TEST), y_TEST)
    assert right > 97.6  # A reached 97.41, and was published with 97.48
