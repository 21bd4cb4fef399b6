"""A training written into a folder that another machine can run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fst_gui.engine.events import Progress
from fst_gui.jobs.engine_thread import Job, Priority
from fst_gui.sentences import Sentence
from fst_gui.state.base import State
from fst_gui.state.messages import Level
from fst_gui.state.training_draft import DraftState
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.job import JobExported
from fst_gui.workshop.training_request import TrainingRequest


@dataclass(frozen=True)
class JobFolder:
    """``done`` is how much of a folder is written, 0 to 1; None while none is."""

    done: float | None = None


class JobState(State[JobFolder]):
    """Writes what the form says, one folder at a time."""

    def __init__(self, work: Work, atelier: Atelier, draft: DraftState) -> None:
        super().__init__(JobFolder())
        self._work = work
        self._atelier = atelier
        self._draft = draft
        self._job: Job[Progress | JobExported] | None = None

    def export(self, parent: Path) -> None:
        """Write the training into a new folder in this one."""
        request = self._draft.request()
        if request is not None and self._job is None:
            folder = parent / f"{request.credits.name}_training_job"
            self._work.start(Sentence("exporting the job"), self._export(request, folder))

    def cancel(self) -> None:
        """Write no folder."""
        if self._job is not None:
            self._job.cancel()

    async def _export(self, request: TrainingRequest, folder: Path) -> None:
        self._job = self._work.submit(
            lambda: self._atelier.export_training_job(request, folder), Priority.BATCH
        )
        self.update(done=0.0)
        written = False
        try:
            async for event in self._job.events():
                if isinstance(event, JobExported):
                    written = True
                else:
                    self.update(done=event.done)
        finally:
            self._job = None
            self.update(done=None)
        if written:
            text = Sentence(
                "The training job is in {folder}; its README says how to run it.", folder=folder
            )
            self._work.messages.post(Level.INFO, text, file=folder)
