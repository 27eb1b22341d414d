"""Small sets of points in two classes, to show what one neuron can and cannot do."""

import numpy as np

from nnlib import checks

GATES = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "XOR": [0, 1, 1, 0]}


def truth_table(gate):
    """The truth table of a logic gate: the inputs X (4, 2) and the outputs y (4,), int64.

    The gate is "AND", "OR", "NAND" or "XOR", else ValueError. A line can separate the classes of
    each of them but XOR.

    >>> X, y = truth_table("XOR")
    >>> X.tolist(), y.tolist()
    ([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
    """
    if gate not in GATES:
        raise ValueError(f"truth_table got gate {gate!r}; expected one of {', '.join(GATES)}")
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.int64)
    return X, np.array(GATES[gate], dtype=np.int64)


def two_blobs(m, *, rng):
    """Two round blobs of points that a line can separate: X (m, 2) in random order, y (m,).

    Class 0 is a disc of radius 1 around (−1, −1), class 1 one around (1, 1); half of the points are
    in each, one more in class 1 if m is odd. Between them lies an empty strip along the line
    x1 + x2 = 0; it is 2√2 − 2 ≈ 0.83 wide. Raises ValueError if m is below 2.

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
    """A disc of points inside a ring of points, which no line can separate: X (m, 2), y (m,).

    Class 0 is a disc of radius 1, class 1 a ring from 1.5 to 2; order and halves are as for
    `two_blobs`. The ring's points stand on evenly spaced rays, so that they surround the whole
    disc; three might not, hence a ValueError if m is below 8.

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
        raise TypeError(f"{who}: rng is {rng!r}; expected np.random.default_rng(0)")


def _classes(m):
    return np.repeat(np.array([0, 1], dtype=np.int64), [m // 2, m - m // 2])


def _on_circles(radius, angle):
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _shuffled(X, y, rng):
    order = rng.permutation(len(y))
    return X[order], y[order]
