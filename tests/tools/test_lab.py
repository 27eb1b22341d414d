"""The student's copies: never spoiled, never overwritten, renewed where nobody changed them."""

import json
import os
import subprocess
import sys

import nbformat
import pytest

import lab


def notebook(*sources, version="1"):
    cells = [
        {
            "cell_type": "code",
            "source": [source],
            "outputs": [{"output_type": "stream", "name": "stdout", "text": ["42\n"]}],
            "execution_count": i,
            "metadata": {},
            "id": f"c{i}",
        }
        for i, source in enumerate(sources, 1)
    ]
    note = {"cell_type": "markdown", "source": "ask", "metadata": {"tags": ["notes"]}, "id": "n"}
    metadata = {"language_info": {"name": "python", "version": version}}
    return {"cells": [*cells, note], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def course(tmp_path):
    notebooks, copies = tmp_path / "a course" / "notebooks", tmp_path / "a course" / "my_lessons"
    notebooks.mkdir(parents=True)
    put(notebooks, "00_start_here", notebook("6 * 7"))
    put(notebooks, "01_next", notebook("1 + 1"))
    (notebooks / "glossary.md").write_text("# Words · ∂\n", encoding="utf-8")
    return notebooks, copies


def put(folder, name, content):
    (folder / f"{name}.ipynb").write_text(json.dumps(content), encoding="utf-8")


def read(folder, name):
    return json.loads((folder / f"{name}.ipynb").read_text(encoding="utf-8"))


def test_copies_hold_no_answers_and_no_teaching_notes(course):
    notebooks, copies = course
    assert lab.update(notebooks, copies) == []
    (cell,) = read(copies, "00_start_here")["cells"]
    assert cell["source"] == ["6 * 7"]
    assert cell["outputs"] == []
    assert cell["execution_count"] is None
    assert (copies / "glossary.md").read_text(encoding="utf-8") == "# Words · ∂\n"
    assert read(notebooks, "00_start_here") == notebook("6 * 7")  # the lesson is left alone


def test_copies_fold_the_texts_that_tell_an_answer(course):
    notebooks, copies = course
    lesson = notebook("6 * 7")
    answer = {"cell_type": "markdown", "id": "a", "metadata": {"tags": ["answer"]}}
    lesson["cells"].append({**answer, "source": ["It is $42$:\n", "\n", "- six sevens"]})
    put(notebooks, "01_next", lesson)
    lab.update(notebooks, copies)
    folded = read(copies, "01_next")["cells"][1]
    assert {**folded, "source": []} == {**answer, "source": []}
    opening = "<details>\n<summary>Guess first, then open</summary>\n\n"
    assert folded["source"] == f"{opening}It is $42$:\n\n- six sevens\n\n</details>"


def test_an_untouched_copy_follows_the_lesson(course):
    notebooks, copies = course
    lab.update(notebooks, copies)
    put(notebooks, "00_start_here", notebook("6 * 7", "8 * 9"))
    (line,) = lab.update(notebooks, copies)
    assert "00_start_here" in line
    assert len(read(copies, "00_start_here")["cells"]) == 2
    assert lab.update(notebooks, copies) == []


@pytest.mark.parametrize("change", ["source", "outputs"])  # edited, or run and saved
def test_a_changed_copy_stays(course, change):
    notebooks, copies = course
    lab.update(notebooks, copies)
    mine = read(copies, "00_start_here")
    mine["cells"][0][change] = (
        ["6 * 8"] if change == "source" else notebook("x")["cells"][0][change]
    )
    put(copies, "00_start_here", mine)
    assert lab.update(notebooks, copies) == []  # no newer lesson: nothing to say
    put(notebooks, "00_start_here", notebook("9"))
    (line,) = lab.update(notebooks, copies)
    assert "--fresh 00" in line
    assert "\n" not in line
    assert read(copies, "00_start_here") == mine


def test_opening_a_copy_is_no_change(course):
    notebooks, copies = course
    lab.update(notebooks, copies)
    opened = read(copies, "00_start_here") | {"metadata": {"kernelspec": {"name": "python3"}}}
    (copies / "00_start_here.ipynb").write_text(json.dumps(opened, indent=4), encoding="utf-8")
    put(notebooks, "00_start_here", notebook("9"))
    lab.update(notebooks, copies)
    assert read(copies, "00_start_here")["cells"][0]["source"] == ["9"]


@pytest.mark.parametrize("record", ["", "[]", "{", None])
def test_without_a_record_every_copy_is_the_students(course, record):
    notebooks, copies = course
    lab.update(notebooks, copies)
    if record is None:
        (copies / lab.RECORD).unlink()
    else:
        (copies / lab.RECORD).write_text(record, encoding="utf-8")
    put(notebooks, "00_start_here", notebook("9"))
    lab.update(notebooks, copies)
    assert read(copies, "00_start_here")["cells"][0]["source"] == ["6 * 7"]


def test_a_damaged_copy_stays(course):
    notebooks, copies = course
    lab.update(notebooks, copies)
    (copies / "00_start_here.ipynb").write_bytes(b'{"cells": \xff')
    lab.update(notebooks, copies)
    assert (copies / "00_start_here.ipynb").read_bytes() == b'{"cells": \xff'


def test_a_deleted_copy_is_made_again_and_own_files_stay(course):
    notebooks, copies = course
    lab.update(notebooks, copies)
    (copies / "00_start_here.ipynb").unlink()
    (copies / "mine.ipynb").write_text("{}", encoding="utf-8")
    lab.update(notebooks, copies)
    assert (copies / "00_start_here.ipynb").exists()
    assert (copies / "mine.ipynb").read_text(encoding="utf-8") == "{}"


def test_fresh_keeps_what_was_there(course):
    notebooks, copies = course
    lab.update(notebooks, copies)
    for number in (1, 2):
        put(copies, "01_next", notebook(f"mine {number}"))
        lines = lab.refresh(notebooks, copies, "01")
        assert f"01_next.before-{number}.ipynb" in lines[0]
        assert read(copies, f"01_next.before-{number}") == notebook(f"mine {number}")
        assert read(copies, "01_next")["cells"][0]["source"] == ["1 + 1"]
    put(notebooks, "01_next", notebook("9"))
    lab.update(notebooks, copies)  # a fresh one follows the lesson again
    assert read(copies, "01_next")["cells"][0]["source"] == ["9"]


def test_fresh_before_the_first_start(course):
    assert lab.refresh(*course, "00_start") == ["00_start_here.ipynb is fresh."]


@pytest.mark.parametrize(
    ("start", "words"), [("7", "no lessons"), ("", "no lessons"), ("0", "several")]
)
def test_fresh_asks_for_one_lesson(course, start, words):
    with pytest.raises(ValueError, match=words):
        lab.refresh(*course, start)


# The page to open


def note(copies, *lines):
    (copies / "progress.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


SOLVED = {
    "time": "2026-05-04T12:00:00+00:00",
    "kind": "check",
    "id": "mean_image",
    "outcome": "right",
}


def test_a_new_student_begins_with_the_first_lesson(course):
    notebooks, copies = course
    lab.update(notebooks, copies)
    assert lab.page_to_open(notebooks, copies) == lab.FIRST
    assert "begin with [00 start here](00_start_here.ipynb)" in top(copies)


def top(copies):
    """What the page that says where a student is has at its top."""
    page = read(copies, "progress")
    nbformat.validate(page)
    return page["cells"][0]["source"]


def test_who_comes_back_begins_where_they_stopped(course):
    notebooks, copies = course
    lab.update(notebooks, copies)
    note(copies, {"no": "line"}, SOLVED)
    assert lab.page_to_open(notebooks, copies) == "progress.ipynb"
    words = top(copies)
    assert (
        "You were last in **[00 start here](00_start_here.ipynb)**, on Monday, 4 May 2026. "
        in words
    )
    assert "begin [01 next](01_next.ipynb)." in words
    assert lab.update(notebooks, copies) == []  # it is no lesson


def test_the_page_keeps_what_the_student_adds_and_forgets_what_it_showed(course):
    notebooks, copies = course
    copies.mkdir()
    lab.page_to_open(notebooks, copies)
    page = read(copies, "progress")
    mine = {"id": "mine", "cell_type": "markdown", "metadata": {}, "source": "my note"}
    page["cells"].insert(1, mine)
    shown = notebook("6 * 7")["cells"][0]["outputs"]
    for cell in page["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": shown, "execution_count": 3}
    put(copies, "progress", page)
    note(copies, SOLVED)
    assert lab.page_to_open(notebooks, copies) == "progress.ipynb"
    page = read(copies, "progress")
    assert page["cells"][1] == mine
    assert "You were last in" in top(copies)
    code = [cell for cell in page["cells"] if cell["cell_type"] == "code"]
    assert [(cell["outputs"], cell["execution_count"]) for cell in code] == [([], None)] * 2


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": []}', '{"cells": [3]}', "\0"])
def test_a_page_that_is_not_the_courses_stays_and_the_first_lesson_is_opened(course, text):
    notebooks, copies = course
    copies.mkdir()
    (copies / "progress.ipynb").write_text(text, encoding="utf-8")
    note(copies, SOLVED)
    assert lab.page_to_open(notebooks, copies) == lab.FIRST
    assert (copies / "progress.ipynb").read_text(encoding="utf-8") == text


def test_with_the_record_switched_off_it_opens_the_first_lesson(course):
    notebooks, copies = course
    copies.mkdir()
    note(copies, SOLVED)
    (copies / "no_progress.txt").touch()
    assert lab.page_to_open(notebooks, copies) == lab.FIRST


@pytest.mark.parametrize("make", ["mkdir", "damaged"])
def test_a_record_that_cannot_be_read_opens_the_first_lesson(course, make):
    notebooks, copies = course
    copies.mkdir()
    if make == "mkdir":
        (copies / "progress.jsonl").mkdir()
    else:
        (copies / "progress.jsonl").write_bytes(b"\xff\0\n{")
    assert lab.page_to_open(notebooks, copies) == lab.FIRST


def test_without_nnlib_it_opens_the_first_lesson(course, monkeypatch):
    notebooks, copies = course
    copies.mkdir()
    note(copies, SOLVED)
    monkeypatch.setitem(sys.modules, "nnlib.classroom", None)  # as if it could not be imported
    assert lab.page_to_open(notebooks, copies) == lab.FIRST


def test_command(course):
    _, copies = course
    plain = lab.jupyter_command(copies.parent, copies, lab.FIRST, root=False, display=True)
    assert "--LabApp.default_url=/lab/tree/my_lessons/00_start_here.ipynb" in plain
    assert not [option for option in plain if "root=" in option or "browser" in option]
    bare = lab.jupyter_command(copies.parent, copies, lab.FIRST, root=True, display=False)
    assert set(bare) - set(plain) == {"--ServerApp.allow_root=True", "--no-browser"}


@pytest.mark.parametrize(
    ("platform", "environment", "display"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_display(platform, environment, display):
    assert lab.has_display(platform, environment) is display


def test_defaults_of_the_course_leave_the_students_own_first():
    environment = lab.jupyter_environment(lab.COURSE, {"JUPYTER_CONFIG_PATH": "mine", "A": "b"})
    mine, ours = environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert mine == "mine"
    assert environment["A"] == "b"
    path = lab.Path(ours) / "labconfig" / "default_setting_overrides.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    # Beside the dates there would be no room for the lessons' names.
    assert not settings["@jupyterlab/filebrowser-extension:browser"]["showLastModifiedColumn"]


@pytest.fixture
def at_home(course, monkeypatch):
    """The tool, with the small course, and a JupyterLab that is not started but noted."""
    notebooks, _ = course
    started = []
    monkeypatch.setattr(lab, "COURSE", notebooks.parent)
    monkeypatch.setattr(lab, "run", lambda command, _: started.append(command) or 0)
    for kind in ("CONFIG", "DATA", "RUNTIME"):
        monkeypatch.setenv(f"JUPYTER_{kind}_DIR", str(notebooks.parent / kind))
    return started


def test_with_everything_in_its_place_jupyterlab_starts(at_home):
    assert lab.main([]) == 0
    (command,) = at_home
    assert "--LabApp.default_url=/lab/tree/my_lessons/00_start_here.ipynb" in command


def test_who_comes_back_is_shown_where_they_stopped(at_home, course):
    course[1].mkdir()
    note(course[1], SOLVED)
    assert lab.main([]) == 0
    (command,) = at_home
    assert "--LabApp.default_url=/lab/tree/my_lessons/progress.ipynb" in command


@pytest.mark.parametrize("arguments", [[], ["--copies"], ["--fresh", "01"]])
@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), OSError(28, "No space")]
)
def test_a_folder_that_cannot_be_written_into_is_told(at_home, monkeypatch, arguments, error):
    def refuse(*_):
        raise error

    monkeypatch.setattr(lab, "write", refuse)
    with pytest.raises(SystemExit, match=rf"my_lessons \({error.strerror}\).*folder of your own"):
        lab.main(arguments)
    assert not at_home


def test_a_file_in_the_place_of_the_copies_is_told(at_home, course):
    course[1].write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit, match="cannot be written"):
        lab.main([])
    assert course[1].read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("kind", ["CONFIG", "DATA", "RUNTIME"])
