"""The engine of the exercises, on made-up exercises and answers as students write them."""

import importlib
import linecache
import pkgutil
import re
import subprocess
import sys
import warnings
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import count

import numpy as np
import pytest

from nnlib import Perceptron
from nnlib.classroom import exercises
from nnlib.classroom.exercises.engine import (
    NOT_ATTEMPTED,
    RAISED,
    RIGHT,
    WRONG,
    Verdict,
    exercise,
    value_exercise,
)
from nnlib.classroom.exercises.source import source

DECLARED = {"hints": ["What?", "Nearly."], "reason": "Because.\nAnd more."}
CELLS = count(1)


def cell(source):
    """The last thing that a notebook cell with this source defines; its lines are kept."""
    file = f"<cell {next(CELLS)}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    names = {"np": np}
    exec(compile(source, file, "exec"), names)
    return names[list(names)[-1]]


def rows(rng):
    return (rng.normal(size=(rng.integers(2, 7), 3)),)


@exercise(
    trials=lambda rng: tuple(rng.integers(0, 2, 2).tolist()),
    examples=[(0, 0), (0, 1), (1, 0), (1, 1)],
    mistakes={"That is AND.": lambda x1, x2: x1 and x2},
    **DECLARED,
)
def nand(x1, x2):
    """0 where both are 1, otherwise 1."""
    return 1 - x1 * x2


@exercise(trials=rows, mistakes={"You summed over both axes.": lambda dz: dz.sum()}, **DECLARED)
def bias_gradient(dz):
    total = dz.sum(axis=0)

    return total


@exercise(
    trials=lambda rng: (rng.normal(size=(rng.integers(3, 6), 2)), rng.normal(size=(2, 7))),
    mistakes={"The weights stand first.": lambda X, W: W.T @ X.T + 0 * 1},
    **DECLARED,
)
def product(X, W):
    return X @ W


@exercise(
    trials=lambda rng: (rng.normal(size=(int(rng.integers(3, 9)), 2)), rng.normal(size=2)),
    mistakes={},
    **DECLARED,
)
def gradient(X, w):
    m = len(X)
    dw, db = X.T @ (X @ w) / m, float((X @ w).sum() / m)
    return dw, db


@exercise(trials=lambda rng: (rng.normal(size=4) * rng.choice([1, 5000]),), mistakes={}, **DECLARED)
def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def solve(X, w):
    return X.T @ (X @ w) / len(X), (X @ w).mean()


def stable(z):
    return np.exp(z - z.max()) / np.exp(z - z.max()).sum()


@exercise(examples=[(2,)], trials=lambda rng: (int(rng.integers(3, 99)),), mistakes={}, **DECLARED)
def square(x):
    return x * x


n_parameters = value_exercise(
    "n_parameters",
    784 * 10 + 10,
    answer="n_parameters = 784 * 10 + 10",
    mistakes={"The biases are missing.": 7840},
    **DECLARED,
)


# Not attempted


@pytest.mark.parametrize(
    "stub",
    [
        "def nand(x1, x2): ...",
        "def nand(x1, x2): pass",
        'def nand(x1, x2):\n    """0 where both are 1."""',
        'def nand(x1, x2):\n    """0 where both are 1."""\n    ...  # your line',
        "def nand(x1: int, x2: int = 1) -> int:\n    # here\n    ...",
        "def nand(x1, x2): return ...",
        "def nand(x1, x2): return (..., 1)",
        "def nand(x1, x2):\n    z = ...\n    return z > 0",
        "def nand(x1, x2):\n    z = x1 + ...\n    return 1",
        "def nand(x1, x2):\n    z = x1 + x2\n    if z > 1:\n        return ...\n    return 1",
        "def nand(x1, x2):\n    return [max(..., x) for x in (x1, x2)]",
    ],
)
def test_stub_is_not_attempted(stub):
    assert nand.grade(cell(stub)).state == NOT_ATTEMPTED


@pytest.mark.parametrize("value", [..., (1, ...), [...], np.array([1, ...])])
def test_value_that_is_missing_is_not_attempted(value):
    assert n_parameters.grade(value).state == NOT_ATTEMPTED


def test_ellipsis_of_an_index_is_no_gap():
    assert bias_gradient.grade(lambda dz: dz[..., :].sum(0)).state == RIGHT
    assert bias_gradient.grade(lambda dz: dz[..., 0]).state == WRONG
    assert bias_gradient.grade(lambda dz: dz[..., 1:]).state == WRONG
    assert bias_gradient.grade(lambda dz: dz[...].nothing).state == RAISED


def test_gap_that_is_left_over_does_no_harm():
    assert nand.grade(cell("def nand(a, b):\n    return 1 - a * b\n    ...")).state == RIGHT


def test_given_mistake_is_not_attempted_until_it_is_changed():
    def faulty(x):
        return 2 * x

    @exercise(
        trials=lambda rng: (int(rng.integers(3, 99)),),
        mistakes={"It is 3 now; the power was meant.": lambda x: 3 * x},
        given=faulty,
        **DECLARED,
    )
    def squared(x):
        return x**2

    unchanged = 'def squared(x):\n    """x times x."""\n\n    # find it\n    return 2 * x\n'
    assert squared.grade(faulty).state == NOT_ATTEMPTED
    assert squared.grade(cell(unchanged)).state == NOT_ATTEMPTED
    assert squared.grade(cell(unchanged)).message == "This is the function as it was given."
    assert squared.grade(cell("def squared(x): ...")).message == ""
    assert squared.grade(cell(unchanged.replace("2", "3"))).message.startswith("It is 3 now")
    assert squared.grade(cell(unchanged.replace("2 *", "x *"))).state == RIGHT


def given_of_lessons():
    for found in pkgutil.iter_modules(exercises.__path__, f"{exercises.__name__}."):
        for name, question in vars(importlib.import_module(found.name)).items():
            if getattr(question, "given", None):
                yield pytest.param(question, id=f"{found.name[-8:]}-{name}")


