"""A ball that rolls into a valley."""

import numpy as np
import pytest

from nnlib.classroom import explorers
from picture_checks import assert_readable, labels, lines, one_axes, points, told

TYPICAL = {
    "valley": lambda: explorers.valley_picture(0.1, 20),
    "none": lambda: explorers.valley_picture(0.1, 0),
    "too fast": lambda: explorers.valley_picture(2.5, 20),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_valley():
    picture = explorers.valley_picture(0.5, 3)
    axes = one_axes(picture)
    w = np.linspace(-6, 6, 301)
    drawn = lines(axes)
    assert drawn["blue -"] == [points(w, w * w / 2)]
    assert drawn["vermillion o"] == [
        [(-4, 8), (-2, 2), (-1, 0.5), (-0.5, 0.125)],
        [(-0.5, 0.125)],
    ]
    assert labels(axes) == ("w", "loss", "loss = w² / 2, learning rate 0.5")
    assert told(picture) == (
        "After 3 steps w went from −4 to −0.5, and the loss from 8 to 0.125. Each step multiplies "
        "w by 0.5: the ball comes closer."
    )


@pytest.mark.parametrize(
    ("rate", "fate"),
    [
        (0.3, "by 0.7: the ball comes closer"),
        (1.0, "by 0: one step reaches"),
        (1.5, "jumps across, and comes closer"),
        (2.0, "to and fro for ever"),
        (2.2, "further away"),
    ],
)
def test_valley_fates(rate, fate):
    sentence = explorers.valley_picture(rate, 10).sentence
    assert fate in sentence
    assert ("left the picture" in sentence) == (rate > 2)


BAD = {
    "rate": lambda: explorers.valley_picture(0, 1),
    "steps": lambda: explorers.valley_picture(1, 21),
}


@pytest.mark.parametrize("make", BAD.values(), ids=BAD)
def test_bad_input_is_refused(make):
    with pytest.raises(ValueError, match="expected"):
        make()
