"""The one training that the engine has: its events become what is known of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

from fst_gui.engine.events import Paused, Resumed, TrainEvent
from fst_gui.engine.train.control import TrainingControl
from fst_gui.jobs.engine_thread import Job, Priority
from fst_gui.library.gallery import StyleEntry
from fst_gui.state.training_archive import shot_of
from fst_gui.state.training_progress import PhasePlan
from fst_gui.state.training_run import RunRecord
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.training import (
    MomentKept,
    MomentSaved,
    StyleKept,
    TrainingOpened,
    WorkshopEvent,
)

_INTERVAL = 0.25  # seconds between two updates of numbers


class Change(Protocol):
    """Sets fields of the run in a folder."""

    def __call__(self, folder: Path, /, **changes: Any) -> None: ...  # noqa: ANN401


class TrainingRunner:
    """Runs a training and tells ``change`` about it; ``control`` holds its reins."""

    def __init__(
        self,
        work: Work,
        atelier: Atelier,
        change: Change,
        welcome: Callable[[StyleEntry], Awaitable[None]],
    ) -> None:
        self._work = work
        self._atelier = atelier
        self._tell = change
        self._welcome = welcome
        self.control = TrainingControl()
        self._job: Job[TrainEvent | WorkshopEvent] | None = None
        self._told = 0.0
        self._cancelled = False

    def take_reins(self) -> None:
        """A training is next; it can be held and cancelled while its files are still read."""
        self.control = TrainingControl()
        self._cancelled = False

    def cancel(self) -> None:
        """End it without a style."""
        self._cancelled = True
        if self._job is not None:
            self._job.cancel()

    async def run(self, folder: Path, record: RunRecord) -> StyleEntry | None:
        """Begin or go on with the training in a folder; the style, unless it was cancelled."""
        if self._cancelled:
            return None
        control = self.control
        kept: StyleEntry | None = None
        self._job = self._work.submit(
            lambda: self._atelier.resume_training(folder, control), Priority.TRAINING
        )
        try:
            async for event in self._job.events():
                if isinstance(event, StyleKept):
                    kept = event.entry
                else:
                    await self._take(folder, record, event)
        finally:
            self._job = None
        return kept

    async def _take(self, folder: Path, record: RunRecord, event: object) -> None:
        at_once = True
        if isinstance(event, Paused | Resumed):
            status = "paused" if isinstance(event, Paused) else "running"
            self._tell(folder, status=status, pausing=False)
        elif isinstance(event, TrainingOpened):
            phases = [PhasePlan(p.stage, p.name, p.start, p.steps) for p in event.phases]
            record.set_plan(phases)
            record.go_on_from(event.step)
        elif isinstance(event, MomentSaved):
            shot = await asyncio.to_thread(shot_of, event.moment)
            if shot is not None:
                record.add_shot(shot)
        elif isinstance(event, MomentKept):
            await self._welcome(event.entry)
        else:
            at_once = record.take(event)
        now = self._work.loop.time()
        if at_once or now - self._told >= _INTERVAL:
            self._told = now
            self._tell(folder, **record.fields())
