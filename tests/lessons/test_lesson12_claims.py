"""What lesson 12 says of reading digits, computed again."""

import numpy as np
import pytest

from nnlib import (
    CrossEntropy,
    Dense,
    ExactNetwork,
    Momentum,
    Network,
    Rescale,
    Softmax,
    Tanh,
    accuracy,
    data,
    explain,
    initializers,
    one_hot,
    schedules,
    train,
)
from nnlib.classroom import handwriting

from .lesson_code import from_lesson

SEEDS = range(5)
on_a_sheet, shrunk, centred = from_lesson(12, "on_a_sheet", "shrunk", "centred")
(X_TRAIN, Y_TRAIN), (X_TEST, Y_TEST) = data.mnist()
X, Y = X_TEST[:1000], Y_TEST[:1000]


@pytest.fixture(scope="module")
def nets():
    """One network a seed, each with its own 5,000 images."""
    return [_trained(seed) for seed in SEEDS]


@pytest.fixture(scope="module")
def reader():
    return Network.load(data.digit_reader())


def _trained(seed):
    rng = np.random.default_rng(seed)
    options = {"init": initializers.lecun, "rng": rng, "l2": 3e-4}
    net = ExactNetwork(
        Rescale(1 / 255), Dense(784, 50, **options), Tanh(), Dense(50, 10, **options), Softmax()
    )
    rows = slice(5000 * seed, 5000 * (seed + 1))
    rule = Momentum(schedules.cosine(0.2, steps=500), momentum=0.5)
    settings = {"epochs": 2, "batch_size": 20, "rng": rng}
    train(net, CrossEntropy(), rule, X_TRAIN[rows], one_hot(Y_TRAIN[rows]), **settings).run()
    return net


def right(net, images):
    return 100 * accuracy(net.predict(images), Y[: len(images)])


def surest(net, images):
    """The largest probability, on average."""
    return net(images).max(axis=1).mean()


def test_mnist_is_centred_and_scaled():
    images = X_TEST.reshape(-1, 28, 28)
    rows, columns = from_lesson(12, "rows", "columns")  # the lesson's last: exercise 12.1 uses them
    ink = images.sum(axis=(1, 2), dtype=float)
    for place in (rows, columns):
        assert np.abs((images * place).sum(axis=(1, 2)) / ink - 14).max() < 0.501
    for axis in (1, 2):
        lit = images.any(axis=axis)
        assert (28 - lit.argmax(axis=1) - lit[:, ::-1].argmax(axis=1)).max() == 20


def test_a_sheet_is_read_if_it_is_prepared_as_mnist_was(nets):
    sheets = [on_a_sheet(row) for row in X[:200]]
    small = np.array([shrunk(sheet) for sheet in sheets])
    prepared = np.array([handwriting.as_mnist(sheet) for sheet in sheets])
    for net in nets:
        assert right(net, small) < 30
        assert right(net, prepared) > right(net, X[:200]) - 2 > 80


def test_preparing_changes_an_image_by_its_darkest_pixel_or_its_faint_edges_alone():
    cut_out = from_lesson(12, "cut_out")
    for row in X[:200]:
        image = row.reshape(28, 28)
        plain = np.where(image > image.max() / 10, image, 0)
        faint = cut_out(image).shape != cut_out(plain).shape
        changed = (handwriting.as_mnist(on_a_sheet(row)) != row).any()
        assert changed == (faint or image.max() < 255)


def test_no_hidden_unit_matters_much_alone(reader):
    first, last = reader.layers[1], reader.layers[3]
    a1 = np.tanh(X_TEST / 255 @ first.W + first.b)

    without = from_lesson(12, "accuracy_without", A1=a1, last=last, y_test=Y_TEST)
    assert min(without([unit]) for unit in range(100)) > without([]) - 1
    for seed in SEEDS:
        half = np.random.default_rng(seed).permutation(100)[:50]
        assert without(half) < without([]) - 3


def test_erasing_the_evidence_changes_more_answers_than_erasing_other_ink(nets):
    images = X[:150]
    for seed, net in enumerate(nets):
        rng, answers = np.random.default_rng(seed), net.predict(images)
        pairs = zip(images, answers, strict=True)
        ranks = [
            np.array([explain.evidence(net, image, of=answer) for image, answer in pairs]),
            images + rng.random(images.shape),
            (images > 0) * rng.random(images.shape),
        ]
        changed = from_lesson(12, "changed", net=net, X=images, answers=answers)
        evidence, *others = map(changed, ranks)
        assert evidence > 3 * max(others)


