"""Recipes: how a picture was made, to make another one the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fst_gui.engine.events import Progress
from fst_gui.library.export import ExportSettings
from fst_gui.state.look import Look, PhotoMask
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.export import Exported, ExportRequest
from fst_gui.workshop.recipe import (
    SUFFIX,
    load_recipe,
    make_recipe,
    recipe_path,
    save_recipe,
    styles_of,
)

RECIPE_SUFFIX = SUFFIX


@dataclass(frozen=True)
class Followed:
    """A recipe as it can be followed here, and what will be different from then."""

    look: Look
    export: ExportSettings
    remarks: tuple[str, ...]


def follow_recipe(atelier: Atelier, path: Path, near: Sequence[Path] = ()) -> Followed:
    """Read a recipe; its styles may lie beside it or in one of the folders ``near``.

    Raises ``LibraryError`` when it or one of its styles cannot be read.
    """
    recipe = load_recipe(path)
    shares, remarks = styles_of(atelier, recipe, [path.parent, *near])
    total = sum(weight for _, weight in shares) or 1.0
    styles = tuple((style, weight / total) for style, weight in shares)
    mask = None if recipe.mask is None else PhotoMask(recipe.mask)
    return Followed(Look(styles, recipe.settings, mask), recipe.export, tuple(remarks))


def with_recipe(
    atelier: Atelier, request: ExportRequest, events: Iterator[Progress | Exported]
) -> Iterator[Progress | Exported]:
    """Pass the events of an export on; its recipe is written before anyone hears of the end."""
    for event in events:
        if isinstance(event, Exported):
            save_recipe(recipe_path(event.path), make_recipe(atelier, request))
        yield event
