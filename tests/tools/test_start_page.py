"""What the start page says to students who have come to different places."""

import re
from datetime import date, datetime, timedelta

import pytest

from build_notebooks import NOTEBOOKS
from nnlib.classroom.practice import lessons
from start_page import where

LESSONS = {path.name[:2]: path for path in NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")}
TODAY = date(2026, 5, 10)


def entry(kind, id, outcome="right", days_ago=0):
    moment = datetime(2026, 5, 10, 12).astimezone() - timedelta(days_ago)
    return {"kind": kind, "id": id, "outcome": outcome, "time": moment}


def solved(*names):
    return [entry("check", name, days_ago=3) for name in names]


def all_of(lesson):
    return solved(*lessons()[lesson])


def said(*entries):
    return where(entries, LESSONS, TODAY)


def test_nothing_noted():
    assert said().endswith("Nothing is noted yet: begin with [00 start here](00_start_here.ipynb).")


def test_in_the_middle_of_a_lesson_it_names_what_is_open_first_on_the_core_path():
    assert said(*solved("n_steps", "combined")) == (
        "# Where you are\n\n"
        "You were last in **[05 mini batches](05_mini_batches.ipynb)**, on Thursday, 7 May 2026. "
        "Solved are 2 of its 5 exercises.\n\n"
        "**Next:** go on there. Open on its core path:\n\n"
        "- 05.3 Find the mistake: a shuffle\n\n"
        "Then begin [06 tanh](06_tanh.ipynb).\n\n"
        "If you like, there is more in its deeper sections, which nothing else needs:\n\n"
        "- 05.1 How large a batch?\n"
        "- 05.4 Find the mistake: an epoch that crawls\n\n"
        "No questions are due. To run a cell below, click into it and press Shift+Enter."
    )


def test_where_only_deeper_exercises_are_open_they_are_an_offer():
    assert (
        "Solved are 1 of its 5 exercises; on its core path none is open.\n\n"
        "**Next:** if you have read it to its end, begin "
        "[03 one layer](03_one_layer.ipynb).\n\n"
        "If you like, there is more in its deeper sections, which nothing else needs:\n\n"
        "- 02.2 The mean loss\n"
        "- 02.3 Measure a gradient\n"
        "- 02.4 All the way down\n"
        "- 02.5 Find the mistakes\n\n"
    ) in said(*solved("sigmoid_slope"))


def test_where_the_core_path_has_no_exercises_the_next_lesson_is_next():
    words = said(entry("guess", "11.1", "near"))
    assert "Solved are 0 of its 6 exercises; on its core path none is open." in words
    assert "**Next:** if you have read it to its end, begin [12 your own digit]" in words
    assert "- 11.1 When do shapes keep silent?\n" in words


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_exercise_is_told_by_its_number(lesson):
    name, *others = lessons()[lesson]
    words = said(entry("check", name, "wrong"), *solved(*others))
    assert len(re.findall(rf"^- {lesson}\.\d [^·\n]+$", words, re.M)) == 1
    words = said(entry("check", name, "wrong"))
    numbers = re.findall(rf"^- {lesson}\.(\d) [^·\n]+$", words, re.M)
    assert sorted(map(int, numbers)) == list(range(1, len(others) + 2))


def test_at_the_end_of_a_lesson_it_names_the_next():
    assert (
        "Solved are 5 of its 5 exercises.\n\n**Next:** if you have read it to its end, begin "
        "[06 tanh](06_tanh.ipynb).\n\nNo questions"
    ) in said(*all_of("05"))


def test_at_the_end_of_the_course():
    last = max(LESSONS)
    assert "\n\nYou are through.\n\nNo questions" in said(*all_of(last))
    words = said(*solved("from_scan"))
    assert "on its core path none is open.\n\nYou are through the core path.\n\nIf" in words
    assert "- 12.1 Centres of mass of a batch\n" in words


def test_questions_asked_again_in_a_lesson_do_not_lead_back_to_where_they_are_from():
    opening = [entry("ask", id) for id in ("04.1", "02.3", "00.2")]
    assert "You were last in **[05 mini batches]" in said(*all_of("05"), *opening)
    assert "You were last in **[05 mini batches]" in said(entry("guess", "05.1", "near"), *opening)
    assert "You were last in **[04 two layers]" in said(*opening)


@pytest.mark.parametrize(
    ("days", "words"), [([1], "1 question is due."), ([1, 2, 0], "2 questions are due.")]
)
def test_it_counts_what_is_due(days, words):
    asked = [entry("ask", f"04.{i}", "wrong", n) for i, n in enumerate(days, 1)]
    assert f"\n\n{words} To run" in said(*asked)


@pytest.mark.parametrize("id", ["99.1", "", "no_exercise"])
@pytest.mark.parametrize("kind", ["ask", "check", "guess", "dream"])
def test_what_the_course_does_not_know_is_passed_over(kind, id):
    assert said(entry(kind, id)) == said()
    assert said(*all_of("05"), entry(kind, id)) == said(*all_of("05"))
