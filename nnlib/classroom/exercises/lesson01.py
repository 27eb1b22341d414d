"""Exercises of lesson 01: gates, the bias, a row of its own, and the rule of learning."""

import itertools
import math

import numpy as np

from nnlib.classroom.exercises.compare import form, is_row, numbers, show
from nnlib.classroom.exercises.engine import exercise, value_exercise
from nnlib.classroom.exercises.terms import varied
from nnlib.classroom.exercises.trials import in_turn

INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
NAND_IS = np.array([True, True, True, False])

EQUAL = "A sum equal to the threshold counts as a no: 1 needs a sum above it."
NOT_STRICT = f"{EQUAL} Lower the threshold."
IS_AND = "That is AND: it says 1 for (1, 1) alone. NAND is its opposite on every row."
NEGATED = "The weights can stay. Write down the four sums: which of them are above your threshold?"


NAND_HINT = (
    "NAND says 1 unless both inputs are 1. So what should an input of 1 do to the sum: raise it, "
    "or lower it?"
)
NAND_REASON = "Weights below 0 let each input speak against a yes; only two together silence it.\n"


def _judge_nand(answer):
    w1, w2, threshold = answer
    sums = INPUTS @ np.array([w1, w2], float)
    says = sums > threshold
    if (says == NAND_IS).all():
        return None
    if ((sums >= threshold) == NAND_IS).all():
        return NOT_STRICT
    if (says != NAND_IS).all():
        return IS_AND
    if ((sums > -threshold) == NAND_IS).all():
        return NEGATED
    row = int(np.argmax(says != NAND_IS))
    x1, x2 = INPUTS[row]
    return (
        f"For ({x1}, {x2}) the sum is {float(sums[row]):g} and the threshold {float(threshold):g}, "
        f"so it says {int(says[row])}; NAND is {int(NAND_IS[row])}."
    )


def _nand_gate(threshold=None):
    """Any threshold will do; in a term the exercise gives one, an odd number below 0."""
    if threshold is None:
        return value_exercise(
            "nand_gate",
            (-1, -1, -1.5),
            answer="nand_gate = (-1, -1, -1.5)",
            hints=[
                NAND_HINT,
                "With both weights −1 the four sums are 0, −1, −1 and −2. Which of them have to "
                "lie above the threshold?",
                "The threshold lies between −2 and −1.",
            ],
            reason=f"{NAND_REASON}Every threshold from −2 to just under −1 works with the weights "
            "−1 and −1.",
            judge=_judge_nand,
            mistakes={IS_AND: (1, 1, 1.5), NOT_STRICT: (-1, -1, -1), NEGATED: (-1, -1, 1.5)},
        )
    weight, told = threshold // 2, f"−{-threshold}"
    not_given = f"That is NAND, but with another threshold: the exercise gives {told}."

    not_strict = f"{EQUAL} The threshold is given, so raise a weight."

    def judge(answer):
        if answer[2] != threshold:
            return _judge_nand(answer) or not_given
        said = _judge_nand(answer)
        return not_strict if said == NOT_STRICT else said

    return value_exercise(
        "nand_gate",
        (weight, weight, threshold),
        answer=f"nand_gate = ({weight}, {weight}, {threshold})",
        hints=[
            NAND_HINT,
            f"With both weights w the four sums are 0, w, w and 2w. Which of them have to lie "
            f"above {told}?",
            f"Each weight alone lies above {told}, and the two together do not.",
        ],
        reason=f"{NAND_REASON}Any two weights work that lie above {told} each, and whose sum does "
        "not.",
        judge=judge,
        mistakes={
            IS_AND: (1, 1, 1.5),
            not_strict: (threshold, threshold, threshold),
            NEGATED: (weight, weight, -threshold),
            not_given: (-1, -1, -1.5),
        },
    )


nand_gate = varied(
    _nand_gate,
    (),
    others=[(threshold,) for threshold in range(-45, -4, 2)],
    asks=lambda threshold=None: (
        ("Find two weights and a threshold that make it, and write them",)
        if threshold is None
        else (
            f"Find two weights that make it with the threshold −{-threshold}, and write all three",
        )
    ),
)

OTHER_SIDE = (
    "The line is right, but 1 and 0 have changed places: at (0, 0) the perceptron has to say 1."
)
BIAS_SIGN = "The weights are right, the sign of the bias is not: at (0, 0) it has to say 1."
WEIGHT_SIGN = (
    "The bias is right, the signs of the weights are not: a large input has to speak against a yes."
)
SWAPPED = "The weights have changed places: the first belongs to x1, the second to x2."
BIAS_FIRST = "The bias stands last: (w1, w2, b)."


