"""Explore how a perceptron learns: its line after each correction."""

from functools import partial

import numpy as np

from nnlib.activations import step
from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import INK, VERMILLION, Picture, in_style
from nnlib.classroom.plots import decision_line
from nnlib.classroom.plots.plane import half_plane
from nnlib.classroom.plots.shapes import class_numbers, numbers
from nnlib.classroom.sentences import counted, number

MOST = 200


def history(X, y):
    """Let a perceptron learn from weights of 0, and keep every correction.

    Parameters
    ----------
    X : ndarray, shape (m, n)
        Examples, one a row; the perceptron goes through them again and again.
    y : ndarray of int, shape (m,)
        Targets, 0 or 1.

    Returns
    -------
    list of tuple
        (w, b, pass, row) after 0, 1, 2, … corrections, at most 200; row is the example that was
        corrected. Before the first correction pass and row are None.

    Examples
    --------
    >>> w, b, number_of_pass, row = history(np.array([[0, 0], [1, 1]]), np.array([0, 1]))[-1]
    >>> w.tolist(), b
    ([1.0, 1.0], 0.0)
    """
    w, b = np.zeros(X.shape[1]), 0.0
    states, number_of_pass, learning = [(w, b, None, None)], 0, True
    while learning and len(states) <= MOST:
        number_of_pass, learning = number_of_pass + 1, False
        for row, (x, target) in enumerate(zip(X, y, strict=True)):
            error = int(target - step(w @ x + b))
            if error:
                w, b, learning = w + error * x, b + error, True
                states.append((w, b, number_of_pass, row))
    return states[: MOST + 1]


@in_style
def corrections_picture(X, y, correction):
    """Show a perceptron's line after so many corrections, the line before, and the example.

    Parameters
    ----------
    X : array_like, shape (m, 2)
        One point a row.
    y : array_like of int, shape (m,)
        Their classes, 0 or 1.
    correction : int
        How many corrections have been made.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If shapes do not fit, or there are not so many corrections.

    Examples
    --------
    >>> corrections_picture([[0, 0], [1, 1]], [0, 1], 1).sentence[:66]
    '1 correction, in pass 1: (1, 1) is of class 1 and was answered 0. '
    """
    X = numbers(X, "corrections_picture()", "X", ndim=2)
    y = class_numbers(y, "corrections_picture()", "y", len(X))
    states = history(X, y)
    if not 0 <= correction < len(states):
        raise ValueError(
            f"corrections_picture() got correction={correction}; expected 0 to {len(states) - 1}"
        )
    w, b, number_of_pass, row = states[correction]
    title = "Before the first correction"
    if correction:
        title = "Ring: just corrected. Broken: the line before."
    drawn = decision_line(X, y, w, b, title=title)
    told = drawn.sentence
    if correction:
        axes = drawn.figure.axes[0]
        ring = {"marker": "o", "markerfacecolor": "none", "markersize": 19, "markeredgewidth": 2.4}
        axes.plot(*X[row], linestyle="", markeredgecolor=VERMILLION, zorder=5, **ring)
        before = half_plane(*states[correction - 1][:2], axes.get_xlim(), axes.get_ylim())[1]
        axes.plot(*before.T, color=INK, linestyle="--", linewidth=1.4, zorder=2)
        place = f"({number(X[row, 0], 2)}, {number(X[row, 1], 2)})"
        made = f"{counted(correction, 'correction')}, in pass {number_of_pass}"
        told = f"{made}: {place} is of class {y[row]} and was answered {1 - y[row]}. {told}"
    alt = f"Points of two classes, and the line of a perceptron that learns. {told}"
    return Picture(drawn.figure, alt, told)


def explore_corrections(X, y, start=1):
    """Give a slider for the number of corrections over `corrections_picture`.

    Parameters
    ----------
    X : array_like, shape (m, 2)
        One point a row.
    y : array_like of int, shape (m,)
        Their classes, 0 or 1.
    start : int
        How many corrections the first picture shows.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If shapes do not fit, or nothing has to be corrected.

    Examples
    --------
    >>> explore_corrections([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])
    Explorer(correction=1)
    """
    X = numbers(X, "explore_corrections()", "X", ndim=2)
    y = class_numbers(y, "explore_corrections()", "y", len(X))
    last = len(history(X, y)) - 1
    if not last:
        raise ValueError("explore_corrections() got examples of class 0 alone; nothing is learned")
    return Explorer(partial(corrections_picture, X, y), correction=(0, last, 1, start))
