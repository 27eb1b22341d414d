"""Does a network stand still? One that answers the same to almost every row learns no more."""

import numpy as np

from nnlib import checks
from nnlib.layers import Elementwise, Rescale

MOST = 0.95  # of the rows have to get the same answer
AGREE = 0.75  # of these rows may want the same answer; with more, it may be the right one


def standstill(net, x, y):
    """Say whether, and from which layer on, a network gives almost all rows the same; else None.

    A slow network answers differently to different rows; one whose hidden units are all 0, or far
    out where their slopes are 0, does not, and gradient descent hardly moves it. Only where that
    is certain is anything said. x is (m, n), y (m, n_out).

    >>> from nnlib import Dense, Network, ReLU, standstill
    >>> net = Network(Dense.from_arrays([[-1.0]]), ReLU(), Dense.from_arrays([[1.0, 2.0]]))
    >>> print(standstill(net, [[1.0], [2.0], [3.0]], [[1, 0], [0, 1], [1, 0]]).split(".")[0])
    the network gives the same answer to 3 of 3 rows: all that ReLU() lets through to them is 0
    """
    x, y = checks.batch(x, "standstill"), checks.batch(y, "standstill (targets)")
    few = slice(None, None, -(-len(x) // 500))  # a look at some rows spares most of the work
    if len(x) < 2 or _alike(net(x[few])).mean() < MOST:
        return None
    same = _alike(net(x))
    _, counts = np.unique(y[same], axis=0, return_counts=True)
    if same.mean() < MOST or counts.max() > AGREE * same.sum() or (x == x[0]).all():
        return None
    said = f"the network gives the same answer to {same.sum():,} of {len(x):,} rows"
    a = x[same]
    for layer in net.layers:
        a = layer(a)
        if _alike(a).mean() >= MOST:
            if isinstance(layer, Elementwise) and not a.any():
                where = f"all that {layer} lets through to them is 0"
            else:
                where = f"from {layer} on they are alike"
            advice = "Start anew, with a smaller learning rate or other first weights"
            hint = unscaled(net, x)
            return f"{said}: {where}. {advice}" + (f"; {hint}" if hint else "")
    return None


def _alike(a):
    """Which rows are the same as the row that is in the middle, number by number."""
    return np.isclose(a, np.median(a, axis=0), rtol=0, atol=1e-6).all(axis=1)


def unscaled(net, x):
    """Say from where to where x (m, n) goes, if that is far from 1 and the network leaves it so.

    >>> from nnlib import Dense, Network
    >>> unscaled(Network(Dense.from_arrays([[1.0], [1.0]])), [[0, 255]])
    'the inputs go from 0 to 255: scale them, as Rescale(1 / 255) does for bytes'
    """
    x = np.asarray(x)
    if isinstance(net.layers[0], Rescale) or max(-x.min(), x.max()) <= 10:
        return ""
    advice = "scale them, as Rescale(1 / 255) does for bytes"
    return f"the inputs go from {x.min():g} to {x.max():g}: {advice}"
