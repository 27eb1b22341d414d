"""The weights of a neuron while it learns."""

import numpy as np
import pytest

from nnlib.classroom import explorers
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, assert_scale, labels, lines, points, seen, texts, told

rng = np.random.default_rng(0)
SNAPSHOTS = rng.normal(size=(5, 784))
ACCURACIES = [0.5, 0.6, 0.7, 0.8, 0.9]

TYPICAL = {
    "weights": lambda: explorers.neuron_weights_picture(SNAPSHOTS, ACCURACIES, 4, unit="epoch"),
    "all 0": lambda: explorers.neuron_weights_picture(np.zeros((1, 64)), [0.5], 0),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_neuron_weights():
    rng = np.random.default_rng(0)
    snapshots, accuracies = rng.normal(size=(4, 9)), [0.1, 0.8, 0.95, 0.9]
    picture = explorers.neuron_weights_picture(snapshots, accuracies, 2, [0, 5, 10, 20], "batch")
    left, right, bar = picture.figure.axes
    (image,) = left.images
    np.testing.assert_array_equal(seen(image).ravel(), snapshots[2])
    assert_scale(image, "purple and orange", -abs(snapshots).max(), abs(snapshots).max())
    assert bar.get_ylim() == (-abs(snapshots).max(), abs(snapshots).max())
    assert left.get_title() == "weights at batch 10"
    drawn = lines(right)
    assert drawn["blue -"] == [points([0, 5, 10, 20], accuracies)]
    assert drawn["vermillion o"] == [[(10, 0.95)]]
    assert right.get_ylim() == pytest.approx((0.8 - 0.015, 0.95 + 0.015))
    assert labels(right) == ("batch", "accuracy", "accuracy")
    assert list(texts(right).values()) == ["batch 0: 0.1, below the picture"]
    shown = seen(image)
    assert told(picture) == (
        f"At batch 10 the weights go from {number(shown.min())} to {number(shown.max())}; accuracy "
        "0.95, against 0.1 at batch 0."
    )
    _, right, _ = explorers.neuron_weights_picture(snapshots, accuracies, 0).figure.axes
    assert lines(right)["vermillion v"] == [points(0, right.get_ylim()[0])], "at the edge"


BAD = {
    "index": lambda: explorers.neuron_weights_picture(SNAPSHOTS, ACCURACIES, 5),
    "accuracies": lambda: explorers.neuron_weights_picture(SNAPSHOTS, [0.5], 0),
    "pixels": lambda: explorers.neuron_weights_picture(SNAPSHOTS[:, 1:], ACCURACIES, 0),
    "one snapshot": lambda: explorers.explore_neuron_weights(SNAPSHOTS[:1], [0.5]),
}


@pytest.mark.parametrize("make", BAD.values(), ids=BAD)
def test_bad_input_is_refused(make):
    with pytest.raises(ValueError, match="expected"):
        make()
