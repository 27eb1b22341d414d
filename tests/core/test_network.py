"""Weights copied, replaced or shared are trained or refused: nothing stops learning silently."""

import copy
import io
import os
import pickle
import subprocess
import sys
import zipfile

import joblib
import numpy as np
import pytest

from nnlib import (
    SGD,
    CrossEntropy,
    Dense,
    Diverged,
    Network,
    ReLU,
    Rescale,
    Sigmoid,
    Softmax,
    SquaredError,
    Tanh,
    fit,
    gradient,
    initializers,
    one_hot,
    train,
)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def xy(rng):
    y = rng.integers(0, 3, 30)
    return rng.normal(size=(30, 4)) + np.eye(3, 4)[y] * 3, one_hot(y, 3)


def make(rng, hidden=5):
    return Network(
        Dense(4, hidden, init=initializers.normal(0.5), rng=rng),
        ReLU(),
        Dense(hidden, 3, init=initializers.normal(0.5), rng=rng),
        Softmax(),
    )


def losses(net, xy, epochs=20):
    return train(
        net, CrossEntropy(), SGD(lr=0.5), *xy, epochs=epochs, batch_size=30, rng=None
    ).run()


def assert_learns(net, xy):
    values = losses(net, xy)
    assert values[-1] < 0.7 * values[0]
    assert CrossEntropy().forward(net(xy[0]), xy[1]) < values[-1], (
        "what predicts is what was trained"
    )


def test_replaced_weights_are_trained(rng, xy):
    net = make(rng)
    W = rng.normal(size=(4, 5))
    given = W.copy()
    net.layers[0].W = W
    assert_learns(net, xy)
    assert (given != net.layers[0].W).any()
    np.testing.assert_array_equal(W, given)  # the caller's array is the caller's


def test_replaced_weights_may_be_integers_or_lists(rng, xy):
    net = make(rng)
    net.layers[2].W = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0], [0, 1, 0]]
    assert net.layers[2].W.dtype == np.float64
    assert_learns(net, xy)


@pytest.mark.parametrize(
    "value, error, words",
    [
        (
            np.zeros((5, 4)),
            ValueError,
            r"Dense\(4 → 5\)\.W got an array of shape \(5, 4\); expected \(4, 5\)",
        ),
        (np.full((4, 5), np.nan), ValueError, "nan at position"),
        (np.zeros((4, 5), complex), TypeError, "complex"),
        ("weights", TypeError, "expected real numbers"),
    ],
)
def test_weights_that_cannot_be_right_are_refused(value, error, words, rng):
    layer = make(rng).layers[0]
    before = layer.W.copy()
    with pytest.raises(error, match=words):
        layer.W = value
    np.testing.assert_array_equal(layer.W, before)


def test_changing_weights_in_place_works(rng, xy):
    net = make(rng)
    net.layers[0].W *= 0.5
    net.layers[0].W[0, 0] = 7
    assert net.layers[0].W[0, 0] == 7
    assert_learns(net, xy)


@pytest.mark.parametrize("mmap_mode", [None, "r", "r+", "c"])
def test_joblib_round_trip(mmap_mode, rng, xy, tmp_path):
    net = make(rng)
    net.forward(xy[0])
    joblib.dump(net, tmp_path / "net.joblib")
    again = joblib.load(tmp_path / "net.joblib", mmap_mode=mmap_mode)
    np.testing.assert_array_equal(again(xy[0]), net(xy[0]))
    assert_learns(again, xy)
    untouched = joblib.load(tmp_path / "net.joblib")
    np.testing.assert_array_equal(untouched(xy[0]), net(xy[0]))  # the file is as it was


@pytest.mark.parametrize(
    "copied",
    [copy.deepcopy, lambda net: pickle.loads(pickle.dumps(net))],
    ids=["deepcopy", "pickle"],
)
def test_copies_learn_on_their_own(copied, rng, xy):
    net = make(rng)
    losses(net, xy, epochs=2)
    again = copied(net)
    before = net(xy[0])
    assert_learns(again, xy)
    np.testing.assert_array_equal(net(xy[0]), before)
    assert_learns(net, xy)


