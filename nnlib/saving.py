"""Arrays in a file: NumPy's .npz, in which nothing is ever executed."""

import os
import zipfile

import numpy as np

FORMATS = 1, 2  # of the files that are read; the last one is written
SIGNS = {  # how files begin that get into the place of others
    b"<": "a web page",
    b"PK": "a zip file: take the file out of it",
    b"version https://git-lfs": "a pointer of Git LFS: fetch the file itself by git lfs pull",
    b"\x93NUMPY": "a file of numpy.save: numpy.load reads it",
    b"\x1f\x8b": "packed by gzip: unpack it",
    b"\0\0\x08": "an IDX file: nnlib.data.read_idx reads it",
}


def write(path, arrays):
    """Write arrays, or text, by name. An old file stays whole until the new one is complete.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(f"{folder}/two.npz", {"W": [[1.0, 2.0]], "kind": "small"})
    ...     read(f"{folder}/two.npz")
    {'W': array([[1., 2.]]), 'kind': array('small', dtype='<U5')}
    """
    with open(f"{path}.part", "wb") as file:
        np.savez(file, format=FORMATS[-1], **arrays)
    os.replace(f"{path}.part", path)


def read(path):
    """Read what `write` has written, as a dict of arrays; raise ValueError for any other file."""
    if os.path.isdir(path):
        raise ValueError(f"{path} is a folder; expected an .npz file")
    with open(path, "rb") as file:
        start = file.read(32)
        if not start:
            raise ValueError(f"{path} is empty; expected an .npz file")
        if start[:1] == b"\x80":
            raise ValueError(
                f"{path} is a pickle, and whoever made it could let it run any program; it was "
                "not opened. Expected an .npz file, as save() writes it"
            )
        if start[:2] != b"PK":
            like = looks_like(start)
            raise ValueError(f"{path} is not an .npz file; it begins with {start!r}{like}")
        try:
            with zipfile.ZipFile(file) as members:
                if "format.npy" not in members.namelist():
                    raise ValueError("it holds no format, so save() did not write it")
            with np.load(file, allow_pickle=False) as contents:
                arrays = {name: _array(contents, name) for name in contents.files}
        except Exception as error:  # zipfile and NumPy raise many kinds for a damaged file
            raise ValueError(f"{path} cannot be read: {error}") from None
    found = arrays.pop("format")
    if not any(np.array_equal(found, known) for known in FORMATS):
        newer = found.size == 1 and found.dtype.kind in "iu" and found > max(FORMATS)
        reads = " and ".join(map(str, FORMATS)) + (": a newer nnlib wrote it" if newer else "")
        raise ValueError(f"{path} has format {found}; this nnlib reads format {reads}")
    return arrays


def _array(contents, name):
    try:
        return contents[name]
    except ValueError as error:
        if "pickle" in str(error):  # NumPy's advice would be to allow it
            what = f"{name} is an array of objects, which is a pickle"
            raise ValueError(f"{what}; it was not opened") from None
        raise


def looks_like(contents):
    """Say what a file seems to be, by its first bytes; nothing if they are like none of SIGNS.

    >>> looks_like(b"<!DOCTYPE html><html>Page not found")
    '; it looks like a web page'
    """
    for sign, kind in SIGNS.items():
        if contents.lstrip().startswith(sign):
            return f"; it looks like {kind}"
    return ""
