"""The data: the files are the published ones; damaged or wrong input is refused in clear words."""

import gzip
import hashlib
import io
import itertools
import re
import subprocess
import sys
import zipfile
from importlib.resources import files

import numpy as np
import pytest

from nnlib import Network, data
from nnlib.data.digits import read_images_and_labels

MD5 = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}


def in_words(*words):
    """A pattern for `match`: these words, in this order."""
    return "(?s)" + ".*".join(re.escape(str(word)) for word in words)


def idx_bytes(values):
    values = np.asarray(values, dtype=np.uint8)
    sizes = np.array(values.shape, dtype=">u4")
    return bytes([0, 0, 0x08, values.ndim]) + sizes.tobytes() + values.tobytes()


@pytest.fixture
def write(tmp_path):
    """Write bytes to a file in a temporary folder; return its path."""

    def write(contents, name="some-file"):
        path = tmp_path / name
        path.write_bytes(contents)
        return path

    return write


# ---------------------------------------------------------------------------------------- MNIST


@pytest.fixture(scope="module")
def mnist():
    return data.mnist()


@pytest.mark.parametrize("name", MD5)
def test_files_are_the_published_ones(name):
    packed = (files("nnlib.data") / "files" / "mnist" / f"{name}.gz").read_bytes()
    assert hashlib.md5(gzip.decompress(packed), usedforsecurity=False).hexdigest() == MD5[name]


def test_readme_states_the_same_sums_and_the_licence():
    folder = files("nnlib.data") / "files" / "mnist"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for name, md5 in MD5.items():
        assert re.search(rf"{name} .*{md5}", readme)
    assert "CC BY-SA 3.0" in readme
    assert "CC BY-SA 3.0" in (folder / "LICENSE").read_text(encoding="utf-8")


def test_mnist_shapes_and_types(mnist):
    (X_train, y_train), (X_test, y_test) = mnist
    assert (X_train.shape, y_train.shape) == ((60000, 784), (60000,))
    assert (X_test.shape, y_test.shape) == ((10000, 784), (10000,))
    assert X_train.dtype == X_test.dtype == np.uint8
    assert y_train.dtype == y_test.dtype == np.int64
    assert all(a.flags.writeable for a in (X_train, y_train, X_test, y_test))


def test_mnist_values(mnist):
    (X_train, y_train), (X_test, y_test) = mnist
    assert y_train[:5].tolist() == [5, 0, 4, 1, 9]
    assert y_test[:5].tolist() == [7, 2, 1, 0, 4]
    assert (X_train.min(), X_train.max(), X_test.min(), X_test.max()) == (0, 255, 0, 255)
    counts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    assert np.bincount(y_train).tolist() == counts
    counts = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert np.bincount(y_test).tolist() == counts


def test_labels_do_not_wrap_round(mnist):
    (_, y), _ = mnist
    assert (y - 1).min() == -1


def test_each_call_gives_new_arrays():
    (_, _), (X, y) = data.mnist()
    X[:], y[:] = 7, 7
    (_, _), (X, y) = data.mnist()
    assert X.max() == 255
    assert y[1] == 2


def test_images_are_upright_and_in_order(mnist, write):
    (X, _), _ = mnist
    picture = X[0].reshape(28, 28)
    assert picture[0].max() == picture[:, 0].max() == 0  # an empty margin
    images = np.arange(2 * 784).reshape(2, 28, 28) % 251
    X, y = read_images_and_labels(
        write(idx_bytes(images), "images"), write(idx_bytes([3, 9]), "labels")
    )
    np.testing.assert_array_equal(X, images.reshape(2, 784))
    assert y.tolist() == [3, 9]


@pytest.mark.parametrize(
    ("images", "labels", "words"),
    [
        (np.zeros((3, 28, 28)), [1, 2], ("images", "3 images", "labels", "2 labels", "as many")),
        (np.zeros((3, 27, 28)), [1, 2, 3], ("images", "(3, 27, 28)", "expected (m, 28, 28)")),
        (np.zeros((3, 784)), [1, 2, 3], ("images", "(3, 784)", "expected (m, 28, 28)")),
        (np.zeros((3, 28, 28)), [[1], [2], [3]], ("labels", "(3, 1)", "expected (m,)")),
        (np.zeros((3, 28, 28)), [9, 10, 11], ("labels", "label 10", "position 1", "0 to 9")),
    ],
)
def test_files_that_do_not_belong_together(write, images, labels, words):
    images, labels = write(idx_bytes(images), "images"), write(idx_bytes(labels), "labels")
    with pytest.raises(ValueError, match=in_words(*words)):
        read_images_and_labels(images, labels)


