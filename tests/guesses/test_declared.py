"""The files of guesses: what is read in them, and how a slip is told."""

import json
import re
from collections import Counter

import pytest

from build_notebooks import NOTEBOOKS
from nnlib.classroom.guesses.declared import guesses, read
from nnlib.classroom.guesses.kinds import Choice, Number, Sentence

GOOD = """
[[guess]]
number = 1
ask = "How many?"
unit = "%"
near = 5
low = "Low."
high = "High."
right = "Right."

[[guess]]
number = 2
ask = "How much better?"
options = [
  { says = "much better", reply = "No." },
  { says = "not at all", right = true, reply = "One is one." },
]

[[guess]]
number = 3
ask = "Why?"
sentence = "Because."
"""


def test_guesses_are_read_as_they_stand():
    number, choice, sentence = read("04_two_layers.toml", GOOD)
    replies = {"low": "Low.", "high": "High.", "right": "Right."}
    assert number == Number("04.1", "How many?", near=5, unit="%", **replies)
    assert isinstance(choice, Choice)
    assert [option.right for option in choice.options] == [False, True]
    assert sentence == Sentence("04.3", "Why?", sentence="Because.")
    times = read("05.toml", GOOD.replace("near = 5", "times = 1.5").replace('unit = "%"\n', ""))[0]
    assert (times.id, times.near, times.times, times.unit) == ("05.1", None, 1.5, "")
    assert times.of is None
    assert read("05.toml", GOOD.replace('unit = "%"', "of = 8"))[0].of == 8


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("number = 2", "number = 3", "guess 2: number is 3; expected 2, its place"),
        ("number = 2\n", "", "guess 2: number is None; expected 2"),
        ("near = 5\n", "", "guess 1: got none; expected one of near, times, options and sentence"),
        ("near = 5", "near = 5\ntimes = 2", "guess 1: got near and times; expected one of near"),
        ("near = 5", 'near = "5"', "guess 1: near is '5'; expected a number of at least 0"),
        ("near = 5", "near = -1", "guess 1: near is -1; expected a number of at least 0"),
        ("near = 5", "near = nan", "guess 1: near is nan; expected a number"),
        ("near = 5", "times = 0.5", "guess 1: times is 0.5; expected a number of at least 1"),
        ("near = 5", "near = true", "guess 1: near is True; expected a number"),
        (
            "low =",
            "lwo =",
            "guess 1: low is missing; expected ask, low, high, right, perhaps unit and perhaps of",
        ),
        ('unit = "%"', 'untit = "%"', "guess 1: untit is unknown; expected ask"),
        ('unit = "%"', "unit = 5", "guess 1: unit is 5; expected a text in quotation marks"),
        ('unit = "%"', "of = 0", "guess 1: of is 0; expected how many there are, a whole number"),
        ('unit = "%"', "of = 7.5", "guess 1: of is 7.5; expected how many there are, a whole num"),
        ('unit = "%"', "of = true", "guess 1: of is True; expected how many there are"),
        ('"Because."', '"Because."\nof = 8', "guess 3: of is unknown; expected ask and sentence"),
        ('"Right."', '" "', "guess 1: right is ' '; expected a text"),
        ('"Right."', "true", "guess 1: right is True; expected a text"),
        ('ask = "Why?"', "", "guess 3: ask is missing; expected ask and sentence"),
        ('"Because."', '"Because."\nlow = "L"', "guess 3: low is unknown; expected ask and sent"),
        (", right = true", "", "guess 2: got 0 options with right = true; expected one"),
        ('reply = "No."', 'right = true, reply = "No."', "guess 2: got 2 options with right"),
        ("right = true", 'right = "yes"', "guess 2: got 0 options with right = true"),
        ('reply = "No."', 'rpely = "No."', "guess 2: option a: reply is missing"),
        ('  { says = "not at all", right = true, reply = "One is one." },\n', "", "got 1 options"),
        ("[[guess]]\nnumber = 1", "[[gues]]\nnumber = 1", r"\['gues', 'guess'\]; expected blocks"),
        ('"How many?"', '"How many?', "line 4"),
    ],
)
def test_a_slip_is_told_with_its_file_its_number_and_what_was_expected(old, new, told):
    assert old in GOOD
    with pytest.raises(ValueError, match=f"^04.toml.*{told}"):
        read("04.toml", GOOD.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "guess = 5", "guess = [5]", "[guess]\nnumber = 1"])
def test_a_file_without_guesses_is_told(text):
    with pytest.raises(ValueError, match=r"^04.toml.*expected"):
        read("04.toml", text)


# What is counted ---------------------------------------------------------------------------------

HOW_MANY = {
    asked.id: asked
    for asked in guesses().values()
    if asked.kind == "number" and re.search("how many (?!per cent|times|points)", asked.ask, re.I)
}


@pytest.mark.parametrize("id", HOW_MANY)
def test_a_count_says_of_how_many(id):
    """Else 0.3 images, or more than there are, would be noted without a word."""
    asked = HOW_MANY[id]
    assert asked.of, 'a guess that asks "how many" needs an of'
    told = re.findall(r"(?:of the|of these|has) ([\d,]+|eight)\b", asked.ask)
    assert not told or told == ["eight" if asked.of == 8 else f"{asked.of:,}"]


@pytest.mark.parametrize("id", HOW_MANY)
def test_a_count_takes_what_the_lesson_stores(id):
    (path,) = NOTEBOOKS.glob(f"{id[:2]}_*.ipynb")
    outputs = [
        "".join(output.get("text", ""))
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if f'reveal("{id}"' in "".join(cell["source"])
        for output in cell["outputs"]
    ]
    (value,) = re.findall(r"^It is ([\d,]+)", "\n".join(outputs), re.M)
    asked = HOW_MANY[id]
    assert asked.told(asked.read(f"{value} of {asked.of}")).split()[0] == value


# What gives an answer away -----------------------------------------------------------------------

CHOICES = [asked for asked in guesses().values() if asked.kind == "choice"]


def most_by_chance():
    """How many right options stand at one place, or are the longest, while it is still chance."""
    shares = [1 / len(asked.options) for asked in CHOICES]
    return sum(shares) + sum(share * (1 - share) for share in shares) ** 0.5


def test_the_right_option_has_no_place_of_its_own():
    places = Counter(asked.right for asked in CHOICES)
    assert max(places.values()) <= most_by_chance(), places
    assert min(places[place] for place in range(3)) >= len(CHOICES) / 5, places


@pytest.mark.parametrize("extreme", [max, min])
def test_the_right_option_is_neither_the_longest_nor_the_shortest_more_often_than_chance(extreme):
    found = []
    for asked in CHOICES:
        lengths = [len(option.says) for option in asked.options]
        right = lengths[asked.right]
        if right == extreme(lengths) and lengths.count(right) == 1:
            found.append(asked.id)
    assert len(found) <= most_by_chance(), found


@pytest.mark.parametrize("asked", CHOICES, ids=lambda asked: asked.id)
def test_options_and_replies_differ(asked):
    for part in ("says", "reply"):
        said = [getattr(option, part) for option in asked.options]
        assert len(set(said)) == len(said), part
