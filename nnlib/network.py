"""A network: layers in a row."""

import itertools
import json

import numpy as np

from nnlib import checks, saving
from nnlib.layers import Layer

PIECE = 1000  # rows at a time, so that memory does not grow with the data
_passes = itertools.count(1)


class Network:
    """Layers in a row: the output of each is the input of the next.

    Parameters
    ----------
    *layers : Layer
        From the input to the output.

    Raises
    ------
    TypeError
        If something is not a layer.
    ValueError
        If there is no layer, one stands twice, or two neighbours do not fit.

    Examples
    --------
    >>> from nnlib.layers import Dense, ReLU, Softmax
    >>> net = Network(Dense.from_arrays(np.eye(3, 2)), ReLU(), Softmax())
    >>> net
    Network(Dense(3 → 2), ReLU(), Softmax())
    >>> net([[0.0, 0.0, 9.0]])
    array([[0.5, 0.5]])
    """

    def __init__(self, *layers):
        if not layers:
            raise ValueError("Network got no layers; expected at least one")
        width, before = None, None
        for i, layer in enumerate(layers):
            if not isinstance(layer, Layer):
                if isinstance(layer, type):
                    name = layer.__name__
                    raise TypeError(f"Network got the class {name} as layer {i}; write {name}(…)")
                raise TypeError(
                    f"Network got {type(layer).__name__} as layer {i}; expected layers, one by "
                    "one: Network(Dense(…), ReLU(), …)"
                )
            if any(layer is other for other in layers[:i]):
                raise ValueError(f"Network got the same {layer} twice; each layer needs its own")
            if width is not None and getattr(layer, "n_in", width) != width:
                raise ValueError(f"Network got {before} before {layer}: {width} numbers come in")
            if hasattr(layer, "n_out"):
                width, before = layer.n_out, layer
        self.layers = layers
        self._path = layers  # what training goes through; ExactNetwork rounds on the way

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.layers))})"

    def __call__(self, x):
        """Return the outputs for x. Nothing is remembered; training is not disturbed.

        Parameters
        ----------
        x : array_like, shape (m, n)
            Examples, one a row.

        Returns
        -------
        numpy.ndarray, shape (m, n_out)

        Raises
        ------
        TypeError, ValueError
            If x is not such a batch.
        """
        x = checks.batch(x, "Network")
        outputs = []
        for start in range(0, len(x), PIECE):
            a = x[start : start + PIECE]
            try:
                for layer in self.layers:
                    a = layer(a)
            except ValueError as error:
                checks.in_shapes(error, layer, a)
                raise
            outputs.append(a)
        return np.concatenate(outputs)

    def predict(self, x):
        """Return the class with the largest output for each example.

        Parameters
        ----------
        x : array_like, shape (m, n)
            Examples, one a row.

        Returns
        -------
        numpy.ndarray of int, shape (m,)

        Raises
        ------
        TypeError, ValueError
            If x is not such a batch, or the network has a single output.
        """
        outputs = self(x)
        if outputs.shape[1] < 2:
            raise ValueError("predict got a single output an example; expected one a class")
        return outputs.argmax(axis=1)

    def forward(self, x):
        """Return the outputs for x; each layer remembers what the way back needs.

        Parameters
        ----------
        x : array_like, shape (m, n)
            Examples, one a row.

        Returns
        -------
        numpy.ndarray, shape (m, n_out)

        Raises
        ------
        TypeError, ValueError
            If x is not such a batch.
        """
        return [output for _, output in self.trace(x)][-1]

    def trace(self, x):
        """Go forward layer by layer.

        Parameters
        ----------
        x : array_like, shape (m, n)
            Examples, one a row.

        Yields
        ------
        layer : Layer
        output : numpy.ndarray, shape (m, n of that layer)

        Raises
        ------
        TypeError, ValueError
            If x is not such a batch.
        """
        self._pass = next(_passes)
        try:
            for layer, way in zip(self.layers, self._path):
                x = way.forward(layer.door(x))
                layer._pass, self._shape = self._pass, x.shape
                yield layer, x
        except ValueError as error:
            checks.in_shapes(error, layer, x)
            raise

    def _forward(self, x):
        """`forward` for training, which has looked at x: behind the door nobody asks again."""
        self._pass = next(_passes)
        try:
            for layer, way in zip(self.layers, self._path):
                x = way.forward(x)
                layer._pass = self._pass
        except ValueError as error:
            checks.in_shapes(error, layer, x)
            raise
        self._shape = x.shape
        return x

    def backward(self, grad):
        """From dL/d(output), put every parameter's gradient into its layer.

        Parameters
        ----------
        grad : array_like, shape (m, n_out)
            The slope of the loss along each output of the last `forward`.

        Raises
        ------
        RuntimeError
            If there was no whole `forward` of this network before.
        TypeError, ValueError
            If grad has not the shape of the outputs.
        """
        for _ in self.trace_back(grad):
            pass

    def trace_back(self, grad):
        """Go backward layer by layer, as far as the lowest layer that learns.

        Parameters
        ----------
        grad : array_like, shape (m, n_out)
            The slope of the loss along each output of the last `forward`.

        Yields
        ------
        layer : Layer
        grad : numpy.ndarray
            The slope of the loss along each output of that layer.

        Raises
        ------
        RuntimeError, TypeError, ValueError
            As `backward`.
        """
        for layer in self.layers:  # a shared layer may have seen another network's batch since
            if not hasattr(self, "_pass") or getattr(layer, "_pass", None) != self._pass:
                raise RuntimeError(
                    f"backward() needs this network's forward() before it, but {layer} has not "
                    "seen it, or has seen another one since"
                )
        grad = checks.floats(checks.real(grad, "backward"))
        if grad.shape != self._shape:
            raise ValueError(f"backward got grad of shape {grad.shape}; expected {self._shape}")
        yield from self._way_back(grad)

    def _way_back(self, grad):
        lowest = next((layer for layer in self.layers if layer.learns), None)
        try:
            for layer, way in zip(reversed(self.layers), reversed(self._path)):
                way.param_grads(grad)
                yield layer, grad
                if layer is lowest:  # nobody below it learns, so nobody asks for dL/dx
                    return
                grad = way.input_grad(grad)
        except ValueError as error:
            checks.in_shapes(error, layer, grad)
            raise

    def params(self):
        """Return every parameter with its gradient, looked up anew at each call.

        Returns
        -------
        list of (numpy.ndarray, numpy.ndarray)
            W and dW of the first layer, b and db, and so on. They are the layers' own arrays.
        """
        return [
            (getattr(layer, name), getattr(layer, f"d{name}"))
            for layer in self.layers
            for name in layer.learns
        ]

    def penalty(self):
        """Return what the layers add to the loss because of their weights; 0 without L2.

        Returns
        -------
        float
        """
        return sum(layer.penalty() for layer in self.layers)

    def save(self, path):
        """Write the network into a file (NumPy's .npz, without pickle).

        The old file, if there is one, stays whole until the new one is complete.

        Parameters
        ----------
        path : str or path
            The file.

        Raises
        ------
        NotFiniteError
            If a parameter is NaN or infinite. (A `ValueError`.)

        Examples
        --------
        >>> import tempfile
        >>> from nnlib.layers import Dense
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     Network(Dense.from_arrays([[2.0]])).save(f"{folder}/double.npz")
        ...     Network.load(f"{folder}/double.npz")([[21.0]])
        array([[42.]])
        """
        layers = [
            [type(layer).__name__, {name: getattr(layer, name) for name in layer.options}]
            for layer in self.layers
        ]
        arrays = {
            f"{i}.{name}": checks.real(getattr(layer, name), f"save ({layer}.{name})")
            for i, layer in enumerate(self.layers)
            for name in layer.learns
        }
        saving.write(path, {"layers": json.dumps(layers), **arrays})

    @classmethod
    def load(cls, path):
        """Read a network that `save` has written.

        Parameters
        ----------
        path : str or path
            The file.

        Returns
        -------
        Network

        Raises
        ------
        FileNotFoundError
            If there is no such file.
        ValueError
            If it is damaged, a pickle or another file of another kind, of another format, or
            makes no network. Nothing in it is executed.

        See Also
        --------
        save
        """
        contents = saving.read(path)
        if "counts" in contents:
            raise ValueError(
                f"{path} is a checkpoint, not a network: take it up by "
                "checkpoint.resume(training, path)"
            )
        try:
            layers = json.loads(str(contents.pop("layers")))
            unknown = [kind for kind, _ in layers if kind not in Layer.kinds]
            if unknown:
                raise ValueError(f"its layers {unknown} are unknown; import their classes first")
            net = cls(*(Layer.kinds[kind].rebuild(**options) for kind, options in layers))
            for i, layer in enumerate(net.layers):
                for name in layer.learns:
                    setattr(layer, name, contents.pop(f"{i}.{name}"))
        except KeyError as error:
            raise ValueError(f"{path} cannot be read as a network: it lacks {error}") from None
        except (MemoryError, NotImplementedError, TypeError, ValueError) as error:
            raise ValueError(f"{path} cannot be read as a network: {error}") from None
        if contents:
            raise ValueError(f"{path} holds {', '.join(contents)}, for which there is no place")
        return net
