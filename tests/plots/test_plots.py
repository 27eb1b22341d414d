"""All plots: what each draws is read back, in the test of its module."""

from pathlib import Path

import pytest

from nnlib.classroom import plots


@pytest.mark.parametrize("name", plots.__all__)
def test_each_plot_is_read_back(name):
    room = getattr(plots, name).__module__.rpartition(".")[2]
    source = Path(__file__).with_name(f"test_{room}.py").read_text(encoding="utf-8")
    assert f"def test_{name}():" in source, f"no test reads what plots.{name} draws"
