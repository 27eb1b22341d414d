"""`guess` and `reveal`: a lesson asks before a run, and answers after it."""

import traitlets

from nnlib.classroom import record
from nnlib.classroom.asking import Asking, by_id, script
from nnlib.classroom.guesses.declared import guesses
from nnlib.classroom.guesses.kinds import NotUnderstood
from nnlib.classroom.questions.bank import LETTERS
from nnlib.classroom.questions.words import as_html, as_text, inline

GIVEN = {}  # the guesses of this kernel, by their ids
RECORDED = {}  # those that are in the student's record


class Guess(Asking):
    """A guess to be written or chosen.

    Parameters
    ----------
    asked : Number, Choice or Sentence
        What is to be guessed.

    Attributes
    ----------
    said : str
        What was sent off last.
    reply : str
        What is said to it: that it is noted, or how to write it.

    Examples
    --------
    >>> from nnlib.classroom.guesses.kinds import Sentence
    >>> view = Guess(Sentence("99.1", "Why?", sentence="Because."))
    >>> view.said = "It is so."
    >>> view.reply
    'Noted. Run the next cells.'
    """

    _esm = script("nnlib.classroom.guesses", "guess.js")

    ask = traitlets.Unicode(read_only=True).tag(sync=True)
    kind = traitlets.Unicode(read_only=True).tag(sync=True)
    unit = traitlets.Unicode(read_only=True).tag(sync=True)
    options = traitlets.List(read_only=True).tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    reply = traitlets.Unicode().tag(sync=True)

    def __init__(self, asked):
        self.asked = asked
        self.set_trait("ask", as_html(asked.ask))
        self.set_trait("kind", asked.kind)
        self.set_trait("unit", getattr(asked, "unit", ""))
        self.set_trait("options", [inline(each.says) for each in options_of(asked)])
        super().__init__()
        if asked.id in GIVEN:  # the cell is run again
            self.said = asked.written(GIVEN[asked.id])

    @traitlets.observe("said")
    def _note(self, change):
        self.reply = ""  # the same words once more would not be sent
        self.reply = note(self.asked, change.new)

    @property
    def text(self):
        lines = [as_text(self.asked.ask)]
        lines += [as_text(f"{letter}) {says}", "   ") for letter, says in self._options()]
        return "\n".join([*lines, f"Your guess: {self._call}"])

    @property
    def markdown(self):
        options = "".join(f"\n- {letter}) {says}" for letter, says in self._options())
        call = f"Your guess: `{self._call}`"
        return f"{self.asked.ask}\n{options}\n\n{call}" if options else f"{self.asked.ask} {call}"

    def _options(self):
        return [(letter, each.says) for letter, each in zip(LETTERS, options_of(self.asked))]

    @property
    def _call(self):
        return f'guess("{self.asked.id}", "{"a" if self.options else "…"}")'


def options_of(asked):
    return getattr(asked, "options", ())


def guess(id, said=None):
    """Ask for a guess, which `reveal` answers after the run.

    Parameters
    ----------
    id : str
        Lesson and number, such as "04.1"; 4.1 is as good.
    said : object, optional
        The guess, where there is nothing to write or choose it in: a number, as "75 %" or 1/2 or
        "0,3", the letter or words of a choice, or a sentence.

    Returns
    -------
    Guess or None
        What is to be shown; None if a guess was given.

    Raises
    ------
    ValueError
        If there is no such guess. What cannot be read as one is told in a line, and stops nothing.

    Examples
    --------
    >>> guess("04.1", "seventy")
    'seventy' is no number: write one such as 75, 0.3, 1/2 or 1e-3.
    >>> guess("04.1", 90)
    Noted: 90 %. Run the next cells.
    >>> reveal("04.1", 75.5)
    You said 90 %; it is 75.5 %: too high by 14.5. ...
    """
    asked = by_id(guesses(), id, "guess() got {!r}; expected the id of a guess, such as '04.1'")
    if said is None:
        return Guess(asked)
    print(note(asked, said))
    return None


def note(asked, said):
    """Keep a guess, and give what is said to it: that it is noted, or how to write it."""
    try:
        GIVEN[asked.id] = asked.read(said)
    except NotUnderstood as told:
        return str(told)
    return f"{asked.noted(GIVEN[asked.id])}. Run the next cells."


def reveal(id, value=None):
    """Tell what was to be guessed, and answer to the guess if there is one.

    Parameters
    ----------
    id : str
        As of `guess`.
    value : float, optional
        The number that the lesson computed, for a guess that is a number.

    Raises
    ------
    ValueError
        If there is no such guess, or the value is missing or not one number.
    """
    asked = by_id(guesses(), id, "reveal() got {!r}; expected the id of a guess, such as '04.1'")
    value = asked.value(value)
    if asked.id in GIVEN:
        said = GIVEN[asked.id]
        told, outcome = asked.answer(said, value)
        if outcome and RECORDED.get(asked.id) != said:  # once, however often the cell is run
            RECORDED[asked.id] = said
            record.add("guess", asked.id, outcome)
    else:
        told = asked.without_guess(value)
    print(told)
