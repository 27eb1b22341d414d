"""Exercises of lesson 08: the order of the images."""

import numpy as np

from nnlib.classroom.exercises.engine import exercise


def _counts(rng):
    n = int(rng.integers(3, 8))
    counts = rng.integers(1, 9, n)
    counts[rng.integers(n)] = 0  # a class that is missing
    return (counts,)


@exercise(
    trials=_counts,
    examples=[(np.array([4, 0, 0, 0]),)],
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
STAYS = "Row {} never leaves its place, whatever the seed: each row must be able to go anywhere."
LOST = "Some images are lost and others are there twice: a permutation has each row once."
GLOBAL = "The same seed gave two orders. Draw the order from `rng`, not from np.random."
FIXED = "Two seeds gave the same order: it was not drawn from the `rng` that is handed in."


def _judge_shuffled(answer):
    def call(seed):
        X = 1.0 * np.arange(80).reshape(40, 2)
        y = np.arange(40) % 7
        result = answer(X, y, np.random.default_rng(seed))
        for name, given, was in (("X", X, np.arange(80).reshape(40, 2)), ("y", y, _SEVEN)):
            if not np.array_equal(given, was):
                changed.append(name)
        return result

    changed, orders = [], []
    for seed in (1, 2, 1, *range(3, 9)):
        result = call(seed)
        if result is None:
            return "Got None: is a `return` missing?"
        if not isinstance(result, tuple | list) or len(result) != 2:
            return "Expected two arrays: return X and y, both shuffled."
        X, y = np.asarray(result[0]), np.asarray(result[1])
        if X.shape != (40, 2) or y.shape != (40,):
            return f"Got shapes {X.shape} and {y.shape} for m = 40; expected (40, 2) and (40,)."
        if (X[:, 1] - X[:, 0] != 1).any() or (X[:, 0] % 2).any():
            return "The pixels of an image were moved, too: only the rows may change places."
        rows = (X[:, 0] // 2).astype(int)
        if len(set(rows.tolist())) < 40:
            return LOST
        if not np.array_equal(y, _SEVEN[rows]):
            return TORN
        if changed:
            return CHANGED.format(changed[0])
        if np.array_equal(rows, np.arange(40)):
            return STILL
        orders.append(rows)
    orders = np.array(orders)
    if (orders[0] != orders[2]).any():
        return GLOBAL
    # Of 39 pairs, about two are neighbours by chance.
    steps = np.abs(np.diff(orders, axis=1))
    if (np.isin(steps, (1, 39)).sum(axis=1) > 20).any():
        return BESIDE
    if (orders[0] == orders[1]).all():
        return FIXED
    stays = np.flatnonzero((orders == np.arange(40)).all(axis=0))
    return STAYS.format(stays[0]) if len(stays) else None


_SEVEN = np.arange(40) % 7


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
    examples=[(2, 1), (10, 1)],
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
    trials=lambda rng: (int(rng.integers(0, 60)), int(rng.integers(2, 40))),
    examples=[(0, 1), (4, 1), (5, 3), (1, 3), (3, 3), (4, 4)],
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
UNEQUAL = "Not every batch holds each class once. The first batch has the labels {}."


def _judge_dealt(answer):
    for seed in range(8):
        rng = np.random.default_rng(seed)
        n, k = (int(size) for size in rng.permutation(np.arange(3, 10))[:2])
        y = rng.permutation(np.repeat(np.arange(n), k))
        kept = y.copy()
        batches = answer(y, n)
        if batches is None:
            return "Got None: is a `return` missing?"
        if not np.array_equal(y, kept):
            return "Your code changed `y`, which the caller may still need: make a new array."
        batches = np.asarray(batches)
        if batches.dtype.kind not in "iu":
            return "Expected whole numbers: the numbers of rows."
        if np.array_equal(np.sort(batches.ravel()), np.sort(y)):
            return LABELS
        once = np.array_equal(np.sort(batches.ravel()), np.arange(n * k))
        if once and batches.shape == (n, k) and _each_class_once(y[batches.T], n):
            return TURNED
        if batches.shape != (k, n):
            return f"Got shape {batches.shape}; expected ({k}, {n}), one batch a row."
        if not once:
            return TWICE
        if not _each_class_once(y[batches], n):
            return UNEQUAL.format(y[batches[0]].tolist())
    return None


def _each_class_once(labels, n):
    return bool((np.sort(labels, axis=1) == np.arange(n)).all())


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
        "Not every batch holds each class once. The first batch has the labels [0, 0, 0, 0, 0].": (
            lambda y, n_classes: np.argsort(y, kind="stable").reshape(-1, n_classes)
        ),
    },
)
def dealt(y, n_classes):
    """y: (m,), each class k times. Return rows, (k, n_classes): each batch has each class once."""
    by_class = np.argsort(y, kind="stable").reshape(n_classes, -1)
    return by_class.T
