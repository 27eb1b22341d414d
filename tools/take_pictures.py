"""Take the README's pictures, from the real JupyterLab.

python tools/take_pictures.py                all, into docs/
python tools/take_pictures.py explorer       one of them

Two are of the stored notebooks, so those have to be up to date. It needs Playwright
(`make .venv/browser`) and Debian's Chromium.
"""

import argparse
import io
import sys
import tempfile
from pathlib import Path

from PIL import Image

import lab
from lab_driver import COURSE, NOTEBOOKS, missing_tools, running_browser, running_lab, show

SCALE = 2  # pixels of a picture for each pixel of the page: sharp on fine screens
LARGEST = 200_000  # bytes


def stored(jupyterlab, name):
    """Open a lesson with its outputs."""
    text = (NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
    (jupyterlab.root / f"{name}.ipynb").write_text(text, encoding="utf-8")
    return jupyterlab.notebook(name)


def take_lesson(jupyterlab):
    """The window, with all lessons at the left and a section of one."""
    notebook = stored(jupyterlab, "04_two_layers")
    heading = notebook.page.get_by_role("heading", name="ReLU: a unit that can stay out of it")
    notebook.wait("panel.sessionContext.session.kernel.status === 'idle'")
    for _ in range(2):  # pictures above that are drawn late move it once more
        show(heading, "start")
        notebook.ready()
    return notebook.page.screenshot()


def take_explorer(jupyterlab):
    """An explorer whose bias has been moved."""
    notebook = jupyterlab.lesson("01_the_perceptron")
    i = notebook.tagged("explorer")[0]
    notebook.run_to(i)
    cell = notebook.cell(i)
    cell.get_by_role("slider").last.focus()
    for number in ("0.00", "−0.25"):
        notebook.page.keyboard.press("ArrowLeft")
        cell.locator(".widget-readout", has_text=number).wait_for()
    cell.get_by_role("status").filter(has_text="− 0.25 = 0").wait_for()
    return close_up(notebook, cell, cell.locator(".jupyter-widgets").first)


def take_drawing_pad(jupyterlab):
    """A digit drawn on the pad, and what the network says to it."""
    notebook = jupyterlab.lesson("12_your_own_digit")
    i = notebook.tagged("explorer")[0]
    notebook.run_to(i)
    cell = notebook.cell(i)
    pad = cell.locator(".nn-pad canvas")
    show(pad)
    box = pad.bounding_box()
    # A three, as fractions of the pad's width and height.
    three = [(0.3, 0.25), (0.42, 0.14), (0.58, 0.14), (0.68, 0.25), (0.62, 0.4), (0.46, 0.47)]
    three += [(0.64, 0.53), (0.73, 0.67), (0.62, 0.83), (0.44, 0.86), (0.28, 0.76)]
    at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in three]
    mouse = notebook.page.mouse
    mouse.move(*at[0])
    mouse.down()
    for place in at[1:]:
        mouse.move(*place, steps=4)
    mouse.up()
    cell.get_by_role("status").filter(has_text="It reads a").wait_for()
    notebook.wait("panel.sessionContext.session.kernel.status === 'idle'")
    return close_up(notebook, cell, cell.locator(".jupyter-widgets").first)


def take_scoreboard(jupyterlab):
    """The scoreboard of lesson 11, below the cell that draws it."""
    notebook = stored(jupyterlab, "11_the_scoreboard")
    cells = notebook.cells()
    i = next(i for i, cell in enumerate(cells) if "plots.scoreboard(" in "".join(cell["source"]))
    cell = notebook.cell(i)
    return close_up(notebook, cell, cell.locator("img").first)


def close_up(notebook, cell, widest):
    """A picture of a cell, as far as the widest thing in it goes, to the right and down."""
    notebook.ask("nb.activeCellIndex = 0")  # so that the cell has no frame and no buttons
    show(cell)
    notebook.ready()
    box, inner = cell.bounding_box(), widest.bounding_box()
    children = widest.locator(":scope > *")
    right = max(
        (
            place["x"] + place["width"]
            for child in children.all()
            if (place := child.bounding_box())
        ),
        default=inner["x"] + inner["width"],
    )
    box["width"] = right + 12 - box["x"]
    box["height"] = inner["y"] + inner["height"] + 4 - box["y"]
    return notebook.page.screenshot(clip=box)


PICTURES = {
    "lesson": take_lesson,
    "explorer": take_explorer,
    "drawing_pad": take_drawing_pad,
    "scoreboard": take_scoreboard,
}


def keep(png, path):
    """Write a picture with as many colours as a small file has room for; say how large it is."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for n_colours in (256, 128, 64, 32):
        small = io.BytesIO()
        picture.quantize(n_colours, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
        if small.tell() < LARGEST:
            path.write_bytes(small.getvalue())
            print(f"{path.name}: {picture.width} × {picture.height}, {small.tell() // 1000} kB")
            return
    raise ValueError(f"{path.name} has {small.tell()} bytes; expected less than {LARGEST}")


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Take the README's pictures.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PICTURES))
    names = parser.parse_args(arguments).names or list(PICTURES)
    if unknown := set(names) - set(PICTURES):
        parser.error(f"no picture is called {', '.join(unknown)}; there are {', '.join(PICTURES)}")
    if missing := missing_tools():
        parser.error(f"not installed: {', '.join(missing)}")
    with (
        tempfile.TemporaryDirectory() as home,
        running_browser() as browser,
        running_lab(Path(home), browser, short=False, device_scale_factor=SCALE) as jupyterlab,
    ):
        lab.update(NOTEBOOKS, jupyterlab.root)  # so that the list at the left is the student's
        for name in names:
            keep(PICTURES[name](jupyterlab), COURSE / "docs" / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
