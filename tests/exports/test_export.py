"""From a file to a painted file: the pixels of a painting in memory, in memory that has a bound."""

from __future__ import annotations

import itertools
import tracemalloc
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from exporting import MASK, export_picture
from PIL import Image

from fst_gui.engine import settings as settings_module
from fst_gui.engine import stylize as stylize_module
from fst_gui.engine.canvas import Canvas
from fst_gui.engine.errors import PictureError
from fst_gui.engine.events import Painted, Progress
from fst_gui.engine.likeness import flatten_targets, painting_targets
from fst_gui.engine.networks.vgg import PerceptualNetwork
from fst_gui.engine.settings import PaintSettings
from fst_gui.library.errors import PhotoError
from fst_gui.library.export import ExportSettings
from fst_gui.library.photo import photo_from_bytes, read_photo
from fst_gui.library.photo_rows import PhotoRows
from fst_gui.library.style_pack import load_pack, save_pack
from fst_gui.workshop.export import ExportRequest, Previewed


def _painted(atelier, pixels, styles, settings, mask=None):
    *_, painted = atelier.paint(pixels, styles, settings, mask)
    assert isinstance(painted, Painted)
    return painted.pixels


@pytest.mark.parametrize("strip", [500_000, 1000])
def test_an_export_is_the_painting_in_memory(atelier, wave, photo, tmp_path, monkeypatch, strip):
    monkeypatch.setattr(stylize_module, "STRIP_PIXELS", strip)
    monkeypatch.setattr(settings_module, "WORKING_PIXELS", 5000)
    other = atelier.find("the_scream")
    settings = PaintSettings(0.9, 1.3, colours="photo", seed=4, overpainting=1)
    styles = [(wave, 2.0), (other, 1.0)]
    target = tmp_path / "out.png"
    exported = export_picture(atelier, ExportRequest(photo, target, styles, settings, MASK))
    assert (exported.path, exported.width, exported.height) == (target, 88, 120)
    source, written = read_photo(photo), read_photo(target)
    expected = _painted(atelier, source.pixels, styles, settings, MASK)
    np.testing.assert_array_equal(written.pixels, expected)
    np.testing.assert_array_equal(written.alpha, source.alpha)
    assert written.dpi == pytest.approx(180, abs=0.1)
    assert written.exif is not None
    # Where the mask is nought, through reading and writing, the photo is itself.
    np.testing.assert_array_equal(written.pixels[:, :20], source.pixels[:, :20])


@pytest.mark.parametrize("same", [True, False])
def test_layers_of_the_preview_are_not_painted_again(
    atelier, wave, photo, tmp_path, monkeypatch, same
):
    monkeypatch.setattr(settings_module, "WORKING_PIXELS", 5000)
    pixels, settings = read_photo(photo).pixels, PaintSettings(overpainting=2)
    seen = pixels if same else pixels[::-1].copy()
    few = replace(settings, overpainting=1)
    list(atelier.paint(seen, [(wave, 1.0)], few, shown=np.ascontiguousarray(seen[::2, ::2])))
    painted, paint_over = [], Canvas.paint_over
    monkeypatch.setattr(
        Canvas, "paint_over", lambda *given: painted.append(None) or paint_over(*given)
    )
    request = ExportRequest(photo, tmp_path / "a.png", [(wave, 1.0)], settings)
    exported = export_picture(atelier, replace(request, previewed=Previewed(seen, 1)))
    assert (exported.kept, len(painted)) == ((1, 1) if same else (0, 2))
    again = export_picture(atelier, replace(request, target=tmp_path / "b.png"))
    assert again.kept == 0
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_a_style_from_before_overpainting_asks_its_thumbnail(atelier, wave, photo, tmp_path):
    pack = load_pack(wave.path)
    other = load_pack(wave.path.with_name("starry_night.fststyle"))
    rest = {k: v for k, v in pack.tensors.items() if not k.startswith("likeness.")}
    asked = flatten_targets(painting_targets(atelier.models.judge, pack.thumbnail))
    asked_by_other = {k: v for k, v in other.tensors.items() if k.startswith("likeness.")}
    pixels, settings = read_photo(photo).pixels, PaintSettings(overpainting=4)

    def moved(name, likeness):
        path = tmp_path / f"{name}.fststyle"
        save_pack(path, replace(pack, tensors=rest | likeness))
        style = [(atelier.find(str(path)), 1.0)]
        plain = _painted(atelier, pixels, style, PaintSettings()).astype(float)
        return (_painted(atelier, pixels, style, settings) - plain).ravel()

    old, thumbnail, others = moved("old", {}), moved("new", asked), moved("other", asked_by_other)
    # A pack keeps most of what a painting asks, and asks it by rounded numbers.
    assert np.corrcoef(old, thumbnail)[0, 1] > 0.9
    assert np.corrcoef(old, others)[0, 1] < 0.7


