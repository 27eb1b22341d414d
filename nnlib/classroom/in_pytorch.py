"""A network of the course written once more, in PyTorch, and the losses that it gave there.

PyTorch is not needed to import this file, or to compare with the recorded losses.
"""

from importlib.resources import files

import numpy as np

from nnlib import Dense, Network, Softmax, Tanh, data, initializers, minibatches, one_hot

LR, MOMENTUM, L2 = 0.1, 0.5, 0.001


def same_start(rng):
    """The network with which both begin: 784–30–10, tanh, softmax, L2.

    Parameters
    ----------
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    Network
        It takes pixels from 0 to 1.
    """
    hidden, output = (
        Dense(n_in, n_out, init=initializers.lecun, rng=rng, l2=L2)
        for n_in, n_out in [(784, 30), (30, 10)]
    )
    return Network(hidden, Tanh(), output, Softmax())


def same_batches(rng):
    """The batches that both learn from: three epochs of the first 2,000 images, 20 at a time.

    Parameters
    ----------
    rng : numpy.random.Generator
        Shuffles the images before each epoch.

    Returns
    -------
    list of (numpy.ndarray, numpy.ndarray)
        300 times the pixels, shape (20, 784), and the one-hot targets, shape (20, 10).
    """
    (X, y), _ = data.mnist()
    X, Y = X[:2000] / 255, one_hot(y[:2000])
    return [batch for _ in range(3) for batch in minibatches(X, Y, 20, rng=rng)]


def train_in_pytorch(start, batches):
    """Train the same network with PyTorch.

    Parameters
    ----------
    start : Network
        As `same_start` makes it; it is not changed.
    batches : list of (numpy.ndarray, numpy.ndarray)
        As `same_batches` makes them.

    Returns
    -------
    list of float
        The loss of each batch, before the step that it caused.

    Raises
    ------
    ImportError
        If PyTorch is not installed; it comes by ``pip install torch``.
    """
    import torch
    from torch import nn

    net = nn.Sequential(nn.Linear(784, 30), nn.Tanh(), nn.Linear(30, 10)).double()
    weights, biases = [net[0].weight, net[2].weight], [net[0].bias, net[2].bias]
    with torch.no_grad():
        for w, b, layer in zip(weights, biases, [start.layers[0], start.layers[2]]):
            w.copy_(torch.tensor(layer.W.T))  # PyTorch keeps W as (n_out, n_in)
            b.copy_(torch.tensor(layer.b))
    loss_of = nn.CrossEntropyLoss()  # softmax and cross-entropy in one
    groups = [{"params": weights, "weight_decay": L2}, {"params": biases}]
    optimizer = torch.optim.SGD(groups, lr=LR, momentum=MOMENTUM)
    losses = []
    for x, y in batches:
        loss = loss_of(net(torch.tensor(x)), torch.tensor(y))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def recorded_losses():
    """The losses of `train_in_pytorch`, recorded with PyTorch 2.13.0 from the seed 0.

    Returns
    -------
    numpy.ndarray, shape (300,)

    Examples
    --------
    >>> recorded_losses()[:3].round(4)
    array([2.3674, 2.2577, 2.0923])
    """
    return np.loadtxt(files("nnlib.data") / "files" / "pytorch_losses.txt")
