"""The README's pictures: all there, small, and told in words."""

import io
import re

import pytest
from PIL import Image

import take_pictures

README = take_pictures.COURSE / "README.md"


def size(path):
    with Image.open(path) as picture:
        return picture.size


def test_the_readme_shows_every_picture_and_says_what_it_shows():
    shown = re.findall(r"!\[(.*?)\]\(docs/(\w+)\.png\)", README.read_text(encoding="utf-8"))
    assert sorted(name for _, name in shown) == sorted(take_pictures.PICTURES)
    alts = [alt for alt, _ in shown]
    assert min(map(len, alts)) > 40
    assert len(set(alts)) == len(alts)


@pytest.mark.parametrize("name", take_pictures.PICTURES)
def test_a_picture_is_small_and_sharp(name):
    path = take_pictures.COURSE / "docs" / f"{name}.png"
    assert path.stat().st_size < take_pictures.LARGEST
    assert size(path)[0] > 640 * take_pictures.SCALE


def test_a_picture_that_is_too_large_is_refused(tmp_path, monkeypatch):
    png = io.BytesIO()
    Image.radial_gradient("L").save(png, "PNG")
    take_pictures.keep(png.getvalue(), tmp_path / "small.png")
    assert size(tmp_path / "small.png") == (256, 256)
    monkeypatch.setattr(take_pictures, "LARGEST", 100)
    with pytest.raises(ValueError, match=r"large\.png has \d+ bytes; expected less than 100"):
        take_pictures.keep(png.getvalue(), tmp_path / "large.png")
