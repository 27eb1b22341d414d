"""Drawings as MNIST has them, and spoiled images."""

import numpy as np
import pytest

from nnlib import accuracy, data
from nnlib.checks import NotFiniteError
from nnlib.classroom import handwriting
from nnlib.classroom.handwriting import NoInkError, as_mnist
from nnlib.network import Network

M = 1000


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


@pytest.fixture(scope="module")
def net():
    return Network.load(data.digit_reader())


@pytest.fixture(scope="module")
def digits():
    _, (X, y) = data.mnist()
    return X[:M], y[:M]


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
