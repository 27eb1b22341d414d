"""An image as the numbers that it is made of."""

import numpy as np
from matplotlib.patches import Rectangle

from nnlib.classroom.pictures import BLUE, FAINT, Picture, figure, in_style
from nnlib.classroom.plots.shapes import numbers, side_of_square
from nnlib.classroom.sentences import number


@in_style
def pixels(image, top=None, left=None, size=10, title=None):
    """Show an image, and a crop of it with the value of each pixel written in.

    Parameters
    ----------
    image : array_like, shape (n_pixels,) or (side, side)
        One image, for example a row of `X`.
    top, left : int, optional
        The first row and column of the crop, counted from 0. Without them the crop is taken
        where most of the ink is.
    size : int
        Side of the crop, at most 12. An image no larger than that is shown whole.
    title : str, optional
        A line above the picture.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the image is not square, or the crop does not lie within it.

    Examples
    --------
    >>> import numpy as np
    >>> pixels(np.arange(16), top=0, left=2, size=2)
    Picture('Rows 0 to 1 and columns 2 to 3 of 4 × 4 pixels, with values from 2 to 7.')
    """
    image = numbers(image, "pixels()", "image")
    if image.ndim == 1:
        side = side_of_square(len(image), "pixels()", "image")
        image = image.reshape(side, side)
    if image.ndim != 2 or image.shape[0] != image.shape[1]:
        raise ValueError(
            f"pixels() got an image of shape {image.shape}; expected (n_pixels,) or (side, side)"
        )
    side = len(image)
    if not 1 <= size <= 12:
        raise ValueError(f"pixels() got size={size}; expected 1 to 12")
    size = min(size, side)
    most_top, most_left = _most_ink(image, size)
    top = most_top if top is None else top
    left = most_left if left is None else left
    if not (0 <= top <= side - size and 0 <= left <= side - size):
        raise ValueError(
            f"pixels() got top={top}, left={left}; expected 0 to {side - size} for a crop of "
            f"{size} × {size} from {side} × {side} pixels"
        )

    crop = image[top : top + size, left : left + size]
    darkest = max(image.max(), 1e-12)
    whole = size == side
    sheet = figure(4.6 if whole else 7.2, 5.0 if title else 4.6)
    # Placed by hand, in inches: a layout engine would measure a hundred numbers at each draw.
    sheet.set_layout_engine("none")
    close = _square(sheet, 0.68 if whole else 3.32, 0.55, 3.7)
    if not whole:
        far = _square(sheet, 0.62, 1.4, 2.0)
        far.imshow(image, cmap="Greys", vmin=0, vmax=darkest)
        corner = (left - 0.5, top - 0.5)
        far.add_patch(Rectangle(corner, size, size, fill=False, edgecolor=BLUE, linewidth=2.2))
        far.set_title("the image")
        far.set(xlabel="column", ylabel="row")
        far.spines[:].set_visible(True)
    extent = (left - 0.5, left + size - 0.5, top + size - 0.5, top - 0.5)
    close.imshow(crop, cmap="Greys", vmin=0, vmax=darkest, extent=extent)
    close.set_title("its numbers" if whole else "the numbers in the blue frame")
    close.set(xlabel="column", ylabel="row")
    close.set_xticks(range(left, left + size))
    close.set_yticks(range(top, top + size))
    close.tick_params(length=0, labelsize=8.5)
    close.spines[:].set(visible=True, color=FAINT if whole else BLUE, linewidth=1 if whole else 2.2)
    decimals = 2 if crop.max() < 10 else 1 if crop.max() < 100 else 0
    for (row, column), value in np.ndenumerate(crop):
        close.text(
            left + column,
            top + row,
            number(value, decimals),
            ha="center",
            va="center",
            size=8.5,
            color="white" if value > 0.6 * darkest else "black",
        )
    if title:
        sheet.suptitle(title)

    sentence = (
        f"Rows {top} to {top + size - 1} and columns {left} to {left + size - 1} of "
        f"{side} × {side} pixels, with values from {number(crop.min())} to {number(crop.max())}."
    )
    alt = f"An image beside the grid of numbers that it is made of. {sentence}"
    return Picture(sheet, alt, sentence)


def _square(sheet, left, bottom, side):
    """Add square axes to a sheet; all in inches."""
    width, height = sheet.get_size_inches()
    return sheet.add_axes((left / width, bottom / height, side / width, side / height))


def _most_ink(image, size):
    """Give the corner of the square crop with the greatest sum, the first of equals."""
    sums = np.lib.stride_tricks.sliding_window_view(image, (size, size)).sum(axis=(2, 3))
    # Rounded, so that the choice does not hang on the order of a sum.
    return tuple(int(i) for i in np.unravel_index(np.argmax(sums.round(6)), sums.shape))
