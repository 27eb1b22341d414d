"""The confusion matrix: what was taken for what."""

import numpy as np
import pytest

from nnlib.classroom import plots
from picture_checks import assert_readable, brightness, labels, one_axes, seen, texts, ticks, told

TYPICAL = {
    "confusion": lambda: plots.confusion(np.full((10, 10), 12) + 9000 * np.eye(10, dtype=int)),
    "named": lambda: plots.confusion([[3, 0], [0, 2]], ["zero", "one"], title="Two"),
    "empty": lambda: plots.confusion(np.zeros((3, 3))),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_confusion():
    matrix = np.array([[50, 3, 0], [9, 20, 1], [2, 4, 600]])
    picture = plots.confusion(matrix, ["ant", "bee", "cow"], title="Mixed up")
    axes = one_axes(picture)
    (image,) = axes.images
    shares = matrix / matrix.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(seen(image) ** 2, shares, err_msg="the colours: row by row, true")
    dark = brightness(image.to_rgba(image.get_array())).reshape(3, 3)
    assert (np.argsort(dark, axis=None) == np.argsort(-shares, axis=None)).all()
    names = {0: "ant", 1: "bee", 2: "cow"}
    assert (ticks(axes.xaxis), ticks(axes.yaxis)) == (names, names)
    assert labels(axes) == ("predicted", "true", "Mixed up")
    written = texts(axes)
    assert written == {
        (column, row): f"{count or '·'}" for (row, column), count in np.ndenumerate(matrix)
    }
    letters = {(int(t.get_position()[1]), int(t.get_position()[0])): t for t in axes.texts}
    for place, text in letters.items():
        assert text.get_color() == ("white" if shares[place] > 0.45 else "black")
        assert (text.get_weight() == "bold") == (place[0] == place[1])
    right = sum(int(written[k, k]) for k in range(3))
    assert told(picture) == (
        f"{right} of {matrix.sum()} on the diagonal (97.2 %); the most frequent mistake: bee taken "
        "for ant, 9 times."
    )


def test_confusion_counts_the_diagonal():
    assert plots.confusion([[5, 0, 0], [1, 4, 0], [0, 2, 3]]).sentence == (
        "12 of 15 on the diagonal (80 %); the most frequent mistake: 2 taken for 1, 2 times."
    )
    assert plots.confusion(np.eye(2)).sentence == "2 of 2 on the diagonal (100 %)."


BAD = {
    "shape": (lambda: plots.confusion(np.ones((2, 3))), r"shape \(2, 3\)"),
    "counts": (lambda: plots.confusion([[0.5]]), "not counts"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
