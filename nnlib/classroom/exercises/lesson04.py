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


def _three_layers(rng):
    sizes = (4, 5, 3, 2), (3, 2, 6, 4), (1, 3, 5, 4), (6, 1, 3, 2), (5, 4, 1, 3), (2, 6, 4, 5)
    m, n1, n2, n3 = in_turn(rng, *sizes)
    a1, a2 = (np.maximum(rng.normal(size=(m, n)) + 0.3, 0) for n in (n1, n2))
    p, Y = rng.dirichlet(np.ones(n3), m), np.eye(n3)[rng.integers(0, n3, m)]
    return Y, rng.normal(size=(n1, n2)), rng.normal(size=(n2, n3)), a1, a2, p


def _is_on(a):
    return a > 0


def _three_back(begin=None, on1=_is_on, on2=_is_on, past_unit=True):
    """The way back, or one with a mistake."""

    def slopes(Y, W2, W3, a1, a2, p):
        dz3 = (p - Y) / len(Y) if begin is None else begin(Y, p)
        da2 = dz3 @ W3.T
        dz2 = da2 * on2(a2)
        da1 = (dz2 if past_unit else da2) @ W2.T
        dz1 = da1 * on1(a1)
        return dz3, dz2, dz1

    return slopes


def _as_is(a):
    return 1


def _mean_at_each_layer(Y, *arrays):
    dz3, dz2, dz1 = _three_back()(Y, *arrays)
    return dz3, dz2 / len(Y), dz1 / len(Y) ** 2


def _weight_slopes(Y, W2, W3, a1, a2, p):
    dz3, dz2, dz1 = _three_back()(Y, W2, W3, a1, a2, p)
    return a2.T @ dz3, a1.T @ dz2, dz1


def _on_where_wanted(Y, W2, W3, a1, a2, p):
    dz3 = (p - Y) / len(Y)
    dz2 = np.maximum(dz3 @ W3.T, 0)
    return dz3, dz2, np.maximum(dz2 @ W2.T, 0)


@exercise(
    trials=_three_layers,
    hints=[
        "Cover the first layer with your hand. What is left is the network of this section: which "
        "of its arrays have other names here? And what is there to do once more?",
        "dz3 takes the place of the old dz2, and is found in the same way. From it you come to da2 "
        "and dz2, and from dz2 to da1 and dz1.",
        "Twice the same two lines: da2 = dz3 @ W3.T and dz2 = da2 * (a2 > 0); then with W2 and a1.",
    ],
    reason="Every hidden layer takes the same two lines: back through the weights behind it, then "
    "through its own ReLU.\nSo a network may have as many layers as one likes.",
    mistakes={
        "The 1/m is missing: the loss is a mean over the m rows, so dz3 carries it, and hands it "
        "on.": _three_back(lambda Y, p: p - Y),
        "The sign is turned round in dz3, and so in all: p − Y.": (
            _three_back(lambda Y, p: (Y - p) / len(Y))
        ),
        "dz3 is divided by the number of classes. A mean over the rows is divided by m.": (
            _three_back(lambda Y, p: (p - Y) / p.shape[1])
        ),
        "The 1/m comes in at every layer. dz3 has it, and hands it on.": _mean_at_each_layer,
        "dz3 is the slope along p. Back through softmax it becomes p − Y, over m.": (
            _three_back(lambda Y, p: -Y / p / len(Y))
        ),
        "There is a p(1 − p) too many in dz3. With the cross-entropy p − Y is all that is left.": (
            _three_back(lambda Y, p: (p - Y) * p * (1 - p) / len(Y))
        ),
        "The errors are squared. The slope is p − Y.": (
            _three_back(lambda Y, p: (p - Y) ** 2 / len(Y))
        ),
        "The slopes of both ReLUs are missing: 1 where a unit is on, 0 where it is off. `>= 0` is "
        "no help, as no a is below 0.": _three_back(on1=_as_is, on2=_as_is),
        "dz1 is da1 still: the slope of the first ReLU is missing.": _three_back(on1=_as_is),
        "dz2 is da2 still: the slope of the second ReLU is missing.": _three_back(on2=_as_is),
        "dz1 goes back from da2. It has to go through the second ReLU as well, so begin with "
        "dz2.": _three_back(past_unit=False),
        "You multiplied by the outputs. The slope of ReLU is 1 where a > 0, however large a is.": (
            _three_back(on1=lambda a: a, on2=lambda a: a)
        ),
        "You asked whether the slopes are above 0. A ReLU is on where its output, a1 or a2, is.": (
            _on_where_wanted
        ),
        "Slopes come through where a unit is off, and not where it is on. Turn that round.": (
            _three_back(on1=lambda a: a == 0, on2=lambda a: a == 0)
        ),
        "That is the slope of a sigmoid, a(1 − a). These are ReLUs.": (
            _three_back(on1=lambda a: a * (1 - a), on2=lambda a: a * (1 - a))
        ),
        "That is the slope of tanh, 1 − a². These are ReLUs.": (
            _three_back(on1=lambda a: 1 - a**2, on2=lambda a: 1 - a**2)
        ),
        "The first two are slopes along the weights. Asked for are those along z3, z2 and z1.": (
            _weight_slopes
        ),
        "Those are slopes along biases. Along the sums each row has its own: leave out the sum.": (
            lambda *arrays: tuple(dz.sum(axis=0) for dz in _three_back()(*arrays))
        ),
    },
)
def back_through_three(Y, W2, W3, a1, a2, p):
    """Y, p: (m, n3), W2: (n1, n2), W3: (n2, n3), a1: (m, n1), a2: (m, n2).

    Return dz3, dz2, dz1.
    """
    dz3 = (p - Y) / len(Y)
    dz2 = (dz3 @ W3.T) * (a2 > 0)
    dz1 = (dz2 @ W2.T) * (a1 > 0)
    return dz3, dz2, dz1


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
