"""Pictures written by rows: whole files, however the rows are cut, and what they say."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import ExifTags, Image

from fst_gui.library.colour import srgb_profile
from fst_gui.library.errors import PhotoError
from fst_gui.library.export import ExportSettings
from fst_gui.library.header import PictureHeader
from fst_gui.library.openraster import open_layers
from fst_gui.library.photo_rows import open_rows
from fst_gui.library.writing import WRITABLE_SUFFIXES, open_picture, possible_bits

HEIGHT, WIDTH = 50, 67
LOSSLESS = (".png", ".tif")


def _scene(height=HEIGHT, width=WIDTH):
    """Soft shapes with some grain: what filters and subsampling are made for."""
    y, x = np.mgrid[0:height, 0:width]
    soft = np.stack([np.sin(x / 9 + y / 31), np.cos(y / 7), np.sin((x - y) / 13)], -1)
    grain = np.random.default_rng(3).integers(-6, 7, soft.shape)
    return ((soft + 1) * 120 + 8 + grain).astype(np.uint8)


def _write(path, pixels, alpha=None, cut=1000, **fields):
    height, width = pixels.shape[:2]
    bits = 8 * pixels.dtype.itemsize
    header = PictureHeader(width, height, bits, alpha is not None, **fields)
    with open_picture(path, header, overwrite=True) as file:
        for top in range(0, height, cut):
            part = slice(top, top + cut)
            file.write(pixels[part], None if alpha is None else alpha[part])
    return path


@pytest.mark.parametrize("suffix", WRITABLE_SUFFIXES)
def test_how_the_rows_are_cut_does_not_show(tmp_path, suffix):
    pixels, alpha = _scene(), _scene()[..., 0].copy()
    whole = _write(tmp_path / f"whole{suffix}", pixels, alpha).read_bytes()
    for cut in (1, 7, 16):
        assert _write(tmp_path / f"cut{suffix}", pixels, alpha, cut).read_bytes() == whole


@pytest.mark.parametrize("suffix", LOSSLESS)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("with_alpha", [False, True])
def test_lossless_formats_hold_the_very_levels(tmp_path, suffix, dtype, with_alpha):
    factor = 257 if dtype == np.uint16 else 1
    pixels = (_scene().astype(dtype) * factor) ^ 3
    alpha = pixels[..., 1].copy() if with_alpha else None
    rows = open_rows(_write(tmp_path / f"a{suffix}", pixels, alpha, cut=9))
    strips = list(rows.strips(1000))
    np.testing.assert_array_equal(strips[0][0], pixels)
    assert strips[0][0].dtype == dtype
    if with_alpha:
        np.testing.assert_array_equal(strips[0][1], alpha)
    # Another program's decoder reads the same.
    with Image.open(tmp_path / f"a{suffix}") as image:
        eight = np.asarray(image)[..., :3]
    assert np.abs(eight.astype(float) - pixels / factor).max() <= 1.0


@pytest.mark.parametrize("quality", [60, 89, 90, 100])
@pytest.mark.parametrize("size", [(HEIGHT, WIDTH), (1, 1), (300, 5), (7, 900)])
def test_a_jpeg_of_bands_decodes_as_the_one_made_at_once(tmp_path, quality, size, monkeypatch):
    monkeypatch.setattr("fst_gui.library.jpeg._BAND_PIXELS", 2000)
    pixels = _scene(*size)
    path = _write(tmp_path / "a.jpg", pixels, quality=quality)
    buffer = io.BytesIO()
    subsampling = "4:4:4" if quality >= 90 else "4:2:0"
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality, subsampling=subsampling)
    with Image.open(path) as ours, Image.open(buffer) as theirs:
        np.testing.assert_array_equal(np.asarray(ours), np.asarray(theirs))
    strips = list(open_rows(path).strips(11))  # libvips too
    with Image.open(buffer) as theirs:
        np.testing.assert_array_equal(np.concatenate([s for s, _ in strips]), np.asarray(theirs))


def test_png_is_not_much_larger_than_the_usual_encoder_makes_it(tmp_path):
    pixels = _scene(200, 300)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    size = _write(tmp_path / "a.png", pixels).stat().st_size
    assert size < 1.15 * len(buffer.getvalue())


def _exif():
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "A camera"
    exif[ExifTags.Base.XResolution] = 180.0
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.ExifImageWidth] = 6000
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.ExposureTime] = 0.25
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return exif.tobytes()


@pytest.mark.parametrize("suffix", WRITABLE_SUFFIXES)
def test_size_and_resolution_are_those_of_the_picture(tmp_path, suffix):
    path = _write(tmp_path / f"a{suffix}", _scene(), exif=_exif(), dpi=300.0)
    with Image.open(path) as image:
        exif = image.getexif()
        assert exif[ExifTags.Base.XResolution] == 300
        assert exif[ExifTags.Base.ResolutionUnit] == 2
        assert exif[ExifTags.Base.Model] == "A camera"
        camera = exif.get_ifd(ExifTags.IFD.Exif)
        assert camera[ExifTags.Base.ExifImageWidth] == WIDTH
        assert camera[ExifTags.Base.ExposureTime] == 0.25
        assert exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] == "N"
        if suffix not in (".webp", ".avif"):
            assert image.info["dpi"][0] == pytest.approx(300, abs=0.1)


@pytest.mark.parametrize("suffix", WRITABLE_SUFFIXES)
def test_without_metadata_there_is_the_profile_alone(tmp_path, suffix):
    path = _write(tmp_path / f"a{suffix}", _scene(), dpi=240.0)
    with Image.open(path) as image:
        assert not set(image.getexif()) & {ExifTags.Base.Model, *ExifTags.IFD}
        assert image.info["icc_profile"] == srgb_profile()
    assert open_rows(path).dpi == pytest.approx(240, abs=0.1)  # and the resolution


def test_a_resolution_that_jpeg_cannot_tell_is_left_out(tmp_path):
    with Image.open(_write(tmp_path / "a.jpg", _scene(), dpi=65_536.0)) as image:
        assert "dpi" not in image.info
    with Image.open(_write(tmp_path / "b.jpg", _scene(), dpi=65_535.0)) as image:
        assert image.info["dpi"] == (65_535, 65_535)


@pytest.mark.parametrize(("unit", "dpi"), [(1, None), (2, 120.0), (3, 304.8)])
def test_a_resolution_is_read_in_its_unit(tmp_path, unit, dpi):
    exif = Image.Exif()
    exif[ExifTags.Base.XResolution], exif[ExifTags.Base.ResolutionUnit] = 120.0, unit
    Image.new("RGB", (4, 4)).save(tmp_path / "a.webp", exif=exif)
    assert open_rows(tmp_path / "a.webp").dpi == (dpi and pytest.approx(dpi))


def test_only_png_and_tiff_hold_sixteen_bits(tmp_path):
    bits = {suffix: possible_bits(tmp_path / f"a{suffix}", 16) for suffix in WRITABLE_SUFFIXES}
    assert {suffix for suffix, value in bits.items() if value == 16} == {".png", ".tif", ".tiff"}


def test_what_stops_half_way_leaves_nothing(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"precious")
    header = PictureHeader(WIDTH, HEIGHT)

    def write_half():
        with open_picture(path, header, overwrite=True) as file:
            file.write(_scene()[:10], None)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()
    assert path.read_bytes() == b"precious"
    assert [p.name for p in tmp_path.iterdir()] == ["a.png"]


# ---- layers


def _layers(path, masked=True, cut=13):
    photo, painted = _scene(), 255 - _scene()
    alpha = np.full((HEIGHT, WIDTH), 200, np.uint8)
    mask = np.tile(np.arange(WIDTH, dtype=np.uint8), (HEIGHT, 1))
    header = PictureHeader(WIDTH, HEIGHT, has_alpha=True, dpi=300.0)
    with open_layers(path, header, masked, overwrite=False) as layers:
        for top in range(0, HEIGHT, cut):
            part = slice(top, top + cut)
            layers.write(photo[part], painted[part], alpha[part], mask[part] if masked else None)
    return photo, painted, alpha, mask


def test_a_layered_picture_is_what_the_draft_asks_for(tmp_path):
    path = tmp_path / "a.ora"
    photo, painted, alpha, mask = _layers(path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.ora"]
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"image/openraster"
        # Programs that look at the first bytes only find it there too.
        assert path.read_bytes()[30:54] == b"mimetypeimage/openraster"
        image = ElementTree.fromstring(archive.read("stack.xml"))
        assert (image.tag, image.get("w"), image.get("h")) == ("image", str(WIDTH), str(HEIGHT))
        assert image.get("xres") == image.get("yres") == "300"
        layers = {layer.get("name"): layer for layer in image.findall("./stack/layer")}
        assert list(layers) == ["mask", "painted", "photo"]  # from the top
        assert layers["mask"].get("visibility") == "hidden"
        stored = {}
        for name, layer in layers.items():
            with Image.open(archive.open(layer.get("src"))) as picture:
                stored[name] = np.asarray(picture)
        np.testing.assert_array_equal(stored["mask"], mask)
        np.testing.assert_array_equal(stored["photo"], np.dstack([photo, alpha]))
        np.testing.assert_array_equal(stored["painted"], np.dstack([painted, alpha]))
        with Image.open(archive.open("mergedimage.png")) as merged:
            assert merged.mode == "RGBA"
            np.testing.assert_array_equal(np.asarray(merged), stored["painted"])
        with Image.open(archive.open("Thumbnails/thumbnail.png")) as thumbnail:
            assert max(thumbnail.size) <= 256
            assert thumbnail.format == "PNG"
            assert np.abs(np.asarray(thumbnail).astype(int) - painted).max() <= 1  # not enlarged


def test_layers_without_a_mask(tmp_path):
    _layers(tmp_path / "a.ora", masked=False)
    with zipfile.ZipFile(tmp_path / "a.ora") as archive:
        assert "data/mask.png" not in archive.namelist()
    with pytest.raises(PhotoError, match="exists"):
        _layers(tmp_path / "a.ora")


def test_a_thumbnail_averages(tmp_path):
    checks = np.zeros((600, 900, 3), np.uint8)
    checks[::2, ::2] = checks[1::2, 1::2] = 254
    header = PictureHeader(900, 600)
    with open_layers(tmp_path / "a.ora", header, with_mask=False, overwrite=False) as layers:
        for top in range(0, 600, 70):
            layers.write(checks[top : top + 70], checks[top : top + 70], None, None)
    with (
        zipfile.ZipFile(tmp_path / "a.ora") as archive,
        Image.open(archive.open("Thumbnails/thumbnail.png")) as thumbnail,
    ):
        assert thumbnail.size == (256, 171)
        assert np.abs(np.asarray(thumbnail).astype(int) - 127).max() < 30


# ---- what can be chosen


def test_the_size_is_that_of_the_longer_side():
    assert ExportSettings().pixel_size(6000, 4000) == (6000, 4000)
    assert ExportSettings(size=1500).pixel_size(6000, 4000) == (1500, 1000)
    assert ExportSettings(size=12_000).pixel_size(4000, 6000) == (8000, 12_000)
    assert ExportSettings(size=1).pixel_size(6000, 10) == (1, 1)


def test_centimetres_are_pixels_at_a_resolution():
    print_size = ExportSettings(size=30, unit="centimetres")
    assert print_size.pixel_size(6000, 4000) == (3543, 2362)  # 300 dots per inch
    assert print_size.written_dpi(72) == 300
    assert ExportSettings(size=30, unit="centimetres", dpi=150).pixel_size(6000, 4000)[0] == 1772
    assert ExportSettings(dpi=150).written_dpi(72) == 150
    assert ExportSettings().written_dpi(72) == 72
    width, height = ExportSettings(dpi=254).centimetres(1000, 500)
    assert (width, height) == (pytest.approx(10), pytest.approx(5))


@pytest.mark.parametrize(
    "settings",
    [
        {"size": 0},
        {"size": float("nan")},
        {"unit": "inches"},
        {"dpi": 1},
        {"dpi": 1e6},
        {"quality": 0},
        {"quality": 101},
    ],
)
def test_settings_out_of_range_are_refused_in_a_sentence(settings):
    with pytest.raises(PhotoError, match=r"\.$"):
        ExportSettings(**settings)


@pytest.mark.parametrize("size", [0.05, 5e8])
def test_a_size_out_of_range_is_told_the_range(size):
    with pytest.raises(PhotoError, match=r"between 0\.1 and 400 million"):
        ExportSettings(size=size)


def test_a_size_beyond_all_bounds_is_refused():
    with pytest.raises(PhotoError, match="400 million"):
        ExportSettings(size=30_000).pixel_size(100, 100)


def test_a_name_that_is_too_long_is_told(tmp_path):
    with pytest.raises(PhotoError, match="cannot be saved"):
        _write(tmp_path / f"{'a' * 300}.png", _scene())
