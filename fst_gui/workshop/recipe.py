"""Recipes: everything needed to make the same pixels of a photo again, as JSON.

``{"kind": "FST Studio recipe", "version": 2, ...}``. Styles are named and known by the hash of
their file; the mask is inside, as a PNG in base64.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from fst_gui import __version__
from fst_gui.engine.errors import EngineError
from fst_gui.engine.settings import PaintSettings
from fst_gui.library.atomic import write_atomically
from fst_gui.library.errors import LibraryError, StylePackError, reason_of
from fst_gui.library.export import ExportSettings
from fst_gui.library.gallery import StyleEntry
from fst_gui.library.masks import mask_from_png, mask_to_png
from fst_gui.library.pack_header import earlier_files
from fst_gui.library.writing import writing_told
from fst_gui.sentences import Sentence
from fst_gui.workshop.atelier import Mask, StyleShare

if TYPE_CHECKING:
    from fst_gui.workshop.atelier import Atelier
    from fst_gui.workshop.export import ExportRequest

SUFFIX = ".recipe.json"
_KIND = "FST Studio recipe"
_VERSION = 2  # 1 was before pictures could be painted over


class RecipeError(LibraryError):
    """A recipe that cannot be read or followed."""


@dataclass(frozen=True)
class RecipeStyle:
    """One style: its name, its weight, and the name and SHA-256 of its file."""

    name: str
    weight: float
    file: str
    sha256: str


@dataclass(frozen=True, eq=False)
class Recipe:
    """How a picture was made. ``base`` is the SHA-256 of the base network."""

    styles: tuple[RecipeStyle, ...]
    settings: PaintSettings
    export: ExportSettings
    mask: Mask | None
    base: str
    program: str


def recipe_path(picture: Path) -> Path:
    """Where the recipe of a picture lies: beside it."""
    return picture.with_name(picture.name + SUFFIX)


def make_recipe(atelier: Atelier, request: ExportRequest) -> Recipe:
    """The recipe of an export. Raises ``LibraryError`` when a style's file is gone."""
    return Recipe(
        styles=tuple(
            RecipeStyle(style.name, weight, style.path.name, _hash(style.path))
            for style, weight in request.styles
        ),
        settings=request.settings,
        export=request.export,
        mask=request.mask,
        base=atelier.models.base_hash,
        program=__version__,
    )


def save_recipe(path: Path, recipe: Recipe) -> None:
    """Write a recipe; an old one of that name is replaced. Raises ``PhotoError``."""
    mask = None if recipe.mask is None else base64.b64encode(mask_to_png(recipe.mask)).decode()
    content = {
        "kind": _KIND,
        "version": _VERSION,
        "program": recipe.program,
        "base": recipe.base,
        "styles": [asdict(style) for style in recipe.styles],
        "settings": asdict(recipe.settings),
        "export": asdict(recipe.export),
        "mask": mask,
    }
    with writing_told(path):
        text = json.dumps(content, indent=2, ensure_ascii=False)
        # A lone half of a sign pair, as broken file names have it, cannot be UTF-8 and is escaped.
        write_atomically(path, text.encode("utf-8", "backslashreplace"))


