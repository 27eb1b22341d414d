"""Exercises of lesson 04: two layers, softmax, cross-entropy and the way back."""

import numpy as np

from nnlib.classroom.exercises.engine import exercise
from nnlib.classroom.exercises.trials import in_turn

# Sizes are different, so that a wrong shape does not fit by chance.


def _two_layers(rng):
    sizes = (2, 4, 3), (3, 2, 5), (1, 3, 2), (5, 1, 3), (4, 3, 1), (3, 5, 4)
    n_in, n_hidden, n_out = in_turn(rng, *sizes)
    shapes = ((n_in, n_hidden), (n_hidden,), (n_hidden, n_out), (n_out,))
    shift = in_turn(rng, 0, 0, 2, -2)
    return tuple(rng.normal(size=shape) + shift for shape in shapes)


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
        "Between the layers a ReLU has set negative biases to 0. Both layers are linear.": (
            lambda W1, b1, W2, b2: (W1 @ W2, np.maximum(b1, 0) @ W2 + b2)
        ),
        "The second bias counts twice. It is added once, at the very end.": (
            lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 + 2 * b2)
        ),
        "The first bias counts twice. It arrives once, as b1 @ W2.": (
            lambda W1, b1, W2, b2: (W1 @ W2, 2 * b1 @ W2 + b2)
        ),
        "The first bias is subtracted. Both are added.": (
            lambda W1, b1, W2, b2: (W1 @ W2, b2 - b1 @ W2)
        ),
        "The first bias arrives as b1 @ W2, a weighted sum; you took its mean.": (
            lambda W1, b1, W2, b2: (W1 @ W2, b1.mean() + b2)
        ),
        "There is a tanh in it. Both layers are linear: b1 @ W2 + b2.": (
            lambda W1, b1, W2, b2: (W1 @ W2, np.tanh(b1) @ W2 + b2)
        ),
        "Both biases are multiplied. b2 is added.": (
            lambda W1, b1, W2, b2: (W1 @ W2, (b1 @ W2) * b2)
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
    m, n = in_turn(rng, (6, 10), (7, 9), (1, 4), (9, 8), (3, 1), (5, 6))
    z = rng.normal(size=(m, n))
    if m < 5:
        return (z - in_turn(rng, 1000, 2000, 0),)
    z[0] += 2000  # e^z overflows
    z[1, 2] = 750  # so does e^(z − the smallest of the row), but not e^(z − the mean)
    z[2, 0] = 2000  # here both do
    z[3, 1] = 30000  # and here even with np.longdouble
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


@np.errstate(all="ignore")
def _half_shifted(z):
    return np.exp(z - z.max(axis=1, keepdims=True)) / np.exp(z).sum(axis=1, keepdims=True)


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
        "You subtracted the smallest score of each row. The largest may still stand far above it, "
        "and overflow: subtract the largest.": (
            lambda z: _shifted_by(z, z.min(axis=1, keepdims=True))
        ),
        "You subtracted the mean of each row. The largest score may still stand far above it, and "
        "overflow: subtract the largest.": lambda z: _shifted_by(z, z.mean(axis=1, keepdims=True)),
        "More digits only move the bound: e^30000 is too large for np.longdouble, too. Subtract "
        "something from the scores before np.exp.": lambda z: _unshifted(z.astype(np.longdouble)),
        "You divided by the sum of each column. The probabilities of one example are a row.": (
            lambda z: _shifted_by(z, z.max(axis=1, keepdims=True), axis=0)
        ),
        "You divided by the sum of the whole batch. The probabilities of each example sum to 1.": (
            lambda z: _shifted_by(z, z.max(axis=1, keepdims=True), axis=None)
        ),
        "You divided the scores by the largest of their row. That changes probabilities: subtract "
        "it.": lambda z: _unshifted(z / z.max(axis=1, keepdims=True)),
        "You divided the scores by the largest of all. That changes probabilities: subtract the "
        "largest of each row.": lambda z: _unshifted(z / z.max()),
        "You divided the scores by 100. That changes probabilities; 30000 is still too large.": (
            lambda z: _unshifted(z / 100)
        ),
        "You divided the scores by the length of their row. That changes probabilities: subtract "
        "the largest.": lambda z: _unshifted(z / np.linalg.norm(z, axis=1, keepdims=True)),
        "What is not a number was replaced by 1. The probabilities are still missing: subtract the "
        "largest score of each row before np.exp.": lambda z: np.nan_to_num(_unshifted(z), nan=1),
        "You took powers of 2. Softmax takes powers of e: np.exp.": (
            lambda z: _shifted_by(np.log(2) * z, np.log(2) * z.max(axis=1, keepdims=True))
        ),
        "What is not a number was replaced by 0. The probabilities are still missing: subtract the "
        "largest score of each row before np.exp.": lambda z: np.nan_to_num(_unshifted(z)),
        "That is 1 for the largest score and 0 for all others. The probabilities are e^z, divided "
        "by their sum.": lambda z: 1.0 * (z == z.max(axis=1, keepdims=True)),
        "You subtracted the largest score of the first row. Each row has its own.": (
            lambda z: _shifted_by(z, z[0].max())
        ),
        "You added the largest score of each row. Subtract it.": (
            lambda z: _shifted_by(z, -z.max(axis=1, keepdims=True))
        ),
        "The division is missing: those are the powers, not the probabilities.": (
            lambda z: np.exp(z - z.max(axis=1, keepdims=True))
        ),
        "Those are logarithms of the probabilities.": (
            lambda z: np.log(_shifted_by(z, z.max(axis=1, keepdims=True)))
        ),
        "You shifted the scores above the line and not below it: the same e^z belongs in both "
        "places.": lambda z: _half_shifted(z),
        "The scores were cut off at a bound. That changes probabilities; subtracting the same "
        "number from a whole row does not.": lambda z: _unshifted(np.clip(z, -700, 700)),
    },
)
def safe_softmax(z):
    """z: (m, n) scores. Return the probabilities, (m, n), whatever the size of the scores."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _probabilities(rng):
    m, n = in_turn(rng, (4, 7), (9, 3), (1, 5), (6, 2), (3, 8), (12, 3))
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
        "You took the mean over the columns. Add up along each row, axis 1, and take the mean over "
        "the rows.": lambda p, Y: -np.mean((Y * np.log(p)).sum(axis=0)),
        "You took the largest probability of each row. What counts is the one of the right class, "
        "however small.": lambda p, Y: -np.mean(np.log(p.max(axis=1))),
        "You took the logarithm of the mean. It is the mean of the logarithms.": (
            lambda p, Y: -np.log(np.mean((Y * p).sum(axis=1)))
        ),
        "The sign is lost: the logarithm of a probability is below 0, a loss is not.": (
            lambda p, Y: (Y * np.log(p)).sum() / len(Y)
        ),
        "You divided by ln 10. log₁₀ p is ln p / ln 10, so it would have to be multiplied; np.log "
        "is shorter.": lambda p, Y: -(Y * np.log10(p)).sum() / len(Y) / np.log(10),
        "Each probability weighs its own logarithm: where are the targets? What counts is the "
        "probability of the right class alone.": (
            lambda p, Y: -np.mean(np.sum(p * np.log(p), axis=1))
        ),
        "You added up the logarithms of all classes. What counts is that of the right one.": (
            lambda p, Y: -np.mean(np.sum(np.log(p), axis=1))
        ),
        "The logarithm is gone: that is the mean of 1 − p of the right class.": (
            lambda p, Y: 1 - np.mean(np.sum(Y * p, axis=1))
        ),
        "You took log(1 + p), np.log1p. The natural logarithm is np.log.": (
            lambda p, Y: -np.mean(np.sum(Y * np.log1p(p), axis=1))
        ),
        "You added the terms of a sigmoid's loss, with 1 − p. Here there is one class that is "
        "right, and its probability is all that counts.": (
            lambda p, Y: -np.mean(np.sum(Y * np.log(p) + (1 - Y) * np.log(1 - p), axis=1))
        ),
        "You took ln(1 − p) of the right class. Its price is −ln p.": (
            lambda p, Y: -np.mean(np.sum(Y * np.log(1 - p), axis=1))
        ),
        "You took ln(1 − p) of the wrong classes. What counts is the right one, with −ln p.": (
            lambda p, Y: -np.mean(np.sum((1 - Y) * np.log(1 - p), axis=1))
        ),
        "The logarithm is gone: the price of p is −ln p.": (
            lambda p, Y: -np.mean(np.sum(Y * p, axis=1))
        ),
        "That is the squared error. The loss here is the mean of −ln p of the right class.": (
            lambda p, Y: 0.5 * np.mean(np.sum((p - Y) ** 2, axis=1))
        ),
        "np.exp is not the logarithm but the way back from it. The natural logarithm is np.log.": (
            lambda p, Y: -np.mean(np.sum(Y * np.exp(p), axis=1))
        ),
        "That is e to the power of the loss. The loss itself is wanted.": (
            lambda p, Y: np.exp(-np.mean(np.sum(Y * np.log(p), axis=1)))
        ),
        "Only the first row counts. The loss is the mean over all.": (
            lambda p, Y: -np.sum(Y[0] * np.log(p[0]))
        ),
        "Only the last row counts. The loss is the mean over all.": (
            lambda p, Y: -np.sum(Y[-1] * np.log(p[-1]))
        ),
        "ln 10 is rounded to 2.3. np.log gives the natural logarithm at once.": (
            lambda p, Y: -2.3 * np.mean(np.sum(Y * np.log10(p), axis=1))
        ),
        "That is one number a row. The loss is the mean over the rows.": (
            lambda p, Y: -np.sum(Y * np.log(p), axis=1)
        ),
        "You took the logarithm of the targets. They are 0 and 1; the logarithm belongs to p.": (
            lambda p, Y: -(p * np.log(np.maximum(Y, 1e-300))).sum() / len(Y)
        ),
    },
)
def natural_cross_entropy(p, Y):
    """p, Y: (m, n) probabilities and one-hot targets. Return the mean loss, one number."""
    return -np.mean(np.sum(Y * np.log(p), axis=1))


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
        "This is the slope along the probabilities, −Y/p, and its 1/m is lost, too. Along the "
        "scores, softmax and cross-entropy together give (p − Y)/m.": lambda p, Y: -Y / p,
        "Only the right class has a slope in your result. The scores of the others have one, too: "
        "softmax is not elementwise.": lambda p, Y: (p - Y) * Y / len(Y),
        "Only the right class is left, and the 1/m is lost. The scores of the others have a slope, "
        "too.": lambda p, Y: (p - Y) * Y,
        "This is one number, the mean of p − Y: always 0. Each score of each row has a slope of "
        "its own.": lambda p, Y: np.mean(p - Y),
        "You took the mean over the rows. Each row has its own scores, and so its own slopes; "
        "divide by m.": lambda p, Y: (p - Y).mean(axis=0),
        "The slope p(1 − p) comes on top of p − Y. Softmax is already in p − Y.": (
            lambda p, Y: (p - Y) * p * (1 - p) / len(Y)
        ),
        "Your results are rounded to whole numbers: // cuts. Divide with /.": (
            lambda p, Y: (p - Y) // len(Y)
        ),
        "The sign is lost: np.abs makes every slope positive, and each step would lower all "
        "scores.": lambda p, Y: np.abs(p - Y) / len(Y),
        "All slopes are 0: the differences of a row cancel, if they are added up. Each score has a "
        "slope of its own: (p − Y)/m.": lambda p, Y: 0 * p,
        "The 1/m is in p alone: (p − Y)/m needs brackets.": lambda p, Y: p / len(Y) - Y,
        "The 1/m is in Y alone: (p − Y)/m needs brackets.": lambda p, Y: p - Y / len(Y),
        "You divided by 2. The loss is a mean over the m rows: divide by m.": (
            lambda p, Y: (p - Y) / 2
        ),
        "You divided by the root of m. The loss is a mean over the m rows: divide by m.": (
            lambda p, Y: (p - Y) / np.sqrt(len(Y))
        ),
        "A factor p is too much: the slope is (p − Y)/m.": lambda p, Y: (p - Y) * p / len(Y),
        "A factor p is too much, and the sign is still wrong: the slope is (p − Y)/m.": (
            lambda p, Y: (Y - p) * p / len(Y)
        ),
        "The right class has no slope in your result. It has one, too: p − 1, over m.": (
            lambda p, Y: (1 - Y) * p / len(Y)
        ),
        "The targets are added. The slope is (p − Y)/m.": lambda p, Y: (p + Y) / len(Y),
        "p(1 − p) is the slope of a sigmoid. Softmax and cross-entropy together give (p − Y)/m.": (
            lambda p, Y: p * (1 - p) / len(Y)
        ),
        "The slope is p − Y, over m. The differences are not squared.": (
            lambda p, Y: (p - Y) ** 2 / len(Y)
        ),
        "The 1/m enters once.": lambda p, Y: (p - Y) / len(Y) ** 2,
        "The targets are missing: (p − Y)/m.": lambda p, Y: p / len(Y),
        "Everything is twice too large: the slope is (p − Y)/m.": (
            lambda p, Y: 2 * (p - Y) / len(Y)
        ),
        "The sign is still the wrong one: each step would raise the loss.": (
            lambda p, Y: -(p - Y) / len(Y)
        ),
    },
)
def score_slope(p, Y):
    """p, Y: (m, n) probabilities and one-hot targets. Return dz2 = ∂L/∂z2, (m, n)."""
    return (p - Y) / len(Y)


def _slopes(rng):
    m, n = in_turn(rng, (4, 3), (3, 12), (1, 5), (14, 4), (6, 1), (2, 3))
    return (rng.normal(size=(m, n)),)


def _all_entries(dz):
    return np.sum(dz)


@exercise(
    trials=_slopes,
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
        "The signs are lost. Slopes up and down may cancel: add them up as they are.": (
            lambda dz: np.abs(dz).sum(axis=0)
        ),
        "The last row is missing: does the loop end too early?": lambda dz: dz[:-1].sum(axis=0),
        "The first row is missing: where does the loop begin?": lambda dz: dz[1:].sum(axis=0),
        "Only the first row counts: does `return` stand inside the loop?": lambda dz: dz[0],
        "Only the last row counts: is each row added to those before?": lambda dz: dz[-1],
        "That is the largest slope of each column. Add the column up.": lambda dz: dz.max(axis=0),
        "That is the length of each column. Add the column up.": (
            lambda dz: np.linalg.norm(dz, axis=0)
        ),
        "You divided by the number of units. Nothing is to be divided: it is a sum.": (
            lambda dz: dz.sum(axis=0) / dz.shape[1]
        ),
        "The slopes are squared. Add them up as they are.": lambda dz: (dz**2).sum(axis=0),
        "That is the mean of everything, one number. Each unit has a bias of its own.": (
            lambda dz: dz.mean()
        ),
    },
)
def bias_slope(dz):
    """dz: (m, n) slopes along the weighted sums of a layer. Return db, (n,)."""
    return dz.sum(axis=0)


def _sigmoid_layers(rng):
    m = in_turn(rng, 5, 6, 1, 4, 3)
    n = 4  # as many outputs as hidden units: the slip fits by shape, and so does W2 for W2.T
    a1, a2 = (rng.uniform(0.05, 0.95, (m, n)) for _ in range(2))
    return rng.normal(size=(m, n)) - in_turn(rng, 0, 3, -3), rng.normal(size=(n, n)), a1, a2


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
        "The slope is multiplied before the weights, to dz2. It belongs behind them: first "
        "dz2 @ W2.T, then a1(1 − a1).": lambda dz2, W2, a1, a2: (dz2 * a1 * (1 - a1)) @ W2.T,
        "Brackets are missing: … * a1 * 1 − a1 subtracts a1 at the very end. The slope is "
        "a1 * (1 − a1).": lambda dz2, W2, a1, a2: (dz2 @ W2.T) * a1 - a1,
        "That is the slope of the hidden units alone. It is multiplied by da1 = dz2 @ W2.T.": (
            lambda dz2, W2, a1, a2: a1 * (1 - a1)
        ),
        "The slope is added. Multiply da1 by it.": (
            lambda dz2, W2, a1, a2: (dz2 @ W2.T) + a1 * (1 - a1)
        ),
        "The slope is that of the output units, and W2 is left out: dz2 @ W2.T, then a1(1 − a1).": (
            lambda dz2, W2, a1, a2: dz2 * a2 * (1 - a2)
        ),
        "One factor is sigmoid(a1). a1 is the output already: its slope is a1(1 − a1).": (
            lambda dz2, W2, a1, a2: (dz2 @ W2.T) * (1 - a1) / (1 + np.exp(-a1))
        ),
        "A sign is wrong: the slope is a1(1 − a1).": (
            lambda dz2, W2, a1, a2: (dz2 @ W2.T) * a1 * (1 + a1)
        ),
        "a1 is squared: the slope is a1(1 − a1).": lambda dz2, W2, a1, a2: (dz2 @ W2.T) * a1**2,
        "The two factors come from different layers. Both are of the hidden units: a1(1 − a1).": (
            lambda dz2, W2, a1, a2: (dz2 @ W2.T) * a1 * (1 - a2)
        ),
        "The two factors come from different layers; both are of the hidden units: a1(1 − a1).": (
            lambda dz2, W2, a1, a2: (dz2 @ W2.T) * a2 * (1 - a1)
        ),
        "The slope of the output units is in it again: dz2 has gone back through them already.": (
            lambda dz2, W2, a1, a2: ((dz2 * a2 * (1 - a2)) @ W2.T) * a1 * (1 - a1)
        ),
        "Neither is right yet: W2 is not transposed, and the slope is still that of the output "
        "units, a2(1 − a2).": lambda dz2, W2, a1, a2: (dz2 @ W2) * a2 * (1 - a2),
        "W2 is left out. The slopes go back through the weights first: dz2 @ W2.T.": (
            lambda dz2, W2, a1, a2: dz2 * a1 * (1 - a1)
        ),
        "Half of the slope is missing: that of a sigmoid is a1(1 − a1), not a1.": (
            lambda dz2, W2, a1, a2: (dz2 @ W2.T) * a1
        ),
        "Half of the slope is missing: that of a sigmoid is a1(1 − a1), not 1 − a1.": (
            lambda dz2, W2, a1, a2: (dz2 @ W2.T) * (1 - a1)
        ),
        "W2 is not transposed. The way back exchanges rows and columns: dz2 @ W2.T.": (
            lambda dz2, W2, a1, a2: (dz2 @ W2) * a1 * (1 - a1)
        ),
        "This is da1 still. It comes out without any slope, and with ReLU's, (a1 > 0), too: a "
        "sigmoid's output is always above 0. Its slope is a1(1 − a1).": (
            lambda dz2, W2, a1, a2: dz2 @ W2.T
        ),
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


def _tanh_layers(rng):
    sizes = (5, 3, 4, 2), (3, 7, 2, 6), (1, 4, 3, 5), (6, 1, 5, 3), (4, 6, 1, 3), (8, 2, 9, 4)
    m, n_in, n_hidden, n_out = in_turn(rng, *sizes)
    a1 = np.tanh(rng.normal(size=(m, n_hidden)))
    p, Y = rng.dirichlet(np.ones(n_out), m), np.eye(n_out)[rng.integers(0, n_out, m)]
    return rng.normal(size=(m, n_in)), Y, rng.normal(size=(n_hidden, n_out)), a1, p


def _backward(
    X,
    Y,
    W2,
    a1,
    p,
    slope=lambda a: 1 - a**2,
    m=None,
    sign=1,
    bias=np.sum,
    with_p=lambda p: 1,
):
    dz2 = sign * (p - Y) * with_p(p) / (m or len(X))
    dz1 = (dz2 @ W2.T) * slope(a1)
    return X.T @ dz1, bias(dz1, axis=0), a1.T @ dz2, bias(dz2, axis=0)


def _slope_in_dW2(X, Y, W2, a1, p):
    dW1, db1, _, db2 = _backward(X, Y, W2, a1, p)
    return dW1, db1, (a1 * (1 - a1**2)).T @ (p - Y) / len(X), db2


@exercise(
    trials=_tanh_layers,
    hints=[
        "Which line of `backward` knows that the hidden units are ReLUs? What is tanh's slope?",
        "Begin at the end: dz2 is what the network said minus what it should have said, over m. "
        "Then dW2 and db2, then da1, dz1, and with dz1 the same for dW1 and db1.",
        "da1 = dz2 @ W2.T, as before, and dz1 = da1 * (1 - a1**2).",
    ],
    reason="Only one line differs from ReLU: the slope of the hidden units, 1 − a1². Every other "
    "line is the same for any activation.",
    mistakes={
        "You still have ReLU's slope, (a1 > 0). The slope of tanh is 1 − a1².": (
            lambda *arrays: _backward(*arrays, slope=lambda a: a > 0)
        ),
        "The slope of the hidden units is missing: dz1 is da1 times 1 − a1².": (
            lambda *arrays: _backward(*arrays, slope=lambda a: 1)
        ),
        "The slope is 1 − a1², with a square, not 1 − a1.": (
            lambda *arrays: _backward(*arrays, slope=lambda a: 1 - a)
        ),
        "You put a1 into tanh once more. a1 is the output already: its slope is 1 − a1².": (
            lambda *arrays: _backward(*arrays, slope=lambda a: 1 - np.tanh(a) ** 2)
        ),
        "That is the slope of a sigmoid, a1(1 − a1). The slope of tanh is 1 − a1².": (
            lambda *arrays: _backward(*arrays, slope=lambda a: a * (1 - a))
        ),
        "The 1/m is lost: the loss is a mean over the m rows, so dz2 is (p − Y)/m.": (
            lambda *arrays: _backward(*arrays, m=1)
        ),
        "You divided by the number of classes. The loss is a mean over the m rows.": (
            lambda X, Y, W2, a1, p: _backward(X, Y, W2, a1, p, m=Y.shape[1])
        ),
        "The sign is wrong: dz2 is p − Y. With Y − p each step would go uphill.": (
            lambda *arrays: _backward(*arrays, sign=-1)
        ),
        "The biases take the sum over the rows, not the mean: the 1/m is in dz2 already.": (
            lambda *arrays: _backward(*arrays, bias=np.mean)
        ),
        "There is a slope p(1 − p) in dz2. Softmax and cross-entropy together give (p − Y)/m.": (
            lambda *arrays: _backward(*arrays, with_p=lambda p: p * (1 - p))
        ),
        "The hidden slope is in dW2, too. W2 meets the outputs a1 as they are: a1.T @ dz2.": (
            _slope_in_dW2
        ),
        "In the slope of the hidden units a sign is wrong: 1 − a1².": (
            lambda *arrays: _backward(*arrays, slope=lambda a: 1 + a**2)
        ),
        "The slope of the hidden units has lost its 1: 1 − a1².": (
            lambda *arrays: _backward(*arrays, slope=lambda a: a**2)
        ),
        "In the slope of the hidden units a1 is not squared but doubled: 1 − a1².": (
            lambda *arrays: _backward(*arrays, slope=lambda a: 1 - 2 * a)
        ),
        "The targets are missing: dz2 is (p − Y)/m.": (
            lambda X, Y, W2, a1, p: _backward(X, 0 * Y, W2, a1, p)
        ),
        "The biases got the sum over all entries. Each unit has a bias, and a slope, of its own.": (
            lambda *arrays: _backward(*arrays, bias=lambda dz, axis: dz.sum())
        ),
    },
)
def backward_tanh(X, Y, W2, a1, p):
    """X: (m, n_in), Y, p: (m, n_out), W2: (n_hidden, n_out), a1: (m, n_hidden), tanh's outputs."""
    dz2 = (p - Y) / len(X)
    dW2, db2 = a1.T @ dz2, dz2.sum(axis=0)
    da1 = dz2 @ W2.T
    dz1 = da1 * (1 - a1**2)
    dW1, db1 = X.T @ dz1, dz1.sum(axis=0)
    return dW1, db1, dW2, db2
