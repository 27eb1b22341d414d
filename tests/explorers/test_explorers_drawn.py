"""What each explorer draws, read back from its figure: the values asked for, and what is told."""

import importlib
import itertools
import re

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from nnlib import data, explain, training
from nnlib.activations import relu, sigmoid, softmax, step, tanh
from nnlib.classroom import explorers
from nnlib.classroom.explorers import activations, forward_backward, weight_decay
from nnlib.classroom.explorers.corrections import history
from nnlib.classroom.handwriting import as_mnist
from nnlib.classroom.pictures import Picture, number
from nnlib.layers import Dense, Rescale, Softmax, Tanh
from nnlib.network import Network
from picture_checks import (
    assert_scale,
    bars,
    boxes,
    colour_at,
    labels,
    legend,
    lines,
    on_arrows,
    one_axes,
    points,
    rounded,
    seen,
    spans,
    steps,
    texts,
    ticks,
    tiles,
    told,
)

rng = np.random.default_rng(0)
IMAGES = rng.integers(0, 256, (3, 784)).astype(np.uint8)
LABELS = [5, 0, 4]
POINTS = rng.normal(size=(2, 12))
HISTORIES = {"sorted": 100 * rng.random((4, 3)), "shuffled": 100 * rng.random((4, 3))}
SNAPSHOTS = rng.normal(size=(4, 9)), rng.random(4)
SIX, FOUR = rng.integers(0, 9, (6, 9)), rng.normal(size=(9, 4))
BLOBS = data.two_blobs(20, rng=np.random.default_rng(0))
BLOBS = BLOBS[0] + 2, BLOBS[1]  # not around 0: it takes more than one correction


@pytest.fixture(autouse=True)
def coarse_maps(monkeypatch):
    """Look at a loss in fewer places: the shades of a map are read with the plots."""
    monkeypatch.setattr(importlib.import_module("nnlib.classroom.plots.paths"), "GRID", 21)


def test_activations():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(7, 5))
    picture = explorers.activations_picture(X, "ReLU", "N(0, 1)", 0.5, 4, 3)
    panels = picture.figure.axes
    assert [axes.get_title() for axes in panels] == ["layer 1", "layer 2", "layer 3"]
    dice, a, sizes = np.random.default_rng(5), X, []
    for axes in panels:
        a = np.maximum(0, a @ (0.5 * dice.standard_normal((a.shape[1], 4))))
        heights, edges = steps(axes)
        expected = np.histogram(a, edges)[0] / a.size
        np.testing.assert_allclose(heights, expected, err_msg=axes.get_title())
        assert edges[0] == 0 and edges[-1] >= a.max()
        assert axes.get_xlim() == (edges[0], edges[-1])
        sizes.append(np.sqrt(np.mean(a**2)))
    assert picture.figure.get_supxlabel() == "output of ReLU"
    assert picture.figure.get_suptitle() == "weights N(0, 1) times 0.5, 4 units in a layer"
    assert told(picture).endswith(f"is multiplied by {sizes[-1] / sizes[0]:.2g}.")


@pytest.mark.parametrize(
    ("name", "f", "limits"), [("tanh", np.tanh, (-1, 1)), ("sigmoid", sigmoid, (0, 1))]
)
def test_activations_that_have_limits(name, f, limits):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(7, 5))
    first, _ = explorers.activations_picture(X, name, "√(2/n)", 1, 4, 2).figure.axes
    heights, edges = steps(first)
    a = f(X @ activations.SCHEMES["√(2/n)"](5, 4, np.random.default_rng(5)))
    assert (edges[0], edges[-1]) == first.get_xlim() == limits
    np.testing.assert_allclose(heights, np.histogram(a, edges)[0] / a.size)


