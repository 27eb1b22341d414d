"""What the slides and the website show of each lesson, read without a browser."""

import copy
import html
import json
import re

import pytest

import build_site
import build_slides
import lab
from nnlib.classroom.questions.bank import LETTERS

NOTEBOOKS = sorted((build_slides.COURSE / "notebooks").glob("*.ipynb"))


def kind_of(cell):
    return cell["metadata"].get("slideshow", {}).get("slide_type", "-")


def tags_of(cell):
    return cell["metadata"].get("tags", [])


def source_of(cell):
    return "".join(cell["source"])


def words(text):
    """The words of HTML or Markdown, without marks: what both have in common."""
    text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return re.sub(r"[^\w]+", " ", text).strip()


def longest_line(cell):
    """A piece of a text cell that reads the same in HTML: its longest line without marks."""
    lines = re.split(r"\n|[`*$\[\]()|<>&#_]|\d\.", source_of(cell))
    return words(max(lines, key=len))


def pictures(cells):
    """Alt texts of the pictures that cells store, in order."""
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [
        output["metadata"]["image/png"]["alt"]
        for output in outputs
        if "image/png" in output.get("data", {})
    ]


def explorers(cells):
    """The sentence under each picture with controls."""
    for cell in cells:
        for output in cell.get("outputs", []):
            if output["output_type"] == "execute_result" and "image/png" in output["data"]:
                yield "".join(output["data"]["text/plain"]).partition("\n")[2]


def asks(cell):
    """The question or guess that a cell asks for, or None."""
    return build_slides.asked(cell) or build_slides.guessed(cell)


def as_page_text(cell):
    """What the site shows of a cell in its place."""
    if question := build_slides.asked(cell):
        return build_site.question_text(question)
    if to_guess := build_slides.guessed(cell):
        return build_site.guess_text(to_guess)
    return source_of(lab.folded(cell) if "answer" in tags_of(cell) else cell)


class Lesson:
    """A lesson as it is stored, and the two forms that are made of it."""

    def __init__(self, path):
        self.cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        stored = {"cells": copy.deepcopy(self.cells)}
        self.deck = build_slides.deck_html(copy.deepcopy(stored))
        self.slides = self.deck[self.deck.index('<div class="page">') :]
        self.notes = re.findall(r'<aside class="notes">(.*?)</aside>', self.slides, re.S)
        self.shown = re.sub(r"<aside.*?</aside>", " ", self.slides, flags=re.S)
        self.page = build_site.lesson_page(stored)["cells"]


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def lesson(request):
    return Lesson(request.param)


# Slides


def test_speaker_notes_are_with_the_speaker_and_on_no_slide(lesson):
    spoken, shown = words(" ".join(lesson.notes)), words(lesson.shown)
    notes = [cell for cell in lesson.cells if kind_of(cell) == "notes"]
    assert notes
    for cell in notes:
        line = longest_line(cell)
        assert len(line) > 15
        assert line in spoken, "a note is lost"
        assert line not in shown, "a note is shown to everybody"


def test_skipped_cells_are_on_no_slide_and_all_others_are_in_order(lesson):
    shown = [cell for cell in lesson.cells if kind_of(cell) not in ("skip", "notes")]
    code = [cell for cell in shown if cell["cell_type"] == "code" and not asks(cell)]
    code = [source_of(cell).rstrip("\n") for cell in code]
    found = re.findall(
        r'<pre class="source highlight"><code>(.*?)</code></pre>', lesson.slides, re.S
    )
    assert [html.unescape(re.sub(r"<[^>]*>", "", text)) for text in found] == code
    place, text = 0, words(lesson.shown)
    for cell in shown:
        if cell["cell_type"] == "markdown" and len(line := longest_line(cell)) > 15:
            place = text.find(line, place)
            assert place >= 0, f"lost, or out of order: {line}"
    kept = {longest_line(cell) for cell in lesson.cells if kind_of(cell) != "skip"}
    for cell in lesson.cells:
        if kind_of(cell) == "skip" and cell["cell_type"] == "markdown":
            line = longest_line(cell)
            if len(line) > 25 and line not in kept:
                assert line not in text, "a skipped cell is shown"


def test_pictures_and_printed_lines_are_on_the_slides(lesson):
    code = [
        cell
        for cell in lesson.cells
        if cell["cell_type"] == "code" and kind_of(cell) not in ("skip", "notes")
    ]
    assert [html.unescape(alt) for alt in re.findall(r'<img alt="([^"]*)"', lesson.slides)] == (
        pictures(code)
    )
    streams = [
        "".join(output["text"]).rstrip()
        for cell in code
        for output in cell["outputs"]
        if output["output_type"] == "stream"
    ]
    found = re.findall(r'<pre class="output">(.*?)</pre>', lesson.slides, re.S)
    assert [html.unescape(text) for text in found] == streams


def test_a_question_is_a_vote_and_its_answer_comes_a_step_later(lesson):
    votes = re.findall(
        r'<ol class="vote" type="a">(.*?)</ol>\n<p class="fragment">(.*?)</p>', lesson.slides, re.S
    )
    questions = [found for cell in lesson.cells if (found := build_slides.asked(cell))]
    assert len(votes) == lesson.slides.count('class="vote"') == len(questions)
    for (options, answer), question in zip(votes, questions, strict=True):
        said = [words(option) for option in re.findall("<li>(.*?)</li>", options)]
        assert said == [words(option.says) for option in question.options]
        place = [option.right for option in question.options].index(True)
        assert words(answer) == words(f"{LETTERS[place]} {question.reply(place)}")
        spoken = words(" ".join(lesson.notes))
        for option in question.options:
            assert words(option.reply) in spoken
            assert option.right or words(option.reply) not in words(lesson.shown)


