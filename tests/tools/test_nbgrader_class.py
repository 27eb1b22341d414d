"""Submissions in the nbgrader course: cleaned, graded by the judge, and no answer run there."""

import json
import subprocess
import sys

import nbformat
import pytest

import nbgrader_class
from assignments import environment, make_course, nbgrader
from grading import answers

from .made_up_class import DAMAGE, NAMES, UNREAD, hand_in, number_of, wanted
from .test_assignments import installed
from .test_grade_class import SHOWN

LESSONS = answers.lessons()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course of all lessons, with the made-up class and one who has solved everything."""
    installed()
    course, folder = tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("handed_in")
    make_course([lesson.stem for lesson in LESSONS.values()], course)
    hand_in(folder)
    for lesson in LESSONS.values():
        notebook = nbformat.read(answers.NOTEBOOKS / f"{lesson.stem}.ipynb", as_version=4)
        for cell in notebook.cells:
            if "exercise" in cell.metadata:
                cell.source = lesson.exercises[cell.metadata["exercise"]].answer
        path = folder / "Sol Ved" / f"{lesson.stem}.ipynb"
        path.parent.mkdir(exist_ok=True)
        nbformat.write(notebook, path)
    nbgrader_class.bring(folder, course, processes=2)
    return course


ALL_SCORES = """
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db", "nnlib") as book:
    print(json.dumps({
        lesson.name: {
            x.student.id: {grade.name: grade.score for grade in x.notebooks[0].grades}
            for x in book.assignment_submissions(lesson.name)
        }
        for lesson in book.assignments
    }))
"""


def in_the_gradebook(course):
    """The points, by lesson, student and nbgrader's cell."""
    found = subprocess.run(
        [sys.executable, "-c", ALL_SCORES],
        cwd=course,
        env=environment(course),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(found.stdout)


@pytest.fixture(scope="module")
def books(course):
    return in_the_gradebook(course)


def test_each_student_has_the_points_of_the_judge(books):
    for i, name in enumerate(NAMES):
        book = books[LESSONS[number_of(i)].stem]
        student = nbgrader_class.folder_name(SHOWN[name])
        if DAMAGE.get(i) in UNREAD:
            assert student not in book
            continue
        points = {f"check_{x}": float(state == "right") for x, state in wanted(i).items()}
        assert book[student] == points, DAMAGE.get(i)


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_a_solved_lesson_has_full_marks(lesson, books):
    assert books[lesson.stem]["Sol_Ved"] == {f"check_{name}": 1 for name in lesson.exercises}


def test_nbgrader_sees_the_released_cells_with_the_answers_and_nothing_else(course):
    stem = "02_the_sigmoid_neuron"
    released = nbformat.read(course / "release" / stem / f"{stem}.ipynb", as_version=4)
    marked = [cell for cell in released.cells if "nbgrader" in cell.metadata]
    for i in (0, 2, 3, 7):  # copied, moved, turned into Markdown, with magics
        student = nbgrader_class.folder_name(SHOWN[NAMES[i]])
        path = course / "submitted" / student / stem / f"{stem}.ipynb"
        start, *cells = nbformat.read(path, as_version=4).cells
        assert "lesson02" in start.source
        assert [c.metadata["nbgrader"] for c in cells] == [c.metadata["nbgrader"] for c in marked]
        assert all(
            c.source == r.source for c, r in zip(cells, marked) if r.metadata["nbgrader"]["grade"]
        )


def test_a_student_gets_the_verdicts_as_feedback(course):
    nbgrader(course, "generate_feedback", "02_the_sigmoid_neuron", "--student", "Ada_Lovelace")
    stem = "02_the_sigmoid_neuron"
    page = (course / "feedback" / "Ada_Lovelace" / stem / f"{stem}.html").read_text("utf-8")
    assert "sigmoid_slope: right." in page
    assert "mean_loss: wrong. The ½ is missing." in page


def test_autograde_gives_the_same_points(course, books):
    """Where somebody lets nbgrader run the cleaned notebooks after all."""
    nbgrader(course, "autograde", "00_start_here", "--force")
    assert in_the_gradebook(course) == books


def test_a_missing_course_is_told(tmp_path, capsys):
    with pytest.raises(SystemExit):
        nbgrader_class.main([str(tmp_path), "--course", str(tmp_path)])
    assert "make nbgrader makes one" in capsys.readouterr().err
