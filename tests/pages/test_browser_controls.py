"""The explorers' controls in a real JupyterLab: their names, keys, mouse, and what Python gets.

It needs Playwright (`make .venv/browser`) and Debian's Chromium; without them it is skipped, or
fails if NNLIB_REQUIRE_BROWSER is 1.
"""

import json
import re

import nbformat
import pytest

from .test_browser_lessons import UNNAMED, drag

CELL = """\
import ipywidgets as widgets
from nnlib.classroom import explorers
from nnlib.classroom.explorers.controls import Choice
from nnlib.classroom.pictures import Picture
from nnlib.classroom.plots import bars

def picture(**values):
    return Picture(bars([1]).figure, repr(values), repr(values))

explorer = explorers.Explorer(
    picture,
    whole=(0, 9, 1, 2),
    real=(-0.3, 0.7, 0.1, 0.0),
    choice=["apple", "bread", "cheese", "dates"],
    strength=Choice([0.0, 0.003, 0.1], labels=["0", "0.003", "0.1"], slider=True),
    check=True,
    play=widgets.Play(min=0, max=3, interval=1500),
)
explorer"""
ALONE = """\
from nnlib.classroom.explorers.controls import Slider
slider, told = Slider(0, 1000, 1, 0, description="alone"), []
slider.observe(lambda change: told.append(change.new), names="value")
slider"""
START = {"whole": 2, "real": 0.0, "choice": "apple", "strength": 0.0, "check": True, "play": 0}


@pytest.fixture(scope="module")
def notebook(jupyterlab):
    """Give a notebook with a control of each kind, a slider alone, and a cell for questions."""
    cells = [nbformat.v4.new_code_cell(text) for text in (CELL, ALONE, "")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(book, jupyterlab.root / "controls.ipynb")
    notebook = jupyterlab.notebook("controls")
    notebook.run_to(1)
    yield notebook
    assert notebook.errors == []
    assert notebook.elsewhere == []
    notebook.close()


@pytest.fixture
def cell(notebook):
    """Give the cell with the explorer, at its start."""
    notebook.ask("nb.activeCellIndex = 0")
    cell = notebook.cell(0)
    cell.get_by_role("button", name="Back to the start").click()
    cell.locator(".widget-html [role=status]", has_text=repr(START)).wait_for(timeout=30_000)
    yield cell
    # No key has gone to JupyterLab: to another cell, or as a command.
    assert notebook.ask("nb.activeCellIndex") == 0
    assert notebook.ask("nb.model.cells.length") == 3


def says(cell, name, value):
    """Wait until Python has a value, to the last digit."""
    words = re.compile(rf"'{name}': {re.escape(repr(value))}[,}}]")
    sentence = cell.locator(".widget-html [role=status]")
    try:
        sentence.filter(has_text=words).wait_for(timeout=30_000)
    except Exception:
        pytest.fail(f"expected {name}={value!r}, but it says: {sentence.all_inner_texts()}")


def test_every_control_has_a_name(cell):
    tree = cell.locator(".jp-OutputArea-output > .jupyter-widgets").aria_snapshot()
    assert UNNAMED.findall(tree) == []
    for name in ("whole", "real", "strength", "play"):
        assert cell.get_by_role("slider", name=name, exact=True).count() == 1, name
    assert cell.get_by_role("combobox", name="choice", exact=True).count() == 1
    assert cell.get_by_role("checkbox", name="check", exact=True).count() == 1
    assert cell.get_by_role("button", name="Play play", exact=True).count() == 1


@pytest.mark.parametrize(
    ("name", "keys", "value", "words"),
    [
        ("whole", ["ArrowRight"], 3, "3"),
        ("whole", ["ArrowUp", "ArrowUp", "ArrowLeft"], 3, "3"),
        ("whole", ["End"], 9, "9"),
        # Each is the number that is written so, as 3 · 0.1 is not.
        ("real", ["ArrowRight"] * 3, 0.3, "0.3"),
        ("real", ["ArrowLeft"] * 2, -0.2, "−0.2"),
        ("real", ["End"], 0.7, "0.7"),
        ("real", ["Home"], -0.3, "−0.3"),
        ("strength", ["ArrowRight"], 0.003, "0.003"),
        ("strength", ["End"], 0.1, "0.1"),
    ],
)
def test_a_slider_by_keys(notebook, cell, name, keys, value, words):
    slider = cell.get_by_role("slider", name=name, exact=True)
    slider.focus()
    for key in keys:
        notebook.page.keyboard.press(key)
    says(cell, name, value)
    assert slider.get_attribute("aria-valuetext") == words
    readout = slider.locator("xpath=following-sibling::*[1]")
    assert readout.text_content() == words


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["ArrowDown"], "bread"),
        (["ArrowDown", "ArrowDown", "ArrowUp"], "bread"),
        (["End"], "dates"),
        (["c"], "cheese"),  # to JupyterLab it is "copy this cell"
        (["b"], "bread"),  # and "a new cell below"
    ],
)
def test_a_list_by_keys(notebook, cell, keys, value):
    cell.get_by_role("combobox", name="choice").focus()
    for key in keys:
        notebook.page.keyboard.press(key)
    says(cell, "choice", value)


