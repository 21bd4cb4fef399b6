import io
import struct
import threading
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms

from fst_gui.library import decoding
from fst_gui.library.errors import PhotoError
from fst_gui.library.photo import photo_from_bytes, read_photo, shrink

CAMERA = Path(__file__).parents[2].parent / "shared" / "data" / "camera"


def _random(height, width, channels=3):
    shape = (height, width, channels) if channels > 1 else (height, width)
    return np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)


def _saved(image, kind="PNG", **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _opened(image, kind="PNG", **options):
    return photo_from_bytes(_saved(image, kind, **options), "a picture")


def _refusal(path):
    """The sentence that a file is refused with, checked for form."""
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    return sentence


# ---- plain pictures


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP", "PPM", "TGA"])
def test_lossless_formats_give_the_very_pixels(tmp_path, kind):
    pixels = _random(5, 7)
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
    photo = _opened(Image.new("RGB", (16, 16), (200, 100, 50)), kind, quality=95)
    assert np.abs(photo.pixels.astype(int) - (200, 100, 50)).max() <= 4


def test_a_pasted_picture_has_no_path():
    assert _opened(Image.new("RGB", (2, 2))).path is None


def test_one_pixel_is_a_picture():
    assert _opened(Image.new("RGB", (1, 1), (1, 2, 3))).pixels.tolist() == [[[1, 2, 3]]]


# ---- modes


def test_one_bit_and_grey():
    rows = np.array([[0, 255], [255, 0]], np.uint8)
    expected = np.repeat(rows[..., None], 3, axis=2)
    grey = Image.fromarray(rows)
    np.testing.assert_array_equal(_opened(grey).pixels, expected)
    np.testing.assert_array_equal(_opened(grey.convert("1")).pixels, expected)


def test_palette_with_transparency():
    image = Image.new("P", (2, 1))
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.putpixel((1, 0), 1)
    opaque = _opened(image)
    assert opaque.pixels.tolist() == [[[255, 0, 0], [0, 0, 255]]]
    assert opaque.alpha is None
    clear = _opened(image, transparency=1)
    assert clear.pixels.tolist() == opaque.pixels.tolist()
    assert clear.alpha.tolist() == [[255, 0]]


def test_a_transparent_colour_becomes_alpha():
    image = Image.fromarray(np.array([[[1, 2, 3], [4, 5, 6]]], np.uint8))
    photo = _opened(image, transparency=(4, 5, 6))
    assert photo.pixels.tolist() == [[[1, 2, 3], [4, 5, 6]]]
    assert photo.alpha.tolist() == [[255, 0]]


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_alpha_is_kept_aside_and_colours_under_it_survive(mode):
    values = _random(4, 5, len(mode))
    photo = _opened(Image.fromarray(values, mode) if mode == "RGBA" else _grey_alpha(values))
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
    photo = _opened(Image.fromarray(SIXTEEN), kind)
    assert photo.pixels[0, :, 0].tolist() == EIGHT


def test_sixteen_bit_grey_of_the_other_byte_order_is_scaled():
    image = Image.frombytes("I;16B", (6, 1), SIXTEEN.astype(">u2").tobytes())
    assert _opened(image, "TIFF").pixels[0, :, 0].tolist() == EIGHT


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
    photo = _opened(Image.fromarray(np.array([values], dtype)), "TIFF")
    assert photo.pixels[0, :, 1].tolist() == expected


def test_several_pictures_give_the_first_and_a_notice():
    first, *others = (Image.new("RGB", (4, 3), (255 - 20 * n, 0, 20 * n)) for n in range(12))
    for kind in ("GIF", "TIFF", "PNG", "WEBP"):
        photo = _opened(first, kind, save_all=True, append_images=others)
        assert np.abs(photo.pixels.astype(int) - (255, 0, 0)).max() <= 4, kind
        assert photo.notice == "This file has 12 pictures; the first was opened.", kind
    photo = _opened(first, "MPO", save_all=True, append_images=others[:1])
    assert photo.notice == "This file has 2 pictures; the first was opened."
    assert photo.pixels[0, 0, 0] > 250


# ---- colour


COLOURS = np.array(
    [
        [[0, 0, 0], [255, 255, 255], [128, 128, 128]],
        [[180, 120, 90], [40, 90, 150], [200, 190, 60]],
    ],
    np.uint8,
)


def test_wide_gamut_colours_come_out_as_the_textbook_says(wide_gamut):
    profile, expected = wide_gamut
    photo = _opened(Image.fromarray(COLOURS), icc_profile=profile)
    assert np.abs(photo.pixels - expected(COLOURS)).max() <= 1
    assert np.abs(photo.pixels.astype(int) - COLOURS).max() > 8
    assert photo.notice == ""


def test_colours_outside_srgb_are_clipped(wide_gamut):
    profile, _ = wide_gamut
    photo = _opened(Image.new("RGB", (1, 1), (0, 255, 0)), icc_profile=profile)
    assert photo.pixels.tolist() == [[[0, 255, 0]]]


def test_alpha_passes_the_profile_untouched(wide_gamut):
    profile, expected = wide_gamut
    values = np.dstack([COLOURS, [[0, 1, 128], [200, 254, 255]]]).astype(np.uint8)
    photo = _opened(Image.fromarray(values), icc_profile=profile)
    np.testing.assert_array_equal(photo.alpha, values[..., 3])
    assert np.abs(photo.pixels - expected(COLOURS)).max() <= 1


def test_a_palette_is_converted_too(wide_gamut):
    profile, expected = wide_gamut
    image = Image.new("P", (1, 1))
    image.putpalette([180, 120, 90])
    photo = _opened(image, icc_profile=profile)
    assert np.abs(photo.pixels[0, 0] - expected([180, 120, 90])).max() <= 1


def test_a_grey_profile_is_applied(grey_profile):
    photo = _opened(Image.new("L", (1, 1), 55), icc_profile=grey_profile)
    # linear 55/255 is 128 when encoded in sRGB
    assert np.abs(photo.pixels.astype(int) - 128).max() <= 1
    assert photo.notice == ""


def test_a_grey_picture_may_carry_an_rgb_profile(wide_gamut):
    profile, expected = wide_gamut
    photo = _opened(Image.new("L", (1, 1), 90), icc_profile=profile)
    assert np.abs(photo.pixels[0, 0] - expected([90, 90, 90])).max() <= 1
    assert photo.notice == ""


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_goes_through_its_profile(cmyk_profile, kind):
    for ink, level in {(255, 0, 0, 0): 111, (0, 255, 255, 0): 255, (0, 0, 0, 255): 0}.items():
        photo = _opened(Image.new("CMYK", (8, 8), ink), kind, icc_profile=cmyk_profile)
        assert np.abs(photo.pixels.astype(int) - level).max() <= 3, ink  # L* 46.7 is 111
        assert photo.notice == ""


def test_cmyk_without_a_profile_is_opened():
    assert _opened(Image.new("CMYK", (8, 8), (0, 0, 0, 255)), "TIFF").pixels.max() == 0
    assert _opened(Image.new("CMYK", (8, 8), (0, 0, 0, 0)), "JPEG").pixels.min() >= 254


def test_a_damaged_or_unfitting_profile_is_left_out_with_a_notice(cmyk_profile, grey_profile):
    for profile in (b"nonsense", grey_profile[:100], grey_profile, cmyk_profile):
        photo = _opened(Image.new("RGB", (2, 2), (10, 20, 30)), icc_profile=profile)
        assert photo.pixels[0, 0].tolist() == [10, 20, 30]
        assert "colour profile" in photo.notice


# ---- EXIF


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
    photo = _opened(stored, kind, exif=_exif(orientation).tobytes(), **options)
    np.testing.assert_array_equal(photo.pixels, UPRIGHT)
    kept = Image.Exif()
    kept.load(photo.exif)
    assert kept[ExifTags.Base.Orientation] == 1
    assert kept[ExifTags.Base.Model] == "A camera"
    camera = kept.get_ifd(ExifTags.IFD.Exif)
    assert camera[ExifTags.Base.ISOSpeedRatings] == 800
    assert camera[ExifTags.Base.ColorSpace] == 1


def test_the_alpha_turns_with_the_picture():
    image = Image.new("RGBA", (3, 2), (9, 9, 9, 255))
    image.putpixel((0, 0), (9, 9, 9, 0))
    photo = _opened(image, exif=_exif(6).tobytes())
    assert photo.alpha.shape == (3, 2)
    assert photo.alpha[0, 1] == 0


def test_the_layout_of_a_tiff_file_is_not_taken_for_exif():
    photo = _opened(Image.fromarray(UPRIGHT), "TIFF", compression="tiff_lzw", software="Tool")
    kept = Image.Exif()
    kept.load(photo.exif)
    assert set(kept) == {ExifTags.Base.Software, ExifTags.Base.Orientation}


@pytest.mark.parametrize("at", range(6, 40, 3))
def test_a_torn_exif_block_does_not_keep_a_picture_from_opening(at):
    block = bytearray(_exif(1).tobytes())
    block[at : at + 3] = b"\x13\xff\xfe"
    for torn in (bytes(block), bytes(block[:at])):
        photo = _opened(Image.fromarray(UPRIGHT), "JPEG", exif=torn, quality=100)
        assert sorted(photo.pixels.shape) == [2, 3, 3]


# ---- refused files


def test_missing(tmp_path):
    assert "not found" in _refusal(tmp_path / "gone.jpg")


def test_a_folder(tmp_path):
    assert "folder" in _refusal(tmp_path)


def test_a_device():
    assert "ordinary" in _refusal(Path("/dev/null"))


def test_not_permitted(tmp_path, monkeypatch):
    path = tmp_path / "secret.png"
    Image.new("RGB", (2, 2)).save(path)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    assert "permissions" in _refusal(path)


def test_a_disk_that_cannot_be_read(tmp_path, monkeypatch):
    path = tmp_path / "far.png"
    Image.new("RGB", (2, 2)).save(path)

    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(type(path), "open", fail)
    assert "Input/output error" in _refusal(path)


def test_empty(tmp_path):
    path = tmp_path / "empty.jpg"
    path.write_bytes(b"")
    assert "is empty" in _refusal(path)


@pytest.mark.parametrize("content", [b"Dear diary", bytes(5000), b"%!PS-Adobe-3.0 EPSF-3.0\n"])
def test_not_a_picture(tmp_path, content):
    path = tmp_path / "diary.jpg"
    path.write_bytes(content)
    assert "not a picture" in _refusal(path)


def test_formats_that_start_programs_are_not_opened(tmp_path):
    path = tmp_path / "program.jpg"
    Image.new("RGB", (4, 4)).save(path, "EPS")
    assert "not a picture" in _refusal(path)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_cut_short(tmp_path, kind, share):
    data = _saved(Image.fromarray(_random(64, 64)), kind)
    path = tmp_path / "cut.bin"
    path.write_bytes(data[: int(len(data) * share)])
    _refusal(path)


def _png_header(width, height):
    def chunk(name, body):
        check = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + check

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(20_001, 20_000), (30_000, 30_000), (2_000_000, 2_000_000)])
def test_enormous_pictures_are_refused_by_their_header(tmp_path, size):
    path = tmp_path / "bomb.png"
    path.write_bytes(_png_header(*size))
    assert "400 million pixels" in _refusal(path)


