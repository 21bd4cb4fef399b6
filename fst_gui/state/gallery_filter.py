"""Which of the styles are shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from fst_gui.library.gallery import StyleEntry
from fst_gui.state.gallery import Gallery, style_key

Kind = Literal["all", "favourites", "recent", "own", "movement"]


@dataclass(frozen=True)
class Filter:
    """One kind of styles, of one movement for that kind, with these words in their texts."""

    kind: Kind = "all"
    movement: str = ""
    words: str = ""


def movements(gallery: Gallery) -> tuple[str, ...]:
    """The movements that there are styles of, in alphabetical order."""
    # However it is written: a pack made elsewhere may say "ukiyo-e".
    known = {entry.movement.casefold(): entry.movement for entry in reversed(gallery.entries)}
    known.pop("", None)
    return tuple(known[key] for key in sorted(known))


def shown_entries(
    gallery: Gallery, wanted: Filter, called: Callable[[StyleEntry], str] = lambda _: ""
) -> tuple[StyleEntry, ...]:
    """The styles to show, in their order; those used recently with the newest first.

    ``called`` says what whoever searches calls a style: it is found by that too.
    """
    entries = list(gallery.entries)
    if wanted.kind == "favourites":
        entries = [entry for entry in entries if style_key(entry) in gallery.favourites]
    elif wanted.kind == "recent":
        order = {key: number for number, key in enumerate(gallery.recent)}
        entries = [entry for entry in entries if style_key(entry) in order]
        entries.sort(key=lambda entry: order[style_key(entry)])
    elif wanted.kind == "own":
        entries = [entry for entry in entries if entry.kind != "shipped"]
    elif wanted.kind == "movement":
        movement = wanted.movement.casefold()
        entries = [entry for entry in entries if entry.movement.casefold() == movement]
    words = _plain(wanted.words).split()
    if not words:
        return tuple(entries)
    texts = (_text(entry, called(entry)) for entry in entries)
    found = zip(entries, texts, strict=True)
    return tuple(entry for entry, text in found if all(word in text for word in words))


def _text(entry: StyleEntry, called: str) -> str:
    return _plain(" ".join((entry.title, entry.artist, entry.year, entry.movement, called)))


def _plain(text: str) -> str:
    """Without case and accents, so that "ohashi" finds "Ōhashi"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
