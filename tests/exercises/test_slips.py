"""One small change that would make an answer right: its place is told, and nothing else."""

import linecache
from itertools import count

import numpy as np
import pytest

from nnlib.classroom.exercises.engine import RIGHT, WRONG, exercise
from nnlib.classroom.exercises.in_time import TooLong, in_time

DECLARED = {"hints": ["What?", "Nearly."], "reason": "Because.", "mistakes": {}}
CELLS = count(1)


def cell(source):
    """The function that a notebook cell with this source defines; its lines are kept."""
    file = f"<slips {next(CELLS)}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    names = {"np": np}
    exec(compile(source, file, "exec"), names)
    return names[list(names)[-1]]


def table(rng):
    return rng.normal(size=(int(rng.integers(2, 7)), int(rng.integers(2, 7)))), rng.normal()


@exercise(trials=table, **DECLARED)
def total(X, b):
    return X.sum(axis=0) + b


@exercise(trials=lambda rng: (*rng.normal(size=(2, 3)), rng.uniform(0.1, 1)), **DECLARED)
def step(w, g, lr):
    return w - lr * g


@exercise(trials=lambda rng: (int(rng.integers(1, 40)), int(rng.integers(1, 9))), **DECLARED)
def n_batches(m, size):
    return -(-m // size)


LOOP = """\
def total(X, b):
    result = 0
    for x in X:
        result = result + x
    result = result + b
    return result
"""


def changed(old, new):
    assert LOOP.count(old) == 1
    return LOOP.replace(old, new)


@pytest.mark.parametrize(
    "question, source, words",
    [
        (
            total,
            changed("result = result + b\n    return result", "    return result + b"),
            "In line 5, `return result + b`, `return` stands inside the loop and ends it in",
        ),
        (
            total,
            changed("result = result + x", "result = x"),
            "In line 4, `result = x`, each round of the loop puts a new value in the place of the "
            "last one. Added up, all would be right.",
        ),
        (
            total,
            changed("    result = result + b", "        result = result + b"),
            "Moved behind the block in which it stands, line 5, `result = result + b`, would make",
        ),
        (
            total,
            changed("result + b", "result - b"),
            "With another sign in line 5, at `result - b`",
        ),
        (total, changed("result + x", "result + b"), "With something else for `b` in line 4, at"),
        (
            total,
            "def total(X, b):\n    result = 0\n    for x in X:\n        result = 0\n"
            "        result += x\n    return result + b",
            "Moved before the loop in which it stands, line 4, `result = 0`, would make all right.",
        ),
        (
            total,
            "def total(X, b):\n    return X.sum(axis=1) + b",
            "With another axis in line 2, at `X.s",
        ),
        (
            total,
            "def total(X, b):\n    return X.sum() + b",
            "With another axis in line 2, at `X.sum()`",
        ),
        (
            total,
            "def total(X, b):\n    return X.sum(0)",
            "With one part more in line 2, at `X.sum(0)`",
        ),
        (
            total,
            "def total(X, b):\n    return X[1:].sum(0) + b",
            "With another number in line 2, at `1:`, all would",
        ),
        (
            total,
            "def total(X, b):\n    return X.mean(0) + b",
            "With another function for `mean` in lin",
        ),
        (
            total,
            "def total(X, b):\n    return abs(X.sum(0) + b)",
            "With no `abs` in line 2, at `abs(",
        ),
        (
            total,
            "def total(X, b):\n    for i in range(1, len(X)):\n        b = b + X[i]\n    return b",
            "With another number in line 2, at `range(1, len(X))`, all would be right.",
        ),
        (
            step,
            "def step(w, g, lr):\n    return w - lr / g",
            "With another operator in line 2, at `lr /",
        ),
        (step, "def step(w, g, lr):\n    return (w - lr) * g", "With other brackets in line 2"),
        (
            step,
            "def step(w, g, lr):\n    return lr * g - w",
            "With the other order in line 2, at `lr *",
        ),
        (step, "def step(w, g, lr):\n    return w - g", "With one part more in line 2, at `w - g`"),
        (n_batches, "def n_batches(m, size):\n    return m // size", "in line 2, at `m // size`"),
        (
            n_batches,
            "def n_batches(m, size):\n    n = 0\n    while m >= 0:\n        m -= size\n"
            "        n += 1\n    return n",
            "With another comparison in line 3, at `m >= 0`, all would be right.",
        ),
    ],
)
def test_place_of_a_slip_is_told(question, source, words):
    verdict = question.grade(cell(source))
    assert verdict.state == WRONG
    assert words in verdict.message


@pytest.mark.parametrize(
    "source",
    [
        "def total(X, b):\n    return X.prod(axis=1) * np.pi",
        "def total(X, b):\n    return np.zeros(X.shape[1])",
        "def total(X, b):\n    import os\n    os.getcwd()\n    return X.sum(axis=1) + b",
    ],
)
def test_where_no_small_change_helps_none_is_told(source):
    assert " would " not in total.grade(cell(source)).message


def test_nothing_is_said_without_a_source():
    assert " would " not in step.grade(lambda w, g, lr: w + lr * g).message


def test_a_change_that_makes_a_loop_endless_is_given_up():
    answer = cell(
        "def n_batches(m, size):\n    n = 0\n    while m > 1:\n        m = m - size\n"
        "        n = n + 1\n    return n\n"
    )
    assert n_batches.grade(answer).state == WRONG


def test_an_endless_loop_on_one_line_is_given_up():
    def answer(x):
        while x:
            x  # noqa: B018

    with pytest.raises(TooLong):
        in_time(answer, 1)


def test_answer_is_not_changed_by_the_look_at_it():
    answer = cell("def step(w, g, lr):\n    return w + lr * g")
    step.grade(answer)
    assert answer(1, 1, 1) == 2


def test_place_of_a_mistake_that_has_to_be_found_is_not_told():
    def given(x):
        y = x + 1
        return 2 * y

    @exercise(trials=lambda rng: (rng.normal(),), given=given, **DECLARED)
    def mended(x):
        y = x - 1
        return 2 * y

    as_it_was = "def mended(x):\n    y = x + 1\n    z = 2 * y\n    return z"
    other = "def mended(x):\n    y = 1 + x\n    return 2 * y"
    assert " would " not in mended.grade(cell(as_it_was)).message
    assert " would be right" in mended.grade(cell(other)).message
    assert mended.grade(cell("def mended(x):\n    return 2 * x - 2")).state == RIGHT


def test_slip_of_a_judged_function_is_told():
    def judge(f):
        return None if f(2) == 4 and f(3) == 9 else "It should be the square."

    @exercise(judge=judge, **DECLARED)
    def square(x):
        return x * x

    assert square.grade(cell("def square(x):\n    return x + x")).message == (
        "It should be the square. With another operator in line 2, at `x + x`, all would be right."
    )
