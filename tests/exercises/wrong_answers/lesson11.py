"""Wrong answers to the exercises of lesson 11, as students write them, and what they are told."""

STEP = """def mended_step(X, Y, W1, b1, W2, b2, lr):
    a1 = sigmoid(X @ W1 + b1)
    p = softmax(a1 @ W2 + b2)
    dz2 = {dz2}
    {first}dz1 = (dz2 @ W2.T) * {slope}
    db1, db2 = {biases}
    W1 = W1 - lr * X.T @ dz1
    {second}return W1, b1 - lr * db1, W2, b2 {last} lr * db2
"""
W2_STEP = "W2 = W2 - lr * a1.T @ dz2\n    "
RIGHT = {
    "dz2": "(p - Y) / len(X)",
    "slope": "a1 * (1 - a1)",
    "biases": "dz1.sum(axis=0), dz2.sum(axis=0)",
    "first": "",
    "second": W2_STEP,
    "last": "-",
}
CLIMBING = {"dz2": "(Y - p) / len(X)"}
LAYER_2_MENDED = CLIMBING | {"second": W2_STEP.replace("- lr", "+ lr"), "last": "+"}
OTHERS = {"slope": "p * (1 - p)"}
B1_LEFT = {"biases": "dz1.sum(), dz2.sum(axis=0)"}
B2_LEFT = {"biases": "dz1.sum(axis=0), dz2.sum()"}


def step(**wrong):
    return STEP.format(**(RIGHT | wrong))


SCORE = """def score_at_the_end(W, X, y, lr, n):
    Y = one_hot(y, W.shape[1])
    for _ in range({n}):
        p = softmax(X @ W)
        score = np.mean(np.argmax(p, axis=1) == y)
        W = W - lr * X.T @ (p - Y) / len(X)
    {last}
    return W, {score}
"""

