"""Find the answers in a notebook that came back, whatever has become of its cells.

An answer is known by the exercise's name alone: the function or the value that a cell defines.
Cells may be copied, deleted, moved, turned into Markdown, or without their metadata. Nothing is
run here.
"""

import ast
import builtins
import dis
import importlib
import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import CodeType

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
METHODS = {"check", "hint", "solution"}  # of an exercise
NEVER = METHODS | {"guess", "reveal", "ask", "input", "get_ipython"}
FENCE = re.compile(r"```(?:python|py)?\n(.*?)```", re.S)
LONGEST = 100_000  # characters of a cell


@dataclass(frozen=True)
class Lesson:
    """A lesson as the course has it.

    Parameters
    ----------
    stem : str
        The notebook's name, such as "04_two_layers".
    title : str
        Such as "04 · Two layers".
    exercises : dict of str to Exercise
        By their names, in the lesson's order.
    headings : dict of str to str
        The heading over each exercise.
    stubs : dict of str to set of str
        Each exercise's cell, as it was handed out.
    own : frozenset of str
        The statements of the lesson's own cells.
    cells : tuple of str
        Its code, but for stubs and long cells.
    """

    stem: str
    title: str
    exercises: dict
    headings: dict
    stubs: dict
    own: frozenset
    cells: tuple

    @property
    def number(self):
        return self.stem[:2]


@dataclass(frozen=True)
class Found:
    """An answer, or what stands in its place.

    Parameters
    ----------
    parts : tuple of (str, int)
        Statements, each as a cell and its place there: what the answer needs, the answer last.
        Empty if there is none to run.
    stub : bool
        Whether it is as it was handed out.
    trouble : str
        Why it cannot be run.
    notes : tuple of str
        What was unusual.
    """

    parts: tuple = ()
    stub: bool = False
    trouble: str = ""
    notes: tuple = field(default=())


@cache
def lessons():
    """The course's lessons.

    Returns
    -------
    dict of str to Lesson
        By their numbers, such as "04".
    """
    return {path.name[:2]: _lesson(path) for path in sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))}


def _lesson(path):
    module = importlib.import_module(f"nnlib.classroom.exercises.lesson{path.name[:2]}")
    exercises, headings, stubs, own, cells, heading = {}, {}, {}, set(), [], ""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source, tags = "".join(cell["source"]), cell["metadata"].get("tags", [])
        if cell["cell_type"] != "code":
            heading = next((x for x in source.split("\n") if x.startswith("#")), heading)
            continue
        if name := cell["metadata"].get("exercise"):
            exercises[name] = getattr(module, name)
            headings[name] = heading.lstrip("# ").removesuffix(" · deeper")
            stubs[name] = {ast.dump(statement) for statement in ast.parse(source).body}
            continue
        own |= {ast.dump(statement) for statement in ast.parse(cleaned(source)).body}
        if "long" not in tags:
            cells.append(source)
    title = path.stem.replace("_", " · ", 1).replace("_", " ")
    title = f"{title[:5]}{title[5:6].upper()}{title[6:]}"
    return Lesson(path.stem, title, exercises, headings, stubs, frozenset(own), tuple(cells))


def cleaned(source):
    """A cell without the lines that only IPython understands; the others keep their numbers."""
    lines = [
        re.sub(r"\S.*", "pass", line) if re.match(r"\s*[%!?]|.*[^#'\"]\?$", line) else line
        for line in source.replace("\r\n", "\n").split("\n")
    ]
    if lines[0].startswith("%%") or source.startswith("%%"):
        lines[0] = ""
    return "\n".join(lines)


def lesson_of(sources, name=""):
    """Which lesson a notebook is of: by what it defines and asks for, else by its file's name.

    Parameters
    ----------
    sources : list of str
        Its cells, of all kinds.
    name : str
        Where it lay.

    Returns
    -------
    Lesson or None
    """
    text = "\n".join(sources)
    votes = {}
    for number, lesson in lessons().items():
        defined = sum(bool(_defining(x).search(text)) for x in lesson.exercises)
        votes[number] = defined + len(re.findall(rf"\blesson{number}\b", text))
    best = max(votes, key=votes.get)
    if votes[best]:
        return lessons()[best]
    heading = re.search(r"^# (\d\d) · ", text, re.M)
    named = heading or re.search(r"(?<!\d)(\d\d)[_ -]", name)
    return lessons().get(named[1]) if named else None


@cache
def _defining(name):
    return re.compile(rf"^[ \t]*(?:def {name}\b|{name}[ \t]*(?::[^=\n]*)?=(?!=))", re.M)


@dataclass(frozen=True)
class Statement:
    """A statement of a cell: the cell's number and text, its place there, and what it binds."""

    cell: int
    source: str
    at: int
    node: ast.stmt
    dump: str
    names: set


def _statements(cell, source, body):
    return [
        Statement(cell, source, at, node, ast.dump(node), bound(node))
        for at, node in enumerate(body)
    ]


