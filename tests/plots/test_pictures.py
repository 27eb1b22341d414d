"""Pictures: PNG, alt text, sentence, and nothing changed elsewhere."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import matplotlib
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from matplotlib.patches import Rectangle
from PIL import Image

from nnlib.classroom.pictures import Picture, figure
from nnlib.classroom.plots import bars


def a_picture(sentence="It has 1 line."):
    sheet = figure(3, 2)
    sheet.subplots().plot([1, 2, 3])
    return Picture(sheet, alt="A line that rises.", sentence=sentence)


@pytest.mark.parametrize("words", ["", "  ", None, 3])
def test_alt_and_sentence_must_be_words(words):
    with pytest.raises(ValueError, match="alt="):
        Picture(figure(), alt=words, sentence="A sentence.")
    with pytest.raises(ValueError, match="sentence="):
        Picture(figure(), alt="A picture.", sentence=words)


def test_the_png_is_the_same_at_every_run():
    assert a_picture().png == a_picture().png
    image = Image.open(BytesIO(a_picture().png))
    assert a_picture().size == (300, 200)
    assert image.size == (600, 400)  # two pixels for one on the page, so that it is crisp
    assert "Software" not in image.info
    assert image.convert("RGB").getpixel((0, 0)) == (0xFB, 0xFA, 0xF7)


def test_the_png_is_neither_upside_down_nor_mirrored():
    sheet = figure(3, 2)
    place = {"transform": sheet.transFigure, "facecolor": "black", "edgecolor": "none"}
    sheet.add_artist(Rectangle((0, 0.5), 0.5, 0.5, **place))
    image = Image.open(BytesIO(Picture(sheet, "A black quarter.", "It is upper left.").png))
    image = image.convert("RGB")
    corners = {(x, y): image.getpixel((x, y)) for x in (10, 590) for y in (10, 390)}
    assert [corner for corner, pixel in corners.items() if pixel == (0, 0, 0)] == [(10, 10)]


@pytest.fixture
def shell():
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def test_a_cell_shows_png_and_alt_text_and_prints_the_sentence(shell):
    picture = a_picture()
    with capture_output() as captured:
        picture._ipython_display_()
    assert captured.stdout == "It has 1 line.\n"
    (output,) = captured.outputs
    assert output.data["image/png"] == picture.png
    assert output.data["text/plain"] == "A line that rises."
    assert output.data["text/html"] == picture.html()  # from which JupyterLab has the alt text
    assert output.metadata["image/png"] == {"alt": "A line that rises.", "width": 300}


def test_a_plain_python_prints_the_sentence(capsys):
    a_picture().show()
    assert capsys.readouterr().out == "It has 1 line.\n"


def test_repr_holds_no_address():
    assert repr(a_picture()) == "Picture('It has 1 line.')"


def test_a_figure_wider_than_the_page_is_refused():
    with pytest.raises(ValueError, match=r"expected at most 7\.2"):
        figure(8, 3)


def test_settings_outside_stay_as_they_are():
    before = dict(matplotlib.rcParams)
    a_picture().png  # noqa: B018 (drawn for its effect)
    assert dict(matplotlib.rcParams) == before


def test_settings_outside_do_not_change_a_picture():
    expected = bars([1, 2]).png
    with matplotlib.rc_context({"font.size": 30, "figure.facecolor": "red"}):
        assert bars([1, 2]).png == expected


def test_pyplot_is_not_loaded():
    code = (
        "import sys, nnlib.classroom.plots as plots, nnlib.classroom.explorers as explorers\n"
        "plots.curves({'a': [1, 2]}).show()\n"
        "explorers.explore_valley()\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_the_core_loads_no_classroom():
    code = (
        "import sys, nnlib\n"
        "found = {'matplotlib', 'ipywidgets', 'nnlib.classroom'} & set(sys.modules)\n"
        "assert not found, found\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.fixture
def restless():
    """Let Python change between threads far more often than it does."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


def test_pictures_drawn_in_two_threads_are_as_drawn_in_one(restless):
    def draw(n):
        return bars([n, n**2], names=["n", "n²"], xlabel="x", ylabel="y", title="title").png

    alone = [draw(n) for n in range(20)]
    outside = dict(matplotlib.rcParams)
    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(draw, range(20)))
    assert [n for n in range(20) if alone[n] != together[n]] == []
    assert dict(matplotlib.rcParams) == outside
