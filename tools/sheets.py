"""Make a run sheet of each lesson: one page for the quarter of an hour before the class.

python tools/sheets.py                       all lessons, into build/sheets
python tools/sheets.py 04_two_layers         this one
python tools/sheets.py --at 10:15            with the hours of a class that begins then

What stands there comes from the lesson's page in TEACHING.md, with its minutes added up to a clock,
and from the lesson: the cells that take long, and its votes with their answers.
"""

import argparse
import re
from datetime import datetime, timedelta
from html import escape
from pathlib import Path

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from build_notebooks import NOTEBOOKS
from html_page import html_page
from nnlib.classroom.questions.bank import LETTERS, bank
from nnlib.classroom.questions.words import inline
from twins import ASK, plain, read_twin

COURSE = NOTEBOOKS.parent
ROW = re.compile(r"^\| (.+?) \| (\d+|–) \| (\d+|–) \| (.+) \|$", re.M)
PLAN = "| section | 90 | 50 | show |"
STYLE = """
@page { size: A4; margin: 9mm; }
body { font: 9pt/1.25 "DejaVu Sans", Verdana, sans-serif; max-width: 192mm; margin: 0 auto; }
h1 { font-size: 13pt; margin: 0 0 2pt; }
.columns { columns: 2; column-gap: 6mm; }
p, ul, ol, table, pre { margin: 0 0 4pt; } ul, ol { padding-left: 11pt; }
table { border-collapse: collapse; break-inside: avoid; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.5pt 4pt 0.5pt 0; }
td { border-bottom: 0.5pt solid #8a8780; } td + td:not(:last-child) { white-space: nowrap; }
pre { font: 6.5pt/1.2 "DejaVu Sans Mono", monospace; break-inside: avoid; white-space: pre-wrap; }
p:has(+ ul) { break-after: avoid; }
"""


def guide():
    """The lessons' pages in TEACHING.md, by their titles."""
    text = (COURSE / "TEACHING.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\d\d · .+)\n", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def clock(minutes, at=None):
    """A time of the class: minutes since its beginning, or the hour.

    Examples
    --------
    >>> clock(75), clock(75, datetime(2000, 1, 1, 10, 15))
    ('1:15', '11:30')
    """
    if at is None:
        return f"{minutes // 60}:{minutes % 60:02}"
    return f"{at + timedelta(minutes=minutes):%H:%M}"


def timed(page, at=None):
    """A lesson's page whose plan tells when each section begins; a dash is left out.

    Examples
    --------
    >>> rows = "| One | 50 | 20 | a |\\n| Two | 40 | – | b |\\n| Three | 1 | 30 | c |\\n"
    >>> print(timed(f"{PLAN}\\n| --- | --- | --- | --- |\\n{rows}"))
    | section | of 90 | of 50 | show |
    | --- | --- | --- | --- |
    | One | 0:00 | 0:00 | a |
    | Two | 0:50 | – | b |
    | Three | 1:30 | 0:20 | c |
    <BLANKLINE>
    """
    gone = [0, 0]

    def row(found):
        section, *minutes, show = found.groups()
        begins = []
        for i, m in enumerate(minutes):
            begins.append(clock(gone[i], at) if m != "–" else m)
            gone[i] += int(m) if m != "–" else 0
        return f"| {' | '.join([section, *begins, show])} |"

    before, head, rows = page.partition(PLAN)
    head = head.replace("90", "of 90").replace("50", "of 50")
    return before + head + ROW.sub(row, rows)


def long_cells(notebook):
    """The cells that take long: the section each stands in, and its first line."""
    section, found = "", []
    for cell in notebook.cells:
        if headings := re.findall(r"^##+ (.+)$", cell.source, re.M):
            section = plain(headings[-1]) if cell.cell_type == "markdown" else section
        if "long" in cell.metadata.get("tags", []):
            lines = [line for line in cell.source.splitlines() if line and line[0] != "#"]
            found.append((section, lines[0]))
    return found


def sheet(path, at=None):
    """A lesson's run sheet, in HTML.

    Parameters
    ----------
    path : Path
        The lesson's text.
    at : datetime, optional
        When the class begins.

    Returns
    -------
    str
    """
    notebook = read_twin(path)
    title = notebook.cells[0].source.splitlines()[0].removeprefix("# ")
    render = MarkdownWithMath(renderer=IPythonRenderer(exclude_anchor_links=True)).render
    body = render(timed(guide()[title], at))
    if cells := long_cells(notebook):
        items = [f"<li>{escape(where)}: <code>{escape(line)}</code></li>" for where, line in cells]
        body += f"<p><strong>Start early.</strong></p><ul>{''.join(items)}</ul>"
    if ids := [found[1] for cell in notebook.cells if (found := ASK.fullmatch(cell.source))]:
        items = []
        for id in ids:
            place = bank()[id].right
            answer = inline(bank()[id].options[place].says)
            items.append(f"<li>{id}, {inline(bank()[id].idea)}: {LETTERS[place]}) {answer}</li>")
        body += f"<p><strong>Votes.</strong></p><ul>{''.join(items)}</ul>"
    return html_page(title, STYLE, f'<div class="columns">\n{body}\n</div>')


def main(arguments=None):
    parser = argparse.ArgumentParser(description="A run sheet of one page for each lesson.")
    parser.add_argument("lessons", nargs="*", help="such as 04_two_layers; none means all")
    parser.add_argument("--at", metavar="HH:MM", help="when the class begins")
    parser.add_argument("--into", metavar="DIR", type=Path, default=COURSE / "build" / "sheets")
    options = parser.parse_args(arguments)
    known = sorted(path.stem for path in (NOTEBOOKS / "text").glob("*.md"))
    lessons = [Path(lesson).stem for lesson in options.lessons] or known
    if unknown := sorted(set(lessons) - set(known)):
        parser.error(f"no text for {', '.join(unknown)}; there are {', '.join(known)}")
    try:
        at = datetime.strptime(options.at, "%H:%M") if options.at else None
    except ValueError:
        parser.error(f"--at got {options.at!r}; expected hours and minutes, such as 10:15")
    options.into.mkdir(parents=True, exist_ok=True)
    for lesson in lessons:
        text = sheet(NOTEBOOKS / "text" / f"{lesson}.md", at)
        (options.into / f"{lesson}.html").write_text(text, encoding="utf-8", newline="\n")
    print(f"made {len(lessons)} run sheets in {options.into}")


if __name__ == "__main__":
    main()
