"""Explore momentum: how fast may the ball roll, and how much of its velocity does it keep?"""

import numpy as np

from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import Picture
from nnlib.classroom.plots import paths
from nnlib.classroom.sentences import number
from nnlib.optimizers import Momentum

CURVATURES = np.array([1.0, 25.0])
START = (-4.0, 1.0)
MOST_STEPS = 40
FAR = 4.0
LEVELS = (0.001, 0.01, 0.1, 1, 3, 10, 30)


def _loss(w1, w2):
    return (CURVATURES[0] * w1**2 + CURVATURES[1] * w2**2) / 2


def momentum_picture(learning_rate, momentum, n_steps):
    """Show plain descent and momentum at the same rate, on the loss (w1² + 25 w2²) / 2.

    Parameters
    ----------
    learning_rate : float
        Above 0; both descents have it.
    momentum : float
        The share of its velocity that the ball keeps: from 0 to 1, 1 itself excluded.
    n_steps : int
        How many steps are taken, at most 40; a ball that is thrown far
        outside stops earlier.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the rate is not above 0, the momentum not from 0 to 1, or the steps not 0 to 40.

    Examples
    --------
    >>> print(momentum_picture(0.04, 0.0, 1).sentence)
    In (w1, w2), plain takes 1 step to (−3.84, 0) with loss 7.3728 and momentum 0 takes 1 step to (−3.84, 0) with loss 7.3728; the loss is lowest at (0, 0). In the long run momentum 0 brings the ball closer.
    """  # noqa: E501 (one sentence, one line)
    if not 0 <= n_steps <= MOST_STEPS:
        raise ValueError(f"momentum_picture() got n_steps={n_steps}; expected 0 to {MOST_STEPS}")
    name = f"momentum {number(momentum)}"
    walked = {}
    for label, mu in (("plain", 0.0), (name, momentum)):
        rule, w, v = Momentum(learning_rate, momentum=mu), np.array(START), np.zeros(2)
        places = [w.copy()]
        while len(places) <= n_steps and abs(w[1]) < FAR:
            rule.update(w, CURVATURES * w, v)
            places.append(w.copy())
        walked[label] = places
    title = (
        f"learning rate {number(learning_rate)}, effective {_effective(learning_rate, momentum)}"
    )
    picture = paths(
        _loss, (-5.0, -2.2), (5.0, 2.2), walked, lowest=(0, 0), levels=LEVELS, title=title
    )
    told = f"In the long run {name} {_fate(learning_rate, momentum)}."
    for label, places in walked.items():
        if len(places) <= n_steps:
            told += f" {label[0].upper()}{label[1:]} is followed no further outside."
    return Picture(picture.figure, f"{picture.alt} {told}", f"{picture.sentence} {told}")


def _effective(learning_rate, momentum):
    return number(learning_rate / (1 - momentum))


def _fate(learning_rate, momentum):
    """Tell what becomes of the ball along the steep direction: it diverges first."""
    limit = 2 * (1 + momentum) / CURVATURES.max()
    if np.isclose(learning_rate, limit):
        return "is exactly at the limit: the ball jumps to and fro for ever"
    return "brings the ball closer" if learning_rate < limit else "throws the ball further away"


def explore_momentum():
    """Give sliders for the learning rate, the momentum and the number of steps.

    Returns
    -------
    Explorer

    Examples
    --------
    >>> explore_momentum()
    Explorer(learning_rate=0.07, momentum=0.5, n_steps=12)
    """
    return Explorer(
        momentum_picture,
        learning_rate=(0.01, 0.16, 0.01, 0.07),
        momentum=(0.0, 0.95, 0.05, 0.5),
        n_steps=(0, MOST_STEPS, 1, 12),
    )
