"""Exercises with a term's numbers: the same everywhere, other ones each term, and all sound."""

import itertools
import re

import numpy as np
import pytest

from build_notebooks import NOTEBOOKS
from nnlib.classroom.exercises import lesson01, lesson03, lesson11
from nnlib.classroom.exercises.engine import RIGHT, WRONG, Verdict
from nnlib.classroom.exercises.terms import in_term, use_term

from . import test_exercises
from .test_exercises import EXERCISES, run

VARIED = {p.values[1]: p.values for p in EXERCISES if p.values[2].variants}
each = pytest.mark.parametrize("name", VARIED)
EVERY = [(name, n) for name, (*_, x) in VARIED.items() for n in x.variants.others]
each_variant = pytest.mark.parametrize(
    "name, numbers", EVERY, ids=[f"{name}-{'-'.join(map(str, n))}" for name, n in EVERY]
)


def test_these_exercises_change():
    assert list(VARIED) == [
        "nand_gate",
        "below",
        "n_parameters",
        "layers_until_gone",
        "first_losses",
    ]


@each_variant
@pytest.mark.parametrize(
    "holds",
    [
        "is_complete",
        "solution_is_right",
        "answer_of_the_course_is_not_taken_for_the_students",
        "each_mistake_is_told_by_name",
        "stub_is_not_attempted",
        "exception_is_told",
    ],
)
def test_what_holds_for_every_exercise_holds_for_every_variant(holds, name, numbers):
    lesson, _, exercise = VARIED[name]
    made = exercise.variants.exercise(numbers)
    getattr(test_exercises, f"test_{holds}")(lesson, name, made)


@each
def test_what_is_right_in_one_term_is_wrong_in_every_other(name):
    """Also in the course, and the course's in every term. The course takes any NAND."""
    lesson, _, exercise = VARIED[name]
    variants = exercise.variants
    numbers = [variants.standard, *variants.others]
    made = {n: variants.make(*n) for n in numbers}
    answers = {n: run(x.answer, lesson) for n, x in made.items()}
    right = {(a, b) for a, b in itertools.permutations(numbers, 2) if made[a].takes(answers[b])}
    taken = {((), n) for n in variants.others}
    assert right == (taken if name == "nand_gate" else set())


@each
def test_an_answer_of_another_term_is_told_so(name):
    lesson, _, exercise = VARIED[name]
    variants = exercise.variants
    here, there = variants.others[:2]
    made = variants.exercise(here)
    for other in (variants.standard, there):
        verdict = made.grade(run(variants.make(*other).answer, lesson))
        assert verdict.state == WRONG
        if verdict.message not in made.mistakes:
            assert verdict.message.startswith("That answers another term's exercise, which says")
            assert variants.said(other) in verdict.message
            assert variants.said(here) in verdict.message


def test_what_an_answer_of_another_term_is_told():
    assert graded("n_parameters", (12,), 650) == (
        'That answers another term\'s exercise, which says "A layer of ten neurons". '
        'This one says "A layer of 12 neurons".'
    )
    assert graded("below", (3, 4, 5), (-2, -5, 3)) == (
        'That answers another term\'s exercise, which says "2·x1 + 5·x2 is below 3". '
        'This one says "3·x1 + 4·x2 is below 5".'
    )
    told = "That is NAND, but with another threshold: the exercise gives −7."
    assert graded("nand_gate", (-7,), (-1, -1, -1.5)) == told
    assert graded("nand_gate", (-7,), (-3, -3, -5)) == told


def graded(name, numbers, answer):
    return VARIED[name][2].variants.exercise(numbers).grade(answer).message


def test_other_right_answers_are_right_in_a_term():
    nand = VARIED["nand_gate"][2].variants.exercise((-7,))
    for answer in [(-4, -4, -7), (-6.5, -0.5, -7), [-5, -6, -7.0]]:
        assert nand.grade(answer).state == RIGHT
    for answer in [(-7, -1, -7), (-3, -3, -7), (-8, 1, -7)]:
        assert nand.grade(answer).state == WRONG
    below = VARIED["below"][2].variants.exercise((3, 4, 5))
    assert below.grade((-0.6, -0.8, 1)).state == RIGHT


def test_a_term_has_these_numbers_on_every_computer():
    """They may change with the exercises, but not with the computer, the Python or the day."""
    terms = "autumn-2026", "spring-2027"
    assert {name: [numbers(name, term) for term in terms] for name in VARIED} == {
        "nand_gate": [(-35,), (-19,)],
        "below": [(7, 8, 4), (7, 8, 5)],
        "n_parameters": [(25,), (36,)],
        "layers_until_gone": [(5000,), (4000,)],
        "first_losses": [(8, 64), (30, 40)],
    }


def numbers(name, term):
    return VARIED[name][2].variants.chosen(term)


@each
def test_terms_have_all_sorts_of_numbers(name):
    years = [f"spring-{year}" for year in range(2000, 2100)]
    others = VARIED[name][2].variants.others
    assert VARIED[name][2].variants.standard not in others
    assert len(set(others)) == len(others) >= 10
    assert len({numbers(name, year) for year in years}) >= min(len(others) * 0.8, 40)


@each
def test_the_words_of_a_variant_stand_in_the_lessons_text_once(name):
    lesson, _, exercise = VARIED[name]
    (path,) = (NOTEBOOKS / "text").glob(f"{lesson.__name__[-2:]}_*.md")
    text = path.read_text(encoding="utf-8")
    (statement,) = re.findall(rf"^### Exercise(?:(?!^###).)*?^(?:def )?{name}\b", text, re.M | re.S)
    variants = exercise.variants
    for words in variants.asks(*variants.standard):
        assert statement.count(words) == 1, words
    said = [variants.asks(*n) for n in (variants.standard, *variants.others)]
    assert len(set(said)) == len(said)
    assert len({len(x) for x in said}) == 1


def test_a_line_gives_a_lesson_the_numbers_of_a_term_and_takes_them_back():
    course = {name: getattr(lesson01, name) for name in ("nand_gate", "below", "correct")}
    try:
        use_term(lesson01, "autumn-2026")
        use_term(lesson01, "spring-2027")
        spring = lesson01.below
        assert spring is not course["below"]
        assert lesson01.correct is course["correct"]
        assert spring.answer == in_term(course["below"], "spring-2027").answer
        assert (
            in_term(spring, "autumn-2026").answer == in_term(course["below"], "autumn-2026").answer
        )
    finally:
        use_term(lesson01, None)
    assert {name: getattr(lesson01, name) for name in course} == course


def test_without_a_term_nothing_is_said_of_terms():
    assert lesson03.n_parameters.grade(64 * 12 + 12) == Verdict(WRONG, "780 is too large.")
    assert lesson03.n_parameters.other_terms == {}


def test_three_digits_of_a_loss_are_enough_in_every_term():
    variants = lesson11.first_losses.variants
    for n, m in [variants.standard, *variants.others]:
        losses = np.log(n), np.log10(n), m * np.log(n)
        answer = tuple(float(f"{loss:.3g}") for loss in losses)
        assert variants.exercise((n, m)).grade(answer).state == RIGHT, (n, m)


def test_a_given_threshold_is_not_to_be_lowered():
    variants = lesson01.nand_gate.variants
    for (threshold,) in variants.others:
        gate = variants.exercise((threshold,))
        for answer in ((threshold, threshold, threshold), (threshold, -1, threshold)):
            message = gate.grade(answer).message
            assert "raise a weight" in message and "Lower" not in message
