"""Read what a class has handed in, in whatever shape it comes.

A flat folder, a folder a student, zips in zips, names of Moodle, Canvas and nbgrader, copies,
notebooks of Colab and VS Code, old ones, scripts. What cannot be read is told with its reason.
"""

import io
import json
import re
import unicodedata
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from grading.answers import lesson_of, lessons

MOST_BYTES = 30 * 2**20  # of a file
MOST_ALL = 2**30  # of all that a zip holds
MOST_FILES = 5000
DEEPEST = 4  # zips in zips
IGNORED = {"__MACOSX", ".ipynb_checkpoints", ".git", ".DS_Store", "Thumbs.db", "desktop.ini"}
# What else a student's folder holds: see tools/lab.py and nnlib/classroom/record.py.
IGNORED |= {".copies.json", "progress.ipynb", "progress.jsonl", "no_progress.txt"}
COPY = re.compile(r"(?:[-_ ]*(?:Copy\d*|Kopie|copy)|\s*\(\d+\)|\.before-\d+|-\d{1,2})+$")
MOODLE = re.compile(r"^(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?$")
CANVAS = re.compile(r"^(?P<name>[^\W\d_]+)_(?:LATE_)?(?P<id>\d+)_\d+_(?P<rest>.*)$")
BETWEEN = {"submitted", "submissions", "my_lessons", "notebooks", "feedback", "release"}
OTHERS = {
    ".html": "a page of the notebook, not the notebook: ask for the .ipynb file",
    ".pdf": "a print of the notebook, not the notebook: ask for the .ipynb file",
    ".md": None,  # the lessons' pages beside them
    ".npz": None,
    ".png": None,
    ".csv": None,
}


@dataclass
class Submission:
    """A file that came back.

    Parameters
    ----------
    student : str
        The name, as far as folders and files tell it.
    place : str
        Where it lay.
    lesson : Lesson or None
        The lesson that it is of.
    cells : list of (str, str)
        Kind and source of each cell.
    trouble : str
        Why it could not be read, and what to do.
    number : str
        The learning platform's number of the student or of the participant.
    platform : str
        "Canvas" or "Moodle", if the names are of one.
    """

    student: str
    place: str
    lesson: object = None
    cells: list = field(default_factory=list)
    trouble: str = ""
    number: str = ""
    platform: str = ""


def read_folder(folder):
    """All submissions under a folder, or in a zip.

    Parameters
    ----------
    folder : Path
        The folder, or a zip.

    Returns
    -------
    list of Submission
        In the order of their places.
    """
    files, troubles = [], []
    if folder.is_file():
        _open(folder.name, folder.read_bytes(), (), files, troubles, 0)
        files = [(parts[1:] or parts, data) for parts, data in files]  # it is no student's name
    else:
        for path in sorted(folder.rglob("*")):
            parts = path.relative_to(folder).parts
            if IGNORED & set(parts) or not path.is_file() or path.is_symlink():
                continue
            if path.stat().st_size > MOST_BYTES and path.suffix != ".zip":
                troubles.append((parts, "it is larger than 30 MB: clear its outputs"))
                continue
            _open(parts[-1], path.read_bytes(), parts[:-1], files, troubles, 0)
    found = [(parts, _read(parts, data)) for parts, data in files]
    found += [(p, _told(p, trouble)) for p, trouble in troubles]
    groups = _groups(found)
    for parts, x in found:
        start = max((n for n in range(len(parts)) if parts[:n] in groups), default=0)
        x.student, x.number, x.platform = student_of(parts[start:])
    return sorted((x for _, x in found), key=lambda x: x.place)


def _open(name, data, above, files, troubles, depth):
    """Take a file, or what a zip holds."""
    name = unicodedata.normalize("NFC", name)
    parts, suffix = (*above, name), PurePosixPath(name).suffix.lower()
    if name in IGNORED or name.startswith("._"):
        return
    if suffix in (".ipynb", ".py", ".json"):
        files.append((parts, data))
    elif suffix == ".zip":
        try:
            _unzip(data, (*above, name[:-4]), files, troubles, depth)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            troubles.append((parts, f"the zip cannot be opened ({error}): ask for it again"))
    elif OTHERS.get(suffix, "") is not None:
        told = (
            OTHERS.get(suffix) or f"{suffix or 'no ending'} is no notebook: ask for the .ipynb file"
        )
        troubles.append((parts, told))


def _unzip(data, above, files, troubles, depth):
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        members = [x for x in opened.infolist() if not x.is_dir()]
        if (
            depth == DEEPEST
            or len(members) > MOST_FILES
            or sum(x.file_size for x in members) > MOST_ALL
        ):
            troubles.append((above, "the zip holds too much, or too many zips in each other"))
            return
        for member in members:
            name = _name_of(member).replace("\\", "/")
            parts = tuple(x for x in name.split("/") if x not in ("", ".", ".."))
            if IGNORED & set(parts):
                continue
            if member.file_size > MOST_BYTES and not parts[-1].endswith(".zip"):
                troubles.append(((*above, *parts), "it is larger than 30 MB: clear its outputs"))
                continue
            inside = opened.read(member)
            _open(parts[-1], inside, (*above, *parts[:-1]), files, troubles, depth + 1)


