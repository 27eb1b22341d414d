"""What each plot draws, read back from its figure: the data that came in, and what is told."""

import numpy as np
import pytest
from matplotlib.lines import AxLine
from matplotlib.patches import Rectangle

from nnlib.classroom import plots
from nnlib.classroom.pictures import number
from nnlib.classroom.plots.decision_line import equation
from nnlib.classroom.plots.flow import LINE
from nnlib.classroom.plots.twins import FAR, FLOOR
from picture_checks import (
    arrows,
    assert_map_of,
    assert_scale,
    bands,
    bars,
    boxes,
    brightness,
    colour,
    colour_at,
    labels,
    legend,
    lines,
    on_arrows,
    one_axes,
    points,
    seen,
    steps,
    texts,
    ticks,
    tiles,
    told,
)

# No two numbers are alike and nothing is symmetric: what is swapped, mirrored or shifted shows.
IMAGES = np.array([np.arange(9.0), [7, 0, 3, 8, 6, 2, 5, 1, 4], [0, 0, 9, 0, 7, 0, 5, 0, 0]])
SERIES = {"low": [3, 1, 2], "high": [5, 6, 9], "middle": [4, 8, 5]}
X = np.array([[0, 0], [1, 3], [4, 1], [5, 4], [2, 2.5]])
Y = np.array([0, 1, 0, 1, 0])
WALK = np.array([[-1.5, 1.0], [-1.0, -0.5], [0.25, 0.5]])


def bowl(a, b):
    return (a - 1) ** 2 + 4 * (b + 0.5) ** 2


@pytest.mark.parametrize("name", plots.__all__)
def test_each_plot_is_read_back(name):
    assert f"test_{name}" in globals(), f"no test reads what plots.{name} draws"


def test_bars():
    picture = plots.bars([3, -1.5, 12.25], ["cat", "dog", "eel"], "pet", "loved", 2, title="Pets")
    axes = one_axes(picture)
    assert bars(axes) == {
        "cat": (3, "3", ""),
        "dog": (-1.5, "−1.5", ""),
        "eel\nlabel": (12.25, "12.25", "///"),
    }
    assert legend(axes) == {"label: eel": ("sky", "///")}
    assert labels(axes) == ("pet", "loved", "Pets")
    assert {y for _, y in lines(axes)["faint -"][0]} == {0}
    assert told(picture) == "cat: 3, dog: −1.5, eel: 12.25."


def test_probabilities():
    p = [0.15, 0.6, 0.05, 0.2]
    picture = plots.probabilities(p, label=3, title="Sure")
    axes = one_axes(picture)
    drawn = bars(axes)
    assert {name: height for name, (height, *_) in drawn.items()} == {
        "0": 0.15,
        "1": 0.6,
        "2": 0.05,
        "3\nlabel": 0.2,
    }
    assert all(float(words) == height for height, words, _ in drawn.values())
    assert [hatch for *_, hatch in drawn.values()] == ["", "", "", "///"]
    assert axes.get_ylim() == (0, 1.12)
    assert list(ticks(axes.yaxis)) == [0, 0.2, 0.4, 0.6, 0.8, 1]
    assert labels(axes) == ("class", "probability", "Sure")
    best = max(drawn, key=drawn.get)
    assert picture.sentence == (
        f"The largest probability is {drawn[best][0]}, for {best}; the label 3 gets 0.2."
    )
    assert "0 0.15, 1 0.6, 2 0.05 and 3 0.2" in picture.alt


def test_class_counts():
    picture = plots.class_counts([1, 1, 1, 3, 0, 0], n_classes=4, title="Few")
    axes = one_axes(picture)
    counts = {"0": 2, "1": 3, "2": 0, "3": 1}
    assert bars(axes) == {name: (n, str(n), "") for name, n in counts.items()}
    assert labels(axes) == ("class", "examples", "Few")
    assert picture.sentence.endswith("the fewest are 0 of class 2, the most 3 of class 1.")
    assert "2 of class 0, 3 of class 1, 0 of class 2 and 1 of class 3" in picture.alt


