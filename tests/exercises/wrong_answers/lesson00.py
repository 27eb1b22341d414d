"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "mean_image": [
        ("def mean_image(X):\n    return np.mean(X, 1)", "one number for each image"),
        ("def mean_image(X):\n    return np.mean(X)", "a single number"),
        (
            "def mean_image(X):\n    total = 0\n    for x in X:\n        total = total + x\n"
            "    return total",
            "added the images up",
        ),
        ("def mean_image(X):\n    X.mean(axis=0)", "return"),
        ("def mean_image(X):\n    X[0] = X.mean(axis=0)\n    return X[0]", "cut to whole numbers"),
        (
            "def mean_image(X):\n    total = X[0]\n    for i in range(1, len(X)):\n"
            "        total = total + X[i]\n    return total / len(X)",
            "begins anew",
        ),
        (
            "def mean_image(X):\n    mean = np.zeros_like(X[0])\n    for j in range(len(mean)):\n"
            "        mean[j] = X[:, j].mean()\n    return mean",
            "cut to whole numbers",
        ),
        (
            "def mean_image(X):\n"
            "    out = np.zeros(X.shape[1])\n"
            "    for x in X:\n"
            "        out += x\n"
            "        return out / len(X)",
            "Only the first image is in",
        ),
        (
            "def mean_image(X):\n"
            "    out = np.zeros(X.shape[1])\n"
            "    for x in X:\n"
            "        out = (out + x) / len(X)\n"
            "    return out",
            "The running sum was divided in",
        ),
    ],
    "full_ink": [
        ("def full_ink(X):\n    return X / np.max(X)", "largest pixel of the whole batch"),
        ("def full_ink(X):\n    return X / X.max(0)", "the other axis"),
        ("def full_ink(X):\n    X /= X.max(axis=1, keepdims=True)\n    return X", "changed"),
        (
            "def full_ink(X):\n    return np.array([x / 255 for x in X])",
            "may be smaller",
        ),
    ],
    "one_hot_rows": [
        (
            "def one_hot_rows(labels, n_classes):\n    Y = np.zeros((len(labels), n_classes))\n"
            "    Y[:, labels] = 1\n    return Y",
            "the ones of all labels",
        ),
        (
            "def one_hot_rows(labels, n_classes):\n    Y = np.zeros((len(labels), 10))\n"
            "    Y[range(len(labels)), labels] = 1\n    return Y",
            "should be n_classes",
        ),
        (
            "def one_hot_rows(labels, n_classes):\n    Y = np.zeros((n_classes, len(labels)))\n"
            "    Y[labels, range(len(labels))] = 1\n    return Y",
            "on its side",
        ),
        (
            "def one_hot_rows(labels, n_classes):\n"
            "    row = np.zeros(n_classes)\n"
            "    rows = []\n"
            "    for k in labels:\n"
            "        row[k] = 1\n"
            "        rows.append(row)\n"
            "    return np.array(rows)",
            "In each row stand the ones",
        ),
        (
            "def one_hot_rows(labels, n_classes):\n"
            "    Y = np.zeros((len(labels), n_classes))\n"
            "    for i, k in enumerate(labels):\n"
            "        Y[i, k] = 1\n"
            "        return Y",
            "Only the first row has its",
        ),
    ],
    "predicted_digits": [
        ("def predicted_digits(outputs):\n    return np.max(outputs, axis=1)", "the place where"),
        ("def predicted_digits(outputs):\n    return outputs.argmax()", "whole array"),
        (
            "def predicted_digits(outputs):\n    return np.argsort(outputs, axis=1)[:, 0]",
            "smallest output",
        ),
    ],
}
