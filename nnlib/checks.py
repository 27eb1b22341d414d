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
import re
import sys

import numpy as np


class NotFiniteError(ValueError):
    """NaN or infinity stands where a number was expected."""


def real(x, who):
    """Return x as an array of real numbers, finite, at least one; no copy of an array.

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
    """Return x as a batch (m, n), one example a row; any n is right if none is given."""
    x = real(x, who)
    if x.ndim != 2 or (n is not None and x.shape[1] != n):
        n = n or "n"
        raise ValueError(f"{who} got x of shape {x.shape}; expected (m, {n}), one example a row")
    return x


def same_rows(x, y):
    """Return examples x (m, …) and targets y (m, …) as arrays with the same number of rows."""
    x, y = np.asarray(x), np.asarray(y)
    if x.ndim == 0 or y.ndim == 0 or len(x) != len(y) or len(x) == 0:
        shapes = f"examples of shape {x.shape} and targets of shape {y.shape}"
        raise ValueError(f"got {shapes}; expected the same number of rows, at least one")
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
        shapes = f"predictions of shape {a.shape} and targets of shape {y.shape}"
        raise ValueError(f"{who} got {shapes}; expected (m, n) for both{hint}")
    return a, y


def positive(value, name, *, integer=False):
    """Return a finite number above 0; a whole one where `integer` says so."""
    expected = f"a {'whole' if integer else 'finite'} number above 0"
    return _number(value, name, expected, lambda: value > 0, integer)


def within(value, name, low, high):
    """Return a finite number from low to high, which may be infinite."""
    expected = f"a number from {low} to {high}"
    if high == np.inf:
        expected = f"a finite number, {low} or above"
    return _number(value, name, expected, lambda: low <= value <= high)


def share(value, name):
    """Return a number from 0 to below 1."""
    expected = "a number from 0 to 1, 1 itself excluded"
    return _number(value, name, expected, lambda: 0 <= value < 1)


def _number(value, name, expected, fits, integer=False):
    """Return a finite number that fits; True and False are none."""
    kinds = (int, np.integer) if integer else (int, float, np.integer, np.floating)
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise TypeError(f"{name} is {value!r}; expected {expected}")
    if not (math.isfinite(value) and fits()):
        raise ValueError(f"{name} is {value}; expected {expected}")
    return value


def made(value, name, example, *needs):
    """Refuse an object without the attributes it needs; of a class, say what to write instead."""
    if isinstance(value, type):
        arguments = example[example.index("(") :]
        raise TypeError(f"{name} is the class {value.__name__}; write {value.__name__}{arguments}")
    if not all(hasattr(value, need) for need in needs):
        raise TypeError(f"{name} is {told(value)}; expected {example}")


def parts(net, loss, *optimizer):
    """Refuse what a training is not made of; a loss may be one of your own."""
    made(net, "net", "Network(…)", "layers")
    made(loss, "loss", "CrossEntropy()", "forward", "backward")
    for rule in optimizer:
        made(rule, "optimizer", "SGD(lr=…)", "step", "rate")


def function(value, name, example, *arguments):
    """Refuse anything but a function that can be called with arguments of such names.

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


def generator(rng, hint=""):
    """Return a Generator or RandomState of NumPy; an error ends with the hint."""
    if not isinstance(rng, (np.random.Generator, np.random.RandomState)):
        raise TypeError(f"rng is {told(rng)}; expected np.random.default_rng(0){hint}")
    return rng


def told(value):
    """Return a few words for a value: its text if that is short, otherwise what it is.

    >>> told("adam"), told(np.zeros((2, 3))), told([0.125] * 30)
    ("'adam'", 'an array of shape (2, 3)', 'a list of 30')
    """
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if inspect.ismodule(value):
        return f"the module {value.__name__}"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if inspect.isroutine(value):
        return f"the function {value.__name__}"
    text = repr(value)
    if len(text) > 100 or "\n" in text:
        size = f" of {len(value)}" if hasattr(value, "__len__") else ""
        return f"a {type(value).__name__}{size}"
    return text


def in_shapes(error, layer, x):
    """Tell in sizes what NumPy says of a product that does not fit; let any other error be."""
    sizes = re.search(r"matmul: (In|Out)put .*size (\d+) is different from (\d+)", str(error))
    if sizes:
        operand, right, left = sizes.groups()
        which = "inner sizes" if operand == "In" else "sizes of the product and of its place,"
        where = f"in its left @ right the {which} {left} and {right} differ"
        raise ValueError(f"{layer} got an array of shape {np.shape(x)}; {where}") from error


def printable(text):
    """Return a text with signs that the terminal can show: some know no arrow."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return text.replace("→", "->").replace("…", "...")
    return text
