"""What somebody's code raised, in a line."""

import traceback
from types import FunctionType

LONGEST = 300  # of an error's own text


def text_of(error):
    """The text of an exception, on one line.

    Parameters
    ----------
    error : BaseException
        What was raised.

    Returns
    -------
    str
        Empty if it has none, or if asking for it raises.
    """
    try:
        text = " ".join(str(error)[: 10 * LONGEST].split())
    except Exception:
        return ""
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


def own_frames(error, answer):
    """The lines of the student's code that an exception went through, the innermost last.

    Parameters
    ----------
    error : BaseException
        What was raised.
    answer : object
        The student's function.

    Returns
    -------
    list of traceback.FrameSummary
    """
    file = answer.__code__.co_filename if isinstance(answer, FunctionType) else None
    frames = traceback.extract_tb(error.__traceback__, limit=-2000)
    return [frame for frame in frames if frame.filename == file]


def line_of(error, answer):
    """Where in the student's code an exception arose, in brackets.

    Parameters
    ----------
    error : BaseException
        What was raised.
    answer : object
        The student's function.

    Returns
    -------
    str
        Empty if it did not arise there.
    """
    own = own_frames(error, answer)
    if not own:
        return ""
    line = f": `{own[-1].line}`" if own[-1].line else ""
    return f" (line {own[-1].lineno}{line})"


def describe(error, answer):
    """An exception in a line: its type, its message, and where in the student's code it arose.

    Parameters
    ----------
    error : BaseException
        What was raised.
    answer : object
        The student's function.

    Returns
    -------
    str
    """
    text = text_of(error)
    text = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return f"{text}{line_of(error, answer)}."
