"""Every exercise of every lesson: the solution is right, and each wrong answer is told why."""

import ast
import importlib
import inspect
import pkgutil
import re

import numpy as np
import pytest

import nnlib
from nnlib.classroom import exercises
from nnlib.classroom.exercises.engine import (
    NOT_ATTEMPTED,
    RAISED,
    RIGHT,
    WRONG,
    Exercise,
    Verdict,
)

from .right_answers import RIGHT as RIGHT_ANSWERS
from .wrong_answers import WRONG as WRONG_ANSWERS

LESSONS = [
    importlib.import_module(f"{exercises.__name__}.{module.name}")
    for module in pkgutil.iter_modules(exercises.__path__)
    if re.fullmatch(r"lesson\d\d", module.name)
]
EXERCISES = [
    pytest.param(lesson, name, exercise, id=f"{lesson.__name__[-8:]}-{name}")
    for lesson in LESSONS
    for name, exercise in vars(lesson).items()
    if isinstance(exercise, Exercise)
]
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.__name__[-8:])
each_exercise = pytest.mark.parametrize("lesson, name, exercise", EXERCISES)


def run(source, lesson):
    """What a cell with this source would hand to `check`: its last function or assigned value."""
    names = {"np": np, "nnlib": nnlib} | {name: getattr(nnlib, name) for name in nnlib.__all__}
    names |= {x.name: x.model for x in vars(lesson).values() if isinstance(x, Exercise)}
    names |= getattr(lesson, "NAMESPACE", {})
    exec(source, names)
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            return names[node.name]
        if isinstance(node, ast.Assign):
            return eval(ast.unparse(node.targets[0]), names)
    raise ValueError(f"nothing is defined in: {source}")


def asks_for_function(exercise):
    return inspect.isfunction(exercise.model)


@each_exercise
def test_is_complete(lesson, name, exercise):
    assert exercise.name == name
    assert len(exercise.hints) >= 2
    assert any("?" in hint for hint in exercise.hints), "hints begin with a question"
    assert len(set(exercise.hints)) == len(exercise.hints)
    assert exercise.reason.strip()
    assert len(exercise.mistakes) >= 3


@each_exercise
def test_solution_is_right(lesson, name, exercise):
    verdict = exercise.grade(run(exercise.answer, lesson))
    assert verdict.state == RIGHT, verdict.message


@each_exercise
def test_answer_of_the_course_is_not_taken_for_the_students(lesson, name, exercise):
    assert exercise.grade(exercise).state == NOT_ATTEMPTED
    if asks_for_function(exercise):
        assert exercise.grade(exercise.model).state == NOT_ATTEMPTED
        assert "the course's own" in exercise.grade(lambda *args: exercise(*args)).message


def as_cell(exercise, answer):
    """The body of a function, or a value, as the cell that a student hands in."""
    if not asks_for_function(exercise):
        return f"{exercise.name} = {answer}"
    head = f"def {exercise.name}{inspect.signature(exercise.model)}:"
    return "\n    ".join([head, *answer.splitlines()])


@each_exercise
def test_other_right_answers_are_right(lesson, name, exercise):
    for answer in RIGHT_ANSWERS.get(lesson.__name__[-8:], {}).get(name, []):
        verdict = exercise.grade(run(as_cell(exercise, answer), lesson))
        assert verdict.state == RIGHT, (answer, verdict.message)


@each_exercise
def test_each_mistake_is_told_by_name(lesson, name, exercise):
    """Handed in as an answer, each gets its own sentence, and no word more."""
    verdicts = {message: exercise.grade(mistake) for message, mistake in exercise.mistakes.items()}
    assert [(m, got) for m, got in verdicts.items() if got != Verdict(WRONG, m)] == []


@each_lesson
def test_no_mistake_takes_the_place_of_another(lesson):
    """Of two entries with one sentence, a dict keeps the second and says nothing."""
    for node in ast.walk(ast.parse(inspect.getsource(lesson))):
        if isinstance(node, ast.keyword) and node.arg == "mistakes":
            keys = [ast.unparse(key) for key in node.value.keys if key]
            assert [key for key in keys if keys.count(key) > 1] == []


@each_exercise
def test_stub_is_not_attempted(lesson, name, exercise):
    if asks_for_function(exercise):
        signature = inspect.signature(exercise.model)
        stubs = [
            run(f'def {name}{signature}:\n    """What it returns."""\n    ...', lesson),
            run(f"def {name}{signature}:\n    result = ...\n    return result", lesson),
        ]
    else:
        stubs = [..., (..., ...)]
    if exercise.given:
        stubs.append(exercise.given)
    for stub in stubs:
        assert exercise.grade(stub).state == NOT_ATTEMPTED


@each_exercise
def test_given_mistake_is_wrong(lesson, name, exercise):
    if exercise.given:
        assert exercise.grade(lambda *args: exercise.given(*args)).state == WRONG


@each_exercise
def test_exception_is_told(lesson, name, exercise):
    if asks_for_function(exercise):
        verdict = exercise.grade(lambda *args: args[0].no_such_thing)
        assert verdict.state == RAISED
        assert "AttributeError" in verdict.message


@each_exercise
def test_answers_that_do_not_compute_are_wrong(lesson, name, exercise):
    if not asks_for_function(exercise):
        assert exercise.grade(None).state == WRONG
        assert exercise.grade(lambda: exercise.model).state == WRONG
        return
    assert exercise.grade(exercise.answer).state == WRONG  # text, not a function
    assert exercise.grade(lambda *args: str(args)).state in (WRONG, RAISED)
    verdict = exercise.grade(lambda *args: print(end=""))
    assert verdict.state == WRONG
    if not exercise.judge:
        assert "return" in verdict.message
        for want in exercise._wants:
            verdict = exercise.grade(lambda *args, want=want: want)
            assert verdict.state == WRONG, f"always {want} is right"


@each_exercise
def test_wrong_answers_of_students(lesson, name, exercise):
    for answer, words in WRONG_ANSWERS.get(lesson.__name__[-8:], {}).get(name, []):
        verdict = exercise.grade(run(as_cell(exercise, answer), lesson))
        assert verdict.state in (WRONG, RAISED), answer
        assert words in verdict.message, answer


@each_lesson
def test_answers_belong_to_exercises(lesson):
    for answers in (RIGHT_ANSWERS, WRONG_ANSWERS):
        assert set(answers.get(lesson.__name__[-8:], {})) <= set(vars(lesson))
