"""Explore the batch size: how straight is the path down the valley?"""

import numpy as np

from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import Picture
from nnlib.classroom.plots import paths
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import counted, number
from nnlib.training import minibatches

START = (-1.5, -1.5)
LOW, HIGH = (-2.0, -2.0), (4.0, 3.0)
MOST_STEPS = 60
SIZES = (1, 2, 5, 10, 20, 50, 100)


def batch_size_picture(x, y, batch_size, learning_rate, n_steps):
    """Show the descent of a line w x + b towards points, with steps on mini-batches of them.

    Parameters
    ----------
    x, y : array_like, shape (m,)
        The points.
    batch_size : int
        Points a step, 1 to m; m is the full batch.
    learning_rate : float
        Above 0.
    n_steps : int
        How many steps are taken, at most 60. The points are shuffled before each epoch, always
        in the same way.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the points do not fit, the batch is larger than all of them, the learning rate is not
        above 0, or the steps are not 0 to 60.

    Examples
    --------
    >>> points = [-1.0, 0.0, 1.0], [-1.0, 1.0, 3.0]
    >>> print(batch_size_picture(*points, batch_size=3, learning_rate=0.5, n_steps=20).sentence)
    In (w, b), batch size 3 at learning rate 0.5 takes 20 steps to (1.9989, 1) with loss 3.7 × 10^−7; the loss is lowest at (2, 1). It looked at 60 points: 20 epochs.
    """  # noqa: E501 (one sentence, one line)
    x = numbers(x, "batch_size_picture()", "x", ndim=1)
    y = numbers(y, "batch_size_picture()", "y", ndim=1)
    if x.shape != y.shape:
        raise ValueError(
            f"batch_size_picture() got x of shape {x.shape} and y of shape {y.shape}; "
            "expected the same"
        )
    if not 1 <= batch_size <= len(x):
        raise ValueError(
            f"batch_size_picture() got batch_size={batch_size}; expected 1 to {len(x)}"
        )
    if not learning_rate > 0:
        raise ValueError(
            f"batch_size_picture() got learning_rate={learning_rate}; expected above 0"
        )
    if not 0 <= n_steps <= MOST_STEPS:
        raise ValueError(f"batch_size_picture() got n_steps={n_steps}; expected 0 to {MOST_STEPS}")

    def loss(w, b):
        return 0.5 * float(np.mean((w * x + b - y) ** 2))

    path = _descend(x, y, batch_size, learning_rate, n_steps)
    lowest = np.polynomial.Polynomial.fit(x, y, 1).convert().coef[::-1]
    rate = number(learning_rate)
    seen = n_steps * batch_size if len(x) % batch_size == 0 else None
    picture = paths(
        loss,
        LOW,
        HIGH,
        {f"batch size {batch_size} at learning rate {rate}": path},
        names=("w", "b"),
        lowest=lowest,
        title=f"batch size {batch_size}, learning rate {rate}, {counted(n_steps, 'step')}",
    )
    told = ""
    if seen is not None:
        epochs = number(seen / len(x), 2)
        told = f" It looked at {counted(seen, 'point')}: {epochs} epoch{'s' * (epochs != '1')}."
    return Picture(picture.figure, picture.alt + told, picture.sentence + told)


def _descend(x, y, batch_size, learning_rate, n_steps):
    """Give the places (w, b) at the start and after each step."""
    rng, path = np.random.default_rng(0), [np.array(START)]
    while len(path) <= n_steps:
        for xb, yb in minibatches(x, y, batch_size, rng=rng):
            w, b = path[-1]
            error = w * xb + b - yb
            slopes = np.array([(error * xb).mean(), error.mean()])
            path.append(path[-1] - learning_rate * slopes)
    return np.array(path[: n_steps + 1])


def explore_batch_size(x, y):
    """Give controls for batch size, learning rate and steps over `batch_size_picture`.

    Parameters
    ----------
    x, y : array_like, shape (m,)
        The points, at least 1; batch sizes beyond m are left out.

    Returns
    -------
    Explorer

    Examples
    --------
    >>> explore_batch_size([-1.0, 0.0, 1.0], [-1.0, 1.0, 3.0])
    Explorer(batch_size=1, learning_rate=0.3, n_steps=30)
    """

    def picture(batch_size, learning_rate, n_steps):
        return batch_size_picture(x, y, batch_size, learning_rate, n_steps)

    return Explorer(
        picture,
        batch_size=[size for size in SIZES if size <= len(x)],
        learning_rate=(0.05, 2.5, 0.05, 0.3),
        n_steps=(0, MOST_STEPS, 1, 30),
    )
