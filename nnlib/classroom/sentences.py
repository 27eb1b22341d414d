"""Numbers, lists and counts as a sentence has them, and lines for a page."""

import textwrap
from collections.abc import Iterable

import numpy as np


def number(value, decimals=4):
    """Write a number for a sentence: at most 4 decimals, a true minus sign, thousands apart.

    Parameters
    ----------
    value : float
        The number.
    decimals : int
        How many decimals at most.

    Returns
    -------
    str

    Notes
    -----
    The last bits of a float differ between processors, so the value is first rounded to twelve
    digits. Screen readers say "minus" for the sign used here, and often skip a hyphen.

    Examples
    --------
    >>> number(0.1 + 0.2), number(-1234.5), number(-0.00001), number(3.2e15)
    ('0.3', '−1,234.5', '0', '3.2 × 10^15')
    """
    value = float(value)
    if np.isnan(value):
        return "not a number"
    if np.isinf(value):
        return "infinity" if value > 0 else "−infinity"
    if abs(value) >= 1e9:
        mantissa, exponent = f"{value:.3e}".split("e")
        return f"{number(mantissa)} × 10^{int(exponent)}"
    text = f"{round(float(f'{value:.12g}'), decimals):,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("0", "-0") else text.replace("-", "−")


def small(value):
    """Write a number for a sentence as `number` does, but give a small one two digits.

    Examples
    --------
    >>> small(0.12345), small(0.0003), small(0.000032), small(-4e-7), small(1e-17)
    ('0.1235', '0.0003', '3.2 × 10^−5', '−4 × 10^−7', '0')
    """
    value = float(value)
    cut = abs(round(value, 4) - value) > 1e-9 * abs(value)
    if 1e-15 <= abs(value) < 1e-3 and cut:
        mantissa, exponent = f"{value:.1e}".split("e")
        return f"{number(mantissa)} × 10^{number(exponent)}"
    return number(value)


def listed(words: Iterable[str]):
    """Join words as in speech.

    Examples
    --------
    >>> listed(["one"]), listed(["one", "two"]), listed(["one", "two", "three"])
    ('one', 'one and two', 'one, two and three')
    """
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def counted(count, noun, plural=None):
    """Write a count with its noun.

    Examples
    --------
    >>> counted(1, "image"), counted(1200, "image"), counted(2, "class", "classes")
    ('1 image', '1,200 images', '2 classes')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


WIDEST = 96  # letters; JupyterLab would break a longer line in the middle of a word


def wrapped(text, indent=""):
    """Break lines that are too long, between words; all others stay as they are.

    Parameters
    ----------
    text : str
        Any number of lines.
    indent : str, optional
        What stands before a line that continues another.

    Returns
    -------
    str

    Examples
    --------
    >>> print(wrapped("a line\\n  of code\\n" + 20 * "word " + "last"))
    a line
      of code
    word word word word word word word word word word word word word word word word word word word
    word last
    """
    return "\n".join(
        textwrap.fill(
            line,
            WIDEST,
            subsequent_indent=indent,
            break_on_hyphens=False,
            break_long_words=False,
        )
        if len(line) > WIDEST
        else line
        for line in text.split("\n")
    )