def _name_of(member):
    """A name in a zip; macOS writes UTF-8 there and does not say so."""
    if not member.flag_bits & 0x800:
        with suppress(UnicodeError):
            return member.filename.encode("cp437").decode("utf-8")
    return member.filename


def _groups(found):
    """The folders that hold several students' work, and name none of them."""
    children = {}
    for parts, x in found:
        for n in range(len(parts)):
            key = parts[:n], x.lesson.number if x.lesson else ""
            name = parts[n] if n + 1 < len(parts) else student_of(parts[n:])[0]
            if name not in ("", "?") and name.lower() not in BETWEEN:
                children.setdefault(key, set()).add(name)
    return {folder for (folder, _), names in children.items() if len(names) > 1}


def _told(parts, trouble):
    lesson = lesson_of([], " ".join(parts))
    return Submission("", "/".join(parts), lesson=lesson, trouble=trouble)


def _read(parts, data):
    try:
        cells = cells_of(parts[-1], data)
    except ValueError as error:
        return _told(parts, str(error))
    sources = [source for _, source in cells]
    found = Submission("", "/".join(parts), lesson_of(sources, " ".join(parts)), cells)
    if found.lesson is None:
        found.trouble = "no exercise of any lesson is in it: is it the right file?"
    return found


def cells_of(name, data):
    """The cells of a notebook or a script.

    Parameters
    ----------
    name : str
        The file's.
    data : bytes
        What is in it.

    Returns
    -------
    list of (str, str)
        Kind ("code" for code) and source.

    Raises
    ------
    ValueError
        If it cannot be read. It says why, and what to do.
    """
    again = "ask for the file again (in JupyterLab: File, Download)"
    if not data.strip():
        raise ValueError(f"the file is empty: {again}")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if name.endswith(".py"):
        return [("code", text)]
    if re.search(r"^<<<<<<< ", text, re.M):
        raise ValueError("git's marks of a conflict stand in it: have it merged, and sent again")
    if text.lstrip().startswith("<"):
        raise ValueError(f"it is a web page that was saved, not the notebook: {again}")
    try:
        notebook = json.loads(text)
        sheets = notebook.get("worksheets") or [notebook]
        return [
            (str(cell.get("cell_type")), _text(cell.get("source", cell.get("input", ""))))
            for sheet in sheets
            for cell in sheet["cells"]
        ]
    except (ValueError, RecursionError) as error:
        raise ValueError(f"its JSON is damaged ({str(error)[:80]}): {again}") from None
    except (KeyError, TypeError, AttributeError):
        raise ValueError(f"it is no notebook, though it is called so: {again}") from None


def _text(source):
    return source if isinstance(source, str) else "".join(map(str, source))


def student_of(parts):
    """Whose a file is, by its folders and its name.

    Parameters
    ----------
    parts : sequence of str
        Folders and file, without the folders that all files have in common.

    Returns
    -------
    name, number, platform : str

    Examples
    --------
    >>> student_of(["Ada Lovelace_77_assignsubmission_file_", "02_the_sigmoid_neuron.ipynb"])
    ('Ada Lovelace', '77', 'Moodle')
    >>> student_of(["lovelaceada_12_345_02_the_sigmoid_neuron-1.ipynb"])
    ('lovelaceada', '12', 'Canvas')
    >>> student_of(["02_the_sigmoid_neuron - Zoë-Copy1.ipynb"])
    ('Zoë', '', '')
    """
    for part in map(_stem, parts):
        if found := MOODLE.match(part):
            return found["name"], found["id"], "Moodle"
        if found := CANVAS.match(part):
            return found["name"], found["id"], "Canvas"
    for folder in parts[:-1]:
        if name := _without_lesson(folder):
            return name, "", ""
    return _without_lesson(_stem(parts[-1])) or "?", "", ""


def _stem(part):
    return unicodedata.normalize("NFC", re.sub(r"\.(ipynb|py|json|zip|html|pdf)$", "", part))


def _without_lesson(text):
    """What is left of a name without the lesson's; empty if nothing is."""
    text = COPY.sub("", unicodedata.normalize("NFC", text))
    if text.lower() in BETWEEN:
        return ""
    words = r"[-_ ]+"
    for lesson in lessons().values():
        stem = words.join(re.escape(word) for word in lesson.stem.split("_"))
        text = re.sub(rf"(?:^|(?<=[-_ ])){stem}(?=$|[-_ .,])", "", text, flags=re.I)
    text = re.sub(r"^(?:lesson|lektion)?[-_ ]*\d\d(?=$|[-_ ])", "", text, flags=re.I)
    text = COPY.sub("", text).strip(" -_.,")
    return re.sub(r"[_\s]+", " ", text)
