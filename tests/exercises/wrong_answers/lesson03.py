"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "layer_forward": [
        ("def layer_forward(X, W, b):\n    return np.dot(X, W)", "biases are missing"),
        (
            "def layer_forward(X, W, b):\n    return np.dot(W.T, X.T) + b.reshape(-1, 1)",
            "column books",
        ),
        (
            "def layer_forward(X, W, b):\n    z = X @ W\n    for i in b:\n        z = z + i\n"
            "    return z",
            "all biases added up",
        ),
        (
            "def layer_forward(X, W, b):\n    z = np.dot(X, W) + b\n"
            "    return np.exp(z) / (1 + np.exp(z))",
            "linear",
        ),
        ("def layer_forward(X, W, b):\n    return np.array([x @ W + b[0] for x in X])", "b[0]"),
        ("def layer_forward(X, W, b):\n    return X @ W + np.mean(b)", "mean of the biases"),
        ("def layer_forward(X, W, b):\n    z = X @ W + b\n    return z + b", "added twice"),
        ("def layer_forward(X, W, b):\n    return W @ X + b", "inner sizes"),
        ("def layer_forward(X, W, b):\n    return X @ W + b[:, None]", "do not fit together"),
    ],
    "n_parameters": [
        ("n_parameters = 8 * 8 * 10", "biases are missing"),
        ("n_parameters = 785 * 10", "MNIST"),
        ("n_parameters = 8 * 8 + 10", "multiplied, not added"),
        ("n_parameters = 8 * 10 + 10", "8×8 pixels"),
        ("n_parameters = 100", "too small"),
    ],
    "squared_error": [
        ("def squared_error(a, Y):\n    return np.mean(0.5 * (a - Y) ** 2)", "over all entries"),
        (
            "def squared_error(a, Y):\n    d = a - Y\n    return np.vdot(d, d) / 2",
            "added the images up",
        ),
        (
            "def squared_error(a, Y):\n    return np.mean(np.sum((Y - a) ** 2, axis=1))",
            "½ is missing",
        ),
        (
            "def squared_error(a, Y):\n    return 0.5 * np.mean(np.linalg.norm(a - Y, axis=1))",
            "square root",
        ),
        (
            "def squared_error(a, Y):\n    return 0.5 * np.sum((a - Y) ** 2, axis=1)",
            "shape",
        ),
        (
            "def squared_error(a, Y):\n"
            "    return 1 // 2 * np.mean(np.sum(np.square(a - Y), axis=1))",
            "1 // 2",
        ),
        ("def squared_error(a, Y):\n    return ((a - Y) ** 2).mean()", "½ is missing, and"),
        (
            "def squared_error(a, Y):\n    return np.abs(a - Y).sum() / (2 * len(a))",
            "absolute values",
        ),
        (
            "def squared_error(a, Y):\n    return np.mean([sum(r) ** 2 / 2 for r in a - Y])",
            "squared the sum",
        ),
        (
            "def squared_error(a, Y):\n"
            "    for r, t in zip(a, Y):\n"
            "        e = 0.5 * np.sum((r - t) ** 2)\n"
            "    return e",
            "Only the last image counts: are",
        ),
        (
            "def squared_error(a, Y):\n"
            "    s = 0\n"
            "    for r, t in zip(a, Y):\n"
            "        s += 0.5 * np.sum((r - t) ** 2)\n"
            "        return s / len(a)",
            "Only the first image counts, divided",
        ),
    ],
    "layer_gradients": [
        (
            "def layer_gradients(X, a, Y):\n    dz = a - Y\n"
            "    return np.dot(X.T, dz), np.sum(dz, axis=0)",
            "1/m is lost",
        ),
        (
            "def layer_gradients(X, a, Y):\n    m = X.shape[0]\n    dz = (Y - a) / m\n"
            "    return X.T @ dz, np.sum(dz, 0)",
            "sign is wrong",
        ),
        (
            "def layer_gradients(X, a, Y):\n    m = X.shape[0]\n    dz = a - Y\n"
            "    return dz.T @ X / m, dz.mean(axis=0)",
            "transposed",
        ),
        (
            "def layer_gradients(X, a, Y):\n    dz = (a - Y) / len(X)\n"
            "    return X.T @ dz, dz.sum(1)",
            "one number an image",
        ),
        (
            "def layer_gradients(X, a, Y):\n    dz = (a - Y) / len(X)\n"
            "    return dz.sum(axis=0), X.T @ dz",
            "order",
        ),
        (
            "def layer_gradients(X, a, Y):\n    dz = (a - Y) / len(X)\n"
            "    return X.T @ dz, dz.sum(axis=0, keepdims=True)",
            "`db` is wrong",
        ),
        (
            "def layer_gradients(X, a, Y):\n    dz = (a - Y) / Y.shape[1]\n"
            "    return X.T @ dz, dz.sum(0)",
            "n_out",
        ),
        (
            "def layer_gradients(X, a, Y):\n    dz = (a - Y) / len(X.T)\n"
            "    return X.T @ dz, dz.sum(0)",
            "n_in",
        ),
        (
            "def layer_gradients(X, a, Y):\n    m = len(a)\n    return X.T @ a / m, a.mean(axis=0)",
            "targets are missing",
        ),
        (
            "def layer_gradients(X, a, Y):\n    dz = (a - Y) * (a - a**2) / len(a)\n"
            "    return X.T @ dz, dz.sum(axis=0)",
            "sigmoid",
        ),
    ],
    "largest_rate": [
        ("def largest_rate(X):\n    return 2 / np.max(np.sum(X * X, axis=1))", "bytes"),
        (
            "def largest_rate(X):\n    X = X.astype(float)\n"
            "    return 2 / np.mean(np.sum(X**2, axis=1))",
            "mean",
        ),
        (
            "def largest_rate(X):\n    return 2 / np.linalg.norm(X.astype(float), axis=1).max()",
            "length",
        ),
        (
            "def largest_rate(X):\n    X = X.astype(float)\n"
            "    return max(2 / np.sum(X**2, axis=1))",
            "smallest",
        ),
        (
            "def largest_rate(X):\n    X = X.astype(float)\n    return 2 / np.sum(X**2, axis=1)",
            "one rate for each image",
        ),
        ("def largest_rate(X):\n    return 2 / max([np.dot(x, x) for x in X])", "again a byte"),
        (
            "def largest_rate(X):\n    X = X.astype(float)\n"
            "    return 2 / max(np.sum(X * X, axis=0))",
            "one number a pixel",
        ),
        (
            "def largest_rate(X):\n    X = X.astype(float)\n    return 2 / np.max(X.sum(1)) ** 2",
            "squared the sum",
        ),
        (
            "def largest_rate(X):\n    X = X.astype(float)\n"
            "    return np.max(np.sum(X**2, axis=1)) / 2",
            "Upside down",
        ),
    ],
    "epoch_error": [
        (
            "def epoch_error(W, X, Y, lr):\n    W = W.copy()\n    for x, y in zip(X, Y):\n"
            "        d = x @ W - y\n        error = np.sum(d**2) / 2\n"
            "        W -= np.outer(lr * x, d)\n    return error / len(X)",
            "last error was divided",
        ),
        (
            "def epoch_error(W, X, Y, lr):\n    W = W.copy()\n    total = 0\n"
            "    for x, y in zip(X, Y):\n        d = x @ W - y\n"
            "        total += 0.5 * np.sum(d**2)\n        W -= np.outer(lr * x, d)\n"
            "    return total",
            "divide it by the number of images",
        ),
        (
            "def epoch_error(W, X, Y, lr):\n    return 0.5 * np.sum((X @ W - Y) ** 2) / len(X)",
            "with the first weights",
        ),
        (
            "def epoch_error(W, X, Y, lr):\n    W = W.copy()\n    for x, y in zip(X, Y):\n"
            "        W -= np.outer(lr * x, x @ W - y)\n"
            "    return 0.5 * np.sum((X @ W - Y) ** 2) / len(X)",
            "after the epoch",
        ),
        (
            "def epoch_error(W, X, Y, lr):\n    total = 0\n    for x, y in zip(X, Y):\n"
            "        d = x @ W - y\n        total += 0.5 * np.sum(d**2)\n"
            "        W -= np.outer(lr * x, d)\n    return total / len(X)",
            "your code changed `W`",
        ),
        (
            "def epoch_error(W, X, Y, lr):\n    W = W.copy()\n    total = 0\n"
            "    for x, y in zip(X, Y):\n        d = x @ W - y\n"
            "        W -= np.outer(lr * x, d)\n"
            "        total += 0.5 * np.sum((x @ W - y) ** 2)\n"
            "    return total / len(X)",
            "after its own step",
        ),
        (
            "def epoch_error(W, X, Y, lr):\n    W = W.copy()\n    total = 0\n"
            "    for x, y in zip(X, Y):\n        d = x @ W - y\n"
            "        total += 0.5 * np.mean(d**2)\n        W -= np.outer(lr * x, d)\n"
            "    return total / len(X)",
            "over the outputs of an image",
        ),
        (
            "def epoch_error(W, X, Y, lr):\n    W = W.copy()\n    total = 0\n"
            "    for x, y in zip(X, Y):\n        d = x @ W - y\n"
            "        total += 0.5 * np.sum(d**2)\n        W -= np.outer(lr * x, d)\n"
            "        return total / len(X)",
            "`return` inside the loop",
        ),
        (
            "def epoch_error(W, X, Y, lr):\n    W = W.copy()\n    total = 0\n"
            "    for x, y in zip(X, Y):\n        d = x @ W - y\n"
            "        total += 0.5 * np.sum(d**2)\n        W -= np.outer(lr * x, d)\n"
            "        total /= len(X)\n    return total",
            "every turn of the loop",
        ),
        (
            "def epoch_error(W, X, Y, lr):\n    W = W.copy()\n    total = 0\n"
            "    for x, y in zip(X, Y):\n        d = x @ W - y\n"
            "        total += 0.5 * np.sum(d**2)\n        W -= np.outer(lr * x, d)\n"
            "    return total / len(x)",
            "number of pixels",
        ),
        (
            "def epoch_error(W, X, Y, lr):\n    d = X @ W - Y\n"
            "    error = 0.5 * np.sum(d**2) / len(X)\n"
            "    W = W - lr * X.T @ d\n    return error",
            "with the first weights",
        ),
        (
            "def epoch_error(W, X, Y, lr):\n"
            "    W = W.copy()\n"
            "    total = 0.0\n"
            "    for x, y in zip(X, Y):\n"
            "        difference = x @ W - y\n"
            "        error = 0.5 * np.sum(difference**2)\n"
            "        total += error\n"
            "        W += np.outer(lr * x, difference)\n"
            "    return total / len(X)",
            "The step goes uphill: W is",
        ),
        (
            "def epoch_error(W, X, Y, lr):\n"
            "    W = W.copy()\n"
            "    for x, y in zip(X, Y):\n"
            "        difference = x @ W - y\n"
            "        W -= np.outer(lr * x, difference)\n"
            "    return 0.5 * np.mean(np.sum((X @ W - Y) ** 2, axis=1))",
            "These are errors after the epoch.",
        ),
    ],
}
