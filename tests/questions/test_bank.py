"""The questions themselves: what can be held of them without understanding them."""

import re
from collections import Counter
from pathlib import Path

import pytest

from nnlib.classroom.questions import pictures
from nnlib.classroom.questions.bank import LETTERS, bank, read
from nnlib.classroom.questions.words import blocks
from twins import plain

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in ROOT.glob("notebooks/text/*.md")}
FILES = sorted((ROOT / "nnlib" / "classroom" / "questions").glob("*.toml"))
QUESTIONS = list(bank().values())
FEWEST, ALL = 10, 130
MOST_AT_ONE_PLACE = 5  # of a lesson's ten: the right option at one letter, or the longest


def of(lesson):
    return [question for question in QUESTIONS if question.id.startswith(lesson[:2])]


def lessons():
    return pytest.mark.parametrize("lesson", [path.stem for path in FILES])


def questions():
    return pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)


def aims(lesson):
    """The aims that a lesson names at its top."""
    _, _, after = TEXTS[lesson].partition("You will be able to\n\n")
    return re.findall(r"^- ", after.partition("\n\n")[0], flags=re.M)


def headings(lesson):
    without_code = re.sub(r"^```.*?^```$", "", TEXTS[lesson], flags=re.M | re.S)
    return [plain(title) for title in re.findall(r"^##+ (.+)$", without_code, flags=re.M)]


def right_place(question):
    return [option.right for option in question.options].index(True)


# The bank ----------------------------------------------------------------------------------------


@lessons()
def test_each_file_belongs_to_a_lesson_and_has_ten_or_so(lesson):
    assert lesson in TEXTS
    assert FEWEST <= len(of(lesson)) <= FEWEST + 2


def test_there_are_enough_once_every_lesson_has_its_own():
    if len(FILES) == len(TEXTS):
        assert len(QUESTIONS) >= ALL


@lessons()
def test_ids_are_in_order(lesson):
    path = next(path for path in FILES if path.stem == lesson)
    found = [question.id for question in read(path.name, path.read_text(encoding="utf-8"))]
    assert found == [f"{lesson[:2]}.{number}" for number in range(1, len(found) + 1)]


@lessons()
def test_every_aim_of_the_lesson_is_asked_for(lesson):
    assert aims(lesson)
    expected = set(range(1, len(aims(lesson)) + 1))
    assert {question.objective for question in of(lesson)} == expected


@lessons()
def test_no_question_asks_what_another_asks(lesson):
    ideas = [question.idea for question in of(lesson)]
    assert len(set(ideas)) == len(ideas)


def test_every_picture_is_asked_about():
    theirs = pictures.__name__
    offered = {
        name
        for name, value in vars(pictures).items()
        if getattr(value, "__module__", None) == theirs and not name.startswith("_")
    }
    assert offered == {question.picture for question in QUESTIONS} - {None}


# One question ------------------------------------------------------------------------------------


@questions()
def test_each_option_has_a_reply_and_each_wrong_one_its_idea(question):
    assert 3 <= len(question.options) <= len(LETTERS)
    assert sum(option.right for option in question.options) == 1
    for option in question.options:
        assert option.says.strip()
        assert len(option.reply.split()) >= 5, option.says
        assert bool(option.misconception) != option.right, option.says
    for part in ("says", "reply", "misconception"):
        said = [getattr(option, part) for option in question.options]
        assert len(set(said)) == len(said), part


@questions()
def test_its_section_stands_in_the_lesson(question):
    lesson = next(name for name in TEXTS if name[:2] == question.id[:2])
    assert question.again in headings(lesson)


@questions()
def test_it_is_written_in_the_little_markdown(question):
    says = [text for option in question.options for text in (option.says, option.reply)]
    for text in [question.ask, *says]:
        no_code = re.sub("`[^`]+`", "", " ".join(part for code, part in blocks(text) if not code))
        assert not re.search(r"[$<>`]|\]\(|^\s*[-#|] ", no_code), text
        assert no_code.count("*") % 2 == 0, text
    for text in says:
        assert [code for code, _ in blocks(text)] == [False], text
    for code, text in blocks(question.ask):
        assert not code or len(text.splitlines()) <= 4, text


@questions()
def test_a_reply_neither_says_the_verdict_again_nor_names_an_option(question):
    for option in question.options:
        assert not re.match(r"(Right|Wrong|Yes|No|Correct)[.,:!]", option.reply), option.reply
        assert not re.search(r"\b(option|answer) [a-d]\b", option.reply), option.reply
        assert not re.search("(all|none|both) of (the above|these)", option.says, re.I), option.says


# What gives an answer away -----------------------------------------------------------------------


def chance(of_questions):
    """How often one of a question's options is met by chance, and how much more is still chance."""
    shares = [1 / len(question.options) for question in of_questions]
    mean = sum(shares)
    return mean, mean + sum(share * (1 - share) for share in shares) ** 0.5


def test_the_right_option_has_no_place_of_its_own():
    _, most = chance(QUESTIONS)
    places = Counter(map(right_place, QUESTIONS))
    assert max(places.values()) <= most, places


@pytest.mark.parametrize("extreme", [max, min])
def test_the_right_option_is_neither_the_longest_nor_the_shortest_more_often_than_chance(extreme):
    def gives_away(question):
        lengths = [len(option.says) for option in question.options]
        right = lengths.pop(right_place(question))
        return extreme([right, *lengths]) == right and right not in lengths

    mean, most = chance(QUESTIONS)
    found = [question.id for question in QUESTIONS if gives_away(question)]
    assert len(found) <= most, (mean, found)


@lessons()
def test_in_one_lesson_the_right_options_are_spread(lesson):
    places = Counter(map(right_place, of(lesson)))
    assert max(places.values()) <= MOST_AT_ONE_PLACE, places


@questions()
def test_options_are_alike_in_length(question):
    lengths = sorted(len(option.says) for option in question.options)
    assert lengths[-1] <= 2 * lengths[0] + 10, lengths


# Files that a teacher has written ----------------------------------------------------------------

GOOD = """
[[question]]
id = "04.1"
idea = "an idea"
objective = 1
ask = "What?"
again = "A section"
[[question.options]]
says = "This"
right = true
reply = "It is so."
"""


def test_a_question_is_read_as_it_stands():
    (question,) = read("04.toml", GOOD)
    assert (question.id, question.objective, question.picture) == ("04.1", 1, None)
    assert question.options[0].says == "This"
    assert question.options[0].right


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('idea = "an idea"\n', "", "04.toml, question 04.1: .*'idea'"),
        ('id = "04.1"\n', "", "04.toml, question number 1: .*'id'"),
        ("again", "agian", "04.toml, question 04.1: .*'agian'"),
        ('reply = "It is so."', "", "04.toml, question 04.1: .*'reply'"),
        ('"What?"', '"What?', "04.toml: .*line"),
    ],
)
def test_a_slip_in_a_file_is_told_with_its_place(old, new, told):
    assert old in GOOD
    with pytest.raises(ValueError, match=told):
        read("04.toml", GOOD.replace(old, new))
