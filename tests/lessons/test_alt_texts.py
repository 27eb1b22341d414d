"""Every picture of the lessons and of the decks says in words what it shows."""

import json
from pathlib import Path

import pytest

import build_slides
from page_checks import Page, wrong_alts

LESSONS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


@each_lesson
def test_pictures_of_a_lesson(path):
    outputs = [out for cell in read(path)["cells"] for out in cell.get("outputs", [])]
    drawn = [out for out in outputs if "image/png" in out.get("data", {})]
    pictures = [
        (out["metadata"].get("image/png", {}).get("alt"), "".join(out["data"]["image/png"]))
        for out in drawn
    ]
    assert pictures
    assert list(wrong_alts(pictures)) == []


@each_lesson
def test_pictures_of_a_deck(path):
    pictures = Page(build_slides.deck_html(read(path))).pictures
    assert pictures
    assert list(wrong_alts(pictures)) == []


def test_good_alt_texts():
    twice = [("A line that falls from 1 to 0.", "a.png")] * 2
    assert list(wrong_alts([*twice, ("A line that rises from 0 to 1.", "b.png")])) == []


@pytest.mark.parametrize(
    "alt", [None, "", " \n", "Figure", "An image", "a plot a plot a plot", "loss.png", "…"]
)
def test_an_alt_text_that_says_nothing(alt):
    assert len(list(wrong_alts([(alt, "a.png")]))) == 1


def test_one_alt_text_for_two_pictures():
    alt = "A line that falls from 1 to 0."
    assert len(list(wrong_alts([(alt, "a.png"), (alt, "b.png")]))) == 1
