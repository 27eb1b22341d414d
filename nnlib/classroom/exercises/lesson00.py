"""Exercises of lesson 00: arrays and their axes."""

from functools import reduce

import numpy as np

from nnlib.classroom.exercises.engine import exercise
from nnlib.classroom.exercises.trials import in_turn


def _bytes(rng):
    m, n = in_turn(rng, (3, 5), (4, 2), (1, 3), (2, 1), (6, 4))
    return rng.integers(0, 256, (m, n), dtype=np.uint8)


def _bytes_or_floats(rng):
    X = _bytes(rng)
    return (X if rng.random() < 0.5 else X / 255,)


def _floats(rng):
    X = _bytes(rng).astype(float)
    X[X.max(axis=1) == 0] = 1  # each image has some ink
    return (X if rng.random() < 0.5 else X / 255,)


def _sum_of_bytes(X):
    return sum(X[1:], start=X[0])


@exercise(
    trials=_bytes_or_floats,
    examples=[(np.array([[0.0, 2.0, 4.0], [2.0, 4.0, 6.0]]),)],
    hints=[
        "The result has one number for each pixel. Which axis of X has to disappear?",
        "Axis 0 counts the images, axis 1 the pixels. The mean goes over the images.",
        "Arrays have a method mean, and it takes the axis that disappears: X.mean(axis=…).",
    ],
    reason="Rows are examples. A mean over axis 0 goes down each column, so each pixel keeps one.",
    mistakes={
        "You took the mean over the pixels: that is one number for each image. "
        "The mean image has one number for each pixel.": lambda X: X.mean(axis=1),
        "You took the mean of all numbers at once: that is a single number. "
        "The mean image has one number for each pixel.": lambda X: X.mean(),
        "You added the images up; a mean is the sum divided by the number of images.": (
            lambda X: X.sum(axis=0)
        ),
        "You added the images up; a mean is the sum divided by the number of images. And a sum of "
        "bytes is a byte again, which begins anew at 0 after 255.": _sum_of_bytes,
        "Right for floats. But a sum of bytes is a byte again, and begins anew at 0 after 255: "
        "turn the images into floats before you add them up, X.astype(float).": (
            lambda X: _sum_of_bytes(X) / len(X)
        ),
        "Right for floats. But of bytes the means are cut to whole numbers: the array that holds "
        "them is of bytes, too.": lambda X: X.mean(axis=0).astype(X.dtype),
        "You divided by the number of pixels. A mean over images is divided by their number.": (
            lambda X: X.sum(axis=0) / X.shape[1]
        ),
        "You divided by m − 1. A mean divides by the number of images, m.": (
            lambda X: X.sum(axis=0) / (len(X) - 1)
        ),
        "Only the first image is in it, divided by m: does `return` stand inside the loop?": (
            lambda X: X[0] / len(X)
        ),
        "Only the last image is in it, divided by m: is each image added to those before?": (
            lambda X: X[-1] / len(X)
        ),
        "You took the largest value of each pixel. A mean is the sum divided by the number.": (
            lambda X: X.max(axis=0)
        ),
        "You averaged two at a time: then the last image counts one half. Add all up first.": (
            lambda X: reduce(lambda mean, x: (mean + x) / 2, X.astype(float))
        ),
        "The running sum was divided in every turn of the loop. Divide once, after the loop.": (
            lambda X: reduce(lambda total, x: (total + x) / len(X), X.astype(float), 0.0)
        ),
        "The means are divided by 255. The pixels are to stay as they come.": (
            lambda X: X.mean(axis=0) / 255
        ),
        "The means are rounded. Leave them as they are.": lambda X: X.mean(axis=0).round(),
        "You took the median, the value in the middle. A mean is the sum divided by the number.": (
            lambda X: np.median(X, axis=0)
        ),
    },
)
def mean_image(X):
    """X: (m, n), a batch of images. Return the mean image, (n,)."""
    return X.mean(axis=0)


