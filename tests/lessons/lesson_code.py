"""The lessons' own code, so that a test of what a lesson says runs what the lesson runs."""

import ast
import symtable
from functools import cache
from pathlib import Path

from twins import read_twin

TEXTS = Path(__file__).resolve().parents[2] / "notebooks" / "text"


def from_lesson(lesson, *names, **given):
    """Give what a lesson's cells define under these names, and run all that it is made from.

    `given` stands in for what the lesson has under these names: fewer images, for example.
    """
    statements, bound = cells_of(lesson)
    assert not set(given) - bound, f"lesson {lesson} has no {set(given) - bound}"
    wanted, kept = set(names), []
    for node, defines, uses in reversed(statements):
        if defines & wanted or isinstance(node, ast.Import | ast.ImportFrom):
            assert not defines & set(given), f"lesson {lesson} sets {defines} at once: give all"
            kept.insert(0, node)
            wanted = (wanted - defines) | (uses - set(given))
    if later := wanted & bound - set(names):  # below the function that uses it
        found = from_lesson(lesson, *names, *later, **given)[: len(names)]
    else:
        space = dict(given)
        exec(compile(ast.Module(kept, []), f"lesson {lesson}", "exec"), space)
        found = [space[name] for name in names]
    return found if len(found) > 1 else found[0]


@cache
def cells_of(lesson):
    """Each statement of a lesson with the names that it defines and uses; and all that it defines.

    Exercises are left out: they are stubs.
    """
    (path,) = TEXTS.glob(f"{lesson:02}_*.md")
    statements, bound = [], set()
    for cell in read_twin(path).cells:
        if cell.cell_type == "code" and "exercise" not in cell.metadata.get("tags", []):
            for node in ast.parse(cell.source).body:
                statements.append((node, defined(node), used(node)))
                bound |= defined(node)
    return statements, bound


def defined(node):
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {
        name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)
    }


def used(node):
    """The names that a statement looks up outside itself; a function's own are not among them."""
    outside, inner = symtable.symtable(ast.unparse(node), "lesson", "exec"), []
    names = {symbol.get_name() for symbol in outside.get_symbols() if symbol.is_referenced()}
    inner += outside.get_children()
    while inner:
        table = inner.pop()
        names |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
        inner += table.get_children()
    return names
