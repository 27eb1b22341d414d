"""Every optimizer by hand, against PyTorch, and copied; decay beside L2; schedules."""

import copy
import inspect
import os
import pickle
import sys

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adam,
    CrossEntropy,
    Dense,
    Momentum,
    Nesterov,
    Network,
    Optimizer,
    RMSProp,
    Softmax,
    SquaredError,
    Tanh,
    gradient,
    initializers,
    one_hot,
    schedules,
    train,
)

from .offered import OPTIMIZERS

STEPS = 50
ALL = {
    "SGD": lambda **o: SGD(0.05, **o),
    "Momentum": lambda **o: Momentum(0.05, momentum=0.8, **o),
    "Nesterov": lambda **o: Nesterov(0.05, momentum=0.8, **o),
    "RMSProp": lambda **o: RMSProp(0.01, keep=0.95, **o),
    "Adam": lambda **o: Adam(0.02, keep_m=0.8, keep_s=0.99, **o),
}


def test_no_optimizer_is_left_out():
    assert list(ALL) == list(OPTIMIZERS)
    assert {type(rule) for rule, _, _ in TORCH.values()} == set(OPTIMIZERS.values())
    assert {SGD, *DEFAULTS} == set(OPTIMIZERS.values())  # SGD has no number of its own


class Held:
    """As much of a network as an optimizer needs: parameters and their gradients."""

    def __init__(self, *arrays):
        self.pairs = [(np.array(w, float), np.zeros(np.shape(w))) for w in arrays]

    def params(self):
        return self.pairs


def start():
    rng = np.random.default_rng(0)
    return [rng.normal(size=shape) for shape in [(4, 3), (3,), (3, 1), (1,)]]


def slope(w, t):
    """A gradient that depends on the place and on the step."""
    return np.sin(3 * w + t) + 0.3 * w


def follow(optimizer, held, steps=STEPS, first=0):
    for t in range(first, first + steps):
        for w, g in held.params():
            g[...] = slope(w, t)
        optimizer.step(held)
    return [w for w, _ in held.params()]


def same(found, expected):
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_array_equal(a, b)


# By hand


@pytest.mark.parametrize(
    "optimizer, gradients, expected",
    [
        (SGD(0.1), [2, -1], [0.8, 0.9]),
        (Momentum(0.1, momentum=0.5), [2, 2], [0.8, 0.5]),
        (Nesterov(0.1, momentum=0.5), [2, 2], [0.7, 0.35]),
        (RMSProp(0.1, keep=0.75), [2, 2], [0.8, 0.8 - 0.2 / 1.75**0.5]),
        # constant gradient: both corrected means are exact, each step is lr
        (Adam(0.1), [2, 2], [0.9, 0.8]),
        # then none: m = 0.18 of 0.19, s = 0.003996 of 0.001999
        (Adam(0.1), [2, 0], [0.9, 0.9 - 0.1 * (0.18 / 0.19) / (0.003996 / 0.001999) ** 0.5]),
        (RMSProp(0.1, keep=0.75, eps=1), [2], [0.9]),  # ε stands outside the root
        (Adam(0.1, eps=1), [2], [1 - 0.1 * 2 / 3]),
        (SGD(0.1, decay=0.5), [2, 2], [0.95 - 0.2, 0.95 * 0.75 - 0.2]),
        (Adam(0.1, decay=0.5), [2, 2], [0.95 - 0.1, 0.95 * 0.85 - 0.1]),
        (SGD(lambda step: 0.1 / (1 + step)), [2, 2], [0.8, 0.7]),
    ],
)
def test_the_first_steps(optimizer, gradients, expected):
    held = Held([[1.0]])
    ((w, g),) = held.params()
    for value, place in zip(gradients, expected, strict=True):
        g[...] = value
        optimizer.step(held)
        assert w[0, 0] == pytest.approx(place, rel=1e-7)  # ε is 1e-8
    assert optimizer.steps == len(gradients)


def test_without_momentum_it_is_plain_descent():
    plain = follow(SGD(0.05), Held(*start()))
    same(follow(Momentum(0.05, momentum=0), Held(*start())), plain)
    same(follow(Nesterov(0.05, momentum=0), Held(*start())), plain)


# Against PyTorch


def load_torch():
    try:
        import torch
    except ImportError:
        if os.environ.get("NNLIB_REQUIRE_TORCH") == "1":
            pytest.fail("PyTorch is not installed, and NNLIB_REQUIRE_TORCH is 1")
        pytest.skip("PyTorch is not installed; it comes by: pip install -e '.[torch]'")
    torch.set_num_threads(1)
    return torch


@pytest.fixture(scope="module")
def torch():
    return load_torch()


