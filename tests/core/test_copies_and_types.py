"""Whose array is it, and of which type? What is handed over stays the caller's, as it was."""

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adam,
    CrossEntropy,
    Dense,
    Elementwise,
    Layer,
    Momentum,
    Network,
    Perceptron,
    ReLU,
    Rescale,
    Sigmoid,
    SigmoidNeuron,
    Softmax,
    SoftmaxCrossEntropy,
    SquaredError,
    Tanh,
    checkpoint,
    explain,
    gradient,
    gradient_check,
    initializers,
    one_hot,
    saving,
    softmax,
    train,
)

ACTIVATIONS = [ReLU, Sigmoid, Tanh, Softmax]


@pytest.fixture
def rng():
    return np.random.default_rng(0)


# Copies


def from_arrays(W, b):
    return Dense.from_arrays(W, b)


def by_init(W, b):
    layer = Dense(*W.shape, init=lambda *_: W, rng=None, dtype=W.dtype)
    layer.b = b
    return layer


def assigned(W, b):
    layer = Dense(*W.shape, init=initializers.zeros, rng=None, dtype=W.dtype)
    layer.W, layer.b = W, b
    return layer


@pytest.mark.parametrize("make", [from_arrays, by_init, assigned])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_two_layers_made_from_one_array_learn_apart(make, dtype, rng):
    W, b = rng.normal(size=(3, 2)).astype(dtype), rng.normal(size=2).astype(dtype)
    given = W.copy(), b.copy()
    one, two = make(W, b), make(W, b)
    x, y = rng.normal(size=(5, 3)).astype(dtype), rng.normal(size=(5, 2)).astype(dtype)
    gradient(Network(one), SquaredError(), x, y)
    SGD(0.5).step(Network(one))
    for name, before in zip("Wb", given, strict=True):
        assert (getattr(one, name) != before).any(), f"{name} of the first has learned"
        np.testing.assert_array_equal(getattr(two, name), before, f"{name} of the second")
        np.testing.assert_array_equal({"W": W, "b": b}[name], before, f"the caller's {name}")
    assert not np.shares_memory(one.dW, two.dW) and not np.shares_memory(one.db, two.db)


def test_a_layer_may_take_anothers_weights(rng):
    one, two = (Dense(3, 2, init=initializers.he, rng=rng) for _ in range(2))
    two.W, two.b = one.W, one.b
    one.W += 1
    one.b += 1
    np.testing.assert_allclose(one.W - two.W, 1)
    np.testing.assert_allclose(one.b - two.b, 1)


@pytest.mark.parametrize("kind", [Perceptron, SigmoidNeuron])
def test_two_neurons_made_from_one_array_learn_apart(kind):
    w = np.array([0.5, -0.5])
    one, two = kind(w), kind(w)
    options = {"lr": 1.0} if kind is SigmoidNeuron else {}
    one.learn([[1.0, 1.0]], [1], **options)
    assert (one.w != w).all()
    np.testing.assert_array_equal(two.w, [0.5, -0.5])
    np.testing.assert_array_equal(w, [0.5, -0.5])


LOSSES = [SquaredError, CrossEntropy, SoftmaxCrossEntropy]


