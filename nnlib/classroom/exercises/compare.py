"""Are two results the same? And what kind of thing is each?"""

import inspect

import numpy as np


def same(got, want, tolerance=1e-9):
    """Whether a result is the wanted one: of the same form, with numbers that agree.

    Integers, floats and booleans of equal value are the same; (m,), (m, 1) and (1, m) are not.
    Of float32 and float16, which are coarser, no more is asked than they can hold.

    Parameters
    ----------
    got, want : object
        Numbers, arrays, texts, or tuples and lists of them.
    tolerance : float
        How far a number may be off, as a share of it.

    Returns
    -------
    bool

    Examples
    --------
    >>> same(0.1 + 0.2, 0.3), same(np.ones((3, 1)), np.ones(3))
    (True, False)
    """
    if isinstance(want, tuple | list):
        return is_row(got, len(want)) and all(map(lambda g, w: same(g, w, tolerance), got, want))
    if isinstance(want, str):
        return isinstance(got, str) and got.strip().casefold() == want.strip().casefold()
    g, w = numbers(got), numbers(want)
    if g is None or w is None:
        return type(got) is type(want) and np.array_equal(got, want)
    if g.shape != w.shape:
        return False
    return bool(close(g, w, tolerance).all())


def close(g, w, tolerance=1e-9):
    """Which numbers agree.

    Parameters
    ----------
    g, w : numpy.ndarray of float
        What `numbers` made of the result and of what is wanted; of one shape.
    tolerance : float
        As in `same`.

    Returns
    -------
    numpy.ndarray of bool
    """
    # Where numbers cancel to about 0, a share of them says nothing: look at the largest, too.
    largest = float(np.abs(w[np.isfinite(w)]).max(initial=0))
    off = 1e-13 + tolerance * largest / 1000
    coarsest = float(max(np.finfo(x.dtype).eps for x in (g, w)))
    if tolerance and coarsest > np.finfo(float).eps:
        tolerance = max(tolerance, 16 * coarsest)  # 16: each step of the computation is rounded
        off += tolerance * largest
    return np.isclose(g.astype(float), w.astype(float), tolerance, off, equal_nan=True)


def same_form(got, want):
    """Whether a result is of the kind and shape that is wanted, whatever its numbers.

    Parameters
    ----------
    got, want : object
        Numbers, arrays, texts, or tuples and lists of them.

    Returns
    -------
    bool

    Examples
    --------
    >>> same_form(1, 0.5), same_form((1, 2), (1, 2, 3))
    (True, False)
    """
    if isinstance(want, tuple | list):
        return is_row(got, len(want)) and all(map(same_form, got, want))
    return form(got) == form(want)


def form(x):
    """What kind of thing x is, with its shape, in words.

    Parameters
    ----------
    x : object
        Anything.

    Returns
    -------
    str

    Examples
    --------
    >>> form(0.5), form(np.zeros((2, 3))), form([1, 2])
    ('a single number', 'an array of shape (2, 3)', 'a list of 2')
    """
    if x is None:
        return "None"
    if isinstance(x, str):
        return "text"
    if isinstance(x, tuple | list):
        return f"a {type(x).__name__} of {len(x)}"
    if isinstance(x, np.ndarray) and x.ndim:
        kind = "" if x.dtype.kind in "buif" else f" {x.dtype}"
        return f"an array of shape {x.shape}{kind and ' and type'}{kind}"
    if inspect.isroutine(x):
        return "a function"
    return f"a {type(x).__name__}" if numbers(x) is None else "a single number"


def show(x, digits=6, longest=60):
    """A value on one line; its form, if the line would be too long.

    Parameters
    ----------
    x : object
        A number, an array, or anything else.
    digits : int
        How many digits a number has, at most.
    longest : int
        How many characters the line has, at most.

    Returns
    -------
    str

    Examples
    --------
    >>> show(np.float64(2 / 3)), show(np.eye(2)), show((1, "or"))
    ('0.666667', '[[1., 0.], [0., 1.]]', "(1, 'or')")
    """
    text = _line(x, digits)
    return text if len(text) <= longest else form(x)


def is_row(x, n):
    """Whether x is a tuple or a list of n.

    Parameters
    ----------
    x : object
        Anything.
    n : int
        The length.

    Returns
    -------
    bool
    """
    return isinstance(x, tuple | list) and len(x) == n


def numbers(x):
    """The numbers in x as floats: float32 and float16 as they are, all others as float64.

    Parameters
    ----------
    x : object
        Anything.

    Returns
    -------
    numpy.ndarray of float, or None
        None if x is neither a number nor an array of numbers.
    """
    if not isinstance(x, bool | int | float | np.generic | np.ndarray):
        return None
    x = np.asarray(x)
    if x.dtype.kind not in "buif":
        return None
    return x if x.dtype in (np.float32, np.float16) else x.astype(float)


def _line(x, digits):
    if isinstance(x, tuple | list):
        text = ", ".join(_line(v, digits) for v in x)
        return f"({text})" if isinstance(x, tuple) else f"[{text}]"
    if isinstance(x, np.ndarray) and x.ndim:
        text = np.array2string(x, precision=digits, separator=", ", threshold=50)
        text = " ".join(text.split()).replace("[ ", "[")
        return text.replace(" ]", "]").replace(" ,", ",")
    if isinstance(x, np.generic | np.ndarray):
        x = x.item()
    if isinstance(x, float):
        return f"{x:.{digits}g}"
    return repr(x) if isinstance(x, str | bool | int) else form(x)