def test_clouds():
    places = {"one": [[1, 2], [4, 6]], "ten": [[0, 1], [3, 1.5], [1, 2.5]]}
    picture = plots.clouds(places, centre=(1, 2), names=("v", "w"), title="Two")
    panels = picture.figure.axes
    assert [axes.get_title() for axes in panels] == list(places)
    typical = {}
    for axes, cloud in zip(panels, places.values(), strict=True):
        drawn = lines(axes)
        assert drawn["blue o"] == [points(*np.transpose(cloud))]
        upright, level = drawn["vermillion -"]
        assert {x for x, _ in upright} == {1} and {y for _, y in level} == {2}
        assert axes.get_xlim() == pytest.approx((1 - 1.1 * 4, 1 + 1.1 * 4))
        assert axes.get_ylim() == pytest.approx((2 - 1.1 * 4, 2 + 1.1 * 4))
        far = np.square(np.subtract(drawn["blue o"][0], (1, 2))).sum(axis=1)
        typical[axes.get_title()] = number(np.sqrt(far.mean()))
    assert panels[0].get_ylabel() == "w"
    assert (picture.figure.get_supxlabel(), picture.figure.get_suptitle()) == ("v", "Two")
    words = ", ".join(f"{name}: {value}" for name, value in typical.items())
    assert told(picture) == f"The typical distance from (1, 2) is, for {words}."
    assert "2 clouds of points, one and ten, over v and w" in picture.alt


def test_confusion():
    matrix = np.array([[50, 3, 0], [9, 20, 1], [2, 4, 600]])
    picture = plots.confusion(matrix, ["ant", "bee", "cow"], title="Mixed up")
    axes = one_axes(picture)
    (image,) = axes.images
    shares = matrix / matrix.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(seen(image) ** 2, shares, err_msg="the colours: row by row, true")
    dark = brightness(image.to_rgba(image.get_array())).reshape(3, 3)
    assert (np.argsort(dark, axis=None) == np.argsort(-shares, axis=None)).all()
    names = {0: "ant", 1: "bee", 2: "cow"}
    assert (ticks(axes.xaxis), ticks(axes.yaxis)) == (names, names)
    assert labels(axes) == ("predicted", "true", "Mixed up")
    written = texts(axes)
    assert written == {
        (column, row): f"{count or '·'}" for (row, column), count in np.ndenumerate(matrix)
    }
    letters = {(int(t.get_position()[1]), int(t.get_position()[0])): t for t in axes.texts}
    for place, text in letters.items():
        assert text.get_color() == ("white" if shares[place] > 0.45 else "black")
        assert (text.get_weight() == "bold") == (place[0] == place[1])
    right = sum(int(written[k, k]) for k in range(3))
    assert told(picture) == (
        f"{right} of {matrix.sum()} on the diagonal (97.2 %); the most frequent mistake: bee taken "
        "for ant, 9 times."
    )


def test_contour():
    picture = plots.contour(bowl, (-2, -1), (3, 2), WALK, names=("v", "w"), title="Map")
    axes, bar = picture.figure.axes
    assert (axes.get_xlim(), axes.get_ylim()) == ((-2, 3), (-1, 2))
    assert labels(axes) == ("v", "w", "Map")
    assert_map_of(bowl, axes)
    assert bar.get_ylabel() == "loss"
    assert bar.get_ylim() == (axes.collections[0].levels[0], axes.collections[0].levels[-1])
    assert lines(axes)["vermillion o"] == [points(*WALK.T), points(*WALK[-1])]
    assert arrows(axes) == [points(*WALK[i : i + 2].T) for i in range(2)]
    start, end = (f"({number(a)}, {number(b)})" for a, b in (WALK[0], WALK[-1]))
    assert told(picture) == (
        f"After 2 steps (v, w) went from {start} to {end}, and the loss from "
        f"{number(bowl(*WALK[0]))} to {number(bowl(*WALK[-1]))}."
    )
    lowest = plots.contour(bowl, -2, 2).sentence
    assert lowest == "The lowest loss shown is 0, at (w1, w2) = (1, −0.5)."
    start = plots.contour(bowl, -2, 2, WALK[:1]).sentence
    assert start == f"At (w1, w2) = (−1.5, 1) the loss is {number(bowl(-1.5, 1))}."


