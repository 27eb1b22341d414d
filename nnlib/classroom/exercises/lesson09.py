"""Exercises of lesson 09: standard errors, the whole loss, decay, and folds."""

import math

import numpy as np

from nnlib.classroom.exercises.engine import exercise
from nnlib.classroom.exercises.trials import in_turn


def _share(rng):
    return float(rng.uniform(0.02, 0.99)), float(rng.uniform(0.001, 0.04))


@exercise(
    trials=_share,
    examples=[(0.9, 0.02), (0.1, 0.25)],
    hints=[
        "Which formula gives the standard error of a share q that was measured on m images?",
        "error = √(q(1 − q)/m). Square both sides.",
        "error² = q(1 − q)/m. Exchange m and error².",
    ],
    reason="From error = √(q(1 − q)/m) follows m = q(1 − q)/error²: half the error takes four "
    "times as many images.",
    mistakes={
        "The error is not squared: the m stands under a root.": lambda q, error: (
            q * (1 - q) / error
        ),
        "You took the root of the answer: q(1 − q)/error² is m itself.": (
            lambda q, error: math.sqrt(q * (1 - q)) / error
        ),
        "A root is left over, and error is not squared: square both sides of the formula.": (
            lambda q, error: math.sqrt(q * (1 - q) / error)
        ),
        "Rounded. This exercise wants the number as the formula gives it.": (
            lambda q, error: math.ceil(q * (1 - q) / error**2)
        ),
        "Rounded to a whole number. This exercise wants the number as the formula gives it.": (
            lambda q, error: round(q * (1 - q) / error**2)
        ),
        "Rounded down. This exercise wants the number as the formula gives it.": (
            lambda q, error: int(q * (1 - q) / error**2)
        ),
        "A root is left over in q(1 − q): square both sides of the formula.": (
            lambda q, error: math.sqrt(q * (1 - q)) / error**2
        ),
        "That is for q = ½, where a share varies most. Here q is given.": (
            lambda q, error: 0.25 / error**2
        ),
        "You multiplied by error². A smaller error takes more images: divide.": (
            lambda q, error: q * (1 - q) * error**2
        ),
        "Upside down: that is 1 divided by the number of images.": (
            lambda q, error: error**2 / (q * (1 - q))
        ),
        "That is q − q/error². Are brackets missing round 1 − q?": (
            lambda q, error: q * 1 - q / error**2
        ),
        "A share varies by q(1 − q), not by q².": lambda q, error: q**2 / error**2,
        "Four times too many: `error` is one standard error, not two.": (
            lambda q, error: 4 * q * (1 - q) / error**2
        ),
        "1.96 belongs to an interval that holds 95 %. `error` is one standard error.": (
            lambda q, error: 1.96**2 * q * (1 - q) / error**2
        ),
        "The factor 1 − q is missing: a share varies by q(1 − q).": lambda q, error: q / error**2,
        "The factor q is missing: a share varies by q(1 − q).": (
            lambda q, error: (1 - q) / error**2
        ),
        "The product q(1 − q) must not be squared: it stood under the root already.": (
            lambda q, error: (q * (1 - q) / error) ** 2
        ),
        "This is 1/error², as if q(1 − q) were 1.": lambda q, error: 1 / error**2,
    },
)
def images_needed(q, error):
    """q, error: shares between 0 and 1. Return the number of images."""
    return q * (1 - q) / error**2


def _whole(rng):
    m, n_in, n_hidden, n_out = (int(n) for n in rng.permutation(np.arange(2, 8))[:4])
    m += in_turn(rng, 0, 20)  # all classes are there, or one is missing
    p, Y = rng.dirichlet(np.ones(n_out), m), np.eye(n_out)[rng.integers(0, n_out, m)]
    W1, W2 = rng.normal(size=(n_in, n_hidden)), rng.normal(size=(n_hidden, n_out))
    return p, Y, W1, W2, *rng.permutation([rng.uniform(0.1, 0.3), rng.uniform(0.4, 0.9)]).tolist()


def _entropy(p, Y):
    return -float((Y * np.log(p)).sum() / len(Y))


def _squares(W):
    return float((W**2).sum())


