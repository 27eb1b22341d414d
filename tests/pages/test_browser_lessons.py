"""Every lesson as a student has it: opened in a real JupyterLab, run whole, its explorers moved.

Long cells run shortened. It needs Playwright (`make .venv/browser`) and Debian's Chromium; without
them it is skipped, or fails if NNLIB_REQUIRE_BROWSER is 1.
"""

import re
import time
from contextlib import contextmanager

import pytest

from build_notebooks import VIEW
from lab_driver import NOTEBOOKS, show
from nnlib.classroom import explorers

LESSONS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
MINUTES = 60_000
# What can be moved in an explorer. Not the buttons, nor the field that chooses an image.
CONTROLS = ".nn-pad canvas, input[type=range], select, input[type=checkbox]"
HANDLE = 16  # pixels of a slider's handle
# What a screen reader tells without a name.
ROLES = "application|button|checkbox|combobox|img|listbox|radio|slider|spinbutton|textbox"
UNNAMED = re.compile(rf"- (?:{ROLES})\b(?! \")")


@pytest.fixture(scope="class")
def lesson(request, jupyterlab):
    """Give a lesson that has run to its end."""
    notebook = jupyterlab.lesson(request.param)
    notebook.run_all(10 * MINUTES)
    yield notebook
    notebook.close()


@contextmanager
def picture_of_a_failure(notebook, folder):
    """If what is done here fails, keep a picture of the page, and say where it is."""
    try:
        yield
    except Exception as error:
        path = folder / "page.png"
        notebook.page.screenshot(path=path)
        pytest.fail(f"{error}\nThe page then: {path}")


class ALesson:
    def test_it_runs_whole(self, lesson, tmp_path):
        with picture_of_a_failure(lesson, tmp_path):
            cells = lesson.cells()
            code = [i for i, cell in enumerate(cells) if cell["cell_type"] == "code"]
            kinds = {i: [output["output_type"] for output in cells[i]["outputs"]] for i in code}
            assert {i: lesson.said(i) for i in code if "error" in kinds[i]} == {}
            assert [i for i in code if not cells[i]["execution_count"]] == [], "not run"

            widgets = lesson.page.locator(".jp-OutputArea-output > .jupyter-widgets")
            assert widgets.count() == sum(
                VIEW in output.get("data", {}) for i in code for output in cells[i]["outputs"]
            )
            shown = lesson.page.locator(".jp-OutputArea-output").all_text_contents()
            assert [
                text for text in shown if re.search("(Error|Loading).{0,12} widget", text)
            ] == []
            assert (
                lesson.page.locator(".jp-RenderedMarkdown img, .jp-OutputArea img").evaluate_all(
                    "images => images.filter(image => !image.naturalWidth).map(image => image.alt)"
                )
                == []
            )  # broken images
            assert lesson.elsewhere == []
            assert lesson.errors == []

    def test_explorers_follow_keys_and_mouse(self, lesson, tmp_path):
        with picture_of_a_failure(lesson, tmp_path):
            for i in lesson.tagged("explorer"):
                explorer = lesson.cell(i).locator(".jp-OutputArea-output > .jupyter-widgets")
                first = state(explorer)
                for move in (by_keyboard, by_mouse):
                    changed = set()
                    for control in explorer.locator(CONTROLS).all():
                        changed |= moved(
                            lesson, explorer, lambda c=control, m=move: m(lesson.page, c)
                        )
                        # Back, as beyond some values nothing changes; but a drawing
                        # stays for the rest.
                        if control.evaluate("control => control.tagName") != "CANVAS":
                            back_to_the_start(lesson, explorer, first)
                    assert changed == {"picture", "sentence"}, f"cell {i}, {move.__name__}"
                assert UNNAMED.findall(explorer.aria_snapshot()) == []
            assert lesson.errors == []

    def test_explorers_fit_a_laptops_screen(self, lesson):
        """Controls, sentence and picture are in view at once."""
        usual = lesson.page.viewport_size
        lesson.page.set_viewport_size({"width": 1366, "height": 768})
        room = lesson.page.locator(".jp-WindowedPanel-outer").bounding_box()["height"]
        for i in lesson.tagged("explorer"):
            explorer = lesson.cell(i).locator(".jp-OutputArea-output > .jupyter-widgets")
            assert explorer.bounding_box()["height"] < room, f"cell {i}"
        lesson.page.set_viewport_size(usual)


def each_of(lessons):
    return pytest.mark.parametrize("lesson", lessons, indirect=True, scope="class")