def test_two_networks_may_share_a_layer(rng, xy):
    shared = Dense(4, 5, init=initializers.normal(0.5), rng=rng)
    first, second = (
        Network(shared, Tanh(), Dense(5, 3, init=initializers.normal(0.5), rng=rng), Softmax())
        for _ in range(2)
    )
    start = shared.W.copy()
    assert_learns(first, xy)
    assert (start != shared.W).any()
    assert_learns(second, xy)


def test_a_shared_layer_that_saw_another_batch_is_refused(rng, xy):
    shared = Dense(4, 5, init=initializers.normal(0.5), rng=rng)
    first, second = Network(shared, Tanh()), Network(shared, Sigmoid())
    outputs = first.forward(xy[0])
    second.forward(xy[0][::-1])
    with pytest.raises(RuntimeError, match="has seen another one since"):
        first.backward(outputs)


def test_backward_needs_a_forward(rng, xy):
    net = make(rng)
    with pytest.raises(RuntimeError, match="needs this network's forward"):
        net.backward(np.ones((30, 3)))
    net.forward(xy[0])
    with pytest.raises(ValueError, match=r"grad of shape \(3, 30\); expected \(30, 3\)"):
        net.backward(np.ones((3, 30)))


def test_the_same_layer_twice_is_refused(rng):
    layer = Dense(4, 4, init=initializers.zeros, rng=rng)
    with pytest.raises(ValueError, match="twice"):
        Network(layer, ReLU(), layer)


def test_calling_and_predicting_leave_the_caches_of_training_alone(rng, xy):
    net, loss = make(rng), CrossEntropy()
    gradient(net, loss, *xy)
    expected = [g.copy() for _, g in net.params()]
    loss.forward(net.forward(xy[0]), xy[1])
    net(rng.normal(size=(7, 4)))
    net.predict(rng.normal(size=(3, 4)))
    net.backward(loss.backward())
    for (_, g), e in zip(net.params(), expected, strict=True):
        np.testing.assert_array_equal(g, e)


def test_calling_equals_forward_over_many_pieces(rng):
    net = make(rng)
    x = rng.normal(size=(2500, 4))
    np.testing.assert_allclose(net(x), net.forward(x), rtol=1e-14)
    np.testing.assert_array_equal(net.predict(x), net.forward(x).argmax(axis=1))


def test_layers_that_do_not_fit_are_refused(rng):
    with pytest.raises(
        ValueError, match=r"Dense\(4 → 5\) before Dense\(6 → 3\): 5 numbers come in"
    ):
        Network(
            Dense(4, 5, init=initializers.zeros, rng=rng),
            ReLU(),
            Dense(6, 3, init=initializers.zeros, rng=rng),
        )
    with pytest.raises(TypeError, match=r"got .ReLU\(\). as layer 0"):
        Network([ReLU()])
    with pytest.raises(ValueError, match="no layers"):
        Network()


def test_trace_shows_every_output(rng, xy):
    net = make(rng)
    found = dict(net.trace(xy[0]))
    shapes = {name: a.shape for name, a in found.items()}
    assert shapes == {"z1": (30, 5), "a1": (30, 5), "z2": (30, 3), "a2": (30, 3)}
    W1, b1, W2, b2 = net.parameters().values()
    np.testing.assert_allclose(found["z1"], xy[0] @ W1 + b1)
    np.testing.assert_allclose(found["a1"], np.maximum(found["z1"], 0))
    np.testing.assert_allclose(found["z2"], found["a1"] @ W2 + b2)
    np.testing.assert_array_equal(found["a2"], net(xy[0]))


def test_the_way_back_has_the_same_names(rng, xy):
    net = make(rng)
    a1 = dict(net.trace(xy[0]))["a1"]
    slopes = dict(net.trace_back(np.ones((30, 3))))
    assert list(slopes) == ["da2", "dz2", "da1", "dz1"]
    found = net.gradients()
    assert list(found) == ["dW1", "db1", "dW2", "db2"]
    np.testing.assert_allclose(found["dW1"], xy[0].T @ slopes["dz1"])
    np.testing.assert_allclose(found["dW2"], a1.T @ slopes["dz2"])
    np.testing.assert_allclose(found["db1"], slopes["dz1"].sum(axis=0))
    for name, g in found.items():
        assert g.shape == net.parameters()[name[1:]].shape


