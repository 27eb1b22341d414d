"""Who runs in `make bench`: each class trains the same network its own way, an epoch a call.

Packages that only a rival needs are loaded by that rival. Without its package it raises
ImportError, and its column says "not installed".
"""

from typing import NamedTuple

import numpy as np

import bench_plain
from nnlib import (
    SGD,
    CrossEntropy,
    Dense,
    Network,
    ReLU,
    Sigmoid,
    Softmax,
    SquaredError,
    Tanh,
    initializers,
    one_by_one,
    one_hot,
    train,
)

FOR_EVER = 10**9  # epochs: a contender is asked for as many as the clock wants
LAYERS = {"tanh": Tanh, "ReLU": ReLU, "sigmoid": Sigmoid}


class Case(NamedTuple):
    """A network with one hidden layer, and how many rows a step takes; batch 0 is all of them.

    `sparse` is for the short cut `nnlib.one_by_one`.
    """

    sizes: tuple
    activation: str
    output: str
    batch: int
    sparse: bool = False

    @property
    def network(self):
        return "–".join(map(str, self.sizes)) + (" by one_by_one" if self.sparse else "")

    @property
    def hidden(self):
        return self.sizes[1]


class Contender:
    """What all contenders share: `run()` goes once through all rows.

    Parameters
    ----------
    case : Case
        The network.
    weights : list of numpy.ndarray
        W1, b1, W2, b2 at the start; copied.
    X, y : numpy.ndarray
        Examples, and labels from 0 to 9.
    lr : float
        The learning rate.
    """

    def __init__(self, case, weights, X, y, lr):
        self.case, self.X, self.y, self.lr = case, X, y, lr
        self.batch = min(case.batch or len(X), len(X))
        self.Y = one_hot(y, 10).astype(X.dtype)
        self.start([w.copy() for w in weights])

    def start(self, weights):
        raise NotImplementedError

    def run(self):
        raise NotImplementedError

    def weights(self):
        """W1, b1, W2, b2 as they are now; None where they cannot be compared."""
        return None


class Nnlib(Contender):
    """`train`, the whole path of an epoch; or `one_by_one` with shuffled rows."""

    def start(self, weights):
        W1, b1, W2, b2 = weights
        softmax = self.case.output == "softmax"
        self.net = Network(
            Dense.from_arrays(W1, b1),
            LAYERS[self.case.activation](),
            Dense.from_arrays(W2, b2),
            Softmax() if softmax else Sigmoid(),
        )
        self.loss = CrossEntropy() if softmax else SquaredError()
        self.optimizer, self.rng = SGD(self.lr), np.random.default_rng(0)
        if not self.case.sparse:
            how = {"epochs": FOR_EVER, "batch_size": self.batch, "rng": self.rng}
            self.training = train(self.net, self.loss, self.optimizer, self.X, self.Y, **how)

    def run(self):
        if not self.case.sparse:
            return next(self.training)
        rows = self.rng.permutation(len(self.X))
        return one_by_one(self.net, self.loss, self.optimizer, self.X[rows], self.Y[rows])

    def weights(self):
        return [w for w, _ in self.net.params()]


class Plain(Contender):
    """The formulas of `bench_plain`."""

    def start(self, weights):
        self.w, self.rng = weights, np.random.default_rng(0)

    def run(self):
        how = {"activation": self.case.activation, "output": self.case.output}
        how |= {"batch": self.batch, "lr": self.lr, "rng": self.rng}
        bench_plain.epoch(self.w, self.X, self.Y, **how)

    def weights(self):
        return self.w


class Products(Contender):
    """The five matrix products of a step and nothing else, on the same rows again and again."""

    def start(self, weights):
        self.W1, _, self.W2, _ = weights
        self.x = self.X[: self.batch]
        self.a1 = self.x @ self.W1
        self.d2 = self.a1 @ self.W2

    def run(self):
        x, a1, d2, W1, W2 = self.x, self.a1, self.d2, self.W1, self.W2
        for _ in range(0, len(self.X), self.batch):
            x @ W1
            a1 @ W2
            a1.T @ d2
            d1 = d2 @ W2.T
            x.T @ d1


