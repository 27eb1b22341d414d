"""Scoreboard: for each name two numbers side by side, the published one and one's own."""

from collections.abc import Mapping

from matplotlib.lines import Line2D

from nnlib.classroom.pictures import BLUE, FAINT, INK, VERMILLION, Picture, figure, in_style, steady
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import counted, number

MOST = 12


@in_style
def scoreboard(published, here, xlabel="", title=None):
    """Draw published numbers and one's own as marks on one line for each name.

    Parameters
    ----------
    published, here : mapping of str to float
        At most 12 numbers each, with the same names; the first of `published` is at the top.
    xlabel : str
        What the numbers measure.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is no name or too many, the names differ, or a number is NaN or inf.

    Examples
    --------
    >>> scoreboard({"one layer": 76, "two layers": 97.5}, {"one layer": 76.1, "two layers": 97.4})
    Picture('Published and here: one layer 76 and 76.1, two layers 97.5 and 97.4.')
    """
    if not isinstance(published, Mapping) or not 1 <= len(published) <= MOST:
        raise ValueError(f"scoreboard() expected a dict of 1 to {MOST} published numbers")
    if not isinstance(here, Mapping) or set(here) != set(published):
        raise ValueError(
            f"scoreboard() got own numbers of {list(here)}; expected those of {list(published)}"
        )
    pairs = {
        name: [
            float(steady(numbers(of[name], "scoreboard()", f"number of {name!r}", ndim=0)))
            for of in (published, here)
        ]
        for name in published
    }
    sheet = figure(7.0, 1.4 + 0.3 * len(pairs) + 0.3 * bool(title))
    axes = sheet.subplots()
    theirs = {"marker": "|", "markersize": 15, "color": VERMILLION, "markeredgewidth": 3}
    ours = {"marker": "o", "markersize": 7, "color": BLUE, "markeredgewidth": 0}
    for i, pair in enumerate(pairs.values()):
        axes.plot(pair, [i, i], color=INK, linestyle="-", linewidth=1.2, zorder=2)
        axes.plot(pair[0], i, linestyle="", zorder=3, **theirs)
        axes.plot(pair[1], i, linestyle="", zorder=4, **ours)
    axes.set_yticks(range(len(pairs)), list(pairs))
    axes.set_ylim(len(pairs) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.06)
    axes.grid(axis="x", color=FAINT, alpha=0.3)
    axes.set(xlabel=xlabel)
    legend = [
        Line2D([], [], label="published", linestyle="", **theirs | {"markersize": 11}),
        Line2D([], [], label="here", linestyle="", **ours),
    ]
    sheet.legend(handles=legend, loc="outside lower center", ncols=2)
    axes.set_title(title or "")

    told = ", ".join(f"{name} {number(a, 2)} and {number(b, 2)}" for name, (a, b) in pairs.items())
    sentence = f"Published and here: {told}."
    alt = f"A chart of {counted(len(pairs), 'row')} with two marks each: published, and here."
    return Picture(sheet, f"{alt} {sentence}", sentence)
