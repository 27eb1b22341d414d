"""Weights as pictures: what each neuron looks for."""

import numpy as np

from nnlib.classroom.pictures import DIVERGING, Picture, in_style
from nnlib.classroom.plots.shapes import numbers, side_of_square
from nnlib.classroom.plots.tiles import draw_bar, tiles
from nnlib.classroom.sentences import counted, number


@in_style
def weights(W, n_columns=5, names=None, limit=None, title=None):
    """Show each column of a weight matrix as a square picture.

    Parameters
    ----------
    W : array_like, shape (n_in, n_out) or (n_in,)
        Weights; n_in is a square number such as 784, n_out at most 100.
    n_columns : int
        Pictures in a row.
    names : sequence of str, optional
        A name for each neuron; 0, 1, 2, … without.
    limit : float, optional
        The size of weight that has the full colour; without it the largest in `W`.
    title : str, optional
        A line above the pictures.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If n_in is not a square number, or there are not as many names as neurons.

    Examples
    --------
    >>> import numpy as np
    >>> weights(np.array([[0.5, 0], [0, 0], [0, 0], [-0.25, 0]]))
    Picture('2 neurons with 4 weights each, from −0.25 to 0.5; 25 % of the weights are not 0.')
    """
    W = numbers(W, "weights()", "W")
    if W.ndim == 1:
        W = W[:, np.newaxis]
        names = [""] if names is None else names
    if W.ndim != 2 or W.shape[1] > 100:
        raise ValueError(
            f"weights() got W of shape {W.shape}; expected (n_in, n_out) with at most 100 columns"
        )
    n_in, n_out = W.shape
    side = side_of_square(n_in, "weights()", "W")
    names = [str(i) for i in range(n_out)] if names is None else [str(name) for name in names]
    if len(names) != n_out:
        raise ValueError(f"weights() got {len(names)} names; expected {n_out}")
    if n_columns < 1:
        raise ValueError(f"weights() got n_columns={n_columns}; expected 1 or more")
    limit = np.abs(W).max() if limit is None else limit
    limit = limit or 1.0  # all weights 0: any scale shows them white

    images = W.T.reshape(n_out, side, side)
    scale = {"cmap": DIVERGING, "vmin": -limit, "vmax": limit}
    sheet, mesh = tiles(images, names, n_columns, 6.1, 2.2, title=title, right=1.0, **scale)
    draw_bar(sheet, mesh)

    share = f"{np.count_nonzero(W) / W.size:.0%}".replace("%", " %")
    sentence = (
        f"{counted(n_out, 'neuron')} with {counted(n_in, 'weight')}{' each' if n_out > 1 else ''}, "
        f"from {number(W.min())} to {number(W.max())}; {share} of the weights are not 0."
    )
    alt = f"Weights as square pictures, purple below 0, white at 0, orange above. {sentence}"
    return Picture(sheet, alt, sentence)
