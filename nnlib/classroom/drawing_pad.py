"""A pad to draw a digit on, with mouse, pen, finger or keys."""

from importlib.resources import files

import anywidget
import numpy as np
import traitlets

from nnlib.classroom.handwriting import pixels_of

SIDE = 112  # pixels of the drawing: four times an MNIST image's 28
PEN_WIDTH = 10  # of a large drawing's stroke, about what MNIST's strokes have


class DrawingPad(anywidget.AnyWidget):
    """A pad to draw a digit on.

    Mouse, pen and finger draw. With the keyboard: arrow keys move the pen, two of them aslant;
    Space or Enter puts it down or up; C, Delete or Backspace clears; U undoes a stroke. On an
    empty pad the pen starts in the middle. The drawing comes to Python about ten times a second,
    and at the end of each stroke.

    Attributes
    ----------
    image : numpy.ndarray of uint8, shape (112, 112)
        The drawing, from 0 (paper) to 255 (ink). To set it, give a square of 112, 56 or 28
        pixels, or a row of 784 such as MNIST's.
    value : bytes
        The same, row by row; to be observed.
    description : str
        What the pad is called for screen readers.

    Raises
    ------
    TypeError, ValueError
        If an image or a value of another kind is set.

    Examples
    --------
    >>> pad = DrawingPad()
    >>> pad
    DrawingPad(empty)
    >>> pad.image = np.full(784, 255)
    >>> pad
    DrawingPad(12544 of 12544 pixels with ink)
    """

    # The text itself, so that the browser fetches nothing.
    _esm = (files("nnlib.classroom") / "drawing_pad.js").read_text(encoding="utf-8")

    # Bytes, not a list of numbers: a twentieth of the message. No echo: it would come back late.
    value = traitlets.CBytes(bytes(SIDE**2)).tag(sync=True, echo_update=False)
    description = traitlets.Unicode("Drawing pad for a digit").tag(sync=True)
    side = traitlets.Int(SIDE, read_only=True).tag(sync=True)
    pen_width = traitlets.Float(PEN_WIDTH, read_only=True).tag(sync=True)

    @traitlets.validate("value")
    def _right_length(self, proposal):
        if len(proposal.value) != SIDE**2:
            raise traitlets.TraitError(
                f"DrawingPad got {len(proposal.value)} bytes; expected {SIDE} · {SIDE}"
            )
        return proposal.value

    @property
    def image(self):
        """The drawing: uint8, shape (112, 112), 0 (paper) to 255 (ink)."""
        return np.frombuffer(self.value, np.uint8).reshape(SIDE, SIDE).copy()

    @image.setter
    def image(self, image):
        image = pixels_of(image, "DrawingPad.image")
        if image.ndim == 1 and len(image) == 784:
            image = image.reshape(28, 28)
        n = image.shape[0] if image.ndim else 0
        if image.shape != (n, n) or n not in (28, 56, SIDE):
            raise ValueError(
                f"DrawingPad.image got shape {image.shape}; expected (784,), (28, 28), (56, 56) "
                f"or ({SIDE}, {SIDE})"
            )
        times = SIDE // n
        image = np.rint(image).astype(np.uint8)
        self.value = image.repeat(times, axis=0).repeat(times, axis=1).tobytes()

    def clear(self):
        """Take all ink away."""
        self.value = bytes(SIDE**2)

    def __repr__(self):
        inked = np.count_nonzero(self.image)
        return f"DrawingPad({f'{inked} of {SIDE**2} pixels with ink' if inked else 'empty'})"
