"""What layers keep: parameters and options; named, copied, lent, rebuilt from a file."""

import json
import operator

import numpy as np

from nnlib import checks


class Keeper:
    """The part of a layer that stores; `nnlib.layers` has the part that calculates.

    `learns` names the parameters: the gradient of `W` is in `dW`, of the same shape. `options`
    names the arguments from which a saved layer is made again; one called like a method is kept
    under `_name`.
    """

    learns = ()
    options = ()
    kinds = {}  # layer classes by name, {name: {place: class}}, to build saved networks again

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        if Keeper not in cls.__bases__:  # Layer itself is no layer
            place = f"{cls.__module__}.{cls.__qualname__}"  # where a cell that is run again puts it
            Keeper.kinds.setdefault(cls.__name__, {})[place] = cls
        for name in vars(cls).get("learns", ()):
            if name not in vars(cls):
                setattr(cls, name, _parameter(name))

    def __setstate__(self, state):
        for name, value in state.items():  # joblib may hand over maps of a file: copy those
            setattr(self, name, np.array(value) if isinstance(value, np.memmap) else value)

    def lend(self, **arrays):
        """Put arrays in the place of parameters, as they are: no copy, no look at them."""
        for name, array in arrays.items():
            setattr(self, f"_{name}", array)

    def arguments(self):
        """The layer's options and their values: {name: value}."""
        kept = {name: f"_{name}" if f"_{name}" in vars(self) else name for name in self.options}
        return {name: getattr(self, where) for name, where in kept.items()}

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


def places(layers):
    """Where each parameter is kept, by its name in the textbook: {"W1": (layer, "W"), …}."""
    learning = enumerate((layer for layer in layers if layer.learns), 1)
    return {f"{own}{k}": (layer, own) for k, layer in learning for own in layer.learns}


def output_names(layers):
    """What the layers' outputs are called: ["z1", "a1", "z2", "a2"].

    A layer that learns gives a z; any other an a, and a second one behind it an a with a prime.
    """
    names, k = [], 0
    for layer in layers:
        k += bool(layer.learns)
        name = f"z{k}" if layer.learns else f"a{k}"
        while name in names:
            name += "'"
        names.append(name)
    return names


def described(layers):
    """The kinds and options of layers, as text."""
    kinds = [_kind(type(layer).__name__) for layer in layers]
    return json.dumps([[k.__name__, layer.arguments()] for k, layer in zip(kinds, layers)])


def rebuilt(text):
    """The layers that `described` has described, without their parameters."""
    return [_kind(name).rebuild(**options) for name, options in json.loads(text)]


def _kind(name):
    """The layer class of that name; one of two would be a guess."""
    found = Keeper.kinds.get(name, {})
    if not found:
        raise ValueError(f"its layer {name!r} is unknown; import its class first")
    if len(found) > 1:
        places = " and ".join(found)
        raise ValueError(f"several layer classes are called {name}: {places}; rename yours")
    return next(iter(found.values()))


def float_type(dtype, who):
    """The name of a type that layers calculate in: "float64" or "float32"."""
    if np.dtype(dtype) not in (np.float64, np.float32):
        raise TypeError(f"{who!r} got dtype {np.dtype(dtype)}; expected float64 or float32")
    return np.dtype(dtype).name


def first_weights(init, n_in, n_out, rng, who):
    """The weights (n_in, n_out) that init(n_in, n_out, rng) gives, looked at."""
    if isinstance(init, np.ndarray):
        raise TypeError("init is an array; given weights go into Dense.from_arrays(W)")
    example = "initializers.he or initializers.normal(0.1)"
    checks.function(init, "init", example, "n_in", "n_out", "rng")
    if rng is not None:
        checks.generator(rng)
    W = checks.real(init(n_in, n_out, rng), f"{who!r} (init)")
    if W.shape != (n_in, n_out):
        raise ValueError(f"{who!r} got W of shape {W.shape}; expected {(n_in, n_out)}")
    return W


def matmul(columns, rows, out):
    """np.matmul, with a short cut for a batch of one: a column times a row, number by number."""
    one = columns.shape + rows.shape == (len(out), 1, 1, out.shape[1])
    (np.multiply if one else np.matmul)(columns, rows, out=out)