@exercise(
    trials=_whole,
    examples=[
        (
            np.array([[0.5, 0.5]]),
            np.array([[0.0, 1.0]]),
            np.array([[-2.0]]),
            np.array([[-1.0, -3.0]]),
            0.1,
            0.2,
        )
    ],
    hints=[
        "How many terms has the whole loss, and which of them know the batch?",
        "Three: the cross-entropy, one penalty of W1 with l2_in, one of W2 with l2_out.",
        "A penalty is l2 / 2 * (W**2).sum(). The mean over the rows divides by len(Y), not Y.size.",
    ],
    reason="Cross-entropy is a mean over the rows; each penalty is λ/2 times a sum over weights, "
    "and knows nothing of rows.",
    mistakes={
        "The ½ is missing in the penalties: λ/2 times the sum of squares.": (
            lambda p, Y, W1, W2, a, b: _entropy(p, Y) + a * _squares(W1) + b * _squares(W2)
        ),
        "The strengths have changed places: l2_in belongs to W1.": (
            lambda p, Y, W1, W2, a, b: _entropy(p, Y) + b / 2 * _squares(W1) + a / 2 * _squares(W2)
        ),
        "The penalties are divided by the number of rows. They are sums over weights, not rows.": (
            lambda p, Y, W1, W2, a, b: (
                _entropy(p, Y) + (a * _squares(W1) + b * _squares(W2)) / 2 / len(Y)
            )
        ),
        "The cross-entropy is added up over the rows. It is their mean.": (
            lambda p, Y, W1, W2, a, b: (
                len(Y) * _entropy(p, Y) + (a * _squares(W1) + b * _squares(W2)) / 2
            )
        ),
        "You took the mean of the squared weights. The penalty has their sum.": (
            lambda p, Y, W1, W2, a, b: (
                _entropy(p, Y) + (a * np.mean(W1**2) + b * np.mean(W2**2)) / 2
            )
        ),
        "You took the mean over all entries of Y ln p. Add up along a row; the mean goes over the "
        "m rows.": lambda p, Y, W1, W2, a, b: (
            -np.mean(Y * np.log(p)) + (a * _squares(W1) + b * _squares(W2)) / 2
        ),
        "The penalties are subtracted. They make large weights cost something: add them.": (
            lambda p, Y, W1, W2, a, b: _entropy(p, Y) - (a * _squares(W1) + b * _squares(W2)) / 2
        ),
        "The minus of the cross-entropy is missing: it is −Σ Y ln p.": lambda p, Y, W1, W2, a, b: (
            -_entropy(p, Y) + (a * _squares(W1) + b * _squares(W2)) / 2
        ),
        "You squared the sum. Square each weight first, then add up: (W**2).sum().": (
            lambda p, Y, W1, W2, a, b: _entropy(p, Y) + (a * W1.sum() ** 2 + b * W2.sum() ** 2) / 2
        ),
        "l2_in is used for both layers. W2 has a strength of its own, l2_out.": (
            lambda p, Y, W1, W2, a, b: _entropy(p, Y) + a * (_squares(W1) + _squares(W2)) / 2
        ),
        "l2_out is used for both layers. W1 has a strength of its own, l2_in.": (
            lambda p, Y, W1, W2, a, b: _entropy(p, Y) + b * (_squares(W1) + _squares(W2)) / 2
        ),
        "The weights are added up without being squared.": lambda p, Y, W1, W2, a, b: (
            _entropy(p, Y) + (a * W1.sum() + b * W2.sum()) / 2
        ),
        "Those are lengths, the roots of the sums. The penalty has the sum of squares itself.": (
            lambda p, Y, W1, W2, a, b: (
                _entropy(p, Y) + (a * np.linalg.norm(W1) + b * np.linalg.norm(W2)) / 2
            )
        ),
        "log10 is the logarithm to the base 10. The cross-entropy has ln: np.log.": (
            lambda p, Y, W1, W2, a, b: (
                _entropy(p, Y) / math.log(10) + (a * _squares(W1) + b * _squares(W2)) / 2
            )
        ),
        "That is the sum of the sizes |w|. The penalty has the sum of squares.": (
            lambda p, Y, W1, W2, a, b: (
                _entropy(p, Y) + (a * np.abs(W1).sum() + b * np.abs(W2).sum()) / 2
            )
        ),
        "Each strength belongs to one layer. Here both strengths meet both layers.": (
            lambda p, Y, W1, W2, a, b: _entropy(p, Y) + (a + b) / 2 * (_squares(W1) + _squares(W2))
        ),
        "The ½ is missing in the penalty of W2.": lambda p, Y, W1, W2, a, b: (
            _entropy(p, Y) + a / 2 * _squares(W1) + b * _squares(W2)
        ),
        "The ½ is missing in the penalty of W1.": lambda p, Y, W1, W2, a, b: (
            _entropy(p, Y) + a * _squares(W1) + b / 2 * _squares(W2)
        ),
        "The strengths are squared. The penalty is λ/2 times the sum of squared weights.": (
            lambda p, Y, W1, W2, a, b: (
                _entropy(p, Y) + (a**2 * _squares(W1) + b**2 * _squares(W2)) / 2
            )
        ),
        "The first part is not multiplied by Y: only the probability of the right class counts.": (
            lambda p, Y, W1, W2, a, b: (
                -np.mean(np.log(p).sum(axis=1)) + (a * _squares(W1) + b * _squares(W2)) / 2
            )
        ),
        "The first part is the mean of all −ln p. Only the probability of the right class counts: "
        "times Y, and added up along a row.": lambda p, Y, W1, W2, a, b: (
            -np.mean(np.log(p)) + (a * _squares(W1) + b * _squares(W2)) / 2
        ),
        "You took the class that the network says. The cross-entropy asks for the right one: Y.": (
            lambda p, Y, W1, W2, a, b: (
                -np.mean(np.log(p.max(axis=1))) + (a * _squares(W1) + b * _squares(W2)) / 2
            )
        ),
        "That is the cross-entropy of sigmoid outputs, with a part for 1 − p. Here it is −Σ Y ln "
        "p.": lambda p, Y, W1, W2, a, b: (
            _entropy(p, Y) + _entropy(1 - p, 1 - Y) + (a * _squares(W1) + b * _squares(W2)) / 2
        ),
        "The mean went over the classes. Add up along a row; the mean goes over the m rows.": (
            lambda p, Y, W1, W2, a, b: (
                _entropy(p, Y) * len(Y) / Y.shape[1] + (a * _squares(W1) + b * _squares(W2)) / 2
            )
        ),
        "That is squared error with both penalties. Asked is the cross-entropy with them.": (
            lambda p, Y, W1, W2, a, b: (
                _squares(p - Y) / 2 / len(Y) + (a * _squares(W1) + b * _squares(W2)) / 2
            )
        ),
        "That is the penalty of W2 alone. In a loop: is it `=` where `+=` is meant?": (
            lambda p, Y, W1, W2, a, b: b / 2 * _squares(W2)
        ),
        "Those are the penalties alone: the cross-entropy is missing.": (
            lambda p, Y, W1, W2, a, b: (a * _squares(W1) + b * _squares(W2)) / 2
        ),
        "The penalty of W1 is missing.": lambda p, Y, W1, W2, a, b: (
            _entropy(p, Y) + b / 2 * _squares(W2)
        ),
        "That is the cross-entropy alone: the penalties are missing.": (
            lambda p, Y, W1, W2, a, b: _entropy(p, Y)
        ),
        "The penalty of W2 is missing.": lambda p, Y, W1, W2, a, b: (
            _entropy(p, Y) + a / 2 * _squares(W1)
        ),
    },
)
def total_loss(p, Y, W1, W2, l2_in, l2_out):
    """p, Y: (m, n_out); W1: (n_in, n_hidden); W2: (n_hidden, n_out). Return one number."""
    cross_entropy = -(Y * np.log(p)).sum() / len(Y)
    return cross_entropy + l2_in / 2 * (W1**2).sum() + l2_out / 2 * (W2**2).sum()


