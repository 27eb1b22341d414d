"""What wrong results have in common, in a sentence or two."""

from dataclasses import replace
from itertools import permutations

import numpy as np

from nnlib.classroom.exercises.compare import (
    TOLERANCE,
    close,
    form,
    is_row,
    numbers,
    same,
    same_form,
    show,
)
from nnlib.classroom.exercises.runs import called_with

ONE = form(1)


def explain(name, runs, wants, *, parts=(), tolerance=TOLERANCE):
    """Say how results differ from what was wanted.

    Parameters
    ----------
    name : str
        What the student's function is called.
    runs : list of Run
        The calls of the student's function; at least one result is wrong.
    wants : list
        The results that were wanted.
    parts : sequence of str
        If a result has several parts, their names.
    tolerance : float
        As in `same`.

    Returns
    -------
    str

    Examples
    --------
    >>> from nnlib.classroom.exercises.runs import run
    >>> explain("ones", [run(lambda m: np.ones((m, 1)), {"m": 3})], [np.ones(3)])
    'Got an array of shape (3, 1); expected an array of shape (3,). The numbers are right.'
    >>> halves = [run(lambda dz: dz.sum(), {"dz": np.ones(m)}) for m in (2, 3)]
    >>> explain("mean", halves, [1.0, 1.0])
    'The result is m times too large, m being the number of rows of `dz`: was it divided by m?'
    """
    pairs = [(run.result, want) for run, want in zip(runs, wants, strict=True)]
    if all(isinstance(w, tuple | list) and is_row(g, len(w)) for g, w in pairs):
        return _explain_parts(name, runs, wants, parts, tolerance)
    message = _form(runs, pairs, parts, tolerance) or _pattern(pairs, runs, tolerance)
    if message:
        return message
    wrong = [case for case in zip(runs, wants) if not same(case[0].result, case[1], tolerance)]
    start = "Right for some inputs, not for all. " if len(wrong) < len(runs) else ""
    shown = [case for case in wrong if _is_shown(case[0])]
    return start + min((_case(name, *case, tolerance) for case in shown or wrong), key=len)


def _explain_parts(name, runs, wants, parts, tolerance):
    """Which part of a result such as (dW, db) is wrong, and how."""
    n = max(len(want) for want in wants)
    names = parts if len(parts) == n else [f"part {i + 1} of {n}" for i in range(n)]
    for order in permutations(range(n)) if 1 < n < 5 else ():
        if all(
            len(w) == n and same([run.result[i] for i in order], w, tolerance)
            for run, w in zip(runs, wants)
        ):
            return f"The parts are right, but in another order than {', '.join(names)}."
    for i in range(n):
        cases = [
            (replace(r, result=r.result[i], printed=0), w[i])
            for r, w in zip(runs, wants)
            if i < len(w)
        ]
        if not all(same(run.result, w, tolerance) for run, w in cases):
            message = explain(name, *zip(*cases), tolerance=tolerance)
            return f"`{names[i]}` is wrong. {message}"
    return ""


def _form(runs, pairs, parts, tolerance):
    """Kinds of things that cannot be compared."""
    if any(got is None for got, _ in pairs):
        if any(run.printed for run in runs):
            return (
                "Got None: your function prints, but returns nothing. "
                "Write `return …`, not `print(…)`."
            )
        return "Got None: is a `return` missing?"
    for got, want in pairs:
        is_list = isinstance(got, list | tuple)
        unlike = numbers(got) is None or numbers(want) is None or (is_list and form(want) == ONE)
        if unlike and not same_form(got, want):
            message = f"Got {form(got)}; expected {form(want)}"
            message += f", {', '.join(parts)}." if parts else "."
            return message + _only_form(pairs, tolerance)
    return ""


def _only_form(pairs, tolerance):
    """What to do where lists or tuples hold the right number."""
    if all(
        isinstance(g, list | tuple) and form(w) == ONE and _same_numbers(g, w, tolerance)
        for g, w in pairs
    ):
        return " The number is right; give it alone."
    return ""


def _pattern(pairs, runs, tolerance):
    """What is the same about all the wrong numbers."""
    arrays = [(numbers(g), numbers(w)) for g, w in pairs]
    if any(g is None or w is None for g, w in arrays):
        return ""
    for g, w in arrays:
        if np.isfinite(w).all() and not np.isfinite(g).all():
            bad = show(g[~np.isfinite(g)][0])
            return f"Got {bad} where a number is expected: does something overflow, or divide by 0?"
    first, wanted = arrays[0]
    if first.ndim and all(g.shape == w.shape and not g.any() for g, w in arrays):
        return "The result is all zeros: is something still to be filled in?"
    if all(same(g, first) for g, _ in arrays) and not all(same(w, wanted) for _, w in arrays):
        return "The result is the same for every input: does the code use its arguments?"
    for x in runs[0].arguments:
        if all(same(run.result, run.arguments[x]) for run in runs):
            return f"Your function returns `{x}` unchanged."
    if all(same(g.T, w, tolerance) for g, w in arrays):
        return f"Transposed: got {form(first)}, with rows and columns in each other's place."
    for g, w in arrays:
        if g.shape != w.shape:
            right = " The numbers are right." if _same_numbers(g, w, tolerance) else ""
            return f"Got {form(g)}; expected {form(w)}.{right}"
    return _factor(arrays, [run.arguments for run in runs], tolerance)


