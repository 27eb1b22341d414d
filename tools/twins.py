"""Read a lesson's text twin: Markdown with code, which becomes the cells of a notebook.

A heading, a ```python fence and a line of +++ begin a cell. What it is on the slides follows from
where it stands, unless a word after +++ says otherwise. CONTRIBUTING.md tells the rules, with an
example.
"""

import ast
import hashlib
import importlib
import re
from collections import Counter
from dataclasses import dataclass, field

import nbformat

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
WORDS = {  # that may stand after a sign; a +++ alone begins a subslide
    "+++": ["slide", "fragment", "skip", "answer", "notes"],
    "```python": ["exercise", "explorer", "long"],
}
TAGS = [*WORDS["```python"], "answer", "notes"]  # words that a cell keeps
SIGN = re.compile(r"(\+\+\+|```python)(?: (.+))?")
CALLS = re.compile(r"\+\+\+ (ask|guess)((?: \d\d\.\d+)+)")  # stands for cells that ask these
ASK, GUESS = (re.compile(rf'{name}\("(\d\d\.\d+)"\)') for name in ("ask", "guess"))  # such cells
HEADING = re.compile(r"#{1,3} ")
LEFT_OUT = re.compile(r"#+ (Exercise|References)\b")
DEEPER = " · deeper"  # ends the heading of a section that a lesson's core path leaves out


class TwinError(ValueError):
    """What cannot be read in a twin: the file, the line, and what was expected there."""

    def __init__(self, path, line, problem):
        super().__init__(f"{path.name}, line {line}: {problem}")


@dataclass
class Part:
    """A cell as it is written: its lines, and the words of +++ and of the fence, or ""."""

    line: int  # where it begins, for complaints
    mark: str | None = None  # None: no +++
    tag: str | None = None  # None: a text
    lines: list = field(default_factory=list)

    @property
    def source(self):
        return "\n".join(self.lines).strip("\n")

    def goes_on_under(self, line):
        """Whether a line belongs to this text; a heading does only under a heading."""
        return not HEADING.match(line) or all(HEADING.match(old) for old in self.lines if old)


def parts(path):
    """Cut a twin into its cells."""
    part = Part(1)
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        line = line if line.strip() else ""  # spaces alone are no text
        if part.tag is not None:
            if line.rstrip() == "```":
                yield part
                part = Part(number + 1)
            elif line.startswith("```"):
                problem = f"{line!r}, but the code of line {part.line} has no end; expected ```"
                raise TwinError(path, number, problem)
            else:
                part.lines.append(line)
        elif found := CALLS.fullmatch(line.rstrip()):
            if part.source:
                yield part
            elif part.mark is not None:
                raise TwinError(path, number, "a second +++; expected text or code under the first")
            for place, id in enumerate(found[2].split()):  # a page for each but the first
                yield Part(number, "" if place else None, "", [f'{found[1]}("{id}")'])
            part = Part(number + 1)
        elif line.startswith(("+++", "```")):
            sign, word = read_sign(path, number, line)
            if part.source:
                yield part
                part = Part(number)
            if sign == "```python":
                part.tag, part.line = word, number
            elif part.mark is None:
                part.mark = word
            else:
                raise TwinError(path, number, "a second +++; expected text or code under the first")
        elif part.goes_on_under(line):
            part.lines.append(line)
        else:
            yield part
            part = Part(number, lines=[line])
    if part.tag is not None:
        raise TwinError(path, part.line, "this code has no end; expected a line of ```")
    if part.source:
        yield part
    elif part.mark is not None:
        raise TwinError(path, part.line, "nothing stands under this +++; expected text or code")


def read_sign(path, number, line):
    """The sign that begins a cell, and the word behind it."""
    found = SIGN.fullmatch(line.rstrip())
    if not found:
        problem = f"{line!r} begins no cell; expected +++ or ```python, and a space before a word"
        raise TwinError(path, number, f"{problem}. Code that is not run is indented by four spaces")
    sign, word = found[1], found[2] or ""
    if word and word not in WORDS[sign]:
        expected = f"expected {', '.join(WORDS[sign])} or nothing"
        raise TwinError(path, number, f"{word!r} after {sign}; {expected}")
    return sign, word


