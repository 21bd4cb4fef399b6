"""Wide convolutions that all paintings read untrained share, with norms that the style sets.

At an eighth of the resolution a wide kernel costs little time but many numbers: mixed from experts,
as the narrow layers' are (``styled``), it would not fit into a base. So one kernel serves every
painting, and gains and biases choose among what its channels draw (Dumoulin et al., conditional
instance normalisation, 1610.07629). A style that is trained gets a copy of it to change.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch.nn.functional as F
from torch import Tensor, nn

from fst_gui.engine.networks.border import convolve
from fst_gui.engine.networks.styled import (
    KernelMixture,
    initial_kernel,
    leaky,
    linear_in_code,
    named,
    part,
    styled_norm,
)


class ConditionalNorm(nn.Module):
    """A convolution without a bias, the same for every code, and an instance norm that is not."""

    def __init__(self, inputs: int, outputs: int, size: int = 3) -> None:
        super().__init__()
        self.shared = nn.Parameter(initial_kernel(outputs, inputs, size))
        self.gain = linear_in_code(outputs, 1.0)
        self.bias = linear_in_code(outputs, 0.0)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The layer's tensors for a style code (CODE_WIDTH,)."""
        return {"kernel": self.shared.clone(), "gain": self.gain(code), "bias": self.bias(code)}

    def forward(self, x: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        return styled_norm(convolve(x, style["kernel"]), style["gain"], style["bias"])


class ConditionalResidual(nn.Module):
    """A residual block of two of them, the norms on its branch."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = ConditionalNorm(channels, channels)
        self.second = ConditionalNorm(channels, channels)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The block's tensors for a style code (CODE_WIDTH,)."""
        return named(first=self.first.bind(code), second=self.second.bind(code))

    def forward(self, x: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        y = leaky(self.first(x, part(style, "first")))
        return x + self.second(y, part(style, "second"))


class ConditionalJoin(ConditionalNorm):
    """Joins a state to features before the norm; the style mixes what the state says."""

    def __init__(self, state: int, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs)
        self.says = KernelMixture(initial_kernel(outputs, state, 1))

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The layer's tensors for a style code (CODE_WIDTH,)."""
        return {**super().bind(code), "says": self.says(code)}

    def joined(self, state: Tensor, x: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        """(N, state, h, w) and (N, inputs, h, w) to (N, outputs, h, w)."""
        mixed = convolve(x, style["kernel"]) + F.conv2d(state, style["says"])
        return leaky(styled_norm(mixed, style["gain"], style["bias"]))


class Refinement(nn.Module):
    """A residual block that a state leads: painted over once at every iteration.

    All iterations go through the same block, so their number is chosen when painting.
    """

    def __init__(self, state: int, channels: int) -> None:
        super().__init__()
        self.join = ConditionalJoin(state, channels, channels)
        self.stroke = ConditionalNorm(channels, channels)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The block's tensors for a style code (CODE_WIDTH,)."""
        return named(join=self.join.bind(code), stroke=self.stroke.bind(code))

    def forward(self, x: Tensor, state: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        """(N, channels, h, w) and (N, state, h, w) to the former's shape."""
        y = self.join.joined(state, x, part(style, "join"))
        return x + self.stroke(y, part(style, "stroke"))
