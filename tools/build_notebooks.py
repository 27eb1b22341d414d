"""Make the notebooks from their text twins, and run them.

python tools/build_notebooks.py                     all lessons
python tools/build_notebooks.py 03_one_layer        one lesson
python tools/build_notebooks.py --text              no cell is run: for a change of text alone
python tools/build_notebooks.py --solved DIR        every exercise solved, into another folder

The text is what people edit; the notebook holds the cells that `twins.py` reads in it, and their
outputs. The same text gives the same file, byte for byte: nothing is kept that changes from run to
run.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from terms import with_term
from twins import METADATA, TwinError, read_twin

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
VIEW = "application/vnd.jupyter.widget-view+json"
SECONDS_A_CELL = 1200
EDITION = (
    "**Instructor's edition.** Every exercise is solved, and the teaching notes are kept. Long "
    "cells were run shortened, with fewer steps, images or seeds: their numbers and pictures are "
    "not the lesson's, and the text beside them may not fit them. The lesson itself has those."
)


def kernel_environment(short=False):
    """The environment of a lesson's kernel, here and in the tests: strict, calm and offline."""
    nowhere = dict.fromkeys(["http_proxy", "https_proxy", "all_proxy"], "http://127.0.0.1:9")
    return {
        **os.environ,
        **nowhere,
        **{name.upper(): proxy for name, proxy in nowhere.items()},
        "PYTHONWARNINGS": "error::RuntimeWarning,error::UserWarning,error::FutureWarning",
        # Two threads are slower than one on small products.
        "OPENBLAS_NUM_THREADS": os.environ.get("OPENBLAS_NUM_THREADS", "1"),
        "NNLIB_SHORT": "1" if short else "0",
    }


def solve(notebook, lesson, term=None):
    """Make the instructor's edition: write its solution into each exercise cell."""
    from nnlib.classroom.exercises.terms import in_term

    exercises = importlib.import_module(f"nnlib.classroom.exercises.lesson{lesson[:2]}")
    for cell in notebook.cells:
        if "exercise" in cell.metadata.get("tags", []):
            cell.source = in_term(getattr(exercises, cell.metadata["exercise"]), term).answer
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(EDITION, id="edition"))


def execute(notebook, folder, short=False):
    """Run all cells in order, from a fresh kernel, and keep the outputs that last."""
    client = NotebookClient(
        notebook,
        timeout=SECONDS_A_CELL,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute(env=kernel_environment(short))
    notebook.metadata = nbformat.from_dict(METADATA)  # the kernel wrote its version there
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = lasting(cell.outputs)


def lasting(outputs):
    """What is worth keeping of a cell's outputs; the tests compare just this.

    Standard error is dropped (progress, timings), and so are live widgets, which mean nothing
    without their kernel. A widget that brings a picture of itself, or its text as Markdown, leaves
    that and its plain text. The HTML beside a PNG is the same picture again.
    """
    kept = []
    for output in outputs:
        data = output.get("data", {})
        if output.output_type == "stream":
            if output.name == "stderr":
                continue
            last = kept[-1] if kept else None
            if last and last.output_type == "stream":
                last.text += output.text
                continue
        elif VIEW in data and not data.keys() & {"image/png", "text/markdown"}:
            continue
        elif data:
            left_out = {VIEW, "text/html"} if "image/png" in data else {VIEW}
            data = {kind: value for kind, value in data.items() if kind not in left_out}
            output = {**output, "data": data}
        kept.append(nbformat.from_dict(output))
    return kept


def keep_outputs(notebook, path):
    """Take the outputs of the notebook that is there, whose code has to be the same."""
    cells, old = (
        [cell for cell in cells if cell.cell_type == "code"]
        for cells in (notebook.cells, nbformat.read(path, as_version=4).cells)
    )
    if [cell.source for cell in cells] != [cell.source for cell in old]:
        changed = [new.source for new in cells if new.source not in {was.source for was in old}]
        first = changed[0] if changed else "a cell went or moved"
        sys.exit(f"{path.name}: code changed, not text alone; build it without --text:\n{first}")
    for cell, was in zip(cells, old, strict=True):
        cell.outputs, cell.execution_count = was.outputs, was.execution_count


def build(lesson, notebooks=NOTEBOOKS, into=None, solved=False, text=False, term=None):
    """Make and run one lesson; give the path of its notebook."""
    notebook = read_twin(notebooks / "text" / f"{lesson}.md")
    path = (into or notebooks) / f"{lesson}.ipynb"
    if term:
        notebook = nbformat.from_dict(with_term(notebook, lesson[:2], term))
    if solved:
        solve(notebook, lesson, term)
    if text:
        keep_outputs(notebook, path)
    else:
        execute(notebook, notebooks, short=solved)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    return path


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Make the notebooks from their text twins.")
    parser.add_argument("lessons", nargs="*", help="such as 03_one_layer; none means all")
    parser.add_argument("--solved", metavar="DIR", type=Path, help="solve all exercises, into DIR")
    parser.add_argument("--term", help="with --solved: with the numbers of this term")
    parser.add_argument("--text", action="store_true", help="run nothing, keep the outputs")
    parser.add_argument("--notebooks", type=Path, default=NOTEBOOKS, help="where the lessons are")
    options = parser.parse_args(arguments)

    if options.term and not options.solved:
        parser.error("the course's own lessons have no term: --term goes with --solved")
    known = sorted(path.stem for path in (options.notebooks / "text").glob("*.md"))
    lessons = [Path(lesson).stem for lesson in options.lessons] or known
    unknown = sorted(set(lessons) - set(known))
    if unknown or not lessons:
        parser.error(f"no text for {', '.join(unknown) or 'any lesson'} in {options.notebooks}")
    if options.solved:
        options.solved.mkdir(parents=True, exist_ok=True)
    for lesson in lessons:
        try:
            into, solved = options.solved, bool(options.solved)
            path = build(lesson, options.notebooks, into, solved, options.text, options.term)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            sys.exit(f"{lesson} stopped:\n{error}")  # with the cell's source and the traceback
        except TwinError as error:
            sys.exit(str(error))
        print("made", path)


if __name__ == "__main__":
    main()
