"""Explore a tiny network value by value: forward to the loss, backward to every weight."""

from dataclasses import dataclass

import ipywidgets as widgets
import numpy as np

from nnlib.activations import ReLU, Softmax
from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import Picture
from nnlib.classroom.plots import flow
from nnlib.classroom.sentences import number
from nnlib.layers import Dense
from nnlib.losses import CrossEntropy
from nnlib.network import Network

W1 = np.array([[0.5, -1.0], [1.0, 0.5]])
W2 = np.array([[1.0, -1.0], [0.5, 1.5]])
LABEL = 1
UNITS = (0, 1)
NAMES = ("z1", "a1", "z2", "p", "L")


@dataclass(frozen=True)
class Step:
    """One number that is computed: where it stands, and how it comes about."""

    way: str  # "forward" or "backward"
    name: str  # "z1", … or for gradients "dz1", …, "dW1"
    place: tuple
    formula: str


def _bracketed(value):
    words = number(value)
    return f"({words})" if words.startswith("−") else words


def _product(terms):
    """Write a sum of products with numbers."""
    return " + ".join(f"{_bracketed(a)}·{_bracketed(b)}" for a, b in terms)


def _all_numbers(x):
    """Compute every value and gradient of the tiny network with nnlib itself."""
    net = Network(Dense.from_arrays(W1), ReLU(), Dense.from_arrays(W2), Softmax())
    loss = CrossEntropy()
    found = {name: output[0] for name, output in net.trace(x[np.newaxis])}
    found["p"] = found.pop("a2")
    found["L"] = np.array([loss.forward(found["p"][np.newaxis], np.eye(2)[[LABEL]])])
    found |= {name: grad[0] for name, grad in net.trace_back(loss.backward())}
    found["dp"] = found.pop("da2")
    found |= net.gradients()
    return found


def _steps(x, found):
    """Give all steps in order, with the formula of each in words and numbers."""
    steps = []

    def add(way, name, place, words):
        steps.append(Step(way, name, place, f"{words} = {number(found[name][place])}"))

    z1, a1, z2, p = (found[name] for name in NAMES[:4])
    dz2, dz1 = found["dz2"], found["dz1"]
    for z, a, W, last in (("z1", x, W1, "x"), ("z2", a1, W2, "a1")):
        for j in UNITS:
            terms = " + ".join(f"{last}[{i}]·W{z[1]}[{i}, {j}]" for i in UNITS)
            numbers = _product((a[i], W[i, j]) for i in UNITS)
            add("forward", z, (j,), f"{z}[{j}] = {terms} = {numbers}")
        if z == "z1":
            for j in UNITS:
                words = f"a1[{j}] = max(0, z1[{j}]) = max(0, {number(z1[j])})"
                add("forward", "a1", (j,), words)
    for j in UNITS:
        words = f"p[{j}] = e^z2[{j}] / (e^z2[0] + e^z2[1]), with z2 = ({number(z2[0])}, "
        add("forward", "p", (j,), f"{words}{number(z2[1])}): p[{j}]")
    add("forward", "L", (0,), f"L = −ln p[{LABEL}] = −ln {number(p[LABEL])}")

    for j in UNITS:
        words = f"dL/dp[{j}] = −1 / p[{j}] = −1 / {number(p[j])}"
        if j != LABEL:
            words = f"p[{j}] does not enter L, since the label is {LABEL}: dL/dp[{j}]"
        add("backward", "dp", (j,), words)
    for j in UNITS:
        y = int(j == LABEL)
        words = f"through softmax, all ways added up: dL/dz2[{j}] = p[{j}] − y[{j}] = "
        add("backward", "dz2", (j,), f"{words}{number(p[j])} − {y}")
    _add_weights(add, "dW2", "a1", a1, "z2", dz2)
    for i in UNITS:
        terms = " + ".join(f"dL/dz2[{j}]·W2[{i}, {j}]" for j in UNITS)
        numbers = _product((dz2[j], W2[i, j]) for j in UNITS)
        add("backward", "da1", (i,), f"dL/da1[{i}] = {terms} = {numbers}")
    for j in UNITS:
        words = f"a1[{j}] > 0, so the gradient passes: dL/dz1[{j}] = dL/da1[{j}]"
        if not a1[j] > 0:
            words = f"a1[{j}] = 0, so the gradient stops: dL/dz1[{j}]"
        add("backward", "dz1", (j,), words)
    _add_weights(add, "dW1", "x", x, "z1", dz1)
    return steps


def _add_weights(add, name, last, a, z, dz):
    for i in UNITS:
        for j in UNITS:
            words = f"dL/d{name[1:]}[{i}, {j}] = {last}[{i}]·dL/d{z}[{j}] = "
            add("backward", name, (i, j), words + _product([(a[i], dz[j])]))


N_STEPS = len(_steps(np.ones(2), _all_numbers(np.ones(2))))


def forward_backward_picture(step, x1, x2):
    """Show a tiny network as far as it is computed, and the formula of the last number.

    Two inputs, two ReLU units, two softmax outputs, cross-entropy with label 1; no biases, to
    keep it small. The numbers come from nnlib's layers.

    Parameters
    ----------
    step : int
        How many numbers are computed: 0 to `N_STEPS`.
    x1, x2 : float
        The inputs, x[0] and x[1] in the picture.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is no such step.

    Examples
    --------
    >>> print(forward_backward_picture(1, 1.0, 0.5).sentence)
    Step 1 of 25, forward: z1[0] = x[0]·W1[0, 0] + x[1]·W1[1, 0] = 1·0.5 + 0.5·1 = 1.
    """
    if not 0 <= step <= N_STEPS:
        raise ValueError(f"forward_backward_picture() got step={step}; expected 0 to {N_STEPS}")
    x = np.array([x1, x2], dtype=float)
    found = _all_numbers(x)
    steps = _steps(x, found)
    known = {name: np.full(np.shape(values), np.nan) for name, values in found.items()}
    for done in steps[:step]:
        known[done.name][done.place] = found[done.name][done.place]

    current = None
    sentence = (
        f"Step 0 of {N_STEPS}: x = ({number(x1)}, {number(x2)}), the label is {LABEL}, and nothing "
        "is computed yet."
    )
    if step:
        last = steps[step - 1]
        name = last.name.removeprefix("d") if "W" in last.name else last.name
        current = (name, *last.place)
        sentence = f"Step {step} of {N_STEPS}, {last.way}: {last.formula}."
    picture = flow(
        [
            {"x": x},
            {"z1": known["z1"], "a1": known["a1"]},
            {"z2": known["z2"]},
            {"p": known["p"]},
            {"L": known["L"]},
        ],
        weights=[W1, W2],
        gradients={name: known[f"d{name}"] for name in NAMES[:4]},
        weight_gradients=[known["dW1"], known["dW2"]],
        current=current,
    )
    return Picture(picture.figure, f"{picture.alt} {sentence}", sentence)


def explore_forward_backward():
    """Give a step slider with a Play button, and two inputs, over `forward_backward_picture`.

    Returns
    -------
    Explorer

    Examples
    --------
    >>> explore_forward_backward()
    Explorer(step=0, x1=1.0, x2=0.5)
    """
    play = widgets.Play(min=0, max=N_STEPS, step=1, value=0, interval=1500, show_repeat=False)
    return Explorer(
        forward_backward_picture,
        step=play,
        x1=(-2.0, 2.0, 0.25, 1.0),
        x2=(-2.0, 2.0, 0.25, 0.5),
    )