def test_a_home_that_cannot_be_written_into_is_told(at_home, tmp_path, monkeypatch, kind):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(f"JUPYTER_{kind}_DIR", str(tmp_path / "file" / "jupyter"))
    with pytest.raises(SystemExit, match=r"notes in .*file.*set HOME"):
        lab.main([])
    assert not at_home


STRANGE = {
    "no nnlib": ({}, ["jupyterlab", "the course's nnlib"]),
    "a stranger's nnlib": ({"nnlib": ["l_layer"]}, ["jupyterlab", "the course's nnlib"]),
    "the course's": ({"nnlib": ["classroom"], "jupyterlab": []}, []),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_a_package_that_is_missing_or_a_strangers_is_told(tmp_path, kind):
    packages, expected = STRANGE[kind]
    for name, inner in packages.items():
        for place in (name, *(f"{name}/{part}" for part in inner)):
            (tmp_path / place).mkdir()
            (tmp_path / place / "__init__.py").touch()
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import lab; print(lab.missing())"
    command = [sys.executable, "-S", "-E", "-c", code]  # a Python in which nothing is installed
    result = subprocess.run(command, capture_output=True, text=True, cwd=lab.COURSE / "tools")
    assert result.stdout.strip() == str(expected), result.stderr


def test_what_is_missing_is_told(at_home, monkeypatch):
    monkeypatch.setattr(lab, "missing", lambda: ["the course's nnlib"])
    with pytest.raises(SystemExit, match=r"lacks the course's nnlib.*README.*\.venv"):
        lab.main([])
    assert not at_home
