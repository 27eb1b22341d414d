"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "n_different": [
        (
            "def n_different(W1, b1, W2):\n"
            "    units = np.round(np.column_stack([W1.T, b1, W2]), 2)\n"
            "    return len(np.unique(units, axis=0))",
            "differ by a millionth",
        ),
        (
            "def n_different(W1, b1, W2):\n    parts = W1.T, b1, W2\n"
            "    return min(len(np.unique(part, axis=0)) for part in parts)",
            "smallest number",
        ),
        (
            "def n_different(W1, b1, W2):\n    units = np.column_stack([W1.T, b1, W2])\n"
            "    n = len(units)\n    for i in range(n):\n        for j in range(i):\n"
            "            n -= np.array_equal(units[i], units[j])\n    return n",
            "each pair of twins",
        ),
        (
            "def n_different(W1, b1, W2):\n"
            "    return len(np.unique(np.vstack([W1, b1, W2.T]), axis=0))",
            "a unit is a column",
        ),
        (
            "def n_different(W1, b1, W2):\n    return len(np.unique(W1, axis=1).T)",
            "and nothing else",
        ),
        (
            "def n_different(W1, b1, W2):\n"
            "    return len({(tuple(w), b) for w, b in zip(W1.T, b1)})",
            "weights that go out count",
        ),
        (
            "def n_different(W1, b1, W2):\n"
            "    return len(np.unique(np.hstack([W1.T, W2]), axis=0))",
            "biases count",
        ),
        ("def n_different(W1, b1, W2):\n    return len(np.unique(W1, axis=0))", "rows of W1"),
        ("def n_different(W1, b1, W2):\n    return W1.shape[1]", "twins included"),
        (
            "def n_different(W1, b1, W2):\n"
            "    A = np.column_stack([W1.T.sum(1), b1, W2.sum(1)])\n"
            "    return len(np.unique(A, axis=0))",
            "in another order",
        ),
        (
            "def n_different(W1, b1, W2):\n"
            "    A = np.column_stack([np.sort(W1.T), b1, np.sort(W2)])\n"
            "    return len(np.unique(A, axis=0))",
            "in another order",
        ),
        (
            "def n_different(W1, b1, W2):\n"
            "    return max(len(np.unique(W1.T, axis=0)), len(np.unique(W2, axis=0)),\n"
            "               len(np.unique(b1)))",
            "each part by itself",
        ),
        (
            "def n_different(W1, b1, W2):\n"
            "    return len(np.unique(np.hstack([W1, b1, W2]), axis=0))",
            "ValueError",
        ),
    ],
    "std_for": [
        (
            "def std_for(X, wanted):\n    return wanted / np.sqrt((X**2).sum(axis=1).mean())",
            "not for bytes",
        ),
        (
            "def std_for(X, wanted):\n    return wanted / np.sqrt(X.shape[1]) / abs(X.mean())",
            "squared the mean",
        ),
        (
            "def std_for(X, wanted):\n    return wanted / np.sqrt(784 * np.mean(X**2.0))",
            "784 is typed in",
        ),
        (
            "def std_for(X, wanted):\n    return wanted / np.sqrt(X.shape[1] * np.var(X))",
            "variance of the inputs",
        ),
        ("def std_for(X, wanted):\n    return wanted * X.shape[1] ** -0.5", "only for inputs"),
        (
            "def std_for(X, wanted):\n    return wanted / np.linalg.norm(X)",
            "whole batch",
        ),
        (
            "def std_for(X, wanted):\n    return wanted / np.linalg.norm(X, axis=1).mean()",
            "root for each row",
        ),
        (
            "def std_for(X, wanted):\n    return wanted / (X.shape[1] * np.mean(X**2))",
            "root is missing",
        ),
        (
            "def std_for(X, wanted):\n    return 1 / (X.shape[1] * np.mean(X**2)) ** 0.5",
            "`wanted` is lost",
        ),
        ("def std_for(X, wanted):\n    return wanted / np.sqrt(np.mean(X**2))", "n is lost"),
        ("def std_for(X, wanted):\n    return wanted / np.linalg.norm(X[0])", "first row only"),
        (
            "def std_for(X, wanted):\n    X /= 255\n"
            "    return wanted / np.sqrt((X**2).sum(axis=1).mean())",
            "must stay as it is",
        ),
        (
            "def std_for(X, wanted):\n    return wanted / np.sqrt(X.shape[0] * (X**2).mean())",
            "took m",
        ),
        (
            "def std_for(X, wanted):\n    return wanted / X.std()",
            "standard deviation of the inputs",
        ),
    ],
    "scaled": [
        (
            "def scaled(draws):\n    return np.ones_like(draws) / len(draws) ** 0.5",
            "same number",
        ),
        (
            "def scaled(draws):\n    return draws * np.sqrt(2 / sum(draws.shape))",
            "minds both sides",
        ),
        ("def scaled(draws):\n    return np.sqrt(draws.shape[0]) * draws", "still multiplies"),
        ("def scaled(draws):\n    return -draws * len(draws) ** -0.5", "size is right"),
        ("def scaled(draws):\n    return draws / draws.shape[0]", "That is the variance"),
        ("def scaled(draws):\n    return draws.shape[0] ** -1 / 2 * draws", "in brackets"),
        ("def scaled(draws):\n    return draws / np.sqrt(draws.shape[1])", "number of columns"),
        ("def scaled(draws):\n    return draws / np.sqrt(np.size(draws))", "all weights"),
        (
            "def scaled(draws):\n    return draws / np.std(draws) / np.sqrt(len(draws))",
            "happen to spread",
        ),
        (
            "def scaled(draws):\n    draws /= np.sqrt(len(draws))\n    return draws",
            "changed `draws`",
        ),
        (
            "def scaled(draws):\n"
            "    return np.random.default_rng().normal(0, 1 / np.sqrt(len(draws)), draws.shape)",
            "Called twice",
        ),
        (
            "def scaled(draws):\n"
            "    return np.random.default_rng(0).normal(0, 1 / np.sqrt(len(draws)), draws.shape)",
            "With other draws",
        ),
        (
            "def scaled(draws):\n    return np.sqrt(1 // len(draws)) * draws",
            "Right for some inputs",
        ),
    ],
    "layers_until_gone": [
        (
            "def layers_until_gone(n, std):\n    for k in range(1, 101):\n"
            "        if (std * np.sqrt(n / 2)) ** k < 0.001:\n            return k",
            "stop too early",
        ),
        (
            "def layers_until_gone(n, std):\n"
            "    return int(np.ceil(-3 / np.log(std * np.sqrt(n / 2))))",
            "Two logarithms",
        ),
        (
            "def layers_until_gone(n, std):\n"
            "    return int(np.ceil(np.log(0.001) / np.log(std**2 * n / 2)))",
            "for the mean square",
        ),
        (
            "def layers_until_gone(n, std):\n"
            "    return int(np.ceil(np.log(0.001) / np.log(std * np.sqrt(n) / 2)))",
            "belongs to the squares",
        ),
        (
            "def layers_until_gone(n, std):\n"
            "    return int(np.log(0.001) / np.log(std * np.sqrt(n / 2)))",
            "too few",
        ),
        (
            "def layers_until_gone(n, std):\n"
            "    return np.log(0.001) / np.log(std * np.sqrt(n / 2))",
            "whole number",
        ),
        (
            "def layers_until_gone(n, std):\n    k, size = 1, 1\n"
            "    while size >= 0.001:\n        size *= std * (n / 2) ** 0.5\n        k += 1\n"
            "    return k",
            "too many",
        ),
        (
            "def layers_until_gone(n, std):\n"
            "    return int(np.ceil(np.log(0.001) / np.log(std * np.sqrt(n))))",
            "ReLU's half is lost",
        ),
        (
            "def layers_until_gone(n, std):\n"
            "    return int(np.ceil(np.log(0.001) / np.log(n * std**2)))",
            "without ReLU's half",
        ),
        (
            "def layers_until_gone(n, std):\n"
            "    return int(np.ceil(np.log(0.001) / np.log(std * np.sqrt(2 / n))))",
            "upside down",
        ),
        (
            "def layers_until_gone(n, std):\n"
            "    return int(np.ceil(np.log(1e-6) / np.log(std * np.sqrt(n / 2))))",
            "One millionth",
        ),
        (
            "def layers_until_gone(n, std):\n"
            "    return round(np.log(0.001) / np.log(std * np.sqrt(n / 2)))",
            "Round up",
        ),
    ],
    "leaky_std": [
        (
            "def leaky_std(n_in, slope):\n    return np.sqrt((2 - slope) / n_in)",
            "σ² does not go straight",
        ),
        (
            "def leaky_std(n_in, slope):\n    return np.sqrt(2 / (slope**2 + n_in))",
            "added to n",
        ),
        (
            "def leaky_std(n_in, slope):\n    return np.sqrt(2 / n_in) / (1 + slope**2)",
            "under the root",
        ),
        ("def leaky_std(n_in, slope):\n    return (2 / n_in) ** 0.5", "for ReLU itself"),
        (
            "def leaky_std(n_in, slope):\n    return np.sqrt(2 / (n_in + n_in * slope))",
            "squares get slope²",
        ),
        ("def leaky_std(n_in, slope):\n    return 2 / n_in / (1 + slope * slope)", "a variance"),
        (
            "def leaky_std(n_in, slope):\n    return np.sqrt((1 + slope**2) / 2 / n_in)",
            "upside down",
        ),
        (
            "def leaky_std(n_in, slope):\n    return np.sqrt(2 / n_in * (1 + slope**2))",
            "do not multiply",
        ),
        (
            "def leaky_std(n_in, slope):\n    return np.sqrt(1 / ((1 + slope**2) * n_in))",
            "That ½ is lost",
        ),
        (
            "def leaky_std(n_in, slope):\n    return np.sqrt(1 / ((0.5 + slope**2) * n_in))",
            "gets a ½ as well",
        ),
        (
            "def leaky_std(n_in, slope):\n    return np.sqrt(2 / (n_in * (1 + slope) ** 2))",
            "not (1 + slope)²",
        ),
        (
            "def leaky_std(n_in, slope):\n    return np.sqrt(2 / (1 + slope**2) * n_in)",
            "n_in multiplies",
        ),
    ],
}