def _rates(rng):
    # The exact number of steps stays clear of a whole number: no last bit decides. For some inputs
    # it lies above, where rounding to the nearest and counting growth go wrong; for the others
    # below, where the approximation does.
    above = rng.integers(2)
    while True:
        lr, l2 = rng.permutation([rng.uniform(0.05, 0.5), rng.uniform(0.01, 0.3)]).tolist()
        exact = math.log(0.5) / math.log(1 - lr * l2)
        if above and 0.05 < exact % 1 < 0.25:
            return lr, l2
        if not above and 0.72 < exact % 1 < 0.9 and int(math.log(2) / (lr * l2)) > int(exact):
            return lr, l2


def _half(lr, l2):
    return math.log(0.5) / math.log(1 - lr * l2)


def _double(lr, l2):
    return math.log(2) / math.log(1 + lr * l2)


@exercise(
    trials=_rates,
    examples=[(0.5, 0.5), (0.1, 0.4), (0.2, 0.01), (0.4, 0.47), (0.4, 0.354), (0.25, 0.35)],
    further={
        "Right while few steps are enough. For small lr · λ it takes thousands: does a loop stop "
        "too early?": [(0.05, 0.01), (0.01, 0.002)],
        "Right where lr and λ are below 1. Either may be larger: only lr * l2 is below 0.5.": [
            (3.0, 0.1),
            (0.1, 2.0),
        ],
    },
    hints=[
        "By which number does one step multiply the weight? And n steps?",
        "By (1 − lr · λ) ** n. From which n on is that 0.5 or below?",
        "n = ln 0.5 / ln(1 − lr · λ), rounded up: int(np.ceil(…)). A loop that counts is as good.",
    ],
    reason="n steps multiply by (1 − lr · λ)ⁿ, so n is ln 0.5 / ln(1 − lr · λ), rounded up.\n"
    "For small lr · λ that is near 0.69 / (lr · λ).",
    mistakes={
        "Too few, as if rounded down: after so many steps the weight is still above half.": (
            lambda lr, l2: int(_half(lr, l2))
        ),
        "Rounded to the nearest. Where that goes down, the weight is still above half.": (
            lambda lr, l2: round(_half(lr, l2))
        ),
        "Not a whole number. Which is the first whole number of steps that is enough?": _half,
        "One step too many: the weight was at half or below a step before.": (
            lambda lr, l2: math.ceil(_half(lr, l2)) + 1
        ),
        "1 + lr · λ makes the weight grow: that counts steps to its double. A step multiplies by "
        "1 − lr · λ.": lambda lr, l2: math.ceil(_double(lr, l2)),
        "1 + lr · λ makes the weight grow: these are the steps to its double, rounded down. A step "
        "multiplies by 1 − lr · λ.": lambda lr, l2: math.floor(_double(lr, l2)),
        "With 1 + lr · λ the weight grows, and only a negative number of steps would halve it. A "
        "step multiplies by 1 − lr · λ.": lambda lr, l2: math.ceil(-_double(lr, l2)),
        "As if each step took the same amount away. It takes a share of what is left.": (
            lambda lr, l2: math.ceil(0.5 / (lr * l2))
        ),
        "The learning rate is missing: a step multiplies by 1 − lr · λ.": (
            lambda lr, l2: math.ceil(math.log(0.5) / math.log(1 - l2))
        ),
        "The factor is 1 − lr · λ, not 1 − lr · λ/2: the slope of λ/2 · w² is λw.": (
            lambda lr, l2: math.ceil(math.log(0.5) / math.log(1 - lr * l2 / 2))
        ),
        "The factor is 1 − lr · λ, not 1 − 2 · lr · λ.": (
            lambda lr, l2: (
                math.ceil(math.log(0.5) / math.log(1 - 2 * lr * l2)) if lr * l2 < 0.49 else 1
            )
        ),
        "λ is missing: a step multiplies by 1 − lr · λ.": (
            lambda lr, l2: math.ceil(math.log(0.5) / math.log(1 - lr))
        ),
        "That is close, but an approximation for small lr · λ: ln(1 − lr · λ) is not quite "
        "−lr · λ.": lambda lr, l2: math.ceil(math.log(2) / (lr * l2)),
        "That is nearly right for small lr · λ, and rounded to the nearest. ln(1 − lr · λ) is not "
        "quite −lr · λ, and half has to be reached: round up.": (
            lambda lr, l2: round(math.log(2) / (lr * l2))
        ),
        "That is nearly right for small lr · λ, and rounded down. ln(1 − lr · λ) is not quite "
        "−lr · λ, and half has to be reached: round up.": (
            lambda lr, l2: int(math.log(2) / (lr * l2))
        ),
        "Two logarithms are mixed: np.log has the base e, np.log2 and np.log10 have others.": (
            lambda lr, l2: math.ceil(-1 / math.log(1 - lr * l2))
        ),
        "That is the number of steps to a quarter.": (
            lambda lr, l2: math.ceil(math.log(0.25) / math.log(1 - lr * l2))
        ),
        "Always 1. In a formula: is it the logarithm of lr · λ instead of 1 − lr · λ? In a loop: "
        "does `return` stand inside it, so that the first step ends it?": lambda lr, l2: 1,
        "Always 0. In a loop: does it ever start? It has to go on while the weight is above half. "
        "In a formula: is it the logarithm of lr · λ instead of 1 − lr · λ?": lambda lr, l2: 0,
    },
)
def steps_to_half(lr, l2):
    """lr, l2: numbers above 0, lr * l2 below 0.5. Return the number of steps, an int."""
    return int(np.ceil(np.log(0.5) / np.log(1 - lr * l2)))


