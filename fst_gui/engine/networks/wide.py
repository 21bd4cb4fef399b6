"""An interpolation network that lays the picture out at an eighth of the resolution, and wide.

There 112 channels cost what 48 do at a quarter, and see twice as far. The trunk and the block that
goes over the picture for every iteration are there; a block at a quarter draws the strokes. The
photo's features join at a quarter and a half. Wide kernels are the same for all paintings that are
read, narrow ones are mixed for each. docs/method.md has what it was measured to be worth.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from fst_gui.engine.networks.encoder import ENCODER_WIDTHS, EncoderFeatures
from fst_gui.engine.networks.interpolation import (
    HALF,
    QUARTER,
    ConvolutionalTrunk,
    DrawingNetwork,
    noise_like,
)
from fst_gui.engine.networks.recurrent import STATE_WIDTH
from fst_gui.engine.networks.styled import (
    SharedKernel,
    StyledGrain,
    StyledJoin,
    StyledRefinement,
    StyledResidual,
    StyleParameters,
    leaky,
)

_EIGHTH = 112


class WideInterpolationNetwork(DrawingNetwork):
    """States and matched features to colours (N, 3, H, W), as logarithmic odds."""

    def __init__(self) -> None:
        super().__init__()
        self.at_eighth = StyledJoin(STATE_WIDTH, ENCODER_WIDTHS[2], _EIGHTH, kind=SharedKernel)
        self.grain = StyledGrain(_EIGHTH)
        self.trunk = ConvolutionalTrunk(_EIGHTH, SharedKernel)
        self.refine = StyledRefinement(STATE_WIDTH, _EIGHTH, SharedKernel)
        self.to_quarter = StyledJoin(_EIGHTH, ENCODER_WIDTHS[1], QUARTER)
        self.at_quarter = StyledResidual(QUARTER)
        self.to_half = StyledJoin(QUARTER, ENCODER_WIDTHS[0], HALF, size=1)

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
            **super().bind(code),
        }

    def forward(
        self,
        states: Sequence[Tensor],
        features: EncoderFeatures,
        style: StyleParameters,
        noise: torch.Generator,
    ) -> Tensor:
        """``states`` are those of the iterations, each (N, STATE_WIDTH, H/8, W/8)."""
        x = self.at_eighth(states[0], features.eighth, style["at_eighth"])
        x = self.grain(x, noise_like(x, noise), style["grain"])
        x = self.trunk(x, style)
        for state in states:
            x = self.refine(x, state, style["refine"])
        x = self.to_quarter(leaky(x), features.quarter, style["to_quarter"])
        x = self.at_quarter(x, style["at_quarter"])
        return self.draw(self.to_half(leaky(x), features.half, style["to_half"]), style, noise)
