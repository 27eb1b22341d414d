"""One neuron: the perceptron, and the sigmoid neuron that learns by gradient descent."""

import numpy as np

from nnlib import checks
from nnlib.activations import sigmoid, sigmoid_slope, step


class _Neuron:
    """n weights and a bias; z = w·x + b for each row x."""

    def __init__(self, w, b=0.0):
        self.w = np.array(checks.real(w, f"{type(self).__name__} (weights)"), float)
        if self.w.ndim != 1:
            raise ValueError(
                f"{type(self).__name__} got weights of shape {self.w.shape}; expected (n,)"
            )
        self.b = float(checks.real(b, f"{type(self).__name__} (bias)"))

    def __repr__(self):
        return f"{type(self).__name__}({len(self.w)} inputs)"

    def weighted_sum(self, X):
        """z = X w + b, one number an example.

        Parameters
        ----------
        X : array_like, shape (m, n)
            Examples, one a row.

        Returns
        -------
        numpy.ndarray, shape (m,)

        Raises
        ------
        TypeError, ValueError
            If X is not such a batch.
        """
        return checks.batch(X, self, len(self.w)) @ self.w + self.b

    def _targets(self, X, y):
        y = checks.floats(checks.real(y, f"{self} (targets)"))
        if y.shape != (len(X),):
            hint = ": y.ravel()" if y.shape == (len(X), 1) else ""
            raise ValueError(
                f"{self} got {len(X)} examples and targets of shape {y.shape}; "
                f"expected ({len(X)},){hint}"
            )
        if not ((y >= 0) & (y <= 1)).all():
            raise ValueError(f"{self} got targets from {y.min()} to {y.max()}; expected 0 to 1")
        return y


class Perceptron(_Neuron):
    """Says 1 where w·x + b is above 0, otherwise 0.

    Parameters
    ----------
    w : array_like, shape (n,)
        The weights, one an input.
    b : float
        The bias: minus the threshold.

    Raises
    ------
    TypeError, ValueError
        If the weights are not a row of finite numbers.

    References
    ----------
    F. Rosenblatt, "The perceptron", Psychological Review 65 (1958).

    Examples
    --------
    >>> nand = Perceptron(w=[-2, -2], b=3)
    >>> nand.predict([[0, 0], [0, 1], [1, 0], [1, 1]])
    array([1, 1, 1, 0])
    """

    def predict(self, X):
        """The perceptron's answers.

        Parameters
        ----------
        X : array_like, shape (m, n)
            Examples, one a row.

        Returns
        -------
        numpy.ndarray of int, shape (m,)
            Zeros and ones.

        Raises
        ------
        TypeError, ValueError
            If X is not such a batch.
        """
        return step(self.weighted_sum(X))

    def learn(self, X, y):
        """Go through the examples once, in order; correct the weights after each wrong answer.

        The rule is w ← w + (y − answer) x and b ← b + (y − answer).

        Parameters
        ----------
        X : array_like, shape (m, n)
            Examples, one a row.
        y : array_like, shape (m,)
            Targets, 0 or 1.

        Returns
        -------
        int
            How many corrections were made. After a pass without one, learning is over.

        Raises
        ------
        TypeError, ValueError
            If X is no such batch, or y holds anything but 0 and 1.

        Examples
        --------
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
    """Answers with σ(w·x + b), a number between 0 and 1, and learns by gradient descent.

    Parameters
    ----------
    w : array_like, shape (n,)
        The weights, one an input.
    b : float
        The bias.

    Raises
    ------
    TypeError, ValueError
        If the weights are not a row of finite numbers.

    Examples
    --------
    >>> neuron = SigmoidNeuron(w=[1.0, -1.0])
    >>> neuron.output([[2.0, 2.0], [900.0, 0.0]])
    array([0.5, 1. ])
    """

    def output(self, X):
        """a = σ(X w + b).

        Parameters
        ----------
        X : array_like, shape (m, n)
            Examples, one a row.

        Returns
        -------
        numpy.ndarray, shape (m,)
            Numbers between 0 and 1.

        Raises
        ------
        TypeError, ValueError
            If X is not such a batch.
        """
        return sigmoid(self.weighted_sum(X))

    def predict(self, X):
        """1 where the output is above one half, otherwise 0.

        Parameters
        ----------
        X : array_like, shape (m, n)
            Examples, one a row.

        Returns
        -------
        numpy.ndarray of int, shape (m,)

        Raises
        ------
        TypeError, ValueError
            If X is not such a batch.
        """
        return step(self.weighted_sum(X))

    def loss(self, X, y):
        """The squared error ½ (a − y)², averaged over the examples.

        Parameters
        ----------
        X : array_like, shape (m, n)
            Examples, one a row.
        y : array_like, shape (m,)
            Targets, 0 to 1.

        Returns
        -------
        float

        Raises
        ------
        TypeError, ValueError
            If X or y is not of that form.
        """
        a = self.output(X)
        return float(0.5 * np.mean((a - self._targets(a, y)) ** 2))

    def gradient(self, X, y):
        """The slope of the loss along each weight and along the bias.

        Parameters
        ----------
        X : array_like, shape (m, n)
            Examples, one a row.
        y : array_like, shape (m,)
            Targets, 0 to 1.

        Returns
        -------
        dw : numpy.ndarray, shape (n,)
        db : float

        Raises
        ------
        TypeError, ValueError
            If X or y is not of that form.
        """
        a = self.output(X)
        dz = (a - self._targets(a, y)) / len(a) * sigmoid_slope(a)  # (m,)
        return np.asarray(X).T @ dz, float(dz.sum())

    def learn(self, X, y, *, lr):
        """One step downhill: w ← w − lr dw, b ← b − lr db.

        Parameters
        ----------
        X : array_like, shape (m, n)
            Examples, one a row.
        y : array_like, shape (m,)
            Targets, 0 to 1.
        lr : float
            The learning rate, above 0.

        Returns
        -------
        float
            The loss before the step.

        Raises
        ------
        TypeError, ValueError
            If X or y is not of that form, or lr is not above 0.

        Examples
        --------
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
