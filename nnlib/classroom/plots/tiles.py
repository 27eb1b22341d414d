"""Square images side by side on one sheet."""

from math import ceil

from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from nnlib.classroom.pictures import FAINT, figure
from nnlib.classroom.sentences import number

GAP = 0.08  # inches between two images


def tiles(images, captions, n_columns, width, largest, title=None, right=0.0, frames=None, **scale):
    """Lay images in rows on a new sheet, each with a caption above it.

    One pair of axes in inches holds them all, which is ten times faster than one pair for each.

    Parameters
    ----------
    images : sequence of ndarray, shape (side, side)
        What is shown.
    captions : sequence of str
        A line for each image; all empty for none.
    n_columns : int
        Images in a row.
    width, largest : float
        Inches for a full row, and for one image at most.
    title : str, optional
        A line above all.
    right : float
        Inches left free on the right.
    frames : sequence of dict, optional
        The look of the frame round each image.
    **scale
        The colour map and its ends, as `imshow` takes them.

    Returns
    -------
    sheet : matplotlib.figure.Figure
    mesh : matplotlib.image.AxesImage
        The last image, for a colour bar.
    """
    columns = min(n_columns, len(images))
    rows = ceil(len(images) / columns)
    cell = min(width / columns, largest)
    caption = 0.24 if any(captions) else 0.0
    head = 0.38 if title else 0.06
    sheet_width = max(columns * cell + GAP + right, 2.4 if captions or title else 0)
    height = rows * (cell + caption) + head + 0.04
    sheet = figure(sheet_width, height)
    sheet.set_layout_engine("none")
    axes = sheet.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, sheet_width), ylim=(height, 0))
    axes.set_axis_off()
    first = (sheet_width - right - columns * cell) / 2
    size = 9.5 if cell >= 1 else 8.0
    for i, (image, words) in enumerate(zip(images, captions, strict=True)):
        left = first + (i % columns) * cell + GAP / 2
        top = head + (i // columns) * (cell + caption) + caption
        bottom, side = top + cell - GAP, cell - GAP
        mesh = axes.imshow(image, extent=(left, left + side, bottom, top), aspect="auto", **scale)
        frame = frames[i] if frames else {"edgecolor": FAINT, "linewidth": 0.8}
        axes.add_patch(Rectangle((left, top), side, side, fill=False, zorder=3, **frame))
        heavy = {"weight": "bold"} if "linestyle" in frame else {}
        axes.text(left + side / 2, top - 0.05, words, ha="center", va="bottom", size=size, **heavy)
    axes.set(xlim=(0, sheet_width), ylim=(height, 0))  # imshow has moved them
    if title:
        axes.text(sheet_width / 2, 0.08, title, ha="center", va="top", size=11.5)
    return sheet, mesh


def draw_bar(sheet, mesh):
    """Draw the colour bar in the inch that `tiles` has left free on the right.

    Parameters
    ----------
    sheet : matplotlib.figure.Figure
        The sheet.
    mesh : matplotlib.image.AxesImage
        An image with the colours.
    """
    width, height = sheet.get_size_inches()
    place = ((width - 0.9) / width, 0.08, 0.14 / width, 0.84)
    bar = sheet.colorbar(mesh, cax=sheet.add_axes(place))
    bar.locator = MaxNLocator(nbins=4 if height < 2 else 6, symmetric=True)
    bar.formatter = lambda value, _: number(value)
    bar.update_ticks()
    bar.ax.tick_params(labelsize=8.5)
