"""The line of a neuron, and the points on its two sides."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.plots.decision_line import equation
from picture_checks import assert_readable, colour_at, labels, legend, lines, one_axes, points, told

X = np.array([[0, 0], [1, 3], [4, 1], [5, 4], [2, 2.5]])
Y = np.array([0, 1, 0, 1, 0])
rng = np.random.default_rng(0)
SQUARE = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = [0, 1, 1, 0]
CLOUD = rng.normal(size=(200, 2))
CLOUD_LABELS = rng.integers(0, 2, 200)

TYPICAL = {
    "decision line": lambda: plots.decision_line(SQUARE, XOR, [1, 1], -0.5, title="XOR"),
    "upright": lambda: plots.decision_line(CLOUD, CLOUD_LABELS, [1, 0], 0),
    "level": lambda: plots.decision_line(SQUARE, XOR, [0, -2], 1, limits=(-1, 2)),
    "weights 0": lambda: plots.decision_line(SQUARE, XOR, [0, 0], 1),
    "far away": lambda: plots.decision_line(SQUARE, XOR, [1, 1], 100),
    "points": lambda: plots.decision_line(SQUARE, XOR),
    "one point": lambda: plots.decision_line([[2, 3]], [1], [1, 1], 0),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_decision_line():
    w, b = np.array([1.0, -2.0]), 1.5
    picture = plots.decision_line(
        X, Y, w, b, names=("no", "yes"), axis_names=("u", "v"), title="Line"
    )
    axes = one_axes(picture)
    drawn = lines(axes)
    wrong = (X @ w + b > 0) != Y
    assert 0 < wrong.sum() < len(X)
    assert drawn["no"] == [points(*X[Y == 0].T)]
    assert drawn["yes"] == [points(*X[Y == 1].T)]
    assert drawn["wrong side"] == [points(*X[wrong].T)]
    (line,) = drawn["w · x + b = 0"]
    assert [w @ end + b for end in line] == pytest.approx([0, 0], abs=1e-8)
    entries = legend(axes)
    for place in [*X, (0.5, 3.5), (3, 0.5), (4.5, 3.5)]:
        side = "output 1" if w @ place + b > 0 else "output 0"
        assert colour_at(axes, *place) == entries[side][0], f"{side} at {place}"
    assert [entries[f"output {k}"][1] for k in (0, 1)] == ["", ".."]
    assert list(entries) == ["no", "yes", "output 1", "output 0", "w · x + b = 0", "wrong side"]
    (half,) = axes.patches
    assert half.get_hatch() == ".."
    assert axes.get_xlim() == pytest.approx((-0.75, 5.75))
    assert axes.get_ylim() == pytest.approx((-0.6, 4.6))
    assert labels(axes) == ("u", "v", "Line")
    right = len(X) - len(drawn["wrong side"][0])
    assert told(picture) == (
        f"The line {equation(w, b, ('u', 'v'))} = 0 has {right} of 5 points on the right side."
    )
    assert one_axes(plots.decision_line(X, Y, limits=(-1, 6))).get_ylim() == (-1, 6)
    counts = {name: len(drawn[name][0]) for name in ("no", "yes")}
    assert plots.decision_line(X, Y, names=("no", "yes")).sentence == (
        f"{counts['no']} points of no and {counts['yes']} of yes."
    )


def test_decision_line_counts_points():
    AND = [0, 0, 0, 1]
    assert "has 4 of 4 points" in plots.decision_line(SQUARE, AND, [1, 1], -1.5).sentence
    assert "has 0 of 4 points" in plots.decision_line(SQUARE, AND, [-1, -1], 1.5).sentence
    # A point on the line gives step(0) = 0.
    assert "has 4 of 4 points" in plots.decision_line(SQUARE, AND, [1, 1], -1).sentence


def test_decision_line_with_weights_0():
    sentence = plots.decision_line(SQUARE, [0, 0, 0, 1], [0, 0], -1).sentence
    assert sentence == (
        "Both weights are 0, so there is no line: the output is 0 everywhere, right for 3 of 4 "
        "points."
    )


def test_equation():
    assert equation([-1, 0.5], -2) == "−1·x1 + 0.5·x2 − 2"


BAD = {
    "X": (lambda: plots.decision_line(np.ones((4, 3)), XOR), r"expected \(m, 2\)"),
    "y": (lambda: plots.decision_line(SQUARE, [1, 2, 3, 4]), "other than 0 and 1"),
    "w": (lambda: plots.decision_line(SQUARE, XOR, [1]), r"shape \(1,\); expected \(2,\)"),
    "limits": (lambda: plots.decision_line(SQUARE, XOR, limits=(1, 0)), "limits"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
