"""Whatever type whole numbers come in, as bytes, booleans or float32: the answer is float64's."""

import copy
from functools import partial

import numpy as np
import pytest

from nnlib import (
    SGD,
    CrossEntropy,
    Dense,
    Elementwise,
    Network,
    Perceptron,
    Rescale,
    SigmoidNeuron,
    Softmax,
    SoftmaxCrossEntropy,
    SquaredError,
    Tanh,
    accuracy,
    confusion_matrix,
    explain,
    fit,
    gradient,
    gradient_check,
    initializers,
    one_by_one,
    one_hot,
    train,
)

from . import offered

UNSIGNED = ["uint8", "uint16", "uint32", "uint64"]
SIGNED = ["int8", "int16", "int32", "int64"]
TYPES = ["bool", *UNSIGNED, *SIGNED, "float16", "float32", "longdouble"]

BITS = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
P = np.array([[0.7, 0.2, 0.1], [0.3, 0.3, 0.4], [0.1, 0.1, 0.8], [0.2, 0.5, 0.3]])
COLUMN = np.array([0, 1, 1, 0])


class Leaky(Elementwise):
    """The recipe of Elementwise's documentation."""

    kinks = (0.0,)

    def f(self, z):
        return np.maximum(z, 0.1 * z)

    def slope(self, a):
        return np.where(a > 0, 1.0, 0.1)


class Swung(Elementwise):
    """NumPy makes float16 of a byte's tanh, and float64 of anything times np.pi's array."""

    def f(self, z):
        return np.tanh(-z) * np.array(np.pi)

    def slope(self, a):
        return -(1 - (a / np.pi) ** 2) * np.array(np.pi)


def network(first=None, last=None):
    rng = np.random.default_rng(0)
    dense = [Dense(3, n, init=initializers.lecun, rng=rng) for n in (3, 3)]
    return Network(*([first] if first else []), dense[0], Tanh(), dense[1], last or Softmax())


def weights(net):
    return [w.copy() for w, _ in net.params()]


def gradients(net, loss, x, y, **options):
    return gradient(net, loss, x, y, **options), *(g.copy() for _, g in net.params())


def trained(run, x, y):
    """What a short training gives: its number or numbers, and the weights."""
    net = network()
    got = run(net, x, y)
    return got, *weights(net)


def by_train(net, x, y):
    options = {"epochs": 3, "batch_size": 2, "rng": np.random.default_rng(1)}
    return [e.loss for e in train(net, CrossEntropy(), SGD(0.5), x, y, **options)]


def by_fit(net, x, y):
    options = {"epochs": 3, "batch_size": 2, "rng": None, "validation": (x, y)}
    return list(fit(net, CrossEntropy(), SGD(0.5), x, y, **options).values())


def by_the_short_cut(net, x, y):
    return one_by_one(net, CrossEntropy(), SGD(0.5), x, y)


def checked(x, y):
    rng = np.random.default_rng(0)
    return [r[1:] for r in gradient_check(network(), CrossEntropy(), x, y, rng=rng)]


def back(layer):
    def call(x, g):
        layer.forward(x)
        return layer.input_grad(g)

    return call


def learned(kind, *arguments):
    def call(x, y, **options):
        neuron = kind([0.1, -0.2, 0.3])
        got = [neuron.learn(x, y, **options) for _ in range(3)]
        return got, neuron.w, neuron.b

    return call


def loss_and_slope(loss):
    return lambda a, y: (loss.forward(a, y), loss.backward())