@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_changes_neither_predictions_nor_targets_nor_what_it_gave(loss):
    loss = loss()
    a, y = np.array([[0.25, 0.75], [0.5, 0.5]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    value = loss.forward(a, y)
    slope = loss.backward()
    slope *= 7  # the caller's
    np.testing.assert_array_equal(loss.backward() * 7, slope)
    np.testing.assert_array_equal(a, [[0.25, 0.75], [0.5, 0.5]])
    np.testing.assert_array_equal(y, [[1.0, 0.0], [0.0, 1.0]])
    assert loss.forward(a, y) == value


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("call", ["__call__", "forward"])
def test_an_activation_leaves_its_input_alone(activation, call, rng):
    z = rng.normal(size=(4, 3))
    before = z.copy()
    a = getattr(activation(), call)(z)
    np.testing.assert_array_equal(z, before)
    assert not np.shares_memory(a, z)


def test_rescale_leaves_its_input_alone():
    x = np.array([[2.0, 4.0]])
    np.testing.assert_array_equal(Rescale(0.5)(x), [[1.0, 2.0]])
    np.testing.assert_array_equal(x, [[2.0, 4.0]])


@pytest.mark.parametrize("activation", [*ACTIVATIONS, lambda: Rescale(0.5)])
def test_the_way_back_overwrites_no_gradient(activation, rng):
    """Each gradient that trace_back showed is still what it was when the next one is there."""
    net = Network(
        Dense(3, 4, init=initializers.he, rng=rng),
        activation(),
        Dense(4, 2, init=initializers.he, rng=rng),
        activation(),
    )
    net.forward(rng.normal(size=(5, 3)))
    grad = rng.normal(size=(5, 2))
    before, shown = grad.copy(), []
    for layer, g in net.trace_back(grad):
        shown.append((layer, g, g.copy()))
    assert len(shown) == 4
    for layer, now, then in shown:
        np.testing.assert_array_equal(now, then, f"the gradient handed to {layer}")
    np.testing.assert_array_equal(grad, before, "the caller's gradient")


def test_each_backward_overwrites_the_gradients_of_the_one_before(rng):
    net = Network(
        Dense(3, 4, init=initializers.he, rng=rng, l2=0.1),
        Tanh(),
        Dense(4, 2, init=initializers.he, rng=rng),
    )
    grad = rng.normal(size=(5, 2))
    net.forward(rng.normal(size=(5, 3)))
    net.backward(grad)
    once = [g.copy() for _, g in net.params()]
    net.backward(grad)
    for name, (_, twice), first in zip(("W1", "b1", "W2", "b2"), net.params(), once, strict=True):
        np.testing.assert_array_equal(twice, first, f"the gradient of {name}")


def test_outputs_of_an_earlier_pass_stay_as_they_were(rng):
    net = Network(Dense(3, 2, init=initializers.he, rng=rng), Softmax())
    x = rng.normal(size=(4, 3))
    first = net.forward(x)
    kept = first.copy()
    net.forward(x + 1)
    net.backward(np.ones((4, 2)))
    np.testing.assert_array_equal(first, kept)
    again = net(x)
    net(x + 1)
    np.testing.assert_array_equal(again, kept)


# Types


def test_from_arrays_keeps_float32(rng):
    layer = Dense.from_arrays(np.ones((3, 2), np.float32), [1.0, 2.0])
    arrays = (layer.W, layer.b, layer.dW, layer.db)
    assert [a.dtype.name for a in arrays] == ["float32"] * 4
    assert layer.dtype == "float32"
    x = np.ones((4, 3), np.float32)
    assert layer(x).dtype == layer.forward(x).dtype == np.float32
    layer.param_grads(np.ones((4, 2), np.float32))
    assert layer.dW.dtype == layer.db.dtype == layer.input_grad(layer(x)).dtype == np.float32


@pytest.mark.parametrize("W", [[[1, 2]], np.ones((1, 2), np.int8), np.ones((1, 2), bool)])
def test_from_arrays_of_whole_numbers_is_float64(W):
    layer = Dense.from_arrays(W, b=np.zeros(2, np.float32))
    assert [a.dtype.name for a in (layer.W, layer.b)] == ["float64"] * 2


def test_a_whole_training_in_float32_stays_in_float32(rng):
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


@pytest.mark.parametrize("whole", [np.int64, np.int32, np.uint8])
def test_numpys_numbers_as_sizes_can_be_saved(whole, rng, tmp_path):
    net = Network(
        Rescale(np.float32(0.5), dtype=np.dtype("float32")),
        Dense(
            whole(3),
            whole(2),
            init=initializers.he,
            rng=rng,
            l2=np.float64(0.1),
            bias=np.True_,
            dtype=np.float32,
        ),
        Dense(
            whole(2), whole(2), init=initializers.he, rng=rng, l2=np.float32(0.5), bias=np.False_
        ),
    )
    net.save(tmp_path / "net.npz")
    again = Network.load(tmp_path / "net.npz")
    x = rng.normal(size=(4, 3))
    np.testing.assert_array_equal(again(x), net(x))
    assert repr(again) == repr(net)
    for old, new in zip(net.layers, again.layers, strict=True):
        for name in old.options:
            assert getattr(new, name) == getattr(old, name), name
            assert type(getattr(new, name)) in (int, float, bool, str), name


@pytest.mark.parametrize("dtype, floor", [("float64", 700), ("float32", 80)])
def test_softmax_far_out_is_never_zero(dtype, floor):
    """p, its logarithm, 1/p and the gradient exist, in the type that came in."""
    z = np.array([[0.0, -1e4, -1e30, 1e4], [floor - 1.0, floor + 0.0, floor + 1.0, 0.0]], dtype)
    p = softmax(z)
    assert p.dtype == dtype
    assert (p > np.finfo(dtype).tiny).all()
    assert np.isfinite(np.log(p)).all() and np.isfinite(1 / p).all()
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose(np.log(p[0, :3]), -floor, rtol=1e-6)
    order = np.argsort(p[1])
    assert order.tolist() == [3, 0, 1, 2]
    layer, loss, y = Softmax(), CrossEntropy(), np.eye(4, dtype=dtype)[[0, 3]]
    assert np.isfinite(loss.forward(layer.forward(z), y))
    slope = layer.input_grad(loss.backward())
    np.testing.assert_allclose(slope, (p - y) / 2, atol=1e-6)


def test_softmax_wants_a_row():
    with pytest.raises(ValueError, match="softmax got a single number; expected scores of shape"):
        softmax(3.0)
    np.testing.assert_array_equal(softmax([3.0]), [1.0])
    z = np.array([[[1.0, 2.0], [3.0, 1.0]], [[0.0, 0.0], [5.0, 5.0]]])
    np.testing.assert_allclose(softmax(z).sum(axis=-1), 1)


# Refusals that nothing else asked for


def test_backward_takes_a_list_and_refuses_what_is_no_number(rng):
    net = Network(Dense(3, 2, init=initializers.he, rng=rng))
    net.forward(rng.normal(size=(2, 3)))
    net.backward(np.array([[1.0, 2.0], [3.0, 4.0]]))
    expected = [g.copy() for _, g in net.params()]
    net.backward([[1, 2], [3, 4]])
    for (_, g), e in zip(net.params(), expected, strict=True):
        np.testing.assert_array_equal(g, e)
    for bad, error, words in [
        ([[1.0, np.nan], [0.0, 0.0]], ValueError, r"backward got nan at position \(0, 1\)"),
        ([[1.0, 0.0], [-np.inf, 0.0]], ValueError, r"backward got -inf at position \(1, 0\)"),
        ([["a", "b"], ["c", "d"]], TypeError, "backward got .*expected real numbers"),
        ([1.0, 2.0], ValueError, r"backward got grad of shape \(2,\); expected \(2, 2\)"),
        (None, TypeError, "backward got "),
    ]:
        with pytest.raises(error, match=words):
            net.backward(bad)
        for (_, g), e in zip(net.params(), expected, strict=True):
            np.testing.assert_array_equal(g, e, "a refused gradient changed something")


class Halved(Layer):
    """A layer that knows no way back."""

    def __call__(self, x):
        return np.asarray(x) / 2


class Nothing(Elementwise):
    """An activation without a formula."""


def test_layers_that_lack_something_say_what(rng):
    dense = Dense(3, 2, init=initializers.he, rng=rng)
    x = rng.normal(size=(4, 3))
    above = Network(dense, Halved())
    above.forward(x)
    with pytest.raises(NotImplementedError, match=r"Halved has no input_grad\(self, grad\)"):
        above.backward(np.ones((4, 2)))
    below = Network(Halved(), Dense(3, 2, init=initializers.he, rng=rng))
    below.forward(x)
    below.backward(np.ones((4, 2)))  # nobody asks the lowest for its way back
    with pytest.raises(NotImplementedError, match=r"Nothing has no f\(self, z\)"):
        Network(Nothing())(x)
    with pytest.raises(NotImplementedError, match=r"Nothing has no slope\(self, a\)"):
        Nothing().slope(x)
    with pytest.raises(NotImplementedError, match=r"Layer has no __call__\(self, x\)"):
        Layer()(x)


def test_a_layer_wants_a_generator_even_if_its_first_weights_need_none():
    with pytest.raises(TypeError, match=r"rng is 0; expected np\.random\.default_rng\(0\)"):
        Dense(3, 2, init=initializers.zeros, rng=0)


@pytest.mark.parametrize("x", [[[0.0, 0.0]], [[1.0, 2.0], [0.0, 5.0]]])
def test_kinks_that_no_draw_avoids_are_told(x, rng):
    net = Network(ReLU(), Dense(2, 2, init=initializers.he, rng=rng))  # a 0 stays at the corner
    y = np.zeros((len(x), 2))
    with pytest.raises(ValueError, match=f"no weights away from the kinks.* for {len(x)} examples"):
        gradient_check(net, SquaredError(), x, y, rng=rng)
    moved = np.array(x) + 1
    check = gradient_check(net, SquaredError(), moved, y, rng=rng)
    assert check.agrees, f"\n{check}"


# Checkpoints of a kind that nobody has saved


def start(rng=None, rule=Momentum):
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
    training = start()
    next(training)
    checkpoint.save(training, path)
    contents = saving.read(path)
    contents.pop("kind")
    saving.write(path, {"kind": kind, **contents})
    other, untouched = start(), start()
    with pytest.raises(ValueError, match=f"run.npz {words}"):
        checkpoint.resume(other, path)
    assert [e.loss for e in other] == [e.loss for e in untouched]


@pytest.mark.parametrize("counts", [[1, 3], [1, 3, 3, 3], ["a", "b", "c"], 7])
def test_a_checkpoint_without_its_three_counts_is_refused(counts, tmp_path):
    path = tmp_path / "run.npz"
    checkpoint.save(start(), path)
    saving.write(path, saving.read(path) | {"counts": counts})
    with pytest.raises(ValueError, match=r"run\.npz is no checkpoint"):
        checkpoint.resume(start(), path)


def test_generators_of_two_kinds_are_not_mixed(tmp_path):
    path = tmp_path / "run.npz"
    saved = start(np.random.default_rng(0))
    checkpoint.save(saved, path)
    other = start(np.random.Generator(np.random.MT19937(0)))
    before = other.rng.bit_generator.state
    with pytest.raises(ValueError, match="was shuffled in another way"):
        checkpoint.resume(other, path)
    np.testing.assert_equal(other.rng.bit_generator.state, before)


# What explains a network that ends in another activation


@pytest.mark.parametrize("end", [Sigmoid, Tanh, ReLU, Softmax, None])
def test_scores_are_what_the_last_activation_is_given(end, rng):
    last = Dense(4, 3, init=initializers.he, rng=rng)
    hidden = Dense(5, 4, init=initializers.he, rng=rng)
    net = Network(hidden, Tanh(), last, *([end()] if end else []))
    x = rng.normal(size=(2, 5))
    z = np.tanh(x @ hidden.W + hidden.b) @ last.W + last.b
    np.testing.assert_allclose(explain.scores(net, x), z, rtol=1e-12)
    a, said = explain.votes(net, x[0], of=1)
    np.testing.assert_allclose(a, np.tanh(x[0] @ hidden.W + hidden.b), rtol=1e-12)
    np.testing.assert_allclose(said, a * last.W[:, 1], rtol=1e-12)
    assert said.sum() + last.b[1] == pytest.approx(z[0, 1], rel=1e-12)
    h, steps = 1e-6, 1e-6 * np.eye(5)
    ups, downs = (explain.scores(net, x[:1] + sign * steps)[:, 2] for sign in (1, -1))
    np.testing.assert_allclose(
        explain.evidence(net, x[0], of=2), (ups - downs) / (2 * h) * x[0], rtol=1e-6, atol=1e-9
    )
