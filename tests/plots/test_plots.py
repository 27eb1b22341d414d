"""All plots: what each draws is read back, in the test of its module."""

import ast
from pathlib import Path

import pytest

from nnlib.classroom import plots

CLASSROOM = Path(plots.__file__).parents[1]


@pytest.mark.parametrize("name", plots.__all__)
def test_each_plot_is_read_back(name):
    room = getattr(plots, name).__module__.rpartition(".")[2]
    source = Path(__file__).with_name(f"test_{room}.py").read_text(encoding="utf-8")
    assert f"def test_{name}():" in source, f"no test reads what plots.{name} draws"


@pytest.mark.parametrize(
    "path", sorted(CLASSROOM.rglob("*.py")), ids=lambda path: path.relative_to(CLASSROOM).as_posix()
)
def test_nobody_takes_a_helper_out_of_a_plot(path):
    """A plot is had from the package; what several share has a room that is no plot."""
    if path.parent.name == "plots" and path.name == "__init__.py":
        return
    drawn = {getattr(plots, name).__module__ for name in plots.__all__}
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    assert not {n.module for n in nodes if isinstance(n, ast.ImportFrom)} & drawn
