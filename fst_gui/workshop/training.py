"""Training a style: pictures read, the engine's training run, what it learns kept."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fst_gui.engine.events import (
    HealthNoted,
    MomentReached,
    Paused,
    Progress,
    Resumed,
    Trained,
)
from fst_gui.engine.train.control import KeepMoment, Resume, StopAndKeep, TrainingControl
from fst_gui.engine.train.plan import Phase
from fst_gui.library.errors import LibraryError
from fst_gui.library.gallery import StyleEntry, own_entry
from fst_gui.library.photo import shrink
from fst_gui.library.training_folder import Moment, TrainingFolder, load_moment
from fst_gui.workshop.models import Models
from fst_gui.workshop.training_folders import SAMPLE_LONGEST
from fst_gui.workshop.training_pictures import learning_photos, painting_pixels
from fst_gui.workshop.training_record import Recorder
from fst_gui.workshop.training_styles import StyleKeeper, Summary

if TYPE_CHECKING:
    from fst_gui.engine.events import TrainEvent
    from fst_gui.engine.train.distributed import Workers
    from fst_gui.engine.train.style_spec import StyleSpec

_PAINTING_LONGEST = 2048
_SIZE = 320  # pixels of the squares that are painted while training: nearly whole photos


@dataclass(frozen=True)
class TrainingOpened:
    """The training runs in ``folder``; ``step`` is where it goes on, ``phases`` all there are."""

    folder: Path
    step: int
    phases: tuple[Phase, ...] = ()


@dataclass(frozen=True)
class MomentSaved:
    """A moment is in the training's folder, for the film strip and to branch from."""

    moment: Moment


@dataclass(frozen=True)
class MomentKept:
    """An artist's moment is a style in its own file."""

    entry: StyleEntry
    step: int


@dataclass(frozen=True)
class StyleKept:
    """The trained style is in its file."""

    entry: StyleEntry
    summary: Summary


WorkshopEvent = TrainingOpened | MomentSaved | MomentKept | StyleKept


def run_training(
    models: Models, folder: TrainingFolder, control: TrainingControl, workers: Workers | None = None
) -> Iterator[TrainEvent | WorkshopEvent]:
    """Run the training in a folder, from its checkpoint if there is one, to its style pack.

    Of several ``workers`` the first writes; the others read the same folder. What a graphics
    card fails at is gone on with on the processor, after another ``TrainingOpened``. Where
    something else has the output's name by the end, the style gets another one. Raises
    ``LibraryError`` for pictures that cannot be read.
    """
    from fst_gui.engine.train.distributed import Workers

    workers = workers or Workers()
    if workers.rank > 0:
        yield from _Training(models, folder, control, workers).follow()
        return
    with folder.held():
        try:
            yield from _Training(models, folder, control, workers).lead()
        except RuntimeError:
            # Mostly a graphics card whose memory another program has taken: on with the processor,
            # from the last checkpoint. Of several workers the others would not know.
            if workers.size > 1 or not models.retreat():
                raise
            yield from _Training(models, folder, control, workers).lead()


