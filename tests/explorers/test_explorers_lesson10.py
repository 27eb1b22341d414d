"""The explorer of lesson 10: a rate and a momentum in a long valley."""

import numpy as np
import pytest

from nnlib.classroom import explorers
from nnlib.classroom.explorers.momentum import CURVATURES, MOST_STEPS, START
from picture_checks import assert_readable

EXTREMES = [
    (rate, momentum, steps)
    for rate in (0.01, 0.16)
    for momentum in (0.0, 0.95)
    for steps in (0, MOST_STEPS)
]


@pytest.mark.parametrize("values", EXTREMES)
def test_every_picture_can_be_read(values):
    assert_readable(explorers.momentum_picture(*values))


@pytest.mark.parametrize(
    ("rate", "momentum", "fate"),
    [
        (0.07, 0.0, "brings the ball closer"),
        (0.08, 0.0, "jumps to and fro for ever"),
        (0.09, 0.0, "throws the ball further away"),
        (0.09, 0.5, "brings the ball closer"),
        (0.12, 0.5, "jumps to and fro for ever"),
        (0.13, 0.5, "throws the ball further away"),
    ],
)
def test_fates(rate, momentum, fate):
    assert fate in explorers.momentum_picture(rate, momentum, 20).sentence
    w, v, far = np.array(START), np.zeros(2), []
    for _ in range(3000):
        v = momentum * v + CURVATURES * w
        w = w - rate * v
        far.append(abs(w[1]) + abs(v[1]) / CURVATURES[1])
        if far[-1] > 1e6:
            break
    assert (far[-1] < 1e-3) == ("closer" in fate)
    assert (far[-1] > 1e6) == ("away" in fate and "for ever" not in fate)


def test_it_says_where_a_descent_is_no_longer_followed():
    told = "Plain is followed no further outside."
    assert told in explorers.momentum_picture(0.14, 0.5, 12).sentence
    assert told not in explorers.momentum_picture(0.07, 0.5, 12).sentence


def test_bad_input_is_refused():
    for values in [(0.0, 0.5, 1), (0.1, 1.0, 1), (0.1, 0.5, MOST_STEPS + 1)]:
        with pytest.raises(ValueError, match="expected"):
            explorers.momentum_picture(*values)


def test_controls_work_and_go_back():
    explorer = explorers.explore_momentum()
    before = explorer.sentence
    explorer.controls["momentum"].value = 0.9
    assert "momentum 0.9" in explorer.sentence
    explorer.reset()
    assert explorer.sentence == before
