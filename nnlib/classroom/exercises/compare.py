"""Are two results the same? And what kind of thing is each?"""

import inspect

import numpy as np

from nnlib.classroom.exercises.plain import Thing

# What float32 holds: its numbers lie 2^-23 apart, and each step of a computation is rounded.
TOLERANCE = 16 * 2.0**-23


def same(got, want, tolerance=TOLERANCE):
    """Whether a result is the wanted one: of the same form, with numbers that agree.

    Integers, floats and booleans of equal value are the same; (m,), (m, 1) and (1, m) are not.
    A list of numbers is as good as an array, and an array as good as a tuple of numbers. Whole
    numbers, where they are wanted, leave nothing to be rounded and have to agree entirely.

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
        got = list(got) if isinstance(got, np.ndarray) and got.ndim else got
        return is_row(got, len(want)) and all(map(lambda g, w: same(g, w, tolerance), got, want))
    if isinstance(want, str):
        return isinstance(got, str) and got.strip().casefold() == want.strip().casefold()
    w = numbers(want)
    if w is None:
        if type(got) is type(want) is np.ndarray:
            return got.dtype == want.dtype and np.array_equal(got, want)
        return type(got) is type(want) and got == want
    if (len(got) if isinstance(got, list | tuple) else np.shape(got)[:1]) not in (
        w.shape[:1],
        len(w) if w.ndim else None,
    ):
        return False  # at once: a long list takes its time to become numbers
    g = numbers(got)
    if g is None or g.shape != w.shape:
        return False
    if is_whole(want):
        tolerance = min(tolerance, 1e-9)
    return bool(close(g, w, tolerance).all())


def close(g, w, tolerance=TOLERANCE):
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
    strict = tolerance < TOLERANCE
    off = 1e-13 + min(tolerance, TOLERANCE) * largest / (1000 if strict else 4)
    return np.isclose(g.astype(float), w.astype(float), tolerance, off, equal_nan=True)


def is_whole(x):
    """Whether x is of a type of whole numbers, or of booleans.

    Parameters
    ----------
    x : object
        Anything.

    Returns
    -------
    bool
    """
    if isinstance(x, np.ndarray | np.generic):
        return x.dtype.kind in "bui"
    return isinstance(x, bool | int)


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
        got = list(got) if isinstance(got, np.ndarray) and got.ndim else got
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
    if x is ...:
        return "`...`"
    if isinstance(x, Thing):
        return x.what
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
    """The numbers in x as float64.

    Parameters
    ----------
    x : object
        Anything.

    Returns
    -------
    numpy.ndarray of float, or None
        None if x is no number, and no array or list or tuple of numbers either.
    """
    if not isinstance(x, bool | int | float | np.generic | np.ndarray | list | tuple):
        return None
    try:
        x = np.asarray(x)
        return x.astype(float) if x.dtype.kind in "buif" else None
    except (ValueError, TypeError, OverflowError):  # rows of unequal length
        return None


def _line(x, digits):
    if isinstance(x, tuple | list):
        if len(x) > 50:
            return form(x)
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
    if isinstance(x, str):
        return repr(x) if len(x) < 200 else form(x)
    if isinstance(x, int) and not isinstance(x, bool) and x.bit_length() > 1000:
        return f"a whole number of {x.bit_length()} bits"  # str(x) may be refused
    return repr(x) if isinstance(x, bool | int) else form(x)