@pytest.mark.parametrize("question", list(given_of_lessons()))
def test_given_mistake_is_known_in_a_cell_that_imports_nothing(question):
    names = {}
    exec(source(question.given), names)  # np.sum is LOAD_METHOD here, LOAD_ATTR in its module
    assert question.grade(names[question.given.__name__]).state == NOT_ATTEMPTED


def test_given_mistake_with_calls_and_jumps_is_known_in_a_cell_that_imports_nothing():
    def faulty(x):
        total = 0
        for i in range(len(x)):
            if np.any(x[i] > 0, keepdims=False):
                total = total + np.sum(x[i])
        return [np.abs(total) for _ in x]

    @exercise(trials=rows, mistakes={}, given=faulty, **DECLARED)
    def mended(x):
        return [0 for _ in x]

    names = {}
    exec(source(faulty), names)
    assert mended.grade(names["faulty"]).state == NOT_ATTEMPTED
    exec(source(faulty).replace("abs", "sign"), names | {"np": np}, names)
    assert mended.grade(names["faulty"]).state != NOT_ATTEMPTED


# Right


@pytest.mark.parametrize(
    "answer",
    [
        lambda x1, x2: not (x1 and x2),
        lambda a, b: np.float64(x) if (x := 1 - a * b) else np.array(0),
        lambda *inputs: 0 if all(inputs) else 1.0,
        lambda a, b: Fraction(1 - a * b),
        lambda a, b: Decimal(1 - a * b),
    ],
)
def test_right_answers(answer):
    assert nand.grade(answer).state == RIGHT


def test_other_right_answers(capsys):
    assert product.grade(np.matmul).state == RIGHT
    assert bias_gradient.grade(lambda dz: np.ones(len(dz)) @ dz).state == RIGHT
    assert gradient.grade(lambda X, w: [X.T @ X @ w / len(X), (X @ w).mean()]).state == RIGHT
    assert nand.grade(lambda a, b: print("hello") or 1 - a * b).state == RIGHT
    assert capsys.readouterr().out == ""
    assert n_parameters.grade(np.float64(7850)).state == RIGHT


def test_lists_are_as_good_as_arrays_and_arrays_as_tuples_of_numbers():
    assert bias_gradient.grade(lambda dz: list(dz.sum(0))).state == RIGHT
    assert bias_gradient.grade(lambda dz: tuple(dz.sum(0))).state == RIGHT
    assert bias_gradient.grade(lambda dz: dz.sum(0).astype(object)).state == RIGHT
    assert product.grade(lambda X, W: [list(x @ W) for x in X]).state == RIGHT
    assert product.grade(lambda X, W: [x @ W for x in X]).state == RIGHT
    assert product.grade(lambda X, W: np.asmatrix(X) * np.asmatrix(W)).state == RIGHT

    @exercise(trials=rows, mistakes={}, **DECLARED)
    def first(dz):
        return dz[0, 0], dz[0, 1]

    assert first.grade(lambda dz: dz[0, :2]).state == RIGHT
    assert first.grade(lambda dz: dz[0]).state == WRONG


def test_float32_is_right_and_float16_is_not():
    def rounded(kind):
        return [
            bias_gradient.grade(lambda dz: dz.astype(kind).sum(0)),
            bias_gradient.grade(lambda dz: dz.astype(kind).sum(0).astype(float)),
            product.grade(lambda X, W: X.astype(kind) @ W.astype(kind)),
            gradient.grade(lambda X, w: tuple(kind(g) for g in solve(X, w))),
        ]

    n = value_exercise("n", 1 / 3, answer="n = 1 / 3", mistakes={}, **DECLARED)
    assert {v.state for v in rounded(np.float32)} == {RIGHT}
    assert {v.state for v in rounded(np.float16)} == {WRONG}
    assert n.grade(np.float32(1 / 3)).state == n.grade(float(np.float32(1 / 3))).state == RIGHT
    assert n.grade(np.float16(1 / 3)).state == WRONG
    assert bias_gradient.grade(lambda dz: dz.astype(np.float32).sum(0) * 1.00001).state == WRONG


def test_small_number_that_does_no_harm_and_central_differences_are_right():
    assert softmax.grade(lambda z: stable(z) + 1e-8).state == RIGHT
    assert softmax.grade(lambda z: stable(z) * (1 + 1e-7)).state == RIGHT

    @exercise(trials=lambda rng: (rng.uniform(0.1, 3, size=4),), mistakes={}, **DECLARED)
    def slope(z):
        return np.cos(z)

    central = slope.grade(lambda z: (np.sin(z + 1e-5) - np.sin(z - 1e-5)) / 2e-5)
    assert central.state == RIGHT
    assert slope.grade(lambda z: (np.sin(z + 1e-2) - np.sin(z)) / 1e-2).state == WRONG


def test_whole_numbers_are_exact():
    million = value_exercise("n", 10_000_000, answer="n = 1", mistakes={}, **DECLARED)
    assert million.grade(10_000_000.0).state == RIGHT
    assert million.grade(10_000_001).state == WRONG


# The course's own answer


def test_answer_of_the_course_is_refused():
    own = "This is the course's own answer. Write yours, and hand that in."
    for answer in (nand, nand.model, bias_gradient):
        verdict = nand.grade(answer)
        assert (verdict.state, verdict.message) == (NOT_ATTEMPTED, own)
    assert nand.grade(nand.model.__closure__[0].cell_contents).message == own
    assert n_parameters.grade(n_parameters).message == own
    table = value_exercise("table", np.eye(2), answer="table = np.eye(2)", mistakes={}, **DECLARED)
    assert table.grade(table.model).message == own
    assert table.grade(np.eye(2)).state == RIGHT


