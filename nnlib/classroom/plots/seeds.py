"""Seeds: one score for each run, with mean and standard deviation."""

import textwrap
from collections.abc import Mapping

import numpy as np
from matplotlib.lines import Line2D

from nnlib.classroom.pictures import (
    BLUE,
    FAINT,
    INK,
    PAPER,
    VERMILLION,
    Picture,
    figure,
    in_style,
    steady,
)
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import counted, number, small

MOST = 12
NAME_WIDTH = 30


@in_style
def seeds(scores, xlabel="", title=None, published=None):
    """Draw the scores of several seeds as dots, a row for each name.

    Parameters
    ----------
    scores : mapping of str to array_like, shape (n_seeds,)
        At most 12 named rows; the first is at the top.
    xlabel : str
        What the scores measure.
    title : str, optional
        A line above the picture.
    published : mapping of str to float, optional
        For some of the names, the score that others have published.

    Returns
    -------
    Picture
        The bar reaches one standard deviation (n − 1 in the denominator) to each side of the
        mean; one seed alone has no bar.

    Raises
    ------
    ValueError
        If there are too many rows, one is empty or holds NaN, or a published name is no row.

    Examples
    --------
    >>> seeds({"tanh": [0.94, 0.96], "ReLU": [0.97, 0.97]}, published={"ReLU": 1})
    Picture('Mean ± standard deviation over 2 seeds: tanh 0.95 ± 0.014, ReLU 0.97 ± 0; published: ReLU 1.')
    """  # noqa: E501 (one sentence, one line)
    if not isinstance(scores, Mapping) or not 1 <= len(scores) <= MOST:
        raise ValueError(
            f'seeds() expected a dict of 1 to {MOST} named rows, such as {{"tanh": scores}}'
        )
    rows = {
        name: numbers(values, "seeds()", f"scores of {name!r}", ndim=1)
        for name, values in scores.items()
    }
    published = published or {}
    for name, value in published.items():
        if name not in rows:
            raise ValueError(
                f"seeds() got published {name!r}; expected one of {', '.join(map(repr, rows))}"
            )
        numbers(value, "seeds()", f"published of {name!r}", ndim=0)

    names = [textwrap.fill(name, NAME_WIDTH) for name in rows]
    n_lines = sum(max(1.7, 1 + name.count("\n")) for name in names)
    sheet = figure(7.0, min(7.2, 1.4 + 0.21 * n_lines + 0.3 * bool(title)))
    axes = sheet.subplots()
    dots = {"marker": "o", "color": BLUE, "markersize": 5, "alpha": 0.6, "markeredgewidth": 0}
    mean_look = {"marker": "D", "markersize": 8, "color": INK, "markerfacecolor": PAPER}
    bar = {"color": INK, "linestyle": "-", "linewidth": 1.6}
    theirs = {"marker": "|", "markersize": 17, "color": VERMILLION, "markeredgewidth": 2.5}
    for i, (name, values) in enumerate(rows.items()):
        mean = steady(values.mean())
        if len(values) > 1:
            reach = steady(values.std(ddof=1))
            axes.plot([mean - reach, mean + reach], [i, i], zorder=2, **bar)
        axes.plot(mean, i, zorder=3, **mean_look)
        if name in published:
            axes.plot(published[name], i, linestyle="", zorder=4, **theirs)
        axes.plot(steady(values), np.full(len(values), i), linestyle="", zorder=5, **dots)
    axes.set_yticks(range(len(rows)), names)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.06)
    axes.grid(axis="x", color=FAINT, alpha=0.3)
    axes.set(xlabel=xlabel)
    legend = [
        Line2D([], [], label="one seed", linestyle="", **dots),
        Line2D([], [], label="mean ± standard deviation", **(bar | mean_look)),
    ]
    if published:
        legend.append(Line2D([], [], label="published", linestyle="", **theirs))
        legend[-1].set_markersize(11)
    sheet.legend(handles=legend, loc="outside lower center", ncols=3)
    axes.set_title(title or "")

    sentence = _sentence(rows, xlabel, published)
    alt = f"A chart of {counted(len(rows), 'row')} of dots, a dot for each seed."
    return Picture(sheet, f"{alt} {sentence}", sentence)


def _sentence(rows, xlabel, published):
    counts = {len(values) for values in rows.values()}
    told = []
    for name, values in rows.items():
        words = f"{name} {number(values.mean())}"
        if len(values) > 1:
            std = float(steady(values.std(ddof=1)))
            # The mean is told as finely as its deviation, which gets two digits.
            decimals = int(np.clip(1 - np.floor(np.log10(std)), 0, 4)) if std >= 1e-4 else 4
            std = number(std, decimals) if std >= 1e-4 else small(std)
            words = f"{name} {number(values.mean(), decimals)} ± {std}"
        if len(counts) > 1:
            words += f" ({counted(len(values), 'seed')})"
        told.append(words)
    over = f" over {counted(counts.pop(), 'seed')}" if len(counts) == 1 else ""
    of = f" of {xlabel}" if xlabel else ""
    sentence = f"Mean ± standard deviation{of}{over}: {', '.join(told)}"
    if published:
        pairs = ", ".join(f"{name} {number(value)}" for name, value in published.items())
        sentence += f"; published: {pairs}"
    return sentence + "."
