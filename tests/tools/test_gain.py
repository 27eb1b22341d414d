"""A class before and after: tables as people and platforms write them, and numbers by hand."""

import numpy as np
import pytest

import gain
from gain import class_gain, discrimination, doubt, letter, page, read
from nnlib.classroom.questions.bank import LETTERS, bank
from nnlib.classroom.questions.words import as_html, as_text

FORMS = gain.forms()
BEST = {id: LETTERS[[o.right for o in q.options].index(True)] for id, q in bank().items()}


def wrong(id):
    return next(mark for mark in LETTERS if mark != BEST[id])


def write(path, head, rows, comma=","):
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in [head, *rows]]
    path.write_text("\n".join(map(comma.join, quoted)), encoding="utf-8")
    return path


def letters(form, n_right):
    """A student's letters, of which the first ones are right."""
    return [BEST[id] if i < n_right else wrong(id) for i, id in enumerate(FORMS[form])]


def test_the_gain_is_the_share_of_what_was_missing(tmp_path):
    a = write(
        tmp_path / "a.csv",
        ["name", *FORMS["a"]],
        [["X", *letters("a", 8)], ["Y", *letters("a", 12)]],
    )
    b = write(
        tmp_path / "b.csv",
        ["name", *FORMS["b"]],
        [["Y", *letters("b", 20)], ["X", *letters("b", 14)]],
    )
    html, told = page(read(a), read(b))
    # Means 10 and 17 of 20: 7 of the 10 that were missing. Own gains 6/12 and 8/8.
    assert told.startswith("2 students: 50 % right before, 85 % after. Normalized gain 0.7 (")
    assert told.endswith("own gains 0.35).")  # the half of 1 − 0.5, times the root of 2
    assert "01.3 · 01.4" in html


def test_the_interval_holds_one_value_where_all_students_are_alike():
    before, after = np.tile([1.0, 0, 0, 0], (5, 1)), np.tile([1.0, 1, 1, 0], (5, 1))
    won, low, high, spread = class_gain(before, after, np.random.default_rng(0))
    assert [won, low, high, spread] == pytest.approx([2 / 3, 2 / 3, 2 / 3, 0])


def test_a_class_that_knew_everything_has_no_gain_and_no_error():
    before = after = np.ones((3, 4))
    assert np.isnan(class_gain(before, after, np.random.default_rng(0))).all()


def test_discrimination_is_the_correlation_with_the_rest():
    rng = np.random.default_rng(1)
    right = (rng.random((40, 6)) < rng.random((40, 1))).astype(float)
    expected = [
        np.corrcoef(right[:, j], np.delete(right, j, 1).sum(axis=1))[0, 1] for j in range(6)
    ]
    assert discrimination(right) == pytest.approx(expected)
    right[:, 0] = 1
    assert np.isnan(discrimination(right)[0])


def test_questions_in_doubt():
    assert "guessed" in doubt(0.2, 0.5)
    assert "nearly all" in doubt(1.0, np.nan)
    assert "go with the others" in doubt(0.6, -0.2)
    assert doubt(0.6, 0.4) == ""


@pytest.mark.parametrize("id", ["04.1", "05.4", "00.9"])
def test_an_answer_is_a_letter_or_the_options_words(id):
    for mark, option in zip(LETTERS, bank()[id].options):
        for written in (mark, f"{mark.upper()})", f" ({mark}) ", f"{mark}.", option.says):
            assert letter(id, written) == mark
        assert letter(id, as_html(option.says)) == mark  # Moodle may keep the marks
        assert letter(id, as_text(option.says).replace("'", "’") + "\n") == mark
    assert letter(id, " ") == letter(id, "-") == ""
    assert letter(id, "all of them") is letter(id, "e") is None


def test_a_letter_that_the_question_has_not_cannot_be_read():
    three = next(id for id, question in bank().items() if len(question.options) == 3)
    assert letter(three, "d") is None