def _below(p, q, r):
    """The perceptron that says 1 where p·x1 + q·x2 is below r."""
    parallel = (
        f"The weights stand to each other as they should, {p} to {q}. The bias does not fit them."
    )
    right = np.array([-p, -q, r], float)

    def judge(answer):
        given = np.array(answer, float)
        size = np.linalg.norm(given)
        if not given[:2].any():
            always = int(given[2] > 0)
            return f"Both weights are 0, so there is no line: the perceptron always says {always}."
        given, wanted = given / size, right / np.linalg.norm(right)
        if np.allclose(given, wanted):
            return None
        for message, signs in (
            (OTHER_SIDE, (-1, -1, -1)),
            (BIAS_SIGN, (1, 1, -1)),
            (WEIGHT_SIGN, (-1, -1, 1)),
        ):
            if np.allclose(given, wanted * signs):
                return message
        if np.allclose(given, wanted[[1, 0, 2]]):
            return SWAPPED
        for order in ([2, 0, 1], [2, 1, 0]):
            if np.allclose(given, wanted[order]):
                return BIAS_FIRST
        if given[0] < 0 and np.isclose(given[0] * right[1], given[1] * right[0]):
            return parallel
        return (
            f"The line is another one. In size the inputs count as {p} to {q} and the bias as {r}, "
            "and the signs decide, too."
        )

    return value_exercise(
        "below",
        (-p, -q, r),
        answer=f"below = ({-p}, {-q}, {r})",
        hints=[
            "A perceptron can only ask whether something is *above* 0. How do you turn 'below' "
            "into 'above'?",
            f"Subtract {p}·x1 + {q}·x2 on both sides of {p}·x1 + {q}·x2 < {r}.",
            f"0 < {r} − {p}·x1 − {q}·x2. Read the weights and the bias off the right-hand side.",
        ],
        reason=f"{p}·x1 + {q}·x2 < {r} says the same as −{p}·x1 − {q}·x2 + {r} > 0.\n"
        "Any positive multiple of the three numbers draws the same line with the same sides.",
        judge=judge,
        mistakes={
            OTHER_SIDE: (p, q, -r),
            BIAS_SIGN: (-p, -q, -r),
            WEIGHT_SIGN: (p, q, r),
            SWAPPED: (-q, -p, r),
            BIAS_FIRST: (r, -p, -q),
            parallel: (-2 * p, -2 * q, r),
        },
    )


below = varied(
    _below,
    (2, 5, 3),
    others=[
        (p, q, r)
        for p, q, r in itertools.product(range(2, 8), range(3, 10), range(2, 10))
        if p < q and math.gcd(p, q) == 1 and r not in (p, q) and (p, q) != (2, 5)
    ],
    asks=lambda p, q, r: (f"{p}·x1 + {q}·x2 is *below* {r}",),
)


EXTRA = (
    "An input that should be 0 has no say: besides its row, it says 1 to rows that have further "
    "ones. A 1 where a 0 belongs has to speak against a yes."
)
FEWER = (
    "An input that should be 1 has no say: besides its row, it says 1 to rows that have fewer "
    "ones. A 1 where a 1 belongs has to speak for a yes."
)
NO_AT_ZERO = (
    "At the row itself the sum is exactly 0, which counts as a no. Raise the bias a little."
)
IS_THRESHOLD = "Your b is the threshold. The bias is minus the threshold."
NO_TO_ONE = "1 and 0 have changed places: it says 0 to its row, and 1 to all others."
TURNED_ROUND = (
    "The signs of the weights are turned round: a 1 where a 1 belongs has to speak for a yes, and "
    "a 1 where a 0 belongs against it."
)
NEIGHBOURS = (
    "It says 1 to its row, and to each row that differs from it in one place. The bias is too "
    "large: it has to lie between the sums of these."
)
ALWAYS_NO = "It says 0 to every row, also to its own. The bias is too small."
ALL_ALIKE = "The same w and b come back for every row. They have to depend on `row`."
ONES_ONLY = (
    "It is right for rows of ones alone. Which sum does a row reach in which some inputs are 0? "
    "Those add nothing to it, so the bias has to count the ones alone."
)
RIGHT_FOR = (
    "The number of ones in the row decides: right where that is {}, and wrong where it is {}. So "
    "the bias has to depend on it."
)
B_FIRST = "w stands first, then b."
ROW_CHANGED = (
    "Your code changed `row`, which the caller may still need: make a new array for the weights."
)


