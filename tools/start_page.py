"""The page that JupyterLab opens on: where a student stopped, what comes next, what is due.

It is a notebook in the student's folder. One of its cells is written anew at each start, from the
record; what the student has added beside it stays.
"""

import json
from datetime import date
from operator import itemgetter

PAGE = "progress.ipynb"
WHERE = "where-you-are"  # the cell that is written anew
CELLS = {
    "progress": "from nnlib.classroom.progress import progress\n\nprogress()",
    "about-practice": (
        "## Practice\n\nFive questions, those first that are due. A question comes back after 1, "
        "3, 7 and 21 days; one that you missed, after one day. Run the cell again for five more."
    ),
    "practice": (
        "from nnlib.classroom.practice import practice\n"
        "from nnlib.classroom.questions import ask\n\npractice()"
    ),
    "about-the-record": (
        "## What is noted\n\nWhat you check, answer and guess is noted in `progress.jsonl`, in "
        "this folder and nowhere else, a line each; of your code nothing. To begin anew, delete "
        "that file. To have nothing noted, make an empty file `no_progress.txt` beside it.\n\n"
        "The first cell of this page is written anew at each start; cells of your own stay."
    ),
}


def new_page():
    """An empty page."""
    cells = []
    for id, source in {WHERE: "", **CELLS}.items():
        cell = {"id": id, "cell_type": "markdown", "metadata": {}, "source": source}
        if id in ("progress", "practice"):
            cell |= {"cell_type": "code", "outputs": [], "execution_count": None}
        cells.append(cell)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def renewed(page, words):
    """The page with other words at its top, and without what its own cells have shown.

    Parameters
    ----------
    page : dict
        A notebook.
    words : str
        Where the student is, in Markdown.

    Returns
    -------
    dict
        The same notebook.

    Raises
    ------
    ValueError
        If the cell for the words is not there: then the notebook is the student's own.
    """
    cells = {cell.get("id"): cell for cell in page["cells"]}
    if WHERE not in cells:
        raise ValueError("the notebook is not the course's")
    cells[WHERE]["source"] = words
    for id in ("progress", "practice"):
        if cells.get(id, {}).get("cell_type") == "code":
            cells[id] |= {"outputs": [], "execution_count": None}
    return page


def where(entries, titles, today):
    """Where a student stopped and what comes next, in Markdown.

    Parameters
    ----------
    entries : list of dict
        The record, as `nnlib.classroom.record.read` gives it.
    titles : dict of str to str
        The lessons' files without their ending, by number.
    today : date

    Returns
    -------
    str
    """
    from nnlib.classroom.practice import lesson_of
    from nnlib.classroom.progress import rows
    from nnlib.classroom.sentences import listed

    def link(number):
        return f"[{titles[number].replace('_', ' ')}]({titles[number]}.ipynb)"

    numbers, found = sorted(titles), rows(entries, today)
    noted = [(lesson_of(entry), entry) for entry in entries]
    noted = [(number, entry) for number, entry in noted if number in titles and number in found]
    if not noted:
        return f"# Where you are\n\nNothing is noted yet: begin with {link(numbers[0])}."
    # Questions come back in later lessons; a check and a guess are where the student is.
    here = [place for place in noted if place[1]["kind"] != "ask"]
    number, last = here[-1] if here else max(noted, key=itemgetter(0))
    row, day = found[number], last["time"]
    missing = [f"`{name}`" for name in row.exercises if name not in row.solved]
    later = numbers[numbers.index(number) + 1 :]
    is_open = f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} open" if missing else ""
    steps = [f"go on there, where {is_open}"] if missing else []
    steps += [f"begin {link(later[0])}"] if later else []
    due = sum(len(row.due) for row in found.values())
    paragraphs = [
        "# Where you are",
        f"You were last in **{link(number)}**, on {day:%A}, {day.day} {day:%B %Y}. "
        f"Solved are {len(row.solved)} of its {len(row.exercises)} exercises.",
        f"**Next:** {', then '.join(steps)}." if steps else "You are through.",
        f"{due or 'No'} {'question is' if due == 1 else 'questions are'} due. To run a cell below, "
        "click into it and press Shift+Enter.",
    ]
    return "\n\n".join(paragraphs)


def text_for(notebooks, copies):
    """The page as it has to be now, and whether anything is noted.

    Parameters
    ----------
    notebooks, copies : Path
        The folders of the lessons and of the student's copies.

    Returns
    -------
    text : str
    any : bool
    """
    from nnlib.classroom import record

    path, entries = copies / PAGE, record.read(copies)
    page = json.loads(path.read_text(encoding="utf-8")) if path.exists() else new_page()
    titles = {path.name[:2]: path.stem for path in notebooks.glob("[0-9][0-9]_*.ipynb")}
    page = renewed(page, where(entries, titles, date.today()))
    return json.dumps(page, indent=1, ensure_ascii=False) + "\n", bool(entries)
