"""Shapes that pictures need, checked in words."""

import numpy as np


def numbers(values, who, name, ndim=None):
    """Give `values` as a non-empty float array without NaN or inf.

    Parameters
    ----------
    values : array_like
        What the caller was given.
    who, name : str
        The function and its argument, for the message.
    ndim : int, optional
        How many axes are expected.

    Returns
    -------
    ndarray of float64

    Raises
    ------
    ValueError
        If the array is empty, has other axes, or holds NaN, inf or anything but numbers.

    Examples
    --------
    >>> numbers([1, 2], "curves()", "values", ndim=1)
    array([1., 2.])
    """
    try:
        array = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{who} got {name} that are not an array of numbers") from None
    if ndim is not None and array.ndim != ndim:
        expected = "(n,)" if ndim == 1 else "two axes"
        raise ValueError(f"{who} got {name} of shape {array.shape}; expected {expected}")
    if array.size == 0:
        raise ValueError(f"{who} got empty {name} of shape {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError(f"{who} got NaN or inf in {name}")
    return array


def side_of_square(n, who, name):
    """Give the side of a square image that has `n` pixels.

    Raises
    ------
    ValueError
        If `n` is not a square number.

    Examples
    --------
    >>> side_of_square(784, "weights()", "W")
    28
    """
    side = round(n**0.5)
    if side * side != n:
        raise ValueError(f"{who} got {name} with {n} pixels an image; expected a square number")
    return side


def class_numbers(labels, who, name, length=None):
    """Give `labels` as a non-empty array of int, of the given length.

    Raises
    ------
    ValueError
        If the labels are not whole numbers, or not as many as expected.

    Examples
    --------
    >>> class_numbers([3.0, 1.0], "digits()", "labels", length=2)
    array([3, 1])
    """
    array = numbers(labels, who, name, ndim=1)
    if length is not None and len(array) != length:
        raise ValueError(f"{who} got {name} of shape {array.shape}; expected ({length},)")
    if (array != np.round(array)).any():
        raise ValueError(f"{who} got {name} that are not whole numbers")
    return array.astype(int)
