"""An exercise: it tells four states of an answer apart, and names what is wrong."""

import inspect
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnlib.classroom.exercises import stubs
from nnlib.classroom.exercises.compare import form, same, same_form
from nnlib.classroom.exercises.explain import explain
from nnlib.classroom.exercises.runs import Run, called_with, describe, run
from nnlib.classroom.exercises.source import names_of_parts, source

NOT_ATTEMPTED, WRONG, RAISED, RIGHT = "not attempted", "wrong", "raised an exception", "right"

GAP = "A `...` still stands in your code."
AS_GIVEN = "This is the function as it was given."
SEEDS = range(8)  # for the inputs that the student has not seen


@dataclass(frozen=True)
class Verdict:
    """The state of an answer, and what there is to say about it.

    Parameters
    ----------
    state : str
        NOT_ATTEMPTED, WRONG, RAISED or RIGHT.
    message : str
        What is wrong, what was raised and where, or what is still to be done.
    """

    state: str
    message: str = ""


class Exercise:
    """A question for a value, with its solution and its hints. `value_exercise` makes one.

    Parameters
    ----------
    name : str
        What the student calls the answer.
    model : object
        A right answer.
    answer : str
        A right answer as code: what fills the stub of the notebook.
    hints, reason, mistakes, judge, tolerance : object
        As for `value_exercise`.
    """

    given = None

    def __init__(self, name, model, *, answer, hints, reason, mistakes, judge=None, tolerance=1e-9):
        self.name, self.model, self.answer = name, model, answer
        self.hints, self.reason, self.mistakes = list(hints), reason, dict(mistakes)
        self.judge, self.tolerance = judge, tolerance
        self._n_hinted = 0

    def __repr__(self):
        return f"<exercise {self.name}: check({self.name}), hint(), solution()>"

    def check(self, answer):
        """Print whether the answer is right, and if not, what is wrong.

        Parameters
        ----------
        answer : object
            The student's function or value.
        """
        verdict = self.grade(answer)
        say = {
            NOT_ATTEMPTED: f"not attempted yet. {verdict.message}",
            WRONG: f"wrong. {verdict.message}",
            RAISED: f"your code raised {verdict.message}",
            RIGHT: f"right.\nOne way to see it: {self.reason.strip().splitlines()[0]}",
        }
        print(f"{self.name}: {say[verdict.state].strip()}")

    def hint(self):
        """Print the hints up to the next one."""
        n = len(self.hints)
        for i, text in enumerate(self.hints[: self._n_hinted + 1], start=1):
            print(f"Hint {i} of {n}: {text}")
        if self._n_hinted >= n:
            print(f"That was the last hint. {self.name}.solution() shows a solution.")
        self._n_hinted += 1

    def solution(self):
        """Print a solution, and why it is so."""
        print(f"{self.answer}\n\n{self.reason.strip()}")

    def grade(self, answer):
        """Judge an answer without printing anything.

        Parameters
        ----------
        answer : object
            The student's function or value.

        Returns
        -------
        Verdict
            Its state is NOT_ATTEMPTED, WRONG, RAISED or RIGHT.
        """
        if stubs.is_gap(answer) or stubs.is_empty(answer):
            return Verdict(NOT_ATTEMPTED)
        if stubs.is_same(answer, self.given):
            return Verdict(NOT_ATTEMPTED, AS_GIVEN)
        if isinstance(self.model, tuple) and isinstance(answer, np.ndarray) and answer.ndim == 1:
            answer = tuple(answer.tolist())  # three numbers are three numbers
        misfit = self._misfit(answer)
        if misfit:
            return Verdict(WRONG, misfit)
        verdict = self._ask_judge(answer) if self.judge else self._compare(answer)
        if verdict.state != RIGHT and stubs.has_gap(answer):
            return Verdict(NOT_ATTEMPTED, GAP)
        return verdict

    def _misfit(self, answer):
        """What makes it senseless to look closer, if anything."""
        if answer is None:
            return "Its value is None: there is nothing in it."
        if self.judge and not same_form(answer, self.model):
            got, want = form(answer), form(self.model)
            if got == want:  # the difference is inside
                got, want = (f"({', '.join(map(form, x))})" for x in (answer, self.model))
            return f"Got {got}; expected {want}."
        return ""

    def _ask_judge(self, answer):
        asked = run(self.judge, {"answer": answer})
        if asked.error is not None:
            return Verdict(RAISED, describe(asked.error, answer))
        return Verdict(WRONG, asked.result) if asked.result else Verdict(RIGHT)

    def _compare(self, answer):
        runs, wants = self._runs(answer), self._wants
        for r in runs:
            if r.error is not None:
                return _raised(r, answer)
        if any(stubs.is_gap(r.result) for r in runs):
            return Verdict(NOT_ATTEMPTED, GAP)
        if self._agree(runs, wants):
            changed = sorted({f"`{name}`" for r in runs for name in r.changed})
            if not changed:
                return Verdict(RIGHT)
            message = f"The result is right, but your code changed {' and '.join(changed)}"
            return Verdict(WRONG, f"{message}, which the caller may still need: make a new array.")
        for message, mistake in self.mistakes.items():
            theirs = self._runs(mistake)
            if all(r.error is None for r in theirs) and self._agree(
                runs, [r.result for r in theirs]
            ):
                return Verdict(WRONG, message)
        return Verdict(WRONG, self._explain(runs, wants))

    def _agree(self, runs, wants):
        return all(same(r.result, w, self.tolerance) for r, w in zip(runs, wants, strict=True))

    def _explain(self, runs, wants):
        parts = names_of_parts(self.answer)
        return explain(self.name, runs, wants, parts=parts, tolerance=self.tolerance)

    def _runs(self, answer):
        return [Run({}, answer)]

    @property
    def _wants(self):
        return [self.model]


