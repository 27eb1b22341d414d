"""Handwritten digits: MNIST, the 8×8 digits of scikit-learn, and a network that reads MNIST."""

from importlib.resources import as_file, files

import numpy as np

from nnlib.data.idx import read_idx


def mnist():
    """MNIST: 60,000 images to train on and 10,000 to test on, from the files of this package.

    Each image is a row of 28 · 28 = 784 pixels, from 0 (background) to 255 (ink), row by row from
    the top. Pixels stay bytes, which take an eighth of the memory of float64; a network turns them
    into numbers from 0 to 1 by its first layer, ``Rescale(1 / 255)``. Every call gives new arrays.

    Returns
    -------
    (X_train, y_train) : tuple of numpy.ndarray
        Images, uint8, shape (60000, 784), and labels, int64, shape (60000,).
    (X_test, y_test) : tuple of numpy.ndarray
        Images, uint8, shape (10000, 784), and labels, int64, shape (10000,).

    Raises
    ------
    FileNotFoundError, ValueError
        If a file of the package is missing or damaged.

    Notes
    -----
    Labels are int64, not bytes, so that arithmetic on them cannot wrap round: in bytes,
    0 − 1 is 255. Pixels are bytes: write ``X / 255`` or ``X.astype(float)`` before you subtract.

    References
    ----------
    Y. LeCun, C. Cortes and C.J.C. Burges, "The MNIST database of handwritten digits";
    CC BY-SA 3.0.

    Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-based learning applied to document
    recognition", Proceedings of the IEEE 86 (1998), pages 2278–2324.

    Examples
    --------
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
    train, test = halves
    return train, test


def read_images_and_labels(images_path, labels_path):
    """Read two IDX files that belong together; images become rows.

    Parameters
    ----------
    images_path, labels_path : str or os.PathLike
        An IDX file of m images of 28 × 28 pixels, and one of m labels from 0 to 9.

    Returns
    -------
    X : numpy.ndarray of uint8, shape (m, 784)
        The images.
    y : numpy.ndarray of int64, shape (m,)
        The labels.

    Raises
    ------
    FileNotFoundError
        If a file is missing.
    ValueError
        If a file is damaged or of another shape, if images and labels differ in number, or if a
        label is above 9.

    Examples
    --------
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
    """The 8×8 digits that come with scikit-learn: 1,797 small images.

    Each image is a row of 8 · 8 = 64 pixels, from 0 (background) to 16 (ink).

    Returns
    -------
    X : numpy.ndarray of uint8, shape (1797, 64)
        The images.
    y : numpy.ndarray of int64, shape (1797,)
        The labels, 0 to 9.

    Raises
    ------
    ImportError
        If scikit-learn is not installed.

    References
    ----------
    E. Alpaydin and C. Kaynak, "Optical recognition of handwritten digits", UCI Machine Learning
    Repository (1998). The set is its test part.

    Examples
    --------
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

    Its layers are Rescale(1 / 255), Dense(784 → 100), Tanh, Dense(100 → 10) and Softmax, so it
    takes rows of 784 bytes, as `mnist` gives them.

    Returns
    -------
    path
        For `Network.load`.

    Examples
    --------
    >>> from nnlib import Network
    >>> net = Network.load(digit_reader())
    >>> _, (X_test, y_test) = mnist()
    >>> net.predict(X_test[:5]), y_test[:5]
    (array([7, 2, 1, 0, 4]), array([7, 2, 1, 0, 4]))
    """
    return files("nnlib.data") / "files" / "digit_reader.npz"