def test_curves():
    x = {"low": [1, 2, 4], "high": [10, 20, 40], "middle": [3, 6, 7]}
    picture = plots.curves(SERIES, x, "step", "loss", y_limits=(0, 12), title="Three")
    axes = one_axes(picture)
    drawn = lines(axes)
    assert drawn == {name: [points(x[name], y)] for name, y in SERIES.items()}
    assert list(legend(axes)) == ["high", "middle", "low"], "in the order of their ends"
    assert axes.get_ylim() == (0, 12)
    assert labels(axes) == ("step", "loss", "Three")
    words = ", ".join(
        f"{name} goes from {number(line[0][1])} to {number(line[-1][1])}"
        for name, (line,) in drawn.items()
    )
    assert told(picture) == f"From step 1 to 40, {words.replace(', m', ' and m')}."
    assert "loss against step, 3 lines" in picture.alt


def test_whole_numbers_have_whole_marks():
    def whole(axis):
        return all(place == round(place) for place in ticks(axis))

    for axes in (
        one_axes(plots.curves({"whole": [3, 1, 2]})),
        one_axes(plots.spread({"whole": [[3.0, 1, 2]]}, y_limits=(0, 0.5))),
    ):
        assert whole(axes.xaxis)
    axes = one_axes(plots.curves({"whole": [3, 1, 2], "also": [1, 2, 2]}, x=[0.1, 0.2, 0.3]))
    assert whole(axes.yaxis) and not whole(axes.xaxis)
    axes = one_axes(plots.spread({"none": [[1, 2, 3]]}, x=[0.1, 0.2, 0.3]))
    assert not whole(axes.xaxis)
    axes = one_axes(plots.curves({"whole": [3, 1, 2], "not": [1, 1.5, 2]}))
    assert whole(axes.xaxis) and not whole(axes.yaxis)


def test_curves_log():
    axes = one_axes(plots.curves({"loss": [1, 0.1, 0.01]}, log=True))
    assert (axes.get_xscale(), axes.get_yscale()) == ("linear", "log")
    assert lines(axes) == {"blue - blue o": [points([1, 2, 3], [1, 0.1, 0.01])]}


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


def frames(axes):
    """Colour and style of the frames, row by row as one reads."""
    drawn = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    drawn.sort(key=lambda frame: (round(frame.get_y(), 6), frame.get_x()))
    return [f"{colour(frame.get_edgecolor())} {frame.get_linestyle()}" for frame in drawn]


def test_digits():
    picture = plots.digits(IMAGES, [4, 7, 1], [4, 2, 1], n_columns=2, title="Three")
    axes = one_axes(picture)
    drawn = tiles(axes)
    assert [words for words, _ in drawn] == ["✓ 4", "✗ 2, is 7", "✓ 1"]
    np.testing.assert_array_equal([values.ravel() for _, values in drawn], IMAGES)
    for image in axes.images:
        assert_scale(image, "ink", 0, 9)
    assert frames(axes) == ["faint solid", "vermillion --", "faint solid"]
    assert "Three" in texts(axes).values()
    assert told(picture) == (
        "3 images of 3 × 3 pixels: 2 predicted right, 1 wrong (7 taken for 2)."
    )
    assert "2 in a row" in picture.alt
    picture = plots.digits(IMAGES, [4, 7, 1])
    assert [words for words, _ in tiles(one_axes(picture))] == ["4", "7", "1"]
    assert told(picture) == "3 images of 3 × 3 pixels, labelled 4, 7 and 1."
    assert told(plots.digits(np.tile(IMAGES, (10, 1)), [3] * 30)).endswith("3, 3 and 5 more.")
    picture = plots.digits(IMAGES)
    (low, high) = (f([values for _, values in tiles(one_axes(picture))]) for f in (np.min, np.max))
    assert told(picture).endswith(f"values from {number(low)} to {number(high)}.")


