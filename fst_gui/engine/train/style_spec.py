"""What a style is trained on, for how long, and how its steps are divided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from torch import Tensor

from fst_gui.engine.events import Pixels
from fst_gui.engine.settings import USUAL_CONTENT
from fst_gui.engine.train.plan import (
    JOINT_ONLY,
    LAYERED,
    STAGES,
    PhaseName,
    Plan,
    Stage,
    make_plan,
)

STAGE_SHARES: Mapping[Stage, float] = {
    "encoder": 0.05,
    "recurrent": 0.1,
    "interpolation": 0.75,
    "adversarial": 0.1,
}


@dataclass(frozen=True)
class StyleSpec:
    """What a style is trained on and for how long.

    ``paintings`` and ``photos`` are (H, W, 3) uint8; ``sample`` is a photo to show progress on.
    ``size`` is the side in pixels of the squares that are painted, nearly whole photos: tone and
    bands are fitted on each. ``stroke_size`` is the scale at which the paintings are looked at: 2
    for strokes twice as coarse. ``shares`` divide the steps among the stages, ``layers`` each
    stage among its phases.
    """

    paintings: Sequence[Tensor]
    photos: Sequence[Tensor]
    steps: int
    size: int = 320
    batch: int = 1
    content_target: float = USUAL_CONTENT
    stroke_size: float = 1.0
    seed: int = 0
    sample: Pixels | None = None
    shares: Mapping[Stage, float] = field(default_factory=lambda: STAGE_SHARES)
    layers: Mapping[PhaseName, float] = field(default_factory=lambda: LAYERED)
    fc_weight: float = 0.05

    def lasting(self, steps: int) -> StyleSpec:
        """The same training with another number of steps."""
        return replace(self, steps=steps)

    @property
    def plan(self) -> Plan:
        layers: dict[Stage, Mapping[PhaseName, float]] = dict.fromkeys(STAGES, self.layers)
        layers["adversarial"] = JOINT_ONLY
        steps: dict[Stage, int] = {
            stage: max(1, round(self.steps * share))
            for stage, share in self.shares.items()
            if share
        }
        return make_plan(steps, layers)
