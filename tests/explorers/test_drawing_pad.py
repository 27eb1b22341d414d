"""The drawing pad: Python's half. What the browser does is in pages/test_browser_pad.py."""

import re

import numpy as np
import pytest
import traitlets

from nnlib.classroom.drawing_pad import DrawingPad


@pytest.mark.parametrize("side", [28, 56, 112])
def test_an_image_put_on_the_pad_is_there(side):
    pad = DrawingPad()
    image = np.random.default_rng(0).integers(0, 256, (side, side))
    pad.image = image
    assert pad.image.shape == (112, 112)
    assert pad.image.dtype == np.uint8
    np.testing.assert_array_equal(pad.image[:: 112 // side, :: 112 // side], image)
    pad.clear()
    assert not pad.image.any()


def test_what_the_browser_sends_arrives():
    pad, seen = DrawingPad(), []
    pad.observe(lambda change: seen.append(change.new), names="value")
    pad.set_state({"value": memoryview(bytes([9]) * 112**2)})
    assert (pad.image == 9).all()
    assert seen == [pad.value]
    with pytest.raises(traitlets.TraitError, match="expected 112"):
        pad.value = b"too short"


def test_the_picture_of_a_pad_is_a_copy():
    pad = DrawingPad()
    pad.image[:] = 255
    assert repr(pad) == "DrawingPad(empty)"


@pytest.mark.parametrize(
    "image", [np.zeros(783), np.zeros((30, 30)), np.full(784, 300), np.full(784, 0.3), 5]
)
def test_bad_images_do_not_come_on_the_pad(image):
    pad = DrawingPad()
    with pytest.raises(ValueError, match="expected"):
        pad.image = image
    assert not pad.image.any()


def test_the_pad_fetches_nothing():
    script = DrawingPad()._esm
    assert "export default { render }" in script
    assert not re.search(r"https?:|\bimport\b|\bfetch\b|url\(", script)
