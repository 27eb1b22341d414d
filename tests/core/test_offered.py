"""What a module has, nnlib offers; and what a layer is made from survives in a file."""

import inspect

import numpy as np
import pytest

import nnlib
from nnlib import Elementwise, Network, Rescale

from .offered import FUNCTIONS, LAYERS, LOSSES, OPTIMIZERS


def test_nnlib_offers_all_of_them():
    names = {*LAYERS, *LOSSES, *OPTIMIZERS, *(function.__name__ for function in FUNCTIONS)}
    assert names - set(nnlib.__all__) == set()


@pytest.mark.parametrize("name", LAYERS)
def test_a_saved_layer_keeps_every_argument(name):
    arguments = [*inspect.signature(LAYERS[name]).parameters]
    assert [each for each in arguments if each not in ("init", "rng")] == [*LAYERS[name].options]


class Sloped(Elementwise):
    """Its argument is called what it is, although there is a method of that name."""

    kinks = (0.0,)
    options = ("slope",)

    def f(self, z):
        return np.maximum(z, self._slope * z)

    def slope(self, a):
        return np.where(a > 0, 1.0, self._slope)

    def __init__(self, slope=0.01):
        self._slope = slope


def test_an_argument_may_be_called_like_a_method(tmp_path):
    net = Network(Rescale(2.0), Sloped(slope=0.1))
    assert repr(net) == "Network(Rescale(2), Sloped(slope=0.1))"
    net.save(tmp_path / "sloped.npz")
    (again := Network.load(tmp_path / "sloped.npz")).forward([[-1.0, 2.0]])
    assert repr(again) == repr(net)
    np.testing.assert_array_equal(again.layers[1].input_grad(np.ones((1, 2))), [[0.1, 1.0]])
