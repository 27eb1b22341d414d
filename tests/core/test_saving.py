"""Files of networks: sizes of any type, and formats that are newer."""

import numpy as np
import pytest

from nnlib import Dense, Network, Rescale, initializers, saving


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


@pytest.mark.parametrize("number, newer", [(2, True), (0, False), ([1], False), (1.5, False)])
def test_only_a_larger_format_is_newer(number, newer, tmp_path):
    path = tmp_path / "net.npz"
    np.savez(path, format=number)
    with pytest.raises(ValueError, match="this nnlib reads format 1") as told:
        saving.read(path)
    assert ("a newer nnlib wrote it" in str(told.value)) == newer
