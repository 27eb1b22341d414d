"""One browser, and one JupyterLab, for all tests that need them."""

import pytest

from lab_driver import missing_tools, running_browser, running_lab
from page_checks import skip_or_fail

# Tests of what a browser shows: they need more than the library, and run by `make test-pages`.
# The longest come first, so that two processes end at about the same time.
PAGES = [
    "test_browser_lessons.py",
    "test_site.py",
    "test_slides.py",
    "test_lite.py",
    "test_browser_slides.py",
    "test_browser.py",
    "test_browser_controls.py",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    pages = [item for item in items if item.path.name in PAGES]
    for item in pages:
        item.add_marker("pages")
    others = [item for item in items if item.path.name not in PAGES]
    items[:] = sorted(pages, key=lambda item: PAGES.index(item.path.name)) + others


@pytest.fixture(scope="session")
def chromium():
    """Give Debian's Chromium; skip without it or Playwright, or fail if they are demanded."""
    if missing := missing_tools():
        skip_or_fail(", ".join(missing))
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def jupyterlab(chromium, tmp_path_factory):
    """Give a running JupyterLab."""
    with running_lab(tmp_path_factory.mktemp("jupyterlab"), chromium) as running:
        yield running
