"""A class's pages: thirty made-up submissions, and each part by itself."""

import ast
import csv
import io
import json
import os
import zipfile

import pytest

import grade_class
import lab
import start_page
from build_notebooks import NOTEBOOKS
from grading import answers, class_pages, judge
from grading.results import MISSING, RAISED, RIGHT, WRONG, Graded, Result, grade_notebook
from grading.submissions import cells_of, read_folder, student_of
from nnlib.classroom import record
from page_checks import Page

from .made_up_class import DAMAGE, NAMES, UNREAD, hand_in, number_of, wanted

LESSONS = answers.lessons()
SHOWN = {  # Canvas's names of files have no spaces and no capitals
    name: "".join(x for x in name.lower() if x.isalpha()) if i % 6 == 3 else name
    for i, name in enumerate(NAMES)
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """What the class handed in, its pages, and what was found."""
    folder = tmp_path_factory.mktemp("handed_in")
    into = tmp_path_factory.mktemp("pages")
    hand_in(folder)
    return folder, into, grade_class.write_class(folder, into, processes=2)


@pytest.fixture(scope="module")
def pages(made):
    return {path.name: path.read_text(encoding="utf-8") for path in made[1].glob("*.html")}


@pytest.fixture(scope="module")
def table(made):
    """The table of points: a row a student."""
    with (made[1] / "points.csv").open(encoding="utf-8", newline="") as file:
        return {row["Student"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("i", range(30), ids=lambda i: f"{NAMES[i]}: {DAMAGE.get(i, 'whole')}")
def test_each_notebook_is_graded_or_told(i, made, table):
    graded = {g.student: g for g in made[2]}
    row, name = table[SHOWN[NAMES[i]]], SHOWN[NAMES[i]]
    points = [value for title, value in row.items() if " (of " in title and value]
    if DAMAGE.get(i) in UNREAD:
        assert name not in graded
        assert points == []
        assert (
            "ask for the file again" in row["Could not be read"]
            or "git" in row["Could not be read"]
        )
        return
    results = graded[name].results
    assert graded[name].lesson.number == number_of(i)
    assert {x: r.state for x, r in results.items()} == wanted(i), results
    assert points == [str(sum(state == RIGHT for state in wanted(i).values()))]
    assert all(r.named for r in results.values() if r.state == WRONG)
    gone = [x for x, state in wanted(i).items() if state == MISSING]
    assert all(x in row["Could not be read"] for x in gone)
    assert bool(row["Could not be read"]) == bool(gone)


def test_the_table_has_the_columns_of_the_platforms(table):
    assert len(table) == 30
    columns = list(next(iter(table.values())))
    assert columns[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert {"Identifier", "Full name", "Email address"} < set(columns)
    assert table["José Núñez"]["Identifier"] == "Participant 4002"
    assert table["dmitriivanov"]["ID"] == "99"


def test_the_pages_are_there_and_fetch_nothing(pages, made):
    assert {f"lesson_{n}.html" for n in ("02", "04", "07")} | {"index.html"} < set(pages)
    assert len(pages) == 34
    for name, html in pages.items():
        page = Page(html)
        assert page.loads == [], name
        assert "://" not in html, name
        assert page.headings[0] == 1, name
        assert all((made[1] / link).exists() for link in page.links), name
        assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:])), name


def test_a_lessons_page_says_what_the_class_did(pages, made):
    page = Page(pages["lesson_04.html"])
    mine = [g for g in made[2] if g.lesson.number == "04"]
    for g in mine:
        assert g.student in page.text
    for name, exercise in LESSONS["04"].exercises.items():
        said = {g.results[name].message for g in mine if g.results[name].named}
        assert said <= set(exercise.mistakes)
        assert all(Page(class_pages.text(x)).text in page.text for x in said)
    assert "Questions that probe it:" in page.text
    assert page.text.count("Students:") == 3
    assert "Hugo Dubois" in page.text.split("Not graded")[1]


def test_students_get_their_own_page_and_no_others(pages, made):
    g = next(g for g in made[2] if g.student == "Grace Okoro")
    page = Page(pages[g.page])
    assert "04 · Two layers: 3 of 7 right" in page.text
    assert "You summed along each row" in page.text
    assert "Look again at “" in page.text
    assert not [name for name in NAMES if name != "Grace Okoro" and name in page.text]


def test_no_name_is_written_if_letters_are_asked_for(tmp_path):
    folder, into = tmp_path / "in", tmp_path / "out"
    for name, cell in (("Ada Byron", "X"), ("Zoë", "lesson03")):
        (folder / name).mkdir(parents=True)
        notebook = {"cells": [{"cell_type": "code", "source": f"{cell}\nn_parameters = 7850"}]}
        (folder / name / "03_one_layer.ipynb").write_text(json.dumps(notebook))
        (folder / name / "03_one_layer (1).ipynb").write_text(json.dumps(notebook))
        (folder / name / "thesis.pdf").write_text("")
    grade_class.write_class(folder, into, anonymous=True, processes=1)
    written = "".join(path.name + path.read_text(encoding="utf-8") for path in into.iterdir())
    assert "Ada" not in written
    assert "Zo" not in written
    assert ">A</a>" in written
    assert "a file of B" in written


def test_what_students_write_is_shown_and_not_run():
    bad = "<script>alert(1)</script>"
    results = {
        name: Result(RAISED, f"{bad}: `{bad}` **{bad}**.") for name in LESSONS["03"].exercises
    }
    graded = Graded(bad, LESSONS["03"], results, "student_01.html")
    told = [(bad, bad, bad)]
    for html in (
        class_pages.lesson_page(LESSONS["03"], [graded], told, 1, ""),
        class_pages.student_page(bad, [graded], told),
        class_pages.index_page([LESSONS["03"]], [graded], told, {bad: "student_01.html"}, ""),
    ):
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_a_name_is_no_formula():
    people = {"=1+1": ("", ""), "-x": ("", "")}
    rows = list(csv.reader(io.StringIO(class_pages.points_table([], [], [], people))))
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'-x"]


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_each_exercise_has_questions_and_a_remedy_that_is_there(lesson):
    for name in lesson.exercises:
        idea, remedy, questions = class_pages.remedy_of(lesson, name)
        assert questions, name
        assert all(q.id.startswith(lesson.number) for q in questions)
        assert bool(idea) == bool(remedy)
        entry = class_pages.tomllib.loads(class_pages.REMEDIES.read_text(encoding="utf-8"))
        expected = len(entry[f"lesson{lesson.number}"][name])
        assert len(questions) + bool(idea) == expected, "a question or a sentence is not there"


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_a_solved_lesson_is_right_and_an_untouched_one_not_attempted(lesson):
    path = answers.NOTEBOOKS / f"{lesson.stem}.ipynb"
    untouched = cells_of(path.name, path.read_bytes())
    assert answers.lesson_of([source for _, source in untouched]) is lesson
    results = grade_notebook(lesson.number, untouched)
    assert {r.state for r in results.values()} == {"not attempted"}
    notebook = json.loads(path.read_text(encoding="utf-8"))
    solved = [
        ("code", lesson.exercises[cell["metadata"]["exercise"]].answer)
        if "exercise" in cell["metadata"]
        else ("code" if cell["cell_type"] == "code" else "markdown", "".join(cell["source"]))
        for cell in notebook["cells"]
    ]
    results = grade_notebook(lesson.number, solved)
    assert {r.state for r in results.values()} == {RIGHT}, results


def found(*cells, lesson="03", name="n_parameters"):
    return answers.Notebook([("code", x) for x in cells], LESSONS[lesson]).answer(name)


def last_of(answer):
    cell, at = answer.parts[-1]
    return ast.unparse(ast.parse(cell).body[at])


def test_the_last_answer_that_is_no_stub_counts():
    cells = "n_parameters = 1", "n_parameters = 2", "n_parameters = ..."
    assert last_of(found(*cells)) == "n_parameters = 2"
    assert found(*cells).notes
    assert found("n_parameters = ...").stub
    assert found("x = 1") is None


def test_a_number_of_the_functions_name_is_not_the_answer():
    cells = "def squared_error(a, Y):\n    return 0", "squared_error = squared_error(1, 2)"
    assert last_of(found(*cells, name="squared_error")).startswith("def")


def test_an_answer_takes_what_it_needs_and_no_more():
    needed = found(
        "import numpy as np\nimport os\nn = 64\nm = n * 2",
        "X = very_long()\nhelper = lambda x: x + m",
        "n_parameters = helper(1)",
        "n = 3",
    ).parts
    told = [ast.unparse(ast.parse(cell).body[at]) for cell, at in needed]
    assert told == ["n = 64", "m = n * 2", "helper = lambda x: x + m", "n_parameters = helper(1)"]


def test_a_helper_below_is_taken_and_a_lost_import_is_the_lessons():
    cell = "def squared_error(a, Y):\n    return mean((a - Y) ** 2)"
    cell += "\ndef mean(x):\n    return np.mean(x)"
    told = [ast.parse(c).body[at] for c, at in found(cell, name="squared_error").parts]
    assert [ast.unparse(x).split("(")[0] for x in told] == [
        "import numpy as np",
        "def mean",
        "def squared_error",
    ]


def test_guesses_and_questions_are_never_run():
    cells = "n = guess('how many?')\nk = ask('03.1')\nj = input()", "n_parameters = n + k + j"
    assert len(found(*cells).parts) == 1


def test_a_syntax_error_is_told_with_its_line():
    trouble = found("x = 1\nn_parameters = (1").trouble
    assert "SyntaxError" in trouble
    assert "line 2" in trouble


@pytest.mark.parametrize(
    "answer",
    ["1" + " + 1" * 20_000, "(" * 500 + "1" + ")" * 500, "-" * 50_000 + "1", "\0", "'\ud800'"],
)
def test_an_answer_that_python_cannot_read_costs_only_that_student(answer, tmp_path):
    write_notebook(tmp_path / "in/ada/03_one_layer.ipynb", f"n_parameters = {answer}")
    write_notebook(tmp_path / "in/bo/03_one_layer.ipynb")
    ada, bo = grade_class.write_class(tmp_path / "in", tmp_path / "out", processes=1)
    assert ada.results["n_parameters"].state == RAISED
    assert bo.results["n_parameters"].state == RIGHT


def test_where_the_judge_itself_fails_the_others_are_graded(tmp_path, monkeypatch):
    """By a lesson that does not exist in the processes that grade."""
    write_notebook(tmp_path / "in/ada/x.ipynb")
    write_notebook(tmp_path / "in/bo/x.ipynb")
    read = grade_class.read_folder

    def damaged(folder):
        found = read(folder)
        found[0].cells = [("code", "n_parameters = 650"), ("code", Stopped())]
        return found

    monkeypatch.setattr(grade_class, "read_folder", damaged)
    monkeypatch.setattr(grade_class, "attempted", lambda x: 1)
    [bo] = grade_class.write_class(tmp_path / "in", tmp_path / "out", processes=1)
    assert bo.student == "bo"
    assert "look at it by hand" in (tmp_path / "out" / "points.csv").read_text(encoding="utf-8")


class Stopped:
    """A text that ends the process that reads it."""

    def __reduce__(self):
        return os._exit, (1,)


@pytest.mark.parametrize(
    ("place", "student"),
    [
        ("ada/04_two_layers.ipynb", "ada"),
        ("Ada Lovelace/homework/04_two_layers-Copy1.ipynb", "Ada Lovelace"),
        ("submitted/ada/04_two_layers/04_two_layers.ipynb", "ada"),
        ("04_two_layers/ada.ipynb", "ada"),
        ("04_two_layers_ada_lovelace (2).ipynb", "ada lovelace"),
        ("04 two layers, Ada.ipynb", "Ada"),
        ("04_ada.ipynb", "ada"),
        ("lovelaceada_LATE_7_99_04_two_layers.ipynb", "lovelaceada"),
        ("Ada_31_assignsubmission_file_/x.ipynb", "Ada"),
        ("Zoe\u0308.ipynb", "Zoë"),
        ("04_two_layers.before-1.ipynb", "?"),
    ],
)
def test_whose_a_file_is(place, student):
    assert student_of(place.split("/"))[0] == student


def write_notebook(path, source="n_parameters = 650"):
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [{"cell_type": "code", "source": source}]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")


def test_a_folder_of_several_students_names_none(tmp_path):
    for place in (
        "week 3/ada.ipynb",
        "week 3/bo.ipynb",
        "late/mon/cy/x.ipynb",
        "late/mon/di/x.ipynb",
    ):
        write_notebook(tmp_path / place)
    assert [x.student for x in read_folder(tmp_path)] == ["cy", "di", "ada", "bo"]


def test_in_a_whole_folder_of_a_student_the_lessons_alone_count(tmp_path):
    copies = tmp_path / "ada" / "my_lessons"
    copies.mkdir(parents=True)
    lab.update(NOTEBOOKS, copies)
    lab.page_to_open(NOTEBOOKS, copies)
    for name in (record.FILE, record.OFF):
        (copies / name).touch()
    here = {path.name for path in copies.iterdir()}
    assert {lab.RECORD, start_page.PAGE} <= here
    read = read_folder(tmp_path)
    assert [x.trouble for x in read] == [""] * len(read)
    assert len(read) == len(LESSONS)


def test_of_two_files_the_one_with_more_answers_counts(tmp_path):
    write_notebook(tmp_path / "ada/03_one_layer.ipynb", "n_parameters = 650")
    write_notebook(tmp_path / "ada/03_one_layer-Copy1.ipynb", "n_parameters = ...")
    [kept], [other] = grade_class.chosen(read_folder(tmp_path))
    assert kept.place == "ada/03_one_layer.ipynb"
    assert "counts" in other.trouble


def test_two_students_of_one_name_are_two(tmp_path):
    for number in (7, 8):
        write_notebook(tmp_path / f"annalee_{number}_99_03_one_layer.ipynb")
    kept, others = grade_class.chosen(read_folder(tmp_path))
    assert [x.student for x in kept] == ["annalee (7)", "annalee (8)"]
    assert others == []


def test_a_number_that_differs_between_assignments_is_not_written(tmp_path):
    cells = "n_parameters = 650", "def std_for(X, wanted):\n    return 1"
    for number, source in enumerate(cells, 50):
        write_notebook(tmp_path / f"in/Bo_{number}_assignsubmission_file_/x.ipynb", source)
    write_notebook(tmp_path / "in/Ada_60_assignsubmission_file_/x.ipynb")
    grade_class.write_class(tmp_path / "in", tmp_path / "out", processes=1)
    table = (tmp_path / "out" / "points.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(table))
    assert {row["Student"]: row["Identifier"] for row in rows} == {
        "Ada": "Participant 60",
        "Bo": "",
    }


def test_a_zip_of_macos_keeps_its_accents(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.writestr("../Zo__/x.ipynb", json.dumps({"cells": []}))
    data = packed.getvalue().replace(b"Zo__", "Zoë".encode())
    (tmp_path / "all.zip").write_bytes(data)
    assert [x.student for x in read_folder(tmp_path / "all.zip")] == ["Zoë"]


def test_a_zip_that_is_damaged_or_too_deep_is_told(tmp_path):
    (tmp_path / "ada.zip").write_bytes(b"PK no zip")
    data = b"{}"
    for depth in range(8):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as zipped:
            zipped.writestr("x.zip" if depth else "x.ipynb", data)
        data = packed.getvalue()
    (tmp_path / "bo.zip").write_bytes(data)
    told = {x.student: x.trouble for x in read_folder(tmp_path)}
    assert "cannot be opened" in told["ada"]
    assert "too many zips" in told["bo"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<html>", "web page"),
        (b'{"cells": [', "damaged"),
        (b"[1]", "no notebook"),
        (b'{"a": 1}', "no notebook"),
        (b"[" * 100_000, "damaged"),
        (b"<<<<<<< a\n", "git"),
    ],
)
def test_what_is_no_notebook_is_told(data, words):
    with pytest.raises(ValueError, match=words):
        cells_of("x.ipynb", data)


def test_letters_go_on_behind_z():
    assert [grade_class.letters(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize("folder", ["", "nowhere", "in/more", "."])
def test_a_folder_that_cannot_be_meant_is_told(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    write_notebook(tmp_path / "in/more/ada.ipynb")
    with pytest.raises(SystemExit):
        grade_class.main([folder, "--into", str(tmp_path / "in")])
    assert ("SUBMITTED=folder" in capsys.readouterr().err) == (folder in ("", "nowhere"))


def test_without_a_box_it_is_said_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(judge, "has_box", lambda: False)
    write_notebook(tmp_path / "in/ada/03_one_layer.ipynb")
    grade_class.write_class(tmp_path / "in", tmp_path / "out", processes=1)
    assert capsys.readouterr().out.count("bubblewrap") == 1
    assert "bubblewrap" in (tmp_path / "out" / "lesson_03.html").read_text(encoding="utf-8")


def test_letters_that_there_are_not_are_replaced(tmp_path):
    grade_class.write(tmp_path / "page.html", "ada\udce9")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "ada?"
