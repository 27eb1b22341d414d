"""Answer "why this learning rate?" for each that a lesson sets, in docs/rates.md.

python tools/rates.py                 measure all, about ten minutes
python tools/rates.py 02 05           these lessons; the others' rows stay as they are

`rates.toml` says where each comes from. A rate that could have been another is measured beside its
neighbours by the lesson's own code: its cells run up to the one that trains, and that one runs once
for each rate, in a process of its own.
"""

import argparse
import multiprocessing
import re
import tomllib
from pathlib import Path

from tqdm import tqdm

from build_notebooks import NOTEBOOKS
from nnlib.classroom.sentences import small
from twins import read_twin

COURSE = NOTEBOOKS.parent
RATES = Path(__file__).with_name("rates.toml")
PAGE = COURSE / "docs" / "rates.md"
HEAD = """\
# Why this learning rate?

Each rate that a lesson sets: what it was chosen by and, where another was possible, what its
neighbours give, measured by the lesson's own code, with one seed unless it says more. A neighbour
that is as good, or better, is no mistake: a lesson takes a rate at which its point can be seen, and
where it compares, it chooses one for each. `make rates` measures all anew.

| lesson | what learns | rate | why | measured |
| --- | --- | --- | --- | --- |
"""


def entries():
    """What `rates.toml` says, in order."""
    return tomllib.loads(RATES.read_text(encoding="utf-8"))["rate"]


def cells(lesson):
    """The code cells of a lesson that run: exercises are stubs, and have no checks here."""
    (path,) = (NOTEBOOKS / "text").glob(f"{lesson}_*.md")
    return [
        cell.source
        for cell in read_twin(path).cells
        if cell.cell_type == "code"
        and not {"exercise", "check"} & set(cell.metadata.get("tags", []))
    ]


def place(entry, found):
    """Which cell an entry means.

    Raises
    ------
    ValueError
        If it is in no cell or in two, or the rate is not there once.
    """
    places = [i for i, source in enumerate(found) if entry["cell"] in source]
    if len(places) != 1:
        raise ValueError(
            f"{entry['what']}: {entry['cell']!r} is in {len(places)} cells, not in one"
        )
    (i,) = places
    if "rate" in entry and found[i].count(entry["rate"]) != 1:
        raise ValueError(f"{entry['what']}: {entry['rate']!r} is not there once:\n{found[i]}")
    return i


def program(entry, source, rate):
    """The cell with another rate, and what is run after it."""
    if "rate" in entry:
        becomes = entry.get("becomes") or re.sub(r"[\d.]+(?=\)?$)", "RATE", entry["rate"])
        source = source.replace(entry["rate"], becomes.replace("RATE", repr(rate)))
    return f"{source}\n{entry.get('run', '').replace('RATE', repr(rate))}"


def _measure(entry, source, space, rate, into):
    exec(program(entry, source, rate), space)
    into.put(float(eval(entry["result"], space)))


def measure(lesson, wanted):
    """Measure the entries of one lesson.

    Parameters
    ----------
    lesson : str
        Its number, such as "04".
    wanted : list of dict
        Its entries with a cell.

    Yields
    ------
    dict, dict of float to float
        An entry, and its results by rates.
    """
    found, begun = cells(lesson), multiprocessing.get_context("fork")  # each has all that ran
    at = {place(entry, found): entry for entry in wanted}
    space = {}
    for i, source in enumerate(found[: max(at) + 1]):
        if i in at:
            results = {}
            for rate in at[i]["rates"]:
                queue = begun.SimpleQueue()
                child = begun.Process(target=_measure, args=(at[i], source, space, rate, queue))
                child.start()
                child.join()
                if child.exitcode:
                    raise RuntimeError(f"{at[i]['what']}: rate {rate} did not work")
                results[rate] = queue.get()
            yield at[i], results
        exec(source, space)


def ours(entry):
    """The lesson's own rate, as text."""
    return entry.get("ours") or re.search(r"[\d.]+(?=\)?$)", entry["rate"])[0]


def row(entry, results):
    """A row of the page."""
    shown = "–"
    if results:
        values = (
            f"{rate:g}: {small(round(value, 2 if value > 9 else 4))}"
            for rate, value in results.items()
        )
        shown = f"{'; '.join(values)} ({entry['unit']})"
    return f"| {entry['lesson']} | {entry['what']} | {ours(entry)} | {entry['why']} | {shown} |"


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Why this learning rate? Writes docs/rates.md.")
    parser.add_argument("lessons", nargs="*", help="such as 02; none means all")
    wanted = parser.parse_args(arguments).lessons
    every = entries()
    old = PAGE.read_text(encoding="utf-8").splitlines() if PAGE.exists() else []
    lessons = {entry["lesson"] for entry in every if "cell" in entry}
    if unknown := set(wanted) - lessons:
        parser.error(f"nothing to measure in {', '.join(sorted(unknown))}")
    known = {}
    for lesson in tqdm(sorted(set(wanted) or lessons), unit="lesson"):
        mine = [entry for entry in every if entry["lesson"] == lesson and "cell" in entry]
        known |= {entry["what"]: row(entry, results) for entry, results in measure(lesson, mine)}
    rows = []
    for entry in every:
        before = [
            line for line in old if line.startswith(f"| {entry['lesson']} | {entry['what']} |")
        ]
        kept = before[0] if before and "cell" in entry else row(entry, {})
        rows.append(known.get(entry["what"], kept))
    PAGE.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.name}")


if __name__ == "__main__":
    main()
