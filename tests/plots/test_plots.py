"""Plots: right numbers in the sentence, text that can be read, errors in words."""

import numpy as np
import pytest

from nnlib.activations import relu, sigmoid, step
from nnlib.classroom import plots
from nnlib.classroom.plots.decision_line import equation, half_plane
from picture_checks import assert_readable

rng = np.random.default_rng(0)
STROKE = np.abs(np.add.outer(np.linspace(-9, 9, 28), np.linspace(-5, 5, 28)))
IMAGES = np.array([255 * (abs(STROKE - k) < 1).ravel() for k in np.arange(25) % 5])
LABELS = np.arange(25) % 10
WRONG = np.where(np.arange(25) % 7 == 0, 8, LABELS)
SQUARE = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
XOR = [0, 1, 1, 0]
CLOUD = rng.normal(size=(200, 2))
CLOUD_LABELS = rng.integers(0, 2, 200)
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
    "digits": lambda: plots.digits(IMAGES),
    "digits, labels": lambda: plots.digits(IMAGES, LABELS, title="The first"),
    "digits, predictions": lambda: plots.digits(IMAGES, LABELS, WRONG),
    "digits, five a row": lambda: plots.digits(IMAGES, LABELS, WRONG, n_columns=5),
    "digits, one": lambda: plots.digits(IMAGES[:1], [3], [5]),
    "digits, 8 × 8": lambda: plots.digits(IMAGES[:, :64]),
    "digits, nothing in them": lambda: plots.digits(np.zeros((2, 64))),
    "digits, a hundred": lambda: plots.digits(np.tile(IMAGES, (4, 1)), n_columns=20),
    "pixels": lambda: plots.pixels(IMAGES[0]),
    "pixels, title": lambda: plots.pixels(IMAGES[0] / 255, size=12, title="An image"),
    "pixels, whole": lambda: plots.pixels(IMAGES[0, :64]),
    "weights": lambda: plots.weights(rng.normal(size=(784, 10)), title="Weights"),
    "weights, small": lambda: plots.weights(1e-4 * rng.normal(size=(64, 4)), n_columns=2),
    "weights, one neuron": lambda: plots.weights(rng.normal(size=784)),
    "weights, all 0": lambda: plots.weights(np.zeros((784, 10))),
    "curves": lambda: plots.curves({"training": [0.5, 0.9], "held out": [0.5, 0.8]}),
    "curves, seven": lambda: plots.curves(
        {f"learning rate {k}": np.exp(-np.arange(30) / (k + 1)) for k in range(7)},
        ylabel="loss",
        log=True,
        title="Seven",
    ),
    "curves, one point": lambda: plots.curves({"loss": [0.5]}, y_limits=(0, 1)),
    "functions": lambda: plots.functions([step, sigmoid, relu], low=-3, high=3),
    "functions, mark": lambda: plots.functions({"σ": sigmoid}, mark=1.5, title="A sigmoid"),
    "decision line": lambda: plots.decision_line(SQUARE, XOR, [1, 1], -0.5, title="XOR"),
    "decision line, upright": lambda: plots.decision_line(CLOUD, CLOUD_LABELS, [1, 0], 0),
    "decision line, level": lambda: plots.decision_line(SQUARE, XOR, [0, -2], 1, limits=(-1, 2)),
    "decision line, weights 0": lambda: plots.decision_line(SQUARE, XOR, [0, 0], 1),
    "decision line, far away": lambda: plots.decision_line(SQUARE, XOR, [1, 1], 100),
    "decision line, points": lambda: plots.decision_line(SQUARE, XOR),
    "decision line, one point": lambda: plots.decision_line([[2, 3]], [1], [1, 1], 0),
    "valley": lambda: plots.valley(lambda w: w * w, -3, 3, title="A valley"),
    "valley, path": lambda: plots.valley(lambda w: w * w, -3, 3, path=[2, 1, 0.5]),
    "valley, left": lambda: plots.valley(lambda w: w * w, -3, 3, path=[2, -2.5, 1234.5678]),
    "valley, outside": lambda: plots.valley(lambda w: w * w, -3, 3, path=[-9, -8]),
    "valley, slope": lambda: plots.valley(
        lambda w: w * w, -3, 3, path=[2], slope=lambda w: 2 * w, xlabel="weight"
    ),
    "contour": lambda: plots.contour(lambda a, b: a * a + 4 * b * b, -3, (3, 2)),
    "contour, path": lambda: plots.contour(
        lambda a, b: a * a + b * b, -3, 3, path=[[2, 2], [9, 9]], title="A map"
    ),
    "bars": lambda: plots.bars(100 * rng.normal(size=12), xlabel="unit", ylabel="z", highlight=2),
    "probabilities": lambda: plots.probabilities([0.1] * 10, label=9, title="Unsure"),
    "class counts": lambda: plots.class_counts(np.arange(60000) % 10),
    "confusion": lambda: plots.confusion(np.full((10, 10), 12) + 9000 * np.eye(10, dtype=int)),
    "confusion, named": lambda: plots.confusion([[3, 0], [0, 2]], ["zero", "one"], title="Two"),
    "confusion, empty": lambda: plots.confusion(np.zeros((3, 3))),
    "flow": lambda: plots.flow(**TINY, current=("z2", 0)),
    "flow, wide": lambda: plots.flow(**WIDE, title="Backward"),
    "flow, to three": lambda: plots.flow(
        [{"x": [-1.125, -1.125]}, {"z1": [-1.125] * 3}, {"z2": [-1.125] * 3}],
        weights=[np.full((2, 3), -1.125), np.full((3, 3), -1.125)],
        weight_gradients=[np.full((2, 3), -1.125), np.full((3, 3), -1.125)],
    ),
    "flow, plain": lambda: plots.flow([{"x": [1, 2]}, {"z": [3]}], current="z"),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_digits_counts_what_is_right():
    sentence = plots.digits(np.eye(4), [0, 1, 2, 3], [0, 1, 9, 8]).sentence
    assert sentence == (
        "4 images of 2 × 2 pixels: 2 predicted right, 2 wrong (2 taken for 9 and 3 taken for 8)."
    )
    assert "4 predicted right, 0 wrong." in plots.digits(np.eye(4), XOR, XOR).sentence


