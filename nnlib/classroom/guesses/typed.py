"""A number as people type it."""

import math
import re

import numpy as np

_DIGITS = r"(?:\d{1,3}(?:[,_’' ]\d{3})+|\d+)?(?:\.\d*)?"
_NUMBER = re.compile(
    r"(?:about|around|approximately|approx\.?|roughly|nearly|ca\.?|circa|~|≈)?\s*"
    rf"(?P<sign>[+-]?)\s*(?P<top>{_DIGITS}(?:e[+-]?\d+)?)(?:\s*/\s*(?P<bottom>{_DIGITS}))?"
    r"\s*(?P<percent>%|per ?cent)?",
    re.I,
)
_COMMA = re.compile(r"(?<![\d.,])(0,\d+|\d+,(?:\d{1,2}|\d{4,}))(?![\d.,])")
_POWER = re.compile(r"(?:([\d.]+) ?[*x×·] ?)?(?<![\d.])10 ?(?:\^|\*\*) ?([+-]?\d+)")


def typed_number(said, unit=""):
    """Read a number: 75, "75 %", "1/2", "0,3", "1,000" or "1e-3".

    Parameters
    ----------
    said : object
        What was typed, or a number.
    unit : str, optional
        The unit that the number is in; it may stand behind it. Where it is no per cent, "75 %" is
        0.75; where it is, "1/2" is 50.

    Returns
    -------
    float or None
        None for what is no number, or no finite one.

    Notes
    -----
    A comma before three digits, as in "2,303", stands between thousands, as it does in the lessons;
    any other is a decimal one.

    Examples
    --------
    >>> typed_number("75 %", "%"), typed_number("0,3"), typed_number("−1/2"), typed_number("many")
    (75.0, 0.3, -0.5, None)
    """
    try:
        value = _read(said, unit) if isinstance(said, str) else float(said)
    except (TypeError, ValueError, OverflowError, ZeroDivisionError):
        return None
    return value if math.isfinite(value) and not isinstance(said, bool | np.bool_) else None


def _read(said, unit):
    text = " ".join(said.replace("−", "-").replace("–", "-").split()).rstrip(".!?")
    if unit and unit != "%":  # of one, the unit has no s
        text = re.sub(rf" ?{re.escape(unit)}$|(?<=\d) ?{re.escape(unit.rstrip('s'))}$", "", text)
    text = _COMMA.sub(lambda found: found[1].replace(",", "."), text)
    text = _POWER.sub(lambda found: f"{found[1] or 1}e{found[2]}", text)
    found = _NUMBER.fullmatch(text)
    if not found:
        raise ValueError(text)
    value = _plain(found["top"])
    if found["bottom"]:
        value /= _plain(found["bottom"])
    if found["percent"] and unit != "%":
        value /= 100
    elif found["bottom"] and unit == "%" and not found["percent"]:
        value *= 100
    return -value if found["sign"] == "-" else value


def _plain(digits):
    return float(re.sub(r"[,_’' ]", "", digits))