def load_recipe(path: Path) -> Recipe:
    """Read a recipe. Raises ``RecipeError`` when it is missing, damaged or from a later version."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RecipeError(
            "The recipe “{path}” cannot be read ({reason}).", path=path, reason=reason_of(error)
        ) from error
    try:
        content = json.loads(data)
        kind, version = content["kind"], content["version"]
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise RecipeError("“{name}” is not a recipe of FST Studio.", name=path.name) from error
    if kind != _KIND or not isinstance(version, int):
        raise RecipeError("“{name}” is not a recipe of FST Studio.", name=path.name)
    if version > _VERSION:
        raise RecipeError(
            "“{name}” was made by a later FST Studio; update the program.", name=path.name
        )
    try:
        return _recipe(content)
    except (EngineError, LibraryError, ValueError, TypeError, LookupError) as error:
        raise RecipeError(
            "The recipe “{name}” is damaged ({error}).", name=path.name, error=error
        ) from error


def styles_of(
    atelier: Atelier, recipe: Recipe, near: Sequence[Path]
) -> tuple[list[StyleShare], list[str]]:
    """The styles of a recipe as they are here, and a sentence about each reason for other pixels.

    A style's file is looked for among the known styles and in the folders ``near``. Raises
    ``RecipeError`` when a style is nowhere.
    """
    remarks: list[str] = []
    if not atelier.models.paints_as(recipe.base):
        remarks.append(
            Sentence(
                "The recipe was made by FST Studio {program} with another base network; the "
                "picture will look a little different.",
                program=recipe.program,
            )
        )
    shares: list[StyleShare] = []
    for style in recipe.styles:
        found = list(_candidates(atelier, style, near))
        same = next((path for path in found if _is_file_of(path, style)), None)
        if same is None and found:
            remarks.append(
                Sentence(
                    "The style “{style}” has changed since the recipe was made; the picture will "
                    "look different.",
                    style=style.name,
                )
            )
        elif same is None:
            raise RecipeError(
                "The style “{name}” of the recipe is not here; put its file “{file}” beside the "
                "recipe.",
                name=style.name,
                file=style.file,
            )
        shares.append((_entry(atelier, same or found[0]), style.weight))
    return shares, remarks


def _candidates(atelier: Atelier, style: RecipeStyle, near: Sequence[Path]) -> Iterator[Path]:
    yield from (entry.path for entry in atelier.styles() if entry.name == style.name)
    # Not Path.is_file, which raises for a name that is too long here.
    yield from (path for folder in near if os.path.isfile(path := folder / style.file))


def _entry(atelier: Atelier, path: Path) -> StyleEntry:
    known = next((style for style in atelier.styles() if style.path == path), None)
    return known or atelier.find(str(path))


def _is_file_of(path: Path, style: RecipeStyle) -> bool:
    """Whether it paints what it did: the file of then, or one that has another title since."""
    if _hash(path) == style.sha256:
        return True
    with contextlib.suppress(StylePackError):  # paintings are none
        return style.sha256 in earlier_files(path)
    return False


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise RecipeError(
            "The style “{name}” cannot be read ({reason}).", name=path.name, reason=reason_of(error)
        ) from error


# What a recipe holds, by name: the types that JSON gives for it.
_STYLE = {"name": str, "weight": (int, float), "file": str, "sha256": str}
_SETTINGS = {
    "strength": (int, float),
    "stroke_size": (int, float),
    "iterations": int,
    "overpainting": int,
    "colours": str,
    "seed": int,
}
_EXPORT = {
    "size": (int, float, type(None)),
    "unit": str,
    "dpi": (int, float, type(None)),
    "quality": int,
    "keep_metadata": bool,
}


def _recipe(content: dict[str, Any]) -> Recipe:
    styles = tuple(RecipeStyle(**_checked(style, _STYLE)) for style in content["styles"])
    if not styles:
        raise ValueError("it has no style")
    for style in styles:
        if Path(style.file).name != style.file:
            raise ValueError(f"“{style.file}” is not the name of a file")
    mask = content["mask"]
    settings = content["settings"]
    if content["version"] == 1 and isinstance(settings, dict):
        settings = {**settings, "overpainting": 0}
    return Recipe(
        styles=styles,
        settings=PaintSettings(**_checked(settings, _SETTINGS)),
        export=ExportSettings(**_checked(content["export"], _EXPORT)),
        mask=None if mask is None else mask_from_png(base64.b64decode(mask, validate=True)),
        base=_text(content["base"]),
        program=_text(content["program"]),
    )


def _checked(values: object, kinds: dict[str, Any]) -> dict[str, Any]:
    """``values`` when it is an object with just these fields. Raises ``ValueError``."""
    if not isinstance(values, dict):
        raise ValueError(f"{values} is not an object")
    fields = cast(dict[str, Any], values)
    for name in kinds.keys() ^ fields.keys():
        raise ValueError(f"{name} is missing or unknown")
    for name, value in fields.items():
        if not isinstance(value, kinds[name]) or (isinstance(value, bool) != (kinds[name] is bool)):
            raise ValueError(f"{name} is {value}")
    return fields


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value} is not text")
    return value
