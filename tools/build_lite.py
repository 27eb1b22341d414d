"""Make a website on which the lessons run: JupyterLab and Python in the reader's own browser.

python tools/build_lite.py               into build/lite
python tools/build_lite.py --into DIR    into another folder, which is emptied first

It is JupyterLite with Pyodide, which is Python for WebAssembly. The site brings JupyterLab, Python
itself, nnlib with its data, and every package of pure Python. What is compiled (NumPy, Matplotlib,
Pillow, SciPy, scikit-learn) the reader's browser fetches from Pyodide's address. A package is
loaded when a cell first imports it, so the lessons need no cell that installs nnlib.
"""

import argparse
import hashlib
import html
import json
import re
import shutil
import string
import subprocess
import sys
import tempfile
import tomllib
from importlib.metadata import version
from pathlib import Path

from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL, PYODIDE_VERSION
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from lab import lessons, student_copy

COURSE = Path(__file__).resolve().parent.parent
PARTS = COURSE / "tools" / "lite"
PYODIDE = COURSE / "build" / "npm" / "lite" / "node_modules" / "pyodide"
EXTENSIONS = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
KERNEL = EXTENSIONS / "@jupyterlite" / "pyodide-kernel-extension"
WIDGETS = ["@jupyter-widgets/jupyterlab-manager", "anywidget"]  # their halves for the browser

# What Pyodide's own list of packages lacks: its name, its import, what it needs.
KERNEL_PACKAGES = {
    "ipykernel": ("ipykernel", ["pyodide-kernel"]),
    "piplite": ("piplite", ["micropip", "packaging"]),
    "pyodide-kernel": ("pyodide_kernel", ["comm", "ipython"]),
}
PURE_PACKAGES = {
    "anywidget": ("anywidget", ["ipywidgets", "psygnal", "typing-extensions"]),
    "comm": ("comm", ["traitlets"]),
    "ipywidgets": ("ipywidgets", ["comm", "ipython", "traitlets"]),
    "psygnal": ("psygnal", []),
}
AT_START = ["comm", "ipykernel", "ipython", "jedi", "micropip", "piplite", "pyodide-kernel"]

NOT_HERE = (
    "**Not in the browser.** The next cell starts workers, which a browser cannot. It ends in an "
    "error here; on your own computer it runs."
)


# The packages ------------------------------------------------------------------------------------


def entry(wheel, imports, depends):
    """A package as Pyodide's list has it."""
    name, number, *_ = parse_wheel_filename(wheel.name)
    return {
        "name": name,
        "version": str(number),
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": [imports],
        "depends": depends,
        "unvendored_tests": False,
    }


def needed(packages, names):
    """These packages and all that they need, by name."""
    found, ahead = set(), [canonicalize_name(name) for name in names]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += map(canonicalize_name, packages[name]["depends"])
    return sorted(found)


def is_pure(file_name):
    return file_name.endswith("-none-any.whl")


def run(*command, cwd=None):
    """Run a program; what it printed is told only if it fails."""
    result = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{result.stdout}\n{result.stderr}\nThis failed: {' '.join(map(str, command))}")


def download(requirements, into):
    """Fetch the wheels of packages of pure Python."""
    anywhere = ["--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none"]
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--python-version=3.14"]
    run(*pip, *anywhere, f"--dest={into}", *requirements)


