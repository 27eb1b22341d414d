"""Start JupyterLab on the student's own copies of the lessons.

python tools/lab.py                start JupyterLab
python tools/lab.py --fresh 03     bring back a fresh lesson 03; the present one is kept
python tools/lab.py --copies       make the copies, and start nothing
python tools/lab.py --term NAME    for instructors: lessons to hand out, with numbers of a term

The copies are in `my_lessons/`. A copy that has not been changed follows the lesson when the
course is updated. One that has been changed is the student's and is never overwritten. JupyterLab
opens on the first lesson, or, once something is noted, on the page that says where one stopped.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import start_page
import terms

COURSE = Path(__file__).resolve().parent.parent
FIRST = "00_start_here.ipynb"
GUESS_FIRST = "Guess first, then open"
RECORD = ".copies.json"  # in the copies' folder: each copy's fingerprint when it was made


def folded(cell):
    """A text that tells an answer, to be opened by whoever has made a guess."""
    text = "".join(cell["source"])  # between empty lines it is Markdown still
    source = f"<details>\n<summary>{GUESS_FIRST}</summary>\n\n{text}\n\n</details>"
    return {**cell, "source": source}


def student_copy(notebook):
    """A lesson without its outputs and teaching notes; texts that tell an answer are folded."""
    cells = []
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        if "notes" in tags:
            continue
        if "answer" in tags:
            cell = folded(cell)
        if cell["cell_type"] == "code":
            cell = {**cell, "outputs": [], "execution_count": None}
        cells.append(cell)
    return {**notebook, "cells": cells}


def fresh_text(path, term=None):
    """What a student gets of a page or a lesson."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        notebook = student_copy(json.loads(text))
        if term:
            notebook = terms.with_term(notebook, path.name[:2], term)
        return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    return text


def term_of(copies):
    """The term whose numbers the copies have, as they say themselves; None if it is none."""
    for copy in sorted(copies.glob("*.ipynb")):
        with suppress(OSError, ValueError, KeyError, TypeError):
            cells = json.loads(copy.read_text(encoding="utf-8"))["cells"]
            if term := terms.named_in("".join(cell["source"]) for cell in cells):
                return term
    return None


def fingerprint(text):
    """A hash of the cells: what JupyterLab notes about the kernel on opening is no change."""
    with suppress(ValueError, KeyError, TypeError):  # a page of text, or a damaged notebook
        text = json.dumps(json.loads(text)["cells"], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def read_record(copies):
    try:
        record = json.loads((copies / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def write(path, text):
    """Write a file whole or not at all."""
    half = path.with_name(f".{path.name}.half")
    half.write_text(text, encoding="utf-8", newline="\n")
    half.replace(path)


def lessons(notebooks):
    """The lessons, and the pages that belong to them."""
    return sorted(path for path in notebooks.iterdir() if path.suffix in (".ipynb", ".md"))


def update(notebooks, copies, term=None):
    """Make the copies that are missing, renew the ones that nobody changed; say what was done."""
    copies.mkdir(exist_ok=True, parents=True)
    record, said = read_record(copies), []
    term = term or term_of(copies)
    for lesson in lessons(notebooks):
        copy, text = copies / lesson.name, fresh_text(lesson, term)
        made, new = record.get(lesson.name), fingerprint(text)
        if copy.exists():
            if fingerprint(copy.read_text(encoding="utf-8", errors="replace")) != made:
                if new != made:
                    said.append(
                        f"{lesson.name} has a newer version; yours is changed and stays. "
                        f"The newer one: {how_to_get_fresh(lesson)}"
                    )
                continue
            if new == made:
                continue
            said.append(f"{lesson.name} is now the newer version.")
        write(copy, text)
        record[lesson.name] = new
    write(copies / RECORD, json.dumps(record, indent=1) + "\n")
    return said


def how_to_get_fresh(lesson):
    return f"python tools/lab.py --fresh {lesson.stem.split('_')[0]}"


def refresh(notebooks, copies, start):
    """Bring back the lesson whose name starts so, and keep the present copy; say what was done."""
    found = [path for path in lessons(notebooks) if start and path.name.startswith(start)]
    if len(found) != 1:
        names = ", ".join(path.stem for path in found or lessons(notebooks))
        raise ValueError(f"{'several' if found else 'no'} lessons start with '{start}': {names}")
    (lesson,) = found
    copies.mkdir(exist_ok=True)
    copy, text, said = copies / lesson.name, fresh_text(lesson, term_of(copies)), []
    if copy.exists():
        number = 1
        while (kept := copy.with_name(f"{copy.stem}.before-{number}{copy.suffix}")).exists():
            number += 1
        copy.rename(kept)
        said.append(f"Your file is now {kept.name}.")
    write(copy, text)
    record = read_record(copies) | {lesson.name: fingerprint(text)}
    write(copies / RECORD, json.dumps(record, indent=1) + "\n")
    return [*said, f"{copy.name} is fresh."]


def page_to_open(notebooks, copies):
    """The page that says where the student stopped, written anew; or else the first lesson."""
    # Whatever is wrong with it, with the record or with nnlib is no reason to start nothing.
    with suppress(Exception):
        text, anything = start_page.text_for(notebooks, copies)
        write(copies / start_page.PAGE, text)
        if anything:
            return start_page.PAGE
    return FIRST


def jupyter_command(course, copies, first, *, root, display):
    """The command that starts JupyterLab; it changes no settings of the student's."""
    page = (copies / first).relative_to(course).as_posix()
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={course}",  # so that nnlib's source can be opened beside the lesson
        f"--LabApp.default_url=/lab/tree/{page}",
        "--LabApp.extension_manager=readonly",
        "--ServerApp.log_level=WARN",  # of all that it says, the address is left
        *(["--ServerApp.allow_root=True"] if root else []),
        *([] if display else ["--no-browser"]),
    ]


def has_display(platform, environment):
    """Whether a browser window can be opened."""
    if not platform.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def jupyter_environment(course, environment):
    """Defaults for the course (no question about news); what the student has set goes before."""
    places = [environment.get("JUPYTER_CONFIG_PATH"), str(course / "tools" / "jupyter")]
    return {**environment, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, places))}


