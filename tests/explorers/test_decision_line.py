"""The line of a neuron that is to be a gate."""

import re

import numpy as np
import pytest

from nnlib.classroom import explorers
from picture_checks import assert_readable, colour_at, legend, lines, one_axes, told

TYPICAL = {
    "line": lambda: explorers.decision_line_picture("XOR", 1, 1, -0.5),
    "weights 0": lambda: explorers.decision_line_picture("AND", 0, 0, 0),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


@pytest.mark.parametrize("gate", ["AND", "OR", "NAND", "XOR"])
def test_decision_line(gate):
    is_1 = {
        "AND": [(1, 1)],
        "OR": [(0, 1), (1, 0), (1, 1)],
        "NAND": [(0, 0), (0, 1), (1, 0)],
        "XOR": [(0, 1), (1, 0)],
    }[gate]
    picture = explorers.decision_line_picture(gate, 1, -0.5, 0.25)
    axes = one_axes(picture)
    drawn, entries = lines(axes), legend(axes)
    assert drawn[f"{gate} is 1"] == [is_1]
    corners = [(x1, x2) for x1 in (0, 1) for x2 in (0, 1)]
    assert drawn[f"{gate} is 0"] == [[corner for corner in corners if corner not in is_1]]
    for x1, x2 in corners:
        says = "output 1" if x1 - 0.5 * x2 + 0.25 > 0 else "output 0"
        assert colour_at(axes, x1, x2) == entries[says][0], f"{says} at ({x1}, {x2})"
    (line,) = drawn["w · x + b = 0"]
    assert [x1 - 0.5 * x2 + 0.25 for x1, x2 in line] == pytest.approx([0, 0], abs=1e-8)
    (wrong,) = drawn["wrong side"]
    words = " and ".join(f"({x1:.0f}, {x2:.0f})" for x1, x2 in wrong)
    assert told(picture).replace("), (", ") and (").endswith(f"Wrong at {words}.")
    assert f"has {4 - len(wrong)} of 4 points" in told(picture)
    assert (axes.get_xlim(), axes.get_ylim()) == ((-0.5, 1.5), (-0.5, 1.5))


@pytest.mark.parametrize(
    ("gate", "w1", "w2", "b"), [("AND", 1, 1, -1.5), ("OR", 1, 1, -0.5), ("NAND", -1, -1, 1.5)]
)
def test_gates_that_a_line_can_do(gate, w1, w2, b):
    assert "4 of 4" in explorers.decision_line_picture(gate, w1, w2, b).sentence


def test_xor_is_never_done():
    weights = np.arange(-2, 2.1, 0.5)
    best = max(
        int(re.search(r"(\d) of 4", explorers.decision_line_picture("XOR", *w, b).sentence)[1])
        for w in ((1, 1), (1, -1), (-1, 1), (-1, -1))
        for b in weights
    )
    assert best == 3


def test_another_gate_is_refused():
    with pytest.raises(ValueError, match="expected"):
        explorers.decision_line_picture("MAYBE", 1, 1, 1)
