"""How nbval runs the lessons: with the kernel that made them, comparing what was kept of them."""

from functools import partial

import nbval.kernel
from nbval.plugin import IPyNbCell

from build_notebooks import kernel_environment, lasting

nbval.kernel.start_new_kernel = partial(nbval.kernel.start_new_kernel, env=kernel_environment())


def pytest_collection_modifyitems(items):
    """The last lessons first: they run longest, and two processes should end at the same time."""
    items.sort(key=lambda item: -int(item.path.name[:2]) if item.path.suffix == ".ipynb" else 0)


compare_all_outputs = IPyNbCell.compare_outputs


def compare_lasting_outputs(self, test, ref, skip_compare=None):
    return compare_all_outputs(self, lasting(test), lasting(ref), skip_compare)


IPyNbCell.compare_outputs = compare_lasting_outputs
