"""Pictures read back from Matplotlib's objects, and what every picture must hold."""

from itertools import combinations
from unittest.mock import patch

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.contour import ContourSet
from matplotlib.lines import AxLine, Line2D
from matplotlib.patches import Polygon, Rectangle, StepPatch
from matplotlib.path import Path
from matplotlib.text import Text

from nnlib.classroom import pictures
from nnlib.classroom.pictures import WIDEST

COLOUR_NAMES = {"#ffffff": "white"} | {
    getattr(pictures, name).lower(): name.lower()
    for name in ("BLUE", "VERMILLION", "GREEN", "ORANGE", "SKY", "BLACK", "PAPER", "INK", "FAINT")
}


def one_axes(picture):
    """Give the only axes of a picture."""
    (axes,) = picture.figure.axes
    return axes


def rounded(value):
    """Give nine digits of a number, so that it can be compared; None for NaN."""
    return None if np.isnan(value) else float(f"{value:.9g}") + 0.0  # no −0


def told(picture):
    """Give the sentence, with which the alt text ends, too."""
    assert picture.alt.endswith(picture.sentence), "the alt text tells the same"
    return picture.sentence


def points(x, y):
    """Give places as a list of pairs, rounded."""
    x, y = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(y, dtype=float))
    return [(rounded(a), rounded(b)) for a, b in zip(x.ravel(), y.ravel(), strict=True)]


def colour(value):
    """Name a colour as `nnlib.classroom.pictures` does, or write it as hex."""
    return COLOUR_NAMES.get(to_hex(value), to_hex(value))


def legend(axes):
    """Give the words of the legend in their order, each with the look beside it."""
    boxes = [*axes.get_figure(root=True).legends, axes.get_legend()]
    return {
        text.get_text(): _look(handle)
        for box in boxes
        if box is not None
        for text, handle in zip(box.get_texts(), box.legend_handles, strict=True)
    }


def lines(axes):
    """Give the places of all lines and marks, by their name in the legend, else by their look.

    A look is written "blue -" or "vermillion o"; each line or set of marks is a list of places.
    """
    assert not axes.xaxis_inverted()
    entries, found = legend(axes), {}
    for line in axes.lines:
        if isinstance(line, AxLine) or not len(line.get_xdata()):
            continue
        x, y = line.get_data()
        if line.get_transform() != axes.transData:  # a line across the whole picture
            to_data = line.get_transform() - axes.transData
            x, y = to_data.transform(np.transpose([x, y])).T
        found.setdefault(_name(_look(line), entries), []).append(points(x, y))
    return found


def _name(look, entries):
    """Give the words of the legend beside which something looks so; without such the look."""
    stroke, marks = look
    for name, entry in entries.items():
        if stroke in (None, entry[0]) and marks in (None, entry[1]):
            return name
    for name, entry in entries.items():  # a mark on a line that has none in the legend
        if (
            stroke is None
            and entry[0]
            and entry[1] is None
            and entry[0].split()[0] == marks.split()[0]
        ):
            return name
    return " ".join(part for part in look if part)


def _look(artist):
    """Give the look of a line and of its marks, None for what it does not have."""
    if not isinstance(artist, Line2D):  # a patch in a legend
        return colour(artist.get_facecolor()), artist.get_hatch() or ""
    stroke = marks = None
    if artist.get_linestyle() not in ("None", "") and len(artist.get_xdata()) > 1:
        stroke = f"{colour(artist.get_color())} {artist.get_linestyle()}"
    if artist.get_marker() not in ("None", ""):
        face = artist.get_markerfacecolor()
        face = artist.get_markeredgecolor() if isinstance(face, str) and face == "none" else face
        marks = f"{colour(face)} {artist.get_marker()}"
    return stroke, marks


def labels(axes):
    """Give the words below, beside and above."""
    return axes.get_xlabel(), axes.get_ylabel(), axes.get_title()


def ticks(axis):
    """Give the words on an axis, by their place."""
    shown = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
    return {rounded(place): text.get_text() for place, text in shown}


