"""Hot trainings of every kind, told as a hash of their weights: python tests/core/exact_runs.py

Run by tests/core/test_exact_kernels.py on other kernels, and by hand for the table.
"""

import hashlib
import json
import sys
import tempfile

import numpy as np

from nnlib import (
    SGD,
    Adam,
    CrossEntropy,
    Dense,
    ExactNetwork,
    Momentum,
    Nesterov,
    Network,
    ReLU,
    Rescale,
    RMSProp,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    SquaredError,
    Tanh,
    checkpoint,
    data,
    initializers,
    one_hot,
    schedules,
    train,
)
from nnlib.estimator import NetworkClassifier

EPOCHS = 12  # of 50 steps


def digits():
    X, y = data.digits8x8()
    return X[:500], one_hot(y[:500])


def network(*activations, kind=ExactNetwork, dense=Dense, l2=0.0):
    """64 → 30 → … → 10, hot from the start: weights from N(0, 1)."""
    rng, n, layers = np.random.default_rng(0), 64, [Rescale(1 / 16)]
    for i, activation in enumerate(activations):
        k = 10 if i == len(activations) - 1 else 30
        layers.append(dense(n, k, init=initializers.normal(1), rng=rng, l2=l2))
        layers += [activation()] if activation else []
        n = k
    return kind(*layers)


CE, SE = CrossEntropy, SquaredError
KINDS = {  # activations, loss, optimizer, options
    "sigmoid, squared error": ((Sigmoid, Sigmoid), SE, lambda: SGD(16.0), {}),
    "tanh, squared error": ((Tanh, Sigmoid), SE, lambda: SGD(9.0), {}),
    "tanh, softmax": ((Tanh, Softmax), CE, lambda: SGD(1.0), {}),
    "ReLU, softmax": ((ReLU, Softmax), CE, lambda: SGD(0.2), {}),
    "three layers, L2": ((Tanh, ReLU, Softmax), CE, lambda: SGD(0.1), {"l2": 1e-3}),
    "scores": ((Sigmoid, None), SoftmaxCrossEntropy, lambda: SGD(1.0), {}),
    "momentum": ((Tanh, Softmax), CE, lambda: Momentum(0.3), {}),
    "Nesterov, cosine": (
        (Tanh, Softmax),
        CE,
        lambda: Nesterov(schedules.cosine(0.3, steps=600)),
        {},
    ),
    "RMSProp": ((Tanh, Softmax), CE, lambda: RMSProp(0.03), {}),
    "AdamW, exponential": (
        (ReLU, Softmax),
        CE,
        lambda: Adam(schedules.exponential(0.05, factor=0.99, every=50), decay=0.01),
        {},
    ),
}


def weights(net):
    return [w for w, _ in net.params()]


def trained(kind, net=None, epochs=EPOCHS):
    activations, loss, rule, options = KINDS[kind]
    net = network(*activations, **options) if net is None else net
    rng = np.random.default_rng(1)
    train(net, loss(), rule(), *digits(), epochs=epochs, batch_size=10, rng=rng).run()
    return net


def resumed():
    """Momentum's run, broken off in the middle and taken up from a file."""
    activations, loss, rule, options = KINDS["momentum"]

    def start():
        net, rng = network(*activations, **options), np.random.default_rng(1)
        return train(net, loss(), rule(), *digits(), epochs=EPOCHS, batch_size=10, rng=rng)

    first, second = start(), start()
    for epoch in first:
        if epoch.number == EPOCHS // 2:
            break
    with tempfile.TemporaryDirectory() as folder:
        checkpoint.save(first, f"{folder}/half.npz")
        checkpoint.resume(second, f"{folder}/half.npz")
    for _ in second:
        pass
    return second.net


def full_batch():
    """2,500 rows, which go through in three pieces."""
    X, Y = digits()
    net = network(Tanh, Softmax)
    X, Y = np.concatenate([X] * 5), np.concatenate([Y] * 5)
    train(net, CE(), SGD(3.0), X, Y, epochs=40, batch_size=len(X), rng=None).run()
    return net


def estimator():
    X, y = data.digits8x8()
    model = NetworkClassifier(hidden=30, lr=0.02, exact=True, epochs=5, batch_size=10)
    return model.set_params(random_state=0).fit(X[:500], y[:500]).network_


RUNS = {
    **{kind: (lambda kind=kind: trained(kind)) for kind in KINDS},
    "resumed": resumed,
    "full batch in pieces": full_batch,
    "estimator": estimator,
    "plain": lambda: trained(
        "tanh, squared error", network(Tanh, Sigmoid, kind=Network)
    ),  # to see that the settings do anything
}


def digest(net):
    return hashlib.sha256(b"".join(w.tobytes() for w in weights(net))).hexdigest()[:12]


if __name__ == "__main__":
    json.dump({name: digest(run()) for name, run in RUNS.items()}, sys.stdout, indent=1)
