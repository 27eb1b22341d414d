"""The check of gradients: the weights that it draws, and the kinks that it keeps away from."""

import numpy as np
import pytest

from nnlib import Dense, Network, ReLU, Sigmoid, SquaredError, gradient_check, initializers
from nnlib.gradient_check import _near_kink


class Noted(Dense):
    """Notes the weights that it is given."""

    seen = []

    def forward(self, x):
        Noted.seen.append((self.W.copy(), self.b.copy()))
        return super().forward(x)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def test_the_gradient_check_draws_weights_of_the_size_that_it_says():
    """N(0, 1/n_in), so that a wide layer does not saturate; biases from N(0, 1)."""
    Noted.seen.clear()
    rng = np.random.default_rng(0)
    for _ in range(40):
        net = Network(Noted(25, 2, init=initializers.zeros, rng=None), Sigmoid())
        assert gradient_check(
            net, SquaredError(), rng.normal(size=(2, 25)), np.ones((2, 2)), rng=rng
        ).agrees
    W, b = (np.concatenate([a.ravel() for a in arrays]) for arrays in zip(*Noted.seen))
    assert (len(W), len(b)) == (40 * 50, 40 * 2)
    assert W.std() == pytest.approx(1 / 5, rel=0.1)
    assert b.std() == pytest.approx(1, rel=0.35)


@pytest.mark.parametrize("z, near", [(0.05, True), (0.2, False)])
@pytest.mark.parametrize("w", [1.0, -1.0])
def test_how_near_a_kink_is_goes_by_the_largest_number_there(z, near, w):
    # A moved weight moves the row of 100 by a thousandth at most; so 0.1 is a safe distance.
    x = np.array([[100.0], [z]])
    net = Network(Dense.from_arrays([[w]]), ReLU())
    assert bool(_near_kink(net, x)) == near
    assert bool(_near_kink(Network(Sigmoid(), ReLU()), x)) is False


@pytest.mark.parametrize("x", [[[0.0, 0.0]], [[1.0, 2.0], [0.0, 5.0]]])
def test_kinks_that_no_draw_avoids_are_told(x, rng):
    net = Network(ReLU(), Dense(2, 2, init=initializers.he, rng=rng))  # a 0 stays at the corner
    y = np.zeros((len(x), 2))
    with pytest.raises(ValueError, match=f"no weights away from the kinks.* for {len(x)} examples"):
        gradient_check(net, SquaredError(), x, y, rng=rng)
    moved = np.array(x) + 1
    check = gradient_check(net, SquaredError(), moved, y, rng=rng)
    assert check.agrees, f"\n{check}"
