"""The photo, how it is painted, and the way out to a file."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fst_gui.engine.events import Painted, Pixels, Progress
from fst_gui.engine.settings import PaintSettings
from fst_gui.jobs.engine_thread import Job, Priority
from fst_gui.library.errors import PhotoError
from fst_gui.library.gallery import StyleEntry
from fst_gui.library.photo import (
    PICTURE_SUFFIXES,
    Photo,
    photo_from_bytes,
    read_photo,
    shrink,
    write_photo,
)
from fst_gui.state.base import Picture, State
from fst_gui.state.debounce import Debounce
from fst_gui.state.gallery import Gallery, GalleryState
from fst_gui.state.messages import Level
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier

PREVIEW_LONGEST = 1024
SHOWN_LONGEST = 2048
ITERATIONS = range(1, 7)
READABLE = tuple(sorted(PICTURE_SUFFIXES))
WRITABLE = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff")


@dataclass(frozen=True)
class Export:
    """A picture on its way to a file."""

    path: Path
    done: float = 0.0
    seconds_left: float | None = None


@dataclass(frozen=True)
class Studio:
    """The photo as it is, as it is shown, and as it is painted."""

    photo: Photo | None = None
    title: str = ""
    original: Picture | None = None
    painted: Picture | None = None
    style: StyleEntry | None = None
    strength: float = 1.0
    iterations: int = 3
    opening: str = ""
    painting: float | None = None
    export: Export | None = None

    @property
    def settings(self) -> PaintSettings:
        """What the atelier is asked for."""
        return PaintSettings(strength=self.strength, iterations=self.iterations)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the photo."""
        if self.photo is None:
            return 0, 0
        return int(self.photo.pixels.shape[1]), int(self.photo.pixels.shape[0])


