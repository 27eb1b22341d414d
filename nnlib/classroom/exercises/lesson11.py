"""Exercises of lesson 11: the bug hunt."""

from itertools import product

import numpy as np

from nnlib.activations import sigmoid, softmax
from nnlib.classroom.exercises.engine import exercise, value_exercise
from nnlib.classroom.exercises.terms import in_words, varied
from nnlib.classroom.exercises.trials import in_turn
from nnlib.data import one_hot


def _gradients(rng):
    sizes = rng.permutation(np.arange(1, 7))
    shapes = (sizes[:2], sizes[1:2], sizes[1:3], sizes[2:3], sizes[2:4], sizes[3:4])
    shapes = shapes[: in_turn(rng, 4, 2, 6, 3)]
    return [rng.normal(size=shape) for shape in shapes], float(rng.uniform(1e-4, 1e-2))


def _lengths(gradients):
    return sum(np.sqrt((g**2).sum()) for g in gradients)


@exercise(
    trials=_gradients,
    examples=[
        ([np.array([[3.0], [0.0]]), np.array([-4.0])], 0.01),
        ([np.array([[1.0, -2.0]])], 0.1),
    ],
    hints=[
        "A single weight has the slope g. The step moves it by how much? And the loss, by slope "
        "times that?",
        "One weight: it moves by −lr · g, and the loss changes by g · (−lr · g). All weights move "
        "in the same step: what becomes of their changes?",
        "Add up −lr · g² over every number in every array.",
    ],
    reason="Each parameter moves by −lr · g and changes the loss by −lr · g²; the changes add up.",
    mistakes={
        "The step goes downhill: the change is below 0.": (
            lambda gradients, lr: lr * sum((g**2).sum() for g in gradients)
        ),
        "Squares are missing. The slope counts twice: it says how far the weight moves, and how "
        "much the loss changes on the way.": (
            lambda gradients, lr: -lr * sum(g.sum() for g in gradients)
        ),
        "You added up the sizes |g|. A parameter moves by −lr · g, and the loss changes by its "
        "slope g times that: −lr · g².": (
            lambda gradients, lr: -lr * sum(np.abs(g).sum() for g in gradients)
        ),
        "You took the square of the whole sum. Each parameter's own slope is squared.": (
            lambda gradients, lr: -lr * sum(g.sum() for g in gradients) ** 2
        ),
        "You took the square of the sum. Each parameter's own slope is squared.": (
            lambda gradients, lr: -lr * sum(g.sum() ** 2 for g in gradients)
        ),
        "You took the length of each gradient. It is the square of the length: no root.": (
            lambda gradients, lr: -lr * _lengths(gradients)
        ),
        "You took the length of the whole gradient. It is the square of the length: no root.": (
            lambda gradients, lr: -lr * np.sqrt(sum((g**2).sum() for g in gradients))
        ),
        "You took a mean. All parameters move at once, and their changes add up.": (
            lambda gradients, lr: -lr * sum((g**2).mean() for g in gradients)
        ),
        "Only the first array is counted. Weights and biases of every layer move.": (
            lambda gradients, lr: -lr * (gradients[0] ** 2).sum()
        ),
        "Only the last array is counted. In a loop: is it `=` where `+=` is meant?": (
            lambda gradients, lr: -lr * (gradients[-1] ** 2).sum()
        ),
        "The biases are left out. They move, too.": (
            lambda gradients, lr: -lr * sum((g**2).sum() for g in gradients if g.ndim == 2)
        ),
        "That is one change for each array. All parameters move at once: add them up.": (
            lambda gradients, lr: [-lr * (g**2).sum() for g in gradients]
        ),
        "That is how each parameter moves. The loss changes by its slope times that, and all "
        "changes add up.": lambda gradients, lr: [-lr * g for g in gradients],
        "You took the mean over the arrays. All parameters move at once: add their changes up.": (
            lambda gradients, lr: -lr * np.mean([(g**2).sum() for g in gradients])
        ),
        "Half of it: g² here is slope times distance, not the ½ g² of a squared error.": (
            lambda gradients, lr: -lr / 2 * sum((g**2).sum() for g in gradients)
        ),
        "The sign and the squares: each parameter moves by −lr · g, and the loss changes by its "
        "slope g times that.": lambda gradients, lr: lr * sum(g.sum() for g in gradients),
        "You added up the lengths, and squared then. Square each parameter's slope, and add up.": (
            lambda gradients, lr: -lr * _lengths(gradients) ** 2
        ),
        "g @ g.T holds products of different numbers, too. Square each number: g**2.": (
            lambda gradients, lr: -lr * sum((g @ g.T).sum() for g in gradients)
        ),
        "lr stands there squared. The slope is what counts twice; lr is in the step once.": (
            lambda gradients, lr: -(lr**2) * sum((g**2).sum() for g in gradients)
        ),
        "lr is missing: half the rate, half the change.": (
            lambda gradients, lr: -sum((g**2).sum() for g in gradients)
        ),
    },
)
def expected_change(gradients, lr):
    """gradients: a list of arrays. Return how much a small step should change the loss."""
    return -lr * sum((g**2).sum() for g in gradients)