def _rows(n):
    """Every row of n zeros and ones."""
    return np.array(list(itertools.product((0, 1), repeat=n)))


class _NoPerceptron(Exception):
    """What is wrong with what came back."""


def _built(answer, row):
    """The sums that the answer's perceptron has at every row, and its weights and bias."""
    n, mine = len(row), row.copy()
    result = answer(mine)
    if result is None:
        raise _NoPerceptron("Got None: is a `return` missing?")
    if not is_row(result, 2):
        raise _NoPerceptron(f"Got {form(result)}; expected two things, w and b.")
    w, b = (numbers(part) for part in result)
    if w is None or b is None:
        raise _NoPerceptron(f"Got {form(result[0])} and {form(result[1])}; expected numbers.")
    if w.size == 1 and b.shape == (n,) and n > 1:
        raise _NoPerceptron(B_FIRST)
    if w.shape != (n,) or b.size != 1:
        got = f"{form(result[0])} and {form(result[1])}"
        raise _NoPerceptron(f"Got {got}; expected w of shape ({n},) and b, a single number.")
    if not (np.isfinite(w).all() and np.isfinite(b).all()):
        raise _NoPerceptron(f"For row {_told(row)} there is a NaN or an infinity in w or b.")
    if not np.array_equal(mine, row):
        raise _NoPerceptron(ROW_CHANGED)
    return _rows(n) @ w, float(b.item())


def _told(row):
    return f"({', '.join(map(str, row))})"


def _judge_recognizer(answer):
    rows = [np.array([1, 0, 1]), *(row for n in (2, 3, 1, 5) for row in _rows(n))]
    try:
        built = [(row, *_built(answer, row)) for row in rows]
    except _NoPerceptron as found:
        return str(found)
    wants = [(_rows(len(row)) == row).all(axis=1) for row in rows]
    says = [z + b > 0 for _, z, b in built]
    if _alike(says, wants):
        return None
    return _named(rows, built, says, wants) or _for_one_row(rows, built, says, wants)


def _alike(says, wants):
    return all(np.array_equal(s, w) for s, w in zip(says, wants, strict=True))


def _named(rows, built, says, wants):
    sums, tables = [z for _, z, _ in built], [_rows(len(row)) for row in rows]
    biases = [b for *_, b in built]
    if all(len({str(z + b) for row, z, b in built if len(row) == n}) == 1 for n in (2, 3)):
        return ALL_ALIKE
    away = [(t != row).sum(axis=1) for t, row in zip(tables, rows)]
    for message, others in (
        (NO_AT_ZERO, [z + b >= 0 for z, b in zip(sums, biases)]),
        (IS_THRESHOLD, [z - b > 0 for z, b in zip(sums, biases)]),
        (IS_THRESHOLD, [z - b >= 0 for z, b in zip(sums, biases)]),
        (NO_TO_ONE, [z + b <= 0 for z, b in zip(sums, biases)]),
        (TURNED_ROUND, [b - z > 0 for z, b in zip(sums, biases)]),
    ):
        if _alike(others, wants):
            return message
    for message, theirs in (
        (EXTRA, [(t >= row).all(axis=1) for t, row in zip(tables, rows)]),
        (FEWER, [(t <= row).all(axis=1) for t, row in zip(tables, rows)]),
        (NEIGHBOURS, [n <= 1 for n in away]),
        (ALWAYS_NO, [n < 0 for n in away]),
    ):
        if _alike(says, theirs):
            return message
    right = [np.array_equal(s, w) for s, w in zip(says, wants)]
    if right == [bool(row.all()) for row in rows]:
        return ONES_ONLY
    counts = {k: {r for r, row in zip(right, rows) if row.sum() == k} for k in range(6)}
    if any(right) and all(len(r) == 1 for r in counts.values()):
        fits = " or ".join(str(k) for k, r in counts.items() if r == {True})
        fails = next(k for k, r in counts.items() if r == {False})
        return RIGHT_FOR.format(fits, fails)
    return ""


def _for_one_row(rows, built, says, wants):
    """What the first perceptron that is not right says, and where."""
    for (row, z, b), mine, want in zip(built, says, wants, strict=True):
        for place in np.flatnonzero(mine != want):
            other, total = _told(_rows(len(row))[place]), f"{z[place] + b:g}"
            got = f"For row {_told(row)} your w and b make z = {total} at {other}"
            return f"{got}: it says {int(mine[place])}, and should say {int(want[place])}."


