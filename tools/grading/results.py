"""What came of a notebook: grade the answers of a submission."""

import re
from dataclasses import dataclass, field

from grading import judge
from grading.answers import Notebook, lessons
from nnlib.classroom.exercises.grading import NOT_ATTEMPTED, RAISED, RIGHT, WRONG
from nnlib.classroom.exercises.terms import in_term
from terms import named_in

MISSING = "not in the notebook"
STATES = (RIGHT, WRONG, RAISED, NOT_ATTEMPTED, MISSING)


@dataclass(frozen=True)
class Result:
    """What came of an answer.

    Parameters
    ----------
    state : str
        One of STATES.
    message : str
        What the check says.
    named : bool
        Whether it is a mistake that the exercise declares.
    notes : tuple of str
        What was unusual about where the answer stood.
    """

    state: str
    message: str = ""
    named: bool = False
    notes: tuple = field(default=())

    @property
    def kind(self):
        """What answers with the same mistake have in common: the message without its place."""
        if self.named:
            return self.message
        said = re.sub(r" \(line \d+.*| It was called with .*", "", self.message, flags=re.S)
        return said if self.state == RAISED else re.split(r"(?<=[.?]) (?=[A-Z`])", said)[0]


@dataclass
class Graded:
    """A notebook whose answers have been judged."""

    student: str
    lesson: object
    results: dict
    page: str = ""

    @property
    def points(self):
        return sum(r.state == RIGHT for r in self.results.values())


def attempted(submission):
    """How many answers of a submission are more than the stub."""
    notebook = Notebook(submission.cells, submission.lesson)
    found = [notebook.answer(name) for name in submission.lesson.exercises]
    return sum(x is not None and not x.stub for x in found)


def grade_notebook(number, cells, boxed=None, term=None):
    """Judge all answers of a notebook.

    Parameters
    ----------
    number : str
        The lesson's, such as "04".
    cells : list of (str, str)
        Kind and source of each cell.
    boxed : bool, optional
        As for `judge.grade`.
    term : str, optional
        Whose numbers the exercises have; those that the notebook names, if this is not said.

    Returns
    -------
    dict of str to Result
        By the exercises' names, in the lesson's order.
    """
    lesson = lessons()[number]
    notebook, results = Notebook(cells, lesson), {}
    term = term or named_in(source for kind, source in cells if kind == "code")
    for name, exercise in lesson.exercises.items():
        exercise = in_term(exercise, term)
        found = notebook.answer(name)
        if found is None:
            results[name] = Result(MISSING, "Nothing of this name is in the notebook.")
        elif found.stub:
            results[name] = Result(NOT_ATTEMPTED)
        elif found.trouble:
            results[name] = Result(RAISED, found.trouble)
        else:
            verdict = judge.grade(exercise, list(found.parts), boxed)
            named = verdict.state == WRONG and verdict.message in exercise.mistakes
            results[name] = Result(verdict.state, verdict.message, named, found.notes)
    return results