def test_layers_in_no_textbooks_order_have_names_of_their_own(rng):
    linear, second = (Dense(2, 2, init=initializers.he, rng=rng, bias=bias) for bias in (0, 1))
    net = Network(Rescale(2.0), Rescale(3.0), linear, second, Tanh(), Sigmoid())
    assert [name for name, _ in net.trace([[1.0, 2.0]])] == ["a0", "a0'", "z1", "z2", "a2", "a2'"]
    assert list(net.parameters()) == ["W1", "W2", "b2"]
    assert net.parameters()["W2"] is second.W


def test_a_network_that_has_nothing_to_learn_goes_back_to_its_input():
    net = Network(Sigmoid(), Tanh())
    net.forward([[0.0, 1.0]])
    assert [name for name, _ in net.trace_back(np.ones((1, 2)))] == ["da0'", "da0"]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_save_and_load(dtype, rng, xy, tmp_path):
    net = Network(
        Rescale(0.5, dtype=dtype),
        Dense(4, 5, init=initializers.normal(0.5), rng=rng, dtype=dtype),
        Sigmoid(),
        Dense(5, 3, init=initializers.normal(0.5), rng=rng, dtype=dtype, bias=False),
        Softmax(),
    )
    losses(net, xy, epochs=2)
    net.save(tmp_path / "net.npz")
    again = Network.load(tmp_path / "net.npz")
    assert repr(again) == repr(net)
    assert again(xy[0]).dtype == dtype
    np.testing.assert_array_equal(again(xy[0]), net(xy[0]))
    assert losses(again, xy) == losses(net, xy)
    assert [path.name for path in tmp_path.iterdir()] == ["net.npz"]


@pytest.fixture
def saved(rng, tmp_path):
    """A saved network, and a function that changes what is in its file."""
    net, path = make(rng), tmp_path / "net.npz"
    net.save(path)
    whole = path.read_bytes()

    def altered(without=(), **changes):
        with np.load(io.BytesIO(whole)) as file:
            contents = {name: a for name, a in file.items() if name not in without} | changes
        np.savez(path, **contents)
        return path

    return net, path, altered


def foreign_files(net):
    """Files of other kinds: {what: (bytes, what the error says)}."""
    npy, text, zipped = io.BytesIO(), b"a,b\n1,2\n", io.BytesIO()
    np.save(npy, np.zeros(3))
    with zipfile.ZipFile(zipped, "w") as file:
        file.writestr("hello.txt", "hello")
    return {
        "empty": (b"", "is empty"),
        "text": (text, "not an .npz file; it begins with b'a,b"),
        "pickled": (pickle.dumps(net), "is a pickle.* not opened"),
        "joblib": (joblib_bytes(net), "is a pickle.* not opened"),
        "a single array": (npy.getvalue(), "not an .npz file"),
        "another zip": (zipped.getvalue(), "holds no format"),
    }


def joblib_bytes(net):
    file = io.BytesIO()
    joblib.dump(net, file)
    return file.getvalue()


@pytest.mark.parametrize("kind", foreign_files(None))
def test_foreign_files_are_refused(kind, saved):
    net, path, _ = saved
    contents, message = foreign_files(net)[kind]
    path.write_bytes(contents)
    with pytest.raises(ValueError, match=message):
        Network.load(path)


def test_a_damaged_file_is_refused_wherever_it_is_damaged(saved, xy):
    net, path, _ = saved
    whole = path.read_bytes()
    for cut in range(0, len(whole), 97):
        path.write_bytes(whole[:cut])
        with pytest.raises(ValueError, match=r"net\.npz"):
            Network.load(path)
    silent = []  # damage that goes unseen must be damage to something that nobody reads
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        path.write_bytes(damaged)
        try:
            silent.append(Network.load(path))
        except ValueError as error:
            assert "net.npz" in str(error)
    assert len(silent) < len(whole)
    for again in silent:
        np.testing.assert_array_equal(again(xy[0]), net(xy[0]))


def test_no_such_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        Network.load(tmp_path / "nothing.npz")


