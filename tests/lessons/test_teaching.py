"""TEACHING.md speaks of every lesson, and only of what the lessons have."""

import re

import pytest

from build_notebooks import EDITION, NOTEBOOKS, solve
from twins import DEEPER, plain, read_twin

GUIDE = (NOTEBOOKS.parent / "TEACHING.md").read_text(encoding="utf-8")
LESSONS = sorted((NOTEBOOKS / "text").glob("*.md"))
PARTS = ["Aims", "Ask before running", "Misunderstandings", "Board", "Set"]
EXERCISE = r"\b[01]\d\.\d\b"


def headings(path):
    """All headings of a lesson, in order; the first is its title."""
    texts = [cell.source for cell in read_twin(path).cells if cell.cell_type == "markdown"]
    return [line for text in texts for line in re.findall(r"^#{1,3} (.+)$", text, re.M)]


def pages(guide):
    """The lessons' pages: {title: text}."""
    parts = re.split(r"^## (\d\d · .+)\n", guide, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def plan(page):
    """The rows of a page's plan: (section, minutes of 90, minutes of 50)."""
    _, table = page.split("| section | 90 | 50 | show |\n", 1)
    rows = re.findall(r"^\| (.+?) \| (\d+|–) \| (\d+|–) \| .+ \|$", table, re.M)
    return [(section, *(0 if m == "–" else int(m) for m in minutes)) for section, *minutes in rows]


def complaints(page, found):
    """What is wrong with a page about a lesson that has these headings."""
    deeper = {plain(heading) for heading in found if heading.endswith(DEEPER)}
    found = [plain(heading) for heading in found]
    for part in PARTS:
        if page.count(f"**{part}.**") != 1:
            yield f"**{part}.** should stand there once"
    sections, long, short = zip(*plan(page), strict=True)
    if unknown := [section for section in sections if section not in found]:
        yield f"no such section: {unknown}"
    elif list(sections) != sorted(sections, key=found.index):
        yield f"the sections stand in another order: {sections}"
    if (sum(long), sum(short)) != (90, 50):
        yield f"the minutes add up to {sum(long)} and {sum(short)}"
    exercises = [re.search(EXERCISE, h)[0] for h in found if h.startswith("Exercise")]
    named = re.findall(EXERCISE, page)
    if sorted(named) != sorted(exercises):
        yield f"exercises {sorted(named)}; the lesson has {exercises}, each to be named once"
    elif deeper:
        yield from parts_ways(deeper, sections, short, page, found)


def parts_ways(deeper, sections, short, page, found):
    """Where the plan for 50 minutes, and what is set in class, are not the core path."""
    off = {section for section, minutes in zip(sections, short, strict=True) if not minutes}
    if off != deeper & set(sections):
        yield f"50 minutes leave out {off}; the core path leaves out {deeper & set(sections)}"
    under, core = False, []
    for heading in found:
        if heading.startswith("Exercise"):
            if not under and heading not in deeper:
                core.append(re.search(EXERCISE, heading)[0])
        elif heading in sections:
            under = heading in deeper
    in_class = re.findall(EXERCISE, page.partition("In class")[2].partition("At home")[0])
    if in_class != core:
        yield f"in class {in_class}; on the core path {core}"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_minutes_are_counted_in_one_place(path):
    """A lesson says its times at its top, and TEACHING.md plans them; its notes plan no others."""
    notes = re.findall(r"^\*\*For the instructor\.\*\* (.{60})", path.read_text("utf-8"), re.M)
    assert notes
    assert not [note for note in notes if re.search(r"\d+ minutes", note)]


def test_every_lesson_has_its_page():
    assert list(pages(GUIDE)) == [headings(path)[0] for path in LESSONS]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_page_and_lesson_agree(path):
    found = headings(path)
    assert list(complaints(pages(GUIDE)[found[0]], found)) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("**Aims.**", "Aims.", "Aims"),
        ("| Shapes |", "| Forms |", "no such section: ['Forms']"),
        ("| Shapes | 15", "| Shapes | 16", "add up to 91 and 50"),
        ("| Shapes | 15 | 8 |", "| Shapes | 15 | – |", "add up to 90 and 42"),
        ("| How a lesson works |", "| Two yardsticks |", "another order"),
        ("00.4", "00.9", "00.9"),
        ("00.2 and ", "", "each to be named once"),
    ],
)
def test_a_wrong_page_is_noticed(old, new, words):
    found = headings(LESSONS[0])
    page = pages(GUIDE)[found[0]]
    assert old in page
    assert words in " ".join(complaints(page.replace(old, new), found))


@pytest.mark.parametrize(
    ("deeper", "words"),
    [
        (["Two yardsticks"], ["the core path leaves out {'Two yardsticks'}", "in class"]),
        (
            ["Exercise 00.4 · ", "Exercise 00.3 · ", "Exercise 00.2 · "],
            ["on the core path ['00.1']"],
        ),
        (["Exercise 00.3 · ", "Exercise 00.2 · "], []),
    ],
)
def test_a_plan_of_50_minutes_beside_the_core_path_is_noticed(deeper, words):
    found = [plain(heading) for heading in headings(LESSONS[0])]
    page = pages(GUIDE)[found[0]]
    marked = [h + DEEPER if h.startswith(tuple(deeper)) else h for h in found]
    told = list(complaints(page, marked))
    assert bool(told) == bool(words)
    assert all(word in " ".join(told) for word in words)


def test_instructors_edition_says_what_it_is_and_keeps_the_notes():
    path = LESSONS[0]
    lesson, solved = read_twin(path), read_twin(path)
    solve(solved, path.stem)
    assert solved.cells[0].source == EDITION
    assert len(solved.cells) == len(lesson.cells) + 1
    assert any("notes" in cell.metadata.get("tags", []) for cell in solved.cells)
    changed = [new for new, old in zip(solved.cells[1:], lesson.cells) if new != old]
    assert all("exercise" in cell.metadata for cell in changed)
    assert len(changed) == 4
