"""Histograms: one for each layer, in rows and columns."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, steps, told

rng = np.random.default_rng(0)
LONG = "stochastic gradient descent with momentum and weight decay"
DEEP = {f"layer {k}": rng.normal(size=(50, 20)) / 4**k for k in range(1, 7)}


def panel_place(axes):
    spec = axes.get_subplotspec()
    return spec.rowspan.start, spec.colspan.start


TYPICAL = {
    "histograms": lambda: plots.histograms(DEEP, xlabel="output", title="Layers"),
    "rows": lambda: plots.histograms(
        {f"scheme {k}": DEEP for k in range(6)}, xlabel="output", title="Schemes"
    ),
    "two rows": lambda: plots.histograms({"N(0, 1)": DEEP, "all the same": DEEP}),
    "spike": lambda: plots.histograms({"zeros": np.zeros(9)}),
    "far": lambda: plots.histograms({"a": [5, 5], LONG: [5, 5]}, title="Far"),
    "tiny": lambda: plots.histograms(
        {f"layer {k}": 3e-6 * DEEP["layer 1"] for k in range(36)}, n_columns=6
    ),
    "large": lambda: plots.histograms({f"layer {k}": 3e4 * DEEP["layer 1"] for k in range(5)}),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    picture = make()
    assert_readable(picture)
    assert picture.sentence[0].isupper()


def test_the_same_bytes_again():
    assert TYPICAL["histograms"]().png == TYPICAL["histograms"]().png


def test_histograms():
    values = np.array([-1, 1, 1, 2])
    rows = {
        "wide": {"W1": values, "W2": 2.0 * values, "W3": [0.5, 0.5, 3, 3.5]},
        "slim": {"W1": values / 2, "W2": [-2, -2, 4, 3], "W3": [3, 3, 3, -1]},
    }
    picture = plots.histograms(rows, xlabel="weight", n_bins=12, title="Six")
    panels = {panel_place(axes): axes for axes in picture.figure.axes}
    edges = np.linspace(-2, 4, 13)
    for i, (row, columns) in enumerate(rows.items()):
        assert panels[i, 0].get_ylabel() == row
        for j, (column, of) in enumerate(columns.items()):
            axes = panels[i, j]
            if i == 0:
                assert axes.get_title() == column
            heights, drawn = steps(axes)
            np.testing.assert_allclose(drawn, edges)
            expected = np.histogram(of, edges)[0] / 4
            np.testing.assert_allclose(heights, expected, err_msg=f"{row}, {column}")
            assert axes.get_xlim() == (-2, 4)
            assert axes.get_ylim() == pytest.approx((0, 1.06 * heights.max()))
            words, _, deviation = axes.get_xlabel().partition(" ")
            assert words == "std"
            assert float(deviation) == pytest.approx(np.std(of), rel=0.05), f"{row}, {column}"
    assert (picture.figure.get_supxlabel(), picture.figure.get_suptitle()) == ("weight", "Six")
    words = []
    for row, columns in rows.items():
        pairs = [f"{number(np.std(of))} ({number(np.mean(of))})" for of in columns.values()]
        words.append(f"{row} {', '.join(pairs)}")
    words = "; ".join(words)
    assert told(picture) == f"Standard deviation (and mean), W1 to 3: {words}."
    assert "6 histograms of weight from −2 to 4, in 2 rows" in picture.alt


def test_histograms_stand_in_reading_order():
    layers = {f"layer {k}": [k, k, k + 1] for k in range(1, 6)}
    picture = plots.histograms(layers, n_columns=2, n_bins=5)
    panels = {panel_place(axes): axes for axes in picture.figure.axes}
    for k in range(5):
        axes = panels[k // 2, k % 2]
        assert axes.get_title() == f"layer {k + 1}"
        heights, _ = steps(axes)
        expected = np.histogram(layers[f"layer {k + 1}"], np.linspace(1, 6, 6))[0] / 3
        np.testing.assert_allclose(heights, expected)


def test_histograms_tell_deviations():
    values = np.array([-1, 1])
    rows = {"wide": {"W1": values, "W2": 2 * values}, "0.1": {"W1": values / 10, "W2": 0 * values}}
    assert plots.histograms(rows).sentence == (
        "Standard deviation, W1 and W2: wide 1, 2; 0.1 0.1, 0."
    )
    assert plots.histograms({"a": values, "b": values + 3}).sentence == (
        "Standard deviation (and mean): a 1 (0), b 1 (3)."
    )
    layers = {f"layer {k}": values for k in range(2, 5)}
    assert plots.histograms(layers).sentence == "Standard deviation, layer 2 to 4: 1, 1, 1."


def test_histograms_count_what_is_outside():
    picture = plots.histograms({"a": [-9, -1, 0.1, 1, 1, 8]}, limits=(-1, 1), n_bins=2)
    assert picture.sentence.endswith("; 2 values outside −1 to 1 counted in the outermost bins.")
    heights = picture.figure.axes[0].patches[0].get_data().values
    assert heights == pytest.approx([2 / 6, 4 / 6])


BAD = {
    "none": (lambda: plots.histograms({}), "expected a dict"),
    "rows": (
        lambda: plots.histograms({"a": {"W1": [1]}, "b": {"W2": [1]}}),
        "row 'b' with W2; expected W1",
    ),
    "mixed": (
        lambda: plots.histograms({"a": {"W1": [1]}, "b": [1]}),
        "row 'b' with no columns; expected W1",
    ),
    "no columns": (lambda: plots.histograms({"a": {}}), "row 'a' with no columns"),
    "many": (
        lambda: plots.histograms({str(k): [1] for k in range(37)}, n_columns=6),
        "7 × 6 histograms; expected at most 6 × 6",
    ),
    "columns": (lambda: plots.histograms(DEEP, n_columns=7), "expected 1 to 6"),
    "limits": (lambda: plots.histograms(DEEP, limits=(1, 1)), "low below high"),
    "empty": (lambda: plots.histograms({"a": []}), "empty values of 'a'"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
