"""`guess` and `reveal`: Python's half; the browser's is in pages/test_browser_guesses.py."""

from dataclasses import replace

import pytest

from nnlib.classroom.guesses import given, guess, reveal
from nnlib.classroom.guesses.declared import guesses

from .test_kinds import CHOICE, NEAR, SENTENCE

ALL = {asked.id: asked for asked in (NEAR, CHOICE, SENTENCE)}
VALUES = {"99.1": [75.5]}


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """Give a kernel without guesses, and a lesson 99."""
    monkeypatch.setattr(given, "GIVEN", {})
    monkeypatch.setattr(given, "RECORDED", {})
    monkeypatch.setattr(given, "guesses", lambda: ALL)


@pytest.fixture
def said(capsys):
    """Call something, and give what it printed."""

    def call(function, *arguments):
        assert function(*arguments) is None
        return capsys.readouterr().out

    return call


def test_a_guess_is_noted_and_answered(said):
    assert said(guess, "99.1", "90 %") == "Noted: 90 %. Run the next cells.\n"
    assert said(reveal, "99.1", 75.5).startswith("You said 90 %; it is 75.5 %: too high by 14.5.")
    assert said(guess, "99.3", "B") == "Noted: b. Run the next cells.\n"
    assert said(reveal, "99.3").startswith("✓ You said b")
    assert said(guess, "99.4", "It is so") == "Noted. Run the next cells.\n"
    assert said(reveal, "99.4").startswith("You said: It is so\nWe say: Because")


def test_without_a_guess_a_lesson_runs_on(said):
    for id in ALL:
        assert said(reveal, id, *VALUES.get(id, ())).startswith(("It is", "We say: "))


def test_a_guess_after_the_answer_is_answered_at_its_next_run(said):
    assert said(reveal, "99.1", 75.5).startswith("It is")
    said(guess, "99.1", 75)
    assert said(reveal, "99.1", 75.5).startswith("✓ You said 75 %")
    assert said(reveal, "99.1", 75.5).startswith("✓ You said 75 %")


def test_the_last_guess_counts_and_nonsense_does_not_take_its_place(said):
    said(guess, "99.1", 10)
    said(guess, "99.1", 20)
    assert said(guess, "99.1", "many").startswith("'many' is no number")
    assert said(reveal, "99.1", 75.5).startswith("You said 20 %")


def test_a_guess_is_recorded_once_when_it_is_answered(monkeypatch):
    lines = []
    monkeypatch.setattr(given.record, "add", lambda *line: lines.append(line))
    guess("99.1", 90)
    assert lines == []
    reveal("99.1", float("nan"))  # nobody knows how good it was
    assert lines == []
    for said in (90, 75, 75):
        guess("99.1", said)
        reveal("99.1", 75.5)
        reveal("99.1", 75.5)
    for id, said in (("99.3", "a"), ("99.4", "So.")):
        reveal(id)
        guess(id, said)
        reveal(id)
    assert lines == [
        *[("guess", "99.1", "far"), ("guess", "99.1", "near")],
        *[("guess", "99.3", "wrong"), ("guess", "99.4", "said")],
    ]


def test_the_view_notes_what_the_browser_sends(said):
    view = guess("99.1")
    view.set_state({"said": "1/2"})
    assert view.reply == "Noted: 50 %. Run the next cells."
    view.set_state({"said": "half"})
    assert view.reply.startswith("'half' is no number")
    assert said(reveal, "99.1", 75.5).startswith("You said 50 %")
    view = guess("99.3")
    view.set_state({"said": "a"})
    assert view.reply == "Noted: a. Run the next cells."


def test_every_reply_is_sent_even_if_it_is_that_to_the_last_guess():
    view, sent = guess("99.4"), []
    view.observe(lambda change: sent.append(change.new), "reply")
    view.set_state({"said": "One"})
    view.set_state({"said": "Another"})
    assert sent == ["Noted. Run the next cells.", "", "Noted. Run the next cells."]


@pytest.mark.parametrize(("id", "said"), [("99.1", "0.3"), ("99.3", "c"), ("99.4", "It is")])
def test_a_cell_that_is_run_again_shows_the_guess(id, said):
    guess(id).said = said
    assert guess(id).said == said
    given.GIVEN.clear()
    assert guess(id).said == ""


@pytest.mark.parametrize("id", ALL)
def test_what_a_notebook_stores_tells_neither_guess_nor_answer(id):
    def stored():
        bundle = guess(id)._repr_mimebundle_()[0]
        return bundle["text/plain"], bundle["text/markdown"]

    before = stored()
    guess(id).said = "a" if id == "99.3" else "31"
    assert stored() == before
    assert "31" not in before[1]
    replies = ["Right, since", "Two lines are one", "Because"]
    assert not [reply for reply in replies for text in before if reply in text]


def test_texts_for_a_plain_kernel():
    assert repr(guess("99.1")) == 'How many?\nYour guess: guess("99.1", "…")'
    assert guess("99.1").markdown == 'How many? Your guess: `guess("99.1", "…")`'
    assert repr(guess("99.3")).splitlines() == [
        *["How much better?", "a) *much* better", "b) `not` at all", "c) a little"],
        'Your guess: guess("99.3", "a")',
    ]
    options = "- a) *much* better\n- b) `not` at all\n- c) a little"
    call = 'Your guess: `guess("99.3", "a")`'
    assert guess("99.3").markdown == f"How much **better**?\n\n{options}\n\n{call}"
    assert (guess("99.3").ask, guess("99.3").options[1]) == (
        "<p>How much <strong>better</strong>?</p>",
        "<code>not</code> at all",
    )


@pytest.mark.parametrize("id", ["02.1", "2.1", " 2.1 ", 2.1])
def test_an_id_may_be_a_number_and_lack_its_zero(id, monkeypatch, said):
    ids = {"02.1": NEAR, "12.1": CHOICE}
    monkeypatch.setattr(given, "guesses", lambda: {key: replace(ids[key], id=key) for key in ids})
    assert said(guess, id, 90).startswith("Noted: 90 %")
    assert said(reveal, id, 75.5).startswith("You said 90 %")


@pytest.mark.parametrize("call", [guess, reveal])
@pytest.mark.parametrize("id", ["9.1", "04.99", 4.1, None])
def test_an_unknown_guess_is_told(call, id):
    told = rf"{call.__name__}\(\) got .*expected the id of a guess, such as '04.1'"
    with pytest.raises(ValueError, match=told):
        call(id)


def test_every_declared_guess_can_be_asked(monkeypatch, said):
    monkeypatch.setattr(given, "guesses", guesses)  # the lessons' own
    assert guesses()
    for id, asked in guesses().items():
        assert max(map(len, repr(guess(id)).splitlines())) <= 96
        value = [1.0] if asked.kind == "number" else []
        assert said(reveal, id, *value).startswith(("It is", "We say: "))
