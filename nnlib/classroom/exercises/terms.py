"""Numbers of a term: some exercises ask for others, so that last year's answers are of no use.

A lesson that is handed out for a term says so in a line, `use_term(lesson03, "spring-2027")`.
Without it every exercise has the numbers of the course.
"""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Variants:
    """How an exercise is made with other numbers.

    Parameters
    ----------
    course : Exercise
        The exercise as the course has it.
    make : callable
        Of the numbers, the exercise.
    standard : tuple
        The numbers of the course.
    others : list of tuple
        Those that a term may have.
    asks : callable
        Of the numbers, a tuple of the words that tell them in the lesson's text.
    """

    course: object
    make: object
    standard: tuple
    others: list
    asks: object

    def chosen(self, term):
        """The numbers of a term, the same on every computer; without one, the course's."""
        if not term:
            return self.standard
        digest = hashlib.sha256(f"{term} {self.course.name}".encode()).digest()
        return self.others[int.from_bytes(digest[:8], "big") % len(self.others)]

    def exercise(self, numbers):
        """The exercise with these numbers; it knows an answer to those of another term."""
        made = self.make(*numbers)
        here = self.said(numbers)
        for other in [self.standard, *self.others]:
            if other != numbers:
                told = f'That answers another term\'s exercise, which says "{self.said(other)}". '
                made.other_terms[f'{told}This one says "{here}".'] = self.make(*other)
        return made

    def said(self, numbers):
        """The words of the lesson's text, as a message tells them."""
        return ", ".join(self.asks(*numbers)).replace("*", "")


def varied(make, standard, *, others, asks):
    """Make an exercise whose numbers change with the term.

    Parameters
    ----------
    make, standard, others, asks : object
        As for `Variants`. The words of `asks(*standard)` have to stand in the exercise's text, each
        once; in a term those of `asks(*numbers)` take their places.

    Returns
    -------
    Exercise
        The one of the course.
    """
    exercise = make(*standard)
    exercise.variants = Variants(exercise, make, standard, others, asks)
    return exercise


def in_term(exercise, term):
    """An exercise as a term has it.

    Parameters
    ----------
    exercise : Exercise
        As the course or another term has it.
    term : str or None
        Any name, such as "spring-2027"; without one, the course's own is meant.

    Returns
    -------
    Exercise
        The same one if nothing in it changes with the term.
    """
    variants = exercise.variants
    if not variants:
        return exercise
    if not term:
        return variants.course
    made = variants.exercise(variants.chosen(term))
    made.variants = variants  # so that a second line may name another term
    return made


def use_term(lesson, term):
    """Give a lesson's exercises the numbers of a term.

    Parameters
    ----------
    lesson : module
        Such as `lesson03`.
    term : str or None
        Any name, such as "spring-2027"; without one, those of the course come back.

    Examples
    --------
    >>> from nnlib.classroom.exercises import lesson03
    >>> use_term(lesson03, "spring-2027")
    >>> lesson03.n_parameters.check(650)
    ✗ n_parameters: wrong. That answers another term's exercise, which says "A layer of ten
    neurons". This one says "A layer of 36 neurons".
    >>> use_term(lesson03, None)
    >>> lesson03.n_parameters.check(650)
    ✓ n_parameters: right.
    One way to see it: W is (64, 10) and b is (10,): 640 weights and 10 biases.
    """
    for name, exercise in list(vars(lesson).items()):
        if getattr(exercise, "variants", None):
            setattr(lesson, name, in_term(exercise, term))


def in_words(n):
    """A whole number as a statement tells it: the course's own in letters, a term's in digits."""
    return {10: "ten", 20: "twenty"}.get(n, str(n))
