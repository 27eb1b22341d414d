"""How nbval runs the lessons: with the kernel that made them, comparing what was kept of them."""

from functools import partial

import nbval.kernel
from nbval.plugin import IPyNbCell

from build_notebooks import kernel_environment, lasting

nbval.kernel.start_new_kernel = partial(nbval.kernel.start_new_kernel, env=kernel_environment())


def pytest_collection_modifyitems(items):
    """What runs longest goes first, so that two processes end at about the same time."""

    def place(item):
        if item.path.suffix == ".ipynb":
            return -int(item.path.name[:2])  # the last lessons are the long ones
        return 1 if item.path.name == "test_notebooks.py" else 2  # it runs the solved lessons

    items.sort(key=place)


compare_all_outputs = IPyNbCell.compare_outputs


def compare_lasting_outputs(self, test, ref, skip_compare=None):
    return compare_all_outputs(self, lasting(test), lasting(ref), skip_compare)


IPyNbCell.compare_outputs = compare_lasting_outputs