def nnlib_wheel(into):
    """Build nnlib's wheel from a copy, since the tool leaves its scraps beside what it builds."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ["pyproject.toml", "README.md", "LICENSE"]:
            shutil.copy(COURSE / name, scratch)
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(COURSE / "nnlib", Path(scratch, "nnlib"), ignore=unwanted)
        run(sys.executable, "-m", "pip", "wheel", "--no-deps", f"--wheel-dir={into}", scratch)
    (wheel,) = into.glob("nnlib-*.whl")
    return wheel


def add_packages(folder):
    """Put the wheels into Pyodide's folder, and into its list.

    Parameters
    ----------
    folder : Path
        Pyodide, as npm gives it. In its list, `pyodide-lock.json`, each package has a file, which
        is looked for beside the list, or at an address.
    """
    path = folder / "pyodide-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    packages = {canonicalize_name(name): package for name, package in lock["packages"].items()}

    project = tomllib.loads((COURSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wants = [Requirement(text).name for text in project["dependencies"]]
    ours = {**KERNEL_PACKAGES, **PURE_PACKAGES, "nnlib": ("nnlib", wants)}
    known = {**packages, **{name: {"depends": depends} for name, (_, depends) in ours.items()}}
    pure = [
        name
        for name in needed(known, [*ours, *AT_START])
        if name not in ours and is_pure(packages[name]["file_name"])
    ]
    for name, package in packages.items():
        if name not in pure:
            package["file_name"] = f"{PYODIDE_CDN_URL}/{package['file_name']}"

    pins = [f"{name}=={packages[name]['version']}" for name in pure]
    download([*pins, *(f"{name}=={version(name)}" for name in PURE_PACKAGES)], folder)
    for wheel in (KERNEL / "static" / "pypi").glob("*.whl"):
        if parse_wheel_filename(wheel.name)[0] in KERNEL_PACKAGES:
            shutil.copy(wheel, folder)
    nnlib_wheel(folder)

    for wheel in sorted(folder.glob("*.whl")):
        name = parse_wheel_filename(wheel.name)[0]
        if name in ours:
            packages[name] = entry(wheel, *ours[name])
        else:
            there = packages[name]
            packages[name] = {**entry(wheel, "", there["depends"]), "imports": there["imports"]}
    path.write_text(json.dumps({**lock, "packages": packages}), encoding="utf-8")


# The lessons -------------------------------------------------------------------------------------


def browser_copy(notebook):
    """A student's copy that names Pyodide's kernel, and says which cells cannot run there."""
    cells = []
    for cell in student_copy(notebook)["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and re.search(r"^(import|from) dask", source, flags=re.M):
            note = {"cell_type": "markdown", "id": f"{cell['id']}-not-here", "metadata": {}}
            cells.append({**note, "source": NOT_HERE})
        cells.append(cell)
    kernel = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    return {**notebook, "cells": cells, "metadata": {"kernelspec": kernel}}


def write_lessons(notebooks, folder):
    """Write the lessons and the pages that they link to, in places where their links hold."""
    (folder / "lessons").mkdir(parents=True)
    for path in lessons(notebooks):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".ipynb":
            text = json.dumps(browser_copy(json.loads(text)), indent=1, ensure_ascii=False)
        (folder / "lessons" / path.name).write_text(text, encoding="utf-8", newline="\n")


def front_page(notebooks):
    """A page with a link to each lesson."""
    lines = []
    for path in sorted(notebooks.glob("*.ipynb")):
        first = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
        title = html.escape(re.search(r"^# (.+)$", first, flags=re.M)[1])
        address = f"lab/index.html?path=lessons/{path.name}"
        lines.append(f'<li><a href="{address}">{title}</a></li>')
    template = string.Template((PARTS / "index.html").read_text(encoding="utf-8"))
    return template.substitute(lessons="\n".join(lines))


# The site ----------------------------------------------------------------------------------------


def settings():
    """JupyterLite's settings: which packages Python has from its start."""
    found = json.loads((PARTS / "jupyter-lite.json").read_text(encoding="utf-8"))
    options = {"loadPyodideOptions": {"packages": AT_START}}
    kernel = {"@jupyterlite/pyodide-kernel-extension:kernel": options}
    found["jupyter-config-data"]["litePluginSettings"] = kernel
    return json.dumps(found, indent=1)


def options(source, into):
    """What JupyterLite's own program builds, and into which folder."""
    return {
        "lite_dir": str(source),
        "contents": [str(source / "contents")],
        "output_dir": str(into),
        "apps": ["lab"],
        "ignore_sys_prefix": True,  # only the extensions that are named
        "federated_extensions": [str(KERNEL), *(str(EXTENSIONS / name) for name in WIDGETS)],
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
    }


def build(notebooks, into):
    """Build the site.

    Parameters
    ----------
    notebooks : Path
        A folder of lessons and pages.
    into : Path
        The site's folder; what is in it is thrown away.
    """
    pinned = json.loads((PARTS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    if pinned["pyodide"] != PYODIDE_VERSION:
        raise ValueError(
            f"tools/lite/package.json has Pyodide {pinned['pyodide']}, but the kernel is made for "
            f"{PYODIDE_VERSION}; write that into the file"
        )
    if not PYODIDE.is_dir():
        raise FileNotFoundError(f"{PYODIDE.relative_to(COURSE)} is missing; run: make lite")
    shutil.rmtree(into, ignore_errors=True)
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch)
        keep = shutil.ignore_patterns("*.map", "*.d.ts", "*.html", "*.md")
        shutil.copytree(PYODIDE, source / "static" / "pyodide", ignore=keep)
        add_packages(source / "static" / "pyodide")
        write_lessons(notebooks, source / "contents")
        (source / "jupyter-lite.json").write_text(settings(), encoding="utf-8")
        config = source / "build_config.json"
        config.write_text(json.dumps({"LiteBuildConfig": options(source, into)}), encoding="utf-8")
        run(sys.executable, "-m", "jupyterlite_core.app", "build", f"--config={config}", cwd=source)
    (into / "index.html").write_text(front_page(notebooks), encoding="utf-8", newline="\n")


def main(arguments=None):
    parser = argparse.ArgumentParser(description="The lessons as a site on which they run.")
    parser.add_argument("--into", type=Path, default=COURSE / "build" / "lite")
    options = parser.parse_args(arguments)
    try:
        build(COURSE / "notebooks", options.into.resolve())
    except (ValueError, FileNotFoundError) as error:
        sys.exit(str(error))
    print(f"made {options.into}; to look at it: python -m http.server -d {options.into}")


if __name__ == "__main__":
    main()
