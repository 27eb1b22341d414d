"""The little Markdown of the questions, as HTML and as text."""

import pytest

from nnlib.classroom.questions.words import as_html, as_text, blocks, inline

TEXT = "First *line*\ngoes on.\n\nSecond:\n\n```python\nif a < b:\n    c *= d\n```\n\nLast."


def test_blocks():
    assert list(blocks(TEXT)) == [
        (False, "First *line* goes on."),
        (False, "Second:"),
        (True, "if a < b:\n    c *= d"),
        (False, "Last."),
    ]


def test_code_keeps_its_lines_and_its_stars():
    assert "<pre><code>if a &lt; b:\n    c *= d</code></pre><p>Last.</p>" in as_html(TEXT)
    assert "\n\n    if a < b:\n        c *= d\n\nLast." in as_text(TEXT)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a & b", "a &amp; b"),
        ("`a * b * c` *is* it", "<code>a * b * c</code> <em>is</em> it"),
        ("**both** *and*", "<strong>both</strong> <em>and</em>"),
        ('it\'s "so"', 'it\'s "so"'),
    ],
)
def test_inline(markdown, html):
    assert inline(markdown) == html


def test_lines_break_between_words():
    lines = as_text("word-by-word " * 40, indent="   ").splitlines()
    assert max(map(len, lines)) <= 96
    assert all(line.strip().split() == ["word-by-word"] * len(line.split()) for line in lines)
    assert all(line.startswith("   word") for line in lines[1:])


def test_code_in_a_line_keeps_its_stars_as_text():
    assert as_text("`a**2` is **not** `2**a`") == "`a**2` is not `2**a`"
