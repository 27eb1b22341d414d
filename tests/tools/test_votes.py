"""Questions to vote on: what Moodle and Canvas import is read back; cards and slides are whole."""

import importlib
import io
import os
import re
import zipfile
from html import unescape
from xml.etree import ElementTree

import pytest

import votes
from build_notebooks import NOTEBOOKS
from nnlib.classroom.questions.bank import LETTERS, bank
from nnlib.classroom.questions.words import as_text
from twins import ASK, read_twin

SETS = votes.sets()
REQUIRED = os.environ.get("NNLIB_REQUIRE_NBGRADER") == "1"
needed = importlib.import_module if REQUIRED else pytest.importorskip
QTI = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}


def words(html):
    """What a page shows of HTML: its words alone, in straight quotes."""
    text = unescape(re.sub(r"<img[^>]*>|</?(p|pre|code|em|strong|div|span|br)\b[^>]*>", " ", html))
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


def says(markdown):
    """The words of a piece of the bank, as `words` gives them."""
    plain = re.sub(r"(?<!\w)\*([^*\s][^*]*)\*", r"\1", as_text(markdown).replace("`", ""))
    return " ".join(plain.replace("’", "'").replace("‘", "'").split())


def alike(left, right):
    """Whether two texts hold the same words; dashes, quotes and spaces are a page's own affair."""
    left, right = (re.sub(r"[\s\"“”'`*–—.…-]+", "", text) for text in (left, right))
    return left == right


def check(question, asked, options):
    """Compare a question that was read back: (words, right, reply) for each option."""
    assert alike(asked, question.id + says(question.ask)), question.id
    assert len(options) == len(question.options)
    for (shown, right, reply), option in zip(options, question.options, strict=True):
        assert alike(shown, says(option.says)), (question.id, shown, option.says)
        assert right == option.right
        assert alike(reply, says(option.reply)), (question.id, reply, option.reply)


def test_the_two_forms_ask_for_the_same_ideas_in_the_same_order():
    a, b = SETS["form_a"], SETS["form_b"]
    assert len(a) == len(b) == 20
    assert len({question.id for question in a + b}) == 40
    assert [q.id[:2] for q in a] == [q.id[:2] for q in b]  # of the same lesson
    assert {q.id[:2] for q in a} == {id[:2] for id in bank()}  # every lesson is asked


def test_three_in_four_of_their_questions_are_asked_in_lessons_as_teaching_says():
    asked = {
        found[1]
        for path in (NOTEBOOKS / "text").glob("*.md")
        for cell in read_twin(path).cells
        if (found := ASK.fullmatch(cell.source))
    }
    forms = {question.id for question in SETS["form_a"] + SETS["form_b"]}
    assert 0.7 < len(forms & asked) / len(forms) < 0.8


@pytest.mark.filterwarnings("ignore:'locale.getdefaultlocale':DeprecationWarning")  # pygiftparser's
@pytest.mark.parametrize("name", SETS)
def test_moodle_reads_every_question(name):
    parser = needed("pygiftparser.parser")
    shown = parser.transformSpecials  # takes the backslashes away
    read = parser.parseFile(io.StringIO(votes.gift(name, SETS[name]) + "\n"))
    assert [found.title for found in read] == [question.id for question in SETS[name]]
    for found, question in zip(read, SETS[name], strict=True):
        assert found.valid
        assert found.markup == "html"
        options = [
            (words(shown(answer.answer)), answer.fraction == 100, words(shown(answer.feedback)))
            for answer in found.answers.answers
        ]
        check(question, words(shown(found.text)), options)


@pytest.mark.parametrize("name", SETS)
def test_canvas_reads_every_question(name, tmp_path):
    needed("text2qti")
    votes.write_qti(name, SETS[name], tmp_path / "quiz.zip")
    with zipfile.ZipFile(tmp_path / "quiz.zip") as package:
        files = package.namelist()
        # What the manifest names is there.
        manifest = ElementTree.fromstring(package.read("imsmanifest.xml"))
        named = [e.get("href") for e in manifest.iter() if e.tag.endswith("}file")]
        assert named
        assert set(named) <= set(files)
        (file,) = (f for f in files if re.fullmatch(r"(text2qti_assessment_\w+)/\1\.xml", f))
        items = ElementTree.fromstring(package.read(file)).findall(".//q:item", QTI)
    assert [item.get("title") for item in items] == [question.id for question in SETS[name]]
    for item, question in zip(items, SETS[name], strict=True):
        asked = item.findtext("q:presentation/q:material/q:mattext", namespaces=QTI)
        for picture in re.findall(r"\$IMS-CC-FILEBASE\$/([^\"?]+)", asked):
            assert picture in files
        assert ("<img" in asked) == bool(question.picture)
        conditions = item.findall(".//q:respcondition", QTI)
        (best,) = (
            condition.findtext(".//q:varequal", namespaces=QTI)
            for condition in conditions
            if condition.findtext("q:setvar", namespaces=QTI) == "100"
        )
        replies = {
            feedback.get("ident"): feedback.findtext(".//q:mattext", namespaces=QTI)
            for feedback in item.findall("q:itemfeedback", QTI)
        }
        linked = {
            condition.findtext(".//q:varequal", namespaces=QTI): shown.get("linkrefid")
            for condition in conditions
            if (shown := condition.find("q:displayfeedback", QTI)) is not None
        }
        options = [
            (
                words(label.findtext(".//q:mattext", namespaces=QTI)),
                label.get("ident") == best,
                words(replies[linked[label.get("ident")]]),
            )
            for label in item.findall(".//q:response_label", QTI)
        ]
        check(question, words(asked), options)


@pytest.mark.parametrize("name", SETS)
def test_cards_tell_the_answers_on_the_last_sheet_alone(name):
    cards, key = votes.cards(name, SETS[name]).split('<div class="key">')
    assert cards.count("<section>") == len(SETS[name])
    assert 'src="http' not in cards
    for question in SETS[name]:
        place = [option.right for option in question.options].index(True)
        assert f"<h2>{question.id}</h2>" in cards
        assert f"<dt>{question.id}: {LETTERS[place]}</dt>" in key
        assert votes.inline(question.options[place].reply) not in cards


@pytest.mark.parametrize("name", SETS)
def test_a_deck_shows_a_vote_a_page_and_its_answer_a_step_later(name):
    sections = votes.deck(name, SETS[name]).split("<section>")[1:]
    assert len(sections) == len(SETS[name])
    for section, question in zip(sections, SETS[name], strict=True):
        before, after = section.split('<p class="fragment">')
        assert before.count("<li>") == len(question.options)
        assert "<strong>Right.</strong>" in after
        assert "<strong>Right.</strong>" not in before
