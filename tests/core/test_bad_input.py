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
    Layer,
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
    checkpoint,
    confusion_matrix,
    data,
    explain,
    fit,
    gradient,
    gradient_check,
    initializers,
    minibatches,
    one_by_one,
    one_hot,
    schedules,
    train,
)

from . import offered

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
    "Rescale": Rescale(0.5),
    "ReLU": ReLU(),
    "Sigmoid": Sigmoid(),
    "Tanh": Tanh(),
    "Softmax": Softmax(),
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


@pytest.mark.parametrize("f", offered.FUNCTIONS)
@pytest.mark.parametrize(
    "z, error", [(np.nan, ValueError), ([np.inf], ValueError), ([], ValueError), (["a"], TypeError)]
)
def test_activations(f, z, error):
    with pytest.raises(error, match=f.__name__):
        f(z)


def test_activations_far_out_stay_finite():
    z = np.array([-1e300, -800.0, 0.0, 800.0, 1e300])
    for f in offered.FUNCTIONS[1:]:
        assert np.isfinite(f(z)).all()
        small = f(np.array([-1e30, 0.0, 1e30], np.float32))
        assert np.isfinite(small).all() and small.dtype == np.float32
    assert (nnlib.softmax(z) > 0).all()
    assert nnlib.softmax(np.array([0, 2, 1])).dtype == np.float64


P = np.full((4, 2), 0.5)


@pytest.mark.parametrize("loss", [kind() for kind in offered.LOSSES.values()])
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


@pytest.mark.parametrize("loss", offered.LOSSES.values(), ids=offered.LOSSES)
def test_backward_before_forward(loss):
    with pytest.raises(RuntimeError, match=r"backward\(\) needs a forward"):
        loss().backward()


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
        (lambda: initializers.normal(-1), ValueError, "is -1; expected a finite"),
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
        (lambda: gradient(net(), CrossEntropy(), X, Y, piece=1.5), TypeError, "piece is 1.5"),
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
        (lambda: Network([Sigmoid(), Tanh()]), TypeError, "layers, one by one"),
    ],
)
def test_the_rest(make, error, words):
    with pytest.raises(error, match=words):
        make()


SHARE = "expected a number from 0 to 1, 1 itself excluded"
FROM_0 = "expected a finite number, 0 or above"
ABOVE_0 = "expected a finite number above 0"
WHOLE = "expected a whole number above 0"


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
    for kind in offered.OPTIMIZERS.values():
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


# What one passes by mistake: the sentence says what to write, and nothing has changed.

LABELS = np.array([0, 1, 1, 0])
OPTIONS = {"epochs": 1, "batch_size": 2, "rng": None}
DOORS = {
    "train": lambda net, loss, rule, x, y: train(net, loss, rule, x, y, **OPTIONS),
    "fit": lambda net, loss, rule, x, y: fit(net, loss, rule, x, y, **OPTIONS),
    "one_by_one": lambda net, loss, rule, x, y: one_by_one(net, loss, rule, x, y),
    "gradient": lambda net, loss, rule, x, y: gradient(net, loss, x, y),
    "gradient_check": lambda net, loss, rule, x, y: gradient_check(net, loss, x, y, rng=RNG),
}
MISTAKES = {  # in place of: what is passed, and words of the error
    "net": [
        (Network, "net is the class Network; write Network(…)"),
        ([Dense, Softmax], "net is .*; expected Network(…)"),
        (None, "net is None; expected Network(…)"),
    ],
    "loss": [
        (CrossEntropy, "loss is the class CrossEntropy; write CrossEntropy()"),
        (SquaredError, "loss is the class SquaredError; write SquaredError()"),
        ("cross-entropy", "loss is 'cross-entropy'; expected CrossEntropy()"),
        (None, "loss is None; expected CrossEntropy()"),
        (SGD(0.1), "loss is SGD(lr=0.1); expected CrossEntropy()"),
    ],
    "rule": [
        (SGD, "optimizer is the class SGD; write SGD(lr=…)"),
        (Adam, "optimizer is the class Adam; write Adam(lr=…)"),
        (0.1, "optimizer is 0.1; expected SGD(lr=…)"),
        ("sgd", "optimizer is 'sgd'; expected SGD(lr=…)"),
        (CrossEntropy(), "optimizer is CrossEntropy(); expected SGD(lr=…)"),
    ],
}