def test_a_guess_stands_on_its_slide_without_code_and_without_its_answer(lesson):
    for cell in filter(build_slides.guessed, lesson.cells):
        to_guess = build_slides.guessed(cell)
        shown = words(build_slides.cell_html(cell, None))
        choices = [option.says for option in getattr(to_guess, "options", ())]
        assert shown == words(" ".join([to_guess.ask, *choices]))


def test_steps_follow_one_another(lesson):
    _, *slides = lesson.slides.split('<div class="page">')
    types = [kind_of(cell) for cell in lesson.cells]
    assert len(slides) == types.count("slide") + types.count("subslide")
    steps = 0
    for slide in slides:
        numbers = [int(n) for n in re.findall(r'data-fragment-index="(\d+)"', slide)]
        assert sorted(set(numbers)) == list(range(len(set(numbers))))
        assert numbers == sorted(numbers)
        steps += len(set(numbers))
    assert steps == types.count("fragment")


# The site


def test_teaching_notes_are_on_no_page_and_all_other_cells_are_in_order(lesson):
    sources = [source_of(cell) for cell in lesson.page]
    kept = [cell for cell in lesson.cells if "notes" not in tags_of(cell)]
    assert len(kept) < len(lesson.cells)
    for cell in lesson.cells:
        if "notes" in tags_of(cell):
            assert source_of(cell) not in sources, "a teaching note is shown"
    parts = [
        source_of(cell)
        for cell in lesson.page
        if "remove-input" not in tags_of(cell) and "still picture" not in source_of(cell)
    ]
    assert parts == [as_page_text(cell) for cell in kept]
    numbers = [cell["id"] for cell in lesson.page]
    assert len(set(numbers)) == len(numbers)


def test_every_picture_is_on_the_page_with_its_own_words(lesson):
    kept = [cell for cell in lesson.cells if "notes" not in tags_of(cell)]
    assert pictures(lesson.page) == pictures(kept)
    for cell in lesson.page:
        assert len(pictures([cell])) <= 1, "MyST-NB has one alt text a cell"
        said = cell["metadata"].get("mystnb", {}).get("image", {}).get("alt")
        assert pictures([cell]) == ([said] if said else [])


def test_what_is_printed_is_on_the_page(lesson):
    def printed(cells):
        return [
            "".join(output["text"])
            for cell in cells
            for output in cell.get("outputs", [])
            if output["output_type"] == "stream"
        ]

    kept = [cell for cell in lesson.cells if "notes" not in tags_of(cell)]
    sentences = list(explorers(kept))
    assert sorted(printed(lesson.page)) == sorted([*printed(kept), *sentences])


def test_what_answers_a_guess_opens_on_the_page(lesson):
    revealing = [cell for cell in lesson.page if re.search(r"^reveal\(", source_of(cell), re.M)]
    told = [cell for cell in lesson.cells if re.search(r"^reveal\(", source_of(cell), re.M)]
    assert len(revealing) >= len(told)
    for cell in revealing:
        assert "hide-output" in tags_of(cell)
        assert cell["metadata"]["mystnb"]["code_prompt_show"] == lab.GUESS_FIRST


def test_a_picture_with_controls_says_how_to_run_it(lesson):
    for cell, after in zip(lesson.page, [*lesson.page[1:], None], strict=True):
        if "explorer" in tags_of(cell):
            assert after is not None and "still picture" in source_of(after)
    made = sum("still picture" in source_of(cell) for cell in lesson.page)
    assert made == sum("explorer" in tags_of(cell) for cell in lesson.cells)


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    """The sources of all pages, without what npm brings."""
    into = tmp_path_factory.mktemp("gathered")
    patch = pytest.MonkeyPatch()
    patch.setattr(build_site, "copy_parts", lambda folder: None)
    build_site.gather(into)
    patch.undo()
    return into


def test_every_lesson_text_and_module_has_a_page_that_a_list_leads_to(gathered):
    pages = {
        path.relative_to(gathered).with_suffix("").as_posix()
        for path in [*gathered.rglob("*.md"), *gathered.rglob("*.ipynb")]
    }
    assert {f"notebooks/{path.stem}" for path in NOTEBOOKS} <= pages
    assert {"index", "TEACHING", "CONTRIBUTING", "notebooks/glossary", "api/core/nnlib.layers"} <= (
        pages
    )
    listed = set()
    for path in gathered.rglob("*.md"):
        for tree in re.findall(r"```\{toctree\}\n(.*?)```", path.read_text("utf-8"), re.S):
            names = [line for line in tree.splitlines() if line and line[0] != ":"]
            folder = path.parent.relative_to(gathered)
            listed |= {
                (folder / name).as_posix().removesuffix(".md").removesuffix(".ipynb")
                for name in names
            }
    assert listed == pages - {"index"}
    modules = {page.rpartition("/")[2] for page in pages if page.startswith("api/")}
    assert modules == {"index", *build_site.modules()}
    assert {"nnlib.layers", "nnlib.training", "nnlib.classroom.plots"} <= modules
    assert not [name for name in modules if "lesson" in name], "exercises' answers have no page"


def test_the_front_page_leads_to_each_lesson_in_order(gathered):
    front = (gathered / "index.md").read_text(encoding="utf-8")
    links = re.findall(r"^\| \[\d\d [^\]]*\]\((\S+?)\) \|", front, re.M)
    assert links == [f"notebooks/{path.name}" for path in NOTEBOOKS]
    order = re.search(r"caption: Lessons\n\n(.*?)\n```", front, re.S)[1].splitlines()
    assert order == links
