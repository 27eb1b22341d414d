"""The pages of a class in a browser: everybody can read them, and they fit their width."""

import itertools

import pytest

from grading import class_pages
from grading.answers import lessons
from grading.results import RAISED, RIGHT, STATES, WRONG, Graded, Result
from page_checks import skip_or_fail

from .test_site import AXE, JUDGE

LESSON = lessons()["04"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Pages of twelve students, with every state."""
    into, states = tmp_path_factory.mktemp("class"), itertools.cycle(STATES)
    message = {RAISED: "NameError: name 'x' is not defined (line 2: `return x`).", RIGHT: ""}
    graded = []
    for i in range(12):
        results = {}
        for (name, exercise), state in zip(LESSON.exercises.items(), states):
            mistake = list(exercise.mistakes)[i % 3]
            results[name] = Result(state, message.get(state, mistake), state == WRONG)
        graded.append(Graded(f"Student {i}", LESSON, results, f"student_{i}.html"))
    told = [("Student 12", "a/very/long/place/of/a/file.ipynb", "the file is empty")]
    links = {g.student: g.page for g in graded}
    pages = {
        "lesson_04.html": class_pages.lesson_page(LESSON, graded, told, 12, ""),
        "student_0.html": class_pages.student_page("Student 0", graded[:1], told),
        "index.html": class_pages.index_page([LESSON], graded, told, links, ""),
    }
    for name, html in pages.items():
        (into / name).write_text(html, encoding="utf-8")
    return into


@pytest.mark.pages
@pytest.mark.parametrize("name", ["lesson_04.html", "student_0.html", "index.html"])
def test_everybody_can_read_it(name, made, chromium):
    if not AXE.is_file():
        skip_or_fail("axe-core (make site)")
    # The page's own rule lets no script run, not even this one.
    page = chromium.new_page(bypass_csp=True, viewport={"width": 700, "height": 900})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((made / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    assert asked == [(made / name).as_uri()]
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(JUDGE, None) == []
    page.close()
