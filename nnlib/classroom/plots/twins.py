"""Twins: how far two runs drift apart that began almost, but not quite, alike."""

from collections.abc import Mapping

import numpy as np

from nnlib.classroom.pictures import COLOURS, FAINT, LINE_STYLES, MARKERS, Picture, figure, in_style
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import listed, number

FAR = 0.01  # from here on two runs are called far apart
FLOOR = 1e-18  # where 0 is drawn: a logarithmic axis has no place for it


@in_style
def twins(differences, x=None, xlabel="epoch", title=None):
    """Draw the largest difference between two runs on a logarithmic axis that has a place for 0.

    Parameters
    ----------
    differences : mapping of str to array_like, shape (n,)
        At most seven named series of numbers, each 0 or above.
    x : array_like, shape (n,), optional
        Places of the values; 1, 2, … n without.
    xlabel : str
        What the horizontal axis measures.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture
        The sizes of such differences are chance, another on every computer. So the sentence
        tells only whether the last is above 0.01, below 10⁻¹⁴, or between.

    Raises
    ------
    ValueError
        If a series is empty, not as long as x, or below 0.

    Examples
    --------
    >>> twins({"plain": [1e-16, 0.5], "exact": [1e-16, 2e-16]})
    Picture('At epoch 2, plain: more than 0.01 apart; exact: apart in last bits at most.')
    """
    if not isinstance(differences, Mapping) or not 1 <= len(differences) <= len(COLOURS):
        raise ValueError(f"twins() expected a dict of 1 to {len(COLOURS)} named series")
    series = {
        name: numbers(values, "twins()", f"values of {name!r}", ndim=1)
        for name, values in differences.items()
    }
    length = len(next(iter(series.values())))
    x = np.arange(1, length + 1) if x is None else numbers(x, "twins()", "x", ndim=1)
    for name, values in series.items():
        if len(values) != len(x):
            raise ValueError(
                f"twins() got values of {name!r} of shape {values.shape} for x of shape "
                f"{x.shape}; expected one value for each x"
            )
        if values.min() < 0:
            raise ValueError(f"twins() got values of {name!r} below 0; expected differences")

    sheet = figure(7.0, 3.8)
    axes = sheet.subplots()
    for i, (name, values) in enumerate(series.items()):
        look = {"color": COLOURS[i], "linestyle": LINE_STYLES[i], "marker": MARKERS[i]}
        axes.plot(x, np.maximum(values, FLOOR), label=name, markersize=4, **look)
    axes.axhline(FAR, color=FAINT, linewidth=1)
    axes.set_yscale("log")
    axes.set_ylim(FLOOR / 4, 1e3)
    axes.set_yticks(
        [FLOOR, 1e-16, 1e-12, 1e-8, 1e-4, 1], ["0", "10⁻¹⁶", "10⁻¹²", "10⁻⁸", "10⁻⁴", "1"]
    )
    axes.set_yticks([], minor=True)
    axes.text(x[0], FAR * 2, f"{number(FAR)}", color="#5a5751", size=9, va="bottom")
    axes.set(xlabel=xlabel, ylabel="largest difference of a weight")
    axes.set_title(title or "")
    sheet.legend(loc="outside lower center", ncols=2)

    told = [f"{name}: {_fate(values[-1])}" for name, values in series.items()]
    sentence = f"At {xlabel} {number(x[-1])}, {'; '.join(told)}."
    alt = (
        f"A line chart with a logarithmic axis: the largest difference of a weight between two "
        f"runs against {xlabel}, for {listed(series)}. {sentence}"
    )
    return Picture(sheet, alt, sentence)


def _fate(value):
    if value < 1e-14:
        return "apart in last bits at most"
    return f"{'more than' if value > FAR else 'at most'} {number(FAR)} apart"