@exercise(
    trials=_floats,
    examples=[(np.array([[1.0, 2.0, 4.0], [5.0, 10.0, 0.0]]),)],
    hints=[
        "How many largest pixels are there: one in all, one a pixel, or one an image?",
        "X.max(axis=1) gives one number an image, shape (m,). Does (m, n) / (m,) fit? Write the "
        "two shapes so that they end at the same place.",
        "It has to be a column, shape (m, 1): X.max(axis=1, keepdims=True) keeps the axis.",
    ],
    reason="keepdims=True leaves an axis of length 1, and broadcasting repeats it along the row.",
    mistakes={
        "You divided by the largest pixel of the whole batch. Each image has its own largest "
        "pixel.": lambda X: X / X.max(),
        "You took the largest value at each place, over all images. Each image needs its own "
        "largest pixel: that is the other axis.": lambda X: X / X.max(axis=0),
        "You divided by the largest pixel of the first image. Each image has its own.": (
            lambda X: X / X[0].max()
        ),
        "You divided by the smallest pixel. The largest is to become 1.": (
            lambda X: X / X.min(axis=1, keepdims=True)
        ),
        "Upside down: each pixel is to be divided by the largest one.": (
            lambda X: X.max(axis=1, keepdims=True) / X
        ),
        "The results are cut to whole numbers: // cuts. Divide with /.": (
            lambda X: X // X.max(axis=1, keepdims=True)
        ),
        "You subtracted the largest pixel. Divide by it.": (
            lambda X: X - X.max(axis=1, keepdims=True)
        ),
        "You divided by the place of the largest pixel, argmax. Its value is max.": (
            lambda X: X / X.argmax(axis=1)[:, np.newaxis]
        ),
        "You divided by 255. The largest pixel of an image may be smaller.": lambda X: X / 255,
        "You divided by the sum of the image, not by its largest pixel.": (
            lambda X: X / X.sum(axis=1, keepdims=True)
        ),
        "You returned the largest pixels. They are what the images are to be divided by.": (
            lambda X: X.max(axis=1, keepdims=True)
        ),
        "You also moved the smallest pixel of each image to 0. Only divide by the largest.": (
            lambda X: (X - X.min(axis=1, keepdims=True)) / np.ptp(X, axis=1, keepdims=True)
        ),
        "You multiplied. Each image is to be divided by its largest pixel.": (
            lambda X: X * X.max(axis=1, keepdims=True)
        ),
        "You divided by the length of each image, the root of its squares' sum, not by its largest "
        "pixel.": lambda X: X / np.linalg.norm(X, axis=1, keepdims=True),
        "You divided by the mean of each image, not by its largest pixel.": (
            lambda X: X / X.mean(axis=1, keepdims=True)
        ),
    },
)
def full_ink(X):
    """X: (m, n), a batch of images. Return each image divided by its largest pixel, (m, n)."""
    return X / X.max(axis=1, keepdims=True)


def _loop(labels, n_classes, place, m=None):
    Y = np.zeros((m or len(labels), n_classes))
    for row, label in enumerate(labels):
        Y[place(row, label)] = 1
    return Y


def _labels(rng):
    m, n_classes = in_turn(rng, (8, 5), (4, 7), (1, 3), (9, 2), (3, 1), (5, 12), (6, 6))
    return rng.integers(0, min(n_classes, 10), m), n_classes


