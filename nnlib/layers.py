"""The layers of a network. Rows are examples: x is (m, n_in), W is (n_in, n_out).

A layer is a function, `layer(x)`: what comes in is looked at once, at the door, and goes to the
formula, `f(x)`, which trusts. In training a network calls `forward(x)`, which is `f` and what it
remembers for the way back; then `param_grads(grad)` answers "how should I change?" and
`input_grad(grad)` "what do I tell the layer below?", where grad is dL/d(this layer's output).
"""

import numpy as np

from nnlib import checks
from nnlib.parameters import Keeper, first_weights, float_type, matmul


class Layer(Keeper):
    """What all layers share. A new layer is a subclass.

    It has `f`, `forward` if the way back needs something remembered, `input_grad`, and if it learns
    also `learns` and `param_grads`. `kinks` are inputs at which the output has a corner: finite
    differences cannot judge a slope there.
    """

    kinks = ()

    def __call__(self, x):
        """Return the layer's output for x, which is looked at first; nothing is remembered."""
        return self.f(self.door(x))

    def door(self, x):
        """Return x as a batch that fits this layer, or raise."""
        return checks.batch(x, self, getattr(self, "n_in", None))

    def f(self, x):
        """Return the layer's output for a batch."""
        raise NotImplementedError(f"{type(self).__name__} has no f(self, x)")

    def forward(self, x):
        """Return the layer's output for a batch and remember what the way back needs."""
        return self.f(x)

    def param_grads(self, grad):
        """From dL/d(output), put the gradient of each parameter into dW, db, …"""

    def input_grad(self, grad):
        """From dL/d(output), return dL/d(input)."""
        raise NotImplementedError(f"{type(self).__name__} has no input_grad(self, grad)")

    def penalty(self):
        """Return what the layer adds to the loss because of its own weights."""
        return 0.0

    def __repr__(self):
        arguments = ", ".join(f"{name}={value!r}" for name, value in self.arguments().items())
        return f"{type(self).__name__}({arguments})"


class Dense(Layer):
    """z = x W + b, from (m, n_in) to (m, n_out). W is (n_in, n_out), b is (n_out,).

    - `init`: init(n_in, n_out, rng) gives the first weights, see `nnlib.initializers`; b starts
      at 0. An array of another shape is a ValueError. `bias=False` leaves b out.
    - `l2`: λ, the strength of L2 regularization, 0 or above. The layer adds λ/2 times the sum of
      its squared weights to the loss, and so λW to dW. Biases are left alone.
    - `dtype`: "float64" or "float32".

    >>> from nnlib.initializers import normal
    >>> layer = Dense(784, 10, init=normal(0.01), rng=np.random.default_rng(0))
    >>> layer
    Dense(784 → 10)
    >>> layer(np.ones((3, 784))).shape
    (3, 10)
    """

    learns = ("W", "b")
    options = ("n_in", "n_out", "bias", "l2", "dtype")

    def f(self, x):
        z = x @ self.W
        if self.bias:
            z += self.b
        return z

    def forward(self, x):
        self.x = x
        return self.f(x)

    def param_grads(self, grad):
        matmul(self.x.T, grad, out=self.dW)
        if self.l2:
            self.dW += self.l2 * self.W
        if self.bias:
            np.add.reduce(grad, axis=0, out=self.db)

    def input_grad(self, grad):
        return grad @ self.W.T

    def penalty(self):
        return self.l2 / 2 * float(np.vdot(self.W, self.W))

    def __init__(self, n_in, n_out, *, init, rng, bias=True, l2=0.0, dtype="float64"):
        self.n_in = int(checks.positive(n_in, "n_in", integer=True))
        self.n_out = int(checks.positive(n_out, "n_out", integer=True))
        self.bias, self.dtype = bool(bias), float_type(dtype, self)
        self.l2 = float(checks.within(l2, "l2", 0, np.inf))
        self.learns = ("W", "b") if bias else ("W",)
        W = first_weights(init, n_in, n_out, rng, self)
        self.W, self.dW = np.array(W, dtype), np.zeros((n_in, n_out), dtype)
        if bias:
            self.b, self.db = np.zeros(n_out, dtype), np.zeros(n_out, dtype)

    @classmethod
    def from_arrays(cls, W, b=None, *, l2=0.0):
        """A layer with copies of W (n_in, n_out) and b (n_out,), or no bias; else ValueError.

        >>> Dense.from_arrays([[1.0, 0.0], [0.0, 1.0]], b=[5.0, 6.0])([[1.0, 2.0]])
        array([[6., 8.]])
        """
        W = checks.floats(checks.real(W, "Dense.from_arrays (W)"))
        if W.ndim != 2:
            raise ValueError(f"Dense.from_arrays got W of shape {W.shape}; expected (n_in, n_out)")
        bias = b is not None
        layer = cls(*W.shape, init=lambda *_: W, rng=None, bias=bias, l2=l2, dtype=W.dtype)
        if bias:
            layer.b = b
        return layer

    @classmethod
    def rebuild(cls, **options):
        return cls(**options, init=lambda n_in, n_out, rng: np.zeros((n_in, n_out)), rng=None)

    def __repr__(self):
        return checks.printable(f"Dense({self.n_in} → {self.n_out})")


class Rescale(Layer):
    """x times a number above 0: Rescale(1/255) makes numbers 0…1, of type `dtype`, of bytes 0…255.

    >>> Rescale(1 / 255)(np.array([[0, 51, 255]], dtype=np.uint8))
    array([[0. , 0.2, 1. ]])
    """

    options = ("scale", "dtype")

    def f(self, x):
        return np.multiply(x, self.scale, dtype=self.dtype)

    def input_grad(self, grad):
        return grad * self.scale

    def __init__(self, scale, *, dtype="float64"):
        self.scale = float(checks.positive(scale, "scale"))
        self.dtype = float_type(dtype, self)

    def __repr__(self):
        return f"Rescale({self.scale:.4g})"


class Elementwise(Layer):
    """An activation: the same function for each number.

    A new one is two short methods: `f(z)`, and `slope(a)`, its slope read off the output a = f(z).
    z is float64 or float32, and what they give becomes that again.

    >>> class Leaky(Elementwise):
    ...     kinks = (0.0,)
    ...     def f(self, z):
    ...         return np.maximum(z, 0.1 * z)
    ...     def slope(self, a):
    ...         return np.where(a > 0, 1.0, 0.1)
    >>> Leaky()([[-1.0, 2.0]])
    array([[-0.1,  2. ]])
    """

    def slope(self, a):
        """Return df/dz, from the outputs a, in the same shape."""
        raise NotImplementedError(f"{type(self).__name__} has no slope(self, a)")

    def __call__(self, z):
        return self._typed(self.door(z))

    def forward(self, z):
        self.a = self._typed(z)
        return self.a

    def input_grad(self, grad):
        return np.multiply(grad, self.slope(self.a), dtype=self.a.dtype)

    def _typed(self, z):
        z = checks.floats(z)
        return np.asarray(self.f(z), z.dtype)
