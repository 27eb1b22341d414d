"""An exercise: it tells four states of an answer apart, and names what is wrong."""

import inspect
import time
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnlib.classroom import record
from nnlib.classroom.exercises import stubs
from nnlib.classroom.exercises.compare import TOLERANCE, form, same, same_form
from nnlib.classroom.exercises.elsewhere import code_of
from nnlib.classroom.exercises.errors import Raised, describe, line_of, own_frames, text_of
from nnlib.classroom.exercises.explain import explain
from nnlib.classroom.exercises.in_time import in_time
from nnlib.classroom.exercises.plain import plain
from nnlib.classroom.exercises.runs import MANY, Run, called_with, run
from nnlib.classroom.exercises.slips import slip
from nnlib.classroom.exercises.source import names_of_parts, source
from nnlib.classroom.sentences import wrapped

NOT_ATTEMPTED, WRONG, RAISED, RIGHT = "not attempted", "wrong", "raised an exception", "right"

OURS = "This is the course's own answer. Write yours, and hand that in."
ASKED = "Your code asks the course's own answer, which is to be found here: do without it."
GAP = "A `...` still stands in your code."
AS_GIVEN = "This is the function as it was given."
SEEDS = range(8)  # for the inputs that the student has not seen
SLOW = 1.0  # seconds for all inputs: then the code is not run many times more
MORE = range(8, 24)  # for those by which a mistake is confirmed


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
    variants = None  # how it is made with a term's numbers: see terms.py

    def __init__(
        self, name, model, *, answer, hints, reason, mistakes, judge=None, tolerance=TOLERANCE
    ):
        self.name, self.model, self.answer = name, model, answer
        self.hints, self.reason, self.mistakes = list(hints), reason, dict(mistakes)
        self.judge, self.tolerance = judge, tolerance
        self.other_terms = {}  # what to say, and the exercise that such an answer would be right in
        self._n_hinted = 0
        self._n_asked = 0  # how often the answer at hand has called the model
        self._code = None  # of the answer at hand

    def __repr__(self):
        return f"<exercise {self.name}: check({self.name}), hint(), solution()>"

    def check(self, answer):
        """Print whether the answer is right, and if not, what is wrong.

        Parameters
        ----------
        answer : object
            The student's function or value.
        """
        try:
            verdict = self.grade(answer)
        except KeyboardInterrupt as stop:
            where = line_of(stop, answer)
            print(wrapped(f"{self.name}: interrupted while your code was running{where}."))
            print("A loop that never ends? What has to change in it, so that it comes to an end?")
            return
        name, message = self.name, verdict.message
        record.add("check", name, verdict.state, message if message in self.mistakes else "")
        say = {
            NOT_ATTEMPTED: f"{name}: not attempted yet. {message}",
            WRONG: f"✗ {name}: wrong. {message}",
            RAISED: f"✗ {name}: your code raised {message}",
            RIGHT: f"✓ {name}: right.\nOne way to see it: {self.reason.strip().splitlines()[0]}",
        }
        print(wrapped(say[verdict.state].strip()))

    def hint(self):
        """Print the hints up to the next one."""
        n = len(self.hints)
        for i, text in enumerate(self.hints[: self._n_hinted + 1], start=1):
            print(wrapped(f"Hint {i} of {n}: {text}"))
        if self._n_hinted >= n:
            print(f"That was the last hint. {self.name}.solution() shows a solution.")
        self._n_hinted += 1

    def solution(self):
        """Print a solution, and why it is so."""
        print(f"{self.answer}\n\n{wrapped(self.reason.strip())}")

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
        self._n_asked = 0
        self._code = code_of(answer)
        if self._is_ours(answer):
            return Verdict(NOT_ATTEMPTED, OURS)
        looked = plain(answer)
        if stubs.is_gap(looked) or stubs.is_empty(answer):
            return Verdict(NOT_ATTEMPTED)
        if stubs.is_same(answer, self.given):
            return Verdict(NOT_ATTEMPTED, AS_GIVEN)
        if isinstance(self.model, tuple) and isinstance(looked, np.ndarray) and looked.ndim == 1:
            answer = looked = tuple(looked.tolist())  # three numbers are three numbers
        misfit = self._misfit(answer, looked)
        if misfit:
            return Verdict(WRONG, misfit)
        verdict = self._ask_judge(answer) if self.judge else self._compare(answer)
        if self._n_asked:
            return Verdict(WRONG, ASKED)
        if verdict.state == WRONG and verdict.message not in self.mistakes:
            for message, other in self.other_terms.items():
                if other.takes(answer):
                    return Verdict(WRONG, message)
        return verdict

    def takes(self, answer):
        """Whether an answer of the right form is right; it is not asked what is wrong with it."""
        if self.judge:
            asked = run(self.judge, {"answer": answer})
            return asked.error is None and not asked.result
        runs = self._runs(answer)
        return all(r.error is None for r in runs) and self._agree(runs, self._wants)

    def _is_ours(self, answer):
        """Whether the answer is the course's own and no work of the student's."""
        kind = type(answer)
        return issubclass(kind, Exercise) or (
            answer is self.model and kind not in (int, float, str, bool)
        )

    def _misfit(self, answer, looked):
        """What makes it senseless to look closer, if anything."""
        if answer is None:
            return "Its value is None: there is nothing in it."
        model = plain(self.model)
        if self.judge and not same_form(looked, model):
            got, want = form(looked), form(model)
            if got == want:  # the difference is inside
                got, want = (f"({', '.join(map(form, x))})" for x in (looked, model))
            return f"Got {got}; expected {want}."
        return ""

    def _ask_judge(self, answer):
        asked = run(self.judge, {"answer": answer})
        if asked.error is None and not asked.result:
            return Verdict(RIGHT)
        if stubs.has_gap(answer):
            return Verdict(NOT_ATTEMPTED, GAP)
        if not asked.result:
            return self._raised(asked, answer)
        if asked.result in self.mistakes:
            return Verdict(WRONG, asked.result)
        return Verdict(WRONG, " ".join(filter(None, [asked.result, self._slip(answer)])))

    def _raised(self, r, answer):
        if stubs.has_gap(answer) and "ellipsis" in text_of(r.error):
            return Verdict(NOT_ATTEMPTED, GAP)
        told = describe(r.error, answer)
        is_far = isinstance(r.error, Raised)
        if code_of(answer) and not is_far and not own_frames(r.error, answer):
            return Verdict(WRONG, f"Your code ran, but what it returned cannot be used. {told}")
        if not self.judge:
            told += f" It was called with {called_with(r.arguments)}."
        return Verdict(RAISED, told)

    def _left_over(self, answer):
        return f" And: {GAP[0].lower()}{GAP[1:]}" if stubs.has_gap(answer) else ""

    def _compare(self, answer):
        wants, start = self._wants, time.perf_counter()
        runs = self._runs(answer)
        is_slow = time.perf_counter() - start > SLOW
        for r in runs:
            if r.error is not None:
                return self._raised(r, answer)
        if any(stubs.is_gap(r.result) for r in runs):
            return Verdict(NOT_ATTEMPTED, GAP)
        if self._agree(runs, wants):
            changed = sorted({f"`{name}`" for r in runs for name in r.changed})
            if not changed:
                return Verdict(RIGHT)
            message = f"The result is right, but your code changed {' and '.join(changed)}"
            return Verdict(WRONG, f"{message}, which the caller may still need: make a new array.")
        message = self._declared(answer, runs)
        if not message:
            looks = "" if is_slow else self._slip(answer, runs) or self._unused(answer, runs)
            message = " ".join(filter(None, [looks, self._explain(runs, wants)]))
        return Verdict(WRONG, message + self._left_over(answer))

    def _declared(self, answer, runs):
        """What is to be said of the declared mistake that gives the same results, if one does."""
        return next((message for message, theirs in self._theirs if self._fit(runs, theirs)), "")

    def _fit(self, runs, theirs):
        return all(r.error is None for r in theirs) and self._agree(
            runs, [r.result for r in theirs]
        )

    @cached_property
    def _theirs(self):
        return [(message, self._runs(mistake)) for message, mistake in self.mistakes.items()]

    def _agree(self, runs, wants):
        return all(same(r.result, w, self.tolerance) for r, w in zip(runs, wants, strict=True))

    def _slip(self, answer, runs=()):
        return ""  # a value has no code that could be looked at

    def _unused(self, answer, runs):
        return ""

    def _explain(self, runs, wants):
        parts = names_of_parts(self.answer)
        return explain(
            self.name, runs, wants, parts=parts, tolerance=self.tolerance, code=self._code
        )

    def _runs(self, answer):
        return [Run({}, plain(answer))]

    @property
    def _wants(self):
        return [plain(self.model)]


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
        super().__init__(model.__name__, self._counting(model), answer=source(model), **declared)
        self.trials, self.examples, self.given = trials, list(examples), given
        self.further, self.look = further or {}, look
        self._solution = model
        self._parameters = list(inspect.signature(model).parameters)

    def __call__(self, *args):
        return self.model(*args)

    def _counting(self, function):
        """The function, which counts its calls: an answer may not ask it."""

        def counted(*args):
            self._n_asked += 1
            return function(*args)

        counted.__name__, counted.__doc__ = function.__name__, function.__doc__
        counted.__signature__ = inspect.signature(function)
        return counted

    def takes(self, answer):
        return super().takes(answer) and self._go_further(answer).state == RIGHT

    def _is_ours(self, answer):
        return super()._is_ours(answer) or code_of(answer) is self._solution.__code__

    def _misfit(self, answer, looked):
        if not callable(answer):
            call = f"check({self.name})"
            return f"{call} wants the function itself, without calling it; it got {form(looked)}."
        try:
            inspect.signature(answer).bind(*self._parameters)
        except TypeError:
            return f"The function must take {self.name}({', '.join(self._parameters)})."
        except Exception:  # a function of NumPy that tells no signature, or an odd object
            pass
        return ""

    def _compare(self, answer):
        verdict = super()._compare(answer)
        if verdict.state == RIGHT:
            verdict = self._go_further(answer)
        return self.look(answer, verdict) if self.look else verdict

    def _declared(self, answer, runs):
        """The declared mistake that fits, and alone: further inputs must not part it from this."""
        fitting = [message for message, theirs in self._theirs if self._fit(runs, theirs)]
        if not fitting or not self._unseen:
            return fitting[0] if len(fitting) == 1 else ""
        unseen = [run(answer, arguments, silent=True) for arguments in self._unseen]
        fitting = [m for m in fitting if self._is_confirmed(self.mistakes[m], unseen)]
        return fitting[0] if len(fitting) == 1 else ""

    def _is_confirmed(self, mistake, unseen):
        """Whether a mistake gives what the answer gives, but perhaps at an edge."""
        n = sum(
            r.error is None and same(r.result, run(mistake, r.arguments).result, self.tolerance)
            for r in unseen
        )
        return n >= 3 / 4 * len(unseen)

    def _slip(self, answer, runs=()):
        """Where one small change makes the answer right."""
        cases = [
            (same(r.result, want, self.tolerance), i, r.arguments, want)
            for i, (r, want) in enumerate(zip(runs, self._wants if runs else ()))
        ]
        cases.sort(key=lambda case: case[:2])  # those that are wrong first

        def is_right(function):
            for _, _, arguments, want in cases:
                r = run(function, arguments, silent=True)
                if r.error is not None or r.changed or not same(r.result, want, self.tolerance):
                    return False
            if not self.judge:
                return self._go_further(function).state == RIGHT
            asked = run(self.judge, {"answer": function}, silent=True)
            return asked.error is None and not asked.result

        return slip(answer, is_right, spare=source(self.given) if self.given else "")

    def _unused(self, answer, runs):
        """Which arguments may be others, and the result stays as it is, though it should not."""
        unused = []
        if not all(same_form(r.result, w) for r, w in zip(runs, self._wants)):
            return ""  # of a dict, say, nothing is known
        for x in self._parameters:
            mine, its = [], []
            for r, other in zip(runs, runs[1:] + runs[:1]):
                if not _may_stand_for(other.arguments[x], r.arguments[x]):
                    continue
                changed = r.arguments | {x: other.arguments[x]}
                # What does not go together may never come to an end.
                want, again = run(self._solution, r.arguments), _try(self._solution, changed)
                if again.error is None and not same(again.result, want.result):
                    now = _try(answer, changed)
                    mine.append(now.error is None and same(now.result, r.result, 0))
                    its.append(True)
            if len(its) > 1 and all(mine):
                unused.append(f"`{x}`")
        if not 0 < len(unused) < len(self._parameters):
            return ""
        return f"With another {' or '.join(unused)} your result stays the same: is it used?"

    def _go_further(self, answer):
        for message, inputs in self.further.items():
            for arguments in self._named(inputs):
                r = run(answer, arguments)
                if r.error is not None:
                    return self._raised(r, answer)
                if not same(r.result, run(self._solution, arguments).result, self.tolerance):
                    return Verdict(WRONG, message)
        return Verdict(RIGHT)

    @cached_property
    def _unseen(self):
        """Inputs by which a mistake is confirmed: whole numbers agree by chance too often."""
        return self._named([self.trials(np.random.default_rng(s)) for s in MORE if self.trials])

    @cached_property
    def _inputs(self):
        unseen = [self.trials(np.random.default_rng(seed)) for seed in SEEDS if self.trials]
        return self._named(self.examples + unseen)

    def _named(self, inputs):
        return [dict(zip(self._parameters, x, strict=True)) for x in inputs]

    def _runs(self, answer):
        runs = []
        for arguments in self._inputs:
            runs.append(run(answer, arguments, silent=any(r.printed > MANY for r in runs)))
            if runs[-1].error is not None:
                break
        return runs

    @cached_property
    def _wants(self):
        runs = self._runs(self._solution)
        if runs[-1].error is not None:
            raise runs[-1].error  # the exercise itself is at fault
        return [r.result for r in runs]


def _try(function, arguments):
    return run(lambda *args: in_time(function, *args), arguments, silent=True)


def _may_stand_for(x, other):
    """Whether one argument may take the place of another: a number, or an array of its shape."""
    if isinstance(x, bool | int | float) and type(x) is type(other):
        return x != other
    if not (isinstance(x, np.ndarray) and isinstance(other, np.ndarray)):
        return False
    return x.shape == other.shape and x.dtype == other.dtype and not np.array_equal(x, other)