def bars(axes):
    """Give height, words above and pattern of each bar, by the words below it."""
    assert not axes.xaxis_inverted() and not axes.yaxis_inverted()
    names, found = ticks(axes.xaxis), {}
    for bar in axes.containers[0]:
        middle = bar.get_x() + bar.get_width() / 2
        (words,) = [text.get_text() for text in axes.texts if np.isclose(text.xy[0], middle)]
        assert bar.get_y() == 0
        found[names[rounded(middle)]] = rounded(bar.get_height()), words, bar.get_hatch() or ""
    return found


def texts(axes):
    """Give the words written in a picture, by their place."""
    found = {}
    for text in axes.texts:
        if text.get_text():
            place = text.get_position()
            if text.get_transform() != axes.transData:
                place = (text.get_transform() - axes.transData).transform(place)
            found[rounded(place[0]), rounded(place[1])] = text.get_text()
    return found


def arrows(axes):
    """Give the two ends of each arrow."""
    drawn = [text for text in axes.texts if getattr(text, "arrow_patch", None)]
    return [points(*zip(arrow.xyann, arrow.xy, strict=True)) for arrow in drawn]


def bands(axes):
    """Give the lowest and highest place of each band at each x, by the band's colour."""
    found = {}
    for band in axes.collections:
        edge = np.concatenate([path.vertices for path in band.get_paths()])
        found[colour(band.get_facecolor()[0])] = {
            float(x): (float(y.min()), float(y.max()))
            for x in np.unique(edge[:, 0])
            for y in [edge[edge[:, 0] == x, 1]]
        }
    return found


def steps(axes):
    """Give heights and edges of the only histogram."""
    (drawn,) = [patch for patch in axes.patches if isinstance(patch, StepPatch)]
    return drawn.get_data().values, drawn.get_data().edges


def spans(axes):
    """Give the ends of the shaded ranges of x, from the left."""
    wide = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    assert all(patch.get_y() == 0 and patch.get_height() == 1 for patch in wide)
    return sorted((float(p.get_x()), float(p.get_x() + p.get_width())) for p in wide)


def boxes(axes):
    """Give the lines of text in each box of a tiny network, column by column."""
    found = {}
    for box in axes.patches:
        left, bottom, right, top = box.get_bbox().extents
        inside = {
            -y: words
            for (x, y), words in texts(axes).items()
            if left < x < right and bottom < y < top
        }
        middle = round((left + right) / 2, 3)
        found.setdefault(middle, {})[-bottom] = [inside[y] for y in sorted(inside)]
    return [[column[y] for y in sorted(column)] for _, column in sorted(found.items())]


def on_arrows(axes):
    """Give what is written near the start of each arrow, column by column and unit by unit."""
    found = []
    for start, end in arrows(axes):
        way = np.subtract(end, start)
        on_it = {}
        for (x, y), words in texts(axes).items():
            along = (x - start[0]) / way[0]
            if 0 < along < 0.5 and abs(start[1] + along * way[1] - y) < 0.03:
                on_it[-y] = words
        found.append([on_it[y] for y in sorted(on_it)])
    return found


def seen(image):
    """Give the numbers of an image as they stand on the screen: the first row is the upper one."""
    left, right, bottom, top = image.get_extent()
    (left, bottom), (right, top) = image.axes.transData.transform([(left, bottom), (right, top)])
    values = image.get_array().data
    values = values if image.origin == "upper" else values[::-1]
    values = values if left < right else values[:, ::-1]
    return values if bottom < top else values[::-1]


def tiles(axes):
    """Give caption and numbers of each of many images in frames, row by row as one reads."""
    found = []
    frames = {
        points(*np.reshape(patch.get_bbox().extents, (2, 2)).T)[0]
        for patch in axes.patches
        if not patch.get_fill()
    }
    for image in axes.images:
        left, right, bottom, top = image.get_extent()
        assert points(left, min(bottom, top))[0] in frames
        assert 0 <= left < right <= axes.get_xlim()[1], "within the sheet"
        assert 0 <= top < bottom <= axes.get_ylim()[0], "within the sheet"
        above = [
            words
            for (x, y), words in texts(axes).items()
            if np.isclose(x, (left + right) / 2, atol=1e-5) and 0 < min(bottom, top) - y < 0.1
        ]
        found.append((round(min(bottom, top), 6), left, above[0] if above else "", seen(image)))
    found.sort(key=lambda tile: tile[:2])
    return [(words, values) for *_, words, values in found]


