"""Your own digit: drawings as MNIST has them, evidence, the pad and its explorer."""

import itertools
import re

import ipywidgets as widgets
import numpy as np
import pytest
import traitlets

from nnlib import (
    Dense,
    Network,
    Rescale,
    Softmax,
    Tanh,
    accuracy,
    data,
    initializers,
)
from nnlib.checks import NotFiniteError
from nnlib.classroom import explorers, handwriting
from nnlib.classroom.drawing_pad import DrawingPad
from nnlib.classroom.explorers.own_digit import EMPTY
from nnlib.classroom.handwriting import NoInkError, as_mnist
from picture_checks import assert_readable

M = 1000


@pytest.fixture(scope="module")
def net():
    return Network.load(data.digit_reader())


@pytest.fixture(scope="module")
def digits():
    _, (X, y) = data.mnist()
    return X[:M], y[:M]


def enlarged(image, factor):
    """An image with soft edges: straight lines between the old pixels; smaller ones by area."""
    if factor < 1:
        return handwriting.scale(image.ravel(), factor).reshape(28, 28)
    old = (np.arange(round(28 * factor)) + 0.5) / factor - 0.5
    weights = np.maximum(0, 1 - np.abs(old[:, None] - np.arange(28)))
    return weights @ image @ weights.T


def placed(row, factor, side, rng):
    """A digit at a random place in a larger picture, all of it inside."""
    ink = enlarged(row.reshape(28, 28).astype(float), factor)
    rows, columns = np.nonzero(ink)
    ink = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    top, left = (rng.integers(side - length + 1) for length in ink.shape)
    picture = np.zeros((side, side))
    picture[top : top + len(ink), left : left + ink.shape[1]] = ink
    return picture


# Drawings as MNIST has them


def test_an_mnist_image_stays_what_it_was(net, digits):
    X, y = digits
    prepared = np.array([as_mnist(row.reshape(28, 28)) for row in X])
    assert prepared.dtype == np.uint8
    assert (prepared == X).mean() > 0.95
    before, after = accuracy(net.predict(X), y), accuracy(net.predict(prepared), y)
    assert abs(before - after) <= 0.01


@pytest.mark.parametrize(
    ("factor", "side"), [(0.6, 28), (0.8, 28), (1, 28), (1, 112), (2, 112), (3.3, 112), (5, 112)]
)
def test_place_and_size_of_a_drawing_do_not_matter(net, digits, factor, side):
    X, y = digits
    rng = np.random.default_rng(round(10 * factor) + side)
    drawings = [placed(row, factor, side, rng) for row in X]
    before = accuracy(net.predict(X), y)
    after = accuracy(net.predict([as_mnist(drawing) for drawing in drawings]), y)
    assert abs(before - after) <= 0.01
    if side == 28 and factor < 1:  # the network itself has not learned that
        raw = np.rint(drawings).reshape(M, 784)
        assert accuracy(net.predict(raw), y) < before - 0.3


def test_a_drawing_as_large_as_the_pads_has_mnists_stroke():
    """A stroke of the pad, 90 units high and 10 wide: two or three pixels wide, and black."""
    drawing = np.zeros((112, 112))
    drawing[11:101, 51:61] = 255
    image = as_mnist(drawing).reshape(28, 28)
    assert image.max() == 255
    assert np.flatnonzero(image.any(axis=1)).tolist() == list(range(4, 24))
    assert 2 <= np.count_nonzero(image[14]) <= 3


def test_ink_of_any_grey_becomes_black():
    drawing = np.zeros((50, 50))
    drawing[10:40, 20:24] = 40
    assert as_mnist(drawing).max() == 255


def test_the_centre_of_mass_is_in_the_middle():
    rng = np.random.default_rng(0)
    for _ in range(20):
        drawing = np.zeros((100, 100))
        top, left = rng.integers(0, 50, 2)
        drawing[top : top + 40, left : left + 25] = rng.integers(1, 256, (40, 25))
        image = as_mnist(drawing).reshape(28, 28).astype(float)
        for sums in (image.sum(axis=0), image.sum(axis=1)):
            assert abs(sums @ np.arange(28) / sums.sum() - 14) <= 0.52  # whole pixels, bytes


def test_a_single_dot_and_a_full_sheet_are_drawings():
    dot = np.zeros((112, 112))
    dot[3, 100] = 1
    with pytest.raises(ValueError, match="multiply by 255"):
        as_mnist(dot)
    dot[3, 100] = 7
    assert np.count_nonzero(as_mnist(dot)) == 400
    assert np.count_nonzero(as_mnist(np.full((30, 30), 255))) == 400
    assert as_mnist([[255]]).shape == (784,)


@pytest.mark.parametrize(
    ("drawing", "error", "words"),
    [
        (np.zeros((112, 112)), NoInkError, "without ink"),
        (np.zeros((112, 100)), ValueError, "square"),
        (np.ones(784, np.uint8), ValueError, "square"),
        (np.full((28, 28), np.nan), NotFiniteError, "nan"),
        (np.full((28, 28), 256), ValueError, "0 to 255"),
        (np.full((28, 28), -1), ValueError, "0 to 255"),
        (np.full((28, 28), 0.5), ValueError, "multiply by 255"),
        ([["a"]], TypeError, "real numbers"),
        ([], ValueError, "empty"),
    ],
)
def test_bad_drawings_are_refused(drawing, error, words):
    with pytest.raises(error, match=words):
        as_mnist(drawing)


# Spoiled images