def test_the_reader_is_close_to_calibrated_on_digits(reader):
    p = reader(X_TEST)
    top, is_right = p.max(axis=1), p.argmax(axis=1) == Y_TEST
    assert abs(top.mean() - is_right.mean()) < 0.015
    for low, high in [(0.5, 0.7), (0.7, 0.9), (0.9, 1)]:
        group = (top > low) & (top <= high)
        assert abs(top[group].mean() - is_right[group].mean()) < 0.1


def letter(strokes, rng):
    places, ink = np.stack(np.mgrid[:28, :28], axis=-1), np.zeros((28, 28))
    for stroke in strokes:
        start, end = np.reshape(stroke, (2, 2)) + 4 + rng.normal(size=(2, 2))
        along = (places - start) @ (end - start) / ((end - start) @ (end - start))
        nearest = start + np.clip(along, 0, 1)[..., None] * (end - start)
        ink = np.maximum(ink, np.clip(1.8 - np.linalg.norm(places - nearest, axis=-1), 0, 1))
    return handwriting.as_mnist(255 * ink)


LETTERS = {
    "H": [(0, 0, 20, 0), (0, 14, 20, 14), (10, 0, 10, 14)],
    "K": [(0, 0, 20, 0), (10, 0, 0, 12), (10, 0, 20, 13)],
    "X": [(0, 0, 20, 15), (0, 15, 20, 0)],
}


def test_what_is_no_digit_still_gets_a_favourite(nets, reader):
    rng = np.random.default_rng(0)
    kinds = {
        "letters": np.array([letter(LETTERS["HKX"[i % 3]], rng) for i in range(150)]),
        "noise": rng.integers(0, 256, (300, 784)),
        "shuffled": rng.permuted(X[:300], axis=1),
    }
    for net in [*nets, reader]:
        for name, images in kinds.items():
            assert 0.3 < surest(net, images) < surest(net, X), name


def test_a_threshold_keeps_what_is_more_often_right(nets):
    for net in nets:
        p = net(X)
        kept = p.max(axis=1) > 0.9
        assert accuracy(p[kept].argmax(axis=1), Y[kept]) > accuracy(p.argmax(axis=1), Y) + 0.03


def test_a_shift_hurts_and_centring_mends_it(nets):
    for net in nets:
        curve = [right(net, handwriting.shift(X, right=pixels)) for pixels in range(7)]
        assert all(np.diff(curve) < 0)
        assert curve[1] > curve[0] - 10
        assert curve[2] < curve[0] - 10
        assert curve[6] < 20
        moved = handwriting.shift(X[:300], right=3)
        assert right(net, centred(moved)) > right(net, X[:300]) - 2


def test_with_noise_it_is_less_sure_but_not_enough(nets, reader):
    for seed, net in enumerate([*nets, reader]):
        rng = np.random.default_rng(seed)
        noisy = [handwriting.add_noise(X, amount, rng) for amount in (0, 80, 160)]
        sure = [100 * surest(net, images) for images in noisy]
        too_sure = [a - right(net, images) for a, images in zip(sure, noisy, strict=True)]
        assert sure[0] > sure[1] > sure[2]
        assert too_sure[2] > 10 + max(too_sure[:2])


def test_a_negative_is_read_worse_than_by_guessing(nets, reader):
    for net in [*nets, reader]:
        assert right(net, handwriting.invert(X)) < 6


def test_reshaped_weights_fit_and_guess(nets):
    for net in nets:
        first, last = net.layers[1], net.layers[3]
        wrong, mended = (
            ExactNetwork(
                net.layers[0],
                Dense.from_arrays(turn(first.W.T), first.b),
                Tanh(),
                Dense.from_arrays(turn(last.W.T), last.b),
                Softmax(),
            )
            for turn in (lambda W: W.reshape(W.shape[::-1]), np.transpose)
        )
        assert right(net, X) == right(mended, X) > 80
        assert right(wrong, X) < 25
