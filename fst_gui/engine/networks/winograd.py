"""3x3 convolutions with a quarter of the multiplications.

Winograd's minimal filtering F(4x4, 3x3), after Lavin and Gray, "Fast Algorithms for Convolutional
Neural Networks" (1509.09308, section 4): tiles of 6x6 numbers become 36 others, of which each is
multiplied with a kernel's by itself, and 36 products become 4x4 results. It pays where so many
channels come together that multiplying takes longer than moving, and where a processor multiplies
in float32; the results differ from a plain convolution's by some millionths of the largest.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.autograd.function import BackwardCFunction, FunctionCtx

_TILE = 4
_SEEN = 6
_POINTS = _SEEN**2
# Of numbers that a strip's tiles become: what stays at hand while it is multiplied.
_STRIP = 2_000_000
# From where on it pays, measured with AVX2: 128 channels gain next to nothing, and of a smaller
# picture the kernels, four times as many numbers, are most of what is read.
_FEWEST_OUTPUTS, _FEWEST_PLACES = 256, 256

_ENTER = (
    (4.0, 0.0, -5.0, 0.0, 1.0, 0.0),
    (0.0, -4.0, -4.0, 1.0, 1.0, 0.0),
    (0.0, 4.0, -4.0, -1.0, 1.0, 0.0),
    (0.0, -2.0, -1.0, 2.0, 1.0, 0.0),
    (0.0, 2.0, -1.0, -2.0, 1.0, 0.0),
    (0.0, 4.0, 0.0, -5.0, 0.0, 1.0),
)
_KERNEL = (
    (1 / 4, 0.0, 0.0),
    (-1 / 6, -1 / 6, -1 / 6),
    (-1 / 6, 1 / 6, -1 / 6),
    (1 / 24, 1 / 12, 1 / 6),
    (1 / 24, -1 / 12, 1 / 6),
    (0.0, 0.0, 1.0),
)
_LEAVE = (
    (1.0, 1.0, 1.0, 1.0, 1.0, 0.0),
    (0.0, 1.0, -1.0, 2.0, -2.0, 0.0),
    (0.0, 1.0, 1.0, 4.0, 4.0, 0.0),
    (0.0, 1.0, -1.0, 8.0, -8.0, 1.0),
)


class TiledConv(nn.Conv2d):
    """A frozen 3x3 convolution with zeros around it, (N, inputs, H, W) to (N, outputs, H, W).

    Computed by tiles where that is sooner; its kernels for that, four times as many numbers, are
    there from the first time on.
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs, 3, padding=1)
        self.requires_grad_(False)
        self._tiled: tuple[int, Tensor] | None = None

    def forward(self, input: Tensor) -> Tensor:
        if not self._gains(input):
            return super().forward(input)
        assert self.bias is not None
        return convolve_tiles(input, self._tiled_kernels(), self.bias)

    def _gains(self, x: Tensor) -> bool:
        many = self.out_channels >= _FEWEST_OUTPUTS and x.shape[2] * x.shape[3] >= _FEWEST_PLACES
        return many and x.dtype == torch.float32 and x.device.type == "cpu"

    def _tiled_kernels(self) -> Tensor:
        version = self.weight._version
        if self._tiled is None or self._tiled[0] != version:
            # For gradients too, also where a picture without them comes first.
            with torch.inference_mode(False):
                self._tiled = version, transformed(self.weight)
        return self._tiled[1]


def _both_ways(matrix: tuple[tuple[float, ...], ...]) -> Tensor:
    """A transform of lines as one of squares: down and across at once."""
    lines = torch.tensor(matrix)
    return torch.kron(lines, lines)


def transformed(kernel: Tensor) -> Tensor:
    """A kernel (O, C, 3, 3) as ``convolve_tiles`` multiplies with it, (36, C, O)."""
    outputs, inputs = kernel.shape[:2]
    places = kernel.permute(2, 3, 1, 0).reshape(-1, inputs * outputs)
    return (_both_ways(_KERNEL) @ places).view(_POINTS, inputs, outputs)


def convolve_tiles(x: Tensor, kernels: Tensor, bias: Tensor) -> Tensor:
    """A 3x3 convolution with zeros around, (N, C, H, W) to (N, O, H, W), float32, channels last.

    ``kernels`` are those that ``transformed`` gives; only ``x`` gets a gradient.
    """
    return _Convolution.apply(x, kernels, bias)


