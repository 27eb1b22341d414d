"""What lesson 07 says of first weights, computed again: on the 8×8 digits, which are quick."""

from itertools import pairwise, product

import numpy as np
import pytest

from nnlib import (
    SGD,
    CrossEntropy,
    Dense,
    ExactNetwork,
    Network,
    ReLU,
    Softmax,
    Tanh,
    accuracy,
    data,
    gradient,
    initializers,
    one_hot,
    train,
)

from .lesson_code import from_lesson

X, y = data.digits8x8()
X = X / X.max()
LEARN, HELD = slice(0, 1200), slice(1200, None)
SEEDS = range(5)
constant, lesson_network, learn, val_accuracy, X_val, Y_val, _ = from_lesson(
    7, "constant", "network", "learn", "val_accuracy", "X_val", "Y_val", "inputs"
)  # all of inputs: a later cell adds those with mean 0


def network(init, rng, depth=1, activation=Tanh, n_hidden=30, kind=ExactNetwork):
    layers = []
    for n_in, n_out in pairwise([X.shape[1]] + [n_hidden] * depth):
        layers += [Dense(n_in, n_out, init=init, rng=rng), activation()]
    return kind(*layers, Dense(n_hidden, 10, init=init, rng=rng), Softmax())


def trained(init, seed, lr=0.1, epochs=2, inputs=X, **shape):
    rng = np.random.default_rng(seed)
    net = network(init, rng, **shape)
    options = {"epochs": epochs, "batch_size": 10, "rng": rng}
    train(net, CrossEntropy(), SGD(lr), inputs[LEARN], one_hot(y[LEARN]), **options).run()
    return net


def right(net, inputs=X):
    return 100 * accuracy(net.predict(inputs[HELD]), y[HELD])


def at_best_rate(init, rates=(0.01, 0.1, 0.3), **shape):
    """The best rate's mean, which is generous to whoever is said to be worse."""
    return max(np.mean([right(trained(init, s, lr, **shape)) for s in SEEDS]) for lr in rates)


@pytest.mark.parametrize("activation", [Tanh, ReLU])
def test_from_zero_only_the_last_biases_learn(activation):
    net = trained(initializers.zeros, 0, activation=activation)
    *earlier, b2 = (w for w, _ in net.params())
    assert not any(w.any() for w in earlier)
    assert b2.any()


@pytest.mark.parametrize("seed", SEEDS)
def test_equal_weights_stay_equal_and_learn_less(seed):
    net = trained(constant(0.02), seed)
    W1, W2 = net.layers[0].W, net.layers[2].W
    assert np.array_equal(W1, np.repeat(W1[:, :1], 30, axis=1))
    assert np.array_equal(W2, np.repeat(W2[:1], 30, axis=0))
    assert right(net) < right(trained(initializers.lecun, seed)) - 20


def test_thirty_equal_units_are_one_whose_outgoing_step_is_thirty_times_as_long():
    rng = np.random.default_rng(0)
    many = network(constant(0.02), rng, kind=Network)
    one = network(constant(0.02), rng, n_hidden=1, kind=Network)
    one.layers[2].W *= 30
    for i in range(20):
        rows = slice(30 * i, 30 * i + 30)
        for net in (many, one):
            gradient(net, CrossEntropy(), X[rows], one_hot(y[rows], 10))
        SGD(0.5).step(many)
        for (w, dw), rate in zip(one.params(), (0.5 / 30, 0.5 / 30, 0.5 * 30, 0.5), strict=True):
            w -= rate * dw
    np.testing.assert_allclose(one(X), many(X), atol=1e-9)
    assert many.layers[0].W.std() > 0.001  # and it did learn


def test_twins_need_equal_weights_on_both_sides():
    for init1, init2 in ((constant(0.02), initializers.lecun), (initializers.lecun, constant(0))):
        rng = np.random.default_rng(0)
        hidden = Dense(64, 30, init=init1, rng=rng)
        output = Dense(30, 10, init=init2, rng=rng)
        net = ExactNetwork(hidden, Tanh(), output, Softmax())
        for _ in range(3):
            gradient(net, CrossEntropy(), X[LEARN], one_hot(y[LEARN]))
            SGD(0.1).step(net)
        assert len(np.unique(hidden.W.round(9), axis=1).T) == 30


@pytest.mark.parametrize("seed", SEEDS)
def test_the_spread_of_a_sum_is_as_derived(seed):
    rng = np.random.default_rng(seed)
    inputs = rng.uniform(0.2, 1.2, (300, 200))
    z = inputs @ rng.normal(0, 0.3, (200, 1000))
    predicted = 0.3 * np.sqrt((inputs**2).sum(axis=1).mean())
    assert np.sqrt((z**2).mean()) == pytest.approx(predicted, rel=0.1)


@pytest.mark.parametrize("seed", SEEDS)
def test_relu_halves_the_mean_square_and_he_makes_up_for_it(seed):
    rng = np.random.default_rng(seed)
    for init, factor in ((initializers.lecun, 0.5), (initializers.he, 1.0)):
        a = np.abs(rng.normal(size=(200, 500)))
        before = (a**2).mean()
        a = np.maximum(a @ init(500, 500, rng), 0)
        assert (a**2).mean() / before == pytest.approx(factor, rel=0.25)