def _widths(rng):
    n = int(rng.integers(4, 60))
    return in_turn(rng, (n, n), (n, 1), (1, n), (n + 3, n), (2 * n, n), (n, 2 * n))


@exercise(
    trials=_widths,
    examples=[(10, 10), (60, 10), (30, 1), (1, 10), (1, 1), (10, 60), (7, 10), (8, 5)],
    hints=[
        "Which shapes have da1 and p? When does NumPy multiply them element by element, and when "
        "does it stretch one of them first?",
        "(m, n_hidden) times (m, n_out) works if the widths are equal, or if one of them is 1: "
        "that one is stretched. But then W1 has to take the result.",
        "With one hidden unit W1 has one column, and X.T @ dz1 has n_out of them: `-=` refuses. "
        "With one output unit the result has the shape of da1, and nobody complains.",
    ],
    reason="Equal widths fit, and a single output unit is stretched over all hidden units: both "
    "are silent. A single hidden unit is stretched, too, but then W1 cannot take the step.",
    mistakes={
        "One case is missing: with a single output unit NumPy stretches its column over all "
        "hidden units, and nobody complains.": lambda n_hidden, n_out: n_hidden == n_out,
        "One case too many: with a single hidden unit the product has n_out columns, and W1 has "
        "one: `-=` raises an error.": (
            lambda n_hidden, n_out: n_hidden == n_out or 1 in (n_hidden, n_out)
        ),
        "Equal widths fit, too: then every number finds a partner, the wrong one.": (
            lambda n_hidden, n_out: n_out == 1
        ),
        "It is the other way round: True where Python says nothing.": (
            lambda n_hidden, n_out: not (n_hidden == n_out or n_out == 1)
        ),
        "It is the other width: a single output unit is stretched without a word. With a single "
        "hidden unit, W1 cannot take the step.": (
            lambda n_hidden, n_out: n_hidden == n_out or n_hidden == 1
        ),
        "Two things: equal widths fit, too. And with a single hidden unit the product has n_out "
        "columns, and W1 has one.": lambda n_hidden, n_out: 1 in (n_hidden, n_out),
        "Two things: equal widths fit, too. And it is a single output unit that is stretched "
        "without a word; with a single hidden unit W1 cannot take the step.": (
            lambda n_hidden, n_out: n_hidden == 1
        ),
        "Fewer outputs than hidden units do not fit: NumPy stretches ones alone.": (
            lambda n_hidden, n_out: n_hidden >= n_out
        ),
        "More outputs than hidden units do not fit: NumPy stretches ones alone.": (
            lambda n_hidden, n_out: n_hidden <= n_out
        ),
        "Some of these steps run: with equal widths nobody complains.": (
            lambda n_hidden, n_out: False
        ),
        "Not every pair of widths fits: 60 and 10, say, raise an error.": (
            lambda n_hidden, n_out: True
        ),
        "A width that is a multiple of the other does not fit: NumPy stretches ones alone.": (
            lambda n_hidden, n_out: n_hidden % n_out == 0
        ),
    },
)
def is_silent(n_hidden, n_out):
    """Return True if the whole step runs without an error, False if it raises one."""
    return n_hidden == n_out or n_out == 1


