"""Explore your own digit: draw it, and see what a network reads and why."""

import ipywidgets as widgets
import numpy as np
from matplotlib.patches import Rectangle

from nnlib import explain
from nnlib.activations import Softmax, softmax
from nnlib.classroom.drawing_pad import SIDE, DrawingPad
from nnlib.classroom.explorers.controls import LABEL
from nnlib.classroom.explorers.explorer import Explorer
from nnlib.classroom.handwriting import NoInkError, as_mnist
from nnlib.classroom.pictures import BLUE, DIVERGING, FAINT, INK, SKY, Picture, figure, in_style
from nnlib.classroom.sentences import number
from nnlib.layers import Dense, Rescale
from nnlib.network import Network

EMPTY = "The pad is empty. Draw one digit from 0 to 9, as large as you like."
READ = "the digit it reads"
WIDE, HIGH = 7.2, 2.35  # inches


@in_style
def drawn_digit_picture(net, drawing, evidence_for=None):
    """Show a drawing as MNIST would have it, what a network reads in it, and why.

    Parameters
    ----------
    net : Network
        784 pixels to 10 classes; its first layer is a `Rescale`, so that it takes bytes.
    drawing : array_like, shape (n, n) or (784,)
        The drawing, from 0 (paper) to 255 (ink).
    evidence_for : int, optional
        The class whose evidence is shown; the one that the network reads without it.

    Returns
    -------
    Picture
        Four parts: the drawing after `as_mnist`, the ten outputs, what each unit of the last
        hidden layer adds to the score of the class, and the evidence of each pixel. For an empty
        drawing all parts are empty, and the sentence says so.

    Raises
    ------
    TypeError, ValueError
        If it is no such network, drawing or class.

    See Also
    --------
    nnlib.classroom.handwriting.as_mnist, nnlib.explain.evidence, nnlib.explain.votes

    Examples
    --------
    >>> from nnlib import data
    >>> net = Network.load(data.digit_reader())
    >>> drawn_digit_picture(net, np.zeros((28, 28)))
    Picture('The pad is empty. Draw one digit from 0 to 9, as large as you like.')
    >>> drawing = np.zeros((112, 112))
    >>> drawing[10:100, 50:60] = 255
    >>> drawn_digit_picture(net, drawing).sentence.split(",")[0]
    'It reads a 1'
    """
    _check_net(net, "drawn_digit_picture()")
    if evidence_for is not None and evidence_for not in range(10):
        raise ValueError(f"drawn_digit_picture() got class {evidence_for}; expected 0 to 9")
    if np.shape(drawing) == (784,):
        drawing = np.reshape(drawing, (28, 28))
    sheet = figure(WIDE, HIGH)
    # Placed by hand: a layout engine takes longer than all the rest of the drawing.
    sheet.set_layout_engine("none")
    try:
        row = as_mnist(drawing)
    except NoInkError:
        _draw(sheet, np.zeros(784), np.zeros(10), None, None, np.zeros(784), None)
        return Picture(sheet, f"An empty image and no bars. {EMPTY}", EMPTY)

    p = net([row])[0]
    if isinstance(net.layers[-1], Dense):  # a network trained on its scores
        p = softmax(p[np.newaxis])[0]
    order = np.argsort(-p.round(12), kind="stable")  # rounded: a tie is the same everywhere
    reads, next_one = int(order[0]), int(order[1])
    k = reads if evidence_for is None else int(evidence_for)
    pixels = explain.evidence(net, row, of=k)
    said = _said(net, row, k)
    _draw(sheet, row, p, reads, said, pixels, k, _is_softmax(net))

    sentence = (
        f"It reads {_a(reads)}, with {_share(p[reads])}; next comes {next_one} with "
        f"{_share(p[next_one])}. Pixels speak for {k} with {_sum(pixels, 1)} and against it with "
        f"{_sum(pixels, -1)}."
    )
    if said is not None:
        strongest = int(np.abs(said.round(12)).argmax())
        sentence += (
            f" Hidden units add {_sum(said, 1)} to the score of {k} and take {_sum(said, -1)} "
            f"away; unit {strongest} says most, {number(said[strongest], 2)}."
        )
    alt = (
        "The drawing as 28 × 28 pixels, bars of the ten outputs, and squares of hidden units and "
        f"pixels, orange if they speak for {k}, purple if against. {sentence}"
    )
    return Picture(sheet, alt, sentence)