class PyTorch(Contender):
    """Eager PyTorch on one thread: nn.Linear, autograd, torch.optim.SGD."""

    def start(self, weights):
        import torch

        torch.set_num_threads(1)
        self.torch, nn = torch, torch.nn
        kinds = {"tanh": nn.Tanh, "ReLU": nn.ReLU, "sigmoid": nn.Sigmoid}
        n_in, n_hidden, n_out = self.case.sizes
        self.x = torch.from_numpy(self.X)
        hidden, last = nn.Linear(n_in, n_hidden), nn.Linear(n_hidden, n_out)
        layers = [hidden, kinds[self.case.activation](), last]
        if self.case.output == "sigmoid":
            layers.append(nn.Sigmoid())
            self.targets = torch.from_numpy(self.Y)
            self.loss = lambda a, y: 0.5 * (a - y).square().sum(dim=1).mean()
        else:
            self.targets = torch.from_numpy(self.y)
            self.loss = nn.functional.cross_entropy
        self.model = nn.Sequential(*layers).to(self.x.dtype)
        W1, b1, W2, b2 = map(torch.from_numpy, weights)
        with torch.no_grad():
            for parameter, value in zip(self.model.parameters(), (W1.T, b1, W2.T, b2)):
                parameter.copy_(value)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=self.lr)

    def run(self):
        model, optimizer, batch, m = self.model, self.optimizer, self.batch, len(self.x)
        order = self.torch.randperm(m) if batch < m else None
        for start in range(0, m, batch):
            if order is None:
                x, y = self.x, self.targets
            else:
                rows = order[start : start + batch]
                x, y = self.x[rows], self.targets[rows]
            loss = self.loss(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

    def weights(self):
        W1, b1, W2, b2 = (p.detach().numpy() for p in self.model.parameters())
        return [W1.T, b1, W2.T, b2]


class ScikitLearn(Contender):
    """MLPClassifier, an epoch by `partial_fit`. It has softmax and cross-entropy alone."""

    def start(self, weights):
        from sklearn.neural_network import MLPClassifier

        kind = {"tanh": "tanh", "ReLU": "relu", "sigmoid": "logistic"}[self.case.activation]
        self.model = MLPClassifier(
            (self.case.hidden,),
            activation=kind,
            solver="sgd",
            alpha=0.0,
            batch_size=self.batch,
            learning_rate_init=self.lr,
            momentum=0.0,
            nesterovs_momentum=False,
            random_state=0,
        )
        # The first call makes the weights, and needs every class; it is no part of what is timed.
        ten = np.arange(10)
        self.model.partial_fit(self.X[: self.batch], self.y[: self.batch], classes=ten)

    def run(self):
        self.model.partial_fit(self.X, self.y)


class Jax(Contender):
    """JAX: one step compiled by jit, on one thread; compiling it is not timed."""

    def start(self, weights):
        import jax
        import jax.numpy as jnp

        jax.config.update("jax_enable_x64", True)  # else float64 would silently be float32
        jax.config.update("jax_cpu_enable_async_dispatch", False)  # that is a second thread
        kinds = {"tanh": jnp.tanh, "ReLU": jax.nn.relu, "sigmoid": jax.nn.sigmoid}
        f, softmax, lr = kinds[self.case.activation], self.case.output == "softmax", self.lr

        def loss(w, x, y):
            W1, b1, W2, b2 = w
            z = f(x @ W1 + b1) @ W2 + b2
            if softmax:
                return -(y * jax.nn.log_softmax(z)).sum(axis=1).mean()
            return 0.5 * jnp.square(jax.nn.sigmoid(z) - y).sum(axis=1).mean()

        def full(w, x, y):
            return [p - lr * g for p, g in zip(w, jax.grad(loss)(w, x, y))]

        self.full = jax.jit(full)
        self.part = jax.jit(lambda w, X, Y, rows: full(w, X[rows], Y[rows]))
        self.w, self.x, self.targets = map(jax.device_put, (weights, self.X, self.Y))
        self.ready, self.rng = jax.block_until_ready, np.random.default_rng(0)

    def run(self):
        w, batch, m = self.w, self.batch, len(self.X)
        if batch >= m:
            w = self.full(w, self.x, self.targets)
        else:
            order = self.rng.permutation(m)
            for start in range(0, m, batch):
                w = self.part(w, self.x, self.targets, order[start : start + batch])
        self.w = self.ready(w)

    def weights(self):
        return [np.asarray(w) for w in self.w]


RIVALS = {
    "plain formulas": Plain,
    "bare products": Products,
    "PyTorch": PyTorch,
    "scikit-learn": ScikitLearn,
    "JAX": Jax,
}
EXACT = {"float64": 1e-9, "float32": 2e-3}  # of the largest change in an array


def first_weights(sizes, dtype):
    """W1, b1, W2, b2 of a network."""
    rng, (n_in, n_hidden, n_out) = np.random.default_rng(0), sizes
    W1 = initializers.lecun(n_in, n_hidden, rng)
    W2 = initializers.lecun(n_hidden, n_out, rng)
    return [w.astype(dtype) for w in (W1, np.zeros(n_hidden), W2, np.zeros(n_out))]


def check_same(kind, case, weights, X, y):
    """Raise ValueError unless a rival's step changes the weights as nnlib's does."""
    rows = slice(0, min(case.batch or 1000, len(X)))
    one = case._replace(batch=0)  # a single step on these rows
    ours, theirs = (k(one, weights, X[rows], y[rows], lr=0.5) for k in (Nnlib, kind))
    if theirs.weights() is None:
        return
    ours.run()
    theirs.run()
    for start, mine, its in zip(weights, ours.weights(), theirs.weights()):
        change, error = np.abs(mine - start).max(), np.abs(mine - its).max()
        if not error <= EXACT[X.dtype.name] * change:
            raise ValueError(
                f"{kind.__name__} and nnlib differ by {error:.2g} after a step of {change:.2g}, "
                f"on {case}"
            )