def test_a_check_box_by_keys(notebook, cell):
    cell.get_by_role("checkbox", name="check").focus()
    notebook.page.keyboard.press("Space")
    says(cell, "check", False)


def test_tab_goes_from_control_to_control(notebook, cell):
    cell.get_by_role("slider", name="whole").focus()
    for name in ("real", "choice", "strength", "check", "play"):
        notebook.page.keyboard.press("Tab")
        assert notebook.page.evaluate("document.activeElement.labels[0].textContent.trim()") == name


def test_a_drag_ends_with_the_last_value(notebook, cell):
    slider = cell.get_by_role("slider", name="whole")
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    places = [(box["x"] + x * box["width"], y) for x in (0.3, 0.99)]
    drag(notebook.page, *places)
    says(cell, "whole", 9)
    assert slider.input_value() == "9"


def test_messages_come_ten_times_a_second_and_the_last_one_comes(notebook):
    seconds = (
        notebook.cell(1)
        .get_by_role("slider", name="alone")
        .evaluate(
            """async slider => {
          const start = performance.now();
          for (let i = 1; i <= 100; i++) {
            slider.value = i;
            slider.dispatchEvent(new Event("input"));
            await new Promise((go) => setTimeout(go, 10));
          }
          return (performance.now() - start) / 1000;
        }"""
        )
    )
    notebook.page.wait_for_timeout(500)
    told = json.loads(asked(notebook, "told"))
    assert told[-1] == 100
    assert 3 < len(told) < 10 * seconds + 3


def asked(notebook, expression):
    notebook.write(2, expression)
    said = notebook.run(2)
    notebook.ask("nb.activeCellIndex = 0")
    return said


def test_what_python_sets_is_shown(notebook, cell):
    asked(notebook, "explorer.controls['real'].value = -9; explorer.controls['choice'].index = 2")
    says(cell, "real", -0.3)
    says(cell, "choice", "cheese")
    slider = cell.get_by_role("slider", name="real")
    assert (slider.input_value(), slider.get_attribute("aria-valuetext")) == ("-0.3", "−0.3")
    assert cell.get_by_role("combobox").locator("option:checked").text_content() == "cheese"


def test_play_plays_to_the_end_and_stops(notebook, cell):
    cell.get_by_role("button", name="Play play").focus()
    notebook.page.keyboard.press("Space")
    says(cell, "play", 1)
    says(cell, "play", 3)
    button = cell.get_by_role("button", name="Play play")
    button.wait_for()
    button.click()  # once more, from the start
    says(cell, "play", 0)
    cell.get_by_role("button", name="Stop play").click()
    reached = cell.get_by_role("slider", name="play").input_value()
    notebook.page.wait_for_timeout(2000)
    assert cell.get_by_role("slider", name="play").input_value() == reached != "3"


def test_the_focus_can_be_seen(notebook, cell):
    for role, name in [("slider", "real"), ("combobox", "choice"), ("button", "Play play")]:
        control = cell.get_by_role(role, name=name)
        control.focus()
        notebook.page.keyboard.press("Shift")  # a key, as only those show the ring
        outline = "control => getComputedStyle(control).outline"
        assert re.search(r"solid 3px|3px solid", control.evaluate(outline)), name