@pytest.mark.parametrize(
    ("name", "lowest", "highest", "deviation"),
    [
        ("1/√n", -1, 1, 0.1),
        ("√(2/n)", -1, 1, 0.02**0.5),
        ("N(0, 1)", -6, 6, 1),
        ("N(0, 0.01²)", -0.06, 0.06, 0.01),
        ("[−0.5, 0.5)", -0.5, 0.5, 12**-0.5),
        ("[0, 0.0001)", 0, 0.0001, 0.0001 * 12**-0.5),
    ],
)
def test_activations_weights_are_what_they_are_called(name, lowest, highest, deviation):
    W = activations.SCHEMES[name](100, 100, np.random.default_rng(0))
    assert lowest <= W.min() < W.max() <= highest
    assert W.std() == pytest.approx(deviation, rel=0.03)


def test_batch_size():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(2, 6))
    picture = explorers.batch_size_picture(x, y, 2, 0.5, 4)
    axes, _ = picture.figure.axes
    places, dice = [np.array([-1.5, -1.5])], np.random.default_rng(0)
    for _ in range(2):  # of three steps each
        for xb, yb in training.minibatches(x, y, 2, rng=dice):
            w, b = places[-1]
            slope = np.mean([(w * p + b - q) * np.array([p, 1]) for p, q in zip(xb, yb)], axis=0)
            places.append(places[-1] - 0.5 * slope)
    drawn = lines(axes)
    line, marks, end = drawn["batch size 2 at learning rate 0.5"]
    assert np.array(line) == pytest.approx(np.array(places[:5]), abs=1e-5)
    assert marks == line and end == line[-1:]
    slope, constant = np.polyfit(x, y, 1)
    assert drawn["lowest loss"][0][0] == pytest.approx((slope, constant))
    assert (axes.get_xlim(), axes.get_ylim()) == ((-2, 4), (-2, 3))
    assert labels(axes) == ("w", "b", "batch size 2, learning rate 0.5, 4 steps")
    end, loss = end[0], np.mean((end[0][0] * x + end[0][1] - y) ** 2) / 2
    words = re.search(r"to \((.*), (.*)\) with loss ([\d.]+)", told(picture).replace("−", "-"))
    assert [float(words) for words in words.groups()] == pytest.approx([*end, loss], abs=1e-4)
    assert told(picture).endswith("It looked at 8 points: 1.33 epochs.")


def test_class_scores():
    rng = np.random.default_rng(0)
    X, W = rng.integers(0, 9, (3, 9)), rng.normal(size=(9, 4))
    b = rng.normal(size=4)
    picture = explorers.class_scores_picture(X, [3, 1, 2], W, 1, 2, b)
    *squares, below = picture.figure.axes
    products = X[1][:, np.newaxis] * W
    shown = {
        "image x": (X[1], "ink", 0, X[1].max()),
        "weights of neuron 2": (W[:, 2], "purple and orange", -abs(W).max(), abs(W).max()),
        "pixel times weight": (
            products[:, 2],
            "purple and orange",
            -abs(products).max(),
            abs(products).max(),
        ),
    }
    for axes, (title, (values, *scale)) in zip(squares, shown.items(), strict=True):
        assert axes.get_title() == title
        (image,) = axes.images
        np.testing.assert_array_equal(seen(image).ravel(), values, err_msg=title)
        assert_scale(image, *scale)
    z = X[1] @ W + b
    drawn = bars(below)
    assert {name: height for name, (height, *_) in drawn.items()} == {
        str(k): pytest.approx(value) for k, value in enumerate(z)
    }
    assert [words for _, words, _ in drawn.values()] == [number(value, 2) for value in z]
    assert [hatch for *_, hatch in drawn.values()] == ["", "", "///", ""]
    assert labels(below) == ("neuron (the label is 1)", "weighted sum z", "")
    highest = max(drawn, key=drawn.get)
    part = seen(squares[2].images[0])
    assert told(picture) == (
        f"Image 1, a 1, called a {highest}. Neuron 2: {number(part[part > 0].sum(), 2)} for it and "
        f"{number(part[part < 0].sum(), 2)} against it, with the bias {number(b[2], 2)}, make "
        f"{drawn['2'][1]}; the largest sum is {drawn[highest][1]}."
    )
    assert "bias" not in explorers.class_scores_picture(X, [3, 1, 2], W, 1, 2).sentence