TORCH = {
    "SGD": (SGD(0.05), "SGD", {"lr": 0.05}),
    # PyTorch's weight_decay of SGD is L2, which in plain descent is the same as decay.
    "SGD with decay": (SGD(0.05, decay=0.2), "SGD", {"lr": 0.05, "weight_decay": 0.2}),
    "Momentum": (Momentum(0.05, momentum=0.8), "SGD", {"lr": 0.05, "momentum": 0.8}),
    "Nesterov": (
        Nesterov(0.05, momentum=0.8),
        "SGD",
        {"lr": 0.05, "momentum": 0.8, "nesterov": True},
    ),
    "RMSProp": (RMSProp(0.01, keep=0.95), "RMSprop", {"lr": 0.01, "alpha": 0.95}),
    "Adam": (Adam(0.02), "Adam", {"lr": 0.02}),
    "Adam, other betas": (
        Adam(0.02, keep_m=0.7, keep_s=0.95, eps=1e-4),
        "Adam",
        {"lr": 0.02, "betas": (0.7, 0.95), "eps": 1e-4},
    ),
    "AdamW": (Adam(0.02, decay=0.3), "AdamW", {"lr": 0.02, "weight_decay": 0.3}),
}


def groups(params):
    """PyTorch lets biases decay too, if it is not told to leave them."""
    flat = [p for p in params if p.ndim == 1]
    return [
        {"params": [p for p in params if p.ndim > 1]},
        {"params": flat, "weight_decay": 0.0},
    ]


@pytest.mark.parametrize("name", TORCH)
def test_the_same_as_pytorch(name, torch):
    ours, kind, options = copy.deepcopy(TORCH[name])
    held = Held(*start())
    params = [torch.tensor(w, requires_grad=True) for w in start()]
    theirs = getattr(torch.optim, kind)(groups(params), **options)
    for t in range(STEPS):
        for p in params:
            p.grad = torch.tensor(slope(p.detach().numpy(), t))
        theirs.step()
        for found, p in zip(follow(ours, held, 1, t), params, strict=True):
            np.testing.assert_allclose(found, p.detach().numpy(), rtol=0, atol=1e-10)
    assert max(np.abs(w - s).max() for (w, _), s in zip(held.pairs, start(), strict=True)) > 0.1


@pytest.mark.parametrize(
    "ours, kind, options",
    [
        (SGD(0.2), "SGD", {"lr": 0.2}),
        (Momentum(0.1, momentum=0.9), "SGD", {"lr": 0.1, "momentum": 0.9}),
        (Adam(0.02), "Adam", {"lr": 0.02}),
    ],
    ids=["SGD", "Momentum", "Adam"],
)
def test_l2_is_the_weight_decay_of_pytorch(ours, kind, options, torch):
    """Two layers, and gradients that PyTorch finds by itself."""
    rng = np.random.default_rng(1)
    x, labels = rng.normal(size=(20, 4)), rng.integers(0, 3, 20)
    net = Network(
        Dense(4, 5, init=initializers.normal(1), rng=rng, l2=0.1),
        Tanh(),
        Dense(5, 3, init=initializers.normal(1), rng=rng, l2=0.1),
        Softmax(),
    )
    params = [torch.tensor(w, requires_grad=True) for w, _ in net.params()]
    theirs = getattr(torch.optim, kind)(groups(params), weight_decay=0.1, **options)
    for _ in range(STEPS):
        gradient(net, CrossEntropy(), x, one_hot(labels, 3))
        ours.step(net)
        W1, b1, W2, b2 = params
        z = torch.tanh(torch.tensor(x) @ W1 + b1) @ W2 + b2
        theirs.zero_grad()
        torch.nn.functional.cross_entropy(z, torch.tensor(labels)).backward()
        theirs.step()
    for (w, _), p in zip(net.params(), params, strict=True):
        np.testing.assert_allclose(w, p.detach().numpy(), rtol=0, atol=1e-10)


@pytest.mark.parametrize(
    "required, outcome", [(None, pytest.skip.Exception), ("1", pytest.fail.Exception)]
)
def test_where_pytorch_is_missing(required, outcome, monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)  # import raises, as if it were not there
    monkeypatch.delenv("NNLIB_REQUIRE_TORCH", raising=False)
    if required:
        monkeypatch.setenv("NNLIB_REQUIRE_TORCH", required)
    with pytest.raises(outcome, match="PyTorch is not installed"):
        load_torch()


# What they remember, and of whom


def net_and_data(seed=0, **options):
    rng = np.random.default_rng(seed)
    net = Network(
        Dense(4, 5, init=initializers.normal(0.5), rng=rng, **options),
        Tanh(),
        Dense(5, 2, init=initializers.normal(0.5), rng=rng, **options),
    )
    return net, rng.normal(size=(12, 4)), rng.normal(size=(12, 2))


