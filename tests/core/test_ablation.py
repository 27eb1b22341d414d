"""One change at a time, over seeds: the table, its best rows, and what it refuses."""

import numpy as np
import pytest

from nnlib import Diverged, ablation

SEEDS = [3, 1, 4]


def score(seed, lr=0.0, bonus=0.0):
    if lr > 5:
        raise Diverged("the loss became NaN")
    return bonus - (lr - 1) ** 2 + seed / 100


def test_every_variant_gets_the_same_seeds_and_its_settings():
    calls = []

    def run(**settings):
        calls.append(settings)
        return settings["seed"] * 1.0

    variants = {"plain": {}, "wide": {"hidden": 100, "lr": 0.5}}
    table = ablation(run, variants, seeds=iter(SEEDS))
    assert calls == [
        *({"seed": seed} for seed in SEEDS),
        *({"hidden": 100, "lr": 0.5, "seed": seed} for seed in SEEDS),
    ]
    assert list(table.scores) == list(variants)
    assert all(scores.tolist() == [3.0, 1.0, 4.0] for scores in table.scores.values())
    assert table.variants == variants == {"plain": {}, "wide": {"hidden": 100, "lr": 0.5}}
    assert [row.at_edge for row in table] == [(), ()]


def test_a_grid_is_tried_in_all_combinations_for_each_variant():
    calls = []

    def run(seed, **settings):
        calls.append((seed, *settings.values()))
        return 0.0

    grid = {"lr": [0.1, 1], "l2": [0.0, 0.5, 2]}
    table = ablation(run, {"a": {"k": 1}, "b": {"k": 2}}, seeds=[0, 1], grid=grid)
    assert calls == [
        (seed, k, lr, l2)
        for k in (1, 2)
        for lr in (0.1, 1)
        for l2 in (0.0, 0.5, 2)
        for seed in (0, 1)
    ]
    assert len(table) == 12
    assert {name: s.shape for name, s in table.scores.items()} == {"a": (6, 2), "b": (6, 2)}


def test_the_best_row_of_each_variant():
    grid = {"lr": [0.5, 1.1, 2.0]}
    table = ablation(score, {"a": {}, "b": {"bonus": 0.5}}, seeds=SEEDS, grid=grid)
    best = table.best()
    assert [(row.variant, row.settings) for row in best] == [
        ("a", {"lr": 1.1}),
        ("b", {"bonus": 0.5, "lr": 1.1}),
    ]
    assert best.variants == {"a": {"lr": 1.1}, "b": {"bonus": 0.5, "lr": 1.1}}
    np.testing.assert_allclose(best.difference("b", "a"), [0.5] * 3, rtol=1e-14)
    np.testing.assert_allclose(best.difference("a", "b"), [-0.5] * 3, rtol=1e-14)
    again = ablation(score, best.variants, seeds=[7, 8])  # as its docstring says, fresh seeds
    np.testing.assert_allclose(again.scores["a"], [0.06, 0.07], rtol=1e-12)
    with pytest.raises(ValueError, match=r"several rows; take best\(\) first"):
        _ = table.variants


def test_lower_may_be_better():
    table = ablation(
        lambda seed, lr, plus: (lr - 1) ** 2 + plus + seed,
        {"a": {"plus": 0.0}, "b": {"plus": 0.5}},
        seeds=[0, 1],
        grid={"lr": [0.0, 1.0, 3.0]},
        higher_is_better=False,
    )
    best = table.best()
    assert [row.settings["lr"] for row in best] == [1.0, 1.0]
    assert best.difference("a", "b").tolist() == [0.5, 0.5]  # a is better: above 0
    assert best.best().difference("a", "b").tolist() == [0.5, 0.5]


def test_rows_at_an_end_of_their_grid_are_marked():
    grid = {"lr": [0.5, 1.0, 2.0], "l2": [0, 1], "fixed": [7]}
    table = ablation(lambda seed, lr, l2, fixed: lr, {"a": {}}, seeds=[0], grid=grid)
    marks = {(row.settings["lr"], row.settings["l2"]): row.at_edge for row in table}
    assert marks == {
        (0.5, 0): ("lr", "l2"),
        (0.5, 1): ("lr", "l2"),
        (1.0, 0): ("l2",),
        (1.0, 1): ("l2",),
        (2.0, 0): ("lr", "l2"),
        (2.0, 1): ("lr", "l2"),
    }
    assert str(table.best()).splitlines()[1].endswith("at the edge of its grid: lr, l2")
    inner = ablation(score, {"a": {}}, seeds=[0], grid={"lr": [0.5, 1.0, 2.0]})
    assert "edge" not in str(inner.best())