def colour_at(axes, x, y):
    """Give the colour of the shade or half plane at a place."""
    for shape in sorted([*axes.patches, *axes.collections], key=lambda shape: -shape.zorder):
        if isinstance(shape, Polygon) and shape.get_path().contains_point((x, y)):
            return to_hex(shape.get_facecolor())
        if isinstance(shape, ContourSet) and shape.filled:
            for path, fill in zip(shape.get_paths(), shape.get_facecolor(), strict=True):
                if _holds(path, x, y):
                    return to_hex(fill)
    return to_hex(axes.get_facecolor())


def _holds(path, x, y):
    """Whether a place is in a shape that may have holes: they are outlines within an outline."""
    return sum(Path(ring).contains_point((x, y)) for ring in path.to_polygons()) % 2 == 1


def level_at(axes, x, y):
    """Give the two levels between which a map has the place."""
    (filled,) = [
        shape for shape in axes.collections if isinstance(shape, ContourSet) and shape.filled
    ]
    ends = [*filled.levels]
    ends = [-np.inf, *ends] if filled.extend in ("min", "both") else ends
    ends = [*ends, np.inf] if filled.extend in ("max", "both") else ends
    (inside,) = [i for i, path in enumerate(filled.get_paths()) if _holds(path, x, y)]
    return ends[inside : inside + 2]


def brightness(colours):
    """Give the sum of red, green and blue of each colour."""
    return np.reshape(colours, (-1, 4))[:, :3].sum(axis=1)


def assert_map_of(loss, axes):
    """Demand that each shade is where the loss is within its levels, and higher is darker."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    # Off the middle of any cell, and not too near to the edge.
    for x in np.linspace(left, right, 9)[1:-1] + 0.01:
        for y in np.linspace(bottom, top, 9)[1:-1] + 0.02:
            low, high = level_at(axes, x, y)
            slack = 0.1 + 0.02 * abs(loss(x, y))  # a grid's straight pieces
            assert low - slack <= loss(x, y) <= high + slack, f"the loss at ({x}, {y})"
    assert (np.diff(brightness(axes.collections[0].get_facecolor())) < 0).all()


def assert_scale(image, colours, low, high):
    """Demand a scale of colours from `low` to `high`: "ink" or "purple and orange"."""
    assert (image.norm.vmin, image.norm.vmax) == (low, high)
    first, middle, last = image.cmap(image.norm([low, (low + high) / 2, high]))[:, :3]
    if colours == "ink":
        assert first.min() == 1 and last.max() < 0.1, "paper is white and ink is dark"
    else:
        assert first[2] > first[0], "below 0 is purple"
        assert middle.min() > 0.95, "0 is white"
        assert last[0] > last[2], "above 0 is orange"


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
    """Demand words, a size that fits the page, and no text cut off or covered by another."""
    assert picture.alt.strip()
    assert picture.sentence.strip()
    assert "\n" not in picture.sentence
    assert picture.sentence.endswith(".")
    assert picture.alt != picture.sentence
    width, height = picture.size
    assert width <= 100 * WIDEST
    assert height <= 720
    assert len(picture.png) < 80_000
    texts = shown_texts(picture)
    for words, box in texts:
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height
        assert inside, f"{words!r} is cut off: {box}"
    for (words, box), (others, other) in combinations(texts, 2):
        apart = (
            box.x1 <= other.x0 + 1
            or other.x1 <= box.x0 + 1
            or box.y1 <= other.y0 + 1
            or other.y1 <= box.y0 + 1
        )
        assert apart, f"{words!r} and {others!r} overlap: {box}, {other}"
