"""Exercises of lesson 06: tanh beside the sigmoid, and slopes that are read off the output."""

from contextlib import nullcontext
from unittest.mock import patch

import numpy as np

from nnlib.classroom.exercises.compare import same
from nnlib.classroom.exercises.engine import RIGHT, WRONG, Verdict, exercise
from nnlib.classroom.exercises.runs import run


def _wide_sums(rng):
    shape = rng.integers(1, 6, size=int(rng.integers(1, 4)))
    shape[-1] += 4
    z = rng.uniform(0.5, 3, shape) * rng.choice([-1, 1], shape)
    z.flat[:2] = rng.uniform(2000, 30000), -rng.uniform(2000, 30000)
    z.flat[2:4] = 400, -400  # e^z is a number, e^2z is not
    return (rng.permutation(z.ravel()).reshape(shape),)


def _by_powers(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@np.errstate(all="ignore")
def _powers(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@np.errstate(all="ignore")
def _quotient(power, sign=1):
    return sign * (1 - power) / (1 + power)


def _look_for_overflow(answer, verdict):
    """Right numbers are not enough: no power may overflow, whether or not NumPy may say so."""
    if verdict.state == RIGHT:
        loud = np.errstate(over="raise", invalid="raise")
        silent = {"errstate": lambda **_: nullcontext(), "seterr": lambda *_, **__: {}}
        with loud, patch.multiple(np, **silent):  # whoever silences NumPy is heard nevertheless
            error = run(answer, {"z": np.array([[-1000.0, 1000.0], [1.0, -1.0]])}).error
        if isinstance(error, FloatingPointError):
            return Verdict(WRONG, _OVERFLOWS + (_WHERE if _calls(answer, "where") else ""))
    elif verdict.state == WRONG and verdict.message not in safe_tanh.mistakes:
        got = run(answer, {"z": np.array([[40.0, -40.0], [0.25, -0.25]])}).result
        limit = np.ravel(got)[0] if np.shape(got) == (2, 2) else 1
        if same(got, np.array([[limit, -limit], np.tanh([0.25, -0.25])])) and 0.5 < limit < 1:
            return Verdict(WRONG, f"{_CUT_OFF} Yours stops at {limit:.6f}.")
    return verdict


def _calls(answer, name):
    return name in getattr(getattr(answer, "__code__", None), "co_names", ())


_OVERFLOWS = (
    "The numbers are right, but a power still overflows on the way. Which power is never above 1?"
)
_WHERE = " (np.where computes both of its branches for every z.)"
_CUT_OFF = "The sums were cut off too early: |tanh| comes nearer to 1 than that."


@exercise(
    trials=_wide_sums,
    examples=[
        (np.array([1.0, 0.0, -0.5, 750.0]),),
        (np.array([[-800.0, 0.25, -2.0]]),),
        (np.array([[0.125], [-900.0]]),),
        (np.array([[[900.0], [-1.0]]]),),
        (np.array([[[-900.0, 1.0]], [[0.5, 0.0]], [[-2.0, 800.0]]]),),
        (np.array([-1000.0]),),
    ],
    look=_look_for_overflow,
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
        _CUT_OFF: lambda z: np.tanh(np.clip(z, -1, 1)),
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
    trials=lambda rng: (float(rng.uniform(0.002, 0.998)),),
    examples=[(0.01,), (0.5,), (0.0001,)],
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
        "That is the place below 0, where the slope is the same. Asked is the z above 0.": (
            lambda share: -2 * np.arctanh(np.sqrt(1 - share))
        ),
        "You took the root of share. The slope of tanh is 1 − a², so a there is √(1 − share).": (
            lambda share: 2 * np.arctanh(np.sqrt(share))
        ),
        "You took share/4 for the output a. It is the slope there: solve a(1 − a) = share/4 for "
        "a.": lambda share: np.log(share / (4 - share)),
        "That holds nearly, for a small share: a(1 − a) is a little less than 1 − a. Solve "
        "a(1 − a) = share/4.": lambda share: np.log(4 / share),
        "That holds nearly, for a small share: a(1 − a) is not quite 1 − a. Solve "
        "a(1 − a) = share/4.": lambda share: np.log((4 - share) / share),
        "log10 is the logarithm to the base 10. The sigmoid has powers of e: np.log.": (
            lambda share: 2 * np.arctanh(np.sqrt(1 - share)) / np.log(10)
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
    m, n = int(rng.integers(4, 60)), int(rng.integers(3, 9))
    z = rng.normal(0, 2.5, (m, n)) + rng.normal(0, 1, n)
    if rng.random() < 0.5:  # a batch in which no unit is near its steepest
        z = rng.uniform(0.6, 4.5, (m, n)) * rng.choice([-1, 1], (m, n))
    a1 = np.tanh(z)
    a1[:, 0] = rng.choice([-1, 1], m)  # a unit that is saturated for all
    a1[rng.integers(m), 1] = 0.99499  # between the limit and the limit rounded to four digits
    return (rng.permutation(a1, axis=1),)


@exercise(
    trials=_tanh_outputs,
    examples=[
        (np.array([[0.999, -0.2, -0.9], [0.005, 0.3, -0.9999]]),),
        (np.array([[-0.991, 0.996, -0.998, 0.99499]]),),
        (np.array([[-0.008], [0.98], [-1.0], [0.9955]]),),
    ],
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
        "That is the slope of a sigmoid, a(1 − a), and its largest, ¼. Those of tanh are 1 − a² "
        "and 1.": lambda a1: (a1 * (1 - a1) < 0.0025).mean(axis=0),
        "0.0025 is 1 % of the sigmoid's largest slope. The largest of tanh is 1.": (
            lambda a1: (1 - a1**2 < 0.0025).mean(axis=0)
        ),
        "0.1 is 10 % of the largest slope.": lambda a1: (1 - a1**2 < 0.1).mean(axis=0),
        "You divided by the number of units. A share of the examples is the count, divided by m.": (
            lambda a1: (1 - a1**2 < 0.01).sum(axis=0) / a1.shape[1]
        ),
        "That tells whether a unit is saturated as a whole, in all examples or in the mean. Asked "
        "is for which share of them.": lambda a1: (1 - a1**2 < 0.01).all(axis=0),
        "That tells whether a unit is saturated for any example. Asked is for which share of "
        "them.": lambda a1: (1 - a1**2 < 0.01).any(axis=0),
    },
)
def saturated_share(a1):
    """a1: (m, n) outputs of tanh units. Return the share of saturated examples per unit, (n,)."""
    return (1 - a1**2 < 0.01).mean(axis=0)


def _tanh_network(rng):
    return _arrays(rng, *(int(size) for size in rng.permutation(np.arange(1, 7))[:3]))


def _arrays(rng, n_in, n_hidden, n_out):
    shapes = ((n_in, n_hidden), (n_hidden,), (n_hidden, n_out), (n_out,))
    return tuple(rng.normal(size=shape) for shape in shapes)


def _look_at_z2(answer, verdict):
    """Many answers are right: what counts is z2. And one array is not wrong by itself."""
    if verdict.state != WRONG or verdict.message in as_sigmoids.mistakes:
        return verdict
    found = set()
    for seed, sizes in enumerate([(3, 4, 2), (2, 5, 3), (5, 1, 2), (4, 2, 1), (1, 3, 5)]):
        rng = np.random.default_rng(seed)
        arrays = dict(zip(("W1", "b1", "W2", "b2"), _arrays(rng, *sizes), strict=True))
        theirs = run(answer, arrays)
        if theirs.changed:
            return verdict
        found.add(_what_is_wrong(theirs.result, rng.normal(size=(40, sizes[0])), **arrays))
    if found == {None}:
        return Verdict(RIGHT)
    found.discard(None)
    said = found.pop() if len(found) == 1 else ""
    return Verdict(WRONG, said) if said else verdict


def _what_is_wrong(theirs, X, W1, b1, W2, b2):
    """None if z2 is right, and "" where there is nothing to be said."""
    want = np.tanh(X @ W1 + b1) @ W2 + b2
    try:
        V1, c1, V2, c2 = (np.asarray(x, float) for x in theirs)
        a1 = 0.5 + 0.5 * np.tanh((X @ V1 + c1) / 2)
        z2 = a1 @ V2 + c2
    except (TypeError, ValueError):
        return ""
    if z2.shape != want.shape or a1.shape != (40, len(b1)) or not np.isfinite(z2).all():
        return ""
    if same(z2, want):
        return None
    if np.ptp(z2 - want, axis=0).max() < 1e-6:
        return "With your arrays z2 is off by the same numbers in every example: only b2 is wrong."
    ones = np.column_stack([a1, np.ones(40)])
    best = ones @ np.linalg.lstsq(ones, want)[0]
    if np.abs(best - want).max() < 1e-6:
        return "W1 and b1 are right. But the way from the hidden units to z2, W2 with b2, is not."
    return "W1 or b1 is wrong: with these hidden units no W2 and b2 can give the z2 of before."


@exercise(
    trials=_tanh_network,
    examples=[_arrays(np.random.default_rng(8), 1, 2, 3)],
    look=_look_at_z2,
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
        "The old b2 is lost: it stays, and the sums of W2's columns are subtracted from it.": (
            lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, -W2.sum(axis=0))
        ),
        "The shift is 1 for every class. −1 is multiplied by W2: it is the sum of the class's "
        "column.": lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2, b2 - 1),
        "The −1 was subtracted from W2. Multiply the bracket out: (2σ − 1) W2 is σ · 2W2 − Σ W2, "
        "and the second part goes to b2.": lambda W1, b1, W2, b2: (2 * W1, 2 * b1, 2 * W2 - 1, b2),
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
    shape = rng.integers(1, 6, size=int(rng.integers(1, 4)))
    shape[-1] += 2
    return (rng.uniform(0.1, 0.9, size=shape) * rng.choice([-1, 1], shape),)


def _old_slope(a):
    return 1 / (1 + np.abs(a)) ** 2


@exercise(
    trials=_softsign_outputs,
    examples=[
        (np.array([0.5, -0.75, 0.0]),),
        (np.array([[-0.3], [0.1], [0.0], [-0.6]]),),
        (np.array([[-0.2, 0.4]]),),
        (np.array([[[0.7], [-0.1]]]),),
        (np.array([[[0.2, -0.8]], [[0.5, 0.0]], [[-0.7, -0.3]]]),),
        (np.array([-0.25, 0.6]),),
        (np.array([-0.25]),),
    ],
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
        "Twice is not squared: the slope is (1 − |a|)².": lambda a: 2 * (1 - np.abs(a)),
        "Only a is squared. The slope is 1 − |a|, squared as a whole.": (
            lambda a: 1 / (1 + np.abs(a) ** 2)
        ),
        "The curve rises everywhere, so its slope is never below 0: the sign of a has no part in "
        "it.": lambda a: np.sign(a) * (1 - np.abs(a)) ** 2,
        "Right, but for a = 0: np.sign(0) is 0, and the slope there is 1.": (
            lambda a: (np.sign(a) - a) ** 2
        ),
        "z is right, a / (1 − |a|). But the slope has bars, too: 1/(1 + |z|)².": (
            lambda a: 1 / (1 + a / (1 - np.abs(a))) ** 2
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