def _step(rng):
    n_in, n_out = (int(n) for n in rng.permutation(np.arange(1, 8))[:2])
    W, dW = rng.normal(size=(2, n_in, n_out))
    b, db = rng.normal(size=(2, n_out))
    return W, b, dW, db, float(rng.uniform(0.1, 0.9)), float(rng.uniform(0.1, 0.9))


def _decay(W, b, dW, db, lr, l2, of_W=1.0, of_b=0.0):
    return W - lr * (dW + of_W * l2 * W), b - lr * (db + of_b * l2 * b)


def _after(w, dw, lr, l2):
    return (1 - lr * l2) * (w - lr * dw)


def _given_step(W, b, dW, db, lr, l2):
    shrink = 1 - lr * l2
    W_new = shrink * (W - lr * dW)
    b_new = shrink * (b - lr * db)
    return W_new, b_new


@exercise(
    trials=_step,
    examples=[
        (
            np.array([[2.0], [-1.0]]),
            np.array([0.5]),
            np.array([[1.0], [3.0]]),
            np.array([-2.0]),
            0.5,
            0.2,
        ),
        (
            np.array([[1.0, -3.0]]),
            np.array([0.25, 1.5]),
            np.array([[-1.0, 2.0]]),
            np.array([1.0, 2.0]),
            0.1,
            0.8,
        ),
    ],
    given=_given_step,
    hints=[
        "Multiply both out: W − lr(dW + λW), and the line for W_new. Which term is too much?",
        "The given line has lr · λ · lr · dW besides: it shrinks the data's part of the step, too.",
        "Only W is multiplied by 1 − lr · λ. And for b: does the penalty contain it?",
    ],
    reason="W − lr(dW + λW) is (1 − lr · λ)W − lr · dW: W shrinks, the data's step does not, and "
    "biases do not.",
    mistakes={
        "The biases are right. But the data's part of the step still shrinks with W: only W itself "
        "is multiplied by 1 − lr · λ.": lambda W, b, dW, db, lr, l2: (
            _after(W, dW, lr, l2),
            b - lr * db,
        ),
        "The weights are right. The biases are as they were given: the penalty does not contain "
        "them.": lambda W, b, dW, db, lr, l2: (
            _decay(W, b, dW, db, lr, l2)[0],
            _after(b, db, lr, l2),
        ),
        "The weights are right. But the biases still decay: the penalty does not contain them.": (
            lambda *args: _decay(*args, of_b=1)
        ),
        "The weights no longer decay at all. Their slope has the part λW.": (
            lambda *args: _decay(*args, of_W=0)
        ),
        "λW is there twice: the ½ of the penalty takes the 2 of the square.": (
            lambda *args: _decay(*args, of_W=2)
        ),
        "The slope of λ/2 · W² is λW: the ½ is used up by the 2 of the square.": (
            lambda *args: _decay(*args, of_W=0.5)
        ),
        "The sign of λW is wrong: the weights grow. The slope of the penalty is added to dW.": (
            lambda *args: _decay(*args, of_W=-1)
        ),
        "The learning rate is missing at the decay: a step multiplies W by 1 − lr · λ.": (
            lambda *args: _decay(*args, of_W=1 / args[4])
        ),
        "The weights grow: + λW, and without the learning rate. A step takes lr · λW away.": (
            lambda *args: _decay(*args, of_W=-1 / args[4])
        ),
        "Uphill: both steps add lr times the slope. A step of descent subtracts it.": (
            lambda W, b, dW, db, lr, l2: _decay(W, b, dW, db, -lr, l2)
        ),
        "The learning rate is missing at dW and db: only W is multiplied by 1 − lr · λ, but the "
        "data's step is still lr times the gradient.": lambda W, b, dW, db, lr, l2: (
            (1 - lr * l2) * W - dW,
            b - db,
        ),
        "The data's step shrinks, and W does not. It is W that is multiplied by 1 − lr · λ.": (
            lambda W, b, dW, db, lr, l2: (W - lr * (1 - lr * l2) * dW, b - lr * db)
        ),
        "W is squared in the step. The slope of λ/2 · W² is λW.": (
            lambda W, b, dW, db, lr, l2: (W - lr * (dW + l2 * W**2), b - lr * db)
        ),
        "The slope of the penalty is λW, not λ: large weights shrink more.": (
            lambda W, b, dW, db, lr, l2: (W - lr * (dW + l2), b - lr * db)
        ),
        "All weights move by the same amount towards 0. The slope of λ/2 · W² is λW: large weights "
        "shrink more.": lambda W, b, dW, db, lr, l2: (
            W - lr * (dW + l2 * np.sign(W)),
            b - lr * db,
        ),
        "The decay is right. But the data's part goes uphill: a step subtracts lr times the "
        "gradient.": lambda W, b, dW, db, lr, l2: ((1 - lr * l2) * W + lr * dW, b + lr * db),
        "The weights are right. But the biases stand still: they take their step, too, without the "
        "decay.": lambda W, b, dW, db, lr, l2: (_decay(W, b, dW, db, lr, l2)[0], b),
        "dW and db are divided by the number of rows of W. They are gradients of a mean "
        "already.": lambda W, b, dW, db, lr, l2: _decay(W, b, dW / len(W), db / len(W), lr, l2),
    },
)
def decay_step(W, b, dW, db, lr, l2):
    """W, dW: (n_in, n_out); b, db: (n_out,). Return the new W and the new b."""
    W_new = (1 - lr * l2) * W - lr * dW
    b_new = b - lr * db
    return W_new, b_new


