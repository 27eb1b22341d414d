"""Spread: what several seeds measured, as a mean with a band around it."""

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
    steady,
)
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import counted, listed, number, small

LONG_NAME = 20


@in_style
def spread(
    series,
    x=None,
    xlabel="epoch",
    ylabel="",
    y_limits=None,
    log_x=False,
    log=False,
    title=None,
    best=None,
):
    """Draw the mean over seeds as a line, in a band from the lowest to the highest seed.

    Parameters
    ----------
    series : mapping of str to array_like, shape (n_seeds, n_points)
        At most seven named series, one row a seed. A point where a seed has NaN or inf, because
        its run diverged, is left out.
    x : array_like, shape (n_points,), or mapping of str to such, optional
        Places of the points; 1, 2, … n_points without.
    xlabel, ylabel : str
        What the axes measure.
    y_limits : pair of float, optional
        Ends of the vertical axis.
    log_x, log : bool
        Whether the horizontal and the vertical axis are logarithmic; then all is above 0.
    title : str, optional
        A line above the picture.
    best : {"highest", "lowest"}, optional
        Tell where the mean of each series is highest or lowest, and not where it ends. It suits
        an x that is chosen, such as a learning rate.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a series is empty, does not have one column for each x, or is not above 0 on a
        logarithmic axis, or if `best` is another word.

    Examples
    --------
    >>> spread({"tanh": [[0.5, 0.94], [0.6, 0.96]]}, ylabel="accuracy")
    Picture('At epoch 2, tanh has a mean of 0.95 (from 0.94 to 0.96 over 2 seeds).')
    >>> spread({"tanh": [[0.5, 0.9, np.nan]]}, x=[1, 2, 4], xlabel="rate", best="highest")
    Picture('The highest mean of tanh is 0.9, at rate 2 (1 seed); 1 of 3 points of tanh is left out (diverged).')
    """  # noqa: E501 (one sentence, one line)
    if not isinstance(series, Mapping) or not 1 <= len(series) <= len(COLOURS):
        raise ValueError(
            f"spread() expected a dict of 1 to {len(COLOURS)} named series, "
            f'such as {{"tanh": values}}'
        )
    if best not in (None, "highest", "lowest"):
        raise ValueError(f"spread() got best={best!r}; expected None, 'highest' or 'lowest'")
    lines = {
        name: _line(name, values, x.get(name) if isinstance(x, Mapping) else x, log_x, log)
        for name, values in series.items()
    }

    sheet = figure(7.0 if len(lines) > 1 else 6.0, 3.6)
    axes = sheet.subplots()
    drawn = []
    for i, (place, y, kept) in enumerate(lines.values()):
        mean, low, high = np.full((3, len(place)), np.nan)
        mean[kept], low[kept], high[kept] = y.mean(axis=0), y.min(axis=0), y.max(axis=0)
        marks = {"marker": MARKERS[i] if len(place) <= MOST_MARKS else "", "markersize": 6}
        look = {"color": COLOURS[i], "linestyle": LINE_STYLES[i]}
        drawn += axes.plot(place, steady(mean), **look, **marks)
        axes.fill_between(
            place, steady(low), steady(high), color=COLOURS[i], alpha=0.2, linewidth=0
        )
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.grid(axis="y", color=FAINT, alpha=0.3)
    if log:
        axes.set_yscale("log")
    if y_limits is not None:
        axes.set_ylim(*y_limits)
    places = np.unique(np.concatenate([place for place, _, _ in lines.values()]))
    if log_x:
        axes.set_xscale("log")
        _tick(axes, places, width=4.2)
    elif (places == places.round()).all():
        axes.xaxis.get_major_locator().set_params(integer=True)
    if len(lines) > 1:
        # The names stand in the order of the lines' ends.
        ends = [y.mean(axis=0)[-1] if kept.any() else -np.inf for _, y, kept in lines.values()]
        order = sorted(range(len(ends)), key=lambda i: -steady(ends[i]))
        handles, names = [drawn[i] for i in order], [list(lines)[i] for i in order]
        if max(map(len, names)) <= LONG_NAME:
            sheet.legend(handles, names, loc="outside right center")
        else:
            sheet.set_figheight(3.6 + 0.25 * len(names))
            sheet.legend(handles, names, loc="outside lower center")
    axes.set_title(title or "")

    sentence = _sentence(lines, xlabel, best)
    alt = (
        f"A line chart of {ylabel or 'values'} against {xlabel}, {counted(len(lines), 'mean')} "
        f"over seeds, each in a band from the lowest seed to the highest."
    )
    return Picture(sheet, f"{alt} {sentence}", sentence)


