"""Activations: each a layer, `Tanh()`, and a function for numbers of any shape, `tanh(z)`.

A layer has f(z), and its slope read off the output a = f(z). Softmax alone looks at a whole row.
"""

import inspect

import numpy as np

from nnlib import checks
from nnlib.layers import Elementwise, Layer


def function(kind):
    """The function of an activation layer: tanh(z) for Tanh, elu(z, alpha=1.0) for your own."""
    name = kind.__name__.lower()

    def looked_at(z, *arguments, **named):
        return kind(*arguments, **named).f(checks.floats(checks.real(z, name)))

    z = inspect.Parameter("z", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    looked_at.__signature__ = inspect.Signature([z, *inspect.signature(kind).parameters.values()])
    looked_at.__name__ = looked_at.__qualname__ = name
    looked_at.__doc__ = kind.__doc__
    return looked_at


def step(z):
    """1 where z, of any shape, is above 0, otherwise 0: the answer of a `Perceptron`.

    >>> step([-1.5, 0.0, 0.2])
    array([0, 0, 1])
    """
    return (checks.real(z, "step") > 0).astype(np.int64)


class Sigmoid(Elementwise):
    """σ(z) = 1 / (1 + e^−z), z of any shape: a step without its corner, between 0 and 1.

    (1 + tanh(z/2)) / 2 is the same number and never overflows.

    >>> sigmoid([-1000.0, 0.0, 1000.0])
    array([0. , 0.5, 1. ])
    """

    def f(self, z):
        return 0.5 * np.tanh(0.5 * z) + 0.5

    def slope(self, a):
        return a * (1 - a)


sigmoid = function(Sigmoid)


class Tanh(Elementwise):
    """The hyperbolic tangent of z, of any shape: an S like the sigmoid's, between −1 and 1.

    >>> tanh([-1000.0, 0.0, 1000.0])
    array([-1.,  0.,  1.])
    """

    def f(self, z):
        return np.tanh(z)

    def slope(self, a):
        return 1 - a * a


tanh = function(Tanh)


class ReLU(Elementwise):
    """The rectified linear unit: z, of any shape, above 0, otherwise 0; at 0 its slope is 0.

    Source: V. Nair and G. Hinton, "Rectified linear units improve restricted Boltzmann machines",
    ICML (2010).

    >>> relu([-2.0, 0.0, 3.0])
    array([0., 0., 3.])
    """

    kinks = (0.0,)

    def f(self, z):
        return np.maximum(z, 0)

    def slope(self, a):
        return a > 0


relu = function(ReLU)


class Softmax(Layer):
    """Scores (m, n) or (n,) to probabilities: e^z divided by its sum, row by row.

    Subtracting the largest score of each row changes nothing in the result and keeps e^z from
    overflowing. Differences below −700 (−80 in float32) count as −700, so that no probability is
    ever exactly 0 and its logarithm exists. Each depends on every score of its row, so the way back
    is p (g − Σ g p), with the sum over the row. A single number is a ValueError.

    Source: J. Bridle, "Training stochastic model recognition algorithms as networks can lead to
    maximum mutual information estimation of parameters", NIPS (1989).

    >>> softmax([[0.0, 0.0], [1000.0, 0.0]]).round(3)
    array([[0.5, 0.5],
           [1. , 0. ]])
    """

    def f(self, z):
        z = checks.floats(z)
        if z.ndim == 0:
            raise ValueError("softmax got a single number; expected scores of shape (m, n) or (n,)")
        z = z - np.maximum.reduce(z, axis=-1, keepdims=True)
        p = np.exp(np.maximum(z, -80 if z.dtype == np.float32 else -700, out=z), out=z)
        p /= np.add.reduce(p, axis=-1, keepdims=True)
        return p

    def forward(self, z):
        self.p = self.f(z)
        return self.p

    def input_grad(self, grad):
        return self.p * (grad - np.add.reduce(grad * self.p, axis=1, keepdims=True))


softmax = function(Softmax)
