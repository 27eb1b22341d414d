"""The drawing pad in a real JupyterLab, in a real browser: mouse, keyboard, no other host.

It needs Playwright (`make .venv/browser`) and Debian's Chromium; without them it is skipped, or
fails if NNLIB_REQUIRE_BROWSER is 1.
"""

import math
import re

import nbformat
import pytest

CELL = """\
from nnlib import Network, data
from nnlib.classroom import explorers
(_, _), (X, y) = data.mnist()
explorers.draw_digit(Network.load(data.digit_reader()), X)"""

# Places on the pad from 0 to 1, across and down.
SEVEN = [(0.28, 0.22), (0.72, 0.22), (0.45, 0.82)]
ONE = [(0.52, 0.15), (0.48, 0.85)]
ZERO = [(0.5 + 0.2 * math.sin(a / 8), 0.5 - 0.33 * math.cos(a / 8)) for a in range(51)]


@pytest.fixture(scope="module")
def pad_notebook(jupyterlab):
    """Give a notebook with the pad on it; it notes every error and every request elsewhere."""
    cells = [nbformat.v4.new_code_cell(CELL)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, jupyterlab.root / "pad.ipynb")
    notebook = jupyterlab.notebook("pad")
    notebook.run_all()
    says(notebook.page, "The pad is empty")
    yield notebook
    notebook.close()


@pytest.fixture
def page(pad_notebook):
    return pad_notebook.page


def says(page, start):
    """Wait until the explorer's sentence starts so; an error tells what it says instead."""
    sentence = page.locator(".widget-html [role=status]")
    try:
        sentence.filter(has_text=re.compile(f"^{re.escape(start)}")).wait_for()
    except Exception:
        pytest.fail(f"expected {start!r}, but it says: {sentence.all_inner_texts()}")


def on_page(page, places):
    """Places on the pad as places on the page."""
    box = page.locator(".nn-pad canvas").bounding_box()
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]


def draw(page, places):
    """Draw one stroke by mouse."""
    at = on_page(page, places)
    page.mouse.move(*at[0])
    page.mouse.down()
    for place in at[1:]:
        page.mouse.move(*place, steps=4)
    page.mouse.up()


def clear(page):
    page.get_by_role("button", name="Clear the drawing pad").click()
    says(page, "The pad is empty")


@pytest.mark.parametrize(
    ("digit", "places"), [(7, SEVEN), (1, ONE), (0, ZERO)], ids=["seven", "one", "zero"]
)
def test_a_digit_drawn_by_mouse_is_read(page, digit, places):
    draw(page, places)
    says(page, f"It reads a {digit}, ")
    clear(page)


def test_a_finger_draws_and_does_not_scroll(page):
    """The browser's own touch events; a real screen may do more."""
    devtools = page.context.new_cdp_session(page)
    kinds = ["touchStart", "touchMove", "touchMove", "touchEnd"]
    places = [{"x": x, "y": y} for x, y in on_page(page, [ONE[0], (0.5, 0.5), ONE[1]])]
    for kind, points in zip(kinds, [*([place] for place in places), []]):
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    says(page, "It reads a 1, ")
    page.locator(".nn-pad-says").filter(has_text="1 stroke.").wait_for()
    assert on_page(page, [ONE[0]]) == [(places[0]["x"], places[0]["y"])]
    clear(page)


def test_a_pen_draws(page):
    devtools = page.context.new_cdp_session(page)
    pen = {"pointerType": "pen", "button": "left", "force": 0.5, "clickCount": 1}
    (x0, y0), (x1, y1), (x2, y2) = on_page(page, SEVEN)
    for kind, x, y in [
        ("mousePressed", x0, y0),
        ("mouseMoved", x1, y1),
        ("mouseMoved", x1, y1),
        ("mouseMoved", x2, y2),
        ("mouseReleased", x2, y2),
    ]:
        held = int(kind != "mouseReleased")
        event = {"type": kind, "x": x, "y": y, "buttons": held, **pen}
        devtools.send("Input.dispatchMouseEvent", event)
    says(page, "It reads a 7, ")
    clear(page)


