"""The valley: the loss over one parameter, and a ball that goes down it."""

from itertools import pairwise

import numpy as np

from nnlib.classroom.pictures import (
    ARROW,
    BLUE,
    FAINT,
    GREEN,
    VERMILLION,
    Picture,
    figure,
    in_style,
)
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import counted, number


@in_style
def valley(loss, low, high, path=None, slope=None, xlabel="w", ylabel="loss", top=None, title=None):
    """Draw a loss over one parameter, and a ball, or several, that go down it.

    Parameters
    ----------
    loss : callable
        Takes one float and gives one.
    low, high : float
        Ends of the horizontal axis.
    path : array_like, shape (n,) or (k, n), optional
        The parameter at the start and after each step, of one ball or of k.
    slope : callable, optional
        The derivative of the loss. With it the tangent at the last place of each path is drawn.
    xlabel, ylabel : str
        Names of the parameter and the loss.
    top : float, optional
        Upper end of the vertical axis; without it the largest loss between `low` and `high`.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture
        Where the path leaves the picture, an arrow at the edge says so.

    Raises
    ------
    ValueError
        If the range is empty, the path is, or the loss is not a finite number.

    Examples
    --------
    >>> valley(lambda w: w**2, -3, 3, path=[2, 1, 0.5])
    Picture('After 2 steps w went from 2 to 0.5, and the loss from 4 to 0.25.')
    >>> valley(lambda w: w**2, -3, 3, path=[2], slope=lambda w: 2 * w)
    Picture('At w = 2 the loss is 4 and its slope is 4.')
    >>> valley(lambda w: w**2, -3, 3, path=[[2, 1], [-1, 0]]).sentence
    'After 1 step w went from 2 to 1, and the loss from 4 to 1. After 1 step w went from −1 to 0, and the loss from 1 to 0.'
    """  # noqa: E501 (one sentence, one line)
    if not low < high:
        raise ValueError(f"valley() got low={low}, high={high}; expected low below high")
    places = np.linspace(low, high, 301)
    losses = numbers([loss(w) for w in places], "valley()", "losses", ndim=1)
    sheet = figure(6.4, 3.8)
    axes = sheet.subplots()
    axes.plot(places, losses, color=BLUE)
    top = losses.max() if top is None else top
    bottom = min(losses.min(), 0.0)
    axes.set(xlim=(low, high), ylim=(bottom - 0.06 * (top - bottom), 1.06 * top - 0.06 * bottom))
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.set_title(title or "")
    axes.grid(axis="y", color=FAINT, alpha=0.3)

    lowest = int(losses.round(12).argmin())
    place = number(places[lowest])
    sentence = f"The lowest loss shown is {number(losses[lowest])}, at {xlabel} = {place}."
    if path is not None:
        several = np.ndim(path) == 2
        balls = numbers(path, "valley()", "path", ndim=2) if several else [path]
        sentence = " ".join(_one_ball(axes, loss, ball, slope, xlabel) for ball in balls)
    return Picture(sheet, f"A curve of {ylabel} over {xlabel}. {sentence}", sentence)


def _one_ball(axes, loss, path, slope, xlabel):
    """Draw the path of a ball, and tell it in a sentence."""
    # Rounded, so that the last bits, which differ between processors, move no pixel.
    path = numbers(path, "valley()", "path", ndim=1).round(6)
    heights = numbers([loss(w) for w in path], "valley()", "losses on the path", ndim=1)
    low, high = axes.get_xlim()
    inside = (path >= low) & (path <= high) & (heights <= axes.get_ylim()[1])
    _draw_path(axes, path, heights, inside)
    sentence = _told(path, heights, xlabel, "the loss")
    if slope is not None:
        steepness = _draw_tangent(axes, path[-1], heights[-1], slope)
        words = " and its slope is" if len(path) == 1 else "; its slope there is"
        sentence = f"{sentence[:-1]}{words} {number(steepness)}."
    if not inside.all():
        out = int((~inside).argmax())
        side = "right" if path[out] > 0.5 * (low + high) else "left"
        _say_outside(axes, out, path[out], side, xlabel)
        sentence = f"{sentence[:-1]}; it left the picture at step {out}."
    return sentence


def _draw_path(axes, path, heights, inside):
    """Draw the ball's places as far as they lie in the picture, the last one large."""
    n_inside = len(path) if inside.all() else int((~inside).argmax())
    if n_inside == 0:
        return
    spots = list(zip(path[:n_inside], heights[:n_inside], strict=True))
    size = np.array([np.ptp(axes.get_xlim()), np.ptp(axes.get_ylim())])
    for here, there in pairwise(spots):
        # Where steps are shorter than an arrow's head, arrows would cover each other.
        if np.hypot(*(np.subtract(there, here) / size)) < 0.02:
            continue
        axes.annotate("", there, here, arrowprops=ARROW, zorder=3)
    axes.plot(*np.transpose(spots[:1]), "o", color="white", markeredgecolor=VERMILLION, zorder=4)
    axes.plot(*np.transpose(spots), "o", color=VERMILLION, markersize=4, zorder=5)
    axes.plot(*spots[-1], "o", color=VERMILLION, markersize=12, markeredgecolor="black", zorder=6)


def _draw_tangent(axes, w, height, slope):
    steepness = float(numbers(slope(w), "valley()", "slope").reshape(-1)[0])
    axes.axline((w, height), slope=steepness, color=GREEN, linestyle="--", linewidth=1.6)
    return steepness


def _say_outside(axes, step, w, side, xlabel):
    x, align = (0.98, "right") if side == "right" else (0.02, "left")
    words = f"step {step}: {xlabel} = {number(w, 2)}"
    words = f"{words} →" if side == "right" else f"← {words}"
    box = {"boxstyle": "round", "facecolor": "white", "edgecolor": VERMILLION}
    place = {"transform": axes.transAxes, "ha": align, "va": "top", "zorder": 7}
    axes.text(x, 0.98, words, bbox=box, color="black", **place)


def _told(path, heights, name, loss):
    if len(path) == 1:
        return f"At {name} = {number(path[0])} {loss} is {number(heights[0])}."
    return (
        f"After {counted(len(path) - 1, 'step')} {name} went from {number(path[0])} to "
        f"{number(path[-1])}, and {loss} from {number(heights[0])} to {number(heights[-1])}."
    )
