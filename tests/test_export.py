"""From a file to a painted file: the pixels of a painting in memory, in memory that has a bound."""

from __future__ import annotations

import json
import tracemalloc
import zipfile

import numpy as np
import pytest
from PIL import ExifTags, Image

from fst_gui import paths
from fst_gui.cli import run
from fst_gui.engine import settings as settings_module
from fst_gui.engine import stylize as stylize_module
from fst_gui.engine.errors import PictureError
from fst_gui.engine.events import Painted, Progress
from fst_gui.engine.settings import PaintSettings
from fst_gui.library.errors import LibraryError, PhotoError
from fst_gui.library.export import ExportSettings
from fst_gui.library.masks import mask_from_png, mask_to_png, read_mask
from fst_gui.library.photo import photo_from_bytes, read_photo
from fst_gui.library.photo_rows import PhotoRows
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.export import Exported, ExportRequest
from fst_gui.workshop.recipe import (
    RecipeError,
    load_recipe,
    make_recipe,
    recipe_path,
    save_recipe,
    styles_of,
)


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


MASK = np.zeros((11, 15), np.uint8)
MASK[:, 5:] = 255
MASK[:, 4] = 100


def _export(atelier, request):
    *progress, exported = atelier.export(request)
    done = [event.done for event in progress]
    assert all(isinstance(event, Progress) for event in progress)
    assert done == sorted(done)
    assert 0.0 <= done[0] <= done[-1] <= 1.0
    assert isinstance(exported, Exported)
    return exported


def _painted(atelier, pixels, styles, settings, mask=None):
    *_, painted = atelier.paint(pixels, styles, settings, mask)
    assert isinstance(painted, Painted)
    return painted.pixels


@pytest.mark.parametrize("strip", [500_000, 1000])
def test_an_export_is_the_painting_in_memory(atelier, wave, photo, tmp_path, monkeypatch, strip):
    monkeypatch.setattr(stylize_module, "STRIP_PIXELS", strip)
    monkeypatch.setattr(settings_module, "WORKING_PIXELS", 5000)
    other = atelier.find("the_scream")
    settings = PaintSettings(strength=0.9, stroke_size=1.3, colours="photo", seed=4)
    styles = [(wave, 2.0), (other, 1.0)]
    target = tmp_path / "out.png"
    exported = _export(atelier, ExportRequest(photo, target, styles, settings, MASK))
    assert (exported.path, exported.width, exported.height) == (target, 88, 120)
    source, written = read_photo(photo), read_photo(target)
    expected = _painted(atelier, source.pixels, styles, settings, MASK)
    np.testing.assert_array_equal(written.pixels, expected)
    np.testing.assert_array_equal(written.alpha, source.alpha)
    assert written.dpi == pytest.approx(180, abs=0.1)
    assert written.exif is not None
    # Where the mask is nought, through reading and writing, the photo is itself.
    np.testing.assert_array_equal(written.pixels[:, :20], source.pixels[:, :20])


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
    _export(atelier, ExportRequest(photo, tmp_path / name, [(wave, 1.0)], settings, mask))
    assert len(reads) == times
    if not name.endswith(".ora"):
        expected = _painted(atelier, opaque, [(wave, 1.0)], settings, mask)
        np.testing.assert_array_equal(read_photo(tmp_path / name).pixels, expected)


def test_a_pasted_photo_is_exported_too(atelier, wave, photo, tmp_path):
    pasted = photo_from_bytes(photo.read_bytes(), "pasted")
    for source, name in ((pasted, "a.tif"), (photo, "b.tif")):
        _export(atelier, ExportRequest(source, tmp_path / name, [(wave, 1.0)]))
    first, second = (read_photo(tmp_path / name) for name in ("a.tif", "b.tif"))
    np.testing.assert_array_equal(first.pixels, second.pixels)


def test_another_size_has_the_same_strokes(atelier, wave, photo, tmp_path):
    for size in (None, 480, 60):
        export = ExportSettings(size=size, keep_metadata=False, dpi=200)
        target = tmp_path / f"{size}.png"
        _export(atelier, ExportRequest(photo, target, [(wave, 1.0)], export=export))
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
        _export(atelier, ExportRequest(tmp_path / "deep.png", target, [(wave, 0.5)]))
        if suffix == ".ora":
            with zipfile.ZipFile(target) as archive:
                assert archive.read("mergedimage.png")[24] == 8
        elif suffix == ".png":
            assert target.read_bytes()[24] == bits


