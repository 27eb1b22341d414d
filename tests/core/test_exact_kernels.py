"""Exact sums: the same weights on every kernel that this machine can run; about half a minute."""

import json
import subprocess
import sys

import pytest

import same_digits

from . import exact_runs
from .exact_runs import RUNS, digest


@pytest.fixture(scope="module")
def here():
    return {name: digest(run()) for name, run in RUNS.items()}


@pytest.mark.parametrize("machine", same_digits.MACHINES)
def test_every_kernel_gives_the_same_weights(machine, here):
    if reason := same_digits.idle(machine):
        pytest.skip(reason)
    result = subprocess.run(
        [sys.executable, exact_runs.__file__],
        env=same_digits.environment(machine),
        capture_output=True,
        text=True,
        check=True,
    )
    there = json.loads(result.stdout)
    other = {name for name in RUNS if there[name] != here[name]} - {"plain"}
    assert not other, f"other weights than here on {machine}"
