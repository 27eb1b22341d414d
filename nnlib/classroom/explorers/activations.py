"""Explore how activations travel through the layers of a network that has learned nothing yet."""

from functools import partial

import numpy as np

from nnlib import initializers
from nnlib.activations import relu, sigmoid, tanh
from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import Picture
from nnlib.classroom.plots import histograms
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import number

SCHEMES = {
    "1/√n": initializers.lecun,
    "√(2/n)": initializers.he,
    "N(0, 1)": initializers.normal(1),
    "N(0, 0.01²)": initializers.normal(0.01),
    "[−0.5, 0.5)": initializers.uniform(-0.5, 0.5),
    "[0, 0.0001)": initializers.uniform(0, 0.0001),
}
ACTIVATIONS = {"tanh": (tanh, (-1, 1)), "ReLU": (relu, None), "sigmoid": (sigmoid, (0, 1))}
MOST_LAYERS = 10


def activations_picture(X, activation, weights, factor, units, n_layers):
    """Show histograms of what each layer gives, at the start of training.

    Parameters
    ----------
    X : array_like, shape (m, n)
        A batch of inputs.
    activation : str
        "tanh", "ReLU" or "sigmoid".
    weights : str
        How the weights are drawn, a key of `SCHEMES`. Biases are 0.
    factor : float
        All weights are multiplied by it; above 0.
    units : int
        The units in each layer.
    n_layers : int
        How many layers, 2 to 10.

    Returns
    -------
    Picture
        The dice fall the same way each time.

    Raises
    ------
    ValueError
        If an argument is not as described.

    Examples
    --------
    >>> print(activations_picture([[1.0, -1.0]], "tanh", "1/√n", 1.0, 1000, 3).sentence)
    Standard deviation, layer 1 to 3: 0.6262, 0.4818, 0.4002. From layer 1 to 3 the root mean square is multiplied by 0.64.
    """  # noqa: E501 (one sentence, one line)
    who = "activations_picture()"
    X = numbers(X, who, "X", ndim=2)
    for name, value, known in (
        ("activation", activation, ACTIVATIONS),
        ("weights", weights, SCHEMES),
    ):
        if value not in known:
            raise ValueError(f"{who} got {name}={value!r}; expected one of {', '.join(known)}")
    if not (factor > 0 and units >= 1 and 2 <= n_layers <= MOST_LAYERS):
        raise ValueError(
            f"{who} got factor={factor}, units={units}, n_layers={n_layers}; expected a factor "
            f"above 0, units, and 2 to {MOST_LAYERS} layers"
        )
    f, limits = ACTIVATIONS[activation]
    rng, a, layers = np.random.default_rng(5), X, {}
    for layer in range(1, n_layers + 1):
        a = f(a @ (factor * SCHEMES[weights](a.shape[1], units, rng)))
        layers[f"layer {layer}"] = a
    if limits is None:
        highest = max(float(a.max()) for a in layers.values())
        # Two digits, as an axis must not depend on a number's last bits; they may be 5 % too low.
        limits = (0, float(f"{highest:.2g}") * 1.05 or 1.0)
    title = f"weights {weights}{'' if factor == 1 else f' times {number(factor)}'}"
    title = f"{title}, {units} units in a layer"
    picture = histograms(layers, limits=limits, xlabel=f"output of {activation}", title=title)
    first, last = (np.sqrt((layers[f"layer {i}"] ** 2).mean()) for i in (1, n_layers))
    told = (
        f"From layer 1 to {n_layers} the root mean square is multiplied by {_factor(last, first)}."
    )
    return Picture(picture.figure, f"{picture.alt} {told}", f"{picture.sentence} {told}")


def _factor(last, first):
    """Write last / first with two digits, as a power of ten where it is far from 1."""
    ratio = last / first if first else 0.0
    if ratio and not 0.01 <= ratio < 1000:
        mantissa, exponent = f"{ratio:.1e}".split("e")
        return f"{mantissa} × 10^{number(exponent)}"
    return number(float(f"{ratio:.2g}"))


def explore_activations(X):
    """Give controls for the start of a network over `activations_picture`.

    Parameters
    ----------
    X : array_like, shape (m, n)
        A batch of inputs; some hundred rows are enough.

    Returns
    -------
    Explorer

    Examples
    --------
    >>> explore_activations(np.ones((10, 784)))
    Explorer(activation='tanh', weights='1/√n', factor=1.0, units=30, n_layers=5)
    """
    return Explorer(
        partial(activations_picture, numbers(X, "explore_activations()", "X", ndim=2).copy()),
        activation=list(ACTIVATIONS),
        weights=list(SCHEMES),
        factor=(0.1, 4.0, 0.1, 1.0),
        units=[30, 10, 100, 300],
        n_layers=(2, MOST_LAYERS, 1, 5),
    )
