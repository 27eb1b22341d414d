"""The rules that every stored lesson keeps. nbval compares the outputs; it does not see the rest.

A rule is a function of a notebook that gives its complaints. The last part of the file breaks
each rule on purpose, and sees it complain.
"""

import copy
import importlib
import re
import subprocess
import sys
from itertools import pairwise, zip_longest

import nbformat
import pytest
from nbval.plugin import comment_markers, metadata_tags

from build_notebooks import NOTEBOOKS, VIEW, build, main
from twins import read_twin

ROOT = NOTEBOOKS.parent
TWINS = sorted((NOTEBOOKS / "text").glob("*.md"))
LESSONS = sorted(NOTEBOOKS.glob("*.ipynb"))
LARGEST = 820_000  # bytes, with two pixels drawn for one shown; all thirteen stay below 7 MB
LONGEST = 15  # lines of a code cell, empty ones aside

each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tagged(cell, tag):
    return tag in cell.metadata.get("tags", [])


def printed(cell):
    """What a code cell wrote to standard output."""
    return "".join(out.text for out in cell.outputs if out.output_type == "stream")


def texts(cell):
    """All of a cell's outputs that a person reads."""
    shown = [out.get("data", {}).get("text/plain", "") for out in cell.outputs]
    return [printed(cell), *shown]


# Rules -------------------------------------------------------------------------------------------


def is_run_in_order(notebook):
    """nbval takes a cell without a count for one that was not run, and refuses its outputs."""
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)) or not counts:
        yield f"execution counts are {counts}; run: make notebooks"


def keeps_what_lasts(notebook):
    if "widgets" in notebook.metadata:
        yield "widget state is stored; run: make notebooks"
    for cell in code_cells(notebook):
        if "execution" in cell.metadata:
            yield "time stamps are stored; run: make notebooks"
        for output in cell.outputs:
            kind = output.get("name", output.output_type)
            if kind not in ("stdout", "display_data", "execute_result"):
                yield f"{kind} is stored; run: make notebooks"
            if VIEW in output.get("data", {}):
                yield "a widget's view is stored; run: make notebooks"


def names_no_place_or_time(notebook):
    patterns = {
        "an address": r"\b0x[0-9a-fA-F]{6,}",
        "a path": r"(?<![\w.])/(?:\w+/)+\w+\.\w+|\b[A-Z]:\\",
        "a date or time": r"\b\d{4}-\d\d-\d\d\b|\b\d\d:\d\d:\d\d\b",
        "a duration": r"\b\d[\d.,]* ?(?:ns|µs|ms|seconds?|it/s)\b",
    }
    for cell in code_cells(notebook):
        for text in texts(cell):
            for what, pattern in patterns.items():
                if found := re.search(pattern, text):
                    yield f"{what} is stored: {found[0]}"


def is_compared_whole(notebook):
    for cell in code_cells(notebook):
        if marks := set(cell.metadata.get("tags", [])) & set(metadata_tags):
            yield f"a tag keeps nbval from comparing: {marks}"
        if any(marker in cell.source for marker in comment_markers):
            yield "a comment keeps nbval from comparing"
        if cell.source.rstrip().endswith(";"):
            yield "a cell ends in a semicolon, which nbval does not honour"


def has_short_cells(notebook):
    for cell in code_cells(notebook):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        if len(lines) > LONGEST:
            yield f"a code cell has {len(lines)} lines: {cell.source[:60]!r}…"


def imports_nnlib(notebook):
    if not any(re.search(r"^(import|from) nnlib", c.source, re.M) for c in code_cells(notebook)):
        yield "nnlib is not imported"


def describes_its_pictures(notebook):
    for cell in code_cells(notebook):
        for output in cell.outputs:
            data = output.get("data", {})
            for kind in [kind for kind in data if kind.startswith("image/")]:
                if not output.metadata.get(kind, {}).get("alt"):
                    yield f"a picture has no alt text: {cell.source[:60]!r}"
                # An explorer's text has its sentence on the second line.
                sentence = printed(cell) or "".join(data.get("text/plain", "").split("\n")[1:])
                if not sentence.strip():
                    yield f"a picture has no sentence: {cell.source[:60]!r}"


def exercise_names(notebook):
    return [c.metadata.get("exercise") for c in code_cells(notebook) if tagged(c, "exercise")]


def has_a_check_under_each_exercise(notebook):
    cells = code_cells(notebook)
    for cell, below in zip(cells, [*cells[1:], None], strict=True):
        if tagged(cell, "exercise"):
            name = cell.metadata.get("exercise")
            if below is None or not tagged(below, "check") or f".{name}.check(" not in below.source:
                yield f"under exercise {name} is no cell, tagged check, with ….{name}.check(…)"
    checks = [cell for cell in cells if tagged(cell, "check")]
    if len(checks) != len(exercise_names(notebook)):
        yield f"{len(checks)} check cells for {len(exercise_names(notebook))} exercises"


