"""What arrives at the door is looked at there: errors say what was got and what was expected."""

import inspect
import math
import re
import sys

import numpy as np


class NotFiniteError(ValueError):
    """NaN or infinity stands where a number was expected."""


def real(x, who):
    """Return x as an array of real numbers, none of them NaN or infinite, at least one of them.

    Parameters
    ----------
    x : array_like
        Anything that NumPy turns into an array.
    who : str
        Who asks; the error begins with it.

    Returns
    -------
    numpy.ndarray
        The same numbers; an array is returned as it is, without a copy.

    Raises
    ------
    TypeError
        If x holds something else than booleans, integers or real numbers.
    NotFiniteError
        If a number is NaN or infinite. (A `ValueError`.)
    ValueError
        If x is empty.

    Examples
    --------
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
    """Return an array in float64, unless it is float32: in bytes, 0 − 1 is 255.

    Parameters
    ----------
    x : numpy.ndarray
        Real numbers, of any type.

    Returns
    -------
    numpy.ndarray of float64 or float32
        The same numbers; an array of these types is returned as it is, without a copy.

    Examples
    --------
    >>> floats(np.array([0, 1], np.uint8)) - 1
    array([-1.,  0.])
    """
    return x if x.dtype.char in "fd" else x.astype(float)


def batch(x, who, n=None):
    """Return x as a batch of shape (m, n): m rows, each an example of n numbers.

    Parameters
    ----------
    x : array_like, shape (m, n)
        The batch.
    who : object
        Who asks; its text begins the error.
    n : int, optional
        How many columns are expected; any number if it is left out.

    Returns
    -------
    numpy.ndarray, shape (m, n)
        The same numbers.

    Raises
    ------
    TypeError, ValueError
        As `real` does, and if the shape is another.

    Examples
    --------
    >>> batch([1, 2], "Dense(2 → 1)", 2)
    Traceback (most recent call last):
    ValueError: Dense(2 → 1) got x of shape (2,); expected (m, 2), one example a row
    """
    x = real(x, who)
    if x.ndim != 2 or (n is not None and x.shape[1] != n):
        columns = "n" if n is None else n
        raise ValueError(
            f"{who} got x of shape {x.shape}; expected (m, {columns}), one example a row"
        )
    return x


def same_shape(a, y, who):
    """Raise unless predictions a and targets y are batches of one shape.

    NumPy would stretch (5, 1) − (5,) to (5, 5) without a word; here it is an error.

    Parameters
    ----------
    a, y : array_like, shape (m, n)
        Predictions and targets.
    who : object
        Who asks.

    Returns
    -------
    tuple of numpy.ndarray
        Both, as arrays.

    Raises
    ------
    TypeError, ValueError
        If one of them is no batch, or the shapes differ.

    Examples
    --------
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
    """Return a finite number above 0, or raise.

    Parameters
    ----------
    value : int or float
        The number.
    name : str
        What it is called in the error.
    integer : bool
        Whether it has to be a whole number.

    Returns
    -------
    int or float
        The number.

    Raises
    ------
    TypeError
        If it is no number (or no whole number).
    ValueError
        If it is not above 0, or not finite.

    Examples
    --------
    >>> positive(0.0, "lr")
    Traceback (most recent call last):
    ValueError: lr is 0.0; expected a finite number above 0
    """
    kinds = (int, np.integer) if integer else (int, float, np.integer, np.floating)
    expected = "a whole number above 0" if integer else "a finite number above 0"
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise TypeError(f"{name} is {value!r}; expected {expected}")
    if not (math.isfinite(value) and value > 0):
        raise ValueError(f"{name} is {value}; expected {expected}")
    return value


def within(value, name, low, high, *, below=False):
    """Return a finite number from low to high, or raise.

    Parameters
    ----------
    value : int or float
        The number.
    name : str
        What it is called in the error.
    low, high : float
        The ends of the range; high may be infinite.
    below : bool
        Whether the number has to stay below high.

    Returns
    -------
    int or float
        The number.

    Raises
    ------
    TypeError
        If it is no number.
    ValueError
        If it is outside, or not finite.

    Examples
    --------
    >>> within(1.0, "momentum", 0, 1, below=True)
    Traceback (most recent call last):
    ValueError: momentum is 1.0; expected a number from 0 to 1, 1 itself excluded
    """
    expected = f"a number from {low} to {high}" + (f", {high} itself excluded" if below else "")
    if high == np.inf:
        expected = f"a finite number, {low} or above"
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise TypeError(f"{name} is {value!r}; expected {expected}")
    if not (math.isfinite(value) and low <= value <= high and not (below and value == high)):
        raise ValueError(f"{name} is {value}; expected {expected}")
    return value


def made(value, name, example, *needs):
    """Return an object that was made; refuse its class, and anything else, with what to write.

    Parameters
    ----------
    value : object
        The object.
    name : str
        What it is called in the error.
    example : str
        What could be written in its place.
    *needs : str
        The names of attributes that it has to have.

    Returns
    -------
    object
        The same.

    Raises
    ------
    TypeError
        If it is a class, or lacks an attribute.

    Examples
    --------
    >>> made(dict, "settings", "dict(a=1)", "items")
    Traceback (most recent call last):
    TypeError: settings is the class dict; write dict(a=1)
    """
    if isinstance(value, type):
        arguments = example[example.index("(") :]
        raise TypeError(f"{name} is the class {value.__name__}; write {value.__name__}{arguments}")
    if not all(hasattr(value, need) for need in needs):
        raise TypeError(f"{name} is {told(value)}; expected {example}")
    return value


