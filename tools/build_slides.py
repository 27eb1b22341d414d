"""Make a deck of slides of each lesson, with what its notebook holds: code, outputs, pictures.

python tools/build_slides.py                  all lessons, into build/slides
python tools/build_slides.py 03_one_layer     one lesson

The cells' slide metadata say where a slide begins, what appears step by step, what is a speaker
note and what is left out. A slide may be longer than a screen here: in the browser, slides/deck.js
cuts it into pages that fit. A deck needs no network.
"""

import argparse
import html
import json
import re
import shutil
import struct
import sys
from base64 import b64decode
from pathlib import Path
from string import Template

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from nnlib.classroom.guesses.declared import guesses
from nnlib.classroom.questions.asked import html_of
from nnlib.classroom.questions.bank import LETTERS, bank
from nnlib.classroom.questions.words import as_html, inline
from twins import ASK, GUESS

COURSE = Path(__file__).resolve().parent.parent
PARTS = COURSE / "tools" / "slides"
PACKAGES = COURSE / "build" / "npm" / "slides" / "node_modules"
LIBRARY = [
    "reveal.js/dist/reset.css",
    "reveal.js/dist/reveal.css",
    "reveal.js/dist/reveal.js",
    "reveal.js/plugin/notes/notes.js",
    "mathjax/es5/tex-svg.js",
]
LICENCES = ["reveal.js/LICENSE", "mathjax/LICENSE"]
LARGE = 1.35  # a picture's size on a slide, of its own; deck.js may make it smaller
HIGHLIGHTING = HtmlFormatter(style="xcode")  # every colour at least 4.5:1 on white


def slide_type(cell):
    """What a cell is in the deck; "-" is a cell that goes on where the one before it is."""
    return cell["metadata"].get("slideshow", {}).get("slide_type") or "-"


def arrange(cells):
    """Sort cells into slides: a list of stacks, each of slides, each {"cells": …, "notes": …}.

    A shown cell is a pair (cell, step). Step None shows at once; the others follow in order. A cell
    of type "-" shows together with the one before it.
    """
    stacks, step = [], None
    for cell in cells:
        kind = slide_type(cell)
        if kind == "skip":
            continue
        if kind == "slide" or not stacks:
            stacks.append([])
        if kind in ("slide", "subslide") or not stacks[-1]:
            stacks[-1].append({"cells": [], "notes": []})
            step = None
        slide = stacks[-1][-1]
        if kind == "notes":
            slide["notes"].append(cell)
            continue
        if kind == "fragment":
            step = 0 if step is None else step + 1
        slide["cells"].append((cell, step))
    return stacks


def source(cell):
    return "".join(cell["source"])


def text_html(cell):
    """A text cell as HTML; its formulas stay as they are written, for MathJax."""
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    return link_decks(MarkdownWithMath(renderer=renderer).render(source(cell)))


def link_decks(text):
    """Lead links to lessons to their decks, and keep the words alone of links to other files."""
    text = re.sub(r'href="(\d\d_\w+)\.ipynb[^"]*"', r'href="\1.html"', text)
    return re.sub(
        r'<a href="(?!https?:|#|\d\d_\w+\.html")[^"]*">(.*?)</a>', r"\1", text, flags=re.S
    )


def code_html(cell):
    """A code cell as HTML: its source, and under it what it printed and drew."""
    shown = highlight(source(cell), PythonLexer(), HtmlFormatter(nowrap=True)).rstrip("\n")
    parts = [f'<pre class="source highlight"><code>{shown}</code></pre>']
    if cell["outputs"]:
        parts.append(f'<div class="outputs">{outputs_html(cell["outputs"])}</div>')
    return "\n".join(parts)


def outputs_html(outputs):
    """What a cell printed and drew; what follows its picture may go beside it."""
    made = [output_html(output) for output in outputs]
    i = next((i for i, output in enumerate(outputs) if "data" in output), None)
    if i is not None:
        after = "\n".join(made[i + 1 :])
        made[i:] = [f'<div class="figure">{made[i]}<div class="aside">{after}</div></div>']
    return "\n".join(made)


def output_html(output):
    if output["output_type"] == "stream":
        return f'<pre class="output">{html.escape("".join(output["text"]).rstrip())}</pre>'
    data = output.get("data", {})
    if "image/png" not in data:
        raise ValueError(f"an output is neither printed text nor a picture: {sorted(data)}")
    noted = output["metadata"].get("image/png", {})
    alt = noted.get("alt", "").strip()
    if not alt:
        raise ValueError("a picture has no alt text; return a Picture of nnlib.classroom")
    png = "".join(data["image/png"]).replace("\n", "")
    wide, high = struct.unpack(">II", b64decode(png)[16:24])
    width, height = noted["width"], round(high * noted["width"] / wide)
    return (
        f'<img alt="{html.escape(alt)}" width="{width}" height="{height}"'
        f' style="width: {LARGE * width:.0f}px; height: auto"'
        f' src="data:image/png;base64,{png}">'
    )


def asked(cell):
    """The question that a cell asks, or None."""
    found = ASK.fullmatch(source(cell).strip())
    return bank()[found[1]] if found and cell["cell_type"] == "code" else None


def guessed(cell):
    """What a cell asks to guess, or None."""
    found = GUESS.fullmatch(source(cell).strip())
    return guesses()[found[1]] if found and cell["cell_type"] == "code" else None


