"""The pace of long cells: their full length, or a short one where the result is not looked at."""

import os


def steps(n, short):
    """Give `n`; or `short`, when the environment variable NNLIB_SHORT is 1.

    A long cell says how long it is by this function. The tests that run a lesson without
    comparing its outputs set NNLIB_SHORT=1.

    Parameters
    ----------
    n : int
        How many steps, epochs or rows the lesson takes.
    short : int
        How many are enough to see that the cell runs.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If `short` is larger than `n`, or not positive.

    Examples
    --------
    >>> os.environ["NNLIB_SHORT"] = "0"
    >>> steps(1000, short=5)
    1000
    >>> os.environ["NNLIB_SHORT"] = "1"
    >>> steps(1000, short=5)
    5
    >>> os.environ["NNLIB_SHORT"] = "0"
    """
    if not 0 < short <= n:
        raise ValueError(f"steps() got n={n}, short={short}; expected 0 < short <= n")
    return short if os.environ.get("NNLIB_SHORT") == "1" else n
