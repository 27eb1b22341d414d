"""Right answers in ways that the solutions do not take: the body of the function, or the value."""

RIGHT = {
    "lesson00": {
        "mean_image": [
            "return np.array([sum(float(x[j]) for x in X) / len(X) for j in range(X.shape[1])])",
            "return np.einsum('ij->j', X.astype(float)) / X.shape[0]",
            "return np.ones(len(X)) @ X / len(X)",
        ],
        "full_ink": [
            "return (X.T / X.max(axis=1)).T",
        ],
        "one_hot_rows": [
            "return (np.arange(n_classes) == labels[:, None])",
        ],
    },
    "lesson01": {
        "nand_gate": [
            "(-1,-1,-2)",
            "(-0.5,-0.7,-1)",
            "np.array([-1,-1,-1.5])",
            "[-3,-2,-4]",
        ],
        "below": [
            "(-2/3,-5/3,1)",
            "[-4,-10,6]",
            "np.array([-0.2,-0.5,0.3])",
        ],
        "recognizer": [
            "return 2 * row - 1, 1 - row.sum()",
            "return row - 0.5, 0.25 - row.sum() / 2",
            "return np.where(row == 1, 1, -len(row) - 1), 0.5 - sum(row)",
            "return [[1 if x else -1 for x in row], np.array([0.1 - np.count_nonzero(row)])]",
            """X = np.array(list(np.ndindex(*[2] * len(row))))
y = (X == row).all(axis=1).astype(int)
neuron = Perceptron(w=np.zeros(len(row)))
while neuron.learn(X, y):
    pass
return neuron.w, neuron.b""",
        ],
        "correct": [
            """a = 1 if np.dot(x, w) + b > 0 else 0
if a == target:
    return w, b
if target == 1:
    return w + x, b + 1
return w - x, b - 1""",
        ],
        "one_pass": [
            """corrections = 0
for x, target in zip(X, y):
    error = target - int(w @ x + b > 0)
    if error != 0:
        w = w + error * x
        b = b + error
        corrections = corrections + 1
return w, b, corrections""",
            """corrections = 0
for x, target in zip(X, y):
    error = target - int(w @ x + b > 0)
    if error != 0:
        w = w + error * x
        corrections += 1
    b += error
return w, b, corrections""",
            """corrections = 0
for x, target in zip(X, y):
    error = target - int(w @ x + b > 0)
    if error != 0:
        w = w + error * x
        b = b + error
        corrections = corrections + abs(error)
return w, b, corrections""",
        ],
        "xor": [
            "return nand(nand(x1, nand(x2, 1)), nand(nand(x1, 1), x2))",
            """a = nand(x1, x1)
b = nand(x2, x2)
return nand(nand(x1, b), nand(a, x2))""",
        ],
    },
    "lesson02": {
        "sigmoid_slope": [
            "return a - a**2",
            "return a - a * a",
            "return 0.25 - (a - 0.5) ** 2",
            "return np.multiply(a, np.subtract(1, a))",
            "return (lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2)(np.log(a / (1 - a)))",
        ],
        "mean_loss": [
            "return ((a.T - y) ** 2).mean() / 2",
            "return np.mean(np.square(np.squeeze(a) - y)) / 2",
            "return sum((float(p) - t) ** 2 for p, t in zip(a.flatten(), y)) / 2 / len(y)",
            "return np.mean((a.reshape(-1, 1) - y.reshape(-1, 1)) ** 2) * 0.5",
        ],
        "numerical_gradient": [
            "return np.array([(f(w + e) - f(w - e)) / 2e-5 for e in 1e-5 * np.eye(len(w))])",
            """h = 1e-5
g = np.zeros(len(w))
for i in range(len(w)):
    old = w[i]
    w[i] = old + h
    u = f(w)
    w[i] = old - h
    d = f(w)
    w[i] = old
    g[i] = (u - d) / h / 2
return g""",
        ],
        "descend": [
            """neuron = SigmoidNeuron(w=np.zeros(X.shape[1]))
losses = [neuron.learn(X, y, lr=lr) for _ in range(n_steps)]
return neuron.w, neuron.b, losses""",
            """Z = np.column_stack([X, np.ones(len(X))])
v, losses = np.zeros(Z.shape[1]), []
while len(losses) < n_steps:
    a = sigmoid(Z @ v)
    losses.append(float(((a - y) ** 2).mean() / 2))
    v = v + lr * Z.T @ ((y - a) * a * (1 - a)) / len(y)
return v[:-1], v[-1], losses""",
            """def f(v):
    return 0.5 * np.mean((sigmoid(X @ v[:-1] + v[-1]) - y) ** 2)
v, losses = np.zeros(X.shape[1] + 1), np.array([])
for _ in range(n_steps):
    losses = np.append(losses, f(v))
    v = v - lr * numerical_gradient(f, v)
return [v[:-1], v[-1], losses]""",
            """w, b, losses = [0.0] * X.shape[1], 0.0, []
for _ in range(n_steps):
    dz, loss = [], 0
    for x, t in zip(X, y):
        a = 1 / (1 + np.exp(-b - sum(u * v for u, v in zip(w, x))))
        loss += 0.5 * (a - t) ** 2 / len(y)
        dz.append((a - t) * a * (1 - a) / len(y))
    losses.append(loss)
    w = [u - lr * sum(d * x[j] for d, x in zip(dz, X)) for j, u in enumerate(w)]
    b = b - lr * sum(dz)
return w, b, losses""",
        ],
        "broken_gradient": [
            """a = sigmoid(X @ w + b)
da = (y - a) / len(y)
dz = da * a * (a - 1)
return X.T @ dz, dz.sum()""",
            """a = sigmoid(X @ w + b)
da = (a - y) / len(y)
dz = da * sigmoid(X @ w + b) * (1 - sigmoid(X @ w + b))
return X.T @ dz, dz.sum()""",
        ],
    },
    "lesson03": {
        "layer_forward": [
            """z = X @ W
z += b
return z""",
            "return np.column_stack([X @ W[:, j] + b[j] for j in range(len(b))])",
            'return np.einsum("ij,jk->ik", X, W) + b',
            "return np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W, b])",
            "return (W.T @ X.T + b[:, None]).T",
            "return np.add(np.matmul(X, W), b)",
        ],
        "n_parameters": [
            "650",
            "65 * 10",
            "650.0",
            "np.array(650)",
            "8 * 8 * 10 + 10",
            "(64 + 1) * 10",
        ],
        "squared_error": [
            "return 0.5 * np.sum((a - Y) ** 2) / len(a)",
            "return np.linalg.norm(a - Y) ** 2 / 2 / len(Y)",
            "return np.mean([0.5 * (r - t) @ (r - t) for r, t in zip(a, Y)])",
            'return np.einsum("ij,ij->", a - Y, a - Y) / (2 * a.shape[0])',
            "return 0.5 * np.trace((a - Y) @ (a - Y).T) / len(a)",
        ],
        "layer_gradients": [
            """m = len(X)
dz = (a - Y) / m
return (dz.T @ X).T, dz.sum(axis=0)""",
            """m = len(X)
dz = (a - Y)
return X.T @ dz / m, dz.sum(axis=0) / m""",
            """m = len(X)
dz = (a - Y) / m
return (X[:, :, None] * dz[:, None, :]).sum(axis=0), dz.sum(axis=0)""",
        ],
        "largest_rate": [
            "return 2 / np.max(np.sum(X.astype(int) ** 2, axis=1))",
            "return 2 / max(sum(int(p) ** 2 for p in x) for x in X)",
            "return min(2 / np.linalg.norm(x) ** 2 for x in X.astype(float))",
            "return 2 / np.max(np.linalg.norm(X, axis=1)) ** 2",
            "return 2 / np.max(np.sum((X / 1.0) ** 2, axis=1))",
            'return 2 / np.einsum("ij,ij->i", X, X, dtype=float).max()',
        ],
        "epoch_error": [
            """W = W.copy()
total = 0.0
for x, y in zip(X, Y):
    difference = x @ W - y
    error = 0.5 * np.sum(difference**2)
    total += error
    W -= np.outer(lr * x, difference)
return total / len(X)""",
            """W = W.copy()
total = []
for x, y in zip(X, Y):
    difference = x @ W - y
    error = 0.5 * np.sum(difference**2)
    total.append(error)
    W -= np.outer(lr * x, difference)
return np.mean(total)""",
        ],
    },
    "lesson04": {
        "merged": [
            "return (W1 @ W2, W2.T @ b1 + b2)",
            "return [W1.dot(W2), np.dot(b1, W2) + b2]",
            'return (np.einsum("ij,jk->ik", W1, W2), np.einsum("j,jk->k", b1, W2) + b2)',
        ],
        "safe_softmax": [
            """e = np.exp(z - z.max(axis=1, keepdims=True))
return e / e.sum(axis=1, keepdims=True)""",
            """e = np.exp(z - np.max(z, axis=1)[:, None])
return e / np.sum(e, axis=1)[:, None]""",
            """m = z.max(axis=1, keepdims=True)
return np.exp(z - m - np.log(np.exp(z - m).sum(axis=1, keepdims=True)))""",
        ],
        "natural_cross_entropy": [
            "return -np.log(p[Y == 1]).mean()",
            "return np.mean(np.log(1 / np.sum(p * Y, axis=1)))",
            "return -np.mean(np.sum(Y * np.log10(p), axis=1)) * np.log(10)",
            "return -np.sum(Y * np.log(p)) / len(p)",
            "return -np.log(p[np.arange(len(p)), Y.argmax(axis=1)]).sum() / p.shape[0]",
        ],
        "score_slope": [
            "return (p - Y) / p.shape[0]",
            "return -(Y - p) / len(Y)",
            "return np.subtract(p, Y) * (1 / len(p))",
            "return np.array([(r - t) / len(p) for r, t in zip(p, Y)])",
        ],
        "bias_slope": [
            "return sum(dz)",
            "return np.ones(len(dz)) @ dz",
            "return np.add.reduce(dz)",
            "return dz.T.sum(axis=1)",
        ],
        "back_through_three": [
            """g = (p - Y) * (1 / len(p))
slopes = [g]
for W, a in ((W3, a2), (W2, a1)):
    g = (g @ W.T) * np.sign(a)
    slopes.append(g)
return slopes""",
            """dz3 = p - Y
dz2 = np.where(a2 != 0, (W3 @ dz3.T).T, 0)
dz1 = np.where(a1 != 0, (W2 @ dz2.T).T, 0)
return dz3 / len(Y), dz2 / len(Y), dz1 / len(Y)""",
            """dz3 = p / len(p) - Y / len(p)
dz2 = np.einsum("mk,jk->mj", dz3, W3)
dz2[a2 == 0] = 0
dz1 = np.array([[w @ row * (on > 0) for w, on in zip(W2, a)] for row, a in zip(dz2, a1)])
return dz3, dz2, dz1""",
        ],
        "backward_tanh": [
            """dz2 = (p - Y) / len(X)
dz1 = dz2 @ W2.T * (1 - a1**2)
return X.T @ dz1, dz1.sum(axis=0), a1.T @ dz2, dz2.sum(axis=0)""",
            """dz2 = (p - Y) / len(X)
dz1 = dz2 @ W2.T * (1 - a1**2)
return [X.T @ dz1, sum(dz1), a1.T @ dz2, sum(dz2)]""",
            """dz2 = (p - Y) / len(X)
dz1 = dz2 @ W2.T / np.cosh(np.arctanh(a1))**2
return X.T @ dz1, dz1.sum(axis=0), a1.T @ dz2, dz2.sum(axis=0)""",
        ],
    },
    "lesson05": {
        "n_steps": [
            "return (m + batch_size - 1) // batch_size * epochs",
            "return int(np.ceil(m / batch_size)) * epochs",
            "return np.ceil(m / batch_size) * epochs",
            "return epochs * len(range(0, m, batch_size))",
            "return ((m - 1) // batch_size + 1) * epochs",
            "return sum(1 for e in range(epochs) for s in range(0, m, batch_size))",
            "return (m // batch_size + (m % batch_size > 0)) * epochs",
        ],
        "batch_for": [
            "return int(np.ceil((std_one / wanted) ** 2))",
            "return np.ceil(np.square(std_one / wanted))",
            "return int(-(-(std_one / wanted) ** 2 // 1))",
            "return int(np.ceil(std_one**2 / wanted**2))",
            """m = 1
while std_one / m**0.5 > wanted:
    m += 1
return m""",
        ],
        "shuffled_batches": [
            """X, Y = X[order], Y[order]
batches = []
for start in range(0, len(X), batch_size):
    batches.append((X[start : start + batch_size], Y[start : start + batch_size]))
return batches""",
            """batches = []
for start in range(0, len(X), batch_size):
    rows = order[start : start + batch_size]; batches.append((X[rows], Y[rows]))
return batches""",
            """X, Y = X[order], Y[order]
batches = []
for start in range(0, len(X), batch_size):
    batches.append([X[start : start + batch_size], Y[start : start + batch_size]])
return batches""",
            """X = X[order]
batches = []
for start in range(0, len(X), batch_size):
    batches.append((X[start : start + batch_size], Y[order][start : start + batch_size]))
return batches""",
        ],
        "one_epoch": [
            """for start in range(0, len(X), batch_size):
    xb, yb = X[start : start + batch_size], y[start : start + batch_size]
    error = xb @ w - yb
    w = w - lr * xb.T @ error / len(xb)
return w""",
            """for start in range(0, len(X), batch_size):
    xb, yb = X[start : start + batch_size], y[start : start + batch_size]
    error = xb @ w - yb
    w = w - lr * (xb * error[:, None]).mean(axis=0)
return w""",
            """for start in range(0, len(X), batch_size):
    xb, yb = X[start : start + batch_size], y[start : start + batch_size]
    error = yb - xb @ w
    w = w + lr * xb.T @ error / len(xb)
return w""",
        ],
        "combined": [
            "return np.average(gradients, axis=0, weights=sizes)",
            "return (gradients * sizes[:, None]).sum(axis=0) / sizes.sum()",
            "return np.repeat(gradients, sizes, axis=0).mean(axis=0)",
            "return gradients.T @ (sizes / sum(sizes))",
            "return sum(g * s for g, s in zip(gradients, sizes)) / sum(sizes)",
        ],
    },
}
