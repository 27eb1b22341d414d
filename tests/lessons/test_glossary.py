"""The glossary and the lessons agree on where a word is introduced."""

import pathlib
import re

import pytest

NOTEBOOKS = pathlib.Path(__file__).parents[2] / "notebooks"
CODE = re.compile(r"^```python.*?^```$", re.MULTILINE | re.DOTALL)
LESSONS = {
    path.name[:2]: CODE.sub("", path.read_text("utf-8")) for path in NOTEBOOKS.glob("text/*.md")
}
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (NOTEBOOKS / "glossary.md")
    .read_text("utf-8")
    .partition("## Glossary")[2]
    .split("\n")
    if line.startswith("|") and not line.startswith(("| word", "| ---"))
]


@pytest.mark.parametrize("word, meaning, lesson", ROWS, ids=[row[0] for row in ROWS])
def test_the_lesson_that_introduces_a_word_sets_it_in_bold(word, meaning, lesson):
    found = re.findall(r"\*\*([^*]+)\*\*", LESSONS[lesson])
    bold = {" ".join(phrase.lower().split()) for phrase in found}  # a line may end within one
    assert word.lower() in bold or f"{word.lower()}s" in bold


@pytest.mark.parametrize("word, meaning, lesson", ROWS, ids=[row[0] for row in ROWS])
def test_no_earlier_lesson_introduces_it(word, meaning, lesson):
    for number, text in LESSONS.items():
        if number < lesson:
            assert not re.search(rf"\*\*{re.escape(word)}s?\*\*", text, re.IGNORECASE), number


def test_the_words_stand_in_order():
    words = [row[0].lower() for row in ROWS]
    assert len(words) > 30
    assert words == sorted(words)


@pytest.mark.parametrize("number", sorted(LESSONS))
def test_every_lesson_links_to_the_glossary(number):
    assert "(glossary.md)" in LESSONS[number]