def test_evidence():
    rows = {"7": IMAGES[0] - 3, "9": -IMAGES[2]}
    picture = plots.evidence(rows, title="Why")
    axes, bar = picture.figure.axes
    drawn = tiles(axes)
    assert [words for words, _ in drawn] == ["for 7", "for 9"]
    np.testing.assert_array_equal([values.ravel() for _, values in drawn], list(rows.values()))
    for image in axes.images:
        assert_scale(image, "purple and orange", -9, 9)
    assert bar.get_ylim() == (-9, 9)
    words = ", ".join(
        f"{words} with {number(values[values > 0].sum())} and against it with "
        f"{number(-values[values < 0].sum())}"
        for words, values in drawn
    )
    assert told(picture) == f"Pixels speak {words}."


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


def test_functions():
    named = {"square": np.square, "double": lambda z: 2 * z, "flat": lambda z: 0 * z + 1}
    picture = plots.functions(named, low=-2, high=3, xlabel="u", ylabel="v", mark=1.5, title="T")
    axes = one_axes(picture)
    drawn = lines(axes)
    z = np.linspace(-2, 3, 801)
    for name, f in named.items():
        curve, mark = drawn[name]
        assert curve == points(z, f(z)), f"the graph of {name}"
        assert mark == points(1.5, f(np.array(1.5))), f"the mark of {name}"
    assert list(legend(axes)) == list(named)
    assert not axes.yaxis_inverted()
    assert {x for x, _ in drawn["faint :"][0]} == {1.5}
    level, upright = drawn["faint -"]
    assert {y for _, y in level} == {0} and {x for x, _ in upright} == {0}
    assert axes.get_xlim() == (-2, 3)
    assert labels(axes) == ("u", "v", "T")
    marks = {name: number(drawn[name][1][0][1]) for name in named}
    words = "; ".join(f"{name}(1.5) = {value}" for name, value in marks.items())
    assert told(picture) == f"{words}."
    assert "Graphs of square, double and flat for u from −2 to 3." in picture.alt
    picture = plots.functions({"double": named["double"]}, low=-2, high=3)
    (curve,) = lines(one_axes(picture))["blue -"]
    assert told(picture) == (
        f"double: {number(curve[0][1])} at z = −2, 0 at z = 0, {number(curve[-1][1])} at z = 3."
    )
    assert one_axes(picture).get_title() == "double"
    told_ends = plots.functions({"double": named["double"]}, low=1, high=2).sentence
    assert told_ends == "double: 2 at z = 1, 4 at z = 2."


def test_heatmap():
    values = np.array([[0.5, 0.75, 0.1], [0.9, 0.25, 0.4]])
    picture = plots.heatmap(
        values, ["tanh", "ReLU"], [10, 20, 40], "epoch", "f", "right", title="M"
    )
    axes, bar = picture.figure.axes
    (cells,) = axes.collections
    np.testing.assert_allclose(cells.get_array(), values)
    corners = cells.get_coordinates()
    middles = (corners[:-1, :-1] + corners[1:, 1:]) / 2
    np.testing.assert_allclose(middles, np.moveaxis(np.mgrid[:2, :3][::-1], 0, -1))
    assert ticks(axes.xaxis) == {0: "10", 1: "20", 2: "40"}
    assert ticks(axes.yaxis) == {0: "tanh", 1: "ReLU"}
    assert axes.yaxis_inverted(), "the first row is at the top"
    assert not axes.xaxis_inverted()
    light = brightness(cells.to_rgba(values))
    assert (np.argsort(light) == np.argsort(values, axis=None)).all(), "light where it is high"
    assert (cells.norm.vmin, cells.norm.vmax) == (0.1, 0.9)
    assert labels(axes) == ("epoch", "f", "M")
    assert bar.get_ylabel() == "right"
    assert told(picture) == (
        "The highest right is 0.9 (f ReLU, epoch 10), the lowest 0.1 (f tanh, epoch 40); at epoch "
        "40: 0.1 for tanh, 0.4 for ReLU."
    )
    assert "2 rows and 3 columns of coloured cells, lighter where right is higher" in picture.alt


