"""Every public call refuses what cannot be right, and says what it got and what it expected."""

import re

import numpy as np
import pytest

import nnlib
from nnlib import (
    SGD,
    Adam,
    CrossEntropy,
    Dense,
    Momentum,
    Nesterov,
    Network,
    Perceptron,
    ReLU,
    Rescale,
    RMSProp,
    Sigmoid,
    SigmoidNeuron,
    Softmax,
    SoftmaxCrossEntropy,
    SquaredError,
    Tanh,
    accuracy,
    confusion_matrix,
    gradient,
    gradient_check,
    initializers,
    minibatches,
    schedules,
    train,
)

RNG = np.random.default_rng(0)
X = RNG.normal(size=(4, 3))
Y = np.eye(2)[[0, 1, 1, 0]]


TARGETS = [0, 1, 1, 0]


def rows(x):
    return 4 if x is None else len(x)


def net():
    return Network(Dense(3, 2, init=initializers.normal(1), rng=RNG), Softmax())


TAKE_A_BATCH = {
    "Dense": Dense(3, 2, init=initializers.zeros, rng=RNG),
    "Dense.forward": Dense(3, 2, init=initializers.zeros, rng=RNG).forward,
    "Rescale": Rescale(0.5),
    "ReLU": ReLU(),
    "ReLU.forward": ReLU().forward,
    "Sigmoid": Sigmoid(),
    "Tanh": Tanh(),
    "Softmax": Softmax(),
    "Softmax.forward": Softmax().forward,
    "Network": net(),
    "Network.forward": net().forward,
    "Network.predict": net().predict,
    "Network.trace": lambda x: list(net().trace(x)),
    "Perceptron.predict": Perceptron([1, 1, 1]).predict,
    "Perceptron.learn": lambda x: Perceptron([1, 1, 1]).learn(x, TARGETS[: rows(x)]),
    "SigmoidNeuron.output": SigmoidNeuron([1, 1, 1]).output,
    "SigmoidNeuron.loss": lambda x: SigmoidNeuron([1, 1, 1]).loss(x, TARGETS[: rows(x)]),
    "gradient": lambda x: gradient(net(), CrossEntropy(), x, Y[: rows(x)]),
    "gradient_check": lambda x: gradient_check(net(), CrossEntropy(), x, Y[: rows(x)], rng=RNG),
}


def with_nan(bad):
    x = X.copy()
    x[2, 1] = bad
    return x


@pytest.mark.parametrize("call", TAKE_A_BATCH)
@pytest.mark.parametrize(
    "x, error, words",
    [
        (with_nan(np.nan), ValueError, r"got nan at position \(2, 1\); expected finite"),
        (with_nan(-np.inf), ValueError, r"got -inf at position \(2, 1\); expected finite"),
        (X[0], ValueError, r"got x of shape \(3,\); expected \(m, [n3]\)|same number of rows"),
        (X[:0], ValueError, r"empty|at least one"),
        (X.astype(str), TypeError, "expected real numbers"),
        (X + 1j, TypeError, "complex128; expected real numbers"),
        ([[1, 2, 3], [1, 2]], ValueError, "inhomogeneous"),
        (None, (TypeError, ValueError), "expected"),
    ],
    ids=["nan", "inf", "one row", "empty", "text", "complex", "ragged", "none"],
)
def test_batches(call, x, error, words):
    with pytest.raises(error, match=words):
        TAKE_A_BATCH[call](x)


@pytest.mark.parametrize(
    "call", [c for c in TAKE_A_BATCH if c.startswith(("Dense", "Net", "Perc"))]
)
def test_a_batch_of_another_width(call):
    with pytest.raises(ValueError, match=r"got x of shape \(4, 7\); expected \(m, 3\)"):
        TAKE_A_BATCH[call](np.zeros((4, 7)))


@pytest.mark.parametrize("f", [nnlib.step, nnlib.sigmoid, nnlib.tanh, nnlib.relu, nnlib.softmax])
@pytest.mark.parametrize(
    "z, error", [(np.nan, ValueError), ([np.inf], ValueError), ([], ValueError), (["a"], TypeError)]
)
def test_activations(f, z, error):
    with pytest.raises(error, match=f.__name__):
        f(z)


def test_activations_far_out_stay_finite():
    z = np.array([-1e300, -800.0, 0.0, 800.0, 1e300])
    for f in (nnlib.sigmoid, nnlib.tanh, nnlib.relu, nnlib.softmax):
        assert np.isfinite(f(z)).all()
        small = f(np.array([-1e30, 0.0, 1e30], np.float32))
        assert np.isfinite(small).all() and small.dtype == np.float32
    assert (nnlib.softmax(z) > 0).all()
    assert nnlib.softmax(np.array([0, 2, 1])).dtype == np.float64


