import io
import os
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms

from fst_gui.library.colour import srgb_profile
from fst_gui.library.errors import PhotoError
from fst_gui.library.photo import Photo, read_photo, write_photo

SUFFIXES = [".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".PNG", ".JPG"]
LOSSLESS = [".png", ".tif"]


@pytest.fixture
def pixels():
    ramp = np.linspace(0, 255, 48).astype(np.uint8)
    return np.ascontiguousarray(np.dstack(np.broadcast_arrays(ramp, ramp[::-1, None], ramp[24])))


@pytest.fixture
def like(tmp_path, pixels):
    """A photo as a camera held upright leaves it, with transparency."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Model] = "A camera"
    exif[ExifTags.Base.XResolution] = 300.0
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.ExposureTime] = 0.25
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    alpha = np.tile(np.arange(48, dtype=np.uint8) * 5, (48, 1))
    path = tmp_path / "taken.png"
    Image.fromarray(np.dstack([pixels, alpha])).save(path, exif=exif.tobytes())
    photo = read_photo(path)
    path.unlink()
    return photo


def _refusal(*arguments, **options):
    with pytest.raises(PhotoError) as caught:
        write_photo(*arguments, **options)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    return sentence


def _names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_is_written_and_read_again(tmp_path, pixels, suffix):
    path = tmp_path / f"夜 picture{suffix}"
    write_photo(path, pixels)
    again = read_photo(path)
    assert again.pixels.shape == pixels.shape
    limit = 0 if suffix.lower() in LOSSLESS else 12
    assert np.abs(again.pixels.astype(int) - pixels).max() <= limit
    assert (again.alpha, again.exif, again.notice) == (None, None, "")
    assert _names(tmp_path) == [path.name]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_srgb_profile_is_embedded(tmp_path, pixels, suffix):
    write_photo(tmp_path / f"a{suffix}", pixels)
    with Image.open(tmp_path / f"a{suffix}") as image:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    assert "sRGB" in ImageCms.getProfileDescription(profile)


def test_jpeg_keeps_full_colour_resolution_and_quality(tmp_path, pixels):
    write_photo(tmp_path / "a.jpg", pixels)
    with Image.open(tmp_path / "a.jpg") as image:
        assert [component[1:3] for component in image.layer] == [(1, 1)] * 3
        coarsest = max(image.quantization[0])
    assert coarsest <= 15  # quality 95; at 90 it is 24


def test_the_same_picture_gives_the_same_file_on_any_day(tmp_path, pixels):
    assert srgb_profile()[24:36] == struct.pack(">6H", 2024, 1, 1, 0, 0, 0)
    for suffix in (".png", ".jpg"):
        write_photo(tmp_path / f"a{suffix}", pixels)
        write_photo(tmp_path / f"b{suffix}", pixels)
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", [".png", ".webp", ".tif", ".jpg"])
def test_alpha_is_kept_where_the_format_can(tmp_path, like, suffix):
    path = tmp_path / f"a{suffix}"
    write_photo(path, like.pixels, like)
    again = read_photo(path)
    if suffix == ".jpg":
        assert again.alpha is None
    else:
        np.testing.assert_array_equal(again.alpha, like.alpha)
    if suffix in LOSSLESS:
        np.testing.assert_array_equal(again.pixels, like.pixels)


@pytest.mark.parametrize("suffix", [".png", ".webp", ".tif", ".jpg"])
def test_exif_is_kept_and_the_picture_not_turned_twice(tmp_path, like, suffix):
    path = tmp_path / f"a{suffix}"
    marked = np.zeros_like(like.pixels)
    marked[:16, :16] = 255
    write_photo(path, marked, like)
    again = read_photo(path)
    assert again.pixels[4, 4].min() > 240
    with Image.open(path) as image:
        exif = image.getexif()
        assert exif[ExifTags.Base.Orientation] == 1
        assert exif[ExifTags.Base.Model] == "A camera"
        assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.ExposureTime] == 0.25
        assert exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] == "N"


def test_exif_too_long_for_jpeg_is_left_out_there_only(tmp_path, pixels):
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = "x" * 70_000
    like = Photo(pixels, None, exif.tobytes(), None)
    write_photo(tmp_path / "a.jpg", pixels, like)
    write_photo(tmp_path / "a.png", pixels, like)
    assert read_photo(tmp_path / "a.jpg").exif is None
    assert len(read_photo(tmp_path / "a.png").exif) > 70_000


def test_an_alpha_of_another_size_is_a_mistake_of_the_caller(tmp_path, pixels, like):
    for name in ("a.png", "a.jpg"):
        with pytest.raises(ValueError, match="alpha"):
            write_photo(tmp_path / name, pixels[:10], like)
    assert _names(tmp_path) == []


def test_pixels_of_any_memory_layout_are_written_as_they_read(tmp_path, pixels):
    write_photo(tmp_path / "a.png", pixels[::-1, ::2])
    np.testing.assert_array_equal(read_photo(tmp_path / "a.png").pixels, pixels[::-1, ::2])


@pytest.mark.parametrize("name", ["a.gif", "a", "a.xyz", ".png"])
def test_an_unknown_suffix_lists_the_known_ones(tmp_path, pixels, name):
    sentence = _refusal(tmp_path / name, pixels)
    assert name in sentence
    for suffix in (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"):
        assert suffix in sentence


def test_an_existing_file_is_replaced_only_when_asked(tmp_path, pixels):
    path = tmp_path / "a.png"
    path.write_bytes(b"precious")
    assert "exists already" in _refusal(path, pixels)
    assert path.read_bytes() == b"precious"
    write_photo(path, pixels, overwrite=True)
    np.testing.assert_array_equal(read_photo(path).pixels, pixels)
    assert _names(tmp_path) == ["a.png"]


def test_a_folder_is_not_replaced(tmp_path, pixels):
    (tmp_path / "a.png").mkdir()
    assert "is a folder" in _refusal(tmp_path / "a.png", pixels, overwrite=True)
    assert (tmp_path / "a.png").is_dir()


def test_a_missing_folder_is_told(tmp_path, pixels):
    assert "does not exist" in _refusal(tmp_path / "nowhere" / "a.png", pixels)
    assert _names(tmp_path) == []


def test_a_folder_that_may_not_be_written_is_told(tmp_path, pixels, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in _refusal(tmp_path / "a.png", pixels)
    assert _names(tmp_path) == []


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_failure_keeps_the_old_picture(tmp_path, pixels, monkeypatch, step):
    path = tmp_path / "a.png"
    path.write_bytes(b"precious")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    assert "No space left" in _refusal(path, pixels, overwrite=True)
    assert path.read_bytes() == b"precious"
    assert _names(tmp_path) == ["a.png"]


def test_what_a_format_cannot_hold_is_told(tmp_path):
    wide = np.zeros((1, 70_000, 3), np.uint8)
    for name in ("a.webp", "a.jpg"):
        sentence = _refusal(tmp_path / name, wide)
        assert "too large" in sentence
        assert "PNG" in sentence
    assert _names(tmp_path) == []
    write_photo(tmp_path / "a.png", wide)
