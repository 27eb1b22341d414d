"""The scores of the classes, pixel by pixel."""

import numpy as np
import pytest

from nnlib.classroom import explorers
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, assert_scale, bars, labels, seen, told

rng = np.random.default_rng(0)
IMAGES, LABELS = rng.integers(0, 256, (4, 784)).astype(np.uint8), [5, 0, 4, 1]
W, B = rng.normal(0, 0.001, (784, 10)), rng.normal(size=10)


@pytest.mark.parametrize("image, neuron", [(0, 5), (3, 0), (2, 9)])
def test_class_scores_can_be_read(image, neuron):
    picture = explorers.class_scores_picture(IMAGES, LABELS, W, image, neuron)
    assert_readable(picture)


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


def test_class_scores_with_nothing_to_show():
    assert_readable(explorers.class_scores_picture(np.zeros((1, 64)), [0], np.zeros((64, 2)), 0, 1))


def test_class_scores_draw_the_same_bytes_again():
    first, again = (explorers.class_scores_picture(IMAGES, LABELS, W, 1, 2).png for _ in range(2))
    assert first == again


def test_explore_class_scores_follows_its_sliders():
    explorer = explorers.explore_class_scores(IMAGES, LABELS, W)
    assert explorer.values == {"image": 0, "neuron": 5}
    explorer.controls["neuron"].value = 3
    assert "Neuron 3" in explorer.sentence
    assert explorer.error is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((IMAGES[:, :9], LABELS, W, 0, 0), r"X of shape \(4, 9\) and W of shape \(784, 10\)"),
        ((IMAGES, LABELS[:2], W, 0, 0), r"y of shape \(2,\); expected \(4,\)"),
        ((IMAGES, LABELS, W, 4, 0), "image=4; expected 0 to 3"),
        ((IMAGES, LABELS, W, 0, 10), "neuron=10; expected 0 to 9"),
        ((IMAGES, LABELS, W, 0, 0, B[:3]), r"b of shape \(3,\); expected \(10,\)"),
        ((IMAGES, LABELS, W[:, :1], 0, 0), "n_out from 2 to 12"),
        ((IMAGES[:, :8], LABELS, W[:8], 0, 0), "expected a square number"),
    ],
)
def test_class_scores_say_what_does_not_fit(arguments, words):
    with pytest.raises(ValueError, match=words):
        explorers.class_scores_picture(*arguments)


def test_explore_class_scores_starts_where_it_is_told():
    assert explorers.explore_class_scores(IMAGES, LABELS, W, image=2).values == {
        "image": 2,
        "neuron": LABELS[2],
    }
    with pytest.raises(ValueError, match="image=4; expected 0 to 3"):
        explorers.explore_class_scores(IMAGES, LABELS, W, image=4)


def test_explore_class_scores_needs_two_images():
    with pytest.raises(ValueError, match="at least 2"):
        explorers.explore_class_scores(IMAGES[:1], LABELS[:1], W)