def vote_html(question):
    """A question as a vote: by show of hands, a to d; then, a step later, the answer."""
    parts = [html_of(question)]
    options = "".join(f"<li>{inline(option.says)}</li>" for option in question.options)
    parts.append(f'<ol class="vote" type="a">{options}</ol>')
    place = question.right
    reply = inline(question.reply(place))
    parts.append(f'<p class="fragment"><strong>{LETTERS[place]})</strong> {reply}</p>')
    return "\n".join(parts)


def guess_html(asked):
    """What is to be guessed; the lesson answers after the run."""
    options = "".join(f"<li>{inline(each.says)}</li>" for each in getattr(asked, "options", ()))
    choices = f'<ol type="a">{options}</ol>' if options else ""
    return as_html(asked.ask) + choices


def replies_html(question):
    """What the speaker says to each of the votes."""
    replies = [
        f"<li>{inline(question.reply(place))}</li>" for place in range(len(question.options))
    ]
    return f'<ol type="a">{"".join(replies)}</ol>'


def cell_html(cell, step):
    if question := asked(cell):
        inside = vote_html(question)
    elif to_guess := guessed(cell):
        inside = guess_html(to_guess)
    else:
        inside = text_html(cell) if cell["cell_type"] == "markdown" else code_html(cell)
    kind = f'class="cell {cell["cell_type"]}"'
    if step is not None:
        kind = f'class="cell {cell["cell_type"]} fragment" data-fragment-index="{step}"'
    return f"<div {kind}>{inside}</div>"


def heading(cells, level):
    """The words of the first heading of this level in the text cells; empty if there is none."""
    texts = [source(cell) for cell in cells if cell["cell_type"] == "markdown"]
    found = re.search(rf"^{'#' * level} +(.+)$", "\n".join(texts), re.M)
    return found[1] if found else ""


def spread(stacks):
    """Show each note on all slides since the note before it: it stands at the end of its part."""
    notes = []
    for slide in reversed([slide for slides in stacks for slide in slides]):
        notes = slide["notes"] = slide["notes"] or notes


def deck_html(notebook):
    """One lesson's deck."""
    title = heading(notebook["cells"][:1], 1)
    stacks, arranged = [], arrange(notebook["cells"])
    spread(arranged)
    for slides in arranged:
        section = heading([cell for cell, _ in slides[0]["cells"]], 2)
        head = html.escape(title) + (f"<span> — {html.escape(section)}</span>" if section else "")
        pages = []
        for slide in slides:
            shown = "\n".join(cell_html(cell, step) for cell, step in slide["cells"])
            votes = [question for cell, _ in slide["cells"] if (question := asked(cell))]
            notes = "\n".join([*map(replies_html, votes), *map(text_html, slide["notes"])])
            aside = f'<aside class="notes">{notes}</aside>' if notes else ""
            page = f'<div class="page"><p class="head">{head}</p>{shown}</div>'
            pages.append(f"<section>{page}{aside}</section>")
        stacks.append(f"<section>{''.join(pages)}</section>")
    return fill(
        "deck.html",
        title=html.escape(title),
        highlighting=HIGHLIGHTING.get_style_defs(".highlight"),
        slides="\n".join(stacks),
    )


def fill(template, **words):
    text = (PARTS / template).read_text(encoding="utf-8")
    return Template(text).substitute(words)


def copy_library(into, packages=PACKAGES):
    """What all decks share, with the licences of what is not ours."""
    if not packages.is_dir():
        raise FileNotFoundError("reveal.js and MathJax are not there; run: make slides")
    into.mkdir(parents=True, exist_ok=True)
    for name in LIBRARY:
        shutil.copy(packages / name, into)
    for name in LICENCES:
        shutil.copy(packages / name, into / f"LICENSE-{name.split('/')[0]}")
    for name in ("deck.css", "deck.js"):
        shutil.copy(PARTS / name, into)


def build(lessons, notebooks, into):
    """Make the decks of these lessons and the page that lists them."""
    copy_library(into / "lib")
    items = []
    for lesson in lessons:
        notebook = json.loads((notebooks / f"{lesson}.ipynb").read_text(encoding="utf-8"))
        (into / f"{lesson}.html").write_text(deck_html(notebook), encoding="utf-8", newline="\n")
        title = html.escape(heading(notebook["cells"][:1], 1))
        items.append(f'<li><a href="{lesson}.html">{title}</a></li>')
    index = fill("index.html", decks="\n".join(items))
    (into / "index.html").write_text(index, encoding="utf-8", newline="\n")


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Make decks of slides from the notebooks.")
    parser.add_argument("lessons", nargs="*", help="such as 03_one_layer; none means all")
    parser.add_argument("--notebooks", type=Path, default=COURSE / "notebooks")
    parser.add_argument("--into", type=Path, default=COURSE / "build" / "slides")
    options = parser.parse_args(arguments)
    known = sorted(path.stem for path in options.notebooks.glob("*.ipynb"))
    lessons = [Path(lesson).stem for lesson in options.lessons] or known
    unknown = sorted(set(lessons) - set(known))
    if unknown or not lessons:
        parser.error(f"no notebook for {', '.join(unknown) or 'any lesson'} in {options.notebooks}")
    try:
        build(lessons, options.notebooks, options.into)
    except (ValueError, FileNotFoundError) as error:
        sys.exit(str(error))
    print(f"made {len(lessons)} decks; open {options.into / 'index.html'}")


if __name__ == "__main__":
    main()
