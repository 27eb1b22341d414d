"""The explorer of lesson 09: the strength of L2 against the weights and the loss."""

import re

import pytest

from nnlib.classroom import explorers
from nnlib.classroom.explorers.weight_decay import EPOCHS, STRENGTHS, _history
from picture_checks import assert_readable


@pytest.mark.parametrize("epoch", [0, EPOCHS])
@pytest.mark.parametrize("strength", [STRENGTHS[0], STRENGTHS[-1]])
def test_every_picture_can_be_read(strength, epoch):
    picture = explorers.weight_decay_picture(strength, epoch)
    assert_readable(picture)


def test_stronger_decay_makes_smaller_weights():
    sentences = [explorers.weight_decay_picture(s, EPOCHS).sentence for s in STRENGTHS]
    deviations = [float(re.search(r"deviation of ([\d.]+);", s)[1]) for s in sentences]
    assert deviations == sorted(deviations, reverse=True)
    assert deviations[-1] < deviations[0] / 2


def test_forty_images_are_learned_and_the_others_are_not():
    _, losses, rights = _history(0.0)
    counts = rights / 100 * (40, 1757)
    assert counts == pytest.approx(counts.round())
    assert rights[-1, 0] == 100
    assert losses[-1, 0] < 0.1 < losses[-1, 1]  # learned by heart


def test_all_strengths_have_the_same_start():
    after = {explorers.weight_decay_picture(s, 0).sentence.split(":", 1)[1] for s in STRENGTHS}
    assert len(after) == 1


def test_a_slider_changes_picture_and_sentence():
    explorer = explorers.explore_weight_decay()
    assert explorer.sentence.startswith(f"λ = 0, after {EPOCHS} epochs")
    explorer.controls["strength"].value = 0.03
    assert explorer.sentence.startswith("λ = 0.03, ")
    explorer.controls["epoch"].value = 10
    assert "after 10 epochs" in explorer.sentence
    explorer.reset()
    assert explorer.sentence.startswith(f"λ = 0, after {EPOCHS} epochs")


@pytest.mark.parametrize("values", [(0.5, 0), (0.01, 5), (0.01, EPOCHS + 10), (0.01, -10)])
def test_bad_input_is_refused(values):
    with pytest.raises(ValueError, match="expected"):
        explorers.weight_decay_picture(*values)
