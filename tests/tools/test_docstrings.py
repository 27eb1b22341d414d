"""Docstrings of the core are brief, and what a person calls still has shapes, errors, an example.

What every door refuses is told once, in nnlib.checks and on the reference's first page.
"""

import ast
import inspect
import re
import sys
from pathlib import Path

import pytest

import nnlib
from nnlib import estimator, explain

NNLIB = Path(__file__).resolve().parents[2] / "nnlib"
CORE = [*sorted(NNLIB.glob("*.py")), *sorted(NNLIB.glob("data/*.py"))]
ARRAYS = {"x", "X", "y", "z", "a", "W", "w", "grad", "predicted", "labels"}
SHAPE = re.compile(r"\(([mn]|n_\w+)(, ?([mn]|n_\w+))*,?\)|(the|any|same) shape|[Aa]s for")
SECTION = re.compile(
    r"^ *(Parameters|Returns|Yields|Raises|Examples|Notes|References)\n *-+$", re.M
)
NO_EXAMPLE = {
    "Diverged": "it is raised, not made",
    "Layer": "each layer is one",
    "Ablation": "ablation makes it",
    "Row": "it is a line of an Ablation",
}


def inside(thing):
    """The public functions of a module, the methods of a class."""
    for name, part in vars(thing).items():
        part = getattr(part, "fget", getattr(part, "__func__", part))  # a property, a classmethod
        own = getattr(part, "__module__", "") == getattr(thing, "__module__", thing.__name__)
        if name[0] != "_" and own and (inspect.isfunction(part) or inspect.isclass(part)):
            yield name, part


def public():
    """What a person calls: {name: (it, all that is said of it)}."""
    found = {name: getattr(nnlib, name) for name in nnlib.__all__}
    for module in [found.pop(name) for name in ("checkpoint", "initializers", "schedules")]:
        found |= inside(module)
    found |= {name: getattr(nnlib.data, name) for name in found.pop("data").__all__}
    for module in (explain, estimator, sys.modules["nnlib.ablation"]):
        found |= inside(module)
    things = {}
    for name, thing in found.items():
        things[name] = thing, inspect.getdoc(thing) or ""
        if inspect.isclass(thing):
            about = "\n".join(inspect.getdoc(kind) or "" for kind in thing.__mro__[:-1])
            for part, method in inside(thing):
                says = inspect.getdoc(getattr(thing, part)) or ""
                things[f"{name}.{part}"] = method, says and f"{says}\n{about}"
    return things


PUBLIC = public()


def errors(source):
    """The names of the errors that a function raises by itself."""
    tree = ast.parse(inspect.cleandoc("\n" + source))
    raised = (part.exc for part in ast.walk(tree) if isinstance(part, ast.Raise))
    names = {exc.func.id for exc in raised if isinstance(getattr(exc, "func", 0), ast.Name)}
    return {name for name in names if name[0].isupper()} - {"NotImplementedError"}


def lacks(name, arguments, source, says, examples):
    """What a docstring lacks, by what it is of."""
    if not says:
        yield "a docstring"
    if set(arguments) & ARRAYS and not SHAPE.search(says):
        yield "a shape"
    yield from (error for error in errors(source) if error not in says)
    if "." not in name and name not in NO_EXAMPLE and not re.search(rf"\b{name}\b", examples, re.I):
        yield "an example"


@pytest.mark.parametrize("name", PUBLIC)
def test_a_docstring_says_what_is_needed(name):
    thing, says = PUBLIC[name]
    is_class = inspect.isclass(thing)
    arguments = () if is_class else inspect.signature(thing).parameters
    source = "" if is_class else inspect.getsource(thing)
    lines = inspect.getsource(inspect.getmodule(thing)).splitlines()
    examples = "\n".join(line for line in lines if line.lstrip().startswith((">>>", "...")))
    assert list(lacks(name, arguments, source, says, examples)) == []


def test_lacks_are_seen():
    source = "    def f(x):\n        raise ValueError('no')\n"
    assert [*lacks("f", ["x"], source, "", ">>> g(1)")] == [
        "a docstring",
        "a shape",
        "ValueError",
        "an example",
    ]
    assert [*lacks("f", ["x"], source, "x (m, n). Raises ValueError.", ">>> f(1)")] == []
    assert {"Dense.from_arrays", "Ablation.best", "SGD.update", "scores"} <= set(PUBLIC)


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.name)
def test_no_section_repeats_a_signature(path):
    assert SECTION.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.name)
def test_a_room_is_read_on_two_screens(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 220
