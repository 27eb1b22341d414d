"""The flow of numbers through a tiny network, forward and backward."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.plots.flow import LINE
from picture_checks import assert_readable, boxes, colour, on_arrows, one_axes, texts, told

FLOW = {
    "columns": [
        {"x": [1, -2]},
        {"z1": [0.25, -1.125, 3], "a1": [0.5, 0, 4]},
        {"p": [0.75, np.nan]},
        {"L": [6]},
    ],
    "weights": [[[11, 12, 13], [14, 15, 16]], [[21, 22], [23, 24], [25, 26]]],
    "gradients": {"a1": [31, 32, 33], "p": [41, 42]},
    "weight_gradients": [[[51, 52, 53], [54, 55, 56]], None],
}
TINY = {
    "columns": [
        {"x": [1, -2]},
        {"z1": [0.2512, -1.125], "a1": [0.2512, 0]},
        {"z2": [-0.1234, None]},
        {"p": [np.nan, None]},
        {"L": [None]},
    ],
    "weights": [[[-0.125, 0.25], [1.125, -1.125]], [[-0.125, -0.25], [1.125, -1.125]]],
}
WIDE = {
    "columns": [
        {"x": [1, -2, -0.125]},
        {"z1": [-1.125, -1.125], "a1": [-1.125, -1.125]},
        {"z2": [-1.125, -1.125]},
        {"p": [0.125, 0.875]},
        {"L": [-1.125]},
    ],
    "weights": [np.full((3, 2), -1.125), np.full((2, 2), -1.125)],
    "gradients": {name: [-1.125, -1.125] for name in ("z1", "a1", "z2", "p")},
    "weight_gradients": [np.full((3, 2), -1.125), np.full((2, 2), -1.125)],
    "current": ("W1", 0, 1),
}

TYPICAL = {
    "flow": lambda: plots.flow(**TINY, current=("z2", 0)),
    "wide": lambda: plots.flow(**WIDE, title="Backward"),
    "to three": lambda: plots.flow(
        [{"x": [-1.125, -1.125]}, {"z1": [-1.125] * 3}, {"z2": [-1.125] * 3}],
        weights=[np.full((2, 3), -1.125), np.full((3, 3), -1.125)],
        weight_gradients=[np.full((2, 3), -1.125), np.full((3, 3), -1.125)],
    ),
    "plain": lambda: plots.flow([{"x": [1, 2]}, {"z": [3]}], current="z"),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_flow():
    picture = plots.flow(**FLOW, current=("W1", 0, 2), title="Tiny")
    axes = one_axes(picture)
    assert boxes(axes) == [
        [["x[0] = 1"], ["x[1] = −2"]],
        [
            ["z1[0] = 0.25", "a1[0] = 0.5", "← 31"],
            ["z1[1] = −1.125", "a1[1] = 0", "← 32"],
            ["z1[2] = 3", "a1[2] = 4", "← 33"],
        ],
        [["p[0] = 0.75", "← 41"], ["p[1] = ?", "← 42"]],
        [["L = 6"]],
    ]
    first = [[str(11 + k), f"← {51 + k}"] for k in range(6)]
    second = [[str(21 + k)] for k in range(6)]
    assert on_arrows(axes) == [*first, *second, [], []]
    heavy = [
        i
        for i, arrow in enumerate(text for text in axes.texts if getattr(text, "arrow_patch", None))
        if colour(arrow.arrow_patch.get_edgecolor()) == "vermillion"
    ]
    assert heavy == [2], "the arrow from x[0] to z1[2]"
    assert "Tiny" in texts(axes).values()
    assert told(picture) == (
        "Forward x = (1, −2), z1 = (0.25, −1.125, 3), a1 = (0.5, 0, 4) and L = 6; backward "
        "dL/da1 = (31, 32, 33) and dL/dp = (41, 42)."
    )


@pytest.mark.parametrize(("now", "words"), [("z1", "z1[1] = −1.125"), ("da1", "← 32")])
def test_flow_of_a_number_that_is_computed_now(now, words):
    axes = one_axes(plots.flow(**FLOW, current=(now, 1)))
    assert [text.get_text() for text in axes.texts if text.get_weight() == "bold"] == [words]
    (busy,) = [box for box in axes.patches if colour(box.get_edgecolor()) == "black"]
    assert busy.get_y() + busy.get_height() / 2 == pytest.approx(
        next(y for (_, y), words in texts(axes).items() if words == "a1[1] = 0"), abs=LINE
    )


def test_flow_tells_what_is_known():
    assert plots.flow(**TINY).sentence == (
        "Forward x = (1, −2), z1 = (0.2512, −1.125) and a1 = (0.2512, 0)."
    )
    assert "backward dL/dz1 = (−1.125, −1.125)" in plots.flow(**WIDE).sentence


BAD = {
    "columns": (lambda: plots.flow([]), "0 columns"),
    "units": (lambda: plots.flow([{"x": [1, 2, 3, 4]}]), "n from 1 to 3"),
    "a column": (lambda: plots.flow([{"z": [1], "a": [1, 2]}]), "different shapes"),
    "weights": (
        lambda: plots.flow([{"x": [1, 2]}, {"z": [1]}], weights=[[[1, 2]]]),
        r"weights\[0\] of shape \(1, 2\); expected \(2, 1\)",
    ),
    "too many": (lambda: plots.flow([{"x": [1]}], weights=[[[1]]]), "1 weights"),
    "gradient": (lambda: plots.flow([{"x": [1]}], gradients={"q": [1]}), "one of x"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