@pytest.mark.parametrize(
    "answer",
    [
        lambda x1, x2: nand(x1, x2),
        lambda x1, x2: nand.model(x1, x2),
        partial(nand.model),
        partial(nand),
        nand.__call__,
        np.vectorize(nand.model),
    ],
)
def test_answer_that_asks_the_course_is_refused(answer):
    verdict = nand.grade(answer)
    assert (verdict.state, verdict.message.split(",")[0]) == (
        WRONG,
        "Your code asks the course's own answer",
    )


def test_answer_may_ask_the_answer_to_another_exercise():
    assert square.grade(lambda x: x * x * nand(0, 1)).state == RIGHT


def test_mistakes_in_float32_are_told_by_name():
    def message(factor):
        return bias_gradient.grade(lambda dz: (factor(dz) * dz.sum(0)).astype(np.float32)).message

    assert message(lambda dz: -1).startswith("The sign is wrong: every number")
    assert message(lambda dz: 9) == "The result is 9 times what is expected."
    assert message(len).startswith("The result is m times too large")
    verdict = bias_gradient.grade(lambda dz: dz.astype(np.float32).sum())
    assert verdict.message == "You summed over both axes."


def test_smallest_change_of_coarser_floats_is_a_change():
    @exercise(trials=lambda rng: (np.ones(3, np.float32),), mistakes={}, **DECLARED)
    def doubled(x):
        return 2 * x

    def answer(x):
        twice = 2 * x
        x[0] = np.nextafter(x[0], np.float32(2))
        return twice

    assert "your code changed `x`" in doubled.grade(answer).message


def test_result_0_may_be_off_in_the_last_bits():
    zero = value_exercise("zero", 0.0, answer="zero = 0.0", mistakes={}, **DECLARED)
    assert zero.grade(0.1 + 0.2 - 0.3).state == RIGHT
    assert zero.grade(1e-9).state == WRONG


def test_tolerance():
    loose = value_exercise(
        "third", 1 / 3, answer="third = 1 / 3", mistakes={}, tolerance=0.01, **DECLARED
    )
    assert [loose.grade(v).state for v in (0.333, 0.32)] == [RIGHT, WRONG]


# Raised


def test_exception_is_told_with_its_line():
    answer = cell("def nand(x1, x2):\n    y = x1 + x2\n    return 1 / (y - y)\n")
    assert nand.grade(answer).state == RAISED
    assert nand.grade(answer).message == (
        "ZeroDivisionError: division by zero (line 3: `return 1 / (y - y)`). "
        "It was called with x1 = 0, x2 = 0."
    )


@pytest.mark.parametrize(
    "body, words",
    [
        ("return missing", "NameError: name 'missing' is not defined (line 2: `return missing`)"),
        ("return nand(x1, x2)", "RecursionError"),
        ("raise SystemExit", "SystemExit (line 2"),
        ("return np.linalg.inv(np.zeros((2, 2)))", "LinAlgError: Singular matrix (line 2: `return"),
        ("import math; return math.exp(1000)", "OverflowError"),
        ("raise KeyError", "KeyError (line 2"),
    ],
)
def test_exceptions(body, words):
    verdict = nand.grade(cell(f"def nand(x1, x2):\n    {body}\n"))
    assert verdict.state == RAISED
    assert words in verdict.message


def test_exception_tells_shapes():
    verdict = product.grade(lambda X, W: X @ W.T)
    assert verdict.state == RAISED
    assert "X = an array of shape (" in verdict.message


def test_interrupt_passes():
    def answer(x1, x2):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        nand.grade(answer)


# Wrong