def test_corrections():
    X, y = BLOBS
    states = history(X, y)
    picture = explorers.corrections_picture(X, y, 3)
    axes = one_axes(picture)
    drawn = lines(axes)
    (w, b, number_of_pass, row), (w_before, b_before, *_) = states[3], states[2]
    (((now),), (before,)) = drawn["w · x + b = 0"], drawn["ink --"]
    assert [w @ end + b for end in now] == pytest.approx([0, 0], abs=1e-8)
    assert [w_before @ end + b_before for end in before] == pytest.approx([0, 0], abs=1e-8)
    assert drawn["vermillion o"] == [points(*X[row])], "the ring"
    assert step(w_before @ X[row] + b_before) != y[row], "was answered wrongly"
    assert drawn["class 0"] == [points(*X[y == 0].T)]
    assert drawn["class 1"] == [points(*X[y == 1].T)]
    place = f"({number(X[row, 0], 2)}, {number(X[row, 1], 2)})"
    assert told(picture).startswith(
        f"3 corrections, in pass {number_of_pass}: {place} is of class {y[row]} and was answered "
        f"{1 - y[row]}. The line "
    )
    assert axes.get_title() == "Ring: just corrected. Broken: the line before."
    assert set(lines(one_axes(explorers.corrections_picture(X, y, 0)))) <= {
        "class 0",
        "class 1",
        "wrong side",
    }


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


def test_digit_accuracies():
    stored = {"sorted": [[90, 0, 5], [20, 80.5, 7]], "shuffled": [[40, 41, 42], [50, 60, 73]]}
    current = {"sorted": [0, 1]}
    picture = explorers.digit_accuracies_picture(stored, 25, "sorted", 50, current)
    axes = one_axes(picture)
    assert bars(axes) == {"0": (20, "20", ""), "1": (80.5, "80", "///"), "2": (7, "7", "")}
    mean = rounded(np.mean([height for height, *_ in bars(axes).values()]))
    assert {y for _, y in lines(axes)["mean: 35.8 %"][0]} == {mean}
    assert list(legend(axes)) == ["mean: 35.8 %", "learned last: 1"]
    assert legend(axes)["learned last: 1"] == ("sky", "///")
    assert axes.get_ylim() == (0, 112)
    assert list(ticks(axes.yaxis)) == [0, 20, 40, 60, 80, 100]
    assert labels(axes) == ("digit", "right, in %", "sorted, after 50 batches")
    assert told(picture) == (
        "Sorted, after 50 batches, the last of them with images of 1: right are 20 % (0), 80.5 % "
        "(1), 7 % (2); mean 35.8 %."
    )
    picture = explorers.digit_accuracies_picture(stored, 25, "shuffled", 25, current)
    drawn = bars(one_axes(picture))
    assert drawn == {"0": (40, "40", ""), "1": (41, "41", ""), "2": (42, "42", "")}
    assert told(picture) == (
        "Shuffled, after 25 batches: right are 40 % (0), 41 % (1), 42 % (2); mean 41 %."
    )


