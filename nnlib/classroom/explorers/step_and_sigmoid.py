"""Explore the step and the sigmoid of one input."""

import numpy as np

from nnlib.activations import sigmoid, step
from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import SKY, Picture, in_style
from nnlib.classroom.plots import functions
from nnlib.classroom.sentences import number

LOW, HIGH = -4.0, 4.0


@in_style
def step_and_sigmoid_picture(w, b, k=1.0):
    """Show step(z) and sigmoid(z) for z = k · (w · x + b).

    Parameters
    ----------
    w, b : float
        Weight and bias.
    k : float
        Both are multiplied by it: the larger, the sharper the sigmoid.

    Returns
    -------
    Picture
        The shaded band is where the sigmoid lies between 0.1 and 0.9.

    Raises
    ------
    ValueError
        If `k` is not above 0.

    Examples
    --------
    >>> step_and_sigmoid_picture(w=1, b=-0.5, k=4).sentence
    'The step jumps at x = 0.5; the sigmoid rises from 0.1 to 0.9 within 1.0986 of x.'
    """
    if not k > 0:
        raise ValueError(f"step_and_sigmoid_picture() got k={k}; expected a number above 0")
    picture = functions(
        {
            "step": lambda x: step(k * (w * x + b)),
            "sigmoid": lambda x: sigmoid(k * (w * x + b)),
        },
        low=LOW,
        high=HIGH,
        xlabel="x",
        ylabel="output",
        title=f"z = {number(k)} · ({number(w)} · x {'−' if b < 0 else '+'} {number(abs(b))})",
    )
    axes = picture.figure.axes[0]
    axes.set_ylim(-0.08, 1.08)
    if w == 0:
        outputs = [number(f(np.array(k * b))) for f in (step, sigmoid)]
        sentence = (
            f"The weight is 0, so x does not matter: the step is {outputs[0]} and the sigmoid "
            f"{outputs[1]} everywhere."
        )
    else:
        middle = -b / w
        width = 2 * np.log(9) / (k * abs(w))  # sigmoid(±ln 9) is 0.9 and 0.1
        axes.axvspan(middle - width / 2, middle + width / 2, color=SKY, alpha=0.25, zorder=0)
        axes.set_xlim(LOW, HIGH)
        goes = "rises from 0.1 to 0.9" if w > 0 else "falls from 0.9 to 0.1"
        sentence = (
            f"The step jumps at x = {number(middle)}; the sigmoid {goes} within "
            f"{number(width)} of x."
        )
    alt = f"Graphs of a step and a sigmoid over x from {number(LOW)} to {number(HIGH)}."
    return Picture(picture.figure, f"{alt} {sentence}", sentence)


def explore_step_and_sigmoid():
    """Give sliders for weight, bias and sharpness over `step_and_sigmoid_picture`.

    Returns
    -------
    Explorer

    Examples
    --------
    >>> explore_step_and_sigmoid()
    Explorer(w=1.0, b=0.0, k=1.0)
    """
    return Explorer(
        step_and_sigmoid_picture,
        w=(-3.0, 3.0, 0.25, 1.0),
        b=(-3.0, 3.0, 0.25, 0.0),
        k=(1.0, 20.0, 1.0, 1.0),
    )
