"""The recorded losses are PyTorch's, and nnlib gives the same ones."""

import numpy as np
import pytest

from core.test_optimizers import load_torch
from nnlib import CrossEntropy, Momentum, gradient
from nnlib.classroom import in_pytorch


def start_and_batches():
    rng = np.random.default_rng(0)
    return in_pytorch.same_start(rng), in_pytorch.same_batches(rng)


def losses_of_nnlib(change=lambda net: None):
    net, batches = start_and_batches()
    change(net)
    optimizer, losses = Momentum(in_pytorch.LR, momentum=in_pytorch.MOMENTUM), []
    for x, y in batches:
        losses.append(gradient(net, CrossEntropy(), x, y))
        optimizer.step(net)
    return np.array(losses)


def test_nnlib_gives_the_recorded_losses():
    found = losses_of_nnlib()
    assert found.shape == (300,)
    np.testing.assert_allclose(found, in_pytorch.recorded_losses(), rtol=0, atol=1e-10)


def test_another_start_or_strength_would_be_noticed():
    def one_weight(net):
        net.layers[0].W[400, 0] += 1e-6

    def no_l2(net):
        net.layers[2].l2 = 0.0

    for change in (one_weight, no_l2):
        found = losses_of_nnlib(change)
        assert np.abs(found - in_pytorch.recorded_losses()).max() > 1e-8


def test_pytorch_gives_the_recorded_losses():
    load_torch()
    start, batches = start_and_batches()
    weights = [w.copy() for w, _ in start.params()]
    found = in_pytorch.train_in_pytorch(start, batches)
    np.testing.assert_allclose(found, in_pytorch.recorded_losses(), rtol=0, atol=1e-10)
    for (w, _), before in zip(start.params(), weights):
        np.testing.assert_array_equal(w, before)


def test_without_pytorch_only_training_there_fails(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    with pytest.raises(ImportError, match="torch"):
        in_pytorch.train_in_pytorch(*start_and_batches())
    assert in_pytorch.recorded_losses().shape == (300,)
