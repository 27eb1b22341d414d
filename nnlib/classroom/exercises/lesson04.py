"""Exercises of lesson 04: two layers, softmax, cross-entropy and the way back."""

import numpy as np

from nnlib.classroom.exercises.engine import exercise, value_exercise


def _sizes(rng, n, low=2, high=7):
    """Different whole numbers, so that a wrong shape cannot fit by chance."""
    return [int(size) for size in rng.permutation(np.arange(low, high))[:n]]


def _two_layers(rng):
    n_in, n_hidden, n_out = _sizes(rng, 3)
    shapes = ((n_in, n_hidden), (n_hidden,), (n_hidden, n_out), (n_out,))
    return tuple(rng.normal(size=shape) for shape in shapes)


@exercise(
    trials=_two_layers,
    hints=[
        "Write the two layers as one formula: (X W1 + b1) W2 + b2. Now multiply the bracket out.",
        "X W1 W2 + b1 W2 + b2. Which part stands behind X, and which parts hold no X?",
        "The bias b1 goes through the second layer, too: it arrives as b1 @ W2.",
    ],
    reason="(X W1 + b1) W2 + b2 = X (W1 W2) + (b1 W2 + b2): the first bias passes the second "
    "weights, too.",
    mistakes={
        "The first bias is lost: b1 goes through the second layer and arrives as b1 @ W2.": (
            lambda W1, b1, W2, b2: (W1 @ W2, b2)
        ),
        "The second bias is lost: b2 is added at the very end.": (
            lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2)
        ),
        "The sign of the biases is wrong: nothing is subtracted here.": (
            lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 - b2)
        ),
        "The bias b1 arrives as b1 @ W2, a weighted sum; you added b1 up without its weights.": (
            lambda W1, b1, W2, b2: (W1 @ W2, b1.sum() + b2)
        ),
    },
)
def merged(W1, b1, W2, b2):
    """One layer for two: return W (n_in, n_out) and b (n_out,)."""
    W = W1 @ W2
    b = b1 @ W2 + b2
    return W, b


def _scores(rng):
    z = rng.normal(size=(int(rng.integers(3, 6)), int(rng.integers(6, 9))))
    z[0] += 2000  # e^z overflows
    z[-1] -= 2000  # e^(z − the largest score of all rows) is 0 along this whole row
    return (z,)


def _plain_softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


@np.errstate(all="ignore")
def _unshifted(z):
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


@np.errstate(all="ignore")
def _shifted_by(z, shift, axis=1):
    e = np.exp(z - shift)
    return e / e.sum(axis=axis, keepdims=True)


