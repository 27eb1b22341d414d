"""A line that learns, correction by correction."""

import numpy as np
import pytest

from nnlib import Perceptron, data
from nnlib.activations import step
from nnlib.classroom import explorers
from nnlib.classroom.explorers.corrections import MOST, history
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, lines, one_axes, points, told

X, Y = data.two_blobs(20, rng=np.random.default_rng(0))
X = X + 2  # not around 0: it takes more than one correction
LAST = len(history(X, Y)) - 1


@pytest.mark.parametrize("correction", [0, 1, 2, LAST // 2, LAST])
def test_every_step_can_be_read(correction):
    assert_readable(explorers.corrections_picture(X, Y, correction))


def test_corrections():
    states = history(X, Y)
    picture = explorers.corrections_picture(X, Y, 3)
    axes = one_axes(picture)
    drawn = lines(axes)
    (w, b, number_of_pass, row), (w_before, b_before, *_) = states[3], states[2]
    (((now),), (before,)) = drawn["w · x + b = 0"], drawn["ink --"]
    assert [w @ end + b for end in now] == pytest.approx([0, 0], abs=1e-8)
    assert [w_before @ end + b_before for end in before] == pytest.approx([0, 0], abs=1e-8)
    assert drawn["vermillion o"] == [points(*X[row])], "the ring"
    assert step(w_before @ X[row] + b_before) != Y[row], "was answered wrongly"
    assert drawn["class 0"] == [points(*X[Y == 0].T)]
    assert drawn["class 1"] == [points(*X[Y == 1].T)]
    place = f"({number(X[row, 0], 2)}, {number(X[row, 1], 2)})"
    assert told(picture).startswith(
        f"3 corrections, in pass {number_of_pass}: {place} is of class {Y[row]} and was answered "
        f"{1 - Y[row]}. The line "
    )
    assert axes.get_title() == "Ring: just corrected. Broken: the line before."
    assert set(lines(one_axes(explorers.corrections_picture(X, Y, 0)))) <= {
        "class 0",
        "class 1",
        "wrong side",
    }


def test_the_history_is_that_of_the_perceptron():
    neuron, made = Perceptron([0.0, 0.0]), 0
    while corrections := neuron.learn(X, Y):
        made += corrections
        w, b, *_ = history(X, Y)[made]
        np.testing.assert_array_equal(w, neuron.w)
        assert b == neuron.b
    assert made == LAST


def test_the_sentence_tells_the_correction():
    gate, y = data.truth_table("AND")
    assert "so there is no line" in explorers.corrections_picture(gate, y, 0).sentence
    first = explorers.corrections_picture(gate, y, 1).sentence
    assert first.startswith("1 correction, in pass 1: (1, 1) is of class 1 and was answered 0.")
    last = explorers.corrections_picture(gate, y, 10).sentence
    assert "10 corrections, in pass 5" in last and "4 of 4 points" in last


def test_xor_is_cut_short():
    assert len(history(*data.truth_table("XOR"))) == MOST + 1


def test_the_slider_ends_with_the_last_correction():
    assert_readable(explorers.corrections_picture(X, Y, LAST))
    assert "20 of 20" in explorers.corrections_picture(X, Y, LAST).sentence
    assert repr(explorers.explore_corrections(X, Y)) == "Explorer(correction=1)"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((X, Y, LAST + 1), f"correction={LAST + 1}; expected 0 to {LAST}"),
        ((X, Y[:3], 0), r"y of shape \(3,\); expected \(20,\)"),
        ((X[:, :1], Y, 0), r"X of shape \(20, 1\); expected \(m, 2\)"),
        ((X, Y + 1, 0), "classes other than 0 and 1"),
    ],
)
def test_the_picture_says_what_does_not_fit(arguments, words):
    with pytest.raises(ValueError, match=words):
        explorers.corrections_picture(*arguments)


def test_nothing_to_learn_is_said():
    with pytest.raises(ValueError, match="nothing is learned"):
        explorers.explore_corrections(X, np.zeros(20, int))
