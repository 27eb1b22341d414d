"""Wrong answers as students write them, with words that the verdict has to contain."""

WRONG = {
    "safe_tanh": [
        (
            "def safe_tanh(z):\n    up, down = np.exp(z), np.exp(-z)\n"
            "    return (up - down) / (up + down)",
            "on both sides",
        ),
        (
            "def safe_tanh(z):\n    e = np.exp(2 * z)\n    return (e - 1) / (e + 1)",
            "far above 0",
        ),
        (
            "def safe_tanh(z):\n    e = np.exp(-2 * z)\n    return (1 - e) / (1 + e)",
            "far below 0",
        ),
        (
            "def safe_tanh(z):\n    e = np.exp(-2 * np.abs(z))\n    return (1 - e) / (1 + e)",
            "sign is lost",
        ),
        (
            "def safe_tanh(z):\n    e = np.exp(-np.abs(z))\n"
            "    return np.sign(z) * (1 - e) / (1 + e)",
            "tanh(z/2)",
        ),
        ("def safe_tanh(z):\n    return 1 / (1 + np.exp(-z))", "That is the sigmoid"),
        (
            "def safe_tanh(z):\n    right = (1 - np.exp(-2 * z)) / (1 + np.exp(-2 * z))\n"
            "    left = (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)\n"
            "    return np.where(z > 0, right, left)",
            "np.where computes both",
        ),
        (
            "def safe_tanh(z):\n    with np.errstate(over='ignore'):\n"
            "        return 1 - 2 / (1 + np.exp(2 * z))",
            "still overflows on the way",
        ),
        (
            "def safe_tanh(z):\n    old = np.seterr(all='ignore')\n"
            "    t = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))\n"
            "    np.seterr(**old)\n    return np.where(np.isnan(t), np.sign(z), t)",
            "still overflows on the way",
        ),
        (
            "def safe_tanh(z):\n    z = np.clip(z, -5, 5)\n"
            "    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))",
            "stops at 0.999909",
        ),
        (
            "def safe_tanh(z):\n    return z / abs(z) * np.tanh(abs(z))",
            "Got nan",
        ),
        (
            "def safe_tanh(z):\n    return np.array([[np.tanh(v) for v in row] for row in z])",
            "TypeError",
        ),
    ],
    "slope_falls_to": [
        (
            "def slope_falls_to(share):\n    a = (1 + np.sqrt(1 - 4 * share)) / 2\n"
            "    return np.log(a / (1 - a))",
            "largest slope",
        ),
        ("def slope_falls_to(share):\n    return np.arctanh((1 - share) ** 0.5)", "for tanh"),
        ("def slope_falls_to(share):\n    return -np.log(1 / (1 - share) - 1)", "output itself"),
        (
            "def slope_falls_to(share):\n    a = (1 + np.sqrt(1 - share)) / 2\n    return a",
            "question is for z",
        ),
        (
            "def slope_falls_to(share):\n    a = (1 - np.sqrt(1 - share)) / 2\n"
            "    return np.log(a / (1 - a))",
            "place below 0",
        ),
        ("def slope_falls_to(share):\n    return np.log(4 / share)", "for a small share"),
        ("def slope_falls_to(share):\n    return 2 * np.arctanh(share**0.5)", "root of share"),
        (
            "def slope_falls_to(share):\n    a = (1 + np.sqrt(1 - share)) / 2\n"
            "    return np.log10(a / (1 - a))",
            "base 10",
        ),
    ],
    "saturated_share": [
        ("def saturated_share(a1):\n    return np.mean(1 - a1 * a1 < 0.01)", "whole layer"),
        (
            "def saturated_share(a1):\n    return np.sum(1 - a1**2 < 0.01, axis=1) / len(a1.T)",
            "an example",
        ),
        (
            "def saturated_share(a1):\n    return np.count_nonzero(1 - a1**2 < 0.01, axis=0)",
            "You counted",
        ),
        ("def saturated_share(a1):\n    return np.mean(abs(a1) >= 0.99, axis=0)", "2 %"),
        ("def saturated_share(a1):\n    return (a1 >= 0.99).mean(0)", "one end only"),
        ("def saturated_share(a1):\n    return np.zeros(a1.shape[1])", "nobody is ever saturated"),
        (
            "def saturated_share(a1):\n    return (abs(a1) > 2.9932).mean(axis=0)",
            "nobody is ever saturated",
        ),
        ("def saturated_share(a1):\n    return (abs(a1) > 0.9950).mean(axis=0)", "is rounded"),
        (
            "def saturated_share(a1):\n    s = 1 - a1**2\n"
            "    return (s < 0.01 * s.max()).mean(axis=0)",
            "whatever stands in a1",
        ),
        (
            "def saturated_share(a1):\n    return np.all(1 - a1**2 < 0.01, axis=0)",
            "as a whole",
        ),
        (
            "def saturated_share(a1):\n    return np.mean(a1 * (1 - a1) < 0.25 / 100, axis=0)",
            "its largest, ¼",
        ),
    ],
    "as_sigmoids": [
        (
            "def as_sigmoids(W1, b1, W2, b2):\n"
            "    return W1 / 2, b1 / 2, W2 / 2, b2 + 0.5 * W2.sum(0)",
            "other way round",
        ),
        (
            "def as_sigmoids(W1, b1, W2, b2):\n    return W1 * 2, b1 * 2, W2 * 2, b2",
            "−1 is lost",
        ),
        (
            "def as_sigmoids(W1, b1, W2, b2):\n    W2 = 2 * W2\n"
            "    return 2 * W1, 2 * b1, W2, b2 - W2.sum(axis=0)",
            "twice too large",
        ),
        (
            "def as_sigmoids(W1, b1, W2, b2):\n    return W1 * 2, b1 * 2, W2 * 2, b2 - W2.sum()",
            "the same shift",
        ),
        (
            "def as_sigmoids(W1, b1, W2, b2):\n    W1 *= 2\n    b1 *= 2\n"
            "    return W1, b1, 2 * W2, b2 - W2.sum(axis=0)",
            "changed `W1`",
        ),
        (
            "def as_sigmoids(W1, b1, W2, b2):\n"
            "    return 2 * W1, 2 * b1, 2 * W2, b2 - W2.sum(axis=1)",
            "ValueError",
        ),
        (
            "def as_sigmoids(W1, b1, W2, b2):\n"
            "    return 2 * W1, 2 * b1, 2 * W2, b2 - W2.sum(0) / 2",
            "The shift is halved",
        ),
        (
            "def as_sigmoids(W1, b1, W2, b2):\n"
            "    return 2 * W1, 2 * b1, 2 * W2, b2 - 3 * W2.sum(0)",
            "only b2 is wrong",
        ),
        (
            "def as_sigmoids(W1, b1, W2, b2):\n"
            "    return -2 * W1, -2 * b1, 2 * W2, b2 - W2.sum(axis=0)",
            "W1 and b1 are right",
        ),
        (
            "def as_sigmoids(W1, b1, W2, b2):\n"
            "    return 4 * W1, 4 * b1, 2 * W2, b2 - W2.sum(axis=0)",
            "W1 or b1 is wrong",
        ),
        (
            "def as_sigmoids(W1, b1, W2, b2):\n"
            "    return 2 * W1, 2 * W2, 2 * b1, b2 - W2.sum(axis=0)",
            "another order",
        ),
    ],
    "softsign_slope": [
        ("def softsign_slope(a):\n    return (np.sign(a) - a) ** 2", "for a = 0"),
        ("def softsign_slope(a):\n    return np.sign(a) * (1 - abs(a)) ** 2", "never below 0"),
        ("def softsign_slope(a):\n    return 1 / (1 + a / (1 - abs(a))) ** 2", "slope has bars"),
        ("def softsign_slope(a):\n    return (1 + np.abs(a)) ** -2.0", "formula for z"),
        ("def softsign_slope(a):\n    return 1 - abs(a)", "square is lost"),
        ("def softsign_slope(a):\n    return (1 - a) * (1 - a)", "bars are lost"),
        ("def softsign_slope(a):\n    return 1 - a * a", "slope of tanh"),
        ("def softsign_slope(a):\n    return 1 / (1 + a) ** 2", "lost, too"),
        (
            "def softsign_slope(a):\n    z = a / (1 + abs(a))\n    return 1 / (1 + abs(z)) ** 2",
            "wrong formula",
        ),
        (
            "def softsign_slope(a):\n    z = a / (1 - a)\n    return 1 / (1 + abs(z)) ** 2",
            "without bars",
        ),
    ],
}
