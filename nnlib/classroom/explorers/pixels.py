"""Explore the pixels of images: which number is ink, and which is paper?"""

from functools import partial

import numpy as np

from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import Picture
from nnlib.classroom.plots import pixels

SIZE = 10


def pixels_picture(X, y, image, top, left):
    """Show one of several images, with the numbers in a window of it.

    Parameters
    ----------
    X : array_like, shape (m, 784)
        Images, one a row.
    y : array_like of int, shape (m,)
        Their labels.
    image : int
        Which row of X.
    top, left : int
        First row and column of the window of 10 × 10 pixels.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is no such image, or the window does not lie within it.

    Examples
    --------
    >>> print(pixels_picture(np.zeros((3, 784)), [5, 0, 4], 2, 6, 8).sentence)
    Image 2, a 4. Rows 6 to 15 and columns 8 to 17 of 28 × 28 pixels, with values from 0 to 0.
    """
    if not 0 <= image < len(X):
        raise ValueError(f"pixels_picture() got image={image}; expected 0 to {len(X) - 1}")
    name = f"Image {image}, a {y[image]}."
    picture = pixels(X[image], top, left, SIZE, title=name.rstrip("."))
    return Picture(picture.figure, f"{name} {picture.alt}", f"{name} {picture.sentence}")


def explore_pixels(X, y):
    """Give sliders for the image and the window over `pixels_picture`.

    Parameters
    ----------
    X : array_like, shape (m, n)
        Images, one a row; n is a square number.
    y : array_like of int, shape (m,)
        Their labels.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If there are fewer than two images.

    Examples
    --------
    >>> explore_pixels(np.zeros((3, 784)), [5, 0, 4])
    Explorer(image=0, top=6, left=8)
    """
    if len(X) < 2:
        raise ValueError(f"explore_pixels() got {len(X)} images; expected at least 2")
    last = int(np.sqrt(np.shape(X)[1])) - SIZE
    return Explorer(
        partial(pixels_picture, X, y),
        image=(0, len(X) - 1, 1, 0),
        top=(0, last, 1, 6),
        left=(0, last, 1, 8),
    )
