"""The guesses of the lessons: read from text files, one a lesson, that need no programming."""

import tomllib
from functools import cache
from importlib.resources import files

from nnlib.classroom.guesses.kinds import Choice, Number, Option, Sentence
from nnlib.classroom.questions.bank import LETTERS
from nnlib.classroom.sentences import listed


@cache
def guesses():
    """All guesses, in the lessons' order.

    Returns
    -------
    dict
        By their ids: `Number`, `Choice` or `Sentence`.

    Raises
    ------
    ValueError
        If a file cannot be read. It names the file, the number and what was expected.
    """
    folder = files("nnlib.classroom.guesses")
    paths = sorted(path for path in folder.iterdir() if path.name.endswith(".toml"))
    return {
        guess.id: guess
        for path in paths
        for guess in read(path.name, path.read_text(encoding="utf-8"))
    }


def read(name, text):
    """Read the guesses of one file.

    Parameters
    ----------
    name : str
        The file's name, which begins with the lesson's number.
    text : str
        What stands in it.

    Returns
    -------
    list of Number, Choice or Sentence

    Raises
    ------
    ValueError
        If it is no TOML, or something in a guess is missing, unknown or not as expected.

    Examples
    --------
    >>> text = '[[guess]]\\nnumber = 1\\nask = "Why?"\\nsentence = "Because."'
    >>> read("04_two_layers.toml", text)
    [Sentence(id='04.1', ask='Why?', sentence='Because.')]
    """
    try:
        file = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from error
    entries = file.get("guess")
    blocks = isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
    if set(file) != {"guess"} or not blocks:
        raise ValueError(f"{name} has {list(file)}; expected blocks of [[guess]] and nothing else")
    found = []
    for place, entry in enumerate(entries, 1):
        try:
            found.append(_guess(f"{name[:2]}.{place}", place, dict(entry)))
        except _Wrong as wrong:
            raise ValueError(f"{name}, guess {place}: {wrong}") from None
    return found


class _Wrong(ValueError):
    """What is wrong in a guess; `read` adds where."""


def _guess(id, place, entry):
    if (number := entry.pop("number", None)) != place:
        raise _Wrong(f"number is {number}; expected {place}, its place in the file")
    kinds = [kind for kind in ("near", "times", "options", "sentence") if kind in entry]
    if len(kinds) != 1:
        found = " and ".join(kinds) or "none"
        raise _Wrong(f"got {found}; expected one of near, times, options and sentence")
    (kind,) = kinds
    if kind == "sentence":
        _check(entry, ["ask", "sentence"])
        return Sentence(id, **entry)
    if kind == "options":
        options = entry.pop("options")
        _check(entry, ["ask"])
        return Choice(id, options=_options(options), **entry)
    least, amount = {"near": 0, "times": 1}[kind], entry.pop(kind)
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not amount >= least:
        raise _Wrong(f"{kind} is {amount!r}; expected a number of at least {least}")
    of = entry.pop("of", None)
    if of is not None and (type(of) is not int or of < 1):
        raise _Wrong(f"of is {of!r}; expected how many there are, a whole number from 1")
    _check(entry, ["ask", "low", "high", "right"], may=["unit", "of"])
    return Number(id, **{kind: amount}, of=of, **entry)


def _options(options):
    n = len(options) if isinstance(options, list) else 0
    if not 2 <= n <= len(LETTERS):
        raise _Wrong(f"got {n} options; expected 2 to {len(LETTERS)}, each in {{ }}")
    for letter, option in zip(LETTERS, options):
        try:
            _check(option, ["says", "reply"], may=["right"])
        except _Wrong as wrong:
            raise _Wrong(f"option {letter}: {wrong}") from None
    rights = [option.get("right", False) for option in options]
    if rights.count(True) != 1 or rights.count(False) != n - 1:
        raise _Wrong(f"got {rights.count(True)} options with right = true; expected one")
    return tuple(Option(**option) for option in options)


def _check(entry, needed, may=()):
    """See that an entry has these parts and no others, and that all but right are texts."""
    expected = f"expected {listed([*needed, *(f'perhaps {name}' for name in may)])}"
    if not isinstance(entry, dict):
        raise _Wrong(f"got {entry!r}; {expected}")
    for name in needed:
        if name not in entry:
            raise _Wrong(f"{name} is missing; {expected}")
    for name, text in entry.items():
        if name not in (*needed, *may):
            raise _Wrong(f"{name} is unknown; {expected}")
        is_text = isinstance(text, str) and text.strip()
        if not is_text and not (name == "right" and name in may):
            raise _Wrong(f"{name} is {text!r}; expected a text in quotation marks")
