"""What can be said of a page of HTML without a browser: its links, headings and pictures."""

import os
import re
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import pytest

GENERIC = {"image", "picture", "figure", "plot", "graph", "chart", "diagram", "screenshot", "png"}
FEWEST = 5  # words that say what a picture shows


def skip_or_fail(missing):
    """Skip a test of pages for want of something; or fail, if that is demanded."""
    if os.environ.get("NNLIB_REQUIRE_BROWSER") == "1":
        pytest.fail(f"NNLIB_REQUIRE_BROWSER is 1, but not installed: {missing}")
    pytest.skip(f"not installed: {missing}")


class Page(HTMLParser):
    """A page's anchors, links, what it loads, its headings and pictures, and its text."""

    def __init__(self, html):
        super().__init__()
        self.anchors, self.links, self.loads = set(), [], []
        self.headings, self.pictures, self.words, self.inside = [], [], [], None
        self.feed(html)
        self.text = " ".join("".join(self.words).split())

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        self.inside = tag
        self.anchors |= {has[name] for name in ("id", "name") if has.get(name)}
        if tag == "a" and has.get("href") is not None:
            self.links.append(has["href"])
        elif tag == "img":
            self.pictures.append((has.get("alt"), has["src"]))
        elif tag == "article":
            self.headings = []  # the theme repeats some above it, which are only printed
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "link":
            leads = {"next", "prev", "search"} & set(has["rel"].split())
            (self.links if leads else self.loads).append(has["href"])
        elif has.get("src"):
            self.loads.append(has["src"])

    def handle_data(self, data):
        if self.inside not in ("script", "style"):
            self.words.append(data)


def wrong_links(pages):
    """Complain of links that lead nowhere. pages is {path: Page}; a path is a pathlib.Path."""
    for path, page in pages.items():
        for link in [*page.links, *page.loads]:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                yield f"{path.name}: {link} leads to no file"
            elif parts.fragment and target.suffix == ".html":
                there = pages.get(target)
                if there is None or unquote(parts.fragment) not in there.anchors:
                    yield f"{path.name}: {link} leads to no such place on that page"


def wrong_headings(levels):
    """Complain of headings out of order: one h1, which is the first, and no level left out."""
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"headings are {levels}; expected one h1, at the start"
    for above, level in pairwise(levels):
        if level > above + 1:
            yield f"an h{level} follows an h{above}"


def wrong_alts(pictures):
    """Complain of alt texts that say nothing. pictures are (alt, picture), of one page.

    The same picture may come again with the same words; another picture needs others.
    """
    said = {}
    for alt, picture in pictures:
        words = re.findall(r"[^\W_]+", alt or "")
        if not words:
            yield f"a picture has no alt text: {picture[:40]}"
        elif len(words) < FEWEST or {word.lower() for word in words} <= GENERIC | {"a", "an"}:
            yield f"an alt text says too little: {alt!r}"
        elif said.setdefault(alt, picture) != picture:
            yield f"two pictures have the same alt text: {alt!r}"
