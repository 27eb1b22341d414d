"""Guesses in a real JupyterLab: their names, keys and mouse, what is noted, and what is folded.

It needs Playwright (`make .venv/browser`) and Debian's Chromium; without them it is skipped, or
fails if NNLIB_REQUIRE_BROWSER is 1.
"""

from contextlib import contextmanager

import nbformat
import pytest

from lab import GUESS_FIRST, student_copy
from lab_driver import show

from .test_browser_lessons import UNNAMED

DECLARE = '''
from nnlib.classroom.guesses import given, guess, reveal
from nnlib.classroom.guesses.declared import read
declared = read("99_later.toml", """
[[guess]]
number = 1
ask = "How many per cent of the *points*?"
unit = "%"
near = 5
low = "A line may cut the ring."
high = "The ring surrounds it."
right = "Just so."

[[guess]]
number = 2
ask = "How much better will it be?"
options = [
  { says = "much better", reply = "None is between." },
  { says = "`not` at all", right = true, reply = "Two are one." },
]

[[guess]]
number = 3
ask = "Why do they stay alike?"
sentence = "Because they start alike."
""")
given.guesses = lambda: {asked.id: asked for asked in declared}
'''
NUMBER, CHOICE, SENTENCE, ANSWERS, FOLDED, LAST = range(1, 7)
CELLS = [
    DECLARE,
    'guess("99.1")',
    'guess("99.2")',
    'guess("99.3")',
    'reveal("99.1", 75.5)\nreveal("99.2")\nreveal("99.3")',
    "It is **two** lines:\n\n- one $x W_1$\n- $$(x\\,W_1)\\,W_2 = x\\,(W_1\\,W_2)$$",
    "",
]


@pytest.fixture(scope="module")
def notebook(jupyterlab):
    """Give a student's copy of a small lesson, run to its last guess."""
    new, text = nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell
    cells = [new(cell) for cell in CELLS]
    cells[FOLDED] = text(CELLS[FOLDED], metadata={"tags": ["answer"]})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(nbformat.from_dict(student_copy(book)), jupyterlab.root / "guesses.ipynb")
    notebook = jupyterlab.notebook("guesses")
    notebook.run_to(ANSWERS)
    yield notebook
    assert notebook.errors == []
    assert notebook.elsewhere == []
    notebook.close()


@contextmanager
def using(notebook, i):
    """Use what cell i asks; no key leads to another cell, or is taken for a command."""
    notebook.ask("nb.activeCellIndex = i", i=i)
    yield view(notebook, i)
    assert notebook.ask("nb.activeCellIndex") == i
    assert notebook.ask("nb.model.cells.length") == len(CELLS)


def view(notebook, i):
    """The place on the page where cell i asks."""
    return notebook.cell(i).locator(".nn-asking")


def noted(cell, words):
    """Wait for what is said to a guess."""
    cell.get_by_role("status").filter(has_text=words).wait_for(timeout=30_000)
    assert cell.get_by_role("status").text_content() == words


def answers(notebook):
    """What the lesson says to the guesses, run again."""
    return notebook.run(ANSWERS)


def test_without_guesses_the_lesson_has_run_on(notebook):
    assert "error" not in str(notebook.cells()[ANSWERS]["outputs"])


def test_a_screen_reader_is_told_what_to_guess(notebook):
    asked = {
        NUMBER: ("textbox", "How many per cent of the points?"),
        CHOICE: ("radiogroup", "How much better will it be?"),
        SENTENCE: ("textbox", "Why do they stay alike?"),
    }
    for i, (role, name) in asked.items():
        shown = view(notebook, i)
        assert UNNAMED.findall(shown.aria_snapshot()) == []
        assert shown.get_by_role(role, name=name, exact=True).count() == 1
        assert shown.get_by_role("button", name="My guess", exact=True).count() == 1
    for says in ("much better", "not at all"):
        assert view(notebook, CHOICE).get_by_role("radio", name=says, exact=True).count() == 1


def test_a_number_is_guessed_by_keys(notebook):
    with using(notebook, NUMBER) as asked:
        asked.get_by_role("textbox").focus()
        notebook.page.keyboard.type("90 %")
        notebook.page.keyboard.press("Enter")
        noted(asked, "Noted: 90 %. Run the next cells.")
    assert "You said 90 %; it is 75.5 %: too high by 14.5. The ring" in answers(notebook)
    with using(notebook, NUMBER) as asked:
        asked.get_by_role("textbox").focus()
        notebook.page.keyboard.press("Control+a")
        notebook.page.keyboard.type("many")
        assert asked.get_by_role("status").text_content() == ""  # it belonged to the other guess
        notebook.page.keyboard.press("Tab")
        notebook.page.keyboard.press("Space")  # the button
        noted(asked, "'many' is no number: write one such as 75, 0.3, 1/2 or 1e-3.")
    assert "You said 90 %" in answers(notebook)


