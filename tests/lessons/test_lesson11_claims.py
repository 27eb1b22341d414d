"""What lesson 11 says of the ladder, the published networks and the reader, computed again."""

from functools import cache

import numpy as np
import pytest

from nnlib import (
    CrossEntropy,
    Dense,
    ExactNetwork,
    Layer,
    Momentum,
    Network,
    Rescale,
    Sigmoid,
    Softmax,
    SquaredError,
    Tanh,
    accuracy,
    data,
    initializers,
    one_hot,
    schedules,
    train,
)

(X_TRAIN, y_TRAIN), (X_TEST, y_TEST) = data.mnist()
SEEDS = range(5)


@cache
def learned(n):
    """The first n images, their targets and their mean image."""
    x = X_TRAIN[:n] / 255
    return x, one_hot(y_TRAIN[:n]), x.mean(axis=0)


def score(seed, lr, hidden=Tanh, softmax=False, scaled=False, halved=False, top=False, n=4_000):
    """One rung of a small ladder: 30 units, 3 epochs; `top` has all that comes after the start."""
    x, targets, mean = learned(n)
    rng = np.random.default_rng(seed)
    init = initializers.lecun if scaled else initializers.normal(1)
    l2 = 1e-4 if top else 0.0
    first = Dense(784, 30, init=init, rng=rng, l2=l2)
    second = Dense(30, 10, init=init, rng=rng, l2=l2)
    second.W *= 0.5 if halved else 1.0
    net = ExactNetwork(first, hidden(), second, Softmax() if softmax else Sigmoid())
    shift = mean if scaled else 0
    loss = CrossEntropy() if softmax else SquaredError()
    if top:
        lr = schedules.cosine(lr, steps=3 * n // 20)
    rule = Momentum(lr, momentum=0.5 if top else 0.0)
    order = rng if top else None
    for _ in train(net, loss, rule, x - shift, targets, epochs=3, batch_size=20, rng=order):
        pass
    return 100 * accuracy(net.predict(X_TRAIN[50_000:55_000] / 255 - shift), y_TRAIN[50_000:55_000])


def scores(lr, **kind):
    return np.array([score(seed, lr, **kind) for seed in SEEDS])


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
    class Minus(Layer):
        def __init__(self, mean):
            self.mean = mean

        def __call__(self, x):
            return x - self.mean

    rng = np.random.default_rng(0)
    first, mean, x = (
        Dense(5, 3, init=initializers.lecun, rng=rng),
        rng.random(5),
        rng.random((4, 5)),
    )
    folded = Dense.from_arrays(first.W, first.b - mean @ first.W)
    np.testing.assert_allclose(folded(x), ExactNetwork(Minus(mean), first)(x), rtol=0, atol=1e-14)


def test_heads_minus_tails_spread_as_the_root_of_the_tosses():
    tosses = np.random.default_rng(0).choice([-1, 1], size=(20_000, 144))
    assert tosses.sum(axis=1).std() == pytest.approx(12, rel=0.02)


def test_the_reader_takes_bytes_and_reads_the_test_images():
    reader = Network.load(data.digit_reader())
    assert [type(layer) for layer in reader.layers] == [Rescale, Dense, Tanh, Dense, Softmax]
    assert reader.layers[1].W.shape == (784, 100)
    right = 100 * accuracy(reader.predict(X_TEST), y_TEST)
    assert right > 97.6  # A reached 97.41, and was published with 97.48
