"""A network: layers in a row."""

import itertools

import numpy as np

from nnlib import checks, saving
from nnlib.layers import Layer
from nnlib.parameters import described, output_names, places, rebuilt

PIECE = 1000  # rows at a time, so that memory does not grow with the data
_passes = itertools.count(1)


class Network:
    """Layers in a row: the output of each is the input of the next.

    Raises TypeError for anything else, ValueError for none, for one twice, or where two do not fit.

    >>> from nnlib import Dense, ReLU, Softmax
    >>> net = Network(Dense.from_arrays(np.eye(3, 2)), ReLU(), Softmax())
    >>> net
    Network(Dense(3 → 2), ReLU(), Softmax())
    >>> net([[0.0, 0.0, 9.0]])
    array([[0.5, 0.5]])
    """

    def __init__(self, *layers):
        _fit_together(layers)
        self.layers = layers
        self._path = layers  # what training goes through; ExactNetwork rounds on the way

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.layers))})"

    def __call__(self, x):
        """Return the outputs (m, n_out) for x (m, n). Nothing is remembered."""
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
        """Return the class (m,) with the largest output for x (m, n); ValueError for one output."""
        outputs = self(x)
        if outputs.shape[1] < 2:
            raise ValueError("predict got a single output an example; expected one a class")
        return outputs.argmax(axis=1)

    def forward(self, x):
        """Return the outputs (m, n_out) for x (m, n); each layer remembers for the way back."""
        *_, output = self._way_forward(x)
        return output

    def trace(self, x):
        """Go forward from x (m, n), and yield each layer's output by its name: z1, a1, z2, a2, …"""
        yield from zip(output_names(self.layers), self._way_forward(x))

    def backward(self, grad):
        """From grad = dL/d(output) (m, n_out), put every parameter's gradient into its layer.

        Raises RuntimeError without this network's `forward` before, ValueError for another shape.
        """
        for _ in self.trace_back(grad):
            pass

    def trace_back(self, grad):
        """`backward` from grad (m, n_out); yield dL/d(output) by name: da2, dz2, da1, dz1.

        The lowest layer that learns ends it. RuntimeError and ValueError are as for `backward`.
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
        for name, slope in zip(reversed(output_names(self.layers)), self._way_back(grad)):
            yield f"d{name}", slope

    def _way_forward(self, x, look=True):
        self._pass = next(_passes)
        try:
            for layer, way in zip(self.layers, self._path):
                x = way.forward(layer.door(x) if look else x)  # training has looked
                layer._pass, self._shape = self._pass, x.shape
                yield x
        except ValueError as error:
            checks.in_shapes(error, layer, x)
            raise

    def _way_back(self, grad):
        lowest = next((layer for layer in self.layers if layer.learns), None)
        try:
            for layer, way in zip(reversed(self.layers), reversed(self._path)):
                way.param_grads(grad)
                yield grad
                if layer is lowest:  # nobody below it learns, so nobody asks for dL/dx
                    return
                grad = way.input_grad(grad)
        except ValueError as error:
            checks.in_shapes(error, layer, grad)
            raise

    def parameters(self):
        """Return the layers' own arrays by their names in the textbook: {"W1": array, "b1": …}."""
        return {name: getattr(layer, own) for name, (layer, own) in places(self.layers).items()}

    def gradients(self):
        """Return the gradients that the last `backward` left: {"dW1": array, "db1": …}."""
        of = places(self.layers)
        return {f"d{name}": getattr(layer, f"d{own}") for name, (layer, own) in of.items()}

    def params(self):
        """Return each parameter with its gradient, for optimizers: [(W1, dW1), (b1, db1), …]."""
        return [
            (getattr(layer, own), getattr(layer, f"d{own}"))
            for layer in self.layers
            for own in layer.learns
        ]

    def penalty(self):
        """Return what the layers add to the loss because of their weights; 0 without L2."""
        return sum(layer.penalty() for layer in self.layers)

    def save(self, path):
        """Write the network into a file (NumPy's .npz, without pickle).

        An old file stays whole until the new one is complete.

        >>> import tempfile
        >>> from nnlib import Dense
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     Network(Dense.from_arrays([[2.0]])).save(f"{folder}/double.npz")
        ...     Network.load(f"{folder}/double.npz")([[21.0]])
        array([[42.]])
        """
        for layer, own in places(self.layers).values():
            checks.real(getattr(layer, own), f"save ({layer}.{own})")
        saving.write(path, {"layers": described(self.layers), **self.parameters()})

    @classmethod
    def load(cls, path):
        """Read a network that `save` has written; nothing in the file is executed.

        Raises FileNotFoundError, or ValueError if it is damaged, or of another kind or format.
        """
        contents = saving.read(path)
        if "counts" in contents:
            by = "checkpoint.resume(training, path)"
            raise ValueError(f"{path} is a checkpoint, not a network: take it up by {by}")
        try:
            net = cls(*rebuilt(str(contents.pop("layers"))))
            for name, (layer, own) in places(net.layers).items():
                in_format_1 = f"{net.layers.index(layer)}.{own}"  # all layers were counted, from 0
                setattr(layer, own, contents.pop(in_format_1 if in_format_1 in contents else name))
        except KeyError as error:
            raise ValueError(f"{path} cannot be read as a network: it lacks {error}") from None
        except (MemoryError, NotImplementedError, TypeError, ValueError) as error:
            raise ValueError(f"{path} cannot be read as a network: {error}") from None
        if contents:
            raise ValueError(f"{path} holds {', '.join(contents)}, for which there is no place")
        return net


def _fit_together(layers):
    if not layers:
        raise ValueError("Network got no layers; expected at least one")
    width, before = None, None
    for i, layer in enumerate(layers):
        if not isinstance(layer, Layer):
            hint = "expected layers, one by one: Network(Dense(…), ReLU(), …)"
            if isinstance(layer, type):
                hint = f"write {layer.__name__}(…)"
            raise TypeError(f"Network got {checks.told(layer)} as layer {i}; {hint}")
        if any(layer is other for other in layers[:i]):
            raise ValueError(f"Network got the same {layer} twice; each layer needs its own")
        if width is not None and getattr(layer, "n_in", width) != width:
            raise ValueError(f"Network got {before} before {layer}: {width} numbers come in")
        if hasattr(layer, "n_out"):
            width, before = layer.n_out, layer
