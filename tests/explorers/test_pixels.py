"""A part of an image, with its numbers."""

import numpy as np
import pytest

from nnlib.classroom import explorers
from picture_checks import assert_readable, seen, texts

rng = np.random.default_rng(0)
IMAGES, LABELS = rng.integers(0, 256, (3, 784)).astype(np.uint8), [5, 0, 4]

TYPICAL = {
    "pixels": lambda: explorers.pixels_picture(IMAGES, LABELS, 1, 0, 18),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_pixels():
    picture = explorers.pixels_picture(IMAGES, LABELS, 2, 3, 7)
    close, far = picture.figure.axes
    image = IMAGES[2].reshape(28, 28)
    np.testing.assert_array_equal(seen(far.images[0]), image)
    np.testing.assert_array_equal(seen(close.images[0]), image[3:13, 7:17])
    assert texts(close) == {(x, y): str(image[y, x]) for x in range(7, 17) for y in range(3, 13)}
    assert far.patches[0].get_xy() == (6.5, 2.5)
    assert picture.figure.get_suptitle() == "Image 2, a 4"
    rows = "Rows 3 to 12 and columns 7 to 16 of 28 × 28 pixels, with values from"
    assert picture.sentence.startswith(f"Image 2, a 4. {rows}")
    assert picture.alt.startswith("Image 2, a 4. An image beside") and rows in picture.alt


@pytest.mark.parametrize("place", [(3, 0, 0), (-1, 0, 0), (0, 19, 0)])
def test_pixels_refuses_what_is_not_there(place):
    with pytest.raises(ValueError, match="expected 0 to"):
        explorers.pixels_picture(IMAGES, LABELS, *place)
