"""What lesson 08 says of the order of images, computed again on fewer of them."""

from functools import cache, partial
from itertools import pairwise

import numpy as np
import pytest

from nnlib import (
    SGD,
    CrossEntropy,
    Dense,
    Network,
    accuracy,
    data,
    gradient,
    one_hot,
    train,
)
from nnlib.classroom.exercises import lesson08 as ex

from .lesson_code import from_lesson

M = 1000
SEEDS = range(5)
LOSS = CrossEntropy()
(IMAGES, LABELS), _ = data.mnist()
X, Y_INT = IMAGES[:M], LABELS[:M]
Y = one_hot(Y_INT)
X_VAL, Y_VAL = IMAGES[50_000:51_000], LABELS[50_000:51_000]
BY_DIGIT = np.argsort(Y_INT, kind="stable")


lesson_net, through_buffer = from_lesson(8, "new_net", "through_buffer")
new_net = partial(lesson_net, kind=Network)


def learn(net, rows, lr=0.1, batch_size=10):
    train(net, LOSS, SGD(lr), X[rows], Y[rows], epochs=1, batch_size=batch_size, rng=None).run()
    return net


def right(net, digit=slice(None)):
    chosen = slice(None) if digit == slice(None) else digit == Y_VAL
    return accuracy(net.predict(X_VAL[chosen]), Y_VAL[chosen])


@cache
def after(seed, order, epochs, lr=0.1):
    """Accuracy after so many epochs in this order."""
    net, rng = new_net(seed), np.random.default_rng([seed, 1])
    once = rng.permutation(M)
    for _ in range(epochs):
        rows = {
            "sorted": lambda: BY_DIGIT,
            "once": lambda: once,
            "every epoch": lambda: rng.permutation(M),
            "with replacement": lambda: rng.integers(M, size=M),
        }[order]()
        learn(net, rows, lr)
    return right(net)


@pytest.mark.parametrize("seed", SEEDS)
def test_sorted_images_spoil_a_training(seed):
    assert after(seed, "every epoch", 2) > after(seed, "sorted", 2) + 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sorted_training_reports_the_smaller_loss(seed):
    images, labels = IMAGES[:5000], LABELS[:5000]  # with 100 of each digit it need not be so
    orders = np.argsort(labels, kind="stable"), np.random.default_rng(seed).permutation(5000)
    reported, afterwards = [], []
    for rows in orders:
        net, pairs = new_net(seed), (images[rows], one_hot(labels[rows]))
        reported += train(net, LOSS, SGD(0.1), *pairs, epochs=1, batch_size=10, rng=None).run()
        afterwards.append(LOSS.forward(net(images), one_hot(labels)))
    assert reported[0] < reported[1] / 2
    assert afterwards[0] > afterwards[1] + 1


@pytest.mark.parametrize("seed", SEEDS)
def test_sorted_images_stay_far_behind_at_a_rate_of_their_own(seed):
    best = max(after(seed, "sorted", 2, lr) for lr in (0.0003, 0.001, 0.003, 0.01))
    assert after(seed, "sorted", 2) + 0.1 < best < after(seed, "every epoch", 2) - 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_zeros_are_learned_and_forgotten_and_all_ends_in_nines(seed):
    zeros, others = np.split(BY_DIGIT, [(Y_INT == 0).sum()])
    net = learn(new_net(seed), zeros)
    assert right(net, 0) > 0.95
    learn(net, others)
    assert right(net, 0) < 0.02
    assert np.mean(net.predict(X_VAL) == 9) > 0.98


@pytest.mark.parametrize("seed", SEEDS)
def test_ones_wear_the_zeros_down_and_twos_wipe_them_out(seed):
    images, labels = IMAGES[:5000], LABELS[:5000]
    net, shares = new_net(seed), []
    for digit in range(4):
        rows = images[labels == digit], one_hot(labels[labels == digit])
        train(net, LOSS, SGD(0.1), *rows, epochs=1, batch_size=10, rng=None).run()
        shares.append([right(net, digit) for digit in range(digit + 1)])
    zeros = [share[0] for share in shares]
    assert zeros[0] > 0.97 and zeros[2] == zeros[3] == 0
    assert zeros[1] < zeros[0] - 0.1
    assert shares[2][1] == 0 and shares[3][1:3] == [0, 0]
    assert all(share[-1] > 0.97 for share in shares)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_network_without_output_biases_forgets_as_well(seed):
    *below, output, softmax = new_net(seed).layers
    net = learn(Network(*below, Dense.from_arrays(output.W), softmax), BY_DIGIT)
    assert np.mean(net.predict(X_VAL) == 9) > 0.98
    # Most hidden units keep one sign, and so do what a bias does.
    above = np.mean(Network(*below).forward(X_VAL) > 0, axis=0)
    assert np.mean(np.maximum(above, 1 - above) > 0.9) > 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bias_slopes_are_what_is_said_minus_what_is_there(seed):
    net, rows = new_net(seed), BY_DIGIT[:10]
    gradient(net, LOSS, X[rows], Y[rows])
    assert np.allclose(net.layers[3].db, net(X[rows]).mean(axis=0) - Y[rows].mean(axis=0))
    assert net.layers[3].db[0] < 0 and (net.layers[3].db[1:] > 0).all()


