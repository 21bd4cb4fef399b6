"""What a base network is trained on, for how long, and how its steps are divided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from torch import Tensor

from fst_gui.engine.networks.painter import SHIPPED, PainterShape
from fst_gui.engine.settings import BASE_CONTENT
from fst_gui.engine.train.plan import JOINT_ONLY, LAYERED, PhaseName, Plan, Stage, make_plan


@dataclass(frozen=True)
class BaseSpec:
    """What the base is trained on and for how long.

    ``photos`` and ``paintings`` are (H, W, 3) uint8; ``labels`` name each painting's movement
    by number. ``deck`` holds the numbers of the paintings as often as they are to be drawn; an
    empty one draws all alike. ``warm_start`` may hold a painter's weights or a part of them;
    ``settled`` says that they have painted before: they learn at a lower rate, the phases of
    content and of style alone are left out, and the first stage teaches only what of the encoder
    painting does not use, from random weights.
    """

    photos: Sequence[Tensor]
    paintings: Sequence[Tensor]
    labels: Sequence[int]
    steps: Mapping[Stage, int]
    deck: Sequence[int] = ()
    size: int = 320
    photos_a_style: int = 2
    styles_a_step: int = 2
    view_size: int = 192
    content_target: float = BASE_CONTENT
    seed: int = 0
    warm_start: Mapping[str, Tensor] = field(default_factory=dict)
    shape: PainterShape = SHIPPED
    settled: bool = False
    fc_weight: float = 0.05

    @property
    def plan(self) -> Plan:
        layered = JOINT_ONLY if self.settled else LAYERED
        layers: dict[Stage, Mapping[PhaseName, float]] = {
            "encoder": JOINT_ONLY,
            "recurrent": layered,
            "interpolation": layered,
            "adversarial": JOINT_ONLY,
        }
        return make_plan(self.steps, layers)
