"""All trainings: the one under way, those that wait, those that can be gone on with."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fst_gui.engine.events import Progress
from fst_gui.engine.train.control import TrainingControl
from fst_gui.jobs.engine_thread import Job, Priority
from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import read_photo
from fst_gui.library.style_pack import SUFFIX, Credits
from fst_gui.library.training_folder import Moment
from fst_gui.state.base import Picture, State
from fst_gui.state.gallery import GalleryState
from fst_gui.state.messages import Level
from fst_gui.state.training_draft import DraftState, file_stem
from fst_gui.state.training_progress import PhasePlan
from fst_gui.state.training_run import Run, RunRecord, Shot
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.training import MomentKept, MomentSaved, StyleKept, TrainingOpened
from fst_gui.workshop.training_request import TrainingRequest
from fst_gui.workshop.trainings import KnownTraining


@dataclass(frozen=True)
class Training:
    """All trainings in the order of the list: under way, waiting, interrupted, finished.

    ``shown`` is the folder of the one that is looked at; None for the form of a new one.
    """

    runs: tuple[Run, ...] = ()
    shown: Path | None = None

    @property
    def active(self) -> Run | None:
        """The training that the engine has."""
        return next((run for run in self.runs if run.under_way), None)

    @property
    def shown_run(self) -> Run | None:
        """The training that is looked at."""
        return self.run(self.shown)

    def run(self, folder: Path | None) -> Run | None:
        """The training in that folder."""
        return next((run for run in self.runs if run.folder == folder), None)


class TrainingState(State[Training]):
    """Starts, steers and ends trainings, one at a time; the others wait."""

    _INTERVAL = 0.25  # seconds between two updates of numbers

    def __init__(
        self, work: Work, atelier: Atelier, gallery: GalleryState, draft: DraftState
    ) -> None:
        super().__init__(Training())
        self.draft = draft
        self._work = work
        self._atelier = atelier
        self._gallery = gallery
        self._records: dict[Path, RunRecord] = {}
        self._control = TrainingControl()
        self._job: Job[object] | None = None
        self._told = 0.0

    # What there is

    def load(self) -> asyncio.Task[None]:
        """Find the trainings of earlier times; says so when one was interrupted."""
        return self._work.start("looking for trainings", self._load())

    def show(self, folder: Path | None) -> None:
        """Look at a training, or at the form of a new one."""
        run = self.snapshot.run(folder)
        self.update(shown=None if run is None else folder)
        if run is not None and not run.loaded and not run.problem:
            self._work.start("reading the training", self._read(run.folder))

    # Starting

    def start(self, request: TrainingRequest | None = None) -> None:
        """Train a new style as soon as nothing else is under way; from the form by default."""
        request = request or self.draft.request()
        if request is not None:
            self._work.start("starting the training", self._begin(request))

    def go_on(self, folder: Path) -> None:
        """Put an interrupted training in the queue."""
        run = self.snapshot.run(folder)
        if run is not None and run.status == "interrupted":
            self._change(folder, status="waiting")
            self._advance()

    def move(self, folder: Path, by: int) -> None:
        """Move a waiting training up (negative) or down the queue."""
        runs = list(self.snapshot.runs)
        run = self.snapshot.run(folder)
        if run is None or run.status != "waiting":
            return
        waiting = [other for other in runs if other.status == "waiting"]
        place = waiting.index(run)
        to = min(max(place + by, 0), len(waiting) - 1)
        waiting.insert(to, waiting.pop(place))
        self._set_runs([*waiting, *(other for other in runs if other.status != "waiting")])

    def remove(self, folder: Path) -> None:
        """Delete a training that is not under way; a style that was kept stays."""
        run = self.snapshot.run(folder)
        if run is not None and not run.under_way:
            self._work.start("removing the training", self._remove(run))

    # Steering the one under way

    def pause(self) -> None:
        """Rest after this step."""
        if self._may("running"):
            self._control.pause()

    def resume(self) -> None:
        """Go on after a pause."""
        if self._may("paused"):
            self._control.resume()

    def stop_and_keep(self) -> None:
        """End after this step and keep the style as it is."""
        active = self.snapshot.active
        if active is not None and active.status != "ending":
            self._change(active.folder, status="ending")
            self._control.stop_and_keep()

    def set_aside(self) -> None:
        """End without a style; the training can be gone on with later."""
        active = self.snapshot.active
        if self._job is not None and active is not None:
            self._change(active.folder, status="ending")
            self._job.cancel()

    def set_content_target(self, target: float) -> None:
        """Change how strictly the photo's shapes are kept, while it runs."""
        active = self.snapshot.active
        if active is not None and target != active.content_target:
            self._control.set_content_target(target)
            self._change(active.folder, content_target=target)

    # Moments

    def keep_moment(self, folder: Path, shot: Shot, title: str) -> None:
        """Keep a training as it was at a moment, as a style with a title of its own."""
        name = file_stem(title)
        if self._is_free(name, title):
            if shot.moment is None:
                self._control.keep_moment(name, title.strip())
            else:
                keeping = self._keep(folder, shot.moment, name, title.strip())
                self._work.start("keeping the moment", keeping)

    def branch(
        self, folder: Path, shot: Shot, title: str, *, content_target: float, stroke_size: float
    ) -> None:
        """A new training that goes on from a moment of this one with other settings."""
        name = file_stem(title)
        if shot.moment is not None and self._is_free(name, title):
            changes: dict[str, Any] = {
                "content_target": content_target,
                "stroke_size": stroke_size,
                "output": self._atelier.own_styles / f"{name}{SUFFIX}",
            }
            branching = self._branch(folder, shot.moment, name, title.strip(), changes)
            self._work.start("branching the training", branching)

    # Behind the verbs

    def _may(self, status: str) -> bool:
        active = self.snapshot.active
        return active is not None and active.status == status

    def _is_free(self, name: str, title: str) -> bool:
        problem = ""
        if not name:
            problem = "Give the style a name with at least one letter or digit."
        elif (self._atelier.own_styles / f"{name}{SUFFIX}").exists():
            problem = f"There is a style called “{title.strip()}” already. Choose another name."
        if problem:
            self._work.messages.post(Level.WARNING, problem)
        return not problem

    def _change(self, folder: Path, **changes: Any) -> None:  # noqa: ANN401 - fields of Run
        self._set_runs(
            replace(run, **changes) if run.folder == folder else run for run in self.snapshot.runs
        )

    def _set_runs(self, runs: Iterable[Run]) -> None:
        order = ("running", "paused", "ending", "waiting", "interrupted", "finished")
        under_way = order[:3]
        ranked = sorted(runs, key=lambda r: 0 if r.status in under_way else order.index(r.status))
        self.update(runs=tuple(ranked))

    async def _load(self) -> None:
        known = await asyncio.to_thread(self._list)
        there = {run.folder for run in self.snapshot.runs}
        new = [_known_run(training) for training in known if training.folder not in there]
        self._set_runs([*self.snapshot.runs, *new])
        titles = [run.title for run in new if run.status == "interrupted" and not run.problem]
        if len(titles) == 1:
            text = f"The training of “{titles[0]}” is not finished. The training room goes on."
            self._work.messages.post(Level.INFO, text)
        elif titles:
            text = f"{len(titles)} trainings are not finished. The training room goes on."
            self._work.messages.post(Level.INFO, text)

    def _list(self) -> list[KnownTraining]:
        atelier = self._atelier
        waiting = atelier.queued_trainings()
        return [*waiting, *atelier.interrupted_trainings(), *atelier.finished_trainings()]

    async def _read(self, folder: Path) -> None:
        self._records[folder] = await asyncio.to_thread(self._restore, folder)
        photo = await asyncio.to_thread(self._photo, folder)
        fields = self._records[folder].fields()
        self._change(folder, **{**fields, **photo, "loaded": True})

    def _restore(self, folder: Path) -> RunRecord:
        record = RunRecord()
        record.restore(self._atelier.training_history(folder))
        for moment in self._atelier.training_moments(folder):
            shot = _shot(moment)
            if shot is not None:
                record.add_shot(shot)
        return record

    def _photo(self, folder: Path) -> dict[str, Any]:
        request = self._atelier.training_request(folder)
        sample = request.sample
        return {
            "photo": None if sample is None else Picture(sample),
            "content_target": request.content_target,
            "stroke_size": request.stroke_size,
        }

    async def _begin(self, request: TrainingRequest) -> None:
        known = await asyncio.to_thread(self._atelier.queue_training, request)
        self.draft.clear()
        self._set_runs([*self.snapshot.runs, replace(_known_run(known), status="waiting")])
        self.show(known.folder)
        self._advance()

    async def _remove(self, run: Run) -> None:
        await asyncio.to_thread(self._atelier.discard_training, run.folder)
        self._records.pop(run.folder, None)
        if self.snapshot.shown == run.folder:
            self.update(shown=None)
        self._set_runs(other for other in self.snapshot.runs if other.folder != run.folder)

    async def _keep(self, folder: Path, moment: Moment, name: str, title: str) -> None:
        entry = await asyncio.to_thread(self._atelier.keep_moment, folder, moment, name, title)
        self._work.messages.post(Level.INFO, f"“{entry.title}” is in the gallery now.")
        await self._gallery.load()

    async def _branch(
        self, folder: Path, moment: Moment, name: str, title: str, changes: dict[str, Any]
    ) -> None:
        request = await asyncio.to_thread(self._atelier.training_request, folder)
        changes["credits"] = replace(request.credits, name=name, title=title)
        known = await asyncio.to_thread(self._atelier.branch_training, folder, moment, changes)
        self._set_runs([*self.snapshot.runs, replace(_known_run(known), status="waiting")])
        self.show(known.folder)
        self._advance()

    # Running

    def _advance(self) -> None:
        """Begin the next one that waits, unless one is under way."""
        if self.snapshot.active is not None:
            return
        waiting = next((run for run in self.snapshot.runs if run.status == "waiting"), None)
        if waiting is not None:
            self._change(waiting.folder, status="running", preparing=0.0, problem="")
            self._work.start(f"training “{waiting.title}”", self._run(waiting.folder))

    async def _run(self, folder: Path) -> None:
        control = self._control = TrainingControl()
        try:
            if folder not in self._records:
                await self._read(folder)
            job = self._work.submit(
                lambda: self._atelier.resume_training(folder, control), Priority.TRAINING
            )
            self._job = job
            async for event in job.events():
                await self._take(folder, event)
        finally:
            self._job = None
            run = self.snapshot.run(folder)
            if run is not None and run.status != "finished":
                self._publish(folder, status="interrupted", preparing=None, seconds_left=None)
        self._tell_end(folder)
        self._advance()
