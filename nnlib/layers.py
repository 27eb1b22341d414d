"""The layers of a network. Rows are examples: x is (m, n_in), W is (n_in, n_out).

A layer is a function, `layer(x)`: what comes in is looked at once, at the door, and goes to the
formula, `f(x)`, which trusts. In training a network calls `forward(x)`, which is `f` and what it
remembers for the way back; then `param_grads(grad)` answers "how should I change?" and
`input_grad(grad)` "what do I tell the layer below?", where grad is dL/d(this layer's output).
"""

import operator

import numpy as np

from nnlib import activations, checks

INITIALIZERS = "initializers.he or initializers.normal(0.1)"


def _float_type(dtype, who):
    """The name of a type that layers calculate in."""
    if np.dtype(dtype) not in (np.float64, np.float32):
        raise TypeError(f"{who!r} got dtype {np.dtype(dtype)}; expected float64 or float32")
    return np.dtype(dtype).name


class Layer:
    """What all layers share.

    A new layer is a subclass: `f`, `forward` if the way back needs something remembered,
    `input_grad`, and for layers that learn also `learns` and `param_grads`.

    Attributes
    ----------
    learns : tuple of str
        Names of the parameters. The gradient of `W` is in `dW`, of the same shape.
    options : tuple of str
        Names of the arguments from which a saved layer is made again.
    kinks : tuple of float
        Inputs at which the output has a corner; finite differences cannot judge a slope there.
    """

    learns = ()
    options = ()
    kinks = ()
    kinds = {}  # every layer class by its name, so that a saved network can be built again

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        Layer.kinds[cls.__name__] = cls
        for name in vars(cls).get("learns", ()):
            if name not in vars(cls):
                setattr(cls, name, _parameter(name))

    def __repr__(self):
        return f"{type(self).__name__}()"

    def __setstate__(self, state):
        for name, value in state.items():  # joblib may hand over maps of a file: copy those
            setattr(self, name, np.array(value) if isinstance(value, np.memmap) else value)

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

    def lend(self, **arrays):
        """Put arrays in the place of parameters, as they are: no copy, no look at them."""
        for name, array in arrays.items():
            setattr(self, f"_{name}", array)

    def param_grads(self, grad):
        """From dL/d(output), put the gradient of each parameter into dW, db, …"""

    def input_grad(self, grad):
        """From dL/d(output), return dL/d(input)."""
        raise NotImplementedError(f"{type(self).__name__} has no input_grad(self, grad)")

    def penalty(self):
        """Return what the layer adds to the loss because of its own weights."""
        return 0.0

    @classmethod
    def rebuild(cls, **options):
        """Make a saved layer again from its options."""
        return cls(**options)


def _parameter(name):
    """What `layer.W = new` does: the same kind of array takes its place, a copy."""
    kept = f"_{name}"

    def replace(layer, value):
        old = getattr(layer, kept, None)
        if old is not None and value is not old:
            who = f"{layer!r}.{name}"
            value = checks.real(value, who)
            if value.shape != old.shape:
                raise ValueError(f"{who} got an array of shape {value.shape}; expected {old.shape}")
            value = np.array(value, old.dtype)
        setattr(layer, kept, value)

    return property(operator.attrgetter(kept), replace)


