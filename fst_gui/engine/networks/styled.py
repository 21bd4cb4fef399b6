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

from fst_gui.engine.networks.border import convolve, repeat_border

CODE_WIDTH = 96
EXPERTS = 8
_NORM_EPSILON = 1e-3
_VECTOR = 8

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


def _kaiming(outputs: int, inputs: int, size: int) -> Tensor:
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
        self.mixture = KernelMixture(_kaiming(outputs, inputs, size))
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
        self.mixture = KernelMixture(_kaiming(outputs, inputs, size))
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
        self.kernel = nn.Parameter(_kaiming(outputs, inputs, 3))
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
        return _named(first=self.first.bind(code), second=self.second.bind(code))

    def forward(self, x: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        y = leaky(self.first(x, _part(style, "first")))
        return self.second(y, _part(style, "second")).add_(x)


def _named(**parts: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The tensors of a layer's parts under names like ``first_kernel``."""
    return {
        f"{part}_{name}": tensor
        for part, tensors in parts.items()
        for name, tensor in tensors.items()
    }


def _part(style: Mapping[str, Tensor], part: str) -> dict[str, Tensor]:
    """What ``_named`` put under the name of one part."""
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
        self.mixture = KernelMixture(_kaiming(outputs, inputs + 1, 3))
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
        self.coarse = KernelMixture(_kaiming(outputs, coarse, 1))
        self.fine = KernelMixture(_kaiming(outputs, fine, size))
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
        return _named(join=self.join.bind(code), stroke=self.stroke.bind(code))

    def forward(self, x: Tensor, state: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        """(N, channels, 2H, 2W) and (N, state, H, W) to the former's shape."""
        y = self.join(state, x, _part(style, "join"))
        return self.stroke(y, _part(style, "stroke")).add_(x)
