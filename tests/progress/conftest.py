"""A student's folder, as `tools/lab.py` leaves it."""

import pytest

from nnlib.classroom import record


@pytest.fixture
def student(tmp_path, monkeypatch):
    """Give a student's folder; what runs in the test runs there."""
    folder = tmp_path / "a course" / "my_lessons"
    folder.mkdir(parents=True)
    (folder / record.OF_A_STUDENT).write_text("{}\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder
