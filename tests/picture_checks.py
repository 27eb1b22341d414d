"""What every picture must hold: words, and text that can be read."""

from itertools import combinations
from unittest.mock import patch

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from nnlib.classroom.pictures import WIDEST


def shown_texts(picture):
    """Give the words of each text that is drawn, with its box in pixels."""
    canvas = FigureCanvasAgg(picture.figure)
    # Asked of the drawing itself: an axis keeps labels that it does not draw.
    with patch.object(Text, "draw", autospec=True, side_effect=Text.draw) as draw:
        canvas.draw()
    texts = {id(call.args[0]): call.args[0] for call in draw.call_args_list}.values()
    renderer = canvas.get_renderer()
    return [
        (text.get_text(), text.get_window_extent(renderer))
        for text in texts
        if text.get_visible() and text.get_text().strip()
    ]


def assert_readable(picture):
    """Demand words, a size that fits the page, and no text cut off at an edge."""
    assert picture.alt.strip()
    assert picture.sentence.strip()
    assert "\n" not in picture.sentence
    assert picture.sentence.endswith(".")
    assert picture.alt != picture.sentence
    width, height = picture.size
    assert width <= 100 * WIDEST
    assert height <= 720
    assert len(picture.png) < 40_000
    texts = shown_texts(picture)
    for words, box in texts:
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height
        assert inside, f"{words!r} is cut off: {box}"


def assert_no_overlap(picture):
    """Demand that no two texts cover each other."""
    for (words, box), (others, other) in combinations(shown_texts(picture), 2):
        apart = (
            box.x1 <= other.x0 + 1
            or other.x1 <= box.x0 + 1
            or box.y1 <= other.y0 + 1
            or other.y1 <= box.y0 + 1
        )
        assert apart, f"{words!r} and {others!r} overlap: {box}, {other}"
