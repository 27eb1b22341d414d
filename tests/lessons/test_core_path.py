"""A lesson's core path needs nothing that a section marked as deeper makes, and says its time.

The code is read, not run: what a core cell looks up has to be made by a core cell, and no deeper
cell between the two may set it anew, or draw from it if it is the generator `rng`.
"""

import ast
import re
import symtable

import nbformat
import pytest

from build_notebooks import NOTEBOOKS
from twins import DEEPER, on_core_path, plain, read_twin

from .lesson_code import used

LESSONS = sorted((NOTEBOOKS / "text").glob("*.md"))
TIMES = re.compile(r"\*\*(\d+) minutes for the core path, (\d+) for all of it\*\*")
BREAK = re.compile(r"good place for a break is before \"([^\"]+)\"")
AGAIN = "Run All Above Selected Cell"


def headings(notebook):
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return [line for text in texts for line in re.findall(r"^#{2,3} .+$", text, re.M)]


def set_anew(statement):
    """The names that a statement sets at the top level: by =, import, for, def, …; also W -= 1."""
    symbols = symtable.symtable(ast.unparse(statement), "lesson", "exec").get_symbols()
    return {s.get_name() for s in symbols if s.is_assigned() or s.is_imported()}


def looked_up(statement):
    """The names that a statement needs from above; what a loop sets, it is taken to set first."""
    needs = used(statement)
    if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
        changed = [n.target for n in ast.walk(statement) if isinstance(n, ast.AugAssign)]
        loops = [n.target for n in ast.walk(statement) if isinstance(n, ast.For)]
        turned = {n.id for target in loops for n in ast.walk(target) if isinstance(n, ast.Name)}
        if hasattr(statement, "body"):
            needs -= set_anew(statement)
        needs |= {target.id for target in changed if isinstance(target, ast.Name)} - turned
    return needs


def borrowed(notebook):
    """What core cells look up and a deeper cell made."""
    made, early = {}, set()  # who made each name, and what a function uses before it is there
    for cell, core in on_core_path(notebook):
        if cell.cell_type == "code" and "exercise" not in cell.metadata.get("tags", []):
            for statement in ast.parse(cell.source).body:
                needs = looked_up(statement)
                if core:
                    yield from sorted(name for name in needs if made.get(name) == "deeper")
                    early |= needs - set(made) - set_anew(statement)
                new = set_anew(statement) | (set() if core else needs & {"rng"})
                made |= dict.fromkeys(new, "core" if core else "deeper")
    yield from sorted(name for name in early if made.get(name) == "deeper")


def complaints(notebook):
    """What is wrong with the two paths of a lesson."""
    if not any(line.endswith(DEEPER) for line in headings(notebook)):
        yield "no section is marked as deeper"
    if names := list(borrowed(notebook)):
        yield f"core cells use what deeper cells made: {names}"
    title, marks = " ".join(notebook.cells[0].source.split()), headings(notebook)
    if not (times := TIMES.search(title)):
        yield "the title does not say both times"
    elif not 45 <= int(times[1]) <= 60 or int(times[2]) <= int(times[1]):
        yield f"{times[1]} minutes for the core path, {times[2]} for all"
    if found := BREAK.search(title):
        place = f"## {found[1]}"
        below = [c.source for c in notebook.cells if plain(c.source.split("\n")[0]) == place]
        if not below or AGAIN not in below[0]:
            yield f"{place!r} does not say how to take up again"
    elif times and int(times[2]) > 90:
        yield "no break is proposed"
    ends = ("What you have", "What still fails", "Next", "References")
    if wrong := [line for line in marks if line.startswith(tuple(f"## {end} ·" for end in ends))]:
        yield f"these belong to both paths: {wrong}"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_core_path(path):
    assert list(complaints(read_twin(path))) == []


def lesson(*cells, title="**50 minutes for the core path, 80 for all of it**"):
    """A notebook of texts, which begin with #, and code."""
    new = nbformat.v4
    made = [new.new_markdown_cell(f"# A lesson\n\n{title}")]
    for cell in cells:
        text = cell.startswith("#")
        made.append(new.new_markdown_cell(cell) if text else new.new_code_cell(cell))
    return new.new_notebook(cells=made)


CORE, PART, SECTION = "## A", f"### B{DEEPER}", f"## C{DEEPER}"
LONG = "**60 minutes for the core path, 120 for all of it**"


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        ([CORE, "a = 1", SECTION, "b = a"], []),
        ([CORE, "a = 1", SECTION, "b = a", CORE, "a + b"], ["b"]),
        ([CORE, PART, "b = 1", "### D", "b"], ["b"]),
        ([CORE, PART, "b = 1", CORE, "b"], ["b"]),
        ([SECTION, "### D", "b = 1", CORE, "b"], ["b"]),
        ([CORE, "a = 1", SECTION, "a = 2", CORE, "a"], ["a"]),
        ([CORE, "a = 1", SECTION, "a -= 1", CORE, "a"], ["a"]),
        ([CORE, "a = 1", SECTION, "a = 2", CORE, "a = 3", "a"], []),
        ([CORE, "a = 1", SECTION, "a = 2", CORE, "a -= 1"], ["a"]),
        ([CORE, "a = 1", SECTION, "a = 2", CORE, "for i in 'xy':\n    a -= 1"], ["a"]),
        (
            [SECTION, "for i in 'xy':\n    b = i", CORE, "for i in 'xy':\n    b = i\n    print(b)"],
            [],
        ),
        ([SECTION, "for b in 'xy':\n    c = b", CORE, "b"], ["b"]),
        ([SECTION, "b = 1", CORE, "for i in [[1]]:\n    for _, b in [i]:\n        b -= 1"], []),
        ([SECTION, "import b", CORE, "b.c"], ["b"]),
        ([SECTION, "def b():\n    return 1", CORE, "def f():\n    return b()"], ["b"]),
        ([CORE, "def f():\n    return b", SECTION, "b = 1", CORE, "f()"], ["b"]),
        ([CORE, "rng = 1", SECTION, "rng.random()", CORE, "rng.random()"], ["rng"]),
        ([CORE, "rng = 1", SECTION, "rng.random()", CORE, "rng = 2", "rng.random()"], []),
        ([CORE, "def f(b):\n    return b", SECTION, "b = 1"], []),
    ],
)
def test_what_a_core_cell_borrows_is_seen(cells, names):
    assert list(borrowed(lesson(*cells))) == names


@pytest.mark.parametrize(
    ("cells", "title", "words"),
    [
        ([CORE, SECTION], "About 50 minutes", "both times"),
        ([CORE, SECTION], "**70 minutes for the core path, 80 for all of it**", "70 minutes"),
        ([CORE, SECTION], LONG, "no break"),
        (
            [CORE, SECTION],
            f'{LONG}; a good place for a break is before "C".',
            "take up again",
        ),
        ([CORE, f"## What still fails{DEEPER}"], None, "both paths"),
        ([CORE, SECTION, "b = 1", CORE, "b"], None, "['b']"),
    ],
)
def test_a_wrong_path_is_seen(cells, title, words):
    notebook = lesson(*cells, **({"title": title} if title else {}))
    (told,) = complaints(notebook)
    assert words in told


def test_a_right_path_is_not_complained_of():
    title = f'{LONG}; a good\nplace for a break is before "C".'
    notebook = lesson(CORE, f"{SECTION}\n\n{AGAIN}", title=title)
    assert list(complaints(notebook)) == []
