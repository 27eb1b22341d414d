"""A network of 64–16–10 units that learns forty of the 8×8 digits, with more or less weight decay.

It learns at rate 0.3 in batches of 20, and is measured on the other 1,757 digits as well. Each
strength starts from the same weights.
"""

from functools import lru_cache

import numpy as np

from nnlib import (
    SGD,
    CrossEntropy,
    Dense,
    ExactNetwork,
    ReLU,
    Rescale,
    Softmax,
    accuracy,
    data,
    initializers,
    one_hot,
    train,
)

STRENGTHS = (0.0, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
N_LEARN = 40
N_HIDDEN = 16
EPOCHS = 200
EVERY = 10


@lru_cache(maxsize=len(STRENGTHS))
def learned(strength):
    """Train the network with one strength of L2 in both layers, and remember what was measured.

    Parameters
    ----------
    strength : float
        λ of both layers.

    Returns
    -------
    weights : ndarray, shape (21, 64, 16)
        The weights of the hidden layer, at the start and after every tenth epoch.
    losses, rights : ndarray, shape (21, 2)
        The loss and the percentage of right answers, each on the digits learned from and on the
        others.
    """
    X, y = data.digits8x8()
    order = np.random.default_rng(0).permutation(len(X))
    parts = order[:N_LEARN], order[N_LEARN:]
    rng, loss, Y = np.random.default_rng(1), CrossEntropy(), one_hot(y)
    options = {"init": initializers.lecun, "rng": rng, "l2": strength}
    hidden = Dense(64, N_HIDDEN, **options)
    net = ExactNetwork(Rescale(1 / 16), hidden, ReLU(), Dense(N_HIDDEN, 10, **options), Softmax())
    weights, losses, rights = [], [], []

    def note():
        outputs = [net(X[rows]) for rows in parts]
        weights.append(hidden.W.copy())
        pairs = list(zip(outputs, parts, strict=True))
        losses.append([loss.forward(p, Y[rows]) for p, rows in pairs])
        rights.append([100 * accuracy(p.argmax(axis=1), y[rows]) for p, rows in pairs])

    note()
    X_learn, Y_learn = X[parts[0]], Y[parts[0]]
    options = {"epochs": EPOCHS, "batch_size": 20, "rng": rng}
    for epoch in train(net, loss, SGD(0.3), X_learn, Y_learn, **options):
        if epoch.number % EVERY == 0:
            note()
    return np.array(weights), np.array(losses), np.array(rights)