class Dense(Layer):
    """z = x W + b, from (m, n_in) to (m, n_out).

    Parameters
    ----------
    n_in, n_out : int
        How many numbers come in and go out.
    init : function
        init(n_in, n_out, rng) gives the first weights; see `nnlib.initializers`. Biases start at 0.
    rng : numpy.random.Generator
        Where the random numbers come from.
    bias : bool
        Whether there is a b.
    l2 : float
        λ, the strength of L2 regularization, 0 or above: the layer adds λ/2 times the sum of its
        squared weights to the loss, and so λW to dW. Biases are left alone.
    dtype : str or numpy.dtype
        "float64" or "float32".

    Attributes
    ----------
    W, dW : numpy.ndarray, shape (n_in, n_out)
        Weights and their gradient.
    b, db : numpy.ndarray, shape (n_out,)
        Biases and their gradient.

    Raises
    ------
    TypeError, ValueError
        If a size is no whole number above 0, l2 is negative, or init gives an array of another
        shape.

    Examples
    --------
    >>> from nnlib.initializers import normal
    >>> layer = Dense(784, 10, init=normal(0.01), rng=np.random.default_rng(0))
    >>> layer
    Dense(784 → 10)
    >>> layer(np.ones((3, 784))).shape
    (3, 10)
    """

    learns = ("W", "b")
    options = ("n_in", "n_out", "bias", "l2", "dtype")

    def __init__(self, n_in, n_out, *, init, rng, bias=True, l2=0.0, dtype="float64"):
        self.n_in = int(checks.positive(n_in, "n_in", integer=True))
        self.n_out = int(checks.positive(n_out, "n_out", integer=True))
        self.bias, self.dtype = bool(bias), _float_type(dtype, self)
        self.l2 = float(checks.within(l2, "l2", 0, np.inf))
        self.learns = ("W", "b") if bias else ("W",)
        if isinstance(init, np.ndarray):
            raise TypeError("init is an array; given weights go into Dense.from_arrays(W)")
        checks.function(init, "init", INITIALIZERS, "n_in", "n_out", "rng")
        if rng is not None:
            checks.generator(rng)
        W = checks.real(init(n_in, n_out, rng), f"{self!r} (init)")
        if W.shape != (n_in, n_out):
            raise ValueError(f"{self!r} got W of shape {W.shape}; expected {(n_in, n_out)}")
        self.W, self.dW = np.array(W, dtype), np.zeros((n_in, n_out), dtype)
        if bias:
            self.b, self.db = np.zeros(n_out, dtype), np.zeros(n_out, dtype)

    @classmethod
    def from_arrays(cls, W, b=None, *, l2=0.0):
        """A layer with given weights, which are copied.

        Parameters
        ----------
        W : array_like, shape (n_in, n_out)
            Weights.
        b : array_like, shape (n_out,), optional
            Biases; without them the layer has none.
        l2 : float
            The strength of L2 regularization.

        Returns
        -------
        Dense

        Raises
        ------
        TypeError, ValueError
            If the arrays hold anything but finite numbers, or their shapes do not fit.

        Examples
        --------
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

    def __repr__(self):
        return checks.printable(f"Dense({self.n_in} → {self.n_out})")

    def f(self, x):
        z = x @ self.W
        if self.bias:
            z += self.b
        return z

    def forward(self, x):
        self.x = x
        return self.f(x)

    def param_grads(self, grad):
        _product(self.x.T, grad, out=self.dW)
        if self.l2:
            self.dW += self.l2 * self.W
        if self.bias:
            np.add.reduce(grad, axis=0, out=self.db)

    def input_grad(self, grad):
        return grad @ self.W.T

    def penalty(self):
        """λ/2 times the sum of the squared weights."""
        return self.l2 / 2 * float(np.vdot(self.W, self.W))

    @classmethod
    def rebuild(cls, **options):
        return cls(**options, init=lambda n_in, n_out, rng: np.zeros((n_in, n_out)), rng=None)


def _product(columns, rows, out):
    """columns @ rows; for one column and one row number by number: the same numbers, faster."""
    one = columns.shape + rows.shape == (len(out), 1, 1, out.shape[1])
    (np.multiply if one else np.matmul)(columns, rows, out=out)


class Rescale(Layer):
    """x times a number: Rescale(1/255) takes bytes 0…255 in and gives numbers 0…1.

    Parameters
    ----------
    scale : float
        The number.
    dtype : str or numpy.dtype
        The type of the output, and so of all that follows.

    Raises
    ------
    TypeError, ValueError
        If scale is not a finite number above 0.

    Examples
    --------
    >>> Rescale(1 / 255)(np.array([[0, 51, 255]], dtype=np.uint8))
    array([[0. , 0.2, 1. ]])
    """

    options = ("scale", "dtype")

    def __init__(self, scale, *, dtype="float64"):
        self.scale = float(checks.positive(scale, "scale"))
        self.dtype = _float_type(dtype, self)

    def __repr__(self):
        return f"Rescale({self.scale:.4g})"

    def f(self, x):
        return np.multiply(x, self.scale, dtype=self.dtype)

    def input_grad(self, grad):
        return grad * self.scale


class Elementwise(Layer):
    """An activation: the same function for each number.

    A new one is two short methods: `f(z)`, and `slope(a)`, its slope read off the output a = f(z).
    They need not care for types: z is float64 or float32, and what they give becomes that again.

    Examples
    --------
    >>> class Leaky(Elementwise):
    ...     kinks = (0.0,)
    ...     def f(self, z):
    ...         return np.maximum(z, 0.1 * z)
    ...     def slope(self, a):
    ...         return np.where(a > 0, 1.0, 0.1)
    >>> Leaky()([[-1.0, 2.0]])
    array([[-0.1,  2. ]])
    """

    def f(self, z):
        raise NotImplementedError(f"{type(self).__name__} has no f(self, z)")

    def slope(self, a):
        raise NotImplementedError(f"{type(self).__name__} has no slope(self, a)")

    def __call__(self, z):
        return self._typed(self.door(z))

    def forward(self, z):
        self.a = self._typed(z)
        return self.a

    def _typed(self, z):
        z = checks.floats(z)
        return np.asarray(self.f(z), z.dtype)

    def input_grad(self, grad):
        return np.multiply(grad, self.slope(self.a), dtype=self.a.dtype)


class ReLU(Elementwise):
    """max(z, 0), number by number.

    Examples
    --------
    >>> ReLU()([[-1.0, 2.0]])
    array([[0., 2.]])
    """

    kinks = (0.0,)
    f = staticmethod(activations.relu.formula)
    slope = staticmethod(activations.relu_slope)


class Sigmoid(Elementwise):
    """1 / (1 + e^−z), number by number.

    Examples
    --------
    >>> Sigmoid()([[0.0]])
    array([[0.5]])
    """

    f = staticmethod(activations.sigmoid.formula)
    slope = staticmethod(activations.sigmoid_slope)


class Tanh(Elementwise):
    """The hyperbolic tangent, number by number.

    Examples
    --------
    >>> Tanh()([[0.0]])
    array([[0.]])
    """

    f = staticmethod(activations.tanh.formula)
    slope = staticmethod(activations.tanh_slope)


class Softmax(Layer):
    """Scores to probabilities, row by row.

    It is not elementwise: each probability depends on every score of its row. So its way back is
    p (g − Σ g p), with the sum over the row.

    Examples
    --------
    >>> Softmax()([[1.0, 1.0, 1.0, 1.0]])
    array([[0.25, 0.25, 0.25, 0.25]])
    """

    def f(self, z):
        return activations.softmax.formula(checks.floats(z))

    def forward(self, z):
        self.p = self.f(z)
        return self.p

    def input_grad(self, grad):
        return self.p * (grad - np.add.reduce(grad * self.p, axis=1, keepdims=True))
