"""What came of somebody's code, as things that can be looked at without running more of it."""

import numbers
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from types import GeneratorType

import numpy as np

LONGEST = 10_000  # a list that is looked at
DEEPEST = 8  # how many lists may lie in each other
SIMPLE = {bool, int, float, complex, str, type(None), type(...)}


@dataclass(frozen=True)
class Thing:
    """Something that is no number, text, array, tuple or list.

    Parameters
    ----------
    what : str
        What it is, in words.
    """

    what: str


def plain(x):
    """Numbers, texts, arrays, tuples and lists as they are; a Thing for anything else.

    Arrays are copied, since the code that made them may use them again. Subclasses become what
    they stand on. None of x's own methods is called.

    Parameters
    ----------
    x : object
        Anything.

    Returns
    -------
    object

    Examples
    --------
    >>> plain((np.float64(0.5), range(3), {1: 2}))
    (np.float64(0.5), [0, 1, 2], Thing(what='a dict'))
    """
    try:
        return _plain(x, ())
    except Exception:  # whatever it is, it does not want to be looked at
        return Thing(f"a {type(x).__name__}")


def _plain(x, around):
    kind = type(x)
    if kind in SIMPLE or kind is Thing:
        return x
    if issubclass(kind, np.ndarray):
        return _array(np.ndarray.view(x, np.ndarray), around)
    if issubclass(kind, np.generic):
        return x if kind.__module__ == "numpy" else np.ndarray.item(np.asarray(x))
    for base in (int, float, str):
        if issubclass(kind, base):
            return getattr(base, f"__{base.__name__}__")(x)
    if kind is range:
        return list(x)
    if issubclass(kind, tuple | list):
        return _row(x, tuple if issubclass(kind, tuple) else list, around)
    if kind is Decimal or issubclass(kind, numbers.Real):
        return float(x)
    if issubclass(kind, GeneratorType):
        return Thing("a generator")
    if issubclass(kind, Iterator):
        return Thing(f"a {kind.__name__}, which is not read out yet")
    return Thing("a function" if callable(x) else f"a {kind.__name__}")


def _array(x, around):
    if x.dtype.kind != "O":
        return x.copy()
    items = _plain(x.tolist(), around)
    if x.ndim == 0:
        return items
    if all(type(v) in (bool, int, float) for v in _leaves(items)):
        return np.array(items, float).reshape(x.shape)
    return (
        items
        if any(v is ... for v in _leaves(items))
        else Thing(f"an array of shape {x.shape} and type object")
    )


def _row(x, base, around):
    if (n := base.__len__(x)) > LONGEST:
        return Thing(f"a {base.__name__} of {n}")
    items = list(base.__iter__(x))
    if set(map(type, items)) <= SIMPLE:
        return base(items)
    if any(x is other for other in around):
        return Thing(f"a {base.__name__} that holds itself")
    if len(around) == DEEPEST:
        return Thing(f"a {base.__name__}, and more of them in each other")
    return base(_plain(v, (*around, x)) for v in items)


def _leaves(x):
    if isinstance(x, list | tuple):
        for v in x:
            yield from _leaves(v)
    else:
        yield x