def arrow(net, rows):
    gradient(net, LOSS, X[rows], Y[rows])
    slopes = np.concatenate([slope.ravel() for _, slope in net.params()])
    return slopes / np.linalg.norm(slopes)


@pytest.mark.parametrize("seed", SEEDS)
def test_sorted_batches_agree_with_each_other_and_not_with_all(seed):
    net, mixed = new_net(seed), np.random.default_rng(seed).permutation(M)
    of_all = arrow(net, slice(None))
    neighbours, tenths = {}, {}
    for name, order in (("sorted", BY_DIGIT), ("mixed", mixed)):
        arrows = [arrow(net, rows) for rows in order.reshape(-1, 10)]
        neighbours[name] = np.mean([a @ b for a, b in pairwise(arrows)])
        tenths[name] = [arrow(net, rows) @ of_all for rows in order.reshape(10, -1)]
    assert neighbours["sorted"] > 0.7 and 0.03 < neighbours["mixed"] < 0.3
    assert max(tenths["sorted"]) + 0.1 < min(tenths["mixed"])


@pytest.mark.parametrize("seed", SEEDS)
def test_order_does_not_matter_for_the_full_batch_nor_for_tiny_rates(seed):
    assert np.allclose(arrow(new_net(seed), slice(None)), arrow(new_net(seed), BY_DIGIT), 0, 1e-12)

    def way(lr, batch_size):
        net = learn(new_net(seed), BY_DIGIT, lr, batch_size)
        pairs = zip(net.params(), new_net(seed).params(), strict=True)
        return np.concatenate([(w - start).ravel() for (w, _), (start, _) in pairs])

    apart = []
    for lr in (1e-5, 1e-2):
        one_step = way(lr * M / 10, M)
        apart.append(np.linalg.norm(way(lr, 10) - one_step) / np.linalg.norm(one_step))
    assert apart[0] < 0.02 and apart[1] > 0.2


def test_how_one_shuffles_makes_a_small_difference():
    means = {
        order: np.mean([after(seed, order, 3) for seed in SEEDS])
        for order in ("once", "every epoch", "with replacement")
    }
    assert max(means.values()) - min(means.values()) < 0.02


def test_a_larger_buffer_helps():
    means = []
    for size in (M // 100, M // 10, M // 2):
        shares = []
        for seed in SEEDS:
            rows = np.fromiter(through_buffer(BY_DIGIT, size, np.random.default_rng(seed)), int)
            shares.append(right(learn(new_net(seed), rows)))
        means.append(np.mean(shares))
    assert means[0] + 0.1 < means[1] and means[1] + 0.1 < means[2]


def test_no_item_leaves_the_buffer_before_its_time_and_some_do_at_it():
    n, size = 12, 4
    first = np.full(n, n)
    for seed in range(500):
        left = list(through_buffer(np.arange(n), size, np.random.default_rng(seed)))
        assert sorted(left) == list(range(n))
        first = np.minimum(first, np.argsort(left))
    assert first.tolist() == [ex.earliest(i, size) for i in range(n)]


def test_an_item_waits_for_as_many_draws_as_the_buffer_has_places():
    n, size = 4000, 20
    left = np.argsort(list(through_buffer(np.arange(n), size, np.random.default_rng(0))))
    waited = left - (np.arange(n) - size)
    assert waited[size : -10 * size].mean() == pytest.approx(size, rel=0.05)


def test_images_that_are_never_drawn():
    rng, m = np.random.default_rng(0), 500
    missed = [m - len(np.unique(rng.integers(m, size=2 * m))) for _ in range(400)]
    assert np.mean(missed) == pytest.approx(ex.never_seen(m, 2), rel=0.02)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_few_images_are_learned_by_heart(seed):
    net, rng = new_net(seed), np.random.default_rng(seed)
    few = np.arange(300)
    train(net, LOSS, SGD(0.1), X[few], Y[few], epochs=20, batch_size=10, rng=rng).run()
    assert accuracy(net.predict(X[few]), Y_INT[few]) > 0.99
    assert right(net) < 0.92
