"""Exercises of lesson 06: tanh beside the sigmoid, and slopes that are read off the output."""

import numpy as np

from nnlib.classroom.exercises.engine import RIGHT, exercise


def _with_judge(look, **declared):
    """Make an exercise whose verdicts are looked through once more.

    look(answer, verdict) gives None if the answer is right after all, or what is to be said.
    """

    def decorate(function):
        plain = exercise(**declared)(function)
        once_more = {"judge": lambda answer: look(answer, plain.grade(answer))}
        return exercise(**(declared | once_more))(function)

    return decorate


def _wide_sums(rng):
    z = rng.uniform(0.5, 3, (int(rng.integers(4, 7)), int(rng.integers(2, 4))))
    z *= rng.choice([-1, 1], z.shape)
    z[0, 0], z[1, 1] = rng.uniform(2000, 30000), -rng.uniform(2000, 30000)
    z[2, 0], z[2, 1] = 400, -400  # e^z is a number, e^2z is not
    return (z,)


def _by_powers(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@np.errstate(all="ignore")
def _powers(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@np.errstate(all="ignore")
def _quotient(power, sign=1):
    return sign * (1 - power) / (1 + power)


def _look_for_overflow(answer, verdict):
    if verdict.state != RIGHT:
        answer(np.array([[0.5, -1.0], [2.0, 1.0]]))  # let it raise what it raises
        return verdict.message
    try:
        with np.errstate(over="raise", invalid="raise"):
            answer(np.array([[-1000.0, 1000.0], [1.0, -1.0]]))
    except FloatingPointError:
        return (
            "The numbers are right, but a power still overflows on the way: np.where computes both "
            "of its branches for every z. Which power is never above 1?"
        )
    return None


@_with_judge(
    _look_for_overflow,
    trials=_wide_sums,
    given=_by_powers,
    hints=[
        "Which of the two powers overflows for z = 1000? And which for z = −1000?",
        "Divide above and below by the larger of the two powers. For z above 0 the quotient is "
        "then (1 − e^−2z) / (1 + e^−2z). What is it for z below 0?",
        "tanh(−z) = −tanh(z): compute it for np.abs(z), and multiply by np.sign(z).",
    ],
    reason="With e = e^(−2|z|) the quotient is sign(z) (1 − e) / (1 + e), and e is never above 1.\n"
    "np.tanh(z) does the same work for you, and is right, too.",
    mistakes={
        "A power still overflows on both sides: inf / inf is not a number. Which power is never "
        "above 1?": _powers,
        "For z far below 0 it still overflows: e^−2z is small only where z is above 0.": (
            lambda z: _quotient(np.exp(np.minimum(-2 * z, 1e4)))
        ),
        "For z far above 0 it still overflows: e^2z is small only where z is below 0.": (
            lambda z: _quotient(np.exp(np.minimum(2 * z, 1e4)), sign=-1)
        ),
        "The sign is lost where z is below 0: tanh(−z) = −tanh(z).": (lambda z: np.tanh(np.abs(z))),
        "That is tanh(z/2): the power in the quotient is e^−2|z|, with a 2.": (
            lambda z: np.tanh(z / 2)
        ),
        "That is the sigmoid. Its outputs lie between 0 and 1, those of tanh between −1 and 1.": (
            lambda z: 0.5 + 0.5 * np.tanh(z / 2)
        ),
        "That is the sigmoid of 2z. Stretch and shift it: tanh(z) = 2σ(2z) − 1.": (
            lambda z: 0.5 + 0.5 * np.tanh(z)
        ),
        "The sums were cut off too early: |tanh| comes nearer to 1 than that.": (
            lambda z: np.tanh(np.clip(z, -1, 1))
        ),
        "nan was replaced, and by the same number on both sides. Far below 0 tanh is −1.": (
            lambda z: np.nan_to_num(_powers(z), nan=1.0)
        ),
        "nan was replaced by 0. Far from 0 tanh is 1 or −1.": (
            lambda z: np.nan_to_num(_powers(z), nan=0.0)
        ),
    },
)
def safe_tanh(z):
    """z: any shape. Return tanh(z), the same shape, whatever the size of the sums."""
    e = np.exp(-2 * np.abs(z))
    return np.sign(z) * (1 - e) / (1 + e)


@exercise(
    trials=lambda rng: (float(rng.uniform(0.002, 0.24)),),
    examples=[(0.01,)],
    hints=[
        "The sigmoid's slope is a(1 − a). What is its largest, and what is `share` of that?",
        "Solve a(1 − a) = share/4 for the larger a. Which z has this output?",
        "Or: the sigmoid is tanh, drawn twice as wide. The text has the place for tanh.",
    ],
    reason="σ(z) = ½ + ½ tanh(z/2): the same curve, twice as wide. So the place is twice that of "
    "tanh.",
    mistakes={
        "That is the place for tanh. The sigmoid is twice as wide.": (
            lambda share: np.arctanh(np.sqrt(1 - share))
        ),
        "The root is missing: the slope of tanh is share where a² = 1 − share.": (
            lambda share: 2 * np.arctanh(1 - share)
        ),
        "You put share for a(1 − a). It is a share of the largest slope, which is ¼.": (
            lambda share: 2 * np.arctanh(np.sqrt(1 - 4 * share))
        ),
        "That is the place of the output itself, not of the slope: σ(z) = 1 − share there.": (
            lambda share: np.log((1 - share) / share)
        ),
        "That is the output a there. The question is for z.": (
            lambda share: 0.5 + 0.5 * np.sqrt(1 - share)
        ),
        "You halved where you had to double: the sigmoid is wider than tanh.": (
            lambda share: 0.5 * np.arctanh(np.sqrt(1 - share))
        ),
    },
)
def slope_falls_to(share):
    """share: 0 to 1. Return the z above 0 at which the sigmoid's slope is share of its largest."""
    return 2 * np.arctanh(np.sqrt(1 - share))


def _tanh_outputs(rng):
    m, n = int(rng.integers(40, 60)), int(rng.integers(3, 7))
    z = rng.normal(0, 2.5, (m, n)) + rng.normal(0, 1, n)
    if rng.random() < 0.5:  # a batch in which no unit is near its steepest
        z = rng.uniform(0.6, 4.5, (m, n)) * rng.choice([-1, 1], (m, n))
    a1 = np.tanh(z)
    a1[0, 0] = 0.99499  # between the limit and the limit rounded to four digits
    return (a1,)


@exercise(
    trials=_tanh_outputs,
    hints=[
        "Which numbers tell that one unit is saturated for one example? Its slope: how is it read "
        "off a1?",
        "1 - a1**2 < 0.01 gives True and False, (m, n). Which axis holds the examples?",
        "The mean of True and False is the share of True: take it over axis 0.",
    ],
    reason="1 − a² is the slope, below 1 % of its largest, which is 1, in a share of the rows: the "
    "mean over axis 0.",
    mistakes={
        "That is one share for the whole layer. Each unit has one of its own: the mean over the "
        "rows.": lambda a1: (1 - a1**2 < 0.01).mean(),
        "You took the mean along each row: one share an example. A unit is a column.": (
            lambda a1: (1 - a1**2 < 0.01).mean(axis=1)
        ),
        "You counted. A share is the count, divided by the number of examples.": (
            lambda a1: (1 - a1**2 < 0.01).sum(axis=0)
        ),
        "That is the share for which it is not saturated.": (
            lambda a1: (1 - a1**2 >= 0.01).mean(axis=0)
        ),
        "Where |a| is above 0.99 the slope may still be near 2 %: the limit is on 1 − a².": (
            lambda a1: (np.abs(a1) > 0.99).mean(axis=0)
        ),
        "You looked at one end only. A unit saturates at −1, too.": (
            lambda a1: (a1 > np.sqrt(0.99)).mean(axis=0)
        ),
        "You looked at one end only, and |a| above 0.99 is not yet a slope below 1 %.": (
            lambda a1: (a1 > 0.99).mean(axis=0)
        ),
        "Those are outputs near 0, where tanh is steepest.": (
            lambda a1: (np.abs(a1) < 0.01).mean(axis=0)
        ),
        "0.9950 is rounded, and one of these outputs lies between it and the limit. Take "
        "1 - a1**2 < 0.01 itself.": lambda a1: (np.abs(a1) > 0.995).mean(axis=0),
        "You took 1 % of the largest slope in this batch. It is 1 % of the largest that tanh can "
        "have, 1, whatever stands in a1.": (
            lambda a1: (1 - a1**2 < 0.01 * (1 - a1**2).max()).mean(axis=0)
        ),
        "You took 1 % of each unit's largest slope in this batch. It is 1 % of the largest that "
        "tanh can have, 1, whatever stands in a1.": (
            lambda a1: (1 - a1**2 < 0.01 * (1 - a1**2).max(axis=0)).mean(axis=0)
        ),
        "By this nobody is ever saturated. Did you compare a1 with a limit for z, or put it into "
        "tanh once more? It is the output already: the slope is 1 − a1².": (
            lambda a1: (1 - np.tanh(a1) ** 2 < 0.01).mean(axis=0)
        ),
        "That is the slope of a sigmoid, a(1 − a). The slope of tanh is 1 − a².": (
            lambda a1: (a1 * (1 - a1) < 0.01).mean(axis=0)
        ),
        "That is the mean slope of each unit. Asked is for how many examples it is below 0.01.": (
            lambda a1: (1 - a1**2).mean(axis=0)
        ),
    },
)
def saturated_share(a1):
    """a1: (m, n) outputs of tanh units. Return the share of saturated examples per unit, (n,)."""
    return (1 - a1**2 < 0.01).mean(axis=0)


def _tanh_network(rng):
    n_in, n_hidden, n_out = (int(size) for size in rng.permutation(np.arange(2, 7))[:3])
    shapes = ((n_in, n_hidden), (n_hidden,), (n_hidden, n_out), (n_out,))
    return tuple(rng.normal(size=shape) for shape in shapes)


def _look_at_z2(answer, verdict):
    for seed in range(8):
        rng = np.random.default_rng(seed)
        W1, b1, W2, b2 = arrays = _tanh_network(rng)
        mine = [x.copy() for x in arrays]
        theirs = answer(*mine)
        X = rng.normal(size=(5, len(W1)))
        want = np.tanh(X @ W1 + b1) @ W2 + b2
        try:
            V1, c1, V2, c2 = theirs
            z2 = (0.5 + 0.5 * np.tanh((X @ V1 + c1) / 2)) @ V2 + c2
            right = z2.shape == want.shape and np.allclose(z2, want, rtol=0, atol=1e-9)
        except (TypeError, ValueError):
            right = False
        unchanged = all(np.array_equal(x, old) for x, old in zip(mine, arrays, strict=True))
        if not (right and unchanged):
            return verdict.message
    return None


@_with_judge(
    _look_at_z2,
    trials=_tanh_network,
    hints=[
        "tanh(z) = 2σ(2z) − 1. What has to happen to W1 and b1 so that each sum comes out twice "
        "as large?",
        "Put it in: (2σ − 1) W2 + b2. Multiply the bracket out. Which part has no σ in it?",
        "Minus the sum of each column of W2 goes to the bias: b2 - W2.sum(axis=0).",
    ],
    reason="tanh(X W1 + b1) W2 + b2 = σ(X 2W1 + 2b1) 2W2 + (b2 − Σ W2): what the −1 brings is the "
    "same for every example, so a bias can hold it.",
    mistakes={
        "The way back is the other way round: from the sigmoid to tanh the weights are halved, "
        "from tanh to the sigmoid doubled.": (
            lambda W1, b1, W2, b2: (W1 / 2, b1 / 2, W2 / 2, b2 + W2.sum(axis=0) / 2)
        ),
        "The −1 is lost: each hidden unit takes its column's W2 away, in every example.": (
            lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2)
        ),
        "The hidden biases stay too small: the whole sum is doubled, b1 with it.": (
            lambda W1, b1, W2, b2: (2 * W1, b1, 2 * W2, b2 - W2.sum(axis=0))
        ),
        "W2 is not doubled: the sigmoid's outputs range over 1, those of tanh over 2.": (
            lambda W1, b1, W2, b2: (2 * W1, 2 * b1, W2, b2 - W2.sum(axis=0))
        ),
        "W1 is not doubled: tanh(z) is 2σ(2z) − 1, with 2z.": (
            lambda W1, b1, W2, b2: (W1, b1, 2 * W2, b2 - W2.sum(axis=0))
        ),
        "The sign of the shift is wrong: it is −1 · W2, from 2σ − 1.": (
            lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 + W2.sum(axis=0))
        ),
        "The shift is twice too large: −1 is multiplied by the old W2, not by the doubled one.": (
            lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - 2 * W2.sum(axis=0))
        ),
        "The shift is halved, as on the way from the sigmoid. Here −1 is multiplied by the old W2, "
        "so b2 loses the whole sum of its column.": (
            lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - W2.sum(axis=0) / 2)
        ),
        "All output biases got the same shift. Each class has a column of W2 of its own: axis 0.": (
            lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - W2.sum())
        ),
        "The shift is the mean of the column. It is the sum: every hidden unit brings its −1.": (
            lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - W2.mean(axis=0))
        ),
        "The output biases were doubled as well. b2 stands outside the bracket.": (
            lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, 2 * b2 - W2.sum(axis=0))
        ),
    },
)
def as_sigmoids(W1, b1, W2, b2):
    """A tanh network's arrays. Return W1, b1, W2, b2 with which sigmoid units give the same z2."""
    W1, b1, b2 = 2 * W1, 2 * b1, b2 - W2.sum(axis=0)
    W2 = 2 * W2
    return W1, b1, W2, b2


