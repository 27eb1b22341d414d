"""A question in a real JupyterLab: its names, keys and mouse, and the reply that is read out.

It needs Playwright (`make .venv/browser`) and Debian's Chromium; without them it is skipped, or
fails if NNLIB_REQUIRE_BROWSER is 1.
"""

import re

import nbformat
import pytest

from nnlib.classroom.questions.bank import bank

from .test_browser_lessons import UNNAMED

QUESTION = bank()["04.10"]  # with a picture
RIGHT = [option.right for option in QUESTION.options].index(True)
CELL = f"from nnlib.classroom.questions import ask\nasked = ask({QUESTION.id!r})\nasked"


@pytest.fixture(scope="module")
def notebook(jupyterlab):
    """Give a notebook with a question, the same shown again, and a cell that is left alone."""
    cells = [nbformat.v4.new_code_cell(text) for text in (CELL, "asked", "")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(book, jupyterlab.root / "questions.ipynb")
    notebook = jupyterlab.notebook("questions")
    notebook.run_to(1)
    yield notebook
    assert notebook.errors == []
    assert notebook.elsewhere == []
    notebook.close()


@pytest.fixture
def cell(notebook):
    """Give the cell with the question."""
    notebook.ask("nb.activeCellIndex = 0")
    yield notebook.cell(0)
    # No key has gone to JupyterLab: to another cell, or as a command.
    assert notebook.ask("nb.activeCellIndex") == 0
    assert notebook.ask("nb.model.cells.length") == 3


def replied(cell, place):
    """Wait for the reply to an option, with its mark and its word."""
    option = QUESTION.options[place]
    verdict = "✓ Right." if option.right else "✗ Wrong."
    words = option.reply.replace("`", "").replace("*", "")
    reply = cell.get_by_role("status").filter(has_text=f"{verdict} {words}")
    reply.wait_for(timeout=30_000)
    assert reply.get_attribute("class") == ("right" if option.right else "wrong")


def test_a_screen_reader_is_told_the_question_and_every_option(cell):
    tree = cell.locator(".nn-asking").aria_snapshot()
    assert UNNAMED.findall(tree) == []
    group = cell.get_by_role("radiogroup", name=re.compile("^The output biases of a network stay"))
    assert group.count() == 1
    for option in QUESTION.options:
        assert group.get_by_role("radio", name=option.says, exact=True).count() == 1
    picture = cell.get_by_role("img", name=re.compile("^A bar chart of images for which it is on"))
    assert picture.evaluate("image => image.naturalWidth") > 100


def test_it_is_answered_by_keys_alone(notebook, cell):
    cell.get_by_role("radio").first.focus()
    notebook.page.keyboard.press("Space")
    for place in range(len(QUESTION.options)):
        if place:
            notebook.page.keyboard.press("ArrowDown")
            assert cell.get_by_role("status").text_content() == ""  # it belonged to another option
        notebook.page.keyboard.press("Enter")
        replied(cell, place)
    notebook.page.keyboard.press("ArrowUp")
    notebook.page.keyboard.press("Tab")
    notebook.page.keyboard.press("Space")  # the button
    replied(cell, len(QUESTION.options) - 2)


def test_it_is_answered_by_mouse(cell):
    cell.get_by_text(QUESTION.options[RIGHT].says).click()
    cell.get_by_role("button", name="Answer").click()
    replied(cell, RIGHT)


def test_the_same_answer_once_more_gets_its_reply_once_more(cell):
    for place in (RIGHT, (RIGHT + 1) % len(QUESTION.options), RIGHT):
        cell.get_by_role("radio").nth(place).check()
    for _ in range(2):
        cell.get_by_role("button", name="Answer").click()
        replied(cell, RIGHT)


def test_the_same_question_shown_again_tells_the_same(notebook, cell):
    cell.get_by_role("radio").nth(RIGHT).check()
    cell.get_by_role("button", name="Answer").click()
    replied(notebook.cell(1), RIGHT)
    assert notebook.cell(1).get_by_role("radio").nth(RIGHT).is_checked()


def test_without_a_choice_it_asks_for_one(notebook):
    notebook.write(2, CELL)
    notebook.run(2)
    cell = notebook.cell(2)
    cell.get_by_role("button", name="Answer").click()
    cell.get_by_role("status").filter(has_text="Choose one of them first.").wait_for()
    notebook.write(2, "")


def test_lines_break_between_words_where_there_is_little_room(notebook, cell):
    question = cell.locator(".nn-asking")
    question.evaluate("element => { element.style.width = '260px'; }")
    wide = question.evaluate("element => element.scrollWidth > element.clientWidth + 1")
    question.evaluate("element => { element.style.width = ''; }")
    assert not wide
