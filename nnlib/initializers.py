"""Ways to start weights. Each is, or makes, a function init(n_in, n_out, rng) -> (n_in, n_out)."""

import numpy as np

from nnlib import checks


def zeros(n_in, n_out, rng):
    """Every weight 0.

    >>> zeros(1, 3, None)
    array([[0., 0., 0.]])
    """
    return np.zeros((n_in, n_out))


def normal(std):
    """An init that draws weights from N(0, std²). Raises ValueError if std is below 0.

    >>> normal(0.01)(784, 10, np.random.default_rng(0)).shape
    (784, 10)
    """
    checks.within(std, "normal (std)", 0, np.inf)
    return lambda n_in, n_out, rng: checks.generator(rng).normal(0, std, (n_in, n_out))


def uniform(low, high):
    """Return an init that draws weights evenly from [low, high). Raises ValueError if it is empty.

    >>> W = uniform(-0.5, 0.5)(784, 10, np.random.default_rng(0))
    >>> bool(-0.5 <= W.min() and W.max() < 0.5)
    True
    """
    checks.real([low, high], "uniform (low, high)")
    if not low < high:
        raise ValueError(f"uniform got low {low} and high {high}; expected low < high")
    return lambda n_in, n_out, rng: checks.generator(rng).uniform(low, high, (n_in, n_out))


def lecun(n_in, n_out, rng):
    """Weights from N(0, 1/n_in), a standard deviation of 1/√n_in: z then spreads as x does.

    Source: Y. LeCun, L. Bottou, G. Orr and K.-R. Müller, "Efficient backprop", in Neural Networks:
    Tricks of the Trade (1998).

    >>> float(lecun(10_000, 10, np.random.default_rng(0)).std().round(3))
    0.01
    """
    return checks.generator(rng).normal(0, 1 / np.sqrt(n_in), (n_in, n_out))


def glorot(n_in, n_out, rng):
    """Weights from N(0, 2/(n_in + n_out)): a compromise between the way forward and the way back.

    Source: X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward
    neural networks", AISTATS (2010).

    >>> float(glorot(9_990, 10, np.random.default_rng(0)).std().round(4))
    0.0141
    """
    return checks.generator(rng).normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out))


def he(n_in, n_out, rng):
    """Weights from N(0, 2/n_in), for ReLU, which keeps half of what comes in.

    Source: K. He, X. Zhang, S. Ren and J. Sun, "Delving deep into rectifiers: surpassing
    human-level performance on ImageNet classification", ICCV (2015).

    >>> float(he(10_000, 10, np.random.default_rng(0)).std().round(4))
    0.0141
    """
    return checks.generator(rng).normal(0, np.sqrt(2 / n_in), (n_in, n_out))
