"""Colour profiles are applied as the textbook says."""

from __future__ import annotations

import numpy as np
import pytest
from photo_files import opened
from PIL import Image, ImageCms

COLOURS = np.array(
    [
        [[0, 0, 0], [255, 255, 255], [128, 128, 128]],
        [[180, 120, 90], [40, 90, 150], [200, 190, 60]],
    ],
    np.uint8,
)


def test_wide_gamut_colours_come_out_as_the_textbook_says(wide_gamut):
    profile, expected = wide_gamut
    photo = opened(Image.fromarray(COLOURS), icc_profile=profile)
    assert np.abs(photo.pixels - expected(COLOURS)).max() <= 1
    assert np.abs(photo.pixels.astype(int) - COLOURS).max() > 8
    assert photo.notice == ""


def test_colours_outside_srgb_are_clipped(wide_gamut):
    profile, _ = wide_gamut
    photo = opened(Image.new("RGB", (1, 1), (0, 255, 0)), icc_profile=profile)
    assert photo.pixels.tolist() == [[[0, 255, 0]]]


def test_alpha_passes_the_profile_untouched(wide_gamut):
    profile, expected = wide_gamut
    values = np.dstack([COLOURS, [[0, 1, 128], [200, 254, 255]]]).astype(np.uint8)
    photo = opened(Image.fromarray(values), icc_profile=profile)
    np.testing.assert_array_equal(photo.alpha, values[..., 3])
    assert np.abs(photo.pixels - expected(COLOURS)).max() <= 1


def test_a_palette_is_converted_too(wide_gamut):
    profile, expected = wide_gamut
    image = Image.new("P", (1, 1))
    image.putpalette([180, 120, 90])
    photo = opened(image, icc_profile=profile)
    assert np.abs(photo.pixels[0, 0] - expected([180, 120, 90])).max() <= 1


def test_a_grey_profile_is_applied(grey_profile):
    photo = opened(Image.new("L", (1, 1), 55), icc_profile=grey_profile)
    # linear 55/255 is 128 when encoded in sRGB
    assert np.abs(photo.pixels.astype(int) - 128).max() <= 1
    assert photo.notice == ""


def test_a_grey_picture_may_carry_an_rgb_profile(wide_gamut):
    profile, expected = wide_gamut
    photo = opened(Image.new("L", (1, 1), 90), icc_profile=profile)
    assert np.abs(photo.pixels[0, 0] - expected([90, 90, 90])).max() <= 1
    assert photo.notice == ""


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_goes_through_its_profile(cmyk_profile, kind):
    for ink, level in {(255, 0, 0, 0): 111, (0, 255, 255, 0): 255, (0, 0, 0, 255): 0}.items():
        photo = opened(Image.new("CMYK", (8, 8), ink), kind, icc_profile=cmyk_profile)
        assert np.abs(photo.pixels.astype(int) - level).max() <= 3, ink  # L* 46.7 is 111
        assert photo.notice == ""


def test_cmyk_without_a_profile_is_opened():
    assert opened(Image.new("CMYK", (8, 8), (0, 0, 0, 255)), "TIFF").pixels.max() == 0
    assert opened(Image.new("CMYK", (8, 8), (0, 0, 0, 0)), "JPEG").pixels.min() >= 254


def test_a_damaged_or_unfitting_profile_is_left_out_with_a_notice(cmyk_profile, grey_profile):
    for profile in (b"nonsense", grey_profile[:100], grey_profile, cmyk_profile):
        photo = opened(Image.new("RGB", (2, 2), (10, 20, 30)), icc_profile=profile)
        assert photo.pixels[0, 0].tolist() == [10, 20, 30]
        assert "colour profile" in photo.notice


def test_a_profile_that_is_srgb_itself_changes_no_pixel():
    """As most cameras write it; converting would move some levels by one, and takes long."""
    colours = np.random.default_rng(0).integers(0, 256, (64, 64, 3)).astype(np.uint8)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = opened(Image.fromarray(colours), "PNG", icc_profile=srgb)
    np.testing.assert_array_equal(picture.pixels, colours)
