"""Exact sums: a network whose training gives the same bits on every processor.

Processors add in different orders, and with a rounding after each addition or after two, so the
same sum differs in its last bits; a hot or a long training makes large differences of them. Whole
numbers below 2⁵³ have no such trouble: float64 adds them exactly, in any order. Multiples of one
power of two are whole numbers of that unit. So we round what enters a product *before* it is
multiplied: what flows through the network, inputs and slopes, to 16 bits, and weights to 24. Their
product has at most 40, and 13 are left for the sum: of 8,192 terms, whichever comes first.

Sources: S. Rump, T. Ogita and S. Oishi, "Accurate floating-point summation", SIAM Journal on
Scientific Computing 31 (2008); K. Ozaki and others, "Error-free transformations of matrix
multiplication", Numerical Algorithms 59 (2012).
"""

import math

import numpy as np

from nnlib.network import Network

FLOW, WEIGHT = 16, 24  # bits of what flows through the network, and of what it learns
TERMS = 2 ** (53 - FLOW - WEIGHT)  # so many products of the two add up to less than 2⁵³
SMALLEST, LARGEST = 1e-270, 1e270  # of what is rounded; a training has gone astray long before


def rounded(a, bits, least=0.0):
    """Return a, of any shape, rounded to multiples of a power of two: the largest has `bits` bits.

    `least` counts as the largest where all are smaller. Numbers far too large become NaN.

    >>> rounded(np.array([0.1, 0.7, -3.0]), bits=4)  # to quarters
    array([ 0.  ,  0.75, -3.  ])
    """
    largest = max(float(a.max()), -float(a.min()), least, SMALLEST)
    if not largest < LARGEST:  # NaN, too; what multiplies it will say so
        return np.where(np.abs(a) < LARGEST, a, np.nan)
    # 1 and the number below it are to have the same unit: hence the 1.001. Beside 1.5 · 2⁵² units
    # only whole ones fit into a float64; so this is rint(a / unit) * unit, but faster.
    shift = math.ldexp(1.5, 52 + math.frexp(1.001 * largest)[1] - bits)
    a = a + shift
    a -= shift
    return a


class ExactNetwork(Network):
    """A Network whose training gives the same bits on every processor: its sums are exact.

    What enters a layer that learns, forward and back, is rounded; the weights themselves keep all
    their digits, so no small step is lost. `net(x)` and `predict` round nothing. In a layer of your
    own those sums are exact whose terms are products of two: of an input, a parameter and a slope.
    What learns has to be float64 (TypeError), and no side of W longer than 8,192 (ValueError).

    exp, tanh and log differ in their last bits, too. Rounding wipes that out, unless a number lies
    just between two multiples: by estimate once in thousands of runs of 5,000 steps.

    >>> from nnlib import Dense
    >>> x, W = np.random.default_rng(0).normal(size=(2, 1, 784))
    >>> forwards, backwards = (ExactNetwork(Dense.from_arrays(w)) for w in (W.T, W.T[::-1]))
    >>> forwards.forward(x) == backwards.forward(x[:, ::-1])
    array([[ True]])
    """

    def __init__(self, *layers):
        super().__init__(*layers)
        self._path, above = list(layers), None
        for i, layer in reversed(list(enumerate(layers))):
            if layer.learns:
                _must_fit(layer)
                above = self._path[i] = _Rounded(layer, above, is_last=i == len(layers) - 1)


def _must_fit(layer):
    for w in (getattr(layer, name) for name in layer.learns):
        if w.dtype != np.float64:
            raise TypeError(f"ExactNetwork got {layer} of {w.dtype}; expected float64")
        if max(w.shape, default=1) > TERMS:
            raise ValueError(
                f"ExactNetwork got {layer}; expected at most {TERMS} inputs and outputs: a longer "
                "sum of such products does not fit into the 53 bits of a float64"
            )


class _Rounded:
    """A layer that learns: it is handed rounded numbers, and lent rounded parameters."""

    def __init__(self, layer, above, is_last):
        self.layer, self.above, self.is_last = layer, above, is_last

    def forward(self, x):
        params = {name: getattr(self.layer, name) for name in self.layer.learns}
        # Biases are added, not multiplied.
        self.lent = {name: rounded(w, WEIGHT) for name, w in params.items() if w.ndim > 1}
        return self._lend(self.layer.forward, rounded(x.astype(float, copy=False), FLOW))

    def param_grads(self, grad):
        # The last bits of an activation's slope, a(1 − a), are as large where it is nearly 0. So
        # the unit is that of the slopes from above, before they met it; at the top, of 1/m.
        least = self.above.largest if self.above else 0.0 if self.is_last else 1 / len(grad)
        self.grad = rounded(grad, FLOW, least)
        self.layer.param_grads(self.grad)

    def input_grad(self, _):
        grad = self._lend(self.layer.input_grad, self.grad)
        self.largest = np.abs(grad).max()
        return grad

    def _lend(self, method, argument):
        own = {name: getattr(self.layer, name) for name in self.lent}
        self.layer.lend(**self.lent)
        try:
            return method(argument)
        finally:
            self.layer.lend(**own)