def test_a_digit_drawn_by_keyboard_is_read(page):
    pad = page.locator(".nn-pad canvas")
    pad.focus()
    status = page.locator(".nn-pad-says")
    for _ in range(7):  # from the middle
        page.keyboard.press("ArrowUp")
    status.filter(has_text="Pen up, row 8, column 15 of 28.").wait_for()
    page.keyboard.press("Space")
    for _ in range(14):
        page.keyboard.press("ArrowDown")
    status.filter(has_text="Pen down, row 22, column 15 of 28.").wait_for()
    page.keyboard.press("Space")
    status.filter(has_text="Pen up").wait_for()
    says(page, "It reads a 1, ")
    page.keyboard.press("c")
    says(page, "The pad is empty")
    status.filter(has_text="The pad is empty, the pen in the middle.").wait_for()
    page.keyboard.press("ArrowRight")
    status.filter(has_text="Pen up, row 15, column 16 of 28.").wait_for()
    # JupyterLab has kept its hands off the keys: no cell was copied, and the pad has the focus.
    assert pad.evaluate("pad => pad === document.activeElement")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Clear"


def test_undo_takes_the_last_stroke(page):
    draw(page, ONE)
    says(page, "It reads a 1, ")
    page.locator(".nn-pad-says").filter(has_text="1 stroke.").wait_for()
    draw(page, [(0.2, 0.5), (0.8, 0.5)])
    page.locator(".nn-pad-says").filter(has_text="2 strokes.").wait_for()
    undo = page.get_by_role("button", name="Undo the last stroke")
    undo.click()
    says(page, "It reads a 1, ")
    undo.click()
    says(page, "The pad is empty")


def test_an_image_comes_from_python(page):
    page.get_by_role("button", name="Put it on the pad").click()
    says(page, "It reads a 7, ")  # the first test image
    page.locator(".nn-pad-says").filter(has_text="An image is on the pad.").wait_for()
    clear(page)


def test_the_image_field_shows_which_image_it_means(page):
    field = page.get_by_label("image", exact=True)
    field.fill("1.7")
    put = page.get_by_role("button", name="Put it on the pad")
    put.click()
    says(page, "It reads a 1, ")  # image 2; image 1 is a 2
    assert field.input_value() == "2"
    field.fill("2.4")  # 2 as before, and 2.4 must not stay
    put.click()
    page.wait_for_function("field => field.value === '2'", arg=field.element_handle())
    field.fill("")
    put.click()
    page.wait_for_function("field => field.value === '2'", arg=field.element_handle())
    page.get_by_role("button", name="Start again").click()
    says(page, "The pad is empty")
    page.wait_for_function("field => field.value === '0'", arg=field.element_handle())


def test_a_narrow_window_shows_the_whole_picture(page):
    whole = page.viewport_size
    image, output = page.locator(".widget-html img"), page.locator(".jp-OutputArea-output").last
    shape = image.bounding_box()
    page.set_viewport_size({"width": 640, "height": 720})
    try:
        page.wait_for_function(
            "image => image.getBoundingClientRect().right <= innerWidth",
            arg=image.element_handle(),
            timeout=20_000,
        )
        small, room = image.bounding_box(), output.bounding_box()
        assert small["x"] + small["width"] <= room["x"] + room["width"] + 1
        assert small["width"] / small["height"] == pytest.approx(
            shape["width"] / shape["height"], rel=0.01
        )
        assert not output.evaluate("e => e.scrollWidth > e.clientWidth")
    finally:
        page.set_viewport_size(whole)
    assert image.bounding_box() == shape


def test_no_error_and_no_request_to_another_host(pad_notebook):
    assert pad_notebook.elsewhere == []
    assert pad_notebook.errors == []