def test_heatmap_limits_and_few_labels():
    values = np.arange(200.0).reshape(2, 100)
    picture = plots.heatmap(values, "ab", range(100), limits=(20, 150))
    axes, bar = picture.figure.axes
    (cells,) = axes.collections
    assert (cells.norm.vmin, cells.norm.vmax) == (20, 150)
    assert cells.colorbar.extend == "both"
    assert bar.get_ylim() == (20, 150)
    for limits, ends in (((20, 500), "min"), ((-5, 150), "max"), ((0, 199), "neither")):
        (cells,) = plots.heatmap(values, "ab", range(100), limits=limits).figure.axes[0].collections
        assert cells.colorbar.extend == ends, f"values from 0 to 199, colours {limits}"
    shown = ticks(axes.xaxis)
    assert 3 < len(shown) < 100
    assert all(words == number(place) for place, words in shown.items())


def panel_place(axes):
    spec = axes.get_subplotspec()
    return spec.rowspan.start, spec.colspan.start


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


def test_paths():
    walked = {"plain": WALK, "half": WALK / 2 + [1.4, 0.9], "gone": WALK * 1e9}
    picture = plots.paths(
        bowl, (-2, -1), (3, 2), walked, ("v", "w"), lowest=(1, -0.5), levels=[1, 3, 9], title="Map"
    )
    axes, bar = picture.figure.axes
    drawn = lines(axes)
    for name in ("plain", "half"):
        line, marks, last = drawn[name]
        assert line == marks == points(*walked[name].T), f"the path {name}"
        assert last == [line[-1]], f"the end of {name}"
    assert drawn["lowest loss"] == [points(1, -0.5)]
    assert drawn["gone"][0][-1] == points(3 + 1000 * 5, 2 + 1000 * 3)[0], "far, but to be counted"
    assert list(legend(axes)) == ["plain", "half", "gone", "lowest loss"]
    assert (axes.get_xlim(), axes.get_ylim()) == ((-2, 3), (-1, 2))
    assert labels(axes) == ("v", "w", "Map")
    assert_map_of(bowl, axes)
    assert bar.get_ylabel() == "loss"
    assert ticks(bar.yaxis) == {1: "1", 3: "3", 9: "9"}
    for name in ("plain", "half"):
        end = drawn[name][-1][0]
        place = f"({number(end[0])}, {number(end[1])})"
        assert f"{name} takes 2 steps to {place} with loss {number(bowl(*end))}" in told(picture)
    assert told(picture).endswith("the loss is lowest at (1, −0.5).")
    assert told(picture).count("outside the picture") == 1, "gone"
    assert "leaves" not in told(picture)
    _, bar = plots.paths(bowl, -2, 2, {"plain": WALK}).figure.axes
    assert 3 < len(ticks(bar.yaxis)) < 10
    assert all(words == number(place) for place, words in ticks(bar.yaxis).items())
    assert "the loss over v and w, darker where it is higher, with 3 paths" in picture.alt


def test_pixels():
    image = np.arange(36.0).reshape(6, 6)
    image[4, 1] = 99
    image[0, 4:] = 90  # most of the ink is elsewhere
    picture = plots.pixels(image, top=3, left=1, size=2, title="Six")
    close, far = picture.figure.axes
    (whole,), (crop,) = far.images, close.images
    np.testing.assert_array_equal(seen(whole), image)
    np.testing.assert_array_equal(seen(crop), image[3:5, 1:3])
    assert_scale(whole, "ink", 0, 99)
    assert_scale(crop, "ink", 0, 99)
    (frame,) = far.patches
    assert (frame.get_xy(), frame.get_width(), frame.get_height()) == ((0.5, 2.5), 2, 2)
    assert colour(frame.get_edgecolor()) == colour(close.spines["left"].get_edgecolor()) == "blue"
    assert (ticks(close.xaxis), ticks(close.yaxis)) == ({1: "1", 2: "2"}, {3: "3", 4: "4"})
    assert tuple(crop.get_extent()) == (0.5, 2.5, 4.5, 2.5)
    written = texts(close)
    assert written == {(x, y): number(image[y, x]) for x in (1, 2) for y in (3, 4)}
    white = [text.get_text() for text in close.texts if text.get_color() == "white"]
    assert white == ["99"], "on the dark pixel"
    assert labels(close) == ("column", "row", "the numbers in the blue frame")
    assert labels(far) == ("column", "row", "the image")
    assert picture.figure.get_suptitle() == "Six"
    halves, _ = plots.pixels(image / 200, top=3, left=1, size=2).figure.axes
    assert texts(halves) == {place: number(int(n) / 200, 2) for place, n in written.items()}
    ends = [f(int(words) for words in written.values()) for f in (min, max)]
    assert told(picture) == (
        "Rows 3 to 4 and columns 1 to 2 of 6 × 6 pixels, with values from {} to {}.".format(*ends)
    )


