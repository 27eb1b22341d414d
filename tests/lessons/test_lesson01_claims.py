"""What lesson 01 says of points on the line, and of the crosses in its explorer."""

from nnlib import data
from nnlib.classroom.explorers.corrections import history

from .lesson_code import from_lesson


def test_nand_has_fewer_choices_than_and_by_the_points_on_the_line_alone():
    choices = from_lesson(1, "choices")
    (X, y_and), (_, y_nand) = data.truth_table("AND"), data.truth_table("NAND")
    z = choices[:, :2] @ X.T + choices[:, 2:]
    clear = (z != 0).all(axis=1)  # no point is on the line
    makes_and, makes_nand = [((z > 0) == y).all(axis=1) for y in (y_and, y_nand)]
    assert makes_nand.sum() < makes_and.sum()
    assert (makes_nand & clear).sum() == (makes_and & clear).sum() > 0


def test_the_crosses_tell_which_way_the_line_will_move():
    X, y = from_lesson(1, "X_blobs", "y_blobs")
    states = history(X, y)[:-1]
    crossed = [set(y[(X @ w + b > 0) != y].tolist()) for w, b, _, _ in states]
    one_way = [classes for classes in crossed if len(classes) == 1]
    assert all(crossed)
    assert len(one_way) >= len(states) - 1  # with crosses of both classes it is open
