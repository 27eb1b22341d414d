"""What `make bench` writes: a page of tables, a picture, and three lines of the README."""

import io
import re
from pathlib import Path

from bench_goals import batch_in_words, judge, misses, ratio_of

PAGE = Path(__file__).with_name("bench_page.md")

COLOURS = {  # Okabe and Ito's, which colour-blind people can tell apart; and shapes for print
    "plain formulas": ("#0072B2", "o"),
    "bare products": ("#777777", "|"),
    "PyTorch": ("#D55E00", "s"),
    "scikit-learn": ("#E69F00", "^"),
    "JAX": ("#009E73", "D"),
}
IN_README = [("64–100–10", 10), ("784–100–10", 32), ("784–512–10", 128)]  # in float32
README_RIVALS = [rival for rival in COLOURS if rival != "bare products"]


def span(seconds):
    """A short time in words.

    Examples
    --------
    >>> span(0.0000123), span(0.00123), span(1.23)
    ('12.3 µs', '1.23 ms', '1.23 s')
    """
    for unit, name in ((1, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= unit or name == "µs":
            number = seconds / unit
            return f"{number:.0f} {name}" if number >= 100 else f"{number:.3g} {name}"


def batch_of(row):
    return f"all {row['batch']:,}" if row["full"] else f"{row['batch']:,}"


def cell(row, rival):
    """A ratio with its quartiles, and whether it should have been larger."""
    found = row["ratios"][rival]
    if not isinstance(found, dict):
        return found
    told = "{median:.2f} ({low:.2f}–{high:.2f})".format(**found)
    if rival == "scikit-learn" and row["output"] == "sigmoid":
        told += " [^1]"
    return f"{told}, **missed**" if misses(row, rival) else told


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def ratio_table(results, dtype):
    rows = [row for row in results["rows"] if row["dtype"] == dtype]
    head = ["network", "batch", "nnlib, a step", *COLOURS]
    lines = [
        [row["network"], batch_of(row), span(row["step_seconds"])]
        + [cell(row, rival) for rival in COLOURS]
        for row in rows
    ]
    return table(head, lines)


def goal_table(results):
    lines = []
    for verdict in judge(results):
        if verdict["reached"] is None:
            told = "not measured"
        elif verdict["reached"]:
            told = "reached"
        else:
            told = f"**not reached** ({len(verdict['missed'])} of {verdict['of']}): "
            told += "; ".join(verdict["missed"])
        lines.append([verdict["goal"], verdict["wanted"], verdict["found"], told])
    return table(["goal", "wanted", "found", "verdict"], lines)


def growth_table(results):
    lines = []
    for entry in results["growth"]:
        steps = ", ".join(
            f"{value:,}: {span(seconds)}"
            for value, seconds in zip(entry["values"], entry["seconds"])
        )
        lines.append([entry["grows"], entry["measured"], steps, f"{entry['exponent']:.2f}"])
    return table(["what grows", "time of", "value: time", "exponent"], lines)


def memory_table(results):
    lines = [[way, f"{mib:.0f} MiB"] for way, mib in results["memory"].items()]
    return table(["way of training", "peak beyond NumPy's own"], lines)


def alt_text(results):
    """What the picture shows, in words."""
    said = []
    for rival in COLOURS:
        ratios = [r for row in results["rows"] if (r := ratio_of(row, rival)) is not None]
        if ratios:
            said.append(f"{rival} {min(ratios):.2f} to {max(ratios):.2f}")
    return (
        "For each network and batch size a row of marks, one a rival, on a logarithmic axis: the "
        "rival's time divided by nnlib's, in float32 on the left and in float64 on the right. "
        f"Right of the line at 1 nnlib is faster. Smallest and largest: {'; '.join(said)}."
    )


def page(results):
    """docs/bench.md: tools/bench_page.md, filled in."""
    versions = ", ".join(f"{name} {found}" for name, found in results["versions"].items())
    parts = {
        "versions": versions,
        "blas": "; ".join(results["blas"]),
        "alt": alt_text(results),
        "float32": ratio_table(results, "float32"),
        "float64": ratio_table(results, "float64"),
        "goals": goal_table(results),
        "growth": growth_table(results),
        "memory": memory_table(results),
        "pixels": f"{60_000 * 784 * 8 / 2**20:.0f}",  # MiB of float64
    }
    return PAGE.read_text(encoding="utf-8").format(**results | parts)


def readme_lines(results):
    """The README's table: a head and a line for each of three networks."""
    lines = []
    for row in results["rows"]:
        if (row["network"], row["batch"]) in IN_README and row["dtype"] == "float32":
            ratios = [ratio_of(row, rival) for rival in README_RIVALS]
            told = ["not installed" if ratio is None else f"{ratio:.2f}" for ratio in ratios]
            lines.append([row["network"], batch_of(row), span(row["step_seconds"]), *told])
    return table(["network", "batch", "nnlib, a step", *README_RIVALS], lines)


def in_readme(readme, results):
    """The README with the table of these results in place of its old one."""
    old = re.compile(r"^\| network \| batch \|.*\n(?:\|.*\n)+", re.M)
    text, number = old.subn(lambda _: readme_lines(results) + "\n", readme)
    if number != 1:
        raise ValueError(f"the README has {number} tables that begin with network and batch")
    return text


def summary(results):
    """For the terminal: how many goals are reached, and which are not."""
    verdicts = judge(results)
    asked = [verdict for verdict in verdicts if verdict["reached"] is not None]
    lines = [f"{sum(v['reached'] for v in asked)} of {len(asked)} goals are reached"]
    for verdict in asked:
        if not verdict["reached"]:
            lines.append(f"  {verdict['goal']}: {verdict['wanted']}; {verdict['found']}")
    return "\n".join(lines)


def picture(results, path):
    """Draw the ratios into a PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from PIL import Image

    types = list(dict.fromkeys(row["dtype"] for row in results["rows"]))
    names = [r for r in results["rows"] if r["dtype"] == types[0]]
    figure = Figure(figsize=(10, 1.8 + 0.48 * len(names)), layout="constrained")
    FigureCanvasAgg(figure)
    panels = figure.subplots(1, len(types), sharex=True, sharey=True, squeeze=False)[0]
    for axes, dtype in zip(panels, types):
        rows = [row for row in results["rows"] if row["dtype"] == dtype]
        draw(axes, rows)
        axes.set_title(dtype)
    panels[0].set_yticks(
        range(len(names)), [f"{row['network']}\n{batch_in_words(row)}" for row in names]
    )
    panels[0].invert_yaxis()
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=len(labels), frameon=False)
    figure.supxlabel("rival's time / nnlib's time: right of 1 nnlib is faster", fontsize=10)
    png = io.BytesIO()
    figure.savefig(png, dpi=150, format="png")
    image = Image.open(png).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    image.save(path, "PNG", optimize=True)


def draw(axes, rows):
    """A row of marks a network, with quartiles as lines."""
    from matplotlib.ticker import FuncFormatter, NullFormatter, NullLocator

    for number, (rival, (colour, mark)) in enumerate(COLOURS.items()):
        at, found = [], []
        for i, row in enumerate(rows):
            if isinstance(row["ratios"][rival], dict):
                at.append(i + 0.13 * (number - 2))
                found.append(row["ratios"][rival])
        if found:
            middle = [f["median"] for f in found]
            bars = [
                [f["median"] - f["low"] for f in found],
                [f["high"] - f["median"] for f in found],
            ]
            axes.errorbar(
                middle,
                at,
                xerr=bars,
                fmt=mark,
                color=colour,
                markersize=5 if mark != "|" else 8,
                markeredgewidth=1.5 if mark == "|" else 0,
                linewidth=1.2,
                label=rival,
            )
    for edge in range(1, len(rows)):
        axes.axhline(edge - 0.5, color="#e4e4e4", linewidth=0.8, zorder=0)
    axes.axvline(1, color="black", linewidth=1, zorder=0)
    axes.set_xscale("log")
    axes.set_ylim(-0.5, len(rows) - 0.5)
    left, right = axes.get_xlim()
    ticks = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]
    axes.set_xticks([tick for tick in ticks if left <= tick <= right] or [1])
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}"))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.grid(axis="x", color="#e4e4e4", linewidth=0.8)
    axes.set_axisbelow(True)