def test_layers_are_photo_painting_and_mask(atelier, wave, photo, tmp_path):
    target = tmp_path / "layers.ora"
    _export(atelier, ExportRequest(photo, target, [(wave, 1.0)], mask=MASK))
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
        _export(atelier, ExportRequest(tmp_path / "a.png", tmp_path / f"{side}.jpg", [(wave, 1.0)]))
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
    (tmp_path / "there.png").write_bytes(b"precious")
    styles = [(wave, 1.0)]
    for request, words in (
        (ExportRequest(photo, tmp_path / "there.png", styles), "exists already"),
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


# ---- masks


def test_a_mask_is_a_grey_picture(tmp_path):
    assert np.array_equal(mask_from_png(mask_to_png(MASK)), MASK)
    colours = np.dstack([MASK, MASK, MASK, np.full_like(MASK, 128)])
    Image.fromarray(colours).save(tmp_path / "mask.png")
    assert read_mask(tmp_path / "mask.png").max() == 128
    with pytest.raises(PhotoError):
        mask_from_png(b"no picture")


# ---- recipes


def _recipe(atelier, wave, photo, target):
    request = ExportRequest(
        photo,
        target,
        [(wave, 2.0), (atelier.find("the_scream"), 0.5)],
        PaintSettings(strength=0.7, stroke_size=1.4, iterations=2, colours="luminance", seed=9),
        MASK,
        ExportSettings(size=100, quality=80, keep_metadata=False),
    )
    return request, make_recipe(atelier, request)


def test_a_recipe_makes_the_same_pixels_again(atelier, wave, photo, tmp_path):
    request, recipe = _recipe(atelier, wave, photo, tmp_path / "first.jpg")
    _export(atelier, request)
    path = recipe_path(request.target)
    assert path.name == "first.jpg.recipe.json"
    save_recipe(path, recipe)
    arguments = ["stylize", str(photo), "--recipe", str(path), "-o", str(tmp_path / "again.jpg")]
    assert run(arguments) == 0
    assert (tmp_path / "again.jpg").read_bytes() == request.target.read_bytes()


def test_a_recipe_comes_back_whole(atelier, wave, photo, tmp_path):
    request, recipe = _recipe(atelier, wave, photo, tmp_path / "a.jpg")
    save_recipe(tmp_path / "r.json", recipe)
    again = load_recipe(tmp_path / "r.json")
    assert (again.styles, again.settings, again.export) == (
        recipe.styles,
        recipe.settings,
        recipe.export,
    )
    assert (again.base, again.program) == (recipe.base, recipe.program)
    np.testing.assert_array_equal(again.mask, MASK)
    styles, remarks = styles_of(atelier, again, [])
    assert (styles, remarks) == (list(request.styles), [])


def test_a_painting_is_found_beside_the_recipe(atelier, sample_photo, photo, tmp_path):
    painting = tmp_path / "own painting.jpg"
    painting.write_bytes(sample_photo.read_bytes())
    request = ExportRequest(photo, tmp_path / "a.png", [(atelier.find(str(painting)), 1.0)])
    recipe = make_recipe(atelier, request)
    assert styles_of(atelier, recipe, [tmp_path])[0][0][0].path == painting
    with pytest.raises(RecipeError, match="own painting"):
        styles_of(atelier, recipe, [tmp_path / "elsewhere"])
    painting.write_bytes(photo.read_bytes())
    _, remarks = styles_of(atelier, recipe, [tmp_path])
    assert "has changed" in remarks[0]


def _damaged(content):
    yield "[]"
    yield "not json"
    yield json.dumps(content | {"kind": "another"})
    yield json.dumps(content | {"version": 99})
    yield json.dumps(content | {"version": "1"})
    yield json.dumps(content | {"styles": []})
    yield json.dumps(content | {"styles": [{"name": "x"}]})
    yield json.dumps(content | {"settings": content["settings"] | {"strength": 7}})
    yield json.dumps(content | {"settings": content["settings"] | {"strength": True}})
    yield json.dumps(content | {"settings": content["settings"] | {"hue": 1}})
    yield json.dumps(content | {"export": content["export"] | {"quality": "high"}})
    yield json.dumps(content | {"mask": "!"})
    yield json.dumps(content | {"mask": "aGVsbG8="})
    yield json.dumps({k: v for k, v in content.items() if k != "export"})
    outside = content["styles"][0] | {"file": "../../secret"}
    yield json.dumps(content | {"styles": [outside]})


def test_a_bad_recipe_is_refused_in_a_sentence(atelier, wave, photo, tmp_path, capsys):
    _, recipe = _recipe(atelier, wave, photo, tmp_path / "a.jpg")
    path = tmp_path / "r.json"
    save_recipe(path, recipe)
    for text in _damaged(json.loads(path.read_text("utf-8"))):
        path.write_text(text)
        with pytest.raises(RecipeError) as caught:
            load_recipe(path)
        assert str(caught.value).endswith((".", ".)."))
        assert "r.json" in str(caught.value)
    with pytest.raises(LibraryError):
        load_recipe(tmp_path / "gone.json")
    arguments = ["stylize", str(photo), "--recipe", str(path), "-o", str(tmp_path / "a.jpg")]
    assert run(arguments) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


# ---- the command line


def test_every_option_reaches_the_picture(atelier, wave, photo, tmp_path, capsys):
    mask = tmp_path / "mask.png"
    Image.fromarray(MASK).save(mask)
    target = tmp_path / "out.jpg"
    arguments = ["stylize", str(photo), "--style", "great_wave", "--mix", "the_scream=0.25"]
    arguments += ["--strength", "0.7", "--stroke", "1.4", "--iterations", "2", "--seed", "9"]
    arguments += ["--colours", "luminance", "--mask", str(mask), "--size", "100", "--dpi", "150"]
    arguments += ["--quality", "80", "--strip-metadata", "--save-recipe", "-o", str(target)]
    assert run(arguments) == 0
    recipe = load_recipe(recipe_path(target))
    assert [(style.name, style.weight) for style in recipe.styles] == [
        ("great_wave", 1.0),
        ("the_scream", 0.25),
    ]
    assert recipe.settings == PaintSettings(0.7, 1.4, 2, "luminance", 9)
    assert recipe.export == ExportSettings(100, "pixels", 150, 80, keep_metadata=False)
    np.testing.assert_array_equal(recipe.mask, MASK)
    with Image.open(target) as image:
        assert image.size == (73, 100)
    capsys.readouterr()
    # What is given beside a recipe stands in its place.
    arguments = ["stylize", str(photo), "--recipe", str(recipe_path(target)), "--centimetres", "2"]
    assert run([*arguments, "--strength", "0", "--save-recipe", "-o", str(target)]) == 0
    changed = load_recipe(recipe_path(target))
    assert changed.settings == PaintSettings(0.0, 1.4, 2, "luminance", 9)
    assert changed.export == ExportSettings(2, "centimetres", 150, 80, keep_metadata=False)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--style", "great_wave", "--mix", "the_scream"],
        ["--style", "great_wave", "--mix", "the_scream=much"],
        ["--style", "great_wave", "--mix", "nothing=1"],
        ["--mix", "great_wave=0"],
        ["--style", "great_wave", "--stroke", "9"],
        ["--style", "great_wave", "--colours", "blue"],
        ["--style", "great_wave", "--seed", "-1"],
        ["--style", "great_wave", "--size", "100", "--centimetres", "3"],
        ["--style", "great_wave", "--quality", "0"],
        ["--style", "great_wave", "--mask", "gone.png"],
        ["--recipe", "gone.json"],
    ],
    ids=lambda a: " ".join(a),
)
def test_options_that_do_not_fit_are_refused_in_a_sentence(arguments, photo, tmp_path, capsys):
    try:
        status = run(["stylize", str(photo), *arguments, "-o", str(tmp_path / "out.png")])
    except SystemExit as ended:
        status = ended.code
    assert status == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not (tmp_path / "out.png").exists()


def test_a_batch_goes_on_after_a_bad_file_and_skips_what_is_there(photo, tmp_path, capsys):
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("a.png", "c.png"):
        (folder / name).write_bytes(photo.read_bytes())
    (folder / "b.png").write_bytes(photo.read_bytes()[:300])
    out = tmp_path / "out"
    arguments = ["batch", str(folder), "--style", "great_wave", "--folder", str(out)]
    arguments += ["--format", ".jpg", "--name", "{number} {name}"]
    assert run(arguments) == 1
    said = capsys.readouterr()
    assert "b.png" in said.err
    assert "damaged" in said.err
    assert said.out.split("\n")[:2] == [str(out / "1 a.jpg"), str(out / "3 c.jpg")]
    assert sorted(p.name for p in out.iterdir()) == ["1 a.jpg", "3 c.jpg"]
    (folder / "b.png").unlink()
    (folder / "b.png").write_bytes(photo.read_bytes())
    kept = (out / "1 a.jpg").stat().st_mtime_ns
    assert run(arguments) == 0
    said = capsys.readouterr()
    assert said.out.strip() == str(out / "2 b.jpg")
    assert "2 there already" in said.err
    assert (out / "1 a.jpg").stat().st_mtime_ns == kept