def test_forward_backward():
    x = np.array([1.5, -0.25])
    W1, W2 = forward_backward.W1, forward_backward.W2
    z1 = x @ W1
    a1 = relu(z1)
    z2 = a1 @ W2
    p = softmax(z2[np.newaxis])[0]
    dz2 = p - [0, 1]
    da1 = W2 @ dz2
    dz1 = da1 * (z1 > 0)
    dp = np.array([0, -1 / p[1]])

    def unit(j, *pairs):
        words = []
        for name, value, slope in pairs:
            words.append(f"{name}[{j}] = {number(value[j], 3)}")
            words += [] if slope is None else [f"← {number(slope[j], 3)}"]
        return words

    picture = explorers.forward_backward_picture(forward_backward.N_STEPS, *x)
    axes = one_axes(picture)
    assert boxes(axes) == [
        [unit(j, ("x", x, None)) for j in (0, 1)],
        [unit(j, ("z1", z1, dz1), ("a1", a1, da1)) for j in (0, 1)],
        [unit(j, ("z2", z2, dz2)) for j in (0, 1)],
        [unit(j, ("p", p, dp)) for j in (0, 1)],
        [[f"L = {number(-np.log(p[1]), 3)}"]],
    ]
    written = [
        [number(W[i, j], 3), f"← {number(a[i] * dz[j], 3)}"]
        for W, a, dz in ((W1, x, dz1), (W2, a1, dz2))
        for i in (0, 1)
        for j in (0, 1)
    ]
    assert on_arrows(axes)[:8] == written

    # After five numbers: z1, a1 and the first of z2, which is heavy.
    axes = one_axes(explorers.forward_backward_picture(5, *x))
    first, second = (column for column in boxes(axes)[2])
    assert first[0] == f"z2[0] = {number(z2[0], 3)}" and second[0] == "z2[1] = ?"
    assert [text.get_text() for text in axes.texts if text.get_weight() == "bold"] == first[:1]


def as_number(words):
    """Compute what the explorer writes, such as 1·0.5 + (−2)·0.25 or −ln 0.75."""
    words = re.sub(r"ln ([\d.]+)", r"log(\1)", words.replace("·", "*").replace("−", "-"))
    return eval(words, {"log": np.log})


def test_forward_backward_tells_the_number_that_is_heavy():
    x = 1.5, -0.25  # one unit is on and one is off
    for k in range(1, forward_backward.N_STEPS + 1):
        picture = explorers.forward_backward_picture(k, *x)
        axes = one_axes(picture)
        (heavy,) = [text.get_text() for text in axes.texts if text.get_weight() == "bold"]
        *_, formula, number_told = picture.sentence.rstrip(".").split(" = ")
        drawn = as_number(heavy.rpartition(" ")[2])
        assert drawn == pytest.approx(as_number(number_told), abs=0.0006), picture.sentence
        if re.fullmatch(r"[\d.·+/() −ln]+", formula):
            assert as_number(formula) == pytest.approx(as_number(number_told), abs=0.001), formula
        z1 = np.array(x) @ forward_backward.W1
        if "with z2" in picture.sentence:
            z2 = np.maximum(z1, 0) @ forward_backward.W2
            assert f"with z2 = ({number(z2[0])}, {number(z2[1])})" in picture.sentence
        if "the gradient" in picture.sentence:
            j = int(re.search(r"a1\[(\d)\]", picture.sentence)[1])
            assert ("passes" in picture.sentence) == (z1[j] > 0), picture.sentence


def test_momentum():
    picture = explorers.momentum_picture(0.05, 0.5, 6)
    axes, _ = picture.figure.axes
    drawn = lines(axes)
    for name, mu in (("plain", 0), ("momentum 0.5", 0.5)):
        w, v, places = np.array([-4.0, 1.0]), np.zeros(2), [(-4, 1)]
        for _ in range(6):
            v = mu * v + np.array([1, 25]) * w
            w = w - 0.05 * v
            places.append(tuple(w))
        line, marks, end = drawn[name]
        assert np.array(line) == pytest.approx(np.array(places), abs=1e-6), name
        assert marks == line and end == line[-1:]
        loss = number((w[0] ** 2 + 25 * w[1] ** 2) / 2)
        assert f"{name} takes 6 steps to ({number(w[0])}, {number(w[1])}) with loss {loss}" in (
            told(picture)
        )
    assert drawn["lowest loss"] == [[(0, 0)]]
    assert (axes.get_xlim(), axes.get_ylim()) == ((-5, 5), (-2.2, 2.2))
    assert list(axes.collections[0].levels) == [0.001, 0.01, 0.1, 1, 3, 10, 30]
    assert labels(axes) == ("w1", "w2", "learning rate 0.05, effective 0.1")


