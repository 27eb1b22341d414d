"""The pictures that lesson 05 brings: clouds of gradients, and twins that drift apart."""

import numpy as np
import pytest

from nnlib.classroom import plots
from picture_checks import assert_readable

rng = np.random.default_rng(0)
CLOUDS = {f"batches of {m:,}": rng.normal(0, m**-0.5, (200, 2)) for m in (1, 10, 100, 1000)}
DRIFT = {"plain": 10.0 ** np.arange(-16, 1), "exact": np.where(np.arange(17) < 2, 1e-16, 0)}

TYPICAL = {
    "clouds": lambda: plots.clouds(CLOUDS, (0, 0), names=("slope of w1", "slope of w2")),
    "one cloud": lambda: plots.clouds({"one": [[1, 2]]}, (1, 2), title="nothing around it"),
    "small clouds": lambda: plots.clouds({"a": [[1e-5, 2e-5]], "b": [[0, 1e-5]]}, (0, 0)),
    "twins": lambda: plots.twins(DRIFT, xlabel="step"),
    "far twins": lambda: plots.twins({"one": [0, 500.0]}, x=[10, 20], title="far"),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())
    assert make().png == make().png


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
        (lambda: plots.clouds({}, (0, 0)), "a dict of 1 to 5 named clouds"),
        (lambda: plots.clouds({"a": [[1, 2, 3]]}, (0, 0)), r"'a' of shape \(1, 3\)"),
        (lambda: plots.clouds({"a": [[1, 2]]}, (0, 0, 0)), r"centre of shape \(3,\)"),
        (lambda: plots.twins({}), "a dict of 1 to 7 named series"),
        (lambda: plots.twins({"a": [1, 2]}, x=[1]), r"'a' of shape \(2,\) for x of shape \(1,\)"),
        (lambda: plots.twins({"a": [-1, 2]}), "'a' below 0"),
    ],
)
def test_what_does_not_fit_is_told(make, words):
    with pytest.raises(ValueError, match=words):
        make()
