"""A whole lesson in a student's folder: it writes its lines there, and nothing leaves the computer.

Python reports each socket and each file that it opens to an audit hook, which is the first cell.
"""

import json
import os

import nbformat
import pytest
from nbclient import NotebookClient

import lab
import start_page
from build_notebooks import NOTEBOOKS, kernel_environment, lasting
from nnlib.classroom import record
from nnlib.classroom.practice import lessons
from nnlib.classroom.questions.bank import bank

LESSON = "00_start_here"
WATCH = """
import os, sys

SEEN = []

def watch(event, args):
    if event.startswith(("socket.connect", "socket.send", "socket.getaddrinfo", "socket.bind")):
        SEEN.append((event, repr(args[1:])))
    elif event == "open" or event.startswith(("os.mkdir", "os.re", "os.symlink", "os.link")):
        writes = event != "open" or args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and isinstance(args[0], str | bytes | os.PathLike):
            SEEN.append((event, os.path.abspath(os.fsdecode(args[0]))))

sys.addaudithook(watch)
"""
CALL = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
TELL = "import json; print(json.dumps(SEEN))"


def run(notebook, folder, home):
    """Run a notebook as a student's JupyterLab does, with a home of its own."""
    home.mkdir()
    environment = kernel_environment(short=True) | {
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "MPLCONFIGDIR": str(home / "matplotlib"),
    }
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources=resources)
    client.execute(env=environment)
    return notebook


def code(source):
    return nbformat.v4.new_code_cell(source)


def printed(cell):
    return "".join(output.get("text", "") for output in cell.outputs)


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def own_work(cells):
    """What a student adds to a lesson: an answer to an exercise, questions, and a look back."""
    name = lessons()["00"][0]
    right = "abcd"[[option.right for option in bank()["00.1"].options].index(True)]
    return [
        *cells,
        code(f"lesson00.{name}.check(lambda *_: 77777)"),
        code(f"from nnlib.classroom.questions import ask\nask('00.1', '{right}')"),
        *[code(start_page.CELLS[id]) for id in ("progress", "practice")],
    ]


def test_nothing_leaves_the_computer_and_nothing_is_written_elsewhere(tmp_path):
    course = tmp_path / "course"
    (course / "notebooks").mkdir(parents=True)
    copies = course / "my_lessons"
    lesson = course / "notebooks" / f"{LESSON}.ipynb"
    lesson.write_bytes((NOTEBOOKS / lesson.name).read_bytes())
    lab.update(lesson.parent, copies)
    before = files(course)
    notebook = nbformat.reads(lab.fresh_text(NOTEBOOKS / lesson.name), as_version=4)
    notebook.cells = [code(WATCH), *own_work(notebook.cells), code(CALL), code(TELL)]
    run(notebook, copies, tmp_path / "home")

    seen = json.loads(printed(notebook.cells[-1]))
    noted = copies / record.FILE
    written = {path for event, path in seen if not event.startswith("socket.")}
    allowed = (str(tmp_path / "home"), os.devnull)
    assert {path for path in written if not path.startswith(allowed)} == {str(noted)}
    calls = [call for call in seen if call[0].startswith("socket.")]
    assert calls == [["socket.connect", "(('127.0.0.1', 9),)"]]  # that of the last cell

    after = files(course)
    assert {path for path in after if after[path] != before.get(path)} == {noted}
    entries = record.read(copies)
    assert {entry["id"] for entry in entries} == {*lessons()["00"], "00.1"}
    assert "77777" not in noted.read_text(encoding="utf-8")
    assert "1 of" in printed(notebook.cells[-4])
    assert "you have not been asked yet" in printed(notebook.cells[-3])


def absent(path):
    pass


def present(path):
    lines = [{"time": "2026-05-04T12:00:00+00:00", "kind": "ask", "id": "00.1", "outcome": "wrong"}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


def read_only(path):
    present(path)
    path.chmod(0o444)


def a_folder(path):
    path.mkdir()


def damaged(path):
    path.write_bytes(b'{"time": \xff\n\0\0\0\n[[[\n{"kind": 3}\n' + b"x" * 10**6)


@pytest.mark.parametrize("state", [absent, present, read_only, a_folder, damaged])
def test_a_lesson_says_the_same_whatever_its_record_is(tmp_path, state):
    (tmp_path / record.OF_A_STUDENT).write_text("{}", encoding="utf-8")
    state(tmp_path / record.FILE)
    stored = nbformat.read(NOTEBOOKS / f"{LESSON}.ipynb", as_version=4)
    notebook = nbformat.reads(lab.fresh_text(NOTEBOOKS / f"{LESSON}.ipynb"), as_version=4)
    n = len(notebook.cells)
    notebook.cells += [code(start_page.CELLS[id]) for id in ("progress", "practice")]
    run(notebook, tmp_path, tmp_path / "home")
    ours = [lasting(cell.outputs) for cell in notebook.cells[:n] if cell.cell_type == "code"]
    assert ours == [cell.outputs for cell in stored.cells if cell.cell_type == "code"]
    assert "questions" in printed(notebook.cells[-1])
