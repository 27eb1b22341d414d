"""Bars: probabilities of classes, and how often each class occurs."""

import numpy as np

from nnlib.classroom.pictures import BLUE, FAINT, INK, SKY, Picture, figure, in_style
from nnlib.classroom.plots.shapes import class_numbers, numbers
from nnlib.classroom.sentences import counted, listed, number

MOST = 12


@in_style
def bars(heights, names=None, xlabel="", ylabel="", highlight=None, title=None):
    """Draw one bar for each number, with the number written above it.

    Parameters
    ----------
    heights : array_like, shape (n,)
        At most 12 numbers.
    names : sequence of str, optional
        A name under each bar; 0, 1, 2, … without.
    xlabel, ylabel : str
        What the axes measure.
    highlight : int, optional
        The bar that is hatched and framed.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there are too many bars, not as many names, or no bar to highlight.

    Examples
    --------
    >>> bars([3, 1], names=["cats", "dogs"])
    Picture('cats: 3, dogs: 1.')
    """
    heights = numbers(heights, "bars()", "heights", ndim=1)
    sheet = _bars("bars()", heights, names, xlabel, ylabel, highlight, title)
    names = _names("bars()", names, len(heights))
    pairs = zip(names, heights, strict=True)
    sentence = ", ".join(f"{name}: {number(height)}" for name, height in pairs) + "."
    return Picture(sheet, f"A bar chart of {ylabel or 'numbers'}. {sentence}", sentence)


@in_style
def probabilities(p, label=None, names=None, title=None):
    """Draw the probabilities that a network gives to the classes.

    Parameters
    ----------
    p : array_like, shape (n_classes,)
        Probabilities; they sum to 1.
    label : int, optional
        The true class, hatched and named.
    names : sequence of str, optional
        Names of the classes; 0, 1, 2, … without.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If `p` does not hold probabilities that sum to 1, or the label is no class.

    Examples
    --------
    >>> probabilities([0.1, 0.7, 0.2], label=2)
    Picture('The largest probability is 0.7, for 1; the label 2 gets 0.2.')
    """
    p = numbers(p, "probabilities()", "p", ndim=1)
    if p.min() < 0 or p.max() > 1 + 1e-6 or abs(p.sum() - 1) > 1e-3:
        raise ValueError(
            f"probabilities() got numbers from {number(p.min())} to {number(p.max())} with sum "
            f"{number(p.sum())}; expected 0 to 1 with sum 1"
        )
    written = ["<0.001" if 0 < value < 0.001 else number(value, 3) for value in p]
    sheet = _bars("probabilities()", p, names, "class", "probability", label, title, written)
    sheet.axes[0].set_ylim(0, 1.12)
    sheet.axes[0].set_yticks(np.linspace(0, 1, 6))
    names = _names("probabilities()", names, len(p))
    # Rounded, so that a tie falls to the same class on every processor.
    best = int(np.argmax(p.round(12)))
    sentence = f"The largest probability is {_share(p[best])}, for {names[best]}"
    if label is None:
        sentence += "."
    elif label == best:
        sentence += ", which is the label."
    else:
        sentence += f"; the label {names[label]} gets {_share(p[label])}."
    told = listed(f"{name} {_share(value)}" for name, value in zip(names, p, strict=True))
    alt = f"A bar chart of {counted(len(p), 'probability', 'probabilities')}: {told}."
    return Picture(sheet, alt, sentence)


@in_style
def class_counts(y, n_classes=10, title=None):
    """Draw how many examples each class has.

    Parameters
    ----------
    y : array_like of int, shape (m,)
        Labels, 0 to n_classes − 1.
    n_classes : int
        How many classes there are, at most 12.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a label lies outside the classes.

    Examples
    --------
    >>> class_counts([0, 2, 2, 1, 2], n_classes=3)
    Picture('5 examples in 3 classes: the fewest are 1 of class 0, the most 3 of class 2.')
    """
    y = class_numbers(y, "class_counts()", "labels")
    if y.min() < 0 or y.max() >= n_classes:
        raise ValueError(
            f"class_counts() got labels from {y.min()} to {y.max()}; expected 0 to {n_classes - 1}"
        )
    counts = np.bincount(y, minlength=n_classes)
    sheet = _bars("class_counts()", counts, None, "class", "examples", None, title)
    few, most = int(counts.argmin()), int(counts.argmax())
    sentence = (
        f"{counted(len(y), 'example')} in {counted(n_classes, 'class', 'classes')}: the fewest are "
        f"{counts[few]:,} of class {few}, the most {counts[most]:,} of class {most}."
    )
    told = listed(f"{count:,} of class {i}" for i, count in enumerate(counts))
    return Picture(sheet, f"A bar chart of examples in each class: {told}.", sentence)


def _share(value):
    """Write a probability for a sentence: one that is not 0 is not called 0."""
    return "below 0.0001" if 0 < value < 0.0001 else number(value)


def _names(who, names, n):
    names = [str(i) for i in range(n)] if names is None else [str(name) for name in names]
    if len(names) != n:
        raise ValueError(f"{who} got {len(names)} names; expected {n}")
    return names


def _bars(who, heights, names, xlabel, ylabel, highlight, title, written=None):
    """Draw the bars that the three public functions share."""
    n = len(heights)
    if n > MOST:
        raise ValueError(f"{who} got {n} bars; expected at most {MOST}")
    names = _names(who, names, n)
    if highlight is not None and not 0 <= highlight < n:
        raise ValueError(f"{who} got class {highlight}; expected 0 to {n - 1}")
    sheet = figure(6.4, 3.4)
    axes = sheet.subplots()
    drawn = axes.bar(range(n), heights, color=BLUE, width=0.75)
    largest = np.abs(heights).max()
    decimals = 3 if largest < 10 else 2 if largest < 100 else 1
    written = written or [number(height, decimals) for height in heights]
    axes.bar_label(drawn, written, padding=2, size=8.5)
    marked = [f"{name}\nlabel" if i == highlight else name for i, name in enumerate(names)]
    axes.set_xticks(range(n), marked)
    axes.tick_params(axis="x", length=0)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.margins(y=0.12)
    axes.axhline(0, color=FAINT, linewidth=0.8)
    if highlight is not None:
        drawn[highlight].set(facecolor=SKY, edgecolor=INK, hatch="///", linewidth=1.4)
        axes.get_xticklabels()[highlight].set_fontweight("bold")  # its bar may be too low to see
        axes.legend([drawn[highlight]], [f"label: {names[highlight]}"], loc="best")
    axes.set_title(title or "")
    return sheet