class DigitExplorer(Explorer):
    """The explorer that `draw_digit` gives: an `Explorer` with a pad, all in one view.

    Parameters
    ----------
    net : Network
        As `drawn_digit_picture` takes it.
    X : array_like, shape (m, 784), optional
        Images that can be put on the pad.

    Attributes
    ----------
    pad : DrawingPad
        The pad.
    """

    def __init__(self, net, X=None):
        def show(drawing, evidence_for):
            image = np.frombuffer(drawing, np.uint8).reshape(SIDE, SIDE)
            k = None if evidence_for == READ else int(evidence_for)
            return drawn_digit_picture(net, image, k)

        self.pad = DrawingPad(layout=widgets.Layout(max_width="100%"))
        super().__init__(show, drawing=self.pad, evidence_for=[READ, *map(str, range(10))])
        row, sentence, image = self.children
        _, choice, reset = row.children
        for box in (choice, sentence):
            box.layout.width, box.layout.max_width = "27em", "100%"
        # As high as the longest sentence, so that the picture below keeps its place.
        sentence.layout.min_height = "9em"
        reset.description, reset.tooltip = "Start again", "Empty the pad, and set all to the start"
        beside = [sentence, choice, *self._picker(X), reset]
        look = widgets.Layout(max_width="100%", margin="0 0 0 1em")
        top = widgets.HBox(
            [self.pad, widgets.VBox(beside, layout=look)], layout={"flex_flow": "row wrap"}
        )
        self.children = [top, image]

    def _picker(self, X):
        """Give a field and a button that put an image of X on the pad."""
        self._which = None
        if X is None:
            return []
        X = np.asarray(X)
        if X.ndim != 2 or X.shape[1] != 784:
            raise ValueError(f"draw_digit() got X of shape {X.shape}; expected (m, 784)")
        # A field for whole numbers would read 2.5 as 25.
        which = self._which = widgets.BoundedFloatText(
            0,
            min=0,
            max=len(X) - 1,
            step=1,
            description="image",
            tooltip=f"Number of an image, 0 to {len(X) - 1}",
            style={"description_width": LABEL},
            layout=widgets.Layout(width="15em"),
        )
        button = widgets.Button(
            description="Put it on the pad",
            tooltip="Put this image on the pad",
            layout={"width": "auto"},
        )

        def round_off(change):
            which.value = round(change.new)

        def put(_):
            self.pad.image = X[int(which.value)]

        which.observe(round_off, names="value")
        button.on_click(put)
        return [widgets.HBox([which, button], layout={"flex_flow": "row wrap"})]

    def reset(self):
        """Empty the pad, and set the choice and the image's number to the start."""
        if self._which is not None:
            self._which.value = 0
        super().reset()

    def __repr__(self):
        return f"DigitExplorer({self.pad!r}, evidence_for={self.values['evidence_for']!r})"


def draw_digit(net, X=None):
    """Give a pad to draw on, over `drawn_digit_picture`.

    Parameters
    ----------
    net : Network
        784 pixels to 10 classes; its first layer is a `Rescale`, so that it takes bytes.
    X : array_like, shape (m, 784), optional
        Images that can be put on the pad by their number, such as MNIST's test images.

    Returns
    -------
    DigitExplorer
        An `Explorer`; its `pad` is the `DrawingPad`.

    Raises
    ------
    TypeError, ValueError
        If it is no such network, or X has another shape.

    Examples
    --------
    >>> from nnlib import data
    >>> explorer = draw_digit(Network.load(data.digit_reader()))
    >>> explorer
    DigitExplorer(DrawingPad(empty), evidence_for='the digit it reads')
    >>> explorer.pad.image = np.eye(28) * 255
    >>> explorer.sentence.startswith("It reads a")
    True
    """
    _check_net(net, "draw_digit()")
    return DigitExplorer(net, X)


