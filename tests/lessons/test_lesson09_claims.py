"""What lesson 09 says of weight decay, computed again: what L2 buys, and when it is decay."""

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adam,
    CrossEntropy,
    Dense,
    ExactNetwork,
    Momentum,
    Rescale,
    Softmax,
    SquaredError,
    data,
    gradient,
    initializers,
    one_hot,
    train,
)
from nnlib.classroom import forty_digits

from .lesson_code import from_lesson

LOSS = CrossEntropy()
FEW, OTHERS = np.arange(300), np.arange(50_000, 52_000)
trained, measure, sureness, weights_after, left, steps_down = from_lesson(
    9, "trained", "measure", "sureness", "after", "left", "steps_down"
)
(X, y), _ = data.mnist()
X, Y = X[FEW], one_hot(y[FEW])


def losses(l2, seed):
    """The loss on 300 images that were learned from, and on 2,000 others."""
    net = trained(FEW, seed, 0.4, l2, l2)
    return [measure(net, rows)[1] for rows in (FEW, OTHERS)]


def test_l2_lowers_the_loss_on_unseen_images_and_the_gap():
    runs = np.array(
        [[losses(l2, seed) for l2 in (0.0, 0.003)] for seed in range(5)]
    )  # seeds, without or with L2, learned from or unseen
    saved = runs[:, 0, 1] - runs[:, 1, 1]
    assert (saved > 0).all()
    assert saved.mean() > 0.03
    assert (np.diff(runs[:, 0]) > np.diff(runs[:, 1])).all()  # the gap
    assert (runs[:, 1, 0] > runs[:, 0, 0]).all()  # it costs on the images learned from


def test_l2_keeps_a_network_from_being_sure_of_wrong_answers():
    for seed in range(3):
        plain, l2 = (sureness(trained(FEW, seed, 0.4, l2, l2), OTHERS) for l2 in (0.0, 0.003))
        assert l2 < plain - 3


def test_l2_is_decay_under_sgd_and_not_under_momentum():
    def largest(kind):
        by_decay = weights_after(300, 0.0, kind(0.5, decay=0.01))
        return np.abs(weights_after(300, 0.01, kind(0.5)) - by_decay).max()

    assert largest(SGD) < 1e-12
    assert largest(Momentum) > 0.1


def test_what_is_left_of_a_weight_that_the_data_never_push():
    assert left(SGD(0.01), l2=0.1) == pytest.approx(0.999**50)
    for kind in (SGD, Momentum, Adam):
        assert left(kind(0.01, decay=0.1)) == pytest.approx(0.999**50)
    # Momentum: about ten times as fast, once the velocity is there.
    assert left(Momentum(0.01), l2=0.1) < 0.999**300
    # Adam: the strength cancels.
    assert left(Adam(0.01), l2=0.1) == pytest.approx(left(Adam(0.01), l2=0.001), abs=1e-3)
    assert left(Adam(0.01), l2=0.001) < 0.7


def left_if_pushed(push, optimizer, l2=0.0):
    """A weight of 1 that the data push up and down in turn by `push`, and pull nowhere."""
    net = ExactNetwork(Dense.from_arrays([[1.0]], l2=l2))
    x, largest = np.full((1, 1), 1e-4), push / 1e-4
    for step in range(50):
        gradient(net, SquaredError(), x, np.full((1, 1), largest * (-1) ** step))
        optimizer.step(net)
    return net.layers[0].W.item()


def test_under_adam_a_weight_that_the_data_push_hard_decays_less():
    def taken(l2=0.0, decay=0.0):
        return left_if_pushed(5.0, Adam(0.01)) - left_if_pushed(5.0, Adam(0.01, decay=decay), l2)

    assert taken(l2=0.1) < 0.02 < 0.4 < 1 - left(Adam(0.01), l2=0.1)
    assert taken(decay=0.1) == pytest.approx(1 - left(Adam(0.01, decay=0.1)), rel=0.2)
    # With data λ does not cancel.
    weak, strong = (np.linalg.norm(weights_after(300, l2, Adam(0.01))) for l2 in (0.001, 0.1))
    assert strong < 0.5 * weak


def test_decay_makes_no_weight_exactly_0():
    rng = np.random.default_rng(0)
    options = {"init": initializers.lecun, "rng": rng, "l2": 0.03}
    net = ExactNetwork(Rescale(1 / 255), Dense(784, 10, **options), Softmax())
    for _ in train(net, LOSS, SGD(1.0), X, Y, epochs=50, batch_size=50, rng=rng):
        pass
    assert np.count_nonzero(net.layers[1].W == 0) == 0


def test_in_the_explorer_the_loss_on_unseen_images_ends_lowest_at_0_003():
    ends = {l2: forty_digits.learned(l2)[1][-1, 1] for l2 in forty_digits.STRENGTHS}
    assert min(ends, key=ends.get) == 0.003
    assert ends[0.0] - ends[0.003] < 0.1
    assert ends[0.1] > ends[0.0]


def test_plain_descent_needs_hundreds_of_steps_in_a_narrow_valley():
    assert 200 < min(steps_down(lr) for lr in np.linspace(0.001, 0.0199, 64)) < 1000