BAD_CONTENTS = {
    "newer": ({"format": 3}, "format 3; this nnlib reads format 1 and 2: a newer nnlib wrote it"),
    "a strange format": ({"format": [1, 1]}, "has format .*this nnlib reads format 1"),
    "a layer that nobody knows": ({"layers": '[["Convolution", {}]]'}, "'Convolution'.* unknown"),
    "a kind that is no layer": ({"layers": '[["Layer", {}], ["Elementwise", {}]]'}, "cannot be"),
    "no list": ({"layers": "7"}, "cannot be read as a network"),
    "a broken list": ({"layers": '[["Softmax"'}, "cannot be read as a network"),
    "no layers": ({"layers": "[]"}, "got no layers"),
    "a strange option": ({"layers": '[["Softmax", {"axis": 1}]]'}, "cannot be read as a network"),
    "too large": (
        {"layers": '[["Dense", {"n_in": 4, "n_out": 1000000000000000}]]'},
        "cannot be read as a network",
    ),
    "another shape": ({"W1": np.zeros((2, 2))}, r"shape \(2, 2\); expected \(4, 5\)"),
    "not a number": ({"W1": np.full((4, 5), np.nan)}, "got nan at"),
    "an object": ({"W1": np.array([{}], dtype=object)}, "W1.* object.* not opened"),
    "words": ({"W1": np.full((4, 5), "1")}, "W1|W got"),
    "an array too many": ({"W7": np.zeros(3)}, "W7.* no place"),
}


@pytest.mark.parametrize("kind", BAD_CONTENTS)
def test_contents_that_make_no_network_are_refused(kind, saved, xy):
    net, path, altered = saved
    before = net(xy[0])
    changes, message = BAD_CONTENTS[kind]
    altered(**changes)
    with pytest.raises(ValueError, match=message):
        net = Network.load(path)
    np.testing.assert_array_equal(net(xy[0]), before)


@pytest.mark.parametrize("name", ["format", "layers", "W1"])
def test_a_file_that_lacks_something_is_refused(name, saved):
    _, path, altered = saved
    altered(without=[name])
    with pytest.raises(ValueError, match=r"net\.npz"):
        Network.load(path)


def test_a_network_that_diverged_is_not_saved(rng, tmp_path):
    net = make(rng)
    net.layers[0].W[0, 0] = np.nan
    with pytest.raises(ValueError, match=r"save \(Dense\(4 → 5\).W\) got nan"):
        net.save(tmp_path / "net.npz")
    assert not list(tmp_path.iterdir())


