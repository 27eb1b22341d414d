"""How activations travel through layers at the start."""

import re

import numpy as np
import pytest

from nnlib.activations import sigmoid
from nnlib.classroom import explorers
from nnlib.classroom.explorers import activations
from nnlib.classroom.explorers.activations import ACTIVATIONS, SCHEMES
from picture_checks import assert_readable, steps, told

INPUTS = np.random.default_rng(0).uniform(size=(60, 784)) * (np.arange(784) % 5 == 0)
EXTREMES = {
    "start": ("tanh", "1/√n", 1.0, 30, 5),
    "two layers": ("sigmoid", "[0, 0.0001)", 0.1, 300, 2),
    "ten layers, huge": ("ReLU", "N(0, 1)", 4.0, 300, 10),
    "ten layers, tiny": ("ReLU", "[0, 0.0001)", 0.1, 10, 10),
    "saturated": ("tanh", "N(0, 1)", 4.0, 100, 10),
    "faded": ("tanh", "N(0, 0.01²)", 0.1, 30, 6),
    "sigmoid": ("sigmoid", "[−0.5, 0.5)", 4.0, 300, 10),
}


def growth(*values):
    sentence = explorers.activations_picture(INPUTS, *values).sentence
    found = re.search(r"multiplied by ([\d.,]+)(?: × 10\^([−\d]+))?\.$", sentence)
    return float(found[1].replace(",", "")) * 10.0 ** int((found[2] or "0").replace("−", "-"))


@pytest.mark.parametrize("values", EXTREMES.values(), ids=EXTREMES)
def test_every_picture_can_be_read(values):
    picture = explorers.activations_picture(INPUTS, *values)
    assert_readable(picture)


def test_activations():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(7, 5))
    picture = explorers.activations_picture(X, "ReLU", "N(0, 1)", 0.5, 4, 3)
    panels = picture.figure.axes
    assert [axes.get_title() for axes in panels] == ["layer 1", "layer 2", "layer 3"]
    dice, a, sizes = np.random.default_rng(5), X, []
    for axes in panels:
        a = np.maximum(0, a @ (0.5 * dice.standard_normal((a.shape[1], 4))))
        heights, edges = steps(axes)
        expected = np.histogram(a, edges)[0] / a.size
        np.testing.assert_allclose(heights, expected, err_msg=axes.get_title())
        assert edges[0] == 0 and edges[-1] >= a.max()
        assert axes.get_xlim() == (edges[0], edges[-1])
        sizes.append(np.sqrt(np.mean(a**2)))
    assert picture.figure.get_supxlabel() == "output of ReLU"
    assert picture.figure.get_suptitle() == "weights N(0, 1) times 0.5, 4 units in a layer"
    assert told(picture).endswith(f"is multiplied by {sizes[-1] / sizes[0]:.2g}.")


@pytest.mark.parametrize(
    ("name", "f", "limits"), [("tanh", np.tanh, (-1, 1)), ("sigmoid", sigmoid, (0, 1))]
)
def test_activations_that_have_limits(name, f, limits):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(7, 5))
    first, _ = explorers.activations_picture(X, name, "√(2/n)", 1, 4, 2).figure.axes
    heights, edges = steps(first)
    a = f(X @ activations.SCHEMES["√(2/n)"](5, 4, np.random.default_rng(5)))
    assert (edges[0], edges[-1]) == first.get_xlim() == limits
    np.testing.assert_allclose(heights, np.histogram(a, edges)[0] / a.size)


@pytest.mark.parametrize(
    ("name", "lowest", "highest", "deviation"),
    [
        ("1/√n", -1, 1, 0.1),
        ("√(2/n)", -1, 1, 0.02**0.5),
        ("N(0, 1)", -6, 6, 1),
        ("N(0, 0.01²)", -0.06, 0.06, 0.01),
        ("[−0.5, 0.5)", -0.5, 0.5, 12**-0.5),
        ("[0, 0.0001)", 0, 0.0001, 0.0001 * 12**-0.5),
    ],
)
def test_activations_weights_are_what_they_are_called(name, lowest, highest, deviation):
    W = activations.SCHEMES[name](100, 100, np.random.default_rng(0))
    assert lowest <= W.min() < W.max() <= highest
    assert W.std() == pytest.approx(deviation, rel=0.03)


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
        explorers.activations_picture(INPUTS, **values | change)


def test_controls_offer_every_choice():
    explorer = explorers.explore_activations(INPUTS)
    assert explorer.controls["activation"].options == tuple(ACTIVATIONS)
    assert explorer.controls["weights"].options == tuple(SCHEMES)
    before = explorer.sentence
    explorer.controls["weights"].value = "N(0, 1)"
    assert explorer.error is None
    assert explorer.sentence != before


def test_inputs_are_copied():
    mine = INPUTS.copy()
    explorer = explorers.explore_activations(mine)
    before = explorer.sentence
    mine[:] = 0
    explorer.controls["n_layers"].value = 6
    explorer.reset()
    assert explorer.sentence == before


@pytest.mark.parametrize(("factor", "units"), [(0.8, 100), (1.0, 100), (1.5, 100), (2.0, 30)])
def test_the_axis_of_relu_holds_every_value(factor, units):
    said = explorers.activations_picture(INPUTS, "ReLU", "√(2/n)", factor, units, 5).sentence
    assert "outside" not in said
