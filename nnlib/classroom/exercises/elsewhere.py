"""An answer that is called in another process: here its code is looked at, and never run."""

import inspect
from types import FunctionType


class Elsewhere:
    """A function that runs elsewhere. The grading of strangers' answers makes it.

    Parameters
    ----------
    looked : types.FunctionType or None
        The function as it was compiled, to be looked at.
    call : callable
        Calls the function, where it is.
    vary : callable
        Of a changed definition, as a node of its syntax tree: the same for this one.
    """

    def __init__(self, looked, call, vary):
        self.looked, self.call, self.vary = looked, call, vary
        if looked:
            self.__code__, self.__signature__ = looked.__code__, inspect.signature(looked)

    def __call__(self, *args):
        return self.call(*args)

    def __deepcopy__(self, memo):
        return self


def looked_at(function):
    """The function to look at: of one that runs elsewhere, how it was compiled.

    Parameters
    ----------
    function : object
        Anything.

    Returns
    -------
    object

    Examples
    --------
    >>> looked_at(len) is len
    True
    """
    return function.looked if type(function) is Elsewhere else function


def code_of(function):
    """The code object of a Python function; None for anything else.

    Parameters
    ----------
    function : object
        Anything.

    Returns
    -------
    types.CodeType or None

    Examples
    --------
    >>> code_of(len) is None
    True
    """
    function = looked_at(function)
    return function.__code__ if isinstance(function, FunctionType) else None
