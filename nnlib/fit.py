"""Training to the end, with a progress bar, validation and a history."""

import warnings

import numpy as np

from nnlib import checks, words
from nnlib.divergence import diverged, quiet, reason
from nnlib.gradient import examples
from nnlib.standstill import standstill
from nnlib.training import train


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
            raise TypeError(
                f"validation is {words.told(validation)}; expected a pair (X, Y), with one-hot Y"
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
