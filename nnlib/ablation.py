"""Experiments that change one thing: every variant, over several seeds, as a table."""

import itertools
from typing import NamedTuple

import numpy as np

from nnlib import checks
from nnlib.diagnosis import Diverged


class Row(NamedTuple):
    """One experiment: the variant, the settings that `run` got, and its scores, (n_seeds,).

    `at_edge` names the settings that stand at an end of their grid: if such a row is the best, a
    better one may lie outside.
    """

    variant: str
    settings: dict
    scores: np.ndarray
    at_edge: tuple = ()

    @property
    def mean(self):
        """Mean over the seeds; NaN if one of them diverged."""
        return float(np.mean(self.scores))

    @property
    def std(self):
        """Standard deviation over the seeds (of the sample: divided by n − 1)."""
        return float(np.std(self.scores, ddof=1)) if len(self.scores) > 1 else 0.0


class Ablation(list):
    """The rows of an ablation; printed, a table."""

    def __init__(self, rows, grid, higher_is_better):
        super().__init__(rows)
        self.grid, self.higher_is_better = tuple(grid), higher_is_better

    @property
    def scores(self):
        """For each variant its scores: shape (n_seeds,), or (n_rows, n_seeds) if it has rows."""
        names = dict.fromkeys(row.variant for row in self)
        found = {n: [row.scores for row in self if row.variant == n] for n in names}
        return {n: np.array(s) if len(s) > 1 else s[0] for n, s in found.items()}

    def best(self):
        """Return the best row of each variant, by its mean over the seeds, as an Ablation.

        ValueError if each row of a variant diverged for a seed: none of them is the best.
        """
        best = []
        for name in dict.fromkeys(row.variant for row in self):
            rows = [row for row in self if row.variant == name and not np.isnan(row.mean)]
            if not rows:
                hint = "try smaller learning rates"
                raise ValueError(f"every row of {name!r} diverged for a seed; {hint}")
            best.append((max if self.higher_is_better else min)(rows, key=lambda row: row.mean))
        return Ablation(best, self.grid, self.higher_is_better)

    @property
    def variants(self):
        """The settings of each variant, for `ablation`. Raises ValueError if one has more rows."""
        if len({row.variant for row in self}) < len(self):
            raise ValueError("some variants have several rows; take best() first")
        return {row.variant: row.settings for row in self}

    def difference(self, variant, other):
        """Return (n_seeds,), above 0 where variant did better; of a grid, take best() first."""
        sign = 1 if self.higher_is_better else -1
        return sign * (self.scores[variant] - self.scores[other])

    def __str__(self):
        wide = max(len("variant"), *(len(row.variant) for row in self))
        grid = "".join(f"{name:>8} " for name in self.grid)
        lines = [f"{'variant':<{wide}}  {grid}    mean     std  lowest  highest  seeds"]
        for row in self:
            values = "".join(f"{row.settings[name]:>8.4g} " for name in self.grid)
            end = f"  at the edge of its grid: {', '.join(row.at_edge)}" if row.at_edge else ""
            s, numbers = row.scores, "diverged"
            if not np.isnan(s).any():
                numbers = f"{row.mean:>8.4f}{row.std:>8.4f}{s.min():>8.4f}{s.max():>9.4f}"
            lines.append(f"{row.variant:<{wide}}  {values}{numbers:<33}{len(s):>7}{end}")
        return "\n".join(lines)

    __repr__ = __str__


def ablation(run, variants, *, seeds, grid=None, higher_is_better=True):
    """Run one-change experiments over seeds, with a progress bar, and return their table.

    - `run(seed=…, **settings)` gives one experiment's score, a float. Where it raises `Diverged` or
      gives NaN, the score is NaN.
    - `variants`: for each name a dict of the settings that make it different. Each is run with
      every one of the `seeds`, so scores can be compared seed by seed.
    - `grid`: settings to try in all combinations for each variant, such as {"lr": [0.1, 1]}.
    - `higher_is_better`: `best()` and `difference()` go by it.

    Print the table; take its `best()`; give that one's `variants` to another `ablation` with fresh
    seeds, so that the luck of the choice is not counted as skill. Raises ValueError for no variants
    or seeds, a grid that does not rise or sets what a variant sets, a score that is no number.

    >>> def run(seed, power, x):
    ...     return -abs(x) ** power + seed / 10
    >>> table = ablation(run, {"line": {"power": 1}, "square": {"power": 2}}, seeds=[0, 1],
    ...                  grid={"x": [-1.0, 0.5, 2.0]})
    >>> print(table.best())
    variant         x     mean     std  lowest  highest  seeds
    line          0.5  -0.4500  0.0707 -0.5000  -0.4000      2
    square        0.5  -0.2000  0.0707 -0.2500  -0.1500      2
    >>> print(table.best().difference("square", "line"))
    [0.25 0.25]
    """
    from tqdm.auto import tqdm  # only whoever wants a progress bar needs it

    seeds, grid = list(seeds), dict(grid or {})
    if not variants or not seeds:
        got = f"{len(variants)} variants and {len(seeds)} seeds"
        raise ValueError(f"ablation got {got}; expected some")
    for name, values in grid.items():
        checks.real(values, f"ablation (grid of {name})")
        both = [variant for variant, changed in variants.items() if name in changed]
        if both:
            raise ValueError(f"ablation got {name} in the grid and in the settings of {both}")
        if list(values) != sorted(values):
            raise ValueError(f"ablation got {values} as the grid of {name}; expected rising values")
    combinations = [dict(zip(grid, c)) for c in itertools.product(*grid.values())]
    ends = {key: (values[0], values[-1]) for key, values in grid.items() if len(values) > 1}
    rows = []
    with tqdm(total=len(variants) * len(combinations) * len(seeds), unit="run") as bar:
        for name, changed in variants.items():
            for chosen in combinations:
                settings, scores = {**changed, **chosen}, []
                bar.set_description(name)
                for seed in seeds:
                    scores.append(_score(run, seed, settings))
                    bar.update()
                edge = tuple(key for key, both in ends.items() if chosen[key] in both)
                rows.append(Row(name, settings, np.array(scores), edge))
    return Ablation(rows, grid, higher_is_better)


def _score(run, seed, settings):
    try:
        score = run(seed=seed, **settings)
    except Diverged:
        return np.nan
    if np.ndim(score) != 0 or np.asarray(score).dtype.kind not in "biuf":  # None, if it forgot
        raise ValueError(f"run returned {score!r}; expected one number")
    return float(score) if np.isfinite(score) else np.nan