@exercise(
    trials=_labels,
    examples=[(np.array([5, 0, 4, 1]), 10)],
    hints=[
        "How many rows has the result, and how many columns? Which of its numbers are 1?",
        "Begin with np.zeros of the right shape: it takes the shape as one tuple.",
        "Then, for row number i with the label k, set Y[i, k] = 1. enumerate(labels) gives both.",
    ],
    reason="Each row gets a single 1, in the column that its label names.",
    mistakes={
        "The number of columns is always 10 here. It should be n_classes.": (
            lambda labels, n_classes: np.eye(10)[labels]
        ),
        "The array lies on its side: a row is an example, a column is a class.": (
            lambda labels, n_classes: np.eye(n_classes)[labels].T
        ),
        "The 1 stands one place too far to the left: classes are counted from 0.": (
            lambda labels, n_classes: _loop(labels, n_classes, lambda i, k: (i, k - 1))
        ),
        "In each row stand the ones of all labels: was a whole column filled, or is one row used "
        "for all? A row has a single 1, that of its own label.": (
            lambda labels, n_classes: _loop(labels, n_classes, lambda i, k: (slice(None), k))
        ),
        "The label itself stands in its place. It should be a 1.": (
            lambda labels, n_classes: np.eye(n_classes)[labels] * labels[:, None]
        ),
        "The columns are as many as the largest label needs. There should be n_classes, even where "
        "the last classes do not occur.": (
            lambda labels, n_classes: np.eye(labels.max() + 1)[labels]
        ),
        "All ones stand in the first row. Each label has a row of its own.": (
            lambda labels, n_classes: _loop(labels, n_classes, lambda i, k: (0, k))
        ),
        "Only the first row has its 1: does the loop end too early?": (
            lambda labels, n_classes: _loop(labels[:1], n_classes, lambda i, k: (i, k), len(labels))
        ),
        "0 and 1 have changed places: 1 stands in the column of the label, 0 everywhere else.": (
            lambda labels, n_classes: 1 - np.eye(n_classes)[labels]
        ),
        "A 1 stands in every column up to the label. Only the label's own column has one.": (
            lambda labels, n_classes: np.tri(n_classes)[labels]
        ),
        "The 1 does not stand in the column of its label: each row has the 1 in the column of the "
        "row's own number.": lambda labels, n_classes: np.eye(len(labels), n_classes),
    },
)
def one_hot_rows(labels, n_classes):
    """labels: (m,), whole numbers. Return one-hot rows, (m, n_classes)."""
    Y = np.zeros((len(labels), n_classes))
    for row, label in enumerate(labels):
        Y[row, label] = 1
    return Y


def _ten_outputs(rng):
    outputs = rng.normal(size=(in_turn(rng, 12, 4, 1, 13), 10))
    if rng.random() < 0.5:  # a row below 0, and one above
        outputs[0] -= outputs[0].max() + 0.5
        outputs[-1] -= outputs[-1].min() - 0.5
    return (outputs,)


def _given(outputs):
    return outputs.argmax(axis=0)


@exercise(
    trials=_ten_outputs,
    hints=[
        "Call the function with 3 rows of ten outputs, and look at the shape of what comes back.",
        "One digit for each row is wanted. What does argmax(axis=0) give: one number for each "
        "row, or one for each column?",
        "The axis that you name is the one that disappears. The ten outputs are axis 1.",
    ],
    reason="argmax(axis=1) looks along each row, over its ten outputs, and gives the place of "
    "the largest: the digit.",
    given=_given,
    mistakes={
        "You still look down the columns: that gives the row with the largest number, once for "
        "each digit.": lambda outputs: np.argmax(outputs, axis=0) * 1,
        "You return the largest outputs themselves. The digit is the place where they stand.": (
            lambda outputs: outputs.max(axis=1)
        ),
        "You look for the largest number in the whole array. Each row has an answer of its own.": (
            lambda outputs: outputs.argmax()
        ),
        "You look for the smallest output; the prediction is the place of the largest.": (
            lambda outputs: outputs.argmin(axis=1)
        ),
        "The digits are counted from 1 here. They are counted from 0.": (
            lambda outputs: outputs.argmax(axis=1) + 1
        ),
        "You added each row up. The digit is the place of its largest output.": (
            lambda outputs: outputs.sum(axis=1)
        ),
        "That is the place of the second largest output.": (
            lambda outputs: outputs.argsort(axis=1)[:, -2]
        ),
        "Signs are lost: the largest output is wanted, not the one that is farthest from 0.": (
            lambda outputs: np.abs(outputs).argmax(axis=1)
        ),
        "That is a whole row of places for each image: sorting gives all ten. The digit is the "
        "last of them.": lambda outputs: outputs.argsort(axis=1),
        "You compare each output with the largest: that is a row of yes and no. The digit is the "
        "place of the yes.": (lambda outputs: outputs == outputs.max(axis=1, keepdims=True)),
    },
)
def predicted_digits(outputs):
    """outputs: (m, 10), ten numbers an image. Return the predicted digits, (m,)."""
    return outputs.argmax(axis=1)