P = np.full((4, 2), 0.5)


@pytest.mark.parametrize("loss", [SquaredError(), CrossEntropy(), SoftmaxCrossEntropy()])
@pytest.mark.parametrize(
    "a, y, error, words",
    [
        (
            P[:, :1],
            Y[:, 0],
            ValueError,
            r"shape \(4, 1\) and targets of shape \(4,\).*a column is y\[:, None\]",
        ),
        (P, np.array([0, 1, 1, 0]), ValueError, "labels become targets by one_hot"),
        (P, Y.T, ValueError, r"shape \(4, 2\) and targets of shape \(2, 4\)"),
        (P[0], Y[0], ValueError, r"expected \(m, n\)"),
        (P[:0], Y[:0], ValueError, "empty"),
        (P * np.nan, Y, ValueError, "predictions.* nan"),
        (P, Y - np.inf, ValueError, "targets.* -inf"),
        (P, Y.astype(str), TypeError, "targets"),
    ],
)
def test_losses(loss, a, y, error, words):
    with np.errstate(invalid="ignore"), pytest.raises(error, match=words):
        loss.forward(a, y)


@pytest.mark.parametrize("loss", [SquaredError(), CrossEntropy(), SoftmaxCrossEntropy()])
def test_backward_before_forward(loss):
    with pytest.raises(RuntimeError, match=r"backward\(\) needs a forward"):
        type(loss)().backward()


@pytest.mark.parametrize("p", [[[0.0, 1.0]], [[-3.0, 4.0]], [[7.0, 1.0]]])
def test_cross_entropy_wants_probabilities(p):
    with pytest.raises(ValueError, match=r"expected probabilities.*Softmax\(\)"):
        CrossEntropy().forward(p, [[0, 1]])


@pytest.mark.parametrize(
    "make, error, words",
    [
        (lambda: Dense(0, 2, init=initializers.zeros, rng=RNG), ValueError, "n_in is 0"),
        (lambda: Dense(3, 2.5, init=initializers.zeros, rng=RNG), TypeError, "n_out is 2.5"),
        (
            lambda: Dense(3, 2, init=lambda *_: np.zeros((2, 3)), rng=RNG),
            ValueError,
            r"\(2, 3\); expected \(3, 2\)",
        ),
        (
            lambda: Dense(3, 2, init=initializers.zeros, rng=RNG, dtype=int),
            TypeError,
            "float64 or float32",
        ),
        (lambda: Dense.from_arrays(np.zeros(3)), ValueError, r"W of shape \(3,\)"),
        (
            lambda: Dense.from_arrays(np.zeros((3, 2)), np.zeros((2, 1))),
            ValueError,
            r"\(2, 1\); expected \(2,\)",
        ),
        (lambda: Rescale(0), ValueError, "scale is 0"),
        (lambda: SGD(lr=0), ValueError, "lr is 0"),
        (lambda: SGD(lr=-0.1), ValueError, "lr is -0.1"),
        (lambda: SGD(lr=float("nan")), ValueError, "lr is nan"),
        (lambda: SGD(lr="fast"), TypeError, "lr is 'fast'"),
        (lambda: initializers.normal(-1), ValueError, "std -1"),
        (lambda: initializers.uniform(0.5, -0.5), ValueError, "low 0.5 and high -0.5"),
        (lambda: Perceptron([[1, 2]]), ValueError, r"weights of shape \(1, 2\)"),
        (lambda: Perceptron([1, np.nan]), ValueError, "nan"),
        (lambda: Perceptron([1, 2]).learn([[1, 2]], [2]), ValueError, "expected 0 to 1"),
        (lambda: Perceptron([1, 2]).learn([[1, 2]], [0.5]), ValueError, "expected 0 or 1"),
        (
            lambda: Perceptron([1, 2]).learn([[1, 2]], [1, 0]),
            ValueError,
            r"1 examples and targets of shape \(2,\)",
        ),
        (lambda: SigmoidNeuron([1]).loss([[1]], [-1]), ValueError, "expected 0 to 1"),
        (lambda: SigmoidNeuron([1]).learn([[1]], [1], lr=0), ValueError, "lr is 0"),
        (lambda: list(minibatches(X, Y, 0, rng=None)), ValueError, "batch_size is 0"),
        (lambda: list(minibatches(X, Y[:2], 2, rng=None)), ValueError, "same number of rows"),
        (lambda: gradient(net(), CrossEntropy(), X, Y, piece=0), ValueError, "piece is 0"),
        (lambda: accuracy(P, [0, 1, 1, 0]), ValueError, "argmax"),
        (lambda: accuracy([0.0, 1.0], [0, 1]), TypeError, "whole numbers"),
        (lambda: accuracy([0, 1], [0, 1, 1]), ValueError, "2 predictions and 3 labels"),
        (lambda: accuracy([], []), ValueError, "empty"),
        (
            lambda: confusion_matrix([0, 10], [0, 1]),
            ValueError,
            "classes from 0 to 10; expected 0 to 9",
        ),
        (lambda: Network(Dense.from_arrays([[1.0]])).predict([[1.0]]), ValueError, "single output"),
        (lambda: Network(Sigmoid, Tanh), TypeError, "layers, one by one"),
    ],
)
def test_the_rest(make, error, words):
    with pytest.raises(error, match=words):
        make()


