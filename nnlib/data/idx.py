"""Read IDX, the file format of MNIST."""

import gzip
import math
import zlib
from pathlib import Path

import numpy as np

from nnlib.saving import looks_like

GZIP_MAGIC = b"\x1f\x8b"
UNSIGNED_BYTE = 0x08
MOST_DIMENSIONS = 32  # as many as every version of NumPy can hold


def read_idx(path):
    """Read an IDX file of unsigned bytes, packed by gzip or not, as an array of its header's shape.

    That is (m,) for labels, (m, rows, columns) for images. Raises FileNotFoundError, or ValueError
    for a file that is of another kind, damaged, or shorter or longer than its header says.

    Source: "The IDX file format" in Y. LeCun, C. Cortes and C.J.C. Burges, "The MNIST database of
    handwritten digits": two zero bytes, the type of the values, the number of dimensions, then each
    dimension's size in four bytes, the largest byte first, then the values.

    >>> import tempfile
    >>> header = bytes([0, 0, 0x08, 1]) + bytes([0, 0, 0, 3])  # three labels
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "labels"
    ...     n_bytes = path.write_bytes(header + bytes([5, 0, 4]))
    ...     read_idx(path)
    array([5, 0, 4], dtype=uint8)
    """
    contents = _unpacked(path)
    shape, start = _header(contents, path)
    got, expected = len(contents) - start, math.prod(shape)
    if got != expected:
        trouble = "truncated" if got < expected else "too long"
        raise ValueError(
            f"{path} is {trouble}: got {got:,} bytes after the header; "
            f"expected {expected:,} for shape {shape}"
        )
    values = np.frombuffer(contents, dtype=np.uint8, offset=start)
    return values.reshape(shape).copy()  # what frombuffer gives cannot be written to


def _unpacked(path):
    if Path(path).is_dir():
        raise ValueError(f"{path} is a folder; expected a file (it may be in the folder)")
    contents = Path(path).read_bytes()
    if contents.startswith(GZIP_MAGIC):
        try:
            contents = gzip.decompress(contents)
        except (EOFError, OSError, zlib.error) as error:
            raise ValueError(
                f"{path} is a damaged gzip file ({error}); expected a whole one: copy it again"
            ) from error
        if contents.startswith(GZIP_MAGIC):
            raise ValueError(f"{path} is packed by gzip twice; unpack it once: gunzip does that")
    if not contents:
        raise ValueError(f"{path} is empty: got 0 bytes; expected an IDX file")
    return contents


def _header(contents, path):
    """The shape that the header states, and where the values start."""
    if len(contents) < 4:
        raise ValueError(
            f"{path} is truncated: got a header of {len(contents)} bytes; expected at least 4"
        )
    magic, n_dimensions = contents[:4], contents[3]
    if magic[:3] != bytes([0, 0, UNSIGNED_BYTE]) or not 1 <= n_dimensions <= MOST_DIMENSIONS:
        raise ValueError(
            f"{path} is no IDX file of unsigned bytes: it starts with 0x{magic.hex()}; "
            "expected 0x00000801 (labels), 0x00000803 (images) "
            f"or another number of dimensions in the last byte{looks_like(contents)}"
        )
    start = 4 + 4 * n_dimensions
    if len(contents) < start:
        raise ValueError(
            f"{path} is truncated: got a header of {len(contents)} bytes; "
            f"expected {start} for {n_dimensions} dimensions"
        )
    sizes = np.frombuffer(contents, dtype=">u4", offset=4, count=n_dimensions)
    shape = tuple(int(size) for size in sizes)
    if 0 in shape:
        raise ValueError(
            f"{path} holds no values: its header states shape {shape}; expected sizes of 1 or more"
        )
    return shape, start
