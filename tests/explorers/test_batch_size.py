"""The batch size against the path of the descent."""

import re
from itertools import pairwise

import numpy as np
import pytest

from nnlib import training
from nnlib.classroom import explorers
from picture_checks import assert_readable, labels, lines, told

rng = np.random.default_rng(3)
X = rng.normal(0, 0.6, size=100)
Y = 2 * X + 1 + rng.normal(size=100)


def picture(batch_size, learning_rate, n_steps):
    return explorers.batch_size_picture(X, Y, batch_size, learning_rate, n_steps)


def end(picture):
    """Where the path ends."""
    place = re.search(r"to \(([−\d.,]+), ([−\d.,]+)\) with", picture.sentence).groups()
    return np.array([float(number.replace("−", "-").replace(",", "")) for number in place])


def ends_inside(sentence):
    return "leaves the picture" not in sentence or "and comes back" in sentence


@pytest.mark.parametrize(
    "values", [(1, 0.3, 30), (100, 0.05, 0), (1, 2.5, 60), (100, 2.5, 60), (20, 1.0, 60)]
)
def test_every_picture_can_be_read(values):
    assert_readable(picture(*values))


def test_batch_size():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(2, 6))
    picture = explorers.batch_size_picture(x, y, 2, 0.5, 4)
    axes, _ = picture.figure.axes
    places, dice = [np.array([-1.5, -1.5])], np.random.default_rng(0)
    for _ in range(2):  # of three steps each
        for xb, yb in training.minibatches(x, y, 2, rng=dice):
            w, b = places[-1]
            slope = np.mean([(w * p + b - q) * np.array([p, 1]) for p, q in zip(xb, yb)], axis=0)
            places.append(places[-1] - 0.5 * slope)
    drawn = lines(axes)
    line, marks, end = drawn["batch size 2 at learning rate 0.5"]
    assert np.array(line) == pytest.approx(np.array(places[:5]), abs=1e-5)
    assert marks == line and end == line[-1:]
    slope, constant = np.polyfit(x, y, 1)
    assert drawn["lowest loss"][0][0] == pytest.approx((slope, constant))
    assert (axes.get_xlim(), axes.get_ylim()) == ((-2, 4), (-2, 3))
    assert labels(axes) == ("w", "b", "batch size 2, learning rate 0.5, 4 steps")
    end, loss = end[0], np.mean((end[0][0] * x + end[0][1] - y) ** 2) / 2
    words = re.search(r"to \((.*), (.*)\) with loss ([\d.]+)", told(picture).replace("−", "-"))
    assert [float(words) for words in words.groups()] == pytest.approx([*end, loss], abs=1e-4)
    assert told(picture).endswith("It looked at 8 points: 1.33 epochs.")


def test_the_full_batch_comes_to_rest_at_the_lowest_place():
    lowest = np.polynomial.Polynomial.fit(X, Y, 1).convert().coef[::-1]
    assert np.abs(end(picture(100, 1.0, 60)) - lowest).max() < 0.001


def test_rates_from_which_the_end_is_outside():
    for batch_size, within, beyond in ((100, 1.95, 2.0), (1, 0.95, 1.0)):
        assert ends_inside(picture(batch_size, within, 60).sentence)
        assert not ends_inside(picture(batch_size, beyond, 60).sentence)
    assert "at learning rate 1.9 takes" in picture(100, 1.9, 60).sentence
    assert "at step 1 and comes back" in picture(100, 1.9, 60).sentence
    lowest = np.polynomial.Polynomial.fit(X, Y, 1).convert().coef[::-1]
    assert np.abs(end(picture(100, 1.9, 60)) - lowest).max() < 0.02
    assert 2 / (1 + (X**2).max()) < 1  # the farthest point's own valley


def test_single_points_do_not_come_to_rest():
    ends = [end(picture(1, 0.3, n)) for n in (40, 50, 60)]
    assert min(np.abs(a - b).max() for a, b in pairwise(ends)) > 0.05


def test_images_and_epochs_are_counted():
    assert picture(20, 0.3, 10).sentence.endswith("It looked at 200 points: 2 epochs.")
    assert picture(100, 0.3, 1).sentence.endswith("It looked at 100 points: 1 epoch.")


def test_same_values_give_the_same_bytes():
    assert picture(5, 0.3, 20).png == picture(5, 0.3, 20).png


def test_explorer_moves():
    explorer = explorers.explore_batch_size(X, Y)
    explorer.controls["batch_size"].value = 50
    explorer.controls["n_steps"].value = 4
    assert explorer.error is None
    assert "It looked at 200 points" in explorer.sentence


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((X, Y[:5], 1, 0.3, 5), r"x of shape \(100,\) and y of shape \(5,\)"),
        ((X, Y, 0, 0.3, 5), "batch_size=0; expected 1 to 100"),
        ((X, Y, 101, 0.3, 5), "batch_size=101; expected 1 to 100"),
        ((X, Y, 1, 0, 5), "learning_rate=0; expected above 0"),
        ((X, Y, 1, 0.3, 61), "n_steps=61; expected 0 to 60"),
    ],
)
def test_what_does_not_fit_is_told(arguments, words):
    with pytest.raises(ValueError, match=words):
        explorers.batch_size_picture(*arguments)
