"""The first weights spread as their formulas say, for layers of several shapes."""

import numpy as np
import pytest

from nnlib import Dense, initializers

SHAPES = [(784, 100), (100, 784), (300, 300), (50, 2000), (10_000, 10)]


@pytest.mark.parametrize("n_in, n_out", SHAPES)
@pytest.mark.parametrize(
    "init, variance",
    [
        (initializers.normal(0.3), lambda n_in, n_out: 0.09),
        (initializers.uniform(-0.6, 0.3), lambda n_in, n_out: 0.9**2 / 12),
        (initializers.lecun, lambda n_in, n_out: 1 / n_in),
        (initializers.glorot, lambda n_in, n_out: 2 / (n_in + n_out)),
        (initializers.he, lambda n_in, n_out: 2 / n_in),
    ],
    ids=["normal", "uniform", "lecun", "glorot", "he"],
)
def test_spread(init, variance, n_in, n_out):
    W = init(n_in, n_out, np.random.default_rng(0))
    assert W.shape == (n_in, n_out) and W.dtype == np.float64
    std = np.sqrt(variance(n_in, n_out))
    n = W.size
    mean = -0.15 if init.__qualname__.startswith("uniform") else 0.0
    # Four standard errors of a mean, and of a standard deviation of normal numbers.
    assert abs(W.mean() - mean) < 4 * std / np.sqrt(n)
    assert abs(W.std() / std - 1) < 4 / np.sqrt(2 * n)


@pytest.mark.parametrize("init", [initializers.lecun, initializers.glorot, initializers.he])
def test_they_draw_from_the_generator_that_is_given(init):
    one, two, other = (init(5, 4, np.random.default_rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, two)
    assert (one != other).all()
    layer = Dense(5, 4, init=init, rng=np.random.default_rng(1))
    np.testing.assert_array_equal(layer.W, one)
    assert not layer.b.any()
    assert (
        Dense(5, 4, init=init, rng=np.random.default_rng(1), dtype="float32").W.dtype == "float32"
    )


@pytest.mark.parametrize("init, expected", [(initializers.lecun, 1.0), (initializers.he, 2.0)])
def test_what_they_do_to_the_spread_of_z(init, expected):
    rng = np.random.default_rng(0)
    z = Dense(400, 400, init=init, rng=rng)(rng.normal(size=(500, 400)))
    assert z.var() == pytest.approx(expected, rel=0.05)


def test_weights_may_be_drawn_without_spread():
    assert not initializers.normal(0)(2, 3, np.random.default_rng(0)).any()


@pytest.mark.parametrize("low, high", [(-np.inf, 1.0), (0.0, np.inf), (1.0, 1.0)])
def test_a_uniform_start_has_two_ends(low, high):
    with pytest.raises(ValueError, match="uniform .*expected (finite numbers|low < high)"):
        initializers.uniform(low, high)
