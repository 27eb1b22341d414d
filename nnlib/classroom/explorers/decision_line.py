"""Explore the decision line: which weights and bias make a neuron into a gate?"""

import numpy as np

from nnlib.activations import step
from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import Picture
from nnlib.classroom.plots import decision_line
from nnlib.classroom.sentences import listed

INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
GATES = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "XOR": [0, 1, 1, 0]}


def decision_line_picture(gate, w1, w2, b):
    """Show the line of a neuron over the four inputs of a gate, and count the right answers.

    Parameters
    ----------
    gate : {"AND", "OR", "NAND", "XOR"}
        What the neuron should compute.
    w1, w2, b : float
        Weights and bias.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the gate is not one of the four.

    Examples
    --------
    >>> decision_line_picture("AND", 1, 1, -1.5).sentence
    'AND: the line 1·x1 + 1·x2 − 1.5 = 0 has 4 of 4 points on the right side.'
    >>> decision_line_picture("XOR", 1, 1, -0.5).sentence[-53:]
    'has 3 of 4 points on the right side. Wrong at (1, 1).'
    """
    if gate not in GATES:
        raise ValueError(f"decision_line_picture() got gate {gate!r}; expected {', '.join(GATES)}")
    y = np.array(GATES[gate])
    picture = decision_line(
        INPUTS,
        y,
        w=[w1, w2],
        b=b,
        names=(f"{gate} is 0", f"{gate} is 1"),
        limits=(-0.5, 1.5),
    )
    sentence = f"{gate}: {picture.sentence[0].lower()}{picture.sentence[1:]}"
    wrong = INPUTS[step(INPUTS @ np.array([w1, w2]) + b) != y]
    if len(wrong):
        sentence += f" Wrong at {listed(f'({x1}, {x2})' for x1, x2 in wrong)}."
    alt = f"The four inputs of {gate} on a plane, the half plane of output 1 dotted. {sentence}"
    return Picture(picture.figure, alt, sentence)


def explore_decision_line(gate="AND"):
    """Give three sliders and a choice of gate over `decision_line_picture`.

    Parameters
    ----------
    gate : {"AND", "OR", "NAND", "XOR"}
        The gate at the start.

    Returns
    -------
    Explorer

    Examples
    --------
    >>> explore_decision_line("OR")
    Explorer(gate='OR', w1=1.0, w2=0.5, b=0.25)
    """
    # Steps of a quarter are exact in binary: a point that looks on the line is on the line.
    weight = (-2.0, 2.0, 0.25)
    return Explorer(
        decision_line_picture,
        gate=sorted(GATES, key=lambda name: name != gate),
        w1=(*weight, 1.0),
        w2=(*weight, 0.5),
        b=(-3.0, 3.0, 0.25, 0.25),
    )
