"""Explore one layer: how the pixels of an image add up to the sum of each class."""

from functools import partial

import numpy as np

from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.pictures import BLUE, DIVERGING, FAINT, INK, SKY, Picture, figure, in_style
from nnlib.classroom.plots.shapes import class_numbers, numbers, side_of_square
from nnlib.classroom.sentences import number


@in_style
def class_scores_picture(X, y, W, image, neuron, b=None):
    """Show an image, a neuron's weights, their products, and the sums of all neurons.

    Parameters
    ----------
    X : array_like, shape (m, n_in)
        Images, one a row; n_in is a square number such as 784.
    y : array_like of int, shape (m,)
        Their labels.
    W : array_like, shape (n_in, n_out)
        Weights of the layer, one neuron a column, 2 to 12 of them.
    image : int
        Which row of X.
    neuron : int
        Which column of W.
    b : array_like, shape (n_out,), optional
        Biases.

    Returns
    -------
    Picture
        The products of all neurons share one colour scale, and so do their weights.

    Raises
    ------
    ValueError
        If shapes do not fit, or there is no such image or neuron.

    Examples
    --------
    >>> W = [[1, 0], [-2, 3], [0, 0], [0, 0]]
    >>> class_scores_picture([[1, 1, 0, 0]], [1], W, image=0, neuron=0).sentence
    'Image 0, a 1, called a 1. Neuron 0: 1 for it and −2 against it make −1; the largest sum is 3.'
    """
    who = "class_scores_picture()"
    X, W = numbers(X, who, "X", ndim=2), numbers(W, who, "W", ndim=2)
    y = class_numbers(y, who, "y", len(X))
    n_in, n_out = W.shape
    if X.shape[1] != n_in or not 2 <= n_out <= 12:
        raise ValueError(
            f"{who} got X of shape {X.shape} and W of shape {W.shape}; expected (m, n_in) and "
            "(n_in, n_out), n_out from 2 to 12"
        )
    b = np.zeros(n_out) if b is None else numbers(b, who, "b", ndim=1)
    if len(b) != n_out:
        raise ValueError(f"{who} got b of shape {b.shape}; expected ({n_out},)")
    for name, value, n in (("image", image, len(X)), ("neuron", neuron, n_out)):
        if not 0 <= value < n:
            raise ValueError(f"{who} got {name}={value}; expected 0 to {n - 1}")

    x, side = X[image], side_of_square(n_in, who, "X")
    products = x[:, np.newaxis] * W
    sums = products.sum(axis=0) + b
    sheet = figure(7.0, 5.2)
    top, bottom = sheet.subfigures(2, 1, height_ratios=[1.1, 1])
    squares = top.subplots(1, 3)
    shown = (
        (x, "image x", {"cmap": "gray_r", "vmin": 0, "vmax": x.max() or 1}),
        (W[:, neuron], f"weights of neuron {neuron}", _scale(W)),
        (products[:, neuron], "pixel times weight", _scale(products)),
    )
    for axes, (values, title, look) in zip(squares, shown, strict=True):
        axes.imshow(values.reshape(side, side), **look)
        axes.set(xticks=[], yticks=[], title=title)
        axes.spines[:].set(visible=True, color=FAINT)

    axes = bottom.subplots()
    bars = axes.bar(range(n_out), sums, color=BLUE, width=0.75)
    bars[neuron].set(facecolor=SKY, edgecolor=INK, hatch="///", linewidth=1.4)
    axes.bar_label(bars, [number(z, 2) for z in sums], padding=2, size=8.5)
    axes.axhline(0, color=FAINT, linewidth=0.8)
    axes.set_xticks(range(n_out))
    axes.tick_params(axis="x", length=0)
    axes.set(xlabel=f"neuron (the label is {y[image]})", ylabel="weighted sum z")
    axes.margins(y=0.18)

    part = products[:, neuron]
    bias = f", with the bias {number(b[neuron], 2)}," if b.any() else ""
    sentence = (
        f"Image {image}, a {y[image]}, called a {sums.argmax()}. Neuron {neuron}: "
        f"{number(part[part > 0].sum(), 2)} for it and {number(part[part < 0].sum(), 2)} against "
        f"it{bias} make {number(sums[neuron], 2)}; the largest sum is {number(sums.max(), 2)}."
    )
    alt = (
        "An image, the weights of one neuron and the products of both as square pictures, purple "
        f"below 0, orange above; under them the weighted sums of all neurons as bars. {sentence}"
    )
    return Picture(sheet, alt, sentence)


def explore_class_scores(X, y, W, b=None, image=0):
    """Give sliders for the image and the neuron over `class_scores_picture`.

    Parameters
    ----------
    X, y, W, b
        As `class_scores_picture` takes them; at least two images.
    image : int
        The image to start with; the neuron is that of its label.

    Returns
    -------
    Explorer

    Raises
    ------
    ValueError
        If there are fewer than two images or no such image, or shapes do not fit.

    Examples
    --------
    >>> explore_class_scores([[1, 1, 0, 0], [0, 0, 1, 1]], [1, 0], [[1, 0]] * 4)
    Explorer(image=0, neuron=1)
    """
    if len(X) < 2:
        raise ValueError(f"explore_class_scores() got {len(X)} images; expected at least 2")
    if not 0 <= image < len(X):
        raise ValueError(f"explore_class_scores() got image={image}; expected 0 to {len(X) - 1}")
    return Explorer(
        partial(class_scores_picture, X, y, W, b=b),
        image=(0, len(X) - 1, 1, image),
        neuron=(0, np.shape(W)[1] - 1, 1, int(y[image])),
    )


def _scale(values):
    limit = np.abs(values).max() or 1.0
    return {"cmap": DIVERGING, "vmin": -limit, "vmax": limit}
