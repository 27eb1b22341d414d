"""Exercises of lesson 07: equal units, the spread of a sum, and what it asks of the weights."""

import math

import numpy as np

from nnlib.classroom.exercises.compare import same
from nnlib.classroom.exercises.engine import WRONG, Verdict, exercise
from nnlib.classroom.exercises.runs import run
from nnlib.classroom.exercises.terms import varied


def _starts(rng):
    """A start with twins, and with units that are almost twins: each way another number of them."""
    n_in, n_out = int(rng.integers(1, 6)), int(rng.integers(1, 6))
    k = int(rng.integers(3, 6))
    W1, b1, W2 = (
        rng.integers(-(2**26), 2**26, size) / 2**20  # their sums are exact in any order
        for size in ((n_in, k), k, (k, n_out))
    )
    W1[0], W2[:, 0] = W1[-1] + 1, W2[:, -1] + 1  # a column turned round is another column
    twins = rng.integers(0, k, int(rng.integers(2, 6))).tolist()
    units = [(W1[:, j], b1[j], W2[j]) for j in [*range(k), *twins]]
    units += [(W1[::-1, 0], b1[0], W2[0]), (W1[:, 0], b1[0], W2[0, ::-1])]
    units += [(W1[:, 1], b1[1] + 2.0**-20, W2[1])]
    units += [(W1[:, 0], b1[0] + i, W2[0]) for i in range(1, int(rng.integers(2, 8)))]
    units += [(W1[:, 1], b1[1], W2[1] + i) for i in range(1, int(rng.integers(3, 8)))]
    units += [(W1[:, 2] + i, b1[2], W2[2]) for i in range(1, int(rng.integers(3, 8)))]
    columns, biases, rows = zip(*(units[i] for i in rng.permutation(len(units))), strict=True)
    return np.column_stack(columns), np.array(biases), np.array(rows)


def _unit_rows(*parts):
    return len(np.unique(np.column_stack(parts), axis=0))


def _times(W1, b1, W2):
    """How often each different unit is there."""
    units = np.column_stack([W1.T, b1, W2])
    return np.unique(units, axis=0, return_counts=True)[1]


