"""A table as coloured cells."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, brightness, labels, ticks, told

rng = np.random.default_rng(0)
EPOCHS = 1 - np.exp(-np.arange(1, 31) / 5)
RATES = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]

TYPICAL = {
    "heatmap": lambda: plots.heatmap(
        np.outer(range(6), EPOCHS), RATES[:6], range(1, 31), "epoch", "learning rate", "accuracy"
    ),
    "many": lambda: plots.heatmap(
        rng.random((30, 100)), [f"unit {k}" for k in range(30)], range(100), limits=(0.2, 0.8)
    ),
    "words": lambda: plots.heatmap(
        rng.random((3, 8)), list("abc"), [f"momentum {k}" for k in range(8)], title="Words"
    ),
    "one": lambda: plots.heatmap([[0.5]], ["a"], ["b"]),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    picture = make()
    assert_readable(picture)
    assert picture.sentence[0].isupper()


def test_the_same_bytes_again():
    assert TYPICAL["heatmap"]().png == TYPICAL["heatmap"]().png


def test_heatmap():
    values = np.array([[0.5, 0.75, 0.1], [0.9, 0.25, 0.4]])
    picture = plots.heatmap(
        values, ["tanh", "ReLU"], [10, 20, 40], "epoch", "f", "right", title="M"
    )
    axes, bar = picture.figure.axes
    (cells,) = axes.collections
    np.testing.assert_allclose(cells.get_array(), values)
    corners = cells.get_coordinates()
    middles = (corners[:-1, :-1] + corners[1:, 1:]) / 2
    np.testing.assert_allclose(middles, np.moveaxis(np.mgrid[:2, :3][::-1], 0, -1))
    assert ticks(axes.xaxis) == {0: "10", 1: "20", 2: "40"}
    assert ticks(axes.yaxis) == {0: "tanh", 1: "ReLU"}
    assert axes.yaxis_inverted(), "the first row is at the top"
    assert not axes.xaxis_inverted()
    light = brightness(cells.to_rgba(values))
    assert (np.argsort(light) == np.argsort(values, axis=None)).all(), "light where it is high"
    assert (cells.norm.vmin, cells.norm.vmax) == (0.1, 0.9)
    assert labels(axes) == ("epoch", "f", "M")
    assert bar.get_ylabel() == "right"
    assert told(picture) == (
        "The highest right is 0.9 (f ReLU, epoch 10), the lowest 0.1 (f tanh, epoch 40); at epoch "
        "40: 0.1 for tanh, 0.4 for ReLU."
    )
    assert "2 rows and 3 columns of coloured cells, lighter where right is higher" in picture.alt


def test_heatmap_limits_and_few_labels():
    values = np.arange(200.0).reshape(2, 100)
    picture = plots.heatmap(values, "ab", range(100), limits=(20, 150))
    axes, bar = picture.figure.axes
    (cells,) = axes.collections
    assert (cells.norm.vmin, cells.norm.vmax) == (20, 150)
    assert cells.colorbar.extend == "both"
    assert bar.get_ylim() == (20, 150)
    for limits, ends in (((20, 500), "min"), ((-5, 150), "max"), ((0, 199), "neither")):
        (cells,) = plots.heatmap(values, "ab", range(100), limits=limits).figure.axes[0].collections
        assert cells.colorbar.extend == ends, f"values from 0 to 199, colours {limits}"
    shown = ticks(axes.xaxis)
    assert 3 < len(shown) < 100
    assert all(words == number(place) for place, words in shown.items())


def test_heatmap_of_many_rows_tells_the_ends_only():
    eleven = plots.heatmap(np.arange(11)[:, None], range(11), [1], ylabel="unit").sentence
    assert eleven == "The highest value is 10 (unit 10, 1), the lowest 0 (unit 0, 1)."


BAD = {
    "rows": (
        lambda: plots.heatmap([[1, 2]], ["a", "b"], [1, 2]),
        r"2 rows for values of shape \(1, 2\); expected 1",
    ),
    "columns": (lambda: plots.heatmap([[1, 2]], ["a"], [1]), "1 columns for values"),
    "many": (lambda: plots.heatmap(np.ones((31, 1)), range(31), [1]), "at most 30"),
    "shape": (lambda: plots.heatmap([1], [1], [1]), "expected two axes"),
    "limits": (lambda: plots.heatmap([[1]], [1], [1], limits=(1, 0)), "low below high"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