def test_regions():
    y = np.array([0, 1, 2, 1, 2])

    def predict(places):
        return 1 * (places[:, 1] > 2.25) + (places[:, 0] + places[:, 1] > 5.5)

    names = ["zero", "one", "two"]
    picture = plots.regions(predict, X, y, names, ("u", "v"), title="Three")
    axes = one_axes(picture)
    drawn, entries = lines(axes), legend(axes)
    wrong = predict(X) != y
    assert 0 < wrong.sum() < len(X)
    for k, name in enumerate(names):
        assert drawn[name] == [points(*X[y == k].T)], name
    assert drawn["wrong side"] == [points(*X[wrong].T)]
    for place in [*X, (0.3, 4), (5.3, 0.7), (5.3, 3), (3, 4)]:
        (says,) = predict(np.array([place]))
        name = f"says {names[says]}"
        assert colour_at(axes, *place) == entries[name][0], f"{name} at {place}"
    shades, borders = axes.collections
    assert (list(shades.levels), list(borders.levels)) == ([-0.5, 0.5, 1.5, 2.5], [0.5, 1.5])
    assert list(shades.hatches) == [entries[f"says {name}"][1] for name in names]
    assert axes.get_xlim() == pytest.approx((-0.6, 5.6))
    assert axes.get_ylim() == pytest.approx((-0.48, 4.48))
    assert labels(axes) == ("u", "v", "Three")
    right = len(X) - len(drawn["wrong side"][0])
    assert told(picture) == f"{right} of 5 points lie in the region of their class."
    assert "1 of zero, 2 of one and 2 of two" in picture.alt


def test_scoreboard():
    theirs, ours = {"a": 91.5, "b": 30, "c": 77}, {"c": 70.25, "a": 92, "b": 35}
    picture = plots.scoreboard(theirs, ours, xlabel="in %", title="Three")
    axes = one_axes(picture)
    drawn, names = lines(axes), ticks(axes.yaxis)
    assert {names[y]: x for ((x, y),) in drawn["published"]} == theirs
    assert {names[y]: x for ((x, y),) in drawn["here"]} == ours
    joined = {names[y]: (x, end) for (x, y), (end, _) in drawn["ink -"]}
    assert joined == {name: (theirs[name], ours[name]) for name in theirs}
    assert list(names.values()) == ["a", "b", "c"]
    assert axes.get_ylim() == (2.6, -0.6), "the first is at the top"
    assert labels(axes) == ("in %", "", "Three")
    words = ", ".join(f"{name} {number(a)} and {number(b)}" for name, (a, b) in joined.items())
    assert told(picture) == f"Published and here: {words}."
    assert "3 rows with two marks each" in picture.alt


