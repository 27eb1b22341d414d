"""Means over seeds, with their lowest and highest."""

import numpy as np
import pytest

from nnlib.classroom import plots
from nnlib.classroom.sentences import number
from picture_checks import (
    assert_readable,
    bands,
    labels,
    legend,
    lines,
    one_axes,
    points,
    ticks,
    told,
)

rng = np.random.default_rng(0)
EPOCHS = 1 - np.exp(-np.arange(1, 31) / 5)
RUNS = {f"runs {k}": (0.9 - 0.1 * k) * EPOCHS + 0.01 * rng.normal(size=(5, 30)) for k in range(7)}
RATES = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]
SWEEP = 90 + rng.normal(size=(4, 9))
SWEEP[2, 7:] = np.nan
LONG = "stochastic gradient descent with momentum and weight decay"

TYPICAL = {
    "spread": lambda: plots.spread(RUNS, ylabel="accuracy", title="Seven"),
    "one": lambda: plots.spread({"loss": 1 - RUNS["runs 0"]}, y_limits=(0, 1)),
    "log": lambda: plots.spread({"loss": np.exp(-9 * RUNS["runs 0"])}, log=True),
    "rates": lambda: plots.spread(
        {"plain": SWEEP, "Adam": SWEEP - 9}, RATES, "learning rate", log_x=True, best="highest"
    ),
    "tiny rates": lambda: plots.spread(
        {"plain": SWEEP}, np.array(RATES) / 100, "learning rate", log_x=True, best="highest"
    ),
    "batches": lambda: plots.spread(
        {LONG: rng.random((3, 9)), "plain": rng.random((3, 9))}, 2.0 ** np.arange(9), log_x=True
    ),
    "one point": lambda: plots.spread({"loss": [[0.5], [0.6]]}, log_x=True),
    "all diverged": lambda: plots.spread({"a": [[np.nan, np.inf]], "b": [[1, 2]]}),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    picture = make()
    assert_readable(picture)
    assert picture.sentence[0].isupper()


def test_the_same_bytes_again():
    assert TYPICAL["spread"]().png == TYPICAL["spread"]().png


def test_spread():
    series = {
        "low": [[3, 1, 2, 4], [5, 2, 2.5, 1]],
        "high": [[15, 16, np.nan, 19], [12, 18, 3, 20], [10, 20, 3, 20]],
    }
    picture = plots.spread(series, [1, 2, 4, 8], "rate", "loss", (0, 30), True, title="Two")
    axes = one_axes(picture)
    drawn = lines(axes)
    assert drawn["low"] == [points([1, 2, 4, 8], np.mean(series["low"], axis=0))]
    mean = np.mean(series["high"], axis=0)
    assert drawn["high"] == [points([1, 2, 4, 8], mean)]
    assert list(legend(axes)) == ["high", "low"], "in the order of their ends"
    assert bands(axes) == {
        "blue": {1: (3, 5), 2: (1, 2), 4: (2, 2.5), 8: (1, 4)},
        "vermillion": {1: (10, 15), 2: (16, 20), 8: (19, 20)},
    }
    strokes = {name: look[0].split()[0] for name, look in legend(axes).items()}
    assert strokes == {"high": "vermillion", "low": "blue"}, "a band has its line's colour"
    assert (axes.get_xscale(), axes.get_yscale(), axes.get_ylim()) == ("log", "linear", (0, 30))
    assert ticks(axes.xaxis) == {1: "1", 2: "2", 4: "4", 8: "8"}
    assert labels(axes) == ("rate", "loss", "Two")
    ends = {name: number(line[0][-1][1]) for name, line in drawn.items()}
    assert told(picture) == (
        f"At rate 8, low has a mean of {ends['low']} (from 1 to 4 over 2 seeds) and high has a "
        f"mean of {ends['high']} (from 19 to 20 over 3 seeds); 1 of 4 points of high is left out "
        "(diverged)."
    )
    assert "loss against rate, 2 means over seeds" in picture.alt
    assert one_axes(plots.spread({"loss": [[1, 2]]}, log=True)).get_yscale() == "log"
    long_names = {"a name that takes much room": [[1, 2]], "short": [[3, 5]]}
    assert list(legend(one_axes(plots.spread(long_names)))) == list(long_names)[::-1]


def test_spread_tells_the_ends():
    runs = {"tanh": [[0.5, 0.94], [0.7, 0.96]], "ReLU": [[0.1, 0.25]]}
    assert plots.spread(runs, x=[10, 20]).sentence == (
        "At epoch 20, tanh has a mean of 0.95 (from 0.94 to 0.96 over 2 seeds) and ReLU has a mean "
        "of 0.25 (1 seed)."
    )


def test_spread_tells_the_best():
    runs = {"plain": [[3, 1, 2], [5, 2, 2]], "Adam": [[1, 2, 3]]}
    rates = [0.00001, 0.01, 1]
    assert plots.spread(runs, rates, "rate", best="lowest", log_x=True).sentence == (
        "The lowest mean of plain is 1.5, at rate 0.01 (from 1 to 2 over 2 seeds); of Adam is 1, "
        "at rate 1 × 10^−5 (1 seed)."
    )
    assert (
        "of plain is 4, at rate 1 × 10^−5"
        in plots.spread(runs, rates, "rate", best="highest").sentence
    )


def test_spread_leaves_out_what_diverged():
    picture = plots.spread({"a": [[1, 2, np.nan], [1, np.inf, 2]], "b": [[4, 5, 6]]})
    assert picture.sentence == (
        "At the last points, a has a mean of 1 at epoch 1 (from 1 to 1 over 2 seeds) and b has a "
        "mean of 6 at epoch 3 (1 seed); 2 of 3 points of a are left out (diverged)."
    )
    assert np.isnan(picture.figure.axes[0].lines[0].get_ydata()).tolist() == [False, True, True]
    assert plots.spread({"a": [[np.nan]]}).sentence == (
        "No line is drawn; 1 of 1 point of a is left out (diverged)."
    )


BAD = {
    "no dict": (lambda: plots.spread([[1]]), "expected a dict of 1 to 7"),
    "shape": (lambda: plots.spread({"a": [1, 2]}), r"shape \(2,\); expected \(n_seeds"),
    "words": (lambda: plots.spread({"a": [["b"]]}), "not an array of numbers"),
    "x": (lambda: plots.spread({"a": [[1, 2]]}, [1]), r"\(1, 2\) for x of shape \(1,\)"),
    "best": (lambda: plots.spread({"a": [[1]]}, best="most"), "best='most'; expected"),
    "log": (lambda: plots.spread({"a": [[0, 1]]}, log=True), "values of 'a' ≤ 0"),
    "log x": (lambda: plots.spread({"a": [[1]]}, [0], log_x=True), "x of 'a' ≤ 0"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
