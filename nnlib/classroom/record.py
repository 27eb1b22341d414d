"""What a student has checked, answered and guessed: a line each, in the student's own folder.

`tools/lab.py` makes that folder. Where a notebook runs elsewhere, nothing is written.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

FILE = "progress.jsonl"
OFF = "no_progress.txt"  # with a file of this name beside it, nothing is written or read
OF_A_STUDENT = ".copies.json"  # what tools/lab.py leaves in the folder of the copies
MOST = 2**24  # bytes that are read, the last ones


def folder():
    """Find the student's folder: where this notebook is, or above.

    Returns
    -------
    Path or None
        None elsewhere than in a student's folder, and where the record is switched off.
    """
    try:
        here = Path.cwd()
        for place in (here, *here.parents):
            if (place / OF_A_STUDENT).is_file():
                return None if _is_off(place) else place
    except OSError:
        pass
    return None


def add(kind, id, outcome, note=""):
    """Write a line. It never raises: a lesson goes on, whatever befalls its record.

    Parameters
    ----------
    kind : str
        "check", "ask" or "guess".
    id : str
        The exercise's name; the number of a question or guess, such as "05.2".
    outcome : str
        The exercise's state; "right" or "wrong"; of a guess also "near", "far" or "said".
    note : str, optional
        The mistake that was named, or the letter that was chosen.
    """
    try:
        place = folder()
        if place is None:
            return
        entry = {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            **{"kind": kind, "id": id, "outcome": outcome},
            **({"note": note} if note else {}),
        }
        # The end of the line comes first: half a line that stands before it harms none but itself.
        line = f"\n{json.dumps(entry, ensure_ascii=False, default=str)}"
        if _is_ours(place / FILE):
            # Unbuffered, to append: one write, which no other kernel's can come into.
            with open(place / FILE, "ab", buffering=0) as file:
                file.write(line.encode("utf-8", "backslashreplace"))
    except Exception:
        pass


def read(place=None):
    """Read what was written; lines that cannot be read are left out.

    Parameters
    ----------
    place : Path, optional
        The student's folder, if it is not to be looked for.

    Returns
    -------
    list of dict
        In the order in which they were written. Each has `kind`, `id` and `outcome`, which are
        str, and `time`, a datetime in this computer's time zone.
    """
    place = place or folder()
    try:
        if place is None or _is_off(place) or not _is_ours(place / FILE):
            return []
        with open(place / FILE, "rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - MOST))
            lines = file.read(MOST).split(b"\n")
    except (OSError, MemoryError):
        return []
    return [entry for entry in map(_entry, lines) if entry]


def _is_off(place):
    """Whether it is switched off; also by no_progress.txt.txt, where endings are hidden."""
    return any(place.glob(f"{Path(OFF).stem}*"))


def _is_ours(path):
    """Whether it is a plain file, or will be one: a link would lead out of the folder."""
    return not path.is_symlink() and (path.is_file() or not path.exists())


def _entry(line):
    """Give what a line tells; None of one that is damaged."""
    try:
        entry = json.loads(line)
        entry["time"] = datetime.fromisoformat(entry["time"]).astimezone()
        whole = all(isinstance(entry[name], str) for name in ("kind", "id", "outcome"))
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        return None
    return entry if whole else None
