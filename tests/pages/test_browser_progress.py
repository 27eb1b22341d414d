"""The start page in a real JupyterLab, by keys: where one stopped, progress, what is due.

It needs Playwright (`make .venv/browser`) and Debian's Chromium; without them it is skipped, or
fails if NNLIB_REQUIRE_BROWSER is 1.
"""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

import lab
from lab_driver import NOTEBOOKS
from nnlib.classroom import record
from nnlib.classroom.practice import lessons
from nnlib.classroom.questions.bank import bank

from .test_browser_lessons import UNNAMED

LESSON = "01_the_perceptron"
DUE = ["00.1", "01.2"]  # in this order


def noted(folder):
    return [(entry["kind"], entry["id"], entry["outcome"]) for entry in record.read(folder)]


@pytest.fixture(scope="module")
def folder(jupyterlab):
    """Give the folder of a student who has solved one exercise and missed two questions."""
    folder = jupyterlab.root / "my_lessons"
    folder.mkdir()
    (folder / record.OF_A_STUDENT).write_text("{}", encoding="utf-8")
    text = lab.fresh_text(NOTEBOOKS / f"{LESSON}.ipynb")
    (folder / f"{LESSON}.ipynb").write_text(text, encoding="utf-8")
    times = [datetime.now(UTC) - timedelta(days) for days in (9, 8, 7)]
    lines = [("ask", DUE[0], "wrong"), ("ask", DUE[1], "right"), ("check", "nand_gate", "right")]
    (folder / record.FILE).write_text(
        "\n".join(
            json.dumps({"time": time.isoformat(), "kind": kind, "id": id, "outcome": outcome})
            for time, (kind, id, outcome) in zip(times, lines)
        ),
        encoding="utf-8",
    )
    assert lab.page_to_open(NOTEBOOKS, folder) == "progress.ipynb"
    return folder


@pytest.fixture(scope="module")
def page(jupyterlab, folder):
    """Give the start page, its cells run by Shift+Enter alone."""
    notebook = jupyterlab.notebook("my_lessons/progress")
    notebook.wait("document.activeElement.classList.contains('jp-Notebook-cell')")
    for _ in range(len(notebook.cells()) - 1):
        notebook.page.keyboard.press("Shift+Enter")
    notebook.wait("[...nb.model.cells].every(c => c.type !== 'code' || c.executionCount)")
    notebook.wait("panel.sessionContext.session.kernel.status === 'idle'")
    notebook.settle()
    yield notebook
    assert notebook.errors == []
    assert notebook.elsewhere == []
    notebook.close()


def test_it_says_where_one_stopped_and_what_comes_next(page):
    top = page.cell(0)
    assert top.get_by_role("heading", name="Where you are").count() == 1
    words = top.text_content()
    assert "You were last in 01 the perceptron, on " in words
    assert "Solved are 1 of its 6 exercises." in words
    core, deeper = top.get_by_role("list").all()
    assert core.get_by_role("listitem").all_text_contents() == ["01.4 One correction"]
    assert "Then begin 02 the sigmoid neuron." in words
    assert deeper.get_by_role("listitem").count() == 4
    assert "2 questions are due." in words


def test_it_shows_progress_as_table_picture_and_sentence(page):
    cell = page.cell(1)
    assert "01 the perceptron        1 of 6" in page.said(1)
    picture = cell.get_by_role("img", name="Three bar charts by lesson")
    assert picture.evaluate("image => image.naturalWidth") > 1000  # crisp
    said = cell.locator("pre").last.text_content()
    assert re.match(
        r"1 of \d+ exercises solved, 0 more tried; 1 of \d+ questions known, 2 due", said
    )
    # The table's lines, and the one under it, are not broken: each is as high as it is alone.
    table = cell.locator("pre").first
    n = table.evaluate("pre => pre.clientHeight / parseFloat(getComputedStyle(pre).lineHeight)")
    assert round(n) == 1 + len(lessons()) + 2


def test_what_is_due_is_asked_and_an_answer_by_keys_is_noted(page, folder):
    cell = page.cell(3)
    questions = cell.locator(".nn-asking")
    assert questions.count() == 5
    assert "5 questions: 2 due and 3 that you have not been asked yet." in page.said(3)
    assert [UNNAMED.findall(question.aria_snapshot()) for question in questions.all()] == 5 * [[]]
    before = noted(folder)
    for place, id in enumerate(DUE):
        option = [option.right for option in bank()[id].options].index(True)
        question = questions.nth(place)
        question.get_by_role("radio").first.focus()
        page.page.keyboard.press("Space")
        for _ in range(option):
            page.page.keyboard.press("ArrowDown")
        page.page.keyboard.press("Enter")
        question.get_by_role("status").filter(has_text="✓ Right.").wait_for()
    page.wait("panel.sessionContext.session.kernel.status === 'idle'")
    assert noted(folder) == [*before, *[("ask", id, "right") for id in DUE]]
    page.run(3)
    page.settle()
    assert "5 questions: 5 that you have not been asked yet." in page.said(3)


def test_the_lesson_is_opened_from_there(page):
    link = page.cell(0).get_by_role("link", name="01 the perceptron")
    link.focus()
    page.page.keyboard.press("Enter")
    page.wait("shell.currentWidget.context.path === 'my_lessons/01_the_perceptron.ipynb'")
