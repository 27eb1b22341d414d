"""What nnlib offers of each kind, read off its modules, so that no list of a test forgets one."""

import inspect

from nnlib import activations, layers, losses, optimizers
from nnlib.layers import Layer
from nnlib.losses import Loss
from nnlib.optimizers import Optimizer


def kinds(module, base):
    """The classes of a module that are a `base`: {name: class}."""
    found = {name: kind for name, kind in vars(module).items() if isinstance(kind, type)}
    return {
        name: kind
        for name, kind in found.items()
        if issubclass(kind, base) and kind.__module__ == module.__name__
    }


ACTIVATIONS = kinds(activations, Layer)
LAYERS = kinds(layers, Layer) | ACTIVATIONS
del LAYERS["Layer"], LAYERS["Elementwise"]  # what others are made of
LOSSES = kinds(losses, Loss)
del LOSSES["Loss"]
OPTIMIZERS = kinds(optimizers, Optimizer)
del OPTIMIZERS["Optimizer"]
FUNCTIONS = [
    value
    for name, value in vars(activations).items()
    if inspect.isfunction(value) and value.__module__ == activations.__name__ and name != "function"
]
