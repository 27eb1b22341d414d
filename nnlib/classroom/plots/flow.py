"""The flow of numbers through a tiny network: values forward, gradients backward."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from nnlib.classroom.pictures import (
    BLACK,
    BLUE,
    FAINT,
    INK,
    PAPER,
    VERMILLION,
    Picture,
    figure,
    in_style,
    listed,
    number,
)

BOX = 1.14  # width of a box in inches, wide enough for "z1[0] = −0.123"
PLAIN = 0.5  # inches between columns that no weights join
LINE = 0.21  # height of a line of text
ALONG = 0.36  # how far along an arrow its weight stands: near its start, arrows are still apart


@in_style
def flow(columns, weights=None, gradients=None, weight_gradients=None, current=None, title=None):
    """Draw a tiny network with its values, weights and gradients written in.

    Parameters
    ----------
    columns : sequence of mapping of str to array_like, shape (n,)
        One column of boxes for each entry, such as ``{"z1": z1, "a1": a1}``; one box for each
        unit, at most 3. None or NaN stands for a value that is not known yet.
    weights : sequence of array_like, shape (n_in, n_out), optional
        The weights on the arrows between the first columns. Later columns are joined plainly.
    gradients : mapping of str to array_like, shape (n,), optional
        The gradient of the loss with respect to a value of that name.
    weight_gradients : sequence of array_like, shape (n_in, n_out), optional
        The gradient of the loss with respect to each weight, or None.
    current : str or tuple, optional
        What is being computed now, drawn heavier: ``"z1"``, ``("z1", 0)``, or ``("W1", 0, 1)``.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If shapes do not fit together.

    Examples
    --------
    >>> flow([{"x": [1, 2]}, {"z": [5]}], weights=[[[1], [2]]], gradients={"z": [1]})
    Picture('Forward x = (1, 2) and z = 5; backward dL/dz = 1.')
    """
    columns = [
        {name: _values(values, name) for name, values in column.items()} for column in columns
    ]
    _check_columns(columns)
    sizes = [len(next(iter(column.values()))) for column in columns]
    weights = _matrices(weights, sizes, "weights")
    weight_gradients = _matrices(weight_gradients, sizes, "weight_gradients")
    gradients = {name: _values(values, name) for name, values in (gradients or {}).items()}
    for name, values in gradients.items():
        owners = [column[name] for column in columns if name in column]
        if not owners or owners[0].shape != values.shape:
            expected = owners[0].shape if owners else f"one of {_names(columns)}"
            raise ValueError(
                f"flow() got gradient {name!r} of shape {values.shape}; expected {expected}"
            )

    lines = max(sum(1 + (name in gradients) for name in column) for column in columns)
    row_height = max(lines * LINE + 0.55, 1.45 if weight_gradients else 1.15)
    box_height = lines * LINE + 0.12
    foot = 0.3 if gradients else 0.0
    height = (max(sizes) - 1) * row_height + box_height + 0.2 + foot
    width = 7.2
    head = 0.3 if title else 0.0
    sheet = figure(width, height + head)
    sheet.set_layout_engine("none")
    axes = sheet.add_axes((0, 0, 1, 1))  # one unit is one inch
    axes.set(xlim=(0, width), ylim=(0, height + head))
    axes.set_axis_off()
    if title:
        axes.text(width / 2, height + head - 0.08, title, ha="center", va="top", size=11.5)
    middle = (height + foot) / 2
    places = [
        [(x, middle + ((n - 1) / 2 - j) * row_height) for j in range(n)]
        for x, n in zip(_across(len(columns), len(weights), width), sizes, strict=True)
    ]
    for i in range(len(columns) - 1):
        W = weights[i] if i < len(weights) else None
        dW = weight_gradients[i] if i < len(weight_gradients) else None
        _draw_arrows(axes, places[i], places[i + 1], W, dW, f"W{i + 1}", current)
    for column, spots in zip(columns, places, strict=True):
        for j, spot in enumerate(spots):
            _draw_box(axes, spot, column, gradients, j, current)

    if gradients:
        words = "← the gradient of L with respect to the number above it"
        axes.text(width / 2, 0.1, words, ha="center", va="bottom", size=8.5, style="italic")

    sentence = f"Forward {_told(columns, '')}"
    if any(np.isfinite(values).any() for values in gradients.values()):
        sentence += f"; backward {_told([gradients], 'dL/d')}"
    alt = f"A network as boxes in {len(columns)} columns, joined by arrows. {sentence}."
    return Picture(sheet, alt, f"{sentence}.")


def _values(values, name):
    """Give values as floats, NaN for those that are not known."""
    try:
        array = np.asarray(values, dtype=float)  # None becomes NaN
    except (TypeError, ValueError):
        raise ValueError(f"flow() got {name!r} that is not an array of numbers") from None
    if array.ndim != 1 or not 1 <= len(array) <= 3:
        raise ValueError(
            f"flow() got {name!r} of shape {array.shape}; expected (n,), n from 1 to 3"
        )
    return array


def _names(columns):
    return ", ".join(name for column in columns for name in column)


def _check_columns(columns):
    if not 1 <= len(columns) <= 4 or not all(columns):
        raise ValueError(f"flow() got {len(columns)} columns; expected 1 to 4, none of them empty")
    for column in columns:
        shapes = {values.shape for values in column.values()}
        if len(shapes) > 1:
            raise ValueError(
                f"flow() got {', '.join(column)} of different shapes in a column; expected the same"
            )


def _matrices(matrices, sizes, what):
    matrices = [] if matrices is None else list(matrices)
    if len(matrices) >= len(sizes):
        raise ValueError(f"flow() got {len(matrices)} {what} for {len(sizes)} columns")
    checked = []
    for i, matrix in enumerate(matrices):
        expected = (sizes[i], sizes[i + 1])
        array = None if matrix is None else np.asarray(matrix, dtype=float)
        if array is not None and array.shape != expected:
            raise ValueError(f"flow() got {what}[{i}] of shape {array.shape}; expected {expected}")
        checked.append(array)
    return checked


def _across(n_columns, n_weighted, width):
    """Give the middle of each column: wide gaps where weights stand, narrow ones elsewhere."""
    n_plain = n_columns - 1 - n_weighted
    free = width - 0.16 - n_columns * BOX
    narrow = PLAIN if n_weighted else free / max(n_plain, 1)
    wide = (free - n_plain * narrow) / max(n_weighted, 1)
    gaps = np.array([wide] * n_weighted + [narrow] * n_plain)
    return 0.08 + BOX / 2 + np.concatenate([[0], np.cumsum(gaps + BOX)])


def _is_current(current, name, *place):
    return current == name or current == (name, *place)


def _written(value):
    return "?" if np.isnan(value) else number(value, decimals=3)


def _draw_arrows(axes, starts, ends, W, dW, name, current):
    """Draw the arrows between two columns, with weights and gradients near their starts."""
    for j, (x, y) in enumerate(starts):
        for k, (x_end, y_end) in enumerate(ends):
            heavy = _is_current(current, name, j, k)
            look = {
                "arrowstyle": "-|>",
                "color": VERMILLION if heavy else FAINT,
                "linewidth": 2.2 if heavy else 1.0,
                "shrinkA": 0,
                "shrinkB": 0,
            }
            start, end = np.array([x + BOX / 2, y]), np.array([x_end - BOX / 2, y_end])
            axes.annotate("", end, start, arrowprops=look, zorder=1)
            if W is None:
                continue
            spot = start + ALONG * (end - start)
            text = {"ha": "center", "size": 8.5, "zorder": 4}
            paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}
            if dW is None or np.isnan(dW[j, k]):
                axes.text(*spot, _written(W[j, k]), va="center", bbox=paper, color=INK, **text)
                continue
            box = paper | ({"edgecolor": VERMILLION} if heavy else {})
            # Two lines in one box: the weight, and below it in italics its gradient.
            axes.text(
                *spot,
                f"{_written(W[j, k])}\n← {_written(dW[j, k])}",
                va="center",
                bbox=box,
                color=VERMILLION if heavy else INK,
                linespacing=1.15,
                **text,
            )


def _draw_box(axes, spot, column, gradients, j, current):
    """Draw one unit: a line for each of its values, and one below for each gradient."""
    texts = []
    for name, values in column.items():
        unit = name if len(values) == 1 else f"{name}[{j}]"
        heavy = _is_current(current, name, j)
        texts.append((f"{unit} = {_written(values[j])}", INK, heavy, "normal"))
        if name in gradients:
            heavy = _is_current(current, f"d{name}", j)
            texts.append((f"← {_written(gradients[name][j])}", VERMILLION, heavy, "italic"))
    height = len(texts) * LINE + 0.12
    x, y = spot
    busy = any(heavy for _, _, heavy, _ in texts)
    axes.add_patch(
        FancyBboxPatch(
            (x - BOX / 2, y - height / 2),
            BOX,
            height,
            boxstyle="round,pad=0,rounding_size=0.08",
            facecolor="#fff3c4" if busy else "white",
            edgecolor=BLACK if busy else BLUE,
            linewidth=2.4 if busy else 1.2,
            zorder=2,
        )
    )
    for i, (words, colour, heavy, slant) in enumerate(texts):
        line = y + height / 2 - 0.06 - (i + 0.5) * LINE
        axes.text(
            x,
            line,
            words,
            ha="center",
            va="center",
            size=8.5,
            color=colour,
            weight="bold" if heavy else "normal",
            style=slant,
            zorder=5,
        )


def _told(columns, prefix):
    """Tell the values that are known, a vector in brackets."""
    told = []
    for column in columns:
        for name, values in column.items():
            known = values[np.isfinite(values)]
            if len(known) == len(values):
                written = ", ".join(number(value) for value in values)
                told.append(f"{prefix}{name} = {f'({written})' if len(values) > 1 else written}")
    return listed(told) if told else "nothing yet"
