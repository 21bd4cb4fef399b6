"""What is read from plain pictures of every mode, from real cameras, and made smaller."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from photo_files import opened, random_pixels, refusal
from PIL import Image, ImageCms

from fst_gui.library.photo import read_photo, shrink

CAMERA = Path(__file__).parents[2].parent / "shared" / "data" / "camera"


# ---- plain pictures


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP", "PPM", "TGA"])
def test_lossless_formats_give_the_very_pixels(tmp_path, kind):
    pixels = random_pixels(5, 7)
    path = tmp_path / "Größe 夜.bin"  # the suffix does not matter
    Image.fromarray(pixels).save(path, kind)
    photo = read_photo(path)
    np.testing.assert_array_equal(photo.pixels, pixels)
    assert photo.pixels.dtype == np.uint8
    assert photo.pixels.flags.c_contiguous
    assert photo.pixels.flags.writeable
    assert (photo.alpha, photo.exif, photo.path, photo.notice) == (None, None, path, "")


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_lossy_formats_give_about_the_colour(kind):
    photo = opened(Image.new("RGB", (16, 16), (200, 100, 50)), kind, quality=95)
    assert np.abs(photo.pixels.astype(int) - (200, 100, 50)).max() <= 4


def test_a_pasted_picture_has_no_path():
    assert opened(Image.new("RGB", (2, 2))).path is None


def test_one_pixel_is_a_picture():
    assert opened(Image.new("RGB", (1, 1), (1, 2, 3))).pixels.tolist() == [[[1, 2, 3]]]


# ---- modes


def test_one_bit_and_grey():
    rows = np.array([[0, 255], [255, 0]], np.uint8)
    expected = np.repeat(rows[..., None], 3, axis=2)
    grey = Image.fromarray(rows)
    np.testing.assert_array_equal(opened(grey).pixels, expected)
    np.testing.assert_array_equal(opened(grey.convert("1")).pixels, expected)


def test_palette_with_transparency():
    image = Image.new("P", (2, 1))
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.putpixel((1, 0), 1)
    opaque = opened(image)
    assert opaque.pixels.tolist() == [[[255, 0, 0], [0, 0, 255]]]
    assert opaque.alpha is None
    clear = opened(image, transparency=1)
    assert clear.pixels.tolist() == opaque.pixels.tolist()
    assert clear.alpha.tolist() == [[255, 0]]


def test_a_transparent_colour_becomes_alpha():
    image = Image.fromarray(np.array([[[1, 2, 3], [4, 5, 6]]], np.uint8))
    photo = opened(image, transparency=(4, 5, 6))
    assert photo.pixels.tolist() == [[[1, 2, 3], [4, 5, 6]]]
    assert photo.alpha.tolist() == [[255, 0]]


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_alpha_is_kept_aside_and_colours_under_it_survive(mode):
    values = random_pixels(4, 5, len(mode))
    photo = opened(Image.fromarray(values, mode) if mode == "RGBA" else _grey_alpha(values))
    np.testing.assert_array_equal(photo.alpha, values[..., -1])
    expected = values[..., :3] if mode == "RGBA" else np.repeat(values[..., :1], 3, axis=2)
    np.testing.assert_array_equal(photo.pixels, expected)


def _grey_alpha(values):
    grey, alpha = (Image.fromarray(np.ascontiguousarray(values[..., n])) for n in (0, 1))
    return Image.merge("LA", (grey, alpha))


SIXTEEN = np.array([[0, 128, 129, 257, 32768, 65535]], np.uint16)

EIGHT = [0, 0, 1, 1, 128, 255]


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bit_grey_is_scaled(kind):
    photo = opened(Image.fromarray(SIXTEEN), kind)
    assert photo.pixels[0, :, 0].tolist() == EIGHT


def test_sixteen_bit_grey_of_the_other_byte_order_is_scaled():
    image = Image.frombytes("I;16B", (6, 1), SIXTEEN.astype(">u2").tobytes())
    assert opened(image, "TIFF").pixels[0, :, 0].tolist() == EIGHT


@pytest.mark.parametrize(
    ("dtype", "values", "expected"),
    [
        (np.int32, [0, 257, 65535], [0, 1, 255]),
        (np.int32, [0, 100_000, 200_000], [0, 128, 255]),
        (np.int32, [-100, 0, 100], [0, 128, 255]),
        (np.float32, [0, 0.5, 1], [0, 128, 255]),
        (np.float32, [0, 51, 255], [0, 51, 255]),
        (np.float32, [0, 257, 65535], [0, 1, 255]),
        (np.float32, [-1, 0, 1], [0, 128, 255]),
        (np.float32, [np.nan, np.inf, 1], [0, 0, 255]),
        (np.float32, [-5, -5, -5], [0, 0, 0]),
    ],
)
def test_numbers_without_a_fixed_range_are_scaled(dtype, values, expected):
    photo = opened(Image.fromarray(np.array([values], dtype)), "TIFF")
    assert photo.pixels[0, :, 1].tolist() == expected


def test_several_pictures_give_the_first_and_a_notice():
    first, *others = (Image.new("RGB", (4, 3), (255 - 20 * n, 0, 20 * n)) for n in range(12))
    for kind in ("GIF", "TIFF", "PNG", "WEBP"):
        photo = opened(first, kind, save_all=True, append_images=others)
        assert np.abs(photo.pixels.astype(int) - (255, 0, 0)).max() <= 4, kind
        assert photo.notice == "This file has 12 pictures; the first was opened.", kind
    photo = opened(first, "MPO", save_all=True, append_images=others[:1])
    assert photo.notice == "This file has 2 pictures; the first was opened."
    assert photo.pixels[0, 0, 0] > 250


# ---- shrink


@pytest.mark.parametrize(
    ("size", "longest", "expected"),
    [((100, 60), 50, (50, 30)), ((60, 100), 50, (30, 50)), ((1000, 1), 10, (10, 1))],
)
def test_shrink_keeps_the_shape(size, longest, expected):
    small = shrink(random_pixels(*size), longest)
    assert small.shape == (*expected, 3)
    assert small.flags.c_contiguous
    assert small.flags.writeable


def test_shrink_averages_rather_than_skips():
    checks = np.zeros((64, 64, 3), np.uint8)
    checks[::2, ::2] = checks[1::2, 1::2] = 255
    assert np.abs(shrink(checks, 8).astype(int) - 128).max() <= 3


def test_shrink_never_enlarges():
    pixels = random_pixels(5, 7)
    for longest in (7, 100):
        np.testing.assert_array_equal(shrink(pixels, longest), pixels)


# ---- files of real cameras


MIDDLE = (slice(60, 124), slice(60, 124))


def _middle_independently(path):
    """A piece of a picture through Pillow's one-call conversion."""
    with Image.open(path) as image:
        image.load()
        profile = image.info.get("icc_profile")
        piece = image.crop((60, 60, 124, 124))
    if not profile:
        return np.array(piece.convert("RGB"))
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    piece = piece if piece.mode == "CMYK" else piece.convert("RGB")
    target = ImageCms.createProfile("sRGB")
    return np.array(ImageCms.profileToProfile(piece, source, target, outputMode="RGB"))


def test_files_of_real_cameras():
    files = {path.name: path for path in CAMERA.glob("*") if path.is_file()}
    if not files:  # the files are not part of the repository; the tests above stand in for them
        return
    for name, path in files.items():
        if name == "grey.jpg":  # its picture data are damaged, as is its EXIF block
            refusal(path)
            continue
        photo = read_photo(path)
        assert photo.pixels.shape[2] == 3, name
        assert bool(photo.notice) == (name == "mpo_3d.jpg"), name
        assert (photo.alpha is not None) == (name == "rgba.png"), name
        if name.startswith("orientation"):
            with Image.open(path) as image:
                turned = name != "orientation3.jpg"
                size = image.size if turned else image.size[::-1]
            assert photo.pixels.shape[:2] == size, name
        else:
            difference = photo.pixels[MIDDLE].astype(int) - _middle_independently(path)
            assert np.abs(difference).max() <= 1, name
