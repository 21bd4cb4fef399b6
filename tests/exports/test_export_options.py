"""What is asked for on the command line, of one picture and of many."""

from __future__ import annotations

import numpy as np
import pytest
from exporting import MASK
from PIL import Image

from fst_gui.cli import run
from fst_gui.engine.settings import PaintSettings
from fst_gui.library.export import ExportSettings
from fst_gui.workshop.recipe import (
    load_recipe,
    recipe_path,
)


def test_every_option_reaches_the_picture(atelier, wave, photo, tmp_path, capsys):
    mask = tmp_path / "mask.png"
    Image.fromarray(MASK).save(mask)
    target = tmp_path / "out.jpg"
    arguments = ["stylize", str(photo), "--style", "great_wave", "--mix", "the_scream=0.25"]
    arguments += ["--strength", "0.7", "--stroke", "1.4", "--iterations", "2", "--seed", "9"]
    arguments += [
        "--colours",
        "luminance",
        "--overpaint",
        "1",
        "--mask",
        str(mask),
        "--size",
        "100",
        "--dpi",
        "150",
    ]
    arguments += ["--quality", "80", "--strip-metadata", "--save-recipe", "-o", str(target)]
    assert run(arguments) == 0
    recipe = load_recipe(recipe_path(target))
    assert [(style.name, style.weight) for style in recipe.styles] == [
        ("great_wave", 1.0),
        ("the_scream", 0.25),
    ]
    assert recipe.settings == PaintSettings(0.7, 1.4, 2, "luminance", 9, 1)
    assert recipe.export == ExportSettings(100, "pixels", 150, 80, keep_metadata=False)
    np.testing.assert_array_equal(recipe.mask, MASK)
    with Image.open(target) as image:
        assert image.size == (73, 100)
    capsys.readouterr()
    # What is given beside a recipe stands in its place.
    arguments = ["stylize", str(photo), "--recipe", str(recipe_path(target)), "--centimetres", "2"]
    assert run([*arguments, "--strength", "0", "--save-recipe", "-o", str(target)]) == 0
    changed = load_recipe(recipe_path(target))
    assert changed.settings == PaintSettings(0.0, 1.4, 2, "luminance", 9, 1)
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
        ["--style", "great_wave", "--overpaint", "13"],
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


@pytest.mark.parametrize("option", ["--style", "--mix", "--mask", "photo"])
def test_no_picture_replaces_what_it_is_made_from(option, photo, tmp_path, capsys):
    used = tmp_path / "used.png"
    Image.open(photo).save(used)
    before = used.read_bytes()
    words = {
        "--style": ["--style", str(used)],
        "--mix": ["--style", "great_wave", "--mix", f"{used}=0.3"],
        "--mask": ["--style", "great_wave", "--mask", str(used)],
        "photo": ["--style", "great_wave"],
    }[option]
    made_from = used if option == "photo" else photo
    assert run(["stylize", str(made_from), *words, "-o", str(used)]) == 2
    assert "made from" in capsys.readouterr().err
    assert used.read_bytes() == before


def test_a_batch_does_not_replace_its_style(photo, tmp_path, capsys):
    style = tmp_path / "styles" / photo.name
    style.parent.mkdir()
    style.write_bytes(photo.read_bytes())
    arguments = ["batch", str(photo), "--style", str(style), "--name", "{name}", "--replace"]
    assert run([*arguments, "--folder", str(style.parent)]) == 1
    assert "made from" in capsys.readouterr().err
    assert style.read_bytes() == photo.read_bytes()


def test_a_folder_is_not_forecast(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["stylize", ".", "--style", "great_wave", "--forecast"]) == 2
    assert "is a folder" in capsys.readouterr().err


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
