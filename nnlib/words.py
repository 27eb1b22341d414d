"""The words of errors: what a value is called, and what may have gone wrong."""

import inspect
import re
import sys

import numpy as np

SIGNS = {  # how files begin that get into the place of others
    b"<": "a web page",
    b"PK": "a zip file: take the file out of it",
    b"version https://git-lfs": "a pointer of Git LFS: fetch the file itself by git lfs pull",
    b"\x93NUMPY": "a file of numpy.save: numpy.load reads it",
    b"\x1f\x8b": "packed by gzip: unpack it",
    b"\0\0\x08": "an IDX file: nnlib.data.read_idx reads it",
}


def looks_like(contents):
    """Say what a file seems to be, by its first bytes; nothing if they are like none of SIGNS.

    >>> looks_like(b"<!DOCTYPE html><html>Page not found")
    '; it looks like a web page'
    """
    for sign, kind in SIGNS.items():
        if contents.lstrip().startswith(sign):
            return f"; it looks like {kind}"
    return ""


def printable(text):
    """Return a text with signs that the terminal can show: some know no arrow."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return text.replace("→", "->").replace("…", "...")
    return text


def in_shapes(error, layer, x):
    """Tell in sizes what NumPy says of a product that does not fit; let any other error be."""
    sizes = re.search(
        r"matmul: (In|Out)put operand .*size (\d+) is different from (\d+)", str(error)
    )
    if sizes:
        operand, right, left = sizes.groups()
        which = "inner sizes" if operand == "In" else "sizes of the product and of its place,"
        raise ValueError(
            f"{layer} got an array of shape {np.shape(x)}; in its left @ right the {which} "
            f"{left} and {right} differ"
        ) from error


def told(value):
    """Return a few words for a value: its text if that is short, otherwise what it is.

    >>> told("adam"), told(np.zeros((2, 3))), told([0.125] * 30)
    ("'adam'", 'an array of shape (2, 3)', 'a list of 30')
    """
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if inspect.ismodule(value):
        return f"the module {value.__name__}"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if inspect.isroutine(value):
        return f"the function {value.__name__}"
    text = repr(value)
    if len(text) > 100 or "\n" in text:
        size = f" of {len(value)}" if hasattr(value, "__len__") else ""
        return f"a {type(value).__name__}{size}"
    return text
