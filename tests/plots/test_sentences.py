"""Numbers, lists and counts in words."""

import pytest

from nnlib.classroom.sentences import counted, listed, number


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