def _slopes_and_probabilities(rng):
    n = int(rng.integers(6, 9))
    m = in_turn(rng, n - 3, n - 1, n + 2)
    return rng.normal(size=(m, n)), rng.dirichlet(np.ones(n), m)


def _element_by_element(dp, p):
    return dp * p * (1 - p)


@exercise(
    trials=_slopes_and_probabilities,
    examples=[
        (np.array([[-1.0, -2.0]]), np.array([[0.25, 0.75]])),
        (np.array([[3.0, 1.0, 2.0]] * 2), np.array([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]])),
    ],
    given=_element_by_element,
    hints=[
        "Raise one score. Which probabilities change: one, or all of its row?",
        "The Jacobian of lesson 04: p(1 − p) on its diagonal, and −p_j p_k everywhere else. What "
        "is left out here is everything off the diagonal.",
        "Along a row: dz_k = Σ_j dp_j p_j (1 if j = k, else 0) − Σ_j dp_j p_j p_k.",
        "So dz = p · (dp − s), where s is the sum of dp · p over the row, as a column.",
    ],
    reason="One score changes every probability of its row: dz = p (dp − Σ dp p), with the sum "
    "over the row.",
    mistakes={
        "This is still the diagonal alone: p(1 − p). Each score also changes the other "
        "probabilities of its row.": lambda dp, p: dp * (p - p**2),
        "The sum went over a column. The probabilities of one example are a row: axis 1.": (
            lambda dp, p: p * (dp - (dp * p).sum(axis=0))
        ),
        "The sum went over the whole batch. Examples have nothing to do with each other: axis 1.": (
            lambda dp, p: p * (dp - (dp * p).sum())
        ),
        "The slopes in the sum are not weighted: it is the sum of dp · p.": (
            lambda dp, p: p * (dp - dp.sum(axis=1, keepdims=True))
        ),
        "You took the mean of dp over the row. It is the sum of dp · p: the probabilities are the "
        "weights.": lambda dp, p: p * (dp - dp.mean(axis=1, keepdims=True)),
        "You took the mean of dp · p. It is the sum over the row.": (
            lambda dp, p: p * (dp - (dp * p).mean(axis=1, keepdims=True))
        ),
        "The factor p in front is missing: dz = p · (dp − …).": (
            lambda dp, p: dp - (dp * p).sum(axis=1, keepdims=True)
        ),
        "The sign inside is wrong: off the diagonal stands −p_j p_k.": (
            lambda dp, p: p * (dp + (dp * p).sum(axis=1, keepdims=True))
        ),
        "That is dp · p alone. Each score also changes the other probabilities of its row.": (
            lambda dp, p: dp * p
        ),
        "What a score does to its own probability is taken away twice: p(1 − p) has a −p² in it, "
        "and so has the sum.": lambda dp, p: (
            dp * p * (1 - p) - p * (dp * p).sum(axis=1, keepdims=True)
        ),
        "You took the largest of dp · p. It is the sum over the row.": (
            lambda dp, p: p * (dp - (dp * p).max(axis=1, keepdims=True))
        ),
        "The sum is taken of dp · p², with a p too many.": (
            lambda dp, p: p * (dp - (dp * p**2).sum(axis=1, keepdims=True))
        ),
        "There is a p too many in front: dz = p · (dp − …).": (
            lambda dp, p: p**2 * (dp - (dp * p).sum(axis=1, keepdims=True))
        ),
        "Only the first row is filled. Does `return` stand inside the loop?": (
            lambda dp, p: (
                p * (dp - (dp * p).sum(axis=1, keepdims=True)) * (np.arange(len(p)) == 0)[:, None]
            )
        ),
        "Of the sum over j only the last term is left. In a loop: is it `=` where `+=` is meant?": (
            lambda dp, p: dp[:, -1:] * p[:, -1:] * ((np.arange(p.shape[1]) == p.shape[1] - 1) - p)
        ),
        "The sum is taken away, and not yet multiplied by p: each score gets its own share, p "
        "times the sum.": lambda dp, p: p * dp - (dp * p).sum(axis=1, keepdims=True),
    },
)
def softmax_slope(dp, p):
    """dp = ∂L/∂p and p: (m, n). Return dz = ∂L/∂z, (m, n)."""
    return p * (dp - (dp * p).sum(axis=1, keepdims=True))


