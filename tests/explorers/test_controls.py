"""Sliders and choices: Python's half; the browser's is in pages/test_browser_controls.py."""

import math
import re

import numpy as np
import pytest
import traitlets

from nnlib.classroom.explorers.controls import Choice, Slider


def whole(**options):
    return Slider(0, 9, 2, 4, description="n", **options)


def real():
    return Slider(-2.0, 2.0, 0.25, 0.5, description="w1")


@pytest.mark.parametrize(
    ("make", "given", "value"),
    [
        (whole, 6, 6),
        (whole, 99, 9),
        (whole, -math.inf, 0),
        (whole, 6.7, 6),
        (real, 1, 1.0),
        (real, 2.01, 2.0),
        (real, -99, -2.0),
        (real, 0.1, 0.1),
        (real, np.float64(-1.25), -1.25),
    ],
)
def test_a_value_becomes_the_nearest_inside_and_keeps_its_kind(make, given, value):
    slider = make()
    slider.value = given
    assert slider.value == value
    assert type(slider.value) is type(value)


@pytest.mark.parametrize("make", [whole, real])
@pytest.mark.parametrize("bad", ["words", None, math.nan, [1]])
def test_what_is_no_number_is_refused(make, bad):
    slider = make()
    before = slider.value
    with pytest.raises(traitlets.TraitError, match="expected a number"):
        slider.value = bad
    assert slider.value == before


@pytest.mark.parametrize(
    "numbers", [(9, 0, 1, 5), (0, 9, 0, 5), (0, 9, -1, 5), (0, 9, 1, 10), (0, 9, 1, -1)]
)
def test_a_slider_needs_a_range(numbers):
    with pytest.raises(ValueError, match="expected"):
        Slider(*numbers)


@pytest.mark.parametrize("name", ["min", "max", "step"])
def test_the_range_is_fixed(name):
    with pytest.raises(traitlets.TraitError, match="read-only"):
        setattr(whole(), name, 5)


def seen(control):
    """Give the list to which every new value is added."""
    values = []
    control.observe(lambda change: values.append(change.new), names="value")
    return values


def test_what_the_browser_sends_arrives():
    slider, choice = real(), Choice(["a", "b", "c"])
    values, chosen = seen(slider), seen(choice)
    slider.set_state({"value": 1})  # JavaScript's 1.0
    slider.set_state({"value": 0.75})
    choice.set_state({"index": 2})
    assert [repr(value) for value in values] == ["1.0", "0.75"]
    assert chosen == ["c"]
    assert choice.value == "c"


def test_a_choice_by_value_or_by_index():
    choice = Choice([0.1, 0.01, 0.001], labels=["large", "middle", "small"])
    values = seen(choice)
    assert (choice.value, choice.index) == (0.1, 0)
    choice.value = 0.001
    assert choice.index == 2
    choice.index = 1
    assert values == [0.001, 0.01]
    for name, bad in [("value", 0.5), ("value", None), ("index", 3), ("index", -1)]:
        with pytest.raises(traitlets.TraitError, match="expected"):
            setattr(choice, name, bad)
        assert (choice.value, choice.index) == (0.01, 1)


@pytest.mark.parametrize("bad", [{"options": []}, {"options": [1, 2], "labels": ["one"]}])
def test_a_choice_needs_options_and_a_label_for_each(bad):
    with pytest.raises(ValueError, match="expected"):
        Choice(**bad)


def test_the_browser_gets_all_it_shows():
    state = real().get_state()
    assert {name: state[name] for name in ("min", "max", "step", "value", "decimals")} == {
        "min": -2.0,
        "max": 2.0,
        "step": 0.25,
        "value": 0.5,
        "decimals": 2,
    }
    assert state["description"] == "w1"
    assert state["tooltip"] == "w1: −2 to 2, by arrow keys in steps of 0.25"
    assert whole(interval=500).get_state()["interval"] == 500
    state = Choice([1, 2], description="k", slider=True).get_state()
    assert (state["labels"], state["index"], state["slider"]) == (["1", "2"], 0, True)


def test_the_controls_fetch_nothing():
    script = whole()._esm
    assert "export default { render }" in script
    assert not re.search(r"https?:|\bimport\b|\bfetch\b|url\(", script)
