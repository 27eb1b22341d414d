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
        ("def natural_cross_entropy(p, Y):\n    return np.mean(-Y * np.log(p))", "over the m rows"),
        (
            "def natural_cross_entropy(p, Y):\n    return np.mean(np.sum(Y * np.log(p), axis=1))",
            "sign is lost",
        ),
    ],
    "n_parameters": [
        ("n_parameters = 784 * 10 + 10 * 10", "biases are missing"),
        ("n_parameters = 784 + 10 + 10", "units, not parameters"),
        ("n_parameters = 785 * 10", "first layer alone"),
    ],
    "score_slope": [
        ("def score_slope(p, Y):\n    return p - Y", "1/m is lost"),
        ("def score_slope(p, Y):\n    return -(Y / p) / len(p)", "slope along the probabilities"),
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
        ("def bias_slope(dz):\n    return np.mean(dz, axis=0)", "1/m is already in dz"),
        (
            "def bias_slope(dz):\n    return np.sum(dz, axis=0, keepdims=True)",
            "numbers are right",
        ),
    ],
    "hidden_slope": [
        (
            "def hidden_slope(dz2, W2, a1, a2):\n    return np.dot(dz2, W2) * a1 * (1 - a1)",
            "not transposed",
        ),
        ("def hidden_slope(dz2, W2, a1, a2):\n    return dz2.dot(W2.T)", "slope is missing"),
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
}
