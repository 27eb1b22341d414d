"""The loss over two parameters, as a map with the path of a descent."""

from itertools import pairwise

import numpy as np

from nnlib.classroom.pictures import ARROW, VERMILLION, Picture, figure, in_style
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import counted, number


@in_style
def contour(loss, low, high, path=None, names=("w1", "w2"), title=None):
    """Draw a loss over two parameters as contour lines, and the path of a descent.

    Parameters
    ----------
    loss : callable
        Takes two floats and gives one.
    low, high : float or pair of float
        Ends of both axes, or of each.
    path : array_like, shape (n, 2), optional
        The two parameters at the start and after each step.
    names : pair of str
        Names of the parameters.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a range is empty, or the path does not have two columns.

    Examples
    --------
    >>> contour(lambda a, b: a**2 + b**2, -2, 2, path=[[1, 1], [0, 0.5]])
    Picture('After 1 step (w1, w2) went from (1, 1) to (0, 0.5), and the loss from 2 to 0.25.')
    """
    (left, bottom), (right, top) = np.broadcast_to(low, 2), np.broadcast_to(high, 2)
    if not (left < right and bottom < top):
        raise ValueError(f"contour() got low={low}, high={high}; expected low below high")
    x, y = np.linspace(left, right, 41), np.linspace(bottom, top, 41)
    heights = numbers([[loss(a, b) for a in x] for b in y], "contour()", "losses", ndim=2)
    sheet = figure(6.2, 4.4)
    axes = sheet.subplots()
    hills = axes.contourf(x, y, heights, levels=14, cmap="YlGnBu")
    axes.contour(x, y, heights, levels=hills.levels, colors="black", linewidths=0.4)
    sheet.colorbar(hills, label="loss")
    axes.set(xlabel=names[0], ylabel=names[1], xlim=(left, right), ylim=(bottom, top))
    axes.set_title(title or "")

    row, column = np.unravel_index(heights.round(12).argmin(), heights.shape)
    place = f"({number(x[column])}, {number(y[row])})"
    pair = f"({names[0]}, {names[1]})"
    sentence = f"The lowest loss shown is {number(heights[row, column])}, at {pair} = {place}."
    if path is not None:
        # Rounded, so that the last bits, which differ between processors, move no pixel.
        path = numbers(path, "contour()", "path", ndim=2).round(6)
        if path.shape[1] != 2:
            raise ValueError(f"contour() got path of shape {path.shape}; expected (n, 2)")
        for here, there in pairwise(path):
            axes.annotate("", there, here, arrowprops=ARROW, annotation_clip=True)
        line = {"color": VERMILLION, "markeredgecolor": "white", "clip_on": True}
        axes.plot(*path.T, linestyle="", marker="o", markersize=6, **line)
        axes.plot(*path[-1], linestyle="", marker="o", markersize=12, **line)
        ends = [f"({number(a)}, {number(b)})" for a, b in (path[0], path[-1])]
        losses = [number(loss(*path[0])), number(loss(*path[-1]))]
        sentence = f"At {pair} = {ends[0]} the loss is {losses[0]}."
        if len(path) > 1:
            sentence = (
                f"After {counted(len(path) - 1, 'step')} {pair} went from {ends[0]} to {ends[1]}, "
                f"and the loss from {losses[0]} to {losses[1]}."
            )
    alt = f"A map of the loss over {names[0]} and {names[1]}, darker where it is higher."
    return Picture(sheet, f"{alt} {sentence}", sentence)