ENOUGH = 2e-3  # three digits: 2.30 and 46.1


def _first_losses(n, m):
    """The first losses of three programs with n classes, on m images."""
    classes, images = in_words(n), in_words(m)
    p = "0.1" if n == 10 else f"1/{n}"
    share = p if n == 10 else f"({p})"
    ln, log10 = float(np.log(n)), float(np.log10(n))
    second = "1, exactly" if n == 10 else f"{log10:.4f}"
    return value_exercise(
        "first_losses",
        (ln, log10, m * ln),
        answer=f"first_losses = (np.log({n}), np.log10({n}), {m} * np.log({n}))",
        hints=[
            f"{classes.capitalize()} classes, all equally probable: what is p for the right class?",
            f"p = {p} in every example, so the mean of −ln p is −ln {share} = ln {n}.",
            f"The second: −log₁₀ {share}. Ten to which power is {p}? The third adds {images} times "
            "the first.",
        ],
        reason=f"−ln {share} = {ln:.4f}; −log₁₀ {share} = {second}; {images} times {ln:.4f} is "
        f"{m * ln:.2f}. Three programs, told apart before the first step.",
        mistakes={
            f"The first two are exchanged: {ln:.4f} is the natural logarithm.": (
                log10,
                ln,
                m * ln,
            ),
            f"The signs are lost: the logarithm of {p} is below 0, so minus it is above 0.": (
                -ln,
                -log10,
                -m * ln,
            ),
            f"The third program adds up {images} examples, not {classes}.": (ln, log10, n * ln),
            "The third program has lost its 1/m: its sum is larger than the mean, by m.": (
                ln,
                log10,
                ln / m,
            ),
            "The third program takes the natural logarithm again, and adds.": (
                ln,
                log10,
                m * log10,
            ),
            f"The third program forgets to divide: it prints the sum over {images} images.": (
                ln,
                log10,
                ln,
            ),
            f"The second is −log₁₀ {share}. Ten to which power is {p}?": (ln, 1 / ln, m * ln),
            "The second program takes the logarithm to the base 10.": (ln, ln, m * ln),
            "Three programs, three numbers: the second takes the base 10, and the third does not "
            "divide.": (ln, ln, ln),
            f"{images.capitalize()} images are not {images} classes: each class has the "
            f"probability 1/{n}.": (float(np.log(m)), float(np.log10(m)), m * float(np.log(m))),
            f"Those are means over all {classes} classes. The loss of an image is −ln p of the "
            "right one.": (ln / n, log10 / n, m * ln / n),
            f"All {classes} classes are added up. The loss of an image is −ln p of the right one "
            "alone.": (n * ln, n * log10, n * m * ln),
            f"The third adds up −ln p of the right class alone, over {images} images.": (
                ln,
                log10,
                n * m * ln,
            ),
            "The second program takes the base 10, not 2.": (ln, float(np.log2(n)), m * ln),
            f"The right class has the probability 1/{n} before training, not 1/2.": (
                float(np.log(2)),
                float(np.log10(2)),
                m * float(np.log(2)),
            ),
        },
        tolerance=ENOUGH,
    )


def _in_three_digits(n, m):
    """Whether the three losses, written with three digits, are taken."""
    losses = np.log(n), np.log10(n), m * np.log(n)
    return all(abs(float(f"{loss:.3g}") - loss) < ENOUGH * loss for loss in losses)


first_losses = varied(
    _first_losses,
    (10, 20),
    others=[
        (n, m)
        for n, m in product((5, 6, 7, 8, 12, 15, 16, 24, 26, 30), (25, 40, 50, 60, 64, 80))
        if _in_three_digits(n, m)
    ],
    asks=lambda n, m: (
        "classify ten digits" if n == 10 else f"classify images into {n} classes",
        f"a batch of {m} images",
    ),
)


