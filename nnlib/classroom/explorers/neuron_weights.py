"""Explore a neuron's weights while it learns."""

from functools import partial

import numpy as np

from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import BLUE, DIVERGING, VERMILLION, Picture, figure, in_style
from nnlib.classroom.plots.shapes import numbers, side_of_square
from nnlib.classroom.sentences import number


@in_style
def neuron_weights_picture(snapshots, accuracies, index, times=None, unit="step"):
    """Show one of the stored snapshots of a neuron's weights, and its accuracy.

    Parameters
    ----------
    snapshots : array_like, shape (k, n_in)
        The weights at k times; n_in is a square number such as 784.
    accuracies : array_like, shape (k,)
        The accuracy at each time, 0 to 1.
    index : int
        Which snapshot is shown.
    times : array_like, shape (k,), optional
        When they were taken; 0, 1, 2, … without.
    unit : str
        What the times count.

    Returns
    -------
    Picture
        All snapshots share one colour scale. The accuracy's axis spans those after the first,
        which is mostly far below: before any learning.

    Raises
    ------
    ValueError
        If shapes do not fit, or there is no such snapshot.

    Examples
    --------
    >>> neuron_weights_picture([[0, 0, 0, 0], [1, -1, 0, 0]], [0.5, 0.75], index=1).sentence
    'At step 1 the weights go from −1 to 1; accuracy 0.75, against 0.5 at step 0.'
    """
    who = "neuron_weights_picture()"
    snapshots = numbers(snapshots, who, "snapshots", ndim=2)
    k, n_in = snapshots.shape
    side = side_of_square(n_in, who, "snapshots")
    accuracies = numbers(accuracies, who, "accuracies", ndim=1)
    times = numbers(np.arange(k) if times is None else times, who, "times", ndim=1)
    for name, array in (("accuracies", accuracies), ("times", times)):
        if len(array) != k:
            raise ValueError(f"{who} got {name} of shape {array.shape}; expected ({k},)")
    if not 0 <= index < k:
        raise ValueError(f"{who} got index={index}; expected 0 to {k - 1}")

    sheet = figure(7.0, 3.1)
    left, right = sheet.subplots(1, 2, width_ratios=[1, 1.25])
    limit = np.abs(snapshots).max() or 1.0
    image = snapshots[index].reshape(side, side)
    mesh = left.imshow(image, cmap=DIVERGING, vmin=-limit, vmax=limit)
    left.set(xticks=[], yticks=[], title=f"weights at {unit} {number(times[index])}")
    left.spines[:].set_visible(True)
    bar = sheet.colorbar(mesh, ax=left, shrink=0.85)
    bar.ax.tick_params(labelsize=8.5)
    low, high = accuracies[min(1, k - 1) :].min(), accuracies.max()
    margin = max(0.1 * (high - low), 0.0005)
    bottom, top = low - margin, high + margin
    right.plot(times, accuracies, color=BLUE)
    below = accuracies[index] < bottom
    place, mark = (bottom, "v") if below else (accuracies[index], "o")
    right.plot(times[index], place, mark, color=VERMILLION, markersize=10, clip_on=False, zorder=5)
    right.set(xlabel=unit, ylabel="accuracy", ylim=(bottom, top), title="accuracy")
    right.ticklabel_format(axis="y", useOffset=False)
    if accuracies[0] < bottom:
        words = f"{unit} {number(times[0])}: {number(accuracies[0])}, below the picture"
        right.text(0.97, 0.12, words, transform=right.transAxes, ha="right", color="black")

    w = snapshots[index]
    sentence = (
        f"At {unit} {number(times[index])} the weights go from {number(w.min())} to "
        f"{number(w.max())}; accuracy {number(accuracies[index])}"
    )
    if index:
        sentence += f", against {number(accuracies[0])} at {unit} {number(times[0])}"
    alt = "Weights as a square picture, purple below 0, orange above, beside a line of accuracy."
    return Picture(sheet, f"{alt} {sentence}.", f"{sentence}.")


def explore_neuron_weights(snapshots, accuracies, times=None, unit="step"):
    """Give a slider over stored snapshots of a neuron's weights; it starts at the second.

    Parameters
    ----------
    snapshots, accuracies, times, unit
        As `neuron_weights_picture` takes them; at least two snapshots.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If there are fewer than two snapshots, or shapes do not fit.

    Examples
    --------
    >>> explore_neuron_weights([[0, 0, 0, 0], [1, -1, 0, 0]], [0.5, 0.75])
    Explorer(snapshot=1)
    """
    # Copies: a network that goes on learning must not change what was stored.
    snapshots = numbers(snapshots, "explore_neuron_weights()", "snapshots", ndim=2).copy()
    if len(snapshots) < 2:
        raise ValueError(
            f"explore_neuron_weights() got snapshots of shape {snapshots.shape}; "
            "expected (k, n_in) with k at least 2"
        )
    accuracies = np.array(accuracies)
    times = None if times is None else np.array(times)
    show = partial(neuron_weights_picture, snapshots, accuracies, times=times, unit=unit)
    # The first snapshot is mostly all zeros, an empty square: the slider starts at the second.
    return Explorer(lambda snapshot: show(snapshot), snapshot=(0, len(snapshots) - 1, 1, 1))
