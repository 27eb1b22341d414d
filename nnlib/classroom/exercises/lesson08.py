"""Exercises of lesson 08: the order of the images."""

import numpy as np

from nnlib.classroom.exercises.engine import exercise
from nnlib.classroom.exercises.trials import in_turn


def _counts(rng):
    counts = rng.integers(1, 9, int(rng.integers(3, 11)))
    counts[rng.integers(len(counts), size=rng.integers(3))] = 0  # classes that are missing
    return (counts,)


@exercise(
    trials=_counts,
    examples=[(np.array([4, 0, 0, 0]),), (np.array([1, 3]),), (np.array([2]),)],
    hints=[
        "What is the mean of p over the batch, if every p is 1/n? What is the mean of Y?",
        "The column k of Y is 1 in counts[k] rows, so its mean is counts[k] / counts.sum().",
        "db2 = 1 / len(counts) - counts / counts.sum()",
    ],
    reason="db2 is what the network says on average, 1/n, minus the share of each class.\n"
    "A class that is in the batch more often than 1/n pulls its bias up; every other one sinks.",
    mistakes={
        "The sign is turned round: the slope is what the network says minus what is there.": (
            lambda counts: counts / counts.sum() - 1 / len(counts)
        ),
        "You took counts, not shares: the loss is a mean over the m images, so divide by m.": (
            lambda counts: 1 / len(counts) - counts
        ),
        "You added over the rows, and forgot that dz2 has a 1/m in it.": (
            lambda counts: counts.sum() / len(counts) - counts
        ),
        "You divided by the number of classes. The share of a class is its count over all m "
        "images.": lambda counts: 1 / len(counts) - counts / len(counts),
        "A class that is missing gets a slope, too: the network says 1/n of it, and that is too "
        "much.": lambda counts: np.where(counts > 0, 1 / len(counts) - counts / counts.sum(), 0),
        "`//` divides whole numbers and drops the rest: 3 // 5 is 0. Shares need `/`.": (
            lambda counts: 1 / len(counts) - counts // counts.sum()
        ),
        "You asked whether a class is there. What counts is its share of the batch.": (
            lambda counts: 1 / len(counts) - (counts > 0)
        ),
        "1/n is divided by m, too. It is a mean already: only the counts are divided.": (
            lambda counts: (1 / len(counts) - counts) / counts.sum()
        ),
        "All of it is divided by m once more. The sum over the m rows takes the 1/m away from "
        "1/n.": lambda counts: (1 / len(counts) - counts / counts.sum()) / counts.sum(),
        "10 classes are taken for granted: n is len(counts).": (
            lambda counts: 1 / 10 - counts / counts.sum()
        ),
        "You divided by the largest count. A share is a count, divided by their sum.": (
            lambda counts: 1 / len(counts) - counts / counts.max()
        ),
        "That is what the network says, 1/n. What is there, the share of each class, is not yet "
        "taken away.": lambda counts: np.full(len(counts), 1 / len(counts)),
        "That is the share of each class, without what the network says. And the slope is what it "
        "says minus what is there.": lambda counts: counts / counts.sum(),
        "Two things: counts are not yet shares, and the slope is what the network says minus what "
        "is there.": lambda counts: counts - 1 / len(counts),
        "All zeros. If slopes are written into an array of whole numbers, such as counts, it drops "
        "what stands after the point.": lambda counts: np.zeros(len(counts)),
        "That is the share of each class alone. What the network says, 1/n, is missing.": (
            lambda counts: -counts / counts.sum()
        ),
        "1/n means one over the number of classes, n, and not over the number of images.": (
            lambda counts: 1 / counts.sum() - counts / counts.sum()
        ),
        "A class that is missing from the batch is still a class: the network says 1/n of it, too, "
        "and n counts them all.": lambda counts: (
            1 / np.count_nonzero(counts) - counts / counts.sum()
        ),
    },
)
def opening_pull(counts):
    """counts: (n,), how many images of each class are in the batch. Return db2, (n,)."""
    return 1 / len(counts) - counts / counts.sum()


def _in_place(X, y, rng):
    rng.shuffle(X)
    rng.shuffle(y)
    return X, y