def descend(optimizer, net, x, y, steps=20):
    for _ in range(steps):
        gradient(net, SquaredError(), x, y)
        optimizer.step(net)
    return [w.copy() for w, _ in net.params()]


def test_an_optimizer_of_ones_own():
    class Mean(Optimizer):
        """Follows the mean of all gradients so far; counts them array by array."""

        memories = 2

        def update(self, w, g, total, count):
            total += g
            count += 1
            w -= self.rate * total / count

    optimizer, held = Mean(0.5), Held([[1.0, 1.0]], [1.0])
    for value in (2.0, 4.0):
        for _, g in held.params():
            g[...] = value
        optimizer.step(held)
    same([w for w, _ in held.params()], [[[-1.5, -1.5]], [-1.5]])  # 1 − 0.5·2 − 0.5·3
    assert [[m.tolist() for m in memory] for memory in optimizer.memory] == [
        [[[6.0, 6.0]], [[2.0, 2.0]]],
        [[6.0], [2.0]],
    ]
    with pytest.raises(NotImplementedError, match="has no update"):
        Optimizer(0.1).step(held)


@pytest.mark.parametrize(
    "make",
    [*(ALL[name] for name in ALL if name != "SGD"), lambda: SGD(schedules.cosine(0.1, steps=9))],
    ids=[*(name for name in ALL if name != "SGD"), "SGD with a schedule"],
)
def test_one_that_remembers_or_counts_serves_one_network(make):
    optimizer = make()
    net, x, y = net_and_data()
    other, *_ = net_and_data(1)
    descend(optimizer, net, x, y)
    gradient(other, SquaredError(), x, y)
    before = [w.copy() for w, _ in other.params()]
    with pytest.raises(ValueError, match="remembers another network"):
        optimizer.step(other)
    same([w for w, _ in other.params()], before)
    descend(optimizer, net, x, y)
    assert optimizer.steps == 40


def test_plain_descent_serves_many():
    shared = SGD(0.1, decay=0.1)
    for seed in range(3):
        net, x, y = net_and_data(seed)
        again = copy.deepcopy(net)
        same(descend(shared, net, x, y), descend(SGD(0.1, decay=0.1), again, x, y))


@pytest.mark.parametrize("name", ALL)
def test_layers_that_stop_learning(name):
    """Plain descent goes on with the rest; what is remembered would go to the wrong array."""
    optimizer = ALL[name]()
    net, x, y = net_and_data()
    descend(optimizer, net, x, y)
    net.layers[0].learns = ()
    frozen = net.layers[0].W.copy()
    if name == "SGD":
        descend(optimizer, net, x, y)
    else:
        with pytest.raises(ValueError, match="remembers parameters of other shapes"):
            descend(optimizer, net, x, y)
    np.testing.assert_array_equal(net.layers[0].W, frozen)


COPIES = {"deepcopy": copy.deepcopy, "pickle": lambda it: pickle.loads(pickle.dumps(it))}


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
@pytest.mark.parametrize("name", ALL)
def test_a_copy_goes_on_as_the_original(name, copied):
    optimizer = ALL[name](decay=0.1)
    net, x, y = net_and_data()
    descend(optimizer, net, x, y)
    net_together, together = copied((net, optimizer))
    net_apart, apart = copied(net), copied(optimizer)
    # The network stays behind, so a copy is small.
    assert together._net is None and apart._net is None
    expected = descend(optimizer, net, x, y)
    same(descend(together, net_together, x, y), expected)
    same(descend(apart, net_apart, x, y), expected)
    assert apart.steps == optimizer.steps == 40
    if optimizer.memories:
        assert optimizer.memory[0][0] is not apart.memory[0][0]
        with pytest.raises(ValueError, match="another network"):
            apart.step(net)  # it has a network now


def test_a_copy_refuses_a_network_of_other_shapes():
    optimizer = Momentum(0.1)
    descend(optimizer, *net_and_data())
    again = copy.deepcopy(optimizer)
    with pytest.raises(ValueError, match="other shapes"):
        follow(again, Held(*start()), 1)


def test_a_schedule_is_copied_with_its_place():
    optimizer = Momentum(schedules.inverse_time(0.1, half=5))
    net, x, y = net_and_data()
    descend(optimizer, net, x, y, 5)
    again, net_again = copy.deepcopy(optimizer), copy.deepcopy(net)
    assert again.rate == 0.05
    same(descend(again, net_again, x, y), descend(optimizer, net, x, y))


# Decay


@pytest.mark.parametrize("name", ALL)
def test_decay_leaves_biases_alone(name):
    optimizer = ALL[name](decay=0.5)
    held = Held(np.ones((2, 3)), np.ones(3))
    for _ in range(3):
        optimizer.step(held)  # the gradients are 0
    (W, _), (b, _) = held.params()
    np.testing.assert_allclose(W, (1 - optimizer.rate * 0.5) ** 3, rtol=1e-14)
    np.testing.assert_array_equal(b, 1.0)


