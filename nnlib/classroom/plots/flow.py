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
)
from nnlib.classroom.sentences import listed, number

LETTER = 0.068  # width of a letter in inches
PLAIN = 0.36  # inches between columns that no weights join
LINE = 0.21  # height of a line of text
ALONG = 0.33  # how far along a slanting arrow its weight stands: it must not cover other arrows
ALONG_TO_THREE = 0.27  # three arrows from each box cross there; their weights stand nearer
ALONG_LEVEL = 0.46  # and along a level one


@in_style
def flow(columns, weights=None, gradients=None, weight_gradients=None, current=None, title=None):
    """Draw a tiny network with its values, weights and gradients written in.

    Parameters
    ----------
    columns : sequence of mapping of str to array_like, shape (n,)
        One column of boxes for each entry, such as ``{"z1": z1, "a1": a1}``; one box for each
        unit, at most 3; at most 5 columns. None or NaN stands for a value that is not known yet.
        Values in one box belong to one unit: softmax, which mixes units, takes a new column.
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
    row_height = max(lines * LINE + 0.55, 1.8 if weight_gradients else 1.3)
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
    boxes = [_box_width(column, n) for column, n in zip(columns, sizes, strict=True)]
    places = [
        [(x, middle + ((n - 1) / 2 - j) * row_height) for j in range(n)]
        for x, n in zip(_across(boxes, len(weights), width), sizes, strict=True)
    ]
    for i in range(len(columns) - 1):
        W = weights[i] if i < len(weights) else None
        dW = weight_gradients[i] if i < len(weight_gradients) else None
        starts = [(x + boxes[i] / 2, y) for x, y in places[i]]
        ends = [(x - boxes[i + 1] / 2, y) for x, y in places[i + 1]]
        _draw_arrows(axes, starts, ends, W, dW, f"W{i + 1}", current)
    for column, box, spots in zip(columns, boxes, places, strict=True):
        for j, spot in enumerate(spots):
            _draw_box(axes, spot, box, column, gradients, j, current)

    if gradients:
        words = "← the slope of L along the number above it"
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
    if not 1 <= len(columns) <= 5 or not all(columns):
        raise ValueError(f"flow() got {len(columns)} columns; expected 1 to 5, none of them empty")
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


def _box_width(column, n):
    """Give the width of a column's boxes: enough for the longest name with "= −0.123"."""
    longest = max(len(name) for name in column) + (len("[0]") if n > 1 else 0)
    return LETTER * (longest + len(" = −0.123")) + 0.08


def _across(boxes, n_weighted, width):
    """Give the middle of each column: wide gaps where weights stand, narrow ones elsewhere."""
    n_plain = len(boxes) - 1 - n_weighted
    free = width - 0.16 - sum(boxes)
    narrow = PLAIN if n_weighted else free / max(n_plain, 1)
    wide = (free - n_plain * narrow) / max(n_weighted, 1)
    gaps = np.array([wide] * n_weighted + [narrow] * n_plain)
    lefts = 0.08 + np.concatenate([[0], np.cumsum(boxes[:-1] + gaps)])
    return lefts + np.array(boxes) / 2


def _is_current(current, name, *place):
    return current == name or current == (name, *place)


def _written(value):
    return "?" if np.isnan(value) else number(value, decimals=3)


def _draw_arrows(axes, starts, ends, W, dW, name, current):
    """Draw the arrows between two columns, with weights and gradients near their starts."""
    along = ALONG_TO_THREE if len(ends) == 3 else ALONG
    for j, start in enumerate(np.array(starts)):
        for k, end in enumerate(np.array(ends)):
            heavy = _is_current(current, name, j, k)
            look = {
                "arrowstyle": "-|>",
                "color": VERMILLION if heavy else FAINT,
                "linewidth": 2.2 if heavy else 1.0,
                "shrinkA": 0,
                "shrinkB": 0,
            }
            axes.annotate("", end, start, arrowprops=look, zorder=1)
            if W is None:
                continue
            level = abs(start[1] - end[1]) < 0.1
            x, y = start + (ALONG_LEVEL if level else along) * (end - start)
            text = {"ha": "center", "size": 8.2, "zorder": 4}
            text["bbox"] = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}
            if dW is None or np.isnan(dW[j, k]):
                axes.text(x, y, _written(W[j, k]), va="center", color=INK, **text)
                continue
            axes.text(x, y + 0.02, _written(W[j, k]), va="bottom", color=INK, **text)
            look = {"color": VERMILLION, "style": "italic", "weight": "bold" if heavy else "normal"}
            axes.text(x, y - 0.02, f"← {_written(dW[j, k])}", va="top", **look, **text)


def _draw_box(axes, spot, box, column, gradients, j, current):
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
            (x - box / 2, y - height / 2),
            box,
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
