"""Convolutions whose kernels depend on the style.

A style is bound once: every kernel becomes a mixture of a shared kernel and a few expert
kernels (Yang et al., CondConv, 1904.04971). Painting then runs plain convolutions. All bound
tensors are linear in the style code, so styles can be mixed and their strength set by mixing
the bound tensors themselves.

Instance norms with the style's gain and bias stand behind the convolutions: without them a style
learns from the base several times more slowly. In residual blocks they are on the branch only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from fst_gui.engine.networks.border import convolve

CODE_WIDTH = 96
EXPERTS = 8
_NORM_EPSILON = 1e-3

# layer name -> tensor name -> tensor; what one style sets in the painter
StyleParameters = Mapping[str, Mapping[str, Tensor]]


def style_on(style: StyleParameters, device: torch.device) -> dict[str, dict[str, Tensor]]:
    """A bound style on a device; the same tensors where they are there already."""
    return {
        layer: {name: tensor.to(device) for name, tensor in tensors.items()}
        for layer, tensors in style.items()
    }


def leaky(x: Tensor) -> Tensor:
    """The decoder's nonlinearity.

    With plain ReLU the whole decoder died in the content phase, where silence is rewarded, and
    painted one colour everywhere; a leak keeps it able to learn.
    """
    # Nothing else reads what it is given: without gradients to keep, it is changed in place.
    return F.leaky_relu(x, 0.2, inplace=not torch.is_grad_enabled())


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


def linear_in_code(outputs: int, start: float) -> nn.Linear:
    """A linear layer from the style code to numbers that begin near ``start``."""
    layer = nn.Linear(CODE_WIDTH, outputs)
    nn.init.normal_(layer.weight, std=0.1 / math.sqrt(CODE_WIDTH))
    nn.init.constant_(layer.bias, start)
    return layer


def kaiming(outputs: int, inputs: int, size: int) -> Tensor:
    """Initial weights (outputs, inputs, size, size) of a convolution."""
    return nn.init.kaiming_normal_(torch.empty(outputs, inputs, size, size), nonlinearity="relu")


def styled_norm(x: Tensor, gain: Tensor, bias: Tensor) -> Tensor:
    """Instance norm with gain and bias of the style (Dumoulin et al., 1610.07629).

    Of one picture it is a batch norm, which leaves the channels last, where convolutions and
    borders are fastest.
    """
    if len(x) == 1:
        return F.batch_norm(x, None, None, gain, bias, training=True, eps=_NORM_EPSILON)
    return F.instance_norm(x, weight=gain, bias=bias, eps=_NORM_EPSILON)


class StyledConv(nn.Module):
    """Convolution whose kernel and bias the style sets."""

    def __init__(self, inputs: int, outputs: int, size: int) -> None:
        super().__init__()
        self.mixture = KernelMixture(kaiming(outputs, inputs, size))
        self.bias = linear_in_code(outputs, 0.0)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The layer's tensors for a style code (CODE_WIDTH,)."""
        return {"kernel": self.mixture(code), "bias": self.bias(code)}

    def forward(self, x: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        return convolve(x, style["kernel"], style["bias"])


class StyledNorm(nn.Module):
    """Convolution without a bias and an instance norm behind it; the style sets both."""

    def __init__(self, inputs: int, outputs: int, size: int = 3) -> None:
        super().__init__()
        self.mixture = KernelMixture(kaiming(outputs, inputs, size))
        self.gain = linear_in_code(outputs, 1.0)
        self.bias = linear_in_code(outputs, 0.0)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The layer's tensors for a style code (CODE_WIDTH,)."""
        return {"kernel": self.mixture(code), "gain": self.gain(code), "bias": self.bias(code)}

    def forward(self, x: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        x = convolve(x, style["kernel"])
        return styled_norm(x, style["gain"], style["bias"])


class SharedNorm(nn.Module):
    """A 3x3 convolution that is the same for all styles; the norm behind it is the style's.

    Where there are so many channels that a base has no room for experts: gains and biases choose
    among what the channels draw (conditional instance normalisation, 1610.07629).
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.kernel = nn.Parameter(kaiming(outputs, inputs, 3))
        self.gain = linear_in_code(outputs, 1.0)
        self.bias = linear_in_code(outputs, 0.0)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The layer's tensors for a style code (CODE_WIDTH,)."""
        return {"gain": self.gain(code), "bias": self.bias(code)}

    def forward(self, x: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        x = convolve(x, self.kernel)
        return styled_norm(x, style["gain"], style["bias"])


class StyledResidual(nn.Module):
    """A residual block of two 3x3 convolutions with instance norms on its branch."""

    def __init__(self, channels: int, layer: type[StyledNorm | SharedNorm] = StyledNorm) -> None:
        super().__init__()
        self.first, self.second = layer(channels, channels), layer(channels, channels)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The block's tensors for a style code (CODE_WIDTH,)."""
        return named_parts(first=self.first.bind(code), second=self.second.bind(code))

    def forward(self, x: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        y = leaky(self.first(x, part_of(style, "first")))
        return self.second(y, part_of(style, "second")).add_(x)


def named_parts(**parts: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The tensors of a layer's parts under names like ``first_kernel``."""
    return {
        f"{part}_{name}": tensor
        for part, tensors in parts.items()
        for name, tensor in tensors.items()
    }


def part_of(style: Mapping[str, Tensor], part: str) -> dict[str, Tensor]:
    """What ``named_parts`` put under the name of one part."""
    start = f"{part}_"
    return {
        name.removeprefix(start): tensor for name, tensor in style.items() if name.startswith(start)
    }


class StyledGrain(nn.Module):
    """Adds noise, in each channel as much as the style wants (StyleGAN, 1812.04948, section 3).

    Out of a flat sky no network can make strokes: it has nothing to turn into them.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.scale = linear_in_code(channels, 0.1)

    def bind(self, code: Tensor) -> dict[str, Tensor]:
        """The layer's tensors for a style code (CODE_WIDTH,)."""
        return {"scale": self.scale(code)}

    def forward(self, x: Tensor, noise: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        """(N, channels, H, W) and (1 or N, 1, H, W)."""
        return torch.addcmul(x, noise, style["scale"].view(1, -1, 1, 1).to(x.dtype))
