from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from fst_gui.library.errors import PhotoError
from fst_gui.library.photo import read_photo, shrink
from fst_gui.library.quick_look import quick_look


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_it_is_the_photo_in_small(tmp_path, name, orientation):
    y, x = np.mgrid[:900, :1400]
    pixels = np.stack([x % 256, y % 256, np.full_like(x, 90)], -1).astype(np.uint8)
    exif = Image.Exif()
    exif[0x112] = orientation
    Image.fromarray(pixels // 8 * 8).resize((1400, 900)).save(tmp_path / name, exif=exif)
    small, count = quick_look(tmp_path / name, 100)
    whole = shrink(read_photo(tmp_path / name).pixels, 100)
    assert count == 1400 * 900
    assert small.shape == whole.shape == ((64, 100, 3) if orientation == 1 else (100, 64, 3))
    assert np.abs(small.astype(int) - whole).mean() < 6


def test_what_cannot_be_opened_is_said(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    with pytest.raises(PhotoError, match="not a picture"):
        quick_look(tmp_path / "a.jpg", 100)
