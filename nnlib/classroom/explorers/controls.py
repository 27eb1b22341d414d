"""The controls of explorers: a slider and a choice that a keyboard and a screen reader can use."""

import math
from importlib.resources import files

import anywidget
import ipywidgets as widgets
import traitlets

from nnlib.classroom.sentences import number

WIDTH = "30em"  # two fit side by side beside JupyterLab's file browser
LABEL = "9em"


class _Checked(traitlets.TraitType):
    """A value that its control checks before anyone sees it; `traitlets.validate` comes later."""

    def validate(self, control, value):
        return control._checked(value)


class Control(anywidget.AnyWidget):
    """What `Slider` and `Choice` have in common: a label beside a control of the browser's own.

    The sliders and lists of ipywidgets tell a screen reader no name, and JupyterLab takes some of
    their keys for itself.

    Attributes
    ----------
    description : str
        The label.
    """

    # The text itself, so that the browser fetches nothing.
    _esm = (files("nnlib.classroom.explorers") / "controls.js").read_text(encoding="utf-8")

    description = traitlets.Unicode().tag(sync=True)
    label_width = traitlets.Unicode(LABEL, read_only=True).tag(sync=True)

    def __init__(self, description, **options):
        layout = widgets.Layout(width=WIDTH, max_width="100%")
        super().__init__(description=description, layout=layout, **options)


class Slider(Control):
    """A slider over numbers, with its value beside it.

    The value comes to Python while the slider moves, about ten times a second, and when it rests.

    Parameters
    ----------
    low, high : int or float
        The smallest and the largest value.
    step : int or float
        From one value to the next.
    start : int or float
        The first value.
    description : str, optional
        The label.
    interval : int, optional
        Milliseconds from one step to the next for a Play button; 0 for no button.

    Attributes
    ----------
    value : int or float
        The present value: int if all four numbers are. One that is set outside the range becomes
        the nearest inside.
    min, max, step : int or float
        The range. It is fixed.

    Raises
    ------
    ValueError
        If the numbers make no range.
    traitlets.TraitError
        If a value is set that is no number.

    Examples
    --------
    >>> slider = Slider(0.0, 1.0, 0.05, 0.5, description="share")
    >>> slider.value = 3
    >>> slider
    Slider(0.0, 1.0, 0.05, 1.0)
    """

    # No echo: it would come back late.
    value = _Checked().tag(sync=True, echo_update=False)
    min = traitlets.Any(read_only=True).tag(sync=True)
    max = traitlets.Any(read_only=True).tag(sync=True)
    step = traitlets.Any(read_only=True).tag(sync=True)
    decimals = traitlets.Int(read_only=True).tag(sync=True)
    interval = traitlets.Int(0, read_only=True).tag(sync=True)

    def __init__(self, low, high, step, start, *, description="", interval=0):
        given = (low, high, step, start)
        if not (low < high and step > 0 and low <= start <= high):
            raise ValueError(
                f"Slider got {given}; expected (low, high, step, start) with low < high, "
                "step > 0 and start between them"
            )
        self._kind = int if all(isinstance(each, int) for each in given) else float
        self.set_trait("min", self._kind(low))
        self.set_trait("max", self._kind(high))
        self.set_trait("step", self._kind(step))
        self.set_trait("decimals", len(number(step).partition(".")[2]))
        self.set_trait("interval", interval)
        tooltip = (
            f"{description}: {number(low)} to {number(high)}, by arrow keys in steps of "
            f"{number(step)}"
        )
        super().__init__(description, value=start, tooltip=tooltip)

    def _checked(self, given):
        try:
            value = float(given)
        except (TypeError, ValueError):
            value = math.nan
        if math.isnan(value):
            raise traitlets.TraitError(f"Slider got {given!r}; expected a number")
        return self._kind(min(max(value, self.min), self.max))

    def __repr__(self):
        return f"Slider({self.min}, {self.max}, {self.step}, {self.value})"


class Choice(Control):
    """A choice of one value from a list, or from a slider over such a list.

    Parameters
    ----------
    options : sequence
        The values; the first is chosen at the start.
    description : str, optional
        The label.
    labels : sequence of str, optional
        What is shown for each value; its `str` without it.
    slider : bool, optional
        Whether it looks like a slider.

    Attributes
    ----------
    value : object
        The present value.
    index : int
        Its place in the options.
    options : tuple
        The values.

    Raises
    ------
    ValueError
        If there are no options, or not a label for each.
    traitlets.TraitError
        If a value is set that is no option.

    Examples
    --------
    >>> choice = Choice([0.1, 0.01], description="λ")
    >>> choice.index = 1
    >>> choice
    Choice((0.1, 0.01), value=0.01)
    """

    value = _Checked()
    index = traitlets.Int(0).tag(sync=True, echo_update=False)
    labels = traitlets.List(read_only=True).tag(sync=True)
    slider = traitlets.Bool(read_only=True).tag(sync=True)

    def __init__(self, options, *, description="", labels=None, slider=False):
        self.options = tuple(options)
        labels = [str(option) for option in options] if labels is None else list(labels)
        if not self.options or len(labels) != len(self.options):
            raise ValueError(
                f"Choice got {len(self.options)} options and {len(labels)} labels; expected at "
                "least one option, and a label for each"
            )
        self.set_trait("labels", labels)
        self.set_trait("slider", slider)
        super().__init__(description, value=self.options[0], tooltip=f"Choose {description}")

    def _checked(self, given):
        if given not in self.options:
            raise traitlets.TraitError(
                f"Choice got {given!r}; expected one of {list(self.options)}"
            )
        return given

    @traitlets.validate("index")
    def _place(self, proposal):
        if not 0 <= proposal.value < len(self.options):
            raise traitlets.TraitError(
                f"Choice got index {proposal.value}; expected 0 to {len(self.options) - 1}"
            )
        return proposal.value

    @traitlets.observe("value")
    def _follow_value(self, change):
        self.index = self.options.index(change.new)

    @traitlets.observe("index")
    def _follow_index(self, change):
        self.value = self.options[change.new]

    def __repr__(self):
        return f"Choice({self.options}, value={self.value!r})"
