"""What every door refuses: errors say what was got and what was expected.

A call is looked at once, at the door, and what lies behind the door trusts. Every door raises

- TypeError where an array holds anything but real numbers, ValueError where it has no rows, rows
  of unequal length or another shape than is asked for, and NotFiniteError, which is a ValueError,
  where it holds NaN or infinity. Lists are as good as arrays;
- TypeError where a number is something else (True, too), ValueError where it is out of its range;
- TypeError where a class, or something else, stands for a network, a loss, an optimizer, a
  function or an rng (`np.random.default_rng(0)`); it says what to write.

A docstring says what else is refused, and names the shapes.
"""

import inspect
import math

import numpy as np

from nnlib.words import told


class NotFiniteError(ValueError):
    """NaN or infinity stands where a number was expected."""


def real(x, who):
    """Return x as an array of real numbers, finite, at least one; an array is not copied.

    >>> real([1, float("nan")], "sigmoid")
    Traceback (most recent call last):
    nnlib.checks.NotFiniteError: sigmoid got nan at position (1,); expected finite numbers
    """
    try:
        x = np.asarray(x)
    except ValueError as error:  # rows of unequal length
        raise ValueError(f"{who} got rows that do not form an array: {error}") from None
    if x.dtype.kind not in "buif":
        got, hint = f"values of type {x.dtype}", ""
        first = x.ravel()[:1].tolist()
        if first and isinstance(first[0], (str, bytes)):  # as fetch_openml gives its labels
            got += f", such as {first[0]!r}"
            hint = ": labels.astype(int), or x.astype(float)"
        raise TypeError(f"{who} got {got}; expected real numbers{hint}")
    if x.size == 0:
        raise ValueError(f"{who} got an empty array of shape {x.shape}; expected at least one row")
    if x.dtype.kind == "f" and not np.isfinite(x).all():  # integers are always finite
        place = tuple(int(i) for i in np.argwhere(~np.isfinite(x))[0])
        raise NotFiniteError(f"{who} got {x[place]} at position {place}; expected finite numbers")
    return x


def floats(x):
    """Return an array, any shape, in float64 unless it is float32: in bytes, 0 − 1 is 255."""
    return x if x.dtype.char in "fd" else x.astype(float)


def batch(x, who, n=None):
    """Return x as a batch (m, n), one example a row; any n is right if none is given.

    >>> batch([1, 2], "Dense(2 → 1)", 2)
    Traceback (most recent call last):
    ValueError: Dense(2 → 1) got x of shape (2,); expected (m, 2), one example a row
    """
    x = real(x, who)
    if x.ndim != 2 or (n is not None and x.shape[1] != n):
        n = n or "n"
        raise ValueError(f"{who} got x of shape {x.shape}; expected (m, {n}), one example a row")
    return x


def same_rows(x, y):
    """Return examples x (m, …) and targets y (m, …) as arrays with the same number of rows.

    >>> same_rows([1, 2, 3], [1, 2])
    Traceback (most recent call last):
    ValueError: got examples of shape (3,) and targets of shape (2,); expected the same number ...
    """
    x, y = np.asarray(x), np.asarray(y)
    if x.ndim == 0 or y.ndim == 0 or len(x) != len(y) or len(x) == 0:
        raise ValueError(
            f"got examples of shape {x.shape} and targets of shape {y.shape}; "
            "expected the same number of rows, at least one"
        )
    return x, y


def same_shape(a, y, who):
    """Return predictions a and targets y, both (m, n): NumPy would stretch (5, 1) − (5,) to (5, 5).

    >>> same_shape([[1.0], [2.0]], [[1.0, 2.0]], "SquaredError")
    Traceback (most recent call last):
    ValueError: SquaredError got predictions of shape (2, 1) and targets of shape (1, 2); ...
    """
    a, y = real(a, f"{who} (predictions)"), real(y, f"{who} (targets)")
    if a.shape != y.shape or a.ndim != 2:
        hint = ""
        if a.ndim == 2 and y.shape in ((len(a),), (len(a), 1)):
            labels = "labels" if y.ndim == 1 else "labels.ravel()"
            labels += "" if a.shape[1] == 10 else f", {a.shape[1]}"
            hint = f"; labels become targets by one_hot({labels})"
            hint = hint if a.shape[1] > 1 else "; a column is y[:, None]"
        raise ValueError(
            f"{who} got predictions of shape {a.shape} and targets of shape {y.shape}; "
            f"expected (m, n) for both{hint}"
        )
    return a, y


def positive(value, name, *, integer=False):
    """Return a finite number above 0; a whole one where `integer` says so.

    >>> positive(0.0, "lr")
    Traceback (most recent call last):
    ValueError: lr is 0.0; expected a finite number above 0
    """
    expected = f"a {'whole' if integer else 'finite'} number above 0"
    return _number(value, name, expected, lambda: value > 0, integer)


def within(value, name, low, high, *, below=False):
    """Return a finite number from low to high, which may be infinite; below high if `below`.

    >>> within(1.0, "momentum", 0, 1, below=True)
    Traceback (most recent call last):
    ValueError: momentum is 1.0; expected a number from 0 to 1, 1 itself excluded
    """
    expected = f"a number from {low} to {high}" + (f", {high} itself excluded" if below else "")
    if high == np.inf:
        expected = f"a finite number, {low} or above"
    return _number(
        value, name, expected, lambda: low <= value <= high and not (below and value == high)
    )


def _number(value, name, expected, fits, integer=False):
    """Return a finite number that fits; True and False are none."""
    kinds = (int, np.integer) if integer else (int, float, np.integer, np.floating)
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise TypeError(f"{name} is {value!r}; expected {expected}")
    if not (math.isfinite(value) and fits()):
        raise ValueError(f"{name} is {value}; expected {expected}")
    return value


def made(value, name, example, *needs):
    """Return an object that has the attributes it needs; of a class, say what to write instead."""
    if isinstance(value, type):
        arguments = example[example.index("(") :]
        raise TypeError(f"{name} is the class {value.__name__}; write {value.__name__}{arguments}")
    if not all(hasattr(value, need) for need in needs):
        raise TypeError(f"{name} is {told(value)}; expected {example}")
    return value


def parts(net, loss, *optimizer):
    """Look whether these are what a training is made of; a loss may be one of your own."""
    made(net, "net", "Network(…)", "layers")
    made(loss, "loss", "CrossEntropy()", "forward", "backward")
    for rule in optimizer:
        made(rule, "optimizer", "SGD(lr=…)", "step", "rate")


def function(value, name, example, *arguments):
    """Return a function that can be called with arguments of such names.

    >>> function(lambda std: std, "init", "initializers.he", "n_in", "n_out", "rng")
    Traceback (most recent call last):
    TypeError: init is <lambda>(std); expected a function of (n_in, n_out, rng), such as ...
    """
    expected = f"expected a function of ({', '.join(arguments)}), such as {example}"
    try:
        if isinstance(value, type):
            raise ValueError
        signature = inspect.signature(value)
    except (TypeError, ValueError):  # no function, or one of NumPy's that tells nothing of itself
        raise TypeError(f"{name} is {told(value)}; {expected}") from None
    try:
        signature.bind(*arguments)
    except TypeError:
        called = getattr(value, "__name__", type(value).__name__)
        raise TypeError(f"{name} is {called}{signature}; {expected}") from None
    return value


def generator(rng, hint=""):
    """Return a Generator or RandomState of NumPy; an error ends with the hint."""
    if not isinstance(rng, (np.random.Generator, np.random.RandomState)):
        raise TypeError(f"rng is {told(rng)}; expected np.random.default_rng(0){hint}")
    return rng
