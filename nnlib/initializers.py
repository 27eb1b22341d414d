"""Ways to start weights. Each is, or makes, a function init(n_in, n_out, rng) -> (n_in, n_out)."""

import numpy as np

from nnlib import checks


def zeros(n_in, n_out, rng):
    """Every weight 0.

    Parameters
    ----------
    n_in, n_out : int
        How many numbers come in and go out.
    rng : numpy.random.Generator
        Not used here; every initializer takes it.

    Returns
    -------
    numpy.ndarray, shape (n_in, n_out)

    Examples
    --------
    >>> zeros(2, 3, None)
    array([[0., 0., 0.],
           [0., 0., 0.]])
    """
    return np.zeros((n_in, n_out))


def normal(std):
    """Weights drawn from the normal distribution N(0, std²).

    Parameters
    ----------
    std : float
        The standard deviation.

    Returns
    -------
    function
        init(n_in, n_out, rng) -> numpy.ndarray of shape (n_in, n_out).

    Raises
    ------
    TypeError, ValueError
        If std is negative or not finite.

    Examples
    --------
    >>> normal(0.01)(784, 10, np.random.default_rng(0)).shape
    (784, 10)
    """
    checks.real(std, "normal (std)")
    if not 0 <= std < np.inf:
        raise ValueError(f"normal got std {std}; expected a finite number, 0 or above")

    def init(n_in, n_out, rng):
        return checks.generator(rng).normal(0, std, (n_in, n_out))

    return init


def uniform(low, high):
    """Weights drawn evenly from the interval [low, high).

    Parameters
    ----------
    low, high : float
        The ends of the interval.

    Returns
    -------
    function
        init(n_in, n_out, rng) -> numpy.ndarray of shape (n_in, n_out).

    Raises
    ------
    TypeError, ValueError
        If low is not below high, or one of them is not finite.

    Examples
    --------
    >>> W = uniform(-0.5, 0.5)(784, 10, np.random.default_rng(0))
    >>> bool(-0.5 <= W.min() and W.max() < 0.5)
    True
    """
    checks.real([low, high], "uniform (low, high)")
    if not low < high:
        raise ValueError(f"uniform got low {low} and high {high}; expected low < high")

    def init(n_in, n_out, rng):
        return checks.generator(rng).uniform(low, high, (n_in, n_out))

    return init


def lecun(n_in, n_out, rng):
    """Weights from N(0, 1/n_in), a standard deviation of 1/√n_in: z then spreads as x does.

    Parameters
    ----------
    n_in, n_out : int
        How many numbers come in and go out.
    rng : numpy.random.Generator
        Where the random numbers come from.

    Returns
    -------
    numpy.ndarray, shape (n_in, n_out)

    References
    ----------
    Y. LeCun, L. Bottou, G. Orr and K.-R. Müller, "Efficient backprop", in Neural Networks: Tricks
    of the Trade (1998).

    Examples
    --------
    >>> float(lecun(10_000, 10, np.random.default_rng(0)).std().round(3))
    0.01
    """
    return checks.generator(rng).normal(0, 1 / np.sqrt(n_in), (n_in, n_out))


def glorot(n_in, n_out, rng):
    """Weights from N(0, 2/(n_in + n_out)): a compromise between the way forward and the way back.

    Parameters
    ----------
    n_in, n_out : int
        How many numbers come in and go out.
    rng : numpy.random.Generator
        Where the random numbers come from.

    Returns
    -------
    numpy.ndarray, shape (n_in, n_out)

    References
    ----------
    X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
    networks", AISTATS (2010).

    Examples
    --------
    >>> float(glorot(9_990, 10, np.random.default_rng(0)).std().round(4))
    0.0141
    """
    return checks.generator(rng).normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out))


def he(n_in, n_out, rng):
    """Weights from N(0, 2/n_in), for ReLU, which keeps half of what comes in.

    Parameters
    ----------
    n_in, n_out : int
        How many numbers come in and go out.
    rng : numpy.random.Generator
        Where the random numbers come from.

    Returns
    -------
    numpy.ndarray, shape (n_in, n_out)

    References
    ----------
    K. He, X. Zhang, S. Ren and J. Sun, "Delving deep into rectifiers: surpassing human-level
    performance on ImageNet classification", ICCV (2015).

    Examples
    --------
    >>> float(he(10_000, 10, np.random.default_rng(0)).std().round(4))
    0.0141
    """
    return checks.generator(rng).normal(0, np.sqrt(2 / n_in), (n_in, n_out))
