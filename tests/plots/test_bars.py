"""Bars: of any values, of probabilities, of the examples in each class."""

import numpy as np
import pytest

from nnlib.classroom import plots
from picture_checks import assert_readable, bars, labels, legend, lines, one_axes, ticks, told

rng = np.random.default_rng(0)

TYPICAL = {
    "bars": lambda: plots.bars(100 * rng.normal(size=12), xlabel="unit", ylabel="z", highlight=2),
    "probabilities": lambda: plots.probabilities([0.1] * 10, label=9, title="Unsure"),
    "class counts": lambda: plots.class_counts(np.arange(60000) % 10),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


def test_bars():
    picture = plots.bars([3, -1.5, 12.25], ["cat", "dog", "eel"], "pet", "loved", 2, title="Pets")
    axes = one_axes(picture)
    assert bars(axes) == {
        "cat": (3, "3", ""),
        "dog": (-1.5, "−1.5", ""),
        "eel\nlabel": (12.25, "12.25", "///"),
    }
    assert legend(axes) == {"label: eel": ("sky", "///")}
    assert labels(axes) == ("pet", "loved", "Pets")
    assert {y for _, y in lines(axes)["faint -"][0]} == {0}
    assert told(picture) == "cat: 3, dog: −1.5, eel: 12.25."


def test_probabilities():
    p = [0.15, 0.6, 0.05, 0.2]
    picture = plots.probabilities(p, label=3, title="Sure")
    axes = one_axes(picture)
    drawn = bars(axes)
    assert {name: height for name, (height, *_) in drawn.items()} == {
        "0": 0.15,
        "1": 0.6,
        "2": 0.05,
        "3\nlabel": 0.2,
    }
    assert all(float(words) == height for height, words, _ in drawn.values())
    assert [hatch for *_, hatch in drawn.values()] == ["", "", "", "///"]
    assert axes.get_ylim() == (0, 1.12)
    assert list(ticks(axes.yaxis)) == [0, 0.2, 0.4, 0.6, 0.8, 1]
    assert labels(axes) == ("class", "probability", "Sure")
    best = max(drawn, key=drawn.get)
    assert picture.sentence == (
        f"The largest probability is {drawn[best][0]}, for {best}; the label 3 gets 0.2."
    )
    assert "0 0.15, 1 0.6, 2 0.05 and 3 0.2" in picture.alt


def test_class_counts():
    picture = plots.class_counts([1, 1, 1, 3, 0, 0], n_classes=4, title="Few")
    axes = one_axes(picture)
    counts = {"0": 2, "1": 3, "2": 0, "3": 1}
    assert bars(axes) == {name: (n, str(n), "") for name, n in counts.items()}
    assert labels(axes) == ("class", "examples", "Few")
    assert picture.sentence.endswith("the fewest are 0 of class 2, the most 3 of class 1.")
    assert "2 of class 0, 3 of class 1, 0 of class 2 and 1 of class 3" in picture.alt


def test_probabilities_names_the_label():
    assert plots.probabilities([0.25, 0.75], label=1).sentence == (
        "The largest probability is 0.75, for 1, which is the label."
    )


def test_a_small_probability_is_not_called_0():
    picture = plots.probabilities([0.00003, 0.9996, 0.00037, 0], label=0)
    assert picture.sentence.endswith("the label 0 gets below 0.0001.")
    (axes,) = picture.figure.axes
    written = [text.get_text() for text in axes.texts]
    assert written == ["<0.001", "1", "<0.001", "0"]
    assert axes.get_xticklabels()[0].get_text() == "0\nlabel"


BAD = {
    "bars: many": (lambda: plots.bars(np.ones(13)), "at most 12"),
    "bars: highlight": (lambda: plots.bars([1, 2], highlight=2), "expected 0 to 1"),
    "probabilities: sum": (lambda: plots.probabilities([0.5, 0.6]), "sum 1.1"),
    "probabilities: below 0": (lambda: plots.probabilities([-0.5, 1.5]), "from −0.5"),
    "class counts: range": (lambda: plots.class_counts([10]), "expected 0 to 9"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
