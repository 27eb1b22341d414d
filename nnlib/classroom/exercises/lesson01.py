"""Exercises of lesson 01: gates, the bias, one perceptron, and the rule by which it learns."""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.classroom.exercises.compare import form, numbers, show
from nnlib.classroom.exercises.engine import exercise, value_exercise
from nnlib.classroom.exercises.trials import in_turn

INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
NAND_IS = np.array([True, True, True, False])

NOT_STRICT = (
    "A sum equal to the threshold counts as a no: 1 needs a sum above it. Lower the threshold."
)
IS_AND = "That is AND: it says 1 for (1, 1) alone. NAND is its opposite on every row."
NEGATED = "The weights can stay. Write down the four sums: which of them are above your threshold?"


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


nand_gate = value_exercise(
    "nand_gate",
    (-1, -1, -1.5),
    answer="nand_gate = (-1, -1, -1.5)",
    hints=[
        "NAND says 1 unless both inputs are 1. So what should an input of 1 do to the sum: raise "
        "it, or lower it?",
        "With both weights −1 the four sums are 0, −1, −1 and −2. Which of them have to lie above "
        "the threshold?",
        "The threshold lies between −2 and −1.",
    ],
    reason="Weights below 0 let each input speak against a yes; only two together silence it.\n"
    "Every threshold from −2 to just under −1 works with the weights −1 and −1.",
    judge=_judge_nand,
    mistakes={IS_AND: (1, 1, 1.5), NOT_STRICT: (-1, -1, -1), NEGATED: (-1, -1, 1.5)},
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
PARALLEL = "The weights stand to each other as they should, 2 to 5. The bias does not fit them."
BELOW = np.array([-2.0, -5.0, 3.0])


def _judge_below(answer):
    given = np.array(answer, float)
    size = np.linalg.norm(given)
    if not given[:2].any():
        always = int(given[2] > 0)
        return f"Both weights are 0, so there is no line: the perceptron always says {always}."
    given, wanted = given / size, BELOW / np.linalg.norm(BELOW)
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
    if given[0] < 0 and np.isclose(given[0] * BELOW[1], given[1] * BELOW[0]):
        return PARALLEL
    return (
        "The line is another one. In size the inputs count as 2 to 5 and the bias as 3, and the "
        "signs decide, too."
    )


below = value_exercise(
    "below",
    (-2, -5, 3),
    answer="below = (-2, -5, 3)",
    hints=[
        "A perceptron can only ask whether something is *above* 0. How do you turn 'below' into "
        "'above'?",
        "Subtract 2·x1 + 5·x2 on both sides of 2·x1 + 5·x2 < 3.",
        "0 < 3 − 2·x1 − 5·x2. Read the weights and the bias off the right-hand side.",
    ],
    reason="2·x1 + 5·x2 < 3 says the same as −2·x1 − 5·x2 + 3 > 0.\n"
    "Any positive multiple of the three numbers draws the same line with the same sides.",
    judge=_judge_below,
    mistakes={
        OTHER_SIDE: (2, 5, -3),
        BIAS_SIGN: (-2, -5, -3),
        WEIGHT_SIGN: (2, 5, 3),
        SWAPPED: (-5, -2, 3),
        BIAS_FIRST: (3, -2, -5),
        PARALLEL: (-4, -10, 3),
    },
)


def _batch(rng):
    m, n = in_turn(rng, (12, 3), (7, 2), (1, 4), (9, 1), (2, 3))
    if rng.random() < 0.5:
        return rng.normal(size=(m, n)) / 2, rng.normal(size=n), float(rng.normal()) / 2
    w = rng.integers(1, 4, n) * rng.choice([-1.0, 1.0], n)
    b = float(rng.integers(1, 4) * rng.choice([-1, 1]))
    X = rng.integers(-2, 3, (m, n)).astype(float)
    X[-1] = 0
    X[-1, 0] = -b / w[0]  # a sum of exactly 0
    return X, w, b


@exercise(
    trials=_batch,
    examples=[(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.ones(2), -1.5)],
    hints=[
        "The weighted sums of all rows have the shape (m,). Which product of X and w gives them?",
        "X @ w + b are the sums. A comparison gives True and False, one for each row.",
        "(…).astype(int) turns True and False into 1 and 0. Compare with > 0.",
    ],
    reason="X @ w multiplies each row with the weights and adds up; the one bias serves all rows.",
    mistakes={
        "A sum of exactly 0 counts as a no: compare with > 0, strictly.": (
            lambda X, w, b: (X @ w + b >= 0).astype(int)
        ),
        "The bias is missing.": lambda X, w, b: (X @ w > 0).astype(int),
        "You subtracted the bias. It is minus the threshold, so it is added.": (
            lambda X, w, b: (X @ w - b > 0).astype(int)
        ),
        "You returned the weighted sums. The answers are 1 where a sum is above 0, otherwise 0.": (
            lambda X, w, b: X @ w + b
        ),
        "You multiplied without adding up: X * w still has a column for each input.": (
            lambda X, w, b: (X * w + b > 0).astype(int)
        ),
        "You returned −1, 0 or 1, as np.sign does. A perceptron says 1 or 0.": lambda X, w, b: (
            np.sign(X @ w + b)
        ),
        "1 and 0 have changed places: 1 where the sum is above 0.": (
            lambda X, w, b: (X @ w + b <= 0).astype(int)
        ),
        "You answer −1 where the answer is 0.": lambda X, w, b: np.where(X @ w + b > 0, 1, -1),
        "The bias is added once for each input. Add it once, to the sum.": (
            lambda X, w, b: ((X * w + b).sum(axis=1) > 0).astype(int)
        ),
        "The bias is added to the weights. Add it to the weighted sum.": (
            lambda X, w, b: (X @ (w + b) > 0).astype(int)
        ),
        "The sums below 0 are 0 now, those above are left as they were. They have to become 1.": (
            lambda X, w, b: np.maximum(X @ w + b, 0)
        ),
        "That is the sigmoid of the sums. A perceptron says 1 or 0, nothing between.": (
            lambda X, w, b: sigmoid(X @ w + b)
        ),
        "You answer 1 wherever the sum is not 0. 1 needs a sum above 0.": (
            lambda X, w, b: (X @ w + b != 0).astype(int)
        ),
        "The inputs are added up without their weights.": (
            lambda X, w, b: (X.sum(axis=1) + b > 0).astype(int)
        ),
        "You compare with another number than 0: 0.5, or 1?": (
            lambda X, w, b: (X @ w + b > 0.5).astype(int)
        ),
        "The comparison points the wrong way: the answer is 1 where the sum is above 0.": (
            lambda X, w, b: (X @ w + b < 0).astype(int)
        ),
    },
)
def perceptron(X, w, b):
    """X: (m, n), one example a row; w: (n,); b: a number. Return the answers, 0 or 1, (m,)."""
    return (X @ w + b > 0).astype(int)


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
