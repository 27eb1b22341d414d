"""Clouds: the gradients of batches, around that of all."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, lines, points, told

rng = np.random.default_rng(0)
CLOUDS = {f"batches of {m:,}": rng.normal(0, m**-0.5, (200, 2)) for m in (1, 10, 100, 1000)}

TYPICAL = {
    "clouds": lambda: plots.clouds(CLOUDS, (0, 0), names=("slope of w1", "slope of w2")),
    "one cloud": lambda: plots.clouds({"one": [[1, 2]]}, (1, 2), title="nothing around it"),
    "small clouds": lambda: plots.clouds({"a": [[1e-5, 2e-5]], "b": [[0, 1e-5]]}, (0, 0)),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())
    assert make().png == make().png


def test_clouds():
    places = {"one": [[1, 2], [4, 6]], "ten": [[0, 1], [3, 1.5], [1, 2.5]]}
    picture = plots.clouds(places, centre=(1, 2), names=("v", "w"), title="Two")
    panels = picture.figure.axes
    assert [axes.get_title() for axes in panels] == list(places)
    typical = {}
    for axes, cloud in zip(panels, places.values(), strict=True):
        drawn = lines(axes)
        assert drawn["blue o"] == [points(*np.transpose(cloud))]
        upright, level = drawn["vermillion -"]
        assert {x for x, _ in upright} == {1} and {y for _, y in level} == {2}
        assert axes.get_xlim() == pytest.approx((1 - 1.1 * 4, 1 + 1.1 * 4))
        assert axes.get_ylim() == pytest.approx((2 - 1.1 * 4, 2 + 1.1 * 4))
        far = np.square(np.subtract(drawn["blue o"][0], (1, 2))).sum(axis=1)
        typical[axes.get_title()] = number(np.sqrt(far.mean()))
    assert panels[0].get_ylabel() == "w"
    assert (picture.figure.get_supxlabel(), picture.figure.get_suptitle()) == ("v", "Two")
    words = ", ".join(f"{name}: {value}" for name, value in typical.items())
    assert told(picture) == f"The typical distance from (1, 2) is, for {words}."
    assert "2 clouds of points, one and ten, over v and w" in picture.alt


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: plots.clouds({}, (0, 0)), "a dict of 1 to 5 named clouds"),
        (lambda: plots.clouds({"a": [[1, 2, 3]]}, (0, 0)), r"'a' of shape \(1, 3\)"),
        (lambda: plots.clouds({"a": [[1, 2]]}, (0, 0, 0)), r"centre of shape \(3,\)"),
    ],
)
def test_what_does_not_fit_is_told(make, words):
    with pytest.raises(ValueError, match=words):
        make()
