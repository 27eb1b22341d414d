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
        ("def never_seen(m, epochs):\n    return m - m * (1 - 1 / m) ** m * epochs", "expected"),
    ],
    "earliest": [
        ("def earliest(i, size):\n    return i - size if i > size else 0", "One too early"),
        ("def earliest(i, size):\n    return i + 1 - size", "begin at 0"),
        ("def earliest(i, size):\n    return i // size", "expected"),
        ("def earliest(i, size):\n    return i", "changes no order"),
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
