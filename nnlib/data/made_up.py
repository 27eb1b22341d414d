"""Small sets of points in two classes, to show what one neuron can and cannot do."""

import numpy as np

from nnlib import checks

GATES = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "XOR": [0, 1, 1, 0]}


def truth_table(gate):
    """The truth table of a logic gate as a data set.

    Parameters
    ----------
    gate : {"AND", "OR", "NAND", "XOR"}
        The gate. A line can separate the classes of each of them but XOR.

    Returns
    -------
    X : numpy.ndarray of int64, shape (4, 2)
        The inputs (0, 0), (0, 1), (1, 0), (1, 1).
    y : numpy.ndarray of int64, shape (4,)
        The outputs.

    Raises
    ------
    ValueError
        If there is no such gate.

    Examples
    --------
    >>> X, y = truth_table("XOR")
    >>> y
    array([0, 1, 1, 0])
    """
    if gate not in GATES:
        raise ValueError(f"truth_table got gate {gate!r}; expected one of {', '.join(GATES)}")
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.int64)
    return X, np.array(GATES[gate], dtype=np.int64)


def two_blobs(m, *, rng):
    """Two round blobs of points that a line can separate.

    The blobs are discs of radius 1 around (−1, −1) and (1, 1). Between the classes lies an empty
    strip along the line x1 + x2 = 0; it is 2√2 − 2 ≈ 0.83 wide.

    Parameters
    ----------
    m : int
        How many points, 2 or more; half of them in each class (one more in class 1 if m is odd).
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    X : numpy.ndarray of float64, shape (m, 2)
        The points, in random order.
    y : numpy.ndarray of int64, shape (m,)
        Their classes: 0 for the blob at the lower left, 1 for the one at the upper right.

    Raises
    ------
    TypeError
        If m is no integer or rng is no generator.
    ValueError
        If m is below 2.

    Examples
    --------
    >>> X, y = two_blobs(100, rng=np.random.default_rng(0))
    >>> bool(np.all((X[:, 0] + X[:, 1] > 0) == (y == 1)))
    True
    """
    _check("two_blobs", m, 2, rng)
    y = _classes(m)
    radius = np.sqrt(rng.uniform(0, 1, m))  # the root spreads points evenly over the disc
    X = _on_circles(radius, rng.uniform(0, 2 * np.pi, m)) + (2 * y - 1)[:, None]
    return _shuffled(X, y, rng)


def rings(m, *, rng):
    """A disc of points inside a ring of points: no line can separate them.

    The disc has radius 1; the ring reaches from 1.5 to 2. The points of the ring stand on evenly
    spaced rays, so that they surround the whole disc, however few they are.

    Parameters
    ----------
    m : int
        How many points, 8 or more; half of them in each class (one more in class 1 if m is odd).
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    X : numpy.ndarray of float64, shape (m, 2)
        The points, in random order.
    y : numpy.ndarray of int64, shape (m,)
        Their classes: 0 for the disc, 1 for the ring.

    Raises
    ------
    TypeError
        If m is no integer or rng is no generator.
    ValueError
        If m is below 8: three points of the ring might not surround the disc.

    Examples
    --------
    >>> X, y = rings(100, rng=np.random.default_rng(0))
    >>> bool(np.all((np.hypot(X[:, 0], X[:, 1]) > 1.2) == (y == 1)))
    True
    """
    _check("rings", m, 8, rng)
    y = _classes(m)
    n_disc = m // 2
    n_ring = m - n_disc
    disc = _on_circles(np.sqrt(rng.uniform(0, 1, n_disc)), rng.uniform(0, 2 * np.pi, n_disc))
    rays = 2 * np.pi * (rng.uniform() + np.arange(n_ring)) / n_ring
    ring = _on_circles(rng.uniform(1.5, 2, n_ring), rays)
    return _shuffled(np.vstack([disc, ring]), y, rng)


def _check(who, m, least, rng):
    if checks.positive(m, f"{who}: m", integer=True) < least:
        raise ValueError(f"{who}: m is {m}; expected {least} or more")
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            f"{who}: rng is {rng!r}; expected a generator, such as np.random.default_rng(0)"
        )


def _classes(m):
    return np.repeat(np.array([0, 1], dtype=np.int64), [m // 2, m - m // 2])


def _on_circles(radius, angle):
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _shuffled(X, y, rng):
    order = rng.permutation(len(y))
    return X[order], y[order]
