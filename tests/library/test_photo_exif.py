"""Pictures are turned upright as EXIF says, also where it is torn."""

from __future__ import annotations

import numpy as np
import pytest
from photo_files import opened, saved
from PIL import ExifTags, Image

from fst_gui.library.photo import read_photo
from fst_gui.library.photo_rows import open_rows


def _exif(orientation):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Model] = "A camera"
    exif.get_ifd(ExifTags.IFD.Exif).update(
        {ExifTags.Base.ISOSpeedRatings: 800, ExifTags.Base.ColorSpace: 65535}
    )
    return exif


UPRIGHT = np.repeat(np.array([[0, 40, 80], [120, 160, 200]], np.uint8)[..., None], 3, axis=2)

STORED = {  # how a camera held so stores the upright picture
    1: UPRIGHT,
    2: UPRIGHT[:, ::-1],
    3: UPRIGHT[::-1, ::-1],
    4: UPRIGHT[::-1],
    5: UPRIGHT.transpose(1, 0, 2),
    6: UPRIGHT.transpose(1, 0, 2)[::-1],
    7: UPRIGHT.transpose(1, 0, 2)[::-1, ::-1],
    8: UPRIGHT.transpose(1, 0, 2)[:, ::-1],
}


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("orientation", STORED)
def test_every_orientation_comes_out_upright(orientation, kind):
    options = {"lossless": True} if kind == "WEBP" else {}
    stored = Image.fromarray(np.ascontiguousarray(STORED[orientation]))
    photo = opened(stored, kind, exif=_exif(orientation).tobytes(), **options)
    np.testing.assert_array_equal(photo.pixels, UPRIGHT)
    kept = Image.Exif()
    kept.load(photo.exif)
    assert kept[ExifTags.Base.Orientation] == 1
    assert kept[ExifTags.Base.Model] == "A camera"
    camera = kept.get_ifd(ExifTags.IFD.Exif)
    assert camera[ExifTags.Base.ISOSpeedRatings] == 800
    assert camera[ExifTags.Base.ColorSpace] == 1


def test_a_png_that_tells_it_behind_the_pixels_comes_out_upright(tmp_path):
    block = _exif(6).tobytes()
    png = saved(Image.fromarray(np.ascontiguousarray(STORED[6])), exif=block)
    at, length = png.index(b"eXIf") - 4, len(block) - len(b"Exif\0\0") + 12
    end = png.index(b"IEND") - 4
    path = tmp_path / "late.png"
    path.write_bytes(png[:at] + png[at + length : end] + png[at : at + length] + png[end:])
    photo = read_photo(path)
    np.testing.assert_array_equal(photo.pixels, UPRIGHT)
    kept = Image.Exif()
    kept.load(photo.exif)
    assert kept[ExifTags.Base.Model] == "A camera"
    rows = open_rows(path)
    assert (rows.height, rows.width) == UPRIGHT.shape[:2]


def test_the_alpha_turns_with_the_picture():
    image = Image.new("RGBA", (3, 2), (9, 9, 9, 255))
    image.putpixel((0, 0), (9, 9, 9, 0))
    photo = opened(image, exif=_exif(6).tobytes())
    assert photo.alpha.shape == (3, 2)
    assert photo.alpha[0, 1] == 0


def test_the_layout_of_a_tiff_file_is_not_taken_for_exif():
    photo = opened(Image.fromarray(UPRIGHT), "TIFF", compression="tiff_lzw", software="Tool")
    kept = Image.Exif()
    kept.load(photo.exif)
    assert set(kept) == {ExifTags.Base.Software, ExifTags.Base.Orientation}


@pytest.mark.parametrize("at", range(6, 40, 3))
def test_a_torn_exif_block_does_not_keep_a_picture_from_opening(at):
    block = bytearray(_exif(1).tobytes())
    block[at : at + 3] = b"\x13\xff\xfe"
    for torn in (bytes(block), bytes(block[:at])):
        photo = opened(Image.fromarray(UPRIGHT), "JPEG", exif=torn, quality=100)
        assert sorted(photo.pixels.shape) == [2, 3, 3]