def _check_net(net, who):
    if not isinstance(net, Network):
        raise TypeError(f"{who} got {type(net).__name__}; expected a Network")
    if not isinstance(net.layers[0], Rescale):
        raise ValueError(
            f"{who} got {net!r}; expected Rescale(1 / 255) as its first layer, so that it takes "
            "bytes"
        )
    widths = [layer for layer in net.layers if hasattr(layer, "n_out")]
    if not widths or (widths[0].n_in, widths[-1].n_out) != (784, 10):
        raise ValueError(f"{who} got {net!r}; expected 784 numbers in and 10 out")


def _is_softmax(net):
    return isinstance(net.layers[-1], (Softmax, Dense))


def _said(net, row, k):
    """Give what each hidden unit adds to the score of a class; None without a hidden layer."""
    if sum(isinstance(layer, Dense) for layer in net.layers) < 2:
        return None
    return explain.votes(net, row, of=k)[1]


def _draw(sheet, row, p, reads, said, pixels, k, is_softmax=True):
    """Draw the four parts side by side, on one pair of axes in inches: it is redrawn often."""
    axes = sheet.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    side, gap, top = 1.6, 0.16, 0.4

    def square(left, values, title, **look):
        place = (left, left + side, top + side, top)
        axes.imshow(values, extent=place, aspect="auto", interpolation="nearest", **look)
        frame = {"fill": False, "edgecolor": FAINT, "linewidth": 0.8}
        axes.add_patch(Rectangle((left, top), side, side, **frame))
        axes.text(left + side / 2, top - 0.08, title, ha="center", size=11)

    left = gap
    square(left, row.reshape(28, 28), "as in MNIST", cmap="Greys", vmin=0, vmax=255)

    left += side + gap + 0.2
    width, line = 1.0, side / 10
    zero = left + width * max(0, -p.min())  # an output of a tanh may be below 0
    axes.plot([zero, zero], [top, top + side], color=FAINT, linewidth=0.8, linestyle="-")
    axes.text(left + width / 2, top - 0.08, _output(is_softmax), ha="center", size=11)
    for i, value in enumerate(p):
        middle = top + (i + 0.5) * line
        digit = {"weight": "bold", "size": 10} if i == reads else {"size": 8.5}
        axes.text(left - 0.1, middle, str(i), ha="center", va="center_baseline", **digit)
        if abs(value) < 0.001:  # too short to see
            continue
        look = {"facecolor": BLUE}
        if i == reads:
            look = {"facecolor": SKY, "edgecolor": INK, "hatch": "///", "linewidth": 1.2}
        bar = (zero, middle - 0.38 * line), width * value, 0.76 * line
        axes.add_patch(Rectangle(*bar, **look))
        words = ">0.999" if 0.999 < value < 1 else number(value, 3)
        end = zero + width * max(value, 0) + 0.05
        axes.text(end, middle, words, va="center_baseline", size=8)

    left += width + 0.55
    words = "" if k is None else f" for {k}"
    if said is None:
        words_of_units = "hidden units" if k is None else "no hidden layer"
        units = np.zeros((1, 1))
    else:
        words_of_units = f"hidden units{words}"
        rows = int(np.ceil(np.sqrt(len(said))))
        units = np.full(rows**2, np.nan)  # what is left over stays paper
        units[: len(said)] = said
        units = units.reshape(rows, rows)
    square(left, units, words_of_units, **_scale(units))

    left += side + gap
    square(left, pixels.reshape(28, 28), f"pixels{words}", **_scale(pixels))
    if k is not None:
        note = f"orange: for {k}, purple: against it"
        axes.text(left - gap / 2, top + side + 0.24, note, ha="center", size=9.5)
    axes.set(xlim=(0, WIDE), ylim=(HIGH, 0))  # imshow has moved them


def _output(is_softmax):
    return "probability" if is_softmax else "output"


def _scale(values):
    limit = np.nanmax(np.abs(values)) or 1.0
    return {"cmap": DIVERGING, "vmin": -limit, "vmax": limit}


def _a(digit):
    return f"an {digit}" if digit == 8 else f"a {digit}"


def _share(value):
    """Write an output: one that is not 0 or 1 is not called so."""
    if 0 < value < 0.0001:
        return "under 0.0001"
    return "over 0.9999" if 0.9999 < value < 1 else number(value)


def _sum(values, sign):
    """Write the sum of the values on one side of 0, without its sign."""
    return number(abs(values[values * sign > 0].sum()), 2)
