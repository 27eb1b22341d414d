"""Evidence as pictures: which pixels spoke for a class, and which against it."""

import numpy as np

from nnlib.classroom.pictures import DIVERGING, Picture, in_style
from nnlib.classroom.plots.shapes import numbers, side_of_square
from nnlib.classroom.plots.tiles import draw_bar, tiles
from nnlib.classroom.sentences import listed, number

MOST = 10


@in_style
def evidence(rows, title=None):
    """Show how much each pixel spoke for a class, as one square picture a class.

    Parameters
    ----------
    rows : mapping of str to array_like, shape (n_pixels,)
        At most 10 classes by name, each with what `nnlib.explain.evidence` gives for it;
        n_pixels is a square number such as 784.
    title : str, optional
        A line above the pictures.

    Returns
    -------
    Picture
        All classes share one scale of colours.

    Raises
    ------
    ValueError
        If there are no rows or too many, or one is not as long as the others or not square.

    Examples
    --------
    >>> evidence({"7": [1.5, 0, -0.25, 2], "9": [-1, 0, 0, 0.5]})
    Picture('Pixels speak for 7 with 3.5 and against it with 0.25, for 9 with 0.5 and against it with 1.')
    """  # noqa: E501 (one sentence, one line)
    if not hasattr(rows, "items") or not 1 <= len(rows) <= MOST:
        raise ValueError(
            f'evidence() expected a dict of 1 to {MOST} named rows, such as {{"7": values}}'
        )
    rows = {
        str(name): numbers(values, "evidence()", f"evidence for {name!r}", ndim=1)
        for name, values in rows.items()
    }
    sizes = {len(values) for values in rows.values()}
    if len(sizes) > 1:
        raise ValueError(f"evidence() got rows of {listed(map(str, sorted(sizes)))} pixels")
    side = side_of_square(sizes.pop(), "evidence()", "evidence")
    images = [values.reshape(side, side) for values in rows.values()]
    limit = np.abs(images).max() or 1.0  # all 0: any scale shows them white
    scale = {"cmap": DIVERGING, "vmin": -limit, "vmax": limit}
    captions = [f"for {name}" for name in rows]
    sheet, mesh = tiles(images, captions, 5, 6.1, 2.2, title=title, right=1.0, **scale)
    draw_bar(sheet, mesh)

    told = ", ".join(
        f"for {name} with {_sum(values, 1)} and against it with {_sum(values, -1)}"
        for name, values in rows.items()
    )
    sentence = f"Pixels speak {told}."
    alt = f"Evidence as square pictures, orange for the class, purple against it. {sentence}"
    return Picture(sheet, alt, sentence)


def _sum(values, sign):
    """Say how much all values of one sign are together, to two decimals."""
    return number(np.maximum(sign * values, 0).sum(), 2)
