"""The data of the lessons: two sets of handwritten digits, and small sets made up on the spot."""

from nnlib.data.digits import digits8x8, mnist
from nnlib.data.idx import read_idx
from nnlib.data.made_up import rings, truth_table, two_blobs
from nnlib.data.onehot import one_hot

__all__ = ["digits8x8", "mnist", "one_hot", "read_idx", "rings", "truth_table", "two_blobs"]
