"""Convolutions that repeat the border outwards.

With zeros around it a network knows where the border is, and learned to paint a dark frame, which
is a cheap way to the painting's statistics.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def convolve(x: Tensor, kernel: Tensor, bias: Tensor | None = None) -> Tensor:
    """Convolution of (N, C, H, W) to the same size, the kernel's sides odd."""
    reach = kernel.shape[-1] // 2
    return F.conv2d(repeat_border(x, reach, reach) if reach else x, kernel, bias)


def repeat_border(x: Tensor, across: int, down: int) -> Tensor:
    """(N, C, H, W) with its border repeated, so many columns and rows on each side."""
    # Autocast would repeat the border in float32 and convert all of it twice.
    with torch.autocast(x.device.type, enabled=False):
        return F.pad(x, (across, across, down, down), mode="replicate")


class BorderedConv(nn.Conv2d):
    """A 3x3 convolution with a kernel of its own, (N, inputs, H, W) to (N, outputs, H, W)."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs, 3)

    def forward(self, input: Tensor) -> Tensor:
        return convolve(input, self.weight, self.bias)
