"""Guesses in the lessons: each is asked, then answered, and no text tells the answer before."""

import re

import pytest

from build_notebooks import NOTEBOOKS
from nnlib.classroom.guesses.declared import guesses
from twins import GUESS, HEADING, parts

TWINS = {path.stem[:2]: path for path in sorted((NOTEBOOKS / "text").glob("*.md"))}
WITH_GUESSES = sorted({id[:2] for id in guesses()})
REVEAL = re.compile(r'^reveal\("([^"]+)"(.*)\)$', re.M)


def wrong_calls(lesson, cells, declared):
    """Complain of a guess that is not asked, or not answered after it, once each."""
    asked, revealed = {}, {}
    for place, part in enumerate(cells):
        if part.tag is None:
            continue
        if found := GUESS.fullmatch(part.source):
            asked.setdefault(found[1], []).append(place)
        elif "guess(" in part.source:
            yield f'line {part.line}: a guess stands in a cell of its own, such as guess("04.1")'
        for id, value in REVEAL.findall(part.source):
            revealed.setdefault(id, []).append(place)
            if id in declared and bool(value) != (declared[id].kind == "number"):
                yield f"line {part.line}: a number has a value to reveal, and nothing else has"
    here = [id for id in declared if id[:2] == lesson]
    for id in sorted({*here, *asked, *revealed}):
        places = asked.get(id, []), revealed.get(id, [])
        if id not in here:
            yield f"{id} is not declared in this lesson's file"
        elif not (len(places[0]) == len(places[1]) == 1 and places[0] < places[1]):
            yield f"{id} is asked in cells {places[0]} and answered in {places[1]}; expected once"
    if list(asked) != sorted(asked, key=lambda id: int(id[3:])):
        yield f"guesses are asked in the order {list(asked)}"


def undecided(cells):
    """Complain of texts that may tell an answer, and neither are folded nor say otherwise.

    That is a text right under the code that a Predict or a guess is about, unless a heading or a
    +++ begins it: +++ answer, or another word where it goes on to something else.
    """
    waiting = run = False
    for part in cells:
        if part.mark in ("notes", "skip") or part.tag == "exercise":
            continue
        if part.tag is not None:
            asks = GUESS.fullmatch(part.source)
            waiting = waiting or bool(asks) or bool(REVEAL.search(part.source))
            run = waiting and not asks
            continue
        under = part.mark is None and not HEADING.match(part.source)
        if waiting and run and under:
            begins = part.source[:40]
            yield f"line {part.line}: begin it with +++ answer if it tells the answer: {begins!r}"
        if run:
            waiting = run = False
        waiting = waiting or "**Predict" in part.source


@pytest.mark.parametrize("lesson", WITH_GUESSES)
def test_every_guess_is_asked_and_then_answered(lesson):
    assert list(wrong_calls(lesson, list(parts(TWINS[lesson])), guesses())) == []


@pytest.mark.parametrize("lesson", WITH_GUESSES)
def test_a_text_under_what_was_guessed_is_folded_or_says_that_it_goes_on(lesson):
    assert list(undecided(parts(TWINS[lesson]))) == []


@pytest.mark.parametrize("lesson", sorted(TWINS))
def test_no_lesson_calls_what_no_file_declares(lesson):
    text = TWINS[lesson].read_text(encoding="utf-8")
    called = set(re.findall(r'^(?:guess|reveal)\("([^"]+)"', text, re.M))
    assert called <= set(guesses())


# Breaking the rules ------------------------------------------------------------------------------

RIGHT = """# A lesson

**Predict:** what is it?

```python
x = 3
```

+++ answer
It is 3.

## Next

Here it comes.

```python
guess("04.1")
```

We count.

```python
n = 5
```

```python
reveal("04.1", n)
```

+++ fragment
Further.

```python
y = 4
```

This tells nothing that was asked for.
"""


@pytest.fixture
def cells(tmp_path):
    def read(text):
        path = tmp_path / "04_tiny.md"
        path.write_text(text, encoding="utf-8")
        return list(parts(path))

    return read


ONE = {"04.1": next(asked for asked in guesses().values() if asked.kind == "number")}


def test_the_right_lesson_keeps_the_rules(cells):
    assert [*wrong_calls("04", cells(RIGHT), ONE), *undecided(cells(RIGHT))] == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("+++ answer\n", "", "+++ answer if it tells the answer: 'It is 3.'"),
        ("+++ fragment\n", "", "+++ answer if it tells the answer: 'Further.'"),
        (
            "n = 5\n```\n",
            "n = 5\n```\n\nIt is 5.\n",
            "+++ answer if it tells the answer: 'It is 5.'",
        ),
        ("n = 5", 'n = 5\nguess("04.1")', "a guess stands in a cell of its own"),
        ('reveal("04.1", n)', "n", "04.1 is asked in cells [4] and answered in []"),
        ('guess("04.1")', "n", "04.1 is asked in cells [] and answered in [7]"),
        ('guess("04.1")', 'reveal("04.1", 1)', "asked in cells [] and answered in [4, 7]"),
        ('reveal("04.1", n)', 'reveal("04.1")', "a number has a value to reveal"),
        ("04.1", "04.2", "04.2 is not declared"),
    ],
)
def test_a_broken_rule_is_told(cells, old, new, told):
    assert old in RIGHT
    text = RIGHT.replace(old, new)
    found = "\n".join([*wrong_calls("04", cells(text), ONE), *undecided(cells(text))])
    assert told in found
