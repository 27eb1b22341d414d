"""A part of an image, with its numbers."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, assert_scale, colour, labels, seen, texts, ticks, told

STROKE = np.abs(np.add.outer(np.linspace(-9, 9, 28), np.linspace(-5, 5, 28)))
IMAGES = np.array([255 * (abs(STROKE - k) < 1).ravel() for k in np.arange(25) % 5])

TYPICAL = {
    "pixels": lambda: plots.pixels(IMAGES[0]),
    "title": lambda: plots.pixels(IMAGES[0] / 255, size=12, title="An image"),
    "whole": lambda: plots.pixels(IMAGES[0, :64]),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_pixels():
    image = np.arange(36.0).reshape(6, 6)
    image[4, 1] = 99
    image[0, 4:] = 90  # most of the ink is elsewhere
    picture = plots.pixels(image, top=3, left=1, size=2, title="Six")
    close, far = picture.figure.axes
    (whole,), (crop,) = far.images, close.images
    np.testing.assert_array_equal(seen(whole), image)
    np.testing.assert_array_equal(seen(crop), image[3:5, 1:3])
    assert_scale(whole, "ink", 0, 99)
    assert_scale(crop, "ink", 0, 99)
    (frame,) = far.patches
    assert (frame.get_xy(), frame.get_width(), frame.get_height()) == ((0.5, 2.5), 2, 2)
    assert colour(frame.get_edgecolor()) == colour(close.spines["left"].get_edgecolor()) == "blue"
    assert (ticks(close.xaxis), ticks(close.yaxis)) == ({1: "1", 2: "2"}, {3: "3", 4: "4"})
    assert tuple(crop.get_extent()) == (0.5, 2.5, 4.5, 2.5)
    written = texts(close)
    assert written == {(x, y): number(image[y, x]) for x in (1, 2) for y in (3, 4)}
    white = [text.get_text() for text in close.texts if text.get_color() == "white"]
    assert white == ["99"], "on the dark pixel"
    assert labels(close) == ("column", "row", "the numbers in the blue frame")
    assert labels(far) == ("column", "row", "the image")
    assert picture.figure.get_suptitle() == "Six"
    halves, _ = plots.pixels(image / 200, top=3, left=1, size=2).figure.axes
    assert texts(halves) == {place: number(int(n) / 200, 2) for place, n in written.items()}
    ends = [f(int(words) for words in written.values()) for f in (min, max)]
    assert told(picture) == (
        "Rows 3 to 4 and columns 1 to 2 of 6 × 6 pixels, with values from {} to {}.".format(*ends)
    )


def test_pixels_finds_the_ink():
    image = np.zeros((28, 28))
    image[20:24, 3:7] = 9
    sentence = plots.pixels(image, size=4).sentence
    assert sentence == (
        "Rows 20 to 23 and columns 3 to 6 of 28 × 28 pixels, with values from 9 to 9."
    )


BAD = {
    "shape": (lambda: plots.pixels(np.ones((3, 4))), r"shape \(3, 4\)"),
    "crop": (lambda: plots.pixels(np.ones(784), top=25, left=0), "expected 0 to 18"),
    "size": (lambda: plots.pixels(np.ones(784), size=20), "expected 1 to 12"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
