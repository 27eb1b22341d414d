"""The little Markdown of the questions, as HTML and as plain text.

Paragraphs, fenced code, `code`, *emphasis* and **strong**: no more than a terminal can show, too.
"""

import re
import textwrap
from html import escape

from nnlib.classroom.sentences import wrapped

_FENCE = re.compile(r"^```.*?\n(.*?)\n```$", re.S | re.M)


def blocks(markdown):
    """Split Markdown into paragraphs and code.

    Parameters
    ----------
    markdown : str
        The text.

    Yields
    ------
    bool, str
        Whether it is code, and the text of it.

    Examples
    --------
    >>> list(blocks("What is `y`?\\n\\n```python\\ny = 2\\n```"))
    [(False, 'What is `y`?'), (True, 'y = 2')]
    """
    for place, part in enumerate(_FENCE.split(markdown)):
        if place % 2:
            yield True, part
        else:
            for paragraph in re.split(r"\n\s*\n", part):
                if paragraph.strip():
                    yield False, " ".join(paragraph.split())


def as_html(markdown):
    """Turn Markdown into HTML.

    Examples
    --------
    >>> as_html("Is `a < b` *always* true?")
    '<p>Is <code>a &lt; b</code> <em>always</em> true?</p>'
    """
    return "".join(
        f"<pre><code>{escape(text)}</code></pre>" if code else f"<p>{inline(text)}</p>"
        for code, text in blocks(markdown)
    )


def inline(text):
    """Turn one paragraph of Markdown into HTML, without its p.

    Examples
    --------
    >>> inline("`2 * 3 * 4` is **24**")
    '<code>2 * 3 * 4</code> is <strong>24</strong>'
    """
    parts = re.split("`([^`]+)`", escape(text, quote=False))
    for place, part in enumerate(parts):
        if place % 2:
            parts[place] = f"<code>{part}</code>"
        else:
            part = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", part)
            parts[place] = re.sub(r"\*(.+?)\*", r"<em>\1</em>", part)
    return "".join(parts)


def as_text(markdown, indent=""):
    """Turn Markdown into lines for a terminal, wrapped between words.

    Examples
    --------
    >>> print(as_text("What is **y**?\\n\\n```python\\ny = 2\\n```"))
    What is y?
    <BLANKLINE>
        y = 2
    """
    return "\n\n".join(
        textwrap.indent(text, "    " + indent) if code else wrapped(_without_stars(text), indent)
        for code, text in blocks(markdown)
    )


def _without_stars(text):
    """Leave out the stars of **strong**, but not those of `a ** 2`."""
    parts = re.split("(`[^`]+`)", text)
    return "".join(
        part if place % 2 else part.replace("**", "") for place, part in enumerate(parts)
    )
