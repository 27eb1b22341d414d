"""Why this rate: each rate of a lesson has its line, and the lesson's own code is measured."""

import re

import pytest

import rates
from rates import cells, entries, measure, ours, place, program

MEASURED = [entry for entry in entries() if "cell" in entry]


@pytest.mark.parametrize("entry", MEASURED, ids=lambda entry: f"{entry['lesson']} {entry['what']}")
def test_each_rate_is_found_in_its_lesson(entry):
    source = cells(entry["lesson"])[place(entry, cells(entry["lesson"]))]
    assert float(ours(entry)) in entry["rates"]
    codes = {program(entry, source, rate) for rate in entry["rates"]}
    assert len(codes) == len(entry["rates"])  # the rate goes in
    for code in codes:
        compile(code, "a cell", "exec")
        assert "RATE" not in code
    if "run" not in entry or "rate" in entry:  # with the lesson's own, the lesson's own code
        assert program(entry, source, float(ours(entry))).startswith(
            source.replace("0.10)", "0.1)") if "0.10" in entry.get("rate", "") else source
        )


def test_every_rate_in_a_cell_has_a_line():
    """A rate that is typed into a cell, as lr=0.1 or SGD(0.1), is answered for its lesson."""
    said = {}
    for entry in entries():
        said[entry["lesson"]] = (
            said.get(entry["lesson"], "") + " " + ours(entry) + " " + entry["why"]
        )
    for lesson in [f"{n:02}" for n in range(13)]:
        typed = re.findall(r"\b(?:lr=|SGD\()([\d.e-]+\d)", "\n".join(cells(lesson)))
        numbers = set(map(float, re.findall(r"\d[\d.]*(?:e-\d+)?\b", said.get(lesson, ""))))
        assert set(map(float, typed)) <= numbers, lesson


def test_a_neighbour_runs_the_lessons_code_and_leaves_nothing_behind():
    (entry,) = (e for e in MEASURED if e["what"].startswith("the neuron that is sure"))
    short = {**entry, "rates": [0.15, 0.15, 1.5]}
    ((_, results),) = measure("02", [short])
    assert (
        results[1.5] < results[0.15] / 2
    )  # a neighbour's run differs, and the lesson's own is repeatable


def test_a_place_that_is_not_there_is_told():
    with pytest.raises(ValueError, match="is in 0 cells, not in one"):
        place({"what": "x", "cell": "no such code"}, cells("02"))
    with pytest.raises(ValueError, match="is not there once"):
        place({"what": "x", "cell": "histories = {}", "rate": "lr=77"}, cells("02"))


def test_the_page_has_a_row_for_each():
    page = rates.PAGE.read_text(encoding="utf-8")
    for entry in entries():
        (row,) = re.findall(
            rf"^\| {entry['lesson']} \| {re.escape(entry['what'])} \| .*$", page, re.M
        )
        assert f"| {ours(entry)} | {entry['why']} |" in row
        assert row.endswith("| – |") == ("cell" not in entry)