# ------------------------------------------------------------------------------------------ IDX


@pytest.mark.parametrize("shape", [(1,), (5,), (2, 3), (4, 28, 28), (2, 1, 3, 2), (300, 2, 2)])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_idx_round_trip(write, shape, pack):
    values = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    for path in (write(pack(idx_bytes(values))), str(write(pack(idx_bytes(values)), "b.gz"))):
        read = data.read_idx(path)
        assert read.dtype == np.uint8
        assert read.flags.writeable
        np.testing.assert_array_equal(read, values, strict=True)


def test_idx_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError, match="not-there"):
        data.read_idx(tmp_path / "not-there")


@pytest.mark.parametrize("contents", [b"", gzip.compress(b"")], ids=["plain", "gzip"])
def test_idx_empty_file(write, contents):
    with pytest.raises(ValueError, match=in_words("some-file", "empty", "0 bytes", "expected")):
        data.read_idx(write(contents))


WHOLE = idx_bytes(np.arange(24).reshape(2, 3, 4))  # a header of 16 bytes, a body of 24


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    ("length", "words"),
    [
        (1, ("got a header of 1 bytes", "expected at least 4")),
        (3, ("got a header of 3 bytes", "expected at least 4")),
        (4, ("got a header of 4 bytes", "expected 16 for 3 dimensions")),
        (15, ("got a header of 15 bytes", "expected 16 for 3 dimensions")),
        (16, ("got 0 bytes after the header", "expected 24", "(2, 3, 4)")),
        (17, ("got 1 bytes after the header", "expected 24", "(2, 3, 4)")),
        (39, ("got 23 bytes after the header", "expected 24", "(2, 3, 4)")),
    ],
)
def test_idx_truncated(write, pack, length, words):
    with pytest.raises(ValueError, match=in_words("some-file", "truncated", *words)):
        data.read_idx(write(pack(WHOLE[:length])))


@pytest.mark.parametrize("extra", [1, 4, 1000])
def test_idx_too_long(write, extra):
    words = ("some-file", "too long", f"got {24 + extra:,} bytes", "expected 24", "(2, 3, 4)")
    with pytest.raises(ValueError, match=in_words(*words)):
        data.read_idx(write(WHOLE + bytes(extra)))


@pytest.mark.parametrize(
    ("magic", "shown"),
    [
        (b"\0\0\x09\x03", "0x00000903"),  # signed bytes
        (b"\0\0\x0d\x03", "0x00000d03"),  # float32
        (b"\x01\0\x08\x03", "0x01000803"),
        (b"\x03\x08\0\0", "0x03080000"),  # the bytes the other way round
        (b"\0\0\x08\x00", "0x00000800"),  # no dimension
        (b"\0\0\x08\xff", "0x000008ff"),
        (b"<htm", "0x3c68746d"),  # a page in place of the file
    ],
)
def test_idx_wrong_magic(write, magic, shown):
    words = ("some-file", "no IDX file", shown, "expected", "0x00000801", "0x00000803")
    with pytest.raises(ValueError, match=in_words(*words)):
        data.read_idx(write(magic + WHOLE[4:]))


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ((2, 3, 5), ("truncated", "got 24 bytes", "expected 30", "(2, 3, 5)")),
        ((2, 3, 3), ("too long", "got 24 bytes", "expected 18", "(2, 3, 3)")),
        ((0, 3, 4), ("holds no values", "(0, 3, 4)", "1 or more")),
        ((2**32 - 1,) * 3, ("truncated", "got 24 bytes", "(4294967295, 4294967295, 4294967295)")),
    ],
)
def test_idx_wrong_sizes(write, sizes, words):
    header = WHOLE[:4] + np.array(sizes, dtype=">u4").tobytes()
    with pytest.raises(ValueError, match=in_words("some-file", *words)):
        data.read_idx(write(header + WHOLE[16:]))


