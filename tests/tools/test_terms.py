"""Lessons with a term's numbers: handed out, brought back, and judged by them."""

import json
import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest

import build_notebooks
import grade_class
import lab
import terms
from build_notebooks import NOTEBOOKS
from grading.results import NOT_ATTEMPTED, RIGHT, WRONG, grade_notebook
from nnlib.classroom.exercises import lesson01, lesson03, lesson07, lesson11
from nnlib.classroom.exercises.terms import in_term

TERM, OTHER = "spring-2027", "autumn-2026"
CHANGED = {
    "01_the_perceptron": (lesson01, ["nand_gate", "below"]),
    "03_one_layer": (lesson03, ["n_parameters"]),
    "07_initialization": (lesson07, ["layers_until_gone"]),
    "11_the_scoreboard": (lesson11, ["first_losses"]),
}
each_changed = pytest.mark.parametrize("stem", CHANGED)


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("term") / TERM
    assert lab.update(NOTEBOOKS, folder, TERM) == []
    return folder


def sources(text):
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"]]


def read(path):
    return path.read_text(encoding="utf-8")


def test_what_does_not_change_is_the_students_copy_as_ever(handed_out):
    names = {path.name for path in lab.lessons(NOTEBOOKS)}
    assert names == {path.name for path in handed_out.iterdir()} - {lab.RECORD}
    other = {name for name in names if read(handed_out / name) != lab.fresh_text(NOTEBOOKS / name)}
    assert other == {f"{stem}.ipynb" for stem in CHANGED}


@each_changed
def test_of_a_lesson_the_words_of_its_exercises_and_a_line_change(stem, handed_out):
    lesson, names = CHANGED[stem]
    old = sources(lab.fresh_text(NOTEBOOKS / f"{stem}.ipynb"))
    new = sources(read(handed_out / f"{stem}.ipynb"))
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert len(changed) == 1 + len(names)
    (before, imports), *statements = changed
    assert imports.startswith(before.split("import lesson")[0])
    assert f'use_term({lesson.__name__[-8:]}, "{TERM}")' in imports
    for (_, text), name in zip(statements, names, strict=True):
        variants = getattr(lesson, name).variants
        assert all(text.count(words) == 1 for words in variants.asks(*variants.chosen(TERM)))
        assert not any(words in text for words in variants.asks(*variants.standard))


@each_changed
def test_the_first_cell_and_the_check_of_such_a_lesson_judge_by_the_term(stem, handed_out):
    """As a student runs them: offline, with nothing but the notebook and nnlib."""
    lesson, names = CHANGED[stem]
    cells = sources(read(handed_out / f"{stem}.ipynb"))
    (first,) = [cell for cell in cells if "import use_term" in cell]
    code = [first]
    for name in names:
        (check,) = [cell for cell in cells if f".{name}.check(" in cell]
        for term in (TERM, OTHER, None):
            code += [in_term(getattr(lesson, name), term).answer, check]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(code)], capture_output=True, text=True, encoding="utf-8"
    )
    marks = re.findall(r"^([✓✗]) (\w+): (?:right|wrong)", done.stdout, re.M)
    assert marks == [(m, name) for name in names for m in "✓✗✗"], done.stdout + done.stderr


@each_changed
@pytest.mark.parametrize("named, said", [(TERM, None), (None, TERM), (OTHER, TERM), (None, None)])
def test_the_judge_goes_by_the_notebook_or_by_what_it_is_told(stem, named, said):
    lesson, names = CHANGED[stem]
    line = f'use_term({lesson.__name__[-8:]}, "{named}")' if named else ""

    def states(term):
        answers = [in_term(getattr(lesson, name), term).answer for name in names]
        cells = [("code", "import numpy as np"), ("code", line)] + [("code", x) for x in answers]
        results = grade_notebook(stem[:2], cells, boxed=False, term=said)
        return [results[name].state for name in names]

    right = said or named
    assert states(right) == [RIGHT] * len(names)
    for term in {TERM, OTHER, None} - {right}:
        # Without a term any threshold will do for NAND.
        taken = ["nand_gate"] if right is None else []
        assert states(term) == [RIGHT if name in taken else WRONG for name in names]


def test_an_untouched_copy_of_a_term_is_not_attempted(handed_out):
    text = read(handed_out / "01_the_perceptron.ipynb")
    cells = [(c["cell_type"], "".join(c["source"])) for c in json.loads(text)["cells"]]
    assert {r.state for r in grade_notebook("01", cells).values()} == {NOT_ATTEMPTED}


