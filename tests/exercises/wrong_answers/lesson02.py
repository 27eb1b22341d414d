"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "sigmoid_slope": [
        (
            "def sigmoid_slope(a):\n    return 1 / (1 + np.exp(-a)) * (1 - a)",
            "One factor",
        ),
        (
            "def sigmoid_slope(a):\n    s = 1 / (1 + np.exp(-a))\n    return s * (1 - s)",
            "once more",
        ),
        ("def sigmoid_slope(a):\n    return a - 1", "expected"),
        ("def sigmoid_slope(a):\n    return a * (a - 1)", "sign"),
        ("def sigmoid_slope(a):\n    return np.mean(a * (1 - a))", "single number"),
        (
            "def sigmoid_slope(a):\n    return np.exp(-a) / (1 + np.exp(-a)) ** 2",
            "once more",
        ),
        ("def sigmoid_slope(a):\n    a *= 1 - a\n    return a", "changed"),
    ],
    "mean_loss": [
        (
            "def mean_loss(a, y):\n    return np.mean((a.ravel() - y) * 2) / 2",
            "not squared",
        ),
        (
            "def mean_loss(a, y):\n"
            "    return np.linalg.norm(a.ravel() - y) ** 2 / 2 / (len(y) - 1)",
            "m − 1",
        ),
        (
            "def mean_loss(a, y):\n    return np.mean((a.ravel() - y) ** 2) ** 0.5 / 2",
            "square root",
        ),
        (
            "def mean_loss(a, y):\n    return ((a - y) ** 2 / 2).sum() / len(y)",
            "divided by m",
        ),
        ("def mean_loss(a, y):\n    d = a - y\n    return np.mean(d * d) / 2", "every target"),
        (
            "def mean_loss(a, y):\n    total = 0\n    for i in range(len(y)):\n"
            "        total += 0.5 * float(a.ravel()[i] - y[i]) ** 2\n    return total",
            "mean",
        ),
        (
            "def mean_loss(a, y):\n    return ((a.ravel() - y) ** 2).sum() / len(a)",
            "½ is missing",
        ),
        ("def mean_loss(a, y):\n    return 0.5 * (a.ravel() - y) ** 2", "(3,)"),
        ("def mean_loss(a, y):\n    return 0.5 * np.mean(a.ravel() - y)", "without squaring"),
        (
            "def mean_loss(a, y):\n"
            "    for i in range(len(y)):\n"
            "        total = 0.5 * (a.ravel()[i] - y[i]) ** 2\n"
            "    return total / len(y)",
            "Only one example counts, and it",
        ),
        (
            "def mean_loss(a, y):\n"
            "    total = 0\n"
            "    for i in range(len(y)):\n"
            "        total += 0.5 * (a.ravel()[i] - y[i]) ** 2\n"
            "        return total / len(y)",
            "Only the first example counts, and",
        ),
    ],
    "numerical_gradient": [
        (
            "def numerical_gradient(f, w):\n"
            "    h, slopes = 1e-5, np.zeros(len(w))\n"
            "    for j in range(len(w)):\n"
            "        up, down = w, w\n"
            "        up[j] += h\n"
            "        down[j] -= h\n"
            "        slopes[j] = (f(up) - f(down)) / (2 * h)\n"
            "    return slopes",
            "two names",
        ),
        (
            "def numerical_gradient(f, w):\n"
            "    h, slopes = 1e-4, np.zeros(len(w))\n"
            "    for j in range(len(w)):\n"
            "        up, down = w.copy(), w.copy()\n"
            "        up[j] += h\n"
            "        down[j] -= h\n"
            "        slopes[j] = (f(up) - f(down)) / (2 * h)\n"
            "    return slopes",
            "h = 0.0001",
        ),
        (
            "def numerical_gradient(f, w):\n"
            "    h, slopes = 1e-12, np.zeros(len(w))\n"
            "    for j in range(len(w)):\n"
            "        up, down = w.copy(), w.copy()\n"
            "        up[j] += h\n"
            "        down[j] -= h\n"
            "        slopes[j] = (f(up) - f(down)) / (2 * h)\n"
            "    return slopes",
            "too small",
        ),
        (
            "def numerical_gradient(f, w):\n"
            "    h, slopes = 1e-5, np.zeros(len(w))\n"
            "    for j in range(len(w)):\n"
            "        up, down = w.copy(), w.copy()\n"
            "        up[j] += h\n"
            "        down[j] -= h\n"
            "        slopes[j] = (f(up) - f(down)) / 2 * h\n"
            "    return slopes",
            "brackets",
        ),
        (
            "def numerical_gradient(f, w):\n"
            "    h, slopes = 1e-5, np.zeros(len(w))\n"
            "    for j in range(len(w)):\n"
            "        up, down = w.copy(), w.copy()\n"
            "        up[j] += h\n"
            "        down[j] -= h\n"
            "        slopes[j] = (f(up) - f(down)) / (2 * h)\n"
            "        return slopes",
            "inside the loop",
        ),
        (
            "def numerical_gradient(f, w):\n"
            "    h, slopes = 1e-5, np.zeros(len(w))\n"
            "    up, down = w.copy(), w.copy()\n"
            "    for j in range(len(w)):\n"
            "        up[j] += h\n"
            "        down[j] -= h\n"
            "        slopes[j] = (f(up) - f(down)) / (2 * h)\n"
            "    return slopes",
            "still moved",
        ),
        (
            "def numerical_gradient(f, w):\n"
            "    h, slopes = 1e-5, np.zeros(len(w), dtype=int)\n"
            "    for j in range(len(w)):\n"
            "        up, down = w.copy(), w.copy()\n"
            "        up[j] += h\n"
            "        down[j] -= h\n"
            "        slopes[j] = (f(up) - f(down)) / (2 * h)\n"
            "    return slopes",
            "whole numbers",
        ),
        (
            "def numerical_gradient(f, w):\n    g = np.zeros_like(w)\n    for j in range(len(w)):\n"
            "        v = w.copy()\n        v[j] += 1e-5\n        g[j] = (f(v) - f(w)) / 1e-5\n"
            "    return g",
            "one side",
        ),
        (
            "def numerical_gradient(f, w):\n    g = []\n    for j in range(len(w)):\n"
            "        e = np.zeros(len(w))\n        e[j] = 1e-5\n"
            "        g.append((f(w + e) - f(w - e)) / 1e-5)\n    return np.array(g)",
            "2h",
        ),
        (
            "def numerical_gradient(f, w):\n    h = 1e-5\n    g = np.zeros(len(w))\n"
            "    for j in range(len(w)):\n        w[j] += h\n        up = f(w)\n"
            "        w[j] -= 2 * h\n        g[j] = (up - f(w)) / (2 * h)\n    return g",
            "moved back",
        ),
        (
            "def numerical_gradient(f, w):\n    h = 1e-5\n"
            "    return (f(w + h) - f(w - h)) / (2 * h) * np.ones(len(w))",
            "all weights at once",
        ),
        (
            "def numerical_gradient(f, w):\n    h = 1e-5\n"
            "    return (f(w + h) - f(w - h)) / (2 * h)",
            "n slopes",
        ),
        (
            "def numerical_gradient(f, w):\n    h = 1e-5\n    g = np.zeros(len(w))\n"
            "    for j in range(len(w)):\n        e = h * np.eye(len(w))[j]\n"
            "        g[j] = (f(w - e) - f(w + e)) / (2 * h)\n    return g",
            "sign",
        ),
        (
            "def numerical_gradient(f, w):\n"
            "    h = 1e-5\n"
            "    g = np.zeros(len(w))\n"
            "    for i in range(len(w)):\n"
            "        u = w.copy(); d = w.copy()\n"
            "        u[i] += h; d[i] -= h\n"
            "        g = (f(u) - f(d)) / (2 * h)\n"
            "    return g",
            "That is the last slope alone.",
        ),
        (
            "def numerical_gradient(f, w):\n"
            "    h = 1e-5\n"
            "    g = np.zeros(len(w))\n"
            "    for i in range(len(w)):\n"
            "        u = w[:]; d = w[:]\n"
            "        u[i] += h; d[i] -= h\n"
            "        g[i] = (f(u) - f(d)) / (2 * h)\n"
            "    return g",
            "All slopes are 0. Are both",
        ),
    ],
    "descend": [
        (
            "def descend(w, b, X, y, lr):\n"
            "    a = sigmoid(X @ w + b)\n"
            "    dz = (a - y) / len(y) * a * (1 - a)\n"
            "    return w - lr * X.T @ dz / len(y), b - lr * dz.sum() / len(y)",
            "twice",
        ),
        (
            "def descend(w, b, X, y, lr):\n"
            "    a = sigmoid(X @ w + b)\n"
            "    dz = (a - y) / len(y) * a * (1 - a)\n"
            "    return w - lr * X.T @ dz, b - lr * dz.mean()",
            "not averaged",
        ),
        (
            "def descend(w, b, X, y, lr):\n"
            "    a = sigmoid(X @ w)\n"
            "    dz = (a - y) / len(y) * a * (1 - a)\n"
            "    return w - lr * X.T @ dz, b - lr * dz.sum()",
            "bias is missing",
        ),
        (
            "def descend(w, b, X, y, lr):\n"
            "    a = sigmoid(X @ w + b)\n"
            "    dz = 2 * (a - y) / len(y) * a * (1 - a)\n"
            "    return w - lr * X.T @ dz, b - lr * dz.sum()",
            "twice too large",
        ),
        (
            "def descend(w, b, X, y, lr):\n"
            "    a = sigmoid(X @ w + b)\n"
            "    dz = (a - y) / len(y) * a * (1 - a)\n"
            "    w - lr * X.T @ dz, b - lr * dz.sum()\n"
            "    return w, b",
            "unchanged",
        ),
        (
            "def descend(w, b, X, y, lr):\n"
            "    for _ in range(2):\n"
            "        n = SigmoidNeuron(w, b)\n"
            "        n.learn(X, y, lr=lr)\n"
            "        w, b = n.w, n.b\n"
            "    return w, b",
            "two steps",
        ),
        (
            "def descend(w, b, X, y, lr):\n    a = sigmoid(X @ w + b)\n    m = len(X)\n"
            "    dz = (a - y) * a * (1 - a)\n"
            "    return w + lr * (X.T @ dz) / m, b + lr * dz.sum() / m",
            "uphill",
        ),
        (
            "def descend(w, b, X, y, lr):\n    a = sigmoid(X @ w + b)\n"
            "    dz = (a - y) * a * (1 - a)\n"
            "    return w - lr * X.T @ dz, b - lr * np.sum(dz)",
            "mean is missing",
        ),
        (
            "def descend(w, b, X, y, lr):\n    n = SigmoidNeuron(w, b)\n"
            "    dw, _ = n.gradient(X, y)\n    n.w = n.w - lr * dw\n    _, db = n.gradient(X, y)\n"
            "    return n.w, n.b - lr * db",
            "new weights",
        ),
        (
            "def descend(w, b, X, y, lr):\n    a = sigmoid(X @ w + b)\n"
            "    dz = (a - y) * a * (1 - a) / len(y)\n    w -= lr * X.T @ dz\n"
            "    b -= lr * dz.sum()\n    return w, b",
            "your code changed `w`",
        ),
        (
            "def descend(w, b, X, y, lr):\n    a = sigmoid(X @ w + b)\n    dz = (a - y) / len(y)\n"
            "    return w - lr * X.T @ dz, b - lr * dz.sum()",
            "a (1 − a)",
        ),
        (
            "def descend(w, b, X, y, lr):\n    n = SigmoidNeuron(w, b)\n    n.learn(X, y, lr=lr)\n"
            "    return n.w",
            "a tuple of 2",
        ),
        (
            "def descend(w, b, X, y, lr):\n"
            "    a = sigmoid(X @ w + b)\n"
            "    dz = (a - y) / len(y) * a * (a - 1)\n"
            "    return w - lr * X.T @ dz, b - lr * dz.sum()",
            "You go uphill: a sign",
        ),
    ],
    "broken_gradient": [
        (
            "def broken_gradient(w, b, X, y):\n"
            "    a = sigmoid(X @ w + b)\n"
            "    da = (a - y) / len(y)\n"
            "    dz = da * sigmoid(a) * (1 - a)\n"
            "    return X.T @ dz, dz.sum()",
            "one of the two factors",
        ),
        (
            "def broken_gradient(w, b, X, y):\n"
            "    a = sigmoid(X @ w + b)\n"
            "    da = abs(y - a) / len(y)\n"
            "    dz = da * a * (1 - a)\n"
            "    return X.T @ dz, dz.sum()",
            "np.abs",
        ),
        (
            "def broken_gradient(w, b, X, y):\n"
            "    a = sigmoid(X @ w + b)\n"
            "    da = (a - y) / len(y)\n"
            "    dz = da * (1 - a)\n"
            "    return X.T @ dz, dz.sum()",
            "factor a is missing",
        ),
        (
            "def broken_gradient(w, b, X, y):\n    a = sigmoid(X @ w + b)\n"
            "    da = (a - y) / len(y)\n    dz = da * sigmoid(a) * (1 - sigmoid(a))\n"
            "    return X.T @ dz, dz.sum()",
            "in dz",
        ),
        (
            "def broken_gradient(w, b, X, y):\n    a = sigmoid(X @ w + b)\n"
            "    da = (y - a) / len(y)\n    dz = da * a * (1 - a)\n    return X.T @ dz, dz.sum()",
            "the sign",
        ),
        (
            "def broken_gradient(w, b, X, y):\n    a = sigmoid(X @ w + b)\n"
            "    da = a - y\n    dz = da * a * (1 - a)\n    return X.T @ dz, dz.sum()",
            "1/m is lost",
        ),
        (
            "def broken_gradient(w, b, X, y):\n    a = sigmoid(X @ w + b)\n"
            "    da = (a - y) / len(y)\n    return X.T @ da, da.sum()",
            "gone from dz",
        ),
        (
            "def broken_gradient(w, b, X, y):\n    a = sigmoid(X @ w + b)\n"
            "    da = (a - y) / len(y)\n    dz = da * a * (1 - a)\n    return dz.sum(), X.T @ dz",
            "order",
        ),
        (
            "def broken_gradient(w, b, X, y):\n"
            "    a = sigmoid(X @ w + b)\n"
            "    da = (a - y) / len(y)\n"
            "    dz = da * a * (a - 1)\n"
            "    return X.T @ dz, dz.sum()",
            "One mistake is left: the sign",
        ),
    ],
}