WRONG = {
    "expected_change": [
        (
            "def expected_change(gradients, lr):\n"
            "    return lr * sum(np.sum(g * g) for g in gradients)",
            "downhill",
        ),
        (
            "def expected_change(gradients, lr):\n"
            "    return -lr * sum(np.linalg.norm(g) for g in gradients)",
            "no root",
        ),
        (
            "def expected_change(gradients, lr):\n    total = 0\n    for g in gradients:\n"
            "        total += np.sum(g)\n    return -lr * total",
            "Squares are missing",
        ),
        (
            "def expected_change(gradients, lr):\n"
            "    return -sum(((lr * g) ** 2).sum() for g in gradients)",
            "lr stands there squared",
        ),
        (
            "def expected_change(gradients, lr):\n    for g in gradients:\n"
            "        return -lr * np.sum(g**2)",
            "Only the first array",
        ),
        (
            "def expected_change(gradients, lr):\n    for g in gradients:\n"
            "        change = -lr * (g**2).sum()\n    return change",
            "`=` where `+=`",
        ),
        (
            "def expected_change(gradients, lr):\n"
            "    return -lr * sum((g**2).sum() for g in gradients if g.ndim == 2)",
            "biases are left out",
        ),
        (
            "def expected_change(gradients, lr):\n"
            "    return [-lr * np.sum(g**2) for g in gradients]",
            "for each array",
        ),
    ],
    "is_silent": [
        ("def is_silent(n_hidden, n_out):\n    return n_out == n_hidden", "One case is missing"),
        (
            "def is_silent(n_hidden, n_out):\n"
            "    return n_hidden == n_out or n_hidden == 1 or n_out == 1",
            "One case too many",
        ),
        ("def is_silent(n_hidden, n_out):\n    return n_out < 2", "Equal widths fit, too"),
        (
            "def is_silent(n_hidden, n_out):\n    return n_hidden != n_out and n_out != 1",
            "other way round",
        ),
        (
            "def is_silent(n_hidden, n_out):\n    if n_hidden == 1:\n        return True\n"
            "    return n_hidden == n_out",
            "other width",
        ),
        (
            "def is_silent(n_hidden, n_out):\n    return n_hidden <= n_out",
            "More outputs",
        ),
        (
            "def is_silent(n_hidden, n_out):\n    return n_hidden == 1 or n_out == 1",
            "Two things",
        ),
    ],
    "softmax_slope": [
        (
            "def softmax_slope(dp, p):\n    return p * (1 - p) * dp",
            "diagonal alone",
        ),
        (
            "def softmax_slope(dp, p):\n    return p * (dp - np.sum(dp * p))",
            "whole batch",
        ),
        (
            "def softmax_slope(dp, p):\n    return p * dp - np.sum(p * dp, axis=1, keepdims=True)",
            "not yet multiplied by p",
        ),
        (
            "def softmax_slope(dp, p):\n    return p * (dp - np.sum(dp, axis=1)[:, None])",
            "not weighted",
        ),
        (
            "def softmax_slope(dp, p):\n    return np.array([dp[i] @ (np.diag(p[i]) + "
            "np.outer(p[i], p[i])) for i in range(len(p))])",
            "sign inside",
        ),
        (
            "def softmax_slope(dp, p):\n    dz = np.zeros_like(p)\n"
            "    for i in range(len(p)):\n"
            "        dz[i] = (np.diag(p[i]) - np.outer(p[i], p[i])) @ dp[i]\n"
            "        return dz",
            "inside the loop",
        ),
        (
            "def softmax_slope(dp, p):\n"
            "    return dp * p * (1 - p) - p * (dp * p).sum(axis=1, keepdims=True)",
            "taken away twice",
        ),
    ],
    "first_losses": [
        ("first_losses = (np.log10(10), np.log(10), 20 * np.log(10))", "exchanged"),
        ("first_losses = (np.log(0.1), np.log10(0.1), 20 * np.log(0.1))", "signs are lost"),
        ("first_losses = (2.3026, 1, 23.026)", "twenty examples"),
        ("first_losses = (2.303, 1, 20)", "natural logarithm again"),
        ("first_losses = (2.3026, 1.0, 0.1151)", "lost its 1/m"),
        ("first_losses = (1, 2.3, 46.1)", "exchanged"),  # three digits are enough
        ("first_losses = (2.3, 1, 23)", "twenty examples"),
        ("first_losses = (2.30, 1, 0.115)", "lost its 1/m"),
        ("first_losses = (2.31, 1, 46)", "2.31"),
    ],
    "score_at_the_end": [
        (SCORE.format(n="n", last="p = p", score="score"), "before the last step"),
        (
            SCORE.format(
                n="n - 1", last="p = softmax(X @ W)", score="np.mean(p.argmax(axis=1) == y)"
            ),
            "last step is missing",
        ),
        (
            SCORE.format(
                n="n + 1", last="p = softmax(X @ W)", score="np.mean(p.argmax(axis=1) == y)"
            ),
            "one step too many",
        ),
        (
            SCORE.format(n="n", last="p = p", score="np.mean(p.argmax(axis=1) == y)"),
            "before the last step",
        ),
        (
            "def score_at_the_end(W, X, y, lr, n):\n    first = W\n"
            "    Y = one_hot(y, W.shape[1])\n    for _ in range(n):\n"
            "        W = W - lr * X.T @ (softmax(X @ W) - Y) / len(X)\n"
            "    return W, np.mean((X @ first).argmax(axis=1) == y)",
            "first weights",
        ),
        (SCORE.format(n="n + 1", last="p = p", score="score"), "You made n + 1 steps"),
        (
            "def score_at_the_end(W, X, y, lr, n):\n    Y = one_hot(y, W.shape[1])\n"
            "    p = softmax(X @ W)\n    for _ in range(n):\n"
            "        W = W - lr * X.T @ (p - Y) / len(X)\n"
            "    return W, np.mean((X @ W).argmax(axis=1) == y)",
            "the same p",
        ),
    ],
    "mended_step": [
        (step(dz2="(Y - p) / len(X)"), "the loss climbs"),
        (step(slope="p * (1 - p)"), "belongs to other units"),
        (step(biases="dz1.sum(), dz2.sum()"), "same number"),
        (step(biases="dz1.sum(), dz2.sum()", slope="p * (1 - p)"), "Two mistakes are left"),
        (step(first=W2_STEP, second=""), "the old W2"),
        (step(dz2="p - Y"), "1/m is lost"),
        (step(**B2_LEFT), "One mistake is left: b2 does not move, or by no more"),
        (step(biases="dz1.sum(axis=0), 0"), "b2 does not move, or by"),
        (step(**B1_LEFT), "One mistake is left: all of b1 moves by one number"),
        (
            step(**CLIMBING, **B2_LEFT),
            "Two mistakes are left: the loss climbs; b2 does not move, or by no more",
        ),
        (
            step(**OTHERS, **B1_LEFT),
            "Two mistakes are left: the slope in dz1 belongs to other units; all of b1",
        ),
        (
            step(**CLIMBING, **OTHERS, **B1_LEFT),
            "Three mistakes are left: the loss climbs; the slope in dz1 belongs to other units; "
            "all of b1",
        ),
        (
            step(**CLIMBING, **OTHERS, biases="dz1.sum(), dz2.sum()"),
            "All three mistakes are still there",
        ),
        (
            step(**LAYER_2_MENDED),
            "One mistake is left: layer 1 still goes uphill",
        ),
        (
            step(**LAYER_2_MENDED, **OTHERS, **B2_LEFT),
            "Three mistakes are left: layer 1 still goes uphill",
        ),
        (
            "def mended_step(X, Y, W1, b1, W2, b2, lr):\n    a1 = sigmoid(X @ W1 + b1)\n"
            "    dz2 = (softmax(a1 @ W2 + b2) - Y) / len(X)\n"
            "    dz1 = (dz2 @ W2) * a1 * (1 - a1)\n"
            "    W1, b1 = W1 - lr * X.T @ dz1, b1 - lr * dz1.sum(axis=0)\n"
            "    return W1, b1, W2 - lr * a1.T @ dz2, b2 - lr * dz2.sum(axis=0)",
            "has to be turned",
        ),
    ],
}
