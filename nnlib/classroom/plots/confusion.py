"""The confusion matrix: which class is taken for which."""

import numpy as np

from nnlib.classroom.pictures import FAINT, Picture, figure, in_style
from nnlib.classroom.plots.shapes import numbers
from nnlib.classroom.sentences import number


@in_style
def confusion(matrix, names=None, title=None):
    """Draw a confusion matrix with its counts.

    Parameters
    ----------
    matrix : array_like of int, shape (n_classes, n_classes)
        Counts; a row is a true class, a column a predicted class. At most 12 classes.
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
        If the matrix is not square, or holds anything but counts.

    Examples
    --------
    >>> confusion([[9, 1], [3, 7]])
    Picture('16 of 20 on the diagonal (80 %); the most frequent mistake: 1 taken for 0, 3 times.')
    """
    matrix = numbers(matrix, "confusion()", "a matrix", ndim=2)
    n = len(matrix)
    if matrix.shape != (n, n) or n > 12:
        raise ValueError(
            f"confusion() got a matrix of shape {matrix.shape}; expected (n, n), n at most 12"
        )
    if (matrix != matrix.round()).any() or matrix.min() < 0:
        raise ValueError("confusion() got numbers that are not counts: 0, 1, 2, …")
    counts = matrix.astype(int)
    names = [str(i) for i in range(n)] if names is None else [str(name) for name in names]
    if len(names) != n:
        raise ValueError(f"confusion() got {len(names)} names; expected {n}")

    side = min(0.52 * n + 1.2, 6.2)
    sheet = figure(max(side, 3.2) + 0.2, max(side, 3.2) + (0.3 if title else 0))
    axes = sheet.subplots()
    # Shares of each true class; the root makes rare mistakes visible beside common successes.
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    axes.imshow(np.sqrt(shares), cmap="Blues", vmin=0, vmax=1.15)
    for (row, column), count in np.ndenumerate(counts):
        axes.text(
            column,
            row,
            f"{count:,}" if count else "·",
            ha="center",
            va="center",
            in_layout=False,  # it lies within the axes; measuring it takes time
            size=8.5,
            weight="bold" if row == column else "normal",
            color="white" if shares[row, column] > 0.45 else "black",
        )
    axes.set_xticks(range(n), names)
    axes.set_yticks(range(n), names)
    axes.tick_params(length=0)
    axes.spines[:].set(visible=True, color=FAINT)
    axes.set(xlabel="predicted", ylabel="true")
    axes.set_title(title or "")

    total, right = int(counts.sum()), int(np.trace(counts))
    share = number(100 * right / total, decimals=1) if total else "0"
    sentence = f"{right:,} of {total:,} on the diagonal ({share} %)"
    off = counts - np.diag(np.diag(counts))
    row, column = (int(i) for i in np.unravel_index(off.argmax(), off.shape))
    worst = off[row, column]
    if worst:
        times = "once" if worst == 1 else f"{worst:,} times"
        sentence += f"; the most frequent mistake: {names[row]} taken for {names[column]}, {times}"
    alt = f"A confusion matrix of {n} classes, true class by row, predicted by column. {sentence}."
    return Picture(sheet, alt, f"{sentence}.")