def test_idx_wrong_number_of_dimensions(write):
    """Two dimensions stated in place of three: the third size is then taken for values."""
    with pytest.raises(ValueError, match=in_words("too long", "got 28", "expected 6", "(2, 3)")):
        data.read_idx(write(WHOLE[:3] + b"\x02" + WHOLE[4:]))


def test_idx_gzip_cut_anywhere(write):
    packed = gzip.compress(WHOLE)
    for length in range(2, len(packed)):
        with pytest.raises(ValueError, match=in_words("some-file", "damaged gzip", "expected")):
            data.read_idx(write(packed[:length]))


@pytest.mark.parametrize("place", [2, 10, 20, -8, -1])
def test_idx_gzip_with_a_wrong_byte(write, place):
    packed = bytearray(gzip.compress(WHOLE))
    packed[place] ^= 0xFF
    with pytest.raises(ValueError, match=in_words("some-file", "damaged gzip")):
        data.read_idx(write(bytes(packed)))


def test_idx_gzip_followed_by_rubbish(write):
    with pytest.raises(ValueError, match=in_words("some-file", "damaged gzip")):
        data.read_idx(write(gzip.compress(WHOLE) + b"rubbish"))


ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w") as _members:
    _members.writestr("train-images-idx3-ubyte", WHOLE)
IN_ITS_PLACE = {
    "a page": (b"<!DOCTYPE html>\n<html><body>404</body></html>", "a web page"),
    "a page in capitals": (b"\n <HTML lang='en'>Not found</HTML>", "a web page"),
    "an error of a store": (b"<?xml version='1.0'?><Error>AccessDenied</Error>", "a web page"),
    "zip": (ZIP.getvalue(), "a zip file: take the file out of it"),
    "Git LFS": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9912422\n",
        "a pointer of Git LFS: fetch the file itself by git lfs pull",
    ),
    "npy": (b"\x93NUMPY\x01\x00v\x00{'descr'", "a file of numpy.save: numpy.load reads it"),
}


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("kind", IN_ITS_PLACE)
def test_a_file_of_another_kind_is_named(write, kind, pack):
    contents, words = IN_ITS_PLACE[kind]
    with pytest.raises(ValueError, match=in_words("some-file", "no IDX file", words)):
        data.read_idx(write(pack(contents)))


@pytest.mark.parametrize("reader", [data.read_idx, Network.load])
def test_a_folder_is_named(tmp_path, reader):
    with pytest.raises(ValueError, match=in_words(tmp_path, "is a folder", "expected")):
        reader(tmp_path)


def test_gzip_in_gzip_is_named(write):
    twice = gzip.compress(gzip.compress(WHOLE))
    with pytest.raises(ValueError, match=in_words("some-file", "packed by gzip twice", "unpack")):
        data.read_idx(write(twice))


@pytest.mark.parametrize("kind", [kind for kind in IN_ITS_PLACE if kind != "zip"])
def test_a_file_of_another_kind_in_place_of_a_network_is_named(write, kind):
    contents, words = IN_ITS_PLACE[kind]
    with pytest.raises(ValueError, match=in_words("some-file", "not an .npz file", words)):
        Network.load(write(contents))


@pytest.mark.parametrize(
    ("contents", "words"),
    [(WHOLE, "read_idx"), (gzip.compress(WHOLE), "packed by gzip"), (ZIP.getvalue(), "no format")],
    ids=["IDX", "gzip", "zip"],  # not the bytes: gzip writes the time into them
)
def test_other_files_in_place_of_a_network(write, contents, words):
    with pytest.raises(ValueError, match=in_words("some-file", words)):
        Network.load(write(contents))


# ----------------------------------------------------------------------------------- 8×8 digits


def test_digits8x8():
    X, y = data.digits8x8()
    assert (X.shape, X.dtype, y.shape, y.dtype) == ((1797, 64), np.uint8, (1797,), np.int64)
    assert (X.min(), X.max()) == (0, 16)
    assert y[:12].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]
    assert np.bincount(y).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_digits8x8_without_scikit_learn(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)  # an import of it now fails
    with pytest.raises(ImportError, match=in_words("scikit-learn", "pip install scikit-learn")):
        data.digits8x8()


def test_import_loads_numpy_only():
    heavy = "{'sklearn', 'scipy', 'matplotlib', 'ipywidgets', 'tqdm', 'pandas'}"
    code = f"import sys, nnlib.data; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


