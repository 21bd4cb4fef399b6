"""The options that ``stylize`` and ``batch`` share: how it is painted and how it is written."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fst_gui.cli.numbers import SEED, between, count
from fst_gui.engine.settings import Colours, PaintSettings
from fst_gui.library.errors import LibraryError
from fst_gui.library.export import ExportSettings
from fst_gui.library.masks import read_mask
from fst_gui.workshop.atelier import Atelier, Mask, StyleShare
from fst_gui.workshop.recipe import load_recipe, styles_of

_PAINT = ("strength", "stroke_size", "iterations", "overpainting", "colours", "seed")
_EXPORT = ("dpi", "quality", "keep_metadata")


def _share(text: str) -> tuple[str, float]:
    name, equals, weight = text.rpartition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"'{text}' is not NAME=WEIGHT")
    return name, between(0.0, 1000.0)(weight)


def add_look(sub: argparse.ArgumentParser) -> None:
    """Add the options. Those left out keep what the recipe says, or the usual."""
    sub.add_argument("--style", help="a style's name, a picture or a style pack")
    sub.add_argument(
        "--mix",
        type=_share,
        action="append",
        default=[],
        metavar="STYLE=WEIGHT",
        help="mix in another style; --style has the weight 1",
    )
    sub.add_argument("--strength", type=between(0.0, 1.0), metavar="0..1")
    sub.add_argument(
        "--stroke", dest="stroke_size", type=between(0.5, 4.0), metavar="0.5..4", help="stroke size"
    )
    sub.add_argument("--iterations", type=count(1, 6), metavar="1..6", help="refinement")
    sub.add_argument(
        "--overpaint",
        dest="overpainting",
        type=count(0, 12),
        metavar="0..12",
        help="layers painted over it; seconds each",
    )
    sub.add_argument("--colours", choices=Colours.__args__)
    sub.add_argument("--seed", type=SEED, metavar="N")
    size = sub.add_mutually_exclusive_group()
    size.add_argument("--size", type=between(1, 1e6), metavar="PIXELS", help="of the longer side")
    size.add_argument("--centimetres", type=between(0.1, 1e4), metavar="CM", help="the same")
    sub.add_argument("--dpi", type=between(2, 10_000), metavar="DPI", help="dots per inch")
    sub.add_argument("--quality", type=count(1, 100), metavar="1..100")
    sub.add_argument(
        "--strip-metadata",
        dest="keep_metadata",
        action="store_const",
        const=False,
        help="write no camera, place or time",
    )
    sub.add_argument("--mask", type=Path, metavar="FILE", help="white is painted, black is kept")
    sub.add_argument("--recipe", type=Path, metavar="FILE", help="paint as that picture was")


@dataclass(frozen=True, eq=False)
class Look:
    """What the options ask for, the ``files`` that it was read from, and what to say about it."""

    styles: list[StyleShare]
    settings: PaintSettings
    export: ExportSettings
    mask: Mask | None
    files: list[Path]
    remarks: list[str]


def read_look(atelier: Atelier, options: argparse.Namespace) -> Look:
    """The recipe, where there is one, with the options in place of what it says.

    Raises ``LibraryError`` when there is no style, or one or a file cannot be found.
    """
    shares = [(options.style, 1.0)] if options.style else []
    styles = [(atelier.find(name), weight) for name, weight in shares + options.mix]
    settings, export, mask, remarks = PaintSettings(), ExportSettings(), None, []
    if options.recipe is not None:
        recipe = load_recipe(options.recipe)
        settings, export, mask = recipe.settings, recipe.export, recipe.mask
        if not styles:
            styles, remarks = styles_of(atelier, recipe, [options.recipe.parent])
    if not styles:
        raise LibraryError("Choose a style with --style, or a recipe with --recipe.")
    if options.mask is not None:
        mask = read_mask(options.mask)
    size: dict[str, Any] = {}
    if options.size is not None:
        size = {"size": options.size, "unit": "pixels"}
    elif options.centimetres is not None:
        size = {"size": options.centimetres, "unit": "centimetres"}
    files = [style.path for style, _ in styles]
    files += [file for file in (options.mask, options.recipe) if file is not None]
    return Look(
        styles=styles,
        settings=replace(settings, **_given(options, _PAINT)),
        export=replace(export, **size, **_given(options, _EXPORT)),
        mask=mask,
        files=files,
        remarks=remarks,
    )


def _given(options: argparse.Namespace, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(options, name)) is not None}
