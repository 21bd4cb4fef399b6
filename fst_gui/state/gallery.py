"""The styles that can be chosen, and which one is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from fst_gui.library.errors import LibraryError
from fst_gui.library.gallery import StyleEntry, thumbnail
from fst_gui.state.base import Picture, State
from fst_gui.state.messages import Level
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier


@dataclass(frozen=True)
class Gallery:
    """Styles in the order they are shown, thumbnails as they arrive, and the chosen style."""

    entries: tuple[StyleEntry, ...] = ()
    thumbnails: Mapping[Path, Picture] = field(default_factory=dict[Path, Picture])
    selected: StyleEntry | None = None


class GalleryState(State[Gallery]):
    """Shipped styles, the user's own, and paintings used at once."""

    def __init__(self, work: Work, atelier: Atelier) -> None:
        super().__init__(Gallery())
        self._work = work
        self._atelier = atelier

    def load(self, select: str = "") -> asyncio.Task[None]:
        """Read the list again, then the thumbnails, and choose the style of that name or path."""
        return self._work.start("reading the styles", self._load(select))

    def select(self, name: str) -> None:
        """Choose a style by its name or its path."""
        entry = self._known(name)
        if entry is None:
            self._work.messages.post(
                Level.WARNING, f"There is no style “{name}” here. Choose one from the gallery."
            )
            return
        self.update(selected=entry)

    def use_painting(self, path: Path) -> asyncio.Task[None]:
        """Any picture as a style at once; it stays in the gallery until the program ends."""
        return self._work.start("reading the painting", self._use_painting(path))

    def import_pack(self, path: Path) -> asyncio.Task[None]:
        """Copy a style pack into the user's own styles and choose it."""
        return self._work.start("importing the style", self._import_pack(path))

    def _known(self, name: str) -> StyleEntry | None:
        for entry in self.snapshot.entries:
            if name in (entry.name, str(entry.path)):
                return entry
        return None

    async def _load(self, select: str) -> None:
        known = await asyncio.to_thread(self._atelier.styles)
        for problem in await asyncio.to_thread(self._atelier.problems):
            self._work.messages.post(Level.WARNING, problem)
        paintings = [entry for entry in self.snapshot.entries if entry.kind == "painting"]
        entries = (*known, *paintings)
        self.update(entries=entries)
        chosen = self._known(select) if select else None
        if chosen is None and self.snapshot.selected in entries:
            chosen = self.snapshot.selected
        self.update(selected=chosen or (entries[0] if entries else None))
        for entry in entries:
            if entry.path not in self.snapshot.thumbnails:
                await self._load_thumbnail(entry)

    async def _load_thumbnail(self, entry: StyleEntry) -> None:
        try:
            pixels = await asyncio.to_thread(thumbnail, entry)
        except (LibraryError, OSError) as error:
            # The style may still paint: a card without a picture is no reason to stop.
            self._work.messages.post(Level.WARNING, f"“{entry.title}” has no picture: {error}")
            return
        self.update(thumbnails={**self.snapshot.thumbnails, entry.path: Picture(pixels)})

    async def _use_painting(self, path: Path) -> None:
        entry, picture = await asyncio.to_thread(self._read_painting, path)
        if entry not in self.snapshot.entries:
            self.update(
                entries=(*self.snapshot.entries, entry),
                thumbnails={**self.snapshot.thumbnails, entry.path: picture},
            )
        self.update(selected=entry)

    def _read_painting(self, path: Path) -> tuple[StyleEntry, Picture]:
        entry = self._atelier.find(str(path))
        if entry.kind == "painting":  # its title is a file's name
            entry = replace(entry, title=entry.title.replace("_", " "))
        return entry, Picture(thumbnail(entry))

    async def _import_pack(self, path: Path) -> None:
        entry = await asyncio.to_thread(self._atelier.import_pack, path)
        self._work.messages.post(Level.INFO, f"“{entry.title}” is in the gallery now.")
        await self._load(str(entry.path))
