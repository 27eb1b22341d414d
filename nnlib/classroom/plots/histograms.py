"""Histograms: how the values of many arrays are spread, side by side."""

import textwrap
from collections.abc import Mapping

import numpy as np
from matplotlib.ticker import MaxNLocator

from nnlib.classroom.pictures import BLUE, FAINT, Picture, figure, in_style, steady
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import counted, listed, number, small

MOST = 6


@in_style
def histograms(arrays, limits=None, xlabel="", n_columns=5, n_bins=40, title=None):
    """Draw a small histogram for each named array, all with the same horizontal axis.

    Parameters
    ----------
    arrays : mapping of str to array_like, or mapping of str to such mappings
        Arrays of any shape, by name. Or rows by name, each with the same columns: for example a
        row for each way to initialise, a column for each layer.
    limits : pair of float, optional
        Ends of the horizontal axis; values outside are counted in the outermost bins. Without,
        the lowest and the highest of all values.
    xlabel : str
        What the values are.
    n_columns : int
        How many histograms stand side by side, at most 6. Rows by name take no notice of it.
    n_bins : int
        How many bins there are between the limits.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture
        The heights are shares of values, on a scale of each histogram's own.

    Raises
    ------
    ValueError
        If there are more than 6 rows or columns, the rows have different columns, an array is
        empty or holds NaN, or the limits are empty.

    Examples
    --------
    >>> histograms({"layer 1": [-1, 1], "layer 2": [-0.5, 0.5], "layer 3": [0, 0]})
    Picture('Standard deviation, layer 1 to 3: 1, 0.5, 0.')
    >>> histograms({"small": {"W1": [3, 5], "W2": [1, 1]}, "large": {"W1": [9, 9], "W2": [0, 8]}})
    Picture('Standard deviation (and mean), W1 and W2: small 1 (4), 0 (1); large 0 (9), 4 (4).')
    """
    for name, value, most in (("n_columns", n_columns, MOST), ("n_bins", n_bins, 200)):
        if not 1 <= value <= most:
            raise ValueError(f"histograms() got {name}={value}; expected 1 to {most}")
    rows, named = _rows(arrays)
    panels = {
        (row, column): numbers(values, "histograms()", f"values of {column!r}").ravel()
        for row, columns in rows.items()
        for column, values in columns.items()
    }
    if limits is None:
        low = float(steady(min(values.min() for values in panels.values())))
        high = float(steady(max(values.max() for values in panels.values())))
        if low == high:
            low, high = low - 0.5, high + 0.5
    else:
        low, high = (float(limit) for limit in limits)
        if not low < high:
            raise ValueError(f"histograms() got limits={limits}; expected low below high")

    across = len(next(iter(rows.values()))) if named else min(n_columns, len(panels))
    down = -(-len(panels) // across)
    if across > MOST or down > MOST:
        raise ValueError(
            f"histograms() got {down} × {across} histograms; expected at most {MOST} × {MOST}"
        )
    width = 7.2 if across > 3 else 2.0 * across + 1.0
    title_lines = 1 + max(_wrapped(column, across).count("\n") for _, column in panels)
    each = 1.15 if named else 1.0 + 0.16 * title_lines
    sheet = figure(width, min(7.2, 0.75 + each * down + 0.3 * bool(title)))
    sheet.get_layout_engine().set(w_pad=0.05, h_pad=0.03)
    grid = sheet.subplots(down, across, squeeze=False).ravel()
    for axes in grid[len(panels) :]:
        axes.remove()
    outside = 0
    edges = np.linspace(low, high, n_bins + 1)
    for i, ((row, column), values) in enumerate(panels.items()):
        axes = grid[i]
        outside += int(((values < low - 1e-8) | (values > high + 1e-8)).sum())
        heights, _ = np.histogram(np.clip(steady(values), low, high), edges)
        axes.stairs(heights / len(values), edges, fill=True, color=BLUE)
        axes.axvline(0, color=FAINT, linewidth=0.6, zorder=0)
        axes.set(xlim=(low, high), ylim=(0, 1.06 * heights.max() / len(values)), yticks=[])
        axes.spines["left"].set_visible(False)
        axes.xaxis.set_major_locator(MaxNLocator(2 if across > 4 else 3))
        axes.xaxis.set_major_formatter(lambda value, _: _short(value, digits=3))
        axes.tick_params(axis="x", labelsize=8, pad=2, length=3)
        axes.tick_params(axis="x", labelbottom=i + across >= len(panels))
        axes.set_xlabel(f"std {_short(values.std())}", size=8.5, labelpad=1)
        if not named or i < across:
            axes.set_title(_wrapped(column, across), size=9)
        if named and i % across == 0:
            axes.set_ylabel(textwrap.fill(row, 14), size=9, rotation=0, ha="right", va="center")
    sheet.supxlabel(xlabel, size=10.5)
    sheet.suptitle(title or "", size=11.5)

    sentence = _sentence(rows, panels, named)
    if outside:
        count = counted(outside, "value")
        ends = f"{number(low)} to {number(high)}"
        sentence = f"{sentence[:-1]}; {count} outside {ends} counted in the outermost bins."
    alt = (
        f"{counted(len(panels), 'histogram')} of {xlabel or 'values'} from {number(low)} to "
        f"{number(high)}, in {counted(down, 'row')}."
    )
    return Picture(sheet, f"{alt} {sentence}", sentence)


def _rows(arrays):
    """Give the rows, and whether they came with names."""
    if not isinstance(arrays, Mapping) or not arrays:
        raise ValueError(
            'histograms() expected a dict of named arrays, such as {"layer 1": values}, '
            "or of named rows of such"
        )
    nested = [isinstance(row, Mapping) for row in arrays.values()]
    if not any(nested):
        return {"": arrays}, False
    first = next(iter(arrays.values()))
    for name, row in arrays.items():
        if not isinstance(row, Mapping) or not row or list(row) != list(first):
            got = ", ".join(row) if isinstance(row, Mapping) else "no columns"
            expected = ", ".join(first) if isinstance(first, Mapping) and first else "named columns"
            raise ValueError(
                f"histograms() got row {name!r} with {got or 'no columns'}; expected {expected}"
            )
    return arrays, True


def _wrapped(name, across):
    return textwrap.fill(name, max(10, 80 // across))


def _short(value, digits=2):
    """Write a number with two digits, or as many as asked for, in little room.

    Examples
    --------
    >>> _short(0.6312), _short(0.00123), _short(0), _short(0.000032), _short(123.4)
    ('0.63', '0.0012', '0', '3.2e−5', '123')
    """
    if abs(value) < 1e-3:
        return small(value).replace(" × 10^", "e")
    return number(value, int(np.clip(digits - 1 - np.floor(np.log10(abs(value))), 0, 4)))


def _sentence(rows, panels, named):
    stds = {key: float(steady(values.std())) for key, values in panels.items()}
    means = {key: float(steady(values.mean())) for key, values in panels.items()}
    # Against the values' own size: a mean of 0.001 is not near 0 if all values are 0.001.
    centred = all(abs(means[key]) <= max(0.2 * stds[key], 1e-12) for key in panels)
    told = {
        key: small(stds[key]) if centred else f"{small(stds[key])} ({small(means[key])})"
        for key in panels
    }
    columns = list(next(iter(rows.values())))
    head = "Standard deviation" if centred else "Standard deviation (and mean)"
    run = _run(columns)
    if not named and not run:
        pairs = ", ".join(f"{column} {told['', column]}" for column in columns)
        return f"{head}: {pairs}."
    words = [f"{row} {', '.join(told[row, column] for column in columns)}".strip() for row in rows]
    return f"{head}, {run or listed(columns)}: {'; '.join(words)}."


def _run(names):
    """Give "layer 1 to 5" for layer 1, layer 2, … layer 5, and nothing for other names.

    Examples
    --------
    >>> _run(["layer 1", "layer 2", "layer 3"]), _run(["W1", "b1", "W2"])
    ('layer 1 to 3', '')
    """
    start = names[0].rstrip("0123456789")
    first = names[0][len(start) :]
    if len(names) < 3 or not first:
        return ""
    wanted = [f"{start}{int(first) + i}" for i in range(len(names))]
    return f"{names[0]} to {int(first) + len(names) - 1}" if names == wanted else ""
