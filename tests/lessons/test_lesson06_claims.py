"""What lesson 06 says of sigmoid and tanh, computed again: signs, twins, one layer and three."""

import functools
import re

import nbformat
import numpy as np
import pytest

from nnlib import (
    SGD,
    CrossEntropy,
    Dense,
    ExactNetwork,
    Network,
    Sigmoid,
    Softmax,
    Tanh,
    data,
    gradient,
    one_hot,
    tanh,
    train,
)
from nnlib.classroom.exercises import lesson06

from .lesson_code import TEXTS, from_lesson

TEXT = (TEXTS / "06_tanh.md").read_text("utf-8")
LESSON = nbformat.read(TEXTS.parent / "06_tanh.ipynb", as_version=4)
SEEDS = range(5)
(IMAGES, LABELS), _ = data.mnist()
X, Y = IMAGES[:4000], one_hot(LABELS[:4000])
HELD = {"X_valid": IMAGES[50_000:52_000], "y_valid": LABELS[50_000:52_000]}
network, descent, gradient_sizes, Centred, Lifted = from_lesson(
    6, "network", "descent", "gradient_sizes", "Centred", "Lifted", X_look=X[:500], Y_look=Y[:500]
)
# By the number of hidden layers; of one, half the images are enough to see the direction.
RUN = {
    depth: from_lesson(6, "run", X_learn=X[:n], Y_learn=Y[:n], **HELD)
    for depth, n in ((1, 2000), (3, 4000))
}


@functools.cache
def score(kind, lr, seed, depth, scale=1):
    return RUN[depth](seed, kind, lr, depth, scale)


def scores(kind, lr, depth, scale=1):
    return np.array([score(kind, lr, seed, depth, scale) for seed in SEEDS])


def test_with_one_hidden_layer_the_rate_decides_who_wins():
    at_tanhs = scores(Tanh, 0.125, 1) - scores(Sigmoid, 0.125, 1)
    each_its_own = scores(Tanh, 0.125, 1) - scores(Sigmoid, 0.5, 1)
    at_sigmoids = scores(Tanh, 1.0, 1) - scores(Sigmoid, 1.0, 1)
    assert at_tanhs.mean() > 2
    assert at_sigmoids.mean() < -10
    assert abs(each_its_own.mean()) < 1.5


def test_with_three_hidden_layers_either_change_brings_most_of_the_gain():
    rates = {Sigmoid: 1.0, Centred: 1.0, Lifted: 0.1, Tanh: 0.1}
    of_sigmoid, centred, lifted, of_tanh = (scores(kind, lr, 3) for kind, lr in rates.items())
    gain = (of_tanh - of_sigmoid).mean()
    assert (of_tanh > of_sigmoid + 10).all()
    assert (centred - of_sigmoid).mean() > gain / 2
    assert (lifted - of_sigmoid).mean() > gain / 2
    assert (lifted - centred).mean() > 2


def test_the_table_of_slope_and_centre_has_the_means_of_the_picture_above_it():
    table = re.findall(r"(sigmoid|lifted|centred|tanh) ([\d.]+) %", TEXT)
    cells = [cell for cell in LESSON.cells if "fresh_deep.scores" in cell.source]
    sentence = "".join(out.get("text", "") for out in cells[0].outputs)
    means = dict(re.findall(r"(\w+) ([\d.]+) ±", " ".join(sentence.split())))
    assert len(table) == 4 and dict(table).items() <= means.items()


def test_larger_weights_do_for_the_sigmoid_nearly_all_that_tanh_does():
    of_tanh, same_start = scores(Tanh, 0.1, 3), scores(Sigmoid, 1.0, 3)
    gap = (of_tanh - same_start).mean()
    for kind in (Sigmoid, Centred):
        left = (of_tanh - scores(kind, 0.3, 3, scale=4)).mean()  # so few images want that rate
        assert abs(left) < min(4, gap / 8)