class _Training:
    """A training under way, on the engine thread."""

    def __init__(
        self, models: Models, folder: TrainingFolder, control: TrainingControl, workers: Workers
    ) -> None:
        self.models, self.folder, self.control = models, folder, control
        self.workers = workers
        self.keeper = StyleKeeper(models, folder)
        self.request = self.keeper.request
        self.recorder = Recorder(folder)
        self.missing = 0  # photos

    def lead(self) -> Iterator[TrainEvent | WorkshopEvent]:
        """Train and write; the first of the workers, or the only one."""
        kept = self.keeper.kept_before()
        self.workers.tell("" if kept is None else "done")
        if kept is not None:
            yield self._finished(kept)
            return
        found = self.folder.checkpoint.numbers()
        spec = yield from self._prepare(resumed=found is not None)
        steps = yield from self._steps(spec)
        spec = spec.lasting(int(self.workers.tell(str(steps))))
        if found is None:
            self._begin_branch(spec)
            found = self.folder.checkpoint.numbers() or {"done": 0}
        done = int(found["done"])
        self.folder.cut(done)
        yield TrainingOpened(self.folder.path, done, spec.plan.phases)
        if self.missing:
            values = {"missing": self.missing, "left": len(spec.photos)}
            note = HealthNoted(done, "photos_missing", values, "went_on")
            self.recorder.note(note)
            yield note
        for event in self._train(spec, self.recorder):
            self.recorder.note(event)
            if isinstance(event, MomentReached):
                yield from self._keep_moment(event)
            else:
                yield event
            if isinstance(event, Trained):
                yield from self._keep_style(event)

    def follow(self) -> Iterator[TrainEvent]:
        """Train along and write nothing; the other workers."""
        if self.workers.tell(""):
            return
        spec = yield from self._prepare(resumed=True)
        spec = replace(spec, sample=None).lasting(int(self.workers.tell("")))
        yield from self._train(spec, None)

    def _train(self, spec: StyleSpec, store: Recorder | None) -> Iterator[TrainEvent]:
        from fst_gui.engine.train.distributed import (
            DistributedWorkers,
            SharedControl,
            SharedStore,
        )
        from fst_gui.engine.train.style import train

        models, workers = self.models, self.workers
        shared, control = store, self.control
        if isinstance(workers, DistributedWorkers):
            shared, control = SharedStore(store, workers), SharedControl(control, workers)
        yield from train(
            spec,
            models.painter,
            models.judge,
            shared,
            resume=True,
            control=control,
            workers=workers,
        )

    def _finished(self, summary: Summary) -> StyleKept:
        """Note in the folder that the style is in its file."""
        position, output = self.folder.position(), self.keeper.output
        self.folder.finish(
            {
                "output": str(output),
                "done": position.step,
                "total_steps": position.total_steps,
                "stage": position.stage,
                **summary,
            }
        )
        return StyleKept(own_entry(output), summary)

    def _prepare(self, resumed: bool) -> Generator[Progress, None, StyleSpec]:
        """Read the pictures."""
        import torch

        from fst_gui.engine.train.style_spec import StyleSpec

        request = self.request
        paintings = [painting_pixels(request, number) for number in range(len(request.paintings))]
        photos, self.missing = yield from learning_photos(request, resumed)
        sample = request.sample
        return StyleSpec(
            paintings=[torch.from_numpy(shrink(p, _PAINTING_LONGEST)) for p in paintings],
            photos=photos,
            steps=1,
            size=_SIZE,
            batch=request.batch or self.workers.size,
            content_target=request.content_target,
            stroke_size=request.stroke_size,
            seed=request.seed,
            sample=None if sample is None else shrink(sample, SAMPLE_LONGEST),
        )

    def _steps(self, spec: StyleSpec) -> Generator[Progress, None, int]:
        """How many steps fit into the time; measured once, with this worker's share."""
        from fst_gui.engine.train.style import measure_pace

        stored = self.folder.request()
        if stored["steps"] is None:
            share = replace(spec, batch=max(1, spec.batch // self.workers.size))
            pace = yield from measure_pace(share, self.models.painter, self.models.judge)
            stored["steps"] = self.request.steps(pace)
            self.folder.change_request(stored)
        return int(stored["steps"])

    def _begin_branch(self, spec: StyleSpec) -> None:
        from fst_gui.engine.train.branch import branch_checkpoint

        branch = self.folder.request()["branch"]
        if branch is not None:
            moment = load_moment(self.folder.start)
            numbers = {"balance": float(branch["balance"])}
            arrays, kept = branch_checkpoint(
                spec.plan, moment, branch["stage"], float(branch["share"]), numbers
            )
            self.folder.checkpoint.save(arrays, kept)

    def _keep_moment(self, event: MomentReached) -> Iterator[TrainEvent | WorkshopEvent]:
        """Keep a moment, and its style if asked; the film strip can do without one."""
        try:
            moment = self.folder.save_moment(
                event.stage, event.phase, event.step, event.tensors, event.pixels
            )
            yield MomentSaved(moment)
        except LibraryError as error:
            if event.name:
                yield HealthNoted(event.step, "not_saved", {}, "went_on", str(error))
            return
        if event.name:
            yield self._kept_as(event.name, event.tensors, event.stage, event.step)

    def _kept_as(
        self, title: str, tensors: Mapping[str, NDArray[np.float16]], stage: str, step: int
    ) -> MomentKept | HealthNoted:
        try:
            return MomentKept(self.keeper.keep_moment(tensors, stage, step, title), step)
        except LibraryError as error:
            return HealthNoted(step, "not_saved", {}, "went_on", str(error))

    def _keep_style(self, trained: Trained) -> Iterator[TrainEvent | WorkshopEvent]:
        """Save the pack; while that fails, the training rests with what it has learned."""
        minutes = round(self.recorder.seconds / 60.0, 1)
        tensors = {name: array.astype(np.float16) for name, array in trained.tensors.items()}
        while True:
            try:
                kept = self.keeper.keep_end(tensors, {**trained.summary, "minutes": minutes})
                break
            except LibraryError as error:
                step = self.recorder.step
                yield HealthNoted(step, "not_saved", {}, "will_retry", str(error))
                yield Paused(step, self.control)
                while not isinstance(wish := self.control.wait(), Resume | StopAndKeep):
                    if isinstance(wish, KeepMoment):
                        stage = self.folder.position().stage
                        yield self._kept_as(wish.name, tensors, stage, step)
                    if not self.control.over:  # nobody waits for the next wish on this thread
                        yield Paused(step, self.control)
                yield Resumed(step)
        self.recorder.flush()
        yield self._finished(kept)