def _factor(arrays, arguments, tolerance):
    """The results are c times what is wanted: what is c?"""
    factors, places = [], []
    for (g, w), args in zip(arrays, arguments, strict=True):
        if not w.any() and not g.any():
            continue  # 0 is c times 0 for any c
        largest = np.abs(w).argmax()
        c = g.dtype.type(g.flat[largest] / (w.flat[largest] or np.nan))  # as precise as g
        if not same(g, c * w, tolerance):
            return ""
        factors.append(c)
        places.append({(axis, x): n for x, a in args.items() for axis, n in _shape(a)})
    c = np.array(factors)
    if same(c, -np.ones(len(c)), tolerance):
        return "The sign is wrong: every number is the negative of what is expected."
    if sum(np.count_nonzero(w) for _, w in arrays) < 2:
        return ""  # any one number is a multiple of any other
    sign = "The sign is wrong, and the" if (c < 0).all() else "The"
    for axis, x in sorted(places[0]):
        n = np.array([place.get((axis, x), np.nan) for place in places], float)
        m, what = ("m", "rows") if axis == 0 else ("n", "columns")
        if same(np.abs(c), n, tolerance):
            end = f"too large, {m} being the number of {what} of `{x}`: was it divided by {m}?"
            return f"{sign} result is {m} times {end}"
        if same(np.abs(c), 1 / n, tolerance):
            end = f"too small, {m} being the number of {what} of `{x}`: is one division too many?"
            return f"{sign} result is {m} times {end}"
    if c[0] and same(c, np.full(len(c), c[0]), tolerance):
        if (share := abs(c[0] - 1)) < 1e-3:
            return f"Every number is off by a share of {show(share)}: was a constant rounded?"
        return f"The result is {show(c[0])} times what is expected."
    return ""


def _case(name, run, want, tolerance):
    """One wrong result: the whole of it where it is short, else its first number that differs."""
    got, g, w = run.result, numbers(run.result), numbers(want)
    if not run.arguments:
        return _value(got, g, w, tolerance)
    call = f"For {name}({called_with(run.arguments)})"
    mine, wanted = _both(got, want)
    if mine != wanted and mine != form(got) and wanted != form(want):
        return f"{call} got {mine}; expected {wanted}."
    if g is None or w is None or g.shape != w.shape or not g.ndim:
        return f"{call} got {mine}, which is not right."
    count, first, place = _differences(g, w, tolerance)
    mine, wanted = _both(g[first], w[first])
    found = f"The first that differs: at {place} you have {mine}, expected {wanted}."
    return f"{call}, {count} are not right. {found}"


def _value(got, g, w, tolerance):
    """A wrong value. What was expected is not told: that would be the answer."""
    if g is None or w is None or g.shape != w.shape or isinstance(got, bool | np.bool_):
        return f"{show(got)} is not right."
    if not g.ndim:
        return f"{show(got)} is too {'small' if g < w else 'large'}."
    count, first, place = _differences(g, w, tolerance)
    return f"{count} are not right, the first at {place}: you have {show(g[first])}."


def _differences(g, w, tolerance):
    """How many numbers differ, and where the first one stands: to look it up, and in words."""
    places = np.argwhere(~close(g, w, tolerance)).tolist()
    return f"{len(places)} of {g.size} numbers", tuple(places[0]), places[0]


def _both(got, want, longest=80):
    """Two results, with as many digits as it takes to see that they differ."""
    few, many = ((show(got, n, longest), show(want, n, longest)) for n in (6, 15))
    return few if few[0] != few[1] else many


def _is_shown(run):
    """Whether all arguments of a call are written out."""
    return all(show(x, longest=30) != form(x) for x in run.arguments.values())


def _shape(x):
    """The number of rows and of columns of an array, after 0 and 1."""
    return list(enumerate(x.shape[:2])) if isinstance(x, np.ndarray) else []


def _same_numbers(got, want, tolerance):
    """Whether the numbers are the same, whatever their arrangement."""
    try:
        return same(np.ravel(got), np.ravel(want), tolerance)
    except (ValueError, TypeError):  # a list whose rows are of unequal length, or of anything
        return False