SPOILERS = {
    "shift": lambda X: handwriting.shift(X, down=2, right=-3),
    "scale": lambda X: handwriting.scale(X, 0.7),
    "rotate": lambda X: handwriting.rotate(X, 20),
    "invert": handwriting.invert,
}


@pytest.mark.parametrize("spoil", SPOILERS.values(), ids=SPOILERS)
def test_rows_are_spoiled_one_by_one(spoil, digits):
    X = digits[0][:5]
    before = X.copy()
    spoiled = spoil(X)
    assert spoiled.dtype == np.uint8
    assert spoiled.shape == X.shape
    assert (spoiled != X).any(axis=1).all()
    np.testing.assert_array_equal(spoiled[3], spoil(X[3]))
    np.testing.assert_array_equal(X, before)
    for bad in (X[:, 1:], X[0].reshape(28, 28), X * 2.0, X / 255):
        with pytest.raises(ValueError, match="expected"):
            spoil(bad)


def test_to_and_fro_is_the_same_image(digits):
    X = digits[0][:20]
    square, moved = (x.reshape(-1, 28, 28) for x in (X, handwriting.shift(X, down=2, right=-3)))
    np.testing.assert_array_equal(moved[:, 2:, :-3], square[:, :-2, 3:])
    assert not moved[:, :2].any()
    assert not moved[:, :, -3:].any()
    np.testing.assert_array_equal(handwriting.invert(handwriting.invert(X)), X)
    np.testing.assert_array_equal(handwriting.rotate(X, 360), X)
    np.testing.assert_array_equal(handwriting.rotate(handwriting.rotate(X, 90), -90), X)
    for same in (handwriting.shift(X), handwriting.scale(X, 1), handwriting.rotate(X, 0)):
        np.testing.assert_array_equal(same, X)
    assert not handwriting.shift(X, right=28).any()
    assert not handwriting.shift(X, down=-1000).any()


def test_scaling_changes_areas():
    image = np.zeros((28, 28))
    image[7:21, 7:21] = 100
    for factor in (0.5, 1.5, 2):
        ink = handwriting.scale(image.ravel(), factor).sum(dtype=int)
        assert ink / image.sum() == pytest.approx(factor**2, rel=0.01)


def test_noise_is_repeated_by_its_seed_and_stays_in_range(digits):
    X = digits[0][:50]
    a, b = (handwriting.add_noise(X, 60, np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(a, b)
    grey = np.full((50, 784), 128)
    noisy = handwriting.add_noise(grey, 20, np.random.default_rng(0))
    assert noisy.std() == pytest.approx(20, rel=0.02)
    np.testing.assert_array_equal(handwriting.add_noise(X, 0, np.random.default_rng(0)), X)


@pytest.mark.parametrize(
    "make",
    [
        lambda x: handwriting.shift(x, right=0.5),
        lambda x: handwriting.shift(x, down=True),
        lambda x: handwriting.scale(x, 0),
        lambda x: handwriting.rotate(x, np.nan),
        lambda x: handwriting.add_noise(x, -1, np.random.default_rng(0)),
    ],
)
def test_bad_amounts_are_refused(make):
    with pytest.raises((TypeError, ValueError), match="expected"):
        make(np.zeros(784))


# The pad


@pytest.mark.parametrize("side", [28, 56, 112])
def test_an_image_put_on_the_pad_is_there(side):
    pad = DrawingPad()
    image = np.random.default_rng(0).integers(0, 256, (side, side))
    pad.image = image
    assert pad.image.shape == (112, 112)
    assert pad.image.dtype == np.uint8
    np.testing.assert_array_equal(pad.image[:: 112 // side, :: 112 // side], image)
    pad.clear()
    assert not pad.image.any()


def test_what_the_browser_sends_arrives():
    pad, seen = DrawingPad(), []
    pad.observe(lambda change: seen.append(change.new), names="value")
    pad.set_state({"value": memoryview(bytes([9]) * 112**2)})
    assert (pad.image == 9).all()
    assert seen == [pad.value]
    with pytest.raises(traitlets.TraitError, match="expected 112"):
        pad.value = b"too short"


def test_the_picture_of_a_pad_is_a_copy():
    pad = DrawingPad()
    pad.image[:] = 255
    assert repr(pad) == "DrawingPad(empty)"


@pytest.mark.parametrize(
    "image", [np.zeros(783), np.zeros((30, 30)), np.full(784, 300), np.full(784, 0.3), 5]
)
def test_bad_images_do_not_come_on_the_pad(image):
    pad = DrawingPad()
    with pytest.raises(ValueError, match="expected"):
        pad.image = image
    assert not pad.image.any()


def test_the_pad_fetches_nothing():
    script = DrawingPad()._esm
    assert "export default { render }" in script
    assert not re.search(r"https?:|\bimport\b|\bfetch\b|url\(", script)


# The explorer


def other_net(*between, end=(Softmax,)):
    rng, normal = np.random.default_rng(0), initializers.normal(0.1)
    hidden = [784, *between, 10]
    layers = [Rescale(1 / 255)]
    for n_in, n_out in itertools.pairwise(hidden):
        layers += [Dense(n_in, n_out, init=normal, rng=rng), Tanh()]
    return Network(*layers[:-1], *(layer() for layer in end))


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
    picture = make(net, digits[0])
    assert_readable(picture)


def test_all_pictures_have_one_size(net, digits):
    assert len({make(net, digits[0]).size for make in TYPICAL.values()}) == 1


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


def image_field(explorer):
    """The field and the button that put an image on the pad."""
    beside = explorer.children[0].children[1].children
    field, button = next(box.children for box in beside if isinstance(box, widgets.HBox))
    assert field.description == "image"
    return field, button


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
