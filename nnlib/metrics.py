"""How good the predictions are."""

import numpy as np

from nnlib import checks


def _labels(values, name):
    values = checks.real(values, name)
    if values.ndim != 1:
        column = values.shape[1:] == (1,)
        hint = "a column: labels.ravel()" if column else "outputs: outputs.argmax(axis=1)"
        expected = f"(m,), one class number an example (from {hint})"
        raise ValueError(f"{name} got shape {values.shape}; expected {expected}")
    if values.dtype.kind not in "biu":
        raise TypeError(f"{name} got values of type {values.dtype}; expected whole numbers")
    return values.astype(np.int64) if values.dtype.kind == "b" else values


def _pair(predicted, labels, who):
    predicted = _labels(predicted, f"{who} (predicted)")
    labels = _labels(labels, f"{who} (labels)")
    if predicted.shape != labels.shape:
        raise ValueError(f"{who} got {len(predicted)} predictions and {len(labels)} labels")
    return predicted, labels


def accuracy(predicted, labels):
    """The share of predictions that are right, from 0 to 1; both are class numbers, (m,).

    True and False are 1 and 0. TypeError for other types, ValueError if there are more of one.

    >>> accuracy([7, 2, 1, 0], [7, 2, 1, 9])
    0.75
    """
    predicted, labels = _pair(predicted, labels, "accuracy")
    return float(np.mean(predicted == labels))


def confusion_matrix(predicted, labels, n_classes=10):
    """Count how often each class was taken for each: (n_classes, n_classes), right on the diagonal.

    Row: the label. Column: the prediction. Both are as for `accuracy`; raises ValueError for
    classes outside 0 to n_classes − 1.

    >>> confusion_matrix([0, 1, 1], [0, 0, 1], n_classes=2)
    array([[1, 1],
           [0, 1]])
    """
    checks.positive(n_classes, "n_classes", integer=True)
    predicted, labels = _pair(predicted, labels, "confusion_matrix")
    for name, values in (("predicted", predicted), ("labels", labels)):
        if values.min() < 0 or values.max() >= n_classes:
            got = f"classes from {values.min()} to {values.max()}; expected 0 to {n_classes - 1}"
            raise ValueError(f"confusion_matrix ({name}) got {got}")
    counts = np.zeros((n_classes, n_classes), dtype=np.int64)
    np.add.at(counts, (labels, predicted), 1)
    return counts
