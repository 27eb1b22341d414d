"""Small pictures that questions ask about, by name; none of their words tells the answer."""

import numpy as np

from nnlib.classroom.plots import bars, clouds


def units_on():
    """For how many of the images each of four hidden units is on.

    Returns
    -------
    Picture

    Examples
    --------
    >>> units_on()
    Picture('unit 0: 21, unit 1: 50, unit 2: 98, unit 3: 2.')
    """
    names = [f"unit {j}" for j in range(4)]
    return bars([21, 50, 98, 2], names=names, ylabel="images for which it is on, in %")


def two_clouds():
    """The slopes of batches of two sizes, along two weights.

    Returns
    -------
    Picture

    Examples
    --------
    >>> two_clouds()
    Picture('The typical distance from (0.3, −0.2) is, for batches of 16: 0.4, larger batches: 0.2.')
    """  # noqa: E501 (one sentence, one line)
    centre = np.array([0.3, -0.2])
    dots = np.random.default_rng(0).normal(size=(150, 2))
    dots /= np.sqrt((dots**2).sum(axis=1).mean())  # a typical distance of 1
    points = {"batches of 16": centre + 0.4 * dots, "larger batches": centre + 0.2 * dots[::-1]}
    return clouds(points, centre, names=("slope of one weight", "slope of another"))


def two_kinds():
    """The accuracies of two kinds of hidden unit at two learning rates.

    Returns
    -------
    Picture

    Examples
    --------
    >>> two_kinds()
    Picture('A at 0.1: 89.9, B at 0.1: 86.2, A at 0.4: 87.5, B at 0.4: 90.1.')
    """
    names = ["A at 0.1", "B at 0.1", "A at 0.4", "B at 0.4"]
    return bars([89.9, 86.2, 87.5, 90.1], names=names, ylabel="accuracy in %")
