"""The pictures of the lessons on improvements: seeds, layers, paths and sweeps."""

import numpy as np
import pytest

from nnlib.classroom import plots
from picture_checks import assert_readable

rng = np.random.default_rng(0)
EPOCHS = 1 - np.exp(-np.arange(1, 31) / 5)
RUNS = {f"runs {k}": (0.9 - 0.1 * k) * EPOCHS + 0.01 * rng.normal(size=(5, 30)) for k in range(7)}
RATES = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]
SWEEP = 90 + rng.normal(size=(4, 9))
SWEEP[2, 7:] = np.nan
LONG = "stochastic gradient descent with momentum and weight decay"
DEEP = {f"layer {k}": rng.normal(size=(50, 20)) / 4**k for k in range(1, 7)}
PLACES = np.array([[-1.5, 1.0], [-1.0, -0.5], [-0.5, 0.25], [0.0, 0.1]])


def bowl(a, b):
    return a * a + 10 * b * b


def banana(a, b):
    return (1 - a) ** 2 + 100 * (b - a * a) ** 2


TYPICAL = {
    "spread": lambda: plots.spread(RUNS, ylabel="accuracy", title="Seven"),
    "spread, one": lambda: plots.spread({"loss": 1 - RUNS["runs 0"]}, y_limits=(0, 1)),
    "spread, log": lambda: plots.spread({"loss": np.exp(-9 * RUNS["runs 0"])}, log=True),
    "spread, rates": lambda: plots.spread(
        {"plain": SWEEP, "Adam": SWEEP - 9}, RATES, "learning rate", log_x=True, best="highest"
    ),
    "spread, tiny rates": lambda: plots.spread(
        {"plain": SWEEP}, np.array(RATES) / 100, "learning rate", log_x=True, best="highest"
    ),
    "spread, batches": lambda: plots.spread(
        {LONG: rng.random((3, 9)), "plain": rng.random((3, 9))}, 2.0 ** np.arange(9), log_x=True
    ),
    "spread, one point": lambda: plots.spread({"loss": [[0.5], [0.6]]}, log_x=True),
    "spread, all diverged": lambda: plots.spread({"a": [[np.nan, np.inf]], "b": [[1, 2]]}),
    "seeds": lambda: plots.seeds(
        {"tanh": [95.1, 95.3], LONG: [96, 97]}, "accuracy in %", "Seeds", {LONG: 97.5}
    ),
    "seeds, twelve": lambda: plots.seeds({f"{LONG} {k}": SWEEP[0] + k for k in range(12)}),
    "seeds, one": lambda: plots.seeds({"tanh": [95.1]}),
    "histograms": lambda: plots.histograms(DEEP, xlabel="output", title="Layers"),
    "histograms, rows": lambda: plots.histograms(
        {f"scheme {k}": DEEP for k in range(6)}, xlabel="output", title="Schemes"
    ),
    "histograms, two rows": lambda: plots.histograms({"N(0, 1)": DEEP, "all the same": DEEP}),
    "histograms, spike": lambda: plots.histograms({"zeros": np.zeros(9)}),
    "histograms, far": lambda: plots.histograms({"a": [5, 5], LONG: [5, 5]}, title="Far"),
    "histograms, tiny": lambda: plots.histograms(
        {f"layer {k}": 3e-6 * DEEP["layer 1"] for k in range(36)}, n_columns=6
    ),
    "histograms, large": lambda: plots.histograms(
        {f"layer {k}": 3e4 * DEEP["layer 1"] for k in range(5)}
    ),
    "paths": lambda: plots.paths(bowl, -2, 2, {"plain": PLACES, "half": PLACES / 2}, title="Map"),
    "paths, seven": lambda: plots.paths(
        bowl, -2, 2, {f"rate {k}": PLACES / (k + 1) for k in range(7)}, lowest=(0, 0)
    ),
    "paths, valley": lambda: plots.paths(
        banana,
        (-2, -1),
        (2, 3),
        {LONG: PLACES, "plain": PLACES * 1e200},
        lowest=(1, 1),
        levels=10.0 ** np.arange(-5, 4),
    ),
    "heatmap": lambda: plots.heatmap(
        np.outer(range(6), EPOCHS), RATES[:6], range(1, 31), "epoch", "learning rate", "accuracy"
    ),
    "heatmap, many": lambda: plots.heatmap(
        rng.random((30, 100)), [f"unit {k}" for k in range(30)], range(100), limits=(0.2, 0.8)
    ),
    "heatmap, words": lambda: plots.heatmap(
        rng.random((3, 8)), list("abc"), [f"momentum {k}" for k in range(8)], title="Words"
    ),
    "heatmap, one": lambda: plots.heatmap([[0.5]], ["a"], ["b"]),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    picture = make()
    assert_readable(picture)
    assert picture.sentence[0].isupper()


@pytest.mark.parametrize("name", ["spread", "seeds", "histograms", "paths", "heatmap"])
def test_the_same_bytes_again(name):
    assert TYPICAL[name]().png == TYPICAL[name]().png


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


def test_seeds_tells_mean_and_deviation():
    scores = {"tanh": [94, 96], "ReLU": [97, 97, 97]}
    assert plots.seeds(scores, "accuracy", published={"ReLU": 98.25}).sentence == (
        "Mean ± standard deviation of accuracy: tanh 95 ± 1.4 (2 seeds), ReLU 97 ± 0 (3 seeds); "
        "published: ReLU 98.25."
    )


def test_histograms_tell_deviations():
    values = np.array([-1, 1])
    rows = {"wide": {"W1": values, "W2": 2 * values}, "0.1": {"W1": values / 10, "W2": 0 * values}}
    assert plots.histograms(rows).sentence == (
        "Standard deviation, W1 and W2: wide 1, 2; 0.1 0.1, 0."
    )
    assert plots.histograms({"a": values, "b": values + 3}).sentence == (
        "Standard deviation (and mean): a 1 (0), b 1 (3)."
    )
    layers = {f"layer {k}": values for k in range(2, 5)}
    assert plots.histograms(layers).sentence == "Standard deviation, layer 2 to 4: 1, 1, 1."


def test_histograms_count_what_is_outside():
    picture = plots.histograms({"a": [-9, -1, 0.1, 1, 1, 8]}, limits=(-1, 1), n_bins=2)
    assert picture.sentence.endswith("; 2 values outside −1 to 1 counted in the outermost bins.")
    heights = picture.figure.axes[0].patches[0].get_data().values
    assert heights == pytest.approx([2 / 6, 4 / 6])


def test_paths_tell_ends_and_who_left():
    walked = {"a": [[1, 1], [0, 0.5]], "b": [[1, 1], [1, 3], [1, 0]], "c": [[9, 0]]}
    walked["d"] = [[1, 1], [3, 0]]
    assert plots.paths(bowl, -2, 2, walked, ("v", "w"), lowest=(0, 0)).sentence == (
        "In (v, w), a takes 1 step to (0, 0.5) with loss 2.5, b takes 2 steps to (1, 0) with loss "
        "1 (it leaves the picture at step 1 and comes back), c takes 0 steps to (9, 0) with loss "
        "81 (it starts outside the picture) and d takes 1 step to (3, 0) with loss 9 (it leaves "
        "the picture at step 1); the loss is lowest at (0, 0)."
    )


def test_paths_differ_by_more_than_colour():
    lines = TYPICAL["paths, seven"]().figure.legends[0].get_lines()[:7]
    for look in ("color", "marker", "linestyle"):
        assert len({str(getattr(line, f"get_{look}")()) for line in lines}) >= 4
    assert len({line.get_marker() for line in lines}) == 7


def test_heatmap_of_many_rows_tells_the_ends_only():
    eleven = plots.heatmap(np.arange(11)[:, None], range(11), [1], ylabel="unit").sentence
    assert eleven == "The highest value is 10 (unit 10, 1), the lowest 0 (unit 0, 1)."


BAD = {
    "spread: no dict": (lambda: plots.spread([[1]]), "expected a dict of 1 to 7"),
    "spread: shape": (lambda: plots.spread({"a": [1, 2]}), r"shape \(2,\); expected \(n_seeds"),
    "spread: words": (lambda: plots.spread({"a": [["b"]]}), "not an array of numbers"),
    "spread: x": (lambda: plots.spread({"a": [[1, 2]]}, [1]), r"\(1, 2\) for x of shape \(1,\)"),
    "spread: best": (lambda: plots.spread({"a": [[1]]}, best="most"), "best='most'; expected"),
    "spread: log": (lambda: plots.spread({"a": [[0, 1]]}, log=True), "values of 'a' ≤ 0"),
    "spread: log x": (lambda: plots.spread({"a": [[1]]}, [0], log_x=True), "x of 'a' ≤ 0"),
    "seeds: none": (lambda: plots.seeds({}), "expected a dict of 1 to 12"),
    "seeds: nan": (lambda: plots.seeds({"a": [np.nan]}), "NaN or inf in scores of 'a'"),
    "seeds: published": (
        lambda: plots.seeds({"a": [1]}, published={"b": 1}),
        "expected one of 'a'",
    ),
    "histograms: none": (lambda: plots.histograms({}), "expected a dict"),
    "histograms: rows": (
        lambda: plots.histograms({"a": {"W1": [1]}, "b": {"W2": [1]}}),
        "row 'b' with W2; expected W1",
    ),
    "histograms: mixed": (
        lambda: plots.histograms({"a": {"W1": [1]}, "b": [1]}),
        "row 'b' with no columns; expected W1",
    ),
    "histograms: no columns": (lambda: plots.histograms({"a": {}}), "row 'a' with no columns"),
    "histograms: many": (
        lambda: plots.histograms({str(k): [1] for k in range(37)}, n_columns=6),
        "7 × 6 histograms; expected at most 6 × 6",
    ),
    "histograms: columns": (lambda: plots.histograms(DEEP, n_columns=7), "expected 1 to 6"),
    "histograms: limits": (lambda: plots.histograms(DEEP, limits=(1, 1)), "low below high"),
    "histograms: empty": (lambda: plots.histograms({"a": []}), "empty values of 'a'"),
    "paths: range": (lambda: plots.paths(bowl, 0, 0, {"a": PLACES}), "low below high"),
    "paths: no dict": (lambda: plots.paths(bowl, 0, 1, PLACES), "expected a dict of 1 to 7"),
    "paths: shape": (lambda: plots.paths(bowl, 0, 1, {"a": [[1]]}), r"expected \(n, 2\)"),
    "paths: lowest": (
        lambda: plots.paths(bowl, 0, 1, {"a": PLACES}, lowest=[1]),
        r"expected \(2,\)",
    ),
    "paths: levels": (
        lambda: plots.paths(bowl, 0, 1, {"a": PLACES}, levels=[2, 1]),
        "levels 2, 1; expected two or more that rise",
    ),
    "heatmap: rows": (
        lambda: plots.heatmap([[1, 2]], ["a", "b"], [1, 2]),
        r"2 rows for values of shape \(1, 2\); expected 1",
    ),
    "heatmap: columns": (lambda: plots.heatmap([[1, 2]], ["a"], [1]), "1 columns for values"),
    "heatmap: many": (lambda: plots.heatmap(np.ones((31, 1)), range(31), [1]), "at most 30"),
    "heatmap: shape": (lambda: plots.heatmap([1], [1], [1]), "expected two axes"),
    "heatmap: limits": (lambda: plots.heatmap([[1]], [1], [1], limits=(1, 0)), "low below high"),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
