"""Your own digit: what a network sees in what is on the pad."""

import itertools
import re

import ipywidgets as widgets
import numpy as np
import pytest
from matplotlib.patches import Rectangle

from nnlib import Softmax, Tanh, data, explain, initializers
from nnlib.classroom import explorers
from nnlib.classroom.explorers.own_digit import EMPTY
from nnlib.classroom.handwriting import as_mnist
from nnlib.classroom.sentences import number
from nnlib.layers import Dense, Rescale
from nnlib.network import Network
from picture_checks import assert_readable, assert_scale, lines, one_axes, texts, tiles, told

M = 1000


def strong_net(*between, end):
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


def other_net(*between, end=(Softmax,)):
    rng, normal = np.random.default_rng(0), initializers.normal(0.1)
    hidden = [784, *between, 10]
    layers = [Rescale(1 / 255)]
    for n_in, n_out in itertools.pairwise(hidden):
        layers += [Dense(n_in, n_out, init=normal, rng=rng), Tanh()]
    return Network(*layers[:-1], *(layer() for layer in end))


def image_field(explorer):
    """The field and the button that put an image on the pad."""
    beside = explorer.children[0].children[1].children
    field, button = next(box.children for box in beside if isinstance(box, widgets.HBox))
    assert field.description == "image"
    return field, button


@pytest.fixture(scope="module")
def net():
    return Network.load(data.digit_reader())


@pytest.fixture(scope="module")
def digits():
    _, (X, y) = data.mnist()
    return X[:M], y[:M]


TYPICAL = {
    "a digit": lambda net, X: explorers.drawn_digit_picture(net, X[0]),
    "another class": lambda net, X: explorers.drawn_digit_picture(net, X[18], 8),
    "no ink": lambda net, X: explorers.drawn_digit_picture(net, np.zeros(784)),
    "two hidden layers": lambda net, X: explorers.drawn_digit_picture(other_net(5, 7), X[1]),
    "no hidden layer": lambda net, X: explorers.drawn_digit_picture(other_net(), X[1]),
    "scores": lambda net, X: explorers.drawn_digit_picture(other_net(30, end=()), X[1]),
    "tanh": lambda net, X: explorers.drawn_digit_picture(other_net(30, end=(Tanh,)), X[1]),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make, net, digits):
    assert_readable(make(net, digits[0]))


def test_all_pictures_have_one_size(net, digits):
    assert len({make(net, digits[0]).size for make in TYPICAL.values()}) == 1


@pytest.mark.parametrize("end", [(Softmax(),), (Tanh(),)], ids=["softmax", "tanh"])
def test_own_digit(end):
    net = strong_net(5, end=end)
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
    net = strong_net(5, end=(Softmax(),))
    axes = one_axes(explorers.drawn_digit_picture(net, np.zeros((28, 28))))
    assert [words for words, _ in tiles(axes)] == ["as in MNIST", "hidden units", "pixels"]
    assert not any(np.any(values) for _, values in tiles(axes))
    assert [width for width, *_ in outputs(axes).values()] == [0] * 10


def test_the_explorer_follows_the_pad(net, digits):
    X = digits[0]
    explorer = explorers.draw_digit(net, X)
    assert explorer.sentence == EMPTY
    explorer.pad.image = X[0]
    assert explorer.sentence.startswith("It reads a 7, ")
    assert "speak for 7" in explorer.sentence
    before = explorer._image.value
    explorer.controls["evidence_for"].value = "2"
    assert explorer.sentence.startswith("It reads a 7, ")
    assert "speak for 2" in explorer.sentence
    assert explorer._image.value != before
    assert "alt=" in explorer._image.value
    assert "0x" not in repr(explorer)
    explorer.pad.clear()
    assert explorer.sentence == EMPTY
    explorer.pad.image = X[1]
    explorer.reset()
    assert explorer.sentence == EMPTY
    assert repr(explorer) == repr(explorers.draw_digit(net))


def test_start_again_sets_the_images_number_to_the_start(net, digits):
    explorer = explorers.draw_digit(net, digits[0])
    field, button = image_field(explorer)
    field.value = 247
    button.click()
    np.testing.assert_array_equal(explorer.pad.image[::4, ::4].ravel(), digits[0][247])
    explorer.reset()
    assert field.value == 0
    assert explorer.sentence == EMPTY


@pytest.mark.parametrize(
    ("typed", "number"), [(2.4, 2), (2.6, 3), (M - 1.4, M - 1), (99_999, M - 1), (-3, 0)]
)
def test_the_image_field_takes_the_nearest_number(net, digits, typed, number):
    field, button = image_field(explorers.draw_digit(net, digits[0]))
    field.set_state({"value": typed})  # as the browser sends it
    assert field.value == number
    button.click()


def test_a_stored_explorer_has_its_sentence_and_picture(net):
    bundle, metadata = explorers.draw_digit(net)._repr_mimebundle_()
    assert bundle["text/plain"].split("\n")[1] == EMPTY
    assert bundle["image/png"]
    assert metadata["image/png"]["alt"]


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (None, TypeError),
        (Network(Dense.from_arrays(np.zeros((784, 10))), Softmax()), ValueError),
        (Network(Rescale(1 / 255)), ValueError),
        (Network(Rescale(1 / 16), Dense.from_arrays(np.zeros((64, 10))), Softmax()), ValueError),
        (Network(Rescale(1 / 255), Dense.from_arrays(np.zeros((784, 2))), Softmax()), ValueError),
    ],
)
def test_other_networks_are_refused(bad, error):
    with pytest.raises(error, match="expected"):
        explorers.draw_digit(bad)
    with pytest.raises(error, match="expected"):
        explorers.drawn_digit_picture(bad, np.zeros(784))


def test_other_bad_input_is_refused(net):
    with pytest.raises(ValueError, match="expected 0 to 9"):
        explorers.drawn_digit_picture(net, np.zeros(784), 10)
    with pytest.raises(ValueError, match="square"):
        explorers.drawn_digit_picture(net, np.zeros((28, 27)))
    with pytest.raises(ValueError, match=r"expected \(m, 784\)"):
        explorers.draw_digit(net, np.zeros((5, 64)))
