"""The styles that can be chosen, and which one is."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QFile, Signal

from fst_gui.library.errors import LibraryError
from fst_gui.library.gallery import StyleEntry, by_title, painting_entry, thumbnail
from fst_gui.library.style_pack import copy_pack, rename_pack, usable_title
from fst_gui.sentences import Sentence
from fst_gui.state.base import Picture, State
from fst_gui.state.messages import Level
from fst_gui.state.settings import SettingsState
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier

_RECENT = 12
_PAINTINGS = 48
_FIRST = "composition_vii"  # shows best at the first start what the program does


@dataclass(frozen=True)
class Gallery:
    """Styles in the order they are shown, and what is known of each.

    ``thumbnails`` are of the paintings, ``painted`` is the open photo in each style; both arrive
    one by one. ``selected`` is the style that the photo is painted in, or the first of a mix.
    ``favourites`` and ``recent`` hold what ``style_key`` gives, the newest first.
    """

    entries: tuple[StyleEntry, ...] = ()
    thumbnails: Mapping[Path, Picture] = field(default_factory=dict[Path, Picture])
    painted: Mapping[Path, Picture] = field(default_factory=dict[Path, Picture])
    selected: StyleEntry | None = None
    favourites: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()


def style_key(entry: StyleEntry) -> str:
    """What a style is remembered by: shipped ones move with the program."""
    return entry.name if entry.kind == "shipped" else str(entry.path)


class GalleryState(State[Gallery]):
    """Shipped styles, the user's own, and paintings used at once."""

    chosen = Signal(object)  # a style to paint with, also when it is selected already
    renamed = Signal(object)  # a style as it is now
    rewritten = Signal(object)  # the paths of styles whose files are other ones now

    def __init__(self, work: Work, atelier: Atelier, settings: SettingsState) -> None:
        known = settings.snapshot
        super().__init__(Gallery(favourites=known.favourite_styles, recent=known.recent_styles))
        self._work = work
        self._atelier = atelier
        self._settings = settings
        self._written: dict[Path, int] = {}  # when, of the files whose pictures are known
        self._renaming = asyncio.Lock()  # the name that was asked for last is the one that stays

    def painting_folders(self) -> list[Path]:
        """Where the paintings lie that are used as styles."""
        return list({Path(painting).parent for painting in self._settings.snapshot.paintings})

    def load(self, select: str = "") -> asyncio.Task[None]:
        """Read the list again, then the thumbnails, and choose the style of that name or path."""
        return self._work.start(Sentence("reading the styles"), self._load(select))

    def select(self, name: str) -> None:
        """Choose a style by its name or its path."""
        entry = self._known(name)
        if entry is None:
            self._work.messages.post(
                Level.WARNING,
                Sentence(
                    "There is no style “{name}” here. Choose one from the gallery.", name=name
                ),
            )
            return
        self._choose(entry)

    def toggle_favourite(self, entry: StyleEntry) -> None:
        """Add a style to the favourites, or take it out."""
        key, known = style_key(entry), self.snapshot.favourites
        others = tuple(other for other in known if other != key)
        self.update(favourites=others if key in known else (key, *others))
        self._settings.update(favourite_styles=self.snapshot.favourites)

    def remember(self, entry: StyleEntry) -> None:
        """A style has been used."""
        key = style_key(entry)
        others = (other for other in self.snapshot.recent if other != key)
        self.update(recent=(key, *others)[:_RECENT])
        self._settings.update(recent_styles=self.snapshot.recent)

    def use_painting(self, path: Path) -> asyncio.Task[None]:
        """Any picture as a style at once; it stays in the gallery until it is removed."""
        return self._work.start(Sentence("reading the painting"), self._use_painting(path))

    def import_pack(self, path: Path) -> asyncio.Task[None]:
        """Copy a style pack into the user's own styles and choose it."""
        return self._work.start(Sentence("importing the style"), self._import_pack(path))

    def save_copy(self, entry: StyleEntry, path: Path) -> asyncio.Task[None]:
        """Write a style pack to a file, to keep it elsewhere or give it to somebody."""
        return self._work.start(Sentence("copying the style"), self._save_copy(entry, path))

    def rename(self, entry: StyleEntry, title: str) -> None:
        """Give an own style another title; ``renamed`` says when it has it."""
        try:
            title = usable_title(title)
        except LibraryError as error:
            self._work.messages.post(Level.WARNING, str(error))
            return
        if title == entry.title:
            self.renamed.emit(entry)
            return
        others = (known for known in self.snapshot.entries if known.path != entry.path)
        if title.casefold() in (known.title.casefold() for known in others if known.kind == "own"):
            text = Sentence(
                "There is a style called “{title}” already. Choose another name.", title=title
            )
            self._work.messages.post(Level.WARNING, text)
            return
        self._work.start(Sentence("renaming the style"), self._rename(entry, title))

    def remove(self, entry: StyleEntry) -> None:
        """Move an own style to the trash, or let go of a painting, whose file stays."""
        if entry.kind == "painting":
            paintings = self._settings.snapshot.paintings
            kept = tuple(known for known in paintings if known != str(entry.path))
            self._settings.update(paintings=kept)
            text = Sentence("“{title}” has left the gallery; the picture stays.", title=entry.title)
        elif not QFile.moveToTrash(str(entry.path)):
            text = Sentence(
                "“{title}” could not be moved to the trash. Its file is {path}.",
                title=entry.title,
                path=entry.path,
            )
            self._work.messages.post(Level.WARNING, text)
            return
        else:
            text = Sentence("“{title}” is in the trash now.", title=entry.title)
        self._work.messages.post(Level.INFO, text)
        self.load()

    def _choose(self, entry: StyleEntry) -> None:
        self.update(selected=entry)
        self.chosen.emit(entry)

    def _known(self, name: str) -> StyleEntry | None:
        for entry in self.snapshot.entries:
            if name in (entry.name, str(entry.path)):
                return entry
        return None

    async def _load(self, select: str) -> None:
        known = await asyncio.to_thread(self._atelier.styles)
        for problem in await asyncio.to_thread(self._atelier.problems):
            self._work.messages.post(Level.WARNING, problem)
        used = self._settings.snapshot.paintings
        files = [*(entry.path for entry in known), *map(Path, used)]
        written = await asyncio.to_thread(_when_written, files)
        gone = await asyncio.to_thread(_missing, used)
        # As they are now: one may have been added meanwhile, or removed.
        paintings = [path for path in self._settings.snapshot.paintings if path not in gone]
        entries = (*known, *(painting_entry(Path(path)) for path in paintings))
        self._list(entries, written)
        wanted = self._known(select) if select else None
        if wanted is not None:
            self._choose(wanted)
        elif self.snapshot.selected not in entries and entries:
            self._choose(self._used_last(entries))
        for entry in entries:
            if entry.path not in self.snapshot.thumbnails:
                await self._load_thumbnail(entry)

    def _used_last(self, entries: Sequence[StyleEntry]) -> StyleEntry:
        by_key = {style_key(entry): entry for entry in entries}
        keys = (*self.snapshot.recent, _FIRST)
        return next((by_key[key] for key in keys if key in by_key), entries[0])

    def _list(self, entries: tuple[StyleEntry, ...], written: Mapping[Path, int]) -> None:
        """Show these, without the pictures of files that left or that others took the place of."""
        before, paths = self._written, {entry.path for entry in entries}
        same = {path for path in paths if path not in written or written[path] == before.get(path)}
        self._written = {path: at for path, at in {**before, **written}.items() if path in paths}
        now = self.snapshot
        self.update(
            entries=entries,
            thumbnails={path: small for path, small in now.thumbnails.items() if path in same},
            painted={path: small for path, small in now.painted.items() if path in same},
        )
        if other := (paths & before.keys()) - same:
            self.rewritten.emit(other)

    async def _load_thumbnail(self, entry: StyleEntry) -> None:
        written = self._written.get(entry.path)
        try:
            pixels = await asyncio.to_thread(thumbnail, entry)
        except (LibraryError, OSError) as error:
            # The style may still paint: a card without a picture is no reason to stop.
            text = Sentence("“{title}” has no picture: {error}", title=entry.title, error=error)
            self._work.messages.post(Level.WARNING, text)
            return
        if self._written.get(entry.path) == written:  # else another file is there meanwhile
            self.update(thumbnails={**self.snapshot.thumbnails, entry.path: Picture(pixels)})

    async def _use_painting(self, path: Path) -> None:
        entry, picture, written = await asyncio.to_thread(self._read_painting, path)
        if entry.kind == "painting":
            others = [known for known in self._settings.snapshot.paintings if known != str(path)]
            self._settings.update(paintings=(*others, str(path))[-_PAINTINGS:])
        listed = self.snapshot.entries
        if entry not in listed or self._written.get(entry.path) != written.get(entry.path):
            others = (other for other in listed if other.path != entry.path)
            self._list((*others, entry), written)
            self.update(thumbnails={**self.snapshot.thumbnails, entry.path: picture})
        self._choose(entry)

    def _read_painting(self, path: Path) -> tuple[StyleEntry, Picture, Mapping[Path, int]]:
        entry = self._atelier.find(str(path))
        written = _when_written([entry.path])  # before it is read: what comes then is found later
        return entry, Picture(thumbnail(entry)), written

    async def _save_copy(self, entry: StyleEntry, path: Path) -> None:
        await asyncio.to_thread(copy_pack, entry.path, path)
        text = Sentence("Saved “{name}” in {folder}.", name=path.name, folder=path.parent)
        self._work.messages.post(Level.INFO, text, file=path)

    async def _rename(self, entry: StyleEntry, title: str) -> None:
        async with self._renaming:
            await asyncio.to_thread(rename_pack, entry.path, title)
            written = await asyncio.to_thread(_when_written, [entry.path])
        self._written |= written  # its pictures stay true
        known = [
            replace(each, title=title) if each.path == entry.path else each
            for each in self.snapshot.entries
        ]
        packs = by_title(each for each in known if each.kind != "painting")
        self.update(entries=(*packs, *(each for each in known if each.kind == "painting")))
        text = Sentence("“{before}” is called “{title}” now.", before=entry.title, title=title)
        self._work.messages.post(Level.INFO, text)
        self.renamed.emit(replace(entry, title=title))

    async def _import_pack(self, path: Path) -> None:
        entry = await asyncio.to_thread(self._atelier.import_pack, path)
        text = Sentence("“{title}” is in the gallery now.", title=entry.title)
        self._work.messages.post(Level.INFO, text)
        await self._load(str(entry.path))


def _missing(paintings: Sequence[str]) -> set[str]:
    """Those that are not there; on a disk that is not, one may come back."""
    return {path for path in paintings if not os.path.isfile(path)}


def _when_written(files: Iterable[Path]) -> dict[Path, int]:
    """Of each file that is there."""
    found: dict[Path, int] = {}
    for path in files:
        with contextlib.suppress(OSError):
            found[path] = path.stat().st_mtime_ns
    return found
