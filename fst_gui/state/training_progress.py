"""How far a training is: its stages, their phases, and the time of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STAGES = ("encoder", "recurrent", "interpolation", "adversarial")


@dataclass(frozen=True)
class PhasePlan:
    """A run of steps with one objective; ``start`` counts from the start of the training."""

    stage: str
    phase: str
    start: int
    steps: int


@dataclass(frozen=True)
class PhaseProgress:
    """``done`` runs from 0 to 1."""

    phase: str
    done: float
    current: bool = False


@dataclass(frozen=True)
class StageProgress:
    """Seconds spent and left; None where nobody knows."""

    stage: str
    phases: tuple[PhaseProgress, ...] = ()
    spent: float | None = None
    left: float | None = None

    @property
    def begun(self) -> bool:
        """Whether a step of it is done."""
        return any(phase.done > 0 for phase in self.phases)

    @property
    def current(self) -> bool:
        """Whether the training is in it."""
        return any(phase.current for phase in self.phases)

    @property
    def finished(self) -> bool:
        """Whether all of it is done."""
        return bool(self.phases) and all(phase.done >= 1 for phase in self.phases)


def stage_progress(
    plan: Sequence[PhasePlan], step: int, spent: Mapping[str, float], pace: float | None
) -> tuple[StageProgress, ...]:
    """Where ``step`` is in a plan.

    ``spent`` are seconds by stage, ``pace`` the seconds that a step takes, where they are known.
    """
    current = next((p for p in plan if p.start <= step < p.start + p.steps), None)
    stages: list[StageProgress] = []
    for stage in STAGES:
        mine = [phase for phase in plan if phase.stage == stage]
        to_go = sum(min(p.steps, max(0, p.start + p.steps - step)) for p in mine)
        phases = tuple(
            PhaseProgress(p.phase, min(1.0, max(0.0, (step - p.start) / p.steps)), p is current)
            for p in mine
        )
        left = to_go * pace if mine and pace is not None else None
        stages.append(StageProgress(stage, phases, spent.get(stage), left))
    return tuple(stages)
