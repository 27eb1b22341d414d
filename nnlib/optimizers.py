"""Optimizers: a rule by which one array of parameters follows its gradient."""

from nnlib import checks


class Optimizer:
    """What all optimizers share. A new one is a subclass with `update(w, g)`.

    An optimizer belongs to no network: it changes the one that it is handed.

    Parameters
    ----------
    lr : float
        The learning rate, above 0.

    Raises
    ------
    TypeError, ValueError
        If lr is not a finite number above 0.
    """

    def __init__(self, lr):
        self.lr = checks.positive(lr, "lr")

    def __repr__(self):
        return f"{type(self).__name__}(lr={self.lr})"

    def step(self, net):
        """Change every parameter of the network, in place, by the gradients of its last backward.

        Parameters
        ----------
        net : Network
            The network.
        """
        for w, g in net.params():
            self.update(w, g)

    def update(self, w, g):
        """Change the array w in place; g is its gradient, of the same shape."""
        raise NotImplementedError(f"{type(self).__name__} has no update(self, w, g)")


class SGD(Optimizer):
    """Gradient descent: w ← w − lr g. Stochastic when g comes from a mini-batch.

    Parameters
    ----------
    lr : float
        The learning rate, above 0.

    Raises
    ------
    TypeError, ValueError
        If lr is not a finite number above 0.

    References
    ----------
    H. Robbins and S. Monro, "A stochastic approximation method", Annals of Mathematical
    Statistics 22 (1951).

    Examples
    --------
    >>> import numpy as np
    >>> w = np.array([1.0, 2.0])
    >>> SGD(lr=0.1).update(w, np.array([10.0, 0.0]))
    >>> w
    array([0., 2.])
    """

    def update(self, w, g):
        w -= self.lr * g
