"""A checkpoint: all that a training needs to go on in another process, in a file."""

import json

import numpy as np

from nnlib import checks, saving


def save(training, path):
    """Write a checkpoint into an .npz file, in the for loop, where an epoch has ended.

    An old file stays whole until the new one is complete. In the middle of an epoch: RuntimeError.
    """
    _check(training)
    if training.steps != training.done * -(-len(training.x) // training.batch_size):
        where = f"in the middle of epoch {training.done + 1}"
        hint = "call it in the for loop, where an epoch has ended"
        raise RuntimeError(f"checkpoint.save got a training {where}; {hint}")
    optimizer, rng = training.optimizer, training.rng
    kind = [type(optimizer).__name__, rng and rng.bit_generator.state]
    memory = optimizer.memory if training.steps else _no_memory(training)
    arrays = _named(training.net, memory)
    counts = [training.done, training.steps, optimizer.steps]
    of = _made_of(training)
    saving.write(path, {"counts": counts, "kind": json.dumps(kind), "of": of, **arrays})


def resume(training, path):
    """Take up a checkpoint: the next epoch is the one after it.

    Made with the same layers, rule, data and batch size, the training goes on bit for bit, to its
    own number of epochs. Raises FileNotFoundError, or ValueError for another training's or a
    damaged file; then nothing has changed.

    >>> import tempfile
    >>> from nnlib import Dense, Momentum, Network, SquaredError, train
    >>> def start(epochs):
    ...     net = Network(Dense.from_arrays([[0.0]]))
    ...     return train(net, SquaredError(), Momentum(lr=0.1), [[1.0]], [[2.0]],
    ...                  epochs=epochs, batch_size=1, rng=None)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for epoch in (training := start(epochs=2)):
    ...         print(epoch)
    ...         save(training, f"{folder}/run.npz")
    ...     again = start(epochs=3)
    ...     resume(again, f"{folder}/run.npz")
    ...     print("resumed,", *again)
    epoch 1: loss 2.0000
    epoch 2: loss 1.6200
    resumed, epoch 3: loss 1.0368
    """
    _check(training)
    found = saving.read(path)
    optimizer, rng = training.optimizer, training.rng
    if "layers" in found:
        raise ValueError(f"{path} is a network, not a checkpoint: read it by Network.load(path)")
    try:
        done, steps, optimizer_steps = (int(n) for n in found.pop("counts"))
        rule, state = json.loads(str(found.pop("kind")))
        of = str(found.pop("of"))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} is no checkpoint: {error}") from None
    if rule != type(optimizer).__name__:
        raise ValueError(f"{path} was trained by {rule}; this training goes by {optimizer}")
    if (state and state["bit_generator"]) != (rng and rng.bit_generator.state["bit_generator"]):
        raise ValueError(f"{path} was shuffled in another way; this training has rng={rng}")
    if of != _made_of(training):
        raise ValueError(f"{path} was trained on {of}; this training has {_made_of(training)}")
    memory = _no_memory(training)
    mine = _named(training.net, memory)
    today = dict(zip(_names_in_format_1(memory), mine))
    found = {today.get(name, name): array for name, array in found.items()}
    shapes, expected = ({n: (a.shape, a.dtype) for n, a in d.items()} for d in (found, mine))
    if shapes != expected:
        other = sorted(n for n in shapes | expected if shapes.get(n) != expected.get(n))
        raise ValueError(f"{path} belongs to another network: it differs in {', '.join(other)}")
    if done > training.epochs:
        raise ValueError(
            f"{path} has {done} epochs done; this training has epochs={training.epochs}: to go on, "
            f"give it {done + 1} or more"
        )
    for name, array in mine.items():
        array[...] = found[name]
    if state:
        rng.bit_generator.state = state
    optimizer.memory, optimizer.steps = memory, optimizer_steps
    training.done, training.steps = done, steps


def _check(training):
    checks.made(training, "training", "train(…)", "done", "steps", "optimizer")


def _made_of(training):
    layers = ", ".join(type(layer).__name__ for layer in training.net.layers)
    net = f"{type(training.net).__name__}: {layers}"
    return f"{len(training.x)} rows in batches of {training.batch_size} by {net}"


def _no_memory(training):
    """What the optimizer remembers before its first step."""
    n = training.optimizer.memories
    return [[np.zeros_like(w) for _ in range(n)] for w, _ in training.net.params()]


def _named(net, memory):
    """The parameters and what is remembered of each: the arrays themselves, by name."""
    arrays = net.parameters()
    for name, kept in zip(list(arrays), memory):
        arrays |= {f"memory {j} of {name}": m for j, m in enumerate(kept)}
    return arrays


def _names_in_format_1(memory):
    """The same names, in the same order, in older files: the parameters were counted."""
    memories = [f"memory {i}.{j}" for i, kept in enumerate(memory) for j in range(len(kept))]
    return [f"parameter {i}" for i in range(len(memory))] + memories
