"""Activation functions, and their slopes read off the output a.

Each takes numbers of any shape and gives as many back. Softmax alone looks at a whole row.
"""

import functools

import numpy as np

from nnlib import checks


def door(formula):
    """A function that looks at what comes in, and hands floats to the formula.

    Parameters
    ----------
    formula : function
        From an array of floats to one of the same shape. A layer, which has looked already, takes
        the formula itself, `sigmoid.formula`.

    Returns
    -------
    function

    Examples
    --------
    >>> @door
    ... def double(z):
    ...     return 2 * z
    >>> double([1, 2]), double.formula(3)
    (array([2., 4.]), 6)
    """

    @functools.wraps(formula)
    def looked_at(z):
        return formula(checks.floats(checks.real(z, formula.__name__)))

    looked_at.formula = formula
    return looked_at


def step(z):
    """1 where z is above 0, otherwise 0: the perceptron's answer.

    Parameters
    ----------
    z : array_like
        Weighted sums, any shape.

    Returns
    -------
    numpy.ndarray of int
        Zeros and ones, the shape of z.

    Raises
    ------
    TypeError, ValueError
        If z does not hold finite real numbers.

    References
    ----------
    F. Rosenblatt, "The perceptron: a probabilistic model for information storage and
    organization in the brain", Psychological Review 65 (1958).

    Examples
    --------
    >>> step([-1.5, 0.0, 0.2])
    array([0, 0, 1])
    """
    return (checks.real(z, "step") > 0).astype(np.int64)


@door
def sigmoid(z):
    """σ(z) = 1 / (1 + e^−z): a step without its corner, between 0 and 1.

    Written as (1 + tanh(z/2)) / 2, which is the same number and never overflows.

    Parameters
    ----------
    z : array_like
        Weighted sums, any shape.

    Returns
    -------
    numpy.ndarray
        The shape of z.

    Raises
    ------
    TypeError, ValueError
        If z does not hold finite real numbers.

    Examples
    --------
    >>> sigmoid([-1000.0, 0.0, 1000.0])
    array([0. , 0.5, 1. ])
    """
    return 0.5 * np.tanh(0.5 * z) + 0.5


def sigmoid_slope(a):
    """dσ/dz = a (1 − a), from the output a.

    Parameters
    ----------
    a : numpy.ndarray
        Outputs of `sigmoid`, any shape.

    Returns
    -------
    numpy.ndarray
        The shape of a.

    Examples
    --------
    >>> sigmoid_slope(sigmoid(0.0))
    np.float64(0.25)
    """
    return a * (1 - a)


@door
def tanh(z):
    """The hyperbolic tangent: an S like the sigmoid's, between −1 and 1.

    Parameters
    ----------
    z : array_like
        Weighted sums, any shape.

    Returns
    -------
    numpy.ndarray
        The shape of z.

    Raises
    ------
    TypeError, ValueError
        If z does not hold finite real numbers.

    Examples
    --------
    >>> tanh([-1000.0, 0.0, 1000.0])
    array([-1.,  0.,  1.])
    """
    return np.tanh(z)


def tanh_slope(a):
    """d tanh/dz = 1 − a², from the output a.

    Parameters
    ----------
    a : numpy.ndarray
        Outputs of `tanh`, any shape.

    Returns
    -------
    numpy.ndarray
        The shape of a.

    Examples
    --------
    >>> tanh_slope(tanh(0.0))
    np.float64(1.0)
    """
    return 1 - a * a


@door
def relu(z):
    """The rectified linear unit: z where it is above 0, otherwise 0.

    Parameters
    ----------
    z : array_like
        Weighted sums, any shape.

    Returns
    -------
    numpy.ndarray
        The shape of z.

    Raises
    ------
    TypeError, ValueError
        If z does not hold finite real numbers.

    References
    ----------
    V. Nair and G. Hinton, "Rectified linear units improve restricted Boltzmann machines",
    ICML (2010).

    Examples
    --------
    >>> relu([-2.0, 0.0, 3.0])
    array([0., 0., 3.])
    """
    return np.maximum(z, 0)


def relu_slope(a):
    """1 where the output a is above 0, otherwise 0. (At the kink, z = 0, the slope is taken as 0.)

    Parameters
    ----------
    a : numpy.ndarray
        Outputs of `relu`, any shape.

    Returns
    -------
    numpy.ndarray of bool
        The shape of a; True counts as 1.

    Examples
    --------
    >>> relu_slope(relu([-2.0, 0.0, 3.0]))
    array([False, False,  True])
    """
    return a > 0


@door
def softmax(z):
    """Scores to probabilities: e^z divided by its sum, along the last axis.

    Subtracting the largest score of each row changes nothing in the result and keeps e^z from
    overflowing. Differences below −700 (−80 in float32) count as −700, so that no probability
    is ever exactly 0 and its logarithm exists.

    Parameters
    ----------
    z : array_like, shape (m, n) or (n,)
        Scores, one row an example.

    Returns
    -------
    numpy.ndarray
        The shape of z; each row is positive and sums to 1.

    Raises
    ------
    TypeError, ValueError
        If z does not hold finite real numbers, or is a single number.

    References
    ----------
    J. Bridle, "Training stochastic model recognition algorithms as networks can lead to maximum
    mutual information estimation of parameters", NIPS (1989).

    Examples
    --------
    >>> softmax([[0.0, 0.0], [1000.0, 0.0]]).round(3)
    array([[0.5, 0.5],
           [1. , 0. ]])
    """
    if z.ndim == 0:
        raise ValueError("softmax got a single number; expected scores of shape (m, n) or (n,)")
    z = z - np.maximum.reduce(z, axis=-1, keepdims=True)
    p = np.exp(np.maximum(z, -80 if z.dtype == np.float32 else -700, out=z), out=z)
    p /= np.add.reduce(p, axis=-1, keepdims=True)
    return p
