"""All trainings: the one under way, those that wait, those that can be gone on with."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from fst_gui.library.atomic import write_atomically
from fst_gui.library.gallery import StyleEntry
from fst_gui.library.pack_header import SUFFIX
from fst_gui.library.training_folder import Moment
from fst_gui.sentences import Sentence
from fst_gui.state.base import State
from fst_gui.state.gallery import GalleryState
from fst_gui.state.messages import Level
from fst_gui.state.training_archive import known_runs, restore, run_of
from fst_gui.state.training_draft import DraftState, name_problem
from fst_gui.state.training_job import JobState
from fst_gui.state.training_run import Run, RunRecord, Shot, Status, Training
from fst_gui.state.training_runner import TrainingRunner
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.training_request import TrainingRequest, file_stem
from fst_gui.workshop.trainings import KnownTraining


class TrainingState(State[Training]):
    """Starts, steers and ends trainings, one at a time; the others wait."""

    def __init__(
        self, work: Work, atelier: Atelier, gallery: GalleryState, draft: DraftState
    ) -> None:
        super().__init__(Training())
        self.draft = draft
        self.job = JobState(work, atelier, draft)
        self._work = work
        self._atelier = atelier
        self._gallery = gallery
        self._records: dict[Path, RunRecord] = {}
        self._runner = TrainingRunner(work, atelier, self._change, self._welcome)

    # What there is

    def load(self) -> asyncio.Task[None]:
        """Find the trainings of earlier times; says so when one was interrupted."""
        return self._work.start(Sentence("looking for trainings"), self._load())

    def show(self, folder: Path | None) -> None:
        """Look at a training, or at the form of a new one."""
        run = self.snapshot.run(folder)
        self.update(shown=None if run is None else folder)
        self._forget_others(folder)
        if run is not None and not run.loaded and not run.problem:
            self._work.start(Sentence("reading the training"), self._read(run.folder))

    # Starting

    def start(self, request: TrainingRequest | None = None) -> None:
        """Train a new style as soon as nothing else is under way; from the form by default."""
        request = request or self.draft.request()
        if request is not None:
            self._work.start(Sentence("starting the training"), self._begin(request))

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
            self._work.start(Sentence("removing the training"), self._remove(run))

    # Steering the one under way

    def pause(self) -> None:
        """Rest after this step."""
        active = self.snapshot.active
        if active is not None and active.status == "running" and not active.pausing:
            self._runner.control.pause()
            self._change(active.folder, pausing=True)

    def resume(self) -> None:
        """Go on after a pause."""
        active = self.snapshot.active
        if active is not None and active.status == "paused":
            self._runner.control.resume()

    def stop_and_keep(self) -> None:
        """End after this step and keep the style as it is."""
        active = self.snapshot.active
        if active is not None and active.status != "ending":
            self._change(active.folder, status="ending")
            self._runner.control.stop_and_keep()

    def set_aside(self) -> None:
        """End without a style; the training can be gone on with later."""
        active = self.snapshot.active
        if active is not None:
            self._change(active.folder, status="ending")
            self._runner.cancel()

    def set_content_target(self, target: float) -> None:
        """Change how strictly the photo's shapes are kept, while it runs."""
        active = self.snapshot.active
        if active is not None and target != active.content_target:
            self._runner.control.set_content_target(target)
            self._change(active.folder, content_target=target)

    # Moments

    def keep_moment(self, folder: Path, shot: Shot, title: str) -> None:
        """Keep a training as it was at a moment, as a style with a title of its own."""
        if not self._is_free(title):
            return
        active = self.snapshot.active
        if shot.moment is None and (active is None or active.folder != folder):
            text = Sentence("This training has ended since; choose one of its moments.")
            self._work.messages.post(Level.WARNING, text)
        elif shot.moment is None:
            self._runner.control.keep_moment(title.strip())
        else:
            keeping = self._keep(folder, shot.moment, title.strip())
            self._work.start(Sentence("keeping the moment"), keeping)

    def branch(
        self, folder: Path, shot: Shot, title: str, *, content_target: float, stroke_size: float
    ) -> None:
        """A new training that goes on from a moment of this one with other settings."""
        if shot.moment is None or not self._is_free(title):
            return
        changes = {"content_target": content_target, "stroke_size": stroke_size}
        branching = self._branch(folder, shot.moment, title.strip(), changes)
        self._work.start(Sentence("branching the training"), branching)

    # Beyond this window

    def write_file(self, path: Path, data: bytes) -> None:
        """Write a drawing or a table of the curves."""
        self._work.start(Sentence("saving the curves"), self._write(path, data))

    # Behind the verbs

    def _is_free(self, title: str) -> bool:
        problem = name_problem(title, self._output(title))
        if problem is not None:
            self._work.messages.post(Level.WARNING, problem)
        return problem is None

    def _output(self, title: str) -> Path:
        return self._atelier.own_styles / f"{file_stem(title)}{SUFFIX}"

    def _forget_others(self, folder: Path | None) -> None:
        """Curves and pictures of what is neither looked at nor under way stay on the disk."""
        for run in self.snapshot.runs:
            if run.loaded and not run.under_way and run.folder != folder:
                self._records.pop(run.folder, None)
                self._change(run.folder, loaded=False, curves={}, shots=(), notes=(), photo=None)

    def _change(self, folder: Path, **changes: Any) -> None:  # noqa: ANN401 - fields of Run
        self._set_runs(
            replace(run, **changes) if run.folder == folder else run for run in self.snapshot.runs
        )

    def _set_runs(self, runs: Iterable[Run]) -> None:
        # A training begun while those of earlier times were looked for may come twice.
        runs = tuple({run.folder: run for run in runs}.values())
        order = ("waiting", "interrupted", "finished")
        ranked = sorted(runs, key=lambda r: -1 if r.under_way else order.index(r.status))
        self.update(runs=tuple(ranked))

    async def _load(self) -> None:
        known = await asyncio.to_thread(known_runs, self._atelier)
        there = {run.folder for run in self.snapshot.runs}
        new = [run for run in known if run.folder not in there]
        self._set_runs([*self.snapshot.runs, *new])
        unfinished = [run.title for run in new if run.status == "interrupted"]
        if len(unfinished) == 1:
            text = Sentence(
                "The training of “{title}” is not finished. Go on with it under Train a style.",
                title=unfinished[0],
            )
            self._work.messages.post(Level.INFO, text)
        elif unfinished:
            text = Sentence(
                "{count} trainings are not finished. Go on with them under Train a style.",
                count=len(unfinished),
            )
            self._work.messages.post(Level.INFO, text)

    async def _read(self, folder: Path) -> None:
        restored = await asyncio.to_thread(restore, self._atelier, folder)
        # It may have been begun meanwhile, and then what is gathered since counts.
        record = self._records.setdefault(folder, restored.record)
        self._change(folder, **record.fields() | restored.fields, loaded=True)

    async def _begin(self, request: TrainingRequest) -> None:
        known = await asyncio.to_thread(self._atelier.queue_training, request)
        self.draft.clear()
        self._enqueue(known)

    def _enqueue(self, known: KnownTraining) -> None:
        self._set_runs([*self.snapshot.runs, run_of(known, "waiting")])
        self.show(known.folder)
        self._advance()

    async def _remove(self, run: Run) -> None:
        await asyncio.to_thread(self._atelier.discard_training, run.folder)
        self._records.pop(run.folder, None)
        if self.snapshot.shown == run.folder:
            self.update(shown=None)
        self._set_runs(other for other in self.snapshot.runs if other.folder != run.folder)

    async def _keep(self, folder: Path, moment: Moment, title: str) -> None:
        entry = await asyncio.to_thread(self._atelier.keep_moment, folder, moment, title)
        await self._welcome(entry)

    async def _branch(
        self, folder: Path, moment: Moment, title: str, changes: dict[str, Any]
    ) -> None:
        request = await asyncio.to_thread(self._atelier.training_request, folder)
        changes["credits"] = replace(request.credits, name=file_stem(title), title=title)
        changes["output"] = self._output(title)
        known = await asyncio.to_thread(self._atelier.branch_training, folder, moment, changes)
        self._enqueue(known)

    async def _welcome(self, entry: StyleEntry) -> None:
        """Into the gallery, where it is chosen when somebody wants to paint with it."""
        await self._gallery.load()
        text = Sentence("“{title}” is in the gallery now.", title=entry.title)
        self._work.messages.post(Level.INFO, text, style=entry.path)

    async def _write(self, path: Path, data: bytes) -> None:
        await asyncio.to_thread(write_atomically, path, data)
        text = Sentence("Saved “{name}” in {folder}.", name=path.name, folder=path.parent)
        self._work.messages.post(Level.INFO, text, file=path)

    # Running

    def _advance(self) -> None:
        """Begin the next one that waits, unless one is under way."""
        if self.snapshot.active is not None:
            return
        waiting = next((run for run in self.snapshot.runs if run.status == "waiting"), None)
        if waiting is not None:
            self._change(waiting.folder, status="running", preparing=0.0, problem="")
            self._runner.take_reins()
            doing = Sentence("training “{title}”", title=waiting.title)
            task = self._work.start(doing, self._run(waiting.folder))
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled():  # when the program ends, the engine takes no further jobs
            self._advance()

    async def _run(self, folder: Path) -> None:
        kept: StyleEntry | None = None
        try:
            if folder not in self._records:
                await self._read(folder)
            kept = await self._runner.run(folder, self._records[folder])
        finally:
            record = self._records.get(folder)
            fields = {} if record is None else record.fields()
            status: Status = "interrupted" if kept is None else "finished"
            fields |= {"status": status, "preparing": None, "seconds_left": None}
            fields |= {"pausing": False, "style": None if kept is None else kept.path}
            self._change(folder, **fields)
        if kept is not None:
            await self._welcome(kept)
        else:
            text = Sentence("The training was put aside; go on with it whenever you like.")
            self._work.messages.post(Level.INFO, text)