SHARE = "expected a number from 0 to 1, 1 itself excluded"
FROM_0 = "expected a finite number, 0 or above"
ABOVE_0 = "expected a finite number above 0"
WHOLE = "expected a whole number above 0"
OPTIMIZERS = [SGD, Momentum, Nesterov, RMSProp, Adam]


def dense(**options):
    return Dense(3, 2, init=initializers.zeros, rng=RNG, **options)


def trained(batch_size):
    return train(
        net(), CrossEntropy(), SGD(lr=0.1), X, Y, epochs=1, batch_size=batch_size, rng=None
    )


def table():
    """Every number with a range: (how it is given, its name, what is wrong, what is expected)."""
    nan, inf = np.nan, np.inf
    shares = [(Momentum, "momentum"), (Nesterov, "momentum"), (RMSProp, "keep")]
    for kind, name in [*shares, (Adam, "keep_m"), (Adam, "keep_s")]:
        for bad in (-0.1, 1, 1.0, 1.5, nan, inf, "0.9", None):
            yield lambda v, kind=kind, name=name: kind(0.1, **{name: v}), name, bad, SHARE
    for kind in OPTIMIZERS:
        for bad in (-1e-9, -1, nan, inf, "a", True):
            yield lambda v, kind=kind: kind(0.1, decay=v), "decay", bad, FROM_0
        for bad in (0, -0.1, nan, inf, "fast", None, [0.1]):
            yield kind, "lr", bad, ABOVE_0
    for kind in (RMSProp, Adam):
        for bad in (0, -1e-8, nan):
            yield lambda v, kind=kind: kind(0.1, eps=v), "eps", bad, ABOVE_0
    for bad in (-0.1, nan, inf, "a", None):
        yield lambda v: dense(l2=v), "l2", bad, FROM_0
        yield lambda v: Dense.from_arrays(np.eye(2), l2=v), "l2", bad, FROM_0
    for bad in (0, -1, 2.0, "all", None, True):
        yield trained, "batch_size", bad, WHOLE
    yield trained, "batch_size", 5, "expected at most the 4 rows"
    for make in (
        lambda v: schedules.exponential(v, factor=0.5),
        lambda v: schedules.inverse_time(v, half=10),
        lambda v: schedules.cosine(v, steps=10),
    ):
        for bad in (0, -0.1, nan, inf, "fast", None):
            yield make, "lr", bad, ABOVE_0
    for bad in (0, -0.5, nan, "a"):
        yield lambda v: schedules.exponential(0.1, factor=v), "factor", bad, ABOVE_0
    yield (
        lambda v: schedules.exponential(1, factor=v),
        "factor",
        1.01,
        "expected a number from 0 to 1",
    )
    for make, name in [
        (lambda v: schedules.exponential(0.1, factor=0.5, every=v), "every"),
        (lambda v: schedules.inverse_time(0.1, half=v), "half"),
        (lambda v: schedules.cosine(0.1, steps=v), "steps"),
    ]:
        for bad in (0, -1, 2.5, nan, "a", None):
            yield make, name, bad, WHOLE


@pytest.mark.parametrize("make, name, bad, expected", list(table()))
def test_numbers_outside_their_range(make, name, bad, expected):
    """Each error says the name, the value and the allowed range."""
    number = int if expected == WHOLE else (int, float)
    error = ValueError if isinstance(bad, number) and bad is not True else TypeError
    shown = bad if error is ValueError else repr(bad)
    with pytest.raises(error, match=re.escape(f"{name} is {shown}; {expected}")):
        make(bad)


@pytest.mark.parametrize("kind", [Momentum, Nesterov])
def test_the_ends_of_the_ranges_that_are_allowed(kind):
    assert kind(0.1, momentum=0, decay=0).momentum == 0
    assert kind(np.float32(0.1), momentum=np.nextafter(1, 0)).momentum < 1
    assert dense(l2=0).l2 == 0.0
    assert schedules.exponential(0.1, factor=1)(7) == 0.1
    assert len(trained(1)) == len(trained(4)) == 1
