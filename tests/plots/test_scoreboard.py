"""Published numbers beside one's own."""

import pytest

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, labels, lines, one_axes, ticks, told

MANY = {f"network number {i}": 100 / (i + 1) for i in range(12)}

TYPICAL = {
    "one": lambda: plots.scoreboard({"a": 1}, {"a": 2}, title="alone"),
    "equal": lambda: plots.scoreboard({"a": 91.5, "b": 3}, {"a": 91.5, "b": 3}, xlabel="in %"),
    "many": lambda: plots.scoreboard(MANY, MANY, xlabel="accuracy in %"),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())
    assert make().png == make().png


def test_scoreboard():
    theirs, ours = {"a": 91.5, "b": 30, "c": 77}, {"c": 70.25, "a": 92, "b": 35}
    picture = plots.scoreboard(theirs, ours, xlabel="in %", title="Three")
    axes = one_axes(picture)
    drawn, names = lines(axes), ticks(axes.yaxis)
    assert {names[y]: x for ((x, y),) in drawn["published"]} == theirs
    assert {names[y]: x for ((x, y),) in drawn["here"]} == ours
    joined = {names[y]: (x, end) for (x, y), (end, _) in drawn["ink -"]}
    assert joined == {name: (theirs[name], ours[name]) for name in theirs}
    assert list(names.values()) == ["a", "b", "c"]
    assert axes.get_ylim() == (2.6, -0.6), "the first is at the top"
    assert labels(axes) == ("in %", "", "Three")
    words = ", ".join(f"{name} {number(a)} and {number(b)}" for name, (a, b) in joined.items())
    assert told(picture) == f"Published and here: {words}."
    assert "3 rows with two marks each" in picture.alt


@pytest.mark.parametrize(
    "published, here, words",
    [
        ({}, {}, "1 to 12"),
        (MANY | {"more": 1}, MANY | {"more": 1}, "1 to 12"),
        ([1, 2], [1, 2], "1 to 12"),
        ({"a": 1}, {"b": 1}, "expected those of"),
        ({"a": 1}, {"a": float("nan")}, "number of 'a'"),
        ({"a": 1}, {"a": [1, 2]}, "number of 'a'"),
    ],
)
def test_a_scoreboard_says_what_it_wants(published, here, words):
    with pytest.raises(ValueError, match=words):
        plots.scoreboard(published, here)