TORN = "Images and labels are no longer pairs: both must be moved by the same permutation."
CHANGED = "Your code changed `{}`, which belongs to the caller: make new arrays, X[order]."
STILL = "The rows stand where they stood: nothing was shuffled."
BESIDE = (
    "Most rows still have the neighbour that they had: as a whole they were moved along, cut or "
    "turned round. Each row has to find its own place."
)
SORTED = "The rows come out sorted by their labels. Shuffled, the labels are mixed."
STAYS = (
    "Row {} of 12 never leaves its place, whatever the seed: each row must be able to go anywhere."
)
NEVER = (
    "With 400 seeds row {} of 12 never came to place {}. In a shuffle each row may go anywhere, "
    "and all places are as likely."
)
OFTEN = (
    "With 400 seeds row {} of 12 came to place {} {} times. In a shuffle each row may go anywhere, "
    "and all places are as likely."
)
FOLLOWS = (
    "With 400 seeds row {} of 12 never came right after row {}. In a shuffle any row may follow "
    "any other."
)
LOST = "Some images are lost and others are there twice: a permutation has each row once."
GLOBAL = "The same seed gave two orders. Draw the order from `rng`, not from np.random."
FIXED = "Two seeds gave the same order: it was not drawn from the `rng` that is handed in."


class _NotShuffled(Exception):
    """What is wrong with an answer."""


def _judge_shuffled(answer):
    try:
        wrong = _what_is_not_drawn(_orders(answer, (1, 2, 1), 40, 2))
        wrong = wrong or _what_is_uneven(_orders(answer, range(400), 12, 3))
        for m, n in () if wrong else ((7, 3), (5, 9), (2, 1), (1, 4)):
            _order(answer, 1, m, n, kind=float if m % 2 else np.uint8)
    except _NotShuffled as found:
        return str(found)
    return wrong


def _orders(answer, seeds, m, n):
    return np.array([_order(answer, seed, m, n) for seed in seeds])


def _order(answer, seed, m, n, kind=float):
    """The rows that the answer gives, by their numbers before, if they are in order."""
    rng = np.random.default_rng(m)
    X, y = rng.normal(size=(m, n)), rng.integers(0, 7, m)
    if kind is np.uint8:  # as data.mnist() gives them
        X, y = rng.integers(0, 256, (m, n)).astype(np.uint8), y.astype(np.uint8)
    mine, its = X.copy(), y.copy()
    result = answer(mine, its, np.random.default_rng(seed))
    if result is None:
        raise _NotShuffled("Got None: is a `return` missing?")
    if not isinstance(result, tuple | list) or len(result) != 2:
        raise _NotShuffled("Expected two arrays: return X and y, both shuffled.")
    new_X, new_y = np.asarray(result[0]), np.asarray(result[1])
    if new_X.shape != (m, n) or new_y.shape != (m,):
        got, want = f"{new_X.shape} and {new_y.shape}", f"({m}, {n}) and ({m},)"
        raise _NotShuffled(f"Got shapes {got} for m = {m}; expected {want}.")
    is_row = np.isclose(new_X[:, None], X).all(axis=2)
    if not is_row.any(axis=1).all():
        raise _NotShuffled("The pixels of an image were moved, too: only the rows may move.")
    order = is_row.argmax(axis=1)
    if len(set(order.tolist())) < m:
        raise _NotShuffled(LOST)
    if not np.array_equal(new_y, y[order]):
        raise _NotShuffled(TORN)
    for name, now, was in (("X", mine, X), ("y", its, y)):
        if not np.array_equal(now, was):
            raise _NotShuffled(CHANGED.format(name))
    if m == 40 and (np.diff(new_y.astype(int)) >= 0).all():
        raise _NotShuffled(SORTED)
    return order


def _side_by_side(order):
    return np.isin(np.abs(np.diff(order)), (1, len(order) - 1)).sum()


def _what_is_not_drawn(orders):
    if (orders == np.arange(40)).all():
        return STILL
    if (orders[0] != orders[2]).any():
        return GLOBAL
    if any(_side_by_side(order) > 20 for order in orders):  # of 39 pairs; about two by chance
        return BESIDE
    return FIXED if (orders[0] == orders[1]).all() else None


