"""The loss over two parameters, as a light map with the paths of several descents."""

from collections.abc import Mapping

import matplotlib
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from nnlib.classroom.pictures import (
    BLACK,
    COLOURS,
    FAINT,
    LINE_STYLES,
    MARKERS,
    Picture,
    figure,
    in_style,
    steady,
)
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import counted, listed, number, small

GRID = 151
FAR = 1000


@in_style
def paths(loss, low, high, paths, names=("w1", "w2"), lowest=None, levels=None, title=None):
    """Draw a loss over two parameters as a light map, and the paths of several descents.

    Parameters
    ----------
    loss : callable
        Takes two floats and gives one.
    low, high : float or pair of float
        Ends of both axes, or of each.
    paths : mapping of str to array_like, shape (n, 2)
        At most seven named paths: the two parameters at the start and after each step.
    names : pair of str
        Names of the parameters.
    lowest : pair of float, optional
        The place of the minimum, marked with a star.
    levels : array_like, shape (k,), optional
        Rising losses at which the map changes its shade, such as powers of ten for a long
        valley; evenly spaced without.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture
        Each path has a small mark at each step and a larger one at its end.

    Raises
    ------
    ValueError
        If a range is empty, a path does not have two columns, or the levels do not rise.

    Examples
    --------
    >>> paths(lambda a, b: a**2 + b**2, -2, 2, {"plain": [[1, 1], [0, 0.5]]}, lowest=(0, 0))
    Picture('In (w1, w2), plain takes 1 step to (0, 0.5) with loss 0.25; the loss is lowest at (0, 0).')
    """  # noqa: E501 (one sentence, one line)
    (left, bottom), (right, top) = np.broadcast_to(low, 2), np.broadcast_to(high, 2)
    if not (left < right and bottom < top):
        raise ValueError(f"paths() got low={low}, high={high}; expected low below high")
    if not isinstance(paths, Mapping) or not 1 <= len(paths) <= len(COLOURS):
        raise ValueError(
            f"paths() expected a dict of 1 to {len(COLOURS)} named paths, "
            f'such as {{"momentum": places}}'
        )
    # Rounded, so that the last bits, which differ between processors, move no pixel.
    walked = {
        name: numbers(path, "paths()", f"path of {name!r}", ndim=2).round(6)
        for name, path in paths.items()
    }
    for name, path in walked.items():
        if path.shape[1] != 2:
            raise ValueError(f"paths() got path of {name!r} of shape {path.shape}; expected (n, 2)")
    if lowest is not None:
        lowest = numbers(lowest, "paths()", "lowest", ndim=1)
        if lowest.shape != (2,):
            raise ValueError(f"paths() got lowest of shape {lowest.shape}; expected (2,)")

    sheet = figure(6.4, 4.3 + 0.25 * (-(-(len(walked) + 1) // _columns(walked))))
    axes = sheet.subplots()
    _draw_map(sheet, axes, loss, (left, right), (bottom, top), levels)
    axes.set(xlabel=names[0], ylabel=names[1], xlim=(left, right), ylim=(bottom, top))
    # Too far away, places are more than the drawing can count.
    size = np.array([right - left, top - bottom])
    nearest, farthest = (left, bottom) - FAR * size, (right, top) + FAR * size
    legend = []
    for i, (name, path) in enumerate(walked.items()):
        line = {"color": COLOURS[i], "linestyle": LINE_STYLES[i], "linewidth": 1.8}
        # The white edges of many marks would hide the line.
        size_of_mark, edge = (5, 0.5) if len(path) <= 60 else (3, 0.0)
        marks = {"marker": MARKERS[i], "markeredgecolor": "white", "markeredgewidth": edge}
        seen = np.clip(path, nearest, farthest).T
        axes.plot(*seen, color="white", linestyle="-", linewidth=3.4, zorder=3)
        axes.plot(*seen, **line, zorder=3)
        axes.plot(*seen, color=COLOURS[i], linestyle="", markersize=size_of_mark, zorder=4, **marks)
        marks["markeredgewidth"] = 1.2
        axes.plot(*seen[:, -1], color=COLOURS[i], linestyle="", markersize=13, zorder=5, **marks)
        legend.append(Line2D([], [], label=name, markersize=7, **line, **marks))
    if lowest is not None:
        star = {"marker": "*", "color": BLACK, "markeredgecolor": "white", "linestyle": ""}
        axes.plot(*lowest, markersize=11, markeredgewidth=0.8, zorder=6, **star)
        legend.append(Line2D([], [], label="lowest loss", markersize=12, **star))
    sheet.legend(handles=legend, loc="outside lower center", ncols=_columns(walked))
    axes.set_title(title or "")

    pair = f"({names[0]}, {names[1]})"
    told = [
        f"{name} takes {counted(len(path) - 1, 'step')} to {_place(path[-1])} with loss "
        f"{small(_far(loss, path[-1]))}{_leaving(path, (left, bottom), (right, top))}"
        for name, path in walked.items()
    ]
    sentence = f"In {pair}, {listed(told)}"
    if lowest is not None:
        sentence += f"; the loss is lowest at {_place(lowest)}"
    alt = f"A map of the loss over {names[0]} and {names[1]}, darker where it is higher, with "
    alt += f"{counted(len(walked), 'path')}."
    return Picture(sheet, f"{alt} {sentence}.", f"{sentence}.")


def _columns(names):
    """Give how many names fit side by side in the legend."""
    longest = max(11, *map(len, names))  # "lowest loss" has 11
    return max(1, min(4, 72 // (longest + 9)))


def _place(point):
    return f"({number(point[0])}, {number(point[1])})"


def _far(loss, point):
    """Give the loss at a point that may be so far away that the loss is infinity."""
    with np.errstate(over="ignore"):
        return float(loss(*point))


def _leaving(path, low, high):
    outside = ((path < low) | (path > high)).any(axis=1)
    if not outside.any():
        return ""
    if outside[0]:
        return " (it starts outside the picture)"
    back = "" if outside[-1] else " and comes back"
    return f" (it leaves the picture at step {outside.argmax()}{back})"


def _draw_map(sheet, axes, loss, ends_x, ends_y, levels):
    """Shade the plane by its loss, light enough for lines upon it, with a colour bar."""
    x, y = np.linspace(*ends_x, GRID), np.linspace(*ends_y, GRID)
    heights = steady(numbers([[loss(a, b) for a in x] for b in y], "paths()", "losses", ndim=2))
    if levels is None:
        levels = MaxNLocator(12).tick_values(heights.min(), heights.max())
    levels = numbers(levels, "paths()", "levels", ndim=1)
    if len(levels) < 2 or (np.diff(levels) <= 0).any():
        raise ValueError(
            f"paths() got levels {', '.join(map(small, levels))}; expected two or more that rise"
        )
    below, above = heights.min() < levels[0], heights.max() > levels[-1]
    extend = {(0, 0): "neither", (1, 0): "min", (0, 1): "max", (1, 1): "both"}[below, above]
    n_shades = len(levels) - 1 + below + above
    shades = matplotlib.colormaps["Greys"](np.linspace(0.0, 0.45, n_shades))
    hills = axes.contourf(x, y, heights, levels=levels, colors=shades, extend=extend)
    axes.contour(x, y, heights, levels=levels, colors=FAINT, linewidths=0.5, linestyles="-")
    shown = levels[:: -(-len(levels) // 9)]
    bar = sheet.colorbar(hills, label="loss", spacing="uniform", ticks=shown)
    bar.ax.minorticks_off()
    bar.set_ticklabels([small(level) if abs(level) >= 1e-4 else f"{level:g}" for level in shown])