def refused(call, error, words):
    with pytest.raises(error) as caught:
        call()
    pattern = re.escape(words).replace(re.escape(".*"), ".*")
    assert re.search(pattern, str(caught.value)), str(caught.value)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "place, bad, words", [(p, *found) for p, mistakes in MISTAKES.items() for found in mistakes]
)
def test_a_class_or_something_else_in_the_place_of_an_object(door, place, bad, words):
    if place == "rule" and door.startswith("gradient"):
        return  # these take no optimizer
    first = Network(Dense(3, 2, init=initializers.normal(1), rng=np.random.default_rng(0)))
    before = first.layers[0].W.copy()
    parts = {"net": first, "loss": SquaredError(), "rule": SGD(0.1)} | {place: bad}
    refused(lambda: DOORS[door](**parts, x=X, y=Y), TypeError, words)
    np.testing.assert_array_equal(first.layers[0].W, before)


MADE_FOR = {
    "CrossEntropy after Sigmoid": (
        [Sigmoid()],
        CrossEntropy(),
        "CrossEntropy() needs probabilities, each row's sum 1, and the network ends in Sigmoid(): "
        "end it in Softmax(), or take SquaredError()",
    ),
    "CrossEntropy after Tanh": ([Tanh()], CrossEntropy(), "ends in Tanh(): end it in Softmax()"),
    "CrossEntropy after ReLU": ([ReLU()], CrossEntropy(), "ends in ReLU(): end it in Softmax()"),
    "CrossEntropy after scores": ([], CrossEntropy(), "ends in Dense(3 → 2): end it in Softmax()"),
    "CrossEntropy after Rescale": ([Rescale(2)], CrossEntropy(), "ends in Rescale(2): end it in"),
    "SoftmaxCrossEntropy after Softmax": (
        [Softmax()],
        SoftmaxCrossEntropy(),
        "SoftmaxCrossEntropy() has a softmax in it, and the network ends in Softmax(): "
        "take CrossEntropy(), or leave out Softmax()",
    ),
}


@pytest.mark.parametrize("init", [initializers.normal(1), initializers.zeros])
@pytest.mark.parametrize("door", [d for d in DOORS if d != "gradient_check"])  # it judges slopes
@pytest.mark.parametrize("kind", MADE_FOR)
def test_a_loss_refuses_a_network_that_it_is_not_made_for(kind, door, init):
    last, loss, words = MADE_FOR[kind]
    net = Network(Dense(3, 2, init=init, rng=np.random.default_rng(0)), *last)
    before = net.layers[0].W.copy()
    refused(lambda: DOORS[door](net, loss, SGD(0.1), X, Y), ValueError, words)
    np.testing.assert_array_equal(net.layers[0].W, before)


@pytest.mark.parametrize("loss, last", [(CrossEntropy(), [Softmax()]), (SoftmaxCrossEntropy(), [])])
@pytest.mark.parametrize("door", DOORS)
def test_cross_entropy_of_a_single_output_is_refused(door, loss, last):
    net = Network(Dense(3, 1, init=initializers.normal(1), rng=RNG), *last)
    words = "got a single output; two classes are two outputs, and one_hot(labels, 2) for targets"
    refused(lambda: DOORS[door](net, loss, SGD(0.1), X, LABELS[:, None]), ValueError, words)


@pytest.mark.parametrize("door", ["train", "fit", "one_by_one"])
@pytest.mark.parametrize(
    "loss, last, y, words",
    [
        (CrossEntropy(), [Softmax()], 2 * Y - 1, "targets from -1 to 1; expected 0 or above"),
        (SoftmaxCrossEntropy(), [], 2 * Y - 1, "targets from -1 to 1; expected 0 or above"),
        (SoftmaxCrossEntropy(), [], 255 * Y, "targets of sum 255 in row 0; expected 1"),
        (SoftmaxCrossEntropy(), [], np.maximum(Y, [[0], [1], [0], [0]]), "sum 2 in row 1"),
    ],
)
def test_cross_entropy_refuses_targets_that_it_is_not_made_for(door, loss, last, y, words):
    net = Network(Dense(3, 2, init=initializers.zeros, rng=RNG), *last)
    refused(lambda: DOORS[door](net, loss, SGD(0.1), X, y), ValueError, words)


