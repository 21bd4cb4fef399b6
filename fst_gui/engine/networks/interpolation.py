"""The interpolation network: fuses the state with the photo's finer features and upsamples.

From an eighth of the resolution to the full one by three transposed convolutions; at a quarter
and a half the matched features join, and the style sets every kernel. The last one gives each
pixel a colour and a gate: how much of the photo, in the painting's colours, shows through.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from fst_gui.engine.networks.encoder import ENCODER_WIDTHS, EncoderFeatures
from fst_gui.engine.networks.recurrent import STATE_WIDTH
from fst_gui.engine.networks.styled import (
    StyledConv,
    StyledUpsample,
    StyleParameters,
    leaky,
)

_QUARTER = 48
_HALF = 16
GATE = 3  # its channel in the maps


class InterpolationNetwork(nn.Module):
    """State and matched features to maps (N, 4, H, W): three of colour, one of the gate."""

    def __init__(self) -> None:
        super().__init__()
        self.eighth_a = StyledConv(STATE_WIDTH, STATE_WIDTH, 3)
        self.eighth_b = StyledConv(STATE_WIDTH, STATE_WIDTH, 3)
        self.to_quarter = StyledUpsample(STATE_WIDTH, _QUARTER)
        self.quarter_skip = nn.Conv2d(ENCODER_WIDTHS[1], _QUARTER, 1)
        self.quarter_a = StyledConv(_QUARTER, _QUARTER, 3)
        self.quarter_b = StyledConv(_QUARTER, _QUARTER, 3)
        self.to_half = StyledUpsample(_QUARTER, _HALF)
        self.half_skip = nn.Conv2d(ENCODER_WIDTHS[0], _HALF, 1)
        self.half_a = StyledConv(_HALF, _HALF, 3)
        self.half_b = StyledConv(_HALF, _HALF, 3)
        self.to_full = StyledUpsample(_HALF, 4)
        self._start_as_the_photo()

    def _start_as_the_photo(self) -> None:
        """Begin with residuals small, colours at 0 and the gate at 1."""
        with torch.no_grad():
            for layer, scale in (
                (self.eighth_b, 0.3),
                (self.quarter_b, 0.3),
                (self.half_b, 0.3),
                (self.to_full, 0.2),
            ):
                layer.mixture.kernel.mul_(scale)
                layer.mixture.experts.mul_(scale)
            self.to_full.bias.bias[GATE] = 1.0

    def bind(self, code: Tensor) -> dict[str, dict[str, Tensor]]:
        """What the style vector (CODE_WIDTH,) sets in this network, by layer."""
        return {
            name: layer.bind(code)
            for name, layer in self.named_children()
            if isinstance(layer, StyledConv | StyledUpsample)
        }

    def forward(self, state: Tensor, features: EncoderFeatures, style: StyleParameters) -> Tensor:
        x = self.eighth_a(leaky(state), style["eighth_a"])
        x = state + self.eighth_b(leaky(x), style["eighth_b"])
        x = self.to_quarter(leaky(x), style["to_quarter"]) + self.quarter_skip(features.quarter)
        y = self.quarter_a(leaky(x), style["quarter_a"])
        x = x + self.quarter_b(leaky(y), style["quarter_b"])
        x = self.to_half(leaky(x), style["to_half"]) + self.half_skip(features.half)
        y = self.half_a(leaky(x), style["half_a"])
        x = x + self.half_b(leaky(y), style["half_b"])
        return self.to_full(x, style["to_full"])


def compose(maps: Tensor, picture: Tensor) -> Tensor:
    """Maps (N, 4, H, W) and the matched photo (N, 3, H, W), about 0-1, to a picture.

    Not clamped. The maps may have been enlarged: the photo's own detail shows through the gate.
    """
    colour, gate = maps.split((3, 1), 1)
    return 0.5 + 0.5 * colour + gate * (picture - 0.5)
