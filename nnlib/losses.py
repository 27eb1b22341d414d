"""Losses: how wrong the outputs are, as one number, averaged over the rows of the batch.

`forward(a, y)` looks at a and y and gives the number; then `backward()` gives its slope along each
output. Training has looked, and takes the formula itself, `f(a, y)`.
"""

import numpy as np

from nnlib import checks
from nnlib.activations import Softmax
from nnlib.layers import Dense, Elementwise, Rescale


class Loss:
    """What all losses share. A new one has `_value` and `_slope`, from `_a` and `_y`."""

    def __repr__(self):
        return f"{type(self).__name__}()"

    def suits(self, net, y):
        """Raise ValueError where a network or targets (m, n) make the loss mean nothing."""

    def forward(self, a, y):
        """Return the mean loss of predictions a (m, n) against targets y (m, n)."""
        a, y = checks.same_shape(a, y, self)
        self.door(a)
        return self.f(checks.floats(a), y)

    def door(self, a):
        """Raise ValueError for predictions a (m, n) that the loss is not made for."""

    def f(self, a, y):
        """Return the mean loss of predictions a, which are floats, against targets y."""
        self._a, self._y = a, y.astype(a.dtype, copy=False)  # bytes too: there −1 would be 255
        return float(self._value() / len(a))

    def backward(self):
        """Return dL/da (m, n) for the last `forward`. Raises RuntimeError if there was none."""
        if not hasattr(self, "_y"):
            raise RuntimeError(f"{self}.backward() needs a forward(predictions, targets) before it")
        return self._slope() / len(self._y)


class SquaredError(Loss):
    """½ ‖a − y‖², averaged over the rows.

    >>> loss = SquaredError()
    >>> loss.forward([[1.0, 0.0], [0.0, 3.0]], [[0.0, 0.0], [0.0, 0.0]])
    2.5
    >>> loss.backward()
    array([[0.5, 0. ],
           [0. , 1.5]])
    """

    def _value(self):
        self._difference = self._a - self._y
        return 0.5 * np.vdot(self._difference, self._difference)

    def _slope(self):
        return self._difference


class CrossEntropy(Loss):
    """−Σ y log p, averaged over the rows; p are probabilities, as `Softmax` gives them.

    With one-hot targets this is −log of the probability that the right class got. The binary one
    of books, −y log a − (1 − y) log(1 − a) for a single output a = σ(z), is this one with two
    classes of scores 0 and z. So two classes are two outputs here, and ``one_hot(y, 2)``.

    >>> loss = CrossEntropy()
    >>> round(loss.forward([[0.8, 0.2]], [[1, 0]]), 3)
    0.223
    >>> loss.backward()
    array([[-1.25, -0.  ]])
    """

    def suits(self, net, y):
        last = net.layers[-1]
        if isinstance(last, (Dense, Elementwise, Rescale)):
            needs = f"needs probabilities, each row's sum 1, and the network ends in {last}"
            raise ValueError(f"{self} {needs}: end it in Softmax(), or take SquaredError()")
        _from_0(self, y)

    def door(self, a):
        _two_or_more(self, a)
        if not (a.min() > 0 and a.max() <= 1 + 1e-6):
            raise ValueError(
                f"{self} got values from {a.min():.4g} to {a.max():.4g}; expected "
                "probabilities above 0, at most 1: does the network end in Softmax()?"
            )

    def _value(self):
        return -np.vdot(self._y, np.log(self._a))

    def _slope(self):
        return -self._y / self._a


class SoftmaxCrossEntropy(Loss):
    """Softmax and cross-entropy as one function of the scores z, of slope p − y: no `Softmax()`.

    >>> loss = SoftmaxCrossEntropy()
    >>> round(loss.forward([[1000.0, 0.0]], [[0, 1]]), 1)
    1000.0
    >>> loss.backward()
    array([[ 1., -1.]])
    """

    def suits(self, net, y):
        if isinstance(net.layers[-1], Softmax):
            has = "has a softmax in it, and the network ends in Softmax()"
            raise ValueError(f"{self} {has}: take CrossEntropy(), or leave out Softmax()")
        _from_0(self, y)
        if y.shape[1:] > (1,) and not np.allclose(sums := y.sum(axis=1), 1):  # else p − y is wrong
            row = int(np.argmax(np.abs(sums - 1)))
            raise ValueError(f"{self} got targets of sum {sums[row]:g} in row {row}; expected 1")

    def door(self, a):
        _two_or_more(self, a)

    def _value(self):
        log_p = self._a - self._a.max(axis=1, keepdims=True)
        log_p = log_p - np.log(np.exp(log_p).sum(axis=1, keepdims=True))
        self._p = np.exp(log_p)
        return -np.vdot(self._y, log_p)

    def _slope(self):
        return self._p - self._y


def _from_0(loss, y):
    if y.min() < 0:
        raise ValueError(f"{loss} got targets from {y.min():g} to {y.max():g}; expected 0 or above")


def _two_or_more(loss, a):
    if a.shape[1] < 2:
        hint = "two classes are two outputs, and one_hot(labels, 2) for targets"
        raise ValueError(f"{loss} got a single output; {hint}")
