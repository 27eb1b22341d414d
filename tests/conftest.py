"""One JupyterLab and one browser for all tests that need them."""

import os

import pytest

from lab_driver import missing_tools, running_lab


@pytest.fixture(scope="session")
def jupyterlab(tmp_path_factory):
    """Give a running JupyterLab; skip without Playwright or Chromium, or fail if demanded."""
    if missing := missing_tools():
        if os.environ.get("NNLIB_REQUIRE_BROWSER") == "1":
            pytest.fail(f"NNLIB_REQUIRE_BROWSER is 1, but not installed: {', '.join(missing)}")
        pytest.skip(f"not installed: {', '.join(missing)}")
    with running_lab(tmp_path_factory.mktemp("jupyterlab")) as running:
        yield running