def test_neuron_weights():
    rng = np.random.default_rng(0)
    snapshots, accuracies = rng.normal(size=(4, 9)), [0.1, 0.8, 0.95, 0.9]
    picture = explorers.neuron_weights_picture(snapshots, accuracies, 2, [0, 5, 10, 20], "batch")
    left, right, bar = picture.figure.axes
    (image,) = left.images
    np.testing.assert_array_equal(seen(image).ravel(), snapshots[2])
    assert_scale(image, "purple and orange", -abs(snapshots).max(), abs(snapshots).max())
    assert bar.get_ylim() == (-abs(snapshots).max(), abs(snapshots).max())
    assert left.get_title() == "weights at batch 10"
    drawn = lines(right)
    assert drawn["blue -"] == [points([0, 5, 10, 20], accuracies)]
    assert drawn["vermillion o"] == [[(10, 0.95)]]
    assert right.get_ylim() == pytest.approx((0.8 - 0.015, 0.95 + 0.015))
    assert labels(right) == ("batch", "accuracy", "accuracy")
    assert list(texts(right).values()) == ["batch 0: 0.1, below the picture"]
    shown = seen(image)
    assert told(picture) == (
        f"At batch 10 the weights go from {number(shown.min())} to {number(shown.max())}; accuracy "
        "0.95, against 0.1 at batch 0."
    )
    _, right, _ = explorers.neuron_weights_picture(snapshots, accuracies, 0).figure.axes
    assert lines(right)["vermillion v"] == [points(0, right.get_ylim()[0])], "at the edge"


def test_pixels():
    picture = explorers.pixels_picture(IMAGES, LABELS, 2, 3, 7)
    close, far = picture.figure.axes
    image = IMAGES[2].reshape(28, 28)
    np.testing.assert_array_equal(seen(far.images[0]), image)
    np.testing.assert_array_equal(seen(close.images[0]), image[3:13, 7:17])
    assert texts(close) == {(x, y): str(image[y, x]) for x in range(7, 17) for y in range(3, 13)}
    assert far.patches[0].get_xy() == (6.5, 2.5)
    assert picture.figure.get_suptitle() == "Image 2, a 4"
    rows = "Rows 3 to 12 and columns 7 to 16 of 28 × 28 pixels, with values from"
    assert picture.sentence.startswith(f"Image 2, a 4. {rows}")
    assert picture.alt.startswith("Image 2, a 4. An image beside") and rows in picture.alt


@pytest.mark.parametrize(
    ("name", "shaded"),
    [
        ("sigmoid", [(-8, -5.986), (5.986, 8)]),
        ("tanh", [(-8, -2.993), (2.993, 8)]),
        ("ReLU", [(-8, 0)]),
    ],
)
def test_slopes(name, shaded):
    picture = explorers.slopes_picture(name, 1.25, 3)
    above, below = picture.figure.axes
    z = np.linspace(-8, 8, 801)
    functions = {"sigmoid": sigmoid, "tanh": tanh, "ReLU": relu}
    slopes = {
        "sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)),
        "tanh": lambda z: 1 - np.tanh(z) ** 2,
        "ReLU": lambda z: 1.0 * (z > 0),
    }
    assert list(legend(above)) == list(functions)
    assert [look for look, _ in legend(above).values()] == [
        f"{'blue' if other == name else 'faint'} {style}"
        for other, style in (("sigmoid", "-"), ("tanh", "--"), ("ReLU", "-."))
    ]
    for axes, of in ((above, functions), (below, slopes)):
        drawn = lines(axes)
        for other, f in of.items():
            np.testing.assert_allclose(
                drawn[other][0], np.transpose([z, f(z)]), 1e-6, err_msg=other
            )
        (mark,) = drawn["vermillion o"]
        assert mark[0] == pytest.approx((1.25, of[name](1.25)))
        assert {x for x, _ in drawn["faint :"][0]} == {1.25}
        assert spans(axes) == [pytest.approx(span, abs=0.001) for span in shaded]
        assert axes.get_xlim() == (-8, 8)
    highest = 8.4 if name == "ReLU" else 2.1
    assert (above.get_ylim(), below.get_ylim()) == ((-1.15, highest), (-0.05, 1.1))
    assert (above.get_ylabel(), *labels(below)) == ("a", "z", "slope", "")
    a, slope = (lines(axes)["vermillion o"][0][0][1] for axes in (above, below))
    assert told(picture).startswith(
        f"{name}(1.25) = {number(a)}, and its slope there is {number(slope)}. After 3 layers of "
        f"such units {number(slope**3)} is left of a slope of 1."
    )
    assert name == "ReLU" or f"above {number(spans(axes)[1][0], 2)}." in told(picture)


