"""Training, replayed by hand: what an epoch reports, counts, shuffles and validates."""

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
    ReLU,
    Rescale,
    Softmax,
    SoftmaxCrossEntropy,
    SquaredError,
    checkpoint,
    fit,
    initializers,
    minibatches,
    one_hot,
    schedules,
    train,
)

from . import three_classes
from .three_classes import make

# Mini-batches

ROWS = np.arange(23)
X = np.stack([ROWS, ROWS**2], axis=1)  # the first number of each row says which row it is
Y = -ROWS[:, None]  # and so does each target


def dealt(batches):
    """The rows that came, in order; each with its own target."""
    order = []
    for xb, yb in batches:
        assert len(xb) == len(yb)
        for x, y in zip(xb, yb, strict=True):
            row = int(x[0])
            assert y[0] == -row, f"row {row} came with the target of row {-y[0]}"
            assert x[1] == row**2
            order.append(row)
    return order


@pytest.mark.parametrize("size", [1, 5, 22, 23, 100])
@pytest.mark.parametrize("seed", [None, 0])
def test_each_row_comes_once_with_its_target(size, seed):
    rng = None if seed is None else np.random.default_rng(seed)
    batches = list(minibatches(X, Y, size, rng=rng))
    assert sorted(dealt(batches)) == ROWS.tolist()
    *full, last = [len(xb) for xb, _ in batches]
    assert set(full) <= {size}
    assert last == (len(X) % size or size)


def test_without_a_generator_the_order_is_kept():
    assert dealt(minibatches(X, Y, 5, rng=None)) == ROWS.tolist()


def test_each_call_deals_a_new_order_by_the_callers_generator():
    before = np.random.get_state()[1].copy()  # noqa: NPY002 — NumPy's own, which nobody may touch
    rng = np.random.default_rng(0)
    orders = [tuple(dealt(minibatches(X, Y, 5, rng=rng))) for _ in range(3)]
    assert len({*orders, tuple(ROWS)}) == 4
    again = np.random.default_rng(0)
    assert [tuple(dealt(minibatches(X, Y, 5, rng=again))) for _ in range(3)] == orders
    assert dealt(minibatches(X, Y, 5, rng=np.random.default_rng(1))) != list(orders[0])
    np.testing.assert_array_equal(np.random.get_state()[1], before)  # noqa: NPY002


def test_lists_are_dealt_as_arrays_are():
    lists = minibatches(X.tolist(), Y.tolist(), 5, rng=np.random.default_rng(3))
    arrays = minibatches(X, Y, 5, rng=np.random.default_rng(3))
    assert dealt(lists) == dealt(arrays)


def test_batches_are_copies_when_they_are_shuffled():
    x, y = X.copy(), Y.copy()
    for xb, yb in minibatches(x, y, 5, rng=np.random.default_rng(0)):
        xb += 1
        yb += 1
    np.testing.assert_array_equal(x, X)
    np.testing.assert_array_equal(y, Y)


# train: the order, the loss, the steps


class Watched(SquaredError):
    """Notes the targets of each batch that it is asked about."""

    def __init__(self):
        self.seen = []

    def forward(self, a, y):
        self.seen.append(y[:, 0].tolist())
        return super().forward(a, y)


def line(w=0.0):
    return Network(Dense.from_arrays([[w]]))


def targets_seen(rng, batch_size, epochs=3):
    loss, x = Watched(), ROWS[:, None] / 23
    training = train(
        line(), loss, SGD(0.01), x, ROWS[:, None], epochs=epochs, batch_size=batch_size, rng=rng
    )
    loss.seen.clear()  # train looks at the first row before it begins
    seen = []
    for _ in training:
        seen.append([row for batch in loss.seen for row in batch])
        loss.seen.clear()
    return seen


def test_every_epoch_has_each_row_once_in_an_order_of_its_own():
    orders = targets_seen(np.random.default_rng(0), 5)
    assert [sorted(order) for order in orders] == [ROWS.tolist()] * 3
    assert len(set(map(tuple, orders))) == 3
    assert orders == targets_seen(np.random.default_rng(0), 5)
    assert orders != targets_seen(np.random.default_rng(1), 5)
    assert targets_seen(None, 5) == [ROWS.tolist()] * 3


