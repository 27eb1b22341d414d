"""Which questions of the bank a lesson asks: three from earlier lessons, and three of its own.

The first lessons have too few before them for the rule, and ask from those that there are.
"""

import json
import re

import pytest

from build_notebooks import NOTEBOOKS
from nnlib.classroom.guesses import guess
from nnlib.classroom.questions import ask
from nnlib.classroom.questions.bank import LETTERS, bank
from twins import ASK, DEEPER, GUESS, parts, plain

PATHS = {path.stem: path for path in NOTEBOOKS.glob("text/*.md")}
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in PATHS.items()}
ASKED = {
    name: [found[1] for part in parts(path) if (found := ASK.fullmatch(part.source))]
    for name, path in PATHS.items()
}
ASKING = sorted(name for name in TEXTS if ASKED[name])
FIRST = {0: [], 1: [0, 0, 0], 2: [1, 1, 0]}  # the lessons that these open with


def put_off(lesson):
    """The sections of a lesson that its core path leaves out, by their plain headings."""
    under = False
    for marks, heading in re.findall(r"^(##+) (.+)$", TEXTS[lesson], re.M):
        if marks == "##":
            under = heading.endswith(DEEPER)
        if under or heading.endswith(DEEPER):
            yield plain(heading)


@pytest.mark.parametrize("lesson", ASKING)
def test_a_lesson_opens_with_earlier_lessons_and_ends_with_itself(lesson):
    here = int(lesson[:2])
    lessons = [int(id[:2]) for id in ASKED[lesson]]
    earlier, own = lessons[:-3], lessons[-3:]
    assert own == [here] * 3
    if here in FIRST:
        assert earlier == FIRST[here]
    else:
        last, back, older = earlier
        assert last == here - 1
        assert back in (here - 2, here - 3)
        assert older < back


@pytest.mark.parametrize("lesson", ASKING)
def test_what_is_asked_stands_on_the_core_path(lesson):
    for id in ASKED[lesson]:
        asked = next(name for name in TEXTS if name[:2] == id[:2])
        assert bank()[id].again not in set(put_off(asked)), id


def letter(id):
    return LETTERS[[option.right for option in bank()[id].options].index(True)]


@pytest.mark.parametrize("lesson", ASKING)
def test_no_three_questions_have_their_right_options_at_one_letter(lesson):
    for three in (ASKED[lesson][:-3], ASKED[lesson][-3:]):
        assert not three or len({letter(id) for id in three}) > 1, three


@pytest.mark.parametrize("lesson", ASKING)
def test_the_example_of_an_answer_is_not_the_right_one(lesson):
    ((id, shown, said),) = re.findall(r'`ask\("(.+?)", "(.)"\)` answers (.)\.', TEXTS[lesson])
    assert id == ASKED[lesson][0]
    assert shown == said != letter(id)


def test_no_question_is_asked_by_two_lessons_as_their_own():
    everything = [id for lesson in ASKING for id in ASKED[lesson][-3:]]
    assert len(set(everything)) == len(everything)


@pytest.mark.parametrize("lesson", sorted(TEXTS))
def test_what_a_notebook_stores_of_a_question_is_what_the_bank_says_today(lesson):
    """A question changes for every lesson that asks it, and not all of them are built again."""
    notebook = json.loads((NOTEBOOKS / f"{lesson}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        for pattern, call in ((ASK, ask), (GUESS, guess)):
            if found := pattern.fullmatch(source):
                today, _ = call(found[1])._repr_mimebundle_()
                for kind in ("text/plain", "text/markdown"):
                    stored = "".join(cell["outputs"][0]["data"][kind])
                    assert stored == today[kind], f"{source}: build {lesson} again"
