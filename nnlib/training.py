"""Training: the gradient of a batch, mini-batches, and epochs."""

import warnings
from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.divergence import diverged, outgrown, quiet, reason
from nnlib.losses import Loss
from nnlib.standstill import standstill

TO_KEEP = ", or None to keep the order"


class Epoch(NamedTuple):
    """What an epoch reports.

    Attributes
    ----------
    number : int
        1 for the first.
    loss : float
        The mean loss of its batches, each measured before the step that it caused.
    """

    number: int
    loss: float

    def __str__(self):
        return f"epoch {self.number}: loss {self.loss:.4f}"


def gradient(net, loss, x, y, *, piece=1000):
    """Return the mean loss over the rows, and leave its gradients in the layers.

    The gradients are those of the mean loss and `net.penalty()`; the number is the loss alone.
    Many rows go through in pieces, to save memory: the mean over all of them is the mean of the
    pieces' means, each weighted by its share of the rows.

    Parameters
    ----------
    net : Network
        The network.
    loss : loss
        An object of `nnlib.losses`.
    x : array_like, shape (m, n)
        Examples, one a row.
    y : array_like, shape (m, n_out)
        Targets.
    piece : int
        How many rows go through at once.

    Returns
    -------
    float
        The mean loss.

    Raises
    ------
    TypeError, ValueError
        If x and y are not batches of m rows each that fit the network.

    Examples
    --------
    >>> from nnlib import Dense, Network, SquaredError
    >>> net = Network(Dense.from_arrays([[3.0]]))
    >>> gradient(net, SquaredError(), np.array([[1.0], [2.0]]), np.array([[0.0], [0.0]]))
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


def gradient_of(net, loss, x, y, piece=1000):
    """`gradient` behind the door: the arguments are as they should be."""
    if len(x) <= piece:
        value = formula(loss)(net._forward(x), y)
        for _ in net._way_back(loss.backward()):
            pass
        return value
    value, sums = 0.0, [np.zeros_like(g) for _, g in net.params()]
    for start in range(0, len(x), piece):
        rows = slice(start, start + piece)
        share = len(x[rows]) / len(x)
        value += share * gradient_of(net, loss, x[rows], y[rows], piece)
        for total, (_, g) in zip(sums, net.params(), strict=True):
            total += share * g
    for total, (_, g) in zip(sums, net.params(), strict=True):
        g[...] = total
    return value


def formula(loss):
    """Return the function of a loss behind its door; a forward of one's own has none.

    Parameters
    ----------
    loss : loss
        An object of `nnlib.losses`, or one of your own.

    Returns
    -------
    function
        From predictions and targets, which nobody looks at any more, to their mean loss.
    """
    return loss.f if getattr(type(loss), "forward", None) is Loss.forward else loss.forward


def minibatches(x, y, batch_size, *, rng):
    """Deal the rows out in batches.

    Parameters
    ----------
    x, y : array_like, m rows each
        Examples and targets; neither is changed.
    batch_size : int
        Rows a batch; the last batch holds what is left.
    rng : numpy.random.Generator or None
        Shuffles the rows. None keeps their order.

    Yields
    ------
    xb, yb : numpy.ndarray
        A batch's rows of x and of y.

    Examples
    --------
    >>> x = np.arange(5)
    >>> [xb.tolist() for xb, _ in minibatches(x, x, 2, rng=None)]
    [[0, 1], [2, 3], [4]]
    """
    x, y = _pair(x, y)
    checks.positive(batch_size, "batch_size", integer=True)
    if rng is not None:
        checks.generator(rng, TO_KEEP)
    order = np.arange(len(x)) if rng is None else rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        rows = order[start : start + batch_size]
        yield x.take(rows, axis=0), y.take(rows, axis=0)


def train(net, loss, optimizer, x, y, *, epochs, batch_size, rng):
    """Train a network, one epoch at each turn of a for loop.

    Parameters
    ----------
    net : Network
        Changed in place.
    loss : loss
        An object of `nnlib.losses`.
    optimizer : Optimizer
        An object of `nnlib.optimizers`.
    x : array_like, shape (m, n)
        Examples, one a row.
    y : array_like, shape (m, n_out)
        Targets.
    epochs : int
        How often to go through all rows.
    batch_size : int
        Rows a step; len(x) makes it full-batch gradient descent.
    rng : numpy.random.Generator or None
        Shuffles the rows before each epoch. None keeps their order.

    Returns
    -------
    Training
        Give it to a for loop. Nothing has run before that.

    Raises
    ------
    TypeError, ValueError
        At once, if an argument cannot be right.
    Diverged
        In the loop, when the loss is no longer a number.

    Examples
    --------
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

    def __repr__(self):
        return checks.printable(
            f"Training: {self.done} of {self.epochs} epochs done; "
            "run it by `for epoch in train(…): print(epoch)`"
        )

    def __len__(self):
        return self.epochs

    def __iter__(self):
        return self

    def __next__(self):
        if self.done >= self.epochs:
            raise StopIteration
        total = 0.0
        batches = [(self.x, self.y)]  # the full batch needs no order, and no copy
        if self.batch_size < len(self.x):
            batches = minibatches(self.x, self.y, self.batch_size, rng=self.rng)
        with quiet():
            if said := outgrown(self.net):
                raise self._diverged(said, 1)
            for number, (x, y) in enumerate(batches, 1):
                value = gradient_of(self.net, self.loss, x, y)
                if not 0 <= value < np.inf:  # one below 0 may be right
                    said = reason(self.net, self.loss, x, y)
                    if not np.isfinite(value):
                        raise self._diverged("the loss became NaN or infinite", number, said)
                self.optimizer.step(self.net)
                self.steps += 1
                total += len(x) * value
        self.done += 1
        return Epoch(self.done, total / len(self.x))

    def _diverged(self, what, step, said=""):
        what = f"{what} at step {step} of epoch {self.done + 1}"
        return diverged(what, self.optimizer, self.net, self.x, said)