UNITS = [*(kind() for kind in offered.ACTIVATIONS.values()), Leaky(), Swung()]
LOSSES = [kind() for kind in offered.LOSSES.values()]
# Name: the call, and float64 arguments that hold zeros and ones.
ZEROS_AND_ONES = {
    **{f"{loss}, targets": (partial(loss_and_slope(loss), P), BITS) for loss in LOSSES},
    **{
        f"{loss}, both": (loss_and_slope(loss), BITS, 1 - BITS)
        for loss in (SquaredError(), SoftmaxCrossEntropy())
    },
    **{
        f"gradient, {loss}": (
            lambda x, y, loss=loss: gradients(network(), loss, x, y, piece=3),
            BITS,
            BITS,
        )
        for loss in (SquaredError(), CrossEntropy())
    },
    "train": (lambda x, y: trained(by_train, x, y), BITS, BITS),
    "fit": (lambda x, y: trained(by_fit, x, y), BITS, BITS),
    "one_by_one": (lambda x, y: trained(by_the_short_cut, x, y), BITS, BITS),
    "gradient_check": (checked, BITS, BITS),
    "backward": (
        lambda x, g: (net := network(), net.forward(x), net.backward(g), net.params())[-1],
        BITS,
        BITS,
    ),
    **{
        f"{layer!r} first": (lambda x, layer=layer: network(copy.copy(layer))(x), BITS)
        for layer in (Rescale(0.3), *UNITS)
    },
    **{f"{layer!r} back": (back(layer), BITS, BITS) for layer in UNITS},
    **{f.__name__: (f, BITS) for f in offered.FUNCTIONS},
    "Perceptron.predict": (Perceptron([1, -2, 0.5]).predict, BITS),
    "Perceptron.learn": (learned(Perceptron), BITS, COLUMN),
    "Perceptron of": (lambda w: Perceptron(w).w, BITS[0]),
    "SigmoidNeuron.loss": (SigmoidNeuron([1, -2, 0.5]).loss, BITS, COLUMN),
    "SigmoidNeuron.gradient": (SigmoidNeuron([1, -2, 0.5]).gradient, BITS, COLUMN),
    "SigmoidNeuron.learn": (
        lambda x, y: learned(SigmoidNeuron)(x, y, lr=1.0),
        BITS,
        COLUMN,
    ),
    "explain.scores": (lambda x: explain.scores(network(), x), BITS),
    "explain.evidence": (lambda x: explain.evidence(network(), x, of=1), BITS[0]),
    "Dense.from_arrays": (lambda W: Dense.from_arrays(W, W[0])(P.T), BITS),
}


def flat(value):
    """All numbers of nested lists, tuples and arrays, one after another."""
    if isinstance(value, (list, tuple)):
        return np.concatenate([flat(v) for v in value])
    return np.ravel(np.asarray(value, float))


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("call", ZEROS_AND_ONES)
def test_zeros_and_ones_of_any_type(call, kind):
    function, *arguments = ZEROS_AND_ONES[call]
    expected = flat(function(*(a.astype(float) for a in arguments)))
    assert len(expected) and np.isfinite(expected).all()
    if call == "Dense.from_arrays" and kind == "float32":
        return  # weights of float32 make a float32 layer
    tolerance = 1e-5 if kind == "float32" else 1e-13
    for which in range(2 ** len(arguments)):  # each alone, and together
        mixed = [
            a.astype(kind) if which >> i & 1 else a.astype(float) for i, a in enumerate(arguments)
        ]
        got = flat(function(*mixed))
        np.testing.assert_allclose(got, expected, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("kind", [*UNSIGNED, *SIGNED])
def test_classes_of_any_type(kind):
    predicted, labels = np.array([3, 0, 9, 3, 2], kind), np.array([3, 0, 1, 2, 2], kind)
    both = [a.astype(np.int64) for a in (predicted, labels)]
    for mixed in ((predicted, labels), (predicted, both[1]), (both[0], labels)):
        assert accuracy(*mixed) == 0.6
        np.testing.assert_array_equal(confusion_matrix(*mixed), confusion_matrix(*both))
    np.testing.assert_array_equal(one_hot(labels), np.eye(10)[both[1]])
    np.testing.assert_array_equal(one_hot(np.array([99, 7], kind), 300), one_hot([99, 7], 300))


def test_yes_and_no_are_the_classes_1_and_0():
    yes, labels = np.array([True, False, True]), np.array([1, 0, 0])
    assert accuracy(yes, labels) == accuracy(labels, yes) == accuracy(yes, labels > 0) == 2 / 3
    expected = [[1, 1], [0, 1]]
    np.testing.assert_array_equal(confusion_matrix(yes, labels, 2), expected)
    np.testing.assert_array_equal(confusion_matrix(yes, labels > 0, 2), expected)


# float32 stays float32 where everything is float32.


@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_of_float32_has_a_slope_of_float32(loss):
    loss.forward(P.astype("float32"), BITS.astype("float32"))
    assert loss.backward().dtype == np.float32


@pytest.mark.parametrize("layer", UNITS)
def test_an_activation_keeps_float32(layer):
    x = P.astype("float32")
    assert layer(x).dtype == layer.forward(x).dtype == np.float32
    assert layer.input_grad(x).dtype == np.float32
    layer.forward(P)
    assert layer.input_grad(P).dtype == np.float64


@pytest.mark.parametrize("kind", ["float16", "longdouble", "int64", "bool", "complex128", "str"])
def test_a_layer_is_of_float64_or_float32(kind):
    with pytest.raises(TypeError, match="expected float64 or float32"):
        Dense(3, 2, init=initializers.zeros, rng=None, dtype=kind)
    with pytest.raises(TypeError, match="expected float64 or float32"):
        Rescale(0.5, dtype=kind)