class StudioState(State[Studio]):
    """Opens photos, keeps the preview true to the settings, exports."""

    def __init__(self, work: Work, atelier: Atelier, gallery: GalleryState, sample: Path) -> None:
        super().__init__(Studio())
        self._work = work
        self._atelier = atelier
        self._gallery = gallery
        self._sample = sample
        self._small: Pixels | None = None  # what the preview paints
        self._generation = 0
        self._opening: asyncio.Task[None] | None = None
        self._preview: Job[Progress | Painted] | None = None
        self._export: Job[Progress | Painted] | None = None
        self._debounce = Debounce(
            self._paint, later=work.loop.call_later, now=work.loop.time, pause=0.08, maximum=0.5
        )
        gallery.changed.connect(self._follow_gallery)

    # Opening

    def open_photo(self, path: Path) -> None:
        """Read a photo from a file and paint it."""
        self._open(path.name, lambda: read_photo(path))

    def open_image_bytes(self, data: bytes, name: str) -> None:
        """Read a photo that was pasted or dropped without a file."""
        self._open(name, lambda: photo_from_bytes(data, name))

    def open_sample(self) -> None:
        """Open the photo that comes with the program."""
        self.open_photo(self._sample)

    # How it is painted

    def select_style(self, name: str) -> None:
        """Paint with the style of that name or path."""
        self._gallery.select(name)

    def use_painting(self, path: Path) -> None:
        """Paint with any picture as the style, at once."""
        self._gallery.use_painting(path)

    def import_pack(self, path: Path) -> None:
        """Keep a style pack among the user's own styles and paint with it."""
        self._gallery.import_pack(path)

    def set_strength(self, strength: float) -> None:
        """0 leaves the photo, 1 paints it wholly."""
        self._adjust(strength=min(1.0, max(0.0, strength)))

    def set_iterations(self, iterations: int) -> None:
        """How often the recurrent network goes over the picture."""
        self._adjust(iterations=min(ITERATIONS[-1], max(ITERATIONS[0], iterations)))

    # The way out

    def export(self, path: Path, overwrite: bool = False) -> None:
        """Paint the whole photo and write it; an existing file only with ``overwrite``."""
        photo, style = self.snapshot.photo, self.snapshot.style
        if photo is None or style is None:
            self._refuse("There is nothing to export yet. Open a photo and choose a style.")
        elif self.snapshot.export is not None:
            self._refuse("A picture is being exported already. Wait for it or cancel it.")
        elif path.suffix.lower() not in WRITABLE:
            known = ", ".join(WRITABLE)
            self._refuse(f"“{path.name}” has no known ending. Use one of {known}.")
        elif path.exists() and not overwrite:
            self._refuse(f"“{path.name}” is there already. Choose another name.")
        elif not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
            self._refuse(f"Nothing can be written to “{path.parent}”. Choose another folder.")
        else:
            self.update(export=Export(path))
            self._work.start("exporting", self._run_export(photo, style, path, overwrite))

    def cancel(self) -> None:
        """Stop an export, or else the reading of a photo, or else the preview."""
        if self._export is not None:
            self._export.cancel()
        elif self._opening is not None and not self._opening.done():
            self._opening.cancel()
        else:
            self._stop_preview()

    def _refuse(self, text: str) -> None:
        self._work.messages.post(Level.WARNING, text)

    def _open(self, name: str, read: Callable[[], Photo]) -> None:
        if self._opening is not None:
            self._opening.cancel()
        self._opening = self._work.start(f"opening “{name}”", self._read(name, read))

    async def _read(self, name: str, read: Callable[[], Photo]) -> None:
        me = asyncio.current_task()
        self.update(opening=name)
        try:
            photo, original, small = await asyncio.to_thread(_prepare, read)
        finally:
            if self._opening is me:
                self.update(opening="")
        self._stop_preview()
        self._small = small
        self.update(photo=photo, title=name, original=original, painted=None)
        if photo.notice:
            self._work.messages.post(Level.INFO, photo.notice)
        self._paint()

    def _follow_gallery(self, gallery: Gallery) -> None:
        if gallery.selected != self.snapshot.style:
            self._stop_preview()
            self.update(style=gallery.selected)
            self._paint()

    def _adjust(self, **changes: float) -> None:
        before = self.snapshot
        self.update(**changes)
        if self.snapshot != before:
            self._debounce.wish()

    def _stop_preview(self) -> None:
        self._debounce.cancel()
        self._generation += 1
        if self._preview is not None:
            self._preview.cancel()
            self._preview = None
        self.update(painting=None)

    def _paint(self) -> None:
        self._stop_preview()
        small, now = self._small, self.snapshot
        style = now.style
        if small is None or style is None:
            return

        def make() -> Iterator[Progress | Painted]:
            return self._atelier.paint(small, [(style, 1.0)], now.settings)

        self._preview = self._work.submit(make, Priority.PREVIEW)
        self.update(painting=0.0)
        follow = self._follow_preview(self._preview, self._generation)
        self._work.start("painting the preview", follow)

    async def _follow_preview(self, job: Job[Progress | Painted], generation: int) -> None:
        try:
            async for event in job.events():
                if generation != self._generation:
                    continue  # what a cancelled job had under way is never shown
                if isinstance(event, Painted):
                    self.update(painted=Picture(event.pixels))
                else:
                    self.update(painting=event.done)
        finally:
            if generation == self._generation:
                self._preview = None
                self.update(painting=None)

    async def _run_export(
        self, photo: Photo, style: StyleEntry, path: Path, overwrite: bool
    ) -> None:
        now, started, written = self.snapshot, self._work.loop.time(), False

        def make() -> Iterator[Progress | Painted]:
            events = self._atelier.paint(photo.pixels, [(style, 1.0)], now.settings)
            return _writing(events, path, photo, overwrite)

        self._export = self._work.submit(make, Priority.EXPORT)
        try:
            async for event in self._export.events():
                if isinstance(event, Painted):
                    written = True
                else:
                    spent = self._work.loop.time() - started
                    left = spent * (1 - event.done) / event.done if event.done > 0.02 else None
                    self.update(export=Export(path, event.done, left))
        finally:
            self._export = None
            self.update(export=None)
        if written:
            self._work.messages.post(Level.INFO, f"Saved “{path.name}” in {path.parent}.")
        else:
            self._work.messages.post(Level.INFO, "The export was cancelled; no file was written.")


def _prepare(read: Callable[[], Photo]) -> tuple[Photo, Picture, Pixels]:
    photo = read()
    if photo.pixels.size == 0:
        raise PhotoError("The picture has no pixels. Choose another one.")
    shown = shrink(photo.pixels, SHOWN_LONGEST)
    return photo, Picture(shown), shrink(photo.pixels, PREVIEW_LONGEST)


def _writing(
    events: Iterator[Progress | Painted], path: Path, photo: Photo, overwrite: bool
) -> Iterator[Progress | Painted]:
    """Pass the events on; what is painted is written before anyone hears of it."""
    for event in events:
        if isinstance(event, Painted):
            write_photo(path, event.pixels, like=photo, overwrite=overwrite)
        yield event
