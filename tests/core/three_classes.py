"""Examples of three classes, and a network that learns them."""

import numpy as np

from nnlib import Dense, Network, ReLU, Softmax, initializers, one_hot


def examples():
    rng = np.random.default_rng(5)
    labels = rng.integers(0, 3, 31)
    return rng.normal(size=(31, 4)) + np.eye(3, 4)[labels] * 2, one_hot(labels, 3)


def make(seed=0):
    rng = np.random.default_rng(seed)
    return Network(
        Dense(4, 5, init=initializers.he, rng=rng),
        ReLU(),
        Dense(5, 3, init=initializers.lecun, rng=rng),
        Softmax(),
    )