# Two classes, so that two processes can share the lessons.
@each_of(LESSONS[:6])
class TestLessonsOfTheFirstHalf(ALesson):
    pass


@each_of(LESSONS[6:])
class TestLessonsOfTheSecondHalf(ALesson):
    pass


def test_every_explorer_is_in_a_lesson():
    """So that none stays unmoved."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (NOTEBOOKS / "text").glob("*"))
    used = set(re.findall(r"^\s*explorers\.(\w+)\(", sources, re.MULTILINE))
    names = [name for name in explorers.__all__ if name.startswith(("explore_", "draw_"))]
    assert names
    assert set(names) - used == set()


def back_to_the_start(lesson, explorer, first):
    explorer.get_by_role("button", name=re.compile("^(Back to the start|Start again)$")).click()
    wait_until(lesson, lambda: state(explorer) == first, "the start")


def state(explorer):
    """The picture that an explorer shows now, and its sentence."""
    return {
        "picture": explorer.locator(".widget-html img").get_attribute("src"),
        "sentence": explorer.locator(".widget-html [role=status]").text_content(),
    }


def moved(lesson, explorer, act):
    """Which of picture and sentence change after an act; one of them has to."""
    before = state(explorer)
    act()
    wait_until(lesson, lambda: state(explorer) != before, f"a change of {before['sentence']!r}")
    # A drag sends several values, one after the other: this waits for the last.
    earlier, after = before, state(explorer)
    while earlier != after:
        lesson.wait("panel.sessionContext.session.kernel.status === 'idle'")
        lesson.page.wait_for_timeout(150)
        earlier, after = after, state(explorer)
    return {part for part in before if before[part] != after[part]}


def wait_until(lesson, condition, wish):
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain for {wish}"
        lesson.page.wait_for_timeout(50)


def by_keyboard(page, control):
    control.focus()
    kind = kind_of(control)
    if kind == "canvas":
        for key in ["Space", *["ArrowDown"] * 8, "Space"]:
            page.keyboard.press(key)
    elif kind == "checkbox":
        page.keyboard.press("Space")
    elif kind == "select-one":
        page.keyboard.press("ArrowUp" if control.evaluate("s => s.selectedIndex") else "ArrowDown")
    else:
        page.keyboard.press("ArrowLeft" if part_of_the_way(control) == 1 else "ArrowRight")


def kind_of(control):
    """What a control is: "canvas", "checkbox", "select-one" or "range"."""
    return control.evaluate("control => control.type || control.tagName.toLowerCase()")


def part_of_the_way(slider):
    """Where a slider's handle is, from 0 at the left to 1 at the right."""
    return slider.evaluate("s => (s.valueAsNumber - s.min) / (s.max - s.min)")


def by_mouse(page, control):
    kind = kind_of(control)
    show(control)
    box = control.bounding_box()
    y = box["y"] + box["height"] / 2
    if kind == "canvas":
        drag(page, *[(box["x"] + x * box["width"], y) for x in (0.2, 0.8)])
    elif kind == "checkbox":
        control.click()
    elif kind == "select-one":  # its list is drawn by the system, where no mouse of a test comes
        control.select_option(index=(control.evaluate("s => s.selectedIndex") + 1) % 2)
    else:
        here = part_of_the_way(control)
        far = max((0.15, 0.85), key=lambda x: abs(x - here))
        left, right = box["x"] + HANDLE / 2, box["x"] + box["width"] - HANDLE / 2
        drag(page, *[(left + x * (right - left), y) for x in (here, far)])


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()


def test_an_exercise_is_solved_through_the_page(jupyterlab, tmp_path):
    lesson = jupyterlab.lesson("01_the_perceptron")
    with picture_of_a_failure(lesson, tmp_path):
        cells = lesson.cells()
        stub = next(
            i for i in lesson.tagged("exercise") if cells[i]["metadata"]["exercise"] == "nand_gate"
        )
        check = next(i for i in lesson.tagged("check") if i > stub)
        lesson.run_to(stub)
        for answer, verdict in [
            (None, "nand_gate: not attempted yet."),
            ("nand_gate = (1, 1, 1.5)", "That is AND"),
            ("nand_gate = (-1, -1, -1.5)", "✓ nand_gate: right."),
        ]:
            if answer:
                lesson.write(stub, answer)
            lesson.run(stub)
            lesson.run(check)
            # What stands on the page, not only in the notebook's model.
            words = lesson.cell(check).locator(".jp-OutputArea")
            words.filter(has_text=verdict).wait_for()
    lesson.close()
