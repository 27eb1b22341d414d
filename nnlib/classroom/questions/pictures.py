"""Small pictures that questions ask about, by name; none of their words tells the answer."""

import numpy as np

from nnlib.classroom.plots import bars, clouds, curves, decision_line, paths


def two_clouds_in_a_row():
    """Points of two classes, one class behind the other as seen from (0, 0).

    Returns
    -------
    Picture

    Examples
    --------
    >>> two_clouds_in_a_row()
    Picture('8 points of class 0 and 8 of class 1.')
    """
    angles = np.arange(8) * np.pi / 4
    ring = 0.5 * np.column_stack([np.cos(angles), np.sin(angles)])
    X = np.concatenate([1 + ring, 3 + ring])
    names = ("class 0", "class 1")
    return decision_line(X, np.repeat([0, 1], 8), names=names, limits=(-0.5, 4))


def three_rates():
    """The loss over twenty steps, at three learning rates.

    Returns
    -------
    Picture

    Examples
    --------
    >>> three_rates()
    Picture('From step 0 to 20, A goes from 2 to 1.3352, B goes from 2 to 0.0002 and C goes from 2 to 1.8.')
    """  # noqa: E501 (one sentence, one line)
    steps = np.arange(21)
    losses = {"A": 2 * 0.98**steps, "B": 2 * 0.63**steps, "C": 1.8 + 0.7 * (steps % 2)}
    losses["C"][0] = 2
    return curves(losses, x=steps, xlabel="step", ylabel="loss")


def units_on():
    """For how many of the images each of four hidden units is on.

    Returns
    -------
    Picture

    Examples
    --------
    >>> units_on()
    Picture('unit 0: 21, unit 1: 50, unit 2: 98, unit 3: 2.')
    """
    names = [f"unit {j}" for j in range(4)]
    return bars([21, 50, 98, 2], names=names, ylabel="images for which it is on, in %")


def two_clouds():
    """The slopes of batches of two sizes, along two weights.

    Returns
    -------
    Picture

    Examples
    --------
    >>> two_clouds()
    Picture('The typical distance from (0.3, −0.2) is, for batches of 16: 0.4, larger batches: 0.2.')
    """  # noqa: E501 (one sentence, one line)
    centre = np.array([0.3, -0.2])
    dots = np.random.default_rng(0).normal(size=(150, 2))
    dots /= np.sqrt((dots**2).sum(axis=1).mean())  # a typical distance of 1
    points = {"batches of 16": centre + 0.4 * dots, "larger batches": centre + 0.2 * dots[::-1]}
    return clouds(points, centre, names=("slope of one weight", "slope of another"))


def two_kinds():
    """The accuracies of two kinds of hidden unit at two learning rates.

    Returns
    -------
    Picture

    Examples
    --------
    >>> two_kinds()
    Picture('A at 0.1: 89.9, B at 0.1: 86.2, A at 0.4: 87.5, B at 0.4: 90.1.')
    """
    names = ["A at 0.1", "B at 0.1", "A at 0.4", "B at 0.4"]
    return bars([89.9, 86.2, 87.5, 90.1], names=names, ylabel="accuracy in %")


def sizes_by_layer():
    """How large the outputs of five layers are, before any training.

    Returns
    -------
    Picture

    Examples
    --------
    >>> sizes_by_layer()
    Picture('layer 1: 0.37, layer 2: 0.099, layer 3: 0.029, layer 4: 0.0077, layer 5: 0.0021.')
    """
    names = [f"layer {i}" for i in range(1, 6)]
    sizes = [0.37, 0.099, 0.029, 0.0077, 0.0021]
    return bars(sizes, names=names, ylabel="root mean square of the outputs")


def digits_known():
    """How many images of each digit a network recognizes after one epoch.

    Returns
    -------
    Picture

    Examples
    --------
    >>> digits_known()
    Picture('0: 0, 1: 97, 2: 2, 3: 85, 4: 0, 5: 96, 6: 0, 7: 91, 8: 0, 9: 91.')
    """
    return bars([0, 97, 2, 85, 0, 96, 0, 91, 0, 91], xlabel="digit", ylabel="recognized, in %")


def two_losses():
    """The loss on training images and on others, over sixty epochs.

    Returns
    -------
    Picture

    Examples
    --------
    >>> two_losses()
    Picture('From epoch 5 to 60, learned from goes from 0.29 to 0.008 and others goes from 0.5 to 0.551.')
    """  # noqa: E501 (one sentence, one line)
    learned = [0.29, 0.15, 0.088, 0.055, 0.036, 0.024, 0.019, 0.015, 0.012, 0.011, 0.009, 0.008]
    others = [0.50, 0.454, 0.448, 0.493, 0.487, 0.497, 0.501, 0.521, 0.526, 0.534, 0.539, 0.551]
    both = {"learned from": learned, "others": others}
    return curves(both, x=5 * np.arange(1, 13), ylabel="loss")


def rolling_ball():
    """Twenty steps of momentum in a valley with the curvatures 1 and 25.

    Returns
    -------
    Picture

    Examples
    --------
    >>> rolling_ball()
    Picture('In (w1, w2), ball takes 20 steps to (1.1023, −0.3958) with loss 2.5661; the loss is lowest at (0, 0).')
    """  # noqa: E501 (one sentence, one line)
    curvature, w, v = np.array([1.0, 25.0]), np.array([-4.0, 1.0]), np.zeros(2)
    path = [w]
    for _ in range(20):
        v = 0.9 * v + curvature * w
        w = w - 0.04 * v
        path.append(w)
    view = {"low": (-5, -2.2), "high": (5, 2.2), "lowest": (0, 0)}
    view["levels"] = (0.001, 0.01, 0.1, 1, 3, 10, 30)
    return paths(lambda w1, w2: (w1**2 + 25 * w2**2) / 2, paths={"ball": path}, **view)
