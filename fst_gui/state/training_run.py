"""One training as people see it: where it is, its curves, its film strip, its health."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from fst_gui.engine.events import (
    HealthNoted,
    Progress,
    SampleReady,
    StageStarted,
    StepDone,
    TargetChanged,
)
from fst_gui.library.training_folder import Moment
from fst_gui.library.training_log import History
from fst_gui.state.base import Picture
from fst_gui.state.training_curves import KNOWN, Curve, Curves, CurveWriter
from fst_gui.state.training_progress import PhasePlan, StageProgress, stage_progress

# "interrupted" is everything that is not under way and can be gone on with.
Status = Literal["waiting", "running", "paused", "ending", "interrupted", "finished"]
UNDER_WAY: tuple[Status, ...] = ("running", "paused", "ending")
_WORTH_A_LOOK = (StageStarted, SampleReady, HealthNoted, TargetChanged)
_TARGET, _PAUSED, _RESUMED = "target_changed", "paused", "resumed"


@dataclass(frozen=True)
class Shot:
    """A moment of the film strip: the photo as it was painted then.

    ``moment`` is what it can be kept and branched from; the newest picture has none yet.
    """

    stage: str
    phase: str
    step: int
    picture: Picture
    moment: Moment | None = None


@dataclass(frozen=True)
class Note:
    """What an artist should know about a training, and what was or can be done about it."""

    step: int
    kind: str
    values: Mapping[str, float]
    remedy: str
    text: str = ""


@dataclass(frozen=True)
class Run:
    """A training. ``loaded`` once its curves and pictures are in memory.

    ``pausing`` while it runs on to the end of the step after which it is to rest. ``style`` is the
    file in which its style was kept.
    """

    folder: Path
    title: str
    status: Status
    pausing: bool = False
    problem: str = ""
    loaded: bool = False
    preparing: float | None = None
    stage: str = ""
    phase: str = ""
    step: int = 0
    total_steps: int = 0
    seconds_left: float | None = None
    stages: tuple[StageProgress, ...] = ()
    plan: tuple[PhasePlan, ...] = ()
    curves: Curves = field(default_factory=dict[str, Curve])
    photo: Picture | None = None
    shots: tuple[Shot, ...] = ()
    notes: tuple[Note, ...] = ()
    content_target: float = 0.0
    stroke_size: float = 1.0
    style: Path | None = None

    @property
    def under_way(self) -> bool:
        """Whether the engine has it."""
        return self.status in UNDER_WAY

    @property
    def done(self) -> float:
        """0 to 1."""
        return self.step / self.total_steps if self.total_steps else 0.0


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


class RunRecord:
    """Gathers what happens in a training; ``fields`` are those of its ``Run``."""

    def __init__(self) -> None:
        self._curves: dict[str, CurveWriter] = {}
        self._plan: dict[tuple[str, str], PhasePlan] = {}
        self._spent: dict[str, float] = {}
        self._stage_began: dict[str, float] = {}
        self._notes: list[Note] = []
        self._shots: list[Shot] = []
        self._live: Shot | None = None
        self._now: dict[str, Any] = {}

    def fields(self) -> dict[str, Any]:
        """What is known now."""
        step, total = int(self._now.get("step", 0)), int(self._now.get("total_steps", 0))
        left = self._now.get("seconds_left")
        pace = left / (total - step) if left is not None and total > step else None
        plan = tuple(sorted(self._plan.values(), key=lambda phase: phase.start))
        newest = self._shots[-1].step if self._shots else -1
        live = (self._live,) if self._live is not None and self._live.step > newest else ()
        return {
            **self._now,
            "curves": {name: writer.curve() for name, writer in self._curves.items()},
            "plan": plan,
            "stages": stage_progress(plan, step, self._spent, pace),
            "notes": tuple(self._notes),
            "shots": (*self._shots, *live),
        }

    # What happens

    def set_plan(self, phases: Sequence[PhasePlan]) -> None:
        """All phases there are going to be."""
        self._plan = {(phase.stage, phase.phase): phase for phase in phases}

    def go_on_from(self, step: int) -> None:
        """Forget pictures and notes after ``step``; curves cut themselves."""
        self._drop_shots(step)
        self._notes = [note for note in self._notes if note.step <= step]
        self._now["step"] = step

    def _drop_shots(self, after: int) -> None:
        self._shots = [shot for shot in self._shots if shot.step <= after]
        self._live = None

    def add_shot(self, shot: Shot) -> None:
        """A moment that is in the training's folder."""
        self._shots = [known for known in self._shots if known.step != shot.step]
        self._shots.append(shot)
        self._shots.sort(key=lambda known: known.step)

    def take(self, event: object) -> bool:
        """Note an event of the engine. True when it should be shown at once."""
        if isinstance(event, StepDone):
            self._step(event)
        elif isinstance(event, StageStarted):
            self._start_phase(event)
        elif isinstance(event, SampleReady):
            self._live = Shot(
                event.stage, self._now.get("phase", ""), event.step, Picture(event.pixels)
            )
        elif isinstance(event, Progress):
            self._now["preparing"] = event.done
        elif isinstance(event, HealthNoted):
            note = Note(event.step, event.kind, dict(event.values), event.remedy, event.text)
            self._notes.append(note)
            if "back_to" in event.values:  # the steps since then are void
                self._drop_shots(int(event.values["back_to"]))
        elif isinstance(event, TargetChanged):
            self._now["content_target"] = event.content_target
            self._notes.append(
                Note(event.step, _TARGET, {"content_target": event.content_target}, "")
            )
        return isinstance(event, _WORTH_A_LOOK)

    def _start_phase(self, event: StageStarted) -> None:
        key = event.stage, event.phase
        if key not in self._plan:
            self._plan[key] = PhasePlan(event.stage, event.phase, event.step, event.steps)
        self._stage_began.setdefault(event.stage, event.seconds)
        self._now |= {
            "stage": event.stage,
            "phase": event.phase,
            "step": event.step,
            "total_steps": event.total_steps,
            "preparing": None,
        }

    def _step(self, event: StepDone) -> None:
        # Steps at part of the strength have easier targets and would only draw spikes.
        if event.losses.get("strength", 1.0) == 1.0:
            for name in KNOWN:
                if name in event.losses:
                    writer = self._curves.setdefault(name, CurveWriter())
                    writer.append(event.step, float(event.losses[name]))
        began = self._stage_began.setdefault(event.stage, event.seconds)
        self._spent[event.stage] = event.seconds - began
        self._now |= {
            "stage": event.stage,
            "phase": event.phase,
            "step": event.step,
            "total_steps": event.total_steps,
            "seconds_left": event.seconds_left,
        }

    # What happened before

    def start_with(self, content_target: float) -> None:
        """The balance that was asked for, unless it was changed meanwhile."""
        self._now.setdefault("content_target", content_target)

    def restore(self, history: History) -> None:
        """Take over what a training's log tells."""
        for losses in history.curves.values():
            for name in KNOWN:
                for step, value in losses.get(name, ()):
                    self._curves.setdefault(name, CurveWriter()).append(step, value)
        for mark in history.phases:
            plan = PhasePlan(mark.stage, mark.phase, mark.step, mark.steps)
            self._plan[mark.stage, mark.phase] = plan
            self._stage_began.setdefault(mark.stage, mark.seconds)
        for (stage, began), (_, end) in itertools.pairwise(self._stage_began.items()):
            self._spent[stage] = end - began
        self._notes = [
            Note(note.step, note.kind, dict(note.values), note.remedy)
            for note in history.notes
            if note.kind not in (_PAUSED, _RESUMED)
        ]
        targets = [n.values["content_target"] for n in self._notes if n.kind == _TARGET]
        if targets:
            self._now["content_target"] = targets[-1]
        if history.total_steps:
            self._now["total_steps"] = history.total_steps
        last = max((int(w.curve().steps[-1]) for w in self._curves.values()), default=0)
        self._now.setdefault("step", last)
