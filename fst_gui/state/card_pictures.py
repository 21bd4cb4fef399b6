"""The gallery of the person's own photo: every style's card shows it, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fst_gui.engine.events import Painted, Pixels
from fst_gui.jobs.engine_thread import Job, Priority
from fst_gui.library.gallery import StyleEntry
from fst_gui.sentences import Sentence
from fst_gui.state.base import Picture
from fst_gui.state.gallery import Gallery, GalleryState
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.errors import PeopleError


@dataclass(frozen=True)
class CardPainted:
    """The photo in a style."""

    path: Path
    pixels: Pixels


class CardPictures:
    """Paints a small copy of the photo in each style, after everything that people wait for."""

    def __init__(self, work: Work, atelier: Atelier, gallery: GalleryState) -> None:
        self._work = work
        self._atelier = atelier
        self._gallery = gallery
        self._photo: Pixels | None = None
        self._entries: tuple[StyleEntry, ...] = ()
        self._job: Job[CardPainted | None] | None = None
        gallery.changed.connect(self._follow)

    def show(self, photo: Pixels) -> None:
        """Another photo, small."""
        self._photo = photo
        self._gallery.update(painted={})
        self._fill()

    def _follow(self, now: Gallery) -> None:
        if now.entries is not self._entries:  # read anew: one of them may be another file
            self._entries = now.entries
            self._fill()

    def _fill(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        photo = self._photo
        painted = self._gallery.snapshot.painted
        missing = [entry for entry in self._entries if entry.path not in painted]
        if photo is None or not missing:
            return
        job = self._work.submit(lambda: self._paint(photo, missing), Priority.GALLERY)
        self._job = job
        self._work.start(Sentence("painting the gallery"), self._take(job))

    def _paint(self, photo: Pixels, entries: Sequence[StyleEntry]) -> Iterator[CardPainted | None]:
        """On the engine's thread: a turn for others between any two steps."""
        for entry in entries:
            try:
                for event in self._atelier.paint(photo, [(entry, 1.0)]):
                    if isinstance(event, Painted):
                        yield CardPainted(entry.path, event.pixels)
                    else:
                        yield None
            except (*PeopleError, OSError):
                yield None  # which is told when it is chosen

    async def _take(self, job: Job[CardPainted | None]) -> None:
        async for event in job.events():
            if job is self._job and event is not None:
                known = self._gallery.snapshot.painted
                self._gallery.update(painted={**known, event.path: Picture(event.pixels)})