def test_step_and_sigmoid():
    picture = explorers.step_and_sigmoid_picture(-2, 1, 3)
    axes = one_axes(picture)
    drawn = lines(axes)
    x = np.linspace(-4, 4, 801)
    z = 3 * (-2 * x + 1)
    np.testing.assert_allclose(drawn["step"][0], np.transpose([x, z > 0]), atol=1e-8)
    np.testing.assert_allclose(drawn["sigmoid"][0], np.transpose([x, sigmoid(z)]), 1e-6)
    ((low, high),) = spans(axes)
    assert [sigmoid(3 * (-2 * end + 1)) for end in (low, high)] == pytest.approx([0.9, 0.1])
    assert (axes.get_xlim(), axes.get_ylim()) == ((-4, 4), (-0.08, 1.08))
    assert labels(axes) == ("x", "output", "z = 3 · (−2 · x + 1)")
    assert told(picture) == (
        f"The step jumps at x = {number((low + high) / 2)}; the sigmoid falls from 0.9 to 0.1 "
        f"within {number(high - low)} of x."
    )


def test_valley():
    picture = explorers.valley_picture(0.5, 3)
    axes = one_axes(picture)
    w = np.linspace(-6, 6, 301)
    drawn = lines(axes)
    assert drawn["blue -"] == [points(w, w * w / 2)]
    assert drawn["vermillion o"] == [
        [(-4, 8), (-2, 2), (-1, 0.5), (-0.5, 0.125)],
        [(-0.5, 0.125)],
    ]
    assert labels(axes) == ("w", "loss", "loss = w² / 2, learning rate 0.5")
    assert told(picture) == (
        "After 3 steps w went from −4 to −0.5, and the loss from 8 to 0.125. Each step multiplies "
        "w by 0.5: the ball comes closer."
    )


def stored_training(strength):
    """What `weight_decay` would have trained: weights, losses and shares of right ones."""
    W = np.linspace(-2, 1.4, 21 * 64).reshape(21, 8, 8)
    losses, rights = np.linspace(2, 0.1, 42).reshape(21, 2), np.linspace(9, 99, 42).reshape(21, 2)
    return W * (1 - strength), losses + np.array([0, 0.25 + strength]), rights


def test_weight_decay(monkeypatch):
    monkeypatch.setattr(weight_decay, "_history", stored_training)
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


def other_net(*between, end):
    rng = np.random.default_rng(0)
    sizes = [784, *between, 10]
    layers = [Rescale(1 / 255)]
    for n_in, n_out in itertools.pairwise(sizes):
        layers += [Dense.from_arrays(rng.normal(0, 0.2, (n_in, n_out))), Tanh()]
    return Network(*layers[:-1], *end)


def outputs(axes):
    """The bars of the ten outputs by the digit beside them: value, words and pattern."""
    written, found = texts(axes), {}
    for (x, y), words in written.items():
        if re.fullmatch(r"\d", words):
            (zero,) = {x for line in lines(axes)["faint -"] for x, _ in line}
            bar = [
                patch
                for patch in axes.patches
                if isinstance(patch, Rectangle)
                and patch.get_fill()
                and patch.get_y() < y < patch.get_y() + patch.get_height()
            ]
            if not bar:
                found[int(words)] = 0, "", ""
                continue
            (bar,) = bar
            assert bar.get_x() == pytest.approx(zero)
            (beside,) = [
                other for (end, line), other in written.items() if line == y and end > zero > x
            ]
            found[int(words)] = bar.get_width(), beside, bar.get_hatch() or ""
    return found