def test_pixels_finds_the_ink():
    image = np.zeros((28, 28))
    image[20:24, 3:7] = 9
    sentence = plots.pixels(image, size=4).sentence
    assert sentence == (
        "Rows 20 to 23 and columns 3 to 6 of 28 × 28 pixels, with values from 9 to 9."
    )


def test_curves_differ_by_more_than_colour():
    picture = plots.curves({name: [1, 2] for name in "abcdefg"})
    lines = picture.figure.axes[0].lines
    assert len({line.get_color() for line in lines}) == 7
    assert len({line.get_marker() for line in lines}) == 7


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


@pytest.mark.parametrize(
    ("w", "b", "area"),
    [((1, 0), -0.5, 0.5), ((0, -1), 0.25, 0.25), ((0, 0), 1, 1), ((0, 0), 0, 0), ((1, 1), -1, 0.5)],
)
def test_half_plane(w, b, area):
    corners, line = half_plane(np.array(w, dtype=float), b, (0, 1), (0, 1))
    x, y = corners.T
    assert abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2 == pytest.approx(area)
    assert len(line) == (2 if 0 < area < 1 else 0)
    assert line @ np.array(w) + b == pytest.approx(0)


def test_equation():
    assert equation([-1, 0.5], -2) == "−1·x1 + 0.5·x2 − 2"


def test_valley_tells_the_step_that_left():
    sentence = plots.valley(lambda w: w * w, -3, 3, path=[2, -2.5, 4, -6]).sentence
    assert sentence == (
        "After 3 steps w went from 2 to −6, and the loss from 4 to 36; it left the picture at "
        "step 2."
    )


def test_probabilities_names_the_label():
    assert plots.probabilities([0.25, 0.75], label=1).sentence == (
        "The largest probability is 0.75, for 1, which is the label."
    )


def test_a_small_probability_is_not_called_0():
    picture = plots.probabilities([0.00003, 0.9996, 0.00037, 0], label=0)
    assert picture.sentence.endswith("the label 0 gets below 0.0001.")
    (axes,) = picture.figure.axes
    written = [text.get_text() for text in axes.texts]
    assert written == ["<0.001", "1", "<0.001", "0"]
    assert axes.get_xticklabels()[0].get_text() == "0\nlabel"


def test_confusion_counts_the_diagonal():
    assert plots.confusion([[5, 0, 0], [1, 4, 0], [0, 2, 3]]).sentence == (
        "12 of 15 on the diagonal (80 %); the most frequent mistake: 2 taken for 1, 2 times."
    )
    assert plots.confusion(np.eye(2)).sentence == "2 of 2 on the diagonal (100 %)."


def test_flow_tells_what_is_known():
    assert plots.flow(**TINY).sentence == (
        "Forward x = (1, −2), z1 = (0.2512, −1.125) and a1 = (0.2512, 0)."
    )
    assert "backward dL/dz1 = (−1.125, −1.125)" in plots.flow(**WIDE).sentence


