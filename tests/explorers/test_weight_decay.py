"""The strength of L2 against the weights and the loss."""

import re

import numpy as np
import pytest

from nnlib.classroom import explorers, forty_digits
from nnlib.classroom.forty_digits import EPOCHS, STRENGTHS
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, labels, lines, points, steps, told


def stored_training(strength):
    """What `forty_digits` would have trained: weights, losses and shares of right ones."""
    W = np.linspace(-2, 1.4, 21 * 64).reshape(21, 8, 8)
    losses, rights = np.linspace(2, 0.1, 42).reshape(21, 2), np.linspace(9, 99, 42).reshape(21, 2)
    return W * (1 - strength), losses + np.array([0, 0.25 + strength]), rights


@pytest.mark.parametrize("epoch", [0, EPOCHS])
@pytest.mark.parametrize("strength", [STRENGTHS[0], STRENGTHS[-1]])
def test_every_picture_can_be_read(strength, epoch):
    picture = explorers.weight_decay_picture(strength, epoch)
    assert_readable(picture)


def test_weight_decay(monkeypatch):
    monkeypatch.setattr(forty_digits, "learned", stored_training)
    W, losses, rights = stored_training(0.003)
    picture = explorers.weight_decay_picture(0.003, 70)
    left, right = picture.figure.axes
    heights, edges = steps(left)
    np.testing.assert_allclose(edges, np.linspace(-1.5, 1.5, 41))
    np.testing.assert_allclose(heights, np.histogram(np.clip(W[7], -1.5, 1.5), edges)[0] / 0.64)
    assert left.get_ylim() == (0, 50)
    assert labels(left) == ("weight of the hidden layer", "share in %", "weights")
    epochs = np.arange(0, 201, 10)
    drawn = lines(right)
    for i, name in enumerate(("learned from", "unseen")):
        assert drawn[name] == [points(epochs, losses[:, i]), points(70, losses[7, i])], name
    assert {x for x, _ in drawn["faint -"][0]} == {70}
    assert (right.get_xlim(), right.get_ylim()) == ((-4, 204), (0, 2.5))
    words = "; ".join(
        f"{name}: {number(rights[7, i], 1)} % right, loss {number(drawn[name][1][0][1], 2)}"
        for i, name in enumerate(("learned from", "unseen"))
    )
    assert told(picture) == (
        "λ = 0.003, after 70 epochs: the weights of the hidden layer have a standard deviation of "
        f"{number(W[7].std(), 3)}; {words}."
    )


def test_stronger_decay_makes_smaller_weights():
    sentences = [explorers.weight_decay_picture(s, EPOCHS).sentence for s in STRENGTHS]
    deviations = [float(re.search(r"deviation of ([\d.]+);", s)[1]) for s in sentences]
    assert deviations == sorted(deviations, reverse=True)
    assert deviations[-1] < deviations[0] / 2


def test_forty_images_are_learned_and_the_others_are_not():
    _, losses, rights = forty_digits.learned(0.0)
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