@pytest.mark.parametrize("exports", [True, False])
def test_a_painting_is_read_once_and_in_steps(atelier, photo, tmp_path, monkeypatch, exports):
    monkeypatch.setattr(settings_module, "WORKING_PIXELS", 5000)
    painting = tmp_path / "old_master.png"
    noise = np.random.default_rng(3).integers(0, 255, (80, 90, 3), np.uint8)
    Image.fromarray(noise).save(painting)
    styles = [(atelier.find(str(painting)), 1.0)]
    look, looks = PerceptualNetwork.in_steps, []
    monkeypatch.setattr(
        PerceptualNetwork, "in_steps", lambda *given: looks.append(None) or look(*given)
    )
    pixels = read_photo(photo).pixels
    request = ExportRequest(photo, tmp_path / "a.png", styles)
    events = iter(atelier.export(request) if exports else atelier.paint(pixels, styles))
    next(event for event in events if looks)
    steps = list(itertools.takewhile(lambda event: event == Progress(0.0), events))
    # Whoever moves a slider waits for one convolution of VGG19, not for all of them.
    assert len(steps) >= 11
    list(events)
    atelier.overpainter(styles)
    assert len(looks) == 1


@pytest.mark.parametrize(
    ("name", "settings", "mask", "times"),
    [
        ("a.tif", PaintSettings(), None, 1),
        ("a.png", PaintSettings(colours="photo"), None, 1),
        ("a.tif", PaintSettings(strength=0.9), None, 2),
        ("a.tif", PaintSettings(colours="luminance"), None, 2),
        ("a.tif", PaintSettings(), MASK, 2),
        ("a.ora", PaintSettings(), None, 2),
    ],
)
def test_a_photo_is_read_again_only_where_it_shows(
    atelier, wave, photo, tmp_path, monkeypatch, name, settings, mask, times
):
    """Whichever it is, the picture is the one painted in memory."""
    opaque = read_photo(photo).pixels
    photo = photo.with_name("opaque.png")
    Image.fromarray(opaque).save(photo)
    reads = []
    strips = PhotoRows.strips
    monkeypatch.setattr(
        PhotoRows, "strips", lambda self, rows: reads.append(rows) or strips(self, rows)
    )
    export_picture(atelier, ExportRequest(photo, tmp_path / name, [(wave, 1.0)], settings, mask))
    assert len(reads) == times
    if not name.endswith(".ora"):
        expected = _painted(atelier, opaque, [(wave, 1.0)], settings, mask)
        np.testing.assert_array_equal(read_photo(tmp_path / name).pixels, expected)


def test_a_pasted_photo_is_exported_too(atelier, wave, photo, tmp_path):
    pasted = photo_from_bytes(photo.read_bytes(), "pasted")
    for source, name in ((pasted, "a.tif"), (photo, "b.tif")):
        export_picture(atelier, ExportRequest(source, tmp_path / name, [(wave, 1.0)]))
    first, second = (read_photo(tmp_path / name) for name in ("a.tif", "b.tif"))
    np.testing.assert_array_equal(first.pixels, second.pixels)


def test_another_size_has_the_same_strokes(atelier, wave, photo, tmp_path):
    for size in (None, 480, 60):
        export = ExportSettings(size=size, keep_metadata=False, dpi=200)
        target = tmp_path / f"{size}.png"
        export_picture(atelier, ExportRequest(photo, target, [(wave, 1.0)], export=export))
        with Image.open(target) as image:
            assert image.info["dpi"][0] == pytest.approx(200, abs=0.1)
            assert "exif" not in image.info
    own, large, small = (read_photo(tmp_path / f"{s}.png").pixels for s in (None, 480, 60))
    assert large.shape == (480, 352, 3)
    assert small.shape == (60, 44, 3)
    reduced = large.reshape(120, 4, 88, 4, 3).mean((1, 3))
    assert np.abs(reduced - own).mean() < 6
    assert np.abs(own.reshape(60, 2, 44, 2, 3).mean((1, 3)) - small).mean() < 6


