"""Accuracies of each digit, moment by moment."""

import numpy as np
import pytest

from nnlib.classroom import explorers
from picture_checks import (
    assert_readable,
    bars,
    labels,
    legend,
    lines,
    one_axes,
    rounded,
    ticks,
    told,
)

SORTED = 100.0 * np.eye(10)
MIXED = np.linspace(5, 95.04, 100).reshape(10, 10)
HISTORIES = {"sorted": SORTED, "shuffled": MIXED}
CURRENT = {"sorted": np.arange(10)}
BAD = {
    "order": lambda: explorers.digit_accuracies_picture(HISTORIES, 25, "upside down", 25),
    "moment": lambda: explorers.digit_accuracies_picture(HISTORIES, 25, "sorted", 275),
    "between": lambda: explorers.digit_accuracies_picture(HISTORIES, 25, "sorted", 30),
    "start": lambda: explorers.digit_accuracies_picture(HISTORIES, 25, "sorted", 0),
    "current": lambda: explorers.digit_accuracies_picture(
        HISTORIES, 25, "sorted", 25, {"sorted": [1, 2]}
    ),
    "percent": lambda: explorers.explore_digit_accuracies({"sorted": 2 * SORTED}, 25),
    "one row": lambda: explorers.explore_digit_accuracies({"sorted": SORTED[:1]}, 25),
    "shapes": lambda: explorers.explore_digit_accuracies({"a": SORTED, "b": MIXED[:5]}, 25),
}


@pytest.mark.parametrize("order", HISTORIES)
@pytest.mark.parametrize("batches", [25, 125, 250])
def test_every_picture_can_be_read(order, batches):
    picture = explorers.digit_accuracies_picture(HISTORIES, 25, order, batches, CURRENT)
    assert_readable(picture)


def test_digit_accuracies():
    stored = {"sorted": [[90, 0, 5], [20, 80.5, 7]], "shuffled": [[40, 41, 42], [50, 60, 73]]}
    current = {"sorted": [0, 1]}
    picture = explorers.digit_accuracies_picture(stored, 25, "sorted", 50, current)
    axes = one_axes(picture)
    assert bars(axes) == {"0": (20, "20", ""), "1": (80.5, "80", "///"), "2": (7, "7", "")}
    mean = rounded(np.mean([height for height, *_ in bars(axes).values()]))
    assert {y for _, y in lines(axes)["mean: 35.8 %"][0]} == {mean}
    assert list(legend(axes)) == ["mean: 35.8 %", "learned last: 1"]
    assert legend(axes)["learned last: 1"] == ("sky", "///")
    assert axes.get_ylim() == (0, 112)
    assert list(ticks(axes.yaxis)) == [0, 20, 40, 60, 80, 100]
    assert labels(axes) == ("digit", "right, in %", "sorted, after 50 batches")
    assert told(picture) == (
        "Sorted, after 50 batches, the last of them with images of 1: right are 20 % (0), 80.5 % "
        "(1), 7 % (2); mean 35.8 %."
    )
    picture = explorers.digit_accuracies_picture(stored, 25, "shuffled", 25, current)
    drawn = bars(one_axes(picture))
    assert drawn == {"0": (40, "40", ""), "1": (41, "41", ""), "2": (42, "42", "")}
    assert told(picture) == (
        "Shuffled, after 25 batches: right are 40 % (0), 41 % (1), 42 % (2); mean 41 %."
    )


def test_the_controls_move_the_picture():
    explorer = explorers.explore_digit_accuracies(HISTORIES, 25, current=CURRENT)
    before = explorer.picture.png
    explorer.controls["batches"].value = 250
    assert "after 250 batches, the last of them with images of 9" in explorer.sentence
    assert explorer.picture.png != before
    explorer.controls["order"].value = "shuffled"
    assert explorer.sentence.startswith("Shuffled, after 250 batches:")
    assert explorer.error is None


def test_what_is_stored_later_changes_nothing():
    mine = {"sorted": SORTED.copy()}
    explorer = explorers.explore_digit_accuracies(mine, 25)
    mine["sorted"][:] = 50
    explorer.controls["batches"].value = 50
    assert "100 % (1)" in explorer.sentence


@pytest.mark.parametrize("make", BAD.values(), ids=BAD)
def test_bad_input_is_refused(make):
    with pytest.raises(ValueError, match="expected"):
        make()
