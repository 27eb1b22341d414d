"""What somebody's code raised, in a line; NumPy's words in plain ones."""

import ast
import linecache
import re
import traceback
from types import FunctionType

LONGEST = 300  # of an error's own text


class Raised(Exception):
    """What was raised in another process, as it was described there.

    Parameters
    ----------
    text : str
        The error's own text.
    told : str
        What `describe` said of it.
    frames : list of (int, str)
        The lines of the student's code: number and text, the innermost last.
    """

    def __init__(self, text, told, frames=()):
        super().__init__(text)
        self.told = told
        self.frames = [traceback.FrameSummary("<answer>", n, "", line=line) for n, line in frames]


class RaisedFloatingPoint(Raised, FloatingPointError):
    """A FloatingPointError of another process: some exercises ask for it."""


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
    if isinstance(error, Raised):
        return error.frames
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
    if isinstance(error, Raised):
        return error.told
    text = _plainly(error, answer) or text_of(error)
    text = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return f"{text}{line_of(error, answer)}."


# What NumPy says in words of its own, and what to say instead. The groups are sizes and shapes.
SHAPE = r"(\(.*?\))"
FIT = (
    "the shapes {} and {} do not fit together. Written so that they end at the same place, two "
    "sizes above each other have to be equal, or one of them 1"
)
WORDS = [
    (
        rf"shapes {SHAPE} and {SHAPE} not aligned: (\d+) .*!= (\d+)",
        "left {} times right {}: the inner sizes {} and {} differ",
    ),
    (rf"could not be broadcast together with shapes {SHAPE} {SHAPE}", FIT),
    (
        rf"could not broadcast input array from shape {SHAPE} into shape {SHAPE}",
        "an array of shape {} does not fit into a place of shape {}",
    ),
    (
        rf"output operand with shape {SHAPE} doesn't match the broadcast shape {SHAPE}",
        "what stands on the left has shape {}, and what should be put into it has shape {}",
    ),
    (
        r"Cannot interpret '(\d+)' as a data type",
        "the shape is one tuple, and {} stands beside it: np.zeros((m, n)), in brackets of its own",
    ),
    (
        r"only (?:length-1|0-dimensional) arrays can be converted",
        "a single number is wanted there, and a whole array came. For each of its numbers: np.exp "
        "for math.exp, .astype(int) for int(…)",
    ),
    (
        r"Cannot cast ufunc '\w+' output from dtype\('float\d+'\) to dtype\('u?int\d+'\)",
        "an array of whole numbers cannot take up others in its place. Make a new array: x = x - … "
        "for x -= …",
    ),
]


def _plainly(error, answer):
    """An error of NumPy in plain words; empty for any other."""
    text = text_of(error)
    if "core dimension" in text and "matmul" in text:
        return _inner_sizes(error, text, answer)
    if "does not have enough dimensions" in text and "matmul" in text:
        side = "right" if "operand 1" in text else "left"
        return f"`@` takes arrays, and its {side} side is a single number. Write `*`"
    if "truth value of an array" in text:
        return _truth(own_frames(error, answer))
    for pattern, words in WORDS:
        if found := re.search(pattern, text):
            return words.format(
                *(shape.replace(",", ", ").replace(", )", ",)") for shape in found.groups())
            )
    return ""


def _inner_sizes(error, text, answer):
    sizes = re.search(r"size (\d+) is different from (\d+)", text)
    if not sizes:
        return ""
    right, left = sizes.groups()
    shapes = [f" {shape}" for shape in _shapes_of_product(error, answer)] or ["", ""]
    return f"left{shapes[0]} @ right{shapes[1]}: the inner sizes {left} and {right} differ"


def _truth(own):
    line = own[-1].line if own else ""
    if found := re.search(r"(?<![.\w])(max|min|sorted)\(", line):
        name = found[1]
        more = "" if name == "sorted" else f"; np.{name}imum(a, b) goes number by number"
        return (
            f"Python's `{name}` cannot compare the rows of an array. Write "
            f"np.{name.removesuffix('ed')}(…), with an axis if it is one number a row{more}"
        )
    if re.search(r"\b(and|or|not)\b", line):
        return (
            "`and`, `or` and `not` take one True or False, and here is a whole array of them. For "
            "each of its numbers write &, | and ~, with brackets: (a > 0) & (b > 0)"
        )
    return (
        "one True or False is wanted here (by an `if`, say), and here is a whole array of them. "
        "For each of its numbers: np.where(condition, a, b)"
    )


def _shapes_of_product(error, answer):
    """The shapes on both sides of the `@` that failed; empty if they cannot be looked up."""
    file = answer.__code__.co_filename if isinstance(answer, FunctionType) else None
    steps = [s for s in _steps(error.__traceback__) if s.tb_frame.f_code.co_filename == file]
    try:
        frame = steps[-1].tb_frame
        places = list(frame.f_code.co_positions())[steps[-1].tb_lasti // 2]
        line, end_line, start, end = places
        lines = linecache.getlines(file)[line - 1 : end_line]
        lines[-1] = lines[-1].encode()[:end].decode()
        lines[0] = lines[0].encode()[start:].decode()
        node = ast.parse(f"({''.join(lines)})", mode="eval").body
        sides = (node.left, node.right) if isinstance(node, ast.BinOp) else node.args[:2]
        return [_value(side, frame).shape for side in sides]
    except Exception:  # no source, or a side that must not be computed again
        return []


def _steps(step):
    while step is not None:
        yield step
        step = step.tb_next


def _value(node, frame):
    """What an expression is worth in a frame, if it takes names, indices and arithmetic alone."""
    plain = ast.Name | ast.Attribute | ast.Subscript | ast.Slice | ast.Tuple | ast.Constant
    plain |= ast.BinOp | ast.UnaryOp | ast.operator | ast.unaryop | ast.expr_context
    if not all(isinstance(n, plain) for n in ast.walk(node)):
        raise ValueError("a call is not made twice")
    code = compile(ast.Expression(node), "<look>", "eval")
    return eval(code, frame.f_globals, frame.f_locals)
