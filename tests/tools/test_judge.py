"""The judge: the verdict is the check's own, and an answer can do no harm.

`attacks.py` beside it is the table of what answers try. Without bubblewrap those that only its box
keeps off are skipped.
"""

import inspect
import linecache
import os
import socket
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest

import nnlib
from exercises.right_answers import RIGHT as RIGHT_ANSWERS
from exercises.test_exercises import LESSONS, as_cell
from exercises.test_exercises import run as defined
from exercises.wrong_answers import WRONG as WRONG_ANSWERS
from grading import judge, wire
from nnlib.classroom import exercises
from nnlib.classroom.exercises import lesson01, lesson02, lesson04
from nnlib.classroom.exercises.engine import RAISED, RIGHT, WRONG, Exercise
from nnlib.classroom.exercises.plain import Thing

from .attacks import ATTACKS

NUMPY = ("import numpy as np", 0)
ways = pytest.mark.parametrize(
    "boxed",
    [False, pytest.param(True, marks=pytest.mark.skipif(not judge.has_box(), reason="no box"))],
    ids=["limits", "box"],
)


def parts(cell):
    """All statements of a cell, the last being the answer."""
    return [NUMPY, *((cell, at) for at in range(len(judge.ast.parse(cell).body)))]


@pytest.fixture
def short(monkeypatch):
    """Less time and fewer bytes, so that both are soon at their end."""
    monkeypatch.setattr(judge, "SECONDS", 2)
    monkeypatch.setattr(wire, "MOST", 2**20)


@pytest.fixture
def teachers(tmp_path):
    """A folder of the teacher's, with a gradebook and a student's notebook."""
    (tmp_path / "gradebook.db").write_text("points")
    (tmp_path / "ada.ipynb").write_text("{}")
    before = {path.name: path.read_text() for path in tmp_path.iterdir()}
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield tmp_path, server.getsockname()[1]
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == before


def aimed(code, files, port):
    """An attack's code, with its targets."""
    targets = {
        "{files}": files,
        "{port}": port,
        "{parent}": os.getpid(),
        "{exercises}": Path(exercises.__file__).parent,
    }
    for word, target in targets.items():
        code = code.replace(word, str(target))
    return code


@ways
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.tries.replace(" ", "_"))
def test_an_attack_gains_nothing(attack, boxed, teachers, short):
    if attack.boxed and not boxed:
        pytest.skip("only the box keeps it off")
    if not boxed and os.geteuid() == 0 and attack.rootless:
        pytest.skip("root may have any number of processes")
    code = aimed(attack.code, *teachers)
    start = time.monotonic()
    verdict = judge.grade(lesson04.merged, parts(code), boxed)
    assert verdict.state == attack.came, verdict
    assert attack.says in verdict.message
    assert time.monotonic() - start < 20


def test_a_python_in_tmp_is_there_in_the_box(monkeypatch):
    python = tempfile.mkdtemp(dir="/tmp")
    monkeypatch.setattr(sys, "prefix", python)
    box = judge.in_a_box(["python"])
    Path(python).rmdir()
    assert box.index("/tmp") < box.index(python)  # what is mounted later lies on top


def test_there_are_enough_of_them():
    assert len({attack.tries for attack in ATTACKS}) == len(ATTACKS) >= 30


EXERCISES = [
    pytest.param(lesson, exercise, id=f"{lesson.__name__[-8:]}-{exercise.name}")
    for lesson in LESSONS
    for exercise in vars(lesson).values()
    if isinstance(exercise, Exercise)
]


def in_this_process(exercise, cell, lesson):
    """The check's own verdict of a cell."""
    answer = defined(cell, lesson)
    if inspect.isfunction(answer):  # with a text to look at, as in a notebook
        linecache.cache["<cell>"] = len(cell), None, cell.splitlines(True), "<cell>"
        names = dict(answer.__globals__)
        exec(compile(cell, "<cell>", "exec"), names)
        answer = names[exercise.name]
    return exercise.grade(answer)


@pytest.mark.parametrize("lesson, exercise", EXERCISES)
def test_the_verdict_is_the_one_of_the_check(lesson, exercise):
    """Of the solution, of another right answer, and of one that is wrong."""
    key = lesson.__name__[-8:], exercise.name
    names = ", ".join(nnlib.__all__)
    needed = [NUMPY, ("import nnlib", 0), (f"from nnlib import {names}", 0)]
    needed += [
        (other.answer, len(judge.ast.parse(other.answer).body) - 1)
        for other in vars(lesson).values()
        if isinstance(other, Exercise) and other is not exercise
    ]
    cells = [exercise.answer]
    cells += [as_cell(exercise, x) for x in RIGHT_ANSWERS.get(key[0], {}).get(key[1], [])[:1]]
    cells += [as_cell(exercise, x) for x, _ in WRONG_ANSWERS.get(key[0], {}).get(key[1], [])[-1:]]
    for cell in cells:
        answer = cell, len(judge.ast.parse(cell).body) - 1
        told = judge.grade(exercise, [*needed, answer])
        assert told == in_this_process(exercise, cell, lesson), cell


