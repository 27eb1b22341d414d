"""Images of digits, side by side."""

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, assert_scale, colour, one_axes, texts, tiles, told

# No two numbers are alike and nothing is symmetric: what is swapped, mirrored or shifted shows.
THREE = np.array([np.arange(9.0), [7, 0, 3, 8, 6, 2, 5, 1, 4], [0, 0, 9, 0, 7, 0, 5, 0, 0]])
STROKE = np.abs(np.add.outer(np.linspace(-9, 9, 28), np.linspace(-5, 5, 28)))
IMAGES = np.array([255 * (abs(STROKE - k) < 1).ravel() for k in np.arange(25) % 5])
LABELS = np.arange(25) % 10
WRONG = np.where(np.arange(25) % 7 == 0, 8, LABELS)
XOR = [0, 1, 1, 0]


def frames(axes):
    """Colour and style of the frames, row by row as one reads."""
    drawn = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    drawn.sort(key=lambda frame: (round(frame.get_y(), 6), frame.get_x()))
    return [f"{colour(frame.get_edgecolor())} {frame.get_linestyle()}" for frame in drawn]


TYPICAL = {
    "digits": lambda: plots.digits(IMAGES),
    "labels": lambda: plots.digits(IMAGES, LABELS, title="The first"),
    "predictions": lambda: plots.digits(IMAGES, LABELS, WRONG),
    "five a row": lambda: plots.digits(IMAGES, LABELS, WRONG, n_columns=5),
    "one": lambda: plots.digits(IMAGES[:1], [3], [5]),
    "8 × 8": lambda: plots.digits(IMAGES[:, :64]),
    "nothing in them": lambda: plots.digits(np.zeros((2, 64))),
    "a hundred": lambda: plots.digits(np.tile(IMAGES, (4, 1)), n_columns=20),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_digits():
    picture = plots.digits(THREE, [4, 7, 1], [4, 2, 1], n_columns=2, title="Three")
    axes = one_axes(picture)
    drawn = tiles(axes)
    assert [words for words, _ in drawn] == ["✓ 4", "✗ 2, is 7", "✓ 1"]
    np.testing.assert_array_equal([values.ravel() for _, values in drawn], THREE)
    for image in axes.images:
        assert_scale(image, "ink", 0, 9)
    assert frames(axes) == ["faint solid", "vermillion --", "faint solid"]
    assert "Three" in texts(axes).values()
    assert told(picture) == (
        "3 images of 3 × 3 pixels: 2 predicted right, 1 wrong (7 taken for 2)."
    )
    assert "2 in a row" in picture.alt
    picture = plots.digits(THREE, [4, 7, 1])
    assert [words for words, _ in tiles(one_axes(picture))] == ["4", "7", "1"]
    assert told(picture) == "3 images of 3 × 3 pixels, labelled 4, 7 and 1."
    assert told(plots.digits(np.tile(THREE, (10, 1)), [3] * 30)).endswith("3, 3 and 5 more.")
    picture = plots.digits(THREE)
    (low, high) = (f([values for _, values in tiles(one_axes(picture))]) for f in (np.min, np.max))
    assert told(picture).endswith(f"values from {number(low)} to {number(high)}.")


def test_digits_counts_what_is_right():
    sentence = plots.digits(np.eye(4), [0, 1, 2, 3], [0, 1, 9, 8]).sentence
    assert sentence == (
        "4 images of 2 × 2 pixels: 2 predicted right, 2 wrong (2 taken for 9 and 3 taken for 8)."
    )
    assert "4 predicted right, 0 wrong." in plots.digits(np.eye(4), XOR, XOR).sentence


BAD = {
    "not square": (lambda: plots.digits(np.ones((2, 10))), "10 pixels an image"),
    "one row": (lambda: plots.digits(np.ones(784)), r"shape \(784,\); expected two axes"),
    "too many": (lambda: plots.digits(np.ones((101, 4))), "at most 100 rows"),
    "labels": (
        lambda: plots.digits(np.ones((2, 4)), [1]),
        r"shape \(1,\); expected \(2,\)",
    ),
    "no labels": (lambda: plots.digits(np.ones((1, 4)), None, [1]), "without labels"),
    "half labels": (lambda: plots.digits(np.ones((1, 4)), [0.5]), "not whole numbers"),
    "columns": (lambda: plots.digits(np.ones((1, 4)), n_columns=0), "n_columns=0"),
    "empty": (lambda: plots.digits(np.ones((0, 4))), "empty X"),
    "words": (lambda: plots.digits([["a"]]), "not an array of numbers"),
    "nan": (lambda: plots.digits([[np.nan] * 4]), "NaN or inf in X"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
