"""The regions of the plane that a classifier gives to each class."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from nnlib.classroom.pictures import BLACK, Picture, figure, in_style
from nnlib.classroom.plots.plane import EDGE, HATCHES, POINTS, SHADES, cross
from nnlib.classroom.plots.shapes import class_numbers, numbers
from nnlib.classroom.sentences import counted, listed

GRID = 300


@in_style
def regions(predict, X, y, names=None, axis_names=("x1", "x2"), title=None):
    """Draw points, and shade the plane by the class that a function gives to each place.

    Parameters
    ----------
    predict : callable
        Takes places (m, 2) and gives their classes (m,), such as a network's ``predict``.
    X : array_like, shape (m, 2)
        One point a row.
    y : array_like of int, shape (m,)
        Their classes: 0 and 1, or 0, 1 and 2.
    names : sequence of str, optional
        Names of the classes; "class 0", "class 1", … without.
    axis_names : pair of str
        Names of the two inputs.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture
        Points outside the region of their class have a cross.

    Raises
    ------
    ValueError
        If shapes do not fit, or a class is outside 0, 1, 2.

    Examples
    --------
    >>> regions(lambda X: X[:, 0] > 0.5, [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 1, 0])
    Picture('3 of 4 points lie in the region of their class.')
    """
    X = numbers(X, "regions()", "X", ndim=2)
    if X.shape[1] != 2:
        raise ValueError(f"regions() got X of shape {X.shape}; expected (m, 2)")
    y = class_numbers(y, "regions()", "y", len(X))
    if not np.isin(y, (0, 1, 2)).all():
        raise ValueError("regions() got classes other than 0, 1 and 2 in y")
    n_classes = max(2, y.max() + 1)
    names = [f"class {k}" for k in range(n_classes)] if names is None else list(names)
    if len(names) < n_classes:
        raise ValueError(f"regions() got {len(names)} names; expected {n_classes}")

    wrong = _classes(predict, X) != y
    low, high = X.min(axis=0), X.max(axis=0)
    margin = np.where(high > low, 0.12 * (high - low), 1.0)
    low, high = low - margin, high + margin
    sheet = figure(5.9, 4.2)
    axes = sheet.subplots()
    axes.set(xlabel=axis_names[0], ylabel=axis_names[1])
    legend = _draw_regions(axes, predict, low, high, n_classes, names)
    few = len(X) <= 60
    for k in range(n_classes):
        marker, colour = POINTS[k]
        look = {"marker": marker, "color": colour, "markeredgecolor": BLACK, "linestyle": ""}
        look |= {"markersize": 9} if few else {"markersize": 5, "markeredgewidth": 0.4}
        axes.plot(*X[y == k].T, zorder=3, **look)
        legend.append(Line2D([], [], label=names[k], **look))
    if wrong.any():
        look = cross(len(X))
        axes.plot(*X[wrong].T, linestyle="", zorder=4, **look)
        legend.append(Line2D([], [], linestyle="", label="wrong side", **look))
    axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
    sheet.legend(handles=legend, loc="outside right center", labelspacing=0.9)
    axes.set_title(title or "")

    right = int((~wrong).sum())
    sentence = f"{right:,} of {counted(len(X), 'point')} lie in the region of their class."
    counts = listed(f"{int((y == k).sum()):,} of {names[k]}" for k in range(n_classes))
    alt = (
        f"Points on a plane of {axis_names[0]} and {axis_names[1]}, {counts}, and the region that "
    )
    return Picture(sheet, f"{alt}a classifier gives to each class, shaded. {sentence}", sentence)


def _classes(predict, X):
    classes = np.asarray(predict(X))
    if classes.shape != (len(X),):
        raise ValueError(
            f"regions() got classes of shape {classes.shape} for places of shape {X.shape}; "
            f"expected ({len(X)},)"
        )
    return classes.astype(int)


def _draw_regions(axes, predict, low, high, n_classes, names):
    """Shade the plane; give the shades' legend."""
    across, up = (np.linspace(low[i], high[i], GRID) for i in (0, 1))
    places = np.stack(np.meshgrid(across, up), axis=-1)
    classes = _classes(predict, places.reshape(-1, 2)).reshape(GRID, GRID)
    edges = np.arange(n_classes + 1) - 0.5
    shades = axes.contourf(
        across,
        up,
        classes,
        levels=edges,
        colors=SHADES[:n_classes],
        hatches=HATCHES[:n_classes],
        zorder=0,
    )
    shades.set_edgecolor(EDGE)
    axes.contour(across, up, classes, levels=edges[1:-1], colors=BLACK, linewidths=1.2, zorder=1)
    return [
        Patch(label=f"says {names[k]}", facecolor=SHADES[k], hatch=HATCHES[k], edgecolor=EDGE)
        for k in range(n_classes)
    ]
