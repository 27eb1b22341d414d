"""What wrong numbers are to the right ones: their squares, rounded, in another order, …"""

import numpy as np

from nnlib.classroom.exercises.compare import close, numbers, same, show

LIKE = [
    ("The result is the square of what is expected.", lambda w: w**2),
    ("The result is the square root of what is expected.", np.sqrt),
    ("The result is 1 divided by what is expected: is a quotient upside down?", lambda w: 1 / w),
    ("The result is 1 minus what is expected.", lambda w: 1 - w),
    ("The result is what is expected without its sign.", np.abs),
    ("The result is the logarithm of what is expected.", np.log),
    ("The result is e to the power of what is expected.", np.exp),
    ("The result is cut off to whole numbers.", np.trunc),
    ("The result is rounded down to whole numbers.", np.floor),
    ("The result is rounded up to whole numbers.", np.ceil),
    *(
        (f"The result is rounded to {n or 'no'} decimals.", lambda w, n=n: np.round(w, n))
        for n in range(7)
    ),
]
ORDERS = [
    ("The rows stand in the opposite order.", lambda w: w[::-1]),
    ("The numbers of each row stand in the opposite order.", lambda w: w[..., ::-1]),
]


@np.errstate(all="ignore")
def look_alike(arrays, arguments, tolerance):
    """Say what the results are to those that were wanted, if it is the same for all.

    Parameters
    ----------
    arrays : list of tuple
        For each call the numbers that came and those that were wanted, of one shape.
    arguments : list of dict
        The arguments of each call.
    tolerance : float
        As in `same`.

    Returns
    -------
    str

    Examples
    --------
    >>> w = np.array([2.0, 3.0])
    >>> look_alike([(w**2, w), (1 / w**2, 1 / w)], [{}, {}], 1e-9)
    'The result is the square of what is expected.'
    """
    got = np.concatenate([g.ravel() for g, _ in arrays])
    want = np.concatenate([w.ravel() for _, w in arrays])
    return (
        _like(arrays, got, want, tolerance)
        or _near(got, want)
        or _shifted(arrays, arguments, got, want, tolerance)
        or _rows(arrays, tolerance)
    )


def _like(arrays, got, want, tolerance):
    tells = ~close(got, want, tolerance)
    if len(set(want[tells].tolist())) < 2:
        return ""  # any number is the square of another
    for message, change in LIKE:
        if same(got, change(want), tolerance if "round" not in message else 1e-12):
            return message
    for message, turn in ORDERS:
        if all(w.ndim and same(g, turn(w), tolerance) for g, w in arrays):
            return message
    return ""


def _near(got, want):
    """How many digits are right, if some are and not all."""
    largest = np.abs(want).max(initial=0)
    if (want == np.round(want)).all() or not largest:
        return ""
    off = float((np.abs(got - want) / (np.abs(want) + largest / 1000)).max())
    if not 0 < off < 1e-3:
        return ""
    return (
        f"The result is right to about {int(-np.log10(off))} digits, not to more: was something "
        "rounded, or a small number added?"
    )


def _shifted(arrays, arguments, got, want, tolerance):
    """The same number too much everywhere, or an argument."""
    if len(arrays) < 2 or len(set(want.tolist())) < 2:
        return ""
    by = got - want
    if same(by, np.full(len(by), by[0]), tolerance) and by[0]:
        what = "Every number" if arrays[0][1].ndim else "The result"
        return f"{what} is {show(abs(by[0]))} too {'large' if by[0] > 0 else 'small'}."
    for x in arguments[0]:
        values = [numbers(args[x]) for args in arguments]
        if any(v is None or not v.any() for v in values):
            continue
        for sign, message in (
            (1, "`{}` is in the result once too often."),
            (-1, "`{}` is missing."),
        ):
            if (
                all(
                    _fits(v, w) and same(g, w + sign * v, tolerance)
                    for (g, w), v in zip(arrays, values)
                )
                and len({show(v, 9) for v in values}) > 1
            ):
                start = "By the numbers, "
                return start + message.format(x)
    return ""


def _fits(v, w):
    try:
        return np.broadcast_shapes(v.shape, w.shape) == w.shape
    except ValueError:
        return False


def _rows(arrays, tolerance):
    """Which rows are right."""
    tables = [(g, w) for g, w in arrays if w.ndim and len(w) > 1]
    if len(tables) < 2:
        return ""
    right = [close(g, w, tolerance).reshape(len(w), -1).all(axis=1) for g, w in tables]
    what = "row" if tables[0][1].ndim > 1 else "number"
    if all(r[0] and not r[1:].any() for r in right):
        return f"Only the first {what} is right."
    if all(r[-1] and not r[:-1].any() for r in right):
        return f"Only the last {what} is right."
    if all(r[:-1].all() for r in right):
        return f"Only the last {what} is not right."
    if all(r[1:].all() for r in right):
        return f"Only the first {what} is not right."
    is_mixed = [same(np.sort(g, axis=None), np.sort(w, axis=None), tolerance) for g, w in tables]
    if all(is_mixed):
        return "The numbers are right, but in other places."
    return ""