def test_sixteen_bits_come_out_where_the_format_has_them(atelier, wave, tmp_path):
    y, x = np.mgrid[0:40, 0:60]
    grey = (20_000 + 300 * x + 77 * y).astype(np.uint16)
    Image.fromarray(grey).save(tmp_path / "deep.png")
    for suffix, bits in ((".png", 16), (".tif", 16), (".jpg", 8), (".ora", 8)):
        target = tmp_path / f"out{suffix}"
        export_picture(atelier, ExportRequest(tmp_path / "deep.png", target, [(wave, 0.5)]))
        if suffix == ".ora":
            with zipfile.ZipFile(target) as archive:
                assert archive.read("mergedimage.png")[24] == 8
        elif suffix == ".png":
            assert target.read_bytes()[24] == bits


def test_layers_are_photo_painting_and_mask(atelier, wave, photo, tmp_path):
    target = tmp_path / "layers.ora"
    export_picture(atelier, ExportRequest(photo, target, [(wave, 1.0)], mask=MASK))
    with zipfile.ZipFile(target) as archive:
        layers = {}
        for name in ("photo", "painted", "mask"):
            with Image.open(archive.open(f"data/{name}.png")) as image:
                layers[name] = np.asarray(image)
    source = read_photo(photo)
    np.testing.assert_array_equal(layers["photo"][..., :3], source.pixels)
    expected = _painted(atelier, source.pixels, [(wave, 1.0)], PaintSettings(), MASK)
    np.testing.assert_array_equal(layers["painted"][..., :3], expected)
    assert layers["mask"].shape == (120, 88)
    assert (layers["mask"][:, :20].max(), layers["mask"][:, 40:].min()) == (0, 255)


def test_memory_does_not_grow_with_the_picture(atelier, wave, tmp_path, monkeypatch):
    monkeypatch.setattr(stylize_module, "STRIP_PIXELS", 30_000)
    monkeypatch.setattr(settings_module, "WORKING_PIXELS", 10_000)
    monkeypatch.setattr("fst_gui.library.jpeg._BAND_PIXELS", 30_000)
    peaks = []
    for side in (400, 1600):
        Image.linear_gradient("L").resize((side, side)).convert("RGB").save(tmp_path / "a.png")
        tracemalloc.start()
        export_picture(
            atelier, ExportRequest(tmp_path / "a.png", tmp_path / f"{side}.jpg", [(wave, 1.0)])
        )
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 3 * peaks[0]  # the rows are four times as long
    assert peaks[1] < 1600 * 1600 * 3 / 4


def test_closing_an_export_leaves_nothing(atelier, wave, photo, tmp_path):
    before = sorted(tmp_path.iterdir())
    for name in ("a.png", "a.jpg", "a.tif", "a.webp", "a.ora"):
        events = atelier.export(ExportRequest(photo, tmp_path / name, [(wave, 1.0)], mask=MASK))
        next(event for event in events if event.done > 0.9)
        events.close()
        assert sorted(tmp_path.iterdir()) == before


def test_what_cannot_be_exported_is_said_before_anything_is_painted(
    atelier, wave, photo, tmp_path, monkeypatch
):
    monkeypatch.setattr(type(atelier), "mix", lambda *_: pytest.fail("too late"))
    for name in ("there.png", "kept.png"):
        (tmp_path / name).write_bytes(b"precious")
    (tmp_path / "kept.png").chmod(0o444)
    styles = [(wave, 1.0)]
    for request, words in (
        (ExportRequest(photo, tmp_path / "there.png", styles), "exists already"),
        (
            ExportRequest(photo, tmp_path / "kept.png", styles, overwrite=True),
            "Permission denied",
        ),
        (ExportRequest(photo, tmp_path / "no" / "a.png", styles), "does not exist"),
        (ExportRequest(photo, tmp_path / "a.xyz", styles), "known format"),
        (ExportRequest(tmp_path / "gone.jpg", tmp_path / "a.png", styles), "not found"),
        (
            ExportRequest(photo, tmp_path / "a.webp", styles, export=ExportSettings(size=17_000)),
            "too large",
        ),
    ):
        with pytest.raises(PhotoError, match=words):
            next(atelier.export(request))
    with pytest.raises(PictureError, match="mask"):
        next(atelier.export(ExportRequest(photo, tmp_path / "a.png", styles, mask=MASK[:0])))
    assert (tmp_path / "there.png").read_bytes() == b"precious"