@pytest.mark.parametrize("seed", SEEDS)
def test_small_weights_make_slopes_vanish_and_large_ones_make_them_explode(seed):
    shares = {}
    for name, init in {
        "small": initializers.normal(0.01),
        "1/√n": initializers.lecun,
        "N(0, 1)": initializers.normal(1),
    }.items():
        net = network(init, np.random.default_rng(seed), depth=5)
        loss = CrossEntropy()
        loss.forward(net.forward(X[:300]), one_hot(y[:300]))
        back = net.trace_back(loss.backward())
        sizes = [np.sqrt((dz**2).mean()) for name, dz in back if name.startswith("dz")]
        shares[name] = sizes[-1] / sizes[0]
    assert shares["small"] < 1e-4 < 0.05 < shares["1/√n"] < 2 < shares["N(0, 1)"]


def test_with_one_hidden_layer_small_weights_do_little_harm():
    small = np.mean([right(trained(initializers.normal(0.01), s, lr=0.3)) for s in SEEDS])
    good = np.mean([right(trained(initializers.lecun, s, lr=0.3)) for s in SEEDS])
    assert small > good - 10


def test_with_five_hidden_layers_small_and_large_weights_do_not_learn():
    good = at_best_rate(initializers.lecun, rates=(0.1,), depth=5, epochs=1)
    small = at_best_rate(initializers.normal(0.01), rates=(0.03, 0.3), depth=5, epochs=1)
    large = at_best_rate(initializers.normal(1), rates=(0.03, 0.1), depth=5, epochs=1)
    assert small < 25
    assert large < good - 10


def test_ten_relu_layers_learn_faster_from_he():
    def at_better_rate(init):
        return at_best_rate(init, rates=(0.03, 0.1), depth=10, activation=ReLU, epochs=2)

    assert at_better_rate(initializers.he) > at_better_rate(initializers.lecun) + 5


def test_at_the_highest_rate_ten_relu_layers_cannot_tell_the_images_apart():
    for init, seed in product((initializers.lecun, initializers.he), (100, 101)):
        rng = np.random.default_rng(seed)
        net = learn(lesson_network(init, rng, depth=10, activation=ReLU), 0.3, rng)
        *_, (_, last_hidden), _, (_, p) = net.trace(X_val)
        assert (last_hidden != 0).any(axis=0).sum() < 15  # of 30
        assert np.ptp(p, axis=0).max() < 0.02
        assert 2.3026 < CrossEntropy().forward(p, Y_val) < 2.33


def test_units_are_alike_by_chance_because_pixels_are_alike():
    (images, _), _ = data.mnist()
    images = images[:1000] / 255
    rng = np.random.default_rng(0)
    lowest = {}
    for name, inputs in {"as they are": images, "each alone": rng.permuted(images, axis=0)}.items():
        likeness = np.corrcoef((inputs @ initializers.lecun(784, 100, rng)).T)
        lowest[name] = likeness[np.triu_indices(100, k=1)].min()
    assert lowest["as they are"] < -0.45 < -0.35 < lowest["each alone"]


def test_near_twins_drift_apart_unlike_twins():
    for seed in range(2):
        rng = np.random.default_rng(seed)
        net, lowest = lesson_network(initializers.uniform(0, 0.0001), rng), []
        for _ in range(2):
            W1, b1, *_ = net.parameters().values()
            lowest.append(np.corrcoef((X_val @ W1 + b1).T).min())
            learn(net, 0.3, rng)
        assert lowest[0] > 0.95 and lowest[1] < 0.5


def test_beside_both_roots_the_half_keeps_the_sizes_but_saturates_in_its_first_layer():
    half = initializers.uniform(-0.5, 0.5)
    for seed, init in product(SEEDS, (initializers.lecun, initializers.he, half)):
        net, loss = lesson_network(init, np.random.default_rng(seed), depth=5), CrossEntropy()
        loss.forward(net.forward(X_val), Y_val)
        outputs = [a for name, a in net.trace(X_val) if name[0] == "a"][:-1]
        slopes = [dz for name, dz in net.trace_back(loss.backward()) if name[:2] == "dz"]
        for arrays in (outputs, slopes):
            sizes = [np.sqrt((a**2).mean()) for a in arrays]
            assert max(sizes) / min(sizes) < 3
        saturated = [(1 - a**2 < 0.01).mean() for a in outputs]
        assert (saturated[0] > 0.15) == (init is half) and max(saturated[1:]) < 0.05


def test_with_tanh_both_roots_neither_fade_nor_saturate():
    for seed in SEEDS:
        for init in (initializers.lecun, initializers.he):
            net = network(init, np.random.default_rng(seed), depth=5)
            layers = [a for name, a in net.trace(X[:300]) if name[0] == "a"][:-1]
            assert 1 / 3 < layers[-1].std() / layers[0].std() < 3
            assert max((1 - a**2 < 0.01).mean() for a in layers) < 0.05


def test_inputs_with_mean_0_help_a_little_and_bear_a_higher_rate():
    def mean_accuracy(pixels, lr):
        options = {"init": initializers.lecun, "lr": lr}
        return np.mean([val_accuracy(pixels, seed=seed, **options) for seed in SEEDS])

    assert 0 < mean_accuracy("mean 0", 0.1) - mean_accuracy("0 to 1", 0.1) < 4
    assert mean_accuracy("mean 0", 0.8) > mean_accuracy("0 to 1", 0.8) + 4
