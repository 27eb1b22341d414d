"""A picture with controls beside it."""

from base64 import b64encode
from html import escape
from threading import RLock

import ipywidgets as widgets

from nnlib.classroom.explorers.controls import LABEL, WIDTH, Choice, Slider
from nnlib.classroom.pictures import Picture


class Explorer(widgets.VBox):
    """Controls over a pure function that gives a picture.

    Whenever a control moves, the function is called with the values of all controls, and its
    picture and sentence are shown. If it fails, the error is told in place of the sentence and
    the old picture turns pale. All controls can be worked with the keyboard.

    Parameters
    ----------
    picture : callable
        Takes the controls' values as keywords and returns a `Picture`.
    **controls
        One control for each keyword. ``(low, high, step, start)`` becomes a `Slider`, of whole
        numbers if all four are int; a list becomes a `Choice` that starts with its first entry;
        True or False a check box. A control of ipywidgets is taken as it is, but a `Play` becomes
        a slider with a button that plays.

    Attributes
    ----------
    controls : dict of str to ipywidgets.Widget
        The controls, by keyword.
    picture : Picture
        The last picture that could be made.
    error : Exception or None
        Why there is no picture for the present values.

    Raises
    ------
    TypeError
        If a control is none of these, or the function returns no `Picture`.
    ValueError
        If a slider's numbers make no range.

    Examples
    --------
    >>> from nnlib.classroom.plots import bars
    >>> explorer = Explorer(lambda n: bars([n, n**2], names=["n", "n²"]), n=(0, 9, 1, 2))
    >>> explorer
    Explorer(n=2)
    >>> explorer.controls["n"].value = 3
    >>> explorer.picture
    Picture('n: 3, n²: 9.')
    """

    def __init__(self, picture, /, **controls):
        self._make_picture = picture
        self.controls = {name: _control(name, short) for name, short in controls.items()}
        self._start = self.values
        # At the start an error is the author's: it is raised, so that no test passes over it.
        self.picture = self._checked_picture()
        self.error = None
        self._waiting = False
        # Changes may come in two threads of the kernel: the later one has the last word.
        self._changing = RLock()

        width, _ = self.picture.size
        # An image widget has no alt text. This one has, and keeps its place while it changes.
        room = widgets.Layout(width=f"{width}px", max_width="100%", flex="none", margin="0")
        self._image = widgets.HTML(layout=room)
        self._sentence = widgets.HTML(
            layout=widgets.Layout(width=f"{width}px", max_width="100%", min_height="4.5em")
        )
        reset = widgets.Button(
            description="Back to the start",
            tooltip="Set every control back to its first value",
            layout=widgets.Layout(width="auto", align_self="flex-start"),
        )
        reset.on_click(lambda _: self.reset())
        self._tell()
        for control in self.controls.values():
            control.observe(self._redraw, names="value")
        # Side by side, and the sentence before the picture: so that controls, sentence and picture
        # are on a laptop's screen at once.
        row = widgets.HBox([*self.controls.values(), reset], layout={"flex_flow": "row wrap"})
        super().__init__([row, self._sentence, self._image])

    @property
    def values(self):
        """The present value of each control, as a dict."""
        return {name: control.value for name, control in self.controls.items()}

    @property
    def sentence(self):
        """What stands over the picture: its sentence, or the error in words."""
        if self.error is None:
            return self.picture.sentence
        return f"No picture for these values. {type(self.error).__name__}: {self.error}"

    def reset(self):
        """Set every control back to its first value, and draw once."""
        with self._changing:
            self._waiting = True
            try:
                for name, value in self._start.items():
                    self.controls[name].value = value
            finally:
                self._waiting = False
            self._redraw()

    def _checked_picture(self):
        picture = self._make_picture(**self.values)
        if not isinstance(picture, Picture):
            raise TypeError(f"Explorer got {type(picture).__name__}; expected a Picture")
        picture.png  # noqa: B018 (drawn here, so that an error of drawing is told as well)
        return picture

    def _redraw(self, _change=None):
        with self._changing:
            if self._waiting:
                return
            try:
                self.picture = self._checked_picture()
                self.error = None
            except Exception as error:
                self.error = error
            self._tell()

    def _tell(self):
        failed = self.error is not None
        old = {"alt": "The picture of earlier values, out of date.", "opacity": 0.25}
        self._image.value = self.picture.html(**old if failed else {})
        self._sentence.value = (
            f'<div role="{"alert" if failed else "status"}" aria-live="polite" '
            f'style="line-height: 1.4">{escape(self.sentence)}</div>'
        )

    def __repr__(self):
        values = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"Explorer({values})"

    def _repr_mimebundle_(self, include=None, exclude=None, **options):
        """Give the live view, and the present picture and sentence for where nothing is live."""
        bundle = super()._repr_mimebundle_(include=include, exclude=exclude, **options)
        # Outside a notebook there is no view to add to.
        bundle, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        bundle = {
            **bundle,
            "text/plain": f"{self!r}\n{self.sentence}",
            "image/png": b64encode(self.picture.png).decode(),
        }
        return bundle, {**metadata, "image/png": self.picture.metadata}


def _control(name, short):
    """Give the control for a keyword."""
    words = name.replace("_", " ")
    if isinstance(short, widgets.Play):
        numbers = (short.min, short.max, short.step, short.value)
        return Slider(*numbers, description=words, interval=short.interval)
    if isinstance(short, widgets.Widget) and hasattr(short, "value"):
        short.description = short.description or words
        return short
    if isinstance(short, bool):
        return widgets.Checkbox(
            short,
            description=words,
            tooltip=words,
            style={"description_width": LABEL},
            layout=widgets.Layout(width=WIDTH, max_width="100%"),
        )
    if isinstance(short, list) and short:
        return Choice(short, description=words)
    if isinstance(short, tuple) and len(short) == 4:
        return Slider(*short, description=words)
    raise TypeError(
        f"Explorer got {name}={short!r}; expected (low, high, step, start), a list, "
        "True or False, or an ipywidgets control"
    )