def test_the_limit_itself_is_allowed(tmp_path, monkeypatch):
    path = tmp_path / "limit.png"
    Image.new("RGB", (40, 25)).save(path)
    monkeypatch.setattr(decoding, "MAXIMUM_PIXELS", 1000)
    assert read_photo(path).pixels.shape == (25, 40, 3)
    monkeypatch.setattr(decoding, "MAXIMUM_PIXELS", 999)
    assert "pixels" in _refusal(path)


def test_pictures_that_pillow_warns_of_open_and_its_limit_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    path = tmp_path / "large.png"
    Image.new("RGB", (40, 25)).save(path)
    assert read_photo(path).pixels.shape == (25, 40, 3)
    assert Image.MAX_IMAGE_PIXELS == 100
    path.write_bytes(b"no picture")
    _refusal(path)
    assert Image.MAX_IMAGE_PIXELS == 100


def test_too_little_memory_is_told(tmp_path, monkeypatch):
    path = tmp_path / "large.png"
    Image.new("RGB", (4, 4)).save(path)

    def fail(*_):
        raise MemoryError

    monkeypatch.setattr(Image.Image, "getexif", fail)
    assert "memory" in _refusal(path)


def test_files_with_flipped_bytes_open_or_are_refused(tmp_path):
    random = np.random.default_rng(2)
    path = tmp_path / "flipped.bin"
    refused = 0
    for kind in ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"):
        data = np.frombuffer(_saved(Image.fromarray(_random(24, 24)), kind), np.uint8)
        for _ in range(60):
            flipped = data.copy()
            places = random.integers(0, min(len(data), 700), 4)
            flipped[places] = random.integers(0, 256, 4)
            path.write_bytes(flipped.tobytes())
            try:
                pixels = read_photo(path).pixels
            except PhotoError:
                refused += 1
            else:
                assert pixels.ndim == 3
    assert 50 < refused < 360


