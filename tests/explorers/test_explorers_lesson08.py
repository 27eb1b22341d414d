"""The explorer of lesson 08: accuracies of each digit, moment by moment."""

import numpy as np
import pytest

from nnlib.classroom import explorers
from picture_checks import assert_readable

SORTED = 100.0 * np.eye(10)
MIXED = np.linspace(5, 95.04, 100).reshape(10, 10)
HISTORIES = {"sorted": SORTED, "shuffled": MIXED}
CURRENT = {"sorted": np.arange(10)}


@pytest.mark.parametrize("order", HISTORIES)
@pytest.mark.parametrize("batches", [25, 125, 250])
def test_every_picture_can_be_read(order, batches):
    picture = explorers.digit_accuracies_picture(HISTORIES, 25, order, batches, CURRENT)
    assert_readable(picture)


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


@pytest.mark.parametrize("make", BAD.values(), ids=BAD)
def test_bad_input_is_refused(make):
    with pytest.raises(ValueError, match="expected"):
        make()
