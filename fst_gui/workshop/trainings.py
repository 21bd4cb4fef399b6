"""The trainings there are: begun, queued, interrupted, finished; each in its own folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fst_gui.engine.settings import USUAL_STYLE_WEIGHT
from fst_gui.engine.train.control import TrainingControl
from fst_gui.library.errors import LibraryError
from fst_gui.library.gallery import StyleEntry
from fst_gui.library.training_folder import (
    START_FILE,
    Condition,
    Moment,
    TrainingFolder,
    new_training_path,
    sweep,
    training_folders,
)
from fst_gui.library.training_log import History
from fst_gui.library.training_queue import TrainingQueue
from fst_gui.sentences import Sentence
from fst_gui.workshop.forecast import Forecast, forecast
from fst_gui.workshop.job import JobExported, export_job
from fst_gui.workshop.models import Models
from fst_gui.workshop.training import WorkshopEvent, run_training
from fst_gui.workshop.training_folders import is_promised, make_training, photo_files
from fst_gui.workshop.training_request import TrainingRequest
from fst_gui.workshop.training_styles import keep_moment, read_request

if TYPE_CHECKING:
    from fst_gui.engine.events import Progress, TrainEvent
    from fst_gui.engine.train.distributed import Workers

_KEPT_FINISHED = 12


@dataclass(frozen=True)
class KnownTraining:
    """A training as its folder tells; ``step`` is where its checkpoint is.

    ``problem`` is a sentence when it cannot be gone on with, ``style`` the file that a finished
    one kept its style in.
    """

    folder: Path
    condition: Condition
    title: str
    artist: str
    stage: str = ""
    step: int = 0
    total_steps: int = 0
    problem: str = ""
    style: Path | None = None


class Trainings:
    """Begins, resumes, lists and branches trainings below ``trainings_dir``."""

    models: Models
    trainings_dir: Path

    def train(
        self, request: TrainingRequest, control: TrainingControl | None = None
    ) -> Iterator[TrainEvent | WorkshopEvent]:
        """Train a style from the beginning. Ends with ``StyleKept``.

        Raises ``LibraryError`` for what cannot be trained.
        """
        yield from self.resume_training(self.begin_training(request), control)

    def begin_training(self, request: TrainingRequest) -> Path:
        """Make the folder of a training, to be resumed at once."""
        return self._open(request).path

    def resume_training(
        self,
        training: KnownTraining | Path,
        control: TrainingControl | None = None,
        workers: Workers | None = None,
    ) -> Iterator[TrainEvent | WorkshopEvent]:
        """Go on with an interrupted training, or begin a queued one. Ends with ``StyleKept``.

        Each of several ``workers`` calls this for the same folder.
        """
        folder = _folder(training)
        if workers is None or workers.rank == 0:
            self._queue.remove(folder.path.name)
        yield from run_training(self.models, folder, control or TrainingControl(), workers)

    def queue_training(self, request: TrainingRequest) -> KnownTraining:
        """Keep a training for later; the queue survives the program."""
        folder = self._open(request)
        self._queue.add(folder.path.name)
        return self._known(folder)

    def queued_trainings(self) -> list[KnownTraining]:
        """The trainings that wait, in their order."""
        known = {training.folder.name: training for training in self._all()}
        return [known[name] for name in self._queue.names() if name in known]

    def interrupted_trainings(self) -> list[KnownTraining]:
        """Trainings that were cut off and can be gone on with, the latest first."""
        return [t for t in reversed(self._all()) if t.condition == "interrupted"]

    def finished_trainings(self) -> list[KnownTraining]:
        """Trainings whose style is kept, the latest first; they can be branched from."""
        return [t for t in reversed(self._all()) if t.condition == "finished"]

    def export_training_job(
        self, request: TrainingRequest, folder: Path
    ) -> Iterator[Progress | JobExported]:
        """Write a training into a folder that runs elsewhere. Ends with ``JobExported``."""
        yield from export_job(self.models, request, folder)

    def discard_training(self, training: KnownTraining | Path) -> None:
        """Delete a training and what it learned. Raises ``LibraryError`` while it runs."""
        folder = _folder(training)
        folder.discard()
        self._queue.remove(folder.path.name)

    def training_request(self, folder: Path) -> TrainingRequest:
        """What was asked of a training."""
        return read_request(TrainingFolder(folder))

    def training_history(self, folder: Path) -> History:
        """Curves, phases and what happened, for a training in any condition."""
        return TrainingFolder(folder).log.history()

    def training_moments(self, folder: Path) -> tuple[Moment, ...]:
        """The film strip of a training."""
        return TrainingFolder(folder).moments()

    def keep_moment(self, folder: Path, moment: Moment, title: str) -> StyleEntry:
        """Make a style of a moment of a training. Raises ``LibraryError``."""
        return keep_moment(self.models, TrainingFolder(folder), moment, title)

    def branch_training(
        self, folder: Path, moment: Moment, changes: Mapping[str, Any]
    ) -> KnownTraining:
        """A new training that goes on from a moment of another one, to be resumed.

        ``changes`` are fields of ``TrainingRequest``; ``credits`` and ``output`` must be among
        them, since the branch is a style of its own.
        """
        parent = TrainingFolder(folder)
        stored = parent.request()
        request = replace(read_request(parent), **changes)
        same_length = not {"quality", "minutes", "batch"} & set(changes)
        history = parent.log.history()
        branch = {
            "from": folder.name,
            "stage": moment.stage,
            "share": _share_of_stage(history, moment),
            "balance": _balance(history, moment),
        }
        files = {START_FILE: moment.tensors.read_bytes()}
        steps = stored["steps"] if same_length else None
        return self._known(self._open(request, files, branch=branch, steps=steps))

    def forecast_training(self, request: TrainingRequest) -> Iterator[Progress | Forecast]:
        """How long a training will take here and how much memory. Ends with ``Forecast``."""
        request.check()
        yield from forecast(self.models, request, self.trainings_dir)

    @property
    def _queue(self) -> TrainingQueue:
        return TrainingQueue(self.trainings_dir / "queue.json")

    def _open(
        self,
        request: TrainingRequest,
        files: Mapping[str, bytes] | None = None,
        *,
        branch: Mapping[str, Any] | None = None,
        steps: int | None = None,
    ) -> TrainingFolder:
        """Make the training's folder, with the paintings and the sample inside."""
        request.check()
        if request.output.exists():
            raise LibraryError(
                "{output} is already there. Choose another name.", output=request.output
            )
        if is_promised(request.output, self.trainings_dir):
            raise LibraryError(
                "A training that is not finished yet will keep its style in {output}. Choose "
                "another name.",
                output=request.output,
            )
        self._forget_old()
        request = replace(request, photos=photo_files(request), output=request.output.absolute())
        path = new_training_path(self.trainings_dir, request.credits.name)
        return make_training(path, self.models, request, files or {}, branch=branch, steps=steps)

    def _all(self) -> list[KnownTraining]:
        return [self._known(folder) for folder in training_folders(self.trainings_dir)]

    def _known(self, folder: TrainingFolder) -> KnownTraining:
        condition: Condition = folder.condition
        if condition == "interrupted" and folder.path.name in self._queue.names():
            condition = "queued"
        try:
            stored = folder.request()
            credits = stored["request"]["credits"]
            position = folder.position()
            kept = (folder.finished() or {}).get("output")
            return KnownTraining(
                folder.path,
                condition,
                credits["title"] or credits["name"],
                credits["artist"],
                position.stage,
                position.step,
                position.total_steps,
                style=None if kept is None else Path(kept),
            )
        except (LibraryError, KeyError, TypeError) as error:
            name = folder.path.name
            unreadable = Sentence("It cannot be read.")
            text = str(error) if isinstance(error, LibraryError) else unreadable
            return KnownTraining(folder.path, condition, name, "", problem=text)

    def _forget_old(self) -> None:
        """Delete the oldest finished trainings, whose styles stay, and what was cut short.

        What cannot be deleted, since it is looked at or may not be written, is left for next time.
        """
        sweep(self.trainings_dir)
        for training in self.finished_trainings()[_KEPT_FINISHED:]:
            with contextlib.suppress(LibraryError):
                TrainingFolder(training.folder).discard()


def _folder(training: KnownTraining | Path) -> TrainingFolder:
    return TrainingFolder(training if isinstance(training, Path) else training.folder)


def _share_of_stage(history: History, moment: Moment) -> float:
    marks = [mark for mark in history.phases if mark.stage == moment.stage]
    steps = sum(mark.steps for mark in marks)
    return (moment.step - marks[0].step) / steps if marks and steps else 0.0


def _balance(history: History, moment: Moment) -> float:
    """The weight of the style at the moment, or the usual one."""
    weight = USUAL_STYLE_WEIGHT
    for curves in history.curves.values():
        for step, value in curves.get("balance", ()):
            if step <= moment.step:
                weight = value
    return weight
