"""Convolutions whose kernels depend on the style.

A style is bound once: every kernel becomes a mixture of a shared kernel and a few expert
kernels (Yang et al., CondConv, 1904.04971). Painting then runs plain convolutions. All bound
tensors are linear in the style code, so styles can be mixed and their strength set by mixing
the bound tensors themselves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn

CODE_WIDTH = 96
EXPERTS = 8

# layer name -> tensor name -> tensor; what one style sets in the painter
StyleParameters = Mapping[str, Mapping[str, Tensor]]


def leaky(x: Tensor) -> Tensor:
    """The decoder's nonlinearity.

    With plain ReLU the whole decoder died in the content phase, where silence is rewarded, and
    painted one colour everywhere; a leak keeps it able to learn.
    """
    return F.leaky_relu(x, 0.2)


class KernelMixture(nn.Module):
    """A kernel that the style mixes: shared kernel plus a weighted sum of experts."""

    def __init__(self, kernel: Tensor) -> None:
        super().__init__()
        self.kernel = nn.Parameter(kernel)
        spread = 0.3 * kernel.std()
        self.experts = nn.Parameter(spread * torch.randn(EXPERTS, *kernel.shape))
        self.weights = nn.Linear(CODE_WIDTH, EXPERTS)
        nn.init.normal_(self.weights.weight, std=0.5 / math.sqrt(CODE_WIDTH))
        nn.init.zeros_(self.weights.bias)

    def forward(self, code: Tensor) -> Tensor:
        """Style code (CODE_WIDTH,) to a kernel of the shared kernel's shape."""
        return self.kernel + torch.einsum("k,koihw->oihw", self.weights(code), self.experts)


def _bias(outputs: int) -> nn.Linear:
    bias = nn.Linear(CODE_WIDTH, outputs)
    nn.init.normal_(bias.weight, std=0.1 / math.sqrt(CODE_WIDTH))
    nn.init.zeros_(bias.bias)
    return bias


class StyledConv(nn.Module):
    """Convolution whose kernel and bias the style sets."""

    def __init__(self, inputs: int, outputs: int, size: int) -> None:
        super().__init__()
        kernel = torch.empty(outputs, inputs, size, size)
        nn.init.kaiming_normal_(kernel, nonlinearity="relu")
        self.mixture = KernelMixture(kernel)
        self.bias = _bias(outputs)
        self.padding = size // 2

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The layer's tensors for a style code (CODE_WIDTH,)."""
        return {"kernel": self.mixture(code), "bias": self.bias(code)}

    def forward(self, x: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        return F.conv2d(x, style["kernel"], style["bias"], padding=self.padding)


class StyledUpsample(nn.Module):
    """Transposed convolution of size 4 and stride 2 whose channel mixing the style sets.

    In space the kernel stays bilinear. A free one, though its size is a multiple of the stride
    and it started bilinear, learned to stamp a grid into flat areas, since that is the
    cheapest texture (Odena et al., "Deconvolution and Checkerboard Artifacts").
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        mixing = torch.empty(inputs, outputs, 1, 1)
        nn.init.normal_(mixing, std=math.sqrt(2.0 / inputs))
        self.mixture = KernelMixture(mixing)
        self.bias = _bias(outputs)
        tent = torch.tensor([0.25, 0.75, 0.75, 0.25])
        self.register_buffer("tent", torch.outer(tent, tent), persistent=False)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The layer's tensors for a style code (CODE_WIDTH,)."""
        return {"kernel": self.mixture(code), "bias": self.bias(code)}

    def forward(self, x: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        """(N, inputs, H, W) to (N, outputs, 2H, 2W)."""
        kernel = style["kernel"] * self.get_buffer("tent")
        return F.conv_transpose2d(x, kernel, style["bias"], stride=2, padding=1)
