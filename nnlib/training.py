"""Training: mini-batches, epochs of them for a for loop, and `fit`, which watches them all."""

import warnings
from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.diagnosis import diverged, outgrown, reason, standstill
from nnlib.gradient import examples, gradient_of, quiet

TO_KEEP = ", or None to keep the order"


class Epoch(NamedTuple):
    """What an epoch reports: its number, from 1, and the mean loss of its batches.

    Each loss is measured before the step that it caused.
    """

    number: int
    loss: float

    def __str__(self):
        return f"epoch {self.number}: loss {self.loss:.4f}"


def minibatches(x, y, batch_size, *, rng):
    """Deal out x and y, m rows each of any shape, in batches; the last holds what is left.

    `rng` shuffles the rows; None keeps their order. Neither x nor y is changed.

    >>> x = np.arange(5)
    >>> [xb.tolist() for xb, _ in minibatches(x, x, 2, rng=None)]
    [[0, 1], [2, 3], [4]]
    """
    x, y = checks.same_rows(x, y)
    checks.positive(batch_size, "batch_size", integer=True)
    if rng is not None:
        checks.generator(rng, TO_KEEP)
    order = np.arange(len(x)) if rng is None else rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        rows = order[start : start + batch_size]
        yield x.take(rows, axis=0), y.take(rows, axis=0)


def train(net, loss, optimizer, x, y, *, epochs, batch_size, rng):
    """Train a network on x (m, n) and y (m, n_out), one epoch at each turn of a for loop.

    - `epochs`: how often to go through all rows.
    - `batch_size`: rows a step; len(x) makes it full-batch gradient descent, more is a ValueError.
    - `rng`: a Generator, shuffles the rows before each epoch; None keeps their order. Anything
      else is a TypeError.

    When the loss is no longer a number, the loop raises `Diverged`. Where nobody watches,
    `train(…).run()` goes through all epochs in one call.

    >>> from nnlib import Dense, Network, SGD, SquaredError
    >>> net = Network(Dense.from_arrays([[0.0]]))
    >>> x, y = np.array([[1.0], [2.0]]), np.array([[2.0], [4.0]])
    >>> for epoch in train(net, SquaredError(), SGD(lr=0.2), x, y,
    ...                    epochs=3, batch_size=2, rng=None):
    ...     print(epoch)
    epoch 1: loss 5.0000
    epoch 2: loss 1.2500
    epoch 3: loss 0.3125
    """
    checks.parts(net, loss, optimizer)
    x, y = examples(net, loss, x, y, "train", "train (targets)")
    checks.positive(epochs, "epochs", integer=True)
    checks.positive(batch_size, "batch_size", integer=True)
    if batch_size > len(x):
        raise ValueError(f"batch_size is {batch_size}; expected at most the {len(x)} rows")
    if rng is not None and not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng is {checks.told(rng)}; expected np.random.default_rng(0){TO_KEEP}")
    return Training(net, loss, optimizer, x, y, epochs, batch_size, rng)