def test_seeds():
    scores = {"tanh": [94, 96.5, 95], "ReLU": [97, 98, 97], "one": [90]}
    picture = plots.seeds(scores, "right", "Three", published={"ReLU": 98.25})
    axes = one_axes(picture)
    drawn, names = lines(axes), ticks(axes.yaxis)
    assert list(names.values()) == list(scores)
    assert axes.get_ylim() == (2.6, -0.6), "the first is at the top"
    assert list(legend(axes)) == ["one seed", "mean ± standard deviation", "published"]
    dots = {names[row[0][1]]: [x for x, _ in row] for row in drawn["one seed"]}
    assert dots == scores
    bar, mean = {}, {}
    for row in drawn["mean ± standard deviation"]:
        name = names[row[0][1]]
        if len(row) == 1:
            mean[name] = row[0][0]
        else:
            bar[name] = [x for x, _ in row]
    assert mean == {name: pytest.approx(np.mean(values)) for name, values in scores.items()}
    assert list(bar) == ["tanh", "ReLU"]
    for name, ends in bar.items():
        reach = np.std(scores[name], ddof=1)
        assert ends == pytest.approx([mean[name] - reach, mean[name] + reach]), name
    (((x, y),),) = drawn["published"]
    assert (names[y], x) == ("ReLU", 98.25)
    assert labels(axes) == ("right", "", "Three")
    for name, ends in bar.items():
        written = f"{name} {number(mean[name], 1)} ± {number(np.ptp(ends) / 2, 1)} (3 seeds)"
        written = written if name == "tanh" else "ReLU 97.33 ± 0.58 (3 seeds)"
        assert written in told(picture)
    assert told(picture).endswith("one 90 (1 seed); published: ReLU 98.25.")
    assert "3 rows of dots" in picture.alt


def test_spread():
    series = {
        "low": [[3, 1, 2, 4], [5, 2, 2.5, 1]],
        "high": [[15, 16, np.nan, 19], [12, 18, 3, 20], [10, 20, 3, 20]],
    }
    picture = plots.spread(series, [1, 2, 4, 8], "rate", "loss", (0, 30), True, title="Two")
    axes = one_axes(picture)
    drawn = lines(axes)
    assert drawn["low"] == [points([1, 2, 4, 8], np.mean(series["low"], axis=0))]
    mean = np.mean(series["high"], axis=0)
    assert drawn["high"] == [points([1, 2, 4, 8], mean)]
    assert list(legend(axes)) == ["high", "low"], "in the order of their ends"
    assert bands(axes) == {
        "blue": {1: (3, 5), 2: (1, 2), 4: (2, 2.5), 8: (1, 4)},
        "vermillion": {1: (10, 15), 2: (16, 20), 8: (19, 20)},
    }
    strokes = {name: look[0].split()[0] for name, look in legend(axes).items()}
    assert strokes == {"high": "vermillion", "low": "blue"}, "a band has its line's colour"
    assert (axes.get_xscale(), axes.get_yscale(), axes.get_ylim()) == ("log", "linear", (0, 30))
    assert ticks(axes.xaxis) == {1: "1", 2: "2", 4: "4", 8: "8"}
    assert labels(axes) == ("rate", "loss", "Two")
    ends = {name: number(line[0][-1][1]) for name, line in drawn.items()}
    assert told(picture) == (
        f"At rate 8, low has a mean of {ends['low']} (from 1 to 4 over 2 seeds) and high has a "
        f"mean of {ends['high']} (from 19 to 20 over 3 seeds); 1 of 4 points of high is left out "
        "(diverged)."
    )
    assert "loss against rate, 2 means over seeds" in picture.alt
    assert one_axes(plots.spread({"loss": [[1, 2]]}, log=True)).get_yscale() == "log"
    long_names = {"a name that takes much room": [[1, 2]], "short": [[3, 5]]}
    assert list(legend(one_axes(plots.spread(long_names)))) == list(long_names)[::-1]


def test_twins():
    series = {"plain": [1e-16, 1e-5, 0.5], "exact": [1e-17, 1e-3, 0]}
    picture = plots.twins(series, x=[10, 20, 30], xlabel="step", title="Two")
    axes = one_axes(picture)
    drawn = lines(axes)
    for name, values in series.items():
        assert drawn[name] == [points([10, 20, 30], np.maximum(values, FLOOR))], name
    assert list(legend(axes)) == list(series)
    assert axes.get_yscale() == "log"
    assert axes.get_ylim() == (FLOOR / 4, 1e3)
    words = {FLOOR: "0", 1e-16: "10⁻¹⁶", 1e-12: "10⁻¹²", 1e-8: "10⁻⁸", 1e-4: "10⁻⁴", 1: "1"}
    assert ticks(axes.yaxis) == words
    assert {y for _, y in drawn["faint -"][0]} == {FAR}
    assert texts(axes) == {(10, 2 * FAR): "0.01"}
    assert labels(axes) == ("step", "largest difference of a weight", "Two")
    assert drawn["plain"][0][-1][1] > FAR and drawn["exact"][0][-1][1] == FLOOR
    assert told(picture) == (
        "At step 30, plain: more than 0.01 apart; exact: apart in last bits at most."
    )
    assert "against step, for plain and exact" in picture.alt


