"""The three kinds of guesses, a number, a choice and a sentence: what is said to each."""

import math
import re
from dataclasses import dataclass

import numpy as np

from nnlib.classroom.asking import place_of
from nnlib.classroom.guesses.typed import typed_number
from nnlib.classroom.questions.bank import LETTERS
from nnlib.classroom.questions.words import as_text
from nnlib.classroom.sentences import listed, number, small, wrapped

COUNTED = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
PLACES = {"one", *COUNTED, "first", "second", "third", "fourth", "last"}


class NotUnderstood(ValueError):
    """What cannot be read as a guess, told in a friendly line."""


@dataclass(frozen=True)
class Number:
    """A number, which is compared with one that the lesson computes.

    Parameters
    ----------
    id : str
        Lesson and number, such as "04.1".
    ask : str
        What is to be guessed, in Markdown.
    low, high, right : str
        The replies to a guess that is too low, too high, and near enough.
    near : float, optional
        How far off is near enough; or
    times : float, optional
        by what factor.
    unit : str, optional
        The unit of all these numbers.
    of : int, optional
        For a count, how many there are.
    """

    id: str
    ask: str
    low: str
    high: str
    right: str
    near: float | None = None
    times: float | None = None
    unit: str = ""
    of: int | None = None

    kind = "number"

    def read(self, said):
        value = typed_number(said, self.unit, self.of, self.ask)
        if value is None:
            what = "number: write one such as 75, 0.3, 1/2 or 1e-3"
            if self.of:
                what = f"whole number from 0 to {self.of:,}: write one, or a share such as 10 %"
            raise NotUnderstood(f"{quoted(said)} is no {what}.")
        return shown(value)

    def value(self, given):
        try:
            return shown(float(np.asarray(given).item()))
        except (TypeError, ValueError):
            call = f"reveal({self.id!r}, …) got {given!r}"
            raise ValueError(f"{call}; expected one number, which the lesson computed") from None

    def written(self, said):
        return spelled(said)

    def noted(self, said):
        return f"Noted: {self.told(said)}"

    def told(self, value):
        unit = self.unit if math.isfinite(value) else ""
        unit = unit.removesuffix("s") if value == 1 else unit
        return f"{spelled(value)} {unit}".rstrip()

    def without_guess(self, value):
        reply = "" if math.isnan(value) else self.right
        return as_text(f"It is {self.told(value)}. {reply}".rstrip())

    def answer(self, said, value):
        """What is said to a guess, and in one word how good it was; "" if nobody knows."""
        side, off = self.compare(said, value)
        reply = {"near": self.right, "high": self.high, "low": self.low}.get(side, "")
        mark = "✓ " if side == "near" else ""
        told = f"{mark}You said {self.told(said)}; it is {self.told(value)}{off}. {reply}"
        return as_text(told.rstrip()), "far" if side in ("high", "low") else side

    def compare(self, said, value):
        """On which side a guess is of the number, and by how much, in words."""
        if math.isnan(value):
            return "", ""
        if said == value:
            return "near", ": exactly so"
        side = "high" if said > value else "low"
        if math.isinf(value):
            return side, f": too {side}"
        # A factor between numbers of two signs, or from 0, is none; of two negative ones, it
        # would be called too high where the size is too low.
        factor = max(said / value, value / said) if said * value > 0 else math.inf
        if self.times is None:
            near = abs(said - value) <= self.near * (1 + 1e-9)
        else:
            near = factor <= self.times * (1 + 1e-9)
        if near:
            return "near", ": near enough"
        if self.times is not None and value > 0 and said > 0:
            return side, f": {times(factor)} too {side}"
        return side, f": too {side} by {spelled(abs(said - value))}"


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from, in Markdown, and what is said to whoever chooses it."""

    says: str
    reply: str
    right: bool = False


@dataclass(frozen=True)
class Choice:
    """One of a few choices.

    Parameters
    ----------
    id, ask : str
        As of a number.
    options : tuple of Option
        Two to four; one is right.
    """

    id: str
    ask: str
    options: tuple[Option, ...]

    kind = "choice"

    @property
    def letters(self):
        return LETTERS[: len(self.options)]

    @property
    def right(self):
        return next(place for place, option in enumerate(self.options) if option.right)

    def read(self, said):
        place = place_of(said, self.letters)
        if place is None:
            place = self._named(words_of(str(said)))
        if place is None:
            letters = listed(self.letters)
            raise NotUnderstood(f"{quoted(said)} is none of them: choose one of {letters}.")
        return self.letters[place]

    def _named(self, said):
        """Find the option that has these words, all or some that no other has."""
        options = [words_of(option.says) for option in self.options]
        if said in options:
            return options.index(said)
        fit = [place for place, words in enumerate(options) if set(said) <= set(words)]
        if len(fit) != 1 or not any(map(str.isalpha, said)):  # 1 might be a place, from 0 or from 1
            return None
        begins = options[fit[0]][: len(said)] == said  # else "first" might be a place as well
        return fit[0] if begins or not set(said) <= PLACES else None

    def value(self, given):
        return none_needed(self.id, given)

    def written(self, said):
        return said

    def noted(self, said):
        return f"Noted: {said}"

    def told(self, place):
        return f'{self.letters[place]}, "{self.options[place].says}"'

    def without_guess(self, value):
        return as_text(f"It is {self.told(self.right)}. {self.options[self.right].reply}")

    def answer(self, said, value):
        place = self.letters.index(said)
        chosen, right = self.options[place], self.options[self.right]
        if chosen.right:
            return as_text(f"✓ You said {self.told(place)}. {right.reply}"), "right"
        told = f"✗ You said {self.told(place)}. {chosen.reply} It is {self.told(self.right)}: "
        return as_text(told + right.reply), "wrong"


@dataclass(frozen=True)
class Sentence:
    """A sentence in one's own words, which nobody judges.

    Parameters
    ----------
    id, ask : str
        As of a number.
    sentence : str
        Ours, in Markdown, to be shown beside it.
    """

    id: str
    ask: str
    sentence: str

    kind = "sentence"

    def read(self, said):
        text = " ".join(str(said).split())
        if not text:
            raise NotUnderstood("Write a sentence, or a few words.")
        return text

    def value(self, given):
        return none_needed(self.id, given)

    def written(self, said):
        return said

    def noted(self, said):
        return "Noted"

    def without_guess(self, value):
        return as_text(f"We say: {self.sentence}")

    def answer(self, said, value):
        # Theirs is no Markdown: its stars are their own.
        theirs = wrapped(f"You said: {said}")
        return f"{theirs}\n{as_text(f'We say: {self.sentence}')}", "said"


def quoted(said):
    """Repeat what was said, on one line and not at any length."""
    text = " ".join(repr(said).split())
    return text if len(text) <= 60 else f"{text[:60]}…"


def words_of(text):
    """List the words of a text, without its signs and capitals, and without "the".

    Examples
    --------
    >>> words_of("The *first*, not 'x'.")
    ['first', 'not', 'x']
    """
    words = re.sub(r"[`*\"'.,;:!?()\[\]]", "", text).lower().split()
    return [word for word in words if word != "the"]


def none_needed(id, given):
    if given is not None:
        raise ValueError(f"reveal({id!r}, …) got {given!r}; expected no value for such a guess")


def shown(value):
    """Round a number to what is shown of it: four digits, but no fewer than stand before the point.

    Examples
    --------
    >>> shown(75.4999), shown(0.0123456), shown(12345.6)
    (75.5, 0.01235, 12346.0)
    """
    if not math.isfinite(value):
        return value
    return float(round(value)) if abs(value) >= 1000 else float(f"{value:.4g}")


def spelled(value):
    """Write a number that is shown.

    Examples
    --------
    >>> spelled(75.5), spelled(-0.05), spelled(3e-7)
    ('75.5', '−0.05', '3 × 10^−7')
    """
    return number(value) if abs(value) >= 0.1 else small(value)


def times(factor):
    """Write a factor: in a word if it is about a small whole number, else in two digits or whole.

    Examples
    --------
    >>> times(6.03), times(2.45), times(966.9), times(12345)
    ('six times', '2.5 times', '967 times', '12,000 times')
    """
    rounded = float(round(factor)) if 10 <= factor < 1000 else float(f"{factor:.2g}")
    if rounded in range(2, 11):
        return f"{COUNTED[int(rounded) - 2]} times"
    return f"{number(rounded)} times"