def test_the_full_batch_asks_for_no_order():
    rng = np.random.default_rng(0)
    assert targets_seen(rng, 23) == [ROWS.tolist()] * 3
    assert rng.bit_generator.state == np.random.default_rng(0).bit_generator.state


@pytest.mark.parametrize("batch_size", [1, 2, 4, 5, 7])
def test_an_epochs_loss_is_the_mean_over_its_rows_with_a_short_last_batch(batch_size):
    """One weight, w ← w − lr · mean of (w x − y) x; replayed with plain numbers."""
    x = [1.0, -2.0, 0.5, 3.0, -1.5, 2.5, 4.0]  # the last batch differs from the others
    y = [2.0, 1.0, -1.0, 0.0, 3.0, -2.0, 10.0]
    w, expected = 0.25, []
    for _ in range(3):
        total = 0.0
        for start in range(0, len(x), batch_size):
            rows = range(start, min(start + batch_size, len(x)))
            errors = [w * x[i] - y[i] for i in rows]
            total += sum(e * e / 2 for e in errors)
            w -= 0.01 * sum(e * x[i] for e, i in zip(errors, rows, strict=True)) / len(rows)
        expected.append(total / len(x))
    net, columns = line(0.25), (np.array(x)[:, None], np.array(y)[:, None])
    training = train(
        net, SquaredError(), SGD(0.01), *columns, epochs=3, batch_size=batch_size, rng=None
    )
    assert training.run() == pytest.approx(expected, rel=1e-12)
    assert net.layers[0].W[0, 0] == pytest.approx(w, rel=1e-12)


@pytest.fixture
def xy():
    return three_classes.examples()


def run(net, optimizer, xy, epochs, seed=None):
    rng = None if seed is None else np.random.default_rng(seed)
    return train(net, CrossEntropy(), optimizer, *xy, epochs=epochs, batch_size=10, rng=rng).run()


def test_a_run_is_the_loop_that_nobody_watches(xy):
    def start(net):
        rng = np.random.default_rng(3)
        return train(net, CrossEntropy(), Adam(0.05), *xy, epochs=5, batch_size=10, rng=rng)

    watched, unwatched = make(), make()
    epochs = list(start(watched))
    training = start(unwatched)
    first = next(training)
    assert [first.loss, *training.run()] == [epoch.loss for epoch in epochs]
    assert [epoch.number for epoch in epochs] == [1, 2, 3, 4, 5]
    assert training.run() == []
    for (a, _), (b, _) in zip(watched.params(), unwatched.params(), strict=True):
        np.testing.assert_array_equal(a, b)
    options = {"epochs": 5, "batch_size": 10, "rng": np.random.default_rng(3)}
    history = fit(make(), CrossEntropy(), Adam(0.05), *xy, **options)
    assert history == {"loss": [epoch.loss for epoch in epochs]}


COUNTING = {
    "a schedule": lambda: SGD(schedules.exponential(0.5, factor=0.8)),
    "Momentum": lambda: Momentum(0.1),
    "Adam": lambda: Adam(0.05),
    "Adam with a schedule": lambda: Adam(schedules.cosine(0.1, steps=24)),
}