def _scores_after(W, X, y, lr, n):
    """The weights in the end, and the accuracies before the first step and after each of the n."""
    Y, scores = one_hot(y, W.shape[1]), []
    for step in range(n + 1):
        p = softmax(X @ W)
        scores.append(float(np.mean(p.argmax(axis=1) == y)))
        if step < n:
            W = W - lr * X.T @ (p - Y) / len(X)
    return W, scores


def _short_training(rng):
    while True:  # until the last scores, and the first, can be told apart
        n_in, n_classes = int(rng.integers(2, 7)), int(rng.integers(3, 6))
        m, n = in_turn(rng, (30, 4), (41, 3), (25, 5))
        X, W = rng.normal(size=(m, n_in)), rng.normal(size=(n_in, n_classes))
        y, lr = rng.integers(in_turn(rng, 0, 1), n_classes, m), float(rng.uniform(2, 4))
        _, scores = _scores_after(W, X, y, lr, n + 1)
        if len({*scores[-3:], scores[0], max(scores), np.mean(scores[:-2])}) == 6:
            return W, X, y, lr, n


def _scored(change=lambda *arguments: arguments, score=lambda scores: scores[-1]):
    """A training with something changed, and its weights with one of its scores."""

    def train(W, X, y, lr, n):
        W, scores = _scores_after(*change(W, X, y, lr, n))
        return W, score(scores)

    return train


def _by_rounding(W, X, y, lr, n):
    W = _scores_after(W, X, y, lr, n)[0]
    return W, float(np.mean(softmax(X @ W).round() == one_hot(y, W.shape[1])))


def _one_p(W, X, y, lr, n):
    """All steps take the slopes of the first weights."""
    W = _scores_after(W, X, y, lr * n, 1)[0]
    return W, float(np.mean(softmax(X @ W).argmax(axis=1) == y))


def _before_the_last_step(W, X, y, lr, n):
    Y = one_hot(y, W.shape[1])
    for _ in range(n):
        p = softmax(X @ W)
        score = np.mean(p.argmax(axis=1) == y)
        W = W - lr * X.T @ (p - Y) / len(X)
    return W, score


@exercise(
    trials=_short_training,
    given=_before_the_last_step,
    further={
        "Right for several steps and many images, but not for one step, or one image.": [
            (
                np.array([[0.3, -0.2]]),
                np.array([[1.0], [-2.0]]),
                np.array([1, 0], np.uint8),
                0.9,
                1,
            ),
            (np.array([[0.5, 0.1], [-0.2, 0.1]]), np.array([[2.0, -1.0]]), np.array([1]), 0.5, 2),
        ]
    },
    hints=[
        "The function returns W and a score. Is it the score of this W?",
        "p was computed with the weights of before. What has happened to W since?",
        "After the loop, send X through the new W once more, and score that.",
    ],
    reason="A score belongs to the weights that made its p. After a step there are new weights, "
    "and they need a forward pass of their own.",
    mistakes={
        "This is still the score of the weights before the last step.": (
            _scored(score=lambda scores: scores[-2])
        ),
        "Now score and weights belong together, but the last step is missing: n steps were asked "
        "for.": _scored(lambda W, X, y, lr, n: (W, X, y, lr, n - 1)),
        "You made n + 1 steps, and the score is that of the weights before the last of them. n "
        "steps were asked for, and a forward pass after them.": _scored(
            lambda W, X, y, lr, n: (W, X, y, lr, n + 1), lambda scores: scores[-2]
        ),
        "That is one step too many.": _scored(lambda W, X, y, lr, n: (W, X, y, lr, n + 1)),
        "This is the score of the first weights: the ones that came in.": (
            _scored(score=lambda scores: scores[0])
        ),
        "This is the best score on the way. Asked for is that of the weights you return.": (
            _scored(score=max)
        ),
        "This is the mean of the scores on the way. Asked for is that of the weights you return.": (
            _scored(score=lambda scores: float(np.mean(scores[:-1])))
        ),
        "This is the mean of the scores after each step. Asked for is that of the weights you "
        "return.": _scored(score=lambda scores: float(np.mean(scores[1:]))),
        "That is the share that they get wrong.": _scored(score=lambda scores: 1 - scores[-1]),
        "You counted. A share is the count, divided by the number of images.": (
            lambda W, X, y, lr, n: (
                _scores_after(W, X, y, lr, n)[0],
                len(y) * _scores_after(W, X, y, lr, n)[1][-1],
            )
        ),
        "Only one step is made. Does `return` stand inside the loop?": _scored(
            lambda W, X, y, lr, n: (W, X, y, lr, 1)
        ),
        "The 1/m of the step is lost: it was right as it was given.": _scored(
            lambda W, X, y, lr, n: (W, X, y, lr * len(X), n)
        ),
        "The steps go uphill. They were right as they were given.": _scored(
            lambda W, X, y, lr, n: (W, X, y, -lr, n)
        ),
        "You compared rounded probabilities with the one-hot rows, number by number. An image is "
        "right if its largest p stands at its class: argmax along the row.": _by_rounding,
        "All steps take the same p. It has to be computed anew from each W.": _one_p,
    },
)
def score_at_the_end(W, X, y, lr, n):
    """n steps of one softmax layer. Return the weights and the share that *they* get right."""
    Y = one_hot(y, W.shape[1])
    for _ in range(n):
        p = softmax(X @ W)
        W = W - lr * X.T @ (p - Y) / len(X)
    p = softmax(X @ W)
    return W, np.mean(p.argmax(axis=1) == y)