@exercise(
    trials=_starts,
    examples=[
        (np.zeros((3, 4)), np.zeros(4), np.zeros((4, 2))),
        (np.array([[0.3]]), np.array([0.1]), np.array([[0.7, 0.9, 0.4]])),
        (-np.ones((4, 2)) / 3, np.array([0.1, 0.2]), np.ones((2, 5))),
    ],
    hints=[
        "What does a unit have of its own? Weights that come in, a bias, and what else?",
        "All of it in one row for each unit: its column of W1, its bias, its row of W2.",
        "np.column_stack([W1.T, b1, W2]) has one row for each unit. How many of its rows differ?",
    ],
    reason="Two units stay twins only if all three are equal: the weights in, the bias, and the "
    "weights out.\nIf the weights out differ, their slopes da1 differ, and the first step parts "
    "them. If the bias or the weights in differ, they give different outputs.",
    mistakes={
        "You compared the weights that come in, and nothing else. Two units with different biases "
        "give different outputs, and different weights out bring back different slopes.": (
            lambda W1, b1, W2: _unit_rows(W1.T)
        ),
        "The weights that go out count, too: where they differ, different slopes come back, and "
        "the first step parts the units.": lambda W1, b1, W2: _unit_rows(W1.T, b1),
        "The biases count, too: units with different biases give different outputs.": (
            lambda W1, b1, W2: _unit_rows(W1.T, W2)
        ),
        "The weights that come in count, too: a unit's are a column of W1.": (
            lambda W1, b1, W2: _unit_rows(b1, W2)
        ),
        "You compared rows of W1. A row belongs to an input; a unit's weights are a column.": (
            lambda W1, b1, W2: len(np.unique(W1, axis=0))
        ),
        "You added up or sorted a unit's weights. Two units with the same numbers in another "
        "order are not twins: each weight belongs to an input of its own.": (
            lambda W1, b1, W2: _unit_rows(W1.T.sum(axis=1), b1, W2.sum(axis=1))
        ),
        "You counted each part by itself and took the largest number. Two units may differ in one "
        "part while others differ in another: compare all three parts of a unit together.": (
            lambda W1, b1, W2: max(_unit_rows(W1.T), _unit_rows(b1), _unit_rows(W2))
        ),
        "You counted each part by itself and took the smallest number. Two units may differ in one "
        "part while they agree in another: compare all three parts of a unit together.": (
            lambda W1, b1, W2: min(_unit_rows(W1.T), _unit_rows(b1), _unit_rows(W2))
        ),
        "You counted each part by itself and multiplied. Not every column of W1 occurs with every "
        "bias: compare all three parts of a unit together.": (
            lambda W1, b1, W2: _unit_rows(W1.T) * _unit_rows(b1) * _unit_rows(W2)
        ),
        "You counted each part by itself and added up. Compare all three parts of a unit "
        "together.": lambda W1, b1, W2: _unit_rows(W1.T) + _unit_rows(b1) + _unit_rows(W2),
        "You rounded, or compared with a tolerance. Units that differ by a millionth differ, and "
        "training parts them.": lambda W1, b1, W2: _unit_rows(
            np.round(W1.T, 3), np.round(b1, 3), np.round(W2, 3)
        ),
        "You counted the units that have no twin. Twins count too: once.": (
            lambda W1, b1, W2: int((_times(W1, b1, W2) == 1).sum())
        ),
        "You took one away for each pair of twins. Triplets make three pairs, and are one too many "
        "only twice.": lambda W1, b1, W2: int(
            len(b1) - (_times(W1, b1, W2) * (_times(W1, b1, W2) - 1) // 2).sum()
        ),
        "np.unique counted single numbers here. With axis=0 it counts rows, and a row has to be a "
        "unit.": lambda W1, b1, W2: len(np.unique(np.column_stack([W1.T, b1, W2]))),
        "np.unique counted rows, but in your array a unit is a column. Turn it: .T": (
            lambda W1, b1, W2: len(np.unique(np.vstack([W1, b1, W2.T]), axis=0))
        ),
        "That is the number of inputs. Hidden units are the columns of W1.": (
            lambda W1, b1, W2: len(W1)
        ),
        "You looked at the biases alone.": lambda W1, b1, W2: _unit_rows(b1),
        "You looked at the weights that go out, and nothing else.": (
            lambda W1, b1, W2: _unit_rows(W2)
        ),
        "That is the number of all units, twins included.": lambda W1, b1, W2: len(b1),
        "You counted how many units have a twin too many. How many different ones are left?": (
            lambda W1, b1, W2: len(b1) - _unit_rows(W1.T, b1, W2)
        ),
    },
)
def n_different(W1, b1, W2):
    """W1: (n_in, n_hidden), b1: (n_hidden,), W2: (n_hidden, n_out). Return a whole number."""
    units = np.column_stack([W1.T, b1, W2])  # one row a unit: weights in, bias, weights out
    return len(np.unique(units, axis=0))


def _inputs(rng):
    m, n = (int(size) for size in rng.integers(2, 40, 2))
    scale, shift = rng.choice([1.0, 255.0]), rng.uniform(-1.5, 1.0)
    return scale * (rng.uniform(size=(m, n)) + shift), float(rng.uniform(0.5, 3))


@exercise(
    trials=_inputs,
    examples=[
        (np.array([[3.0, 4.0], [0.0, 5.0]]), 10.0),
        (np.array([[2.0, 6.0, -9.0]]), 1.5),
        (np.array([[2.0], [-1.0]]), 0.75),
    ],
    further={
        "Right for floats, but not for bytes, as data.mnist() gives its pixels: in bytes 16² is 0. "
        "Are they squared before they are floats?": [
            (np.array([[16, 0, 255], [200, 7, 31]], np.uint8), 1.0)
        ]
    },
    hints=[
        "Which formula of the lesson holds σ, the inputs, and the spread of z?",
        "E[z²] = σ² Σ x², where the sum goes over the inputs of one image; over a batch, take its "
        "mean. Solve it for σ.",
        "wanted² = σ² · mean over the rows of (X**2).sum(axis=1). Bytes must be floats before they "
        "are squared.",
    ],
    reason="wanted² = σ² · (mean over the rows of Σ x²), so σ is wanted divided by the root of "
    "that mean.\nFor inputs with mean square 1 it is wanted/√n. Raw pixels are 255 times larger, "
    "so their weights must be 255 times smaller. (In bytes 16² would be 0, so X becomes floats "
    "first.)",
    mistakes={
        "You squared the mean of the inputs. What counts is the mean of their squares.": (
            lambda X, wanted: wanted / np.sqrt(X.shape[1] * X.mean() ** 2)
        ),
        "784 is typed in. The number of inputs is X.shape[1].": (
            lambda X, wanted: wanted / np.sqrt(784 * (X**2).mean())
        ),
        "`wanted` went under the root. It is a root mean square already.": (
            lambda X, wanted: np.sqrt(wanted / (X**2).sum(axis=1).mean())
        ),
        "Upside down: that is 1/σ. Larger inputs need smaller weights.": (
            lambda X, wanted: np.sqrt((X**2).sum(axis=1).mean()) / wanted
        ),
        "You doubled σ², as He does for ReLU. Here the spread of z itself is asked for.": (
            lambda X, wanted: wanted * np.sqrt(2 / (X**2).sum(axis=1).mean())
        ),
        "You used the variance of the inputs. What counts is their mean square: inputs that are "
        "all 1 have no variance, and still spread z.": (
            lambda X, wanted: wanted / np.sqrt(X.shape[1] * X.var())
        ),
        "You used each pixel's variance over the images. What counts is the mean square: inputs "
        "that never vary spread z, too.": lambda X, wanted: wanted / np.sqrt(X.var(axis=0).sum()),
        "That is 1/√n times wanted: right only for inputs whose mean square is 1.": (
            lambda X, wanted: wanted / np.sqrt(X.shape[1])
        ),
        "You used the first row only. The mean goes over all rows of X.": (
            lambda X, wanted: wanted / np.sqrt((X[0] ** 2).sum())
        ),
        "You took m, the number of rows, for n, or added up over the rows: z is a sum over the "
        "inputs of one row.": (lambda X, wanted: wanted / np.sqrt(len(X) * (X**2).mean())),
        "You divided by the standard deviation of the inputs. What counts is their mean square, "
        "and z is a sum of n of them.": lambda X, wanted: wanted / X.std(),
        "You divided the inputs by 255. The weights are asked for that fit X as it is, and X "
        "must stay as it is.": (
            lambda X, wanted: wanted / np.sqrt(((X / 255) ** 2).sum(axis=1).mean())
        ),
        "n is lost: a sum of n inputs spreads √n times as far as one of them.": (
            lambda X, wanted: wanted / np.sqrt((X**2).mean())
        ),
        "You summed over the whole batch. z is a sum over the n inputs of one example; over the m "
        "examples take the mean.": lambda X, wanted: wanted / np.sqrt((X**2).sum()),
        "That is σ², a variance. The standard deviation is its root.": (
            lambda X, wanted: wanted**2 / (X**2).sum(axis=1).mean()
        ),
        "The root is missing: z grows with the root of Σ x².": (
            lambda X, wanted: wanted / (X**2).sum(axis=1).mean()
        ),
        "You multiplied where it takes a division: larger inputs need smaller weights.": (
            lambda X, wanted: wanted * np.sqrt((X**2).sum(axis=1).mean())
        ),
        "`wanted` is lost: this gives z a root mean square of 1.": (
            lambda X, wanted: 1 / np.sqrt((X**2).sum(axis=1).mean())
        ),
        "You took the root for each row, and then the mean. First the mean over the rows, then "
        "the root.": lambda X, wanted: wanted / np.sqrt((X**2).sum(axis=1)).mean(),
    },
)
def std_for(X, wanted):
    """X: (m, n) inputs, wanted: the root mean square of z. Return σ, a number above 0."""
    squares = X.astype(float) ** 2
    return wanted / np.sqrt(squares.sum(axis=1).mean())


def _negative_root(draws):
    return -np.sqrt(len(draws)) * draws


def _draws(rng):
    n_in, n_out = (int(n) for n in rng.permutation(np.arange(1, 12))[:2])
    return (rng.normal(size=(n_in, n_out)),)


def _look_for_other_draws(answer, verdict):
    """Numbers of one's own have the right size, but they are not those that were handed in."""
    if verdict.state != WRONG or verdict.message in scaled.mistakes:
        return verdict
    draws = np.array([[1.0, -2.0], [3.0, -4.0]])
    first, again, other = (run(answer, {"draws": x}).result for x in (draws, draws, 2 * draws))
    if np.shape(first) == np.shape(again) == np.shape(other) == (2, 2):
        if not same(first, again):
            return Verdict(WRONG, OTHERS.format("Called twice, it gave two results"))
        if same(first, other) and np.any(first) and np.isfinite(first).all():
            return Verdict(WRONG, OTHERS.format("With other draws the result stayed the same"))
    return verdict


OTHERS = "{}: the numbers that are handed in are to be scaled, and none drawn anew."


@exercise(
    trials=_draws,
    look=_look_for_other_draws,
    examples=[
        (np.array([[1.0], [-2.0], [0.0], [3.0]]),),
        (np.array([[0.5, -1.5]]),),
    ],
    given=_negative_root,
    hints=[
        "What is 4 to the power of −1/2? And what is −√4? Which of the two is 1/√4?",
        "The numbers have a standard deviation of 1. What are they to be multiplied by?",
        "By 1/√n, where n is the fan-in: the number of rows.",
    ],
    reason="n to the power of −1/2 is 1/√n: the minus in an exponent means one divided by.\n"
    "A minus in front of the root turns only the signs, which are as likely either way; but √n "
    "in the wrong place makes the weights n times too large.",
    mistakes={
        "The sign is mended, but √n still multiplies: the weights are n times too large.": (
            lambda draws: np.sqrt(len(draws)) * draws
        ),
        "The size is right; the minus is not needed. It belongs to the exponent, where it says "
        "one divided by.": lambda draws: -draws / np.sqrt(len(draws)),
        "That is half of 1/n. Is −1/2 in brackets, as in n**(-1/2)? Without them the power comes "
        "before the division.": (lambda draws: len(draws) ** -1 / 2 * draws),
        "You divided by n. That is the variance, 1/n; numbers are multiplied by a standard "
        "deviation, its root.": lambda draws: draws / len(draws),
        "You took the number of columns. A unit's sum goes over what comes in: n is the fan-in, "
        "the number of rows.": lambda draws: draws / np.sqrt(draws.shape[1]),
        "You took the number of all weights. A unit's sum goes over its own: n is the fan-in, the "
        "number of rows.": lambda draws: draws / np.sqrt(draws.size),
        "You divided by what these draws happen to spread. 1/√n is asked for, whatever the dice "
        "have given.": lambda draws: draws / draws.std() / np.sqrt(len(draws)),
        "All are the same number, 1/√n. It is the size: multiply the draws by it.": (
            lambda draws: np.full(draws.shape, 1 / np.sqrt(len(draws)))
        ),
        "That is √(2/(n_in + n_out)), which minds both sides. Here it is 1/√n, and n is the "
        "fan-in.": lambda draws: draws * np.sqrt(2 / sum(draws.shape)),
        "You added rows and columns up. n is the fan-in, the number of rows.": (
            lambda draws: draws / np.sqrt(sum(draws.shape))
        ),
        "You moved the draws to a mean of 0 and a spread of 1/√n. 1/√n times the draws is asked "
        "for, whatever the dice have given.": (
            lambda draws: (draws - draws.mean()) / draws.std() / np.sqrt(len(draws))
        ),
        "This is √(2/n), for ReLU. Here it is 1/√n.": lambda draws: draws * np.sqrt(2 / len(draws)),
    },
)
def scaled(draws):
    """draws: (n_in, n_out), from N(0, 1). Return weights with a standard deviation of 1/√n."""
    return draws / np.sqrt(len(draws))


def _fading(rng):
    n = int(rng.choice([3, 10, 25, 50, 101, 300]))
    # n σ² stays below 1: a loop that forgets ReLU's half ends, too, and its mistake is named.
    return n, float(np.sqrt(2 / n) * rng.uniform(0.15, 0.68))


def _count(factor, goal):
    size, layers = 1.0, 0
    while size >= goal:
        size, layers = size * factor, layers + 1
    return layers


def _part(n):
    return {100: "one hundredth", 1000: "one thousandth"}.get(n, f"1/{n}")


def _layers_until_gone(n_parts):
    """The layers until one of so many parts is left."""
    part, goal = _part(n_parts), 1 / n_parts
    number, ln, square = "0.001", "ln 0.001", "One millionth"
    if n_parts != 1000:
        number, ln, square = part, f"ln({part})", f"({part})²"

    @exercise(
        trials=_fading,
        examples=[(100, 0.09), (30, 0.01), (1, 0.5)],
        further={
            "Right while few layers are enough. With σ close to √(2/n) it takes hundreds: does a "
            "loop stop too early?": [(50, 0.9 * 0.2), (7, 0.99 * (2 / 7) ** 0.5)]
        },
        hints=[
            "By which number is the mean square multiplied in one ReLU layer? And the root mean "
            "square?",
            "The root mean square is multiplied by σ √(n/2) in each layer. After k layers: that to "
            "the power of k.",
            f"Multiply by the factor until the product is below {number}, and count; a while loop "
            "will do.",
        ],
        reason="In each layer the root mean square is multiplied by σ √(n/2); count how often, "
        f"until the product is below {number}.\nWith logarithms: the first whole number above "
        f"{ln} / ln(σ √(n/2)).",
        mistakes={
            "ReLU's half is lost: the mean square is multiplied by n σ²/2 in each layer.": (
                lambda n, std: _count(std * np.sqrt(n), goal)
            ),
            "That is for the mean square, and without ReLU's half. The root mean square is asked "
            "for.": lambda n, std: _count(std**2 * n, goal),
            "σ alone is not the factor of a layer: a sum has n terms, and ReLU takes half of the "
            "squares.": lambda n, std: _count(std, goal),
            "The fraction is upside down: more units make a larger sum, so n multiplies.": (
                lambda n, std: _count(std * np.sqrt(2 / n), goal)
            ),
            f"{square} is the goal for the mean square; the root mean square, whose factor you "
            f"used, is to fall below {part}.": (
                lambda n, std: _count(std * np.sqrt(n / 2), goal**2)
            ),
            f"You rounded to the nearest whole number. Round up: below {part} is asked for.": (
                lambda n, std: round(np.log(goal) / np.log(std * np.sqrt(n / 2)))
            ),
            "That is for the mean square. The root mean square is asked for, and falls half as "
            "fast.": lambda n, std: _count(std**2 * n / 2, goal),
            "The half belongs to the squares: the factor is σ √(n/2), not σ √n / 2.": (
                lambda n, std: _count(std * np.sqrt(n) / 2, goal)
            ),
            f"One layer too few: after that many layers it is not yet below {part}.": (
                lambda n, std: _count(std * np.sqrt(n / 2), goal) - 1
            ),
            f"One layer too many: it is below {part} one layer before.": (
                lambda n, std: _count(std * np.sqrt(n / 2), goal) + 1
            ),
            "The units are lost: a sum of n terms is √n times as large as one.": (
                lambda n, std: _count(std * np.sqrt(1 / 2), goal)
            ),
            "A number of layers is a whole number: round up.": (
                lambda n, std: np.log(goal) / np.log(std * np.sqrt(n / 2))
            ),
            f"Two logarithms are mixed: the one of {number} is −{math.log10(n_parts):.4g} to the "
            "base 10, and np.log has the base e.": lambda n, std: math.ceil(
                math.log10(goal) / np.log(std * np.sqrt(n / 2))
            ),
            f"That is until it has fallen below {_part(n_parts // 10)}.": (
                lambda n, std: _count(std * np.sqrt(n / 2), 10 * goal)
            ),
        },
    )
    def layers_until_gone(n, std):
        """n: units in each layer, std: σ of the weights. Return the number of layers."""
        size, layers = 1.0, 0
        while size >= goal:
            size = size * std * np.sqrt(n / 2)
            layers = layers + 1
        return layers

    answer = layers_until_gone.answer  # its text has to tell the number
    layers_until_gone.answer = answer.replace("goal", number.replace("/", " / "))
    return layers_until_gone


layers_until_gone = varied(
    _layers_until_gone,
    (1000,),
    others=[(n,) for n in (200, 250, 300, 400, 500, 1500, 2000, 2500, 3000, 4000, 5000)],
    asks=lambda n_parts: (f"below {_part(n_parts)}",),
)


@exercise(
    trials=lambda rng: (int(rng.integers(2, 800)), float(rng.uniform(0.05, 0.9))),
    examples=[(50, 0.0), (50, 1.0), (784, 0.1), (1, 0.5)],
    hints=[
        "Half of the sums z are above 0: which share of E[z²] do they keep? What does the other "
        "half, multiplied by the slope, contribute?",
        "E[a²] = ½ E[z²] + ½ slope² E[z²]. One layer multiplies the mean square by n σ² times "
        "that share.",
        "n σ² (1 + slope²)/2 = 1. Solve it for σ.",
    ],
    reason="E[a²] = (1 + slope²)/2 · E[z²], so σ² = 2/((1 + slope²) n).\nA slope of 0 gives "
    "He's 2/n, a slope of 1 gives 1/n.",
    mistakes={
        "That is for ReLU itself. Here the lower half is not lost: it comes through, times the "
        "slope.": lambda n_in, slope: np.sqrt(2 / n_in),
        "That is for no activation at all: the lower half comes through smaller, times the "
        "slope.": lambda n_in, slope: 1 / np.sqrt(n_in),
        "The slope multiplies numbers; their squares get slope².": (
            lambda n_in, slope: np.sqrt(2 / ((1 + slope) * n_in))
        ),
        "Half of the sums are above 0, and half below: E[a²] is (1 + slope²)/2 of E[z²]. That ½ "
        "is lost.": lambda n_in, slope: 1 / np.sqrt((1 + slope**2) * n_in),
        "The lower half is half of the sums, too: slope² gets a ½ as well.": (
            lambda n_in, slope: np.sqrt(1 / ((0.5 + slope**2) * n_in))
        ),
        "The two halves' squares are added, 1 + slope². That is not (1 + slope)².": (
            lambda n_in, slope: np.sqrt(2 / n_in) / (1 + slope)
        ),
        "n_in multiplies here; more inputs need smaller weights. A bracket may be missing.": (
            lambda n_in, slope: np.sqrt(2 / (1 + slope**2) * n_in)
        ),
        "That is σ², a variance. The standard deviation is its root.": (
            lambda n_in, slope: 2 / ((1 + slope**2) * n_in)
        ),
        "The share is upside down: what is lost has to be made up for, so divide by it.": (
            lambda n_in, slope: np.sqrt((1 + slope**2) / (2 * n_in))
        ),
        "You divided by the slope alone. What comes through is the sum of both halves: 1 from "
        "above and slope² from below, half each.": (
            lambda n_in, slope: np.sqrt(2 / n_in) / slope if slope else np.inf
        ),
        "1 + slope² belongs under the root, with n.": (
            lambda n_in, slope: np.sqrt(2 / n_in) / (1 + slope**2)
        ),
        "n_in belongs under the root, with 1 + slope².": (
            lambda n_in, slope: np.sqrt(2 / (1 + slope**2)) / n_in
        ),
        "2 belongs under the root, and 1 + slope², too.": (
            lambda n_in, slope: 2 / (np.sqrt(n_in) * (1 + slope**2))
        ),
        "slope² is added to n, or multiplied by it, alone: (1 + slope²) · n needs a bracket.": (
            lambda n_in, slope: np.sqrt(2 / (1 + slope**2 * n_in))
        ),
        "slope² is added to n. It belongs to the 1: (1 + slope²) · n.": (
            lambda n_in, slope: np.sqrt(2 / (n_in + slope**2))
        ),
        "Right for a slope of 0 and of 1, but σ² does not go straight from the one to the other. "
        "Derive it: what is E[a²]?": lambda n_in, slope: np.sqrt((2 - slope) / n_in),
        "Right for a slope of 0 and of 1, but σ does not go straight from the one to the other. "
        "Derive it: what is E[a²]?": (
            lambda n_in, slope: (np.sqrt(2) * (1 - slope) + slope) / np.sqrt(n_in)
        ),
        "Right for a slope of 0 and of 1. But 1 + slope² divides: 2 − slope² is not the same.": (
            lambda n_in, slope: np.sqrt((2 - slope**2) / n_in)
        ),
        "Not 1 − slope: the upper half keeps its 1, and the lower half adds slope² to it.": (
            lambda n_in, slope: np.sqrt(2 / n_in) * (1 - slope)
        ),
        "More comes through than with ReLU, so smaller weights are enough: divide by 1 + slope², "
        "do not multiply.": lambda n_in, slope: np.sqrt(2 * (1 + slope**2) / n_in),
    },
)
def leaky_std(n_in, slope):
    """n_in: the fan-in, slope: the factor below 0. Return the standard deviation of the weights."""
    return np.sqrt(2 / ((1 + slope**2) * n_in))
