"""Training a style: pictures read, the engine's training run, the style pack kept."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fst_gui import __version__
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
from fst_gui.library.pack_header import SUFFIX
from fst_gui.library.photo import read_photo, shrink
from fst_gui.library.style_pack import StylePack, load_pack, save_pack
from fst_gui.library.training_folder import Moment, TrainingFolder, load_moment
from fst_gui.workshop.models import Models
from fst_gui.workshop.training_folders import SAMPLE_LONGEST, is_promised
from fst_gui.workshop.training_pictures import learning_photos, painting_pixels
from fst_gui.workshop.training_record import Recorder
from fst_gui.workshop.training_request import (
    TrainingRequest,
    check_name,
    file_stem,
    request_from_json,
)

if TYPE_CHECKING:
    from fst_gui.engine.events import TrainEvent
    from fst_gui.engine.train.distributed import Workers
    from fst_gui.engine.train.style_spec import StyleSpec

THUMBNAIL = 320
_PAINTING_LONGEST = 2048
_SIZE = 320  # pixels of the squares that are painted while training: nearly whole photos

Arrays = Mapping[str, NDArray[np.generic]]


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
    summary: Mapping[str, float | int | str]


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


def keep_moment(models: Models, folder: TrainingFolder, moment: Moment, title: str) -> StyleEntry:
    """Make a style of a moment in a training's folder. Raises ``LibraryError``."""
    from fst_gui.engine.train.distributed import Workers

    training = _Training(models, folder, TrainingControl(), Workers())
    return training.keep(load_moment(moment.tensors), moment.stage, moment.step, title)


class _Training:
    """A training under way, on the engine thread."""

    def __init__(
        self, models: Models, folder: TrainingFolder, control: TrainingControl, workers: Workers
    ) -> None:
        self.models, self.folder, self.control = models, folder, control
        self.workers = workers
        self.stored = folder.request()
        self.request = read_request(folder)
        self.recorder = Recorder(folder)
        self.painting = painting_pixels(self.request, 0)
        self.missing = 0  # photos
        if self.stored["base"] != models.base_hash:
            raise LibraryError(
                "This training was begun with another base network. Discard it and start anew."
            )

    def lead(self) -> Iterator[TrainEvent | WorkshopEvent]:
        """Train and write; the first of the workers, or the only one."""
        kept = self._kept_before()
        self.workers.tell("" if kept is None else "done")
        if kept is not None:
            yield kept
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

    def _kept_before(self) -> StyleKept | None:
        """The style of a training that was cut off after its pack was written, or None."""
        output = self.request.output
        if not output.exists():
            if self.folder.condition == "finished":  # without a checkpoint to go on from
                raise LibraryError(
                    "This training is finished, and its style is no longer at {output}. Keep one "
                    "of its moments, or train anew.",
                    output=output,
                )
            return None
        summary = self._own_end(output)
        if summary is None:
            return None
        self.folder.finish({"output": str(output), **self._position(), **summary})
        return StyleKept(own_entry(output), summary)

    def _own_end(self, file: Path) -> Mapping[str, float | int | str] | None:
        """What the pack in a file says, if it is what this training has come to in the end."""
        try:
            summary = load_pack(file).summary
        except LibraryError:
            return None
        own = summary.get("training") == self.folder.path.name
        return summary if own and "stage" not in summary else None  # which a moment has

    def _position(self) -> dict[str, int | str]:
        position = self.folder.position()
        return {
            "done": position.step,
            "total_steps": position.total_steps,
            "stage": position.stage,
        }

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

        if self.stored["steps"] is None:
            share = replace(spec, batch=max(1, spec.batch // self.workers.size))
            pace = yield from measure_pace(share, self.models.painter, self.models.judge)
            self.stored["steps"] = self.request.steps(pace)
            self.folder.change_request(self.stored)
        return int(self.stored["steps"])

    def _begin_branch(self, spec: StyleSpec) -> None:
        from fst_gui.engine.train.branch import branch_checkpoint

        branch = self.stored["branch"]
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
            return MomentKept(self.keep(tensors, stage, step, title), step)
        except LibraryError as error:
            return HealthNoted(step, "not_saved", {}, "went_on", str(error))

    def keep(
        self, tensors: Mapping[str, NDArray[np.float16]], stage: str, step: int, title: str
    ) -> StyleEntry:
        """Write a moment's tensors as a style. Raises ``LibraryError``."""
        check_name(file_stem(title))
        output = self.request.output.with_name(f"{file_stem(title)}{SUFFIX}")
        if output.exists():
            raise LibraryError("{output} is already there. Choose another name.", output=output)
        if is_promised(output, self.folder.path.parent):
            raise LibraryError(
                "A training that is not finished yet will keep its style in {output}. Choose "
                "another name.",
                output=output,
            )
        weights = {name: array for name, array in tensors.items() if not name.startswith("code.")}
        save_pack(output, self._pack(weights, {"steps": step, "stage": stage}, title))
        return own_entry(output)

    def _keep_style(self, trained: Trained) -> Iterator[TrainEvent | WorkshopEvent]:
        """Save the pack; while that fails, the training rests with what it has learned."""
        minutes = round(self.recorder.seconds / 60.0, 1)
        tensors = {name: array.astype(np.float16) for name, array in trained.tensors.items()}
        while True:
            try:
                self._make_way()
                pack = self._pack(tensors, {**trained.summary, "minutes": minutes})
                save_pack(self.request.output, pack)
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
        output = str(self.request.output)
        self.folder.finish({"output": output, **self._position(), **pack.summary})
        yield StyleKept(own_entry(self.request.output), pack.summary)

    def _make_way(self) -> None:
        """Take another name where something else has the file by now; the folder remembers it."""
        first, number = self.request, 1
        while self.request.output.exists():
            number += 1
            old = first.credits
            title = f"{old.title or old.name} {number}"
            credits = replace(old, name=f"{old.name}_{number}", title=title)
            output = first.output.with_stem(f"{first.output.stem}_{number}")
            self.request = replace(first, credits=credits, output=output)
        kept, name = self.stored["request"], self.request.output.name
        output = Path(kept["output"])
        if output.name != name:
            credits = asdict(self.request.credits)
            kept = {**kept, "credits": credits, "output": str(output.with_name(name))}
            self.folder.change_request({**self.stored, "request": kept})
            self.stored["request"] = kept

    def _pack(
        self,
        tensors: Mapping[str, NDArray[np.float16]],
        summary: Mapping[str, float | int | str],
        title: str = "",
    ) -> StylePack:
        credits = self.request.credits
        credits = replace(credits, title=credits.title or credits.name)
        if title:
            credits = replace(credits, name=file_stem(title), title=title)
        return StylePack(
            credits=credits,
            tensors=tensors,
            thumbnail=shrink(self.painting, THUMBNAIL),
            base=self.models.foundation_hash,
            seed=self.request.seed,
            summary={**summary, "training": self.folder.path.name},
            history=self.folder.log.history(),
            versions=_versions(),
        )


def read_request(folder: TrainingFolder) -> TrainingRequest:
    """The request in a training's folder. Raises ``LibraryError`` when it cannot be read."""
    stored = folder.request().get("request", {})
    sample = read_photo(folder.sample).pixels if folder.sample.exists() else None
    return request_from_json(stored, folder.path, sample)


def _versions() -> dict[str, str]:
    import torch

    return {"fst-gui": __version__, "torch": str(torch.__version__), "numpy": np.__version__}
