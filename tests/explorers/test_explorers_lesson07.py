"""The explorer of lesson 07: how activations travel through layers at the start."""

import re

import numpy as np
import pytest

from nnlib.classroom import explorers
from nnlib.classroom.explorers.activations import ACTIVATIONS, SCHEMES
from picture_checks import assert_readable

X = np.random.default_rng(0).uniform(size=(60, 784)) * (np.arange(784) % 5 == 0)

EXTREMES = {
    "start": ("tanh", "1/√n", 1.0, 30, 5),
    "two layers": ("sigmoid", "[0, 0.0001)", 0.1, 300, 2),
    "ten layers, huge": ("ReLU", "N(0, 1)", 4.0, 300, 10),
    "ten layers, tiny": ("ReLU", "[0, 0.0001)", 0.1, 10, 10),
    "saturated": ("tanh", "N(0, 1)", 4.0, 100, 10),
    "faded": ("tanh", "N(0, 0.01²)", 0.1, 30, 6),
    "sigmoid": ("sigmoid", "[−0.5, 0.5)", 4.0, 300, 10),
}


@pytest.mark.parametrize("values", EXTREMES.values(), ids=EXTREMES)
def test_every_picture_can_be_read(values):
    picture = explorers.activations_picture(X, *values)
    assert_readable(picture)


def growth(*values):
    sentence = explorers.activations_picture(X, *values).sentence
    found = re.search(r"multiplied by ([\d.,]+)(?: × 10\^([−\d]+))?\.$", sentence)
    return float(found[1].replace(",", "")) * 10.0 ** int((found[2] or "0").replace("−", "-"))


def test_the_growth_is_what_the_lesson_derives():
    assert growth("ReLU", "√(2/n)", 1.0, 300, 10) == pytest.approx(1, rel=0.4)
    assert growth("ReLU", "1/√n", 1.0, 300, 10) == pytest.approx(0.5**4.5, rel=0.4)
    assert growth("tanh", "N(0, 0.01²)", 1.0, 100, 10) == pytest.approx(0.1**9, rel=0.6)
    assert growth("ReLU", "N(0, 1)", 1.0, 300, 10) == pytest.approx(150**4.5, rel=0.6)


def test_weights_of_0_would_be_told_and_nothing_divides_by_0():
    assert growth("ReLU", "√(2/n)", 1e-200, 10, 10) == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"activation": "step"}, "activation='step'"),
        ({"weights": "ones"}, "weights='ones'"),
        ({"factor": 0}, "factor=0"),
        ({"units": 0}, "units=0"),
        ({"n_layers": 11}, "n_layers=11"),
        ({"n_layers": 1}, "n_layers=1"),
    ],
)
def test_what_cannot_be_shown_is_refused(change, words):
    values = {"activation": "tanh", "weights": "1/√n", "factor": 1.0, "units": 10, "n_layers": 2}
    with pytest.raises(ValueError, match=re.escape(words)):
        explorers.activations_picture(X, **values | change)


def test_controls_offer_every_choice():
    explorer = explorers.explore_activations(X)
    assert explorer.controls["activation"].options == tuple(ACTIVATIONS)
    assert explorer.controls["weights"].options == tuple(SCHEMES)
    before = explorer.sentence
    explorer.controls["weights"].value = "N(0, 1)"
    assert explorer.error is None
    assert explorer.sentence != before


def test_inputs_are_copied():
    mine = X.copy()
    explorer = explorers.explore_activations(mine)
    before = explorer.sentence
    mine[:] = 0
    explorer.controls["n_layers"].value = 6
    explorer.reset()
    assert explorer.sentence == before


@pytest.mark.parametrize(("factor", "units"), [(0.8, 100), (1.0, 100), (1.5, 100), (2.0, 30)])
def test_the_axis_of_relu_holds_every_value(factor, units):
    said = explorers.activations_picture(X, "ReLU", "√(2/n)", factor, units, 5).sentence
    assert "outside" not in said
