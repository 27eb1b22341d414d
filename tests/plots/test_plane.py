"""The side of a line in a rectangle. How points and sides look is read back in each plot."""

import numpy as np
import pytest

from nnlib.classroom.plots.plane import half_plane


@pytest.mark.parametrize(
    ("w", "b", "area"),
    [((1, 0), -0.5, 0.5), ((0, -1), 0.25, 0.25), ((0, 0), 1, 1), ((0, 0), 0, 0), ((1, 1), -1, 0.5)],
)
def test_half_plane(w, b, area):
    corners, line = half_plane(np.array(w, dtype=float), b, (0, 1), (0, 1))
    x, y = corners.T
    assert abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2 == pytest.approx(area)
    assert len(line) == (2 if 0 < area < 1 else 0)
    assert line @ np.array(w) + b == pytest.approx(0)