class _Convolution(torch.autograd.Function):
    """Forward as the paper has it; backward the transpose of each of its steps."""

    @staticmethod
    def forward(ctx: FunctionCtx, x: Tensor, kernels: Tensor, bias: Tensor) -> Tensor:
        ctx.save_for_backward(kernels)
        n, _, h, w = x.shape
        lying = x.permute(0, 2, 3, 1)
        convolved = torch.empty(
            (n, len(bias), h, w), dtype=x.dtype, memory_format=torch.channels_last
        )
        laid = convolved.permute(0, 2, 3, 1)
        enter, leave = _both_ways(_ENTER), _both_ways(_LEAVE)
        for picture, top, rows in _strips(n, h, w, max(kernels.shape[1:])):
            tiles = _cut(lying[picture], top, rows)
            points = (enter @ tiles.reshape(_POINTS, -1)).view(_POINTS, -1, x.shape[1])
            products = torch.bmm(points, kernels).view(_POINTS, -1)
            squares = (leave @ products).view(_TILE, _TILE, *tiles.shape[2:4], -1)
            strip = squares.permute(2, 0, 3, 1, 4).reshape(_TILE * rows, -1, len(bias))
            goal = laid[picture, _TILE * top : _TILE * (top + rows)]
            torch.add(strip[: len(goal), :w], bias, out=goal)
        return convolved

    @staticmethod
    def backward(ctx: BackwardCFunction, *gradients: Tensor) -> tuple[Tensor, None, None]:
        (kernels,) = ctx.saved_tensors
        (gradient,) = gradients
        n, outputs, h, w = gradient.shape
        lying = gradient.permute(0, 2, 3, 1)
        inputs, across = kernels.shape[1], -(-w // _TILE)
        # A frame around it takes what the zeros around the picture would get.
        spread = gradient.new_zeros(n, h + 2 * _TILE, _TILE * (across + 1), inputs)
        enter, leave = _both_ways(_ENTER).t(), _both_ways(_LEAVE).t()
        backwards = kernels.transpose(1, 2)
        for picture, top, rows in _strips(n, h, w, max(inputs, outputs)):
            strip = lying[picture, _TILE * top : _TILE * (top + rows)]
            strip = F.pad(strip, (0, 0, 0, _TILE * across - w, 0, _TILE * rows - len(strip)))
            squares = strip.view(rows, _TILE, across, _TILE, outputs).permute(1, 3, 0, 2, 4)
            products = leave @ squares.reshape(_TILE**2, -1)
            points = torch.bmm(products.view(_POINTS, -1, outputs), backwards)
            tiles = (enter @ points.view(_POINTS, -1)).view(_SEEN, _SEEN, rows, across, inputs)
            goal = spread[picture, _TILE * top : _TILE * (top + rows + 1)]
            _lay(tiles, goal.view(rows + 1, _TILE, across + 1, _TILE, inputs))
        return spread[:, 1 : h + 1, 1 : w + 1].permute(0, 3, 1, 2), None, None


def _strips(n: int, h: int, w: int, channels: int) -> list[tuple[int, int, int]]:
    """Which picture, its first row of tiles, and how many rows of tiles."""
    down, across = -(-h // _TILE), -(-w // _TILE)
    most = max(1, _STRIP // (_POINTS * across * channels))
    tops = range(0, down, most)
    return [(picture, top, min(most, down - top)) for picture in range(n) for top in tops]


def _cut(x: Tensor, top: int, rows: int) -> Tensor:
    """A picture's (H, W, C) tiles as (6, 6, rows, across, C), zeros around it."""
    w, channels = x.shape[1:]
    across = -(-w // _TILE)
    first, last = _TILE * top - 1, _TILE * (top + rows) + 1
    strip = x[max(0, first) : last]
    above, right = max(0, -first), _TILE * across + 1 - w
    strip = F.pad(strip, (0, 0, 1, right, above, last - first - above - len(strip)))
    down, along, apart = strip.stride()
    shape = (_SEEN, _SEEN, rows, across, channels)
    return strip.as_strided(shape, (down, along, _TILE * down, _TILE * along, apart))


def _lay(tiles: Tensor, goal: Tensor) -> None:
    """Add tiles (6, 6, rows, across, C), which overlap, to (rows + 1, 4, across + 1, 4, C)."""
    laid = tiles.permute(2, 0, 3, 1, 4)
    over = _SEEN - _TILE
    goal[:-1, :, :-1].add_(laid[:, :_TILE, :, :_TILE])
    goal[1:, :over, :-1].add_(laid[:, _TILE:, :, :_TILE])
    goal[:-1, :, 1:, :over].add_(laid[:, :_TILE, :, _TILE:])
    goal[1:, :over, 1:, :over].add_(laid[:, _TILE:, :, _TILE:])