def parts(net, loss, *optimizer):
    """Raise unless these are what a training is made of.

    Parameters
    ----------
    net : Network
        The network.
    loss : loss
        An object of `nnlib.losses`, or one of your own with forward and backward.
    *optimizer : Optimizer
        The optimizer, where there is one.

    Raises
    ------
    TypeError
        If one of them is a class, or something else.

    Examples
    --------
    >>> from nnlib import Dense, Network, SquaredError
    >>> parts(Network(Dense.from_arrays([[1.0]])), SquaredError)
    Traceback (most recent call last):
    TypeError: loss is the class SquaredError; write SquaredError()
    """
    made(net, "net", "Network(…)", "layers")
    made(loss, "loss", "CrossEntropy()", "forward", "backward")
    for rule in optimizer:
        made(rule, "optimizer", "SGD(lr=…)", "step", "rate")


def suits(loss, net, y):
    """Let a loss refuse a network and targets that it is not made for, if it knows of any.

    Parameters
    ----------
    loss : loss
        An object of `nnlib.losses`; one of your own need not have a `suits`.
    net : Network
        The network.
    y : numpy.ndarray
        All targets.

    Raises
    ------
    ValueError
        If the loss would be a number that means nothing.

    Examples
    --------
    >>> from nnlib import CrossEntropy, Dense, Network
    >>> suits(CrossEntropy(), Network(Dense.from_arrays([[1.0, 2.0]])), np.eye(2))
    Traceback (most recent call last):
    ValueError: CrossEntropy() needs probabilities, each row's sum 1, and the network ends in ...
    """
    if hasattr(loss, "suits"):
        loss.suits(net, y)


def function(value, name, example, *arguments):
    """Return a function that can be called with such arguments, or raise.

    Parameters
    ----------
    value : function
        The function.
    name : str
        What it is called in the error.
    example : str
        What could be written in its place.
    *arguments : str
        The names of what it will be given.

    Returns
    -------
    function
        The same.

    Raises
    ------
    TypeError
        If it is no function, or takes other arguments.

    Examples
    --------
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
    """Return a source of random numbers, or raise.

    Parameters
    ----------
    rng : numpy.random.Generator or numpy.random.RandomState
        The source.
    hint : str
        What else is expected; the error ends with it.

    Returns
    -------
    numpy.random.Generator or numpy.random.RandomState
        The same.

    Raises
    ------
    TypeError
        If it is something else.

    Examples
    --------
    >>> generator(0)
    Traceback (most recent call last):
    TypeError: rng is 0; expected np.random.default_rng(0)
    """
    if not isinstance(rng, (np.random.Generator, np.random.RandomState)):
        raise TypeError(f"rng is {told(rng)}; expected np.random.default_rng(0){hint}")
    return rng


SIGNS = {  # how files begin that get into the place of others
    b"<": "a web page",
    b"PK": "a zip file: take the file out of it",
    b"version https://git-lfs": "a pointer of Git LFS: fetch the file itself by git lfs pull",
    b"\x93NUMPY": "a file of numpy.save: numpy.load reads it",
    b"\x1f\x8b": "packed by gzip: unpack it",
    b"\0\0\x08": "an IDX file: nnlib.data.read_idx reads it",
}


def looks_like(contents):
    """Return what a file seems to be that is not what it should be.

    Parameters
    ----------
    contents : bytes
        What it begins with.

    Returns
    -------
    str
        A few words to be put at the end of an error, or none.

    Examples
    --------
    >>> looks_like(b"<!DOCTYPE html><html>Page not found")
    '; it looks like a web page'
    """
    for sign, kind in SIGNS.items():
        if contents.lstrip().startswith(sign):
            return f"; it looks like {kind}"
    return ""


def printable(text):
    """Return a text with signs that the terminal can show: some know no arrow.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    str

    Examples
    --------
    >>> printable("Dense(3 → 2)")
    'Dense(3 → 2)'
    """
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return text.replace("→", "->").replace("…", "...")
    return text


def in_shapes(error, layer, x):
    """Tell in sizes what NumPy says of a product that does not fit; let any other error be.

    Parameters
    ----------
    error : ValueError
        What a layer raised.
    layer : Layer
        The layer.
    x : numpy.ndarray
        What it was given.

    Raises
    ------
    ValueError
        If the error is one of NumPy about the inner sizes of `@`.

    Examples
    --------
    >>> try:
    ...     np.ones((5, 4)) @ np.ones((7, 4))
    ... except ValueError as error:
    ...     in_shapes(error, "Own()", np.ones((5, 4)))
    Traceback (most recent call last):
    ValueError: Own() got an array of shape (5, 4); in its left @ right the inner sizes 4 and ...
    """
    sizes = re.search(
        r"matmul: (In|Out)put operand .*size (\d+) is different from (\d+)", str(error)
    )
    if sizes:
        operand, right, left = sizes.groups()
        which = "inner sizes" if operand == "In" else "sizes of the product and of its place,"
        raise ValueError(
            f"{layer} got an array of shape {np.shape(x)}; in its left @ right the {which} "
            f"{left} and {right} differ"
        ) from error


def told(value):
    """Return a few words for a value, to be put into an error.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    str
        Its text if that is short, otherwise what it is.

    Examples
    --------
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
