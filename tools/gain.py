"""Compare a class before the course and after it, by its answers to the two forms of questions.

python tools/gain.py before.csv after.csv                  into build/gain
python tools/gain.py before.csv after.csv --into DIR       into another folder

Each table has a row for a student, named in its first columns (name, surname, email …), and a
column for a question, whose heading holds its number, as 04.1. Answers are letters, or the options'
own words, as Canvas and Moodle write them. Moodle's "Question 3" tells which question "Response 3"
answers; without it, that is the third of the form that `--forms` says was given.

No answer is not a right one. One that cannot be read is listed, and counted as none; who answered
one form only is listed, and left out.
"""

import argparse
import csv
import io
import re
import sys
import tomllib
from html import escape, unescape
from pathlib import Path
from typing import NamedTuple

import numpy as np

from html_page import html_page
from nnlib.classroom.pictures import BLUE, FAINT, VERMILLION, Picture, figure, in_style
from nnlib.classroom.questions.bank import LETTERS, bank
from nnlib.classroom.questions.words import as_text
from nnlib.classroom.sentences import counted, listed, number
from votes import FORMS

COURSE = Path(__file__).resolve().parent.parent
ID = re.compile(r"(?<![\d.])\d\d\.\d{1,2}(?!\d)")
NUMBERED = re.compile(r"(Question|Response) (\d+)", re.I)
NAME = re.compile(
    r"(student|name|surname|last name|first name|full name|user ?name|e-?mail\b.*)", re.I
)
EASY, HARD, DULL = 0.95, 0.25, 0.1  # a question outside these is looked at again
STYLE = """
body { font: 16px/1.45 "DejaVu Sans", sans-serif; max-width: 60em; margin: 1em auto;
  padding: 0 1em; }
th, td { text-align: left; vertical-align: top; padding: 2px 12px 2px 0;
  border-bottom: 1px solid #8a8780; }
table { border-collapse: collapse; font-size: 14px; }
"""
DRAWS = 10_000  # of the bootstrap


class Table(NamedTuple):
    """The answers of a class to one form.

    Attributes
    ----------
    letters : dict of str to dict of str to str
        For each student the letters by question; one that is missing was not given.
    ids : list of str
        The questions, in the form's order.
    unread : list of str
        What could not be read, in words.
    """

    letters: dict
    ids: list
    unread: list

    def right(self, students):
        """Which answers are right: (students, questions), of 0 and 1."""
        best = {id: LETTERS[bank()[id].right] for id in self.ids}
        return np.array(
            [[self.letters[name].get(id) == best[id] for id in self.ids] for name in students],
            dtype=float,
        )


def forms():
    """The two forms: name and numbers of the questions."""
    return tomllib.loads(FORMS.read_text(encoding="utf-8"))


def bare(text):
    """Words without marks, spaces and case, as platforms change those."""
    return re.sub(r"[\W_]+", "", unescape(re.sub(r"<[^>]+>", "", text))).lower()


def letter(id, answer):
    """The letter of an answer: "" where there is none, None where it cannot be read."""
    words = answer.strip()
    if words in ("", "-", "–"):
        return ""
    options = bank()[id].options
    if found := re.fullmatch(r"\(?([a-d])[).:]?", words.lower()):
        return found[1] if found[1] in LETTERS[: len(options)] else None
    said = [bare(as_text(option.says)) for option in options]
    return LETTERS[said.index(bare(words))] if bare(words) in said else None


