"""Recipes and masks: what made a picture, kept so that it can be made again."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from exporting import MASK, export_picture
from PIL import Image

from fst_gui.cli import run
from fst_gui.engine.settings import PaintSettings
from fst_gui.library.errors import LibraryError, PhotoError
from fst_gui.library.export import ExportSettings
from fst_gui.library.masks import mask_from_png, mask_to_png, read_mask
from fst_gui.library.style_pack import load_pack, rename_pack, save_pack
from fst_gui.workshop.export import ExportRequest
from fst_gui.workshop.recipe import (
    RecipeError,
    load_recipe,
    make_recipe,
    recipe_path,
    save_recipe,
    styles_of,
)


def test_a_mask_is_a_grey_picture(tmp_path):
    assert np.array_equal(mask_from_png(mask_to_png(MASK)), MASK)
    colours = np.dstack([MASK, MASK, MASK, np.full_like(MASK, 128)])
    Image.fromarray(colours).save(tmp_path / "mask.png")
    assert read_mask(tmp_path / "mask.png").max() == 128
    with pytest.raises(PhotoError):
        mask_from_png(b"no picture")


def _recipe(atelier, wave, photo, target):
    request = ExportRequest(
        photo,
        target,
        [(wave, 2.0), (atelier.find("the_scream"), 0.5)],
        PaintSettings(0.7, 1.4, iterations=2, colours="luminance", seed=9, overpainting=2),
        MASK,
        ExportSettings(size=100, quality=80, keep_metadata=False),
    )
    return request, make_recipe(atelier, request)


def test_a_recipe_makes_the_same_pixels_again(atelier, wave, photo, tmp_path):
    request, recipe = _recipe(atelier, wave, photo, tmp_path / "first.jpg")
    export_picture(atelier, request)
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


def test_a_recipe_from_before_there_was_overpainting_has_none(atelier, wave, photo, tmp_path):
    _, recipe = _recipe(atelier, wave, photo, tmp_path / "a.jpg")
    path = tmp_path / "r.json"
    save_recipe(path, recipe)
    content = json.loads(path.read_text("utf-8"))
    del content["settings"]["overpainting"]
    path.write_text(json.dumps(content))
    with pytest.raises(RecipeError, match="overpainting is missing"):
        load_recipe(path)
    path.write_text(json.dumps(content | {"version": 1}))
    assert load_recipe(path).settings == replace(recipe.settings, overpainting=0)


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


def test_a_style_with_another_title_is_the_same_style(atelier, wave, photo, tmp_path):
    pack = load_pack(wave.path)
    mine = tmp_path / "mine.fststyle"
    save_pack(mine, replace(pack, credits=replace(pack.credits, name="mine", title="Mine")))
    request = ExportRequest(photo, tmp_path / "a.png", [(atelier.find(str(mine)), 1.0)])
    recipe = make_recipe(atelier, request)
    for title in ("Dunes", "Tides"):
        rename_pack(mine, title)
    ((style, _),), remarks = styles_of(atelier, recipe, [tmp_path])
    assert (style.path, style.title, remarks) == (mine, "Tides", [])


def test_names_that_are_not_utf_8_come_back(atelier, wave, photo, tmp_path):
    _, recipe = _recipe(atelier, wave, photo, tmp_path / "a.jpg")
    style = replace(recipe.styles[0], name="gr\udcfcn", file="gr\udcfcn.png")
    save_recipe(tmp_path / "r.json", replace(recipe, styles=(style,)))
    assert load_recipe(tmp_path / "r.json").styles == (style,)


def test_a_style_with_too_long_a_name_is_not_here(atelier, wave, photo, tmp_path):
    _, recipe = _recipe(atelier, wave, photo, tmp_path / "a.jpg")
    style = replace(recipe.styles[0], name="another", file="a" * 5000)
    with pytest.raises(RecipeError, match="not here"):
        styles_of(atelier, replace(recipe, styles=(style,)), [tmp_path])


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