def test_decay_follows_the_schedule():
    held = Held(np.ones((1, 1)))
    optimizer = SGD(schedules.exponential(0.1, factor=0.5), decay=1)
    for _ in range(2):
        optimizer.step(held)
    assert held.pairs[0][0][0, 0] == pytest.approx(0.9 * 0.95, rel=1e-14)


def test_decay_is_l2_in_plain_descent_only():
    def gap(make):
        one, x, y = net_and_data(l2=0.3)
        two, *_ = net_and_data()
        with_l2, with_decay = descend(make(0.0), one, x, y, 50), descend(make(0.3), two, x, y, 50)
        return max(np.abs(a - b).max() for a, b in zip(with_l2, with_decay, strict=True))

    assert gap(lambda decay: SGD(0.1, decay=decay)) < 1e-12
    assert gap(lambda decay: Momentum(0.1, decay=decay)) > 1e-3
    assert gap(lambda decay: Adam(0.1, decay=decay)) > 1e-3


# Schedules


@pytest.mark.parametrize(
    "schedule, expected",
    [
        (schedules.exponential(8, factor=0.5), {0: 8, 1: 4, 2: 2, 3: 1}),
        (schedules.exponential(8, factor=0.5, every=3), {0: 8, 2: 8, 3: 4, 5: 4, 6: 2}),
        (schedules.exponential(0.1, factor=1), {0: 0.1, 10**6: 0.1}),
        (schedules.exponential(0.1, factor=0.5), {10**6: 0.0}),
        (schedules.inverse_time(0.6, half=10), {0: 0.6, 10: 0.3, 20: 0.2, 50: 0.1}),
        (
            schedules.cosine(0.8, steps=30),
            {0: 0.8, 10: 0.6, 15: 0.4, 20: 0.2, 30: 0.0, 31: 0.0, 10**6: 0.0},
        ),
    ],
)
def test_schedules(schedule, expected):
    for step, rate in expected.items():
        assert schedule(step) == pytest.approx(rate, rel=1e-13, abs=1e-15)
        assert type(schedule(step)) in (int, float)


def test_an_optimizer_asks_its_schedule_for_the_next_step():
    optimizer, held = SGD(lambda step: [0.5, 0.25, 0.0][step]), Held([[0.0]])
    held.pairs[0][1][...] = 1.0
    seen = []
    for _ in range(3):
        seen.append(optimizer.rate)
        optimizer.step(held)
    assert seen == [0.5, 0.25, 0.0]
    assert held.pairs[0][0][0, 0] == -0.75
    assert repr(optimizer) == "SGD(lr=schedule)"


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    "bad, error, words",
    [
        (float("nan"), ValueError, "is nan"),
        (float("inf"), ValueError, "is inf"),
        (-0.1, ValueError, "is -0.1"),
        ("fast", TypeError, "is 'fast'"),
        (None, TypeError, "is None"),
        (True, TypeError, "is True"),
    ],
)
def test_a_schedule_that_goes_wrong(name, bad, error, words):
    optimizer = ALL[name]()
    optimizer.lr = lambda step: 0.01 if step < 4 else bad
    net, x, y = net_and_data()
    training = train(net, SquaredError(), optimizer, x, y, epochs=2, batch_size=4, rng=None)
    next(training)
    before = optimizer.steps
    expected = rf"the schedule at step 4 {words}; expected a finite number, 0 or above"
    with pytest.raises(error, match=expected):
        next(training)
    assert (before, optimizer.steps) == (3, 4)
    assert all(np.isfinite(w).all() for w, _ in net.params())


# As they were published, and as the lessons say.
DEFAULTS = {
    Momentum: {"momentum": 0.9, "decay": 0.0},
    Nesterov: {"momentum": 0.9, "decay": 0.0},
    RMSProp: {"keep": 0.9, "eps": 1e-8, "decay": 0.0},
    Adam: {"keep_m": 0.9, "keep_s": 0.999, "eps": 1e-8, "decay": 0.0},
}


@pytest.mark.parametrize("rule", DEFAULTS)
def test_rules_have_their_published_numbers(rule):
    optimizer = rule(0.1)
    assert {name: getattr(optimizer, name) for name in DEFAULTS[rule]} == DEFAULTS[rule]


@pytest.mark.parametrize("rule", DEFAULTS)
def test_a_rule_remembers_nothing_before_its_first_step(rule):
    optimizer = rule(0.1)
    assert (optimizer.steps, optimizer.memory) == (0, None)


def test_an_exponential_schedule_changes_at_every_step_where_nobody_says_how_often():
    assert inspect.signature(schedules.exponential).parameters["every"].default == 1
