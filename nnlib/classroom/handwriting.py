"""Drawings as MNIST would have them, and ways to spoil images. Only NumPy.

Pixels go from 0 (paper) to 255 (ink) throughout, as in MNIST.
"""

import numpy as np

from nnlib import checks

SIDE = 28  # of an MNIST image
BOX = 20  # the longer side of the ink in it
MIDDLE = 14  # the row and the column of the pixel where MNIST puts the centre of mass


class NoInkError(ValueError):
    """A drawing without ink: there is nothing to read."""


def as_mnist(drawing):
    """Turn a drawing into a row of pixels of the kind that MNIST has.

    MNIST's digits were cut out, brought to 20 pixels on their longer side with smooth edges, and
    placed with their centre of mass in the middle of 28 × 28. A network that has learned them
    knows nothing else, so a drawing gets the same treatment. Its darkest pixel becomes 255.

    Parameters
    ----------
    drawing : array_like, shape (n, n)
        A grey picture, 0 (paper) to 255 (ink), of any size.

    Returns
    -------
    numpy.ndarray of uint8, shape (784,)
        The row.

    Raises
    ------
    TypeError, ValueError
        If the drawing is no square of numbers from 0 to 255.
    NoInkError
        If all of it is paper. (A `ValueError`.)

    Notes
    -----
    Shrinking is by area: a new pixel is the mean of the part of the drawing that it covers. The
    shift to the middle is by whole pixels, so that an MNIST image comes out almost as it was.

    References
    ----------
    Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-based learning applied to document
    recognition", Proceedings of the IEEE 86 (1998), section III.A.

    Examples
    --------
    >>> drawing = np.zeros((100, 100))
    >>> drawing[5:45, 60:64] = 255  # a 1, far from the middle
    >>> rows, columns = np.nonzero(as_mnist(drawing).reshape(28, 28))
    >>> print(rows.min(), rows.max(), columns.min(), columns.max())
    4 23 14 15
    """
    drawing = pixels_of(drawing, "as_mnist")
    if drawing.ndim != 2 or drawing.shape[0] != drawing.shape[1]:
        raise ValueError(
            f"as_mnist got a drawing of shape {drawing.shape}; expected a square (n, n)"
        )
    ink = drawing.astype(float)
    if ink.max() == 0:
        raise NoInkError("as_mnist got a drawing without ink; expected some pixels above 0")
    # Less than a tenth of the darkest is a smudge or a soft edge, and does not set the size.
    rows, columns = np.nonzero(ink > ink.max() / 10)
    top, left = rows.min(), columns.min()
    height, width = rows.max() + 1 - top, columns.max() + 1 - left
    ink = ink[top : top + height, left : left + width]

    zoom = BOX / max(height, width)
    new_height, new_width = (max(1, round(side * zoom)) for side in (height, width))
    small = _by_area(height, new_height) @ ink @ _by_area(width, new_width).T
    small *= 255 / small.max()
    image = np.zeros((SIDE, SIDE))
    top, left = _to_the_middle(small.sum(axis=1)), _to_the_middle(small.sum(axis=0))
    image[top : top + new_height, left : left + new_width] = small
    return np.rint(image).astype(np.uint8).ravel()


def shift(X, down=0, right=0):
    """Move images by whole pixels; what leaves an image is lost, and paper comes in.

    Parameters
    ----------
    X : array_like, shape (m, 784) or (784,)
        Images of 0 … 255, one a row, or a single one.
    down, right : int
        By how many pixels; below 0 for up and left.

    Returns
    -------
    numpy.ndarray of uint8, shape of X

    Raises
    ------
    TypeError, ValueError
        If X holds no such images, or a distance is no whole number.

    Examples
    --------
    >>> image = np.zeros(784)
    >>> image[0] = 255
    >>> int(shift(image, down=1, right=2).argmax())
    30
    """
    images, shape = _images(X, "shift")
    for name, distance in (("down", down), ("right", right)):
        if isinstance(distance, bool) or not isinstance(distance, (int, np.integer)):
            raise TypeError(f"shift got {name}={distance!r}; expected a whole number of pixels")
    down, right = (int(np.clip(distance, -SIDE, SIDE)) for distance in (down, right))
    moved = np.zeros_like(images)
    (to_rows, from_rows), (to_columns, from_columns) = _overlap(down), _overlap(right)
    moved[:, to_rows, to_columns] = images[:, from_rows, from_columns]
    return moved.reshape(shape)


def scale(X, factor):
    """Make what is in the images larger or smaller, about the middle; the images keep their size.

    Parameters
    ----------
    X : array_like, shape (m, 784) or (784,)
        Images of 0 … 255, one a row, or a single one.
    factor : float
        Above 1 for larger: 2 doubles each length.

    Returns
    -------
    numpy.ndarray of uint8, shape of X

    Raises
    ------
    TypeError, ValueError
        If X holds no such images, or the factor is no number above 0.

    Examples
    --------
    >>> image = np.zeros((28, 28))
    >>> image[10:18, 10:18] = 255
    >>> print(np.count_nonzero(image), np.count_nonzero(scale(image.ravel(), 0.5)))
    64 16
    """
    images, shape = _images(X, "scale")
    factor = checks.positive(factor, "scale: factor")
    # Where each new pixel's two edges lie in the old image.
    edges = SIDE / 2 + (np.arange(SIDE + 1) - SIDE / 2) / factor
    cover = _covered(edges, SIDE)
    return _as_bytes(cover @ images @ cover.T).reshape(shape)