@pytest.mark.parametrize("seed", SEEDS)
def test_positive_outputs_and_not_a_small_slope_make_the_gradients_uneven(seed):
    kinds = (Sigmoid, Centred, Lifted, Tanh)
    of = {kind: gradient_sizes(network(kind, seed, depth=3)) for kind in kinds}
    first_beside_last = {kind: size[0] / size[-1] for kind, size in of.items()}
    assert first_beside_last[Sigmoid] < 0.03
    assert first_beside_last[Lifted] < 0.15
    assert first_beside_last[Centred] > 0.2
    assert first_beside_last[Tanh] > 0.2
    assert (of[Centred] < of[Tanh] / 10).all()


def test_weights_far_too_large_leave_most_units_next_to_nothing_and_a_few_much():
    """Question 06.3. For a single image, db of the first layer is what comes back to it."""

    def of_first_layer(scale):
        rows = []
        for seed in SEEDS:
            net = network(Sigmoid, seed, depth=3)
            for layer in net.layers[1::2]:
                layer.W *= scale
            for i in range(40):
                gradient(net, CrossEntropy(), X[i : i + 1], Y[i : i + 1])
                rows.append(net.layers[1].db ** 2)
        rows = np.array(rows)
        squares = np.sort(rows, axis=1)[rows.sum(axis=1) > 0]
        share_of_three = squares[:, -3:].sum(axis=1) / squares.sum(axis=1)
        return np.sqrt(rows.mean()), share_of_three.mean()

    usual, far_too_large = of_first_layer(1), of_first_layer(40)
    assert far_too_large[0] > 100 * usual[0]
    assert usual[1] < 0.6 and far_too_large[1] > 0.8, "three units of thirty"


@pytest.mark.parametrize(("kind", "steepest"), [(Sigmoid, 0.25), (Tanh, 1)])
def test_weights_far_too_large_saturate_most_outputs(kind, steepest):
    net = network(kind, seed=0)
    net.layers[1].W *= 40
    a1 = [output for _, output in net.trace(X[:500])][2]
    assert (net.layers[2].slope(a1) < 0.01 * steepest).mean() > 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_with_the_sigmoid_less_of_dz2_cancels(seed):
    def mean_dz2(kind):
        dz2 = network(kind, seed, depth=1)(X[:1000]) - Y[:1000]
        return np.sqrt((dz2.mean(axis=0) ** 2).mean())

    assert mean_dz2(Sigmoid) > 1.5 * mean_dz2(Tanh)
    scores_of_sigmoid = [output for _, output in network(Sigmoid, seed).trace(X[:1000])][3]
    assert scores_of_sigmoid.std(axis=0).mean() < abs(scores_of_sigmoid.mean(axis=0)).mean() / 4


@pytest.mark.parametrize("seed", SEEDS)
def test_one_image_moves_all_weights_to_a_class_one_way_with_sigmoid_alone(seed):
    for kind, one_way in ((Sigmoid, True), (Tanh, False)):
        net = network(kind, seed, depth=1)
        gradient(net, CrossEntropy(), X[seed : seed + 1], Y[seed : seed + 1])
        above = (net.layers[3].dW > 0).sum(axis=0)
        assert np.isin(above, (0, 30)).all() == one_way


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sigmoid_network_is_a_tanh_network(seed):
    rng = np.random.default_rng(seed)
    W1, b1, W2, b2 = (rng.normal(size=shape) for shape in ((6, 5), 5, (5, 3), 3))
    X = rng.normal(size=(20, 6))
    one = ExactNetwork(Dense.from_arrays(W1, b1), Sigmoid(), Dense.from_arrays(W2, b2), Softmax())
    first, second = Dense.from_arrays(W1 / 2, b1 / 2), Dense.from_arrays(W2 / 2, b2 + W2.sum(0) / 2)
    assert np.allclose(
        one(X), ExactNetwork(first, Tanh(), second, Softmax())(X), rtol=0, atol=1e-12
    )


