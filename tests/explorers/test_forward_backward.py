"""A tiny network, number by number, forward and backward."""

import re

import numpy as np
import pytest

from nnlib.activations import relu, softmax
from nnlib.classroom import explorers
from nnlib.classroom.explorers import forward_backward
from nnlib.classroom.explorers.forward_backward import N_STEPS
from nnlib.classroom.sentences import number
from picture_checks import assert_readable, boxes, on_arrows, one_axes


def as_number(words):
    """Compute what the explorer writes, such as 1·0.5 + (−2)·0.25 or −ln 0.75."""
    words = re.sub(r"ln ([\d.]+)", r"log(\1)", words.replace("·", "*").replace("−", "-"))
    return eval(words, {"log": np.log})


TYPICAL = {
    "network": lambda: explorers.forward_backward_picture(0, 1, 0.5),
    "middle": lambda: explorers.forward_backward_picture(12, -1.75, -1.75),
    "all": lambda: explorers.forward_backward_picture(N_STEPS, -1.75, -1.25),
}


@pytest.mark.parametrize("make", TYPICAL.values(), ids=TYPICAL)
def test_every_picture_can_be_read(make):
    assert_readable(make())


@pytest.mark.parametrize("step", range(N_STEPS + 1))
def test_every_step_can_be_read(step):
    assert_readable(explorers.forward_backward_picture(step, -1.75, 1.25))


def test_forward_backward():
    x = np.array([1.5, -0.25])
    W1, W2 = forward_backward.W1, forward_backward.W2
    z1 = x @ W1
    a1 = relu(z1)
    z2 = a1 @ W2
    p = softmax(z2[np.newaxis])[0]
    dz2 = p - [0, 1]
    da1 = W2 @ dz2
    dz1 = da1 * (z1 > 0)
    dp = np.array([0, -1 / p[1]])

    def unit(j, *pairs):
        words = []
        for name, value, slope in pairs:
            words.append(f"{name}[{j}] = {number(value[j], 3)}")
            words += [] if slope is None else [f"← {number(slope[j], 3)}"]
        return words

    picture = explorers.forward_backward_picture(forward_backward.N_STEPS, *x)
    axes = one_axes(picture)
    assert boxes(axes) == [
        [unit(j, ("x", x, None)) for j in (0, 1)],
        [unit(j, ("z1", z1, dz1), ("a1", a1, da1)) for j in (0, 1)],
        [unit(j, ("z2", z2, dz2)) for j in (0, 1)],
        [unit(j, ("p", p, dp)) for j in (0, 1)],
        [[f"L = {number(-np.log(p[1]), 3)}"]],
    ]
    written = [
        [number(W[i, j], 3), f"← {number(a[i] * dz[j], 3)}"]
        for W, a, dz in ((W1, x, dz1), (W2, a1, dz2))
        for i in (0, 1)
        for j in (0, 1)
    ]
    assert on_arrows(axes)[:8] == written

    # After five numbers: z1, a1 and the first of z2, which is heavy.
    axes = one_axes(explorers.forward_backward_picture(5, *x))
    first, second = (column for column in boxes(axes)[2])
    assert first[0] == f"z2[0] = {number(z2[0], 3)}" and second[0] == "z2[1] = ?"
    assert [text.get_text() for text in axes.texts if text.get_weight() == "bold"] == first[:1]


def test_forward_backward_tells_the_number_that_is_heavy():
    x = 1.5, -0.25  # one unit is on and one is off
    for k in range(1, forward_backward.N_STEPS + 1):
        picture = explorers.forward_backward_picture(k, *x)
        axes = one_axes(picture)
        (heavy,) = [text.get_text() for text in axes.texts if text.get_weight() == "bold"]
        *_, formula, number_told = picture.sentence.rstrip(".").split(" = ")
        drawn = as_number(heavy.rpartition(" ")[2])
        assert drawn == pytest.approx(as_number(number_told), abs=0.0006), picture.sentence
        if re.fullmatch(r"[\d.·+/() −ln]+", formula):
            assert as_number(formula) == pytest.approx(as_number(number_told), abs=0.001), formula
        z1 = np.array(x) @ forward_backward.W1
        if "with z2" in picture.sentence:
            z2 = np.maximum(z1, 0) @ forward_backward.W2
            assert f"with z2 = ({number(z2[0])}, {number(z2[1])})" in picture.sentence
        if "the gradient" in picture.sentence:
            j = int(re.search(r"a1\[(\d)\]", picture.sentence)[1])
            assert ("passes" in picture.sentence) == (z1[j] > 0), picture.sentence


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


def test_a_step_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="expected"):
        explorers.forward_backward_picture(N_STEPS + 1, 1, 1)