@pytest.mark.parametrize("rule", COUNTING)
def test_a_second_train_goes_on_with_the_optimizers_steps_and_memory(rule, xy):
    one, two = COUNTING[rule](), COUNTING[rule]()
    whole, parts = make(), make()
    expected = run(whole, one, xy, 6)
    first = run(parts, two, xy, 2)
    assert two.steps == 8  # 31 rows in tens: four steps an epoch
    assert first + run(parts, two, xy, 4) == expected
    assert one.steps == two.steps == 24
    for (a, _), (b, _) in zip(whole.params(), parts.params(), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("rule", COUNTING)
def test_a_checkpoint_keeps_the_optimizers_own_steps(rule, xy, tmp_path):
    """They are more than the training's, where the optimizer has worked before."""

    def begun():
        net, optimizer = make(), COUNTING[rule]()
        run(net, optimizer, xy, 2)
        rng = np.random.default_rng(7)
        return train(net, CrossEntropy(), optimizer, *xy, epochs=4, batch_size=10, rng=rng)

    whole = begun()
    losses = whole.run()
    stopped = begun()
    next(stopped)
    checkpoint.save(stopped, tmp_path / "run.npz")
    fresh = train(
        make(1),
        CrossEntropy(),
        COUNTING[rule](),
        *xy,
        epochs=4,
        batch_size=10,
        rng=np.random.default_rng(0),
    )
    checkpoint.resume(fresh, tmp_path / "run.npz")
    assert (fresh.steps, fresh.optimizer.steps) == (4, 12)
    assert fresh.run() == losses[1:]
    assert fresh.optimizer.steps == whole.optimizer.steps == 24


# Divergence: an error of its own, never a warning (warnings are errors here)

BIG = 1e200


def diverging():
    """Networks that overflow at the second row: {how: (network, loss, x, y)}."""
    dense = Dense.from_arrays
    return {
        "inf − inf in a sum": (
            Network(dense([[BIG], [-BIG]])),
            SquaredError(),
            [[0, 0], [BIG, BIG]],
            [[0], [0]],
        ),
        "inf − inf in softmax": (
            Network(dense([[BIG, 2 * BIG]]), Softmax()),
            CrossEntropy(),
            [[0], [BIG]],
            [[0, 1], [0, 1]],
        ),
        "inf − inf in the fused loss": (
            Network(dense([[BIG, 2 * BIG]])),
            SoftmaxCrossEntropy(),
            [[0], [BIG]],
            [[0, 1], [0, 1]],
        ),
        "0 · inf forward": (
            Network(dense([[BIG]]), ReLU(), dense([[0.0]])),
            SquaredError(),
            [[0], [BIG]],
            [[0], [0]],
        ),
        "0 · inf on the way back": (
            # ReLU's slope is 0 there, and what comes down to it is infinite.
            Network(dense([[-1.0, 1.0]]), ReLU(), dense([[1e300], [1e300]])),
            SquaredError(),
            [[0], [1e-160]],
            [[0], [0]],
        ),
        "the square of the error": (line(BIG), SquaredError(), [[0], [1]], [[0], [0]]),
    }


@pytest.mark.parametrize("how", diverging())
@pytest.mark.parametrize("rule", [SGD, Momentum, Adam])
def test_numbers_too_large_are_told_as_divergence(how, rule):
    net, loss, x, y = diverging()[how]
    training = train(net, loss, rule(0.1), x, y, epochs=3, batch_size=1, rng=None)
    with pytest.raises(Diverged, match=r"at step [12] of epoch \d; .*learning rate \(here 0.1\)"):
        training.run()


@pytest.mark.parametrize("rule", [SGD, Momentum, Adam])
def test_steps_too_long_are_told_as_divergence(rule):
    training = train(
        line(), SquaredError(), rule(BIG), [[1]], [[1]], epochs=3, batch_size=1, rng=None
    )
    assert next(training).loss == 0.5
    with pytest.raises(Diverged, match=r"at step 1 of epoch 2; .*learning rate \(here 1e\+200\)"):
        next(training)


def test_a_whole_training_in_float32_stays_in_float32():
    rng = np.random.default_rng(0)
    net = Network(
        Rescale(1 / 255, dtype="float32"),
        Dense(6, 4, init=initializers.he, rng=rng, dtype="float32", l2=0.01),
        ReLU(),
        Dense(4, 3, init=initializers.lecun, rng=rng, dtype="float32"),
        Softmax(),
    )
    x = rng.integers(0, 256, (20, 6), dtype=np.uint8)
    optimizer = Adam(0.01, decay=0.1)
    for _ in train(
        net,
        CrossEntropy(),
        optimizer,
        x,
        one_hot(rng.integers(0, 3, 20), 3),
        epochs=2,
        batch_size=7,
        rng=rng,
    ):
        pass
    arrays = [a for pair in net.params() for a in pair]
    arrays += [m for memory in optimizer.memory for m in memory]
    assert len(arrays) == 16
    assert {a.dtype.name for a in arrays} == {"float32"}
    assert net(x).dtype == np.float32
