"""A training that was stopped goes on bit for bit; a file of something else changes nothing."""

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adam,
    CrossEntropy,
    Dense,
    ExactNetwork,
    Momentum,
    Network,
    ReLU,
    Softmax,
    Tanh,
    checkpoint,
    initializers,
    one_hot,
    saving,
    schedules,
    train,
)

RULES = {
    "SGD": lambda: SGD(0.1),
    "a schedule": lambda: SGD(schedules.cosine(0.3, steps=60)),
    "Momentum": lambda: Momentum(0.1),
    "Adam, decay": lambda: Adam(0.01, decay=0.1),
}


def start(rule="Momentum", *, width=4, shuffle=True, rows=30, layer=Tanh, kind=Network, **options):
    """A training of 6 epochs of 8 steps."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(30, 5)), one_hot(rng.integers(0, 3, 30), 3)
    hidden, output = (
        Dense(a, b, init=initializers.lecun, rng=rng, l2=0.01) for a, b in [(5, width), (width, 3)]
    )
    net = kind(hidden, layer(), output, Softmax())
    options = {"epochs": 6, "batch_size": 4, "rng": rng if shuffle else None} | options
    return train(net, CrossEntropy(), RULES[rule](), x[:rows], y[:rows], **options)


def weights(training):
    return np.concatenate([w.ravel() for w, _ in training.net.params()])


@pytest.mark.parametrize("shuffle", [True, False])
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("after", [1, 4])
def test_goes_on_bit_for_bit(rule, shuffle, after, tmp_path):
    whole = start(rule, shuffle=shuffle)
    losses = whole.run()
    stopped = start(rule, shuffle=shuffle)
    for epoch in stopped:
        if epoch.number == after:
            checkpoint.save(stopped, tmp_path / "run.npz")
            break
    again = start(rule, shuffle=shuffle)
    if after > 1:  # also one that has begun in another way
        next(again)
    checkpoint.resume(again, tmp_path / "run.npz")
    numbers, rest = zip(*again)
    assert numbers == tuple(range(after + 1, 7))
    assert list(rest) == losses[after:]
    np.testing.assert_array_equal(weights(again), weights(whole))


def test_before_the_first_epoch(tmp_path):
    training = start()
    checkpoint.save(training, tmp_path / "run.npz")
    again = start()
    next(again)
    checkpoint.resume(again, tmp_path / "run.npz")
    assert again.run() == [e.loss for e in start()]


def test_not_in_the_middle_of_an_epoch(tmp_path):
    training = start()
    next(training)
    training.steps += 3  # as an interruption leaves it
    with pytest.raises(RuntimeError, match="middle of epoch 2"):
        checkpoint.save(training, tmp_path / "run.npz")
    assert not list(tmp_path.iterdir())


OTHERS = {
    "another rule": (lambda: start("SGD"), "by Momentum; this training goes by SGD"),
    "another width": (lambda: start(width=7), "another network: .* W1, W2, b1, memory 0 of W1"),
    "no shuffling": (lambda: start(shuffle=False), "another way; this training has rng=None"),
    "another activation": (
        lambda: start(layer=ReLU),
        "Dense, Tanh, .*; this training has .*Dense, ReLU",
    ),
    "exact sums": (lambda: start(kind=ExactNetwork), "by Network: .* by ExactNetwork: "),
    "a larger batch": (
        lambda: start(batch_size=8),
        "30 rows in batches of 4 .* 30 rows in batches of 8 ",
    ),
    "a smaller batch": (
        lambda: start(batch_size=3),
        "30 rows in batches of 4 .* 30 rows in batches of 3 ",
    ),
    "fewer rows": (lambda: start(rows=20), "30 rows in batches of 4 .* 20 rows in batches of 4 "),
    "a row less, as many steps": (
        lambda: start(rows=29),
        "30 rows in batches of 4 .* 29 rows in batches of 4 ",
    ),
    "all rows at once": (
        lambda: start(batch_size=30),
        "30 rows in batches of 4 .* 30 rows in batches of 30 ",
    ),
    "fewer epochs": (lambda: start(epochs=2), "has 3 epochs done; .* epochs=2: .* 4 or more"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_checkpoint_of_something_else_changes_nothing(kind, tmp_path):
    make, message = OTHERS[kind]
    saved = start()
    for _ in range(3):
        next(saved)
    checkpoint.save(saved, tmp_path / "run.npz")
    other, untouched = make(), make()
    with pytest.raises(ValueError, match=message):
        checkpoint.resume(other, tmp_path / "run.npz")
    assert other.run() == untouched.run()


def test_a_checkpoint_of_the_last_epoch_ends_at_once_and_can_be_saved_again(tmp_path):
    saved, again = start(), start(epochs=6)
    for _ in saved:
        pass
    checkpoint.save(saved, tmp_path / "run.npz")
    checkpoint.resume(again, tmp_path / "run.npz")
    assert list(again) == []
    np.testing.assert_array_equal(weights(again), weights(saved))
    checkpoint.save(again, tmp_path / "again.npz")
    longer = start(epochs=8)
    checkpoint.resume(longer, tmp_path / "again.npz")
    assert [epoch.number for epoch in longer] == [7, 8]


def test_a_training_with_more_epochs_done_than_it_has_ends():
    training = start()
    next(training), next(training)
    training.epochs = 1
    assert list(training) == []


def test_files_that_are_no_checkpoints_are_refused(tmp_path):
    training, path = start(), tmp_path / "run.npz"
    training.net.save(path)
    with pytest.raises(ValueError, match=r"a network, .*Network\.load\(path\)"):
        checkpoint.resume(training, path)
    checkpoint.save(training, path)
    with pytest.raises(ValueError, match=r"a checkpoint, .*checkpoint\.resume\(training, path\)"):
        Network.load(path)
    np.savez(path, format=1, W=np.ones(3))
    with pytest.raises(ValueError, match="no checkpoint"):
        checkpoint.resume(training, path)
    checkpoint.save(training, path)
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(ValueError, match="cannot be read"):
        checkpoint.resume(training, path)
    with pytest.raises(FileNotFoundError):
        checkpoint.resume(training, tmp_path / "nothing.npz")


def short_training(rng=None, rule=Momentum):
    net = Network(Dense(2, 2, init=initializers.he, rng=np.random.default_rng(0)), Softmax())
    x, y = np.arange(12.0).reshape(6, 2) / 12, one_hot([0, 1, 1, 0, 1, 0], 2)
    return train(net, CrossEntropy(), rule(0.1), x, y, epochs=3, batch_size=2, rng=rng)


@pytest.mark.parametrize(
    "kind, words",
    [
        ("no json", "is no checkpoint"),
        ("7", "is no checkpoint"),
        ('["Momentum"]', "is no checkpoint"),
        ('["Momentum", null, 1]', "is no checkpoint"),
        ('["Downhill", null]', "was trained by Downhill; this training goes by Momentum"),
        ('["Momentum", {"bit_generator": "MT19937"}]', "was shuffled in another way"),
    ],
)
def test_a_checkpoint_of_an_unknown_kind_changes_nothing(kind, words, tmp_path):
    path = tmp_path / "run.npz"
    training = short_training()
    next(training)
    checkpoint.save(training, path)
    contents = saving.read(path)
    contents.pop("kind")
    saving.write(path, {"kind": kind, **contents})
    other, untouched = short_training(), short_training()
    with pytest.raises(ValueError, match=f"run.npz {words}"):
        checkpoint.resume(other, path)
    assert other.run() == untouched.run()


@pytest.mark.parametrize("counts", [[1, 3], [1, 3, 3, 3], ["a", "b", "c"], 7])
def test_a_checkpoint_without_its_three_counts_is_refused(counts, tmp_path):
    path = tmp_path / "run.npz"
    checkpoint.save(short_training(), path)
    saving.write(path, saving.read(path) | {"counts": counts})
    with pytest.raises(ValueError, match=r"run\.npz is no checkpoint"):
        checkpoint.resume(short_training(), path)


def test_generators_of_two_kinds_are_not_mixed(tmp_path):
    path = tmp_path / "run.npz"
    saved = short_training(np.random.default_rng(0))
    checkpoint.save(saved, path)
    other = short_training(np.random.Generator(np.random.MT19937(0)))
    before = other.rng.bit_generator.state
    with pytest.raises(ValueError, match="was shuffled in another way"):
        checkpoint.resume(other, path)
    np.testing.assert_equal(other.rng.bit_generator.state, before)
