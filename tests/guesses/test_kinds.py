"""What is said to a guess: a number, a choice, a sentence."""

import math

import numpy as np
import pytest

from nnlib.classroom.guesses.kinds import Choice, NotUnderstood, Number, Option, Sentence, shown

REPLIES = {"low": "Low, since…", "high": "High, since…", "right": "Right, since…"}
NEAR = Number("99.1", "How many?", near=5, unit="%", **REPLIES)
TIMES = Number("99.2", "How much?", times=2, **REPLIES)
COUNT = Number("99.5", "How many of the 2,000 images?", times=3, of=2000, **REPLIES)
CHOICE = Choice(
    "99.3",
    "How much **better**?",
    (
        Option("*much* better", "No: none is between."),
        Option("`not` at all", "Two lines are one.", right=True),
        Option("a little", "None of it."),
    ),
)
SENTENCE = Sentence("99.4", "Why?", sentence="Because `a**2` is **even**.")


def to(asked, said, value=None):
    """What is said to a guess, on one line, and how good it was."""
    told, outcome = asked.answer(asked.read(said), asked.value(value))
    return " ".join(told.split()), outcome


@pytest.mark.parametrize(
    ("asked", "said", "value", "told", "outcome"),
    [
        (NEAR, 90, 75.5, "You said 90 %; it is 75.5 %: too high by 14.5. High, since…", "far"),
        (NEAR, 0.3, 75.5, "You said 0.3 %; it is 75.5 %: too low by 75.2. Low, since…", "far"),
        (NEAR, 80.5, 75.5, "✓ You said 80.5 %; it is 75.5 %: near enough. Right, since…", "near"),
        (NEAR, 80.6, 75.5, "You said 80.6 %; it is 75.5 %: too high by 5.1. High, since…", "far"),
        (NEAR, 70.5, 75.5, "✓ You said 70.5 %; it is 75.5 %: near enough. Right, since…", "near"),
        (NEAR, 75.5, 75.5, "✓ You said 75.5 %; it is 75.5 %: exactly so. Right, since…", "near"),
        (NEAR, -10, 75.5, "You said −10 %; it is 75.5 %: too low by 85.5. Low, since…", "far"),
        (TIMES, 0.3, 0.05, "You said 0.3; it is 0.05: six times too high. High, since…", "far"),
        (TIMES, 0.01, 0.05, "You said 0.01; it is 0.05: five times too low. Low, since…", "far"),
        (TIMES, 0.1, 0.05, "✓ You said 0.1; it is 0.05: near enough. Right, since…", "near"),
        (TIMES, 0.025, 0.05, "✓ You said 0.025; it is 0.05: near enough. Right, since…", "near"),
        (TIMES, 2.5, 1, "You said 2.5; it is 1: 2.5 times too high. High, since…", "far"),
        (TIMES, 1000, 3, "You said 1,000; it is 3: 333 times too high. High, since…", "far"),
        (TIMES, 0, 0.05, "You said 0; it is 0.05: too low by 0.05. Low, since…", "far"),
        (TIMES, -1, 1, "You said −1; it is 1: too low by 2. Low, since…", "far"),
        (TIMES, 1, -1, "You said 1; it is −1: too high by 2. High, since…", "far"),
        (TIMES, 0.1, 0, "You said 0.1; it is 0: too high by 0.1. High, since…", "far"),
        (TIMES, 0, 0, "✓ You said 0; it is 0: exactly so. Right, since…", "near"),
        (TIMES, -1, -6, "You said −1; it is −6: too high by 5. High, since…", "far"),
        (TIMES, -60, -6, "You said −60; it is −6: too low by 54. Low, since…", "far"),
        (TIMES, -12, -6, "✓ You said −12; it is −6: near enough. Right, since…", "near"),
        (NEAR, 3, math.inf, "You said 3 %; it is infinity: too low. Low, since…", "far"),
        (TIMES, 3, -math.inf, "You said 3; it is −infinity: too high. High, since…", "far"),
        (NEAR, 3, math.nan, "You said 3 %; it is not a number.", ""),
        (TIMES, 3e-7, 3.2e-8, "3 × 10^−7; it is 3.2 × 10^−8: 9.4 times too high.", "far"),
    ],
)
def test_a_number(asked, said, value, told, outcome):
    got = to(asked, said, value)
    assert got[0] == told or told in got[0]
    assert got[1] == outcome


def test_what_is_near_is_what_is_seen_to_be():
    """A guess is compared with the number as it is printed, however many digits that has."""
    exact = Number("99.1", "How much?", near=0, **REPLIES)
    assert to(exact, "2.303", math.log(10))[1] == "near"
    assert to(exact, 2.304, math.log(10))[1] == "far"
    assert shown(math.log(10)) == 2.303


@pytest.mark.parametrize("value", [np.float32(2), np.int64(2), np.array(2.0), np.array([[2]])])
def test_a_computed_number_may_be_of_any_type(value):
    assert NEAR.without_guess(NEAR.value(value)) == "It is 2 %. Right, since…"


@pytest.mark.parametrize("value", [None, "abc", [1, 2], np.arange(3), object()])
def test_what_is_no_computed_number_is_an_error(value):
    with pytest.raises(ValueError, match=r"reveal\('99.1', …\) got .*; expected one number"):
        NEAR.value(value)


