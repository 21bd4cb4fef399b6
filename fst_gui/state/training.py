"""A style in the making."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fst_gui.engine.events import SampleReady, StageStarted, StepDone, TrainEvent
from fst_gui.engine.train.control import TrainingControl
from fst_gui.jobs.engine_thread import Job, Priority
from fst_gui.library.errors import LibraryError
from fst_gui.library.gallery import StyleEntry, thumbnail
from fst_gui.library.style_pack import SUFFIX, Credits
from fst_gui.state.base import Picture, State
from fst_gui.state.gallery import GalleryState
from fst_gui.state.messages import Level
from fst_gui.state.studio import StudioState
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.training import StyleKept, WorkshopEvent
from fst_gui.workshop.training_request import Painting, TrainingRequest

Curve = tuple[tuple[int, float], ...]  # (step, value)
Curves = Mapping[str, Mapping[str, Curve]]  # stage -> loss -> curve
STAGES = ("encoder", "recurrent", "interpolation", "adversarial")


@dataclass(frozen=True)
class TrainingSpec:
    """What a new style is made of."""

    paintings: tuple[Path, ...]
    name: str
    artist: str = ""
    minutes: float = 10.0
    photos: Path | None = None


@dataclass(frozen=True)
class DraftPainting:
    """A painting chosen for the next training."""

    path: Path
    picture: Picture


@dataclass(frozen=True)
class Training:
    """The training that runs, or the last one, and the paintings chosen for the next."""

    draft: tuple[DraftPainting, ...] = ()
    running: bool = False
    ending: bool = False
    name: str = ""
    stage: str = ""
    phase: str = ""
    step: int = 0
    total_steps: int = 0
    seconds_left: float | None = None
    curves: Curves = field(default_factory=dict[str, Mapping[str, Curve]])
    sample: Picture | None = None
    result: StyleEntry | None = None


class TrainingState(State[Training]):
    """Starts, follows and ends one training at a time."""

    _INTERVAL = 0.1  # seconds between two updates of numbers

    def __init__(
        self,
        work: Work,
        atelier: Atelier,
        gallery: GalleryState,
        studio: StudioState,
    ) -> None:
        super().__init__(Training())
        self._work = work
        self._atelier = atelier
        self._gallery = gallery
        self._studio = studio
        self._control = TrainingControl()
        self._job: Job[TrainEvent | WorkshopEvent] | None = None
        self._curves: dict[str, dict[str, list[tuple[int, float]]]] = {}
        self._told = 0.0

    def choose_paintings(self, paths: tuple[Path, ...]) -> asyncio.Task[None]:
        """Take these pictures for the next training; those that cannot be read are left out."""
        return self._work.start("reading the paintings", self._choose(paths))

    def clear_paintings(self) -> None:
        """Choose again from nothing."""
        self.update(draft=())

    def start(self, spec: TrainingSpec) -> None:
        """Train a new style; it is kept in the user's own styles."""
        output = self._atelier.own_styles / f"{file_stem(spec.name)}{SUFFIX}"
        problem = self._problem(spec, output)
        if problem:
            self._work.messages.post(Level.WARNING, problem)
            return
        original = self._studio.snapshot.original
        self._control = TrainingControl()
        request = TrainingRequest(
            paintings=tuple(Painting(path) for path in spec.paintings),
            credits=Credits(
                file_stem(spec.name), spec.name.strip(), spec.artist.strip(), "", "", ""
            ),
            output=output,
            photos=spec.photos,
            minutes=spec.minutes,
            sample=None if original is None else original.pixels,
        )
        self._curves = {}
        self._told = 0.0
        self.update(
            running=True,
            ending=False,
            name=spec.name.strip(),
            stage="",
            phase="",
            step=0,
            total_steps=0,
            seconds_left=None,
            curves={},
            sample=None,
            result=None,
        )
        self._work.start("training the style", self._run(request))

    def stop_and_keep(self) -> None:
        """End at the next step and keep the style as it is."""
        if self.snapshot.running:
            self.update(ending=True)
            self._control.stop_and_keep()

    def cancel(self) -> None:
        """End at once and keep nothing."""
        if self._job is not None:
            self.update(ending=True)
            self._job.cancel()

    def _problem(self, spec: TrainingSpec, output: Path) -> str:
        if self.snapshot.running:
            return "A style is being trained already. Stop it first."
        if not spec.paintings:
            return "Choose at least one painting to learn from."
        if not file_stem(spec.name):
            return "Give the style a name with at least one letter or digit."
        if output.exists():
            return f"There is a style called “{spec.name.strip()}” already. Choose another name."
        return ""

    async def _choose(self, paths: tuple[Path, ...]) -> None:
        draft: list[DraftPainting] = []
        for path in paths:
            try:
                picture = await asyncio.to_thread(self._read_painting, path)
            except LibraryError as error:
                self._work.messages.post(Level.ERROR, str(error))
            else:
                draft.append(DraftPainting(path, picture))
        if draft:
            self.update(draft=tuple(draft))

    def _read_painting(self, path: Path) -> Picture:
        return Picture(thumbnail(self._atelier.find(str(path))))

    async def _run(self, request: TrainingRequest) -> None:
        kept: StyleEntry | None = None
        self._job = self._work.submit(
            lambda: self._atelier.train(request, self._control), Priority.TRAINING
        )
        try:
            async for event in self._job.events():
                if isinstance(event, StyleKept):
                    kept = event.entry
                elif isinstance(event, TrainEvent):
                    self._take(event)
        finally:
            self._job = None
            self._publish(running=False, ending=False, seconds_left=None)
        if kept is None:
            self._work.messages.post(
                Level.INFO, "The training was cancelled; no style was kept from it."
            )
            return
        self.update(result=kept, draft=())
        self._work.messages.post(Level.INFO, f"“{kept.title}” is in the gallery now.")
        await self._gallery.load(str(kept.path))

    def _take(self, event: TrainEvent) -> None:
        if isinstance(event, StageStarted):
            self._publish(
                stage=event.stage,
                phase=event.phase,
                step=event.step,
                total_steps=event.total_steps,
            )
        elif isinstance(event, StepDone):
            curves = self._curves.setdefault(event.stage, {})
            # Steps at part of the strength have easier targets and would only draw spikes.
            if event.losses.get("strength", 1.0) == 1.0:
                for name, value in event.losses.items():
                    curves.setdefault(name, []).append((event.step, float(value)))
            now = self._work.loop.time()
            if now - self._told >= self._INTERVAL:
                self._told = now
                self._publish(
                    stage=event.stage,
                    phase=event.phase,
                    step=event.step,
                    total_steps=event.total_steps,
                    seconds_left=event.seconds_left,
                )
        elif isinstance(event, SampleReady):
            self._publish(sample=Picture(event.pixels))

    def _publish(self, **changes: object) -> None:
        curves = {
            stage: {name: tuple(points) for name, points in losses.items()}
            for stage, losses in self._curves.items()
        }
        self.update(curves=curves, **changes)


def file_stem(name: str) -> str:
    """A style's name as a file name: words in lower case, joined by underscores."""
    return "_".join(re.findall(r"\w+", name.lower()))
