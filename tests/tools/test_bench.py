"""`make bench` still runs, judges its goals rightly, and its stored results are all of one run."""

import builtins
import doctest
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import bench
import bench_goals
import bench_growth
import bench_report
from bench_contenders import RIVALS, Case, Nnlib, Plain, check_same, first_weights
from core.test_optimizers import load_torch

ROOT = Path(__file__).resolve().parents[2]
CASES = bench.cases()


def few_examples(case, dtype="float64"):
    rng = np.random.default_rng(3)
    X, lit = rng.uniform(size=(2, 40, case.sizes[0]))
    return (X * (lit < 0.3)).astype(dtype), rng.integers(10, size=40)


def made_up_row(case, dtype="float32", **ratios):
    """A row of results in which every rival is a hundred times slower, but for those named."""
    numbers = dict.fromkeys(RIVALS, 100.0) | ratios
    spreads = {name: {"median": r, "low": r, "high": r} for name, r in numbers.items()}
    return {
        "network": case.network,
        "hidden": case.hidden,
        "batch": case.batch or 60_000,
        "full": not case.batch,
        "sparse": case.sparse,
        "activation": case.activation,
        "output": case.output,
        "dtype": dtype,
        "steps": 3,
        "step_seconds": 0.00123,
        "ratios": spreads,
    }


def made_up_results(*rows, memory=None, import_ms=10.0):
    return {
        "date": "2001-02-03",
        "processor": "a processor",
        "system": "Linux on x",
        "cores": 2,
        "blas": ["openblas 1, Zen"],
        "versions": {"Python": "3"},
        "rounds": 7,
        "rows": list(rows),
        "growth": [],
        "memory": memory or {"train, bytes": 10.0},
        "import_ms": import_ms,
    }


@pytest.mark.parametrize("module", [bench, bench_growth, bench_report], ids=lambda m: m.__name__)
def test_examples(module):
    assert doctest.testmod(module).attempted > 0
    assert doctest.testmod(module).failed == 0


# The contenders ----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_plain_formulas_do_the_same_step(case, dtype):
    X, y = few_examples(case, dtype)
    check_same(Plain, case, first_weights(case.sizes, dtype), X, y)


@pytest.mark.parametrize("case", [CASES[1], CASES[2], CASES[8]], ids=str)
def test_the_plain_formulas_follow_nnlib_for_epochs(case):
    """The rows are shuffled alike, because both ask the same generator for a permutation."""
    X, y = few_examples(case)
    pair = [kind(case, first_weights(case.sizes, X.dtype), X, y, 0.1) for kind in (Nnlib, Plain)]
    for _ in range(3):
        for contender in pair:
            contender.run()
    for mine, its in zip(*(contender.weights() for contender in pair), strict=True):
        np.testing.assert_allclose(mine, its, rtol=0, atol=1e-12)


@pytest.mark.parametrize("case", [CASES[1], CASES[2]], ids=str)
def test_pytorch_does_the_same_step(case):
    load_torch()
    X, y = few_examples(case)
    check_same(RIVALS["PyTorch"], case, first_weights(case.sizes, X.dtype), X, y)


@pytest.mark.parametrize("wrong", ["output", "activation", "lr"])
def test_a_rival_that_does_something_else_is_noticed(wrong):
    class Other(Plain):
        def run(self):
            if wrong == "lr":
                self.lr *= 1.001
            else:
                other = {"output": "sigmoid", "activation": "ReLU"}[wrong]
                self.case = self.case._replace(**{wrong: other})
            super().run()

    case = CASES[1]
    X, y = few_examples(case)
    with pytest.raises(ValueError, match="Other and nnlib differ by"):
        check_same(Other, case, first_weights(case.sizes, X.dtype), X, y)


# The goals ---------------------------------------------------------------------------------------

PLAIN, TORCH, SKLEARN, JAX = "plain formulas", "PyTorch", "scikit-learn", "JAX"
# For each case the smallest ratio that reaches every goal, in the order of `bench.cases`.
NEEDED = [
    {PLAIN: 1 / 1.3, TORCH: 3, SKLEARN: 2},
    {PLAIN: 1 / 1.3, TORCH: 3, SKLEARN: 2, JAX: 1},
    {PLAIN: 1 / 1.3, TORCH: 3, SKLEARN: 2, JAX: 1},
    {PLAIN: 1 / 1.1, TORCH: 2, SKLEARN: 2, JAX: 1},
    {PLAIN: 1 / 1.03, TORCH: 2, SKLEARN: 1.5, JAX: 1},
    {PLAIN: 1 / 1.03, TORCH: 2, SKLEARN: 1.5, JAX: 1},
    {PLAIN: 1 / 1.03, TORCH: 1, SKLEARN: 1.5, JAX: 1},
    {PLAIN: 1 / 1.05, TORCH: 1, SKLEARN: 2},
    {PLAIN: 1 / 1.05, TORCH: 2, SKLEARN: 2},
    {PLAIN: 1 / 1.03, TORCH: 1, SKLEARN: 1.5, JAX: 1},
]


