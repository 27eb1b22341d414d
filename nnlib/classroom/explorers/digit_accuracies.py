"""Explore a training: the accuracy of each digit after so many batches."""

from functools import partial

import numpy as np

from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import BLUE, FAINT, INK, PAPER, SKY, Picture, figure, in_style
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import number

MOST_DIGITS = 12


@in_style
def digit_accuracies_picture(histories, every, order, batches, current=None):
    """Show one moment of a stored training: a bar of accuracy for each digit.

    Parameters
    ----------
    histories : mapping of str to array_like, shape (n_times, n_digits)
        Accuracies in percent; row i was measured after (i + 1) · every batches. All of one shape.
    every : int
        How many batches lie between two rows.
    order : str
        Which history is shown.
    batches : int
        Which moment: a multiple of `every`.
    current : mapping of str to array_like of int, shape (n_times,), optional
        For some histories the digit that the last batches held; its bar is hatched.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If shapes do not fit, or there is no such history or moment.

    Examples
    --------
    >>> stored = {"sorted": [[100, 0], [0, 100]]}
    >>> digit_accuracies_picture(stored, 25, "sorted", 50, current={"sorted": [0, 1]}).sentence
    'Sorted, after 50 batches, the last of them with images of 1: right are 0 % (0), 100 % (1); mean 50 %.'
    """  # noqa: E501 (one sentence, one line)
    who = "digit_accuracies_picture()"
    if order not in histories:
        raise ValueError(f"{who} got order {order!r}; expected one of {list(histories)}")
    shares = _history(histories[order], who, order)
    n_times, n_digits = shares.shape
    if every < 1 or batches % every or not 1 <= batches // every <= n_times:
        raise ValueError(
            f"{who} got batches={batches}; expected a multiple of {every} up to {every * n_times}"
        )
    digits = (current or {}).get(order)
    if digits is not None and np.shape(digits) != (n_times,):
        raise ValueError(
            f"{who} got current digits of shape {np.shape(digits)}; expected ({n_times},)"
        )
    moment = batches // every - 1
    now, mean = shares[moment], shares[moment].mean()

    sheet = figure(6.4, 3.6)
    axes = sheet.subplots()
    bars = axes.bar(range(n_digits), now, color=BLUE, width=0.75)
    line = axes.axhline(mean, color=INK, linewidth=1.2, linestyle="--")
    # On paper of their own, so that the line of the mean does not cross them.
    paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}
    written = [number(share, 0) for share in now]
    axes.bar_label(bars, written, padding=3, size=9, bbox=paper, zorder=3)
    shown, names = [line], [f"mean: {number(mean, 1)} %"]
    words = ""
    if digits is not None:
        digit = int(digits[moment])
        bars[digit].set(facecolor=SKY, edgecolor=INK, hatch="///", linewidth=1.4)
        shown.append(bars[digit])
        names.append(f"learned last: {digit}")
        words = f", the last of them with images of {digit}"
    axes.set_xticks(range(n_digits))
    axes.set_ylim(0, 112)
    axes.set_yticks(range(0, 101, 20))
    axes.tick_params(axis="x", length=0)
    axes.grid(axis="y", color=FAINT, alpha=0.3)
    axes.set_axisbelow(True)
    axes.set(xlabel="digit", ylabel="right, in %", title=f"{order}, after {batches:,} batches")
    sheet.legend(shown, names, loc="outside lower center", ncols=2)

    told = ", ".join(f"{number(share, 1)} % ({digit})" for digit, share in enumerate(now))
    sentence = (
        f"{order[:1].upper()}{order[1:]}, after {batches:,} batches{words}: right are {told}; "
        f"mean {number(mean, 1)} %."
    )
    return Picture(sheet, f"A bar chart of the accuracy of each digit. {sentence}", sentence)


def explore_digit_accuracies(histories, every, current=None):
    """Give a drop-down for the order and a slider over the batches of stored trainings.

    Parameters
    ----------
    histories, every, current
        As `digit_accuracies_picture` takes them; at least two moments.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If there are fewer than two moments, or shapes do not fit.

    Examples
    --------
    >>> explore_digit_accuracies({"sorted": [[100, 0], [0, 100]]}, every=25)
    Explorer(order='sorted', batches=25)
    """
    who = "explore_digit_accuracies()"
    # Copies: what is stored later must not change what is shown.
    stored = {name: _history(values, who, name).copy() for name, values in histories.items()}
    shapes = {values.shape for values in stored.values()}
    if len(shapes) != 1 or min(shapes)[0] < 2:
        raise ValueError(
            f"{who} got histories of shapes {sorted(shapes)}; expected one shape, at least two rows"
        )
    n_times = min(shapes)[0]
    return Explorer(
        partial(digit_accuracies_picture, stored, every, current=current),
        order=list(stored),
        batches=(every, every * n_times, every, every),
    )


def _history(values, who, name):
    values = numbers(values, who, f"history {name!r}", ndim=2)
    if not 1 < values.shape[1] <= MOST_DIGITS or values.min() < 0 or values.max() > 100:
        raise ValueError(
            f"{who} got a history {name!r} of shape {values.shape}; expected (n_times, n_digits) "
            f"with 2 to {MOST_DIGITS} digits, in percent from 0 to 100"
        )
    return values
