"""Why a training went astray: looked for when the loss is no number, and then everywhere."""

import numpy as np

from nnlib.standstill import unscaled


class Diverged(ArithmeticError):
    """The loss stopped being a number; most often the learning rate is too large."""


def quiet():
    """Keep NumPy from warning of what `Diverged` tells better."""
    return np.errstate(over="ignore", invalid="ignore", divide="ignore")


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
            sizes = "".join(f" and {name} up to {_size(layer, name)}" for name in layer.learns)
            return f"{layer} gave {said} from inputs up to {np.abs(a).max():.3g}{sizes}"
        a = output
    if not np.isfinite(loss.forward(a, y)):
        return f"{loss} gave it from outputs up to {np.abs(a).max():.3g}"
    return ""


def _size(layer, name):
    return f"{np.abs(getattr(layer, name)).max():.3g}"


def _no_number(a):
    found = a[~np.isfinite(a)]
    return f"{found[0]}" if found.size else ""


def outgrown(net):
    """Say which parameter has become so large that it is of no use, if one has.

    Its square is infinite, and soon a product with it is. Tanh makes 1 of that, and then the loss
    tells of nothing.
    """
    for layer in net.layers:
        for name in layer.learns:
            w = getattr(layer, name)
            if not np.isfinite(np.vdot(w, w)):
                return f"{layer}.{name} holds numbers up to {_size(layer, name)}"
    return ""


def diverged(what, optimizer, net, x, said=""):
    """Return the error for a training whose numbers have become too large: what, where and why."""
    hint = unscaled(net, x)
    what = "; ".join(filter(None, (what, said)))
    return Diverged(
        f"{what}; most often the learning rate (here {optimizer.rate:g}) is too large"
        + (f", and {hint}" if hint else "")
    )
