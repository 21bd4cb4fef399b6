"""The photo of a batch that is being painted: its job, how far it is, how long the rest takes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fst_gui.engine.events import Progress
from fst_gui.jobs.engine_thread import Job, Priority
from fst_gui.state.base import State
from fst_gui.state.batch_queue import Batch, Item
from fst_gui.state.pace import Pace
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.batch import PhotoFiles
from fst_gui.workshop.export import Exported, ExportRequest

_INTERVAL = 0.1  # seconds between two updates of the progress


class BatchPainting:
    """Paints one item at a time; tells the batch how far it is."""

    def __init__(self, work: Work, atelier: Atelier, batch: State[Batch]) -> None:
        self._work = work
        self._atelier = atelier
        self._batch = batch
        self._pace = Pace()
        self._told = 0.0
        self._job: Job[Progress | Exported] | None = None

    def forget_pace(self) -> None:
        """Another run begins: the machine may be busier, or less so, than in the one before."""
        self._pace = Pace()

    def pause(self, on: bool) -> None:
        """Stop within the picture, or go on."""
        if self._job is not None:
            self._job.pause(on)
            self._pace.pause(self._work.loop.time(), on)

    def cancel(self) -> bool:
        """Leave the picture as it is; False where none has been begun."""
        if self._job is None:
            return False
        self._job.cancel()
        return True

    async def paint(self, item: Item, overwrite: bool) -> Exported | None:
        """From file to file; None when it was cancelled. Raises what an export raises."""
        look = item.look
        request = ExportRequest(
            item.photo.path, item.target, look.styles, look.settings, overwrite=overwrite
        )
        self._job = self._work.submit(lambda: self._atelier.export(request), Priority.BATCH)
        self._pace.begin(self._work.loop.time())
        if self._batch.snapshot.paused:
            self.pause(True)
        exported: Exported | None = None
        try:
            async for event in self._job.events():
                if isinstance(event, Exported):
                    exported = event
                else:
                    self._tell(event.done)
        finally:
            self._job = None
        if exported is not None:
            measured = replace(item, pixels=exported.width * exported.height)
            self._pace.end(measured, self._work.loop.time())
        return exported

    def _tell(self, done: float) -> None:
        now = self._work.loop.time()
        if now - self._told >= _INTERVAL and not self._batch.snapshot.paused:
            self._told = now
            self._batch.update(done=done)
            self._batch.update(seconds_left=self._pace.left(self._batch.snapshot, now))


def prepare(item: Item, photos: Sequence[Path], replaces: bool) -> bool:
    """Make the folder of a picture; whether the picture is to be painted or is there.

    Raises ``LibraryError`` when it would replace one of the ``photos``.
    """
    if os.path.exists(item.target):  # Path.exists raises for a name that is too long
        PhotoFiles(photos).check(item.target, item.photo.path)
        if not replaces:
            return False
    item.target.parent.mkdir(parents=True, exist_ok=True)
    return True
