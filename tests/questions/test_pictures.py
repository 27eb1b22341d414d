"""The pictures of questions: words beside them, and no answer in them."""

import numpy as np
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


def test_no_line_through_the_origin_separates_the_clouds_in_a_row():
    near, far = pictures.two_clouds_in_a_row().figure.axes[0].lines
    near, far = (np.arctan2(*line.get_xydata().T[::-1]) for line in (near, far))
    assert near.min() < far.min()
    assert far.max() < near.max()
