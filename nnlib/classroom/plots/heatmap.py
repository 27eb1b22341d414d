"""A heatmap: a matrix as coloured cells."""

import numpy as np

from nnlib.classroom.pictures import Picture, figure, in_style, steady
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import counted, small

MOST_ROWS = 30
MOST_TOLD = 10
LETTER = 0.085  # inches, on the wide side


@in_style
def heatmap(values, rows, columns, xlabel="", ylabel="", colour_label="", limits=None, title=None):
    """Draw a matrix as coloured cells, light where the values are high.

    Parameters
    ----------
    values : array_like, shape (n_rows, n_columns)
        The matrix, at most 30 rows; the first is at the top.
    rows, columns : sequence of str or float
        A label for each row and each column. As many columns are labelled as have room.
    xlabel, ylabel : str
        What the columns and the rows are.
    colour_label : str
        What the values are.
    limits : pair of float, optional
        The values at the ends of the colours; without, the lowest and the highest.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the values are no matrix, the labels do not fit it, or the limits are empty.

    Examples
    --------
    >>> heatmap([[5, 7], [9, 2]], ["a", "b"], columns=[1, 2])
    Picture('The highest value is 9 (b, 1), the lowest 2 (b, 2); at 2: 7 for a, 2 for b.')
    """
    values = steady(numbers(values, "heatmap()", "values", ndim=2))
    n_rows, n_columns = values.shape
    rows, columns = _labels(rows), _labels(columns)
    for name, labels, n in (("rows", rows, n_rows), ("columns", columns, n_columns)):
        if len(labels) != n:
            raise ValueError(
                f"heatmap() got {len(labels)} {name} for values of shape {values.shape}; "
                f"expected {n}"
            )
    if n_rows > MOST_ROWS:
        raise ValueError(f"heatmap() got {n_rows} rows; expected at most {MOST_ROWS}")
    low, high = (values.min(), values.max()) if limits is None else map(float, limits)
    if limits is not None and not low < high:
        raise ValueError(f"heatmap() got limits={limits}; expected low below high")

    sheet = figure(7.0, float(np.clip(1.5 + 0.28 * n_rows, 2.6, 7.2)))
    axes = sheet.subplots()
    places = (np.arange(n + 1) - 0.5 for n in (n_columns, n_rows))
    cells = axes.pcolormesh(*places, values, cmap="viridis", vmin=low, vmax=high)
    extend = {(0, 0): "neither", (1, 0): "min", (0, 1): "max", (1, 1): "both"}
    extend = extend[bool(values.min() < low), bool(values.max() > high)]
    sheet.colorbar(cells, label=colour_label, extend=extend, pad=0.02)
    small_rows = n_rows > 20
    room = 5.5 - (0.85 if small_rows else 1) * LETTER * max(map(len, rows))
    step = int(np.ceil(n_columns * (LETTER * max(map(len, columns)) + 0.1) / room))
    shown = range(0, n_columns, step)
    axes.set_xticks(shown, [columns[j] for j in shown])
    axes.set_yticks(range(n_rows), rows, size=8 if small_rows else 9.5)
    axes.tick_params(axis="y", length=0)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.invert_yaxis()
    axes.spines[:].set_visible(False)
    axes.set_title(title or "")

    def place(best):
        i, j = np.unravel_index(best, values.shape)
        return f"({f'{ylabel} {rows[i]}'.strip()}, {f'{xlabel} {columns[j]}'.strip()})"

    sentence = (
        f"The highest {colour_label or 'value'} is {small(values.max())} {place(values.argmax())}, "
        f"the lowest {small(values.min())} {place(values.argmin())}"
    )
    if n_rows <= MOST_TOLD:
        last = zip(rows, values[:, -1], strict=True)
        told = ", ".join(f"{small(value)} for {row}" for row, value in last)
        sentence += f"; at {f'{xlabel} {columns[-1]}'.strip()}: {told}"
    alt = (
        f"A map of {counted(n_rows, 'row')} and {counted(n_columns, 'column')} of coloured cells, "
        f"lighter where {colour_label or 'the value'} is higher."
    )
    return Picture(sheet, f"{alt} {sentence}.", f"{sentence}.")


def _labels(labels):
    """Give labels as words, numbers as in a sentence."""
    return [label if isinstance(label, str) else small(label) for label in labels]