@pytest.mark.parametrize("end", [(Softmax(),), (Tanh(),)], ids=["softmax", "tanh"])
def test_own_digit(end):
    net = other_net(5, end=end)
    drawing = np.zeros((28, 28))
    drawing[4:22, 9:12] = 255
    drawing[18:22, 9:20] = 200
    picture = explorers.drawn_digit_picture(net, drawing, evidence_for=3)
    axes = one_axes(picture)
    row = as_mnist(drawing)
    p = net([row])[0]
    (first, image), (second, units), (third, pixels) = tiles(axes)
    assert (first, second, third) == ("as in MNIST", "hidden units for 3", "pixels for 3")
    np.testing.assert_array_equal(image.ravel(), row)
    said = explain.votes(net, row, of=3)[1]
    np.testing.assert_allclose(units.ravel()[:5], said)
    assert np.isnan(units.ravel()[5:]).all()
    evidence = explain.evidence(net, row, of=3)
    np.testing.assert_allclose(pixels.ravel(), evidence)
    shown = {round(image.get_extent()[0], 6): image for image in axes.images}
    for (_, square), values in zip(sorted(shown.items())[1:], (said, evidence), strict=True):
        assert_scale(square, "purple and orange", -abs(values).max(), abs(values).max())
    assert_scale(min(shown.items())[1], "ink", 0, 255)
    drawn = outputs(axes)
    assert list(drawn) == list(range(10))
    reads = int(p.argmax())
    for digit, value in enumerate(p):
        width, words, hatch = drawn[digit]
        assert width == pytest.approx(value if abs(value) >= 0.001 else 0), digit
        if width:
            assert words == (">0.999" if 0.999 < value < 1 else number(value, 3))
        assert hatch == ("///" if digit == reads else "")
    assert ("probability" if end[0].__class__ is Softmax else "output") in texts(axes).values()
    second = int(np.argsort(-p)[1])
    assert re.match(
        f"It reads an? {reads}, with {number(p[reads])}; next comes {second} with "
        f"{number(p[second])}. ",
        told(picture),
    )
    words = re.search(r"speak for 3 with ([\d.]+) and against it with ([\d.]+)\.", told(picture))
    sums = [pixels[pixels > 0].sum(), -pixels[pixels < 0].sum()]
    assert [float(words) for words in words.groups()] == pytest.approx(sums, abs=0.006)
    strongest = int(np.nanargmax(abs(units.ravel())))
    assert f"unit {strongest} says most, {number(units.ravel()[strongest], 2)}." in told(picture)


def test_own_digit_with_no_ink():
    net = other_net(5, end=(Softmax(),))
    axes = one_axes(explorers.drawn_digit_picture(net, np.zeros((28, 28))))
    assert [words for words, _ in tiles(axes)] == ["as in MNIST", "hidden units", "pixels"]
    assert not any(np.any(values) for _, values in tiles(axes))
    assert [width for width, *_ in outputs(axes).values()] == [0] * 10


