"""One browser, and one JupyterLab, for all tests that need them."""

import pytest

from page_checks import skip_or_fail

# What the tests in `pages` start or build, as fixtures; the others there are quick.
BUILT = {"chromium", "jupyterlab", "decks", "site"}

# The longest of them come first, so that two processes end at about the same time.
FIRST = ["browser_lessons", "site", "slides", "lite", "browser_slides", "browser_pad"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what a browser shows: it runs by `make test-pages`."""
    pages = [
        item for item in items if item.path.parent.name == "pages" and BUILT & {*item.fixturenames}
    ]
    for item in pages:
        item.add_marker("pages")
    first = {f"test_{name}": place for place, name in enumerate(FIRST)}
    taken = set(pages)
    pages.sort(key=lambda item: first.get(item.path.stem, len(first)))
    items[:] = [*pages, *(item for item in items if item not in taken)]


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