@exercise(
    trials=_scores,
    given=_plain_softmax,
    hints=[
        "Which number is too large for e^z? What may be subtracted from a whole row of scores "
        "without changing a probability?",
        "The largest score of each row. Afterwards the largest is 0, and e^0 = 1.",
        "z − z.max(axis=1, keepdims=True) keeps a column of maxima, shape (m, 1).",
    ],
    reason="Subtracting the largest score of each row changes no probability, and e^z stays at 1 "
    "or below.",
    mistakes={
        "e^z still overflows: inf / inf is not a number. Subtract something from the scores "
        "before np.exp.": _unshifted,
        "You subtracted the largest score of the whole batch. A row far below it becomes all "
        "zeros, and 0 / 0 is not a number: each row has its own largest score.": (
            lambda z: _shifted_by(z, z.max())
        ),
        "You subtracted the largest score of each column. A row of scores belongs together: it is "
        "the largest of each row, axis 1.": lambda z: _shifted_by(z, z.max(axis=0)),
        "You divided by the sum of each column. The probabilities of one example are a row.": (
            lambda z: _shifted_by(z, z.max(axis=1, keepdims=True), axis=0)
        ),
        "You divided by the sum of the whole batch. The probabilities of each example sum to 1.": (
            lambda z: _shifted_by(z, z.max(axis=1, keepdims=True), axis=None)
        ),
        "The scores were cut off at a bound. That changes probabilities; subtracting the same "
        "number from a whole row does not.": lambda z: _unshifted(np.clip(z, -700, 700)),
    },
)
def safe_softmax(z):
    """z: (m, n) scores. Return the probabilities, (m, n), whatever the size of the scores."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _probabilities(rng):
    m, n = int(rng.integers(3, 6)), int(rng.integers(6, 9))
    return rng.dirichlet(np.ones(n), m), np.eye(n)[rng.integers(0, n, m)]


def _common_logarithm(p, Y):
    return -np.mean(np.sum(Y * np.log10(p), axis=1))


@exercise(
    trials=_probabilities,
    given=_common_logarithm,
    hints=[
        "Ten to which power is 0.8? And e to which power is 0.8? Which of the two is −0.223?",
        "np.log10 is the logarithm to the base 10. Cross-entropy takes the natural one.",
        "In NumPy the natural logarithm is called np.log.",
    ],
    reason="Cross-entropy takes the natural logarithm, np.log: −ln 0.8 = 0.223, and its slope is "
    "−1/p without a factor.",
    mistakes={
        "This is still the logarithm to the base 10: it gives 0.097 for 0.8.": (
            lambda p, Y: -(Y * np.log10(p)).sum() / len(Y)
        ),
        "This is the logarithm to the base 2: it gives 0.322 for 0.8.": (
            lambda p, Y: -(Y * np.log2(p)).sum() / len(Y)
        ),
        "The loss is added up over the rows. It is their mean, so that it does not grow with the "
        "batch.": lambda p, Y: -(Y * np.log(p)).sum(),
        "You took the mean over all m · n entries. The mean goes over the m rows.": (
            lambda p, Y: -(Y * np.log(p)).mean()
        ),
        "The sign is lost: the logarithm of a probability is below 0, a loss is not.": (
            lambda p, Y: (Y * np.log(p)).sum() / len(Y)
        ),
        "You took the logarithm of the targets. They are 0 and 1; the logarithm belongs to p.": (
            lambda p, Y: -(p * np.log(np.maximum(Y, 1e-300))).sum() / len(Y)
        ),
    },
)
def natural_cross_entropy(p, Y):
    """p, Y: (m, n) probabilities and one-hot targets. Return the mean loss, one number."""
    return -np.mean(np.sum(Y * np.log(p), axis=1))


n_parameters = value_exercise(
    "n_parameters",
    784 * 10 + 10 + 10 * 10 + 10,
    answer="n_parameters = 784 * 10 + 10 + 10 * 10 + 10",
    hints=[
        "Which arrays does learning change? There are four.",
        "W1 has 784 · 10 entries. How many have b1, W2 and b2?",
        "7840 + 10 for the first layer, and the same count for a layer from 10 to 10.",
    ],
    reason="W1 holds 784 · 10 numbers, b1 10, W2 10 · 10 and b2 10. ReLU and softmax hold none.",
    mistakes={
        "The biases are missing: one for each unit of both layers.": 784 * 10 + 10 * 10,
        "These are the weights and biases of the first layer alone.": 784 * 10 + 10,
        "The biases of one layer are missing: both layers have some.": 784 * 10 + 10 + 10 * 10,
        "These are units, not parameters: each unit has a weight for each of its inputs.": (
            784 + 10 + 10
        ),
        "Inputs have no bias: they are given, not computed.": 784 * 10 + 10 + 100 + 10 + 784,
        "The sizes are not multiplied through: each layer has its own matrix.": 784 * 10 * 10,
    },
)


def _wrong_sign(p, Y):
    return (Y - p) / len(Y)


@exercise(
    trials=_probabilities,
    given=_wrong_sign,
    hints=[
        "Take p = 0.3 where the target is 1. Should the score go up or down to lower the loss? So "
        "is the slope of the loss above or below 0 there?",
        "A step goes against the slope. The right score has to rise, so its slope is negative.",
        "In the column of the right class p − y is negative, and y − p is positive.",
    ],
    reason="dz2 = (p − Y)/m. With Y − p each step would go uphill, and the loss would grow.",
    mistakes={
        "The sign is right now, but the 1/m is lost: the loss is a mean over the rows.": (
            lambda p, Y: p - Y
        ),
        "You divided by the number of classes. The loss is a mean over the m rows: divide by m.": (
            lambda p, Y: (p - Y) / p.shape[1]
        ),
        "You divided by all entries of p. The loss is a mean over the m rows: divide by m.": (
            lambda p, Y: (p - Y) / p.size
        ),
        "This is the slope along the probabilities, −Y/p. The slope along the scores goes back "
        "through softmax, too.": lambda p, Y: -Y / p / len(Y),
        "Softmax is not elementwise: its slope is more than p(1 − p). The result for softmax and "
        "cross-entropy together is (p − Y)/m.": lambda p, Y: -Y / p * p * (1 - p) / len(Y),
        "The slope p(1 − p) comes on top of p − Y. Softmax is already in p − Y.": (
            lambda p, Y: (p - Y) * p * (1 - p) / len(Y)
        ),
        "The sign is still the wrong one: each step would raise the loss.": (
            lambda p, Y: -(p - Y) / len(Y)
        ),
    },
)
def score_slope(p, Y):
    """p, Y: (m, n) probabilities and one-hot targets. Return dz2 = ∂L/∂z2, (m, n)."""
    return (p - Y) / len(Y)


def _all_entries(dz):
    return np.sum(dz)


@exercise(
    trials=lambda rng: (rng.normal(size=(int(rng.integers(3, 6)), int(rng.integers(6, 9)))),),
    given=_all_entries,
    hints=[
        "How many biases has a layer with n units? So how many numbers has db?",
        "A bias is added to its own column of z, in every row. Whose slopes does it collect?",
        "Those of its column: the sum goes over the rows, axis 0.",
    ],
    reason="A bias is added in every row of its column, so db is the sum of dz over the rows, "
    "axis 0: one number a unit.",
    mistakes={
        "You still summed over everything: that is one number for the whole layer. Each unit has "
        "a bias, and a slope, of its own.": lambda dz: dz.sum(),
        "Every unit gets the sum over everything: then all biases of the layer move together. "
        "Sum over the rows alone.": lambda dz: np.full(dz.shape[1], dz.sum()),
        "You summed along each row: that is one number an example. A bias belongs to a column.": (
            lambda dz: dz.sum(axis=1)
        ),
        "You took the mean over the rows. The 1/m is already in dz; here it is a sum.": (
            lambda dz: dz.mean(axis=0)
        ),
    },
)
def bias_slope(dz):
    """dz: (m, n) slopes along the weighted sums of a layer. Return db, (n,)."""
    return dz.sum(axis=0)


def _sigmoid_layers(rng):
    m = int(rng.integers(5, 8))
    n = 4  # as many outputs as hidden units: the slip fits by shape, and so does W2 for W2.T
    a1, a2 = (rng.uniform(0.05, 0.95, (m, n)) for _ in range(2))
    return rng.normal(size=(m, n)), rng.normal(size=(n, n)), a1, a2


def _wrong_unit(dz2, W2, a1, a2):
    da1 = dz2 @ W2.T
    return da1 * a2 * (1 - a2)


@exercise(
    trials=_sigmoid_layers,
    given=_wrong_unit,
    hints=[
        "dz1 belongs to the hidden units. Whose slope leads from a1 back to z1?",
        "The slope of the hidden unit itself. For a sigmoid it is a(1 − a): with which a?",
        "With a1, the output of the hidden layer. a2 is not needed at all.",
    ],
    reason="dz1 = (dz2 W2ᵀ) · a1 (1 − a1): the slope is that of the hidden unit itself.",
    mistakes={
        "The slope is still that of the output units, a2(1 − a2). The way from a1 back to z1 goes "
        "through the hidden units.": lambda dz2, W2, a1, a2: (dz2 @ W2.T) * (a2 - a2**2),
        "The slope is applied before the weights: dz2 has gone back through the output units "
        "already.": lambda dz2, W2, a1, a2: (dz2 * a2 * (1 - a2)) @ W2.T,
        "W2 is not transposed. The way back exchanges rows and columns: dz2 @ W2.T.": (
            lambda dz2, W2, a1, a2: (dz2 @ W2) * a1 * (1 - a1)
        ),
        "The slope is missing: dz2 @ W2.T is da1, the slope along the outputs of the hidden "
        "layer.": lambda dz2, W2, a1, a2: dz2 @ W2.T,
        "You put a1 into the sigmoid once more. a1 is the output already: its slope is "
        "a1(1 − a1).": lambda dz2, W2, a1, a2: (
            (dz2 @ W2.T) * (s := 1 / (1 + np.exp(-a1))) * (1 - s)
        ),
        "That is the slope of tanh, 1 − a². These hidden units are sigmoids: a1(1 − a1).": (
            lambda dz2, W2, a1, a2: (dz2 @ W2.T) * (1 - a1**2)
        ),
        "Both slopes are there. dz2 has gone back through the output units already.": (
            lambda dz2, W2, a1, a2: (dz2 @ W2.T) * a1 * (1 - a1) * a2 * (1 - a2)
        ),
    },
)
def hidden_slope(dz2, W2, a1, a2):
    """dz2, a1, a2: (m, 4); W2: (4, 4). Return dz1 = ∂L/∂z1 of a sigmoid hidden layer, (m, 4)."""
    da1 = dz2 @ W2.T
    return da1 * a1 * (1 - a1)