def test_the_hint_for_labels_is_what_to_write():
    with pytest.raises(ValueError, match=r"one_hot\(labels\)$"):
        CrossEntropy().forward(np.full((4, 10), 0.1), LABELS)


def test_a_loss_and_a_layer_of_ones_own_are_let_in():
    class Own(Layer):
        def f(self, z):
            e = np.exp(z)
            return e / e.sum(axis=1, keepdims=True)

        def input_grad(self, grad):
            return grad

    class Half:
        def forward(self, a, y):
            self.a, self.y = a, y
            return float(0.25 * ((a - y) ** 2).mean())

        def backward(self):
            return 0.5 * (self.a - self.y) / self.a.size

    for last, loss in [([Own()], CrossEntropy()), ([], Half())]:
        net = Network(Dense(3, 2, init=initializers.zeros, rng=RNG), *last)
        assert len(train(net, loss, SGD(0.1), X, Y, **OPTIONS)) == 1
        one_by_one(net, loss, SGD(0.1), X, Y)
        gradient(net, loss, X, Y)


def start(**options):
    return Dense(3, 2, **({"init": initializers.he, "rng": np.random.default_rng(0)} | options))


HE = "such as initializers.he or initializers.normal(0.1)"
NO_RNG = "expected np.random.default_rng(0)"


@pytest.mark.parametrize(
    "call, error, words",
    [
        (lambda: start(init=initializers.normal), TypeError, f"init is normal(std).*{HE}"),
        (lambda: start(init=initializers.uniform), TypeError, f"init is uniform(low, high).*{HE}"),
        (lambda: start(init="he"), TypeError, f"init is 'he'; expected a function.*{HE}"),
        (
            lambda: start(init=initializers),
            TypeError,
            f"init is the module nnlib.*{HE}",
        ),
        (lambda: start(init=0.1), TypeError, f"init is 0.1; expected a function.*{HE}"),
        (lambda: start(init=None), TypeError, f"init is None; expected a function.*{HE}"),
        (lambda: start(init=np.ones((3, 2))), TypeError, "init is an array.*from_arrays(W)"),
        (lambda: start(rng=0), TypeError, f"rng is 0; {NO_RNG}"),
        (lambda: start(rng=np.random), TypeError, f"rng is the module numpy.random; {NO_RNG}"),
        (
            lambda: start(rng=np.random.default_rng),
            TypeError,
            f"the function default_rng; {NO_RNG}",
        ),
        (lambda: start(rng=None), TypeError, f"rng is None; {NO_RNG}"),
        *[
            (lambda init=init, rng=rng: init(3, 2, rng), TypeError, f"rng is {rng}; {NO_RNG}")
            for init in (
                initializers.normal(1),
                initializers.uniform(0, 1),
                initializers.lecun,
                initializers.glorot,
                initializers.he,
            )
            for rng in (0, None)
        ],
        (lambda: list(minibatches(X, Y, 2, rng=0)), TypeError, f"rng is 0; {NO_RNG}"),
        (
            lambda: train(net(), CrossEntropy(), SGD(0.1), X, Y, **OPTIONS | {"rng": 0}),
            TypeError,
            f"rng is 0; {NO_RNG}, or None to keep",
        ),
        (
            lambda: gradient_check(net(), CrossEntropy(), X, Y, rng=0),
            TypeError,
            f"rng is 0; {NO_RNG}",
        ),
        (lambda: data.two_blobs(10, rng=0), TypeError, "rng is 0; expected .*default_rng(0)"),
        (lambda: data.rings(10, rng=None), TypeError, "rng is None; expected .*default_rng(0)"),
        (lambda: SGD(schedules.cosine), TypeError, "lr is cosine(lr, *, steps).*cosine(0.1, steps"),
        (lambda: Adam(lr=schedules.exponential), TypeError, "lr is exponential(lr, *, factor"),
        (lambda: start(init=dict), TypeError, f"init is the class dict; expected.*{HE}"),
        (lambda: SGD(lr=SGD), TypeError, "lr is the class SGD; expected a function of (steps)"),
        (
            lambda: initializers.normal("0.1"),
            TypeError,
            "normal (std) is '0.1'; expected a finite number",
        ),
        (lambda: initializers.normal(RNG), TypeError, "normal (std) is Generator"),
        (lambda: initializers.uniform("a", 1), TypeError, "uniform (low, high) got values of"),
        (lambda: explain.scores(Network, X), TypeError, "net is the class Network; write Network("),
        (lambda: explain.evidence([], X[0], of=0), TypeError, "net is []; expected Network(…)"),
        (
            lambda: train(net(), CrossEntropy(), SGD(0.1), X, Y.astype(str), **OPTIONS),
            TypeError,
            "train (targets) got values of type",
        ),
        (lambda: SGD(lambda: 0.1), TypeError, "lr is <lambda>().*(steps)"),
        (lambda: Network(Dense, ReLU()), TypeError, "the class Dense as layer 0; write Dense(…)"),
        (lambda: Network(start(), ReLU), TypeError, "the class ReLU as layer 1; write ReLU(…)"),
        (
            lambda: Network(nnlib.relu),
            TypeError,
            "got the function relu as layer 0; expected layers, one",
        ),
        (lambda: checkpoint.resume(net(), "x"), TypeError, "training is Network.*train(…)"),
        (lambda: checkpoint.save(net(), "x"), TypeError, "training is Network.*train(…)"),
    ],
)
def test_what_one_passes_by_mistake(call, error, words):
    refused(call, error, words)


