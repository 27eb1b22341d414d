"""Run sheets: each lesson on one page, by its plan in TEACHING.md."""

import re

import pytest

from build_notebooks import NOTEBOOKS
from nnlib.classroom.questions.bank import bank
from nnlib.classroom.questions.words import inline
from sheets import clock, guide, long_cells, sheet
from twins import ASK, read_twin

LESSONS = sorted((NOTEBOOKS / "text").glob("*.md"))
each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


@each_lesson
def test_a_sheet_has_the_plan_the_long_cells_and_the_votes(path):
    html = sheet(path)
    title = read_twin(path).cells[0].source.splitlines()[0].removeprefix("# ")
    rows = re.findall(r"<tr>\s*<td>(.+?)</td>\s*<td>(.+?)</td>\s*<td>(.+?)</td>", html)
    planned = re.findall(r"^\| (.+?) \| (\d+|–) \| (\d+|–) \|", guide()[title], re.M)[1:]
    assert len(rows) == len(planned)
    for column in (1, 2):
        gone = 0
        for row, plan in zip(rows, planned, strict=True):
            assert row[column] == ("–" if plan[column] == "–" else clock(gone)), (row, plan)
            gone += 0 if plan[column] == "–" else int(plan[column])
    text = path.read_text(encoding="utf-8")
    assert len(long_cells(read_twin(path))) == len(re.findall(r"^```python long", text, re.M))
    for cell in read_twin(path).cells:
        if found := ASK.fullmatch(cell.source):
            assert f"<li>{found[1]}, {inline(bank()[found[1]].idea)}" in html
    assert "://" not in re.sub(r'href="https?://[^"]+"', "", html)  # nothing is fetched


def test_a_sheet_is_one_page(chromium, tmp_path):
    page = chromium.new_page()
    for path in LESSONS:
        (tmp_path / "sheet.html").write_text(sheet(path), encoding="utf-8")
        page.goto((tmp_path / "sheet.html").as_uri())
        pages = len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))
        assert pages == 1, f"{path.stem}: {pages} pages"
    page.close()
