"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "n_steps": [
        ("def n_steps(m, batch_size, epochs):\n    return epochs * (m // batch_size)", "round up"),
        (
            "def n_steps(m, batch_size, epochs):\n    return int(np.ceil(epochs * m / batch_size))",
            "in one go",
        ),
        ("def n_steps(m, batch_size, epochs):\n    return epochs * m / batch_size", "whole number"),
        (
            "def n_steps(m, batch_size, epochs):\n"
            "    steps = 0\n"
            "    for start in range(0, m, batch_size):\n"
            "        steps += 1\n"
            "    return steps",
            "steps of one epoch",
        ),
        (
            "def n_steps(m, batch_size, epochs):\n    return (m // batch_size + 1) * epochs",
            "one too many",
        ),
        (
            "def n_steps(m, batch_size, epochs):\n    return m * epochs // batch_size",
            "in one go, and lost",
        ),
    ],
    "batch_for": [
        (
            "def batch_for(std_one, wanted):\n    return np.ceil(std_one / wanted)",
            "square is missing",
        ),
        (
            "def batch_for(std_one, wanted):\n    return (std_one / wanted) ** 2",
            "whole number of images",
        ),
        (
            "def batch_for(std_one, wanted):\n"
            "    m = 1\n"
            "    while std_one / m > wanted:\n"
            "        m += 1\n"
            "    return m",
            "square is missing",
        ),
        (
            "def batch_for(std_one, wanted):\n    return max(int((std_one / wanted) ** 2), 1)",
            "never below 1",
        ),
        (
            "def batch_for(std_one, wanted):\n    return int(np.ceil(wanted**2 / std_one**2))",
            "upside down",
        ),
        (
            "def batch_for(std_one, wanted):\n    return int((std_one / wanted) ** 2)",
            "Rounded down",
        ),
        (
            "def batch_for(std_one, wanted):\n    return round((std_one / wanted) ** 2)",
            "nearest",
        ),
        (
            "def batch_for(std_one, wanted):\n    return int((std_one / wanted) ** 2) + 1",
            "one too many",
        ),
        (
            "def batch_for(std_one, wanted):\n"
            "    m = 0\n"
            "    while std_one / (m + 1)**0.5 > wanted:\n"
            "        m += 1\n"
            "    return m",
            "One too few: the batch is",
        ),
        (
            "def batch_for(std_one, wanted):\n"
            "    m = 1\n"
            "    while std_one / m**0.5 > wanted:\n"
            "        m *= 2\n"
            "    return m",
            "You doubled the batch until it",
        ),
    ],
    "combined": [
        (
            "def combined(gradients, sizes):\n    return gradients.sum(axis=0) / sizes.sum()",
            "not weighted",
        ),
        (
            "def combined(gradients, sizes):\n    return np.mean(gradients, axis=0)",
            "mean of the means",
        ),
        (
            "def combined(gradients, sizes):\n"
            "    total = 0\n"
            "    for g, size in zip(gradients, sizes):\n"
            "        total = total + g * size\n"
            "    return total",
            "division is missing",
        ),
        (
            "def combined(gradients, sizes):\n"
            "    return sum(g * s for g, s in zip(gradients, sizes)) / len(sizes)",
            "number of rows",
        ),
        (
            "def combined(gradients, sizes):\n"
            "    gradients *= (sizes / sizes.sum())[:, None]\n"
            "    return gradients.sum(axis=0)",
            "changed `gradients`",
        ),
    ],
    "shuffled_batches": [
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    Y = Y[order]\n"
            "    return [(X[s:s + batch_size], Y[s:s + batch_size])\n"
            "            for s in range(0, len(X), batch_size)]",
            "the images are not",
        ),
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    return [(X[s:s + batch_size], Y[s:s + batch_size])\n"
            "            for s in range(0, len(X), batch_size)]",
            "Nothing is shuffled",
        ),
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    X, Y = X[order], Y[order]\n"
            "    n = len(X) // batch_size\n"
            "    return [(X[i * batch_size:(i + 1) * batch_size],\n"
            "             Y[i * batch_size:(i + 1) * batch_size]) for i in range(n)]",
            "smaller batch is lost",
        ),
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    order = np.random.default_rng(0).permutation(len(X))\n"
            "    X, Y = X[order], Y[order]\n"
            "    return [(X[s:s + batch_size], Y[s:s + batch_size])\n"
            "            for s in range(0, len(X), batch_size)]",
            "`order` is the shuffle already",
        ),
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    X, Y = X[order], Y[order]\n"
            "    return [(X[s:s + 2], Y[s:s + 2]) for s in range(0, len(X), 2)]",
            "cut in other places",
        ),
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    X, Y = X[order], Y[order]\n"
            "    return [(Y[s:s + batch_size], X[s:s + batch_size])\n"
            "            for s in range(0, len(X), batch_size)]",
            "the pair is (xb, yb)",
        ),
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    X, Y = X[order], Y[np.argsort(order)]\n"
            "    return [(X[s:s + batch_size], Y[s:s + batch_size])\n"
            "            for s in range(0, len(X), batch_size)]",
            "sorted back",
        ),
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    X, Y = X[order], Y[order]\n"
            "    X = X[order]\n"
            "    batches = []\n"
            "    for start in range(0, len(X), batch_size):\n"
            "        stop = start + batch_size\n"
            "        batches.append((X[start:stop], Y[start:stop]))\n"
            "    return batches",
            "The answers come in the order",
        ),
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    X = X[order]\n"
            "    Y = order\n"
            "    batches = []\n"
            "    for start in range(0, len(X), batch_size):\n"
            "        stop = start + batch_size\n"
            "        batches.append((X[start:stop], Y[start:stop]))\n"
            "    return batches",
            "The answers are the numbers of",
        ),
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    X, Y = X[order[::-1]], Y[order[::-1]]\n"
            "    batches = []\n"
            "    for start in range(0, len(X), batch_size):\n"
            "        stop = start + batch_size\n"
            "        batches.append((X[start:stop], Y[start:stop]))\n"
            "    return batches",
            "Each image has its own answer",
        ),
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    i = np.argsort(order)\n"
            "    X, Y = X[i], Y[i]\n"
            "    batches = []\n"
            "    for start in range(0, len(X), batch_size):\n"
            "        stop = start + batch_size\n"
            "        batches.append((X[start:stop], Y[start:stop]))\n"
            "    return batches",
            "You sorted back, as X[np.argsort(order)] does.",
        ),
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    batches = []\n"
            "    for start in range(0, len(X), batch_size):\n"
            "        rows = order[start : start + batch_size]\n"
            "        batches.append((X[start : start + batch_size], Y[rows]))\n"
            "    return batches",
            "Now the answers are in the",
        ),
        (
            "def shuffled_batches(X, Y, order, batch_size):\n"
            "    X, Y = X[order], Y[order]\n"
            "    batches = []\n"
            "    for start in range(0, len(X), batch_size):\n"
            "        stop = start + batch_size + 1\n"
            "        batches.append((X[start:stop], Y[start:stop]))\n"
            "    return batches",
            "Some images are dealt more than",
        ),
    ],
    "one_epoch": [
        (
            "def one_epoch(w, X, y, lr, batch_size):\n"
            "    for s in range(0, len(X), batch_size):\n"
            "        xb, yb = X[s:s + batch_size], y[s:s + batch_size]\n"
            "        w = w - lr * xb.T @ (xb @ w - yb) / len(xb)\n"
            "        return w",
            "inside the loop",
        ),
        (
            "def one_epoch(w, X, y, lr, batch_size):\n"
            "    for s in range(0, len(X), batch_size):\n"
            "        w = w - lr * X.T @ (X @ w - y) / len(X)\n"
            "    return w",
            "all rows in each step",
        ),
        (
            "def one_epoch(w, X, y, lr, batch_size):\n"
            "    for s in range(0, len(X), batch_size):\n"
            "        xb, yb = X[s:s + batch_size], y[s:s + batch_size]\n"
            "        w = w - lr * xb.T @ (xb @ w - yb) / batch_size\n"
            "    return w",
            "fewer rows",
        ),
        (
            "def one_epoch(w, X, y, lr, batch_size):\n"
            "    for s in range(0, len(X), batch_size):\n"
            "        xb, yb = X[s:s + batch_size], y[s:s + batch_size]\n"
            "        w = w - lr * (xb @ w - yb) @ xb\n"
            "    return w",
            "division is gone",
        ),
        (
            "def one_epoch(w, X, y, lr, batch_size):\n"
            "    for s in range(0, len(X), batch_size):\n"
            "        xb, yb = X[:batch_size], y[:batch_size]\n"
            "        w = w - lr * xb.T @ (xb @ w - yb) / len(xb)\n"
            "    return w",
            "first batch",
        ),
        (
            "def one_epoch(w, X, y, lr, batch_size):\n"
            "    for s in range(0, len(X), batch_size):\n"
            "        xb, yb = X[s:s + batch_size], y[s:s + batch_size]\n"
            "        w -= lr * xb.T @ (xb @ w - yb) / len(xb)\n"
            "    return w",
            "changed `w`",
        ),
        (
            "def one_epoch(w, X, y, lr, batch_size):\n"
            "    g = 0\n"
            "    for start in range(0, len(X), batch_size):\n"
            "        xb, yb = X[start : start + batch_size], y[start : start + batch_size]\n"
            "        error = xb @ w - yb\n"
            "        g = g + xb.T @ error / len(xb)\n"
            "    return w - lr * g",
            "Every batch's error is that of",
        ),
        (
            "def one_epoch(w, X, y, lr, batch_size):\n"
            "    g = 0\n"
            "    for start in range(0, len(X), batch_size):\n"
            "        xb, yb = X[start : start + batch_size], y[start : start + batch_size]\n"
            "        error = xb @ w - yb\n"
            "        g = g + xb.T @ error\n"
            "    return w - lr * g / len(X)",
            "That is one step on all",
        ),
    ],
}