def _what_is_uneven(orders):
    """Count where each of 12 rows comes to, and which row follows it: 33 times each, about.

    For a shuffle, chances are below 1e-11 that any of the counts is 0, or above 80.
    """
    counts, follows = np.zeros((2, 12, 12), int)
    for order in orders:
        counts[order, np.arange(12)] += 1
        follows[order[1:], order[:-1]] += 1
    stays = np.flatnonzero(counts.diagonal() == len(orders))
    if len(stays):
        return STAYS.format(stays[0])
    apart = ~np.eye(12, dtype=bool)
    if ((counts == 0) & apart).any():
        return NEVER.format(*np.argwhere((counts == 0) & apart)[0])
    if (counts > 80).any():
        row, place = np.unravel_index(counts.argmax(), counts.shape)
        return OFTEN.format(row, place, counts[row, place])
    if ((follows == 0) & apart).any():
        return FOLLOWS.format(*np.argwhere((follows == 0) & apart)[0])
    return None


def _two_permutations(X, y, rng):
    return rng.permutation(X), rng.permutation(y)


def _same_but_in_place(X, y, rng):
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return X, y


def _from_numpy(X, y, rng):
    order = np.random.permutation(len(X))  # noqa: NPY002 (the mistake)
    return X[order], y[order]


def _always_the_same(X, y, rng):
    order = np.random.default_rng(0).permutation(len(X))
    return X[order], y[order]


def _rolled(X, y, rng):
    by = rng.integers(1, len(X))
    return np.roll(X, by, axis=0), np.roll(y, by)


def _all_but_the_first(X, y, rng):
    order = np.append(0, 1 + rng.permutation(len(X) - 1))
    return X[order], y[order]


def _by_label(X, y, rng):
    order = np.lexsort((rng.random(len(y)), y))
    return X[order], y[order]


def _one_half_after_the_other(X, y, rng):
    half = len(X) // 2
    order = np.append(rng.permutation(half), half + rng.permutation(len(X) - half))
    return X[order], y[order]


def _drawn(X, y, rng):
    order = rng.integers(len(X), size=len(X))
    return X[order], y[order]


@exercise(
    judge=_judge_shuffled,
    given=_in_place,
    hints=[
        "Which label stands beside the first image afterwards? And what has become of the arrays "
        "that the caller handed in?",
        "Draw one order of the row numbers, and use it for both arrays.",
        "order = rng.permutation(len(X)); X[order] is a new array, the caller's stays as it was.",
    ],
    reason="One permutation for both keeps each image beside its label, and an array of row "
    "numbers as an index makes a copy.",
    mistakes={
        TORN: _two_permutations,
        CHANGED.format("X"): _same_but_in_place,
        STILL: lambda X, y, rng: (X.copy(), y.copy()),
        GLOBAL: _from_numpy,
        FIXED: _always_the_same,
        BESIDE: _rolled,
        SORTED: _by_label,
        NEVER.format(0, 6): _one_half_after_the_other,
        STAYS.format(0): _all_but_the_first,
        LOST: _drawn,
    },
)
def shuffled(X, y, rng):
    """X: (m, n), y: (m,). Return X and y in a new order, still in pairs; both stay unchanged."""
    order = rng.permutation(len(X))
    return X[order], y[order]


