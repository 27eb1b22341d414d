"""The weights of neurons as images."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, assert_scale, texts, tiles, told

# No two numbers are alike and nothing is symmetric: what is swapped, mirrored or shifted shows.
IMAGES = np.array([np.arange(9.0), [7, 0, 3, 8, 6, 2, 5, 1, 4], [0, 0, 9, 0, 7, 0, 5, 0, 0]])
rng = np.random.default_rng(0)

TYPICAL = {
    "weights": lambda: plots.weights(rng.normal(size=(784, 10)), title="Weights"),
    "small": lambda: plots.weights(1e-4 * rng.normal(size=(64, 4)), n_columns=2),
    "one neuron": lambda: plots.weights(rng.normal(size=784)),
    "all 0": lambda: plots.weights(np.zeros((784, 10))),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_weights():
    W = np.transpose([IMAGES[0] - 3, IMAGES[1], -IMAGES[2]])
    picture = plots.weights(W, n_columns=2, names=["a", "b", "c"], title="Three")
    axes, bar = picture.figure.axes
    drawn = tiles(axes)
    assert [words for words, _ in drawn] == ["a", "b", "c"]
    np.testing.assert_array_equal(np.transpose([values.ravel() for _, values in drawn]), W)
    for image in axes.images:
        assert_scale(image, "purple and orange", -9, 9)
    assert bar.get_ylim() == (-9, 9)
    assert "Three" in texts(axes).values()
    ends = [number(f([values for _, values in drawn])) for f in (np.min, np.max)]
    share = np.mean([values != 0 for _, values in drawn])
    assert told(picture) == (
        f"3 neurons with 9 weights each, from {ends[0]} to {ends[1]}; {100 * share:.0f} % of the "
        "weights are not 0."
    )
    axes, bar = plots.weights(W, limit=4).figure.axes
    assert [words for words, _ in tiles(axes)] == ["0", "1", "2"]
    assert_scale(axes.images[0], "purple and orange", -4, 4)
    axes, bar = plots.weights(0 * W).figure.axes
    assert_scale(axes.images[0], "purple and orange", -1, 1)


BAD = {
    "shape": (lambda: plots.weights(np.ones((785, 10))), "expected a square number"),
    "names": (lambda: plots.weights(np.ones((4, 2)), names=["a"]), "1 names; expected 2"),
    "columns": (lambda: plots.weights(np.ones((4, 101))), "at most 100 columns"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
