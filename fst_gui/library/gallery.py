"""The styles to choose from: those that are shipped, and the user's own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from fst_gui.library.errors import LibraryError, StylePackError
from fst_gui.library.pack_header import SUFFIX, read_credits
from fst_gui.library.photo import Pixels, read_photo, shrink
from fst_gui.library.style_pack import load_pack
from fst_gui.sentences import Sentence

MANIFEST = "manifest.json"
_THUMBNAIL_SIZE = 256
_VERSION = 1


@dataclass(frozen=True)
class StyleEntry:
    """A style that can be painted with: a pack, or a painting not yet learnt from.

    ``path`` is the pack's file, or the painting's for the kind "painting"; ``movement`` is
    empty where nobody said it.
    """

    name: str
    title: str
    artist: str
    year: str
    licence: str
    source: str
    kind: Literal["shipped", "own", "painting"]
    path: Path
    movement: str = ""


def list_styles(models: Path, own: Path) -> tuple[list[StyleEntry], list[str]]:
    """All styles, sorted by title, and a sentence for each one that cannot be used.

    ``models`` holds the manifest and the shipped packs; ``own`` the user's packs, and may be
    missing. Raises ``LibraryError`` when the manifest is missing or damaged.
    """
    shipped, missing = _shipped_styles(models)
    added, damaged = _own_styles(own)
    return by_title(shipped + added), missing + damaged


def by_title(entries: Iterable[StyleEntry]) -> list[StyleEntry]:
    """In the order in which styles are listed."""
    return sorted(entries, key=lambda entry: (entry.title.casefold(), entry.name))


def thumbnail(entry: StyleEntry) -> Pixels:
    """A small picture of the style, (H, W, 3) uint8, sRGB.

    Raises ``StylePackError`` or ``PhotoError`` when its file cannot be read.
    """
    if entry.kind == "painting":
        return shrink(read_photo(entry.path).pixels, _THUMBNAIL_SIZE)
    return load_pack(entry.path).thumbnail


def _shipped_styles(models: Path) -> tuple[list[StyleEntry], list[str]]:
    entries = _read_manifest(models)
    there = [entry for entry in entries if entry.path.is_file()]
    sentences: list[str] = [
        Sentence(
            "The style “{title}” is missing from this installation; reinstall FST Studio.",
            title=entry.title,
        )
        for entry in entries
        if entry not in there
    ]
    return there, sentences


def _read_manifest(models: Path) -> list[StyleEntry]:
    path = models / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
        if manifest["version"] != _VERSION:
            raise ValueError(f"version {manifest['version']}")
        return [_shipped_entry(models, style) for style in manifest["styles"]]
    except OSError as error:
        raise LibraryError(
            "The list of styles “{path}” cannot be read; reinstall FST Studio.", path=path
        ) from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise LibraryError(
            "The list of styles “{path}” is damaged; reinstall FST Studio.", path=path
        ) from error


def _shipped_entry(models: Path, style: dict[str, Any]) -> StyleEntry:
    texts = {key: style[key] for key in ("name", "title", "artist", "year", "licence", "source")}
    texts["movement"] = style.get("movement", "")
    for key, value in {**texts, "file": style["file"]}.items():
        if not isinstance(value, str):
            raise TypeError(f"{key} is not text")
    return StyleEntry(
        **cast(dict[str, str], texts), kind="shipped", path=models / cast(str, style["file"])
    )


def _own_styles(folder: Path) -> tuple[list[StyleEntry], list[str]]:
    entries: list[StyleEntry] = []
    sentences: list[str] = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if path.name.startswith("."):  # what macOS leaves beside files on foreign disks
            continue
        try:
            entries.append(own_entry(path))
        except StylePackError as error:
            sentences.append(str(error))
    return entries, sentences


def painting_entry(path: Path) -> StyleEntry:
    """Any picture's entry as a style; it is called what its file is."""
    return StyleEntry(
        path.stem, path.stem.replace("_", " "), "", "", "", "", kind="painting", path=path
    )


def own_entry(path: Path) -> StyleEntry:
    """The entry of a style pack. Raises ``StylePackError`` when it is none."""
    credits = read_credits(path)
    return StyleEntry(
        name=credits.name,
        title=credits.title or credits.name,
        artist=credits.artist,
        year=credits.year,
        licence=credits.licence,
        source=credits.source,
        kind="own",
        path=path,
        movement=credits.movement,
    )
