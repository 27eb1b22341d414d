"""What the start page says to students who have come to different places."""

from datetime import date, datetime, timedelta

import pytest

from build_notebooks import NOTEBOOKS
from nnlib.classroom.practice import lessons
from start_page import where

TITLES = {path.name[:2]: path.stem for path in NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")}
TODAY = date(2026, 5, 10)


def entry(kind, id, outcome="right", days_ago=0):
    moment = datetime(2026, 5, 10, 12).astimezone() - timedelta(days_ago)
    return {"kind": kind, "id": id, "outcome": outcome, "time": moment}


def solved(lesson, but=0):
    names = lessons()[lesson]
    return [entry("check", name, days_ago=3) for name in names[: len(names) - but]]


def said(*entries):
    return where(entries, TITLES, TODAY)


def test_nothing_noted():
    assert said().endswith("Nothing is noted yet: begin with [00 start here](00_start_here.ipynb).")


def test_in_the_middle_of_a_lesson_it_names_what_is_open():
    one, other = lessons()["05"][-2:]
    assert said(*solved("05", but=2)) == (
        "# Where you are\n\n"
        "You were last in **[05 mini batches](05_mini_batches.ipynb)**, on Thursday, 7 May 2026. "
        "Solved are 3 of its 5 exercises.\n\n"
        f"**Next:** go on there, where `{one}` and `{other}` are open, then begin "
        "[06 tanh](06_tanh.ipynb).\n\n"
        "No questions are due. To run a cell below, click into it and press Shift+Enter."
    )
    assert f"where `{other}` is open" in said(*solved("05", but=1))


def test_at_the_end_of_a_lesson_it_names_the_next():
    assert "\n\n**Next:** begin [06 tanh](06_tanh.ipynb).\n\n" in said(*solved("05"))


def test_at_the_end_of_the_course():
    last = max(TITLES)
    assert "\n\nYou are through.\n\n" in said(*solved(last))


def test_questions_asked_again_in_a_lesson_do_not_lead_back_to_where_they_are_from():
    opening = [entry("ask", id) for id in ("04.1", "02.3", "00.2")]
    assert "You were last in **[05 mini batches]" in said(*solved("05"), *opening)
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
    assert said(*solved("05"), entry(kind, id)) == said(*solved("05"))
