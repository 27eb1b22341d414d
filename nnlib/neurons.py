"""One neuron: the perceptron, and the sigmoid neuron that learns by gradient descent."""

import numpy as np

from nnlib import checks
from nnlib.activations import Sigmoid, sigmoid, step


class _Neuron:
    """n weights and a bias; z = w·x + b for each row x."""

    def __init__(self, w, b=0.0):
        who = type(self).__name__
        self.w = np.array(checks.real(w, f"{who} (weights)"), float)
        if self.w.ndim != 1:
            raise ValueError(f"{who} got weights of shape {self.w.shape}; expected (n,)")
        self.b = float(checks.real(b, f"{who} (bias)"))

    def __repr__(self):
        return f"{type(self).__name__}({len(self.w)} inputs)"

    def weighted_sum(self, X):
        """z = X w + b, from (m, n) to (m,)."""
        return checks.batch(X, self, len(self.w)) @ self.w + self.b

    def predict(self, X):
        """1 where z is above 0 (and σ(z) above one half), otherwise 0: from (m, n) to (m,)."""
        return step(self.weighted_sum(X))

    def _targets(self, X, y):
        y = checks.floats(checks.real(y, f"{self} (targets)"))
        if y.shape != (len(X),):
            expected = f"({len(X)},)" + ": y.ravel()" * (y.shape == (len(X), 1))
            raise ValueError(
                f"{self} got {len(X)} examples and targets of shape {y.shape}; expected {expected}"
            )
        if not ((y >= 0) & (y <= 1)).all():
            raise ValueError(f"{self} got targets from {y.min()} to {y.max()}; expected 0 to 1")
        return y


class Perceptron(_Neuron):
    """Says 1 where w·x + b is above 0, otherwise 0. w is (n,); b is minus the threshold.

    Source: F. Rosenblatt, "The perceptron: a probabilistic model for information storage and
    organization in the brain", Psychological Review 65 (1958).

    >>> nand = Perceptron(w=[-2, -2], b=3)
    >>> nand.predict([[0, 0], [0, 1], [1, 0], [1, 1]])
    array([1, 1, 1, 0])
    """

    def learn(self, X, y):
        """Go through X (m, n) once, in order; after each wrong answer correct w and b.

        w ← w + (y − answer) x and b ← b + (y − answer); y (m,) is 0 or 1, else ValueError. Returns
        how many corrections were made; after a pass without one, learning is over.

        >>> X, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 0, 0, 1])
        >>> neuron = Perceptron(w=[0, 0])
        >>> [neuron.learn(X, y) for _ in range(6)]
        [1, 3, 3, 2, 1, 0]
        """
        X = checks.batch(X, self, len(self.w)).astype(float)
        y = self._targets(X, y)
        if not np.isin(y, (0, 1)).all():
            raise ValueError(f"{self} got targets between 0 and 1; expected 0 or 1")
        corrections = 0
        for x, target in zip(X, y, strict=True):
            error = target - (self.w @ x + self.b > 0)  # 0, +1 or −1
            if error:
                self.w += error * x
                self.b += float(error)
                corrections += 1
        return corrections


class SigmoidNeuron(_Neuron):
    """Answers with σ(w·x + b), between 0 and 1, and learns by gradient descent. w is (n,).

    >>> neuron = SigmoidNeuron(w=[1.0, -1.0])
    >>> neuron.output([[2.0, 2.0], [900.0, 0.0]])
    array([0.5, 1. ])
    """

    def output(self, X):
        """a = σ(X w + b), from (m, n) to (m,)."""
        return sigmoid(self.weighted_sum(X))

    def loss(self, X, y):
        """The squared error ½ (a − y)², averaged over X (m, n); y is (m,), from 0 to 1."""
        a = self.output(X)
        return float(0.5 * np.mean((a - self._targets(a, y)) ** 2))

    def gradient(self, X, y):
        """The slopes of the loss: dw (n,) along each weight, and db along the bias."""
        a = self.output(X)
        dz = (a - self._targets(a, y)) / len(a) * Sigmoid().slope(a)  # (m,)
        return np.asarray(X).T @ dz, float(dz.sum())

    def learn(self, X, y, *, lr):
        """One step downhill: w ← w − lr dw, b ← b − lr db. Returns the loss before the step.

        >>> neuron = SigmoidNeuron(w=[0.0])
        >>> losses = [neuron.learn([[-1.0], [1.0]], [0, 1], lr=1.0) for _ in range(100)]
        >>> losses[0] > losses[50] > losses[99]
        True
        """
        checks.positive(lr, "lr")
        loss, (dw, db) = self.loss(X, y), self.gradient(X, y)
        self.w -= lr * dw
        self.b -= lr * db
        return loss