def _four_by_four(rng):
    n, (m, n_in) = 4, in_turn(rng, (7, 3), (20, 5), (1, 2), (4, 1), (13, 6))
    X, Y = rng.normal(size=(m, n_in)), np.eye(n)[rng.integers(0, n, m)]
    W1, b1, W2, b2 = (rng.normal(size=shape) for shape in ((n_in, n), n, (n, n), n))
    W1, b1, b2 = (in_turn(rng, x, -abs(x), abs(x)) for x in (W1, b1, b2))
    return X, Y, W1, b1, W2, b2, float(rng.uniform(0.1, 1))


def _stepped(X, Y, W1, b1, W2, b2, lr, *, signs=(1, 1), own=True, each=(True, True), **new):
    """The step; of `signs` and `each`, the first is for layer 1 and the second for layer 2."""
    a1 = sigmoid(X @ W1 + b1)
    p = softmax(a1 @ W2 + b2)
    dz2 = (p - Y) * new.get("dz2", np.ones_like)(p) / new.get("m", len(X))
    back = W2 - lr * a1.T @ dz2 if "W2_first" in new else W2
    slope = new.get("slope", lambda a: a * (1 - a))
    dz1 = signs[0] * (dz2 @ (back if "as_it_is" in new else back.T)) * slope(a1 if own else p)
    dz2 = signs[1] * dz2
    db1, db2 = (dz.sum(axis=0 if e else None) for dz, e in zip((dz1, dz2), each, strict=True))
    db1, db2 = db1 / new.get("db", 1), db2 / new.get("db", 1)
    return W1 - lr * X.T @ dz1, b1 - lr * db1, W2 - lr * a1.T @ dz2, b2 - lr * db2


def _with(**mistakes):
    return lambda *arguments: _stepped(*arguments, **mistakes)


_SIGNS = {
    "": (1, 1),
    "the loss climbs": (-1, -1),
    "layer 1 still goes uphill (layer 2 no longer does)": (-1, 1),
    "layer 2 still goes uphill (layer 1 no longer does)": (1, -1),
}
_SLOPES = {"": True, "the slope in dz1 belongs to other units": False}
_SUMS = {
    "": (True, True),
    "the biases of a layer all move by the same number": (False, False),
    "all of b1 moves by one number (the sum for b2 is mended)": (False, True),
    # To the generic check b2 looks unchanged, though the code does step it.
    "b2 does not move, or by no more than rounding: p − Y sums to 0 in every row, and so does all "
    "of dz2 (the sum for b1 is mended)": (True, False),
}
_COUNTS = {1: "One mistake is left", 2: "Two mistakes are left", 3: "Three mistakes are left"}


