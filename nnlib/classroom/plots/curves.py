"""Curves: what was measured over time."""

from collections.abc import Mapping

import numpy as np

from nnlib.classroom.pictures import (
    COLOURS,
    FAINT,
    LINE_STYLES,
    MARKERS,
    MOST_MARKS,
    Picture,
    figure,
    in_style,
)
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import counted, listed, number


@in_style
def curves(series, x=None, xlabel="epoch", ylabel="", y_limits=None, log=False, title=None):
    """Draw one line for each named series.

    Parameters
    ----------
    series : mapping of str to array_like, shape (n,)
        At most seven named lines.
    x : array_like, shape (n,), or mapping of str to such, optional
        Places of the values; 1, 2, … n without.
    xlabel, ylabel : str
        What the axes measure.
    y_limits : pair of float, optional
        Ends of the vertical axis.
    log : bool
        Whether the vertical axis is logarithmic; then all values are above 0.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a series is empty, holds NaN, or is not as long as its x.

    Examples
    --------
    >>> curves({"training": [0.5, 0.2], "held out": [0.5, 0.3]}, ylabel="loss")
    Picture('From epoch 1 to 2, training goes from 0.5 to 0.2 and held out goes from 0.5 to 0.3.')
    """
    if not isinstance(series, Mapping) or not 1 <= len(series) <= len(COLOURS):
        raise ValueError(
            f"curves() expected a dict of 1 to {len(COLOURS)} named series, "
            f'such as {{"training": values}}'
        )
    lines = {}
    for name, values in series.items():
        y = numbers(values, "curves()", f"values of {name!r}", ndim=1)
        place = x.get(name) if isinstance(x, Mapping) else x
        place = np.arange(1, len(y) + 1) if place is None else place
        place = numbers(place, "curves()", f"x of {name!r}", ndim=1)
        if len(place) != len(y):
            raise ValueError(
                f"curves() got values of {name!r} of shape {y.shape} for x of shape "
                f"{place.shape}; expected one value for each x"
            )
        if log and y.min() <= 0:
            raise ValueError(f"curves() got values of {name!r} ≤ 0; a log axis needs all above 0")
        lines[name] = place, y

    sheet = figure(7.0 if len(lines) > 1 else 6.0, 3.6)
    axes = sheet.subplots()
    drawn = []
    for i, (place, y) in enumerate(lines.values()):
        # A mark for each value or for none: a few marked ones would look special.
        marks = {"marker": MARKERS[i] if len(y) <= MOST_MARKS else ""}
        drawn += axes.plot(place, y, color=COLOURS[i], linestyle=LINE_STYLES[i], **marks)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.grid(axis="y", color=FAINT, alpha=0.3)
    if log:
        axes.set_yscale("log")
    if y_limits is not None:
        axes.set_ylim(*y_limits)
    for axis, of in ((axes.xaxis, 0), (axes.yaxis, 1)):
        whole = all((line[of] == line[of].round()).all() for line in lines.values())
        if whole and not (log and of):
            axis.get_major_locator().set_params(integer=True)
    if len(lines) > 1:
        # The names stand in the order of the lines' ends, beside them, where no line can run.
        ends = [y[-1] for _, y in lines.values()]
        order = sorted(range(len(ends)), key=lambda i: -ends[i])
        handles, names = [drawn[i] for i in order], [list(lines)[i] for i in order]
        sheet.legend(handles, names, loc="outside right center")
    axes.set_title(title or "")

    first = min(place[0] for place, _ in lines.values())
    last = max(place[-1] for place, _ in lines.values())
    told = listed(
        f"{name} goes from {number(y[0])} to {number(y[-1])}"
        if len(y) > 1
        else f"{name} is {number(y[0])}"
        for name, (_, y) in lines.items()
    )
    sentence = f"From {xlabel} {number(first)} to {number(last)}, {told}."
    if first == last:
        sentence = f"At {xlabel} {number(first)}, {told}."
    alt = f"A line chart of {ylabel or 'values'} against {xlabel}, {counted(len(lines), 'line')}."
    return Picture(sheet, f"{alt} {sentence}", sentence)
