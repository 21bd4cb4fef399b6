"""The interpolation network: fuses the states with the photo's finer features and paints.

The first state is laid out at an eighth of the resolution by many channels, enlarged to a quarter
and joins the features there. A trunk paints; then one block goes over it again for every
iteration, led by the state of that iteration. Two more transposed convolutions lead to the full
resolution, and what comes out is a colour for each pixel. Features at a half join, for lines finer
than a quarter can hold, by one kernel of size 1. They came last, when the rest had learned to
paint: with such a way round the strokes from the beginning, training tints the photo and never
learns to paint.

Two trunks there are: the convolutional one stays at a quarter; the autoencoder squeezes to an
eighth and back, and so sees wider.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from fst_gui.engine.networks.encoder import ENCODER_WIDTHS, EncoderFeatures
from fst_gui.engine.networks.recurrent import STATE_WIDTH
from fst_gui.engine.networks.styled import (
    SharedNorm,
    StyledConv,
    StyledGrain,
    StyledNorm,
    StyledResidual,
    StyleParameters,
    leaky,
)
from fst_gui.engine.networks.styled_enlarging import (
    StyledFinish,
    StyledJoin,
    StyledMaps,
    StyledRefinement,
)
from fst_gui.engine.steps import at_once

_LAYOUT = 96
_QUARTER = 48
_HALF = 24
_FULL = 8
_SQUEEZED = 64
_BLOCKS = 2
# Where the photo's logarithmic odds are cut off, and how far a picture can leave 0-1.
_LEAST = 0.02
_STRETCH = 1.0 - 2.0 * _LEAST


class ConvolutionalTrunk(nn.Module):
    """Residual blocks that stay at a quarter; (N, _QUARTER, h, w) in and out."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(StyledResidual(_QUARTER) for _ in range(_BLOCKS))

    def bind(self, code: Tensor) -> dict[str, dict[str, Tensor]]:
        """What the style vector (CODE_WIDTH,) sets, by layer."""
        return _bind_blocks("block", self.blocks, code)

    def in_steps(self, x: Tensor, style: StyleParameters) -> Generator[None, None, Tensor]:
        """Paint, one block at a time."""
        for index, block in enumerate(self.blocks):
            yield
            x = block(x, style[f"block_{index}"])
        return x


class AutoencoderTrunk(nn.Module):
    """To an eighth of the resolution, residual blocks there, and back.

    (N, _QUARTER, h, w) in and out, h and w even.
    """

    def __init__(self) -> None:
        super().__init__()
        self.squeeze = StyledNorm(_QUARTER, _SQUEEZED)
        self.inner = nn.ModuleList(StyledResidual(_SQUEEZED) for _ in range(3))
        self.widen = StyledConv(_SQUEEZED, _QUARTER, 1)

    def bind(self, code: Tensor) -> dict[str, dict[str, Tensor]]:
        """What the style vector (CODE_WIDTH,) sets, by layer."""
        return {
            "squeeze": self.squeeze.bind(code),
            **_bind_blocks("inner", self.inner, code),
            "widen": self.widen.bind(code),
        }

    def in_steps(self, x: Tensor, style: StyleParameters) -> Generator[None, None, Tensor]:
        """Paint, one block at a time."""
        y = leaky(self.squeeze(F.avg_pool2d(x, 2), style["squeeze"]))
        for index, block in enumerate(self.inner):
            yield
            y = block(y, style[f"inner_{index}"])
        y = self.widen(leaky(y), style["widen"])
        return x + F.interpolate(y, scale_factor=2, mode="bilinear", align_corners=False)


def _bind_blocks(name: str, blocks: nn.ModuleList, code: Tensor) -> dict[str, dict[str, Tensor]]:
    bound: dict[str, dict[str, Tensor]] = {}
    for index, block in enumerate(blocks):
        assert isinstance(block, StyledResidual)
        bound[f"{name}_{index}"] = block.bind(code)
    return bound


class Layout(nn.Module):
    """A first idea of the picture, at an eighth of the resolution, where many channels are cheap.

    Its kernels see twice as far as those at a quarter.
    """

    def __init__(self) -> None:
        super().__init__()
        self.enter = SharedNorm(STATE_WIDTH + ENCODER_WIDTHS[2], _LAYOUT)
        self.blocks = nn.ModuleList(StyledResidual(_LAYOUT, SharedNorm) for _ in range(_BLOCKS))

    def bind(self, code: Tensor) -> dict[str, dict[str, Tensor]]:
        """What the style vector (CODE_WIDTH,) sets, by layer."""
        return {"layout": self.enter.bind(code), **_bind_blocks("layout", self.blocks, code)}

    def in_steps(
        self, state: Tensor, eighth: Tensor, style: StyleParameters
    ) -> Generator[None, None, Tensor]:
        """A state (N, STATE_WIDTH, h, w) and features beside it to (N, _LAYOUT, h, w)."""
        x = leaky(self.enter(torch.cat([state, eighth], 1), style["layout"]))
        for index, block in enumerate(self.blocks):
            yield
            x = block(x, style[f"layout_{index}"])
        return leaky(x)