def test_a_changed_argument_is_seen_and_what_is_printed_is_counted():
    cell = lesson04.merged.answer
    assert "changed `b2`" in judge.grade(lesson04.merged, parts(changing(cell))).message
    prints = "def merged(W1, b1, W2, b2):\n    print(W1 @ W2, b1 @ W2 + b2)"
    assert "prints, but returns nothing" in judge.grade(lesson04.merged, parts(prints)).message


def changing(cell):
    return cell.replace("    b = b1 @ W2 + b2", "    b2 += b1 @ W2\n    b = b2")


def test_what_an_answer_needs_and_cannot_have_is_named():
    cell = "scale = open('nowhere.txt').read()\ndef merged(W1, b1, W2, b2):\n    return scale"
    verdict = judge.grade(lesson04.merged, parts(cell))
    assert verdict.state == RAISED
    assert "The line that makes `scale` did not run here: FileNotFoundError" in verdict.message


def test_a_mistake_is_looked_for_in_the_text_and_a_copy_of_it_tried_there():
    cell = lesson04.merged.answer.replace("b1 @ W2", "3 * b1 @ W2")
    verdict = judge.grade(lesson04.merged, parts(cell))
    assert verdict.state == WRONG
    assert "With another number in line" in verdict.message


def test_a_function_of_the_judges_is_called_from_afar():
    """numerical_gradient gets the function whose slope it measures."""
    verdict = judge.grade(lesson02.numerical_gradient, parts(lesson02.numerical_gradient.answer))
    assert verdict.state == RIGHT


@pytest.mark.parametrize(
    "x",
    [
        *(None, True, 3, 2**90, -0.0, float("nan"), 1 + 2j, "ü\n", ..., (), [], (1, [2.5, "x"])),
        *(np.float32(0.1), np.array(3), np.eye(3)[:, ::2], np.array([True, False])),
        *(np.array(["a", "ß"]), np.zeros((0, 3), np.uint8), np.longdouble("0.1"), Thing("a dict")),
    ],
    ids=repr,
)
def test_data_comes_as_it_was(x):
    there = wire.json.loads(wire.json.dumps(wire.encode(x)))
    back = wire.decode(there, Thing)
    assert type(back) is type(x)
    assert getattr(back, "dtype", None) == getattr(x, "dtype", None)
    np.testing.assert_equal(back, x)


@pytest.mark.parametrize(
    "message",
    [
        {"array": ["|O", [1], "AAAAAAAAAAA="], "single": False},
        {"array": ["<f8", [2], "AAAAAAAAAAA="], "single": False},
        {"array": ["<f8", [-1], "AAAA"], "single": False},
        {"array": ["<U1", [1], "/////w=="], "single": False},
        {"array": ["<f8", [1], "no base"], "single": False},
        {"array": ["<f8", [1]]},
        {"random": {"bit_generator": "PCG64"}},
        {"far": 0},
        {"code": "1"},
        {"int": "x"},
        {},
    ],
    ids=str,
)
def test_what_is_no_data_is_refused(message):
    with pytest.raises((ValueError, TypeError, KeyError, OverflowError)):
        wire.decode(message, Thing)


def test_booleans_are_two():
    assert (
        wire.decode({"array": ["|b1", [2], "AgA="], "single": False}, Thing).view("u1").max() == 1
    )


def test_an_installed_course_shows_no_solutions_either(tmp_path, monkeypatch):
    package = tmp_path / "lib" / "site-packages" / "nnlib"
    package.mkdir(parents=True)
    monkeypatch.setattr(judge.sys, "prefix", str(tmp_path))
    monkeypatch.setattr(judge, "NNLIB", package)
    box = judge.in_a_box(["true"])
    assert ["--ro-bind", str(tmp_path), str(tmp_path)] in [box[i : i + 3] for i in range(len(box))]
    hidden = ["--tmpfs", str(package / judge.HIDDEN)]
    assert hidden in [box[i : i + 2] for i in range(len(box))]


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    """No process and no folder, also of an answer that never ends."""
    monkeypatch.setattr(judge.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(judge, "SECONDS", 2)
    made = judge.Answer("merged", parts("merged = lambda *_: [0 for _ in iter(int, 1)]"), None)
    answer = made.define()
    process = made.process.process
    with pytest.raises(judge.Raised) as raised:
        answer(1)
    assert "longer than" in raised.value.told
    assert process.poll() is not None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["__setattr__", "__getattribute__", "__reduce__", "__class__", "value", "_read"]
)
def test_of_a_thing_of_the_judges_nothing_else_can_be_asked_for(name):
    """Such as a wire's 0 or 1 in the exercise xor, which may be read by nand alone."""
    cell = (
        "def xor(x1, x2, nand):\n    import __main__ as m\n"
        f"    m.ask(0, {name!r}, ['value', 1] if 'set' in {name!r} else ['value'])\n"
        "    return x1 ^ x2"
    )
    verdict = judge.grade(lesson01.xor, parts(cell))
    assert verdict.state == RAISED
    assert "cannot be asked for" in verdict.message
