"""The gradient of a loss: forward, the loss, and the way back."""

import numpy as np

from nnlib import checks
from nnlib.losses import Loss
from nnlib.network import PIECE


def gradient(net, loss, x, y, *, piece=PIECE):
    """Return the mean loss over the rows of x (m, n) and y (m, n_out); leave its gradients.

    The layers then hold the gradients of the mean loss and `net.penalty()`; the number is the loss
    alone. More rows than `piece` go through in pieces, to save memory: the mean over all of them
    is the mean of the pieces' means, each weighted by its share of the rows.

    >>> from nnlib import Dense, Network, SquaredError
    >>> net = Network(Dense.from_arrays([[3.0]]))
    >>> gradient(net, SquaredError(), [[1.0], [2.0]], [[0.0], [0.0]])
    11.25
    >>> net.layers[0].dW
    array([[7.5]])
    """
    checks.parts(net, loss)
    checks.positive(piece, "piece", integer=True)
    x, y = examples(net, loss, x, y, "gradient", "gradient (targets)")
    with quiet():
        value = gradient_of(net, loss, x, y, piece)
    if not 0 <= value < np.inf:  # now the doors of the layers and of the loss tell why
        loss.forward(net(x), y)
    return value


def gradient_of(net, loss, x, y, piece=PIECE):
    """`gradient` behind the door: the arguments are as they should be."""
    if len(x) <= piece:
        *_, a = net._way_forward(x, look=False)
        own = getattr(type(loss), "forward", None) is not Loss.forward  # with no formula behind it
        value = loss.forward(a, y) if own else loss.f(a, y)
        for _ in net._way_back(loss.backward()):
            pass
        return value
    value, sums = 0.0, [np.zeros_like(g) for _, g in net.params()]
    for start in range(0, len(x), piece):
        rows = slice(start, start + piece)
        share = len(x[rows]) / len(x)
        value += share * gradient_of(net, loss, x[rows], y[rows], piece)
        for total, (_, g) in zip(sums, net.params()):
            total += share * g
    for total, (_, g) in zip(sums, net.params()):
        g[...] = total
    return value


def examples(net, loss, x, y, of_x, of_y):
    """Examples and targets that a network can be trained on, or measured with."""
    x, y = checks.same_rows(checks.batch(x, of_x), checks.real(y, of_y))
    if hasattr(loss, "suits"):  # a loss of one's own need not ask
        loss.suits(net, y)
    outputs = net(x[:1])  # do they fit together? The first row goes through all the doors.
    checks.same_shape(np.broadcast_to(outputs, (len(x), *outputs.shape[1:])), y, loss)
    loss.forward(outputs, y[:1])
    return x, y


def quiet():
    """Keep NumPy from warning of what `Diverged` tells better."""
    return np.errstate(over="ignore", invalid="ignore", divide="ignore")
