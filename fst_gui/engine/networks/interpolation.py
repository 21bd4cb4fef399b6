"""The interpolation network: fuses the state with the photo's finer features and upsamples.

From an eighth of the resolution to the full one by three transposed convolutions; at a quarter
and a half the encoder's features join, and the style sets every kernel and normalisation.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from fst_gui.engine.networks.encoder import ENCODER_WIDTHS, FOLDED_WIDTH, EncoderFeatures
from fst_gui.engine.networks.recurrent import STATE_WIDTH
from fst_gui.engine.networks.styled import StyledConv, StyledUpsample, StyleParameters

_QUARTER = 48
_HALF = 16


class InterpolationNetwork(nn.Module):
    """State and encoder features to a picture (N, 3, H, W), about 0-1, not clamped."""

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
        self.picture_skip = nn.Conv2d(FOLDED_WIDTH, _HALF, 1, bias=False)
        self.half_a = StyledConv(_HALF, _HALF, 3)
        self.to_full = StyledUpsample(_HALF, 3)
        self._start_grey()

    def _start_grey(self) -> None:
        """Begin near mid-grey, inside 0-1."""
        with torch.no_grad():
            self.to_full.mixture.kernel.mul_(0.2)
            self.to_full.mixture.experts.mul_(0.2)
            self.to_full.bias.bias.fill_(0.5)

    def bind(self, code: Tensor) -> dict[str, dict[str, Tensor]]:
        """What the style vector (CODE_WIDTH,) sets in this network, by layer."""
        return {
            name: layer.bind(code)
            for name, layer in self.named_children()
            if isinstance(layer, StyledConv | StyledUpsample)
        }

    def forward(self, state: Tensor, features: EncoderFeatures, style: StyleParameters) -> Tensor:
        x = F.relu(self.eighth_a(state, style["eighth_a"]))
        x = state + self.eighth_b(x, style["eighth_b"])
        x = self.to_quarter(F.relu(x), style["to_quarter"])
        x = F.relu(x + self.quarter_skip(features.quarter))
        y = F.relu(self.quarter_a(x, style["quarter_a"]))
        x = x + self.quarter_b(y, style["quarter_b"])
        x = self.to_half(F.relu(x), style["to_half"])
        x = x + self.half_skip(features.half) + self.picture_skip(features.folded)
        x = x + F.relu(self.half_a(F.relu(x), style["half_a"]))
        return self.to_full(x, style["to_full"])