def test_a_choice_is_made_by_keys(notebook):
    with using(notebook, CHOICE) as asked:
        asked.get_by_role("radio").first.focus()
        notebook.page.keyboard.press("Space")
        notebook.page.keyboard.press("Enter")
        noted(asked, "Noted: a. Run the next cells.")
    assert '✗ You said a, "much better". None is between. It is b' in answers(notebook)
    with using(notebook, CHOICE) as asked:
        asked.get_by_role("radio").first.focus()
        notebook.page.keyboard.press("ArrowDown")
        assert asked.get_by_role("status").text_content() == ""
        notebook.page.keyboard.press("Enter")
        noted(asked, "Noted: b. Run the next cells.")
    assert '✓ You said b, "`not` at all". Two are one.' in answers(notebook)


def test_a_sentence_is_written_by_keys(notebook):
    for words in ("dd and bb are no commands", "xx"):  # JupyterLab's, to delete and to cut cells
        with using(notebook, SENTENCE) as asked:
            asked.get_by_role("textbox").focus()
            notebook.page.keyboard.press("Control+a")
            notebook.page.keyboard.type(words)
            notebook.page.keyboard.press("Enter")
            noted(asked, "Noted. Run the next cells.")
        assert f"You said: {words}\nWe say: Because they start alike." in answers(notebook)


@pytest.mark.parametrize(
    ("i", "choose", "words"),
    [
        (NUMBER, lambda asked: asked.get_by_role("textbox").fill("75"), "Noted: 75 %."),
        (CHOICE, lambda asked: asked.locator("label").first.click(), "Noted: a."),
        (SENTENCE, lambda asked: asked.get_by_role("textbox").fill("So it is"), "Noted."),
    ],
    ids=["number", "choice", "sentence"],
)
def test_a_guess_is_made_by_mouse(notebook, i, choose, words):
    with using(notebook, i) as asked:
        choose(asked)
        asked.get_by_role("button", name="My guess").click()
        noted(asked, f"{words} Run the next cells.")


def test_the_same_guess_once_more_is_noted_once_more(notebook):
    cell = view(notebook, NUMBER)
    for words in ("75", "8", "75"):
        cell.get_by_role("textbox").fill(words)
    for _ in range(2):
        cell.get_by_role("textbox").press("Enter")
        noted(cell, "Noted: 75 %. Run the next cells.")
    cell.get_by_role("textbox").fill("")
    cell.get_by_role("textbox").press("Enter")
    noted(cell, "Write your guess first.")


def test_a_cell_run_again_shows_the_guess(notebook):
    view(notebook, NUMBER).get_by_role("textbox").fill("80")
    view(notebook, NUMBER).get_by_role("textbox").press("Enter")
    noted(view(notebook, NUMBER), "Noted: 80 %. Run the next cells.")
    notebook.run(NUMBER)
    notebook.settle()
    noted(view(notebook, NUMBER), "Noted: 80 %. Run the next cells.")
    assert view(notebook, NUMBER).get_by_role("textbox").input_value() == "80"


def test_without_a_choice_it_asks_for_one(notebook):
    notebook.write(LAST, DECLARE + 'given.GIVEN.clear()\nguess("99.2")')
    notebook.run(LAST)
    cell = view(notebook, LAST)
    cell.get_by_role("button", name="My guess").click()
    cell.get_by_role("status").filter(has_text="Choose one of them first.").wait_for()
    notebook.write(LAST, "")


def test_an_answer_is_folded_until_it_is_opened(notebook):
    fold = notebook.cell(FOLDED).locator("details")
    show(fold)
    words = fold.locator("p").first
    assert words.text_content() == "It is two lines:"
    assert not words.is_visible()
    fold.get_by_text(GUESS_FIRST, exact=True).click()
    words.wait_for()
    assert fold.locator("strong").inner_text() == "two"
    assert fold.locator("li").count() == 2
    fold.locator("mjx-container").nth(1).wait_for()
    assert "$" not in fold.inner_text()
    fold.locator("summary").focus()
    notebook.page.keyboard.press("Space")
    words.wait_for(state="hidden")


def test_lines_break_between_words_where_there_is_little_room(notebook):
    for i in (NUMBER, CHOICE, SENTENCE):
        shown = view(notebook, i)
        shown.evaluate("element => { element.style.width = '260px'; }")
        wide = shown.evaluate("element => element.scrollWidth > element.clientWidth + 1")
        shown.evaluate("element => { element.style.width = ''; }")
        assert not wide
