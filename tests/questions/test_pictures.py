"""The pictures of questions: words beside them, and no answer in them."""

import pytest

from nnlib.classroom.questions import pictures
from nnlib.classroom.questions.bank import bank

ASKED = [question for question in bank().values() if question.picture]


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.id)
def test_it_is_drawn_with_words_and_is_small(question):
    picture = getattr(pictures, question.picture)()
    assert picture.png[1:4] == b"PNG"
    assert len(picture.png) < 60_000
    assert len(picture.alt.split()) >= 5
    right = next(option for option in question.options if option.right)
    assert right.says.lower() not in f"{picture.alt} {picture.sentence}".lower()
