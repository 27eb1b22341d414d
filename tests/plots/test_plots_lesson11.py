"""The picture that lesson 11 brings: published numbers beside one's own."""

import pytest

from nnlib.classroom import plots
from picture_checks import assert_readable

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
