"""Is the gradient right? Finite differences against backpropagation, as a table."""

import copy
from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.network import Network

LIMIT = 1e-7  # relative errors above it are taken for mistakes
H = 1e-5  # how far each parameter is moved, to either side


class Row(NamedTuple):
    """One parameter array: its name (W1, b1, W2, …), and its gradient, computed in the two ways."""

    parameter: str
    backprop: np.ndarray
    numeric: np.ndarray

    @property
    def error(self):
        """The largest difference of the two, relative to their largest sum."""
        largest = np.abs(self.backprop + self.numeric).max()
        return float(np.abs(self.backprop - self.numeric).max() / largest) if largest else np.nan

    @property
    def verdict(self):
        """ "agrees", "differs", or "all zero", which proves nothing."""
        if not self.backprop.any() and not self.numeric.any():
            return "all zero"
        return "agrees" if self.error <= LIMIT else "differs"


class GradientCheck(list):
    """The rows of a gradient check; printed, a table."""

    @property
    def agrees(self):
        """Whether every row agrees."""
        return all(row.verdict == "agrees" for row in self)

    def __str__(self):
        lines = [f"{'parameter':<10} {'shape':<12} {'largest relative error':<23} verdict"]
        for row in self:
            error = f"below {LIMIT:.0e}" if row.error <= LIMIT else f"{row.error:.0e}"
            shape = str(row.backprop.shape)
            lines.append(f"{row.parameter:<10} {shape:<12} {error:<23} {row.verdict}")
        return "\n".join(lines)

    __repr__ = __str__


def gradient_check(net, loss, x, y, *, rng):
    """Compare backpropagation with finite differences, for every single parameter, as a table.

    The check works on a float64 copy of the network whose weights and biases are drawn anew from
    N(0, 1/n_in): from weights of 0, or biases of 0, a wrong gradient may be 0 too and pass. They
    are drawn until moving a parameter crosses no kink, such as ReLU's, where the two differ by
    right; ValueError if 100 draws do not do. The penalty of L2 is a part of the loss here.

    The numeric slope is (L(w + h) − L(w − h)) / 2h, with an error of order h², and h = 1e-5. Each
    costs two passes: take a small network and a few rows of x (m, n) and y (m, n_out).

    >>> from nnlib import Dense, Network, Sigmoid, SquaredError, initializers
    >>> rng = np.random.default_rng(0)
    >>> net = Network(Dense(3, 2, init=initializers.zeros, rng=rng), Sigmoid())
    >>> x, y = rng.normal(size=(5, 3)), rng.uniform(size=(5, 2))
    >>> print(gradient_check(net, SquaredError(), x, y, rng=rng))
    parameter  shape        largest relative error  verdict
    W1         (3, 2)       below 1e-07             agrees
    b1         (2,)         below 1e-07             agrees
    """
    checks.parts(net, loss)
    checks.generator(rng)
    # Plain, because finite differences see the steps of an ExactNetwork.
    net, loss = Network(*copy.deepcopy(net.layers)), copy.deepcopy(loss)
    x, y = checks.batch(x, "gradient_check"), checks.batch(y, "gradient_check (targets)")
    _redraw(net, x, rng)
    loss.forward(net.forward(x), y)
    net.backward(loss.backward())
    check = GradientCheck()
    for name, (w, g) in zip(net.parameters(), net.params()):
        backprop, numeric = g.copy(), np.empty_like(w)
        for i in np.ndindex(w.shape):
            keep = w[i]
            w[i] = keep + H
            up = loss.forward(net(x), y) + net.penalty()
            w[i] = keep - H
            down = loss.forward(net(x), y) + net.penalty()
            w[i] = keep
            numeric[i] = (up - down) / (2 * H)
        check.append(Row(name, backprop, numeric))
    return check


def _redraw(net, x, rng):
    """Give a network new weights, away from every kink."""
    for layer in net.layers:
        if hasattr(layer, "dtype"):
            layer.dtype = "float64"
    for _ in range(100):
        for layer in net.layers:
            for name in layer.learns:
                w = getattr(layer, name)
                scale = 1 / np.sqrt(w.shape[0] if w.ndim == 2 else 1)
                layer.lend(**{name: rng.normal(0, scale, w.shape)})  # float64, whatever it was
                setattr(layer, f"d{name}", np.zeros(w.shape))
        if not _near_kink(net, x):
            return
    found = "no weights away from the kinks in 100 draws"
    raise ValueError(f"gradient_check found {found} for {len(x)} examples; take fewer")


def _near_kink(net, x):
    for layer in net.layers:
        # Moving a weight by H moves z by H times its input, and more through the layers below.
        margin = 100 * H * max(1.0, float(np.abs(x).max()))
        if any(np.abs(x - kink).min() < margin for kink in layer.kinks):
            return True
        x = layer(x)
    return False
