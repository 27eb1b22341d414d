"""A loss over one weight, and a walk down it."""

import numpy as np
import pytest
from matplotlib.lines import AxLine

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import arrows, assert_readable, labels, lines, one_axes, points, texts, told


def hill(w):
    return (w - 1) ** 2 / 2


TYPICAL = {
    "valley": lambda: plots.valley(lambda w: w * w, -3, 3, title="A valley"),
    "path": lambda: plots.valley(lambda w: w * w, -3, 3, path=[2, 1, 0.5]),
    "left": lambda: plots.valley(lambda w: w * w, -3, 3, path=[2, -2.5, 1234.5678]),
    "outside": lambda: plots.valley(lambda w: w * w, -3, 3, path=[-9, -8]),
    "slope": lambda: plots.valley(
        lambda w: w * w, -3, 3, path=[2], slope=lambda w: 2 * w, xlabel="weight"
    ),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_valley():
    path = [-2, 3, 0.5, 9, 2]
    picture = plots.valley(
        hill, -3, 5, path, slope=lambda w: w - 1, xlabel="u", ylabel="cost", title="Down"
    )
    axes = one_axes(picture)
    drawn = lines(axes)
    places = np.linspace(-3, 5, 301)
    assert drawn["blue -"] == [points(places, hill(places))]
    inside = points(path[:3], hill(np.array(path[:3])))
    assert drawn["white o"] == [inside[:1]], "the start"
    assert drawn["vermillion o"] == [inside, inside[-1:]]
    assert arrows(axes) == [inside[0:2], inside[1:3]]
    assert axes.get_xlim() == (-3, 5)
    assert axes.get_ylim() == pytest.approx((-0.06 * 8, 1.06 * 8))
    assert labels(axes) == ("u", "cost", "Down")
    (tangent,) = [line for line in axes.lines if isinstance(line, AxLine)]
    assert (tangent.get_xy1(), tangent.get_slope()) == ((2, 0.5), 1)
    (((x, _), words),) = texts(axes).items()
    assert words == "step 3: u = 9 →" and x > 4, "at the right edge"
    (((x, _), words),) = texts(one_axes(plots.valley(hill, -3, 5, [2, -9]))).items()
    assert words == "← step 1: w = −9" and x < -2, "at the left edge"
    assert told(picture) == (
        f"After 4 steps u went from {number(inside[0][0])} to 2, and the loss from "
        f"{number(inside[0][1])} to 0.5; its slope there is 1; it left the picture at step 3."
    )


def test_valley_with_two_balls():
    balls = [[-2, 0], [4, 3]]
    picture = plots.valley(hill, -3, 5, balls, top=20)
    axes = one_axes(picture)
    (one, end), (other, other_end) = (points(ball, hill(np.array(ball))) for ball in balls)
    assert lines(axes)["vermillion o"] == [[one, end], [end], [other, other_end], [other_end]]
    assert axes.get_ylim() == pytest.approx((-0.06 * 20, 1.06 * 20))
    assert told(picture) == (
        "After 1 step w went from −2 to 0, and the loss from 4.5 to 0.5. "
        "After 1 step w went from 4 to 3, and the loss from 4.5 to 2."
    )
    assert plots.valley(hill, -3, 5).sentence == "The lowest loss shown is 0, at w = 1."


def test_valley_tells_the_step_that_left():
    sentence = plots.valley(lambda w: w * w, -3, 3, path=[2, -2.5, 4, -6]).sentence
    assert sentence == (
        "After 3 steps w went from 2 to −6, and the loss from 4 to 36; it left the picture at "
        "step 2."
    )


BAD = {
    "range": (lambda: plots.valley(abs, 1, 0), "low below high"),
    "path": (lambda: plots.valley(abs, 0, 1, path=[]), "empty path"),
    "loss": (lambda: plots.valley(lambda w: np.nan, 0, 1), "NaN or inf in losses"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
