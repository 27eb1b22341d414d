"""The website: its pages, its links, and that everybody can use it, in light and in dark.

It is built once, with what `make site` installs, and then looked at in Chromium (make
.venv/browser). Without these the tests are skipped, or fail if NNLIB_REQUIRE_BROWSER is 1.
"""

import functools
import importlib.util
import json
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest

import build_site
import build_slides
from lab import GUESS_FIRST
from nnlib.classroom.questions import pictures
from nnlib.classroom.questions.bank import LETTERS, bank
from nnlib.classroom.questions.words import inline
from page_checks import Page, skip_or_fail, wrong_alts, wrong_headings, wrong_links

COURSE = build_site.COURSE
LESSONS = sorted((COURSE / "notebooks").glob("*.ipynb"))
AXE = build_site.MATHJAX.parent / "axe-core" / "axe.min.js"
PATIENCE = 120_000  # milliseconds: the computer may be slow and busy


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder of the site, made here. Sphinx's warnings are errors."""
    for module in ("sphinx", "myst_nb", "sphinx_book_theme", "numpydoc"):
        if importlib.util.find_spec(module) is None:
            skip_or_fail(f"{module} (make .venv/site)")
    if not AXE.is_file():
        skip_or_fail("MathJax and axe-core (make site)")
    into = tmp_path_factory.mktemp("built") / "site"
    build_site.build(into)
    return into


@pytest.fixture(scope="module")
def pages(site):
    """All pages by their paths."""
    paths = [path for path in site.rglob("*.html") if "_static" not in path.parts]
    return {path: Page(path.read_text(encoding="utf-8")) for path in paths}


# The pages ---------------------------------------------------------------------------------------


def test_every_lesson_guide_and_module_has_its_page(site, pages):
    names = {path.relative_to(site).with_suffix("").as_posix() for path in pages}
    lessons = {f"notebooks/{path.stem}" for path in LESSONS}
    folders = ("docs", "notebooks")
    texts = {f"{name}/{path.stem}" for name in folders for path in (COURSE / name).glob("*.md")}
    questions = {f"questions/{path.stem}" for path in LESSONS}
    assert names >= lessons | questions | texts | {"index", "search", "CONTRIBUTING", "TEACHING"}
    modules = {name.rpartition("/")[2] for name in names if name.startswith("api/")}
    assert modules == {"index", *build_site.modules()}
    assert {"nnlib.layers", "nnlib.training", "nnlib.classroom.plots"} <= modules


def test_lessons_come_in_order(site, pages):
    for path, following in pairwise(LESSONS):
        page = pages[site / "notebooks" / f"{path.stem}.html"]
        assert f"{following.stem}.html" in page.links
    front = pages[site / "index.html"]
    assert {f"notebooks/{path.stem}.html" for path in LESSONS} <= set(front.links)


def test_no_link_is_broken(pages):
    assert list(wrong_links(pages)) == []


def test_pages_load_nothing_from_elsewhere(pages):
    loads = {load for page in pages.values() for load in page.loads}
    assert [load for load in loads if re.match(r"\w+:|//", load) and load[:5] != "data:"] == []


def test_headings_are_in_order(pages):
    wrong = {path.name: list(wrong_headings(page.headings)) for path, page in pages.items()}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_every_picture_says_what_it_shows(pages):
    wrong = {path.name: list(wrong_alts(page.pictures)) for path, page in pages.items()}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_pictures_are_all_there_with_their_words(site, pages):
    for path in LESSONS:
        page = pages[site / "notebooks" / f"{path.stem}.html"]
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        drawn, alts = [], []
        for cell in cells:
            here = [out for out in cell.get("outputs", []) if "image/png" in out.get("data", {})]
            drawn += here
            alts += [output["metadata"]["image/png"]["alt"] for output in here]
            question = build_slides.asked(cell)
            if question and question.picture:
                alts.append(getattr(pictures, question.picture)().alt)
        assert [alt for alt, _ in page.pictures] == alts
        for output in drawn:
            if output["output_type"] == "execute_result":  # an explorer
                sentence = "".join(output["data"]["text/plain"]).partition("\n")[2]
                assert " ".join(sentence.split()) in page.text


def test_each_lesson_leads_to_its_questions(site, pages):
    for path in LESSONS:
        page = pages[site / "notebooks" / f"{path.stem}.html"]
        assert f"../questions/{path.stem}.html" in page.links
        there = pages[site / "questions" / f"{path.stem}.html"]
        assert f"../notebooks/{path.stem}.html" in there.links


