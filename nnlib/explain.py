"""Why a network says what it says: the pixels and the hidden units that spoke for a class."""

import copy

import numpy as np

from nnlib import checks
from nnlib.activations import Softmax
from nnlib.layers import Dense, Elementwise


def scores(net, x):
    """Return what the last activation, such as the softmax, is given; without one, the outputs.

    From x (m, n) to (m, n_out): z2 of two layers. ValueError if nothing stands before it.

    >>> from nnlib import Network
    >>> net = Network(Dense.from_arrays([[1.0, 2.0]]), Softmax())
    >>> scores(net, [[3.0]])
    array([[3., 6.]])
    """
    a = checks.batch(x, "scores")
    for layer in _scoring(net, "scores"):
        a = layer(a)
    return a


def evidence(net, x, of):
    """Return how much each number of one example x, (n,), speaks for the class `of`: (n,).

    Above 0 it speaks for the class. It is the slope of the score along that input, times the input
    ("gradient times input"). Where the score is linear in the input, the parts and the biases add
    up to it; otherwise each part is what a tangent at this input says. The network is left as it
    was, even between its `forward` and its `backward`. ValueError if there is no such class.

    Source: A. Shrikumar, P. Greenside, A. Shcherbina and A. Kundaje, "Not just a black box",
    arXiv:1605.01713 (2016); it takes gradient times input as what to compare with.

    >>> from nnlib import Network
    >>> net = Network(Dense.from_arrays([[1.0, 2.0], [5.0, -4.0]]), Softmax())
    >>> evidence(net, [3.0, 1.0], of=1)
    array([ 6., -4.])
    """
    x = _one_row(x, "evidence")
    # Copies, since a layer's forward() remembers: the network may be in the middle of training.
    layers = [copy.copy(layer) for layer in _scoring(net, "evidence")]
    z = x
    for layer in layers:
        z = layer.forward(layer.door(z))
    grad = np.zeros(z.shape)
    grad[0, _a_class(of, z.shape[1], "evidence")] = 1
    # All the way down: a network's own backward() stops at the lowest layer that learns.
    for layer in reversed(layers):
        grad = layer.input_grad(grad)
    return (grad * x)[0]


def votes(net, x, of):
    """Return how active each last hidden unit is, and what it says about the class k, `of`.

    From one example x, (n,): the activations a, (n_hidden,), and a[j] · W[j, k], whose sum and the
    bias b[k] make the score. ValueError without a hidden layer, or such a class.

    >>> from nnlib import Network, ReLU
    >>> net = Network(Dense.from_arrays([[1.0, -1.0]]), ReLU(), Dense.from_arrays([[3.0], [4.0]]))
    >>> a, said = votes(net, [2.0], of=0)
    >>> print(a, said)
    [2. 0.] [6. 0.]
    """
    a = _one_row(x, "votes")
    *before, last = _scoring(net, "votes")
    if not isinstance(last, Dense) or not any(isinstance(layer, Dense) for layer in before):
        raise ValueError(f"votes got {net!r}; expected a hidden layer, and Dense before the end")
    for layer in before:
        a = layer(a)
    return a[0], a[0] * last.W[:, _a_class(of, last.n_out, "votes")]


def _scoring(net, who):
    """Give the layers up to the scores."""
    checks.made(net, "net", "Network(…)", "layers")
    activated = isinstance(net.layers[-1], (Softmax, Elementwise))
    if activated and len(net.layers) == 1:
        raise ValueError(f"{who} got {net!r}; expected a layer before the activation")
    return net.layers[:-1] if activated else net.layers


def _one_row(x, who):
    x = checks.real(x, who)
    row = x[np.newaxis] if x.ndim == 1 else x
    if row.ndim != 2 or len(row) != 1:
        raise ValueError(f"{who} got x of shape {x.shape}; expected one example, (n,) or (1, n)")
    return row


def _a_class(of, n, who):
    if isinstance(of, bool) or not isinstance(of, (int, np.integer)):
        raise TypeError(f"{who} got of={of!r}; expected a class number")
    if not 0 <= of < n:
        raise ValueError(f"{who} got of={of}; expected 0 to {n - 1}")
    return of
