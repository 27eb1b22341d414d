"""Explorers: a control moves, the picture and its sentence follow."""

import re
import threading

import ipywidgets as widgets
import numpy as np
import pytest

from nnlib.classroom import explorers
from nnlib.classroom.explorers import forward_backward
from nnlib.classroom.explorers.controls import Slider
from nnlib.classroom.explorers.forward_backward import N_STEPS
from nnlib.classroom.pictures import number
from nnlib.classroom.plots import bars
from picture_checks import assert_readable

rng = np.random.default_rng(0)
SNAPSHOTS = rng.normal(size=(5, 784))
IMAGES, LABELS = rng.integers(0, 256, (3, 784)).astype(np.uint8), [5, 0, 4]
ACCURACIES = [0.5, 0.6, 0.7, 0.8, 0.9]

TYPICAL = {
    "line": lambda: explorers.decision_line_picture("XOR", 1, 1, -0.5),
    "line, weights 0": lambda: explorers.decision_line_picture("AND", 0, 0, 0),
    "step": lambda: explorers.step_and_sigmoid_picture(-3, 2.75, 20),
    "step, weight 0": lambda: explorers.step_and_sigmoid_picture(0, 1, 1),
    "step, far away": lambda: explorers.step_and_sigmoid_picture(0.25, 3, 1),
    "valley": lambda: explorers.valley_picture(0.1, 20),
    "valley, none": lambda: explorers.valley_picture(0.1, 0),
    "valley, too fast": lambda: explorers.valley_picture(2.5, 20),
    "weights": lambda: explorers.neuron_weights_picture(SNAPSHOTS, ACCURACIES, 4, unit="epoch"),
    "weights, all 0": lambda: explorers.neuron_weights_picture(np.zeros((1, 64)), [0.5], 0),
    "pixels": lambda: explorers.pixels_picture(IMAGES, LABELS, 1, 0, 18),
    "network": lambda: explorers.forward_backward_picture(0, 1, 0.5),
    "network, middle": lambda: explorers.forward_backward_picture(12, -1.75, -1.75),
    "network, all": lambda: explorers.forward_backward_picture(N_STEPS, -1.75, -1.25),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


@pytest.mark.parametrize("step", range(N_STEPS + 1))
def test_every_step_can_be_read(step):
    assert_readable(explorers.forward_backward_picture(step, -1.75, 1.25))


@pytest.mark.parametrize(
    ("gate", "w1", "w2", "b"), [("AND", 1, 1, -1.5), ("OR", 1, 1, -0.5), ("NAND", -1, -1, 1.5)]
)
def test_gates_that_a_line_can_do(gate, w1, w2, b):
    assert "4 of 4" in explorers.decision_line_picture(gate, w1, w2, b).sentence


def test_xor_is_never_done():
    weights = np.arange(-2, 2.1, 0.5)
    best = max(
        int(re.search(r"(\d) of 4", explorers.decision_line_picture("XOR", *w, b).sentence)[1])
        for w in ((1, 1), (1, -1), (-1, 1), (-1, -1))
        for b in weights
    )
    assert best == 3


def test_step_and_sigmoid_numbers():
    sentence = explorers.step_and_sigmoid_picture(-2, 1, 2).sentence
    assert sentence == (
        "The step jumps at x = 0.5; the sigmoid falls from 0.9 to 0.1 within 1.0986 of x."
    )
    assert "the step is 0 and the sigmoid 0.2689" in (
        explorers.step_and_sigmoid_picture(0, -1, 1).sentence
    )


@pytest.mark.parametrize(
    ("rate", "fate"),
    [
        (0.3, "by 0.7: the ball comes closer"),
        (1.0, "by 0: one step reaches"),
        (1.5, "jumps across, and comes closer"),
        (2.0, "to and fro for ever"),
        (2.2, "further away"),
    ],
)
def test_valley_fates(rate, fate):
    sentence = explorers.valley_picture(rate, 10).sentence
    assert fate in sentence
    assert ("left the picture" in sentence) == (rate > 2)


@pytest.mark.parametrize("x", [(1, 0.5), (-1.75, 1.25), (0, 0)])
def test_forward_backward_shows_the_right_numbers(x):
    x = np.array(x, dtype=float)
    W1, W2, y = forward_backward.W1, forward_backward.W2, np.eye(2)[forward_backward.LABEL]
    z1 = x @ W1
    a1 = np.maximum(z1, 0)
    z2 = a1 @ W2
    p = np.exp(z2) / np.exp(z2).sum()
    dz2 = p - y
    da1 = W2 @ dz2
    dz1 = da1 * (z1 > 0)
    alt = explorers.forward_backward_picture(N_STEPS, *x).alt
    values = {"z1": z1, "a1": a1, "z2": z2, "p": p}
    values |= {"dL/dz1": dz1, "dL/da1": da1, "dL/dz2": dz2, "dL/dp": -y / p}
    for name, pair in values.items():
        assert f"{name} = ({number(pair[0])}, {number(pair[1])})" in alt
    assert f"L = {number(-np.log(p @ y))};" in alt
    assert alt.endswith(f"= {number(x[1] * dz1[1])}.")


BAD = {
    "gate": lambda: explorers.decision_line_picture("MAYBE", 1, 1, 1),
    "sharpness": lambda: explorers.step_and_sigmoid_picture(1, 1, 0),
    "rate": lambda: explorers.valley_picture(0, 1),
    "steps": lambda: explorers.valley_picture(1, 21),
    "index": lambda: explorers.neuron_weights_picture(SNAPSHOTS, ACCURACIES, 5),
    "accuracies": lambda: explorers.neuron_weights_picture(SNAPSHOTS, [0.5], 0),
    "pixels": lambda: explorers.neuron_weights_picture(SNAPSHOTS[:, 1:], ACCURACIES, 0),
    "one snapshot": lambda: explorers.explore_neuron_weights(SNAPSHOTS[:1], [0.5]),
    "step": lambda: explorers.forward_backward_picture(N_STEPS + 1, 1, 1),
    "start": lambda: explorers.Explorer(lambda n: bars([n]), n=(0, 9, 1, 10)),
    "upside down": lambda: explorers.Explorer(lambda n: bars([n]), n=(9, 0, 1, 5)),
}


@pytest.mark.parametrize("make", BAD.values(), ids=BAD)
def test_bad_input_is_refused(make):
    with pytest.raises(ValueError, match="expected"):
        make()


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


@pytest.mark.parametrize(
    "make",
    [
        explorers.explore_step_and_sigmoid,
        explorers.explore_valley,
        lambda: explorers.explore_neuron_weights(SNAPSHOTS, ACCURACIES),
        explorers.explore_forward_backward,
    ],
)
def test_every_control_matters_and_reset_brings_back_the_start(make):
    explorer = make()
    explorer_start, start = explorer.values, explorer.sentence
    for control in explorer.controls.values():
        assert isinstance(control, Slider)
        before = explorer._image.value
        control.value = control.max if control.value != control.max else control.min
        assert explorer.error is None
        assert explorer._image.value != before
    explorer.reset()
    assert explorer.values == explorer_start
    assert explorer.sentence == start


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


def test_every_picture_of_an_explorer_has_one_size():
    for make in (explorers.explore_decision_line, explorers.explore_forward_backward):
        explorer = make()
        size = explorer.picture.size
        for control in explorer.controls.values():
            if hasattr(control, "max"):
                control.value = control.max
                assert explorer.picture.size == size


def fragile(n):
    if n > 5:
        raise ZeroDivisionError("n < 6 & no more")
    return bars([n])


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


@pytest.mark.parametrize("place", [(3, 0, 0), (-1, 0, 0), (0, 19, 0)])
def test_pixels_refuses_what_is_not_there(place):
    with pytest.raises(ValueError, match="expected 0 to"):
        explorers.pixels_picture(IMAGES, LABELS, *place)