def run(command, environment):
    """Run JupyterLab to its end; Ctrl+C and a request to stop are its to answer."""
    process = subprocess.Popen(command, env=environment)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def missing():
    """Which packages this Python lacks. A stranger's nnlib, from PyPI, has no classroom."""
    jupyterlab, nnlib = map(importlib.util.find_spec, ("jupyterlab", "nnlib"))
    places = nnlib.submodule_search_locations if nnlib else []
    found = {
        "jupyterlab": jupyterlab is not None,
        "the course's nnlib": any((Path(place) / "classroom").is_dir() for place in places),
    }
    return [name for name, there in found.items() if not there]


def unwritable(folders):
    """The first folder that nothing can be written into, and the reason; None if there is none."""
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            return folder, error.strerror
    return None


def trouble(course, executable):
    """What JupyterLab would stop at, in a sentence; None if there is nothing."""
    if lacking := missing():
        return (
            f"{executable} lacks {' and '.join(lacking)}. The README says, under Start, how to "
            f"install the course; then start it by the Python in {course / '.venv'}."
        )
    from jupyter_core import paths

    needed = [paths.jupyter_config_dir(), paths.jupyter_data_dir(), paths.jupyter_runtime_dir()]
    if found := unwritable(map(Path, needed)):
        folder, reason = found
        return (
            f"JupyterLab keeps its notes in {folder}, and cannot write there ({reason}). Give it "
            "another place: set HOME (on Windows, APPDATA) to a folder of yours."
        )
    return None


def main(arguments=None):
    parser = argparse.ArgumentParser(description="JupyterLab on your own copies of the lessons.")
    parser.add_argument("--fresh", metavar="LESSON", help="bring back a fresh lesson, such as 03")
    parser.add_argument("--copies", action="store_true", help="make the copies, start nothing")
    parser.add_argument("--term", help="lessons with its numbers, into build/term; starts nothing")
    parser.add_argument(
        "jupyter", nargs="*", help="options for JupyterLab, after --, such as --port=8899"
    )
    options = parser.parse_args(arguments)
    notebooks, copies = COURSE / "notebooks", COURSE / "my_lessons"

    if options.term is not None:
        if not terms.NAME.fullmatch(options.term):
            parser.error(f"{terms.REFUSED}: make term NUMBERS=spring-2027")
        folder = COURSE / "build" / "term" / options.term
        update(notebooks, folder, options.term)
        print(f"{folder} has the lessons to hand out. The exercises that have other numbers say:")
        print(*terms.changes(options.term), sep="\n")
        return 0
    try:
        if options.fresh is not None:
            print(*refresh(notebooks, copies, options.fresh), sep="\n")
            return 0
        print(*(f"{line}\n" for line in update(notebooks, copies)), sep="", end="")
    except ValueError as error:
        parser.error(str(error))
    except OSError as error:
        sys.exit(
            f"Your copies of the lessons cannot be written into {copies} ({error.strerror}). Put "
            "the whole course into a folder of your own, and start it there."
        )
    first = page_to_open(notebooks, copies)
    if options.copies:
        return 0
    if said := trouble(COURSE, sys.executable):
        sys.exit(said)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    display = has_display(sys.platform, os.environ)
    command = jupyter_command(COURSE, copies, first, root=root, display=display)
    print("Your lessons are in my_lessons. To stop JupyterLab, press Ctrl+C here.", flush=True)
    return run([*command, *options.jupyter], jupyter_environment(COURSE, os.environ))


if __name__ == "__main__":
    sys.exit(main())