@pytest.mark.parametrize(
    "question, answer, words",
    [
        (nand, lambda x1, x2: int(x1 and x2), "That is AND."),
        (nand, cell("def nand(x1, x2):\n    x1 + x2"), "Got None: is a `return` missing?"),
        (nand, lambda x1, x2: print(end=""), "Got None: what stands behind `return` is None."),
        (
            nand,
            cell("def nand(x1, x2):\n    if x1:\n        return 1 - x2"),
            "Got None for nand(x1 = 0, x2 = 0): a way through the function ends without a `retu",
        ),
        (nand, lambda x1, x2: 1, "The result is the same for every input"),
        (nand, lambda x1, x2: 1 - (x1 or x2), "For nand(x1 = 0, x2 = 1) got 0; expected 1."),
        (
            nand,
            lambda x1, x2: print(1 - x1 * x2),
            "Got None: your function prints, but returns nothing. Write `return …`, not `print(…)`",
        ),
        (nand, lambda x1, x2: x2, "Your function returns `x2` unchanged."),
        (nand, lambda x1, x2: "1", "Got text; expected a single number."),
        (
            nand,
            lambda x1, x2: [1 - x1 * x2],
            "Got a list of 1; expected a single number. The number is right; give it alone.",
        ),
        (nand, lambda x1, x2: (x1,), "Got a tuple of 1; expected a single number."),
        (nand, lambda x1: 1, "The function must take nand(x1, x2)."),
        (nand, 1, "wants the function itself, without calling it; it got a single number."),
        (nand, None, "it got None."),
        (bias_gradient, lambda dz: np.sum(dz), "You summed over both axes."),
        (bias_gradient, lambda dz: dz.sum(1)[:2], "shape (2,); expected an array of shape (3,)."),
        (bias_gradient, lambda dz: -dz.sum(0), "The sign is wrong: every number"),
        (bias_gradient, lambda dz: 2 * dz.sum(0), "The result is 2 times what is expected."),
        (bias_gradient, lambda dz: 1.00001 * dz.sum(0), "off by a share of 1e-05"),
        (bias_gradient, lambda dz: dz.mean(0), "m times too small, m being the number of rows"),
        (bias_gradient, lambda dz: -dz.mean(0), "The sign is wrong, and the result is m times too"),
        (bias_gradient, lambda dz: dz.sum(0) / dz.shape[1], "n times too small, n being the num"),
        (bias_gradient, lambda dz: dz.sum(0, keepdims=True), "(3,). The numbers are right."),
        (bias_gradient, lambda dz: np.zeros(3), "The result is all zeros: "),
        (product, lambda X, W: np.zeros((len(X), 7)), "The result is all zeros: "),
        (bias_gradient, lambda dz: np.zeros(0), "The result is the same for every input"),
        (product, lambda X, W: X, "Your function returns `X` unchanged."),
        (gradient, lambda X, w: (w, 0.0), "`dw` is wrong. Your function returns `w` unchanged."),
        (bias_gradient, lambda dz: [[1], [2, 3], 4], "Got a list of 3; expected an array"),
        (
            product,
            lambda X, W: X @ W + (np.arange(7) > 3),
            "For product(X = an array of shape (5, 2), W = an array of shape (2, 7)), 15 of 35 "
            "numbers are not right. The first that differs: at [0, 4] you have 2.22666, "
            "expected 1.22666.",
        ),
        (bias_gradient, lambda dz: np.array(["a"] * 3), "Got an array of shape (3,) and type <U1;"),
        (
            bias_gradient,
            lambda dz: dz.sum(0) + 1j,
            "Got an array of shape (3,) and type complex128;",
        ),
        (bias_gradient, lambda dz: {"db": dz.sum(0)}, "Got a dict; expected an array of shape (3"),
        (product, lambda X, W: (X @ W).T, "The weights stand first."),
        (product, lambda X, W: -(X @ W).T, "Got an array of shape (7, 5); expected an array of s"),
        (
            gradient,
            lambda X, w: X.T @ X @ w / len(X),
            "Got an array of shape (2,); expected a tuple",
        ),
        (
            gradient,
            lambda X, w: (X.T @ X @ w / len(X), 0.0),
            "`db` is wrong. The result is the sam",
        ),
        (
            gradient,
            lambda X, w: (X.T @ (X @ w), (X @ w).mean()),
            "`dw` is wrong. The result is m times too large, m being the number of rows of `X`",
        ),
        (gradient, lambda X, w: solve(X, w)[::-1], "in another order than dw, db."),
        (softmax, lambda z: np.exp(z) / np.exp(z).sum(), "Got nan where a number is expected"),
        (square, lambda x: x + x, "Right for some inputs, not for all. For square(x = "),
        (square, lambda x: 4, "The result is the same for every input"),
        (n_parameters, 7840, "The biases are missing."),
        (n_parameters, 7849, "7849 is too small."),
        (n_parameters, "7850", "Got text; expected a single number."),
        (n_parameters, lambda: 7850, "Got a function; expected a single number."),
        (n_parameters, None, "Its value is None"),
        (n_parameters, -7850, "The sign is wrong"),
        (n_parameters, float("nan"), "Got nan where a number is expected"),
    ],
)
def test_wrong_answers(question, answer, words):
    verdict = question.grade(answer)
    assert verdict.state == WRONG
    assert words in verdict.message


LIKENESSES = [
    (lambda X: X**2, "The result is the square of what is expected."),
    (np.sqrt, "The result is the square root of what is expected."),
    (lambda X: 1 / X, "The result is 1 divided by what is expected: is a quotient upside down?"),
    (lambda X: 1 - X, "The result is 1 minus what is expected."),
    (np.log, "The result is the logarithm of what is expected."),
    (np.floor, "The result is cut off to whole numbers."),
    (np.round, "The result is rounded to no decimals."),
    (lambda X: X.round(2), "The result is rounded to 2 decimals."),
    (lambda X: X[::-1], "The rows stand in the opposite order."),
    (lambda X: X[:, ::-1], "The numbers of each row stand in the opposite order."),
    (lambda X: X + 3, "Every number is 3 too large."),
    (lambda X: X[0], "expected an array of shape (5, 2). It is the first row alone."),
    (lambda X: X[-1:], "expected an array of shape (5, 2). It is the last row alone."),
    (lambda X: X * (np.arange(len(X)) == 0)[:, None], "Only the first row is right."),
    (lambda X: np.sort(X, axis=None).reshape(X.shape), "The numbers are right, but in other plac"),
    (lambda X: X.astype(np.float16), "The result is right to about 3 digits, not to more: was so"),
    (lambda X: X * np.exp(1e-5 * np.sin(7 * X)), "The result is right to about 5 digits, not to"),
    (lambda X: X - X, "The result is all zeros."),
    (lambda X: np.zeros(X.shape), "The result is all zeros: is something still to be filled in?"),
]


@pytest.mark.parametrize("change, words", LIKENESSES)
def test_what_wrong_numbers_are_to_the_right_ones(change, words):
    @exercise(trials=lambda rng: (rng.uniform(1, 9, (5, 2)),), mistakes={}, **DECLARED)
    def doubled(X):
        return 2 * X

    code = change.__code__ if hasattr(change, "__code__") else None
    answer = (lambda X: np.zeros(X.shape)) if "zeros" in str(code and code.co_names) else None
    verdict = doubled.grade(answer or (lambda X: change(2 * X)))
    assert verdict.state == WRONG
    assert words in verdict.message


@exercise(
    trials=lambda rng: (rng.normal(size=3), rng.normal(size=3), rng.uniform(0.1, 0.9)),
    mistakes={},
    **DECLARED,
)
def step(w, g, lr):
    return w - lr * g


@pytest.mark.parametrize(
    "answer, words",
    [
        (lambda w, g, lr: w + lr * g, "Look at what is added to `w`. The sign is wrong: every num"),
        (lambda w, g, lr: w - 2 * lr * g, "Look at what is added to `w`. The change is 2 times wh"),
        (lambda w, g, lr: w - lr**2 * g, "Look at what is added to `w`. The change is `lr` times"),
        (lambda w, g, lr: w - g, "The change is what is expected, divided by `lr`."),
        (lambda w, g, lr: -lr * g, "By the numbers, `w` is missing."),
        (lambda w, g, lr: 2 * w - lr * g, "By the numbers, `w` is in the result once too often."),
        (lambda w, g, lr: w - 0.1 * g, "With another `lr` your result stays the same: is it used?"),
    ],
)
def test_changes_and_arguments_are_looked_at(answer, words):
    verdict = step.grade(answer)
    assert verdict.state == WRONG
    assert words in verdict.message


