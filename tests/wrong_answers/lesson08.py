"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "opening_pull": [
        (
            "def opening_pull(counts):\n    shares = counts / np.sum(counts)\n"
            "    return shares - 1 / counts.size",
            "sign is turned round",
        ),
        ("def opening_pull(counts):\n    return 0.1 - counts / counts.sum()", "expected [-0.75"),
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
            "Row 39 never",
        ),
        (
            "def shuffled(X, y, rng):\n    order = np.arange(len(X))\n"
            "    rng.shuffle(order[1:])\n    return X[order], y[order]",
            "Row 0 never",
        ),
        (
            "def shuffled(X, y, rng):\n    order = np.argsort(y)\n    return X[order], y[order]",
            "not drawn from the `rng`",
        ),
        (
            "def shuffled(X, y, rng):\n    order = rng.permutation(len(X))\n"
            "    print(X[order].shape, end='')",
            "`return` missing",
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
    ],
}