def test_a_failed_save_leaves_the_old_file_whole(rng, tmp_path, monkeypatch):
    net, path = make(rng), tmp_path / "net.npz"
    net.save(path)
    whole = path.read_bytes()
    monkeypatch.setattr(np, "savez", lambda *_, **__: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        net.save(path)
    assert path.read_bytes() == whole


def test_a_learning_rate_that_is_too_large_stops_training_with_the_cause(rng, xy):
    net = Network(Dense(4, 3, init=initializers.normal(1), rng=rng))
    training = train(net, SquaredError(), SGD(lr=1e3), *xy, epochs=1000, batch_size=10, rng=rng)
    with pytest.raises(
        Diverged,
        match=r"W holds numbers up to .* at step 1 of epoch \d+; .*learning rate \(here 1000",
    ):
        training.run()


@pytest.mark.parametrize(
    "change, error, words",
    [
        ({"epochs": 0}, ValueError, "epochs is 0; expected a whole number above 0"),
        ({"epochs": 2.5}, TypeError, "epochs is 2.5"),
        ({"batch_size": 0}, ValueError, "batch_size is 0"),
        ({"batch_size": 31}, ValueError, "batch_size is 31; expected at most the 30 rows"),
        ({"rng": 0}, TypeError, "rng is 0"),
        ({"x": np.zeros((30, 7))}, ValueError, r"shape \(1, 7\); expected \(m, 4\)"),
        ({"x": np.zeros((0, 4)), "y": np.zeros((0, 3))}, ValueError, "empty"),
        ({"x": np.full((30, 4), np.inf)}, ValueError, r"inf at position \(0, 0\)"),
        ({"x": np.full((30, 4), "a")}, TypeError, "expected real numbers"),
        ({"y": np.zeros((29, 3))}, ValueError, "same number of rows"),
        ({"y": np.zeros(30)}, ValueError, "targets of shape"),
        ({"y": np.full((30, 3), np.nan)}, ValueError, "nan"),
    ],
)
def test_train_checks_its_arguments_when_it_is_called(change, error, words, rng, xy):
    arguments = {"x": xy[0], "y": xy[1], "epochs": 2, "batch_size": 10, "rng": rng} | change
    with pytest.raises(error, match=words):
        train(
            make(rng),
            CrossEntropy(),
            SGD(lr=0.1),
            arguments.pop("x"),
            arguments.pop("y"),
            **arguments,
        )


def test_train_goes_on_after_a_break(rng, xy):
    def run(stops):
        net, seen = make(np.random.default_rng(1)), []
        training = train(
            net,
            CrossEntropy(),
            SGD(lr=0.1),
            *xy,
            epochs=5,
            batch_size=7,
            rng=np.random.default_rng(2),
        )
        assert "0 of 5 epochs done" in repr(training) and len(training) == 5
        for stop in stops:
            for epoch in training:
                seen.append(epoch)
                if epoch.number == stop:
                    break
        return seen

    assert run([5]) == run([2, 5])
    assert [epoch.number for epoch in run([5])] == [1, 2, 3, 4, 5]


def test_shuffling_leaves_the_callers_rows_alone(rng, xy):
    x, y = xy[0].copy(), xy[1].copy()
    train(make(rng), CrossEntropy(), SGD(lr=0.1), x, y, epochs=2, batch_size=7, rng=rng).run()
    np.testing.assert_array_equal(x, xy[0])
    np.testing.assert_array_equal(y, xy[1])


def test_fit_keeps_a_history_also_when_interrupted(rng, xy, capsys):
    class Interrupting(SGD):
        def step(self, net):
            super().step(net)
            if self.steps == 8:
                raise KeyboardInterrupt

    net = make(rng)
    history = fit(
        net,
        CrossEntropy(),
        Interrupting(lr=0.5),
        *xy,
        epochs=10,
        batch_size=10,
        rng=rng,
        validation=xy,
    )
    assert "stopped by hand after 2 of 10 epochs" in capsys.readouterr().out
    assert [len(values) for values in history.values()] == [2, 2, 2]
    history = fit(
        net, CrossEntropy(), SGD(lr=0.5), *xy, epochs=30, batch_size=10, rng=rng, validation=xy
    )
    assert history["loss"][-1] < history["loss"][0]
    assert history["validation accuracy"][-1] > 0.8


@pytest.mark.parametrize(
    "encoding, arrow, dots",
    [("ascii", "->", "..."), ("cp1252", "->", "…"), ("latin-1", "->", "..."), ("utf-8", "→", "…")],
)
def test_what_is_printed_can_be_shown_by_every_terminal(encoding, arrow, dots):
    """Windows writes into a file or a pipe in its old code page; some servers know ASCII alone."""
    code = """
from nnlib import *
import numpy as np
rng = np.random.default_rng(0)
net = Network(Dense(3, 2, init=initializers.he, rng=rng), Softmax())
x, y = rng.normal(size=(4, 3)), one_hot([0, 1, 1, 0], 2)
training = train(net, CrossEntropy(), SGD(0.1), x, y, epochs=1, batch_size=2, rng=None)
print(net, net.layers[0], training, *training)
print(repr(net.layers[0]), CrossEntropy(), Adam(0.1), Perceptron([1.0]), Rescale(1 / 255))
print(gradient_check(net, CrossEntropy(), x, y, rng=rng))
print(ablation(lambda seed, a: a, {"one": {"a": 1.0}}, seeds=[0]))
try:
    net(x[:, :2])
except ValueError as error:
    print(error)
"""
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, env=environment)
    assert result.returncode == 0, result.stderr.decode(encoding)
    said = result.stdout.decode(encoding)
    assert said.startswith(f"Network(Dense(3 {arrow} 2), Softmax()) Dense(3 {arrow} 2) Training")
    assert f"train({dots})" in said


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
