"""Evidence, pixel by pixel."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, assert_scale, tiles, told

# No two numbers are alike and nothing is symmetric: what is swapped, mirrored or shifted shows.
IMAGES = np.array([np.arange(9.0), [7, 0, 3, 8, 6, 2, 5, 1, 4], [0, 0, 9, 0, 7, 0, 5, 0, 0]])
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


def test_evidence():
    rows = {"7": IMAGES[0] - 3, "9": -IMAGES[2]}
    picture = plots.evidence(rows, title="Why")
    axes, bar = picture.figure.axes
    drawn = tiles(axes)
    assert [words for words, _ in drawn] == ["for 7", "for 9"]
    np.testing.assert_array_equal([values.ravel() for _, values in drawn], list(rows.values()))
    for image in axes.images:
        assert_scale(image, "purple and orange", -9, 9)
    assert bar.get_ylim() == (-9, 9)
    words = ", ".join(
        f"{words} with {number(values[values > 0].sum())} and against it with "
        f"{number(-values[values < 0].sum())}"
        for words, values in drawn
    )
    assert told(picture) == f"Pixels speak {words}."


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
