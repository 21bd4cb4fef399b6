"""Which stage and phase each training step belongs to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Stage = Literal["encoder", "recurrent", "interpolation", "adversarial"]
PhaseName = Literal["content", "style", "joint"]
STAGES: tuple[Stage, ...] = ("encoder", "recurrent", "interpolation", "adversarial")

# Inside a stage: textures and edges first, then the style alone, then both in balance. The first
# two are short: longer ones undo more than they teach (docs/notebook.md).
LAYERED: Mapping[PhaseName, float] = {"content": 0.03, "style": 0.07, "joint": 0.9}
_LAST_RATE = 1.0 / 30.0  # of the peak, at the end of a stage
JOINT_ONLY: Mapping[PhaseName, float] = {"joint": 1.0}


@dataclass(frozen=True)
class Phase:
    """A run of steps with one objective. ``start`` counts from the start of the training."""

    stage: Stage
    name: PhaseName
    start: int
    steps: int
    stage_start: int
    stage_steps: int


@dataclass(frozen=True)
class Plan:
    """All phases of a training in order."""

    phases: tuple[Phase, ...]

    @property
    def total_steps(self) -> int:
        last = self.phases[-1]
        return last.start + last.steps

    @property
    def fingerprint(self) -> str:
        """What a checkpoint must share to be gone on from."""
        return ";".join(f"{p.stage}.{p.name}.{p.steps}" for p in self.phases)

    def at(self, step: int) -> Phase:
        """The phase that the step after ``step`` steps belongs to."""
        return next(p for p in reversed(self.phases) if p.start <= step)

    def step_at(self, stage: str, share: float) -> int:
        """The step that lies ``share`` (0 to 1) into a stage."""
        phase = next(p for p in self.phases if p.stage == stage)
        return phase.stage_start + round(min(max(share, 0.0), 1.0) * phase.stage_steps)

    def is_moment(self, step: int, moments: int) -> bool:
        """Whether to take a picture after ``step`` steps: about ``moments`` times, evenly, and
        at the end of each phase."""
        every = max(5, self.total_steps // moments)
        return step % every == 0 or any(step == p.start + p.steps for p in self.phases)


def make_plan(
    stage_steps: Mapping[Stage, int], layers: Mapping[Stage, Mapping[PhaseName, float]]
) -> Plan:
    """Divide each stage's steps among its phases; stages without steps are left out."""
    phases: list[Phase] = []
    start = 0
    for stage in STAGES:
        steps = stage_steps.get(stage, 0)
        stage_start, left = start, steps
        shares = list(layers[stage].items()) if steps else []
        for index, (name, share) in enumerate(shares):
            count = left if index == len(shares) - 1 else min(left, max(1, round(steps * share)))
            if count:
                phases.append(Phase(stage, name, start, count, stage_start, steps))
            start += count
            left -= count
    if not phases:
        raise ValueError("a plan needs at least one step")
    return Plan(tuple(phases))


def learning_rate(step: int, steps: int, peak: float) -> float:
    """Small at the start, the peak after a twentieth of the stage, then a cosine to a thirtieth."""
    warm = max(1, steps // 20)
    if step < warm:
        return peak * (step + 1) / warm
    progress = (step - warm) / max(1, steps - warm)
    return peak * (_LAST_RATE + (1.0 - _LAST_RATE) * 0.5 * (1.0 + math.cos(math.pi * progress)))
