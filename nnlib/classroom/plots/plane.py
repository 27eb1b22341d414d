"""The plane of two inputs: how its points and sides look, and where a line cuts it."""

import numpy as np

from nnlib.classroom.pictures import BLACK, BLUE, GREEN, ORANGE

POINTS = (("o", BLUE), ("^", ORANGE), ("s", GREEN))
SHADES = ("#cfe4f2", "#f8e3bd", "#cbeadf")
HATCHES = ("", "..", "//")
EDGE = "#9a968c"


def cross(m):
    """The look of the crosses on wrong points, if there are m points in all.

    Examples
    --------
    >>> cross(100)["markersize"]
    8
    """
    # Long and thin, so that the colour of the point still shows.
    size, width = (16, 1.3) if m <= 60 else (8, 0.8)
    return {"marker": "x", "color": BLACK, "markersize": size, "markeredgewidth": width}


def half_plane(w, b, x_limits, y_limits):
    """Give the corners of the part of a rectangle where w · x + b > 0.

    Parameters
    ----------
    w : ndarray, shape (2,)
        Weights; both may be 0.
    b : float
        Bias.
    x_limits, y_limits : pair of float
        The rectangle.

    Returns
    -------
    corners : ndarray, shape (k, 2)
        The corners in order; k is 0 where no part of the rectangle is on that side.
    line : ndarray, shape (2 or 0, 2)
        The two places where the line meets the rectangle's edge.

    Examples
    --------
    >>> import numpy as np
    >>> corners, line = half_plane(np.array([2.0, 0.0]), -1.0, (0, 1), (0, 1))
    >>> line
    array([[0.5, 0. ],
           [0.5, 1. ]])
    """
    (left, right), (bottom, top) = x_limits, y_limits
    rectangle = np.array([[left, bottom], [right, bottom], [right, top], [left, top]], dtype=float)
    z = rectangle @ w + b
    corners, line = [], []
    for i in range(4):
        here, there = rectangle[i], rectangle[(i + 1) % 4]
        z_here, z_there = z[i], z[(i + 1) % 4]
        if z_here > 0:
            corners.append(here)
        if (z_here > 0) != (z_there > 0):
            crossing = here + (there - here) * z_here / (z_here - z_there)
            corners.append(crossing)
            line.append(crossing)
    return np.reshape(corners, (-1, 2)), np.reshape(line, (-1, 2))