@exercise(
    trials=lambda rng: (int(rng.integers(3, 3000)), int(rng.integers(2, 6))),
    examples=[(2, 1), (10, 1), (2, 4), (5, 3)],
    hints=[
        "Look at one image. With what chance does one draw hit another? How many draws are there?",
        "All m · epochs draws must miss it, and none of them knows of the others: what becomes of "
        "their chances?",
        "The chance to be missed by all is (1 − 1/m) to the power of m · epochs. And there are m "
        "images.",
    ],
    reason="A draw misses an image with chance 1 − 1/m, and the draws are independent: multiply.\n"
    "(1 − 1/m)^m comes close to 1/e = 0.37, so an epoch of draws misses over a third.",
    mistakes={
        "That is the share, or the chance for one image. How many of the m are they?": (
            lambda m, epochs: (1 - 1 / m) ** (m * epochs)
        ),
        "These are the images that were drawn at least once. Asked for are the others.": (
            lambda m, epochs: m * (1 - (1 - 1 / m) ** (m * epochs))
        ),
        "An epoch has m draws, not one: the power is m · epochs.": (
            lambda m, epochs: m * (1 - 1 / m) ** epochs
        ),
        "This holds for one epoch only. Later epochs draw some of the missing ones.": (
            lambda m, epochs: m * (1 - 1 / m) ** m
        ),
        "That is what it comes to for a very large m. For a finite one, compute the power.": (
            lambda m, epochs: m * np.exp(-epochs)
        ),
        "0.37 is rounded, and belongs to a very large m. For a finite one, compute the power.": (
            lambda m, epochs: m * 0.37**epochs
        ),
        "0.368 is rounded, and belongs to a very large m. For a finite one, compute the power.": (
            lambda m, epochs: m * 0.368**epochs
        ),
        "That holds for a very large m, and for one epoch. For a finite one, compute the power.": (
            lambda m, epochs: m * np.exp(-1)
        ),
        "`//` divides whole numbers and drops the rest: 1 // m is 0. The chance is 1 / m.": (
            lambda m, epochs: m * (1 - 1 // m) ** (m * epochs)
        ),
        "You added m and the epochs. There are m draws in each epoch: m · epochs in all.": (
            lambda m, epochs: m * (1 - 1 / m) ** (m + epochs)
        ),
        "Chances cannot be added: an image that is missed by all epochs is missed by each of "
        "them.": lambda m, epochs: m * (1 - epochs / m) ** m,
        "Each draw hits one of m images, whatever the number of draws: the chance is 1/m.": (
            lambda m, epochs: m * (1 - 1 / (m * epochs)) ** (m * epochs)
        ),
        "1/m is the chance to be drawn. Asked are those that are missed each time: 1 − 1/m.": (
            lambda m, epochs: m * (1 / m) ** (m * epochs)
        ),
        "One epoch is missing: there are m · epochs draws in all.": (
            lambda m, epochs: m * (1 - 1 / m) ** (m * (epochs - 1))
        ),
        "One epoch is missing. How often does the loop go round?": (
            lambda m, epochs: m * (1 - 1 / m) ** (m * max(1, epochs - 1))
        ),
        "Each epoch misses another set, so the sets cannot be added: an image must be in all of "
        "them.": lambda m, epochs: epochs * m * (1 - 1 / m) ** m,
        "Nearly: an average need not be a whole number, so do not round it.": (
            lambda m, epochs: round(m * (1 - 1 / m) ** (m * epochs))
        ),
        "Nearly: an average need not be a whole number, so do not cut its decimals off.": (
            lambda m, epochs: int(m * (1 - 1 / m) ** (m * epochs))
        ),
        "Each epoch misses a share of those that are still missing: shares multiply, and dividing "
        "by the number of epochs is something else.": lambda m, epochs: (
            m * (1 - 1 / m) ** m / epochs
        ),
    },
)
def never_seen(m, epochs):
    """m images, m draws an epoch. Return how many are never drawn: a mean, not rounded."""
    return m * (1 - 1 / m) ** (m * epochs)


@exercise(
    trials=lambda rng: (int(rng.integers(0, in_turn(rng, 60, 20))), int(rng.integers(2, 40))),
    examples=[(0, 1), (4, 1), (5, 3), (1, 3), (3, 3), (4, 4), (0, 5)],
    hints=[
        "Which item has come in at the moment when the first one goes out? How many are in the "
        "buffer before?",
        "Item number `size` pushes out the first. So item i pushes out the one at place "
        "i − size, and can itself leave at the next place.",
        "The early items all may leave first, at place 0: no place is below 0.",
    ],
    reason="Item i comes in while place i − size is filled, so it can leave one place later; the "
    "first `size` items may all be the first to leave.",
    mistakes={
        "One too early: item i comes in when place i − size goes out, so it has to wait for the "
        "next.": lambda i, size: max(0, i - size),
        "Places begin at 0: an early item cannot leave before the first place.": (
            lambda i, size: i - size + 1
        ),
        "Two things: no place is below 0, and while item i comes in, place i − size goes out. So "
        "which place is the next?": lambda i, size: i - size,
        "Look at item i = size: when it has come in, one item has gone out already.": (
            lambda i, size: 0 if i <= size else i - size + 1
        ),
        "One too late: places are numbered from 0, so the first is 0.": (
            lambda i, size: max(0, i - size + 1) + 1
        ),
        "The first `size` items are in the buffer together, and any of them may leave first, at "
        "place 0.": lambda i, size: i if i < size else i - size + 1,
        "A buffer is no ring: % starts again at 0, but later items cannot leave at the first "
        "places.": lambda i, size: i % size,
        "One too early, and item i = size + 1 shows it: two items have gone out when it has come "
        "in.": lambda i, size: max(0, i - size - 1),
        "That is later than i itself. The question is for the earliest place.": (
            lambda i, size: i + size
        ),
        "That would be a buffer of one item, which changes no order at all.": (
            lambda i, size: i + 0 * size
        ),
        "One too late: i − size + 1 is enough.": lambda i, size: max(0, i - size + 2),
        "A buffer lets an item leave *earlier* by up to size − 1 places.": (
            lambda i, size: i + size - 1
        ),
        "Not every item can go to the very front: a late one has not come in yet.": (
            lambda i, size: 0 * i * size
        ),
    },
)
def earliest(i, size):
    """Return the earliest place, 0 for the first, at which item i can leave the buffer."""
    return max(0, i - size + 1)


LABELS = "These are labels. Asked for are the numbers of the rows: y[batches] gives the labels."
TURNED = "Transposed: a batch is a row, and here it is the columns that hold each class once."
TWICE = "A row of the data is in two places, or in none: each is dealt once."
UNEQUAL = "Not every batch holds each class once. Batch {} has the labels {}."


def _judge_dealt(answer):
    for seed, (n, k) in enumerate([(5, 7), (3, 9), (8, 4), (4, 4), (2, 3), (6, 1), (1, 5), (1, 1)]):
        rng = np.random.default_rng(seed)
        y = rng.permutation(np.repeat(np.arange(n), k))
        y = y.astype(np.uint8) if seed % 2 else y  # as data.mnist() gives them
        kept = y.copy()
        batches = answer(y, n)
        if batches is None:
            return "Got None: is a `return` missing?"
        if not np.array_equal(y, kept):
            return "Your code changed `y`, which the caller may still need: make a new array."
        wrong = _what_is_wrong(np.asarray(batches), y, n, k)
        if wrong:
            return wrong
    return None


def _what_is_wrong(batches, y, n, k):
    if batches.dtype.kind not in "iu":
        return "Expected whole numbers, the numbers of rows, and their type to be an integer type."
    once = np.array_equal(np.sort(batches.ravel()), np.arange(n * k))
    if batches.shape == (k, n) and once:
        bad = np.flatnonzero((np.sort(y[batches], axis=1) != np.arange(n)).any(axis=1))
        if not len(bad):
            return None
    if once and batches.shape == (n, k) and (np.sort(y[batches.T], axis=1) == np.arange(n)).all():
        return TURNED
    if np.array_equal(np.sort(batches.ravel()), np.sort(y)):
        return LABELS
    if batches.shape != (k, n):
        return f"Got shape {batches.shape}; expected ({k}, {n}), one batch a row."
    return UNEQUAL.format(bad[0], y[batches[bad[0]]].tolist()) if once else TWICE


def _by_class(y, n_classes):
    return np.argsort(y, kind="stable").reshape(n_classes, -1)


@exercise(
    judge=_judge_dealt,
    hints=[
        "If the row numbers are sorted by class, what does a table with one class a line look "
        "like? Which way must it be read?",
        "np.argsort(y) lists the rows of class 0, then those of class 1, and so on, k of each.",
        "np.argsort(y).reshape(n_classes, -1) has a class a row. A batch is a column of it.",
    ],
    reason="Sort by class, one class a row, and read it by columns: each column takes one from "
    "each class.",
    mistakes={
        TURNED: _by_class,
        LABELS: lambda y, n_classes: np.sort(y).reshape(n_classes, -1).T,
        TWICE: lambda y, n_classes: np.tile(
            _by_class(y, n_classes)[:, 0], (len(y) // n_classes, 1)
        ),
        UNEQUAL.format(0, [0, 0, 0, 0, 0]): (
            lambda y, n_classes: np.argsort(y, kind="stable").reshape(-1, n_classes)
        ),
    },
)
def dealt(y, n_classes):
    """y: (m,), each class k times. Return rows, (k, n_classes): each batch has each class once."""
    by_class = np.argsort(y, kind="stable").reshape(n_classes, -1)
    return by_class.T