DIGITS = np.array(["5", "0", "4", "1"], dtype=object)  # as fetch_openml gives labels
TEXT = {"text": DIGITS.astype(str), "objects": DIGITS, "bytes": DIGITS.astype("S")}


@pytest.mark.parametrize("kind", TEXT)
@pytest.mark.parametrize(
    "call",
    [
        one_hot,
        lambda y: accuracy(y, [5, 0, 4, 1]),
        lambda y: accuracy([5, 0, 4, 1], y),
        lambda y: confusion_matrix([5, 0, 4, 1], y),
        lambda y: Perceptron([1, 1, 1]).learn(X, y),
        lambda y: SigmoidNeuron([1, 1, 1]).loss(X, y),
        lambda y: train(net(), CrossEntropy(), SGD(0.1), X, y, **OPTIONS),
        lambda y: gradient(net(), CrossEntropy(), X, y),
        lambda y: net()(np.column_stack([y, y, y])),
        nnlib.sigmoid,
    ],
)
def test_numbers_that_are_text(kind, call):
    refused(lambda: call(TEXT[kind]), TypeError, "such as .*'5'; .*astype(")


@pytest.mark.parametrize("column", [LABELS[:, None], LABELS[:, None].astype(np.uint8)])
@pytest.mark.parametrize(
    "call, words",
    [
        (one_hot, "labels.ravel()"),
        (lambda y: accuracy(y, LABELS), "labels.ravel()"),
        (lambda y: accuracy(LABELS, y), "labels.ravel()"),
        (lambda y: confusion_matrix(y, LABELS, 2), "labels.ravel()"),
        (lambda y: Perceptron([1, 1, 1]).learn(X, y), "y.ravel()"),
        (lambda y: SigmoidNeuron([1, 1, 1]).learn(X, y, lr=1.0), "y.ravel()"),
        (lambda y: CrossEntropy().forward(P, y), "one_hot(labels.ravel(), 2)"),
        (lambda y: SquaredError().forward(P, y), "one_hot(labels.ravel(), 2)"),
        (
            lambda y: train(net(), CrossEntropy(), SGD(0.1), X, y, **OPTIONS),
            "one_hot(labels.ravel(), 2)",
        ),
        (lambda y: gradient(net(), CrossEntropy(), X, y), "one_hot(labels.ravel(), 2)"),
        (
            lambda y: gradient_check(net(), CrossEntropy(), X, y, rng=RNG),
            "one_hot(labels.ravel(), 2)",
        ),
    ],
)
def test_a_column_of_labels(call, words, column):
    refused(lambda: call(column), ValueError, words)