def test_a_tuple_is_wanted_and_no_array():
    @exercise(trials=rows, mistakes={}, **DECLARED)
    def three(dz):
        a, b, c = dz[0]
        return a, b, c

    assert three.grade(lambda dz: dz[0, :2]).message == (
        "Got an array of shape (2,); expected a tuple of 3, a, b, c."
    )
    two = three.grade(lambda dz: (dz[0, 0], dz[0, 1])).message
    assert two == "Got a tuple of 2; expected a tuple of 3, a, b, c."


def test_no_argument_is_called_unused_where_the_result_cannot_be_compared():
    message = step.grade(lambda w, g, lr: {"w": w - lr * g}).message
    assert message == "Got a dict; expected an array of shape (3,)."


def test_arguments_that_do_not_go_together_do_not_hang_the_check():
    @exercise(
        trials=lambda rng: (float(s := rng.choice([-1, 1])), float(s * rng.integers(1, 9))),
        mistakes={},
        **DECLARED,
    )
    def steps(step, end):
        n, x = 0, 0
        while x != end:
            n, x = n + 1, x + step
        return n

    assert steps.grade(lambda step, end: abs(end) + 1 + abs(end) % 2).state == WRONG


def test_a_mistake_that_fits_by_chance_is_not_named():
    def rounded_up(m):
        return m // 2 + 1

    @exercise(
        trials=lambda rng: (
            int(rng.choice([3, 5]))
            if rng.bit_generator.seed_seq.entropy < 8
            else int(rng.integers(10, 99)),
        ),
        mistakes={"One too many.": lambda m: m // 2 + 2, "A square.": lambda m: (m - 1) ** 2 // 2},
        **DECLARED,
    )
    def halves(m):
        return rounded_up(m)

    assert halves.grade(lambda m: m // 2 + 2).message == "One too many."
    other = halves.grade(lambda m: {3: 2, 5: 8}.get(m, 7))
    assert other.state == WRONG
    assert other.message != "A square."


def test_nothing_is_said_of_a_return_where_one_part_is_none():
    verdict = gradient.grade(lambda X, w: (solve(X, w)[0], None))
    assert verdict.message == "`db` is wrong. It is None."


def test_same_for_every_input_says_no_more_than_it_saw():
    unused = nand.grade(cell("def nand(x1, x2):\n    return 0"))
    used = nand.grade(cell("def nand(x1, x2):\n    return 1 + (x1 * x2) // 2"))
    assert "The result is the same for every input. The code uses none of its" in unused.message
    assert used.message.endswith("The result is the same for every input.")


def test_an_ellipsis_that_is_left_over_is_told_beside_what_is_wrong():
    answer = cell("def nand(x1, x2):\n    todo = ...\n    return x1 + x2 + 2")
    verdict = nand.grade(answer)
    assert verdict.state == WRONG
    assert verdict.message.endswith("And: a `...` still stands in your code.")


def test_small_case_is_shown_where_there_is_one():
    @exercise(
        examples=[(np.array([[0.0, 2.0], [4.0, 6.0]]),)],
        trials=lambda rng: (rng.normal(size=(5, 8)),),
        mistakes={},
        **DECLARED,
    )
    def centred(X):
        return X - X.mean(axis=0)

    assert centred.grade(lambda X: X - X.mean()).message == (
        "For centred(X = [[0., 2.], [4., 6.]]) "
        "got [[-3., -1.], [1., 3.]]; expected [[-2., -2.], [2., 2.]]."
    )
    large = centred.grade(lambda X: X - X.mean(axis=0) * (len(X) == 2)).message
    assert large.startswith("Right for some inputs, not for all. For centred(X = an array of")
    assert "40 of 40 numbers are not right. The first that differs: at [0, 0] you have " in large


def test_one_number_of_a_large_input_is_told_with_what_was_expected():
    @exercise(trials=lambda rng: (np.full(30, rng.integers(2, 9)),), mistakes={}, **DECLARED)
    def largest(x):
        return x.max()

    message = largest.grade(lambda x: x.max() + 10 + x.max() % 2).message
    assert re.fullmatch(
        r"For largest\(x = an array of shape \(30,\)\) got 1\d; expected \d.", message
    )


def test_large_results_of_small_inputs():
    @exercise(trials=lambda rng: (int(rng.integers(10, 20)),), mistakes={}, **DECLARED)
    def unit(n):
        return np.eye(n)

    message = unit.grade(lambda n: np.eye(n)[::-1] * np.arange(n)).message
    assert message.startswith("For unit(n = 1")
    assert message.endswith("The first that differs: at [0, 0] you have 0, expected 1.")


def test_short_result_beside_a_long_one():
    @exercise(trials=lambda rng: (rng.integers(9, size=20),), mistakes={}, **DECLARED)
    def halves(x):
        return x / 8

    message = halves.grade(lambda x: (x > 3) * 1).message
    assert "numbers are not right. The first that differs: at [" in message


def test_expected_value_is_not_told_of_a_value():
    row = value_exercise("row", np.arange(3), answer="row = 1", mistakes={}, **DECLARED)
    message = "1 of 3 numbers are not right, the first at [2]: you have 5."
    assert row.grade(np.array([0, 1, 5])).message == message


def test_loop_that_changes_nothing():
    @exercise(trials=rows, mistakes={}, **DECLARED)
    def scaled(X):
        return X / X.max(axis=1, keepdims=True)

    answer = cell("def scaled(X):\n    for x in X:\n        x = x / x.max()\n    return X\n")
    assert scaled.grade(answer).message == "Your function returns `X` unchanged."


def test_transposed():
    @exercise(trials=rows, mistakes={}, **DECLARED)
    def turned(X):
        return 2 * X.T

    assert turned.grade(lambda X: 2 * X).message.startswith("Transposed: got an array of shape")

    @exercise(trials=lambda rng: (rng.normal(size=(3, 3)),), mistakes={}, **DECLARED)
    def gram(X):
        return X @ X.T @ X

    assert gram.grade(lambda X: X.T @ X @ X.T).message.startswith("Transposed: got an array of")


def test_changed_argument():
    answer = cell("def softmax(z):\n    z -= z.max()\n    return np.exp(z) / np.exp(z).sum()\n")
    verdict = softmax.grade(answer)
    assert verdict.state == WRONG
    assert "your code changed `z`" in verdict.message


def test_rows_and_columns_are_told_apart():
    results = []
    for shape in ((3,), (3, 1), (1, 3)):
        row = value_exercise("row", np.ones(shape), answer="row = …", mistakes={}, **DECLARED)
        row.answer = "row = 1"
        results.append([row.grade(np.ones(s)).state for s in ((3,), (3, 1), (1, 3))])
    assert results == [[RIGHT, WRONG, WRONG], [WRONG, RIGHT, WRONG], [WRONG, WRONG, RIGHT]]


def test_declared_mistake_goes_before_what_the_engine_sees():
    declared = {**DECLARED, "mistakes": {"Downhill is the other way.": lambda x: -x}}

    @exercise(trials=lambda rng: (rng.normal(),), **declared)
    def itself(x):
        return x

    assert itself.grade(lambda x: 0 - x).message == "Downhill is the other way."


def test_warnings_are_no_exceptions():
    with warnings.catch_warnings(), np.errstate(all="warn"):
        warnings.simplefilter("error")
        assert softmax.grade(lambda z: np.exp(z) / np.exp(z).sum()).state == WRONG
        assert (
            softmax.grade(lambda z: warnings.warn("hm", stacklevel=1) or stable(z)).state == RIGHT
        )


def test_generator_may_be_an_argument():
    @exercise(trials=lambda rng: (rng, 3), mistakes={}, **DECLARED)
    def start(rng, n):
        return rng.normal(size=n)

    assert start.grade(lambda rng, n: rng.standard_normal(n)).state == RIGHT
    assert start.grade(lambda rng, n: rng.uniform(size=n)).state == WRONG


def test_texts_and_tuples():
    best = value_exercise(
        "best", ("ReLU", (2, 3)), answer='best = "ReLU", (2, 3)', mistakes={}, **DECLARED
    )
    assert best.grade(("relu ", [2, 3])).state == RIGHT
    assert best.grade(("tanh", (2, 3))).message == "`part 1 of 2` is wrong. 'tanh' is not right."
    assert best.grade(("ReLU", (3, 3))).message.startswith("`part 2 of 2` is wrong. `part 1 of 2`")
    assert best.grade("ReLU").message == "Got text; expected a tuple of 2."


# Own judges


def judge_gate(answer):
    w1, w2, b = answer
    for x1, x2 in ((0, 0), (0, 1), (1, 0), (1, 1)):
        if (w1 * x1 + w2 * x2 + b > 0) != (not (x1 and x2)):
            return f"At ({x1}, {x2}) it answers wrongly."
    return None


gate = value_exercise(
    "gate",
    (-2, -2, 3),
    answer="w1, w2, b = -2, -2, 3",
    judge=judge_gate,
    mistakes={"At (0, 0) it answers wrongly.": (1, 1, -1.5)},
    **DECLARED,
)


def test_judge_takes_every_right_value():
    assert [gate.grade(v).state for v in ([-2, -2, 3], (-1.0, -1.5, 2), (-4, -4, 5))] == [RIGHT] * 3
    assert gate.grade((..., ..., ...)).state == NOT_ATTEMPTED
    assert gate.grade((-1, -1, 1)).message == "At (0, 1) it answers wrongly."
    assert gate.grade(3).message == "Got a single number; expected a tuple of 3."
    assert gate.grade(np.array([-1.0, -1.0, 1.5])).state == RIGHT  # three numbers are three numbers
    words = "(text, a single number, a single number)"
    assert gate.grade(("2", 1, 1)).message.startswith(f"Got {words}; expected (a single number")


def test_judge_of_an_object_does_not_change_it():
    neuron = value_exercise(
        "neuron",
        Perceptron([1.0], b=-0.5),
        answer="neuron = Perceptron([1.0], b=-0.5)",
        judge=lambda n: "It still makes mistakes." if n.learn([[0], [1]], [0, 1]) else None,
        mistakes={},
        **DECLARED,
    )
    mine = Perceptron([0.0])
    assert neuron.grade(mine).message == "It still makes mistakes."
    assert mine.w == 0
    assert neuron.grade(Perceptron([3.0], b=-1)).state == RIGHT
    assert neuron.grade(3.0).message == "Got a single number; expected a Perceptron."
    assert neuron.grade(Perceptron([1.0, 2.0])).state == RAISED


def test_judge_of_a_function():
    @exercise(judge=lambda f: "Not above 0." if f(2) <= 0 else None, mistakes={}, **DECLARED)
    def positive(x):
        return x

    assert positive.grade(lambda x: x + 1).state == RIGHT
    assert positive.grade(lambda x: -x).message == "Not above 0."
    answer = cell("def positive(x):\n    return x / 0\n")
    assert "(line 2: `return x / 0`)" in positive.grade(answer).message


# What NumPy says, in plain words


@pytest.mark.parametrize(
    "body, words",
    [
        (
            "return X @ W.T",
            "left (3, 2) @ right (7, 2): the inner sizes 2 and 7 differ (line 2: `ret",
        ),
        ("return (2 * X) @ W[:, :3].T", "left (3, 2) @ right (3, 2): the inner sizes 2 and 3"),
        ("return np.matmul(X, W.T)", "left (3, 2) @ right (7, 2): the inner sizes 2 and 7 differ"),
        ("return X @ np.array(W.T)", "left @ right: the inner sizes 2 and 7 differ"),
        ("return np.dot(X, W.T)", "left (3, 2) times right (7, 2): the inner sizes 2 and 7 differ"),
        ("return X * W", "the shapes (3, 2) and (2, 7) do not fit together."),
        (
            "Y = np.zeros(4)\n    Y[:] = X[0]",
            "of shape (2,) does not fit into a place of shape (4,)",
        ),
        (
            "b = X[0]\n    b += X",
            "what stands on the left has shape (2,), and what should be put int",
        ),
        ("return X @ 2", "`@` takes arrays, and its right side is a single number. Write `*`"),
        (
            "return np.zeros(3, 10)",
            "the shape is one tuple, and 10 stands beside it: np.zeros((m, n))",
        ),
        ("if X > 0:\n        return W", "one True or False is wanted here (by an `if`, say)"),
        ("return X if X > 0 else W", "For each of its numbers: np.where(condition, a, b)"),
        ("return max(X)", "Python's `max` cannot compare the rows of an array. Write np.max(…)"),
        ("return X > 0 and X < 1", "For each of its numbers write &, | and ~, with brackets"),
        ("return float(X)", "a single number is wanted there, and a whole array came."),
        (
            "i = np.arange(2)\n    i -= X[0]",
            "an array of whole numbers cannot take up others in its",
        ),
    ],
)
def test_errors_of_numpy_are_told_plainly(body, words):
    @exercise(examples=[(np.ones((3, 2)) * 0.5, np.ones((2, 7)))], mistakes={}, **DECLARED)
    def product(X, W):
        return X @ W

    verdict = product.grade(cell(f"def product(X, W):\n    {body}\n"))
    assert verdict.state == RAISED
    assert words in verdict.message
    assert "(line " in verdict.message


# Whatever comes


class Hostile:
    """An object that does not want to be looked at."""

    def _no(self, *args):
        raise RuntimeError("do not look at me")

    __eq__ = __array__ = __repr__ = __str__ = __len__ = __iter__ = __float__ = __bool__ = _no
    __getattr__ = __deepcopy__ = __format__ = __call__ = __hash__ = _no


class HostileNumber(float):
    __eq__ = __repr__ = __str__ = __float__ = __mul__ = __hash__ = Hostile._no


class HostileArray(np.ndarray):
    __eq__ = __repr__ = __str__ = __len__ = __array_ufunc__ = __array_function__ = Hostile._no
    __getitem__ = __iter__ = Hostile._no


class HostileList(list):
    __eq__ = __repr__ = __str__ = __len__ = __iter__ = __getitem__ = Hostile._no


class Silent(Exception):
    def __str__(self):
        raise RuntimeError("no text")


def endless_list():
    row = [1]
    row.append(row)
    return row


def deep_list():
    row = 1
    for _ in range(3000):
        row = [row]
    return row


def texts_that_raise(x1, x2):
    raise Silent


def stops(x1, x2):
    raise GeneratorExit


ODD = {
    "hostile": Hostile,
    "hostile inside": lambda: (1, [Hostile()]),
    "hostile subclasses": lambda: (HostileNumber(), HostileArray(3), HostileList()),
    "holds itself": endless_list,
    "deep": deep_list,
    "huge number": lambda: 10**5000,
    "complex": lambda: 1j,
    "generator": lambda: (x for x in "ab"),
    "iterator": lambda: map(abs, [1, 2]),
    "type": lambda: int,
    "module": lambda: np,
    "dict": lambda: {1: endless_list()},
    "long text": lambda: "a" * 1_000_000,
    "many": lambda: [0] * 1_000_000,
    "large": lambda: np.ones((1000, 1000)),
    "structured": lambda: np.zeros(3, [("a", int)]),
    "dates": lambda: np.array(["2020-01-01"], "datetime64[D]"),
    "empty": lambda: [],
    "ragged": lambda: [[1], [2, 3]],
    "nan": lambda: np.full((2, 3), np.nan),
    "nothing inside": lambda: np.array([None, 1]),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.parametrize("question", [nand, bias_gradient, gradient], ids=lambda q: q.name)
def test_odd_results_are_wrong(question, odd):
    verdict = question.grade(lambda *args: odd())
    assert verdict.state == WRONG
    assert len(verdict.message) < 300
    assert question.grade(lambda *args: (odd(), odd())).state == WRONG
    assert question.grade(lambda *args: [odd()]).state == WRONG


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_values_are_wrong(odd):
    assert n_parameters.grade(odd()).state == WRONG
    assert gate.grade((odd(), 1, 1)).state in (WRONG, RAISED)
    assert nand.grade(odd()).state in (WRONG, RAISED)


@pytest.mark.parametrize("answer", [texts_that_raise, stops], ids=lambda f: f.__name__)
def test_odd_exceptions_are_told(answer):
    verdict = nand.grade(answer)
    assert verdict.state == RAISED
    assert "(line " in verdict.message


def test_long_text_of_an_exception_is_cut():
    def shout(x1, x2):
        raise ValueError("a" * 100_000)

    assert len(nand.grade(shout).message) < 500


def test_result_that_is_used_again_is_judged_as_it_was_returned():
    mine = np.zeros(3)

    def answer(dz):
        mine[:] = dz.sum(0)
        return mine

    assert bias_gradient.grade(answer).state == RIGHT


def test_generator_is_called_one():
    answer = cell("def bias_gradient(dz):\n    for d in dz.T:\n        yield d.sum()\n")
    assert bias_gradient.grade(answer).message.startswith("Got a generator; expected an array")


def test_much_that_is_printed_is_not_kept():
    def answer(x):
        for _ in range(100_000):
            print(x)
        return x * x

    assert square.grade(answer).state == RIGHT
    assert print.__name__ == "print"  # it is put back


def test_interrupting_a_loop_is_told_with_its_line(capsys):
    answer = cell(
        "def nand(x1, x2):\n    while x1 < 1:\n        raise KeyboardInterrupt\n    return 1\n"
    )
    nand.check(answer)
    assert capsys.readouterr().out.splitlines() == [
        "nand: interrupted while your code was running (line 3: `raise KeyboardInterrupt`).",
        "A loop that never ends? What has to change in it, so that it comes to an end?",
    ]


def test_result_that_a_judge_cannot_read():
    @exercise(judge=lambda f: "No." if f(2) <= 0 else None, mistakes={}, **DECLARED)
    def positive(x):
        return x

    verdict = positive.grade(cell("def positive(x):\n    return 'text'"))
    assert verdict.state == WRONG
    assert verdict.message.startswith("Your code ran, but what it returned cannot be used. TypeErr")


# What is printed


def test_check_prints(capsys):
    nand.check(cell("def nand(x1, x2):\n    ..."))
    nand.check(lambda x1, x2: x1 * x2)
    nand.check(cell("def nand(x1, x2):\n    return 1 / 0"))
    nand.check(lambda x1, x2: 1 - x1 * x2)
    assert capsys.readouterr().out.splitlines() == [
        "nand: not attempted yet.",
        "✗ nand: wrong. That is AND.",
        "✗ nand: your code raised ZeroDivisionError: division by zero (line 2: `return 1 / 0`). It "
        "was",
        "called with x1 = 0, x2 = 0.",
        "✓ nand: right.",
        "One way to see it: Because.",
    ]


def test_check_prints_nothing_that_the_answer_prints(capsys):
    nand.check(lambda x1, x2: print("x1 is", x1))
    assert capsys.readouterr().out.splitlines() == [
        "✗ nand: wrong. Got None: your function prints, but returns nothing. Write `return …`, not",
        "`print(…)`.",
    ]


def test_check_of_a_function_as_it_was_given(capsys):
    def faulty(x):
        return 2 * x

    @exercise(trials=rows, mistakes={}, given=faulty, **DECLARED)
    def same(x):
        return x

    same.check(faulty)
    assert capsys.readouterr().out == (
        "same: not attempted yet. This is the function as it was given.\n"
    )


def test_hints_come_one_by_one(capsys):
    question = value_exercise("n", 1, answer="n = 1", mistakes={}, **DECLARED)
    printed = []
    for _ in range(4):
        question.hint()
        printed.append(capsys.readouterr().out.splitlines())
    first, second = "Hint 1 of 2: What?", "Hint 2 of 2: Nearly."
    last = "That was the last hint. n.solution() shows a solution."
    assert printed == [[first], [first, second], [first, second, last], [first, second, last]]


def test_solution_prints_code_and_reason(capsys):
    nand.solution()
    assert capsys.readouterr().out == (
        'def nand(x1, x2):\n    """0 where both are 1, otherwise 1."""\n    return 1 - x1 * x2\n\n'
        "Because.\nAnd more.\n"
    )


def test_answer_is_the_source_of_the_solution():
    assert bias_gradient.answer == (
        "def bias_gradient(dz):\n    total = dz.sum(axis=0)\n\n    return total"
    )
    assert n_parameters.answer == "n_parameters = 784 * 10 + 10"


def test_grade_prints_nothing_and_repeats(capsys):
    verdicts = [bias_gradient.grade(lambda dz: dz.mean(0)) for _ in range(3)]
    assert verdicts[0] == verdicts[1] == verdicts[2]
    assert capsys.readouterr().out == ""


def test_error_in_the_exercise_itself_is_no_verdict():
    @exercise(trials=lambda rng: (0,), mistakes={}, **DECLARED)
    def broken(x):
        return 1 / x

    with pytest.raises(ZeroDivisionError):
        broken.grade(lambda x: 1)

    @exercise(trials=lambda rng: (1, 2), mistakes={}, **DECLARED)
    def one_argument(x):
        return x

    with pytest.raises(ValueError, match="longer"):
        one_argument.grade(lambda x: 1)


def test_further_trials_come_after_all_others_are_right():
    @exercise(
        examples=[(np.array([3.0, 4.0]),)],
        further={"Bytes overflow.": [(np.array([30, 40], np.uint8),)]},
        mistakes={"The root is missing.": lambda x: float((x**2).sum())},
        **DECLARED,
    )
    def length(x):
        return float(np.sqrt((x.astype(float) ** 2).sum()))

    assert length.grade(lambda x: np.linalg.norm(x * 1.0)).state == RIGHT
    assert length.grade(lambda x: np.sqrt((x**2).sum())).message == "Bytes overflow."
    assert length.grade(lambda x: (x**2).sum()).message == "The root is missing."
    asks = length.grade(lambda x: 5.0 if x.dtype == float else x.no_such_thing)
    assert asks.state == RAISED
    assert "called with x = [30, 40]" in asks.message


def test_a_last_look_may_change_the_verdict():
    def look(answer, verdict):
        assert verdict.state == RIGHT
        return Verdict(WRONG, "No loops.") if answer.__name__ == "loop" else verdict

    @exercise(trials=rows, look=look, mistakes={}, **DECLARED)
    def bias(dz):
        return dz.sum(axis=0)

    def loop(dz):
        return sum(dz)

    assert bias.grade(lambda dz: sum(dz)).state == RIGHT
    assert bias.grade(loop).message == "No loops."


def test_representation_holds_no_address():
    assert repr(nand) == "<exercise nand: check(nand), hint(), solution()>"


def test_engine_loads_nothing_heavy():
    code = (
        "import sys; import nnlib.classroom.exercises.engine; "
        "print({'matplotlib', 'ipywidgets', 'IPython', 'sklearn', 'tqdm'} & set(sys.modules))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert printed.stdout.strip() == "set()", printed.stderr