# -------------------------------------------------------------------------------------- one-hot


def test_one_hot():
    Y = data.one_hot([5, 0, 9])
    assert (Y.shape, Y.dtype) == ((3, 10), np.float64)
    np.testing.assert_array_equal(Y.argmax(axis=1), [5, 0, 9])
    np.testing.assert_array_equal(Y.sum(axis=1), [1, 1, 1])
    np.testing.assert_array_equal(data.one_hot([1, 0], n_classes=2), [[0, 1], [1, 0]])


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.int32, np.int64, np.uint64])
def test_one_hot_takes_every_integer_type(dtype):
    labels = np.array([1, 2, 0], dtype=dtype)
    np.testing.assert_array_equal(data.one_hot(labels, 3), [[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    np.testing.assert_array_equal(labels, [1, 2, 0])


@pytest.mark.parametrize(
    ("labels", "n_classes", "error", "words"),
    [
        (3, 10, ValueError, ("labels of shape ()", "expected (m,)")),
        ([[1], [2]], 10, ValueError, ("labels of shape (2, 1)", "expected (m,)")),
        ([], 10, ValueError, ("empty", "at least one")),
        (np.empty(0, dtype=np.int64), 10, ValueError, ("empty", "at least one")),
        ([1.0, 2.0], 10, TypeError, ("float64", "expected integers", "astype(int)")),
        ([1.5, 2.0], 10, TypeError, ("float64", "expected integers")),
        ([True, False], 10, TypeError, ("bool", "expected integers")),
        (["1", "2"], 10, TypeError, ("one_hot",)),
        ([None, 1], 10, TypeError, ("one_hot", "object")),
        ([3, 10, 11], 10, ValueError, ("label 10", "position 1", "expected 0 to 9")),
        ([3, 4, -1, -2], 10, ValueError, ("label -1", "position 2", "expected 0 to 9")),
        ([0, 1, 2], 2, ValueError, ("label 2", "position 2", "expected 0 to 1")),
        ([0, 0], 1, ValueError, ("n_classes is 1", "expected 2 or more")),
        ([0, 0], 0, ValueError, ("n_classes is 0",)),
        ([0, 0], -3, ValueError, ("n_classes is -3",)),
        ([0, 0], 2.0, TypeError, ("n_classes is 2.0", "whole number")),
        ([0, 0], True, TypeError, ("n_classes is True",)),
    ],
)
def test_one_hot_refuses(labels, n_classes, error, words):
    with pytest.raises(error, match=in_words(*words)):
        data.one_hot(labels, n_classes)


# -------------------------------------------------------------------------------- made-up points


def test_truth_tables():
    gates = {
        "AND": lambda a, b: a and b,
        "OR": lambda a, b: a or b,
        "NAND": lambda a, b: not (a and b),
        "XOR": lambda a, b: a != b,
    }
    for name, gate in gates.items():
        X, y = data.truth_table(name)
        assert [tuple(row) for row in X.tolist()] == list(itertools.product((0, 1), repeat=2))
        assert y.tolist() == [int(gate(a, b)) for a, b in X.tolist()]
        assert X.dtype == y.dtype == np.int64


def test_truth_table_gives_new_arrays():
    X, y = data.truth_table("AND")
    X[:], y[:] = 9, 9
    X, y = data.truth_table("AND")
    assert (X.max(), y.tolist()) == (1, [0, 0, 0, 1])


@pytest.mark.parametrize("name", ["NOT", "and", ""])
def test_truth_table_refuses(name):
    with pytest.raises(
        ValueError, match=in_words(repr(name), "expected one of AND, OR, NAND, XOR")
    ):
        data.truth_table(name)


@pytest.mark.parametrize("make", [data.two_blobs, data.rings])
@pytest.mark.parametrize("m", [8, 9, 200])
def test_points(make, m):
    X, y = make(m, rng=np.random.default_rng(0))
    assert (X.shape, X.dtype, y.shape, y.dtype) == ((m, 2), np.float64, (m,), np.int64)
    assert np.bincount(y).tolist() == [m // 2, m - m // 2]
    again_X, again_y = make(m, rng=np.random.default_rng(0))
    np.testing.assert_array_equal(X, again_X)
    np.testing.assert_array_equal(y, again_y)
    assert not np.array_equal(X, make(m, rng=np.random.default_rng(1))[0])


@pytest.mark.parametrize("make", [data.two_blobs, data.rings])
def test_points_come_in_mixed_order(make):
    _, y = make(200, rng=np.random.default_rng(0))
    assert 70 < np.count_nonzero(np.diff(y)) < 130


@pytest.mark.parametrize("seed", range(20))
def test_two_blobs_leave_a_gap(seed):
    X, y = data.two_blobs(500, rng=np.random.default_rng(seed))
    distance = X.sum(axis=1) / np.sqrt(2)  # from the line x1 + x2 = 0
    assert distance[y == 1].min() > np.sqrt(2) - 1 - 1e-12
    assert distance[y == 0].max() < 1 - np.sqrt(2) + 1e-12


@pytest.mark.parametrize("m", [8, 9, 10, 100])
@pytest.mark.parametrize("seed", range(5))
def test_no_line_separates_the_rings(m, seed):
    """In every direction some point of the ring is farther out than the whole disc reaches."""
    X, y = data.rings(m, rng=np.random.default_rng(seed))
    angles = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    directions = np.array([np.cos(angles), np.sin(angles)])
    assert ((X[y == 1] @ directions).max(axis=0) > 1).all()
    assert np.hypot(*X[y == 0].T).max() <= 1
    assert np.hypot(*X[y == 1].T).min() >= 1.5 - 1e-12


@pytest.mark.parametrize(("make", "least"), [(data.two_blobs, 2), (data.rings, 8)])
def test_points_refuse(make, least):
    rng = np.random.default_rng(0)
    assert len(make(least, rng=rng)[0]) == least
    for m in (least - 1, 0, -5):
        with pytest.raises(ValueError, match=in_words(make.__name__, f"m is {m}")):
            make(m, rng=rng)
    for m in (20.0, "20", True):
        with pytest.raises(TypeError, match=in_words(make.__name__, f"m is {m!r}", "whole number")):
            make(m, rng=rng)
    for wrong in (0, None, np.random.RandomState(0)):
        with pytest.raises(TypeError, match=in_words(make.__name__, "rng", "default_rng")):
            make(20, rng=wrong)
    with pytest.raises(TypeError, match="rng"):
        make(20)
    with pytest.raises(TypeError, match="positional"):
        make(20, rng)


def fills_a_disc(points):
    """Whether points lie all over the disc of radius 1 around (0, 0), as often here as there."""
    squares = (points**2).sum(axis=1)  # of points spread evenly, as many below 0.1 as above 0.9
    shares = np.histogram(squares, bins=10, range=(0, 1))[0] / len(points)
    angles = np.arctan2(points[:, 1], points[:, 0])
    around = np.histogram(angles, bins=8, range=(-np.pi, np.pi))[0] / len(points)
    return (
        squares.max() <= 1
        and np.abs(shares - 1 / 10).max() < 0.03
        and (np.abs(around - 1 / 8).max() < 0.03)
    )


@pytest.mark.parametrize("dimensions, read", [(1, True), (32, True), (0, False), (33, False)])
def test_an_idx_file_has_1_to_32_dimensions(dimensions, read, tmp_path):
    path = tmp_path / "some-idx"
    header = bytes([0, 0, 8, dimensions]) + (1).to_bytes(4, "big") * dimensions
    path.write_bytes(header + bytes([7]))
    if read:
        assert data.read_idx(path).tolist() == np.full([1] * dimensions, 7).tolist()
    else:
        with pytest.raises(ValueError, match="is no IDX file of unsigned bytes"):
            data.read_idx(path)


def test_the_small_sets_fill_their_shapes():
    rng = np.random.default_rng(0)
    X, y = data.two_blobs(4000, rng=rng)
    assert fills_a_disc(X[y == 0] + 1)
    assert fills_a_disc(X[y == 1] - 1)
    X, y = data.rings(4000, rng=rng)
    assert fills_a_disc(X[y == 0])
    radius = np.sqrt((X[y == 1] ** 2).sum(axis=1))
    shares = np.histogram(radius, bins=5, range=(1.5, 2))[0] / 2000
    assert np.abs(shares - 1 / 5).max() < 0.04
