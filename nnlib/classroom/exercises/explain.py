"""What wrong results have in common, in a sentence or two."""

from dataclasses import replace
from itertools import permutations

import numpy as np

from nnlib.classroom.exercises.compare import form, is_row, numbers, same, same_form, show
from nnlib.classroom.exercises.runs import called_with


def explain(name, runs, wants, *, parts=(), n_shown=0, tolerance=1e-9):
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
    n_shown : int
        How many of the inputs, from the first one, the student has seen.
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
        return _explain_parts(name, runs, wants, parts, n_shown, tolerance)
    message = _form(pairs, parts, tolerance) or _pattern(pairs, runs, tolerance)
    if message:
        return message
    wrong = [not same(g, w, tolerance) for g, w in pairs]
    shown = "" if not n_shown or any(wrong[:n_shown]) else "Right for the shown inputs alone. "
    cases = [case for case, is_wrong in zip(zip(runs, wants), wrong) if is_wrong]
    return shown + min((_case(name, *case, tolerance) for case in cases), key=len)


def _explain_parts(name, runs, wants, parts, n_shown, tolerance):
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
        cases = [(replace(r, result=r.result[i]), w[i]) for r, w in zip(runs, wants) if i < len(w)]
        if not all(same(run.result, w, tolerance) for run, w in cases):
            message = explain(name, *zip(*cases), n_shown=n_shown, tolerance=tolerance)
            return f"`{names[i]}` is wrong. {message}"
    return ""


def _form(pairs, parts, tolerance):
    """Kinds of things that cannot be compared."""
    if any(got is None for got, _ in pairs):
        return "Got None: is a `return` missing?"
    for got, want in pairs:
        if not same_form(got, want) and (numbers(got) is None or numbers(want) is None):
            message = f"Got {form(got)}; expected {form(want)}"
            message += f", {', '.join(parts)}." if parts else "."
            if isinstance(got, list) and _same_numbers(got, want, tolerance):
                message += " The numbers are right: np.array(…) makes an array of a list."
            return message
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
    if all(same(g, first) for g, _ in arrays) and not all(same(w, wanted) for _, w in arrays):
        return "The result is the same for every input: does the code use its arguments?"
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
        c = g.flat[largest] / (w.flat[largest] or np.nan)
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
    if same(c, np.full(len(c), c[0]), tolerance):
        return f"The result is {show(c[0])} times what is expected."
    return ""


def _case(name, run, want, tolerance):
    """One wrong result. What was expected is told only where both are small."""
    got, call = run.result, f"{name}({called_with(run.arguments)})"
    g, w = numbers(got), numbers(want)
    is_number = g is not None and g.ndim == 0 and not isinstance(got, bool | np.bool_)
    is_small = all(show(x, longest=30) != form(x) for x in run.arguments.values())
    if run.arguments and is_small and len(call) <= 80:
        digits = 6 if show(got, longest=200) != show(want, longest=200) else 15
        return f"For {call} got {show(got, digits, 200)}; expected {show(want, digits, 200)}."
    start = f"For {call} got {show(got)}, which" if run.arguments else show(got)
    if is_number:
        return f"{start} is too {'small' if g < w else 'large'}."
    if g is None or g.ndim == 0:
        return f"{start} is not right."
    wrong = [i for i in np.ndindex(g.shape) if not same(g[i], w[i], tolerance)] or [(0,) * g.ndim]
    first = ", ".join(map(str, wrong[0]))
    start = f"For {call}, " if run.arguments else ""
    return f"{start}{len(wrong)} of {g.size} numbers are not right, the first at [{first}]."


def _shape(x):
    """The number of rows and of columns of an array, after 0 and 1."""
    return list(enumerate(x.shape[:2])) if isinstance(x, np.ndarray) else []


def _same_numbers(got, want, tolerance):
    """Whether the numbers are the same, whatever their arrangement."""
    try:
        return same(np.ravel(got), np.ravel(want), tolerance)
    except ValueError:  # a list whose rows are of unequal length
        return False