def test_a_whole_class_is_graded_by_the_term(tmp_path):
    """Ada's is of this term; Bo hands in last year's notebook, which was right."""
    for name, term in (("ada", TERM), ("bo", None)):
        (tmp_path / "in" / name).mkdir(parents=True)
        answer = in_term(lesson03.n_parameters, term).answer
        line = f'use_term(lesson03, "{term}")\n' if term else ""
        cell = {"cell_type": "code", "source": f"{line}{answer}", "metadata": {}}
        path = tmp_path / "in" / name / "03_one_layer.ipynb"
        path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    for said, states in ((None, [RIGHT, RIGHT]), (TERM, [RIGHT, WRONG])):
        graded = grade_class.write_class(tmp_path / "in", tmp_path / "out", processes=1, term=said)
        assert [g.results["n_parameters"].state for g in graded] == states
    assert "answers another term's exercise" in graded[1].results["n_parameters"].message


def test_copies_of_a_term_stay_of_that_term(handed_out, tmp_path):
    """As my_lessons: make lab and make fresh bring back the term's."""
    assert lab.term_of(handed_out) == TERM
    copies = tmp_path / "my_lessons"
    copies.mkdir()
    for path in handed_out.iterdir():
        (copies / path.name).write_bytes(path.read_bytes())
    assert lab.update(NOTEBOOKS, copies) == []
    name = "03_one_layer.ipynb"
    (copies / name).unlink()
    lab.refresh(NOTEBOOKS, copies, "03")
    assert read(copies / name) == read(handed_out / name)


def test_the_last_line_names_the_term():
    assert terms.named_in(["x = 1", "  use_term(lesson03,\"a\")\nuse_term( lesson03, 'b' )"]) == "b"
    assert terms.named_in(['# use_term(lesson03, "a")', "use_term(lesson03, None)"]) is None


def test_a_text_without_the_words_is_refused():
    path = NOTEBOOKS / "03_one_layer.ipynb"
    notebook = json.loads(read(path).replace("A layer of ten neurons", "Ten neurons"))
    with pytest.raises(ValueError, match="lesson 03, n_parameters"):
        terms.with_term(notebook, "03", TERM)


@pytest.mark.parametrize("term", ["", "..", "a/b", 'x"', "spring 2027", "x" * 65])
def test_a_name_that_can_be_no_folder_is_refused(term, capsys):
    with pytest.raises(SystemExit):
        lab.main(["--term", term])
    assert "make term NUMBERS=spring-2027" in capsys.readouterr().err


def test_the_command_tells_what_changes(monkeypatch, tmp_path, capsys):
    (tmp_path / "notebooks").symlink_to(NOTEBOOKS)
    monkeypatch.setattr(lab, "COURSE", tmp_path)
    assert lab.main(["--term", TERM]) == 0
    out = capsys.readouterr().out
    assert f"{os.sep}{TERM} has the lessons" in out
    assert "lesson03 n_parameters: A layer of 36 neurons\n" in out
    assert len(out.splitlines()) == 6
    assert lab.term_of(tmp_path / "build" / "term" / TERM) == TERM


@each_changed
def test_the_instructors_edition_solves_the_exercises_of_the_term(stem, tmp_path, monkeypatch):
    """Here no cell is run."""
    monkeypatch.setattr(build_notebooks, "execute", lambda *args, **kwargs: None)
    path = build_notebooks.build(stem, into=tmp_path, solved=True, term=TERM)
    nbformat.validate(nbformat.read(path, as_version=4))
    cells, (lesson, names) = sources(read(path)), CHANGED[stem]
    assert terms.named_in(cells) == TERM
    for name in names:
        assert in_term(getattr(lesson, name), TERM).answer in cells


def test_the_courses_own_lessons_get_no_term(capsys):
    with pytest.raises(SystemExit):
        build_notebooks.main(["--term", TERM])
    assert "--term goes with --solved" in capsys.readouterr().err


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
@pytest.mark.parametrize("target", ["class", "solutions", "term"])
def test_the_shells_own_TERM_is_no_term(target):
    """Nearly every shell exports TERM, the kind of its terminal, and make takes it over."""
    env = {**os.environ, "TERM": "xterm"}
    make = ["make", "-n", target, "SUBMITTED=handed_in"]
    said = subprocess.run(
        make, cwd=NOTEBOOKS.parent, env=env, capture_output=True, text=True, check=True
    )
    assert "xterm" not in said.stdout


def test_a_class_is_not_judged_by_a_name_that_no_lesson_can_have(tmp_path, capsys):
    with pytest.raises(SystemExit):
        grade_class.main([str(tmp_path), "--term", "spring 2027"])
    assert "NUMBERS=spring-2027" in capsys.readouterr().err
