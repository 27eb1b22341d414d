"""How far a student is: counts by lesson, as a table, a picture and a sentence."""

import re
from datetime import date, datetime, timedelta

import pytest
from matplotlib.patches import Rectangle

from nnlib.classroom import record
from nnlib.classroom.practice import lessons
from nnlib.classroom.progress import draw, progress, rows, table
from nnlib.classroom.questions.bank import bank
from picture_checks import assert_readable, legend, told

TODAY = date(2026, 5, 10)
FIRST, SECOND, THIRD = lessons()["04"][:3]


def entry(kind, id, outcome, days_ago=0):
    moment = datetime(2026, 5, 10, 12).astimezone() - timedelta(days_ago)
    return {"kind": kind, "id": id, "outcome": outcome, "time": moment}


ENTRIES = [
    entry("check", FIRST, "not attempted", 9),
    entry("check", FIRST, "wrong", 9),
    entry("check", FIRST, "right", 9),
    entry("check", FIRST, "wrong", 8),  # once solved is solved
    entry("check", SECOND, "raised an exception", 8),
    entry("check", THIRD, "not attempted", 8),
    entry("ask", "04.1", "right", 5),  # due, and known
    entry("ask", "04.2", "wrong", 5),  # due, and missed
    entry("ask", "04.3", "wrong", 0),  # due tomorrow
    entry("ask", "07.1", "right", 0),
    entry("guess", "04.1", "far", 5),
    entry("guess", "04.1", "near", 4),  # the last one counts
    entry("guess", "04.2", "wrong", 4),
    entry("guess", "04.3", "far", 4),
    entry("guess", "04.4", "right", 4),
    entry("guess", "04.5", "said", 4),  # a sentence, which nobody judges
    entry("check", "no_exercise", "right"),
    entry("ask", "99.1", "wrong", 9),
    entry("dream", "04.1", "near"),
]


def test_counts():
    row = rows(ENTRIES, TODAY)["04"]
    assert row.title == "04 two layers"
    assert row.exercises == lessons()["04"]
    assert (row.solved, row.tried) == ([FIRST], [SECOND])
    assert row.questions == [id for id in bank() if id.startswith("04.")]
    assert (row.asked, row.known) == (["04.1", "04.2", "04.3"], ["04.1"])
    assert row.due == ["04.1", "04.2"]
    assert (row.near, row.far) == (2, 2)
    assert rows(ENTRIES, TODAY)["07"].known == ["07.1"]
    assert list(rows([], TODAY)) == list(lessons())


def test_table():
    found = rows(ENTRIES, TODAY)
    lines = table([found["04"], found["07"], found["12"]]).splitlines()
    n = {number: len(found[number].questions) for number in found}
    assert [re.split(" {3,}", line) for line in lines] == [
        ["lesson", "exercises solved", "questions known", "due", "guesses near"],
        ["04 two layers", "1 of 7", f"1 of {n['04']}", "2", "2 of 4"],
        ["07 initialization", "0 of 5", f"1 of {n['07']}"],
        ["12 your own digit", "0 of 5", f"0 of {n['12']}"],
    ]
    assert max(map(len, table(found.values()).splitlines())) <= 96


def bars(axes):
    """The parts of each lesson's bar, from the left: (start, end, look)."""
    found = {}
    for patch in axes.patches:
        assert isinstance(patch, Rectangle)
        i = round(patch.get_y() + patch.get_height() / 2)
        look = "hatched" if patch.get_hatch() else "empty" if patch.get_facecolor()[2] > 0.9 else ""
        start = round(patch.get_x(), 6)
        found.setdefault(i, []).append((start, start + round(patch.get_width(), 6), look or "full"))
    return {i: sorted(parts) for i, parts in found.items()}


def test_picture():
    found = rows(ENTRIES, TODAY)
    picture = draw(found.values())
    exercises, questions, guesses = picture.figure.axes
    assert [axes.get_title() for axes in picture.figure.axes] == [
        "exercises",
        "questions",
        "guesses",
    ]
    assert [label.get_text() for label in exercises.get_yticklabels()][4] == "04 two layers"
    assert exercises.yaxis_inverted()
    n = len(found["04"].questions)
    assert bars(exercises)[4] == [(0, 1, "full"), (1, 2, "hatched"), (2, 7, "empty")]
    assert bars(questions)[4] == [(0, 1, "full"), (1, 3, "hatched"), (3, n, "empty")]
    assert bars(guesses) == {4: [(0, 2, "full"), (2, 4, "hatched")]}
    assert bars(exercises)[12] == [(0, 5, "empty")]
    (words,) = questions.texts
    assert (words.get_text().strip(), words.get_position()) == ("2 due", (n, 4))
    assert list(legend(picture.figure.axes[0])) == [
        "solved, known, near",
        "tried, missed, far",
        "still open",
    ]
    total = len(bank())
    assert told(picture) == (
        f"1 of {sum(map(len, lessons().values()))} exercises solved, 1 more tried; 2 of {total} "
        "questions known, 2 due; 2 of 4 guesses near."
    )
    assert f"07 initialization: 0 of 5 exercises solved, 1 of {len(found['07'].questions)}" in (
        picture.alt
    )
    assert "12 your own digit" not in picture.alt


ALL = [
    *[entry("check", name, "right") for names in lessons().values() for name in names],
    *[entry("ask", id, "wrong", 99) for id in bank()],
    *[entry("guess", f"{n:02}.{i}", "near") for n in range(13) for i in range(1, 25)],
]


@pytest.mark.parametrize("entries", [[], ENTRIES, ALL], ids=["none", "some", "all"])
def test_it_is_readable(entries):
    assert_readable(draw(rows(entries, TODAY).values()))


def test_progress_prints_the_table_and_gives_the_picture(student, capsys):
    record.add("check", FIRST, "right")
    picture = progress()
    assert picture.sentence.startswith("1 of ")
    said = capsys.readouterr().out
    assert "04 two layers            1 of 7" in said
    assert "\n\nA question is known or missed by your first answer of a day" in said
    assert max(map(len, said.splitlines())) <= 96


@pytest.mark.parametrize("off", [False, True])
def test_where_nothing_is_noted_it_says_so(student, capsys, off):
    if off:
        record.add("check", FIRST, "right")
        (student / record.OFF).touch()
    assert progress() is None
    said = capsys.readouterr().out
    assert said.startswith("Nothing is noted yet.")
    assert record.FILE in said and record.OFF in said
    assert max(map(len, said.splitlines())) <= 96