@pytest.mark.parametrize(
    "validation, error, words",
    [
        ((X, LABELS), ValueError, "one_hot(labels, 2)"),
        ((X, LABELS[:, None]), ValueError, "one_hot(labels.ravel(), 2)"),
        ((X, DIGITS), TypeError, "astype("),
        ((X[:, :2], Y), ValueError, "got x of shape (1, 2); expected (m, 3)"),
        ((X[:2], Y), ValueError, "expected the same number of rows"),
        ((with_nan(np.nan), Y), ValueError, "fit (validation) got nan at position (2, 1)"),
        ((X, Y - np.inf), ValueError, "fit (validation targets) got"),
        (X, TypeError, "validation is an array of shape (4, 3); expected a pair (X, Y)"),
        ((X, Y, Y), TypeError, "validation is a tuple of 3; expected a pair (X, Y)"),
        (0.1, TypeError, "validation is 0.1; expected a pair (X, Y)"),
    ],
)
def test_fit_looks_at_validation_before_anything_changes(validation, error, words):
    start = net()
    before = start.layers[0].W.copy()
    rng = np.random.default_rng(0)
    options = OPTIONS | {"validation": validation, "rng": rng}
    refused(
        lambda: fit(start, CrossEntropy(), SGD(0.1), X, Y, **options),
        error,
        words,
    )
    np.testing.assert_array_equal(start.layers[0].W, before)
    assert rng.bit_generator.state == np.random.default_rng(0).bit_generator.state


class Passing(Layer):
    """A layer of one's own that hands other slopes down than it was asked for."""

    def __init__(self, shape):
        self.shape = shape

    def f(self, x):
        return x

    def input_grad(self, grad):
        return np.ones(self.shape)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("m", [5, 1])
def test_slopes_of_another_shape_are_told_in_shapes(m, bias):
    for shape in ((m, 7), (m, 1), (9, 2)):
        layer = start(bias=bias)
        net = Network(layer, Passing(shape))
        net.forward(np.ones((m, 3)))
        words = f"Dense(3 → 2) got an array of shape {shape}; in its left @ right the "
        refused(lambda net=net: net.backward(np.ones((m, 2))), ValueError, words)
        assert not layer.dW.any()


class Turned(Layer):
    """A layer of one's own, whose products do not fit."""

    learns = ("W",)

    def __init__(self, *, back):
        self.W, self.back = np.ones((4, 7)) if back else np.ones((7, 4)), back

    def f(self, x):
        return x @ self.W

    def param_grads(self, grad):
        if self.back == "param_grads":
            return np.ones((4, 5)) @ grad[:3]

    def input_grad(self, grad):
        return grad @ self.W


def there_and_back(way):
    below = [Dense(4, 4, init=initializers.he, rng=RNG)] if way == "input_grad" else []
    net = Network(*below, Turned(back=way))
    net.backward(np.ones_like(net.forward(np.ones((5, 4)))))


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: Network(Turned(back=""))(np.ones((5, 4))), "(5, 4); .*inner sizes 4 and 7 differ"),
        (lambda: Network(Turned(back="")).forward(np.ones((5, 4))), "inner sizes 4 and 7 differ"),
        (lambda: there_and_back("param_grads"), "(5, 7); .*inner sizes 5 and 3 differ"),
        (lambda: there_and_back("input_grad"), "(5, 7); .*inner sizes 7 and 4 differ"),
    ],
)
def test_a_product_that_does_not_fit_is_told_in_shapes(call, words):
    refused(call, ValueError, f"Turned() got an array of shape .*{words}")


def test_another_error_of_a_layer_is_let_through():
    class Own(Layer):
        def f(self, x):
            raise ValueError("mine")

    for call in (Network(Own()), Network(Own()).forward):
        with pytest.raises(ValueError, match="^mine$"):
            call(X)