@pytest.mark.parametrize("number, rival", [(i, r) for i, goals in enumerate(NEEDED) for r in goals])
def test_a_ratio_is_judged_on_both_sides_of_its_goal(number, rival):
    case, needed = CASES[number], NEEDED[number][rival]
    verdicts = []
    for ratio in (1.001 * needed, 0.999 * needed):
        row = made_up_row(case, **{rival: ratio})
        results = made_up_results(row)
        short = [v for v in bench_goals.judge(results) if v["reached"] is False]
        assert all(v["goal"].startswith(rival) for v in short)
        assert all(v["missed"] == [bench_goals.title(row)] for v in short)
        said = bench_report.page(results)
        assert ("**missed**" in said) == ("**not reached**" in said) == bool(short)
        verdicts.append(not short)
    assert verdicts == [True, False]


@pytest.mark.parametrize("number, case", list(enumerate(CASES)))
def test_what_has_no_goal_is_not_judged(number, case):
    for dtype in ("float32", "float64"):
        free = set(RIVALS) - set(NEEDED[number]) | ({TORCH} if dtype == "float64" else set())
        results = made_up_results(made_up_row(case, dtype, **dict.fromkeys(free, 0.001)))
        assert not [v for v in bench_goals.judge(results) if v["reached"] is False]


def test_ahead_is_more_than_even():
    for ratio, reached in ((1.0, False), (1.0001, True)):
        row = made_up_row(CASES[1], JAX=ratio)
        (verdict,) = [v for v in bench_goals.judge(made_up_results(row)) if "JAX" in v["goal"]]
        assert verdict["reached"] == reached


@pytest.mark.parametrize("mib, reached", [(120.0, True), (120.5, False)])
def test_memory_is_judged_for_bytes(mib, reached):
    results = made_up_results(memory={"train, bytes": mib, "train, pixels as float64": 500.0})
    (verdict,) = [v for v in bench_goals.judge(results) if "memory" in v["goal"]]
    assert verdict["reached"] == reached


@pytest.mark.parametrize("ms, reached", [(50.0, True), (50.1, False)])
def test_the_import_is_judged(ms, reached):
    *_, verdict = bench_goals.judge(made_up_results(import_ms=ms))
    assert "import" in verdict["goal"]
    assert verdict["reached"] == reached


def test_what_was_not_measured_is_not_reached():
    row = made_up_row(CASES[1])
    row["ratios"]["JAX"] = "not installed"
    verdicts = {v["goal"]: v["reached"] for v in bench_goals.judge(made_up_results(row))}
    assert verdicts["JAX: batch 10 and above"] is None
    assert verdicts["PyTorch: float32, batch 32 and 128"] is None
    assert verdicts["scikit-learn: batch up to 32"] is True


# The command -------------------------------------------------------------------------------------


def test_it_runs_without_its_rivals(tmp_path, monkeypatch, capsys):
    usual = builtins.__import__

    def without(name, *arguments, **keywords):  # scikit-learn looks into sys.modules, so not there
        if name.partition(".")[0] in ("torch", "jax"):
            raise ImportError(name)
        return usual(name, *arguments, **keywords)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setattr(bench, "CORES", np.inf)  # whoever runs the tests may give them threads
    bench.main(["--tiny", "--into", str(tmp_path / "new")])
    assert "goals are reached" in capsys.readouterr().out
    results = json.loads((tmp_path / "new" / "bench.json").read_text(encoding="utf-8"))
    found = [(row["network"], row["batch"], row["dtype"]) for row in results["rows"]]
    expected = [("64–100–10", 10), ("784–1000–10 by one_by_one", 1)]
    assert found == [(*pair, dtype) for dtype in ("float32", "float64") for pair in expected]
    page = (tmp_path / "new" / "bench.md").read_text(encoding="utf-8")
    for row in results["rows"]:
        assert row["step_seconds"] > 0
        assert list(row["ratios"]) == list(RIVALS)
        for rival, ratio in row["ratios"].items():
            if rival in ("PyTorch", "JAX"):
                assert ratio == "not installed"
            else:
                assert 0 < ratio["low"] <= ratio["median"] <= ratio["high"] < np.inf
        line = [row["network"], f"{row['batch']:,}", bench_report.span(row["step_seconds"])]
        assert f"| {' | '.join(line)} |" in page
    assert [entry["grows"] for entry in results["growth"]] == list(bench_growth.VALUES)
    assert all(np.isfinite(entry["exponent"]) for entry in results["growth"])
    assert all(0 < mib < 1000 for mib in results["memory"].values())
    assert str(ROOT) not in json.dumps(results)
    with Image.open(tmp_path / "new" / "bench.png") as picture:
        assert picture.size[0] > 1000


