"""A question in a lesson: radio buttons where there are widgets, text and a call everywhere."""

import traitlets

from nnlib.classroom import record
from nnlib.classroom.asking import Asking, by_id, place_of, script
from nnlib.classroom.questions import pictures
from nnlib.classroom.questions.bank import LETTERS, bank
from nnlib.classroom.questions.words import as_html, as_text, inline
from nnlib.classroom.sentences import listed


class Asked(Asking):
    """A question with its options, which replies to an answer.

    Parameters
    ----------
    question : Question
        The question.

    Attributes
    ----------
    chosen : int
        The place of the option that was sent off last; −1 before.
    reply : str
        What is said to it, in HTML.

    Examples
    --------
    >>> asked = Asked(bank()["04.1"])
    >>> asked.chosen = 0
    >>> asked.reply[:45]
    '<p>✗ <strong>Wrong.</strong> The output mixes'
    """

    _esm = script("nnlib.classroom.questions", "question.js")

    ask = traitlets.Unicode(read_only=True).tag(sync=True)
    options = traitlets.List(read_only=True).tag(sync=True)
    chosen = traitlets.Int(-1).tag(sync=True)
    right = traitlets.Bool(False).tag(sync=True)
    reply = traitlets.Unicode().tag(sync=True)

    def __init__(self, question):
        self.question = question
        self.set_trait("ask", html_of(question))
        self.set_trait("options", [inline(option.says) for option in question.options])
        super().__init__()

    @traitlets.validate("chosen")
    def _place(self, proposal):
        n = len(self.question.options)
        if not -1 <= proposal.value < n:
            raise traitlets.TraitError(f"Asked got chosen={proposal.value}; expected −1 to {n - 1}")
        return proposal.value

    @traitlets.observe("chosen")
    def _answer(self, change):
        chosen = change.new
        with self.hold_sync():
            self.right = chosen >= 0 and self.question.options[chosen].right
            self.reply = as_html(self.question.reply(chosen)) if chosen >= 0 else ""
        if chosen >= 0:
            note(self.question, chosen)

    @property
    def text(self):
        return text_of(self.question)

    @property
    def markdown(self):
        return markdown_of(self.question)


def ask(id, answer=None):
    """Ask a question of the bank.

    Parameters
    ----------
    id : str
        Lesson and number, such as "05.2"; 5.2 is as good, but 5.1 might be 5.10.
    answer : str, optional
        The letter of an option, where there are no buttons: its reply is printed.

    Returns
    -------
    Asked or None
        The question to be shown; None if an answer was given.

    Raises
    ------
    ValueError
        If there is no such question.

    Examples
    --------
    >>> ask("04.1", "b")
    ✗ Wrong. `b1 @ W2 + b2` is one row of biases, and one layer can have that row at once. Look
    again at “Two linear layers are one linear layer”.
    """
    question = by_id(bank(), id, "ask() got {!r}; expected the id of a question, such as '04.1'")
    if answer is None:
        return Asked(question)
    letters = LETTERS[: len(question.options)]
    place = place_of(answer, letters)
    if place is not None:
        note(question, place)
        print(as_text(question.reply(place)))
    else:  # no error: a slip of the finger is no reason to stop a whole lesson
        print(f"{answer!r} is none of the options: choose one of {listed(letters)}.")
    return None


def note(question, place):
    """Write into the student's record which option was chosen."""
    outcome = "right" if question.options[place].right else "wrong"
    record.add("ask", question.id, outcome, LETTERS[place])


def html_of(question):
    """Give what a question asks as HTML, with its picture and without its options."""
    html = as_html(question.ask)
    return html + getattr(pictures, question.picture)().html() if question.picture else html


def text_of(question):
    """Give a question as text for a terminal, with the call that answers it."""
    lines = [as_text(question.ask), ""]
    if question.picture:
        lines += [as_text(getattr(pictures, question.picture)().sentence), ""]
    for letter, option in zip(LETTERS, question.options):
        lines.append(as_text(f"{letter}) {option.says}", indent="   "))
    return "\n".join([*lines, "", f'To answer: ask("{question.id}", "a")'])


def markdown_of(question):
    """Give a question as Markdown, with the call that answers it."""
    words = [question.ask]
    if question.picture:
        words.append(getattr(pictures, question.picture)().sentence)
    words.append("\n".join(f"- {letter}) {o.says}" for letter, o in zip(LETTERS, question.options)))
    return "\n\n".join([*words, f'To answer: `ask("{question.id}", "a")`'])