def fit(net, loss, optimizer, x, y, *, epochs, batch_size, rng, validation=None):
    """Train to the end, with a progress bar, and return what happened.

    Interrupted by hand, it keeps the weights and the history up to there.

    Parameters
    ----------
    net, loss, optimizer, x, y, epochs, batch_size, rng
        As for `train`.
    validation : tuple of two array_like, optional
        Examples and one-hot targets that are not trained on; measured after every epoch.

    Returns
    -------
    dict of str to list of float
        "loss", and with validation data also "validation loss" and, for two outputs or more,
        "validation accuracy" (0 to 1); one number an epoch.

    Warns
    -----
    UserWarning
        If the network gives the same answer to almost all rows at the end.

    Raises
    ------
    TypeError, ValueError, Diverged
        As `train`.

    Examples
    --------
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
            raise TypeError(
                f"validation is {checks.told(validation)}; expected a pair (X, Y), with one-hot Y"
            )
        xv, yv = examples(net, loss, *validation, "fit (validation)", "fit (validation targets)")
        history["validation loss"] = []
        if yv.shape[1] > 1:
            history["validation accuracy"] = []
    bar = tqdm(training, unit="epoch")
    try:
        for epoch in bar:
            history["loss"].append(epoch.loss)
            bar.set_postfix_str(f"loss {epoch.loss:.4f}", refresh=False)
            if validation is not None:
                value, accuracy = _validate(net, loss, optimizer, xv, yv, epoch.number)
                history["validation loss"].append(value)
                if yv.shape[1] > 1:  # of a single output the largest is always the same
                    history["validation accuracy"].append(accuracy)
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


def examples(net, loss, x, y, of_x, of_y):
    """Examples and targets that a network can be trained on, or measured with."""
    x, y = _pair(checks.batch(x, of_x), checks.real(y, of_y))
    checks.suits(loss, net, y)
    outputs = net(x[:1])  # do they fit together? The first row goes through all the doors.
    checks.same_shape(np.broadcast_to(outputs, (len(x), *outputs.shape[1:])), y, loss)
    loss.forward(outputs, y[:1])
    return x, y


def _pair(x, y):
    """Examples and targets, as arrays with the same number of rows."""
    x, y = np.asarray(x), np.asarray(y)
    if x.ndim == 0 or y.ndim == 0 or len(x) != len(y) or len(x) == 0:
        raise ValueError(
            f"got examples of shape {x.shape} and targets of shape {y.shape}; "
            "expected the same number of rows, at least one"
        )
    return x, y
