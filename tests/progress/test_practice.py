"""What is due: after 1, 3, 7 and 21 days, what was missed after one, and nothing unknown."""

import time
from datetime import date, datetime, timedelta

import pytest

from nnlib.classroom import practice as module
from nnlib.classroom import record
from nnlib.classroom.practice import SPACES, choose, lesson_of, lessons, practice, standings
from nnlib.classroom.questions.bank import bank

START = date(2026, 5, 4)


def day(n):
    return START + timedelta(n)


def entry(n, id="04.1", outcome="right", kind="ask"):
    moment = datetime(2026, 5, 4, 19, 30).astimezone() + timedelta(n)
    return {"kind": kind, "id": id, "outcome": outcome, "time": moment}


def answered(*outcomes, id="04.1"):
    """Entries of (day, outcome)."""
    return [entry(n, id, outcome) for n, outcome in outcomes]


def due(*outcomes, today=1000):
    return (standings(answered(*outcomes), day(today))["04.1"].due - START).days


@pytest.mark.parametrize(
    ("outcomes", "days"),
    [
        ([(0, "right")], 1),
        ([(0, "wrong")], 1),
        ([(0, "right"), (1, "right")], 1 + 3),
        ([(0, "right"), (1, "right"), (4, "right")], 4 + 7),
        ([(0, "right"), (1, "right"), (4, "right"), (11, "right")], 11 + 21),
        ([(0, "right"), (1, "right"), (4, "right"), (11, "right"), (32, "right")], 32 + 21),
        ([(0, "wrong"), (1, "right")], 1 + 3),
        ([(0, "right"), (1, "right"), (4, "right"), (11, "wrong")], 12),
        ([(0, "right"), (1, "right"), (4, "wrong"), (5, "right")], 5 + 3),
        ([(0, "right"), (30, "right")], 30 + 3),  # late is as good
        ([(0, "right"), (1, "right"), (2, "right")], 4),  # too early: it stays due when it was
        ([(0, "right"), (1, "right"), (2, "wrong")], 3),
        ([(0, "wrong"), (0, "right")], 1),  # the reply was read
        ([(0, "right"), (0, "wrong"), (0, "wrong")], 1),
    ],
)
def test_a_question_comes_back(outcomes, days):
    assert due(*outcomes) == days


@pytest.mark.parametrize("first", ["right", "wrong"])
def test_of_a_day_the_first_answer_counts(first):
    other = "wrong" if first == "right" else "right"
    (standing,) = standings(answered((0, first), (0, other)), day(0)).values()
    assert standing.known == (first == "right")


def test_a_question_with_a_time_to_come_is_due_now_and_then_goes_on_as_ever():
    future = answered((5000, "right"))
    assert standings(future, day(0))["04.1"].due == day(0)
    after = [*future, *answered((0, "right"))]
    assert standings(after, day(0))["04.1"].due == day(SPACES[1])


def test_a_clock_that_was_set_back_makes_a_question_due_once_more_and_no_other():
    back = [*answered((0, "right"), (1, "right")), *answered((1, "right"), id="05.1")]
    back += answered((-20000, "right"))
    assert standings(back, day(1))["04.1"].due < day(1)
    assert standings(back, day(1))["05.1"].due == day(2)


@pytest.mark.parametrize("n", [-738000, 2910000])  # years 6 and 9993
def test_no_day_is_too_far(n):
    assert standings(answered((n, "right")), day(0))["04.1"].due <= day(1)


def test_other_kinds_of_lines_are_no_answers():
    others = [entry(0, kind=kind) for kind in ("guess", "check", "dream", "")]
    assert standings(others, day(0)) == {}


# Which are asked


def test_those_that_wait_longest_come_first_and_new_ones_of_lessons_reached_fill_up():
    entries = answered((0, "right"), id="03.2") + answered((2, "wrong"), id="04.1")
    entries += answered((4, "right"), id="04.5")
    late, new = choose(entries, day(4))
    assert late == ["03.2", "04.1"]
    assert len(new) == 3
    assert {id[:2] for id in new} <= {"03", "04"}
    assert not {"03.2", "04.1", "04.5"} & set(new)
    late, new = choose(entries, day(4), n=1)
    assert (late, new) == (["03.2"], [])


def test_a_lesson_is_reached_by_an_exercise_that_was_tried_and_not_by_one_that_was_not():
    name, far = lessons()["02"][0], lessons()["12"][0]
    entries = [entry(0, name, "wrong", "check"), entry(0, far, "not attempted", "check")]
    for n in range(40):
        assert {id[:2] for id in choose(entries, day(n))[1]} == {"02"}


def test_without_a_record_it_is_a_mix_of_all_lessons_the_same_on_a_day():
    late, new = choose([], day(0))
    assert late == []
    assert len(set(new)) == 5
    assert choose([], day(0))[1] == new
    seen = {id[:2] for n in range(200) for id in choose([], day(n))[1]}
    assert seen == set(lessons())


def test_what_the_course_does_not_know_is_not_asked():
    entries = answered((0, "wrong"), id="99.1") + answered((0, "wrong"), id="04")
    entries += [*answered((0, "wrong"), id=""), entry(0, "no_exercise", "right", "check")]
    late, new = choose(entries, day(9))
    assert late == []
    assert set(new) <= set(bank())


def test_the_lesson_of_a_line():
    assert lesson_of(entry(0, "nand_gate", kind="check")) == "01"
    assert lesson_of(entry(0, "no_exercise", kind="check")) is None
    assert lesson_of(entry(0, "07.3")) == "07"
    assert lesson_of(entry(0, "07.3", kind="guess")) == "07"


def test_no_two_lessons_have_an_exercise_of_one_name():
    """It would be noted as one."""
    names = [name for names in lessons().values() for name in names]
    assert len(names) == len(set(names))


# What is shown


def test_in_a_plain_python_questions_are_printed(student, capsys):
    practice()
    out = capsys.readouterr().out
    assert out.startswith("5 questions: 5 that you have not been asked yet.\n")
    assert out.count("To answer: ask(") == 5


def test_a_notebook_shows_the_questions_to_be_answered(student, monkeypatch, capsys):
    shown = []
    monkeypatch.setattr(module, "get_ipython", lambda: True)
    monkeypatch.setattr(module, "display", shown.append)
    right = [option.right for option in bank()["04.1"].options].index(True)
    record.add("ask", "04.1", "wrong")
    practice()
    assert "4.1" not in [asked.question.id for asked in shown]  # due tomorrow
    shown[0].chosen = right
    assert record.read()[-1]["id"] == shown[0].question.id
    first = shown[0].question.id
    shown.clear()
    practice()
    assert first not in [asked.question.id for asked in shown]


def test_when_all_is_answered_it_says_when_the_next_one_comes(student, capsys):
    for id in bank():
        record.add("ask", id, "right")
    practice()
    said = capsys.readouterr().out
    assert said == "Nothing is due. The next question comes back in 1 day.\n"


def test_a_large_record_does_not_keep_one_waiting():
    entries = [entry(n % 700, id) for n in range(600) for id in bank()]  # some 10 MB
    entries += [entry(0, name, "right", "check") for name in lessons()["12"]] * 1000
    start = time.perf_counter()
    choose(entries, day(700))
    assert time.perf_counter() - start < 10
