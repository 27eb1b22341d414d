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
from nnlib.classroom.exercises.likeness import look_alike
from nnlib.classroom.exercises.runs import called_with
from nnlib.classroom.exercises.stubs import returns_nothing, uses_none

ONE = form(1)
FILL = ": is something still to be filled in?"


def explain(name, runs, wants, *, parts=(), tolerance=TOLERANCE, code=None, of=""):
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
    code : types.CodeType, optional
        Of the student's function.
    of : str
        The name of the part, if the results are parts of some.

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
        return _explain_parts(name, runs, wants, parts, tolerance, code)
    message = _nothing(name, runs, code, of) or _form(pairs, parts, tolerance)
    message = message or _pattern(pairs, runs, tolerance, code)
    if message:
        return message
    wrong = [case for case in zip(runs, wants) if not same(case[0].result, case[1], tolerance)]
    start = "Right for some inputs, not for all. " if len(wrong) < len(runs) else ""
    shown = [case for case in wrong if _is_shown(case[0])]
    return start + min((_case(name, *case, tolerance) for case in shown or wrong), key=len)


def _explain_parts(name, runs, wants, parts, tolerance, code):
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
            message = explain(name, *zip(*cases), tolerance=tolerance, code=code, of=names[i])
            return f"`{names[i]}` is wrong. {message}"
    return ""


def _nothing(name, runs, code, of):
    """Where None came back."""
    empty = [run for run in runs if run.result is None]
    if not empty:
        return ""
    if of:
        return f"It is None{'' if len(empty) == len(runs) else ' for some inputs'}."
    if len(empty) < len(runs):
        call = f"{name}({called_with(empty[0].arguments)})"
        return f"Got None for {call}: a way through the function ends without a `return`."
    if any(run.printed for run in runs):
        return (
            "Got None: your function prints, but returns nothing. Write `return …`, not `print(…)`."
        )
    if not returns_nothing(code):
        return (
            "Got None: what stands behind `return` is None. x.sort() and rng.shuffle(x), for one, "
            "change x and return nothing."
        )
    return "Got None: is a `return` missing?"


def _form(pairs, parts, tolerance):
    """Kinds of things that cannot be compared."""
    for got, want in pairs:
        is_list = isinstance(got, list | tuple)
        unlike = numbers(got) is None or numbers(want) is None or (is_list and form(want) == ONE)
        if (unlike or isinstance(want, list | tuple)) and not same_form(got, want):
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


def _pattern(pairs, runs, tolerance, code):
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
        is_filled_in = code is None or not {"zeros", "zeros_like", "empty"} & set(code.co_names)
        return f"The result is all zeros{'.' if is_filled_in else FILL}"
    if any(g.any() for g, _ in arrays) and all(
        g.shape == w.shape and np.abs(g).max(initial=0) <= 1e-13 * np.abs(w).max(initial=0)
        for g, w in arrays
    ):
        return "The numbers are all 0, but for the last bits: what is added up cancels."
    if all(same(g, first) for g, _ in arrays) and not all(same(w, wanted) for _, w in arrays):
        # Said of the code only where it is seen there: // may give 0 for every input, too.
        seen = " The code uses none of its arguments." if uses_none(code) else ""
        return f"The result is the same for every input.{seen}"
    for x in runs[0].arguments:
        if all(same(run.result, run.arguments[x]) for run in runs):
            return f"Your function returns `{x}` unchanged."
    if all(same(g.T, w, tolerance) for g, w in arrays):
        return f"Transposed: got {form(first)}, with rows and columns in each other's place."
    for g, w in arrays:
        if g.shape != w.shape:
            right = " The numbers are right." if _same_numbers(g, w, tolerance) else ""
            return f"Got {form(g)}; expected {form(w)}.{right or _share_of_rows(arrays, tolerance)}"
    arguments = [run.arguments for run in runs]
    return (
        _factor(arrays, arguments, tolerance)
        or look_alike(arrays, arguments, tolerance)
        or _change(arrays, arguments, tolerance)
    )


def _share_of_rows(arrays, tolerance):
    """Whether the first or the last row is all there is."""
    for which, at in (("first", 0), ("last", -1)):
        if all(
            w.ndim and len(w) and (same(g, w[at], tolerance) or same(g, w[at:][:1], tolerance))
            for g, w in arrays
        ):
            return f" It is the {which} row alone."
    return ""


def _change(arrays, arguments, tolerance):
    """Where an argument is to be changed: what is the same about the changes?"""
    for x, first in arguments[0].items():
        old = [numbers(args[x]) for args in arguments]
        if isinstance(first, list | tuple) or any(
            o is None or o.shape != w.shape for o, (_, w) in zip(old, arrays)
        ):
            continue
        changes = [(g - o, w - o) for o, (g, w) in zip(old, arrays)]
        if not all(c.any() and d.any() for c, d in changes):
            continue
        if message := _factor(changes, arguments, tolerance):
            return f"Look at what is added to `{x}`. {message.replace('result', 'change')}"
    return ""


def _factor(arrays, arguments, tolerance):
    """The results are c times what is wanted: what is c?"""
    factors, places, used = [], [], []
    for i, ((g, w), args) in enumerate(zip(arrays, arguments, strict=True)):
        if not w.any() and not g.any():
            continue  # 0 is c times 0 for any c
        largest = np.abs(w).argmax()
        c = g.dtype.type(g.flat[largest] / (w.flat[largest] or np.nan))  # as precise as g
        if not same(g, c * w, tolerance):
            return ""
        factors.append(c)
        used.append(i)
        places.append({(axis, x): n for x, a in args.items() for axis, n in _shape(a)})
    c = np.array(factors)
    if same(c, -np.ones(len(c)), tolerance):
        return "The sign is wrong: every number is the negative of what is expected."
    if sum(np.count_nonzero(w) for _, w in arrays) < 2:
        return ""  # any one number is a multiple of any other
    sign = "The sign is wrong, and the" if (c < 0).all() else "The"
    for x, first in arguments[0].items():
        a = np.array([args[x] if _is_number(args[x]) else np.nan for args in arguments], float)
        if _is_number(first) and len(set(a.tolist())) > 1 and (c != 1).all():
            if same(np.abs(c), np.abs(a[used]), tolerance):
                return f"{sign} result is `{x}` times what is expected."
            if a.all() and same(np.abs(c), 1 / np.abs(a[used]), tolerance):
                return f"{sign} result is what is expected, divided by `{x}`."
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


def _is_number(x):
    return isinstance(x, int | float) and not isinstance(x, bool)


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
    for digits in (6, 9, 12, 15, 17):
        mine, wanted = (show(x, digits, longest) for x in (got, want))
        if mine != wanted:
            break
    return mine, wanted


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
