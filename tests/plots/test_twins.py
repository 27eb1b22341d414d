"""Twins that drift apart: how far, step by step."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.plots.twins import FAR, FLOOR
from picture_checks import (
    assert_readable,
    labels,
    legend,
    lines,
    one_axes,
    points,
    texts,
    ticks,
    told,
)

DRIFT = {"plain": 10.0 ** np.arange(-16, 1), "exact": np.where(np.arange(17) < 2, 1e-16, 0)}

TYPICAL = {
    "twins": lambda: plots.twins(DRIFT, xlabel="step"),
    "far twins": lambda: plots.twins({"one": [0, 500.0]}, x=[10, 20], title="far"),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())
    assert make().png == make().png


def test_twins():
    series = {"plain": [1e-16, 1e-5, 0.5], "exact": [1e-17, 1e-3, 0]}
    picture = plots.twins(series, x=[10, 20, 30], xlabel="step", title="Two")
    axes = one_axes(picture)
    drawn = lines(axes)
    for name, values in series.items():
        assert drawn[name] == [points([10, 20, 30], np.maximum(values, FLOOR))], name
    assert list(legend(axes)) == list(series)
    assert axes.get_yscale() == "log"
    assert axes.get_ylim() == (FLOOR / 4, 1e3)
    words = {FLOOR: "0", 1e-16: "10⁻¹⁶", 1e-12: "10⁻¹²", 1e-8: "10⁻⁸", 1e-4: "10⁻⁴", 1: "1"}
    assert ticks(axes.yaxis) == words
    assert {y for _, y in drawn["faint -"][0]} == {FAR}
    assert texts(axes) == {(10, 2 * FAR): "0.01"}
    assert labels(axes) == ("step", "largest difference of a weight", "Two")
    assert drawn["plain"][0][-1][1] > FAR and drawn["exact"][0][-1][1] == FLOOR
    assert told(picture) == (
        "At step 30, plain: more than 0.01 apart; exact: apart in last bits at most."
    )
    assert "against step, for plain and exact" in picture.alt


def test_twins_tell_three_fates():
    series = {"a": [0, 0.5], "b": [0.5, 1e-16], "c": [0, 1e-9]}
    assert plots.twins(series).sentence == (
        "At epoch 2, a: more than 0.01 apart; b: apart in last bits at most; c: at most 0.01 apart."
    )


def test_twins_say_the_same_whatever_the_chance():
    first, again = (plots.twins({"plain": [1e-16, end]}) for end in (0.3, 7.0))
    assert first.sentence == again.sentence
    assert first.alt == again.alt


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: plots.twins({}), "a dict of 1 to 7 named series"),
        (lambda: plots.twins({"a": [1, 2]}, x=[1]), r"'a' of shape \(2,\) for x of shape \(1,\)"),
        (lambda: plots.twins({"a": [-1, 2]}), "'a' below 0"),
    ],
)
def test_what_does_not_fit_is_told(make, words):
    with pytest.raises(ValueError, match=words):
        make()
