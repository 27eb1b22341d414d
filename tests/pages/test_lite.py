"""The lessons in the browser alone: how they get there, and Python, nnlib and the pad in Chromium.

What Pyodide fetches from its own address cannot be had here. In its place the browser gets
packages that are empty, and a NumPy that can be imported and does nothing.

It needs Playwright, Debian's Chromium, JupyterLite and what `make lite` fetches by npm; without
them it is skipped, or fails if NNLIB_REQUIRE_BROWSER is 1.
"""

import functools
import http.server
import importlib.util
import json
import os
import re
import shutil
import threading
import tomllib
import zipfile
from pathlib import Path

import nbformat
import pytest

from page_checks import skip_or_fail

from .test_browser_pad import SEVEN, draw

COURSE = Path(__file__).resolve().parents[2]
PATIENCE = 300_000  # milliseconds: the browser compiles all of Python first
CELL = """\
from importlib.resources import files
from ipywidgets import HTML, VBox
from nnlib.classroom.drawing_pad import DrawingPad

pad, says = DrawingPad(), HTML()
pad.observe(lambda _: setattr(says, "value", f"{sum(map(bool, pad.value))} pixels"), "value")
digits = files("nnlib.data") / "files" / "mnist" / "train-images-idx3-ubyte.gz"
print("bytes of MNIST:", len(digits.read_bytes()))
VBox([pad, says])"""
NOTHING = "import sys, unittest.mock\nsys.modules[__name__] = unittest.mock.MagicMock()\n"


def missing():
    """What the site needs and is not there."""
    found = [] if importlib.util.find_spec("jupyterlite_pyodide_kernel") else ["JupyterLite"]
    if not (COURSE / "build" / "npm" / "lite" / "node_modules" / "pyodide").is_dir():
        found.append("Pyodide")
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site with the lessons, and one notebook more."""
    if missing():
        skip_or_fail(f"{', '.join(missing())} (make lite)")
    from build_lite import build

    notebooks = tmp_path_factory.mktemp("notebooks")
    for path in [*COURSE.glob("notebooks/*.ipynb"), *COURSE.glob("notebooks/*.md")]:
        shutil.copy(path, notebooks)
    cells = [nbformat.v4.new_markdown_cell("# Pad"), nbformat.v4.new_code_cell(CELL)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), notebooks / "99_pad.ipynb")
    into = tmp_path_factory.mktemp("site")
    build(notebooks, into)
    return into


def packages_of(site):
    path = site / "static" / "pyodide" / "pyodide-lock.json"
    return path, json.loads(path.read_text(encoding="utf-8"))


def test_only_compiled_packages_come_from_elsewhere(site):
    from build_lite import needed

    packages = packages_of(site)[1]["packages"]
    elsewhere = {
        name for name in needed(packages, ["nnlib"]) if "://" in packages[name]["file_name"]
    }
    science = {"numpy", "matplotlib", "pillow", "scikit-learn"}
    assert elsewhere == science | {"contourpy", "kiwisolver", "scipy"}  # and what these need
    for package in packages.values():
        if "://" not in package["file_name"]:
            assert (site / "static" / "pyodide" / package["file_name"]).is_file()


def test_pyodide_has_the_versions_that_nnlib_wants(site):
    from packaging.requirements import Requirement

    packages = packages_of(site)[1]["packages"]
    project = tomllib.loads((COURSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for text in project["dependencies"]:
        wanted = Requirement(text)
        assert packages[wanted.name]["version"] in wanted.specifier


def test_links_between_pages_hold(site):
    pages = {path.relative_to(site / "files") for path in (site / "files").rglob("*.*")}
    for page in pages:
        text = (site / "files" / page).read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)#:\s]+\.(?:md|ipynb))[)#]", text):
            place = Path(os.path.normpath(page.parent / link))
            assert place in pages, f"{page} links to {link}"


def test_lessons_are_students_copies(site):
    from build_lite import NOT_HERE

    for path in sorted((site / "files" / "lessons").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert notebook.metadata.kernelspec.name == "python"
        for before, cell in zip([None, *notebook.cells], notebook.cells):
            assert "notes" not in cell.metadata.get("tags", [])
            assert not cell.get("outputs")
            if "LocalCluster(" in cell.source and cell.cell_type == "code":
                assert before.source == NOT_HERE


def stand_in(folder, name, imports):
    """A package with NumPy's or another's name and nothing in it."""
    from build_lite import entry

    wheel = folder / f"{name.replace('-', '_')}-1-py3-none-any.whl"
    about = f"{wheel.name.partition('-')[0]}-1.dist-info"
    with zipfile.ZipFile(wheel, "w") as file:
        for module in imports:
            file.writestr(f"{module}/__init__.py", NOTHING)
        file.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        wheel_says = (
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        file.writestr(f"{about}/WHEEL", wheel_says)
        file.writestr(f"{about}/RECORD", "")
    return {**entry(wheel, "", []), "imports": imports}


@pytest.fixture(scope="module")
def served(site):
    """Put empty packages in the places of those that are elsewhere, and serve the site."""
    from build_lite import needed

    path, lock = packages_of(site)
    packages = lock["packages"]
    for name in needed(packages, ["nnlib"]):
        if "://" in packages[name]["file_name"]:
            packages[name] = stand_in(path.parent, name, packages[name]["imports"])
    path.write_text(json.dumps(lock), encoding="utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=site)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(served, chromium):
    """Give a page of a browser that has kept nothing; at the end, nothing has gone wrong in it."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE)
    errors, elsewhere = [], []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def note(request):
        if not request.url.startswith((served, "data:", "blob:")):
            elsewhere.append(request.url)

    page.on("request", note)
    yield page
    page.close()
    assert elsewhere == []  # no request to another host
    assert errors == []


def test_the_front_page_opens_the_lessons(page, served):
    page.goto(served)
    lessons = sorted(COURSE.glob("notebooks/*.ipynb"))
    assert page.get_by_role("link").count() == len(lessons) + 1  # and the pad's
    page.get_by_role("link", name="00 · ").click()
    page.locator(".jp-Notebook h1").filter(has_text="00 · ").wait_for()


def test_python_runs_nnlib_and_the_pad_draws(page, served, tmp_path):
    page.goto(f"{served}/lab/index.html?path=lessons/99_pad.ipynb")
    page.get_by_text("Python (Pyodide) | Idle").wait_for()  # a cell run earlier is forgotten
    page.locator(".jp-Notebook .jp-CodeCell .cm-content").click()
    page.keyboard.press("Shift+Enter")
    try:
        page.locator(".nn-pad canvas").wait_for()
        size = (COURSE / "nnlib/data/files/mnist/train-images-idx3-ubyte.gz").stat().st_size
        page.get_by_text(f"bytes of MNIST: {size}").wait_for()
        draw(page, SEVEN)
        page.locator(".widget-html").filter(has_text=re.compile(r"\d{3,} pixels")).wait_for()
    except Exception:
        page.screenshot(path=tmp_path / "page.png")
        said = page.locator(".jp-OutputArea").all_inner_texts()
        pytest.fail(f"see {tmp_path / 'page.png'}; the cell says {said}")
