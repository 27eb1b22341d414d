"""Files of networks: sizes of any type, and formats that are newer."""

import re
from pathlib import Path

import numpy as np
import pytest

from nnlib import (
    Adam,
    CrossEntropy,
    Dense,
    Elementwise,
    Network,
    Rescale,
    Softmax,
    Tanh,
    checkpoint,
    initializers,
    one_hot,
    saving,
    train,
)

OLD = Path(__file__).parent / "format_1"  # a network and a checkpoint of it, as they once were


@pytest.fixture
def rng():
    return np.random.default_rng(0)


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


@pytest.mark.parametrize("number, newer", [(3, True), (0, False), ([1], False), (1.5, False)])
def test_only_a_larger_format_is_newer(number, newer, tmp_path):
    path = tmp_path / "net.npz"
    np.savez(path, format=number)
    with pytest.raises(ValueError, match="this nnlib reads format 1") as told:
        saving.read(path)
    assert ("a newer nnlib wrote it" in str(told.value)) == newer


def test_an_old_network_is_read():
    net = Network.load(OLD / "net.npz")
    was = np.load(OLD / "net.npz")
    assert repr(net) == "Network(Rescale(0.003922), Dense(4 → 3), Tanh(), Dense(3 → 2), Softmax())"
    assert list(net.parameters()) == ["W1", "b1", "W2"]
    for name, old in {"W1": "1.W", "b1": "1.b", "W2": "3.W"}.items():
        np.testing.assert_array_equal(net.parameters()[name], was[old])


def test_an_old_checkpoint_is_taken_up():
    rng = np.random.default_rng(0)
    net = Network(
        Rescale(1 / 255),
        Dense(4, 3, init=initializers.he, rng=rng, l2=0.01),
        Tanh(),
        Dense(3, 2, init=initializers.he, rng=rng, bias=False),
        Softmax(),
    )
    x = rng.integers(0, 256, (6, 4)).astype(np.uint8)
    y = one_hot([0, 1, 0, 1, 1, 0], 2)
    rule = Adam(0.01)
    training = train(net, CrossEntropy(), rule, x, y, epochs=4, batch_size=2, rng=rng)
    checkpoint.resume(training, OLD / "run.npz")
    was = np.load(OLD / "run.npz")
    for i, (w, memory) in enumerate(zip(net.parameters().values(), rule.memory, strict=True)):
        np.testing.assert_array_equal(w, was[f"parameter {i}"])
        for j, m in enumerate(memory):
            np.testing.assert_array_equal(m, was[f"memory {i}.{j}"])
    assert training.run() == pytest.approx([0.7131530364537871, 0.7036890687734217], rel=1e-12)


def test_a_file_has_the_textbooks_names(rng, tmp_path):
    layers = [Dense(3, 2, init=initializers.he, rng=rng), Tanh()]
    net = Network(Rescale(2.0), *layers, Dense(2, 2, init=initializers.he, rng=rng, bias=False))
    net.save(tmp_path / "net.npz")
    written = np.load(tmp_path / "net.npz")
    assert set(written) == {"format", "layers", "W1", "b1", "W2"}
    for name, array in net.parameters().items():
        np.testing.assert_array_equal(written[name], array)


CELL = """
class Mine(Elementwise):
    def f(self, z):
        return {} * z
"""


def test_a_cell_that_is_run_again_defines_its_layer_anew(tmp_path):
    cell = {"__name__": "__main__", "Elementwise": Elementwise}
    exec(CELL.format(2), cell)
    Network(cell["Mine"]()).save(tmp_path / "net.npz")
    exec(CELL.format(3), cell)
    assert Network.load(tmp_path / "net.npz")([[1.0]]) == 3


def test_of_two_layer_classes_of_one_name_none_is_guessed(tmp_path):
    class Tanh_(Tanh):
        """Called like another one below."""

    both = f"called Tanh_: {__name__}.{Tanh_.__qualname__} and __main__.Tanh_; rename yours"
    net = Network(Tanh_())
    net.save(tmp_path / "net.npz")
    exec("class Tanh_(Tanh): pass", {"__name__": "__main__", "Tanh": Tanh})
    with pytest.raises(ValueError, match=f"net.npz cannot be read.*{re.escape(both)}"):
        Network.load(tmp_path / "net.npz")
    with pytest.raises(ValueError, match=re.escape(both)):
        net.save(tmp_path / "other.npz")
    assert not (tmp_path / "other.npz").exists()