# What an explorer is made of, values that none of them starts with, and the picture of these.
MOVED = {
    "activations": (
        lambda: explorers.explore_activations(FOUR),
        {"activation": "ReLU", "weights": "N(0, 1)", "factor": 2.0, "units": 10, "n_layers": 3},
        lambda **values: explorers.activations_picture(FOUR, **values),
    ),
    "batch size": (
        lambda: explorers.explore_batch_size(*POINTS),
        {"batch_size": 5, "learning_rate": 0.5, "n_steps": 7},
        lambda **values: explorers.batch_size_picture(*POINTS, **values),
    ),
    "class scores": (
        lambda: explorers.explore_class_scores(SIX, [1, 2, 3, 0, 1, 2], FOUR, POINTS[0][:4]),
        {"image": 3, "neuron": 2},
        lambda **values: explorers.class_scores_picture(
            SIX, [1, 2, 3, 0, 1, 2], FOUR, b=POINTS[0][:4], **values
        ),
    ),
    "corrections": (
        lambda: explorers.explore_corrections(*BLOBS),
        {"correction": 2},
        lambda **values: explorers.corrections_picture(*BLOBS, **values),
    ),
    "decision line": (
        explorers.explore_decision_line,
        {"gate": "XOR", "w1": 0.5, "w2": -1.0, "b": -0.25},
        explorers.decision_line_picture,
    ),
    "digit accuracies": (
        lambda: explorers.explore_digit_accuracies(HISTORIES, 5, {"shuffled": [2, 1, 0, 1]}),
        {"order": "shuffled", "batches": 15},
        lambda **values: explorers.digit_accuracies_picture(
            HISTORIES, 5, current={"shuffled": [2, 1, 0, 1]}, **values
        ),
    ),
    "forward and backward": (
        explorers.explore_forward_backward,
        {"step": 7, "x1": -0.5, "x2": 1.25},
        explorers.forward_backward_picture,
    ),
    "momentum": (
        explorers.explore_momentum,
        {"learning_rate": 0.05, "momentum": 0.8, "n_steps": 9},
        explorers.momentum_picture,
    ),
    "neuron weights": (
        lambda: explorers.explore_neuron_weights(*SNAPSHOTS, [0, 3, 5, 9], "epoch"),
        {"snapshot": 2},
        lambda snapshot: explorers.neuron_weights_picture(
            *SNAPSHOTS, snapshot, [0, 3, 5, 9], "epoch"
        ),
    ),
    "pixels": (
        lambda: explorers.explore_pixels(IMAGES, LABELS),
        {"image": 2, "top": 5, "left": 17},
        lambda **values: explorers.pixels_picture(IMAGES, LABELS, **values),
    ),
    "slopes": (
        explorers.explore_slopes,
        {"function": "tanh", "z": 0.75, "n_layers": 3},
        explorers.slopes_picture,
    ),
    "step and sigmoid": (
        explorers.explore_step_and_sigmoid,
        {"w": -2.0, "b": 0.5, "k": 3.0},
        explorers.step_and_sigmoid_picture,
    ),
    "valley": (
        explorers.explore_valley,
        {"learning_rate": 0.7, "n_steps": 5},
        explorers.valley_picture,
    ),
    "weight decay": (
        explorers.explore_weight_decay,
        {"strength": 0.01, "epoch": 50},
        explorers.weight_decay_picture,
    ),
}


@pytest.mark.parametrize("name", [n for n in explorers.__all__ if n.endswith("_picture")])
def test_each_picture_is_read_back(name):
    test = "test_" + name.removesuffix("_picture").replace("drawn_digit", "own_digit")
    assert test in globals(), f"no test reads what explorers.{name} draws"


def test_every_explorer_is_moved():
    made = {name for name in explorers.__all__ if name.startswith("explore_")}
    assert made == {f"explore_{name.replace(' and b', '_b').replace(' ', '_')}" for name in MOVED}


@pytest.mark.parametrize(("make", "values", "picture"), MOVED.values(), ids=MOVED)
def test_an_explorer_shows_the_values_of_its_controls(monkeypatch, make, values, picture):
    monkeypatch.setattr(Picture, "png", b"not drawn: the figures were read above")
    monkeypatch.setattr(weight_decay, "_history", stored_training)
    explorer = make()
    start = explorer.values
    for name, value in values.items():
        explorer.controls[name].value = value
    assert explorer.values == values
    assert [name for name in start if start[name] == values[name]] == []
    shown, expected = explorer.picture, picture(**values)
    assert (explorer.sentence, shown.alt) == (expected.sentence, expected.alt)
    for axes, other in zip(shown.figure.axes, expected.figure.axes, strict=True):
        assert lines(axes) == lines(other)
        assert [seen(image).tolist() for image in axes.images] == [
            seen(image).tolist() for image in other.images
        ]
        assert texts(axes) == texts(other)
