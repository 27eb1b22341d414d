"""One call of somebody's code: on copies of the arguments, whatever it does."""

import builtins
import copy
import warnings
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass

import numpy as np

from nnlib.classroom.exercises.compare import same, show
from nnlib.classroom.exercises.plain import plain

MANY = 10_000  # what is printed


@dataclass(frozen=True)
class Run:
    """What came of a call.

    Parameters
    ----------
    arguments : dict
        The arguments by name, as they were before.
    result : object
        What was returned, made plain.
    error : BaseException or None
        What was raised.
    changed : tuple of str
        The names of the arrays and lists that the call changed.
    printed : int
        How many pieces of text were printed; none of them is shown.
    """

    arguments: dict
    result: object
    error: BaseException | None = None
    changed: tuple = ()
    printed: int = 0


class _Counted:
    """Where print writes to: nothing is kept."""

    n = 0

    def write(self, text):
        self.n += not text.isspace() and bool(text)
        return len(text)

    def flush(self):
        pass


@contextmanager
def _quiet(silent):
    printed, its_print = _Counted(), builtins.print
    with np.errstate(all="ignore"), warnings.catch_warnings(), redirect_stdout(printed):
        warnings.simplefilter("ignore")  # an overflow is judged by the numbers that come of it
        try:
            if silent:
                builtins.print = lambda *args, **kwargs: None
            yield printed
        finally:
            builtins.print = its_print


def _copy(x):
    try:
        return copy.deepcopy(x)
    except Exception:  # a student's object need not allow it
        return x


def _is_unchanged(mine, x):
    if isinstance(x, np.ndarray) and x.dtype.kind in "buif":
        is_alike = x.shape == mine.shape and x.dtype == mine.dtype
        return is_alike and np.array_equal(x, mine, equal_nan=x.dtype.kind == "f")
    return same(plain(mine), x, 0)


def run(function, arguments, silent=False):
    """Call a function on copies of its arguments.

    Warnings are dropped; what is printed is counted, and what is raised is kept. A
    KeyboardInterrupt alone passes: whoever interrupts means the check as well.

    Parameters
    ----------
    function : callable
        The student's, or the solution.
    arguments : dict
        The arguments by name, in their order.
    silent : bool
        Whether print does nothing: a million lines take a while, even if nobody reads them.

    Returns
    -------
    Run

    Examples
    --------
    >>> run(lambda x: x.sort(), {"x": np.array([2, 1])}).changed
    ('x',)
    """
    mine = {name: _copy(x) for name, x in arguments.items()}
    result, error = None, None
    with _quiet(silent) as printed:
        try:
            result = plain(function(*mine.values()))
        except KeyboardInterrupt:
            raise
        except BaseException as raised:  # SystemExit, too
            error = raised
    changed = (
        name
        for name, x in arguments.items()
        if isinstance(x, np.ndarray | list) and not _is_unchanged(mine[name], x)
    )
    return Run(arguments, result, error, tuple(changed), printed.n)


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
