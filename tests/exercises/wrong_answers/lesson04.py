"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "merged": [
        ("def merged(W1, b1, W2, b2):\n    return W1.dot(W2), b2", "first bias is lost"),
        (
            "def merged(W1, b1, W2, b2):\n    W = W1 @ W2\n    b = np.dot(b1, W2)\n    return W, b",
            "second bias is lost",
        ),
        (
            "def merged(W1, b1, W2, b2):\n    return b1 @ W2 + b2, W1 @ W2",
            "in another order",
        ),
        (
            "def merged(W1, b1, W2, b2):\n    b2 += b1 @ W2\n    return W1 @ W2, b2",
            "changed `b2`",
        ),
    ],
    "safe_softmax": [
        (
            "def safe_softmax(z):\n    e = np.exp(z - np.max(z))\n"
            "    return e / e.sum(axis=1, keepdims=True)",
            "each row has its own",
        ),
        (
            "def safe_softmax(z):\n    z = z - z.max(axis=1, keepdims=True)\n"
            "    return np.exp(z) / np.sum(np.exp(z))",
            "sum of the whole batch",
        ),
        (
            "def safe_softmax(z):\n    z = z - z.max(axis=1, keepdims=True)\n"
            "    return np.exp(z) / np.exp(z).sum(axis=0)",
            "sum of each column",
        ),
        (
            "def safe_softmax(z):\n    e = np.exp(z - z.max(axis=0, keepdims=True))\n"
            "    return e / e.sum(axis=1, keepdims=True)",
            "each row, axis 1",
        ),
        (
            "def safe_softmax(z):\n    e = np.exp(z - np.min(z, axis=1)[:, None])\n"
            "    return e / e.sum(axis=1, keepdims=True)",
            "smallest score",
        ),
        (
            "def safe_softmax(z):\n    e = np.exp(z - np.mean(z, axis=1)[:, None])\n"
            "    return e / e.sum(axis=1, keepdims=True)",
            "mean of each row",
        ),
        (
            "def safe_softmax(z):\n    e = np.exp(np.longdouble(z))\n"
            "    return (e / e.sum(axis=1, keepdims=True)).astype(float)",
            "longdouble",
        ),
        (
            "def safe_softmax(z):\n    e = np.exp(np.clip(z, -500, 500))\n"
            "    return e / e.sum(axis=1, keepdims=True)",
            "cut off",
        ),
    ],
    "natural_cross_entropy": [
        (
            "def natural_cross_entropy(p, Y):\n"
            "    return -np.mean(np.log10(p[np.arange(len(p)), Y.argmax(axis=1)]))",
            "base 10",
        ),
        ("def natural_cross_entropy(p, Y):\n    return -np.sum(Y * np.log(p))", "added up"),
        (
            "def natural_cross_entropy(p, Y):\n    return -np.mean(np.sum(Y * np.log(p), axis=0))",
            "over the columns",
        ),
        ("def natural_cross_entropy(p, Y):\n    return -np.log(p.max(1)).mean()", "largest"),
        (
            "def natural_cross_entropy(p, Y):\n    return -np.log(np.mean(p[Y == 1]))",
            "logarithm of the mean",
        ),
        ("def natural_cross_entropy(p, Y):\n    return np.mean(-Y * np.log(p))", "over the m rows"),
        (
            "def natural_cross_entropy(p, Y):\n    return np.mean(np.sum(Y * np.log(p), axis=1))",
            "sign is lost",
        ),
    ],
    "score_slope": [
        ("def score_slope(p, Y):\n    return p - Y", "1/m is lost"),
        ("def score_slope(p, Y):\n    return -(Y / p) / len(p)", "slope along the probabilities"),
        ("def score_slope(p, Y):\n    return -Y / p", "1/m is lost, too"),
        ("def score_slope(p, Y):\n    return (p - Y) * Y", "Only the right class"),
        ("def score_slope(p, Y):\n    return np.mean(p - Y)", "one number"),
        ("def score_slope(p, Y):\n    return -(p - Y) / p.shape[0]", "wrong one"),
        (
            "def score_slope(p, Y):\n    return (p - Y) / p.shape[1]",
            "number of classes",
        ),
    ],
    "bias_slope": [
        ("def bias_slope(dz):\n    return float(np.sum(dz))", "one number for the whole layer"),
        (
            "def bias_slope(dz):\n    return np.ones(dz.shape[1]) * np.sum(dz)",
            "move together",
        ),
        ("def bias_slope(dz):\n    return np.sum(dz, 1)", "one number an example"),
        ("def bias_slope(dz):\n    return dz[:dz.shape[1]].sum(axis=0)", "Right for some"),
        ("def bias_slope(dz):\n    return dz.sum(axis=0)[:10]", "expected an array"),
        ("def bias_slope(dz):\n    return np.mean(dz, axis=0)", "1/m is already in dz"),
        (
            "def bias_slope(dz):\n    return np.sum(dz, axis=0, keepdims=True)",
            "numbers are right",
        ),
        (
            "def bias_slope(dz):\n    for row in dz:\n        db = row\n    return db",
            "Only the last row counts: is",
        ),
        (
            "def bias_slope(dz):\n"
            "    db = np.zeros(dz.shape[1])\n"
            "    for i in range(len(dz) - 1):\n"
            "        db += dz[i]\n"
            "    return db",
            "The last row is missing: does",
        ),
    ],
    "hidden_slope": [
        (
            "def hidden_slope(dz2, W2, a1, a2):\n    return np.dot(dz2, W2) * a1 * (1 - a1)",
            "not transposed",
        ),
        ("def hidden_slope(dz2, W2, a1, a2):\n    return dz2.dot(W2.T)", "without any slope"),
        ("def hidden_slope(dz2, W2, a1, a2):\n    return dz2 @ W2.T * (a1 > 0)", "ReLU's"),
        (
            "def hidden_slope(dz2, W2, a1, a2):\n    dz2 = dz2 * a2 * (1 - a2)\n"
            "    return dz2 @ W2.T * a1 * (1 - a1)",
            "in it again",
        ),
        ("def hidden_slope(dz2, W2, a1, a2):\n    return a1 * (1 - a1) * dz2", "left out"),
        ("def hidden_slope(dz2, W2, a1, a2):\n    return dz2 @ W2 * a2 * (1 - a2)", "Neither"),
        ("def hidden_slope(dz2, W2, a1, a2):\n    return a1 * (dz2 @ W2.T)", "not a1."),
        (
            "def hidden_slope(dz2, W2, a1, a2):\n    s = 1 / (1 + np.exp(-a1))\n"
            "    return (dz2 @ W2.T) * s * (1 - s)",
            "once more",
        ),
        (
            "def hidden_slope(dz2, W2, a1, a2):\n    return (dz2 @ W2.T) * a2 * (1 - a2) * 1.0",
            "still that of the output units",
        ),
        (
            "def hidden_slope(dz2, W2, a1, a2):\n    dz1 = dz2 * (1 - a2) * a2\n"
            "    return dz1 @ W2.T",
            "before the weights",
        ),
    ],
    "backward_tanh": [
        (
            "def backward_tanh(X, Y, W2, a1, p):\n"
            "    dz2 = (p - Y) / len(X)\n"
            "    dz1 = dz2 @ W2.T * (a1 > 0)\n"
            "    return X.T @ dz1, dz1.sum(axis=0), a1.T @ dz2, dz2.sum(axis=0)",
            "ReLU's slope",
        ),
        (
            "def backward_tanh(X, Y, W2, a1, p):\n"
            "    dz2 = p - Y\n"
            "    dz1 = dz2 @ W2.T * (1 - a1 * a1)\n"
            "    return X.T @ dz1, dz1.sum(0), a1.T @ dz2, dz2.sum(0)",
            "1/m is lost",
        ),
        (
            "def backward_tanh(X, Y, W2, a1, p):\n"
            "    dz2 = (p - Y) / len(X)\n"
            "    dz1 = dz2 @ W2.T * (1 - a1**2)\n"
            "    return X.T @ dz1, dz1.sum(0), dz2.T @ a1, dz2.sum(0)",
            "`dW2` is wrong. Transposed",
        ),
        (
            "def backward_tanh(X, Y, W2, a1, p):\n"
            "    dz2 = (p - Y) / len(X)\n"
            "    dz1 = dz2 @ W2.T * (1 - a1**2)\n"
            "    return a1.T @ dz2, dz2.sum(0), X.T @ dz1, dz1.sum(0)",
            "in another order",
        ),
        (
            "def backward_tanh(X, Y, W2, a1, p):\n"
            "    dz2 = (p - Y) / len(X)\n"
            "    dz1 = dz2 @ W2 * (1 - a1**2)\n"
            "    return X.T @ dz1, dz1.sum(0), a1.T @ dz2, dz2.sum(0)",
            "ValueError",
        ),
    ],
}