def _softsign_outputs(rng):
    shape = rng.integers(3, 6, size=int(rng.integers(1, 3)))
    a = rng.uniform(0.1, 0.9, size=shape) * rng.choice([-1, 1], shape)
    a.flat[:2] = 0.3, -0.6
    return (a,)


def _old_slope(a):
    return 1 / (1 + np.abs(a)) ** 2


@exercise(
    trials=_softsign_outputs,
    given=_old_slope,
    hints=[
        "Put z = 1 in by hand: the slope is ¼, and a is ½. What does the function give for ½?",
        "The formula is right for z, but a comes in. Write 1/(1 + |z|) with a. (What is 1 − |a|?)",
        "1 − |a| = 1 − |z|/(1 + |z|) = 1/(1 + |z|). Now square it.",
    ],
    reason="1 − |a| = 1/(1 + |z|), so the slope 1/(1 + |z|)² is (1 − |a|)².\n"
    "A slope formula must know whether z or a comes in: the same letters give other numbers.",
    mistakes={
        "This is still the formula for z. What comes in is the output a: write "
        "1/(1 + |z|) with a.": lambda a: (1 + np.abs(a)) ** -2.0,
        "This is still the formula for z, and its bars are lost, too. What comes in is the output "
        "a.": lambda a: (1 + a) ** -2.0,
        "The square is lost: 1 − |a| is 1/(1 + |z|), and the slope is its square.": (
            lambda a: 1 - np.abs(a)
        ),
        "The bars are lost: for a below 0 the slope is as for −a, never above 1.": (
            lambda a: (1 - a) ** 2
        ),
        "That is the slope of tanh, 1 − a². This is another function.": lambda a: 1 - a**2,
        "That is the slope of a sigmoid, a(1 − a). This is another function.": (
            lambda a: a * (1 - a)
        ),
        "One sign is wrong: 1/(1 + |z|) is 1 − |a|, smaller than 1.": (
            lambda a: (1 + np.abs(a)) ** 2
        ),
        "That is 1/(1 − |a|)² = (1 + |z|)²: the slope is 1 divided by it.": (
            lambda a: 1 / (1 - np.abs(a)) ** 2
        ),
        "z was found from a by the wrong formula: from a = z / (1 + |z|) follows "
        "z = a / (1 − |a|).": (lambda a: 1 / (1 + np.abs(a / (1 + np.abs(a)))) ** 2),
        "z was found from a without bars: it is a / (1 − |a|).": (
            lambda a: 1 / (1 + np.abs(a / (1 - a))) ** 2
        ),
        "That is z itself, found from a. Now put it into the slope.": (
            lambda a: a / (1 - np.abs(a))
        ),
    },
)
def softsign_slope(a):
    """a: outputs of softsign, any shape. Return its slope there, the same shape."""
    return (1 - np.abs(a)) ** 2
