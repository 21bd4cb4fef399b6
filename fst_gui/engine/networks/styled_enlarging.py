"""Layers that enlarge, and the last one; what they do to the channels is the style's.

The convolutions are styled ones (``styled.py``); the enlargement itself is bilinear.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from fst_gui.engine.networks.border import convolve, repeat_border
from fst_gui.engine.networks.styled import (
    KernelMixture,
    StyledNorm,
    kaiming,
    leaky,
    linear_in_code,
    named_parts,
    part_of,
    styled_norm,
)

_VECTOR = 8  # channels, as many as processors compute at once


class StyledMaps(nn.Module):
    """Transposed convolution of size 4 and stride 2 whose channel mixing and bias the style sets.

    In space the kernel stays bilinear. A free one, though its size is a multiple of the stride
    and it started bilinear, learned to stamp a grid into flat areas, since that is the
    cheapest texture (Odena et al., "Deconvolution and Checkerboard Artifacts"). A bilinear kernel
    separates into mixing the channels and enlarging each of them. Computed in these two steps it
    takes a fraction of the time: the mixing happens on a quarter of the places, widened by the same
    convolution.
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        mixing = torch.empty(inputs, outputs, 1, 1)
        nn.init.normal_(mixing, std=math.sqrt(2.0 / inputs))
        self.mixture = KernelMixture(mixing)
        self.bias = linear_in_code(outputs, 0.0)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The layer's tensors for a style code (CODE_WIDTH,)."""
        return {"kernel": self.mixture(code), "bias": self.bias(code)}

    def forward(self, x: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        """(N, inputs, H, W) to (N, outputs, 2H, 2W)."""
        mixing, bias = style["kernel"].transpose(0, 1), style["bias"]
        # Two columns for one, as channels: with channels last that is a picture of twice the width.
        left = torch.cat([0.25 * mixing, 0.75 * mixing, torch.zeros_like(mixing)], 3)
        kernel = torch.cat([left, left.flip(3)])
        pairs = F.conv2d(repeat_border(x, 1, 0), kernel, torch.cat([bias, bias]))
        return _doubled_rows(pairs)


class StyledFinish(nn.Module):
    """The last 3x3 convolution, from channels and grain beside them to a picture."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.mixture = KernelMixture(kaiming(outputs, inputs + 1, 3))
        self.bias = linear_in_code(outputs, 0.0)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The layer's tensors for a style code (CODE_WIDTH,)."""
        return {"kernel": self.mixture(code), "bias": self.bias(code)}

    def forward(self, x: Tensor, grain: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        """(N, inputs, H, W) and noise (1, 1, H, W) to (N, outputs, H, W)."""
        inputs, outputs = x.shape[1], len(style["bias"])
        # Processors compute eight outputs in half the time of three.
        unused = -outputs % _VECTOR
        kernel = F.pad(style["kernel"][:, :inputs], (0, 0, 0, 0, 0, 0, 0, unused))
        # Zeros around it: what they reach is within the margin, which is cut off. The sum of two
        # convolutions, since putting the grain beside the channels would move all of them.
        drawn = F.conv2d(x, kernel, F.pad(style["bias"], (0, unused)), padding=1)
        return F.conv2d(grain, style["kernel"][:, inputs:], padding=1) + drawn[:, :outputs]


def _doubled_rows(pairs: Tensor) -> Tensor:
    """Pairs of columns (N, 2C, H, W) to (N, C, 2H, 2W), the rows bilinear.

    A row is one long vector here; for so few channels ``F.interpolate`` takes twice as long.
    """
    n, doubled, height, width = pairs.shape
    rows = pairs.permute(0, 2, 3, 1).reshape(n, height, -1)
    twice = torch.stack([rows, rows], 2)
    twice[:, 1:, 0].lerp_(rows[:, :-1], 0.25)
    twice[:, :-1, 1].lerp_(rows[:, 1:], 0.25)
    return twice.view(n, 2 * height, 2 * width, doubled // 2).permute(0, 3, 1, 2)


def _doubled(x: Tensor) -> Tensor:
    """(N, C, H, W) to (N, C, 2H, 2W), bilinear."""
    # A processor enlarges float32 so much faster than bfloat16 that there and back is sooner.
    large = F.interpolate(x.float(), scale_factor=2, mode="bilinear", align_corners=False)
    return large.to(x.dtype)


class StyledJoin(nn.Module):
    """The same transposed convolution between many channels, which finer features join.

    An instance norm stands behind both.
    """

    def __init__(self, coarse: int, fine: int, outputs: int, size: int = 3) -> None:
        super().__init__()
        self.coarse = KernelMixture(kaiming(outputs, coarse, 1))
        self.fine = KernelMixture(kaiming(outputs, fine, size))
        self.gain = linear_in_code(outputs, 1.0)
        self.bias = linear_in_code(outputs, 0.0)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The layer's tensors for a style code (CODE_WIDTH,)."""
        kernels = {"coarse_kernel": self.coarse(code), "fine_kernel": self.fine(code)}
        return {**kernels, "gain": self.gain(code), "bias": self.bias(code)}

    def forward(self, coarse: Tensor, fine: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        """(N, coarse, H, W) and (N, fine, 2H, 2W) to (N, outputs, 2H, 2W)."""
        mixed = F.conv2d(coarse, style["coarse_kernel"])
        joined = convolve(fine, style["fine_kernel"]).add_(_doubled(mixed))
        return leaky(styled_norm(joined, style["gain"], style["bias"]))


class StyledRefinement(nn.Module):
    """A residual block that the state leads: painted over once at every iteration.

    Its kernels are shared over the iterations, so their number is chosen when painting.
    """

    def __init__(self, state: int, channels: int) -> None:
        super().__init__()
        self.join = StyledJoin(state, channels, channels)
        self.stroke = StyledNorm(channels, channels)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The block's tensors for a style code (CODE_WIDTH,)."""
        return named_parts(join=self.join.bind(code), stroke=self.stroke.bind(code))

    def forward(self, x: Tensor, state: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        """(N, channels, 2H, 2W) and (N, state, H, W) to the former's shape."""
        y = self.join(state, x, part_of(style, "join"))
        return self.stroke(y, part_of(style, "stroke")).add_(x)
