"""What is wrong with a training: numbers that grow without bound, a network that stands still."""

import numpy as np

from nnlib import checks
from nnlib.layers import Elementwise, Rescale

MOST = 0.95  # of the rows have to get the same answer
AGREE = 0.75  # of these rows may want the same answer; with more, it may be the right one


class Diverged(ArithmeticError):
    """The loss stopped being a number; most often the learning rate is too large."""


def diverged(what, optimizer, net, x, said=""):
    """The error for a training whose numbers have become too large: what, where and why."""
    often = f"most often the learning rate (here {optimizer.rate:g}) is too large"
    advice = ", and ".join(filter(None, (often, unscaled(net, x))))
    return Diverged("; ".join(filter(None, (what, said, advice))))


def reason(net, loss, x, y):
    """Go forward once more with x (m, n), and say in a few words who first gave what is no number.

    >>> from nnlib import Dense, Network, SquaredError
    >>> net = Network(Dense.from_arrays([[1e200]]))
    >>> with np.errstate(over="ignore"):
    ...     reason(net, SquaredError(), np.array([[1e150]]), np.array([[0.0]]))
    'Dense(1 → 1) gave inf from inputs up to 1e+150 and W up to 1e+200'
    """
    for layer in net.layers:
        for name in layer.learns:
            if said := _no_number(getattr(layer, name)):
                return f"{layer}.{name} has held {said} since the step before"
    a = x
    for layer, way in zip(net.layers, net._path):
        output = way.forward(a)
        if said := _no_number(output):
            sizes = "".join(f" and {n} up to {_size(getattr(layer, n))}" for n in layer.learns)
            return f"{layer} gave {said} from inputs up to {_size(a)}{sizes}"
        a = output
    if not np.isfinite(loss.forward(a, y)):
        return f"{loss} gave it from outputs up to {_size(a)}"
    return ""


def outgrown(net):
    """Say which parameter has an infinite square, if one has: behind tanh no loss tells it."""
    for layer in net.layers:
        for name in layer.learns:
            w = getattr(layer, name)
            if not np.isfinite(np.vdot(w, w)):
                return f"{layer}.{name} holds numbers up to {_size(w)}"
    return ""


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
            dead = isinstance(layer, Elementwise) and not a.any()
            lets = f"all that {layer} lets through to them is 0"
            where = lets if dead else f"from {layer} on they are alike"
            advice = "Start anew, with a smaller learning rate or other first weights"
            return "; ".join(filter(None, (f"{said}: {where}. {advice}", unscaled(net, x))))
    return None


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


def _alike(a):
    """Which rows are the same as the row that is in the middle, number by number."""
    return np.isclose(a, np.median(a, axis=0), rtol=0, atol=1e-6).all(axis=1)


def _no_number(a):
    found = a[~np.isfinite(a)]
    return f"{found[0]}" if found.size else ""


def _size(a):
    return f"{np.abs(a).max():.3g}"