def rotate(X, degrees):
    """Turn images about their middle; what leaves an image is lost, and paper comes in.

    Parameters
    ----------
    X : array_like, shape (m, 784) or (784,)
        Images of 0 … 255, one a row, or a single one.
    degrees : float
        The angle; above 0 against the clock.

    Returns
    -------
    numpy.ndarray of uint8, shape of X
        Each new pixel is weighed from the four old ones that lie nearest (bilinear).

    Raises
    ------
    TypeError, ValueError
        If X holds no such images, or the angle is no finite number.

    Examples
    --------
    >>> image = np.zeros((28, 28), np.uint8)
    >>> image[4:24, 20] = 255
    >>> turned = rotate(image.ravel(), 90).reshape(28, 28)
    >>> bool((turned == np.rot90(image)).all())
    True
    """
    images, shape = _images(X, "rotate")
    angle = np.radians(checks.within(degrees, "rotate: degrees", -360, 360))
    middle = (SIDE - 1) / 2
    down, right = np.indices((SIDE, SIDE)) - middle
    # Each new pixel asks where it was before. Rounded: cos 90° is not exactly 0 in floats.
    rows = (middle + np.cos(angle) * down + np.sin(angle) * right).round(9)
    columns = (middle - np.sin(angle) * down + np.cos(angle) * right).round(9)
    row, column = np.floor(rows).astype(int), np.floor(columns).astype(int)
    part_down, part_right = rows - row, columns - column
    # Paper all round, and clipped to it, so that every neighbour exists.
    padded = np.pad(images.astype(float), ((0, 0), (1, 2), (1, 2)))
    turned = np.zeros(images.shape)
    for i, share_i in ((0, 1 - part_down), (1, part_down)):
        for j, share_j in ((0, 1 - part_right), (1, part_right)):
            at = np.clip(row + 1 + i, 0, SIDE + 1), np.clip(column + 1 + j, 0, SIDE + 1)
            turned += share_i * share_j * padded[:, *at]
    return _as_bytes(turned).reshape(shape)


def invert(X):
    """Swap ink and paper: each pixel becomes 255 minus itself.

    Parameters
    ----------
    X : array_like, shape (m, 784) or (784,)
        Images of 0 … 255, one a row, or a single one.

    Returns
    -------
    numpy.ndarray of uint8, shape of X

    Raises
    ------
    TypeError, ValueError
        If X holds no such images.

    Examples
    --------
    >>> invert(np.full(784, 55))[:3]
    array([200, 200, 200], dtype=uint8)
    """
    images, shape = _images(X, "invert")
    return 255 - images.reshape(shape)


def add_noise(X, amount, rng):
    """Add a normally distributed number to each pixel, and cut at 0 and 255.

    Parameters
    ----------
    X : array_like, shape (m, 784) or (784,)
        Images of 0 … 255, one a row, or a single one.
    amount : float
        Standard deviation of the noise, in the units of the pixels; 0 or above.
    rng : numpy.random.Generator
        Where the random numbers come from.

    Returns
    -------
    numpy.ndarray of uint8, shape of X

    Raises
    ------
    TypeError, ValueError
        If X holds no such images, or the amount is below 0.

    Examples
    --------
    >>> noisy = add_noise(np.full(784, 128), 10, np.random.default_rng(0))
    >>> print(noisy.std().round())
    10.0
    """
    images, shape = _images(X, "add_noise")
    amount = checks.within(amount, "add_noise: amount", 0, np.inf)
    return _as_bytes(images + amount * rng.standard_normal(images.shape)).reshape(shape)


def pixels_of(x, who):
    """Give x as an array if it holds pixels from 0 to 255.

    Parameters
    ----------
    x : array_like
        Pixels.
    who : str
        Who asks; the error begins with it.

    Returns
    -------
    numpy.ndarray

    Raises
    ------
    TypeError, ValueError
        If x holds anything else; also if they seem to be divided by 255 already.

    Examples
    --------
    >>> pixels_of([0.0, 0.5], "as_mnist")
    Traceback (most recent call last):
    ValueError: as_mnist got pixels from 0.0 to 0.5; expected 0 to 255, so multiply by 255
    """
    x = checks.real(x, who)
    got = f"{who} got pixels from {x.min()} to {x.max()}; expected 0 to 255"
    if x.min() < 0 or x.max() > 255:
        raise ValueError(got)
    if x.dtype.kind == "f" and 0 < x.max() <= 1:
        raise ValueError(f"{got}, so multiply by 255")
    return x


def _images(X, who):
    """Give images as bytes (m, 28, 28), and the shape that X had."""
    X = pixels_of(X, who)
    if X.ndim not in (1, 2) or X.shape[-1] != SIDE**2:
        raise ValueError(f"{who} got X of shape {X.shape}; expected (m, 784) or (784,)")
    return _as_bytes(X).reshape(-1, SIDE, SIDE), X.shape


def _as_bytes(x):
    return np.clip(np.rint(x), 0, 255).astype(np.uint8)


def _by_area(old, new):
    """Give the matrix (new, old) that turns old pixels into new ones, each a mean over an area."""
    return _covered(np.arange(new + 1) * (old / new), old)


def _covered(edges, n):
    """Give how much of each of n pixels lies between one edge and the next, as shares of that."""
    reached = np.clip(edges[:, np.newaxis] - np.arange(n), 0, 1)
    return np.diff(reached, axis=0) / np.diff(edges)[:, np.newaxis]


def _to_the_middle(sums):
    """Give where ink has to begin, so that its centre of mass comes to the middle, inside."""
    centre = sums @ np.arange(len(sums)) / sums.sum()
    # First to six decimals, so that a half goes the same way on every processor.
    return int(np.clip(np.rint(np.round(MIDDLE - centre, 6)), 0, SIDE - len(sums)))


def _overlap(distance):
    """Give where the part that stays is put, and where it is taken from."""
    return (
        slice(max(distance, 0), SIDE + min(distance, 0)),
        slice(max(-distance, 0), SIDE + min(-distance, 0)),
    )