def test_without_a_guess_the_answer_is_told_alone():
    assert NEAR.without_guess(75.5) == "It is 75.5 %. Right, since…"
    assert TIMES.without_guess(math.nan) == "It is not a number."
    assert CHOICE.without_guess(None) == 'It is b, "`not` at all". Two lines are one.'
    assert SENTENCE.without_guess(None) == "We say: Because `a**2` is even."


def test_one_has_no_plural():
    images = Number("99.1", "How many?", times=2, unit="images", **REPLIES)
    assert to(images, 1, 967)[0].startswith(
        "You said 1 image; it is 967 images: 967 times too low."
    )
    assert to(NEAR, 1, 2)[0].startswith("✓ You said 1 %; it is 2 %")


def test_a_count():
    """3 of 2,000 once was read as 0.0015, and told to be 2,000 times too low."""
    told = "✓ You said 3; it is 3: exactly so. Right, since…"
    assert to(COUNT, "3 of 2000", np.int64(3))[0] == told
    assert to(COUNT, "3 images", 3)[0] == told
    assert to(COUNT, "1%", 3)[0].startswith("You said 20; it is 3: 6.7 times too high.")


def test_a_choice():
    right = 'It is b, "`not` at all": Two lines are one.'
    assert to(CHOICE, "b") == ('✓ You said b, "`not` at all". Two lines are one.', "right")
    told = '✗ You said a, "*much* better". No: none is between. ' + right
    assert to(CHOICE, "a") == (told, "wrong")
    assert to(CHOICE, "c")[0] == f'✗ You said c, "a little". None of it. {right}'


@pytest.mark.parametrize("said", ["b", " B) ", "(b)", "b.", "Not at all", "`not`  at all."])
def test_a_choice_may_be_written_as_people_write_it(said):
    assert CHOICE.read(said) == "b"


NEURONS = Choice(
    "99.6",
    "Which of the two?",
    tuple(Option(says, says) for says in ("the first neuron", "the *second* neuron", "neither, 2")),
)


@pytest.mark.parametrize(
    ("said", "letter"),
    [
        ("first neuron", "a"),
        ("the first", "a"),
        ("The First!", "a"),
        ("second", "b"),
        ("neuron, the second", "b"),
        ("neither", "c"),
    ],
)
def test_words_that_fit_one_option_alone_choose_it(said, letter):
    assert NEURONS.read(said) == letter


@pytest.mark.parametrize(
    "said", ["neuron", "the", "third neuron", "first or second", "2", 2, "", "!"]
)
def test_words_that_fit_more_options_or_none_choose_nothing(said):
    """Nor does a number alone: it might be a place, counted from 0 or from 1."""
    with pytest.raises(NotUnderstood, match="is none of them: choose one of a, b and c."):
        NEURONS.read(said)


def test_what_might_be_a_place_or_a_count_has_to_begin_an_option():
    says = ("no correction", "more than the first", "two for each of three rows")
    choice = Choice("99.8", "How many?", tuple(Option(each, each) for each in says))
    assert (choice.read("Two."), choice.read("three rows")) == ("c", "c")
    for said in ("first", "the first", "three"):
        with pytest.raises(NotUnderstood):
            choice.read(said)


def test_words_that_are_one_option_whole_choose_it_even_if_they_fit_another():
    options = tuple(Option(says, says) for says in ("tanh", "tanh by far", "tanh by a little"))
    assert Choice("99.7", "Which?", options).read("tanh") == "a"


def test_a_sentence_is_shown_beside_ours_as_it_is():
    told, outcome = SENTENCE.answer(SENTENCE.read(" a**2,\nor `b` <c> "), None)
    assert told == "You said: a**2, or `b` <c>\nWe say: Because `a**2` is even."
    assert outcome == "said"
    long = SENTENCE.answer(SENTENCE.read("word-by-word " * 40), None)[0]
    assert max(map(len, long.splitlines())) <= 96


@pytest.mark.parametrize(
    ("asked", "said", "told"),
    [
        (NEAR, "seventy", "'seventy' is no number: write one such as 75, 0.3, 1/2 or 1e-3."),
        (COUNT, 0.3, "0.3 is no whole number from 0 to 2,000: write one, or a share such as 10 %."),
        (
            COUNT,
            "5e3",
            "'5e3' is no whole number from 0 to 2,000: write one, or a share such as 10 %.",
        ),
        (CHOICE, "d", "'d' is none of them: choose one of a, b and c."),
        (CHOICE, 1, "1 is none of them: choose one of a, b and c."),
        (CHOICE, "", "'' is none of them: choose one of a, b and c."),
        (SENTENCE, " \n", "Write a sentence, or a few words."),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(asked, said, told):
    with pytest.raises(NotUnderstood) as error:
        asked.read(said)
    assert str(error.value) == told


def test_a_long_slip_is_not_repeated_whole():
    with pytest.raises(NotUnderstood) as error:
        NEAR.read("no " * 500)
    assert len(str(error.value)) < 140


@pytest.mark.parametrize("asked", [CHOICE, SENTENCE], ids=["choice", "sentence"])
def test_only_a_number_takes_a_value(asked):
    with pytest.raises(ValueError, match="got 5; expected no value"):
        asked.value(5)
