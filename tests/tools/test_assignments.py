"""The nbgrader course: its cells, and what it gives for right, missing and wrong answers.

Without nbgrader the grading is skipped; it fails if NNLIB_REQUIRE_NBGRADER is 1.
"""

import importlib
import importlib.util
import json
import os
import subprocess
import sys

import nbformat
import pytest

from assignments import assignment, environment, make_course, nbgrader
from build_notebooks import NOTEBOOKS
from twins import read_twin

LESSONS = sorted(path.stem for path in (NOTEBOOKS / "text").glob("*.md"))
LESSON, WRONG_ONE = "00_start_here", "full_ink"
WRONG_ANSWER = "def full_ink(X):\n    return X / X.max()"


def exercises_of(lesson):
    return importlib.import_module(f"nnlib.classroom.exercises.lesson{lesson[:2]}")


def named(notebook):
    """nbgrader's cells by their names."""
    cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    found = {cell.metadata["nbgrader"]["grade_id"]: cell for cell in cells}
    assert len(found) == len(cells), "two cells have one name"
    return found


def shown(source, begin, end):
    """A cell's source without what students do not get."""
    lines, hidden = [], False
    for line in source.splitlines():
        hidden = hidden or begin in line
        if not hidden:
            lines.append(line)
        hidden = hidden and end not in line
    assert not hidden
    return "\n".join(lines)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_exercise_is_an_answer_and_a_test(lesson):
    twin, exercises = read_twin(NOTEBOOKS / "text" / f"{lesson}.md"), exercises_of(lesson)
    stubs = {
        cell.metadata["exercise"]: cell.source for cell in twin.cells if "exercise" in cell.metadata
    }
    cells = named(assignment(twin, exercises))
    assert list(cells) == [name for stub in stubs for name in (stub, f"check_{stub}")]
    for name, stub in stubs.items():
        answer, test = cells[name], cells[f"check_{name}"]
        assert answer.metadata["nbgrader"]["solution"] and not answer.metadata["nbgrader"]["grade"]
        assert test.metadata["nbgrader"]["grade"] and test.metadata["nbgrader"]["points"] == 1
        assert shown(answer.source, "BEGIN SOLUTION", "END SOLUTION") == stub
        assert getattr(exercises, name).answer in answer.source
        check = shown(test.source, "BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
        assert f".{name}.check({name})" in check
        assert ".hint()" in check
        assert "solution" not in test.source
        assert f"{name}.grade({name})" in test.source.removeprefix(check)


def test_teaching_notes_and_the_twin_stay_out_of_it():
    twin = read_twin(NOTEBOOKS / "text" / f"{LESSON}.md")
    before = nbformat.writes(twin)
    made = assignment(twin, exercises_of(LESSON))
    assert any("notes" in cell.metadata.get("tags", []) for cell in twin.cells)
    assert not any("notes" in cell.metadata.get("tags", []) for cell in made.cells)
    assert nbformat.writes(twin) == before


def test_the_users_settings_are_not_read(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", "somebody's")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "somebody's")
    made = environment(tmp_path)
    assert "somebody's" not in made.values()
    assert made["JUPYTER_CONFIG_DIR"].startswith(str(tmp_path))


def installed():
    """Whether nbgrader is there; a skip, or a failure where it is required."""
    if importlib.util.find_spec("nbgrader"):
        return
    if os.environ.get("NNLIB_REQUIRE_NBGRADER") == "1":
        pytest.fail("nbgrader is not installed, and NNLIB_REQUIRE_NBGRADER is 1")
    pytest.skip("nbgrader is not installed; `make .venv/grading` installs it")


@pytest.mark.parametrize(
    ("required", "outcome"), [(None, pytest.skip.Exception), ("1", pytest.fail.Exception)]
)
def test_missing_nbgrader_is_told(required, outcome, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.delenv("NNLIB_REQUIRE_NBGRADER", raising=False)
    if required:
        monkeypatch.setenv("NNLIB_REQUIRE_NBGRADER", required)
    with pytest.raises(outcome, match="nbgrader is not installed"):
        installed()


def submit(course, student, answers):
    """Hand in the released lesson with these answers, by name."""
    notebook = nbformat.read(course / "release" / LESSON / f"{LESSON}.ipynb", as_version=4)
    for name, cell in named(notebook).items():
        cell.source = answers.get(name, cell.source)
    folder = course / "submitted" / student / LESSON
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{LESSON}.ipynb")


SCORES = """
import json, sys
from nbgrader.api import Gradebook
scores = {}
with Gradebook("sqlite:///gradebook.db", "nnlib") as book:
    for submission in book.assignment_submissions(sys.argv[1]):
        [notebook] = submission.notebooks
        scores[submission.student.id] = {grade.name: grade.score for grade in notebook.grades}
print(json.dumps(scores))
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course of one lesson, as nbgrader released it."""
    installed()
    course = tmp_path_factory.mktemp("course")
    make_course([LESSON], course)
    return course


def test_students_get_stubs_and_no_answers(course):
    path = course / "release" / LESSON / f"{LESSON}.ipynb"
    notebook, exercises = nbformat.read(path, as_version=4), exercises_of(LESSON)
    text = nbformat.writes(notebook)
    for name, cell in named(notebook).items():
        assert cell.metadata.get("editable", True), "a hint could not be asked for"
        if not name.startswith("check_"):
            assert getattr(exercises, name).answer.splitlines()[-1] not in cell.source
    assert "verdict" not in text
    assert "SOLUTION" not in text
    assert {page.name for page in path.parent.glob("*.md")} >= {"glossary.md", "cluster.md"}


@pytest.fixture(scope="module")
def scores(course):
    """The points of three students, exercise by exercise."""
    exercises = exercises_of(LESSON)
    right = {name: x.answer for name, x in vars(exercises).items() if hasattr(x, "grade")}
    # This one has also written into the cell that grades.
    cheats = {f"check_{name}": "1" for name in right}
    submit(course, "solved", right)
    submit(course, "untouched", cheats)
    submit(course, "one_wrong", right | {WRONG_ONE: WRONG_ANSWER})
    nbgrader(course, "autograde", LESSON)
    found = subprocess.run(
        [sys.executable, "-c", SCORES, LESSON],
        cwd=course,
        env=environment(course),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(found.stdout)


def test_the_solved_lesson_has_full_marks(scores):
    assert len(scores["solved"]) == 4
    assert set(scores["solved"].values()) == {1}


def test_the_untouched_lesson_has_none(scores):
    assert set(scores["untouched"].values()) == {0}


def test_a_wrong_answer_costs_its_own_point_alone(scores):
    assert scores["one_wrong"] == scores["solved"] | {f"check_{WRONG_ONE}": 0}
