"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "images_needed": [
        (
            "def images_needed(q, error):\n    return q * (1 - q) / error",
            "not squared",
        ),
        (
            "def images_needed(q, error):\n    return (q * (1 - q)) ** 0.5 / error",
            "the root",
        ),
        (
            "def images_needed(q, error):\n    return (1 - q) / error**2",
            "factor q is missing",
        ),
        (
            "def images_needed(q, error):\n    return np.sqrt(q * (1 - q) / error)",
            "root is left over",
        ),
        (
            "def images_needed(q, error):\n    return np.ceil(q * (1 - q) / error**2)",
            "Rounded",
        ),
        (
            "def images_needed(q, error):\n    return int(q * (1 - q) / error**2)",
            "Rounded down",
        ),
        (
            "def images_needed(q, error):\n    return 0.25 / error**2",
            "q = ½",
        ),
        (
            "def images_needed(q, error):\n    return q * (1 - q) / (error / 2) ** 2",
            "not two",
        ),
    ],
    "total_loss": [
        (
            "def total_loss(p, Y, W1, W2, l2_in, l2_out):\n"
            "    data = -np.mean(np.sum(Y * np.log(p), axis=1))\n"
            "    return data + l2_in * np.sum(W1**2) + l2_out * np.sum(W2**2)",
            "½ is missing",
        ),
        (
            "def total_loss(p, Y, W1, W2, l2_in, l2_out):\n"
            "    data = -np.mean(Y * np.log(p))\n"
            "    return data + l2_in / 2 * np.sum(W1**2) + l2_out / 2 * np.sum(W2**2)",
            "over all entries",
        ),
        (
            "def total_loss(p, Y, W1, W2, l2_in, l2_out):\n"
            "    return -np.sum(Y * np.log(p)) + l2_in / 2 * np.sum(W1 * W1) "
            "+ l2_out / 2 * np.sum(W2 * W2)",
            "added up over the rows",
        ),
        (
            "def total_loss(p, Y, W1, W2, l2_in, l2_out):\n"
            "    data = -np.mean(np.sum(Y * np.log(p), axis=1))\n"
            "    return data + (l2_in * np.sum(W1**2) + l2_out * np.sum(W2**2)) / (2 * len(Y))",
            "divided by the number of rows",
        ),
        (
            "def total_loss(p, Y, W1, W2, l2_in, l2_out):\n"
            "    data = -np.mean(np.sum(Y * np.log(p), axis=1))\n"
            "    return data + l2_in / 2 * W1**2 + l2_out / 2 * W2**2",
            "ValueError",
        ),
        (
            "def total_loss(p, Y, W1, W2, l2_in, l2_out):\n"
            "    return np.sum(Y * np.log(p)) / len(Y) + l2_in / 2 * np.sum(W1**2) "
            "+ l2_out / 2 * np.sum(W2**2)",
            "minus of the cross-entropy",
        ),
        (
            "def total_loss(p, Y, W1, W2, l2_in, l2_out):\n"
            "    return -np.sum(Y * np.log(p)) / len(Y) + l2_in / 2 * W1.sum()**2 "
            "+ l2_out / 2 * W2.sum()**2",
            "squared the sum",
        ),
        (
            "def total_loss(p, Y, W1, W2, l2_in, l2_out):\n"
            "    return -np.sum(Y * np.log(p)) / len(Y) + l2_in / 2 * np.sum(W1**2) "
            "+ l2_in / 2 * np.sum(W2**2)",
            "l2_in is used for both",
        ),
        (
            "def total_loss(p, Y, W1, W2, l2_in, l2_out):\n"
            "    total = -(Y * np.log(p)).sum() / len(p)\n"
            "    for W, l2 in ((W1, l2_in), (W2, l2_out)):\n"
            "        total = l2 / 2 * (W**2).sum()\n    return total",
            "`=` where `+=`",
        ),
        (
            "def total_loss(p, Y, W1, W2, l2_in, l2_out):\n"
            "    data = -(Y * np.log10(p)).sum() / len(p)\n"
            "    return data + l2_in / 2 * (W1**2).sum() + l2_out / 2 * (W2**2).sum()",
            "base 10",
        ),
        (
            "def total_loss(p, Y, W1, W2, l2_in, l2_out):\n"
            "    data = -np.log(p.max(axis=1)).mean()\n"
            "    return data + l2_in / 2 * (W1**2).sum() + l2_out / 2 * (W2**2).sum()",
            "the right one",
        ),
        (
            "def total_loss(p, Y, W1, W2, l2_in, l2_out):\n"
            "    data = -(Y * np.log(p)).sum() / len(p)\n"
            "    return data + l2_in / 2 * abs(W1).sum() + l2_out / 2 * abs(W2).sum()",
            "sizes |w|",
        ),
    ],
    "steps_to_half": [
        (
            "def steps_to_half(lr, l2):\n"
            "    n, w = 0, 1.0\n"
            "    while w * (1 - lr * l2) > 0.5:\n"
            "        w *= 1 - lr * l2\n"
            "        n += 1\n"
            "    return n",
            "as if rounded down",
        ),
        (
            "def steps_to_half(lr, l2):\n    return int(np.ceil(0.5 / (lr * l2)))",
            "same amount",
        ),
        (
            "def steps_to_half(lr, l2):\n    return int(np.ceil(np.log(2) / (lr * l2)))",
            "approximation",
        ),
        (
            "def steps_to_half(lr, l2):\n    return int(np.log(0.5) / np.log(1 - lr * l2))",
            "as if rounded down",
        ),
        (
            "def steps_to_half(lr, l2):\n"
            "    return -int(np.ceil(np.log(0.5) / np.log(1 + lr * l2)))",
            "rounded down",
        ),
        (
            "def steps_to_half(lr, l2):\n    return int(np.floor(np.log(2) / np.log(1 + lr * l2)))",
            "weight grow",
        ),
        (
            "def steps_to_half(lr, l2):\n"
            "    return int(np.ceil(np.log(0.5) / np.log(1 + lr * l2)))",
            "the weight grows",
        ),
        (
            "def steps_to_half(lr, l2):\n    return int(np.ceil(np.log(0.5) / np.log(lr * l2)))",
            "instead of 1 − lr · λ",
        ),
        (
            "def steps_to_half(lr, l2):\n"
            "    w, n = 1.0, 0\n"
            "    while w > 0.5:\n"
            "        w *= 1 - lr * l2\n"
            "        n += 1\n"
            "        return n",
            "inside it",
        ),
        (
            "def steps_to_half(lr, l2):\n"
            "    w, n = 1.0, 0\n"
            "    while w <= 0.5:\n"
            "        w *= 1 - lr * l2\n"
            "        n += 1\n"
            "    return n",
            "ever start",
        ),
        (
            "def steps_to_half(lr, l2):\n    return round(np.log(0.5) / np.log(1 - lr * l2))",
            "to the nearest",
        ),
        (
            "def steps_to_half(lr, l2):\n    for n in range(1, 1001):\n"
            "        if (1 - lr * l2) ** n <= 0.5:\n            return n",
            "stop too early",
        ),
        (
            "def steps_to_half(lr, l2):\n    return int(np.log(2) / (lr * l2))",
            "and rounded down",
        ),
    ],
    "decay_step": [
        (
            "def decay_step(W, b, dW, db, lr, l2):\n"
            "    W_new = (1 - lr * l2) * (W - lr * dW)\n"
            "    return W_new, b - lr * db",
            "still shrinks with W",
        ),
        (
            "def decay_step(W, b, dW, db, lr, l2):\n"
            "    return W - lr * (dW + l2 * W), b - lr * (db + l2 * b)",
            "biases still decay",
        ),
        (
            "def decay_step(W, b, dW, db, lr, l2):\n"
            "    return W - lr * (dW + l2 * W), (1 - lr * l2) * (b - lr * db)",
            "as they were given",
        ),
        (
            "def decay_step(W, b, dW, db, lr, l2):\n    return W * (1 - l2) - lr * dW, b - lr * db",
            "learning rate is missing",
        ),
        (
            "def decay_step(W, b, dW, db, lr, l2):\n    return W + lr * (dW + l2 * W), b + lr * db",
            "Uphill",
        ),
        (
            "def decay_step(W, b, dW, db, lr, l2):\n    return W - lr * dW + l2 * W, b - lr * db",
            "without the learning rate",
        ),
        (
            "def decay_step(W, b, dW, db, lr, l2):\n"
            "    W -= lr * (dW + l2 * W)\n"
            "    b -= lr * db\n"
            "    return W, b",
            "changed `W`",
        ),
        (
            "def decay_step(W, b, dW, db, lr, l2):\n"
            "    return W - lr * (dW + l2 * np.sign(W)), b - lr * db",
            "same amount towards 0",
        ),
        (
            "def decay_step(W, b, dW, db, lr, l2):\n    return (1 - lr * l2) * W - lr * dW, b",
            "stand still",
        ),
    ],
    "split": [
        (
            "def split(order, k, j):\n"
            "    n = len(order) // k\n"
            "    held = order[j * n:(j + 1) * n]\n"
            "    learn = np.concatenate([order[:j * n], order[(j + 1) * n:]])\n"
            "    return learn, held",
            "in no fold",
        ),
        (
            "def split(order, k, j):\n"
            "    held = np.array_split(order, k)[j]\n"
            "    return np.setdiff1d(order, held), held",
            "sorted",
        ),
        (
            "def split(order, k, j):\n"
            "    folds = np.array_split(order, k)\n"
            "    return folds[j], np.concatenate(folds[:j] + folds[j + 1:])",
            "changed places",
        ),
        (
            "def split(order, k, j):\n"
            "    held = order[j::k]\n"
            "    return np.array([i for i in order if i not in held]), held",
            "one piece",
        ),
        (
            "def split(order, k, j):\n"
            "    folds = np.array_split(np.sort(order), k)\n"
            "    return np.concatenate(folds[:j] + folds[j + 1:]), folds[j]",
            "You sorted",
        ),
        (
            "def split(order, k, j):\n"
            "    n = -(-len(order) // k)\n"
            "    held = order[j * n:(j + 1) * n]\n"
            "    return np.concatenate([order[:j * n], order[(j + 1) * n:]]), held",
            "rounded up",
        ),
        (
            "def split(order, k, j):\n"
            "    m = len(order)\n"
            "    a, b = j * m // k, (j + 1) * m // k\n"
            "    return np.concatenate([order[:a], order[b:]]), order[a:b]",
            "do not come first",
        ),
        (
            "def split(order, k, j):\n"
            "    folds = np.array_split(order, k)\n"
            "    return np.concatenate(folds[:j]), folds[j]",
            "only from the folds before",
        ),
        (
            "def split(order, k, j):\n    n = len(order) // k\n"
            "    end = (j + 1) * n if j < k - 1 else len(order)\n"
            "    rest = np.concatenate([order[: j * n], order[end:]])\n"
            "    return rest, order[j * n : end]",
            "takes all that is left",
        ),
        (
            "def split(order, k, j):\n    folds = np.array_split(order, k)\n"
            "    return folds[:j] + folds[j + 1 :], folds[j]",
            "still a list of folds",
        ),
        (
            "def split(order, k, j):\n    folds = np.array_split(order, k)\n"
            "    return np.concatenate(folds[j + 1 :] + folds[:j]), folds[j]",
            "first the folds before",
        ),
        (
            "def split(order, k, j):\n    folds = np.array_split(order, k)\n"
            "    others = [f for i, f in enumerate(folds) if not j or i != j]\n"
            "    return np.concatenate(others), folds[j]",
            "not for run 0",
        ),
        (
            "def split(order, k, j):\n    n = len(order) // k\n"
            "    held = order[j * n : j * n + n]\n"
            "    return np.delete(order[: n * k], slice(j * n, j * n + n)), held",
            "not learned from",
        ),
    ],
}
