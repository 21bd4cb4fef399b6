"""What is exported, and in which style."""

from __future__ import annotations

import pytest
from PIL import ExifTags, Image

from fst_gui import paths
from fst_gui.workshop.atelier import Atelier


@pytest.fixture(scope="module")
def atelier(tmp_path_factory):
    own = tmp_path_factory.mktemp("own styles")
    return Atelier(paths.models_dir(), own, paths.perceptual_weights())


@pytest.fixture
def wave(atelier):
    return atelier.find("great_wave")


@pytest.fixture
def photo(tmp_path, sample_photo):
    """A photo held upright, with a camera's words and something transparent."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Model] = "A camera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    path = tmp_path / "Foto ü.png"
    with Image.open(sample_photo) as opened:
        picture = opened.convert("RGB").resize((120, 88))
    alpha = Image.new("L", picture.size, 255)
    alpha.paste(0, (0, 0, 20, 20))
    picture.putalpha(alpha)
    picture.save(path, exif=exif.tobytes(), dpi=(180, 180))
    return path