def read(path, form=None):
    """Read a table of answers.

    Parameters
    ----------
    path : Path
        A CSV file, with commas, semicolons or tabs.
    form : str, optional
        The form that was given, where no heading names a question.

    Returns
    -------
    Table

    Raises
    ------
    ValueError
        If it has no rows, or no column with answers to one of the forms.
    """
    text = path.read_text(encoding="utf-8-sig")
    ways = [list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) for mark in ",;\t"]
    rows = max(ways, key=lambda rows: len(rows[0]) if rows else 0)  # the most columns
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise ValueError(f"{path}: expected a heading and a row for each student")
    head, *rows = rows
    known = forms()
    asked = {id for ids in known.values() for id in ids}
    # Of each column that holds answers: the number of its question, or where that stands.
    columns, questions = {}, {}
    for place, words in enumerate(head):
        if found := NUMBERED.fullmatch(words.strip()):
            (questions if found[1].lower() == "question" else columns)[place] = int(found[2])
        elif (found := ID.search(words)) and found[0] in asked:
            columns[place] = found[0]
    asks = {n: place for place, n in questions.items()}
    names = [place for place, words in enumerate(head) if NAME.fullmatch(words.strip())] or [0]

    letters, unread = {}, []
    for row in rows:
        name = " ".join(row[place].strip() for place in names if place < len(row))
        if not name.strip():
            continue
        if name in letters:
            unread.append(f"{path.name}: a second row of {name}; the first one counts")
            continue
        letters[name] = given = {}
        for place, id in columns.items():
            if place >= len(row):
                continue
            if isinstance(id, int):
                told = ID.search(row[asks[id]]) if id in asks else None
                id = told[0] if told else known[form][id - 1] if form else None
            if id not in asked:
                raise ValueError(
                    f"{path}: {head[place]!r} tells no question; expected a number such as 04.1, "
                    "or --forms, which says which form was given"
                )
            found = letter(id, row[place])
            if found is None:
                unread.append(f"{path.name}: {name}, {id}: {row[place]!r} is none of the options")
            elif found:
                given[id] = found
    seen = {id for given in letters.values() for id in given}
    form = max(known, key=lambda form: len(seen & set(known[form])))
    if not seen & set(known[form]):
        raise ValueError(f"{path}: no answers to either form; expected columns such as 04.1")
    return Table(letters, known[form], unread)


def gain(before, after):
    """The normalized gain: of what was missing before, the share that was won (Hake 1998).

    Examples
    --------
    >>> round(gain(0.4, 0.7), 2)
    0.5
    """
    return np.nan if before == 1 else (after - before) / (1 - before)


def class_gain(before, after, rng):
    """A class's gain and its spread.

    Parameters
    ----------
    before, after : ndarray, shape (n_students, n_questions)
        Which answers were right.
    rng : numpy.random.Generator
        Draws classes for the interval.

    Returns
    -------
    tuple of float
        The gain of the means, the ends of its 95 % interval when students are drawn anew
        (bootstrap), and the standard deviation of the students' own gains.
    """
    b, a = before.mean(axis=1), after.mean(axis=1)
    if b.min() == 1:
        return (np.nan,) * 4  # nothing was missing
    own = [gain(*each) for each in zip(b, a) if each[0] < 1]
    drawn = rng.integers(len(b), size=(DRAWS, len(b)))
    again = [gain(*each) for each in zip(b[drawn].mean(axis=1), a[drawn].mean(axis=1))]
    ends = np.nanquantile(again, [0.025, 0.975])
    return gain(b.mean(), a.mean()), *ends, np.std(own, ddof=1) if len(own) > 1 else np.nan


def discrimination(right):
    """For each question how it goes with the rest: the correlation with the other questions' sum.

    Examples
    --------
    >>> discrimination(np.array([[1.0, 1, 0], [1, 1, 1], [0, 0, 1], [0, 0, 0]])).round(2)
    array([0.71, 0.71, 0.  ])
    """
    rest = right.sum(axis=1, keepdims=True) - right
    x, y = right - right.mean(axis=0), rest - rest.mean(axis=0)
    size = np.sqrt((x**2).sum(axis=0) * (y**2).sum(axis=0))
    return np.divide((x * y).sum(axis=0), size, out=np.full(right.shape[1], np.nan), where=size > 0)


def doubt(share, goes_with):
    """What is amiss with a question, in words; empty if nothing is."""
    if share > EASY:
        return "nearly all are right: it tells nobody apart"
    if share < HARD:
        return "no better than guessed: is it taught, is it clear?"
    if goes_with < DULL:
        return "does not go with the others: read it again"
    return ""


@in_style
def by_idea(ideas, before, after):
    """Draw for each idea the share of right answers before and after."""
    sheet = figure(7.2, 1.2 + 0.27 * len(ideas))
    axes = sheet.subplots()
    rows = np.arange(len(ideas))[::-1]
    axes.hlines(rows, 100 * before, 100 * after, color=FAINT, linewidth=1.5, zorder=1)
    axes.plot(100 * before, rows, "o", color=VERMILLION, label="before", markerfacecolor="none")
    axes.plot(100 * after, rows, "o", color=BLUE, label="after")
    axes.set(xlim=(-3, 103), ylim=(-0.7, len(ideas) - 0.3), xlabel="right answers, in %")
    axes.set_yticks(rows, ideas)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    told = listed(
        f"{idea} from {number(100 * b, 0)} to {number(100 * a, 0)} %"
        for idea, b, a in zip(ideas, before, after)
    )
    return Picture(sheet, f"Two dots for each idea, before and after. {told}.", f"{told}.")


