"""Bring what a class handed in into the nbgrader course: cleaned, and graded by the judge.

python tools/nbgrader_class.py FOLDER                 into build/nbgrader, which make nbgrader made
python tools/nbgrader_class.py FOLDER --course DIR    into another course

Of each notebook that came back, in whatever shape, nbgrader sees the released cells of the
exercises and the answers in them, and nothing else. Answers run in the judge's processes, not in
nbgrader's: `submitted/` has the cleaned notebooks, `autograded/` the same with each verdict under
its check, and the gradebook has the points. What cannot be read is told, and gets no 0.
"""

import argparse
import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat

from assignments import COURSE, environment
from grade_class import chosen, grade_all, write
from grading import judge
from grading.answers import Notebook
from grading.results import MISSING, RIGHT
from grading.submissions import read_folder

# Run where the gradebook is; nbgrader reads no settings but the course's.
SCORES = """
import json, sys
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db", "nnlib") as book:
    for student, lesson, points in json.load(sys.stdin):
        book.update_or_create_student(student)
        book.update_or_create_submission(lesson, student)
        for cell, score in points.items():
            grade = book.find_grade(cell, lesson, lesson, student)
            grade.auto_score = score
            grade.needs_manual_grade = score is None
    book.db.commit()
"""


def answer_text(found, stub):
    """What stands in an answer's cell: what it needs of the student's own, and the answer."""
    if not found or found.stub:
        return stub
    if found.trouble:
        return f"# {found.trouble}\n{stub}"
    lines = []
    for cell, at in found.parts:
        node = ast.parse(cell).body[at]
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        lines.append("\n".join(cell.split("\n")[first - 1 : node.end_lineno]))
    return "\n\n\n".join(dict.fromkeys(lines))


def cleaned(released, lesson, cells):
    """The released cells that count, with a student's answers.

    Parameters
    ----------
    released : NotebookNode
        The assignment as students got it.
    lesson : Lesson
        Its lesson.
    cells : list of (str, str)
        Kind and source of each cell that came back.

    Returns
    -------
    NotebookNode
    """
    notebook, kept = Notebook(cells, lesson), []
    start = f"from nnlib.classroom.exercises import lesson{lesson.number}"
    kept.append(nbformat.v4.new_code_cell(f"import numpy as np\n{start}", id="start"))
    for cell in released.cells:
        if "nbgrader" not in cell.metadata:
            continue
        cell = nbformat.from_dict(cell)
        name = cell.metadata["nbgrader"]["grade_id"]
        if name in lesson.exercises:
            cell.source = answer_text(notebook.answer(name), cell.source)
        kept.append(cell)
    made = nbformat.v4.new_notebook(cells=kept, metadata=released.metadata)
    nbformat.validate(made)
    return made


def with_verdicts(notebook, results):
    """The same notebook, each verdict as the output of its check."""
    notebook = nbformat.from_dict(notebook)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "").removeprefix("check_")
        if cell.metadata.get("nbgrader", {}).get("grade"):
            said = f"{name}: {results[name].state}. {results[name].message}".strip()
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=f"{said}\n")]
    return notebook


def folder_name(student):
    """A name that can be a folder's and nbgrader's."""
    return re.sub(r"[^\w.-]+", "_", student).strip("._") or "student"


def bring(folder, course, processes=None):
    """Clean and grade what is in a folder, and write it into an nbgrader course.

    Parameters
    ----------
    folder : Path
        What was handed in; or a zip.
    course : Path
        The course that `make nbgrader` made.
    processes : int, optional
        How many notebooks are graded at a time; as there are processors, if not said.

    Returns
    -------
    list of (str, str, dict)
        Student, lesson, and the points by the names of nbgrader's cells.

    Raises
    ------
    RuntimeError
        If the gradebook cannot be written.
    """
    boxed = judge.has_box()
    if not boxed:
        print(judge.UNBOXED)
    submissions, others = chosen(read_folder(folder))
    scores = []
    graded = grade_all(submissions, boxed, processes or os.cpu_count())
    for x, results in zip(submissions, graded):
        stem = x.lesson.stem
        path = course / "release" / stem / f"{stem}.ipynb"
        if results is None or not path.exists():
            x.trouble = f"no {stem} is released" if results else "the judge was stopped by it"
            others.append(x)
            continue
        notebook = cleaned(nbformat.read(path, as_version=4), x.lesson, x.cells)
        student = folder_name(x.student)
        for room, made in (
            ("submitted", notebook),
            ("autograded", with_verdicts(notebook, results)),
        ):
            place = course / room / student / stem
            place.mkdir(parents=True, exist_ok=True)
            text = nbformat.writes(made) + "\n"
            write(place / f"{stem}.ipynb", text)
        points = {
            f"check_{name}": None if r.state == MISSING else float(r.state == RIGHT)
            for name, r in results.items()
        }
        scores.append((student, stem, points))
        if gone := [name for name, r in results.items() if r.state == MISSING]:
            print(f"{x.place}: {', '.join(gone)} is not in it: grade it by hand")
    for x in others:
        print(f"not graded: {x.place}: {x.trouble}")
    done = subprocess.run(
        [sys.executable, "-c", SCORES],
        cwd=course,
        env=environment(course),
        input=json.dumps(scores),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise RuntimeError(f"the gradebook could not be written:\n{done.stderr}")
    return scores


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Clean and grade a class for nbgrader.")
    parser.add_argument("folder", type=Path, help="what was handed in: a folder, or a zip")
    parser.add_argument("--course", type=Path, default=COURSE, metavar="DIR")
    options = parser.parse_args(arguments)
    if not options.folder.exists():
        parser.error(f"there is no {options.folder}")
    if not (options.course / "release").is_dir():
        parser.error(f"there is no course in {options.course}: make nbgrader makes one")
    try:
        scores = bring(options.folder, options.course.resolve())
    except RuntimeError as error:
        sys.exit(str(error))
    print(f"{len(scores)} notebooks are in {options.course}, with their points.")


if __name__ == "__main__":
    main()