class Notebook:
    """The code of a notebook, statement by statement.

    Parameters
    ----------
    cells : list of (str, str)
        Kind and source of each cell.
    lesson : Lesson
        The lesson that it is of.
    """

    def __init__(self, cells, lesson):
        self.lesson, self.statements, self.broken, self.odd = lesson, [], [], set()
        for number, (kind, source) in enumerate(cells):
            asked = [x for x in lesson.exercises if _defining(x).search(source)]
            if kind != "code":
                if not asked:
                    continue
                fenced = FENCE.search(source)
                source = fenced[1] if fenced else source
            source = cleaned(source[:LONGEST])
            try:
                body = ast.parse(source).body
                made = _statements(number, source, body)
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                if kind == "code":
                    self.broken += [(number, x, _told(error, source)) for x in asked]
                continue
            if kind != "code":
                self.odd.add(source)
            self.statements += made
        self.lessons_own = [
            statement
            for source in map(cleaned, lesson.cells)
            for statement in _statements(-1, source, ast.parse(source).body)
        ]

    def answer(self, name):
        """The answer to an exercise: the last that is not the stub.

        Parameters
        ----------
        name : str
            The exercise's.

        Returns
        -------
        Found or None
            None if the notebook has nothing of this name.
        """
        stubs, places, seen = self.lesson.stubs[name], [], False
        for place, statement in enumerate(self.statements):
            node = statement.node
            if isinstance(node, ast.For | ast.While | ast.With) or name not in statement.names:
                continue
            if statement.dump in stubs or is_gap(node):
                seen = True
            elif statement.dump not in self.lesson.own:
                places.append(place)
        broken = [(number, told) for number, x, told in self.broken if x == name]
        if callable(self.lesson.exercises[name].model):  # a number of this name is no answer
            functions = [p for p in places if isinstance(self.statements[p].node, ast.FunctionDef)]
            places = functions or places
        if broken and (not places or broken[-1][0] > self.statements[places[-1]].cell):
            return Found(trouble=broken[-1][1])
        if not places:
            return Found(stub=True) if seen else None
        notes = []
        if len(places) > 1:
            notes.append(f"{len(places)} answers stand in the notebook; the last one counts")
        answer = self.statements[places[-1]]
        if answer.source in self.odd:
            notes.append("its cell is Markdown; it was read as code")
        return Found((*self.needed(places[-1]), (answer.source, answer.at)), notes=tuple(notes))

    def needed(self, place):
        """The statements that one needs, by the names that it reads, in their order."""
        known = [*self.lessons_own, *self.statements]
        start = place + len(self.lessons_own)
        taken, looked, open_ = set(), set(), [(start, x) for x in read(known[start].node)]
        while open_:
            at, name = open_.pop()
            if (at, name) in looked or name in vars(builtins):
                continue
            looked.add((at, name))
            makes = [i for i, x in enumerate(known) if name in x.names and i != at]
            own = [i for i in makes if i >= len(self.lessons_own)]
            before = [i for i in own if i < at] or [i for i in own if i > at and at == start]
            before = before[-1:] or [i for i in makes if i < min(at, len(self.lessons_own))][-1:]
            for i in before:
                reads = read(known[i].node)
                if i not in taken and i != start and not reads & NEVER:
                    taken.add(i)
                    open_ += [(i, x) for x in reads]
        return [(known[i].source, known[i].at) for i in sorted(taken)]


def bound(node):
    """The names that a statement of a cell binds, not looking into functions."""
    found, open_ = set(), [node]
    while open_:
        x = open_.pop()
        if isinstance(x, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(x.name)
            continue
        if isinstance(x, ast.Import | ast.ImportFrom):
            found |= {(a.asname or a.name).split(".")[0] for a in x.names}
        if isinstance(x, ast.Name) and isinstance(x.ctx, ast.Store):
            found.add(x.id)
        if not isinstance(x, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp):
            open_ += ast.iter_child_nodes(x)
    return found


def read(node):
    """The names of the notebook that a statement reads, also within functions."""
    try:
        codes = [compile(ast.Module([node], []), "<cell>", "exec")]
    except (SyntaxError, ValueError, RecursionError):  # such as a `return` outside of a function
        return frozenset()
    found = {x.attr for x in ast.walk(node) if isinstance(x, ast.Attribute)} & METHODS
    while codes:
        code = codes.pop()
        steps = dis.get_instructions(code)
        found |= {s.argval for s in steps if s.opname in ("LOAD_NAME", "LOAD_GLOBAL")}
        codes += [x for x in code.co_consts if isinstance(x, CodeType)]
    return frozenset(found)


def is_gap(node):
    """Whether a statement is a stub: a function without a body, or `name = ...`."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return isinstance(node.value, ast.Constant) and node.value.value is ...
    if not isinstance(node, ast.FunctionDef):
        return False
    return all(
        isinstance(x, ast.Pass) or (isinstance(x, ast.Expr) and isinstance(x.value, ast.Constant))
        for x in node.body
    )


def _told(error, source):
    line = getattr(error, "lineno", None)
    lines = source.split("\n")
    where = f" (line {line}: `{lines[line - 1].strip()}`)" if line and line <= len(lines) else ""
    return f"{type(error).__name__}: {getattr(error, 'msg', None) or error}{where}."
