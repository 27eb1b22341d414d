"""Exercises that answer back, in a plain kernel and without a network.

How to declare one in `lessonNN.py`. The solution is real code. Its text, without the decorator,
is what `solution()` shows; it may use only names that the notebook has by then::

    @exercise(
        trials=lambda rng: (rng.normal(size=(rng.integers(2, 6), 3)),),  # a tuple of arguments
        hints=["How many rows does one bias serve?", "…", "np.sum takes an `axis`: …"],
        reason="A bias is added to every row, so every row has its share in the gradient.",
        mistakes={
            "You summed over both axes: each bias needs its own column.": lambda dz: dz.sum(),
            "You summed each row: …": lambda dz: dz.sum(axis=1),
            "…": …,
        },
    )
    def bias_gradient(dz):
        return dz.sum(axis=0)


    n_parameters = value_exercise(
        "n_parameters",
        784 * 10 + 10,
        answer="n_parameters = 784 * 10 + 10",
        hints=["…", "…"],
        reason="…",
        mistakes={"The biases are missing: one for each output.": 784 * 10, …},
    )

The notebook has a stub (`def bias_gradient(dz): ...` with a docstring, or `n_parameters = ...`)
and a cell with `lesson04.bias_gradient.check(bias_gradient)`, `#lesson04.bias_gradient.hint()`
and `#lesson04.bias_gradient.solution()`: not a short name, such as `ex`, that a student's own
loop would take away. No space after the `#`: whoever takes the `#` away would leave the space
behind, and Python would take it for indentation.

Known without being declared: a missing return, print instead of return, another shape, kind or
order of results, NaN, all zeros, an argument that comes back unchanged or has no part in it,
transposed, the sign, a constant factor (above all m), squared, inverted, rounded, in another order,
the first or last row alone; in updates the same of the change. A changed argument, the same result
for every input, right for some inputs alone. And `slips.py` tries small changes in a copy of the
code: of the one that makes it right, it tells the place.

A mistake that is declared goes first, if it alone fits, also for inputs that only this is asked of.
float32 is as right as float64, a list as an array; float16 is too coarse. The exercise itself is
not an answer. What the student's function prints is not shown.
"""

from nnlib.classroom.exercises.compare import TOLERANCE
from nnlib.classroom.exercises.grading import (
    NOT_ATTEMPTED,
    RAISED,
    RIGHT,
    WRONG,
    Exercise,
    FunctionExercise,
    Verdict,
)

__all__ = [
    "NOT_ATTEMPTED",
    "RAISED",
    "RIGHT",
    "WRONG",
    "Exercise",
    "Verdict",
    "exercise",
    "value_exercise",
]


def exercise(
    *,
    hints,
    reason,
    mistakes,
    trials=None,
    examples=(),
    further=None,
    look=None,
    given=None,
    judge=None,
    tolerance=TOLERANCE,
):
    """Make the function below it an exercise, whose solution it is.

    Parameters
    ----------
    hints : list of str
        From a question to nearly the line.
    reason : str
        Why the solution is so. Its first line is shown after any right answer, too.
    mistakes : dict
        What to say, and a function that makes this mistake.
    trials : callable, optional
        Makes unseen inputs: of a random generator, a tuple of arguments. Called with eight seeds.
    examples : list of tuple, optional
        Arguments that are tried first: edge cases, and small ones that fit into a message.
    further : dict, optional
        What to say, and a list of tuples of arguments. They are tried when everything else is
        right: where a second mistake would hide the first, or a wrong loop would never end.
    look : callable, optional
        Of the student's function and the verdict, the verdict that counts. Where there are right
        answers with other numbers, or wrong ones with the right numbers.
    given : callable, optional
        The faulty function that the notebook gives, where the mistake is to be found.
    judge : callable, optional
        Where many answers are right: of the student's function, None or what is wrong with it.
        Then neither trials nor examples are needed, and the judge alone names mistakes.
    tolerance : float, optional
        How far a number may be off, as a share of it; as it stands, float32 is right, too. Whole
        numbers have to agree entirely.

    Returns
    -------
    callable
        A decorator that returns an Exercise.

    Examples
    --------
    >>> @exercise(
    ...     trials=lambda rng: (rng.normal(size=(rng.integers(2, 6), 3)),),
    ...     hints=["Which axis are the examples?", "The rows are: dz.sum(axis=…)"],
    ...     reason="A bias is added to every row, so every row has its share.",
    ...     mistakes={"You summed over both axes.": lambda dz: dz.sum()},
    ... )
    ... def bias_gradient(dz):
    ...     return dz.sum(axis=0)
    >>> bias_gradient.check(lambda dz: ...)
    bias_gradient: not attempted yet. A `...` still stands in your code.
    >>> bias_gradient.check(lambda dz: sum(sum(dz)))
    ✗ bias_gradient: wrong. You summed over both axes.
    >>> bias_gradient.check(lambda dz: -sum(dz))
    ✗ bias_gradient: wrong. The sign is wrong: every number is the negative of what is expected.
    >>> bias_gradient.check(lambda dz: sum(dz))
    ✓ bias_gradient: right.
    One way to see it: A bias is added to every row, so every row has its share.
    """
    return lambda function: FunctionExercise(
        function,
        hints=hints,
        reason=reason,
        mistakes=mistakes,
        trials=trials,
        examples=examples,
        further=further,
        look=look,
        given=given,
        judge=judge,
        tolerance=tolerance,
    )


def value_exercise(
    name, value, *, answer, hints, reason, mistakes, judge=None, tolerance=TOLERANCE
):
    """Make an exercise that asks for a value: a number, a text, an array, or a tuple of them.

    Parameters
    ----------
    name : str
        What the student calls the value.
    value : object
        A right value.
    answer : str
        The code that fills the stub; its last line is an assignment.
    hints : list of str
        From a question to nearly the line.
    reason : str
        Why the value is so. Its first line is shown after any right answer, too.
    mistakes : dict
        What to say, and a value that is wrong in this way.
    judge : callable, optional
        Where many values are right: of the student's value, None or what is wrong with it. It is
        asked only about values of the kind and shape of `value`, and it alone names mistakes.
    tolerance : float, optional
        How far a number may be off, as a share of it; as it stands, float32 is right, too. Whole
        numbers have to agree entirely.

    Returns
    -------
    Exercise

    Examples
    --------
    >>> n_weights = value_exercise(
    ...     "n_weights",
    ...     784 * 10,
    ...     answer="n_weights = 784 * 10",
    ...     hints=["How many weights has one neuron?", "784; and there are ten of them."],
    ...     reason="Each of the ten neurons has a weight for each of the 784 pixels.",
    ...     mistakes={"That is one neuron's share.": 784},
    ... )
    >>> n_weights.grade(784)
    Verdict(state='wrong', message="That is one neuron's share.")
    """
    return Exercise(
        name,
        value,
        answer=answer,
        hints=hints,
        reason=reason,
        mistakes=mistakes,
        judge=judge,
        tolerance=tolerance,
    )
