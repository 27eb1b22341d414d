"""Pictures that speak: a figure, its alt text and one sentence with the numbers that it shows."""

from base64 import b64encode
from contextlib import contextmanager
from functools import cached_property
from html import escape
from io import BytesIO
from threading import RLock

import matplotlib
import numpy as np
from cycler import cycler
from IPython import get_ipython
from IPython.display import display
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from nnlib.classroom.sentences import wrapped

# The colours of Okabe and Ito stay apart for colour-blind readers. Dark ones come first.
BLUE, VERMILLION, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
ORANGE, SKY, BLACK = "#E69F00", "#56B4E9", "#000000"
PAPER, INK, FAINT = "#fbfaf7", "#222222", "#8a8780"

COLOURS = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK)
LINE_STYLES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 2)), (0, (1, 1)))
MARKERS = ("o", "^", "s", "D", "v", "P", "X")
MOST_MARKS = 30  # a line with more points has none
ARROW = {"arrowstyle": "-|>", "color": VERMILLION, "linewidth": 1.2, "shrinkA": 4, "shrinkB": 4}

DIVERGING = "PuOr_r"
"""Purple below 0, white at 0, orange above: told apart by colour-blind readers too."""

STYLE = {
    # No grey is readable on a light and on a dark page, so pictures bring their own paper.
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "legend.facecolor": PAPER,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.edgecolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "font.family": ["DejaVu Sans"],  # comes with matplotlib: the same letters everywhere
    "font.size": 10.5,
    "axes.titlesize": 11.5,
    "axes.labelsize": 10.5,
    "xtick.labelsize": 9.5,
    "ytick.labelsize": 9.5,
    "legend.fontsize": 10,
    "legend.frameon": False,
    "legend.handlelength": 2.8,
    "axes.prop_cycle": cycler(color=COLOURS) + cycler(linestyle=LINE_STYLES),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": False,
    "lines.linewidth": 2.0,
    "lines.markersize": 7.0,
    "hatch.linewidth": 0.6,
    "figure.dpi": 100,
    "savefig.dpi": 100,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.w_pad": 0.12,
    "figure.constrained_layout.h_pad": 0.08,
}

SHARP = 2
"""Pixels drawn for one shown: most laptops have screens on which a picture is soft without."""

WIDEST = 7.2
"""Inches at 100 dots an inch: what fits beside JupyterLab's file browser."""

_drawing = RLock()


@contextmanager
def _in_style():
    # All threads share Matplotlib's settings, and JupyterLab lets an explorer draw now in one
    # thread of the kernel, now in another.
    with _drawing, matplotlib.rc_context(STYLE):
        yield


in_style = _in_style()
"""Decorator: draw in the course's style; the settings outside stay as they are."""


def figure(width=6.0, height=3.6):
    """Give an empty figure in the course's style, made without pyplot.

    Parameters
    ----------
    width, height : float
        Size in inches, at 100 dots an inch. The width is at most 7.2.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If the figure would be wider than the page.

    Examples
    --------
    >>> print(figure(4, 3))
    Figure(400x300)
    """
    if width > WIDEST:
        raise ValueError(f"figure() got width {width}; expected at most {WIDEST} inches")
    with _in_style():
        return Figure(figsize=(width, height), layout="constrained")


class Picture:
    """A figure with its alt text and one sentence that holds its numbers.

    As the last expression of a cell it shows the figure as a PNG and prints the sentence beneath.
    The sentence is for everyone who cannot see the picture, and for the tests, which compare it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        What is shown.
    alt : str
        What kind of picture it is and what it shows, for screen readers.
    sentence : str
        The numbers in the picture, as one sentence.

    Raises
    ------
    ValueError
        If `alt` or `sentence` is empty.

    Examples
    --------
    >>> picture = Picture(figure(2, 1), alt="An empty sheet.", sentence="0 lines are drawn.")
    >>> picture
    Picture('0 lines are drawn.')
    >>> picture.png[1:4]
    b'PNG'
    """

    def __init__(self, figure, alt, sentence):
        for name, text in (("alt", alt), ("sentence", sentence)):
            if not isinstance(text, str) or not text.strip():
                raise ValueError(f"Picture() got {name}={text!r}; expected some words")
        self.figure = figure
        self.alt = alt
        self.sentence = sentence

    @cached_property
    def png(self):
        """The picture as the bytes of a PNG file, the same bytes at every run."""
        dpi = self.figure.dpi
        with _in_style():
            self.figure.dpi = SHARP * dpi
            try:
                canvas = FigureCanvasAgg(self.figure)
                canvas.draw()
            finally:
                self.figure.dpi = dpi
        # 256 colours are enough for a drawing, and make a third of the file.
        image = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
        image = image.quantize(256, dither=Image.Dither.NONE)
        buffer = BytesIO()
        image.save(buffer, format="png", dpi=(SHARP * dpi, SHARP * dpi))
        return buffer.getvalue()

    @property
    def size(self):
        """Width and height on a page, two int; the PNG has `SHARP` pixels for one there."""
        width, height = self.figure.get_size_inches() * self.figure.dpi
        return int(width), int(height)

    def html(self, alt=None, opacity=1):
        """The picture for a page, as wide as it is shown and no wider than there is room.

        Parameters
        ----------
        alt : str, optional
            Other words for screen readers.
        opacity : float
            Less than 1 for a picture that no longer holds.

        Returns
        -------
        str
            An img with the PNG inside.
        """
        width, height = self.size
        # Decoded before it is shown, so that nothing flickers where one takes another's place.
        return (
            f'<img src="data:image/png;base64,{b64encode(self.png).decode()}" '
            f'alt="{escape(alt or self.alt)}" width="{width}" height="{height}" decoding="sync" '
            f'style="display: block; max-width: 100%; height: auto; opacity: {opacity}">'
        )

    @property
    def metadata(self):
        """What a notebook notes beside the PNG: its alt text, and how wide a page shows it."""
        return {"alt": self.alt, "width": self.size[0]}

    def show(self):
        """Show the picture and print its sentence, in the middle of a cell or in a loop.

        In a plain Python, which shows no pictures, only the sentence is printed.
        """
        if get_ipython() is not None:
            # JupyterLab gives an image/png no alt text, and takes the HTML where there is one.
            display(
                {"image/png": self.png, "text/html": self.html(), "text/plain": self.alt},
                metadata={"image/png": self.metadata},
                raw=True,
            )
        print(wrapped(self.sentence))

    def _ipython_display_(self):
        self.show()

    def __repr__(self):
        return f"Picture({self.sentence!r})"


def steady(values):
    """Round to nine digits, so that the last bits, which differ between processors, move no pixel.

    Parameters
    ----------
    values : array_like
        Numbers; NaN stays NaN.

    Returns
    -------
    ndarray of float64

    Examples
    --------
    >>> steady([0.1 + 0.2, 123456789012])
    array([3.00000000e-01, 1.23456789e+11])
    """
    values = np.asarray(values, dtype=float)
    return np.array([float(f"{value:.9g}") for value in values.ravel()]).reshape(values.shape)
