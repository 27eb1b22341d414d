"""Numbers, lists and counts in words."""

import pytest

from nnlib.classroom.sentences import WIDEST, counted, listed, number, wrapped


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (-0.0, "0"),
        (0.5, "0.5"),
        (-0.25, "−0.25"),
        (1234567, "1,234,567"),
        (0.1 + 0.2, "0.3"),
        (2 / 3, "0.6667"),
        (1e-9, "0"),
        (-1e-9, "0"),
        (999999999.99999, "1,000,000,000"),
        (-2.5e12, "−2.5 × 10^12"),
        (float("nan"), "not a number"),
        (float("inf"), "infinity"),
        (float("-inf"), "−infinity"),
    ],
)
def test_number(value, words):
    assert number(value) == words


def test_words():
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert counted(1, "image") == "1 image"
    assert counted(2000, "class", "classes") == "2,000 classes"


def test_long_lines_are_broken_between_words():
    long = "a well-known " * 9 + "x" * 120 + " end"
    lines = wrapped(long, indent="  ").split("\n")
    assert " ".join(line.strip() for line in lines) == " ".join(long.split())
    assert [len(line) <= WIDEST for line in lines] == [True, True, False, True]
    assert all(line.startswith("  ") for line in lines[1:])


def test_lines_that_have_room_stay_as_they_are():
    code = "def f(x):\n    return x  -  1\n\n" + "y" * WIDEST + "\n"
    assert wrapped(code) == code
