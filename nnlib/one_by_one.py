"""A short cut beside the plain path: one example at a time, only the pixels that are lit."""

import copy

import numpy as np

from nnlib import checks
from nnlib.diagnosis import diverged, reason
from nnlib.gradient import examples, gradient_of, quiet
from nnlib.layers import Dense
from nnlib.network import Network
from nnlib.optimizers import SGD


def one_by_one(net, loss, optimizer, x, y):
    """Train on each example once, in order, as `train(…, batch_size=1, rng=None)` does.

    A pixel that is 0 has no part in x W, and the gradients of its weights are 0. So the first
    layer is lent only the rows of W whose pixels are lit, about a fifth of them for MNIST.

    x is (m, n), y (m, n_out). Returns the mean loss, each measured before the step that it caused.
    Raises `Diverged`; and TypeError or ValueError where the plain path would do something else: the
    network is plain, its first layer Dense without L2, and the optimizer SGD without decay, because
    other rules also change weights whose gradient is 0.

    >>> from nnlib import SquaredError
    >>> net = Network(Dense.from_arrays([[1.0], [1.0]]))
    >>> one_by_one(net, SquaredError(), SGD(lr=0.5), [[0.0, 1.0]], [[0.0]])
    0.5
    >>> net.layers[0].W
    array([[1. ],
           [0.5]])
    """
    checks.parts(net, loss, optimizer)
    if type(net) is not Network:
        raise TypeError(f"one_by_one got {type(net).__name__}; expected a plain Network")
    first, *others = net.layers
    if type(first) is not Dense or first.l2:
        raise ValueError(f"one_by_one got {first} as the first layer; expected Dense with l2=0")
    if type(optimizer) is not SGD or optimizer.decay:
        raise ValueError(f"one_by_one got {optimizer}; expected SGD with decay=0")
    x = checks.batch(x, "one_by_one", first.n_in)
    x, y = examples(net, loss, x, y, "one_by_one", "one_by_one (targets)")
    lit = copy.copy(first)  # with the same b; its W is another one for each example
    small, total = Network(lit, *others), 0.0
    kind = np.result_type(x, first.W)  # a product of bytes and floats casts in small bites: slower
    with quiet():
        for number, (row, target) in enumerate(zip(x, y), 1):
            pixels = np.flatnonzero(row)
            if len(pixels) == 0:
                pixels = np.array([0])  # a dark pixel changes nothing
            lit.lend(W=first.W.take(pixels, axis=0))
            lit.n_in, lit.dW = len(pixels), first.dW[: len(pixels)]
            lit_row = row[None, pixels].astype(kind)
            value = gradient_of(small, loss, lit_row, target[None])
            if not np.isfinite(value):
                what = f"the loss became NaN or infinite at example {number}"
                said = reason(net, loss, row[None], target[None])
                raise diverged(what, optimizer, net, x, said)
            for w, g in small.params():  # as optimizer.step, which would take small for another net
                optimizer.update(w, g)
            optimizer.steps += 1
            first.W[pixels] = lit.W
            total += value
    return total / len(x)