def hill(w):
    return (w - 1) ** 2 / 2


def test_valley():
    path = [-2, 3, 0.5, 9, 2]
    picture = plots.valley(
        hill, -3, 5, path, slope=lambda w: w - 1, xlabel="u", ylabel="cost", title="Down"
    )
    axes = one_axes(picture)
    drawn = lines(axes)
    places = np.linspace(-3, 5, 301)
    assert drawn["blue -"] == [points(places, hill(places))]
    inside = points(path[:3], hill(np.array(path[:3])))
    assert drawn["white o"] == [inside[:1]], "the start"
    assert drawn["vermillion o"] == [inside, inside[-1:]]
    assert arrows(axes) == [inside[0:2], inside[1:3]]
    assert axes.get_xlim() == (-3, 5)
    assert axes.get_ylim() == pytest.approx((-0.06 * 8, 1.06 * 8))
    assert labels(axes) == ("u", "cost", "Down")
    (tangent,) = [line for line in axes.lines if isinstance(line, AxLine)]
    assert (tangent.get_xy1(), tangent.get_slope()) == ((2, 0.5), 1)
    (((x, _), words),) = texts(axes).items()
    assert words == "step 3: u = 9 →" and x > 4, "at the right edge"
    (((x, _), words),) = texts(one_axes(plots.valley(hill, -3, 5, [2, -9]))).items()
    assert words == "← step 1: w = −9" and x < -2, "at the left edge"
    assert told(picture) == (
        f"After 4 steps u went from {number(inside[0][0])} to 2, and the loss from "
        f"{number(inside[0][1])} to 0.5; its slope there is 1; it left the picture at step 3."
    )


def test_valley_with_two_balls():
    balls = [[-2, 0], [4, 3]]
    picture = plots.valley(hill, -3, 5, balls, top=20)
    axes = one_axes(picture)
    (one, end), (other, other_end) = (points(ball, hill(np.array(ball))) for ball in balls)
    assert lines(axes)["vermillion o"] == [[one, end], [end], [other, other_end], [other_end]]
    assert axes.get_ylim() == pytest.approx((-0.06 * 20, 1.06 * 20))
    assert told(picture) == (
        "After 1 step w went from −2 to 0, and the loss from 4.5 to 0.5. "
        "After 1 step w went from 4 to 3, and the loss from 4.5 to 2."
    )
    assert plots.valley(hill, -3, 5).sentence == "The lowest loss shown is 0, at w = 1."


def test_weights():
    W = np.transpose([IMAGES[0] - 3, IMAGES[1], -IMAGES[2]])
    picture = plots.weights(W, n_columns=2, names=["a", "b", "c"], title="Three")
    axes, bar = picture.figure.axes
    drawn = tiles(axes)
    assert [words for words, _ in drawn] == ["a", "b", "c"]
    np.testing.assert_array_equal(np.transpose([values.ravel() for _, values in drawn]), W)
    for image in axes.images:
        assert_scale(image, "purple and orange", -9, 9)
    assert bar.get_ylim() == (-9, 9)
    assert "Three" in texts(axes).values()
    ends = [number(f([values for _, values in drawn])) for f in (np.min, np.max)]
    share = np.mean([values != 0 for _, values in drawn])
    assert told(picture) == (
        f"3 neurons with 9 weights each, from {ends[0]} to {ends[1]}; {100 * share:.0f} % of the "
        "weights are not 0."
    )
    axes, bar = plots.weights(W, limit=4).figure.axes
    assert [words for words, _ in tiles(axes)] == ["0", "1", "2"]
    assert_scale(axes.images[0], "purple and orange", -4, 4)
    axes, bar = plots.weights(0 * W).figure.axes
    assert_scale(axes.images[0], "purple and orange", -1, 1)