def canvas(form, n_right):
    """Canvas: the heading holds the question, the cell its option."""
    head = ["name", "id", "sis_id", "section"]
    row = ["Ada Lovelace", "7", "", "1"]
    for number, id in enumerate(FORMS[form]):
        mark = letters(form, n_right)[number]
        head += [f"{number + 900}: {id}\n{as_text(bank()[id].ask)}", "1.0"]
        row += [as_text(bank()[id].options[LETTERS.index(mark)].says), "1.0"]
    return head, [row]


def moodle(form, n_right):
    """Moodle: numbered columns, which hold question and answer."""
    head, row = (
        ["Surname", "First name", "Email address", "State"],
        ["Lovelace", "Ada", "a@b.c", "Finished"],
    )
    for number, id in enumerate(FORMS[form]):
        mark = letters(form, n_right)[number]
        head += [f"Question {number + 1}", f"Response {number + 1}"]
        row += [
            f"{id} {as_text(bank()[id].ask)}",
            as_text(bank()[id].options[LETTERS.index(mark)].says),
        ]
    return head, [row]


@pytest.mark.parametrize("shape, comma", [(canvas, ","), (moodle, ","), (moodle, ";")])
def test_tables_of_platforms(shape, comma, tmp_path):
    table = read(write(tmp_path / "x.csv", *shape("b", 13), comma))
    assert table.ids == FORMS["b"]
    assert table.unread == []
    assert table.right(table.letters).tolist() == [[1.0] * 13 + [0.0] * 7]


def test_responses_alone_need_the_forms_name(tmp_path):
    head, [row] = moodle("a", 5)
    keep = [place for place, words in enumerate(head) if not words.startswith("Question")]
    head, row = [head[place] for place in keep], [row[place] for place in keep]
    path = write(tmp_path / "x.csv", head, [row])
    with pytest.raises(ValueError, match="--forms"):
        read(path)
    table = read(path, "a")
    assert table.right(table.letters).sum() == 5


def test_what_cannot_be_read_is_listed_and_nobody_is_lost_in_silence(tmp_path):
    rows = [["X", *letters("a", 20)], ["Z", *letters("a", 3)], ["X", *letters("a", 1)]]
    rows[0][1] = "perhaps"
    a = write(tmp_path / "a.csv", ["name", *FORMS["a"]], rows)
    b = write(tmp_path / "b.csv", ["name", *FORMS["b"]], [["X", *letters("b", 20)], ["", ""]])
    before = read(a)
    assert len(before.unread) == 2
    html, told = page(before, read(b))
    assert told.startswith("1 student: 95 % right before")
    for line in (
        "Z: in one table only",
        "&#x27;perhaps&#x27; is none of the options",
        "second row",
    ):
        assert line in html


@pytest.mark.parametrize(
    "head, rows, message",
    [
        (["name"], [], "a row for each student"),
        (["name", "age"], [["X", "20"]], "no answers to either form"),
    ],
)
def test_tables_that_hold_nothing(head, rows, message, tmp_path):
    with pytest.raises(ValueError, match=message):
        read(write(tmp_path / "x.csv", head, rows))


def test_the_same_form_twice_is_no_before_and_after(tmp_path):
    a = read(write(tmp_path / "a.csv", ["name", *FORMS["a"]], [["X", *letters("a", 8)]]))
    with pytest.raises(ValueError, match="the same form"):
        page(a, a)
    b = read(write(tmp_path / "b.csv", ["name", *FORMS["b"]], [["Y", *letters("b", 8)]]))
    with pytest.raises(ValueError, match="no student is in both"):
        page(a, b)


def test_a_page_fetches_nothing_and_its_picture_speaks(tmp_path):
    tables = [
        read(
            write(
                tmp_path / form,
                ["name", *FORMS[form]],
                [["X", *letters(form, n)], ["Y", *letters(form, n + 1)]],
            )
        )
        for form, n in (("a", 5), ("b", 15))
    ]
    html, _ = page(*tables)
    assert "://" not in html
    assert 'alt="Two dots for each idea, before and after. 00.10 · 00.9 from 100 to 100 %, ' in html
