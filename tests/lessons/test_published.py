"""Numbers that the published tutorials printed, computed again."""

import numpy as np
import pytest

from nnlib import SGD, CrossEntropy, Dense, Network, ReLU, Rescale, Softmax, accuracy, data, one_hot


def test_a_thousand_images():
    """784–512–10, the first 1,000 images, full batch: the published numbers of network E."""
    (X, y), (X_test, y_test) = data.mnist()
    X, y, X_test, y_test = X[:1000], y[:1000], X_test[:200], y_test[:200]
    rng = np.random.RandomState(3)  # the published run's generator
    W1, b1, W2, b2 = (
        rng.normal(0, 1, s) * 0.01 for s in ((512, 784), (512, 1), (10, 512), (10, 1))
    )
    net = Network(
        Rescale(1 / 255),
        Dense.from_arrays(W1.T, b1[:, 0]),
        ReLU(),
        Dense.from_arrays(W2.T, b2[:, 0]),
        Softmax(),
    )
    loss, optimizer, Y = CrossEntropy(), SGD(lr=0.1), one_hot(y)
    for step in range(1, 501):
        p = net.forward(X)
        cost = loss.forward(p, Y)
        net.backward(loss.backward())
        optimizer.step(net)
        if step == 1:
            assert cost == pytest.approx(2.302116721777529, rel=1e-15)
        if step == 250:
            assert accuracy(p.argmax(axis=1), y) == 0.9240
            assert accuracy(net.predict(X_test), y_test) == 0.875
    assert accuracy(p.argmax(axis=1), y) == 0.9710
    assert accuracy(net.predict(X_test), y_test) == 0.915
