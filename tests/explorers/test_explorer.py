"""What every explorer is: controls, a picture that follows, and its sentence."""

import threading

import ipywidgets as widgets
import pytest

from nnlib.classroom import explorers
from nnlib.classroom.plots import bars


def fragile(n):
    if n > 5:
        raise ZeroDivisionError("n < 6 & no more")
    return bars([n])


def test_a_slider_changes_picture_and_sentence():
    explorer = explorers.explore_decision_line()
    before = explorer._image.value
    explorer.controls["b"].value = -1.25
    assert "4 of 4 points" in explorer.sentence
    assert explorer.sentence in explorer._sentence.value
    assert explorer._image.value != before
    assert explorer.picture.png == explorers.decision_line_picture("AND", 1, 0.5, -1.25).png
    explorer.controls["gate"].value = "OR"
    assert explorer.sentence.startswith("OR: ")


def test_changes_from_two_threads_end_with_the_last_values():
    """JupyterLab hands what a control says to another thread than the cells'."""
    slow, entered, go_on = set(), threading.Event(), threading.Event()

    def picture(n, m):
        if n in slow:
            entered.set()
            go_on.wait(5)
        return bars([n, m])

    explorer = explorers.Explorer(picture, n=(0, 9, 1, 2), m=(0, 9, 1, 3))
    start = explorer.sentence
    slow.add(5)

    def move():
        explorer.controls["n"].value = 5

    moving = threading.Thread(target=move)
    moving.start()
    assert entered.wait(5)  # the picture for n = 5 is being made
    resetting = threading.Thread(target=explorer.reset)
    resetting.start()
    resetting.join(0.3)
    go_on.set()
    moving.join(5)
    resetting.join(5)
    assert not moving.is_alive()
    assert not resetting.is_alive()
    assert explorer.values == {"n": 2, "m": 3}
    assert explorer.sentence == start
    assert start in explorer._sentence.value


def test_the_image_has_alt_text_and_a_fixed_place():
    explorer = explorers.explore_valley()
    width, height = explorer.picture.size
    assert 'alt="A curve of loss over w.' in explorer._image.value
    assert explorer._image.layout.width == f"{width}px"
    assert f'width="{width}" height="{height}"' in explorer._image.value  # room before it is read
    assert 'aria-live="polite"' in explorer._sentence.value


def test_an_error_is_told_in_words():
    explorer = explorers.Explorer(fragile, n=(0, 9, 1, 2))
    explorer.controls["n"].value = 7
    assert isinstance(explorer.error, ZeroDivisionError)
    assert explorer.sentence == ("No picture for these values. ZeroDivisionError: n < 6 & no more")
    assert "n &lt; 6 &amp; no more" in explorer._sentence.value
    assert 'role="alert"' in explorer._sentence.value
    assert "out of date" in explorer._image.value
    explorer.controls["n"].value = 3
    assert explorer.error is None
    assert explorer.sentence == "0: 3."


def test_an_error_at_the_start_is_raised():
    with pytest.raises(ZeroDivisionError):
        explorers.Explorer(fragile, n=(0, 9, 1, 7))
    with pytest.raises(TypeError, match="expected a Picture"):
        explorers.Explorer(lambda n: n, n=(0, 9, 1, 7))
    with pytest.raises(TypeError, match="expected"):
        explorers.Explorer(lambda n: bars([1]), n="words")


def test_short_forms():
    explorer = explorers.Explorer(
        lambda **values: bars([1, 2]),
        whole=(0, 9, 1, 2),
        real=(0.0, 1.0, 0.05, 0.5),
        choice=["a", "b"],
        check=True,
        own=widgets.ToggleButtons(options=["x", "y"]),
        play=widgets.Play(min=0, max=3),
    )
    kinds = [type(control).__name__ for control in explorer.controls.values()]
    assert kinds == ["Slider", "Slider", "Choice", "Checkbox", "ToggleButtons", "Slider"]
    assert explorer.controls["real"].decimals == 2
    assert explorer.controls["play"].interval == 100
    assert all(control.description for control in explorer.controls.values())


def test_repr_and_stored_output():
    explorer = explorers.explore_valley()
    assert repr(explorer) == "Explorer(learning_rate=0.3, n_steps=3)"
    data, metadata = explorer._repr_mimebundle_()
    assert data["text/plain"] == f"{explorer!r}\n{explorer.picture.sentence}"
    assert metadata["image/png"]["alt"] == explorer.picture.alt
    assert "0x" not in data["text/plain"]


BAD = {
    "start": lambda: explorers.Explorer(lambda n: bars([n]), n=(0, 9, 1, 10)),
    "upside down": lambda: explorers.Explorer(lambda n: bars([n]), n=(9, 0, 1, 5)),
}


@pytest.mark.parametrize("make", BAD.values(), ids=BAD)
def test_bad_input_is_refused(make):
    with pytest.raises(ValueError, match="expected"):
        make()
