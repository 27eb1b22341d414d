"""Digits as images, with what they are and what they are taken for."""

from nnlib.classroom.pictures import FAINT, VERMILLION, Picture, in_style
from nnlib.classroom.plots.shapes import class_numbers, numbers, side_of_square
from nnlib.classroom.plots.tiles import tiles
from nnlib.classroom.sentences import counted, listed, number

MOST = 100


@in_style
def digits(X, labels=None, predictions=None, n_columns=10, title=None):
    """Show rows of pixels as square images, with labels and predictions in words.

    Parameters
    ----------
    X : array_like, shape (m, n_pixels)
        One image a row, at most 100 rows; n_pixels is a square number such as 784 or 64.
    labels : array_like of int, shape (m,), optional
        The true classes.
    predictions : array_like of int, shape (m,), optional
        What a network says. Where it differs from the label, the image gets a cross, the words
        and a heavy broken frame.
    n_columns : int
        Images in a row.
    title : str, optional
        A line above the images.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If shapes do not fit, or predictions come without labels.

    Examples
    --------
    >>> import numpy as np
    >>> digits(np.eye(4), labels=[0, 1, 2, 3], predictions=[0, 1, 2, 7])
    Picture('4 images of 2 × 2 pixels: 3 predicted right, 1 wrong (3 taken for 7).')
    """
    X = numbers(X, "digits()", "X", ndim=2)
    m, n = X.shape
    side = side_of_square(n, "digits()", "X")
    if m > MOST:
        raise ValueError(f"digits() got X of shape {X.shape}; expected at most {MOST} rows")
    if n_columns < 1:
        raise ValueError(f"digits() got n_columns={n_columns}; expected 1 or more")
    if predictions is not None and labels is None:
        raise ValueError("digits() got predictions without labels; expected both")
    if labels is not None:
        labels = class_numbers(labels, "digits()", "labels", m)
    if predictions is not None:
        predictions = class_numbers(predictions, "digits()", "predictions", m)

    captions, frames = [""] * m, [{"edgecolor": FAINT, "linewidth": 0.8}] * m
    if predictions is not None:
        captions = [_judged(*pair) for pair in zip(labels, predictions, strict=True)]
        wrong = {"edgecolor": VERMILLION, "linewidth": 2.2, "linestyle": "--"}
        frames = [
            wrong if says != is_ else frame
            for is_, says, frame in zip(labels, predictions, frames, strict=True)
        ]
    elif labels is not None:
        captions = [str(label) for label in labels]
    # One scale for all images: the same number is the same grey everywhere.
    scale = {"cmap": "Greys", "vmin": 0, "vmax": max(X.max(), 1e-12)}
    images = X.reshape(m, side, side)
    sheet, _ = tiles(images, captions, n_columns, 7.0, 1.1, title=title, frames=frames, **scale)

    shown = f"{counted(m, 'image')} of {side} × {side} pixels"
    if predictions is not None:
        sentence = f"{shown}: {_verdict(labels, predictions)}."
    elif labels is not None:
        sentence = f"{shown}, labelled {_shortened(str(label) for label in labels)}."
    else:
        sentence = f"{shown}, with values from {number(X.min())} to {number(X.max())}."
    return Picture(sheet, f"A grid of digits, {min(n_columns, m)} in a row. {sentence}", sentence)


def _judged(label, prediction):
    return f"✓ {label}" if prediction == label else f"✗ {prediction}, is {label}"


def _verdict(labels, predictions):
    """Say how many predictions are right, and which are not."""
    wrong = labels != predictions
    words = f"{int((~wrong).sum())} predicted right, {int(wrong.sum())} wrong"
    if not wrong.any():
        return words
    pairs = zip(labels[wrong], predictions[wrong], strict=True)
    return f"{words} ({_shortened(f'{is_} taken for {says}' for is_, says in pairs)})"


def _shortened(words, most=25):
    words = list(words)
    if len(words) <= most:
        return listed(words)
    return f"{', '.join(words[:most])} and {counted(len(words) - most, 'more', 'more')}"
