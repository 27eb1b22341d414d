"""All explorers: each is read back in the test of its module, and moved here."""

from pathlib import Path

import numpy as np
import pytest

from nnlib import data
from nnlib.classroom import explorers, forty_digits
from nnlib.classroom.explorers.controls import Slider
from nnlib.classroom.pictures import Picture
from picture_checks import lines, seen, texts

from .test_weight_decay import stored_training

rng = np.random.default_rng(0)
IMAGES = rng.integers(0, 256, (3, 784)).astype(np.uint8)
LABELS = [5, 0, 4]
POINTS = rng.normal(size=(2, 12))
HISTORIES = {"sorted": 100 * rng.random((4, 3)), "shuffled": 100 * rng.random((4, 3))}
SNAPSHOTS = rng.normal(size=(4, 9)), rng.random(4)
SIX, FOUR = rng.integers(0, 9, (6, 9)), rng.normal(size=(9, 4))
BLOBS = data.two_blobs(20, rng=np.random.default_rng(0))
BLOBS = BLOBS[0] + 2, BLOBS[1]  # not around 0: it takes more than one correction


# What an explorer is made of, values that none of them starts with, and the picture of these.
MOVED = {
    "activations": (
        lambda: explorers.explore_activations(FOUR),
        {"activation": "ReLU", "weights": "N(0, 1)", "factor": 2.0, "units": 10, "n_layers": 3},
        lambda **values: explorers.activations_picture(FOUR, **values),
    ),
    "batch size": (
        lambda: explorers.explore_batch_size(*POINTS),
        {"batch_size": 5, "learning_rate": 0.5, "n_steps": 7},
        lambda **values: explorers.batch_size_picture(*POINTS, **values),
    ),
    "class scores": (
        lambda: explorers.explore_class_scores(SIX, [1, 2, 3, 0, 1, 2], FOUR, POINTS[0][:4]),
        {"image": 3, "neuron": 2},
        lambda **values: explorers.class_scores_picture(
            SIX, [1, 2, 3, 0, 1, 2], FOUR, b=POINTS[0][:4], **values
        ),
    ),
    "corrections": (
        lambda: explorers.explore_corrections(*BLOBS),
        {"correction": 2},
        lambda **values: explorers.corrections_picture(*BLOBS, **values),
    ),
    "decision line": (
        explorers.explore_decision_line,
        {"gate": "XOR", "w1": 0.5, "w2": -1.0, "b": -0.25},
        explorers.decision_line_picture,
    ),
    "digit accuracies": (
        lambda: explorers.explore_digit_accuracies(HISTORIES, 5, {"shuffled": [2, 1, 0, 1]}),
        {"order": "shuffled", "batches": 15},
        lambda **values: explorers.digit_accuracies_picture(
            HISTORIES, 5, current={"shuffled": [2, 1, 0, 1]}, **values
        ),
    ),
    "forward and backward": (
        explorers.explore_forward_backward,
        {"step": 7, "x1": -0.5, "x2": 1.25},
        explorers.forward_backward_picture,
    ),
    "momentum": (
        explorers.explore_momentum,
        {"learning_rate": 0.05, "momentum": 0.8, "n_steps": 9},
        explorers.momentum_picture,
    ),
    "neuron weights": (
        lambda: explorers.explore_neuron_weights(*SNAPSHOTS, [0, 3, 5, 9], "epoch"),
        {"snapshot": 2},
        lambda snapshot: explorers.neuron_weights_picture(
            *SNAPSHOTS, snapshot, [0, 3, 5, 9], "epoch"
        ),
    ),
    "pixels": (
        lambda: explorers.explore_pixels(IMAGES, LABELS),
        {"image": 2, "top": 5, "left": 17},
        lambda **values: explorers.pixels_picture(IMAGES, LABELS, **values),
    ),
    "slopes": (
        explorers.explore_slopes,
        {"function": "tanh", "z": 0.75, "n_layers": 3},
        explorers.slopes_picture,
    ),
    "step and sigmoid": (
        explorers.explore_step_and_sigmoid,
        {"w": -2.0, "b": 0.5, "k": 3.0},
        explorers.step_and_sigmoid_picture,
    ),
    "valley": (
        explorers.explore_valley,
        {"learning_rate": 0.7, "n_steps": 5},
        explorers.valley_picture,
    ),
    "weight decay": (
        explorers.explore_weight_decay,
        {"strength": 0.01, "epoch": 50},
        explorers.weight_decay_picture,
    ),
}


@pytest.mark.parametrize("name", [n for n in explorers.__all__ if n.endswith("_picture")])
def test_each_picture_is_read_back(name):
    room = getattr(explorers, name).__module__.rpartition(".")[2]
    source = Path(__file__).with_name(f"test_{room}.py").read_text(encoding="utf-8")
    assert f"def test_{room}(" in source, f"no test reads what explorers.{name} draws"


def test_every_explorer_is_moved():
    made = {name for name in explorers.__all__ if name.startswith("explore_")}
    assert made == {f"explore_{name.replace(' and b', '_b').replace(' ', '_')}" for name in MOVED}


@pytest.mark.parametrize(("make", "values", "picture"), MOVED.values(), ids=MOVED)
def test_an_explorer_shows_the_values_of_its_controls(monkeypatch, make, values, picture):
    monkeypatch.setattr(Picture, "png", b"not drawn: the figures were read above")
    monkeypatch.setattr(forty_digits, "learned", stored_training)
    explorer = make()
    start = explorer.values
    for name, value in values.items():
        explorer.controls[name].value = value
    assert explorer.values == values
    assert [name for name in start if start[name] == values[name]] == []
    shown, expected = explorer.picture, picture(**values)
    assert (explorer.sentence, shown.alt) == (expected.sentence, expected.alt)
    for axes, other in zip(shown.figure.axes, expected.figure.axes, strict=True):
        assert lines(axes) == lines(other)
        assert [seen(image).tolist() for image in axes.images] == [
            seen(image).tolist() for image in other.images
        ]
        assert texts(axes) == texts(other)


@pytest.mark.parametrize(("make", "values"), [row[:2] for row in MOVED.values()], ids=MOVED)
def test_controls_sentence_and_picture_fit_a_laptops_screen(monkeypatch, make, values):
    """Estimated, in pixels; `pages` measures it: 1366 × 768 leaves JupyterLab's notebook 647."""
    monkeypatch.setattr(Picture, "png", b"not drawn")
    monkeypatch.setattr(forty_digits, "learned", stored_training)
    explorer = make()
    for name, value in values.items():
        explorer.controls[name].value = value
    width, height = explorer.picture.size
    rows = -(-len(explorer.controls) // 2)  # two controls side by side
    lines = max(3, -(-6.5 * len(explorer.sentence) // width))  # a letter is about 6.5 wide
    assert 32 * rows + 19 * lines + 5 + height <= 640


@pytest.mark.parametrize(
    "make",
    [
        explorers.explore_step_and_sigmoid,
        explorers.explore_valley,
        lambda: explorers.explore_neuron_weights(*SNAPSHOTS),
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


def test_every_picture_of_an_explorer_has_one_size():
    for make in (explorers.explore_decision_line, explorers.explore_forward_backward):
        explorer = make()
        size = explorer.picture.size
        for control in explorer.controls.values():
            if hasattr(control, "max"):
                control.value = control.max
                assert explorer.picture.size == size