def test_pictures_can_be_opened_in_several_threads():
    data = _saved(Image.fromarray(_random(64, 64)))
    usual, filters = Image.MAX_IMAGE_PIXELS, list(warnings.filters)
    opened = []

    def work():
        for _ in range(20):
            opened.append(photo_from_bytes(data, "a picture").pixels.shape)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == [(64, 64, 3)] * 60
    assert usual == Image.MAX_IMAGE_PIXELS
    assert list(warnings.filters) == filters


# ---- shrink


@pytest.mark.parametrize(
    ("size", "longest", "expected"),
    [((100, 60), 50, (50, 30)), ((60, 100), 50, (30, 50)), ((1000, 1), 10, (10, 1))],
)
def test_shrink_keeps_the_shape(size, longest, expected):
    small = shrink(_random(*size), longest)
    assert small.shape == (*expected, 3)
    assert small.flags.c_contiguous
    assert small.flags.writeable


def test_shrink_averages_rather_than_skips():
    checks = np.zeros((64, 64, 3), np.uint8)
    checks[::2, ::2] = checks[1::2, 1::2] = 255
    assert np.abs(shrink(checks, 8).astype(int) - 128).max() <= 3


def test_shrink_never_enlarges():
    pixels = _random(5, 7)
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
            _refusal(path)
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
