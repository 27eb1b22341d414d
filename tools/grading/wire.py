"""What goes between the judge and an answer: lines of JSON, never pickles.

Numbers, texts, arrays, tuples, lists and `...`; a generator of random numbers goes in, and a Thing
comes out for all else. What comes out is of a stranger: a line is read as data, or refused.
"""

import base64
import json
import re

import numpy as np

MOST = 32 * 2**20  # bytes of a line
# What an answer may have done with a thing of the judge's, such as a function that it is handed.
ALONE = "eq ne lt le gt ge neg abs invert float index hash round iter len getitem bool int"
OF_TWO = "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift"
OPERATIONS = [*ALONE.split(), *OF_TWO.split(), *(f"r{name}" for name in OF_TWO.split())]
ARRAY = re.compile(r"[<>|][?biufcU]\d+")


def encode(x, far=None):
    """Plain data as what JSON can hold.

    Parameters
    ----------
    x : object
        What `plain` gives, or an argument of an exercise.
    far : callable, optional
        Gives a number for what can only be reached from afar, such as a function.

    Returns
    -------
    object

    Examples
    --------
    >>> encode((0.5, [True, ...]))
    {'tuple': [0.5, [True, {'gap': True}]]}
    """
    kind = type(x)
    if x is None or kind in (bool, float, str):
        return x
    if kind is int:
        return x if abs(x) < 2**63 else {"int": hex(x)}
    if kind is complex:
        return {"complex": [x.real, x.imag]}
    if x is ...:
        return {"gap": True}
    if kind is list:
        return [encode(v, far) for v in x]
    if kind is tuple:
        return {"tuple": [encode(v, far) for v in x]}
    if isinstance(x, np.ndarray | np.generic):
        if not ARRAY.fullmatch(x.dtype.str):
            return {"thing": f"an array of shape {x.shape} and type {x.dtype}"}
        data = base64.b64encode(np.ascontiguousarray(x).tobytes()).decode()
        single = isinstance(x, np.generic)
        return {"array": [x.dtype.str, x.shape, data], "single": single}
    if kind is np.random.Generator:
        return {"random": x.bit_generator.state}
    if far is None:
        return {"thing": x.what}
    return {"far": far(x)}


def decode(x, thing, far=None):
    """The data that `encode` has encoded.

    Parameters
    ----------
    x : object
        What JSON held.
    thing : callable
        Makes a Thing of words.
    far : callable, optional
        What a number stands for that can only be reached from afar.

    Returns
    -------
    object

    Raises
    ------
    Exception
        Any, if it is nothing that `encode` gives.

    Examples
    --------
    >>> decode(encode((0.5, np.eye(2)[0])), str)
    (0.5, array([1., 0.]))
    """
    if isinstance(x, list):
        return [decode(v, thing, far) for v in x]
    if not isinstance(x, dict):
        return x
    (kind, value), *more = x.items()
    if kind == "array":
        return _array(*value, single=dict(more)["single"] is True)
    if kind == "tuple":
        return tuple(decode(v, thing, far) for v in value)
    if kind == "int":
        return int(value, 16)
    if kind == "complex":
        return complex(*value)
    if kind == "gap":
        return ...
    if kind == "thing":
        return thing(str(value)[:200])
    if kind == "random" and far:  # an answer gives none back
        generator = getattr(np.random, value["bit_generator"])()
        generator.state = value
        return np.random.Generator(generator)
    if kind == "far" and far:
        return far(value)
    raise ValueError(f"got {kind}; expected data")


def _array(kind, shape, data, single):
    if not ARRAY.fullmatch(kind):
        raise ValueError(f"got an array of type {kind}")
    x = np.frombuffer(base64.b64decode(data, validate=True), np.dtype(kind)).reshape(shape)
    if x.dtype.kind == "U" and x.size and x.view(f"{kind[0]}u4").max(initial=0) > 0x10FFFF:
        raise ValueError("got letters that there are not")
    x = x.view(np.uint8) != 0 if x.dtype.kind == "b" else x.copy()
    return x[()] if single else x


def write(stream, message):
    """Write a message as a line."""
    stream.write(json.dumps(message).encode() + b"\n")
    stream.flush()


def read(stream):
    """Read a line that is a message, and a dict.

    Raises
    ------
    EOFError
        If there is none any more.
    ValueError
        If it is too long, or no message.
    """
    line = stream.readline(MOST)
    if not line.endswith(b"\n"):
        if len(line) == MOST:
            raise ValueError(f"more than {MOST // 2**20} MB")
        raise EOFError("the other side has ended")
    message = json.loads(line)
    if not isinstance(message, dict):
        raise ValueError("no message")
    return message