BAD = {
    "digits: not square": (lambda: plots.digits(np.ones((2, 10))), "10 pixels an image"),
    "digits: one row": (lambda: plots.digits(np.ones(784)), r"shape \(784,\); expected two axes"),
    "digits: too many": (lambda: plots.digits(np.ones((101, 4))), "at most 100 rows"),
    "digits: labels": (
        lambda: plots.digits(np.ones((2, 4)), [1]),
        r"shape \(1,\); expected \(2,\)",
    ),
    "digits: no labels": (lambda: plots.digits(np.ones((1, 4)), None, [1]), "without labels"),
    "digits: half labels": (lambda: plots.digits(np.ones((1, 4)), [0.5]), "not whole numbers"),
    "digits: columns": (lambda: plots.digits(np.ones((1, 4)), n_columns=0), "n_columns=0"),
    "digits: empty": (lambda: plots.digits(np.ones((0, 4))), "empty X"),
    "digits: words": (lambda: plots.digits([["a"]]), "not an array of numbers"),
    "digits: nan": (lambda: plots.digits([[np.nan] * 4]), "NaN or inf in X"),
    "pixels: shape": (lambda: plots.pixels(np.ones((3, 4))), r"shape \(3, 4\)"),
    "pixels: crop": (lambda: plots.pixels(np.ones(784), top=25, left=0), "expected 0 to 18"),
    "pixels: size": (lambda: plots.pixels(np.ones(784), size=20), "expected 1 to 12"),
    "weights: shape": (lambda: plots.weights(np.ones((785, 10))), "expected a square number"),
    "weights: names": (lambda: plots.weights(np.ones((4, 2)), names=["a"]), "1 names; expected 2"),
    "weights: columns": (lambda: plots.weights(np.ones((4, 101))), "at most 100 columns"),
    "curves: no dict": (lambda: plots.curves([1, 2]), "expected a dict"),
    "curves: none": (lambda: plots.curves({}), "expected a dict"),
    "curves: x": (
        lambda: plots.curves({"a": [1, 2]}, x=[1]),
        r"shape \(2,\) for x of shape \(1,\)",
    ),
    "curves: log": (lambda: plots.curves({"a": [1, 0]}, log=True), "all above 0"),
    "functions: range": (lambda: plots.functions([step], low=1, high=1), "low below high"),
    "functions: mark": (lambda: plots.functions([step], mark=9), "mark=9"),
    "functions: shape": (lambda: plots.functions({"f": lambda z: z[:2]}), r"expected \(801,\)"),
    "line: X": (lambda: plots.decision_line(np.ones((4, 3)), XOR), r"expected \(m, 2\)"),
    "line: y": (lambda: plots.decision_line(SQUARE, [1, 2, 3, 4]), "other than 0 and 1"),
    "line: w": (lambda: plots.decision_line(SQUARE, XOR, [1]), r"shape \(1,\); expected \(2,\)"),
    "line: limits": (lambda: plots.decision_line(SQUARE, XOR, limits=(1, 0)), "limits"),
    "valley: range": (lambda: plots.valley(abs, 1, 0), "low below high"),
    "valley: path": (lambda: plots.valley(abs, 0, 1, path=[]), "empty path"),
    "valley: loss": (lambda: plots.valley(lambda w: np.nan, 0, 1), "NaN or inf in losses"),
    "contour: path": (lambda: plots.contour(max, 0, 1, path=[[1]]), r"expected \(n, 2\)"),
    "contour: range": (lambda: plots.contour(max, 0, 0), "low below high"),
    "bars: many": (lambda: plots.bars(np.ones(13)), "at most 12"),
    "bars: highlight": (lambda: plots.bars([1, 2], highlight=2), "expected 0 to 1"),
    "probabilities: sum": (lambda: plots.probabilities([0.5, 0.6]), "sum 1.1"),
    "probabilities: below 0": (lambda: plots.probabilities([-0.5, 1.5]), "from −0.5"),
    "class counts: range": (lambda: plots.class_counts([10]), "expected 0 to 9"),
    "confusion: shape": (lambda: plots.confusion(np.ones((2, 3))), r"shape \(2, 3\)"),
    "confusion: counts": (lambda: plots.confusion([[0.5]]), "not counts"),
    "flow: columns": (lambda: plots.flow([]), "0 columns"),
    "flow: units": (lambda: plots.flow([{"x": [1, 2, 3, 4]}]), "n from 1 to 3"),
    "flow: a column": (lambda: plots.flow([{"z": [1], "a": [1, 2]}]), "different shapes"),
    "flow: weights": (
        lambda: plots.flow([{"x": [1, 2]}, {"z": [1]}], weights=[[[1, 2]]]),
        r"weights\[0\] of shape \(1, 2\); expected \(2, 1\)",
    ),
    "flow: too many": (lambda: plots.flow([{"x": [1]}], weights=[[[1]]]), "1 weights"),
    "flow: gradient": (lambda: plots.flow([{"x": [1]}], gradients={"q": [1]}), "one of x"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
