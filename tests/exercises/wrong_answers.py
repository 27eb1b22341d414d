"""Wrong answers that no declared mistake makes, with words that the verdict has to contain.

The body of the function, or the value. A mistake that is declared stands in the exercise alone.
"""

WRONG = {
    "lesson00": {
        "mean_image": [
            ("X.mean(axis=0)", "return"),
            (
                """X[0] = X.mean(axis=0)
return X[0]""",
                "cut to whole numbers",
            ),
        ],
        "full_ink": [
            (
                """X /= X.max(axis=1, keepdims=True)
return X""",
                "changed",
            ),
        ],
    },
    "lesson01": {
        "nand_gate": [
            ("(-2, -2, -2)", "counts as a no"),
            ("(-2, -2, 3)", "which of them are above your threshold"),
            ("(1, 1, 0.5)", "For (0, 0)"),
            ("(-1, -1, -0.5)", "For (0, 1)"),
            ("(-1, -1)", "a tuple of 3"),
        ],
        "below": [
            ("(-4, -10, -6)", "sign of the bias"),
            ("(-2, -5, 1)", "bias does not fit"),
            ("(-2, -3, 5)", "another one"),
            ("(-10, -4, 6)", "changed places"),
            ("(0, 0, 1)", "always says 1"),
            ("(0, 0, 0)", "always says 0"),
        ],
        "recognizer": [
            ("return row, -row.sum()", "says 0 to every row"),
            ("return 2 * row - 1, -row.sum() / 2", "where that is 1 or 2"),
            ("return 2 * row - 1, 0.5 - (2 * row - 1).sum()", "right for rows of ones alone"),
            ("return 1 - row, 0.5 - (1 - row).sum()", "z = 0.5 at (0, 1, 0): it says 1"),
            ("return 2 * row - 1", "expected two things"),
            ("return 2 * row - 1, 0.5 - row", "b, a single number"),
            ("return 2 * row - 1, np.log(0.0 * row[0])", "NaN or an infinity"),
            (
                """w = np.where(row == 1, 1, -1)
print(w, 0.5 - row.sum())""",
                "return",
            ),
        ],
        "correct": [
            (
                """error = target - int(w @ x + b > 0)
w += error * x
return w, b + error""",
                "changed `w`",
            ),
            (
                """error = target - int(w @ x + b > 0)
return b + error, w + error * x""",
                "another order",
            ),
        ],
        "xor": [
            ("return nand(nand(x1), nand(x2))", "nand takes two inputs"),
            ("return x1 ^ x2", "nand"),
            ("return nand(nand(x1 != x2, 1), 1)", "no other operator"),
            ("return nand(1 - (x1 ^ x2), 1)", "no other operator"),
            (
                """if x1 == x2:
    return nand(1, 1)
return nand(0, 0)""",
                "no other operator",
            ),
            (
                "return nand(x1, x2) if nand(nand(x1, x1), nand(x2, x2)) else nand(1, 1)",
                "no other operator",
            ),
            ("return int(nand(x1, x1)) != int(nand(x2, x2))", "no other operator"),
            ("return nand(x1, x2) and (x1 or x2)", "nand"),
            ("return nand(x1, x2)", "For (0, 0) got 1"),
            (
                """n = nand(x1, x2)
s = nand(nand(x1, n), nand(x2, n))
return nand(s, s)""",
                "changed places",
            ),
            ("n = nand(nand(x1, x2), nand(x1, x2))", "return"),
        ],
    },
    "lesson02": {
        "sigmoid_slope": [
            ("return a - 1", "expected"),
            ("return a * (a - 1)", "sign"),
            ("return np.mean(a * (1 - a))", "single number"),
            (
                """a *= 1 - a
return a""",
                "changed",
            ),
        ],
        "mean_loss": [
            ("return 0.5 * (a.ravel() - y) ** 2", "(3,)"),
        ],
        "numerical_gradient": [
            (
                """h = 1e-5
g = np.zeros(len(w))
for j in range(len(w)):
    w[j] += h
    up = f(w)
    w[j] -= 2 * h
    g[j] = (up - f(w)) / (2 * h)
return g""",
                "moved back",
            ),
            (
                """h = 1e-5
g = np.zeros(len(w))
for j in range(len(w)):
    e = h * np.eye(len(w))[j]
    g[j] = (f(w - e) - f(w + e)) / (2 * h)
return g""",
                "sign",
            ),
        ],
        "descend": [
            (
                """w, b, losses = np.ones(X.shape[1]) / 2, 0.0, np.zeros(n_steps)
for k in range(n_steps):
    a = sigmoid(X @ w + b)
    losses[k] = 0.5 * np.mean((a - y) ** 2)
    dz = (a - y) / len(y) * a * (1 - a)
    w, b = w - lr * X.T @ dz, b - lr * dz.sum()
return w, b, losses""",
                "`w` is wrong",
            ),
            (
                """n = SigmoidNeuron(w=np.zeros(X.shape[1]))
losses = [n.learn(X, y, lr=lr) for _ in range(n_steps)]
return losses, n.w, n.b""",
                "another order than w, b, losses",
            ),
            (
                """n = SigmoidNeuron(w=np.zeros(X.shape[1]))
losses = [n.learn(X, y, lr=lr) for _ in range(n_steps)]
return n.w, n.b""",
                "a tuple of 3",
            ),
            (
                """w, b, losses = np.zeros(X.shape[0]), 0.0, []
for _ in range(n_steps):
    losses.append(mean_loss(sigmoid(X @ w + b), y))
return w, b, losses""",
                "inner sizes 1 and 2",
            ),
        ],
        "broken_gradient": [
            (
                """a = sigmoid(X @ w + b)
da = (a - y) / len(y)
dz = da * a * (1 - a)
return dz.sum(), X.T @ dz""",
                "order",
            ),
        ],
    },
    "lesson03": {
        "layer_forward": [
            ("return W @ X + b", "inner sizes"),
            ("return X @ W + b[:, None]", "do not fit together"),
        ],
        "n_parameters": [
            ("100", "too small"),
        ],
        "squared_error": [
            ("return 0.5 * np.sum((a - Y) ** 2, axis=1)", "shape"),
        ],
        "layer_gradients": [
            (
                """dz = (a - Y) / len(X)
return dz.sum(axis=0), X.T @ dz""",
                "order",
            ),
            (
                """dz = (a - Y) / len(X)
return X.T @ dz, dz.sum(axis=0, keepdims=True)""",
                "`db` is wrong",
            ),
        ],
        "largest_rate": [
            (
                """X = X.astype(float)
return 2 / np.sum(X**2, axis=1)""",
                "one rate for each image",
            ),
        ],
        "epoch_error": [
            (
                """total = 0
for x, y in zip(X, Y):
    d = x @ W - y
    total += 0.5 * np.sum(d**2)
    W -= np.outer(lr * x, d)
return total / len(X)""",
                "your code changed `W`",
            ),
        ],
    },
    "lesson04": {
        "merged": [
            ("return b1 @ W2 + b2, W1 @ W2", "in another order"),
            (
                """b2 += b1 @ W2
return W1 @ W2, b2""",
                "changed `b2`",
            ),
        ],
        "bias_slope": [
            ("return dz[:dz.shape[1]].sum(axis=0)", "Right for some"),
            ("return dz.sum(axis=0)[:10]", "expected an array"),
            ("return np.sum(dz, axis=0, keepdims=True)", "numbers are right"),
        ],
        "back_through_three": [
            (
                """dz3 = (p - Y) / len(Y)
dz2 = (dz3 @ W3.T) * (a2 > 0)
dz1 = (dz2 @ W2.T) * (a1 > 0)
return dz1, dz2, dz3""",
                "another order than dz3, dz2, dz1",
            ),
            (
                """dz3 = (p - Y) / len(Y)
dz2 = (dz3 @ W3) * (a2 > 0)
dz1 = (dz2 @ W2.T) * (a1 > 0)
return dz3, dz2, dz1""",
                "the inner sizes 2 and 3 differ",
            ),
            (
                """p -= Y
dz3 = p / len(Y)
dz2 = (dz3 @ W3.T) * (a2 > 0)
return dz3, dz2, (dz2 @ W2.T) * (a1 > 0)""",
                "changed `p`",
            ),
        ],
        "backward_tanh": [
            (
                """dz2 = (p - Y) / len(X)
dz1 = dz2 @ W2.T * (1 - a1**2)
return X.T @ dz1, dz1.sum(0), dz2.T @ a1, dz2.sum(0)""",
                "`dW2` is wrong. Transposed",
            ),
            (
                """dz2 = (p - Y) / len(X)
dz1 = dz2 @ W2.T * (1 - a1**2)
return a1.T @ dz2, dz2.sum(0), X.T @ dz1, dz1.sum(0)""",
                "in another order",
            ),
            (
                """dz2 = (p - Y) / len(X)
dz1 = dz2 @ W2 * (1 - a1**2)
return X.T @ dz1, dz1.sum(0), a1.T @ dz2, dz2.sum(0)""",
                "ValueError",
            ),
        ],
    },
    "lesson05": {
        "combined": [
            (
                """gradients *= (sizes / sizes.sum())[:, None]
return gradients.sum(axis=0)""",
                "changed `gradients`",
            ),
        ],
        "shuffled_batches": [
            (
                """order = np.random.default_rng(0).permutation(len(X))
X, Y = X[order], Y[order]
return [(X[s:s + batch_size], Y[s:s + batch_size])
        for s in range(0, len(X), batch_size)]""",
                "`order` is the shuffle already",
            ),
            (
                """X, Y = X[order], Y[order]
return [(X[s:s + 2], Y[s:s + 2]) for s in range(0, len(X), 2)]""",
                "cut in other places",
            ),
            (
                """X, Y = X[order], Y[order]
X = X[order]
batches = []
for start in range(0, len(X), batch_size):
    stop = start + batch_size
    batches.append((X[start:stop], Y[start:stop]))
return batches""",
                "The answers come in the order",
            ),
            (
                """X = X[order]
Y = order
batches = []
for start in range(0, len(X), batch_size):
    stop = start + batch_size
    batches.append((X[start:stop], Y[start:stop]))
return batches""",
                "The answers are the numbers of",
            ),
            (
                """X, Y = X[order[::-1]], Y[order[::-1]]
batches = []
for start in range(0, len(X), batch_size):
    stop = start + batch_size
    batches.append((X[start:stop], Y[start:stop]))
return batches""",
                "Each image has its own answer",
            ),
            (
                """X, Y = X[order], Y[order]
batches = []
for start in range(0, len(X), batch_size):
    stop = start + batch_size + 1
    batches.append((X[start:stop], Y[start:stop]))
return batches""",
                "Some images are dealt more than",
            ),
        ],
        "one_epoch": [
            (
                """for s in range(0, len(X), batch_size):
    xb, yb = X[s:s + batch_size], y[s:s + batch_size]
    w -= lr * xb.T @ (xb @ w - yb) / len(xb)
return w""",
                "changed `w`",
            ),
        ],
    },
    "lesson06": {
        "safe_tanh": [
            (
                """right = (1 - np.exp(-2 * z)) / (1 + np.exp(-2 * z))
left = (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)
return np.where(z > 0, right, left)""",
                "np.where computes both",
            ),
            (
                """with np.errstate(over='ignore'):
    return 1 - 2 / (1 + np.exp(2 * z))""",
                "still overflows on the way",
            ),
            (
                """old = np.seterr(all='ignore')
t = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
np.seterr(**old)
return np.where(np.isnan(t), np.sign(z), t)""",
                "still overflows on the way",
            ),
            (
                """z = np.clip(z, -5, 5)
return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))""",
                "stops at 0.999909",
            ),
            ("return z / abs(z) * np.tanh(abs(z))", "Got nan"),
            ("return np.array([[np.tanh(v) for v in row] for row in z])", "TypeError"),
        ],
        "as_sigmoids": [
            (
                """W1 *= 2
b1 *= 2
return W1, b1, 2 * W2, b2 - W2.sum(axis=0)""",
                "changed `W1`",
            ),
            ("return 2 * W1, 2 * b1, 2 * W2, b2 - W2.sum(axis=1)", "ValueError"),
            ("return 2 * W1, 2 * b1, 2 * W2, b2 - 3 * W2.sum(0)", "only b2 is wrong"),
            ("return -2 * W1, -2 * b1, 2 * W2, b2 - W2.sum(axis=0)", "W1 and b1 are right"),
            ("return 4 * W1, 4 * b1, 2 * W2, b2 - W2.sum(axis=0)", "W1 or b1 is wrong"),
            ("return 2 * W1, 2 * W2, 2 * b1, b2 - W2.sum(axis=0)", "another order"),
        ],
    },
    "lesson07": {
        "n_different": [
            ("return len(np.unique(np.hstack([W1, b1, W2]), axis=0))", "ValueError"),
        ],
        "std_for": [
            ("return wanted / np.sqrt((X**2).sum(axis=1).mean())", "not for bytes"),
            (
                """X /= 255
return wanted / np.sqrt((X**2).sum(axis=1).mean())""",
                "must stay as it is",
            ),
        ],
        "scaled": [
            (
                """draws /= np.sqrt(len(draws))
return draws""",
                "changed `draws`",
            ),
            (
                "return np.random.default_rng().normal(0, 1 / np.sqrt(len(draws)), draws.shape)",
                "Called twice",
            ),
            (
                "return np.random.default_rng(0).normal(0, 1 / np.sqrt(len(draws)), draws.shape)",
                "With other draws",
            ),
            ("return np.sqrt(1 // len(draws)) * draws", "Right for some inputs"),
        ],
        "layers_until_gone": [
            (
                """for k in range(1, 101):
    if (std * np.sqrt(n / 2)) ** k < 0.001:
        return k""",
                "stop too early",
            ),
        ],
    },
    "lesson08": {
        "opening_pull": [
            ("return 1 / len(counts) - counts[0] / counts.sum()", "expected an array"),
        ],
        "shuffled": [
            (
                """order = rng.permutation(len(X))
return X[order], y""",
                "no longer pairs",
            ),
            (
                """order = rng.permutation(len(X))
return X[order][:, ::-1], y[order]""",
                "pixels of an image",
            ),
            (
                """order = rng.permutation(len(X))
return X[order]""",
                "two arrays",
            ),
            (
                """k = rng.integers(len(X))
return np.roll(X, k, axis=0), np.roll(y, k)""",
                "the neighbour that they had",
            ),
            ("return X[::-1], y[::-1]", "turned round"),
            (
                """starts = 4 * rng.permutation(10)
order = (starts[:, None] + np.arange(4)).ravel()
return X[order], y[order]""",
                "the neighbour that they had",
            ),
            (
                """order = np.append(rng.permutation(len(X) - 1), len(X) - 1)
return X[order], y[order]""",
                "Row 11 of 12 never",
            ),
            (
                """order = np.argsort(y)
return X[order], y[order]""",
                "sorted by their labels",
            ),
            (
                """order = rng.permutation(len(X))
print(X[order].shape, end='')""",
                "`return` missing",
            ),
            (
                """order = np.argsort(y, kind='stable')
return X[order], y[order]""",
                "sorted by their labels",
            ),
            (
                """classes = [rng.permutation(np.flatnonzero(y == c)) for c in np.unique(y)]
order = np.concatenate(classes)
return X[order], y[order]""",
                "sorted by their labels",
            ),
            (
                """order = np.argsort(X[:, 0])
return X[order], y[order]""",
                "the same order",
            ),
            (
                """half = len(X) // 2
left = list(rng.permutation(half))
right = list(half + rng.permutation(len(X) - half))
order = []
while left or right:
    order += left[-1:] + right[-1:]
    left, right = left[:-1], right[:-1]
return X[order], y[order]""",
                "never came to place",
            ),
            (
                """order = np.random.default_rng(0).permutation(len(X))
order = np.roll(order, rng.integers(len(X)))
return X[order], y[order]""",
                "never came right after row",
            ),
            (
                """order = np.arange(len(X))
for _ in range(4):
    i, j = rng.integers(len(X), size=2)
    order[[i, j]] = order[[j, i]]
return X[order], y[order]""",
                "had: as a whole",
            ),
            (
                """order = rng.permutation(len(X))
if rng.random() < 0.5:
    order = np.argsort(y, kind='stable')
return X[order], y[order]""",
                "220 times",
            ),
        ],
        "never_seen": [
            ("return 0 * m * epochs", "same for every"),
            ("return m - m * (1 - 1 / m) ** m * epochs", "expected"),
        ],
        "earliest": [
            ("return i // size", "expected"),
        ],
        "dealt": [
            ("return np.arange(len(y)).reshape(-1, n_classes)", "Not every batch"),
            ("return np.argsort(y)", "one batch a row"),
            ("return np.sort(y).reshape(-1, n_classes)", "labels"),
            (
                """y.sort()
return y.reshape(n_classes, -1).T""",
                "changed `y`",
            ),
            (
                """rng = np.random.default_rng(0)
k = len(y) // n_classes
rows = [rng.choice(np.flatnonzero(y == c), k) for c in range(n_classes)]
return np.column_stack(rows)""",
                "each is dealt once",
            ),
            (
                """rows = np.zeros((len(y) // n_classes, n_classes))
for c in range(n_classes):
    rows[:, c] = np.flatnonzero(y == c)
return rows""",
                "an integer type",
            ),
        ],
    },
    "lesson09": {
        "total_loss": [
            (
                """data = -np.mean(np.sum(Y * np.log(p), axis=1))
return data + l2_in / 2 * W1**2 + l2_out / 2 * W2**2""",
                "ValueError",
            ),
        ],
        "steps_to_half": [
            (
                """for n in range(1, 1001):
    if (1 - lr * l2) ** n <= 0.5:
        return n""",
                "stop too early",
            ),
        ],
        "decay_step": [
            (
                """W -= lr * (dW + l2 * W)
b -= lr * db
return W, b""",
                "changed `W`",
            ),
        ],
        "split": [
            (
                """folds = np.array_split(order, k)
others = [f for i, f in enumerate(folds) if not j or i != j]
return np.concatenate(others), folds[j]""",
                "not for run 0",
            ),
        ],
    },
    "lesson10": {
        "steps_to_shrink": [
            (
                """kappa = curvatures[1] / min(curvatures)
for c in curvatures[1:]:
    kappa = max(kappa, c / min(curvatures))
return int(np.ceil(np.log(shrink) / np.log((kappa - 1) / (kappa + 1))))""",
                "order and number",
            ),
        ],
        "matching_rate": [
            (
                """if not mu:
    return lr
return lr * (1 - new_mu) / (1 - mu)""",
                "a momentum is 0",
            ),
        ],
        "uncorrected_first_step": [
            ("return (1 - keep_m) / np.sqrt(1 % keep_s)", "Right for some inputs"),
        ],
        "rolled": [
            (
                """v = np.zeros_like(w)
for g in gradients:
    w -= lr * (g + mu * v)
    v = mu * v + g
return w""",
                "changed `w`",
            ),
        ],
    },
    "lesson11": {
        "first_losses": [
            ("(2.31, 1, 46)", "2.31"),
        ],
    },
    "lesson12": {
        "centres_of_mass": [
            (
                """r, c = np.mgrid[:28, :28]
I = X.reshape(-1, 28, 28)
ink = I.sum((1, 2))
return np.array([(I * r).sum((1, 2)) / ink, (I * c).sum((1, 2)) / ink])""",
                "ranspose",
            ),
        ],
        "mixed_up": [
            (
                """off = np.triu(counts + counts.T, 1)
i, j = np.unravel_index(off.argmax(), off.shape)
return int(i), int(i)""",
                "`j` is wrong",
            ),
            (
                """best, most = (0, 1), 10
for i in range(len(counts)):
    for j in range(i + 1, len(counts)):
        if counts[i, j] + counts[j, i] > most:
            best, most = (i, j), counts[i, j] + counts[j, i]
return best""",
                "Right for some inputs",
            ),
        ],
        "from_torch": [
            ("return bias, weight.T", "another order than W, b"),
        ],
    },
}