def shows_no_answer(notebook):
    for cell in code_cells(notebook):
        if re.search(r"^[^#\n]*\.(hint|solution)\(", cell.source, re.M):
            yield f"Run All would show an answer: {cell.source[:60]!r}"


def leaves_exercises_untouched(notebook):
    yield from states_other_than("not attempted", notebook)


def states_other_than(state, notebook):
    names = exercise_names(notebook)
    checks = [cell for cell in code_cells(notebook) if tagged(cell, "check")]
    for name, cell in zip(names, checks, strict=False):
        if not printed(cell).lstrip("✓ ").startswith(f"{name}: {state}"):
            yield f"exercise {name} is not said to be {state}: {printed(cell)!r}"


def says_results_after_they_are_seen(notebook):
    """On slides: what is written under a cell's result comes a step later than the cell."""
    for cell, below in pairwise(notebook.cells):
        shown = cell.cell_type == "code" and slide_type(cell) != "skip"
        if shown and below.cell_type == "markdown" and slide_type(below) == "-":
            yield f"a text shows before the cell above it is run: {below.source[:60]!r}"


def slide_type(cell):
    return cell.metadata.get("slideshow", {}).get("slide_type", "-")


def links_to_its_neighbours(notebook):
    """As students, instructors and graders get copies of this folder alone."""
    pages = {path.name for path in [*NOTEBOOKS.glob("*.ipynb"), *NOTEBOOKS.glob("*.md")]}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", cell.source)):
                if not link.startswith("https://") and link.partition("#")[0] not in pages:
                    yield f"a link leads to no page of this folder: {link}"


RULES = [
    is_run_in_order,
    keeps_what_lasts,
    names_no_place_or_time,
    is_compared_whole,
    has_short_cells,
    imports_nnlib,
    describes_its_pictures,
    has_a_check_under_each_exercise,
    shows_no_answer,
    leaves_exercises_untouched,
    says_results_after_they_are_seen,
    links_to_its_neighbours,
]


def differences(twin, notebook):
    """The first place where text and notebook do not have the same cells, and what to do."""
    mine, theirs = (
        [(cell.id, cell.cell_type, cell.source, cell.metadata) for cell in book.cells]
        for book in (twin, notebook)
    )
    for number, (text, stored) in enumerate(zip_longest(mine, theirs), 1):
        if text != stored:
            yield f"cell {number}: the text has {text}, the notebook {stored}; run: make notebooks"
            return


# The lessons -------------------------------------------------------------------------------------


def test_every_lesson_has_its_text_and_every_text_its_lesson():
    assert [path.stem for path in LESSONS] == [path.stem for path in TWINS], "run: make notebooks"


def test_every_lesson_leads_to_the_next():
    for path, following in pairwise(TWINS):
        end = path.read_text(encoding="utf-8").rpartition("still fails")[2]
        assert f"]({following.stem}.ipynb)" in end, path.name


@each_lesson
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(path, rule):
    assert list(rule(read(path))) == []


@each_lesson
def test_text_and_notebook_are_the_same(path):
    assert list(differences(read_twin(path.parent / "text" / f"{path.stem}.md"), read(path))) == []


@each_lesson
def test_size(path):
    assert path.stat().st_size < LARGEST


@each_lesson
def test_exercises_are_those_of_the_module(path):
    names = exercise_names(read(path))
    module = importlib.import_module(f"nnlib.classroom.exercises.lesson{path.stem[:2]}")
    declared = {name for name, value in vars(module).items() if hasattr(value, "grade")}
    assert sorted(names) == sorted(declared)


@each_lesson
def test_solved_lesson_runs(path, tmp_path):
    solved = read(build(path.stem, into=tmp_path, solved=True))
    assert list(states_other_than("right", solved)) == []


# Breaking the rules ------------------------------------------------------------------------------

TINY = """# A lesson

```python
import sys
from warnings import warn
from tqdm.auto import tqdm
import nnlib
from nnlib.classroom.explorers import Explorer
from nnlib.classroom.plots import bars
```

```python
for i in tqdm(range(3)):
    print(i * 21)
    print("said at", object(), file=sys.stderr)
```

```python
try:
    warn("a warning is an error", RuntimeWarning)
except RuntimeWarning as error:
    print(error)
```

```python
bars([1, 2], names=["a", "b"])
```

```python explorer
Explorer(lambda n: bars([n, 7], names=["n", "m"]), n=(0, 9, 1, 2))
```

```python
1 / 4
```

```python
1 / 4
```
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A folder with a small lesson, built from its text."""
    notebooks = tmp_path_factory.mktemp("notebooks")
    (notebooks / "text").mkdir()
    (notebooks / "text" / "00_tiny.md").write_text(TINY, encoding="utf-8")
    build("00_tiny", notebooks)
    return notebooks


