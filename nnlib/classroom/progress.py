"""How far a student has come: exercises, questions and guesses by lesson."""

from datetime import date
from importlib.resources import files
from typing import NamedTuple

from matplotlib.patches import Patch

from nnlib.classroom import record
from nnlib.classroom.pictures import BLUE, INK, PAPER, SKY, Picture, figure, in_style
from nnlib.classroom.practice import lessons, standings
from nnlib.classroom.questions.bank import bank
from nnlib.classroom.sentences import counted, wrapped

NOTHING_YET = (
    "Nothing is noted yet. What you check, answer and guess in the lessons of your folder "
    f"my_lessons is written to {record.FILE} there, unless a file {record.OFF} stands beside it."
)
KNOWN = (
    "A question is known or missed by your first answer of a day; missed, it comes back the next."
)


class Row(NamedTuple):
    """What stands in the record of one lesson.

    Parameters
    ----------
    title : str
        The lesson's number and name.
    exercises, tried, solved : list of str
        Names: of all, of those with a wrong answer and no right one, and of those with a right one.
    questions, asked, known, due : list of str
        Ids: of all, of those that were answered, that were known last, and that are due.
    near, far : int
        How many guesses were near enough or right, and how many were not.
    """

    title: str
    exercises: list
    tried: list
    solved: list
    questions: list
    asked: list
    known: list
    due: list
    near: int
    far: int


def rows(entries, today):
    """Count by lesson what stands in the record.

    Parameters
    ----------
    entries : list of dict
        As `record.read` gives them.
    today : date

    Returns
    -------
    dict of str to Row
        By the lessons' numbers.
    """
    checked, guessed = {}, {}
    for entry in entries:
        if entry["kind"] == "check":
            checked.setdefault(entry["id"], set()).add(entry["outcome"])
        elif entry["kind"] == "guess":
            guessed[entry["id"]] = entry["outcome"]  # the last one counts
    answered = standings(entries, today)
    found = {}
    for number, exercises in lessons().items():
        solved = [name for name in exercises if "right" in checked.get(name, ())]
        tried = [name for name in exercises if checked.get(name, set()) - {"not attempted"}]
        questions = [id for id in bank() if id.startswith(f"{number}.")]
        asked = [id for id in questions if id in answered]
        due = [id for id in asked if answered[id].due <= today]
        known = [id for id in asked if answered[id].known]
        guesses = [guessed[id] for id in guessed if id.startswith(f"{number}.")]
        near = sum(outcome in ("near", "right") for outcome in guesses)
        far = sum(outcome in ("far", "wrong") for outcome in guesses)
        tried = [name for name in tried if name not in solved]
        row = exercises, tried, solved, questions, asked, known, due, near, far
        found[number] = Row(_titles().get(number, number), *row)
    return found


def progress():
    """Print what was solved, known and guessed, by lesson, and draw it.

    Returns
    -------
    Picture or None
        None where nothing is noted.
    """
    entries = record.read()
    if not entries:
        print(wrapped(NOTHING_YET))
        return None
    found = rows(entries, date.today()).values()
    print(f"{table(found)}\n\n{KNOWN}")
    return draw(found)


def table(rows):
    """Give the counts as lines of text.

    Parameters
    ----------
    rows : iterable of Row

    Returns
    -------
    str
    """
    lines = [("lesson", "exercises solved", "questions known", "due", "guesses near")]
    lines += [
        (
            row.title,
            f"{len(row.solved)} of {len(row.exercises)}",
            f"{len(row.known)} of {len(row.questions)}",
            str(len(row.due) or ""),
            f"{row.near} of {row.near + row.far}" if row.near + row.far else "",
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*lines)]
    return "\n".join(
        "   ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip()
        for line in lines
    )


@in_style
def draw(rows):
    """Draw three bars for each lesson: its exercises, its questions, its guesses.

    Parameters
    ----------
    rows : iterable of Row

    Returns
    -------
    Picture
    """
    rows = list(rows)
    panels = {  # of each bar, where its parts end
        "exercises": [(row.solved, row.solved + row.tried, row.exercises) for row in rows],
        "questions": [(row.known, row.asked, row.questions) for row in rows],
    }
    ends = {name: [tuple(map(len, bar)) for bar in bars] for name, bars in panels.items()}
    ends["guesses"] = [(row.near, row.near + row.far, row.near + row.far) for row in rows]
    looks = [{"color": BLUE}, {"facecolor": SKY, "edgecolor": INK, "hatch": "////"}]
    looks += [{"facecolor": PAPER, "edgecolor": INK}]
    names = ["solved, known, near", "tried, missed, far", "still open"]

    sheet = figure(7.2, 1.2 + 0.27 * len(rows))
    all_axes = sheet.subplots(1, 3, sharey=True, width_ratios=(1, 1.4, 1))
    for axes, (name, bars) in zip(all_axes, ends.items()):
        for i, bar in enumerate(bars):
            for start, end, look in zip((0, *bar), bar, looks):
                if end > start:
                    axes.barh(i, end - start, 0.7, start, linewidth=0.8, **look)
        axes.set_title(name)
        axes.set_xlim(
            0, max(1, *(bar[-1] for bar in bars)) * (1.45 if name == "questions" else 1.1)
        )
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.tick_params(axis="y", length=0)
    for i, row in enumerate(rows):
        if row.due:
            all_axes[1].text(len(row.questions), i, f"  {len(row.due)} due", va="center", size=9)
    axes.set_yticks(range(len(rows)), [row.title for row in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    legend = [Patch(label=name, linewidth=0.8, **look) for name, look in zip(names, looks)]
    sheet.legend(handles=legend, loc="outside lower center", ncols=3)

    def total(part):
        return sum(len(getattr(row, part)) for row in rows)

    near, far = sum(row.near for row in rows), sum(row.far for row in rows)
    guesses = f"; {near} of {counted(near + far, 'guess', 'guesses')} near" if near + far else ""
    sentence = (
        f"{total('solved')} of {counted(total('exercises'), 'exercise')} solved, "
        f"{total('tried')} more tried; {total('known')} of {total('questions')} questions known, "
        f"{total('due')} due{guesses}."
    )
    by_lesson = (
        "; ".join(
            f"{row.title}: {len(row.solved)} of {counted(len(row.exercises), 'exercise')} solved, "
            f"{len(row.known)} of {len(row.questions)} questions known, {len(row.due)} due, "
            f"{row.near} of {counted(row.near + row.far, 'guess', 'guesses')} near"
            for row in rows
            if row.tried or row.solved or row.asked or row.near + row.far
        )
        or "None is begun"
    )
    alt = (
        f"Three bar charts by lesson, of exercises, questions and guesses. {by_lesson}. {sentence}"
    )
    return Picture(sheet, alt, sentence)


def _titles():
    """Give the lessons' titles by their numbers, as the files of their questions have them."""
    stems = [path.name for path in files("nnlib.classroom.questions").iterdir()]
    stems = [name.removesuffix(".toml") for name in stems if name.endswith(".toml")]
    return {stem[:2]: stem.replace("_", " ") for stem in stems}
