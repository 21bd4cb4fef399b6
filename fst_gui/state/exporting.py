"""The way of a painting to a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fst_gui.engine.events import Painted, Progress
from fst_gui.jobs.engine_thread import Job, Priority
from fst_gui.library.photo import Photo, write_photo
from fst_gui.sentences import Sentence
from fst_gui.state.look import Look
from fst_gui.state.messages import Level
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier

WRITABLE = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff")


@dataclass(frozen=True)
class Export:
    """A picture on its way to a file."""

    path: Path
    done: float = 0.0
    seconds_left: float | None = None


class Exporter(QObject):
    """Paints the whole photo and writes it, one at a time."""

    progressed = Signal(object)  # Export, or None when it is over

    def __init__(self, work: Work, atelier: Atelier) -> None:
        super().__init__()
        self._work = work
        self._atelier = atelier
        self._job: Job[Progress | Painted] | None = None

    @property
    def running(self) -> bool:
        """Whether a picture is on its way."""
        return self._job is not None

    def export(self, photo: Photo, look: Look, path: Path, overwrite: bool) -> None:
        """Start; an existing file is replaced only with ``overwrite``."""
        problem = self._problem(path, overwrite)
        if problem:
            self._work.messages.post(Level.WARNING, problem)
            return
        mask = None if look.mask is None else look.mask.levels

        def make() -> Iterator[Progress | Painted]:
            events = self._atelier.paint(photo.pixels, look.styles, look.settings, mask)
            return _writing(events, path, photo, overwrite)

        self._job = self._work.submit(make, Priority.EXPORT)
        self.progressed.emit(Export(path))
        self._work.start(Sentence("exporting"), self._follow(self._job, path))

    def cancel(self) -> None:
        """Stop; no file is written."""
        if self._job is not None:
            self._job.cancel()

    def _problem(self, path: Path, overwrite: bool) -> str:
        if self.running:
            return Sentence("A picture is being exported already. Wait for it or cancel it.")
        if path.suffix.lower() not in WRITABLE:
            known = ", ".join(WRITABLE)
            return Sentence(
                "“{name}” has no known ending. Use one of {known}.", name=path.name, known=known
            )
        if path.exists() and not overwrite:
            return Sentence("“{name}” is there already. Choose another name.", name=path.name)
        if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
            return Sentence(
                "Nothing can be written to “{folder}”. Choose another folder.", folder=path.parent
            )
        return ""

    async def _follow(self, job: Job[Progress | Painted], path: Path) -> None:
        started, written = self._work.loop.time(), False
        try:
            async for event in job.events():
                if isinstance(event, Painted):
                    written = True
                else:
                    spent = self._work.loop.time() - started
                    left = spent * (1 - event.done) / event.done if event.done > 0.02 else None
                    self.progressed.emit(Export(path, event.done, left))
        finally:
            self._job = None
            self.progressed.emit(None)
        if written:
            text = Sentence("Saved “{name}” in {folder}.", name=path.name, folder=path.parent)
            self._work.messages.post(Level.INFO, text, file=path)
        else:
            text = Sentence("The export was cancelled; no file was written.")
            self._work.messages.post(Level.INFO, text)


def _writing(
    events: Iterator[Progress | Painted], path: Path, photo: Photo, overwrite: bool
) -> Iterator[Progress | Painted]:
    """Pass the events on; what is painted is written before anyone hears of it."""
    for event in events:
        if isinstance(event, Painted):
            write_photo(path, event.pixels, like=photo, overwrite=overwrite)
        yield event
