"""The picture that lesson 12 brings: evidence, pixel by pixel."""

import numpy as np
import pytest

from nnlib.classroom import plots
from picture_checks import assert_readable

rng = np.random.default_rng(0)
INK = rng.random(784) < 0.2

TYPICAL = {
    "two": lambda: plots.evidence({"7": INK * rng.normal(size=784), "9": np.zeros(784)}),
    "ten": lambda: plots.evidence({str(k): INK * (k - 5.0) for k in range(10)}, title="all"),
    "tiny": lambda: plots.evidence({"4": 1e-5 * rng.normal(size=64)}),
    "nothing": lambda: plots.evidence({"0": np.zeros(784)}),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({}, "a dict of 1 to 10 named rows"),
        (np.zeros(784), "a dict of 1 to 10 named rows"),
        ({"1": np.zeros(4), "2": np.zeros(9)}, "rows of 4 and 9 pixels"),
        ({"1": np.zeros(5)}, "square"),
        ({"1": [np.nan, 0, 0, 0]}, "evidence for '1'"),
    ],
)
def test_bad_input_is_named(rows, words):
    with pytest.raises(ValueError, match=words):
        plots.evidence(rows)
