"""Exercises of lesson 05: mini-batches, their noise, and loops that go over them."""

from functools import reduce

import numpy as np

from nnlib.classroom.exercises.compare import same
from nnlib.classroom.exercises.engine import exercise
from nnlib.classroom.exercises.trials import in_turn


def _plan(rng):
    batch_size, epochs = int(rng.integers(3, 60)), int(rng.integers(2, 9))
    full, left = int(rng.integers(2, 40)), int(rng.integers(1, batch_size))
    m = in_turn(rng, full * batch_size + left, left, full * batch_size)
    return m, batch_size, epochs


@exercise(
    trials=_plan,
    examples=[(10, 4, 1), (12, 4, 3), (5, 1, 2), (7, 7, 4), (1, 3, 2), (10_001, 5_000, 2)],
    hints=[
        "How many batches has one epoch of 10 images in batches of 4? Deal them out.",
        "4, 4 and 2: three. The images that are left over after the full batches make one more.",
        "Round the quotient up: -(-m // batch_size), or np.ceil(m / batch_size).",
    ],
    reason="Each epoch deals all m images out anew: m / batch_size batches, rounded up, since "
    "the last batch holds what is left.",
    mistakes={
        "You left out the last, smaller batch of each epoch: round up, not down.": (
            lambda m, batch_size, epochs: m // batch_size * epochs
        ),
        "There is not always a batch left over: where the images fit exactly, you count one too "
        "many in each epoch.": lambda m, batch_size, epochs: (m // batch_size + 1) * epochs,
        "You dealt the images of all epochs out in one go. Each epoch begins anew, so each has a "
        "smaller batch at its end.": lambda m, batch_size, epochs: -(-m * epochs // batch_size),
        "You dealt the images of all epochs out in one go, and lost what was left at the end. Each "
        "epoch begins anew, so each has a smaller batch at its end.": (
            lambda m, batch_size, epochs: m * epochs // batch_size
        ),
        "A number of steps is a whole number: round up within each epoch.": (
            lambda m, batch_size, epochs: m / batch_size * epochs
        ),
        "Those are the images that are looked at. A step looks at batch_size of them.": (
            lambda m, batch_size, epochs: m * epochs
        ),
        "Those are the images of the full batches. A step looks at batch_size of them at once.": (
            lambda m, batch_size, epochs: batch_size * epochs
        ),
        "Each image that is left over counts as a step. Together they make one batch, one step.": (
            lambda m, batch_size, epochs: (m // batch_size + m % batch_size) * epochs
        ),
        "A batch that is larger than what there is makes a step, too, of all m images.": (
            lambda m, batch_size, epochs: -(-m // batch_size) * epochs * (batch_size <= m)
        ),
        "You left out the last, smaller batch of each epoch, if it is not the only one: round "
        "up.": (lambda m, batch_size, epochs: max(m // batch_size, 1) * epochs),
        "The batch that is left over is counted once. It comes in each epoch.": (
            lambda m, batch_size, epochs: m // batch_size * epochs + (m % batch_size > 0)
        ),
        "One step is too few where the images fit exactly, and the smaller batch is left out "
        "elsewhere: m / batch_size, rounded up.": (
            lambda m, batch_size, epochs: (m - 1) // batch_size * epochs
        ),
        "One step is added at the end of all epochs. Round up within each epoch, and only where "
        "images are left over.": lambda m, batch_size, epochs: m // batch_size * epochs + 1,
        "Those are the images that are left over. How many batches are there?": (
            lambda m, batch_size, epochs: m % batch_size * epochs
        ),
        "The images that are left over are counted as steps, once. They make one batch, in each "
        "epoch.": lambda m, batch_size, epochs: m // batch_size * epochs + m % batch_size,
        "The steps have the power of the epochs. Multiply: ** is a power.": (
            lambda m, batch_size, epochs: (-(-m // batch_size)) ** epochs
        ),
        "Batches and epochs have changed places: m / batch_size, times epochs.": (
            lambda m, batch_size, epochs: -(-m // epochs) * batch_size
        ),
        "Rounded half up. A batch that is left over is a step, however small it is.": (
            lambda m, batch_size, epochs: int(m / batch_size + 0.5) * epochs
        ),
        "You dealt the images of all epochs out in one go, and rounded to the nearest. Each epoch "
        "begins anew, so each has a smaller batch at its end.": (
            lambda m, batch_size, epochs: round(m / batch_size * epochs)
        ),
        "You added the epochs. Each of them has all its steps: multiply.": (
            lambda m, batch_size, epochs: -(-m // batch_size) + epochs
        ),
        "The quotient is upside down: m images in batches of batch_size are m / batch_size.": (
            lambda m, batch_size, epochs: -(-batch_size // m) * epochs
        ),
        "These are the steps of one epoch.": lambda m, batch_size, epochs: -(-m // batch_size),
        "Rounded to the nearest whole number. A batch that is left over is a step, however small "
        "it is.": lambda m, batch_size, epochs: round(m / batch_size) * epochs,
    },
)
def n_steps(m, batch_size, epochs):
    """How many steps are `epochs` epochs over m images in batches of batch_size?"""
    return -(-m // batch_size) * epochs


def _noise(rng):
    wanted = float(rng.uniform(0.05, 0.4))
    return wanted * in_turn(rng, float(rng.uniform(2.1, 30)), float(rng.uniform(0.1, 0.9))), wanted


@exercise(
    trials=_noise,
    examples=[(1.0, 0.5), (3.0, 1.5), (3.0, 2.0), (10.0001, 1.0)],
    hints=[
        "One image has a standard deviation of 1. Which batch size makes it 1/2? Which 1/10?",
        "4 and 100. The batch has to grow by the square of what you gain.",
        "std_one / √m is at most `wanted` where m is at least (std_one / wanted)²; round up.",
    ],
    reason="std_one / √m ≤ wanted means m ≥ (std_one / wanted)². Half the noise costs four times "
    "the images.",
    mistakes={
        "The square is missing: ten times the images make the noise smaller by √10 alone.": (
            lambda std_one, wanted: int(np.ceil(std_one / wanted))
        ),
        "You took the root of the quotient. It is the other way round: its square.": (
            lambda std_one, wanted: int(np.ceil(np.sqrt(std_one / wanted)))
        ),
        "The quotient is upside down: less noise wanted means a larger batch.": (
            lambda std_one, wanted: int(np.ceil((wanted / std_one) ** 2))
        ),
        "You squared the difference. The noise falls by the root of the batch size: it is the "
        "square of the quotient.": lambda std_one, wanted: int(np.ceil((std_one - wanted) ** 2)),
        "`wanted` is not squared. It is the square of the whole quotient.": (
            lambda std_one, wanted: int(np.ceil(std_one**2 / wanted))
        ),
        "std_one is not squared. It is the square of the whole quotient.": (
            lambda std_one, wanted: int(np.ceil(std_one / wanted**2))
        ),
        "The quotient is rounded before it is squared. Square first, then round up.": (
            lambda std_one, wanted: int(np.ceil(std_one / wanted)) ** 2
        ),
        "The quotient is rounded down before it is squared. Square first, then round up.": (
            lambda std_one, wanted: int(std_one // wanted) ** 2
        ),
        "One image may be enough already; none is never enough.": (
            lambda std_one, wanted: int(np.ceil((std_one / wanted) ** 2)) * (std_one > wanted)
        ),
        "One too many: round up, and add nothing.": (
            lambda std_one, wanted: int(np.ceil((std_one / wanted) ** 2)) + 1
        ),
        "You multiplied by `wanted`. Divide by it: less noise wanted means a larger batch.": (
            lambda std_one, wanted: int(np.ceil((std_one * wanted) ** 2))
        ),
        "You multiplied by `wanted`, and the square is missing: (std_one / wanted)².": (
            lambda std_one, wanted: int(np.ceil(std_one * wanted))
        ),
        "std_one has a root in your result. It is the square of the whole quotient.": (
            lambda std_one, wanted: int(np.ceil(np.sqrt(std_one) / wanted))
        ),
        "The quotient has the power 3. It is the square.": (
            lambda std_one, wanted: int(np.ceil((std_one / wanted) ** 3))
        ),
        "The quotient is rounded to the nearest before it is squared. Square first, then round "
        "up.": lambda std_one, wanted: round(std_one / wanted) ** 2,
        "One too few: the batch is still a little too small.": (
            lambda std_one, wanted: int(np.ceil((std_one / wanted) ** 2)) - 1
        ),
        "You doubled the batch until it was large enough. A smaller one may do.": (
            lambda std_one, wanted: 2 ** max(int(np.ceil(2 * np.log2(std_one / wanted))), 0)
        ),
        "The quotient is doubled, not squared.": (
            lambda std_one, wanted: int(np.ceil(2 * std_one / wanted))
        ),
        "Rounded down, the noise is a little above what is wanted. Round up.": (
            lambda std_one, wanted: int((std_one / wanted) ** 2)
        ),
        "Rounded down, but never below 1, the noise is a little above what is wanted. Round up.": (
            lambda std_one, wanted: max(int((std_one / wanted) ** 2), 1)
        ),
        "A batch holds a whole number of images: round up.": (
            lambda std_one, wanted: (std_one / wanted) ** 2
        ),
        "Rounded to the nearest whole number, the noise may be a little above what is wanted. "
        "Round up.": lambda std_one, wanted: round((std_one / wanted) ** 2),
        "There is not always something to round up: where the square is a whole number already, "
        "you count one too many.": lambda std_one, wanted: int((std_one / wanted) ** 2) + 1,
    },
)
def batch_for(std_one, wanted):
    """The smallest batch size whose slopes have at most the standard deviation `wanted`."""
    return int(np.ceil((std_one / wanted) ** 2))


def _pieces(rng):
    k, n = in_turn(rng, (3, 4), (2, 5), (5, 3), (1, 4), (6, 1))
    sizes = rng.integers(1, 60, k)
    if rng.random() < 0.5:
        sizes[-1] = sizes[0]
    return rng.normal(size=(k, n)), sizes


def _by(weights):
    return lambda gradients, sizes: weights(sizes) @ gradients


@exercise(
    trials=_pieces,
    hints=[
        "One piece has 1,000 rows and the other 10. Whose slope should count more, and how much?",
        "A piece's gradient is a mean. Times its number of rows it is a sum over rows again.",
        "Add up size × gradient over the pieces, and divide by all rows: sizes.sum().",
    ],
    reason="Each row counts the same. So each piece counts by its share of the rows: "
    "(sizes / sizes.sum()) @ gradients.",
    mistakes={
        "This is the mean of the means. A row of a small piece would count more than a row of a "
        "large one: weigh each piece by its rows.": lambda gradients, sizes: gradients.mean(axis=0),
        "You added the pieces' means up. The gradient of all rows is their mean, weighted by "
        "rows.": lambda gradients, sizes: gradients.sum(axis=0),
        "The division is missing: this is the sum over all rows, not their mean.": (
            _by(lambda sizes: sizes)
        ),
        "You divided by the number of pieces. Divide by the number of rows.": (
            _by(lambda sizes: sizes / len(sizes))
        ),
        "The weights are upside down: a piece with more rows counts more.": (
            _by(lambda sizes: (1 / sizes) / (1 / sizes).sum())
        ),
        "You divided each gradient by its size. A piece with more rows counts more: multiply, and "
        "divide by all rows.": lambda gradients, sizes: (gradients / sizes[:, None]).sum(axis=0),
        "That is the largest piece alone. Each row counts, those of small pieces, too.": (
            lambda gradients, sizes: gradients[sizes.argmax()]
        ),
        "Only the last piece is left: add the pieces up.": (
            lambda gradients, sizes: sizes[-1] * gradients[-1] / sizes.sum()
        ),
        "Only the first piece counts: does `return` stand inside the loop?": (
            lambda gradients, sizes: sizes[0] * gradients[0] / sizes.sum()
        ),
        "Every piece counts as many rows as the first. Each has a size of its own.": (
            lambda gradients, sizes: gradients.sum(axis=0) * sizes[0] / sizes.sum()
        ),
        "You averaged two at a time: then the last piece counts one half. Each piece counts by its "
        "share of the rows.": lambda gradients, sizes: reduce(
            lambda mean, g: (mean + g) / 2, gradients
        ),
        "The weighted sum is divided by m twice: once by all rows, and once by the pieces.": (
            _by(lambda sizes: sizes / sizes.sum() / len(sizes))
        ),
        "That is the gradient of the first piece alone. Each row counts.": (
            lambda gradients, sizes: gradients[0]
        ),
        "That is the gradient of the last piece alone. Each row counts.": (
            lambda gradients, sizes: gradients[-1]
        ),
        "The sizes stand in reverse order. Each belongs to the gradient in its own place.": (
            _by(lambda sizes: sizes[::-1] / sizes.sum())
        ),
        "You divided by one less than the number of rows. A mean divides by all of them.": (
            _by(lambda sizes: sizes / (sizes.sum() - 1))
        ),
        "Each gradient is divided by its size, and the mean taken. A piece with more rows counts "
        "more: multiply, and divide by all rows.": (
            lambda gradients, sizes: (gradients / sizes[:, None]).mean(axis=0)
        ),
        "You took the median of the pieces. It is their mean, weighted by rows.": (
            lambda gradients, sizes: np.median(gradients, axis=0)
        ),
        "The result is cut to whole numbers: // cuts. Divide with /.": (
            lambda gradients, sizes: sizes @ gradients // sizes.sum()
        ),
        "The shares are squared. A piece counts by its number of rows.": (
            _by(lambda sizes: sizes**2 / (sizes**2).sum())
        ),
        "You weighted by the roots of the sizes. It is their noise that goes with the root; each "
        "row counts the same.": _by(lambda sizes: np.sqrt(sizes) / np.sqrt(sizes).sum()),
        "You divided by all rows, but the pieces are not weighted: a piece counts by its number of "
        "rows.": lambda gradients, sizes: gradients.sum(axis=0) / sizes.sum(),
        "You divided by the largest piece. Divide by the rows of all pieces together.": (
            _by(lambda sizes: sizes / sizes.max())
        ),
    },
)
def combined(gradients, sizes):
    """gradients: (k, n), the mean gradient of each piece; sizes: (k,), its rows. Return (n,)."""
    shares = sizes / sizes.sum()
    return shares @ gradients


def _deck(rng):
    m, batch_size, n = in_turn(
        rng, (10, 4, 3), (13, 3, 2), (12, 4, 4), (5, 8, 1), (7, 1, 3), (1, 2, 2), (6, 6, 5)
    )
    X = rng.normal(size=(m, n)) + in_turn(rng, 0, 3, 0, -3)
    return X, X.sum(axis=1), rng.permutation(m), batch_size


def _cut(X, Y, batch_size, last=True):
    stop = len(X) if last else len(X) - len(X) % batch_size
    return [
        (X[start : start + batch_size], Y[start : start + batch_size])
        for start in range(0, stop, batch_size)
    ]


def _left_behind(X, Y, order, batch_size):
    X = X[order]
    batches = []
    for start in range(0, len(X), batch_size):
        batches.append((X[start : start + batch_size], Y[start : start + batch_size]))
    return batches


def _name_the_order(runs, wants):
    """Say what is wrong with the batches in words, where it is their order or their size.

    Each number in Y is the sum of a row of X, so that what has come to lie together can be seen.
    """
    found = set()
    for r, want in zip(runs, wants, strict=True):
        if not same(r.result, want):
            found.add(_what_is_dealt(r.result, r.arguments))
    return found.pop() if len(found) == 1 else None


def _what_is_dealt(batches, arguments):
    X, Y, order = (arguments[name] for name in ("X", "Y", "order"))
    try:
        xb, yb = (np.concatenate([pair[i] for pair in batches]) for i in (0, 1))
        if np.array_equal(yb, order):
            return "The answers are the numbers of `order`. They are Y[order]."
        sums = xb.sum(axis=1)
        if sums.shape != yb.shape:
            return None
    except (TypeError, ValueError, IndexError, KeyError, AttributeError):
        return None
    if (
        not len(batches)
        or not np.isin(yb.round(9), Y.round(9)).all()
        or xb.shape[1:] != X.shape[1:]
    ):
        return None
    together, in_order = np.allclose(sums, yb), len(yb) == len(Y) and np.allclose(yb, Y[order])
    if len(yb) > len(Y) or (together and len(np.unique(yb)) < len(yb)):
        return (
            "Some images are dealt more than once. The next batch begins where the last one "
            "ended: batch_size rows later."
        )
    if len(yb) < len(Y):
        if not together:
            return None
        if len(batches) == 1 and len(yb) == arguments["batch_size"]:
            return "There is one batch only: does `return` stand inside the loop?"
        return "Image and answer belong together, but not every image is dealt."
    once = np.allclose(np.sort(yb), np.sort(Y))
    if together and in_order:
        return (
            "Images and answers come in the right order, but they are cut in other places: "
            "each batch has batch_size rows, the last one those that are left."
        )
    if together and once:
        return (
            "Each image has its own answer and is dealt once, but not in the order of `order`. "
            "`order` is the shuffle already; no other is needed."
        )
    if in_order:
        return "The answers come in the order of `order`, the images in another one."
    if np.allclose(sums, Y[order]):
        return "The images come in the order of `order`, their answers in another one."
    return None


def _looked_at_first(look, **declared):
    """Make an exercise that asks look(runs, wants) before it counts which numbers are wrong."""

    def decorate(function):
        made = exercise(**declared)(function)
        count = made._explain
        made._explain = lambda runs, wants: look(runs, wants) or count(runs, wants)
        return made

    return decorate


@_looked_at_first(
    _name_the_order,
    trials=_deck,
    given=_left_behind,
    hints=[
        "Take order = [2, 0, 1] and batches of 1. Which image and which answer are in the first?",
        "The images are shuffled, the answers are not. Image and answer have to move together.",
        "Both by the same order: X[order] and Y[order].",
    ],
    reason="Image and answer belong together: whatever reorders X has to reorder Y in the same "
    "way.",
    mistakes={
        "The images are in a new order and their answers are not: the network would be taught "
        "wrong answers.": lambda X, Y, order, size: _cut(X[order], Y, size),
        "Now the answers are in the new order, and the images are not.": (
            lambda X, Y, order, size: _cut(X, Y[order], size)
        ),
        "Nothing is shuffled any more. Images and answers fit, but they come in the order of the "
        "file.": lambda X, Y, order, size: _cut(X, Y, size),
        "The pairs are right, but the last, smaller batch is lost.": (
            lambda X, Y, order, size: _cut(X[order], Y[order], size, last=False)
        ),
        "You sorted back, as X[np.argsort(order)] does. The first image of the first batch should "
        "be X[order[0]].": lambda X, Y, order, size: _cut(
            X[np.argsort(order)], Y[np.argsort(order)], size
        ),
        "The images are right, but the answers are sorted back, as Y[np.argsort(order)] does. "
        "Image and answer have to move together.": lambda X, Y, order, size: _cut(
            X[order], Y[np.argsort(order)], size
        ),
        "Each batch is the wrong way round: the pair is (xb, yb), images first.": (
            lambda X, Y, order, size: _cut(Y[order], X[order], size)
        ),
        "The answers are shuffled twice: by order once, like the images.": (
            lambda X, Y, order, size: _cut(X[order], Y[order][order], size)
        ),
    },
)
def shuffled_batches(X, Y, order, batch_size):
    """X: (m, n), Y: (m,), order: (m,), row numbers. Return a list of batches, pairs (xb, yb)."""
    X, Y = X[order], Y[order]
    batches = []
    for start in range(0, len(X), batch_size):
        batches.append((X[start : start + batch_size], Y[start : start + batch_size]))
    return batches


def _line(rng):
    m, batch_size, n = in_turn(
        rng, (14, 4, 2), (17, 5, 3), (12, 3, 1), (4, 9, 5), (7, 1, 2), (1, 3, 2), (5, 5, 3)
    )
    X = rng.normal(size=(m, n))
    y = X @ rng.normal(size=n) + rng.normal(size=m)
    return (
        rng.normal(size=n) + in_turn(rng, 0, 3, 0, -3),
        X,
        y,
        float(rng.uniform(0.05, 0.2)),
        batch_size,
    )


def _epoch(w, X, y, lr, batch_size, rows=None, count=None, anew=True, stop=0, sign=-1, power=1):
    start_w = w
    for start in range(0, len(X) - stop, batch_size):
        chosen = (rows or (lambda start: slice(start, start + batch_size)))(start)
        xb, yb = X[chosen], y[chosen]
        error = (xb @ (w if anew else start_w) - yb) ** power
        w = w + sign * lr * (xb.T @ error) / (count(xb) if count else len(xb))
    return w


def _last_slope(w, X, y, lr, batch_size):
    for xb, yb in _cut(X, y, batch_size):
        slope = xb.T @ (xb @ w - yb) / len(xb)
        w = w - lr * slope
    return slope


def _whole_m(w, X, y, lr, batch_size):
    for start in range(0, len(X), batch_size):
        xb, yb = X[start : start + batch_size], y[start : start + batch_size]
        error = xb @ w - yb
        w = w - lr * xb.T @ error / len(X)
    return w


@exercise(
    trials=_line,
    given=_whole_m,
    hints=[
        "A batch of ten among a thousand images: by which number is the sum of ten slopes divided?",
        "The slope of a batch is a mean over its own rows. The last batch has fewer rows.",
        "Divide by len(xb), not by len(X).",
    ],
    reason="The gradient of a batch is the mean over the rows of that batch: divide by len(xb). "
    "Divided by len(X), each step is far too short.",
    mistakes={
        "You still divide by all rows. Each step is too short, as if the learning rate were "
        "smaller: the loss falls, only slowly.": lambda w, X, y, lr, size: _whole_m(
            w, X, y, lr, size
        ),
        "You divide by batch_size. That is right for all batches but the last, which has fewer "
        "rows: len(xb).": lambda w, X, y, lr, size: _epoch(
            w, X, y, lr, size, count=lambda xb: size
        ),
        "The division is gone: this is the sum over the batch. Steps would grow with the batch "
        "size.": lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, count=lambda xb: 1),
        "You divide by the number of inputs. The mean goes over the rows of the batch.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, count=lambda xb: xb.shape[1])
        ),
        "You divide by the number of batches. The mean goes over the rows of the batch.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, count=lambda xb: -(-len(X) // size))
        ),
        "The division is right, but every step uses the first batch.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, rows=lambda start: slice(0, size))
        ),
        "Every batch's error is that of the first w. Each step has to start where the last one "
        "ended.": lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, anew=False),
        "The last, smaller batch is left out.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, stop=len(X) % size)
        ),
        "That is one step on all rows. An epoch makes a step for each batch.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, len(X))
        ),
        "The division is right, but the rate is another one. Leave lr as it is.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, 10 * lr, size)
        ),
        "Still divided by all rows, and the rate is ten times larger instead. The slope of a batch "
        "is a mean over its own rows.": lambda w, X, y, lr, size: _whole_m(w, X, y, 10 * lr, size),
        "Every step is half of what it should be: the ½ of the error is gone in its slope.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr / 2, size)
        ),
        "Every step is twice too long: the ½ of the error cancels the 2 of its slope.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, 2 * lr, size)
        ),
        "You divide by the rows of the batch and by all rows. Once is enough: len(xb).": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, count=lambda xb: len(xb) * len(X))
        ),
        "The division is right, but only the step of the last batch is left.": (
            lambda w, X, y, lr, size: _epoch(
                w, X[(len(X) - 1) // size * size :], y[(len(X) - 1) // size * size :], lr, size
            )
        ),
        "The learning rate is missing from the step.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, 1.0, size)
        ),
        "You divided by the learning rate. The slope is multiplied by it.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, 1 / lr, size)
        ),
        "You divide by all numbers of xb. The mean goes over its rows: len(xb).": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, count=lambda xb: xb.size)
        ),
        "The sum is multiplied by m / batch_size. Divide it by the rows of the batch: len(xb).": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, count=lambda xb: size / len(X))
        ),
        "The sum is multiplied by batch_size / m. Divide it by the rows of the batch: len(xb).": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, count=lambda xb: len(X) / size)
        ),
        "The last batch is left out, even where it is full.": lambda w, X, y, lr, size: _epoch(
            w, X, y, lr, size, stop=size
        ),
        "The errors are squared. The slope of ½(x · w − y)² is the error times x.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, power=2)
        ),
        "That is the last slope. Wanted is w after the epoch.": _last_slope,
        "That is the last slope, and w has not moved. Wanted is w after the epoch.": (
            lambda w, X, y, lr, size: _last_slope(w, X, y, 0, size)
        ),
        "You made a step for each row. A step looks at a batch.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, 1)
        ),
        "Only the first batch made a step: does `return` stand inside the loop?": (
            lambda w, X, y, lr, size: _epoch(w, X[:size], y[:size], lr, size)
        ),
        "You look at all rows in each step. A step looks at its own batch, xb and yb.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, rows=lambda start: slice(None))
        ),
        "The step goes uphill: it is minus the learning rate times the slope, with x · w − y.": (
            lambda w, X, y, lr, size: _epoch(w, X, y, lr, size, sign=1)
        ),
    },
)
def one_epoch(w, X, y, lr, batch_size):
    """w: (n,), X: (m, n), y: (m,). Return w after one epoch of steps on batches, in order."""
    for start in range(0, len(X), batch_size):
        xb, yb = X[start : start + batch_size], y[start : start + batch_size]
        error = xb @ w - yb
        w = w - lr * xb.T @ error / len(xb)
    return w