def _line(name, values, place, log_x, log):
    """Give places (n_points,), the values kept (n_seeds, n_kept), and which are kept."""
    try:
        y = np.array(values, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(
            f"spread() got values of {name!r} that are not an array of numbers"
        ) from None
    if y.ndim != 2 or y.size == 0:
        raise ValueError(
            f"spread() got values of {name!r} of shape {y.shape}; expected (n_seeds, n_points)"
        )
    place = np.arange(1, y.shape[1] + 1) if place is None else place
    place = numbers(place, "spread()", f"x of {name!r}", ndim=1)
    if len(place) != y.shape[1]:
        raise ValueError(
            f"spread() got values of {name!r} of shape {y.shape} for x of shape {place.shape}; "
            f"expected one column for each x"
        )
    if log_x and place.min() <= 0:
        raise ValueError(f"spread() got x of {name!r} ≤ 0; a log axis needs all above 0")
    kept = np.isfinite(y).all(axis=0)
    y = y[:, kept]
    if log and (y <= 0).any():
        raise ValueError(f"spread() got values of {name!r} ≤ 0; a log axis needs all above 0")
    return place, y, kept


def _tick(axes, places, width):
    """Label the places themselves on a logarithmic axis, or those of them that fit."""
    texts = [number(place, 6) for place in places]
    if places.min() < 1e-4 or places.max() >= 1e6 or len(places) == 1:
        return  # Powers of ten are shorter.
    inches = width * np.log(places / places[0]) / np.log(places[-1] / places[0])
    shown = [0]
    for i in range(1, len(places)):
        need = 0.075 * (len(texts[i]) + len(texts[shown[-1]])) / 2 + 0.06
        if inches[i] - inches[shown[-1]] >= need:
            shown.append(i)
    axes.set_xticks(places[shown], [texts[i] for i in shown])
    axes.set_xticks([], minor=True)


def _sentence(lines, xlabel, best):
    told, lost, ends = [], [], set()
    for name, (place, y, kept) in lines.items():
        n_lost = len(kept) - kept.sum()
        if n_lost:
            share = f"{n_lost} of {counted(len(kept), 'point')}"
            lost.append(f"{share} of {name} {'is' if n_lost == 1 else 'are'} left out (diverged)")
        if not kept.any():
            continue
        mean = y.mean(axis=0).round(12)
        at = {None: len(mean) - 1, "highest": mean.argmax(), "lowest": mean.argmin()}[best]
        seeds = "1 seed"
        if len(y) > 1:
            low, high = small(y[:, at].min()), small(y[:, at].max())
            seeds = f"from {low} to {high} over {len(y)} seeds"
        ends.add(small(place[kept][at]))
        told.append((name, small(mean[at]), small(place[kept][at]), seeds))
    if best is not None:
        words = [f"{name} is {mean}, at {xlabel} {at} ({seeds})" for name, mean, at, seeds in told]
        parts = [f"The {best} mean of {'; of '.join(words)}"] if words else []
    elif len(ends) == 1:
        words = [f"{name} has a mean of {mean} ({seeds})" for name, mean, _, seeds in told]
        parts = [f"At {xlabel} {ends.pop()}, {listed(words)}"]
    else:
        words = [
            f"{name} has a mean of {mean} at {xlabel} {at} ({seeds})"
            for name, mean, at, seeds in told
        ]
        parts = [f"At the last points, {listed(words)}"] if words else []
    if not parts:
        parts = ["No line is drawn"]
    return "; ".join(parts + lost) + "."