def _order(rng):
    k = int(rng.integers(4, 7))
    m = k * int(rng.integers(4, 7)) + in_turn(rng, 1, 2, k - 1, 0)
    # Numbers that are not the places 0 to m − 1, so that the two cannot be taken for each other.
    return rng.permutation(m + 20)[:m], k, in_turn(rng, 1, k - 1, k - 2)


def _split(order, k, j):
    folds = np.array_split(order, k)
    return np.concatenate([fold for i, fold in enumerate(folds) if i != j]), folds[j]


def _cut(order, k, j):
    size = len(order) // k
    place = slice(j * size, (j + 1) * size)
    return np.delete(order, place), order[place]


def _rounded_up(order, k, j):
    size = math.ceil(len(order) / k)
    place = slice(j * size, (j + 1) * size)
    return np.delete(order, place), order[place]


def _rest_to_the_last(order, k, j):
    size = len(order) // k
    place = slice(j * size, (j + 1) * size if j < k - 1 else None)
    return np.delete(order, place), order[place]


def _the_rest_nowhere(order, k, j):
    return _cut(order[: len(order) // k * k], k, j)


def _rounded(order, k, j):
    place = slice(round(j * len(order) / k), round((j + 1) * len(order) / k))
    return np.delete(order, place), order[place]


def _larger_anywhere(order, k, j):
    place = slice(j * len(order) // k, (j + 1) * len(order) // k)
    return np.delete(order, place), order[place]


def _larger_last(order, k, j):
    sizes = [len(fold) for fold in np.array_split(order, k)][::-1]
    place = slice(sum(sizes[:j]), sum(sizes[: j + 1]))
    return np.delete(order, place), order[place]


@exercise(
    trials=_order,
    examples=[
        (np.array([6, 2, 0, 5, 1, 3, 4]), 3, 1),
        (np.array([8, 3, 5, 9]), 2, 1),
        (np.array([7, 2, 9, 4, 8, 6]), 4, 1),
        (np.array([9, 3, 8, 0, 6, 5, 1, 7, 2, 4]), 4, 2),
    ],
    further={
        "Right for most runs, but not for run 0, which measures on the first fold.": [
            (np.array([6, 2, 0, 5, 1, 3, 4]), 3, 0),
            (np.array([7, 4, 1]), 2, 0),
        ],
        "Right for most runs, but not where there are as few images as folds, or fewer.": [
            (np.array([4, 7, 2]), 3, 1),
            (np.array([9, 4]), 4, 1),
        ],
    },
    hints=[
        "Seven images, three folds: how large is each? (3, 2 and 2.) Which function of NumPy cuts "
        "an array into nearly equal parts?",
        "np.array_split(order, k) gives the folds. Fold j is held out; join the others.",
        "np.concatenate([fold for i, fold in enumerate(folds) if i != j])",
    ],
    reason="np.array_split cuts at the right places; what is not in fold j is learned from.",
    mistakes={
        "The two have changed places: run j measures on fold j, and learns from the others.": (
            lambda order, k, j: _split(order, k, j)[::-1]
        ),
        "With m // k images a fold the last images are in no fold. The first m % k folds hold one "
        "more.": _cut,
        "With m // k images a fold the last images are in no fold, and are not learned from. The "
        "first m % k folds hold one more.": _the_rest_nowhere,
        "Rounded boundaries put the larger folds anywhere. They shall come first.": _rounded,
        "With m / k rounded up the last fold gets what is left, which may be far less. Sizes shall "
        "differ by one at most: the first m % k folds hold m // k + 1.": _rounded_up,
        "The sizes differ by one at most, but the larger folds do not come first.": (
            _larger_anywhere
        ),
        "The larger folds come last. They shall come first.": _larger_last,
        "You sorted `order`. It was shuffled on purpose: cut it as it stands.": (
            lambda order, k, j: _split(np.sort(order), k, j)
        ),
        "You counted the runs from 1. Run 0 measures on the first fold.": (
            lambda order, k, j: _split(order, k, j - 1)
        ),
        "The last fold takes all that is left over. Sizes shall differ by one at most: the first "
        "m % k folds hold one more.": _rest_to_the_last,
        "What it learns from stands in another order: first the folds before fold j, then those "
        "after it.": lambda order, k, j: (
            np.concatenate([*np.array_split(order, k)[j + 1 :], *np.array_split(order, k)[:j]]),
            np.array_split(order, k)[j],
        ),
        "It learns only from the folds before fold j. Those after it belong to it, too.": (
            lambda order, k, j: (
                np.concatenate(np.array_split(order, k)[:j]),
                np.array_split(order, k)[j],
            )
        ),
        "What it learns from is still a list of folds. np.concatenate joins them.": (
            lambda order, k, j: (
                [fold for i, fold in enumerate(np.array_split(order, k)) if i != j],
                np.array_split(order, k)[j],
            )
        ),
        "The folds are taken from the end. Run 0 measures on the first fold.": (
            lambda order, k, j: _split(order, k, k - 1 - j)
        ),
        "Those are the places in `order`, not the numbers that stand there.": (
            lambda order, k, j: _split(np.arange(len(order)), k, j)
        ),
        "What it learns from is sorted. It shall stand in the order of `order`.": (
            lambda order, k, j: tuple(
                f(a) for f, a in zip((np.sort, np.array), _split(order, k, j))
            )
        ),
        "Every k-th image is held out. A fold is one piece of `order`, without holes.": (
            lambda order, k, j: (np.delete(order, slice(j, None, k)), order[j::k])
        ),
        "It learns from all images, those of fold j too. So nothing is held out.": (
            lambda order, k, j: (order, _split(order, k, j)[1])
        ),
    },
)
def split(order, k, j):
    """order: (m,) numbers of images; k folds; run j, from 0. Return learn, held."""
    folds = np.array_split(order, k)
    learn = np.concatenate([fold for i, fold in enumerate(folds) if i != j])
    held = folds[j]
    return learn, held