@pytest.mark.parametrize(("factor", "same"), [(4, True), (1, False), (2, False)])
def test_a_quarter_of_the_slope_is_four_times_the_rate(factor, same):
    rng = np.random.default_rng(0)
    V1, V2 = rng.normal(size=(6, 5)), rng.normal(size=(5, 3))
    X, Y = rng.normal(size=(100, 6)), one_hot(rng.integers(0, 3, 100), 3)
    weights = []
    for kind, scale, lr in ((Tanh, 1, 0.1), (Centred, 2, 0.1 * factor)):
        hidden = Dense.from_arrays(scale * V1, np.zeros(5))
        net = Network(hidden, kind(), Dense.from_arrays(scale * V2), Softmax())
        for _ in train(net, CrossEntropy(), SGD(lr), X, Y, epochs=5, batch_size=10, rng=None):
            pass
        weights.append(hidden.W / scale)
    assert np.allclose(*weights, rtol=0, atol=1e-9) == same


@pytest.mark.parametrize("seed", SEEDS)
def test_centred_inputs_bear_a_larger_rate_but_gain_nothing_at_the_same(seed):
    u = np.random.default_rng(seed).uniform(size=(30, 2))

    def left(x, lr):
        return np.linalg.norm(descent(x, lr)[-1] - [1, -1])

    assert left(u, 0.5) > 0.25
    assert abs(left(u - 0.5, 0.5) - left(u, 0.5)) < 0.15
    assert left(u - 0.5, 4.0) < 0.05
    assert left(u, 4.0) > np.sqrt(2)  # farther than at the start


def test_tanh_loses_its_slope_at_half_the_sum():
    end = np.arctanh(np.sqrt(0.99))
    assert 1 - tanh(end) ** 2 == pytest.approx(0.01)
    s = Sigmoid().f(2 * end)
    assert s * (1 - s) == pytest.approx(0.01 / 4)


def test_the_two_slopes_cross_between_1_and_2():
    for z, tanh_is_steeper in ((1.0, True), (2.0, False)):
        s = Sigmoid().f(z)
        assert (1 - tanh(z) ** 2 > s * (1 - s)) == tanh_is_steeper


@pytest.mark.parametrize(("factor", "lr"), [(0.1, 0.1), (10, 0.1), (0.1, 1.0)])
def test_a_bad_start_keeps_three_tanh_layers_from_learning(factor, lr):
    """The last at ten times the rate: that does not bring it back."""
    lost = score(Tanh, 0.1, 0, 3) - score(Tanh, lr, 0, 3, factor)
    assert lost > (30 if lr == 0.1 else 10)


RIGHT_TOO = {
    "the signs turned": lambda W1, b1, W2, b2: (-2 * W1, -2 * b1, -2 * W2, b2 + W2.sum(axis=0)),
    "the units in another order": lambda W1, b1, W2, b2: (
        2 * W1[:, ::-1],
        2 * b1[::-1],
        2 * W2[::-1],
        b2 - W2.sum(axis=0),
    ),
}


@pytest.mark.parametrize("name", RIGHT_TOO)
def test_there_is_more_than_one_right_answer(name):
    assert lesson06.as_sigmoids.grade(RIGHT_TOO[name]).state == "right"


@pytest.mark.parametrize("name", ["by a mask", "by clipping", "np.tanh"])
def test_no_power_overflows_in_a_right_answer(name):
    def by_a_mask(z):
        a = np.zeros(z.shape)
        above = z >= 0
        e = np.exp(-2 * z[above])
        a[above] = (1 - e) / (1 + e)
        e = np.exp(2 * z[~above])
        a[~above] = (e - 1) / (e + 1)
        return a

    def by_clipping(z):
        e = np.exp(-2 * np.clip(z, -20, 20))
        return (1 - e) / (1 + e)

    answer = {"by a mask": by_a_mask, "by clipping": by_clipping, "np.tanh": np.tanh}[name]
    assert lesson06.safe_tanh.grade(answer).state == "right"