def test_a_tiny_run_does_not_touch_what_is_stored(capsys):
    with pytest.raises(SystemExit):
        bench.main(["--tiny"])
    assert "name a folder by --into" in capsys.readouterr().err


def test_it_starts_again_with_one_thread_and_its_own_kernel(monkeypatch):
    started = []
    monkeypatch.setattr(bench.os, "execve", lambda *a: started.append(a[2]))
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    bench.alone()
    (environment,) = started
    assert "OPENBLAS_CORETYPE" not in environment
    assert {environment[name] for name in bench.THREADS if "NUM_THREADS" in name} == {"1"}
    monkeypatch.setattr(bench.os, "environ", environment)
    bench.alone()
    assert len(started) == 1


@pytest.mark.parametrize(
    "processor_time, elapsed, right", [(1.0, 1.0, True), (1.8, 1.0, False), (0.02, 0.01, True)]
)
def test_a_second_thread_is_refused(processor_time, elapsed, right):
    if right:
        bench.one_thread("JAX", processor_time, elapsed)
    else:
        with pytest.raises(RuntimeError, match=r"JAX used 1\.80 cores; expected one thread"):
            bench.one_thread("JAX", processor_time, elapsed)


def test_each_batch_size_is_a_case_once():
    assert len(set(CASES)) == len(CASES) == len(NEEDED)
    assert Case((784, 10, 10), "ReLU", "softmax", 0) in CASES
    assert {case.network for case in CASES} >= {name for name, _ in bench_report.IN_README}
    assert set(bench_report.COLOURS) == set(RIVALS)


# What is stored ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stored():
    return json.loads((ROOT / "docs" / "bench.json").read_text(encoding="utf-8"))


def test_the_stored_results_have_every_row(stored):
    found = [(row["network"], row["full"] or row["batch"], row["dtype"]) for row in stored["rows"]]
    cases = [(case.network, case.batch or True) for case in CASES]
    assert found == [(*case, dtype) for dtype in ("float32", "float64") for case in cases]
    assert all(isinstance(r, dict) for row in stored["rows"] for r in row["ratios"].values())
    assert list(stored["memory"]) == list(bench_growth.WAYS)
    assert [entry["grows"] for entry in stored["growth"]] == list(bench_growth.VALUES)
    assert stored["rounds"] >= 7


def test_the_page_is_made_of_the_stored_results(stored):
    page = (ROOT / "docs" / "bench.md").read_text(encoding="utf-8")
    assert page == bench_report.page(stored)


def test_the_readme_has_the_stored_numbers(stored):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(bench_report.readme_lines(stored).splitlines()) == 2 + 3
    assert bench_report.in_readme(readme, stored) == readme


def test_the_readme_gets_new_numbers_in_one_place():
    results = made_up_results(made_up_row(CASES[1], PyTorch=7.5))
    old = "a\n\n| network | batch | x |\n| --- |\n| 1 |\n\nb\n"
    new = bench_report.in_readme(old, results)
    assert "| 64–100–10 | 10 | 1.23 ms | 100.00 | 7.50 | 100.00 | 100.00 |\n\nb\n" in new
    assert new.startswith("a\n\n| network | batch | nnlib, a step |")
    with pytest.raises(ValueError, match="the README has 0 tables"):
        bench_report.in_readme("a\n", results)


def test_the_picture_is_small_and_sharp():
    path = ROOT / "docs" / "bench.png"
    assert path.stat().st_size < 200_000
    with Image.open(path) as picture:
        assert picture.size[0] > 1200
