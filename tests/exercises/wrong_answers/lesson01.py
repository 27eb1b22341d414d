"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "nand_gate": [
        ("nand_gate = (1, 1, 1.5)", "That is AND"),
        ("nand_gate = (-2, -2, -2)", "counts as a no"),
        ("nand_gate = (-2, -2, 3)", "opposite sign of the threshold"),
        ("nand_gate = (1, 1, 0.5)", "For (0, 0)"),
        ("nand_gate = (-1, -1, -0.5)", "For (0, 1)"),
        ("nand_gate = (-1, -1)", "a tuple of 3"),
    ],
    "below": [
        ("below = (2, 5, -3)", "changed places"),
        ("below = (-4, -10, -6)", "sign of the bias"),
        ("below = (2, 5, 3)", "signs of the weights"),
        ("below = (-2, -5, 1)", "bias does not fit"),
        ("below = (-2, -3, 5)", "another one"),
        ("below = (3, -2, -5)", "stands last"),
        ("below = (-10, -4, 6)", "changed places"),
        ("below = (0, 0, 1)", "always says 1"),
        ("below = (0, 0, 0)", "always says 0"),
    ],
    "perceptron": [
        (
            "def perceptron(X, w, b):\n    return np.array([int(x @ w + b >= 0) for x in X])",
            "exactly 0",
        ),
        ("def perceptron(X, w, b):\n    return np.where(X @ w > 0, 1, 0)", "bias is missing"),
        (
            "def perceptron(X, w, b):\n    return np.where(X.dot(w) > b, 1, 0)",
            "subtracted the bias",
        ),
        ("def perceptron(X, w, b):\n    return np.where(X @ w + b < 0, 1, 0)", "wrong way"),
        ("def perceptron(X, w, b):\n    return np.dot(X, w) + b", "weighted sums"),
        ("def perceptron(X, w, b):\n    return 1 * (X * w + b > 0)", "without adding up"),
        ("def perceptron(X, w, b):\n    return int(X[0] @ w + b > 0)", "a single number"),
        ("def perceptron(X, w, b):\n    print(X @ w + b > 0)", "return"),
    ],
    "correct": [
        (
            "def correct(w, b, x, target):\n    while target != int(w @ x + b > 0):\n"
            "        sign = 1 if target else -1\n        w = w + sign * x\n        b = b + sign\n"
            "    return w, b",
            "one correction at most",
        ),
        ("def correct(w, b, x, target):\n    return x + w, 1 + b", "always add x"),
        (
            "def correct(w, b, x, target):\n    error = abs(int(w @ x + b > 0) - target)\n"
            "    return w + error * x, b + error",
            "lost its sign",
        ),
        (
            "def correct(w, b, x, target):\n    error = (target - int(w @ x + b > 0)) / 2\n"
            "    return w + error * x, b + error",
            "half the size",
        ),
        (
            "def correct(w, b, x, target):\n    error = target - int(np.dot(w, x) > 0)\n"
            "    return w + error * x, b + error",
            "bias is missing",
        ),
        (
            "def correct(w, b, x, target):\n    error = target - int(w @ x > b)\n"
            "    return w + error * x, b + error",
            "threshold",
        ),
        (
            "def correct(w, b, x, target):\n    error = int(w @ x + b > 0) - target\n"
            "    return w + error * x, b + error",
            "sign of the correction",
        ),
        (
            "def correct(w, b, x, target):\n    error = target - int(w @ x + b > 0)\n"
            "    return w + error * x, b",
            "bias is not corrected",
        ),
        (
            "def correct(w, b, x, target):\n    if target == 1:\n        return w + x, b + 1\n"
            "    return w - x, b - 1",
            "after every answer",
        ),
        (
            "def correct(w, b, x, target):\n    error = target - (np.sum(w * x) + b)\n"
            "    return w + error * x, b + error",
            "weighted sum for the answer",
        ),
        (
            "def correct(w, b, x, target):\n    error = target - int(w @ x + b > 0)\n"
            "    w += error * x\n    return w, b + error",
            "changed `w`",
        ),
        (
            "def correct(w, b, x, target):\n    error = target - int(w @ x + b > 0)\n"
            "    return w + error, b + error",
            "times its input",
        ),
        (
            "def correct(w, b, x, target):\n    error = target - int(w @ x + b > 0)\n"
            "    return b + error, w + error * x",
            "another order",
        ),
        (
            "def correct(w, b, x, target):\n"
            "    if int(w @ x + b > 0) != target:\n"
            "        return w + x, b + 1\n"
            "    return w, b",
            "The error has lost its sign.",
        ),
        (
            "def correct(w, b, x, target):\n"
            "    if int(w @ x + b > 0) != target:\n"
            "        return w - x, b - 1\n"
            "    return w, b",
            "After every mistake you subtract x.",
        ),
    ],
    "one_pass": [
        (
            "def one_pass(w, b, X, y):\n    n = 0\n    for x, target in zip(X, y):\n"
            "        error = target - int(w @ x + b > 0)\n        if error != 0:\n"
            "            w = w + error * x\n            b = b + error\n    return w, b, n",
            "never count",
        ),
        (
            "def one_pass(w, b, X, y):\n    n = 0\n    for x, target in zip(X, y):\n"
            "        error = target - int(w @ x + b > 0)\n        if error != 0:\n"
            "            w = w + error * x\n            b = b + error\n"
            "            n += 1\n        return w, b, n",
            "inside the loop",
        ),
        (
            "def one_pass(w, b, X, y):\n    n = 0\n    for x, target in zip(X, y):\n"
            "        error = target - int(w @ x + b > 0)\n        if error != 0:\n"
            "            w = w + error * x\n            b = b + error\n"
            "            n += 1\n            return w, b, n",
            "inside the `if`",
        ),
        (
            "def one_pass(w, b, X, y):\n    n = 0\n    for x, target in zip(X, y):\n"
            "        error = target - int(w @ x + b > 0)\n        if error != 0:\n"
            "            w = w + error * x\n            n += 1\n"
            "    b = b + error\n    return w, b, n",
            "last error alone",
        ),
        (
            "def one_pass(w, b, X, y):\n    n = 0\n    answers = X @ w + b > 0\n"
            "    for x, target, answer in zip(X, y, answers):\n"
            "        error = target - int(answer)\n        if error != 0:\n"
            "            w = w + error * x\n            b = b + error\n"
            "            n += 1\n    return w, b, n",
            "before the loop",
        ),
        (
            "def one_pass(w, b, X, y):\n    n = 0\n    for x, target in zip(X, y):\n"
            "        error = target - int(w @ x + b >= 0)\n        if error != 0:\n"
            "            w = w + error * x\n            b = b + error\n"
            "            n += 1\n    return w, b, n",
            "exactly 0",
        ),
        (
            "def one_pass(w, b, X, y):\n    n = 0\n    wrong = True\n"
            "    while wrong:\n        wrong = False\n"
            "        for x, target in zip(X, y):\n            error = target - int(w @ x + b > 0)\n"
            "            if error != 0:\n                w, b = w + error * x, b + error\n"
            "                n += 1\n                wrong = True\n    return w, b, n",
            "several passes",
        ),
        (
            "def one_pass(w, b, X, y):\n    n = 0\n    for x, target in zip(X, y):\n"
            "        error = target - int(w @ x + b > 0)\n        if error != 0:\n"
            "            w = w + error * x\n            b = b - error\n            n += 1\n"
            "    return w, b, n",
            "wrong way",
        ),
        (
            "def one_pass(w, b, X, y):\n    n = 0\n    for x, target in zip(X, y):\n"
            "        error = target - int(w @ x + b > 0)\n        if error != 0:\n"
            "            w = w + error * x\n            b = b + 1\n            n += 1\n"
            "    return w, b, n",
            "always grows",
        ),
        (
            "def one_pass(w, b, X, y):\n    n = 0\n    for x, target in zip(X, y):\n"
            "        error = target - int(w @ x + b > 0)\n        w = w + error * x\n"
            "        b = b + error\n        n += error\n    return w, b, n",
            "cancel",
        ),
        (
            "def one_pass(w, b, X, y):\n    n = 0\n    for x, target in zip(X, y):\n"
            "        error = int(w @ x + b > 0) - target\n        if error != 0:\n"
            "            w = w - error * x\n            n += 1\n    return w, b, n",
            "still not corrected",
        ),
    ],
    "xor": [
        ("def xor(x1, x2, nand):\n    return nand(nand(x1), nand(x2))", "nand takes two inputs"),
        ("def xor(x1, x2, nand):\n    return x1 ^ x2", "nand"),
        ("def xor(x1, x2, nand):\n    return nand(nand(x1 != x2, 1), 1)", "no other operator"),
        ("def xor(x1, x2, nand):\n    return nand(1 - (x1 ^ x2), 1)", "no other operator"),
        (
            "def xor(x1, x2, nand):\n    if x1 == x2:\n        return nand(1, 1)\n"
            "    return nand(0, 0)",
            "no other operator",
        ),
        (
            "def xor(x1, x2, nand):\n"
            "    return nand(x1, x2) if nand(nand(x1, x1), nand(x2, x2)) else nand(1, 1)",
            "no other operator",
        ),
        (
            "def xor(x1, x2, nand):\n    return int(nand(x1, x1)) != int(nand(x2, x2))",
            "no other operator",
        ),
        ("def xor(x1, x2, nand):\n    return nand(x1, x2) and (x1 or x2)", "nand"),
        ("def xor(x1, x2, nand):\n    return nand(x1, x2)", "For (0, 0) got 1"),
        (
            "def xor(x1, x2, nand):\n    n = nand(x1, x2)\n    s = nand(nand(x1, n), nand(x2, n))\n"
            "    return nand(s, s)",
            "changed places",
        ),
        ("def xor(x1, x2, nand):\n    n = nand(nand(x1, x2), nand(x1, x2))", "return"),
    ],
}
