"""One call of somebody's code: on copies of the arguments, whatever it does."""

import copy
import traceback
import warnings
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO

import numpy as np

from nnlib.classroom.exercises.compare import same, show


@dataclass(frozen=True)
class Run:
    """What came of a call.

    Parameters
    ----------
    arguments : dict
        The arguments by name, as they were before.
    result : object
        What was returned.
    error : BaseException or None
        What was raised.
    changed : tuple of str
        The names of the arrays and lists that the call changed.
    printed : str
        What was printed; none of it is shown.
    """

    arguments: dict
    result: object
    error: BaseException | None = None
    changed: tuple = ()
    printed: str = ""


def run(function, arguments):
    """Call a function on copies of its arguments.

    Warnings are dropped; what is printed or raised is kept.

    Parameters
    ----------
    function : callable
        The student's, or the solution.
    arguments : dict
        The arguments by name, in their order.

    Returns
    -------
    Run

    Examples
    --------
    >>> run(lambda x: x.sort(), {"x": np.array([2, 1])}).changed
    ('x',)
    """
    mine = copy.deepcopy(arguments)
    result, error = None, None
    printed = StringIO()
    with np.errstate(all="ignore"), warnings.catch_warnings(), redirect_stdout(printed):
        warnings.simplefilter("ignore")  # an overflow is judged by the numbers that come of it
        try:
            result = function(*mine.values())
        except (Exception, SystemExit) as raised:
            error = raised
    changed = (
        name
        for name, x in arguments.items()
        if isinstance(x, np.ndarray | list) and not same(mine[name], x, 0)
    )
    return Run(arguments, result, error, tuple(changed), printed.getvalue())


def describe(error, answer):
    """An exception in a line: its type, its message, and where in the student's code it arose.

    Parameters
    ----------
    error : BaseException
        What was raised.
    answer : object
        The student's function.

    Returns
    -------
    str
    """
    text = " ".join(str(error).split())
    text = f"{type(error).__name__}: {text}" if text else type(error).__name__
    file = getattr(getattr(answer, "__code__", None), "co_filename", None)
    own = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == file]
    if own:
        line = f": `{own[-1].line}`" if own[-1].line else ""
        text += f" (line {own[-1].lineno}{line})"
    return text + "."


def called_with(arguments):
    """The arguments of a call, on one line.

    Parameters
    ----------
    arguments : dict
        The arguments by name.

    Returns
    -------
    str

    Examples
    --------
    >>> called_with({"X": np.ones((30, 4)), "b": np.zeros(2)})
    'X = an array of shape (30, 4), b = [0., 0.]'
    """
    return ", ".join(f"{name} = {show(x, longest=30)}" for name, x in arguments.items())
