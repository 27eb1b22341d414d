"""Mixed practice: the questions that are due, each after a longer while, what was missed soon."""

import importlib
import pkgutil
import random
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from IPython import get_ipython
from IPython.display import display

from nnlib.classroom import exercises, record
from nnlib.classroom.questions.asked import Asked, text_of
from nnlib.classroom.questions.bank import bank
from nnlib.classroom.sentences import counted, wrapped

SPACES = 1, 3, 7, 21
"""Days until a question comes back: after it was missed or first known, then further apart."""


class Standing(NamedTuple):
    """What the record says of a question: whether it was known last, and when it is due again."""

    known: bool
    due: date


def standings(entries, today):
    """Find out which questions are known, and when each is due again.

    Parameters
    ----------
    entries : list of dict
        As `record.read` gives them.
    today : date

    Returns
    -------
    dict of str to Standing
        By the ids of the questions that were answered.

    Examples
    --------
    >>> from datetime import datetime
    >>> entry = {"kind": "ask", "id": "04.1", "outcome": "right", "time": datetime(2026, 5, 4)}
    >>> standings([entry], date(2026, 5, 4))["04.1"].due
    datetime.date(2026, 5, 5)
    """
    found, steps, last = {}, {}, {}
    for entry in entries:
        id, known = entry["id"], entry["outcome"] == "right"
        # A clock that went wrong gives days to come: those are nearer than they say.
        day = min(entry["time"].date(), today + timedelta(1))
        # Of a day the first answer counts: the next ones know the reply to it.
        if entry["kind"] != "ask" or last.get(id) == day:
            continue
        early = id in found and last[id] < day < found[id].due
        if not known:
            steps[id] = 0
        elif not early:
            steps[id] = min(steps.get(id, -1) + 1, len(SPACES) - 1)
        due = found[id].due if known and early else day + timedelta(SPACES[steps[id]])
        found[id], last[id] = Standing(known, due), day
    return {
        id: standing._replace(due=today) if last[id] > today else standing
        for id, standing in found.items()
    }


@cache
def lessons():
    """The exercises of all lessons.

    Returns
    -------
    dict of str to list of str
        The names of the exercises by the lesson's number, such as "04".
    """
    found = {}
    for module in pkgutil.iter_modules(exercises.__path__):
        if module.name.startswith("lesson"):
            declared = vars(importlib.import_module(f"{exercises.__name__}.{module.name}"))
            names = [name for name, value in declared.items() if hasattr(value, "grade")]
            found[module.name.removeprefix("lesson")] = names
    return found


def lesson_of(entry):
    """Tell which lesson a line of the record belongs to; None for an exercise that is unknown."""
    if entry["kind"] != "check":
        return entry["id"].partition(".")[0]
    return next((number for number, names in lessons().items() if entry["id"] in names), None)


def choose(entries, today, n=5):
    """Choose questions to be asked today.

    Parameters
    ----------
    entries : list of dict
        As `record.read` gives them.
    today : date
    n : int
        How many at most.

    Returns
    -------
    due, new : list of str
        The ids of those that are due, the longest first, and of others in lessons that were
        reached; where no lesson was, of some from all lessons.
    """
    known = standings(entries, today)
    due = [id for id in bank() if id in known and known[id].due <= today]
    due = sorted(due, key=lambda id: known[id].due)[:n]
    reached = {lesson_of(entry) for entry in entries if entry["outcome"] != "not attempted"}
    reached = reached & set(lessons()) or set(lessons())
    new = [id for id in bank() if id not in known and id[:2] in reached]
    random.Random(str(today)).shuffle(new)  # the same five, however often one asks on a day
    return due, new[: n - len(due)]


def practice(n=5):
    """Ask questions from all lessons so far: those that are due, and some that are new.

    A question comes back after 1, 3, 7 and 21 days, one that was missed after one day.

    Parameters
    ----------
    n : int
        How many at most.
    """
    today = date.today()
    entries = record.read()
    due, new = choose(entries, today, n)
    parts = [f"{len(due)} due"] if due else []
    parts += [f"{len(new)} that you have not been asked yet"] if new else []
    if parts:
        print(wrapped(f"{counted(len(due + new), 'question')}: {' and '.join(parts)}."))
    else:
        days = min(standing.due for standing in standings(entries, today).values()) - today
        print(f"Nothing is due. The next question comes back in {counted(days.days, 'day')}.")
    for id in due + new:
        if get_ipython() is None:
            print(f"\n{text_of(bank()[id])}")
        else:
            display(Asked(bank()[id]))
