"""Explore the slopes of sigmoid, tanh and ReLU: what passes a unit on the way back?"""

import numpy as np

from nnlib.activations import ReLU, Sigmoid, Tanh
from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import BLUE, FAINT, SKY, VERMILLION, Picture, figure, in_style
from nnlib.classroom.sentences import counted, number

FUNCTIONS = {"sigmoid": Sigmoid(), "tanh": Tanh(), "ReLU": ReLU()}
FURTHEST = 8.0
MOST_LAYERS = 6
LIMIT = 0.01  # of the largest slope: below it a unit counts as saturated


@in_style
def slopes_picture(function, z, n_layers=1):
    """Show an activation function, its slope, and the point of both at z.

    Parameters
    ----------
    function : str
        "sigmoid", "tanh" or "ReLU".
    z : float
        A weighted sum, −8 to 8.
    n_layers : int
        Through how many layers of such units the slope is multiplied, 1 to 6.

    Returns
    -------
    Picture
        The shaded range is where the unit is saturated: its slope is below 1 % of the
        largest. A ReLU unit is off there.

    Raises
    ------
    ValueError
        If there is no such function, or z or n_layers lies outside.

    Examples
    --------
    >>> print(slopes_picture("tanh", 0.5, 2).sentence)
    tanh(0.5) = 0.4621, and its slope there is 0.7864. After 2 layers of such units 0.6185 is left of a slope of 1. It is saturated where |z| is above 2.99.
    """  # noqa: E501 (one sentence, one line)
    if function not in FUNCTIONS:
        raise ValueError(
            f"slopes_picture() got function={function!r}; expected one of {', '.join(FUNCTIONS)}"
        )
    if not abs(z) <= FURTHEST:
        raise ValueError(f"slopes_picture() got z={z}; expected −8 to 8")
    if not 1 <= n_layers <= MOST_LAYERS:
        raise ValueError(f"slopes_picture() got n_layers={n_layers}; expected 1 to {MOST_LAYERS}")
    zs = np.linspace(-FURTHEST, FURTHEST, 801)
    sheet = figure(6.6, 4.8)
    above, below = sheet.subplots(2, 1, sharex=True)
    for name, unit in FUNCTIONS.items():
        chosen = name == function
        look = {"color": BLUE if chosen else FAINT, "linewidth": 2.4 if chosen else 1.0}
        look["linestyle"] = {"sigmoid": "-", "tanh": "--", "ReLU": "-."}[name]
        a = unit.f(zs)
        above.plot(zs, a, label=name, zorder=2 + chosen, **look)
        below.plot(zs, unit.slope(a), zorder=2 + chosen, **look)
    unit = FUNCTIONS[function]
    a = float(unit.f(z))
    here = float(unit.slope(np.array(a)))
    end = _saturated_from(function)
    for axes, value in ((above, a), (below, here)):
        axes.axhline(0, color=FAINT, linewidth=0.8, zorder=0)
        axes.axvline(z, color=FAINT, linestyle=":", zorder=0)
        axes.axvspan(-FURTHEST, -end, color=SKY, alpha=0.25, linewidth=0, zorder=0)
        if function != "ReLU":
            axes.axvspan(end, FURTHEST, color=SKY, alpha=0.25, linewidth=0, zorder=0)
        axes.plot(z, value, "o", color=VERMILLION, markersize=9, zorder=5, clip_on=False)
    highest = FURTHEST if function == "ReLU" else 2.0
    above.set(ylabel="a", xlim=(-FURTHEST, FURTHEST), ylim=(-1.15, 1.05 * highest))
    below.set(xlabel="z", ylabel="slope", ylim=(-0.05, 1.1))
    sheet.legend(loc="outside right center")
    shaded = "off" if function == "ReLU" else "saturated"
    above.set_title(f"{function} and its slope (shaded: {shaded})")

    state = f"saturated where |z| is above {number(end, 2)}"
    if function == "ReLU":
        state = "off where z is 0 or below"
    sentence = f"{function}({number(z)}) = {number(a)}, and its slope there is {_little(here)}."
    sentence += f" After {counted(n_layers, 'layer')} of such units {_little(here**n_layers)} is "
    sentence += f"left of a slope of 1. It is {state}."
    alt = "Graphs of sigmoid, tanh and ReLU above, of their slopes below, for z from −8 to 8."
    return Picture(sheet, f"{alt} {sentence}", sentence)


def _saturated_from(function):
    """Give how far from 0 the slope falls below 1 % of its largest."""
    end = np.arctanh(np.sqrt(1 - LIMIT))  # 1 − a² = LIMIT
    return {"tanh": end, "sigmoid": 2 * end, "ReLU": 0.0}[function]


def _little(value):
    return "below 0.0001" if 0 < value < 0.0001 else number(value)


def explore_slopes():
    """Give a choice of function, and sliders for z and the layers, over `slopes_picture`.

    Returns
    -------
    Explorer

    Examples
    --------
    >>> explore_slopes()
    Explorer(function='sigmoid', z=1.0, n_layers=1)
    """
    return Explorer(
        slopes_picture,
        function=list(FUNCTIONS),
        z=(-FURTHEST, FURTHEST, 0.25, 1.0),
        n_layers=(1, MOST_LAYERS, 1, 1),
    )
