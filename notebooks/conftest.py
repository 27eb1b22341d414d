"""How nbval runs the lessons: with the kernel that made them, comparing what was kept of them."""

from functools import partial

import nbval.kernel
from nbval.plugin import IPyNbCell

from build_notebooks import kernel_environment, lasting

nbval.kernel.start_new_kernel = partial(nbval.kernel.start_new_kernel, env=kernel_environment())


def pytest_collection_modifyitems(items):
    """What runs longest goes first, so that two processes end at about the same time."""
    lessons = [item for item in items if item.path.suffix == ".ipynb"]
    lessons.sort(key=lambda item: item.path.name, reverse=True)  # the last ones are the longest
    solved = [item for item in items if item.path.name == "test_notebooks.py"]
    first = [*lessons, *solved]  # those of the second run the lessons once more
    taken = set(first)
    items[:] = [*first, *(item for item in items if item not in taken)]


compare_all_outputs = IPyNbCell.compare_outputs


def compare_lasting_outputs(self, test, ref, skip_compare=None):
    same = compare_all_outputs(self, lasting(test), lasting(ref), skip_compare)
    if not same:
        build = f".venv/bin/python tools/build_notebooks.py {self.path.stem}"
        self.comparison_traceback.append(f"If what it gives now is meant, run: {build}")
    return same


IPyNbCell.compare_outputs = compare_lasting_outputs