class Training:
    """The epochs of a training, for a for loop; made by `train`.

    Leaving the loop by `break` and entering it again goes on where it stopped.
    """

    def __init__(self, net, loss, optimizer, x, y, epochs, batch_size, rng):
        self.net, self.loss, self.optimizer, self.x, self.y = net, loss, optimizer, x, y
        self.epochs, self.batch_size, self.rng = epochs, batch_size, rng
        self.done, self.steps = 0, 0

    def __next__(self):
        if self.done >= self.epochs:
            raise StopIteration
        total = 0.0
        with quiet():
            if said := outgrown(self.net):
                raise self._diverged(said, 1)
            for number, (x, y) in enumerate(self._batches(), 1):
                loss = gradient_of(self.net, self.loss, x, y)
                if not 0 <= loss < np.inf:
                    self._look(loss, number, x, y)
                self.optimizer.step(self.net)
                self.steps += 1
                total += len(x) * loss
        self.done += 1
        return Epoch(self.done, total / len(self.x))

    def run(self):
        """Go through all epochs that are left, and return their losses, one number an epoch."""
        return [epoch.loss for epoch in self]

    def _batches(self):
        if self.batch_size < len(self.x):
            return minibatches(self.x, self.y, self.batch_size, rng=self.rng)
        return [(self.x, self.y)]  # the full batch needs no order, and no copy

    def _look(self, loss, number, x, y):
        said = reason(self.net, self.loss, x, y)  # a loss below 0 may be right
        if not np.isfinite(loss):
            raise self._diverged("the loss became NaN or infinite", number, said)

    def _diverged(self, what, step, said=""):
        what = f"{what} at step {step} of epoch {self.done + 1}"
        return diverged(what, self.optimizer, self.net, self.x, said)

    def __iter__(self):
        return self

    def __len__(self):
        return self.epochs

    def __repr__(self):
        return checks.printable(
            f"Training: {self.done} of {self.epochs} epochs done; "
            "run it by `for epoch in train(…): print(epoch)`"
        )


def fit(net, loss, optimizer, x, y, *, epochs, batch_size, rng, validation=None):
    """Train to the end, with a progress bar, and return what happened, one number an epoch.

    Arguments and errors are as for `train`. `validation` is a pair of other examples (k, n) and
    their targets (k, n_out), measured after every epoch; anything else is a TypeError.

    The history has "loss", and with validation data also "validation loss" and, for two outputs or
    more, "validation accuracy" (0 to 1). Interrupted by hand, fit keeps the weights and the history
    up to there. It warns if at the end the network gives the same answer to almost all rows.

    >>> from nnlib import Dense, Network, SGD, SquaredError
    >>> net = Network(Dense.from_arrays([[0.0]]))
    >>> x, y = np.array([[1.0], [2.0]]), np.array([[2.0], [4.0]])
    >>> fit(net, SquaredError(), SGD(lr=0.2), x, y, epochs=3, batch_size=2, rng=None)
    {'loss': [5.0, 1.25, 0.3125]}
    """
    from tqdm.auto import tqdm  # only whoever trains with a progress bar needs it

    training = train(net, loss, optimizer, x, y, epochs=epochs, batch_size=batch_size, rng=rng)
    history = {"loss": []}
    if validation is not None:
        if not (isinstance(validation, (tuple, list)) and len(validation) == 2):
            got = checks.told(validation)
            raise TypeError(f"validation is {got}; expected a pair (X, Y), with one-hot Y")
        xv, yv = examples(net, loss, *validation, "fit (validation)", "fit (validation targets)")
        history["validation loss"] = []
        if yv.shape[1] > 1:  # of a single output the largest is always the same
            history["validation accuracy"] = []
    bar = tqdm(training, unit="epoch")
    try:
        for epoch in bar:
            numbers = [epoch.loss]
            bar.set_postfix_str(f"loss {epoch.loss:.4f}", refresh=False)
            if validation is not None:
                numbers += _validate(net, loss, optimizer, xv, yv, epoch.number)
            for kept, number in zip(history.values(), numbers):
                kept.append(number)
    except KeyboardInterrupt:
        print(f"stopped by hand after {training.done} of {epochs} epochs")
    finally:
        bar.close()
    if training.done == epochs and (said := standstill(net, training.x, training.y)):
        warnings.warn(said, stacklevel=2)
    return history


def _validate(net, loss, optimizer, x, y, epoch):
    """The loss and the accuracy on other data; the last step may have gone too far for them."""
    with quiet():
        try:
            outputs = net(x)
            value = loss.forward(outputs, y)
        except checks.NotFiniteError:
            value = np.nan
        if not np.isfinite(value):
            what = f"the validation loss became NaN or infinite after epoch {epoch}"
            raise diverged(what, optimizer, net, x, reason(net, loss, x, y))
    return value, float((outputs.argmax(axis=1) == y.argmax(axis=1)).mean())
