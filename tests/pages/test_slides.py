"""The decks of slides: what is on them, and that every page fits the screen.

The browser part needs Playwright and Chromium, and what `make slides` fetches by npm; without them
it is skipped, or fails if NNLIB_REQUIRE_BROWSER is 1.
"""

import json
import re
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import build_slides
from lab_driver import PATIENCE
from nnlib.classroom.questions import pictures
from page_checks import skip_or_fail

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
LESSONS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))

# Visit every page with all its steps shown. A formula's MathML is there for screen readers alone.
VISIT = """() => Reveal.getSlides().map(slide => {
    const { h, v } = Reveal.getIndices(slide);
    Reveal.slide(h, v, -1);
    const page = slide.querySelector(".page");
    const cells = [...page.querySelectorAll(".cell")];
    const first = cells.some(cell => getComputedStyle(cell).visibility === "visible");
    Reveal.slide(h, v, 999);
    const all = [...page.querySelectorAll("*")].filter(e => !e.closest("mjx-assistive-mml"));
    const boxes = all.map(e => e.getBoundingClientRect()).filter(b => b.width && b.height);
    const words = all.filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
    return {
        place: `${h}/${v}`,
        shown_first: first,
        empty: cells.filter(cell => !cell.children.length).length,
        left: Math.min(...boxes.map(b => b.left)),
        top: Math.min(...boxes.map(b => b.top)),
        right: Math.max(...boxes.map(b => b.right)),
        bottom: Math.max(...boxes.map(b => b.bottom)),
        cut: all.filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).length,
        letters: Math.min(...all.filter(e => e.matches("mjx-container") || words.includes(e))
            .map(e => parseFloat(getComputedStyle(e).fontSize))),
        pictures: [...page.querySelectorAll("img")].map(e => ({
            alt: e.alt, scale: e.getBoundingClientRect().width / e.getAttribute("width"),
            height: e.getBoundingClientRect().height,
        })),
        sources: page.querySelectorAll("pre.source").length,
        parts: [...page.querySelectorAll(".cell p, .cell li, .cell td, .cell pre")].length,
        wrong: page.querySelectorAll("mjx-merror, [data-mjx-error]").length,
        dollars: [...page.querySelectorAll(".markdown")].filter(
            e => e.innerText.includes("$$")).length,
        notes: slide.querySelector("aside.notes")?.textContent ?? "",
    };
})"""


