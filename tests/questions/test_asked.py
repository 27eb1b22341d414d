"""A question in a lesson: Python's half; the browser's is in pages/test_browser_questions.py."""

import pytest
import traitlets

from nnlib.classroom.questions import ask
from nnlib.classroom.questions.asked import Asked
from nnlib.classroom.questions.bank import LETTERS, Option, Question, bank

QUESTION = Question(
    id="04.1",
    idea="an idea",
    objective=1,
    ask="Is `a < b`?\n\n```python\na = 1\nb = 2\n```",
    again="A section",
    options=(
        Option("Never, " + "word " * 40, "It *is*.", misconception="order"),
        Option("Always", "Look at `b`.", right=True),
        Option("At times", "It is fixed.", misconception="chance"),
    ),
)


@pytest.mark.parametrize("question", bank().values(), ids=lambda question: question.id)
def test_every_option_gets_its_reply(question, capsys):
    asked = ask(question.id)
    for place, (letter, option) in enumerate(zip(LETTERS, question.options)):
        asked.set_state({"chosen": place})  # as the browser does
        assert asked.right == option.right
        mark = "✓ <strong>Right." if option.right else "✗ <strong>Wrong."
        assert asked.reply.startswith(f"<p>{mark}")
        assert ask(question.id, letter) is None
        printed = " ".join(capsys.readouterr().out.split())
        assert printed.startswith("✓ Right." if option.right else "✗ Wrong.")
        assert option.reply.replace("**", "") in printed
        assert (f"Look again at “{question.again}”." in printed) != option.right


@pytest.mark.parametrize("question", bank().values(), ids=lambda question: question.id)
def test_its_text_and_what_a_notebook_stores_tell_no_answer(question):
    asked = Asked(question)
    before = asked._repr_mimebundle_()
    texts = [repr(asked), asked.ask, *asked.options]
    for option in question.options:
        assert not any(option.reply in text for text in texts)
    asked.chosen = 0
    kinds = ("text/plain", "text/markdown")
    after = asked._repr_mimebundle_()
    assert [before[0][kind] for kind in kinds] == [after[0][kind] for kind in kinds]
    assert max(map(len, repr(asked).splitlines())) <= 96


def test_text_for_a_plain_kernel():
    lines = repr(Asked(QUESTION)).splitlines()
    assert lines[:5] == ["Is `a < b`?", "", "    a = 1", "    b = 2", ""]
    assert lines[5].startswith("a) Never, word word")
    assert lines[6].startswith("   word"), "a long option goes on under its own words"
    assert lines[-4:] == ["b) Always", "c) At times", "", 'To answer: ask("04.1", "a")']


def test_html_for_the_browser():
    asked = Asked(QUESTION)
    assert asked.ask == ("<p>Is <code>a &lt; b</code>?</p><pre><code>a = 1\nb = 2</code></pre>")
    assert asked.options[1:] == ["Always", "At times"]
    asked.chosen = 0
    assert asked.reply == (
        "<p>✗ <strong>Wrong.</strong> It <em>is</em>. Look again at “A section”.</p>"
    )
    asked.chosen = 1
    assert asked.reply == "<p>✓ <strong>Right.</strong> Look at <code>b</code>.</p>"


def test_the_picture_of_a_question_is_shown_with_its_words():
    asked = ask("04.10")
    assert '<img src="data:image/png;base64,' in asked.ask
    assert 'alt="A bar chart of images for which it is on' in asked.ask
    assert "unit 0: 21, unit 1: 50" in repr(asked)
    assert "unit 0: 21, unit 1: 50" in asked._repr_mimebundle_()[0]["text/markdown"]


@pytest.mark.parametrize("given", ["b", "B", " b ", "b)", "b."])
def test_a_letter_may_be_written_as_people_write_it(given, capsys):
    ask("04.1", given)
    assert capsys.readouterr().out.startswith("✗ Wrong. `b1 @ W2 + b2`")


@pytest.mark.parametrize("given", ["e", "", "ab", 2, True])
def test_what_is_no_letter_stops_nothing(given, capsys):
    assert ask("04.1", given) is None
    assert capsys.readouterr().out.endswith("none of the options: choose one of a, b, c and d.\n")


@pytest.mark.parametrize("given", ["4.99", "04.99", 4.99, 4, None])
def test_an_unknown_question_is_told(given):
    with pytest.raises(ValueError, match=r"expected the id of a question, such as '04.1'"):
        ask(given)


@pytest.mark.parametrize(
    ("id", "near"), [("04.01", "'04.1'"), ("2.99", "'02.9'"), (4.1, "'04.1' or '04.10'")]
)
def test_a_near_id_is_offered(id, near):
    """4.1 may have been typed as 4.10, and Python keeps no zero at the end of a number."""
    with pytest.raises(ValueError, match=rf"did you mean {near}\?"):
        ask(id)


@pytest.mark.parametrize(("id", "whole"), [("2.1", "02.1"), (2.3, "02.3"), ("4.10", "04.10")])
def test_an_id_may_be_a_number_and_lack_its_zero(id, whole):
    assert repr(ask(id)) == repr(ask(whole))


@pytest.mark.parametrize("place", [-2, 3])
def test_a_place_that_there_is_not_is_refused(place):
    asked = Asked(QUESTION)
    with pytest.raises(traitlets.TraitError, match="expected −1 to 2"):
        asked.chosen = place
    assert (asked.chosen, asked.reply) == (-1, "")