def _with(weights, bias):
    return lambda row: (weights(row), bias(row))


def _signs(row):
    return 2 * row - 1


def _turned_to_minus(row):
    b = 0.5 - row.sum()
    row[row == 0] = -1
    return row, b


@exercise(
    judge=_judge_recognizer,
    hints=[
        "Take the row 1, 0, 1. Which of the three inputs, if they are 1, should raise the sum, and "
        "which should lower it?",
        "A weight of 1 where the row has a 1, and of −1 where it has a 0. Which sum does the row "
        "itself reach then? Which is the largest sum of any other row?",
        "The row reaches row.sum(), and every other row stays at least 1 below. So the threshold "
        "may be row.sum() - 0.5, and the bias is minus that.",
    ],
    reason="Each input speaks for a yes where the row has a 1, and against it where the row has a "
    "0,\nso no other row reaches the row's own sum, and the bias lets only that sum pass.",
    mistakes={
        EXTRA: _with(lambda row: row, lambda row: 0.5 - row.sum()),
        FEWER: _with(lambda row: row - 1, lambda row: 0.5),
        NO_AT_ZERO: _with(_signs, lambda row: -row.sum()),
        IS_THRESHOLD: _with(_signs, lambda row: row.sum() - 0.5),
        NO_TO_ONE: _with(lambda row: 1 - 2 * row, lambda row: row.sum() - 0.5),
        TURNED_ROUND: _with(lambda row: 1 - 2 * row, lambda row: 0.5 - row.sum()),
        NEIGHBOURS: _with(_signs, lambda row: 1.5 - row.sum()),
        ALWAYS_NO: _with(_signs, lambda row: -0.5 - row.sum()),
        ALL_ALIKE: _with(lambda row: np.ones(len(row)), lambda row: 0.5 - len(row)),
        ONES_ONLY: _with(_signs, lambda row: 0.5 - len(row)),
        RIGHT_FOR.format(1, 0): _with(_signs, lambda row: -0.5),
        RIGHT_FOR.format(2, 0): _with(_signs, lambda row: -1.5),
        B_FIRST: lambda row: (0.5 - row.sum(), 2 * row - 1),
        ROW_CHANGED: _turned_to_minus,
    },
)
def recognizer(row):
    """row: (n,), zeros and ones. Return w, (n,), and b of a perceptron for this row alone."""
    w = 2 * row - 1
    b = 0.5 - row.sum()
    return w, b


def _until_right(w, b, x, target):
    while target != int(w @ x + b > 0):
        error = target - int(w @ x + b > 0)
        w, b = w + error * x, b + error
    return w, b


def _one_example(rng):
    n = in_turn(rng, 3, 2, 4, 1)
    if rng.random() < 0.5:
        return rng.normal(size=n), float(rng.normal()), rng.normal(size=n), int(rng.integers(0, 2))
    w = rng.integers(-3, 4, n).astype(float)
    x = rng.integers(-2, 3, n).astype(float)
    x[0], w[0] = rng.choice([-2.0, 2.0]), 1.0
    # Any of the four pairs of answer and target comes up, and a sum of exactly 0.
    z = float(rng.choice([-2, -1, 0, 1, 2]))
    return w, z - float(w @ x), x, int(rng.integers(0, 2))


