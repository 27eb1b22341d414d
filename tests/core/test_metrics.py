"""Accuracy and the confusion matrix: counts of every example, and of no other."""

import numpy as np
import pytest

from nnlib import confusion_matrix


@pytest.mark.parametrize(
    "predicted, labels", [([0, -1], [0, 1]), ([0, 1], [0, -1]), ([0, 1], [0, 2])]
)
def test_classes_outside_their_range_are_no_counts(predicted, labels):
    with pytest.raises(ValueError, match="expected 0 to 1"):
        confusion_matrix(predicted, labels, n_classes=2)


def test_a_confusion_matrix_counts_every_example():
    counts = confusion_matrix([0, 1, 1, 1, 2, 2, 0], [0, 1, 1, 0, 0, 0, 2], n_classes=3)
    np.testing.assert_array_equal(counts, [[1, 1, 2], [0, 2, 0], [1, 0, 0]])


def test_ten_classes_are_counted_where_nobody_says_how_many():
    assert confusion_matrix([0], [9]).shape == (10, 10)