def test_tiny_lesson_keeps_the_rules(tiny):
    notebook = read(tiny / "00_tiny.ipynb")
    assert [line for rule in RULES for line in rule(notebook)] == []
    assert list(differences(read_twin(tiny / "text" / "00_tiny.md"), notebook)) == []
    assert printed(notebook.cells[2]) == "0\n21\n42\n"
    assert len(notebook.cells[2].outputs) == 1  # no bar, no standard error
    assert notebook.cells[5].outputs[0].data.keys() == {"image/png", "text/plain"}  # no HTML


def test_building_twice_gives_the_same_file(tiny):
    first = (tiny / "00_tiny.ipynb").read_bytes()
    build("00_tiny", tiny)
    assert (tiny / "00_tiny.ipynb").read_bytes() == first


def test_nbval_sees_every_changed_digit(tiny, tmp_path):
    text = (tiny / "00_tiny.ipynb").read_text(encoding="utf-8")
    changes = {
        "stdout": ("42\\n", "43\\n"),
        "plain": ('"0.25"', '"0.26"'),
        "live": ("m: 7", "m: 8"),
    }
    (tmp_path / "right.ipynb").write_text(text, encoding="utf-8")
    for name, (old, new) in changes.items():
        assert old in text
        (tmp_path / f"{name}.ipynb").write_text(text.replace(old, new, 1), encoding="utf-8")
    conftest = (NOTEBOOKS / "conftest.py").read_text(encoding="utf-8")
    (tmp_path / "conftest.py").write_text(conftest, encoding="utf-8")

    settings = ["-c", ROOT / "pyproject.toml", "-p", "no:cacheprovider", "-q", "-rfE"]
    command = [sys.executable, "-m", "pytest", *map(str, settings), str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    failed = re.findall(r"^(?:FAILED|ERROR) .*?(\w+)\.ipynb", result.stdout, re.M)
    assert sorted(failed) == sorted(changes), result.stdout
    assert result.returncode == 1
    told = re.findall(r"tools/build_notebooks\.py (\w+)", result.stdout)
    assert set(told) == set(changes), result.stdout  # twice where CI is set: pytest cuts nothing


def test_an_error_stops_the_build_and_is_told(tiny, tmp_path):
    (tmp_path / "text").mkdir()
    text = TINY.replace("1 / 4", "one_quarter = 1 / 0", 1)
    (tmp_path / "text" / "00_tiny.md").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit, match=r"(?s)one_quarter.*ZeroDivisionError"):
        main(["--notebooks", str(tmp_path)])
    assert not list(tmp_path.glob("*.ipynb"))


def test_a_change_of_text_alone_runs_no_cell(tiny, tmp_path, monkeypatch):
    (tmp_path / "text").mkdir()
    notebook, text = tmp_path / "00_tiny.ipynb", tmp_path / "text" / "00_tiny.md"
    notebook.write_bytes((tiny / "00_tiny.ipynb").read_bytes())
    monkeypatch.setattr("build_notebooks.execute", None)
    text.write_text(TINY, encoding="utf-8")
    main(["--text", "--notebooks", str(tmp_path)])
    assert notebook.read_bytes() == (tiny / "00_tiny.ipynb").read_bytes()
    text.write_text(TINY.replace("# A lesson", "# Another lesson", 1), encoding="utf-8")
    main(["--text", "--notebooks", str(tmp_path)])
    assert "# Another lesson" in read(notebook).cells[0].source
    assert printed(read(notebook).cells[2]) == "0\n21\n42\n"

    before = notebook.read_bytes()
    text.write_text(TINY.replace("1 / 4", "1 / 5", 1), encoding="utf-8")
    with pytest.raises(SystemExit, match=r"(?s)code changed.*1 / 5"):
        main(["--text", "--notebooks", str(tmp_path)])
    assert notebook.read_bytes() == before


def test_an_unknown_lesson_is_told(tiny, capsys):
    with pytest.raises(SystemExit):
        main(["07_nowhere", "--notebooks", str(tiny)])
    assert "07_nowhere" in capsys.readouterr().err


PICTURE = {"image/png": "aGVsbG8=", "text/plain": "Figure"}


def shown(**data):
    return nbformat.v4.new_output("display_data", data, metadata={"image/png": {"alt": "A line."}})


def wrote(text, name="stdout"):
    return nbformat.v4.new_output("stream", name=name, text=text)