@exercise(
    trials=_one_example,
    examples=[
        (np.array([0.0, 0.0]), 0.0, np.array([1.0, 1.0]), 1),
        (np.array([1.0, 1.0]), 1.0, np.array([0.0, 1.0]), 0),
        (np.array([1.0, 2.0]), -4.0, np.array([2.0, 1.0]), 1),
        (np.array([1.0, 1.0]), -1.5, np.array([1.0, 1.0]), 1),
        (np.array([1.0, 1.0]), -1.5, np.array([0.0, 1.0]), 0),
        (np.array([1.0, 1.0]), 2.0, np.array([1.0, 0.0]), 0),
        (np.array([-3.0, -4.0]), -5.0, np.array([2.0, 1.0]), 1),  # one correction is not enough
    ],
    hints=[
        "First find the answer of the perceptron for x. What is target − answer in each of the "
        "four cases?",
        "error = target − answer is 0, +1 or −1. So no `if` is needed: a correction by 0 changes "
        "nothing.",
        "Return w + error * x and b + error.",
    ],
    reason="The error carries the sign: +1 raises the sum for this x, −1 lowers it, 0 leaves all.\n"
    "`w = w + …` makes a new array; `w += …` would change the array of the caller.",
    mistakes={
        "The sign of the correction is wrong: it is target − answer.": (
            lambda w, b, x, target: (
                w - (target - (w @ x + b > 0)) * x,
                b - (target - (w @ x + b > 0)),
            )
        ),
        "The bias is not corrected.": (
            lambda w, b, x, target: (w + (target - (w @ x + b > 0)) * x, b)
        ),
        "The weights are not corrected.": (
            lambda w, b, x, target: (w, b + (target - (w @ x + b > 0)))
        ),
        "You correct after right answers, too: the error is target − answer.": (
            lambda w, b, x, target: (w + target * x, b + target)
        ),
        "You correct after every answer, too: a right answer leaves w and b as they are.": (
            lambda w, b, x, target: (w + (2 * target - 1) * x, b + 2 * target - 1)
        ),
        "You took the weighted sum for the answer. The answer is 1 or 0.": (
            lambda w, b, x, target: (
                w + (target - (w @ x + b)) * x,
                b + (target - (w @ x + b)),
            )
        ),
        "The correction of a weight is the error times its input, x.": (
            lambda w, b, x, target: (
                w + (target - (w @ x + b > 0)),
                b + (target - (w @ x + b > 0)),
            )
        ),
        "A sum of exactly 0 is a no: compare with > 0.": (
            lambda w, b, x, target: (
                w + (target - (w @ x + b >= 0)) * x,
                b + (target - (w @ x + b >= 0)),
            )
        ),
        "You correct until the answer is right. One call makes one correction at most.": (
            _until_right
        ),
        "You always add x. After a wrong yes it has to be subtracted: multiply by the error.": (
            lambda w, b, x, target: (w + x, b + 1)
        ),
        "The error has lost its sign. It is −1 after a wrong yes.": lambda w, b, x, target: (
            w + abs(target - (w @ x + b > 0)) * x,
            b + abs(target - (w @ x + b > 0)),
        ),
        "Your correction has half the size. It is the error times x, and the error.": (
            lambda w, b, x, target: (
                w + 0.5 * (target - (w @ x + b > 0)) * x,
                b + 0.5 * (target - (w @ x + b > 0)),
            )
        ),
        "After every mistake you subtract x. After a wrong no it has to be added: multiply by the "
        "error.": lambda w, b, x, target: (
            w - abs(target - (w @ x + b > 0)) * x,
            b - abs(target - (w @ x + b > 0)),
        ),
        "The answer is turned round: it is 1 where the sum is above 0.": lambda w, b, x, target: (
            w + (target - (w @ x + b < 0)) * x,
            b + (target - (w @ x + b < 0)),
        ),
        "The correction of the bias is the error alone: its input is always 1.": (
            lambda w, b, x, target: (
                w + (target - (w @ x + b > 0)) * x,
                b + (target - (w @ x + b > 0)) * b,
            )
        ),
        "The correction of a weight is the error times its input, x, not times the weight.": (
            lambda w, b, x, target: (
                w + (target - (w @ x + b > 0)) * w,
                b + (target - (w @ x + b > 0)),
            )
        ),
        "Your correction has a tenth of the size. There is no learning rate here: it is the error "
        "times x, and the error.": lambda w, b, x, target: (
            w + 0.1 * (target - (w @ x + b > 0)) * x,
            b + 0.1 * (target - (w @ x + b > 0)),
        ),
        "Your correction has twice the size. It is the error times x, and the error.": (
            lambda w, b, x, target: (
                w + 2 * (target - (w @ x + b > 0)) * x,
                b + 2 * (target - (w @ x + b > 0)),
            )
        ),
        "The answer is −1, 0 or 1 here, as np.sign gives it. A perceptron says 1 or 0.": (
            lambda w, b, x, target: (
                w + (target - np.sign(w @ x + b)) * x,
                b + (target - np.sign(w @ x + b)),
            )
        ),
        "Those are the corrections. Return the new w and b: the old ones, corrected.": (
            lambda w, b, x, target: (
                (target - (w @ x + b > 0)) * x,
                target - (w @ x + b > 0),
            )
        ),
        "You correct only where 1 was wanted. After a wrong yes w and b are corrected, too.": (
            lambda w, b, x, target: (
                w + max(target - (w @ x + b > 0), 0) * x,
                b + max(target - (w @ x + b > 0), 0),
            )
        ),
        "You correct only where 0 was wanted. After a wrong no w and b are corrected, too.": (
            lambda w, b, x, target: (
                w + min(target - (w @ x + b > 0), 0) * x,
                b + min(target - (w @ x + b > 0), 0),
            )
        ),
        "The sign of the bias's correction is wrong: it is target − answer, as for the weights.": (
            lambda w, b, x, target: (
                w + (target - (w @ x + b > 0)) * x,
                b - (target - (w @ x + b > 0)),
            )
        ),
        "The bias's answer is taken with the new weights. One error corrects both.": (
            lambda w, b, x, target: (
                (v := w + (target - (w @ x + b > 0)) * x),
                b + (target - (v @ x + b > 0)),
            )
        ),
        "The bias is missing in the weighted sum.": lambda w, b, x, target: (
            w + (target - (w @ x > 0)) * x,
            b + (target - (w @ x > 0)),
        ),
        "You took the bias for a threshold. It is added to the sum, which is compared with 0.": (
            lambda w, b, x, target: (
                w + (target - (w @ x - b > 0)) * x,
                b + (target - (w @ x - b > 0)),
            )
        ),
    },
)
def correct(w, b, x, target):
    """w: (n,); b: a number; x: (n,), one example; target: 0 or 1. Return the new w and b."""
    answer = int(w @ x + b > 0)
    error = target - answer
    w = w + error * x
    b = b + error
    return w, b


