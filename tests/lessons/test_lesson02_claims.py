"""What lesson 02 says, computed again: the other eight digits, a file's length, an exercise."""

import inspect
import re

import numpy as np

from nnlib import SigmoidNeuron, neurons
from twins import read_twin

from .lesson_code import TEXTS, from_lesson

PATH = TEXTS / "02_the_sigmoid_neuron.md"
TEXT = PATH.read_text("utf-8")
X, y, X_held, images, labels, unsure_and_sure = from_lesson(
    2, "X_train", "y_train", "X_held", "images", "labels", "unsure_and_sure"
)


def test_of_other_digits_it_is_mostly_unsure_and_of_a_few_sure():
    neuron = SigmoidNeuron(w=np.zeros(784))
    for _ in range(100):
        neuron.learn(X, y, lr=0.3)

    def percents(inputs):
        return map(int, re.findall(r"(\d+)%", unsure_and_sure(neuron.output(inputs))))

    others = [percents(images[labels == digit][:1000] / 255) for digit in range(2, 10)]
    unsure, sure = zip(*others, strict=True)
    fewest, most = map(int, re.search(r"of (\d+) to (\d+)\nin a hundred it is sure", TEXT).groups())
    assert (min(sure), max(sure)) == (fewest, most)
    assert 40 <= min(unsure) <= np.mean(unsure) <= 55  # "about half of them"
    unsure_here, sure_here = percents(X_held)
    assert unsure_here < min(unsure) / 10
    assert sure_here > 5 * most


def test_the_file_of_neurons_is_as_long_as_it_says():
    assert "has little more than a hundred lines" in TEXT
    assert 100 < len(inspect.getsource(neurons).splitlines()) < 120


def test_no_code_above_the_first_exercise_answers_it():
    above, _, _ = PATH.read_text("utf-8").partition("### Exercise 02.1")
    code = "".join(cell.source for cell in read_twin(PATH).cells if cell.cell_type == "code")
    assert "a * (1 - a)" in code  # further down
    assert not re.search(r"\ba \* \(1 - a\)", above)