def test_teaching_notes_are_left_out(site, pages):
    hidden = []
    for path in LESSONS:
        page = pages[site / "notebooks" / f"{path.stem}.html"]
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        notes = [cell for cell in cells if "notes" in cell["metadata"].get("tags", [])]
        plain = [line.strip() for cell in notes for line in cell["source"] if "`" not in line]
        hidden += [line for line in plain if re.fullmatch(r"[\w ,.:]{30,}", line)]
        assert [line for line in hidden if line in page.text] == []
    assert len(hidden) > 10


def test_links_of_the_texts_lead_to_files():
    texts = [*COURSE.glob("*.md"), *COURSE.glob("docs/*.md"), *COURSE.glob("notebooks/**/*.md")]
    assert len(texts) > 15
    broken = []
    for path in texts:
        # A lesson's text has its links as seen from the notebook made of it.
        folder = COURSE / "notebooks" if path.parent.name == "text" else path.parent
        text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
        for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
            if not re.match(r"https?:|#", link) and not (folder / link.split("#")[0]).exists():
                broken.append(f"{path.name}: {link}")
    assert broken == []


# In the browser ----------------------------------------------------------------------------------

# A colour of code is judged on the first three words of each class; thousands would take minutes.
UNWRAP = """() => {
    const seen = {};
    for (const word of document.querySelectorAll("pre span, .sig span")) {
        if (word.children.length) continue;
        seen[word.className] = (seen[word.className] ?? 0) + 1;
        if (seen[word.className] > 3) word.replaceWith(word.textContent);
    }
    document.querySelectorAll("pre").forEach(block => block.normalize());
}"""
JUDGE = """async only => {
    const options = {resultTypes: ["violations"], ...(only ? {runOnly: only} : {})};
    const found = (await axe.run(document, options)).violations;
    return found.filter(rule => ["serious", "critical"].includes(rule.impact)).flatMap(
        rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`));
}"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def address(site):
    """Where the site is served."""
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def page(address, chromium):
    """A page in Chromium that notes errors, and requests to another host."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.set_default_timeout(PATIENCE)
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda said: page.wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((address, "data:", "blob:"))
            else page.wrong.append(request.url)
        ),
    )
    yield page
    page.close()


def open_page(page, link):
    page.goto(link)
    page.evaluate("async () => { if (window.MathJax) await MathJax.startup.promise }")


def judge(page, source):
    """What axe-core finds on an open page that is serious or critical, in light and in dark."""
    page.evaluate(UNWRAP)
    page.evaluate(source)
    found = []
    for theme, only in (("light", None), ("dark", ["color-contrast"])):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        found += [f"{theme}: {line}" for line in page.evaluate(JUDGE, only)]
    return found


def test_pages_are_for_everyone(site, pages, address, page):
    source, wrong = AXE.read_text(encoding="utf-8"), {}
    # All but the reference, whose pages are made alike: of those every sixth.
    reference = sorted(path for path in pages if "api" in path.relative_to(site).parts)
    for path in sorted(set(pages) - set(reference) | set(reference[::6])):
        name = path.relative_to(site).as_posix()
        open_page(page, f"{address}/{name}")
        found = judge(page, source)
        page.set_viewport_size({"width": 400, "height": 800})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > 400:
            found.append(f"is {wide} pixels wide on a screen of 400")
        page.set_viewport_size({"width": 1280, "height": 900})
        if found:
            wrong[name] = found
    assert wrong == {}
    assert page.wrong == []


def test_axe_finds_what_is_wrong(address, page):
    open_page(page, f"{address}/index.html")
    page.evaluate(
        """() => {
            document.querySelector("article h2").style.color = "#444";
            document.querySelector("article img").removeAttribute("alt");
        }"""
    )
    found = "\n".join(judge(page, AXE.read_text(encoding="utf-8")))
    assert "dark: color-contrast" in found
    assert "light: image-alt" in found


def test_formulas_can_be_read_out(address, page):
    open_page(page, f"{address}/notebooks/04_two_layers.html")
    formulas = page.locator("mjx-container")
    assert formulas.count() > 10
    assert page.locator("mjx-container > mjx-assistive-mml > math").count() == formulas.count()
    assert page.locator("mjx-merror, [data-mjx-error]").count() == 0


