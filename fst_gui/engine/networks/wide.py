"""An interpolation network that lays the picture out at an eighth of the resolution, and wide.

There 112 channels cost what 48 do at a quarter, and see twice as far. Two residual blocks lay the
picture out, and a third goes over it for every iteration, led by that iteration's state; a block at
a quarter draws the strokes. The photo's features join at a quarter and a half. The wide kernels are
the same for all paintings that are read (``conditional``), the narrow ones are mixed for each
(``styled``). docs/method.md has what it was measured to be worth.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from fst_gui.engine.networks.conditional import ConditionalJoin, ConditionalResidual, Refinement
from fst_gui.engine.networks.encoder import ENCODER_WIDTHS, EncoderFeatures
from fst_gui.engine.networks.folding import FOLD, fold
from fst_gui.engine.networks.interpolation import noise_like
from fst_gui.engine.networks.recurrent import STATE_WIDTH
from fst_gui.engine.networks.styled import (
    StyledFinish,
    StyledGrain,
    StyledJoin,
    StyledMaps,
    StyledNorm,
    StyledResidual,
    StyleParameters,
    leaky,
)

_EIGHTH = 112
_QUARTER = 48
_HALF = 24
_FULL = 8


class WideTrunk(nn.Module):
    """Two residual blocks at an eighth of the resolution; (N, _EIGHTH, h, w) in and out."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(ConditionalResidual(_EIGHTH) for _ in range(2))

    def bind(self, code: Tensor) -> dict[str, dict[str, Tensor]]:
        """What the style vector (CODE_WIDTH,) sets, by layer."""
        bound: dict[str, dict[str, Tensor]] = {}
        for index, block in enumerate(self.blocks):
            assert isinstance(block, ConditionalResidual)
            bound[f"block_{index}"] = block.bind(code)
        return bound

    def forward(self, x: Tensor, style: StyleParameters) -> Tensor:
        for index, block in enumerate(self.blocks):
            x = block(x, style[f"block_{index}"])
        return x


class WideInterpolationNetwork(nn.Module):
    """States and matched features to colours (N, 3, H, W), as logarithmic odds."""

    def __init__(self) -> None:
        super().__init__()
        self.at_eighth = ConditionalJoin(STATE_WIDTH, ENCODER_WIDTHS[2], _EIGHTH)
        self.grain = StyledGrain(_EIGHTH)
        self.trunk = WideTrunk()
        self.refine = Refinement(STATE_WIDTH, _EIGHTH)
        self.to_quarter = StyledJoin(_EIGHTH, ENCODER_WIDTHS[1], _QUARTER)
        self.at_quarter = StyledResidual(_QUARTER)
        self.to_half = StyledJoin(_QUARTER, ENCODER_WIDTHS[0], _HALF, size=1)
        self.at_half = StyledNorm(_HALF, _HALF)
        self.to_full = StyledMaps(_HALF, _FULL)
        self.finish = StyledFinish(_FULL + 1, 3, 3)

    def bind(self, code: Tensor) -> dict[str, dict[str, Tensor]]:
        """What the style vector (CODE_WIDTH,) sets in this network, by layer."""
        return {
            "at_eighth": self.at_eighth.bind(code),
            "grain": self.grain.bind(code),
            **self.trunk.bind(code),
            "refine": self.refine.bind(code),
            "to_quarter": self.to_quarter.bind(code),
            "at_quarter": self.at_quarter.bind(code),
            "to_half": self.to_half.bind(code),
            "at_half": self.at_half.bind(code),
            "to_full": self.to_full.bind(code),
            "finish": self.finish.bind(code),
        }

    def forward(
        self,
        states: Sequence[Tensor],
        features: EncoderFeatures,
        style: StyleParameters,
        noise: torch.Generator,
    ) -> Tensor:
        """``states`` are those of the iterations, each (N, STATE_WIDTH, H/8, W/8)."""
        x = self.at_eighth.joined(states[0], features.eighth, style["at_eighth"])
        x = self.grain(x, noise_like(x, noise), style["grain"])
        x = self.trunk(x, style)
        for state in states:
            x = self.refine(x, state, style["refine"])
        x = self.to_quarter(leaky(x), features.quarter, style["to_quarter"])
        x = self.at_quarter(x, style["at_quarter"])
        x = self.to_half(leaky(x), features.half, style["to_half"])
        x = leaky(self.at_half(x, style["at_half"]))
        x = leaky(self.to_full(x, style["to_full"]))
        canvas = fold(noise_like(x, noise, FOLD)).expand(len(x), -1, -1, -1)
        return self.finish(torch.cat([x, canvas], 1), style["finish"])
