"""The interpolation network: fuses the state with the photo's finer features and upsamples.

From an eighth of the resolution to the full one by three transposed convolutions; at a quarter
and a half the matched features join, and the style sets every kernel. The last one gives each
pixel a colour and a gate: how much of the photo, in the painting's colours, shows through.

Two trunks draw at an eighth of the resolution before that: the convolutional one, and the
autoencoder, which squeezes the state to a sixteenth first and so sees wider.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from fst_gui.engine.networks.encoder import ENCODER_WIDTHS, EncoderFeatures
from fst_gui.engine.networks.recurrent import STATE_WIDTH
from fst_gui.engine.networks.styled import (
    StyledConv,
    StyledGrain,
    StyledMaps,
    StyledResidual,
    StyledUpsample,
    StyleParameters,
    leaky,
)

_QUARTER = 48
_HALF = 16
_SQUEEZED = 96
GATE = 3  # its channel in the maps


class ConvolutionalTrunk(nn.Module):
    """Residual blocks at an eighth of the resolution; (N, STATE_WIDTH, h, w) in and out."""

    def __init__(self) -> None:
        super().__init__()
        self.eighth = StyledResidual(STATE_WIDTH, depth=3)

    def bind(self, code: Tensor) -> dict[str, dict[str, Tensor]]:
        """What the style vector (CODE_WIDTH,) sets, by layer."""
        return {"eighth": self.eighth.bind(code)}

    def forward(self, state: Tensor, style: StyleParameters) -> Tensor:
        return self.eighth(state, style["eighth"])


class AutoencoderTrunk(nn.Module):
    """To a sixteenth of the resolution, residual blocks there, back, and one block more.

    (N, STATE_WIDTH, h, w) in and out, h and w even.
    """

    def __init__(self) -> None:
        super().__init__()
        self.squeeze = StyledConv(STATE_WIDTH, _SQUEEZED, 3)
        self.sixteenth = StyledResidual(_SQUEEZED, depth=2)
        self.widen = StyledConv(_SQUEEZED, STATE_WIDTH, 1)
        self.eighth = StyledResidual(STATE_WIDTH, depth=2)

    def bind(self, code: Tensor) -> dict[str, dict[str, Tensor]]:
        """What the style vector (CODE_WIDTH,) sets, by layer."""
        return {
            "squeeze": self.squeeze.bind(code),
            "sixteenth": self.sixteenth.bind(code),
            "widen": self.widen.bind(code),
            "eighth": self.eighth.bind(code),
        }

    def forward(self, state: Tensor, style: StyleParameters) -> Tensor:
        x = self.squeeze(F.avg_pool2d(leaky(state), 2), style["squeeze"])
        x = self.sixteenth(x, style["sixteenth"])
        x = self.widen(leaky(x), style["widen"])
        x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
        return self.eighth(state + x, style["eighth"])


class InterpolationNetwork(nn.Module):
    """State and matched features to maps (N, 4, H, W): three of colour, one of the gate."""

    def __init__(self, trunk: ConvolutionalTrunk | AutoencoderTrunk) -> None:
        super().__init__()
        self.trunk = trunk
        self.eighth_grain = StyledGrain(STATE_WIDTH)
        self.to_quarter = StyledUpsample(STATE_WIDTH, _QUARTER)
        self.quarter_skip = nn.Conv2d(ENCODER_WIDTHS[1], _QUARTER, 1)
        self.quarter_grain = StyledGrain(_QUARTER)
        self.quarter_block = StyledResidual(_QUARTER, depth=1)
        self.to_half = StyledUpsample(_QUARTER, _HALF)
        self.half_skip = nn.Conv2d(ENCODER_WIDTHS[0], _HALF, 1)
        self.half_grain = StyledGrain(_HALF)
        self.half_block = StyledResidual(_HALF, depth=1)
        self.to_full = StyledMaps(_HALF, 4)
        self._start_as_the_photo()

    def _start_as_the_photo(self) -> None:
        """Begin with colours near 0 and the gate at 1."""
        with torch.no_grad():
            self.to_full.mixture.kernel.mul_(0.2)
            self.to_full.mixture.experts.mul_(0.2)
            self.to_full.bias.bias[GATE] = 1.0

    def bind(self, code: Tensor) -> dict[str, dict[str, Tensor]]:
        """What the style vector (CODE_WIDTH,) sets in this network, by layer."""
        styled = (StyledGrain, StyledUpsample, StyledResidual, StyledMaps)
        own = {
            n: layer.bind(code) for n, layer in self.named_children() if isinstance(layer, styled)
        }
        return {**self.trunk.bind(code), **own}

    def forward(
        self,
        state: Tensor,
        features: EncoderFeatures,
        style: StyleParameters,
        noise: torch.Generator,
    ) -> Tensor:
        x = self.eighth_grain(state, _noise_like(state, noise), style["eighth_grain"])
        x = self.trunk(x, style)
        x = self.to_quarter(leaky(x), style["to_quarter"]) + self.quarter_skip(features.quarter)
        x = self.quarter_grain(x, _noise_like(x, noise), style["quarter_grain"])
        x = self.quarter_block(x, style["quarter_block"])
        x = self.to_half(leaky(x), style["to_half"]) + self.half_skip(features.half)
        x = self.half_grain(x, _noise_like(x, noise), style["half_grain"])
        x = self.half_block(x, style["half_block"])
        return self.to_full(x, style["to_full"])


def _noise_like(x: Tensor, generator: torch.Generator) -> Tensor:
    """Unit noise (1, 1, H, W) for (N, C, H, W), the same on every device.

    All pictures share it, so that it does not depend on how many are painted at once: the
    processes of a training that share out its photos draw the same.
    """
    height, width = x.shape[-2:]
    return torch.randn(1, 1, height, width, generator=generator).to(x.device, x.dtype)


def compose(maps: Tensor, picture: Tensor) -> Tensor:
    """Maps (N, 4, H, W) and the matched photo (N, 3, H, W), about 0-1, to a picture.

    Not clamped. The maps may have been enlarged: the photo's own detail shows through the gate.
    """
    colour, gate = maps.split((3, 1), 1)
    return 0.5 + 0.5 * colour + gate * (picture - 0.5)
