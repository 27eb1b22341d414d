"""A rate and a momentum in a long valley."""

import numpy as np
import pytest

from nnlib.classroom import explorers
from nnlib.classroom.explorers.momentum import CURVATURES, MOST_STEPS, START
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, labels, lines, told

EXTREMES = [
    (rate, momentum, steps)
    for rate in (0.01, 0.16)
    for momentum in (0.0, 0.95)
    for steps in (0, MOST_STEPS)
]


@pytest.mark.parametrize("values", EXTREMES)
def test_every_picture_can_be_read(values):
    assert_readable(explorers.momentum_picture(*values))


def test_momentum():
    picture = explorers.momentum_picture(0.05, 0.5, 6)
    axes, _ = picture.figure.axes
    drawn = lines(axes)
    for name, mu in (("plain", 0), ("momentum 0.5", 0.5)):
        w, v, places = np.array([-4.0, 1.0]), np.zeros(2), [(-4, 1)]
        for _ in range(6):
            v = mu * v + np.array([1, 25]) * w
            w = w - 0.05 * v
            places.append(tuple(w))
        line, marks, end = drawn[name]
        assert np.array(line) == pytest.approx(np.array(places), abs=1e-6), name
        assert marks == line and end == line[-1:]
        loss = number((w[0] ** 2 + 25 * w[1] ** 2) / 2)
        assert f"{name} takes 6 steps to ({number(w[0])}, {number(w[1])}) with loss {loss}" in (
            told(picture)
        )
    assert drawn["lowest loss"] == [[(0, 0)]]
    assert (axes.get_xlim(), axes.get_ylim()) == ((-5, 5), (-2.2, 2.2))
    assert list(axes.collections[0].levels) == [0.001, 0.01, 0.1, 1, 3, 10, 30]
    assert labels(axes) == ("w1", "w2", "learning rate 0.05, effective 0.1")


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
