"""The decision line of a neuron with two inputs."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon

from nnlib.activations import step
from nnlib.classroom.pictures import BLACK, Picture, figure, in_style
from nnlib.classroom.plots.plane import EDGE, HATCHES, POINTS, SHADES, cross, half_plane
from nnlib.classroom.plots.shapes import class_numbers, numbers
from nnlib.classroom.sentences import counted, number


@in_style
def decision_line(
    X,
    y,
    w=None,
    b=0.0,
    names=("class 0", "class 1"),
    axis_names=("x1", "x2"),
    limits=None,
    title=None,
):
    """Draw points of two classes, and the line w · x + b = 0 between the two outputs.

    Parameters
    ----------
    X : array_like, shape (m, 2)
        One point a row.
    y : array_like of int, shape (m,)
        Their classes, 0 or 1.
    w : array_like, shape (2,), optional
        Weights; without them only the points are drawn.
    b : float
        Bias.
    names : pair of str
        Names of class 0 and class 1.
    axis_names : pair of str
        Names of the two inputs.
    limits : pair of float, optional
        Ends of both axes; without them the points decide.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture
        Each half plane has the shade of its output; that of 1 is dotted, too. Points on the wrong
        side have a cross.

    Raises
    ------
    ValueError
        If shapes do not fit, or a class is neither 0 nor 1.

    Examples
    --------
    >>> decision_line([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1], w=[1, 1], b=-1.5)
    Picture('The line 1·x1 + 1·x2 − 1.5 = 0 has 4 of 4 points on the right side.')
    """
    X = numbers(X, "decision_line()", "X", ndim=2)
    if X.shape[1] != 2:
        raise ValueError(f"decision_line() got X of shape {X.shape}; expected (m, 2)")
    y = class_numbers(y, "decision_line()", "y", len(X))
    if not np.isin(y, (0, 1)).all():
        raise ValueError("decision_line() got classes other than 0 and 1 in y")
    if w is not None:
        w = numbers(w, "decision_line()", "w")
        if w.shape != (2,):
            raise ValueError(f"decision_line() got w of shape {w.shape}; expected (2,)")
        b = float(numbers(b, "decision_line()", "b").reshape(-1)[0])
    x_limits, y_limits = _limits(X, limits)

    sheet = figure(5.9, 4.2)
    axes = sheet.subplots()
    axes.set(xlim=x_limits, ylim=y_limits, xlabel=axis_names[0], ylabel=axis_names[1])
    axes.locator_params(nbins=6)
    legend = []
    for k, (marker, colour) in enumerate(POINTS[:2]):
        look = {"marker": marker, "color": colour, "markeredgecolor": BLACK, "markersize": 9}
        if len(X) > 60:
            look |= {"markersize": 5, "markeredgewidth": 0.4}
        axes.plot(*X[y == k].T, linestyle="", zorder=3, clip_on=False, **look)
        legend.append(Line2D([], [], linestyle="", label=names[k], **look))
    if w is None:
        counts = [int((y == k).sum()) for k in (0, 1)]
        sentence = f"{counted(counts[0], 'point')} of {names[0]} and {counts[1]:,} of {names[1]}."
    else:
        wrong = step(X @ w + b) != y
        legend += _draw_line(axes, w, b, x_limits, y_limits)
        if wrong.any():
            look = cross(len(X))
            axes.plot(*X[wrong].T, linestyle="", zorder=4, clip_on=False, **look)
            legend.append(Line2D([], [], linestyle="", label="wrong side", **look))
        sentence = _sentence(w, b, axis_names, int((~wrong).sum()), len(X))
    sheet.legend(handles=legend, loc="outside right center", labelspacing=0.9)
    axes.set_title(title or "")
    alt = f"Points of two classes on a plane of {axis_names[0]} and {axis_names[1]}"
    alt += ". " if w is None else ", the half plane of output 1 dotted. "
    return Picture(sheet, alt + sentence, sentence)


def _limits(X, limits):
    if limits is not None:
        if len(limits) != 2 or not limits[0] < limits[1]:
            raise ValueError(f"decision_line() got limits={limits}; expected (low, high)")
        return tuple(limits), tuple(limits)
    low, high = X.min(axis=0), X.max(axis=0)
    margin = np.where(high > low, 0.15 * (high - low), 1.0)
    return tuple(np.transpose([low - margin, high + margin]))


def _draw_line(axes, w, b, x_limits, y_limits):
    """Shade both sides and draw the line; give their legend."""
    shades = [
        {"facecolor": SHADES[k], "hatch": HATCHES[k], "edgecolor": EDGE, "linewidth": 0}
        for k in (0, 1)
    ]
    corners, line = half_plane(w, b, x_limits, y_limits)
    axes.set_facecolor(SHADES[0])
    if len(corners):
        axes.add_patch(Polygon(corners, zorder=0, **shades[1]))
    legend = [Patch(label=f"output {k}", **shades[k]) for k in (1, 0)]
    # The line may lie outside the picture; its entry stays, so that the axes keep their place.
    look = {"color": BLACK, "linestyle": "-"}
    axes.plot(*line.T, zorder=2, **look)
    return [*legend, Line2D([], [], label="w · x + b = 0", **look)]


def _sentence(w, b, axis_names, right, m):
    said = f"{right:,} of {counted(m, 'point')}"
    if not w.any():
        output = int(step(np.array(b)))
        return (
            f"Both weights are 0, so there is no line: the output is {output} everywhere, "
            f"right for {said}."
        )
    sides = f"{said} on the right side."
    return f"The line {equation(w, b, axis_names)} = 0 has {sides}"


def equation(w, b, axis_names=("x1", "x2")):
    """Write w · x + b in words of school algebra.

    Examples
    --------
    >>> equation([1, -2], 0.5)
    '1·x1 − 2·x2 + 0.5'
    """
    signed = [f" {'−' if value < 0 else '+'} {number(abs(value))}" for value in (*w, b)]
    first = signed[0].removeprefix(" + ").replace(" − ", "−")
    return f"{first}·{axis_names[0]}{signed[1]}·{axis_names[1]}{signed[2]}"