def _examples(rng):
    m, n = in_turn(rng, (6, 2), (7, 3), (2, 4), (5, 1), (1, 3))
    X = rng.integers(-2, 3, (m, n)).astype(float)
    w, b = rng.integers(-1, 2, n).astype(float), float(rng.integers(-2, 3))
    v, c = rng.choice([-2.0, -1.0, 1.0, 2.0], n), rng.choice([-1.0, 1.0])
    c = in_turn(rng, c, c, c, 20)  # with 20 all targets are 1
    if rng.random() < 0.5:  # nothing is whole, and no example is near the line
        X, w, b = rng.normal(size=(40, n)), rng.normal(size=n), float(rng.normal())
        X = X[np.abs(X @ v + c) > 1][:m]
    # Targets from a perceptron: whoever loops until nothing is corrected comes to an end.
    return w, b, X, (X @ v + c > 0).astype(int)


def _given(w, b, X, y):
    corrections = 0
    for x, target in zip(X, y):
        error = target - int(w @ x + b > 0)
        if error != 0:
            w = w + error * x
            corrections = corrections + 1
    return w, b, corrections


def _pass(
    w,
    b,
    X,
    y,
    bias=lambda b, error, x: b + error,
    weights=lambda w, error, x: w + error * x,
    count=lambda error: 1,
    answer=lambda z: z > 0,
    with_bias=1,
):
    """One pass, by the right rule or by a faulty one."""
    corrections = 0
    for x, target in zip(X, y):
        error = target - int(answer(w @ x + with_bias * b))
        if error != 0:
            w, b = weights(w, error, x), bias(b, error, x)
            corrections += count(error)
    return w, b, corrections


def _bias_at_the_end(w, b, X, y, of=sum):
    errors = []
    for x, target in zip(X, y):
        errors.append(target - int(w @ x + b > 0))
        w = w + errors[-1] * x
    return w, b + of(errors), int(np.abs(errors).sum())


def _answers_before(w, b, X, y):
    errors = y - (X @ w + b > 0)
    return w + errors @ X, b + errors.sum(), int(np.abs(errors).sum())


def _all_passes(w, b, X, y):
    counts = [None]
    while counts[-1] != 0:
        w, b, corrections = _pass(w, b, X, y)
        counts.append(corrections)
    return w, b, counts[1:]


def _passes_total(w, b, X, y):
    w, b, counts = _all_passes(w, b, X, y)
    return w, b, sum(counts)


def _passes_last(w, b, X, y):
    w, b, counts = _all_passes(w, b, X, y)
    return w, b, counts[-1]


def _first_correction(w, b, X, y):
    for i in range(len(X)):
        w, b, corrections = _pass(w, b, X[i : i + 1], y[i : i + 1])
        if corrections:
            return w, b, corrections
    return None