@pytest.fixture(scope="module")
def context(chromium):
    """A browser's window of 1280×720."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    yield context
    context.close()


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    """The folder with the decks of all lessons."""
    if not build_slides.PACKAGES.is_dir():
        skip_or_fail("reveal.js and MathJax (make slides)")
    into = tmp_path_factory.mktemp("slides")
    build_slides.build(LESSONS, NOTEBOOKS, into)
    return into


def visit(context, deck):
    """Open a deck and go through it; give what is on each page, and what went wrong."""
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", lambda request: wrong.append(f"not there: {request.url}"))
    inside = (deck.parent.as_uri() + "/", "data:")
    page.on(
        "request",
        lambda request: None if request.url.startswith(inside) else wrong.append(request.url),
    )
    page.set_default_timeout(PATIENCE)
    page.goto(deck.as_uri())
    page.wait_for_selector("html[data-deck=ready]", state="attached")
    seen = page.evaluate(VISIT)
    page.close()
    return seen, wrong


def misfits(seen):
    """What is too large, too small, or not shown, page by page."""
    found = []
    for page in seen:
        if page["left"] < 0 or page["top"] < 0 or page["right"] > 1280 or page["bottom"] > 720:
            found.append(f"{page['place']} is larger than the screen")
        if page["cut"]:
            found.append(f"{page['place']} cuts something off")
        if page["letters"] < 16:
            found.append(f"{page['place']} has letters of {page['letters']} pixels")
        if not page["shown_first"]:
            found.append(f"{page['place']} is empty at first")
        if page["empty"]:
            found.append(f"{page['place']} has a step that shows nothing")
        for picture in page["pictures"]:
            # Smaller than readable only where it has the page for itself, and fills it.
            if picture["scale"] < 1.13 and (page["sources"] or picture["height"] < 560):
                found.append(f"{page['place']} has a picture at {picture['scale']:.2f} of its size")
    return found


def pictured(cell):
    """The alt texts of a cell's pictures: its question's, or what it drew."""
    if question := build_slides.asked(cell):
        return [getattr(pictures, question.picture)().alt] if question.picture else []
    if cell["cell_type"] != "code" or build_slides.guessed(cell):
        return []
    return [o["metadata"]["image/png"]["alt"] for o in cell["outputs"] if "data" in o]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_page_of_a_deck_fits_and_nothing_is_lost(lesson, decks, context):
    deck = decks / f"{lesson}.html"
    seen, wrong = visit(context, deck)
    assert not wrong
    assert not misfits(seen)
    assert not [page["place"] for page in seen if page["wrong"] or page["dollars"]], "formulas"

    notebook = json.loads((NOTEBOOKS / f"{lesson}.ipynb").read_text(encoding="utf-8"))
    shown = [c for c in notebook["cells"] if build_slides.slide_type(c) not in ("skip", "notes")]
    asking = [
        c for c in shown if build_slides.asked(c) or build_slides.guessed(c)
    ]  # without source
    code = [c for c in shown if c["cell_type"] == "code" and c not in asking]
    assert sum(page["sources"] for page in seen) == len(code)
    alts = [picture["alt"] for page in seen for picture in page["pictures"]]
    assert alts == [alt for cell in shown for alt in pictured(cell)]
    assert all(alts)
    written = re.sub(r'<p class="head">|<aside.*?</aside>', "", deck.read_text("utf-8"), flags=re.S)
    parts = len(re.findall(r"<(?:p|li|td|pre)[ >]", written))
    assert sum(page["parts"] for page in seen) == parts

    notes = [c for c in notebook["cells"] if build_slides.slide_type(c) == "notes"]
    spoken = " ".join(page["notes"] for page in seen)
    for cell in notes:
        words = re.sub(r"[*`$]", "", "".join(cell["source"])).split()[3:7]
        assert " ".join(words) in " ".join(spoken.split())


def test_a_printed_deck_has_a_page_a_slide(decks, context):
    page = context.new_page()
    page.goto(f"{(decks / f'{LESSONS[0]}.html').as_uri()}?print-pdf")
    # reveal.js lays the pages out after it is ready.
    page.locator(".slides .pdf-page").nth(10).wait_for(state="attached", timeout=PATIENCE)
    slides = page.locator(".slides .pdf-page").count()
    printed = len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))
    assert slides <= printed <= slides + 1  # reveal.js may leave an empty one at the end
    page.close()


def test_the_speakers_window_shows_the_notes(decks, context):
    page = context.new_page()
    page.goto((decks / f"{LESSONS[0]}.html").as_uri())
    page.wait_for_selector("html[data-deck=ready]", state="attached", timeout=PATIENCE)
    page.evaluate("() => { while (!Reveal.getSlideNotes()) Reveal.next(); }")
    with context.expect_page() as opened:
        page.keyboard.press("s")
    notes = opened.value.locator(".speaker-controls-notes .value")
    notes.filter(has_text="For the instructor").wait_for(timeout=PATIENCE)
    opened.value.close()
    page.close()


def test_the_index_lists_the_decks(decks):
    listed = re.findall(r'href="(\w+)\.html"', (decks / "index.html").read_text(encoding="utf-8"))
    assert listed == LESSONS


def text(source, kind="-"):
    return {"cell_type": "markdown", "source": source, "metadata": metadata(kind)}


def metadata(kind):
    return {"slideshow": {"slide_type": kind}} if kind != "-" else {}


def code(source, *outputs, kind="fragment"):
    return {
        "cell_type": "code",
        "source": source,
        "outputs": list(outputs),
        "metadata": metadata(kind),
    }


def picture(width, height, alt="A grey area."):
    png = BytesIO()
    Image.new("L", (width, height), 128).save(png, "PNG")
    return {
        "output_type": "display_data",
        "data": {"image/png": b64encode(png.getvalue()).decode()},
        "metadata": {"image/png": {"alt": alt, "width": width}},
    }


def printed(lines):
    return {"output_type": "stream", "name": "stdout", "text": "a line of numbers\n" * lines}


def test_cells_longer_than_a_page_are_cut(decks, context):
    longest = "print(" + "1234567890" * 8 + ")"
    cells = [
        text("# A lesson", "slide"),
        text("## A section\n\n" + "\n\n".join(["A paragraph of the text. " * 12] * 14), "slide"),
        text("As **formula** and table:\n\n$$" + "a_1 + b_2 + " * 11 + "c$$"),
        text("| a | b |\n| --- | --- |\n" + "| one | two |\n" * 4),
        code("\n".join([longest] * 15), picture(720, 720), printed(2)),
        code("one\ntwo", picture(590, 420), printed(1)),
        code("one", printed(24)),
        text("Before a table.\n\n| a | b |\n| --- | --- |\n" + "| one | two |\n" * 21),
        text("The end.", "subslide"),
        text("Say something about it.", "notes"),
    ]
    deck = decks / "long.html"
    deck.write_text(build_slides.deck_html({"cells": cells}), encoding="utf-8")
    seen, wrong = visit(context, deck)
    assert not wrong
    assert not misfits(seen)
    assert len(seen) > 5
    assert all(page["notes"] for page in seen)


def test_a_text_stays_with_its_picture(decks, context):
    cells = [
        text("What will be there?", "slide"),
        code("plot()", printed(1), picture(590, 420), printed(1)),
        text("This is what was there. " * 20),
        text("| a | b |\n| --- | --- |\n| one | two |"),
        code("long()\n" * 6, picture(590, 590)),
        text("Seen. " * 12),
    ]
    deck = decks / "together.html"
    deck.write_text(build_slides.deck_html({"cells": cells}), encoding="utf-8")
    seen, wrong = visit(context, deck)
    assert not wrong
    assert not misfits(seen)
    # The first picture has its question and its text; a table is no text to stand beside it. The
    # second needs a page, so its code goes under the table, and its text beside it.
    assert [(page["parts"], page["sources"], len(page["pictures"])) for page in seen] == [
        (5, 1, 1),
        (3, 1, 0),
        (1, 0, 1),
    ]
    first = page_boxes(context, deck, ".figure > img, .aside p, pre.output")
    above, image, below, words = first[:4]
    assert above["bottom"] <= image["top"]
    assert min(below["left"], words["left"]) >= image["right"]
    assert below["bottom"] <= words["top"]


def page_boxes(context, deck, selector):
    """Where the things found by a selector lie on the deck's first page."""
    page = context.new_page()
    page.goto(deck.as_uri())
    page.wait_for_selector("html[data-deck=ready]", state="attached", timeout=PATIENCE)
    boxes = page.evaluate(
        """selector => [...document.querySelectorAll(selector)]
            .map(e => e.getBoundingClientRect().toJSON())""",
        selector,
    )
    page.close()
    return boxes


