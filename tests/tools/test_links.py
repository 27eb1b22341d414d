"""Links that open the course elsewhere: all from one address, and none without it."""

import doctest
import os
import re
import subprocess
from pathlib import Path

import pytest

import lab
import links

COURSE = Path(__file__).resolve().parents[2]


def test_examples():
    assert doctest.testmod(links).failed == 0
    assert doctest.testmod(links).attempted > 0


def test_no_page_links_to_binder_without_an_address():
    if links.repository() is None:
        pages = [*COURSE.glob("*.md"), *COURSE.glob("docs/*.md"), *COURSE.glob("notebooks/**/*.md")]
        assert not [page.name for page in pages if re.search(r"mybinder\.org/v2", page.read_text())]


def test_without_an_address_it_says_where_one_is_written(capsys, monkeypatch):
    monkeypatch.setattr(links, "repository", lambda: None)
    with pytest.raises(SystemExit):
        links.main([])
    assert "[project.urls]" in capsys.readouterr().err


def test_the_setting_is_used(capsys, monkeypatch):
    monkeypatch.setattr(links, "repository", lambda: "https://github.com/ada/course.git")
    links.main(["--hub", "https://hub.example.org"])
    said = capsys.readouterr().out
    assert "/v2/gh/ada/course/HEAD" in said
    assert "https://hub.example.org/hub/user-redirect/git-pull?" in said


@pytest.mark.parametrize("address", ["github.com/ada/course", "https://", "git@github.com:ada/x"])
def test_an_address_that_is_none(address):
    with pytest.raises(SystemExit, match="expected https://…"):
        links.main([address])


def test_binder_makes_the_students_copies(tmp_path, monkeypatch):
    """What postBuild calls makes copies and starts nothing."""
    script = COURSE / "postBuild"
    assert "python tools/lab.py --copies" in script.read_text(encoding="utf-8")
    assert os.name == "nt" or os.access(script, os.X_OK)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "glossary.md").write_text("# Glossary\n", encoding="utf-8")
    monkeypatch.setattr(lab, "COURSE", tmp_path)
    monkeypatch.setattr(subprocess, "Popen", None)
    assert lab.main(["--copies"]) == 0
    assert (tmp_path / "my_lessons" / "glossary.md").is_file()