def test_the_table_as_text():
    variants = {"a": {}, "much longer": {"bonus": 0.5}}
    table = ablation(score, variants, seeds=[1, 2], grid={"lr": [0.5, 1, 9]})
    assert repr(table) == str(table)
    edge = "  at the edge of its grid: lr"
    assert str(table).splitlines() == [
        "variant            lr     mean     std  lowest  highest  seeds",
        "a                 0.5  -0.2350  0.0071 -0.2400  -0.2300      2" + edge,
        "a                   1   0.0150  0.0071  0.0100   0.0200      2",
        "a                   9 diverged                               2" + edge,
        "much longer       0.5   0.2650  0.0071  0.2600   0.2700      2" + edge,
        "much longer         1   0.5150  0.0071  0.5100   0.5200      2",
        "much longer         9 diverged                               2" + edge,
    ]
    assert str(ablation(score, {"a": {}}, seeds=[1])).splitlines() == [
        "variant      mean     std  lowest  highest  seeds",
        "a         -0.9900  0.0000 -0.9900  -0.9900      1",
    ]


def test_mean_and_spread_of_a_row():
    (row,) = ablation(lambda seed: seed / 1, {"a": {}}, seeds=[1, 2, 6])
    assert row.mean == 3.0
    assert row.std == pytest.approx(7**0.5, rel=1e-15)  # (4 + 1 + 9) / (3 − 1)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, None], ids=str)
def test_a_row_that_diverged_for_one_seed_is_never_the_best(bad):
    def run(seed, lr):
        if lr > 1 and seed == 1:
            if bad is None:
                raise Diverged("too hot")
            return bad
        return lr

    table = ablation(run, {"a": {}}, seeds=[0, 1], grid={"lr": [0.5, 1.0, 2.0]})
    np.testing.assert_array_equal(table[2].scores, [2.0, np.nan])
    assert np.isnan(table[2].mean)
    assert "diverged" in str(table).splitlines()[3]
    assert table.best()[0].settings == {"lr": 1.0}


def test_a_variant_that_always_diverged_has_no_best():
    table = ablation(score, {"cool": {"lr": 1.0}, "hot": {"lr": 9.0}}, seeds=SEEDS)
    assert np.isnan(table.scores["hot"]).all() and not np.isnan(table.scores["cool"]).any()
    with pytest.raises(ValueError, match="every row of 'hot' diverged for a seed; try smaller"):
        table.best()


def test_only_divergence_is_a_score():
    def run(seed):
        raise ZeroDivisionError("a mistake of the author's")

    with pytest.raises(ZeroDivisionError):
        ablation(run, {"a": {}}, seeds=[0])


@pytest.mark.parametrize(
    "change, error, words",
    [
        ({"variants": {}}, ValueError, "0 variants and 3 seeds; expected some"),
        ({"seeds": []}, ValueError, "1 variants and 0 seeds; expected some"),
        ({"grid": {"lr": []}}, ValueError, r"grid of lr\) got an empty array"),
        (
            {"grid": {"lr": [1, 0.1]}},
            ValueError,
            r"got \[1, 0.1\] as the grid of lr; expected rising",
        ),
        ({"grid": {"lr": [0.1, np.nan]}}, ValueError, r"grid of lr\) got nan"),
        ({"grid": {"act": ["relu", "tanh"]}}, TypeError, r"grid of act\).*expected real numbers"),
        (
            {"grid": {"bonus": [0.0, 1.0]}},
            ValueError,
            r"bonus in the grid and in the settings of \['a'\]",
        ),
        ({"run": lambda seed, bonus: None}, ValueError, "run returned None; expected one number"),
        ({"run": lambda seed, bonus: "0.9"}, ValueError, "run returned '0.9'"),
        ({"run": lambda seed, bonus: [0.9]}, ValueError, r"run returned \[0.9\]"),
        ({"run": lambda seed, bonus: np.ones(2)}, ValueError, "expected one number"),
        ({"run": lambda seed, bonus: 1j}, ValueError, "run returned 1j"),
        ({"run": lambda seed: 0.0}, TypeError, "unexpected keyword argument 'bonus'"),
    ],
)
def test_what_cannot_be_right_is_refused(change, error, words):
    runs = []

    def run(**settings):
        runs.append(settings)
        return 0.0

    arguments = {"run": run, "variants": {"a": {"bonus": 1.0}}, "seeds": SEEDS} | change
    with pytest.raises(error, match=words):
        ablation(arguments.pop("run"), arguments.pop("variants"), **arguments)
    assert not runs  # nothing ran for minutes before


@pytest.mark.parametrize("value", [1, 0.5, True, np.float64(0.5), np.float32(0.5), np.array(0.5)])
def test_any_one_number_is_a_score(value):
    assert ablation(lambda seed: value, {"a": {}}, seeds=[0]).scores["a"] == [float(value)]


@pytest.mark.parametrize("n", [1, 2, 3])
def test_scores_have_a_row_for_each_setting(n):
    table = ablation(lambda seed, x: x + seed, {"a": {}}, seeds=[0, 10], grid={"x": range(n)})
    expected = [[x, x + 10] for x in range(n)]
    np.testing.assert_array_equal(table.scores["a"], expected if n > 1 else expected[0])
