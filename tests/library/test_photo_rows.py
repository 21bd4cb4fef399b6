"""Photos read by rows: the pixels of the whole, however they are cut."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image

from fst_gui.library.colour import adobe_rgb_profile, srgb_profile
from fst_gui.library.errors import PhotoError
from fst_gui.library.header import PictureHeader
from fst_gui.library.photo import photo_from_bytes, read_photo
from fst_gui.library.photo_rows import open_rows, photo_rows
from fst_gui.library.writing import open_picture

CAMERA = Path(__file__).parents[2].parent / "shared" / "data" / "camera"

# 64 x 48: red above, blue below, the right half darker. Made with heif-enc (x265) from a
# computed picture.
HEIC = base64.b64decode(
    """
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAA
AAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAA
AAHRAAEAAAAAAAAAWAACAAEAAAAAAAAAAQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAA
aHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADYaXBycAAAALZpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe
8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQEDcAAAAwCQAAADAAADAB6g
IIEFlurkprm4EBAwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUA
AAAAAAAAQAAAADAAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAA
AAAAAAAOZGltZwACAAEAAQAAAGBtZGF0AAAAVCgBr1j5Et3/r0/+A8hk6UvHMNT92Ytj+fcXramU+K/9/TXw
V8i+hG1Fr08BKldk0CqXQySrowfC8hI7UWKUJHfjTYPCiSM6ZzSKF58V0IUC2+ukdA==
"""
)


def _noise(height, width, channels=3, dtype=np.uint8):
    shape = (height, width, channels) if channels > 1 else (height, width)
    return np.random.default_rng(1).integers(0, np.iinfo(dtype).max + 1, shape, dtype=dtype)


def _whole(rows, count):
    strips = list(rows.strips(count))
    pixels = np.concatenate([pixels for pixels, _ in strips])
    alpha = None if strips[0][1] is None else np.concatenate([alpha for _, alpha in strips])
    assert pixels.shape == (rows.height, rows.width, 3)
    return pixels, alpha


def _same_as_in_memory(path):
    rows, photo = open_rows(path), read_photo(path)
    for count in (1, 7, 1000):
        pixels, alpha = _whole(rows, count)
        np.testing.assert_array_equal(pixels, photo.pixels)
        assert (alpha is None) == (photo.alpha is None)
        if alpha is not None:
            np.testing.assert_array_equal(alpha, photo.alpha)
    assert (rows.exif, rows.notice, rows.dpi) == (photo.exif, photo.notice, photo.dpi)
    assert (rows.height, rows.width) == photo.pixels.shape[:2]
    return rows


@pytest.mark.parametrize(
    ("mode", "kind", "options"),
    [
        ("RGB", "JPEG", {"quality": 80}),
        ("RGB", "JPEG", {"progressive": True}),
        ("L", "JPEG", {}),
        ("CMYK", "JPEG", {}),
        ("RGB", "PNG", {"dpi": (240, 240)}),
        ("RGBA", "PNG", {}),
        ("L", "PNG", {}),
        ("LA", "PNG", {}),
        ("P", "PNG", {}),
        ("1", "PNG", {}),
        ("RGB", "PNG", {"transparency": (1, 2, 3)}),
        ("RGB", "TIFF", {}),
        ("RGB", "TIFF", {"compression": "tiff_lzw"}),
        ("RGB", "TIFF", {"compression": "jpeg"}),
        ("RGBA", "TIFF", {"compression": "tiff_deflate"}),
        ("CMYK", "TIFF", {}),
        ("RGB", "WEBP", {}),
        ("RGBA", "WEBP", {"lossless": True}),
        ("RGB", "AVIF", {}),
        ("P", "GIF", {}),
        ("RGB", "BMP", {}),
    ],
)
def test_the_rows_are_those_of_the_whole(tmp_path, mode, kind, options, wide_gamut):
    image = Image.fromarray(_noise(41, 53, 4)).convert(mode)
    path = tmp_path / "夜[1].bin"
    image.save(path, kind, **options)
    _same_as_in_memory(path)
    if mode in ("RGB", "RGBA") and kind in ("PNG", "TIFF", "JPEG"):
        image.save(path, kind, icc_profile=wide_gamut[0], **options)
        _same_as_in_memory(path)


@pytest.mark.parametrize(
    ("mode", "profile", "converted"),
    [
        ("RGB", None, False),
        ("RGB", srgb_profile(), False),
        ("RGB", adobe_rgb_profile(), True),
        ("L", None, False),
        ("CMYK", None, True),
    ],
)
def test_it_is_known_whether_colours_are_converted(tmp_path, mode, profile, converted):
    path = tmp_path / "photo.jpg"
    Image.fromarray(_noise(8, 9, 3)).convert(mode).save(path, icc_profile=profile)
    assert open_rows(path).converted == converted


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG"])
def test_every_orientation_comes_out_upright(tmp_path, orientation, kind):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    path = tmp_path / "turned"
    Image.fromarray(_noise(20, 31)).save(path, kind, exif=exif.tobytes())
    rows = _same_as_in_memory(path)
    assert (rows.height, rows.width) == ((20, 31) if orientation < 5 else (31, 20))


def test_several_pictures_give_the_first(tmp_path):
    for kind in ("TIFF", "MPO", "GIF", "WEBP"):
        first, *others = (Image.new("RGB", (8, 6), (80 * n, 0, 0)) for n in range(3))
        first.save(tmp_path / "many", kind, save_all=True, append_images=others)
        rows = _same_as_in_memory(tmp_path / "many")
        assert rows.notice == "This file has 3 pictures; the first was opened."


def test_a_photo_in_memory_has_rows_too():
    buffer = io.BytesIO()
    Image.fromarray(_noise(9, 11, 4)).save(buffer, "PNG", dpi=(100, 100))
    photo = photo_from_bytes(buffer.getvalue(), "pasted")
    rows = photo_rows(photo)
    pixels, alpha = _whole(rows, 4)
    np.testing.assert_array_equal(pixels, photo.pixels)
    np.testing.assert_array_equal(alpha, photo.alpha)
    assert rows.dpi == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_sixteen_bits_are_kept(tmp_path, suffix):
    pixels, alpha = _noise(30, 40, 3, np.uint16), _noise(30, 40, 1, np.uint16)
    path = tmp_path / f"deep{suffix}"
    header = PictureHeader(40, 30, bits=16, has_alpha=True)
    with open_picture(path, header, overwrite=False) as file:
        file.write(pixels, alpha)
    rows = open_rows(path)
    assert rows.bits == 16
    read, read_alpha = _whole(rows, 11)
    np.testing.assert_array_equal(read, pixels)
    np.testing.assert_array_equal(read_alpha, alpha)
    assert np.abs(read_photo(path).pixels - pixels / 257).max() <= 1.01


def test_sixteen_bits_are_converted_by_their_profile(tmp_path, wide_gamut):
    profile, expected = wide_gamut
    level = 40_000
    Image.fromarray(np.full((4, 5), level, np.uint16)).save(tmp_path / "grey.png")
    grey, _ = _whole(open_rows(tmp_path / "grey.png"), 3)
    assert np.all(grey == level)
    deep = np.tile(np.array([180, 120, 90], np.uint16) * 257, (4, 5, 1))
    with open_picture(tmp_path / "p3.png", PictureHeader(5, 4, bits=16), False) as file:
        file.write(deep, None)
    data = (tmp_path / "p3.png").read_bytes()
    (tmp_path / "p3.png").write_bytes(_with_profile(data, profile))
    made, _ = _whole(open_rows(tmp_path / "p3.png"), 3)
    assert np.abs(made[0, 0] / 257 - expected([180, 120, 90])).max() <= 1


def test_sixteen_bits_of_grey_are_converted_by_a_profile_for_colours(tmp_path, wide_gamut):
    profile, expected = wide_gamut
    path = tmp_path / "grey.png"
    Image.fromarray(np.full((4, 5), 120 * 257, np.uint16)).save(path, icc_profile=profile)
    made, _ = _whole(open_rows(path), 3)
    assert np.abs(made[0, 0] / 257 - expected([120] * 3)).max() <= 1
    assert np.abs(read_photo(path).pixels[0, 0].astype(int) - made[0, 0] / 257).max() <= 1.5


def _with_profile(png, profile):
    """A PNG file with another profile."""
    start = png.index(b"iCCP") - 4
    length = struct.unpack(">I", png[start : start + 4])[0]
    body = b"other\0\0" + zlib.compress(profile)
    chunk = struct.pack(">I", len(body)) + b"iCCP" + body
    chunk += struct.pack(">I", zlib.crc32(b"iCCP" + body))
    return png[:start] + chunk + png[start + 12 + length :]


@pytest.mark.parametrize("size", [(20, 30), (82, 106), (41, 53), (1, 1)])
def test_another_size_is_the_same_however_it_is_cut(tmp_path, size):
    path = tmp_path / "a.png"
    Image.fromarray(_noise(41, 53, 4)).save(path)
    rows = open_rows(path).resized(*size)
    whole, alpha = _whole(rows, 1000)
    for count in (1, 9):
        cut, cut_alpha = _whole(rows, count)
        np.testing.assert_array_equal(cut, whole)
        np.testing.assert_array_equal(cut_alpha, alpha)


def test_a_smaller_size_averages_and_the_transparent_does_not_bleed(tmp_path):
    pixels = np.zeros((40, 60, 4), np.uint8)
    pixels[:, :30] = (200, 100, 50, 255)
    pixels[:, 30:] = (0, 255, 0, 0)  # green, but not to be seen
    path = tmp_path / "a.png"
    Image.fromarray(pixels).save(path)
    made, alpha = _whole(open_rows(path).resized(8, 12), 3)
    seen = alpha > 10
    assert np.abs(made[seen].astype(int) - (200, 100, 50)).max() <= 6
    assert alpha[:, 0].min() == 255
    assert alpha[:, -1].max() == 0


def test_a_file_cut_short_is_refused_when_its_rows_are_read(tmp_path):
    for kind in ("JPEG", "PNG", "TIFF"):
        buffer = io.BytesIO()
        Image.fromarray(_noise(200, 200)).save(buffer, kind)
        path = tmp_path / "cut.bin"
        path.write_bytes(buffer.getvalue()[: len(buffer.getvalue()) // 2])
        with pytest.raises(PhotoError, match="damaged") as caught:
            _whole(open_rows(path), 16)
        assert "cut.bin" in str(caught.value)


def test_a_name_that_is_not_utf8_is_read_too(tmp_path):
    path = tmp_path / "caf\udce9.jpg"
    Image.fromarray(_noise(20, 30)).save(path, "JPEG")
    _same_as_in_memory(path)


def test_sixteen_bits_that_count_from_white_are_the_same_read_whole(tmp_path):
    path = tmp_path / "fax.tif"
    levels = np.arange(12 * 16, dtype=np.uint16).reshape(12, 16) * 300
    Image.fromarray(levels).save(path, tiffinfo={262: 0})
    deep, _ = _whole(open_rows(path), 5)
    np.testing.assert_array_equal(deep[..., 0], 65535 - levels)
    np.testing.assert_allclose(read_photo(path).pixels, deep / 257.0, atol=0.5)


def test_a_channel_that_is_not_said_to_be_transparency_is_none(tmp_path):
    path = tmp_path / "fourth.tif"
    pixels = _noise(20, 30, 4)
    Image.frombytes("RGBX", (30, 20), pixels.tobytes()).save(path)
    rows = open_rows(path)
    assert not rows.has_alpha
    colours, alpha = _whole(rows, 7)
    assert alpha is None
    np.testing.assert_array_equal(colours, pixels[..., :3])
    assert read_photo(path).alpha is None


def test_what_is_no_picture_is_refused_at_once(tmp_path):
    with pytest.raises(PhotoError, match="not found"):
        open_rows(tmp_path / "gone.jpg")
    (tmp_path / "text.jpg").write_text("not a picture")
    with pytest.raises(PhotoError, match="not a picture"):
        open_rows(tmp_path / "text.jpg")


def test_adobe_rgb_is_known_where_only_exif_says_so(tmp_path):
    exif = Image.Exif()
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.ColorSpace] = 65535
    camera[ExifTags.IFD.Interop] = {1: "R03"}
    image = Image.new("RGB", (16, 16), (90, 180, 120))
    image.save(tmp_path / "said.jpg", quality=100, exif=exif.tobytes())
    image.save(tmp_path / "embedded.jpg", quality=100, icc_profile=adobe_rgb_profile())
    camera[ExifTags.IFD.Interop] = {1: "R98"}
    image.save(tmp_path / "srgb.jpg", quality=100, exif=exif.tobytes())
    said = _same_as_in_memory(tmp_path / "said.jpg")
    embedded = read_photo(tmp_path / "embedded.jpg").pixels
    np.testing.assert_array_equal(_whole(said, 5)[0], embedded)
    assert np.abs(embedded.astype(int) - read_photo(tmp_path / "srgb.jpg").pixels).max() > 30


@pytest.mark.parametrize("wide_gamut", ["Adobe RGB"], indirect=True)
def test_the_profile_of_adobe_rgb_is_the_textbook_one(wide_gamut):
    _, expected = wide_gamut
    values = np.array([[[180, 120, 90], [40, 90, 150], [128, 128, 128]]], np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(values).save(buffer, "PNG", icc_profile=adobe_rgb_profile())
    made = photo_from_bytes(buffer.getvalue(), "a")
    assert made.notice == ""
    assert np.abs(made.pixels - expected(values)).max() <= 1


def test_heic_is_read(tmp_path):
    path = tmp_path / "phone.heic"
    path.write_bytes(HEIC)
    rows = _same_as_in_memory(path)
    pixels, _ = _whole(rows, 10)
    assert pixels.shape == (48, 64, 3)
    for place, colour in {
        (8, 8): (200, 60, 40),
        (40, 8): (30, 90, 180),
        (8, 56): (100, 30, 20),
    }.items():
        assert np.abs(pixels[place].astype(int) - colour).max() < 24
    path.write_bytes(HEIC[: len(HEIC) // 2])
    with pytest.raises(PhotoError):
        open_rows(path)


def test_files_of_real_cameras():
    for path in sorted(CAMERA.glob("orientation*")) + sorted(CAMERA.glob("*swop*")):
        rows, photo = open_rows(path), read_photo(path)
        np.testing.assert_array_equal(_whole(rows, 100)[0], photo.pixels)