def slide_type(part, hidden):
    """What a cell is on the slides; hidden tells whether code is left out here."""
    if part.mark == "answer":
        return "fragment"
    if part.mark is not None:
        return part.mark or "subslide"
    if part.tag is not None:
        return "skip" if hidden else "fragment"
    if LEFT_OUT.match(part.source):
        return "skip"
    if HEADING.match(part.source):
        return "subslide" if part.source.startswith("###") else "slide"
    return "fragment"  # it stands under code, and may tell what that prints


def plain(heading):
    """A heading as others name it: without its mark."""
    return heading.removesuffix(DEEPER)


def on_core_path(notebook):
    """Each cell of a notebook, and whether it is on the lesson's core path.

    A mark at ## covers all up to the next ##, one at ### all up to the next heading.
    """
    section = part = False  # whether it is a deeper one
    for cell in notebook.cells:
        for line in cell.source.split("\n") if cell.cell_type == "markdown" else []:
            if line.startswith("## "):
                section, part = line.endswith(DEEPER), False
            elif line.startswith("### "):
                part = line.endswith(DEEPER)
        yield cell, not (section or part)


def exercise_name(path, part):
    """The exercise that a stub is of: the one that it defines."""
    lesson = f"lesson{path.name[:2]}"
    try:
        statements = ast.parse(part.source).body
        module = importlib.import_module(f"nnlib.classroom.exercises.{lesson}")
    except (SyntaxError, ModuleNotFoundError) as error:
        raise TwinError(path, part.line, f"an exercise that cannot be read: {error}") from error
    targets = [target for s in statements for target in getattr(s, "targets", [])]
    defined = [s.name for s in statements if hasattr(s, "name")] + [ast.unparse(t) for t in targets]
    known = [name for name, value in vars(module).items() if hasattr(value, "grade")]
    names = [name for name in defined if name in known]
    if len(names) != 1:
        problem = f"this exercise defines {', '.join(defined) or 'nothing'}"
        expected = f"expected one of {lesson}: {', '.join(known)}"
        raise TwinError(path, part.line, f"{problem}; {expected}")
    return names[0]


def check_source(path, name):
    """The cell under an exercise. A space after the # would be left over as an indentation."""
    call = f"lesson{path.name[:2]}.{name}"
    return f"{call}.check({name})\n#{call}.hint()\n#{call}.solution()"


def cells_of(path):
    """The cells of a twin: (kind, source, metadata), with a check under each exercise."""
    hidden = False
    for number, part in enumerate(parts(path)):
        title = number == 0
        if title and not part.source.startswith("# "):
            raise TwinError(path, part.line, "expected the title first, such as # 03 · One layer")
        if part.mark == "answer" and (part.tag is not None or HEADING.match(part.source)):
            problem = "an answer that begins with code or a heading; expected a text, to be folded"
            raise TwinError(path, part.line, problem)
        shown = slide_type(part, hidden)
        metadata = {"slideshow": {"slide_type": shown}}
        if tags := [word for word in (part.tag, part.mark) if word in TAGS]:
            metadata["tags"] = tags
        if part.tag is None:
            yield "markdown", part.source, metadata
            if shown != "notes":
                hidden = title or shown == "skip"
        elif part.tag == "exercise":
            name = exercise_name(path, part)
            yield "code", part.source, {**metadata, "exercise": name}
            yield "code", check_source(path, name), {**metadata, "tags": ["check"]}
        else:
            yield "code", part.source, metadata


def read_twin(path):
    """The notebook that a twin describes, with cell ids made from the cells' sources."""
    seen, notebook = Counter(), nbformat.v4.new_notebook(metadata=METADATA)
    new = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    for kind, source, metadata in cells_of(path):
        name = hashlib.sha256(f"{kind}\n{source}".encode()).hexdigest()[:12]
        seen[name] += 1
        name = name if seen[name] == 1 else f"{name}-{seen[name]}"
        notebook.cells.append(new[kind](source, metadata=metadata, id=name))
    return notebook
