"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "opening_pull": [
        (
            "def opening_pull(counts):\n    shares = counts / np.sum(counts)\n"
            "    return shares - 1 / counts.size",
            "sign is turned round",
        ),
        ("def opening_pull(counts):\n    return 0.1 - counts / counts.sum()", "taken for granted"),
        (
            "def opening_pull(counts):\n    n = len(counts)\n    return np.full(n, 1 / n) - counts",
            "not shares",
        ),
        (
            "def opening_pull(counts):\n    Y = np.repeat(np.eye(len(counts)), counts, axis=0)\n"
            "    return (1 / len(counts) - Y).sum(axis=0)",
            "1/m in it",
        ),
        (
            "def opening_pull(counts):\n    return 1 / len(counts) - counts[0] / counts.sum()",
            "expected an array",
        ),
        (
            "def opening_pull(counts):\n    n = np.count_nonzero(counts)\n"
            "    return 1 / n - counts / np.sum(counts)",
            "still a class",
        ),
        (
            "def opening_pull(counts):\n"
            "    pull = 1 / len(counts) - counts / counts.sum()\n"
            "    pull[counts == 0] = 0\n    return pull",
            "missing gets a slope",
        ),
        (
            "def opening_pull(counts):\n    return 1 / len(counts) - (counts > 0)",
            "whether a class is there",
        ),
        (
            "def opening_pull(counts):\n    return 1 / len(counts) - counts // sum(counts)",
            "divides whole numbers",
        ),
    ],
    "shuffled": [
        (
            "def shuffled(X, y, rng):\n    order = rng.permutation(len(X))\n    return X[order], y",
            "no longer pairs",
        ),
        (
            "def shuffled(X, y, rng):\n    X, y = X.copy(), y.copy()\n    rng.shuffle(X)\n"
            "    rng.shuffle(y)\n    return X, y",
            "no longer pairs",
        ),
        (
            "def shuffled(X, y, rng):\n    state = rng.bit_generator.state\n    rng.shuffle(X)\n"
            "    rng.bit_generator.state = state\n    rng.shuffle(y)\n    return X, y",
            "changed `X`",
        ),
        (
            "def shuffled(X, y, rng):\n    order = rng.permutation(len(X))\n"
            "    return X[order][:, ::-1], y[order]",
            "pixels of an image",
        ),
        (
            "def shuffled(X, y, rng):\n    order = rng.choice(len(X), len(X))\n"
            "    return X[order], y[order]",
            "there twice",
        ),
        (
            "def shuffled(X, y, rng):\n    order = rng.permutation(len(X))\n    return X[order]",
            "two arrays",
        ),
        (
            "def shuffled(X, y, rng):\n    k = rng.integers(len(X))\n"
            "    return np.roll(X, k, axis=0), np.roll(y, k)",
            "the neighbour that they had",
        ),
        (
            "def shuffled(X, y, rng):\n    return X[::-1], y[::-1]",
            "turned round",
        ),
        (
            "def shuffled(X, y, rng):\n    starts = 4 * rng.permutation(10)\n"
            "    order = (starts[:, None] + np.arange(4)).ravel()\n    return X[order], y[order]",
            "the neighbour that they had",
        ),
        (
            "def shuffled(X, y, rng):\n"
            "    order = np.append(rng.permutation(len(X) - 1), len(X) - 1)\n"
            "    return X[order], y[order]",
            "Row 11 of 12 never",
        ),
        (
            "def shuffled(X, y, rng):\n    order = np.arange(len(X))\n"
            "    rng.shuffle(order[1:])\n    return X[order], y[order]",
            "Row 0 of 12 never",
        ),
        (
            "def shuffled(X, y, rng):\n    order = np.argsort(y)\n    return X[order], y[order]",
            "sorted by their labels",
        ),
        (
            "def shuffled(X, y, rng):\n    order = rng.permutation(len(X))\n"
            "    print(X[order].shape, end='')",
            "`return` missing",
        ),
        (
            "def shuffled(X, y, rng):\n    order = np.argsort(y, kind='stable')\n"
            "    return X[order], y[order]",
            "sorted by their labels",
        ),
        (
            "def shuffled(X, y, rng):\n"
            "    classes = [rng.permutation(np.flatnonzero(y == c)) for c in np.unique(y)]\n"
            "    order = np.concatenate(classes)\n    return X[order], y[order]",
            "sorted by their labels",
        ),
        (
            "def shuffled(X, y, rng):\n    order = np.argsort(X[:, 0])\n"
            "    return X[order], y[order]",
            "the same order",
        ),
        (
            "def shuffled(X, y, rng):\n    half = len(X) // 2\n"
            "    left = list(rng.permutation(half))\n"
            "    right = list(half + rng.permutation(len(X) - half))\n    order = []\n"
            "    while left or right:\n        order += left[-1:] + right[-1:]\n"
            "        left, right = left[:-1], right[:-1]\n    return X[order], y[order]",
            "never came to place",
        ),
        (
            "def shuffled(X, y, rng):\n"
            "    order = np.random.default_rng(0).permutation(len(X))\n"
            "    order = np.roll(order, rng.integers(len(X)))\n"
            "    return X[order], y[order]",
            "never came right after row",
        ),
        (
            "def shuffled(X, y, rng):\n    order = np.arange(len(X))\n"
            "    for _ in range(4):\n        i, j = rng.integers(len(X), size=2)\n"
            "        order[[i, j]] = order[[j, i]]\n    return X[order], y[order]",
            "had: as a whole",
        ),
        (
            "def shuffled(X, y, rng):\n    order = rng.permutation(len(X))\n"
            "    if rng.random() < 0.5:\n        order = np.argsort(y, kind='stable')\n"
            "    return X[order], y[order]",
            "220 times",
        ),
    ],
    "never_seen": [
        ("def never_seen(m, epochs):\n    return m * np.exp(-1) ** epochs", "very large m"),
        ("def never_seen(m, epochs):\n    return 0 * m * epochs", "same for every"),
        (
            "def never_seen(m, epochs):\n    seen = 1 - (1 - 1 / m) ** (m * epochs)\n"
            "    return m * seen",
            "at least once",
        ),
        ("def never_seen(m, epochs):\n    return (1 - 1 / m) ** (m * epochs)", "the share"),
        ("def never_seen(m, epochs):\n    return epochs * m * (1 - 1 / m) ** m", "be added"),
        (
            "def never_seen(m, epochs):\n    return np.round(m * (1 - 1 / m) ** (m * epochs))",
            "do not round",
        ),
        (
            "def never_seen(m, epochs):\n    return int(m * (1 - 1 / m) ** (m * epochs))",
            "decimals off",
        ),
        ("def never_seen(m, epochs):\n    return m - m * (1 - 1 / m) ** m * epochs", "expected"),
        (
            "def never_seen(m, epochs):\n    return m * (1 - 1 // m) ** (m * epochs)",
            "1 // m is 0",
        ),
        (
            "def never_seen(m, epochs):\n    return m * 0.37**epochs",
            "0.37 is rounded",
        ),
        (
            "def never_seen(m, epochs):\n    left = m * (1 - 1 / m) ** m\n"
            "    for _ in range(1, epochs - 1):\n        left *= (1 - 1 / m) ** m\n"
            "    return left",
            "loop go round",
        ),
    ],
    "earliest": [
        ("def earliest(i, size):\n    return i - size if i > size else 0", "One too early"),
        ("def earliest(i, size):\n    return i + 1 - size", "begin at 0"),
        ("def earliest(i, size):\n    return i // size", "expected"),
        ("def earliest(i, size):\n    return i", "changes no order"),
        ("def earliest(i, size):\n    return i - size", "Two things"),
        (
            "def earliest(i, size):\n    if i <= size:\n        return 0\n    return i - size + 1",
            "item i = size",
        ),
        (
            "def earliest(i, size):\n    if i < size:\n        return i\n    return i - size + 1",
            "any of them may leave first",
        ),
        (
            "def earliest(i, size):\n    return max(1, i - size + 2)",
            "numbered from 0",
        ),
        (
            "def earliest(i, size):\n    return i % size",
            "no ring",
        ),
    ],
    "dealt": [
        (
            "def dealt(y, n_classes):\n"
            "    return np.array([np.flatnonzero(y == c) for c in range(n_classes)])",
            "Transposed",
        ),
        (
            "def dealt(y, n_classes):\n    return np.arange(len(y)).reshape(-1, n_classes)",
            "Not every batch",
        ),
        ("def dealt(y, n_classes):\n    return np.argsort(y)", "one batch a row"),
        (
            "def dealt(y, n_classes):\n"
            "    first = [np.flatnonzero(y == c)[0] for c in range(n_classes)]\n"
            "    return np.array([first] * (len(y) // n_classes))",
            "dealt once",
        ),
        ("def dealt(y, n_classes):\n    return np.sort(y).reshape(-1, n_classes)", "labels"),
        (
            "def dealt(y, n_classes):\n    y.sort()\n    return y.reshape(n_classes, -1).T",
            "changed `y`",
        ),
        (
            "def dealt(y, n_classes):\n    rng = np.random.default_rng(0)\n"
            "    k = len(y) // n_classes\n"
            "    rows = [rng.choice(np.flatnonzero(y == c), k) for c in range(n_classes)]\n"
            "    return np.column_stack(rows)",
            "each is dealt once",
        ),
        (
            "def dealt(y, n_classes):\n"
            "    rows = np.zeros((len(y) // n_classes, n_classes))\n"
            "    for c in range(n_classes):\n        rows[:, c] = np.flatnonzero(y == c)\n"
            "    return rows",
            "an integer type",
        ),
    ],
}
