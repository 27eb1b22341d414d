"""The plain formulas of a network with one hidden layer, as they stand in many a text: NumPy alone.

`make bench` times the library against them: what does its readable interface cost? They check
nothing, remember nothing, and give no loss.
"""

import numpy as np


def tanh(z):
    return np.tanh(z)


def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


SLOPES = {  # read off the output
    tanh: lambda a: 1 - a * a,
    relu: lambda a: a > 0,
    sigmoid: lambda a: a * (1 - a),
}
ACTIVATIONS = {"tanh": tanh, "ReLU": relu, "sigmoid": sigmoid}


def epoch(weights, X, Y, *, activation, output, batch, lr, rng):
    """Go once through all rows, shuffled, and change the weights in place.

    Parameters
    ----------
    weights : list of numpy.ndarray
        W1, b1, W2, b2.
    X, Y : numpy.ndarray
        Examples and one-hot targets, one a row.
    activation : str
        "tanh", "ReLU" or "sigmoid".
    output : str
        "softmax", with cross-entropy; or "sigmoid", with half the squared error.
    batch : int
        Rows a step.
    lr : float
        The learning rate.
    rng : numpy.random.Generator
        Shuffles the rows.
    """
    W1, b1, W2, b2 = weights
    f = ACTIVATIONS[activation]
    slope = SLOPES[f]
    order = rng.permutation(len(X)) if batch < len(X) else None
    for start in range(0, len(X), batch):
        if order is None:  # the full batch needs no order, and no copy
            x, y = X, Y
        else:
            rows = order[start : start + batch]
            x, y = X[rows], Y[rows]
        a1 = f(x @ W1 + b1)
        z2 = a1 @ W2 + b2
        if output == "softmax":
            d2 = (softmax(z2) - y) / len(x)
        else:
            a2 = sigmoid(z2)
            d2 = (a2 - y) / len(x) * a2 * (1 - a2)
        dW2, db2 = a1.T @ d2, d2.sum(axis=0)
        d1 = (d2 @ W2.T) * slope(a1)
        dW1, db1 = x.T @ d1, d1.sum(axis=0)
        W1 -= lr * dW1
        b1 -= lr * db1
        W2 -= lr * dW2
        b2 -= lr * db2
