"""What `make bench` is measured by: a goal for each ratio, and who reaches it.

A ratio is a rival's time divided by nnlib's, so 2 says that nnlib is twice as fast.
"""

from typing import NamedTuple

MEMORY, IMPORT = 120, 50  # MiB, and milliseconds


class Goal(NamedTuple):
    """A goal: against whom, for which rows, the smallest ratio, and whether it must be above."""

    rival: str
    where: str
    wanted: float
    holds: object  # a function of a row
    above: bool = False

    @property
    def told(self):
        how = "above" if self.above else "at least"
        return f"{how} {self.wanted:.3g}"

    def reached(self, ratio):
        return ratio > self.wanted if self.above else ratio >= self.wanted


def _online(row):
    """784–1000–10 one at a time has goals of its own against PyTorch."""
    return row["hidden"] == 1000 and row["batch"] == 1


def _small(row):
    return row["batch"] <= 10 and row["hidden"] <= 100


def _many(row):
    return row["batch"] in (32, 128)


def _float32(row):
    return row["dtype"] == "float32"


GOALS = [
    Goal("plain formulas", "batch up to 10", 1 / 1.3, lambda row: row["batch"] <= 10),
    Goal("plain formulas", "batch 32", 1 / 1.1, lambda row: 10 < row["batch"] < 128),
    Goal("plain formulas", "batch 128 and above", 1 / 1.03, lambda row: row["batch"] >= 128),
    Goal(
        "plain formulas", "512 hidden units and above", 1 / 1.05, lambda row: row["hidden"] >= 512
    ),
    Goal(
        "PyTorch",
        "float32, batch up to 10, up to 100 hidden units",
        3,
        lambda row: _float32(row) and _small(row),
    ),
    Goal("PyTorch", "float32, batch 32 and 128", 2, lambda row: _float32(row) and _many(row)),
    Goal(
        "PyTorch",
        "float32, every other size",
        1,
        lambda row: _float32(row) and not (_small(row) or _many(row) or _online(row)),
    ),
    Goal(
        "PyTorch",
        "float32, 784–1000–10 one at a time",
        1,
        lambda row: _float32(row) and _online(row) and not row["sparse"],
    ),
    Goal(
        "PyTorch",
        "float32, 784–1000–10 by one_by_one",
        2,
        lambda row: _float32(row) and _online(row) and row["sparse"],
    ),
    Goal("scikit-learn", "batch up to 32", 2, lambda row: row["batch"] <= 32),
    Goal("scikit-learn", "larger batches", 1.5, lambda row: row["batch"] > 32),
    Goal("JAX", "batch 10 and above", 1, lambda row: row["batch"] >= 10, above=True),
]


def ratio_of(row, rival):
    """The median ratio of a row, or None where the rival is not installed."""
    found = row["ratios"][rival]
    return found["median"] if isinstance(found, dict) else None


def misses(row, rival):
    """Whether a row misses a goal against a rival that is installed."""
    ratio = ratio_of(row, rival)
    goals = [goal for goal in GOALS if goal.rival == rival and goal.holds(row)]
    return ratio is not None and not all(goal.reached(ratio) for goal in goals)


def title(row):
    """A row in words."""
    return f"{row['network']}, {batch_in_words(row)}, {row['dtype']}"


def batch_in_words(row):
    return "full batch" if row["full"] else f"batch {row['batch']:,}"


def judge(results):
    """Every goal with its verdict.

    Parameters
    ----------
    results : dict
        As `make bench` keeps them, with "rows", "memory" and "import_ms".

    Returns
    -------
    list of dict
        "goal", "wanted", "found", "reached" (None if nothing was measured) and "missed", a list
        of titles of rows.
    """
    verdicts = []
    for goal in GOALS:
        ratios = {
            title(row): ratio_of(row, goal.rival)
            for row in results["rows"]
            if goal.holds(row) and ratio_of(row, goal.rival) is not None
        }
        short = [name for name, ratio in ratios.items() if not goal.reached(ratio)]
        least = f"{min(ratios.values()):.2f} at least" if ratios else "not measured"
        verdicts.append(_verdict(f"{goal.rival}: {goal.where}", goal.told, least, ratios, short))
    bytes_ = {way: mib for way, mib in results["memory"].items() if "bytes" in way}
    short = [way for way, mib in bytes_.items() if mib > MEMORY]
    most = f"{max(bytes_.values()):.0f} MiB at most" if bytes_ else "not measured"
    goal = "peak memory beyond NumPy's own, training on all of MNIST as bytes"
    verdicts.append(_verdict(goal, f"at most {MEMORY} MiB", most, bytes_, short))
    ms = results["import_ms"]
    short = ["import nnlib"] if ms > IMPORT else []
    goal = "time of import nnlib beyond import numpy"
    verdicts.append(_verdict(goal, f"at most {IMPORT} ms", f"{ms:.0f} ms", {goal: ms}, short))
    return verdicts


def _verdict(goal, wanted, found, measured, short):
    reached = not short if measured else None
    return {
        "goal": goal,
        "wanted": wanted,
        "found": found,
        "reached": reached,
        "missed": short,
        "of": len(measured),
    }