class InterpolationNetwork(nn.Module):
    """States and matched features to colours (N, 3, H, W), as logarithmic odds."""

    def __init__(self, trunk: ConvolutionalTrunk | AutoencoderTrunk) -> None:
        super().__init__()
        self.layout = Layout()
        self.to_quarter = StyledJoin(STATE_WIDTH + _LAYOUT, ENCODER_WIDTHS[1], _QUARTER)
        self.grain = StyledGrain(_QUARTER)
        self.trunk = trunk
        self.refine = StyledRefinement(STATE_WIDTH, _QUARTER)
        self.to_half = StyledJoin(_QUARTER, ENCODER_WIDTHS[0], _HALF, size=1)
        self.at_half = StyledNorm(_HALF, _HALF)
        self.to_full = StyledMaps(_HALF, _FULL)
        self.finish = StyledFinish(_FULL, 3)

    def bind(self, code: Tensor) -> dict[str, dict[str, Tensor]]:
        """What the style vector (CODE_WIDTH,) sets in this network, by layer."""
        return {
            **self.layout.bind(code),
            "to_quarter": self.to_quarter.bind(code),
            "grain": self.grain.bind(code),
            **self.trunk.bind(code),
            "refine": self.refine.bind(code),
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
        return at_once(self.in_steps(states, features, style, noise))

    def in_steps(
        self,
        states: Sequence[Tensor],
        features: EncoderFeatures,
        style: StyleParameters,
        noise: torch.Generator,
    ) -> Generator[None, None, Tensor]:
        """The same, one part of the network at a time."""
        layout = yield from self.layout.in_steps(states[0], features.eighth, style)
        yield
        x = torch.cat([states[0], layout], 1)
        x = self.to_quarter(x, features.quarter, style["to_quarter"])
        x = self.grain(x, noise_like(x, noise), style["grain"])
        x = yield from self.trunk.in_steps(x, style)
        for state in states:
            yield
            x = self.refine(x, state, style["refine"])
        yield
        x = self.to_half(leaky(x), features.half, style["to_half"])
        yield
        x = leaky(self.at_half(x, style["at_half"]))
        yield
        x = leaky(self.to_full(x, style["to_full"]))
        yield
        return self.finish(x, noise_like(x, noise), style["finish"])


def noise_like(x: Tensor, generator: torch.Generator) -> Tensor:
    """Unit noise (1, 1, H, W) for (N, C, H, W), the same on every device.

    All pictures share it, so that it does not depend on how many are painted at once: the
    processes of a training that share out its photos draw the same.
    """
    return torch.randn(1, 1, *x.shape[-2:], generator=generator).to(x.device, x.dtype)


class PhotoPart(NamedTuple):
    """How much of the photo itself goes into a painted picture, and in which colours."""

    share: float  # 0 at full strength, 1 leaves the photo as it is
    gain: Tensor  # (N, 3, 1, 1); with the offset it gives the photo the painting's colours
    offset: Tensor  # (N, 3, 1, 1)


def compose(colours: Tensor, photo: Tensor, part: PhotoPart) -> Tensor:
    """The painted picture of colours and photo, both (N, 3, H, W), the photo sRGB, 0-1.

    They are added as logarithmic odds, and the sigmoid keeps the picture within -0.02 to 1.02.
    Without colours and at a share of 1 the photo comes out as it is.
    """
    return as_picture(with_photo(colours, photo, part) if part.share else colours)


def with_photo(colours: Tensor, photo: Tensor, part: PhotoPart) -> Tensor:
    """Colours with the photo's part added, all as logarithmic odds."""
    gain, offset = part.gain * _STRETCH, part.offset * _STRETCH + _LEAST
    odds = torch.addcmul(offset, photo, gain).logit(_LEAST)
    return torch.add(colours, odds, alpha=part.share)


def as_picture(colours: Tensor) -> Tensor:
    """Logarithmic odds as a picture, -0.02 to 1.02."""
    return colours.sigmoid().sub(_LEAST).div_(_STRETCH)
