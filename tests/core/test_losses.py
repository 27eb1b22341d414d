"""Losses: whose arrays they are, and what passes as a probability."""

import numpy as np
import pytest

from nnlib import CrossEntropy

from .offered import LOSSES


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_a_loss_changes_neither_predictions_nor_targets_nor_what_it_gave(loss):
    loss = loss()
    a, y = np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    value = loss.forward(a, y)
    slope = loss.backward()
    slope *= 7  # the caller's
    np.testing.assert_array_equal(loss.backward() * 7, slope)
    np.testing.assert_array_equal(a, [[0.25, 0.75], [0.5, 0.5]])
    np.testing.assert_array_equal(y, [[1.0, 0.0], [0.0, 1.0]])
    assert loss.forward(a, y) == value


def test_probabilities_may_pass_1_by_rounding_alone():
    loss = CrossEntropy()
    assert loss.forward([[1 + 0.9e-6, 1e-300]], [[1, 0]]) == pytest.approx(0, abs=1e-6)
    with pytest.raises(ValueError, match="expected probabilities"):
        loss.forward([[1 + 1.1e-6, 1e-300]], [[1, 0]])
