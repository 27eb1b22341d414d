"""A lesson presented in JupyterLab itself: step by step, and with a slider that moves.

It needs Playwright (`make .venv/browser`), jupyterlab-slideshow (`make .venv/slides`) and Debian's
Chromium; without them it is skipped, or fails if NNLIB_REQUIRE_BROWSER is 1.
"""

import sys
from pathlib import Path

import pytest

from lab_driver import EXTENSIONS, PATIENCE, running_lab
from page_checks import skip_or_fail

SLIDESHOW = ["jupyterlab-slideshow", "@deathbeds/jupyterlab-fonts"]


@pytest.fixture(scope="module")
def lesson(chromium, tmp_path_factory):
    """Give lesson 01 as it is presented, with what its first explorer needs."""
    installed = Path(sys.prefix, "share", "jupyter", "labextensions")
    if missing := [name for name in SLIDESHOW if not (installed / name).is_dir()]:
        skip_or_fail(f"{', '.join(missing)} (make .venv/slides)")
    home, extensions = tmp_path_factory.mktemp("slideshow"), [*EXTENSIONS, *SLIDESHOW]
    look = {"viewport": {"width": 1280, "height": 720}}
    with running_lab(home, chromium, extensions=extensions, **look) as jupyterlab:
        lesson = jupyterlab.lesson("01_the_perceptron")
        lesson.run_to(lesson.tagged("explorer")[0])
        yield lesson
        assert lesson.errors == []
        assert lesson.elsewhere == []


def present(lesson, i):
    """Show the slides from cell i on."""
    lesson.ask("nb.deselectAll() || (nb.activeCellIndex = i)", i=i)
    lesson.page.get_by_title("Toggle Deck").first.click()
    lesson.page.locator(".jp-deck-mod-visible").first.wait_for()


def leave(lesson):
    lesson.ask("commands.execute('deck:stop')")


def test_a_text_under_a_cell_comes_after_it(lesson):
    cells = [
        (c["metadata"].get("slideshow", {}).get("slide_type"), c["cell_type"])
        for c in lesson.cells()
    ]
    slide = [("slide", "markdown"), ("fragment", "code"), ("fragment", "markdown")]
    i = next(i for i in range(len(cells)) if cells[i : i + 3] == slide)
    present(lesson, i)
    for shown in (0, 1, 2):
        for k in (0, 1, 2):
            lesson.page.wait_for_function(
                "([cell, shown]) => getComputedStyle(cell).opacity === shown",
                arg=[lesson.cell(i + k).element_handle(), "1" if k <= shown else "0"],
            )
        lesson.page.keyboard.press("Space")
    leave(lesson)


def test_a_slider_moves_on_a_slide(lesson):
    i = lesson.tagged("explorer")[0]
    from playwright.sync_api import expect

    present(lesson, i)
    cell = lesson.cell(i)
    sentence, slider = cell.get_by_role("status"), cell.get_by_role("slider").last
    before = sentence.text_content()
    slider.focus()
    lesson.page.keyboard.press("ArrowLeft")
    expect(sentence).not_to_have_text(before, timeout=PATIENCE)
    assert cell.is_visible()  # the key was the slider's, not the slides'
    assert lesson.ask("nb.activeCellIndex") == i
    leave(lesson)