def _mistakes_left():
    """Every way to have mended some of the three mistakes, or a half of one."""
    mistakes = {}
    for (sign, signs), (slope, own), (sums, each) in product(
        _SIGNS.items(), _SLOPES.items(), _SUMS.items()
    ):
        left = [text for text in (sign, slope, sums) if text]
        if (signs, own, each) == ((-1, -1), False, (False, False)):
            message = "All three mistakes are still there."  # which ones is not given away
        elif left:
            message = f"{_COUNTS[len(left)]}: {'; '.join(left)}."
        else:
            continue
        mistakes[message] = _with(signs=signs, own=own, each=each)
    return mistakes


def _three_mistakes(X, Y, W1, b1, W2, b2, lr):
    a1 = sigmoid(X @ W1 + b1)
    p = softmax(a1 @ W2 + b2)
    dz2 = (Y - p) / len(X)
    dz1 = (dz2 @ W2.T) * p * (1 - p)
    W1, b1 = W1 - lr * X.T @ dz1, b1 - lr * dz1.sum()
    W2, b2 = W2 - lr * a1.T @ dz2, b2 - lr * dz2.sum()
    return W1, b1, W2, b2


@exercise(
    trials=_four_by_four,
    given=_three_mistakes,
    hints=[
        "Which tools would you take first? Try one tiny step: does the loss fall?",
        "Three lines to look at: the one of dz2, the one of dz1, and the sums for the biases.",
        "Which slope leads from a1 back to z1? And how many numbers has db1?",
        "dz2 = (p − Y)/m; dz1 takes a1(1 − a1); both bias sums take axis=0.",
    ],
    reason="Downhill is p − Y; the hidden units' own slope is a1(1 − a1); and each bias sums its "
    "own column, axis 0.",
    mistakes={
        **_mistakes_left(),
        "The three are gone, and a new one is there: dz1 takes the old W2, not the one after its "
        "step.": _with(W2_first=True),
        "The three are gone, and a new one is there: the 1/m is lost.": _with(m=1),
        "The three are gone, and a new one is there: you divided by the number of classes.": (
            _with(m=4)
        ),
        "The three are gone, and a new one is there: dz1 has lost its slope a1(1 − a1).": (
            _with(slope=np.ones_like)
        ),
        "The three are gone, and a new one is there: 1 − a1² is the slope of tanh. These are "
        "sigmoid units.": _with(slope=lambda a: 1 - a**2),
        "The three are gone, and a new one is there: a1 is the output already, and goes through "
        "the sigmoid once more.": _with(slope=lambda a: sigmoid(a) * (1 - sigmoid(a))),
        "The three are gone, and a new one is there: on the way back W2 has to be turned, W2.T. "
        "With 4 and 4 units no shape tells.": _with(as_it_is=True),
        "The three are gone, and a new one is there: b1 does not move.": _with(db=np.inf),
        "The three are gone, and a new one is there: p(1 − p) in dz2. Softmax and cross-entropy "
        "together have the slope p − Y.": _with(dz2=lambda p: p * (1 - p)),
        "The three are gone, and a new one is there: lr is lost.": (
            lambda *arguments: _stepped(*arguments[:-1], 1.0)
        ),
        "The three are gone, and a new one is there: the biases' slopes are means. dz has its 1/m "
        "already: add up over the rows.": (
            lambda *arguments: _stepped(*arguments, db=len(arguments[0]))
        ),
    },
)
def mended_step(X, Y, W1, b1, W2, b2, lr):
    """One step of a network n_in–4–4, sigmoid and softmax. Return the new W1, b1, W2, b2."""
    a1 = sigmoid(X @ W1 + b1)
    p = softmax(a1 @ W2 + b2)
    dz2 = (p - Y) / len(X)
    dz1 = (dz2 @ W2.T) * a1 * (1 - a1)
    W1, b1 = W1 - lr * X.T @ dz1, b1 - lr * dz1.sum(axis=0)
    W2, b2 = W2 - lr * a1.T @ dz2, b2 - lr * dz2.sum(axis=0)
    return W1, b1, W2, b2
