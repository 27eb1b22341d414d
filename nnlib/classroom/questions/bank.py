"""The bank of questions: read from text files, one a lesson, that need no programming to edit."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LETTERS = "abcd"


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from.

    Parameters
    ----------
    says : str
        The answer, in Markdown.
    reply : str
        What to say to whoever chooses it: why it is right, or what its idea overlooks.
    right : bool
        Whether it is the right one.
    misconception : str, optional
        The wrong idea that it comes from.
    """

    says: str
    reply: str
    right: bool = False
    misconception: str | None = None


@dataclass(frozen=True)
class Question:
    """A question about an idea of a lesson.

    Parameters
    ----------
    id : str
        Lesson and number, such as "05.2".
    idea : str
        The idea that is asked for, in one line.
    objective : int
        Which of the aims at the lesson's top it belongs to, from 1.
    ask : str
        The question, in Markdown.
    again : str
        The title of the section that tells it.
    options : tuple of Option
        Three or four.
    picture : str, optional
        The name of a function in `pictures`.
    """

    id: str
    idea: str
    objective: int
    ask: str
    again: str
    options: tuple[Option, ...]
    picture: str | None = None

    @property
    def right(self):
        """The place of the right option, from 0."""
        return next(place for place, option in enumerate(self.options) if option.right)

    def reply(self, place):
        """What to say to whoever chooses the option at a place, in Markdown.

        Parameters
        ----------
        place : int
            The option's place, from 0.

        Returns
        -------
        str
        """
        option = self.options[place]
        if option.right:
            return f"✓ **Right.** {option.reply}"
        return f"✗ **Wrong.** {option.reply} Look again at “{self.again}”."


@cache
def bank():
    """All questions, in the lessons' order.

    Returns
    -------
    dict of str to Question
        By their ids.

    Raises
    ------
    ValueError
        If a file cannot be read. It names the place.

    Examples
    --------
    >>> bank()["04.1"].options[0].right
    False
    """
    folder = files("nnlib.classroom.questions")
    paths = sorted(path for path in folder.iterdir() if path.name.endswith(".toml"))
    return {
        question.id: question
        for path in paths
        for question in read(path.name, path.read_text(encoding="utf-8"))
    }


def read(name, text):
    """Read the questions of one file.

    Parameters
    ----------
    name : str
        The file's name, to be told in errors.
    text : str
        What stands in it.

    Returns
    -------
    list of Question

    Raises
    ------
    ValueError
        If it is no TOML, or a question lacks a part or has one that there is not.
    """
    try:
        entries = tomllib.loads(text).get("question", [])
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from error
    found = []
    for number, entry in enumerate(entries, 1):
        try:
            options = tuple(Option(**option) for option in entry.pop("options", ()))
            found.append(Question(options=options, **entry))
        except TypeError as error:
            told = str(error).partition(".__init__() ")[2]
            where = entry.get("id", f"number {number}")
            raise ValueError(f"{name}, question {where}: {told}") from error
    return found