class FunctionExercise(Exercise):
    """A question for a function. `exercise` makes one.

    Called like a function it is its solution, so that the solution of a later exercise may use it.

    Parameters
    ----------
    model : callable
        The solution.
    trials, examples, further, look, given, **declared : object
        As for `exercise`.
    """

    def __init__(
        self, model, *, trials=None, examples=(), further=None, look=None, given=None, **declared
    ):
        super().__init__(model.__name__, model, answer=source(model), **declared)
        self.trials, self.examples, self.given = trials, list(examples), given
        self.further, self.look = further or {}, look
        self._parameters = list(inspect.signature(model).parameters)

    def __call__(self, *args):
        return self.model(*args)

    def _misfit(self, answer):
        if not callable(answer):
            call = f"check({self.name})"
            return f"{call} wants the function itself, without calling it; it got {form(answer)}."
        try:
            inspect.signature(answer).bind(*self._parameters)
        except TypeError:
            return f"The function must take {self.name}({', '.join(self._parameters)})."
        except ValueError:  # a function of NumPy that tells no signature
            pass
        return ""

    def _compare(self, answer):
        verdict = super()._compare(answer)
        if verdict.state == RIGHT:
            verdict = self._go_further(answer)
        return self.look(answer, verdict) if self.look else verdict

    def _go_further(self, answer):
        for message, inputs in self.further.items():
            for arguments in self._named(inputs):
                r = run(answer, arguments)
                if r.error is not None:
                    return _raised(r, answer)
                if not same(r.result, run(self.model, arguments).result, self.tolerance):
                    return Verdict(WRONG, message)
        return Verdict(RIGHT)

    @cached_property
    def _inputs(self):
        unseen = [self.trials(np.random.default_rng(seed)) for seed in SEEDS if self.trials]
        return self._named(self.examples + unseen)

    def _named(self, inputs):
        return [dict(zip(self._parameters, x, strict=True)) for x in inputs]

    def _runs(self, answer):
        runs = []
        for arguments in self._inputs:
            runs.append(run(answer, arguments))
            if runs[-1].error is not None:
                break
        return runs

    @cached_property
    def _wants(self):
        runs = self._runs(self.model)
        if runs[-1].error is not None:
            raise runs[-1].error  # the exercise itself is at fault
        return [r.result for r in runs]


def _raised(r, answer):
    called = f" It was called with {called_with(r.arguments)}."
    return Verdict(RAISED, describe(r.error, answer) + called)
