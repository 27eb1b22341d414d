"""Handwritten digits: MNIST, the 8×8 digits of scikit-learn, and a network that reads MNIST."""

from importlib.resources import as_file, files

import numpy as np

from nnlib.data.idx import read_idx


def mnist():
    """MNIST: (X_train, y_train), (X_test, y_test), from the files of this package.

    60,000 images to train on and 10,000 to test on. Each is a row of X (m, 784): its 28 · 28
    pixels, row by row from the top, from 0 (background) to 255 (ink). Pixels stay bytes, which take
    an eighth of the memory of float64; a network turns them into numbers from 0 to 1 by its first
    layer, ``Rescale(1 / 255)``. In bytes 0 − 1 is 255: write ``X / 255`` before you subtract. The
    labels y (m,) are int64. Raises FileNotFoundError or ValueError if a file is missing or damaged.

    Sources: Y. LeCun, C. Cortes and C.J.C. Burges, "The MNIST database of handwritten digits",
    CC BY-SA 3.0; Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-based learning applied to
    document recognition", Proceedings of the IEEE 86 (1998).

    >>> (X_train, y_train), (X_test, y_test) = mnist()
    >>> X_train.shape, X_test.shape
    ((60000, 784), (10000, 784))
    >>> y_train[:5]
    array([5, 0, 4, 1, 9])
    """
    folder = files("nnlib.data") / "files" / "mnist"
    halves = []
    for half in ("train", "t10k"):
        images = folder / f"{half}-images-idx3-ubyte.gz"
        labels = folder / f"{half}-labels-idx1-ubyte.gz"
        with as_file(images) as images_path, as_file(labels) as labels_path:
            halves.append(read_images_and_labels(images_path, labels_path))
    return tuple(halves)


def read_images_and_labels(images_path, labels_path):
    """Two IDX files that belong together as X (m, 784), bytes, and y (m,), int64, from 0 to 9.

    Raises FileNotFoundError, or ValueError for a file that is damaged or of another kind.

    >>> folder = files("nnlib.data") / "files" / "mnist"
    >>> X, y = read_images_and_labels(
    ...     folder / "t10k-images-idx3-ubyte.gz", folder / "t10k-labels-idx1-ubyte.gz"
    ... )
    >>> X.shape, y.shape
    ((10000, 784), (10000,))
    """
    images, labels = read_idx(images_path), read_idx(labels_path)
    if images.shape[1:] != (28, 28):
        raise ValueError(f"{images_path} has shape {images.shape}; expected (m, 28, 28)")
    if labels.ndim != 1:
        raise ValueError(f"{labels_path} has shape {labels.shape}; expected (m,)")
    if len(images) != len(labels):
        raise ValueError(
            f"{images_path} holds {len(images)} images and {labels_path} {len(labels)} labels; "
            "expected as many of each"
        )
    if labels.max() > 9:
        place = int(np.argmax(labels > 9))
        raise ValueError(
            f"{labels_path} holds label {labels[place]} at position {place}; expected 0 to 9"
        )
    return images.reshape(len(images), 784), labels.astype(np.int64)


def digits8x8():
    """The 8×8 digits of scikit-learn: X (1797, 64), bytes from 0 (background) to 16 (ink), and y.

    The labels y (1797,) are int64. Raises ImportError without scikit-learn. Source: E. Alpaydin and
    C. Kaynak, "Optical recognition of handwritten digits", UCI Machine Learning Repository (1998),
    the test part.

    >>> X, y = digits8x8()
    >>> X.shape, int(X.max())
    ((1797, 64), 16)
    """
    try:
        from sklearn.datasets import load_digits  # here, so that nnlib needs NumPy alone
    except ImportError as error:
        raise ImportError(
            "digits8x8 needs scikit-learn; install it by: python -m pip install scikit-learn"
        ) from error
    X, y = load_digits(return_X_y=True)
    return X.astype(np.uint8), y.astype(np.int64)


def digit_reader():
    """The file with the network that lesson 11 trains on MNIST and lesson 12 reads drawings with.

    It takes rows of 784 bytes, as `mnist` gives them.

    >>> from nnlib import Network
    >>> (net := Network.load(digit_reader()))
    Network(Rescale(0.003922), Dense(784 → 100), Tanh(), Dense(100 → 10), Softmax())
    >>> _, (X_test, y_test) = mnist()
    >>> net.predict(X_test[:5]), y_test[:5]
    (array([7, 2, 1, 0, 4]), array([7, 2, 1, 0, 4]))
    """
    return files("nnlib.data") / "files" / "digit_reader.npz"
