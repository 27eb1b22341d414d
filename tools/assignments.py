"""Make an nbgrader course of the lessons: an assignment a lesson, a point an exercise.

python tools/assignments.py                     all lessons, into build/nbgrader
python tools/assignments.py 00_start_here       this one
python tools/assignments.py --into DIR          into another folder

`source/` is the instructor's version, with solutions; `release/` is what students get. A student
sees the lesson's own check under each exercise; when the answers are graded, it has one line more,
which fails unless the check says right. nbgrader is not imported here: it runs as a program, and
reads no settings but those of the course that is made.
"""

import argparse
import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

from build_notebooks import NOTEBOOKS, kernel_environment
from lab import student_copy
from twins import read_twin

COURSE = NOTEBOOKS.parent / "build" / "nbgrader"
SETTINGS = '''\
"""Settings of nbgrader for this course; `tools/assignments.py` wrote them."""

import os

# Lessons are graded shortened, and on one thread, as the tests run them.
os.environ.setdefault("NNLIB_SHORT", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

c = get_config()
c.CourseDirectory.course_id = "nnlib"
# The lesson's own stub stays above the solution, so that nothing has to take its place.
c.ClearSolutions.code_stub = {"python": ""}
# In the check's cell, students take the # away that keeps a hint back.
c.LockCells.lock_grade_cells = False
c.LockCells.lock_readonly_cells = False
c.Execute.timeout = 120  # seconds a cell may take
'''


def marks(name, *, grade, points=0):
    """What nbgrader wants to know about a cell: an answer, or a test with points."""
    return {
        "schema_version": 3,
        "grade_id": name,
        "grade": grade,
        "solution": not grade,
        "locked": grade,
        "task": False,
        **({"points": points} if grade else {}),
    }


def answer_cell(source, exercise):
    """The stub that students get, and the solution that they do not."""
    return f"{source}\n### BEGIN SOLUTION\n{exercise.answer}\n### END SOLUTION"


def test_cell(source, name):
    """The lesson's check, without the way to its solution, and the line that grades."""
    lines = [line for line in source.splitlines() if ".solution(" not in line]
    return "\n".join(
        [
            *lines,
            "### BEGIN HIDDEN TESTS",
            f"verdict = {source.split('.')[0]}.{name}.grade({name})",
            'assert verdict.state == "right", f"{verdict.state}. {verdict.message}"',
            "### END HIDDEN TESTS",
        ]
    )


def assignment(notebook, exercises):
    """A lesson as nbgrader's source: its exercises are answer cells, their checks are tests.

    Parameters
    ----------
    notebook : NotebookNode
        A lesson, as `read_twin` gives it.
    exercises : module
        The lesson's exercises.

    Returns
    -------
    NotebookNode
    """
    notebook = nbformat.from_dict(student_copy(notebook))  # without the teaching notes
    name = None
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if "exercise" in tags:
            name = cell.metadata["exercise"]
            cell.source = answer_cell(cell.source, getattr(exercises, name))
            cell.metadata["nbgrader"] = marks(name, grade=False)
        elif "check" in tags:  # it stands under its exercise
            cell.source = test_cell(cell.source, name)
            cell.metadata["nbgrader"] = marks(f"check_{name}", grade=True, points=1)
    return notebook


def write_source(lesson, course):
    """Write the instructor's version of a lesson, and the pages it links to."""
    exercises = importlib.import_module(f"nnlib.classroom.exercises.lesson{lesson[:2]}")
    notebook = assignment(read_twin(NOTEBOOKS / "text" / f"{lesson}.md"), exercises)
    folder = course / "source" / lesson
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{lesson}.ipynb"
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    for page in NOTEBOOKS.glob("*.md"):
        shutil.copy(page, folder)


def environment(course):
    """nbgrader's environment: the lessons' kernel, shortened, and none of the user's settings."""
    lessons = kernel_environment(short=True)
    del lessons["PYTHONWARNINGS"]  # warnings of nbgrader's own libraries are no errors of ours
    programs = [str(Path(sys.executable).parent), lessons.get("PATH")]  # nbgrader calls alembic
    return {
        **lessons,
        "PATH": os.pathsep.join(filter(None, programs)),
        "JUPYTER_CONFIG_DIR": str(course / "settings"),
        "JUPYTER_CONFIG_PATH": "",
    }


def nbgrader(course, *arguments):
    """Run nbgrader in the course's folder; an error is told with what it printed.

    Parameters
    ----------
    course : Path
        The folder with `nbgrader_config.py`.
    *arguments : str
        Such as "generate_assignment", "00_start_here".

    Raises
    ------
    RuntimeError
        If nbgrader fails, or is not installed.
    """
    # As the shell's `nbgrader`, but certainly the one of this Python.
    code = "import sys; from nbgrader.apps.nbgraderapp import main; sys.exit(main())"
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=course,
        env=environment(course),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if result.returncode:
        raise RuntimeError(
            f"nbgrader {' '.join(arguments)} failed:\n{result.stdout}{result.stderr}\n"
            "If nbgrader is missing, `make .venv/grading` installs it."
        )


def make_course(lessons, course):
    """Write the course's settings and sources, and let nbgrader make the students' versions."""
    course.mkdir(parents=True, exist_ok=True)
    (course / "nbgrader_config.py").write_text(SETTINGS, encoding="utf-8", newline="\n")
    for lesson in lessons:
        write_source(lesson, course)
    nbgrader(course, "generate_assignment", "*", "--force")  # one start for all: it is slow
    for lesson in lessons:
        print("made", course / "release" / lesson)


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Make an nbgrader course of the lessons.")
    parser.add_argument("lessons", nargs="*", help="such as 00_start_here; none means all")
    parser.add_argument("--into", metavar="DIR", type=Path, default=COURSE)
    options = parser.parse_args(arguments)

    known = sorted(path.stem for path in (NOTEBOOKS / "text").glob("*.md"))
    lessons = [Path(lesson).stem for lesson in options.lessons] or known
    if unknown := sorted(set(lessons) - set(known)):
        parser.error(f"no text for {', '.join(unknown)}; there are {', '.join(known)}")
    try:
        make_course(lessons, options.into.resolve())
    except RuntimeError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
