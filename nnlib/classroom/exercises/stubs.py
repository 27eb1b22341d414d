"""Is the code still as the notebook gave it? Read off its instructions; nothing is run.

Instructions know no comments, no docstring and no line numbers, and they are there where the
source is not.
"""

import dis
from itertools import dropwhile, pairwise
from types import CodeType

from nnlib.classroom.exercises.elsewhere import code_of

# A NOP is left behind by a lone `...` or `pass`, PUSH_NULL goes with an import in the same file,
# and EXTENDED_ARG with a far jump.
IGNORED = ("NOP", "PUSH_NULL", "EXTENDED_ARG")


def instructions(code):
    """The instructions of a code object, by name and value; inner functions are opened.

    Parameters
    ----------
    code : types.CodeType
        A function's `__code__`.

    Returns
    -------
    list of tuple
        (operation, value) pairs.
    """
    steps = [s for s in dis.get_instructions(code) if s.opname not in IGNORED]
    # np.sum(x) is LOAD_METHOD in a notebook cell, LOAD_ATTR in a file that imports np.
    return [
        (step.opname.replace("LOAD_METHOD", "LOAD_ATTR"), _value(step, steps)) for step in steps
    ]


def is_empty(function):
    """Whether a function's body is nothing but a docstring, `...` or `pass`.

    Parameters
    ----------
    function : object
        Anything; only a Python function can be empty.

    Returns
    -------
    bool

    Examples
    --------
    >>> def nand(x1, x2):
    ...     '''0 where both inputs are 1, otherwise 1.'''
    ...     ...
    >>> is_empty(nand)
    True
    """
    return is_same(function, lambda: None)


def is_same(function, other):
    """Whether two functions do the same, step by step.

    Parameters
    ----------
    function, other : object
        Anything; only Python functions can be the same.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_same(lambda x: x + 1, lambda x: x + 1), is_same(lambda x: x + 1, lambda x: x + 2)
    (True, False)
    """
    codes = code_of(function), code_of(other)
    return None not in codes and instructions(codes[0]) == instructions(codes[1])


def has_gap(function):
    """Whether a `...` still stands in a function's code for something that is to be filled in.

    The `...` of an index, as in `x[..., 0]`, is no gap.

    Parameters
    ----------
    function : object
        Anything; only a Python function has gaps.

    Returns
    -------
    bool

    Examples
    --------
    >>> has_gap(lambda x: x + ...), has_gap(lambda x: x[..., 0])
    (True, False)
    """
    code = function if _is_code(function) else code_of(function)
    if code is None:
        return False
    steps = list(dis.get_instructions(code))
    return any(
        (is_gap(step.argval) and not _is_index(steps[i + 1 :]))
        or (_is_code(step.argval) and has_gap(step.argval))
        for i, step in enumerate(steps)
    )


def returns_nothing(code):
    """Whether code has no `return` with a value.

    Parameters
    ----------
    code : types.CodeType or None
        A function's `__code__`.

    Returns
    -------
    bool
    """
    if code is None:
        return True
    steps = list(dis.get_instructions(code))
    for before, step in pairwise(steps):
        if step.opname == "RETURN_VALUE" and (
            not before.opname.startswith("LOAD_CONST") or before.argval is not None
        ):
            return False
        if step.opname == "RETURN_CONST" and step.argval is not None:
            return False
    return True


def uses_none(code):
    """Whether code reads none of its arguments.

    Parameters
    ----------
    code : types.CodeType or None
        A function's `__code__`.

    Returns
    -------
    bool
    """
    if code is None or code.co_cellvars:
        return False
    names = code.co_varnames[: code.co_argcount]
    read = [s for s in dis.get_instructions(code) if s.opname.startswith("LOAD_FAST")]
    return not any(name in str(step.argrepr) for step in read for name in names)


def is_gap(value):
    """Whether a value is `...`, or a tuple or list with a `...` in it.

    Parameters
    ----------
    value : object
        Anything that `plain` gives.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_gap(...), is_gap((1, ...)), is_gap((1, 2))
    (True, True, False)
    """
    return value is ... or (isinstance(value, tuple | list) and any(is_gap(v) for v in value))


def _value(step, steps):
    """What an instruction works on; of a jump, how many steps stand before its target."""
    if step.opcode in (*dis.hasjrel, *dis.hasjabs):
        return sum(other.offset < step.argval for other in steps)
    return instructions(step.argval) if _is_code(step.argval) else step.argval


def _is_code(value):
    return isinstance(value, CodeType)


def _is_index(following):
    """Whether what is on the stack goes into x[...], perhaps with other indices beside it."""
    beside = ("LOAD_", "BUILD_TUPLE", "BUILD_SLICE")
    used = next(dropwhile(lambda s: s.opname.startswith(beside), following), None)
    return used is not None and (used.opname.endswith("_SUBSCR") or used.argrepr == "[]")
