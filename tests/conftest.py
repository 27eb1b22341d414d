"""One browser, and one JupyterLab, for all tests that need them."""

import pytest

from page_checks import skip_or_fail

# Files with tests of what a browser shows, which run by `make test-pages`.
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

# What has to be started or built for them, as fixtures. Their other tests are quick.
BUILT = {"chromium", "jupyterlab", "decks", "site"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    pages = [item for item in items if item.path.name in PAGES and BUILT & {*item.fixturenames}]
    for item in pages:
        item.add_marker("pages")
    taken = set(pages)
    others = [item for item in items if item not in taken]
    items[:] = sorted(pages, key=lambda item: PAGES.index(item.path.name)) + others


@pytest.fixture(scope="session")
def chromium():
    """Give Debian's Chromium; skip without it or Playwright, or fail if they are demanded."""
    from lab_driver import missing_tools, running_browser  # slow to load, and few tests need it

    if missing := missing_tools():
        skip_or_fail(", ".join(missing))
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def jupyterlab(chromium, tmp_path_factory):
    """Give a running JupyterLab."""
    from lab_driver import running_lab

    with running_lab(tmp_path_factory.mktemp("jupyterlab"), chromium) as running:
        yield running
