"""Labels as targets: one number for each class."""

import numpy as np

from nnlib import checks


def one_hot(labels, n_classes=10):
    """Class numbers (m,) as rows (m, n_classes): 1 in the column of the class, 0 elsewhere.

    Raises TypeError for labels that are no integers, even if they are whole; ValueError for labels
    outside 0 to n_classes − 1, or n_classes below 2.

    >>> one_hot([2, 0], n_classes=3)
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    if checks.positive(n_classes, "one_hot: n_classes", integer=True) < 2:
        raise ValueError(f"one_hot: n_classes is {n_classes}; expected 2 or more")
    labels = checks.real(labels, "one_hot")
    if labels.ndim != 1:
        hint = ": labels.ravel()" if labels.shape[1:] == (1,) else ""
        raise ValueError(
            f"one_hot got labels of shape {labels.shape}; expected (m,), one class number each"
            f"{hint}"
        )
    if labels.dtype.kind not in "iu":  # 3.0 may be a class, or a measurement: the caller knows
        raise TypeError(
            f"one_hot got labels of type {labels.dtype}; expected integers. "
            "If they are class numbers, say so: labels.astype(int)"
        )
    outside = (labels < 0) | (labels >= n_classes)
    if outside.any():
        place = int(np.argmax(outside))
        raise ValueError(
            f"one_hot got label {labels[place]} at position {place}; expected 0 to {n_classes - 1}"
        )
    targets = np.zeros((len(labels), n_classes))
    targets[np.arange(len(labels)), labels] = 1
    return targets
