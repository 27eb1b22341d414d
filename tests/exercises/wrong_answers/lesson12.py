"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "centres_of_mass": [
        (
            "def centres_of_mass(X):\n"
            "    r, c = np.mgrid[:28, :28]\n"
            "    result = []\n"
            "    for image in X.reshape(-1, 28, 28):\n"
            "        result.append([(image * c).sum() / image.sum(),"
            " (image * r).sum() / image.sum()])\n"
            "    return np.array(result)",
            "exchanged",
        ),
        (
            "def centres_of_mass(X):\n"
            "    result = []\n"
            "    for image in X.reshape(-1, 28, 28):\n"
            "        r, c = np.nonzero(image)\n"
            "        result.append([r.mean(), c.mean()])\n"
            "    return np.array(result)",
            "counts more",
        ),
        (
            "def centres_of_mass(X):\n"
            "    r, c = np.mgrid[:28, :28]\n"
            "    I = X.reshape(-1, 28, 28)\n"
            "    return np.stack([(I * r).mean(axis=(1, 2)), (I * c).mean(axis=(1, 2))], axis=1)",
            "number of pixels",
        ),
        (
            "def centres_of_mass(X):\n"
            "    r, c = np.mgrid[:28, :28]\n"
            "    I = X.reshape(-1, 28, 28)\n"
            "    ink = I.sum()\n"
            "    return np.stack([(I * r).sum((1, 2)), (I * c).sum((1, 2))], axis=1) / ink",
            "whole batch",
        ),
        (
            "def centres_of_mass(X):\n"
            "    r, c = np.mgrid[1:29, 1:29]\n"
            "    I = X.reshape(-1, 28, 28)\n"
            "    ink = I.sum((1, 2))\n"
            "    return np.stack([(I * r).sum((1, 2)) / ink, (I * c).sum((1, 2)) / ink], axis=1)",
            "counted from 0",
        ),
        (
            "def centres_of_mass(X):\n"
            "    r, c = np.mgrid[:28, :28]\n"
            "    I = X.reshape(-1, 28, 28)\n"
            "    ink = I.sum((1, 2))\n"
            "    return np.stack([(I * r).sum((1, 2)) // ink, (I * c).sum((1, 2)) // ink], axis=1)",
            "after the point",
        ),
        (
            "def centres_of_mass(X):\n"
            "    r, c = np.mgrid[:28, :28]\n"
            "    I = X.reshape(-1, 28, 28)\n"
            "    ink = I.sum((1, 2))\n"
            "    return np.array([(I * r).sum((1, 2)) / ink, (I * c).sum((1, 2)) / ink])",
            "ranspose",
        ),
        (
            "def centres_of_mass(X):\n"
            "    places = np.arange(28, dtype=np.uint8)\n"
            "    I = X.reshape(-1, 28, 28)\n"
            "    ink = I.sum((1, 2))\n"
            "    rows = (I * places[:, None]).sum((1, 2)) / ink\n"
            "    columns = (I * places).sum((1, 2)) / ink\n"
            "    return np.column_stack([rows, columns])",
            "Bytes overflow",
        ),
        (
            "def centres_of_mass(X):\n"
            "    r, c = np.mgrid[:28, :28]\n"
            "    I = X.reshape(-1, 28, 28)\n"
            "    ink = I.sum((1, 2))\n"
            "    both = np.array([(I * r).sum((1, 2)) / ink, (I * c).sum((1, 2)) / ink])\n"
            "    return both.reshape(-1, 2)",
            "Write .T",
        ),
        (
            "def centres_of_mass(X):\n"
            "    rows, columns = np.mgrid[:28, :28].astype(np.uint8).reshape(2, -1)\n"
            "    ink = X.sum(axis=1)\n"
            "    return np.stack([X @ rows / ink, X @ columns / ink], axis=1)",
            "sums of their products",
        ),
        (
            "def centres_of_mass(X):\n"
            "    rows, columns = np.mgrid[:28, :28].reshape(2, -1)\n"
            "    return np.stack([X @ rows, X @ columns], axis=1)",
            "did not divide",
        ),
    ],
    "from_scan": [
        ("def from_scan(scan):\n    return (1 - scan / 255).reshape(1, -1)", "divides it again"),
        ("def from_scan(scan):\n    return scan.reshape(1, -1)", "negative"),
        ("def from_scan(scan):\n    return 255 - scan.ravel()", "(784,)"),
        ("def from_scan(scan):\n    return 255 - scan", "(1, 784)"),
        ("def from_scan(scan):\n    return -scan.reshape(1, 784)", "paper became 1"),
        (
            "def from_scan(scan):\n    return np.where(scan > 127, 0, 255).reshape(1, -1)",
            "greys between",
        ),
        (
            "def from_scan(scan):\n    return (scan.max() - scan).reshape(1, 784)",
            "without pure white",
        ),
        (
            "def from_scan(scan):\n    return (1 - scan).reshape(1, 784)",
            "1 − 255 is 2",
        ),
        (
            "def from_scan(scan):\n    return (255 - scan.T).reshape(1, 784)",
            "on its side",
        ),
        (
            "def from_scan(scan):\n    scan = scan.copy()\n    scan -= 255\n"
            "    return scan.reshape(1, -1)",
            "scan + 1",
        ),
    ],
    "evidence_between": [
        (
            "def evidence_between(W1, b1, W2, x, k, j):\n"
            "    on = x @ W1 + b1 > 0\n"
            "    return W1 @ (on * (W2[:, k] - W2[:, j]))",
            "slopes alone",
        ),
        (
            "def evidence_between(W1, b1, W2, x, k, j):\n"
            "    on = x @ W1 + b1 > 0\n"
            "    return x * ((W1 * on) @ W2)[:, k]",
            "against j",
        ),
        (
            "def evidence_between(W1, b1, W2, x, k, j):\n"
            "    return x * (W1 @ (W2[:, k] - W2[:, j]))",
            "ReLU is forgotten",
        ),
        (
            "def evidence_between(W1, b1, W2, x, k, j):\n"
            "    a1 = np.tanh(x @ W1 + b1)\n"
            "    return x * (W1 @ ((1 - a1**2) * (W2[:, k] - W2[:, j])))",
            "tanh",
        ),
        (
            "def evidence_between(W1, b1, W2, x, k, j):\n"
            "    a1 = np.maximum(x @ W1 + b1, 0)\n"
            "    return x * (W1 @ (a1 * (W2[:, k] - W2[:, j])))",
            "multiplied by a1",
        ),
        (
            "def evidence_between(W1, b1, W2, x, k, j):\n"
            "    return x * (W1 @ ((x @ W1 > 0) * (W2[:, k] - W2[:, j])))",
            "b1 is missing",
        ),
        (
            "def evidence_between(W1, b1, W2, x, k, j):\n"
            "    on = x @ W1 + b1 > 0\n"
            "    return x * (W1 @ (on * (W2[:, j] - W2[:, k])))",
            "other way round",
        ),
        (
            "def evidence_between(W1, b1, W2, x, k, j):\n    a = sigmoid(x @ W1 + b1)\n"
            "    return x * (W1 @ (a * (1 - a) * (W2[:, k] - W2[:, j])))",
            "sigmoid's slope",
        ),
        (
            "def evidence_between(W1, b1, W2, x, k, j):\n    on = x @ W1 + b1 > 0\n"
            "    return x * (W1 @ (on * (W2[:, k] + W2[:, j])))",
            "are added",
        ),
    ],
    "mixed_up": [
        (
            "def mixed_up(counts):\n"
            "    off = counts - np.diag(np.diag(counts))\n"
            "    i, j = np.unravel_index(off.argmax(), off.shape)\n"
            "    return int(i), int(j)",
            "single count",
        ),
        (
            "def mixed_up(counts):\n"
            "    off = counts - np.diag(np.diag(counts))\n"
            "    i, j = np.unravel_index(off.argmax(), off.shape)\n"
            "    return min(i, j), max(i, j)",
            "single count",
        ),
        (
            "def mixed_up(counts):\n"
            "    both = counts + counts.T\n"
            "    i, j = np.unravel_index(both.argmax(), both.shape)\n"
            "    return int(i), int(j)",
            "diagonal",
        ),
        (
            "def mixed_up(counts):\n"
            "    both = np.tril(counts + counts.T, -1)\n"
            "    i, j = np.unravel_index(both.argmax(), both.shape)\n"
            "    return int(i), int(j)",
            "smaller of them",
        ),
        (
            "def mixed_up(counts):\n"
            "    both = np.triu(counts + counts.T, 1)\n"
            "    return both.argmax()",
            "laid flat",
        ),
        (
            "def mixed_up(counts):\n    return np.triu(counts + counts.T, 1).max()",
            "number of mistakes",
        ),
        (
            "def mixed_up(counts):\n"
            "    both = np.triu(counts * counts.T, 1)\n"
            "    i, j = np.unravel_index(both.argmax(), both.shape)\n"
            "    return int(i), int(j)",
            "multiplied",
        ),
        (
            "def mixed_up(counts):\n"
            "    both = np.triu(np.minimum(counts, counts.T), 1)\n"
            "    i, j = np.unravel_index(both.argmax(), both.shape)\n"
            "    return int(i), int(j)",
            "What counts is their sum",
        ),
        (
            "def mixed_up(counts):\n"
            "    c = counts / counts.sum(axis=0)\n"
            "    both = np.triu(c + c.T, 1)\n"
            "    i, j = np.unravel_index(both.argmax(), both.shape)\n"
            "    return int(i), int(j)",
            "compared shares",
        ),
        (
            "def mixed_up(counts):\n"
            "    c = counts / counts.sum(axis=1, keepdims=True)\n"
            "    both = np.triu(c + c.T, 1)\n"
            "    i, j = np.unravel_index(both.argmax(), both.shape)\n"
            "    return int(i), int(j)",
            "compared shares",
        ),
        (
            "def mixed_up(counts):\n"
            "    n = counts.sum(axis=0) + counts.sum(axis=1)\n"
            "    both = np.triu((counts + counts.T) / (n + n[:, None]), 1)\n"
            "    i, j = np.unravel_index(both.argmax(), both.shape)\n"
            "    return int(i), int(j)",
            "compared shares",
        ),
        (
            "def mixed_up(counts):\n"
            "    off = np.triu(counts + counts.T, 1)\n"
            "    i, j = np.unravel_index(off.argmax(), off.shape)\n"
            "    return int(i), int(i)",
            "`j` is wrong",
        ),
        (
            "def mixed_up(counts):\n    upper = np.triu(counts, 1)\n"
            "    i, j = np.unravel_index(upper.argmax(), upper.shape)\n"
            "    return int(i), int(j)",
            "above the diagonal alone",
        ),
        (
            "def mixed_up(counts):\n    both = counts + counts.T\n"
            "    i, j = np.argsort(both.sum(axis=0) - np.diag(both))[-2:]\n"
            "    return min(i, j), max(i, j)",
            "not with each other",
        ),
        (
            "def mixed_up(counts):\n    best, most = (0, 1), 10\n"
            "    for i in range(len(counts)):\n"
            "        for j in range(i + 1, len(counts)):\n"
            "            if counts[i, j] + counts[j, i] > most:\n"
            "                best, most = (i, j), counts[i, j] + counts[j, i]\n"
            "    return best",
            "Right for some inputs",
        ),
    ],
    "from_torch": [
        ("def from_torch(weight, bias):\n    return weight, bias", "PyTorch's shape"),
        (
            "def from_torch(weight, bias):\n    return np.rot90(weight), bias",
            "quarter turn",
        ),
        (
            "def from_torch(weight, bias):\n    return weight.T, bias[:, None]",
            "needs no change",
        ),
        (
            "def from_torch(weight, bias):\n"
            "    return np.reshape(weight, weight.shape[::-1], order='F'), bias",
            "Fortran",
        ),
        ("def from_torch(weight, bias):\n    return bias, weight.T", "another order than W, b"),
        ("def from_torch(weight, bias):\n    return weight.T, -bias", "its sign stays"),
    ],
}