def table(head, rows):
    """A table in HTML."""
    parts = ["".join(f'<th scope="col">{escape(str(words))}</th>' for words in head)]
    parts += ["".join(f"<td>{escape(str(words))}</td>" for words in row) for row in rows]
    return f"<table><tr>{'</tr><tr>'.join(parts)}</tr></table>"


def percent(share):
    return f"{number(100 * share, 0)} %"


def of_questions(name, given, right):
    """A table of one form's questions: how hard, how telling, and which wrong option drew most."""
    rows = []
    for id, share, with_rest in zip(given.ids, right.mean(axis=0), discrimination(right)):
        options = bank()[id].options
        votes = [sum(row.get(id) == mark for row in given.letters.values()) for mark in LETTERS]
        wrong = [i for i, option in enumerate(options) if not option.right]
        most = max(wrong, key=lambda i: votes[i])
        drew = f"{LETTERS[most]}: {options[most].misconception}" if votes[most] else "–"
        shown = "–" if np.isnan(with_rest) else number(with_rest, 2)
        rows.append((id, percent(share), shown, drew, doubt(share, with_rest)))
    head = (
        "question", "difficulty: right", "discrimination", "the wrong idea chosen most", "in doubt"
    )  # fmt: skip
    return f"<h2>The questions {name}</h2>{table(head, rows)}"


def page(before, after):
    """The class's page, and the sentence that sums it up.

    Parameters
    ----------
    before, after : Table
        The answers to the two forms.

    Returns
    -------
    tuple of str
        HTML and the sentence.

    Raises
    ------
    ValueError
        If both tables are of the same form, or no student is in both.
    """
    if before.ids == after.ids:
        raise ValueError("both tables answer the same form; expected one form before, one after")
    students = [name for name in before.letters if name in after.letters]
    if not students:
        raise ValueError("no student is in both tables; expected the same names in both")
    b, a = before.right(students), after.right(students)
    won, low, high, spread = class_gain(b, a, np.random.default_rng(0))
    told = (
        f"{counted(len(students), 'student')}: {percent(b.mean())} right before, "
        f"{percent(a.mean())} after. "
        f"Normalized gain {number(won, 2)} (95 % interval {number(low, 2)} to {number(high, 2)}; "
        f"standard deviation of the students' own gains {number(spread, 2)})."
    )
    ideas = [f"{x} · {y}" for x, y in zip(before.ids, after.ids)]
    shares = list(zip(b.mean(axis=0), a.mean(axis=0)))
    rows = [
        (pair, bank()[id].idea, percent(x), percent(y), "–" if x == 1 else number(gain(x, y), 2))
        for pair, id, (x, y) in zip(ideas, after.ids, shares)
    ]
    one = set(before.letters) ^ set(after.letters)
    left = [*before.unread, *after.unread, *(f"{name}: in one table only" for name in sorted(one))]
    listing = "".join(f"<li>{escape(line)}</li>" for line in left)
    body = [
        f"<p>{told}</p>",
        by_idea(ideas, *np.transpose(shares)).html(),
        "<h2>By idea</h2>",
        table(("questions", "idea", "before", "after", "gain"), rows),
        of_questions("before", before, b),
        of_questions("after", after, a),
        f"<h2>Not counted</h2><ul>{listing}</ul>" if left else "",
    ]
    return html_page("Before and after", STYLE, "\n".join(body)), told


def main(arguments=None):
    parser = argparse.ArgumentParser(description="A class before the course and after it.")
    parser.add_argument("before", type=Path, help="a table of answers, in CSV")
    parser.add_argument("after", type=Path)
    parser.add_argument("--forms", nargs=2, choices=sorted(forms()), default=(None, None))
    parser.add_argument("--into", metavar="DIR", type=Path, default=COURSE / "build" / "gain")
    options = parser.parse_args(arguments)
    try:
        tables = map(read, (options.before, options.after), options.forms)
        html, told = page(*tables)
    except (ValueError, OSError, csv.Error) as error:
        sys.exit(str(error))
    options.into.mkdir(parents=True, exist_ok=True)
    (options.into / "gain.html").write_text(html, encoding="utf-8", newline="\n")
    print(f"{told}\nThe page is {options.into / 'gain.html'}")


if __name__ == "__main__":
    main()