@exercise(
    trials=_examples,
    examples=[
        (np.zeros(2), 0.0, INPUTS.astype(float), np.array([0, 1, 1, 1])),
        (np.zeros(2), 0.0, INPUTS.astype(float), np.array([0, 0, 0, 1])),
        (np.zeros(2), 2.0, INPUTS.astype(float), np.array([0, 0, 0, 1])),
        (np.array([-0.5, -2.0]), 1.0, INPUTS[:1].astype(float), np.array([0])),
    ],
    hints=[
        "A perceptron has weights and a bias. Follow both through the loop by hand, with OR and "
        "then with AND. Which of them never changes?",
        "The bias is like a weight whose input is always 1. What would its correction be?",
        "Inside the `if` a line is missing: b = b + …",
    ],
    reason="The bias learns as a weight does whose input is always 1: b = b + error.\n"
    "With b = 0 for ever the line goes through (0, 0). That is good enough for OR, not for AND.",
    given=_given,
    mistakes={
        "The bias is still not corrected.": lambda w, b, X, y: _pass(
            w, b, X, y, lambda b, error, x: b
        ),
        "The bias goes the wrong way: it is raised when the answer was 0 and 1 was wanted.": (
            lambda w, b, X, y: _pass(w, b, X, y, lambda b, error, x: b - error)
        ),
        "The bias always grows by 1. Its correction is the error, which may be −1.": (
            lambda w, b, X, y: _pass(w, b, X, y, lambda b, error, x: b + 1)
        ),
        "You added the inputs to the bias. Its own input is always 1.": (
            lambda w, b, X, y: _pass(w, b, X, y, lambda b, error, x: b + error * x.sum())
        ),
        "The weights now go the wrong way; they were right.": lambda w, b, X, y: _pass(
            w, b, X, y, weights=lambda w, error, x: w - error * x
        ),
        "You added up the errors, so that +1 and −1 cancel. The number of corrections is wanted.": (
            lambda w, b, X, y: _pass(w, b, X, y, count=lambda error: error)
        ),
        "The bias is corrected once, after the loop. The next example needs it at once.": (
            _bias_at_the_end
        ),
        "The bias got the last error alone: does `b = b + error` stand after the loop?": (
            lambda w, b, X, y: _bias_at_the_end(w, b, X, y, of=lambda errors: errors[-1])
        ),
        "You took all answers before the loop. Each needs the weights as corrected so far.": (
            _answers_before
        ),
        "Only the first example counts: does `return` stand inside the loop?": (
            lambda w, b, X, y: _pass(w, b, X[:1], y[:1])
        ),
        "The pass ends with the first correction: does `return` stand inside the `if`?": (
            _first_correction
        ),
        "You made several passes; one is wanted.": _passes_total,
        "You made several passes; one is wanted. The count is that of the last.": _passes_last,
        "You never count the corrections: the third result stays 0.": (
            lambda w, b, X, y: _pass(w, b, X, y, count=lambda error: 0)
        ),
        "A sum of exactly 0 is a no: compare with > 0.": (
            lambda w, b, X, y: _pass(w, b, X, y, answer=lambda z: z >= 0)
        ),
        "The bias becomes the error, and forgets what it was: b + error.": (
            lambda w, b, X, y: _pass(w, b, X, y, lambda b, error, x: error)
        ),
        "The bias grows by the target. Its correction is the error.": lambda w, b, X, y: _pass(
            w, b, X, y, lambda b, error, x: b + (1 + error) // 2
        ),
        "The bias is corrected twice, or by twice the error. Once is enough: b + error.": (
            lambda w, b, X, y: _pass(w, b, X, y, lambda b, error, x: b + 2 * error)
        ),
        "The bias is corrected by half of the error. It is the error: b + error.": (
            lambda w, b, X, y: _pass(w, b, X, y, lambda b, error, x: b + error / 2)
        ),
        "The weights have lost their inputs: error * x. They were right.": (
            lambda w, b, X, y: _pass(w, b, X, y, weights=lambda w, error, x: w + error)
        ),
        "The bias is corrected by an input. Its own input is always 1.": (
            lambda w, b, X, y: _pass(w, b, X, y, lambda b, error, x: b + error * x[0])
        ),
        "You count every example. Count those that were corrected.": (
            lambda w, b, X, y: (*_pass(w, b, X, y)[:2], len(X))
        ),
        "The bias is missing in the weighted sum: w @ x + b.": (
            lambda w, b, X, y: _pass(w, b, X, y, with_bias=0)
        ),
        "The bias is corrected by error times b. Its own input is always 1: b + error.": (
            lambda w, b, X, y: _pass(w, b, X, y, lambda b, error, x: b + error * b)
        ),
    },
)
def one_pass(w, b, X, y):
    """w: (n,); b: a number; X: (m, n); y: (m,). Return w, b and the number of corrections."""
    corrections = 0
    for x, target in zip(X, y):
        error = target - int(w @ x + b > 0)
        if error != 0:
            w = w + error * x
            b = b + error
            corrections = corrections + 1
    return w, b, corrections


