"""fit: what it measures after each epoch, and that measuring changes nothing."""

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adam,
    CrossEntropy,
    Dense,
    Diverged,
    Momentum,
    Network,
    SquaredError,
    accuracy,
    fit,
    one_hot,
    train,
)

from . import three_classes
from .three_classes import make


@pytest.fixture
def xy():
    return three_classes.examples()


def test_fit_measures_the_validation_data_after_each_epoch_and_no_other(xy):
    rng = np.random.default_rng(9)
    labels = rng.integers(0, 3, 17)
    other = rng.normal(size=(17, 4)) + np.eye(3, 4)[labels], one_hot(labels, 3)
    settings = {"epochs": 5, "batch_size": 10}
    history = fit(
        make(),
        CrossEntropy(),
        SGD(0.3),
        *xy,
        rng=np.random.default_rng(2),
        validation=other,
        **settings,
    )
    net, loss, expected = make(), CrossEntropy(), {name: [] for name in history}
    on_training_data = []
    for epoch in train(net, loss, SGD(0.3), *xy, rng=np.random.default_rng(2), **settings):
        expected["loss"].append(epoch.loss)
        expected["validation loss"].append(CrossEntropy().forward(net(other[0]), other[1]))
        expected["validation accuracy"].append(accuracy(net.predict(other[0]), labels))
        on_training_data.append(CrossEntropy().forward(net(xy[0]), xy[1]))
    assert list(history) == ["loss", "validation loss", "validation accuracy"]
    assert history == expected
    for a, b in zip(history["validation loss"], on_training_data, strict=True):
        assert abs(a - b) > 1e-3  # else nothing would have been told apart


def test_validation_changes_nothing_in_training(xy):
    net, watched = make(), make()
    plain = fit(net, CrossEntropy(), Momentum(0.1), *xy, epochs=4, batch_size=10, rng=None)
    other = xy[0][:9] + 1, xy[1][:9]
    seen = fit(
        watched,
        CrossEntropy(),
        Momentum(0.1),
        *xy,
        epochs=4,
        batch_size=10,
        rng=None,
        validation=other,
    )
    assert seen["loss"] == plain["loss"]
    for (a, _), (b, _) in zip(net.params(), watched.params(), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("rule", [SGD, Momentum, Adam])
@pytest.mark.parametrize("layers", [1, 2])
def test_divergence_that_validation_sees_first_is_told_as_divergence(layers, rule):
    net = Network(*(Dense.from_arrays([[0.5]]) for _ in range(layers)))
    x, y, validation = [[1]], [[1]], ([[2]], [[1]])
    settings = {"epochs": 3, "batch_size": 1, "rng": None, "validation": validation}
    with pytest.raises(Diverged, match="learning rate"):
        fit(net, SquaredError(), rule(1e200), x, y, **settings)


@pytest.mark.parametrize("bad", [0, 1])
def test_validation_data_that_hold_nan_are_no_divergence(bad, xy):
    net, validation = make(), [a[:9].copy() for a in xy]
    validation[bad][3, 1] = np.nan
    before = net.layers[0].W.copy()
    with pytest.raises(ValueError, match=r"fit \(validation.*got nan at position \(3, 1\)"):
        fit(
            net,
            CrossEntropy(),
            SGD(0.1),
            *xy,
            epochs=1,
            batch_size=10,
            rng=None,
            validation=validation,
        )
    np.testing.assert_array_equal(net.layers[0].W, before)


def test_two_outputs_have_an_accuracy():
    net = Network(Dense.from_arrays(np.eye(2)))
    x = np.eye(2)
    settings = {"epochs": 1, "batch_size": 2, "rng": None, "validation": (x, x)}
    history = fit(net, SquaredError(), SGD(lr=0.1), x, x, **settings)
    assert history["validation accuracy"] == [1.0]