def test_a_cell_shows_with_the_step_before_it():
    cells = [
        text("# Title", "slide"),
        text("goes on"),
        code("left out", kind="skip"),
        code("first step"),
        text("with it"),
        code("second step"),
        text("for the speaker", "notes"),
        text("below", "subslide"),
        code("its first step"),
        text("## Next", "slide"),
    ]
    stacks = build_slides.arrange(cells)
    steps = [
        [[(cell["source"], step) for cell, step in slide["cells"]] for slide in s] for s in stacks
    ]
    assert steps == [
        [
            [
                ("# Title", None),
                ("goes on", None),
                ("first step", 0),
                ("with it", 0),
                ("second step", 1),
            ],
            [("below", None), ("its first step", 0)],
        ],
        [[("## Next", None)]],
    ]
    assert [cell["source"] for cell in stacks[0][0]["notes"]] == ["for the speaker"]


def test_a_note_shows_from_the_note_before_it_on():
    cells = [
        text("# Title", "slide"),
        text("Welcome them.", "notes"),
        text("## One", "slide"),
        text("goes on", "subslide"),
        text("Ask before One.", "notes"),
        text("## Two", "slide"),
    ]
    stacks = build_slides.arrange(cells)
    build_slides.spread(stacks)
    notes = [[cell["source"] for cell in slide["notes"]] for slides in stacks for slide in slides]
    assert notes == [["Welcome them."], ["Ask before One."], ["Ask before One."], []]


def test_links_lead_to_decks_or_nowhere():
    made = build_slides.text_html(
        text("[a](03_one_layer.ipynb) [b](glossary.md) [c](https://example.org) <b>d</b>")
    )
    assert '<a href="03_one_layer.html">a</a> b <a href="https://example.org">c</a>' in made


def test_an_output_that_a_slide_cannot_show_is_refused():
    with pytest.raises(ValueError, match="alt text"):
        build_slides.code_html(code("x", picture(10, 10, alt=" ")))
    html = {"output_type": "display_data", "data": {"text/html": "<b>x</b>"}, "metadata": {}}
    with pytest.raises(ValueError, match="neither printed text nor a picture"):
        build_slides.code_html(code("x", html))


def test_the_colours_of_code_are_readable_on_white():
    def luminance(colour):
        shares = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        parts = [s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for token, style in build_slides.HIGHLIGHTING.style:
        if style["color"]:
            assert 1.05 / (luminance(style["color"]) + 0.05) >= 4.5, token
