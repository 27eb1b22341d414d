"""Functions of one number, drawn over a range."""

from collections.abc import Mapping

import numpy as np

from nnlib.classroom.pictures import COLOURS, FAINT, LINE_STYLES, MARKERS, Picture, figure, in_style
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import listed, number


@in_style
def functions(named, low=-6.0, high=6.0, xlabel="z", ylabel="a", mark=None, title=None):
    """Draw functions of one number over a range.

    Parameters
    ----------
    named : mapping of str to callable, or sequence of callable
        At most seven functions that take an array and give one of the same shape.
    low, high : float
        Ends of the range.
    xlabel, ylabel : str
        Names of what goes in and what comes out.
    mark : float, optional
        A place at which each function is marked and its value told.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the range is empty, or a function does not give one finite number for each of its inputs.

    Examples
    --------
    >>> import numpy as np
    >>> functions([np.tanh], low=-1, high=1, mark=0.5)
    Picture('tanh(0.5) = 0.4621.')
    >>> functions({"double": lambda z: 2 * z}, low=-1, high=1)
    Picture('double: −2 at z = −1, 0 at z = 0, 2 at z = 1.')
    """
    if not isinstance(named, Mapping):
        named = {function.__name__: function for function in named}
    if not 1 <= len(named) <= len(COLOURS):
        raise ValueError(f"functions() got {len(named)} functions; expected 1 to {len(COLOURS)}")
    if not low < high:
        raise ValueError(f"functions() got low={low}, high={high}; expected low below high")
    if mark is not None and not low <= mark <= high:
        raise ValueError(f"functions() got mark={mark}; expected {low} to {high}")

    z = np.linspace(low, high, 801)
    sheet = figure(7.0 if len(named) > 1 else 6.0, 3.6)
    axes = sheet.subplots()
    axes.axhline(0, color=FAINT, linewidth=0.8, zorder=0)
    axes.axvline(0 if low <= 0 <= high else low, color=FAINT, linewidth=0.8, zorder=0)
    told = []
    for i, (name, function) in enumerate(named.items()):
        a = _values(function, name, z)
        axes.plot(z, a, color=COLOURS[i], linestyle=LINE_STYLES[i], label=name)
        if mark is None:
            places = [low, 0.0, high] if low < 0 < high else [low, high]
            values = _values(function, name, np.array(places))
            pairs = zip(places, values, strict=True)
            at = ", ".join(f"{number(v)} at {xlabel} = {number(place)}" for place, v in pairs)
            told.append(f"{name}: {at}")
        else:
            value = _values(function, name, np.array([mark]))[0]
            axes.plot(mark, value, MARKERS[i], color=COLOURS[i], markersize=9)
            told.append(f"{name}({number(mark)}) = {number(value)}")
    if mark is not None:
        axes.axvline(mark, color=FAINT, linestyle=":", zorder=0)
    axes.set(xlabel=xlabel, ylabel=ylabel, xlim=(low, high))
    axes.margins(y=0.08)
    if len(named) > 1:
        sheet.legend(loc="outside right center")
    else:
        title = title or next(iter(named))
    axes.set_title(title or "")

    sentence = f"{'; '.join(told)}."
    alt = f"Graphs of {listed(named)} for {xlabel} from {number(low)} to {number(high)}."
    return Picture(sheet, f"{alt} {sentence}", sentence)


def _values(function, name, z):
    a = numbers(function(z), "functions()", f"values of {name!r}")
    if a.shape != z.shape:
        raise ValueError(
            f"functions() got values of {name!r} of shape {a.shape}; expected {z.shape}"
        )
    return a
