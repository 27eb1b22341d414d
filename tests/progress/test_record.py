"""The record: each line is kept, whatever becomes of the others, and nothing stops a lesson."""

import json
import os
import subprocess
import sys
import warnings
from datetime import UTC, datetime, timedelta

import pytest

from nnlib.classroom import record
from nnlib.classroom.exercises import lesson01
from nnlib.classroom.practice import practice
from nnlib.classroom.progress import progress
from nnlib.classroom.questions.asked import Asked, ask
from nnlib.classroom.questions.bank import bank

NOW = "2026-05-04T19:30:00+00:00"


def line(id="04.1", **other):
    entry = {"time": NOW, "kind": "ask", "id": id, "outcome": "right"} | other
    return json.dumps(entry, ensure_ascii=False).encode()


def told(place=None):
    return [(entry["kind"], entry["id"], entry["outcome"]) for entry in record.read(place)]


def everything(folder):
    """Every file below a folder, with what it holds."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# What is written, and where


def test_a_line_each_is_written_and_read(student):
    before = datetime.now(UTC).replace(microsecond=0)
    record.add("ask", "04.1", "wrong", "b")
    record.add("guess", "05.2", "near")
    lines = (student / record.FILE).read_text(encoding="utf-8").split("\n")[1:]
    assert [json.loads(text) | {"time": ""} for text in lines] == [
        {"time": "", "kind": "ask", "id": "04.1", "outcome": "wrong", "note": "b"},
        {"time": "", "kind": "guess", "id": "05.2", "outcome": "near"},
    ]
    assert all(json.loads(text)["time"].endswith("+00:00") for text in lines)
    first, second = record.read()
    assert before <= first["time"] <= second["time"] <= datetime.now(UTC)
    assert first["time"].utcoffset() == datetime.now().astimezone().utcoffset()


def test_a_check_writes_its_state_and_the_named_mistake_and_no_code(student, capsys):
    sentence = next(text for text in lesson01.nand_gate.mistakes if text.startswith("That is AND"))
    for answer in (..., (1, 1, 1.5), (9, 8, 77777), (-1, -1, -1.5)):
        lesson01.nand_gate.check(answer)
    states = "not attempted", "wrong", "wrong", "right"
    assert told() == [("check", "nand_gate", state) for state in states]
    assert [entry.get("note") for entry in record.read()] == [None, sentence, None, None]
    assert b"77777" not in (student / record.FILE).read_bytes()


def test_an_answer_writes_its_letter_and_whether_it_is_right(student, capsys):
    right = [option.right for option in bank()["04.1"].options].index(True)
    wrong = 0 if right else 1
    asked = Asked(bank()["04.1"])
    asked.chosen = wrong
    asked.chosen = right
    ask("04.1", "abcd"[wrong])
    ask("04.1", "x")  # no option: nothing was answered
    assert told() == [("ask", "04.1", outcome) for outcome in ("wrong", "right", "wrong")]
    letters = ["abcd"[place] for place in (wrong, right, wrong)]
    assert [entry["note"] for entry in record.read()] == letters


def test_elsewhere_than_in_a_students_folder_nothing_is_written(student, monkeypatch, capsys):
    monkeypatch.chdir(student.parent)  # such as the course's own folder
    before = everything(student.parent)
    lesson01.nand_gate.check((1, 1, 1.5))
    ask("04.1", "a")
    Asked(bank()["04.1"]).chosen = 1
    assert everything(student.parent) == before
    assert record.read() == []


def test_a_folder_within_the_students_writes_to_the_same_file(student, monkeypatch):
    (student / "tries").mkdir()
    monkeypatch.chdir(student / "tries")
    record.add("ask", "04.1", "right")
    assert [path.name for path in student.glob("*.jsonl")] == [record.FILE]
    assert not list((student / "tries").iterdir())


def test_the_notebooks_of_the_course_are_in_no_students_folder(monkeypatch):
    monkeypatch.chdir(os.path.dirname(os.path.dirname(os.path.dirname(__file__))))
    assert record.folder() is None
    monkeypatch.chdir("notebooks")
    assert record.folder() is None


@pytest.mark.parametrize("name", [record.OFF, "no_progress", "no_progress.txt.txt"])
def test_an_empty_file_switches_it_off_and_deleting_that_on_again(student, name):
    record.add("ask", "04.1", "right")
    (student / name).touch()
    record.add("ask", "04.2", "right")
    assert record.read() == record.read(student) == []
    (student / name).unlink()
    record.add("ask", "04.3", "right")
    assert [id for _, id, _ in told()] == ["04.1", "04.3"]


def test_a_deleted_record_begins_anew(student):
    record.add("ask", "04.1", "right")
    (student / record.FILE).unlink()
    assert record.read() == []
    record.add("ask", "04.2", "right")
    assert told() == [("ask", "04.2", "right")]


# Lines that were not meant. Each stands between two good ones, and after the second comes a third.

DAMAGED = {
    "nothing": b"",
    "spaces": b"   \t ",
    "half a line": line()[:40],
    "the end of a line": line()[40:],
    "two lines in one": line() + line(),
    "bytes that are no text": b"\xff\xfe\x00\x81",
    "zeros, as after a power cut": b"\0" * 4096,
    "a number": b"3",
    "null": b"null",
    "a list": b"[" + line() + b"]",
    "a text": b'"ask"',
    "no id": b'{"time": "' + NOW.encode() + b'", "kind": "ask", "outcome": "right"}',
    "an id that is a number": line(id=4.1),
    "an id that is a list": line(id=["04.1"]),
    "an outcome that is null": line(outcome=None),
    "a kind that is a dict": line(kind={}),
    "no time": line(time=None),
    "a time that is a number": line(time=1764413428),
    "a time that is none": line(time="yesterday"),
    "the 31st of February": line(time="2026-02-31T00:00:00+00:00"),
    "before all time": line(time="0001-01-01T00:00:00+23:59"),
    "after all time": line(time="9999-12-31T23:59:59-23:59"),
    "brackets in brackets": b"[" * 100_000,
    "braces in braces": b'{"a":' * 100_000,
    "a number of many digits": b'{"time": ' + b"9" * 100_000 + b"}",
    "not a number": b"NaN",
    "one long line": b"x" * 2**20,
    "lone surrogates": b'{"time": "\\ud800", "kind": "\\ud800", "id": "", "outcome": ""}',
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_line_takes_no_other_with_it(student, kind):
    good = line("first") + b"\n" + DAMAGED[kind] + b"\n" + line("second")
    (student / record.FILE).write_bytes(good)
    record.add("ask", "third", "right")
    assert [id for _, id, _ in told()] == ["first", "second", "third"]
    assert (student / record.FILE).read_bytes().startswith(good)  # nothing is thrown away
    assert progress()
    practice()


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_line_after_a_damaged_end_is_whole(student, kind):
    (student / record.FILE).write_bytes(line("first") + b"\n" + DAMAGED[kind])
    record.add("ask", "second", "right")
    assert [id for _, id, _ in told()] == ["first", "second"]


ODD = {
    "a future time": line(time="2999-01-01T00:00:00+00:00"),
    "a time long ago": line(time="1970-01-01T00:00:00Z"),
    "a time without a zone": line(time="2026-05-04T19:30:00"),
    "the end of a line in an outcome": line(outcome="a\nb\u2028c\x85d\r\x0b"),
    "a sign of each kind": line(outcome="∂ 数 🧠 \u202e \x00"),
    "a key twice": line()[:-1] + b', "outcome": "wrong"}',
    "more keys": line(extra=[1, {"a": None}], note=7),
    "an id that no lesson has": line(id="99.99"),
    "a kind that is new": line(kind="dream"),
    "Windows' end of a line": line() + b"\r",
    "a mark of its bytes' order": b"\xef\xbb\xbf" + line(),
}


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_line_is_kept(student, kind):
    (student / record.FILE).write_bytes(line("first") + b"\n" + ODD[kind] + b"\n" + line("second"))
    record.add("ask", "third", "right")
    entries = record.read()
    assert len(entries) == 4
    assert entries[1]["kind"] == json.loads(ODD[kind])["kind"]
    assert entries[1]["outcome"] == json.loads(ODD[kind])["outcome"]
    assert all(entry["time"] - datetime.now(UTC) for entry in entries)  # all have a zone
    assert progress()
    practice()


@pytest.mark.parametrize(
    "outcome",
    ["a\nb\r\u2028c", "\ud800 alone", "x" * 10**6, "∂ 🧠", '"', "", None, object(), {1: ...}],
)
def test_whatever_is_added_is_one_line(student, outcome):
    record.add("ask", "first", "right")
    record.add("guess", "odd", outcome, outcome)
    record.add("ask", "last", "right")
    assert (student / record.FILE).read_bytes().count(b"\n") == 3
    ids = [id for _, id, _ in told()]
    assert ids[0] == "first"
    assert ids[-1] == "last"


def test_the_order_is_that_of_the_file_when_the_clock_is_set_back(student):
    times = ["2030-01-01T00:00:00+00:00", "2026-01-01T00:00:00+00:00", "2027-01-01T00:00:00+00:00"]
    lines = [line(str(number), time=time) for number, time in enumerate(times)]
    (student / record.FILE).write_bytes(b"\n".join(lines))
    assert [entry["id"] for entry in record.read()] == ["0", "1", "2"]


# A file that cannot be written, or is none


def no_file(student, monkeypatch):
    pass


def a_folder(student, monkeypatch):
    (student / record.FILE).mkdir()


def a_link_out_of_the_folder(student, monkeypatch):
    (student.parent / "mine.txt").write_text("mine", encoding="utf-8")
    (student / record.FILE).symlink_to(student.parent / "mine.txt")


def a_link_to_nothing(student, monkeypatch):
    (student / record.FILE).symlink_to(student.parent / "nothing.txt")


def a_link_to_itself(student, monkeypatch):
    (student / record.FILE).symlink_to(student / record.FILE)


def a_pipe(student, monkeypatch):
    os.mkfifo(student / record.FILE)  # whoever opens it waits for a reader


def a_device(student, monkeypatch):
    (student / record.FILE).symlink_to("/dev/full")


def refused(error):
    def make(student, monkeypatch):
        def refuse(*_, **__):
            raise error

        monkeypatch.setattr(record, "open", refuse, raising=False)

    make.__name__ = type(error).__name__ + str(error.args[0])
    return make


def a_full_disk(student, monkeypatch):
    class Full:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            raise OSError(28, "No space left on device")

        def write(self, data):
            raise OSError(28, "No space left on device")

        def seek(self, *_):
            return 0

        read = write

    monkeypatch.setattr(record, "open", lambda *_, **__: Full(), raising=False)


def a_folder_that_is_gone(student, monkeypatch):
    (student / record.OF_A_STUDENT).unlink()
    student.rmdir()


def a_mark_that_is_a_folder(student, monkeypatch):
    (student / record.OF_A_STUDENT).unlink()
    (student / record.OF_A_STUDENT).mkdir()


def a_switch_that_is_a_folder(student, monkeypatch):
    (student / record.OFF).mkdir()


CLOSED = [
    a_folder,
    a_link_out_of_the_folder,
    a_link_to_nothing,
    a_link_to_itself,
    a_pipe,
    a_device,
    a_full_disk,
    a_folder_that_is_gone,
    a_mark_that_is_a_folder,
    a_switch_that_is_a_folder,
    refused(PermissionError(13, "Permission denied")),
    refused(OSError(30, "Read-only file system")),
    refused(OSError(5, "Input/output error")),
    refused(MemoryError("no room")),
]


@pytest.mark.parametrize("make", CLOSED, ids=lambda make: make.__name__)
@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Linux and macOS")
def test_where_nothing_can_be_written_a_lesson_goes_on(student, make, monkeypatch, capfd):
    make(student, monkeypatch)
    before = everything(student.parent)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        lesson01.nand_gate.check((1, 1, 1.5))
        ask("04.1", "b")
        Asked(bank()["04.1"]).chosen = 0
        assert record.read() == []
        assert progress() is None
        practice()
    out, err = capfd.readouterr()
    assert out.startswith("✗ nand_gate: wrong. That is AND")
    assert "✗ Wrong." in out
    assert not err and not warned
    assert everything(student.parent) == before


# Many at once, and much


def test_a_large_record_is_read_and_written_to(student):
    many = 10 * 2**20 // len(line()) + 1
    (student / record.FILE).write_bytes(b"\n".join([line()] * many))  # more than 10 MB
    record.add("ask", "last", "right")
    assert len(record.read()) == many + 1
    (student / record.FILE).write_bytes(line("lost") + b"\n" + b"x" * record.MOST)
    record.add("ask", "last", "right")
    assert told() == [("ask", "last", "right")]


WRITER = """
import sys
from nnlib.classroom import record
for number in range(1000):
    record.add("ask", f"{sys.argv[1]} {number}", "right", number % 50 * "long ")
"""


def test_kernels_that_write_at_once_lose_no_line(student):
    names = "abc"
    command = [sys.executable, "-c", WRITER]
    running = [subprocess.Popen([*command, name], cwd=student) for name in names]
    assert [process.wait(120) for process in running] == [0] * len(names)
    ids = [id for _, id, _ in told()]
    assert len((student / record.FILE).read_bytes().split(b"\n")) == 1 + 1000 * len(names)
    for name in names:
        assert [id for id in ids if id[0] == name] == [f"{name} {i}" for i in range(1000)]


def test_a_clock_that_is_set_back_does_not_stop_it(student, monkeypatch):
    record.add("ask", "first", "right")

    class Clock(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime.now(zone) - timedelta(days=400)

    monkeypatch.setattr(record, "datetime", Clock)
    record.add("ask", "second", "right")
    assert [id for _, id, _ in told()] == ["first", "second"]