def lesson():
    """A notebook that keeps every rule, made without a kernel."""
    new = nbformat.v4.new_code_cell
    cells = [
        new("import nnlib", execution_count=1),
        new("picture", execution_count=2, outputs=[shown(**PICTURE), wrote("A line from 0 to 1.")]),
        new("one = ...", execution_count=3, metadata={"tags": ["exercise"], "exercise": "one"}),
        new(
            "lesson99.one.check(one)\n#lesson99.one.hint()",
            execution_count=4,
            metadata={"tags": ["check"]},
            outputs=[wrote("one: not attempted yet.")],
        ),
    ]
    return nbformat.v4.new_notebook(cells=cells)


def test_good_lesson_breaks_no_rule():
    assert [line for rule in RULES for line in rule(lesson())] == []


def put(place, value):
    """A change of a notebook: set cells[…].… to a value."""

    def change(notebook):
        *way, last = place
        target = notebook
        for step in way:
            target = target[step]
        target[last] = value

    return change


BREAKS = [
    (is_run_in_order, put(("cells", 1, "execution_count"), None)),
    (is_run_in_order, put(("cells", 1, "execution_count"), 7)),
    (is_run_in_order, put(("cells",), [])),
    (keeps_what_lasts, put(("metadata", "widgets"), {})),
    (keeps_what_lasts, put(("cells", 0, "metadata", "execution"), {})),
    (keeps_what_lasts, put(("cells", 0, "outputs"), [wrote("x", "stderr")])),
    (keeps_what_lasts, put(("cells", 0, "outputs"), [nbformat.v4.new_output("error")])),
    (keeps_what_lasts, put(("cells", 1, "outputs", 0, "data", VIEW), {"model_id": "1"})),
    (names_no_place_or_time, put(("cells", 0, "outputs"), [wrote("<f at 0x7f12ab34cd>")])),
    (names_no_place_or_time, put(("cells", 0, "outputs"), [wrote("in /usr/lib/x.py, line 3")])),
    (names_no_place_or_time, put(("cells", 0, "outputs"), [wrote("took 1.53 ms")])),
    (names_no_place_or_time, put(("cells", 1, "outputs", 0, "data", "text/plain"), "at 12:01:59")),
    (is_compared_whole, put(("cells", 0, "metadata", "tags"), ["nbval-ignore-output"])),
    (is_compared_whole, put(("cells", 0, "source"), "# NBVAL_SKIP\nimport nnlib")),
    (is_compared_whole, put(("cells", 0, "source"), "import nnlib;")),
    (has_short_cells, put(("cells", 0, "source"), "import nnlib\n" * (LONGEST + 1))),
    (imports_nnlib, put(("cells", 0, "source"), "import numpy")),
    (describes_its_pictures, put(("cells", 1, "outputs", 0, "metadata"), {})),
    (describes_its_pictures, put(("cells", 1, "outputs", 1, "text"), " \n")),
    (has_a_check_under_each_exercise, put(("cells", 3, "metadata", "tags"), [])),
    (has_a_check_under_each_exercise, put(("cells", 3, "source"), "lesson99.two.check(two)")),
    (has_a_check_under_each_exercise, put(("cells", 2, "metadata", "exercise"), "two")),
    (shows_no_answer, put(("cells", 3, "source"), "lesson99.one.check(one)\nlesson99.one.hint()")),
    (leaves_exercises_untouched, put(("cells", 3, "outputs", 0, "text"), "one: right.")),
    (
        says_results_after_they_are_seen,
        put(("cells", 2), nbformat.v4.new_markdown_cell("The line rises.")),
    ),
    (
        links_to_its_neighbours,
        put(("cells", 0), nbformat.v4.new_markdown_cell("the [guide](../docs/guide.md)")),
    ),
    (
        links_to_its_neighbours,
        put(("cells", 0), nbformat.v4.new_markdown_cell("[lesson 99](99_more.ipynb#its-end)")),
    ),
]


@pytest.mark.parametrize(("rule", "change"), BREAKS)
def test_broken_rule_is_seen(rule, change):
    notebook = lesson()
    change(notebook)
    assert list(rule(notebook))


@pytest.mark.parametrize(
    "change",
    [
        put(("cells", 1, "source"), "another"),
        put(("cells", 1, "cell_type"), "markdown"),
        put(("cells", 1, "metadata"), {"tags": ["long"]}),
        put(("cells", 1, "id"), "x"),
        put(("cells",), []),
    ],
)
def test_differing_text_is_seen(change):
    notebook = lesson()
    text = copy.deepcopy(notebook)
    assert not list(differences(text, notebook))
    change(text)
    (told,) = differences(text, notebook)
    assert re.fullmatch(r"(?s)cell \d: .*; run: make notebooks", told)
