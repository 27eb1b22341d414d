"""Clouds: points around a place, in panels side by side that share their axes."""

from collections.abc import Mapping

import numpy as np
from matplotlib.ticker import MaxNLocator

from nnlib.classroom.pictures import BLUE, VERMILLION, Picture, figure, in_style, steady
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import counted, listed, number, small

MOST = 5


@in_style
def clouds(points, centre, names=("w1", "w2"), title=None):
    """Draw clouds of points in panels side by side, with two lines that cross at the same place.

    Parameters
    ----------
    points : mapping of str to array_like, shape (n, 2)
        At most five named clouds.
    centre : array_like, shape (2,)
        Where the lines cross.
    names : pair of str
        What the axes measure.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture
        Its sentence tells the typical distance from there, the root of the mean square.

    Raises
    ------
    ValueError
        If there is no cloud or there are too many, or one does not have two columns.

    Examples
    --------
    >>> clouds({"one": [[3, 4], [-3, -4]], "ten": [[0, 1], [0, -1]]}, centre=[0, 0])
    Picture('The typical distance from (0, 0) is, for one: 5, ten: 1.')
    """
    if not isinstance(points, Mapping) or not 1 <= len(points) <= MOST:
        raise ValueError(f"clouds() expected a dict of 1 to {MOST} named clouds")
    centre = numbers(centre, "clouds()", "centre", ndim=1)
    if centre.shape != (2,):
        raise ValueError(f"clouds() got centre of shape {centre.shape}; expected (2,)")
    places = {}
    for name, cloud in points.items():
        places[name] = numbers(cloud, "clouds()", f"points of {name!r}", ndim=2)
        if places[name].shape[1] != 2:
            raise ValueError(
                f"clouds() got points of {name!r} of shape {places[name].shape}; expected (n, 2)"
            )
    reach = 1.1 * steady(max(np.abs(cloud - centre).max() for cloud in places.values())) or 1.0

    n = len(places)
    sheet = figure(min(7.2, 1.7 * n + 0.9), 2.55 if n > 1 else 3.4)
    sheet.get_layout_engine().set(w_pad=0.05)
    panels = sheet.subplots(1, n, sharex=True, sharey=True, squeeze=False)[0]
    for axes, (name, cloud) in zip(panels, places.items(), strict=True):
        axes.axvline(steady(centre)[0], color=VERMILLION, linewidth=1, zorder=1)
        axes.axhline(steady(centre)[1], color=VERMILLION, linewidth=1, zorder=1)
        axes.plot(*steady(cloud).T, "o", color=BLUE, markersize=3, alpha=0.4, mew=0, zorder=2)
        axes.set(xlim=(centre[0] - reach, centre[0] + reach), aspect="equal")
        axes.set(ylim=(centre[1] - reach, centre[1] + reach))
        axes.set_title(name, size=10.5)
        axes.xaxis.set_major_locator(MaxNLocator(3))
        axes.yaxis.set_major_locator(MaxNLocator(3))
    panels[0].set_ylabel(names[1])
    sheet.supxlabel(names[0], size=10.5)
    sheet.suptitle(title or "", size=11.5)

    typical = {
        name: np.sqrt(((cloud - centre) ** 2).sum(axis=1).mean()) for name, cloud in places.items()
    }
    told = ", ".join(f"{name}: {small(value)}" for name, value in typical.items())
    sentence = f"The typical distance from ({_pair(centre)}) is, for {told}."
    alt = (
        f"{counted(n, 'cloud')} of points, {listed(places)}, over {names[0]} and {names[1]}, "
        f"each around two lines that cross. {sentence}"
    )
    return Picture(sheet, alt, sentence)


def _pair(place):
    """Write two numbers for a sentence.

    Examples
    --------
    >>> _pair([0.5, -1])
    '0.5, −1'
    """
    return f"{number(place[0])}, {number(place[1])}"