PASTED = "The answer must come from `nand` alone, and here it does not: use no other operator."
IS_XNOR = "1 and 0 have changed places: XOR is 1 where the inputs differ."


_ALONE = "eq ne lt le gt ge neg abs invert float index hash round iter len getitem"
_OF_TWO = "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift"


class _OtherOperator(Exception):
    """Something else than nand has been done with a wire."""


def _refuse(*_):
    raise _OtherOperator


class _Wire:
    """A 0 or 1 that nand alone can read; what comes out of nand can be read once, to return it."""

    def __init__(self, value, made=False):
        self.value, self.made, self.reads = value, made, 0

    def _read(self):
        if not self.made:
            raise _OtherOperator
        self.reads += 1
        return self.value

    __int__ = _read

    def __bool__(self):
        return bool(self._read())


for _name in _ALONE.split():
    setattr(_Wire, f"__{_name}__", _refuse)
for _name in _OF_TWO.split():
    setattr(_Wire, f"__{_name}__", _refuse)
    setattr(_Wire, f"__r{_name}__", _refuse)


def _nand_that_remembers(made):
    """A nand of numbers and wires; the wires that it makes are appended to `made`."""

    def nand(*inputs):
        if len(inputs) != 2:
            raise TypeError(f"nand takes two inputs; it got {len(inputs)}")
        a, b = (x.value if isinstance(x, _Wire) else x for x in inputs)
        value = int(not (a and b))
        if not any(isinstance(x, _Wire) for x in inputs):
            return value
        made.append(_Wire(value, made=True))
        return made[-1]

    return nand


def _is_wired(answer, x1, x2):
    """Whether the answer comes from nand alone: it is a wire, or what the one wire says."""
    made = []
    try:
        result = answer(_Wire(x1), _Wire(x2), _nand_that_remembers(made))
    except _OtherOperator:
        return False
    reads = sum(wire.reads for wire in made)
    if isinstance(result, _Wire):
        return result.made and reads == 0 and result.value == (x1 != x2)
    return reads == 1 and result == made[-1].value and made[-1].reads == 1


def _judge_xor(answer):
    rows = [tuple(map(int, row)) for row in INPUTS]
    got = [answer(x1, x2, _nand_that_remembers([])) for x1, x2 in rows]
    for (x1, x2), result in zip(rows, got, strict=True):
        if result is None:
            return f"For ({x1}, {x2}) got None: is a `return` missing there?"
        if np.ndim(result) or numbers(result) is None:
            return f"Got {form(result)}; expected 0 or 1."
    wanted = [int(x1 != x2) for x1, x2 in rows]
    if got == [1 - w for w in wanted]:
        return IS_XNOR
    for (x1, x2), result, want in zip(rows, got, wanted):
        if result != want:
            return f"For ({x1}, {x2}) got {show(result)}; expected {want}."
    return None if all(_is_wired(answer, x1, x2) for x1, x2 in rows) else PASTED


@exercise(
    judge=_judge_xor,
    hints=[
        "Begin with n = nand(x1, x2). In which row is it 0, and where does OR differ from XOR?",
        "Feed n into two more gates, one together with x1, one together with x2. Write down their "
        "four rows.",
        "The two results are both 1 exactly where XOR is 0. One last nand turns that round.",
    ],
    reason="NANDs alone make XOR: the later gates work on what the earlier ones have made.\n"
    "Four are enough. NAND alone can make every function of zeros and ones; so can perceptrons\n"
    "in layers.",
    mistakes={
        PASTED: lambda x1, x2, nand: int(x1 != x2),
        IS_XNOR: lambda x1, x2, nand: int(x1 == x2),
        "For (1, 1) got 1; expected 0.": lambda x1, x2, nand: nand(nand(x1, x1), nand(x2, x2)),
    },
)
def xor(x1, x2, nand):
    """x1, x2: 0 or 1; nand: a function of two inputs. Return XOR of x1 and x2, 0 or 1."""
    n = nand(x1, x2)
    return nand(nand(x1, n), nand(x2, n))
