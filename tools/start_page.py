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


def exercises(notebook):
    """Each exercise of a lesson: name, number with title, and whether it is on the core path."""
    from twins import on_core_path, plain

    for cell, core in on_core_path(notebook):
        if cell.cell_type == "markdown" and cell.source.startswith("### Exercise "):
            title = plain(cell.source.split("\n")[0].removeprefix("### Exercise "))
        elif "exercise" in cell.metadata:
            yield cell.metadata["exercise"], title.replace(" · ", " ", 1), core


def where(entries, lessons, today):
    """Where a student stopped and what comes next, in Markdown.

    Parameters
    ----------
    entries : list of dict
        The record, as `nnlib.classroom.record.read` gives it.
    lessons : dict of str to Path
        The lessons' notebooks, by number.
    today : date

    Returns
    -------
    str
    """
    import nbformat

    from nnlib.classroom.practice import lesson_of
    from nnlib.classroom.progress import rows

    def link(number):
        name = lessons[number].stem
        return f"[{name.replace('_', ' ')}]({name}.ipynb)"

    numbers, found = sorted(lessons), rows(entries, today)
    noted = [(lesson_of(entry), entry) for entry in entries]
    noted = [(number, entry) for number, entry in noted if number in lessons and number in found]
    if not noted:
        return f"# Where you are\n\nNothing is noted yet: begin with {link(numbers[0])}."
    # Questions come back in later lessons; a check and a guess are where the student is.
    here = [place for place in noted if place[1]["kind"] != "ask"]
    number, last = here[-1] if here else max(noted, key=itemgetter(0))
    row, day = found[number], last["time"]
    missing = {True: [], False: []}  # on the core path, and deeper
    for name, title, core in exercises(nbformat.read(lessons[number], 4)):
        if name not in row.solved:
            missing[core].append(f"- {title}")
    later = numbers[numbers.index(number) + 1 :]
    following = f"begin {link(later[0])}." if later else ""
    paragraphs = [
        "# Where you are",
        f"You were last in **{link(number)}**, on {day:%A}, {day.day} {day:%B %Y}. "
        f"Solved are {len(row.solved)} of its {len(row.exercises)} exercises"
        f"{'; on its core path none is open' if missing[False] and not missing[True] else ''}.",
    ]
    if missing[True]:
        paragraphs += ["**Next:** go on there. Open on its core path:", "\n".join(missing[True])]
        paragraphs += [f"Then {following}"] if later else []
    elif later:
        # Its last exercise may stand far above its end.
        paragraphs += [f"**Next:** if you have read it to its end, {following}"]
    else:
        paragraphs += [f"You are through{' the core path' if missing[False] else ''}."]
    if missing[False]:
        offer = "If you like, there is more in its deeper sections, which nothing else needs:"
        paragraphs += [offer, "\n".join(missing[False])]
    due = sum(len(row.due) for row in found.values())
    paragraphs += [
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
    lessons = {path.name[:2]: path for path in notebooks.glob("[0-9][0-9]_*.ipynb")}
    page = renewed(page, where(entries, lessons, date.today()))
    return json.dumps(page, indent=1, ensure_ascii=False) + "\n", bool(entries)