def test_a_question_is_answered_by_keys_without_a_program(address, page):
    """Its options are folded; opened, each shows its own reply."""
    open_page(page, f"{address}/questions/04_two_layers.html")
    folded = page.locator("article details")
    asked = [question for question in bank().values() if question.id[:2] == "04"]
    options = [(question, place) for question in asked for place in range(len(question.options))]
    for details, (question, place) in zip(folded.all(), options, strict=True):
        says = plain_words(question.options[place].says)
        reply = details.locator("p")
        assert not reply.is_visible()
        details.locator("summary").focus()
        page.keyboard.press("Enter")
        assert details.locator("summary").inner_text() == f"{LETTERS[place]}) {says}"
        assert reply.inner_text() == plain_words(question.reply(place))
    assert page.wrong == []


def test_the_answer_to_a_guess_opens_by_keys(address, page):
    open_page(page, f"{address}/notebooks/04_two_layers.html")
    answer = page.get_by_text("The best line leaves the disc nearly whole", exact=False)
    assert not answer.is_visible()
    page.locator("article details.hide > summary").first.focus()
    page.keyboard.press("Enter")
    answer.wait_for()
    text = page.locator("article details:not(.hide)", has_text=GUESS_FIRST).first
    assert not text.locator("p").first.is_visible()
    text.locator("summary").click()
    text.locator("p").first.wait_for()
    assert page.wrong == []


def plain_words(markdown):
    return markdown.replace("`", "").replace("*", "")


def test_search_finds_a_lesson(address, page):
    open_page(page, f"{address}/search.html?q=backpropagation")
    page.locator("#search-results a[href*='04_two_layers']").first.wait_for()
    assert page.wrong == []


def test_light_and_dark_can_be_chosen(address, page):
    open_page(page, f"{address}/index.html")
    seen = set()
    for mode in ("light", "dark"):
        page.get_by_role("button", name="Color mode").click()
        page.locator(f".theme-change-button[data-mode={mode}]").click()
        seen.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(seen) == 2


# Breaking the rules ------------------------------------------------------------------------------


def test_broken_links_are_seen(tmp_path):
    here, there = tmp_path / "here.html", tmp_path / "there.html"
    here.write_text('<a href="there.html#a">1</a> <a href="#b">2</a> <p id="b">')
    there.write_text('<p id="a"><img src="gone.png"><a href="gone.html"> <a href="here.html#c">')
    pages = {path: Page(path.read_text()) for path in (here, there)}
    assert [line.split(": ")[1].split()[0] for line in wrong_links(pages)] == [
        "gone.html",
        "here.html#c",
        "gone.png",
    ]


@pytest.mark.parametrize("levels", [[], [2, 1], [1, 3], [1, 2, 1], [1, 2, 4, 2]])
def test_headings_out_of_order_are_seen(levels):
    assert list(wrong_headings([1, 2, 3, 2, 3])) == []
    assert list(wrong_headings(levels))


@pytest.mark.parametrize("address", [None, "https://github.com/ada/course"])
def test_a_still_picture_says_how_to_run_it(address):
    cell = {"cell_type": "code", "source": "x", "metadata": {"tags": ["explorer"]}, "outputs": []}
    page = build_site.lesson_page({"cells": [cell]}, address)
    says = page["cells"][-1]["source"]
    assert "on your own computer" in says
    assert ("(https://mybinder.org/v2/gh/ada/course/" in says) == bool(address)


def test_a_question_in_a_lesson_opens_without_a_program():
    """On the page stand its options to open, and no code."""
    cell = {"cell_type": "code", "source": ['ask("04.1")'], "metadata": {}, "outputs": []}
    [question] = build_site.lesson_page({"cells": [cell]})["cells"]
    assert question["cell_type"] == "markdown"
    assert question["source"].count("<details>") == len(bank()["04.1"].options)
    for option in bank()["04.1"].options:
        assert inline(option.reply) in question["source"]
    other = {**cell, "source": ['ask("04.1", "a")'], "outputs": []}
    assert build_site.lesson_page({"cells": [other]})["cells"][0]["cell_type"] == "code"


def test_a_cell_with_two_pictures_keeps_both_alt_texts():
    drawn = [
        {
            "output_type": "display_data",
            "data": {"image/png": ""},
            "metadata": {"image/png": {"alt": alt, "width": width}},
        }
        for alt, width in (("one", 300), ("two", 400))
    ]
    cell = {"cell_type": "code", "source": "draw()", "metadata": {}, "outputs": drawn}
    parts = build_site.one_picture_a_cell(cell)
    assert [part["metadata"]["mystnb"]["image"] for part in parts] == [
        {"alt": "one", "width": "300px"},
        {"alt": "two", "width": "400px"},
    ]
    assert [part["metadata"].get("tags") for part in parts] == [None, ["remove-input"]]
    assert cell["outputs"] == drawn
