"""A number as people type it: with a unit, a decimal comma, or as the sum that gives it."""

import ast
import math
import operator
import re

import numpy as np

_LONGEST = 200  # letters
_NAMES = {"ln": math.log, "log": math.log, "sqrt": math.sqrt, "exp": math.exp}
_NAMES |= {"e": math.e, "pi": math.pi}
_NO_NUMBER = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError)
_NO_NUMBER += (SyntaxError, TypeError, ValueError)
_SIGNS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
_DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_AS_PYTHON = [  # in this order: what people write, and what Python reads
    (rf"\b({'|'.join(_DIGITS)})\b", lambda word: str(_DIGITS.index(word[0].lower()))),
    (r"\bnone\b", "0"),
    (r"[−–]", "-"),
    (r"\d", lambda digit: str(int(digit[0]))),  # of any script
    (r"^(about|around|approximately|approx\.?|roughly|nearly|ca\.?|circa|~|≈) ?", ""),
    (r"[.!?]+$", ""),
    (r"(?<![\d.,])(0,\d+|\d+,(?:\d{1,2}|\d{4,}))(?![\d.,])", lambda n: n[0].replace(",", ".")),
    (r"(?<=\d)[,_’' ](?=\d{3}(?!\d))", ""),  # between thousands
    (r"(?<![\d.])0+(?=\d)", ""),
    (r"(?<=\d) ?(k|thousand)\b", "*1e3"),
    (r"(?<=\d) ?(million|mio\.?)\b", "*1e6"),
    (r"(?<=\d) ?billion\b", "*1e9"),
    (r"(?<=\d) ?(x|×|times|-?fold)$", ""),
    (r"(?<=\d) ?[x×·] ?(?=\d)", "*"),
    (r"(?<=\d) (?:out )?(?:of|in) (?:all |the )*(?=\d)", "/"),
    (r"\^", "**"),
    (r"²", "**2"),
    (r"³", "**3"),
    (r"√", "sqrt "),
    (r"\b(ln|log|sqrt|exp) ?([\d.]+)", r"\1(\2)"),
]


def typed_number(said, unit="", of=None, ask=""):
    """Read a number: 75, "75 %", "1/2", "0,3", "1,000", "1e-3", "−ln 0.1" or "three".

    Parameters
    ----------
    said : object
        What was typed, or a number.
    unit : str, optional
        The unit that the number is in; it may stand behind it. Where it is no per cent, "75 %" is
        0.75; where it is, "1/2" is 50.
    of : int, optional
        For a count, how many there are: "75 %" is three quarters of them, "3 of 10" the nearest
        whole number to three tenths.
    ask : str, optional
        What asks for the count; words of it may stand behind the number: "3 images".

    Returns
    -------
    float or None
        None for what is no number, or no finite one, or no count from 0 to `of`.

    Notes
    -----
    A comma before three digits, as in "2,303", stands between thousands, as it does in the lessons;
    any other is a decimal one.

    Examples
    --------
    >>> typed_number("75 %", "%"), typed_number("0,3"), typed_number("−1/2"), typed_number("many")
    (75.0, 0.3, -0.5, None)
    >>> typed_number("1 %", of=2000), typed_number("3 of 2,000", of=2000), typed_number(0.3, of=8)
    (20.0, 3.0, None)
    """
    try:
        value = _read(said, unit, of, ask) if isinstance(said, str) else float(said)
    except _NO_NUMBER:
        return None
    if not math.isfinite(value) or isinstance(said, bool | np.bool_):
        return None
    if of is None:
        return value
    whole = round(value)
    return float(whole) if abs(value - whole) < 1e-9 and 0 <= whole <= of else None


def _read(said, unit, of, ask):
    text = " ".join(said.split()).rstrip(".!?")
    if of:
        text = _without_things(text, ask)
    shared = re.search(r"\b(of|in)\b", text, re.I)
    percent = re.search(rf" ?(%|per ?cent)( of {'.*' if of else '[^0-9]+'})?$", text, re.I)
    if percent:
        text = text[: percent.start()]
    elif unit and unit != "%":  # of one, the unit has no s
        text = re.sub(rf" ?{re.escape(unit)}$|(?<=\d) ?{re.escape(unit.rstrip('s'))}$", "", text)
    for pattern, python in _AS_PYTHON:
        text = re.sub(pattern, python, text, flags=re.I)
    text = text.strip()
    if len(text) > _LONGEST or set(re.findall(r"[^\W\d_]+", text)) - {*_NAMES, "E"}:
        raise ValueError(text)
    sum_ = ast.parse(text, mode="eval").body
    value = float(_value(sum_))
    if value < 0 and re.fullmatch(r"[\d.]+ ?- ?[\d.]+", text):  # from 70 to 80
        raise ValueError(text)
    quotient = isinstance(getattr(sum_, "op", None), ast.Div)
    if of and (percent or (quotient and (shared or value <= 1))):  # but 200/100 is two
        return round(value * of / (100 if percent else 1))
    if percent and unit != "%":
        return value / 100
    if unit == "%" and not percent and quotient:
        return value * 100
    return value


def _without_things(text, ask):
    """Leave out what is counted, where it stands behind a number: 3 (images), 1 (of them)."""
    things = {word.rstrip("s") for word in re.findall("[a-z]+", ask.lower())} | {"them"}
    things -= {*_DIGITS, "none", "in", "of", "out"}
    behind = rf"(?<=[\w%])(?: (?:{'|'.join(things)})s?)+(?=$| (?:in|of|out)\b)"
    return re.sub(behind, "", text, flags=re.I).removesuffix(" of")


def _value(node):
    """What a sum comes to; of numbers, + − * / **, and a few names."""
    if isinstance(node, ast.BinOp):
        return _SIGNS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.UnaryOp):
        return _SIGNS[type(node.op)](_value(node.operand))
    if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
        return _NAMES[node.func.id](_value(node.args[0]))
    if isinstance(node, ast.Name):
        return _NAMES[node.id]
    if type(node) is ast.Constant and type(node.value) in (int, float):
        return float(node.value)
    raise ValueError(ast.dump(node))
