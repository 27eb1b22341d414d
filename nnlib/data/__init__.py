"""The data of the lessons: handwritten digits, a network that reads them, and made-up sets."""

from nnlib.data.digits import digit_reader, digits8x8, mnist
from nnlib.data.idx import read_idx
from nnlib.data.made_up import rings, truth_table, two_blobs
from nnlib.data.onehot import one_hot

# fmt: off
__all__ = [
    "digit_reader", "digits8x8", "mnist", "one_hot",
    "read_idx", "rings", "truth_table", "two_blobs",
]
# fmt: on
