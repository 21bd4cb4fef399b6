"""Small maps enlarged to a picture's size, rows at a time."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

# Rows that are enlarged at once: each is multiplied with every line that any of them reaches. Of
# wide pictures they are fewer, so that memory stays the same.
_ROWS = 64
_PIXELS = 400_000
# Enlarged further than this, dabs of paint get edges, by so much for each time more, and no more
# than keeps a preview like its export.
_SOFT_UP_TO = 1.5
_SHARPNESS = 0.8
_SHARPEST = 3.0
# Differences between neighbours, in a picture from 0 to 1, of which half are given edges: less is
# grain.
_GRAIN = 0.2

_Floats = NDArray[np.float64]


def _linear(distance: _Floats) -> _Floats:
    return np.maximum(1.0 - distance, 0.0)


def _cubic(distance: _Floats) -> _Floats:
    """Catmull and Rom's kernel, the one of ``F.interpolate`` with antialiasing."""
    near = (1.5 * distance - 2.5) * distance**2 + 1.0
    far = ((-0.5 * distance + 2.5) * distance - 4.0) * distance + 2.0
    return np.where(distance <= 1.0, near, np.where(distance < 2.0, far, 0.0))


@dataclass(frozen=True)
class Kernel:
    """An interpolation kernel: its name for ``F.interpolate``, and its curve over the distance."""

    mode: str
    curve: Callable[[_Floats], _Floats]
    reach: int  # in lines, beyond which the curve is 0

    def reached(self, places: _Floats, lines: int) -> tuple[int, int]:
        """The first of so many lines that any of these places lies near, and the one after the
        last."""
        first, last = math.floor(places[0]), math.floor(places[-1])
        return max(0, first + 1 - self.reach), min(lines, last + 1 + self.reach)

    def weights(self, places: _Floats, first: int, last: int) -> Tensor:
        """What those lines give to each place, (places, lines)."""
        weights = self.curve(np.abs(places[:, None] - np.arange(first, last)))
        return torch.from_numpy((weights / weights.sum(1, keepdims=True)).astype(np.float32))


LINEAR = Kernel("bilinear", _linear, 1)
CUBIC = Kernel("bicubic", _cubic, 2)


def not_larger(x: Tensor, size: tuple[int, int]) -> Tensor:
    """(1, C, h, w) reduced where it is larger than a picture of that height and width."""
    height, width = (min(sides) for sides in zip(x.shape[-2:], size, strict=True))
    if x.shape[-2:] == (height, width):
        return x
    return F.interpolate(x, (height, width), mode="bilinear", align_corners=False, antialias=True)


class Enlarged:
    """Maps (1, C, h, w) enlarged to a height and width.

    In blocks of rows that are the same whatever rows are asked for: where those are cut does not
    show, not in the last bit.
    """

    def __init__(self, maps: Tensor, size: tuple[int, int], kernel: Kernel) -> None:
        self._maps = maps
        self._height, self._width = size
        self._kernel = kernel
        self._count = max(1, min(_ROWS, _PIXELS // self._width))  # rows of a block
        self._last: tuple[int, Tensor] | None = None  # a block, and its number

    def rows(self, top: int, rows: int) -> Tensor:
        """Rows ``top`` to ``top + rows``, (1, C, rows, width)."""
        if self._maps.shape[-2] == self._height:
            return self._widened(self._maps[..., top : top + rows, :])
        first, last = top // self._count, (top + rows - 1) // self._count
        # Cut before they are put together: a strip of a wide picture is less than a block.
        parts = [self._part(number, top, rows) for number in range(first, last + 1)]
        return parts[0] if len(parts) == 1 else torch.cat(parts, 2)

    def _part(self, number: int, top: int, rows: int) -> Tensor:
        """What a block has of these rows."""
        start = number * self._count
        return self._block(number)[..., max(0, top - start) : top + rows - start, :]

    def _block(self, number: int) -> Tensor:
        """A block; the one asked for last is kept for who begins in it next."""
        if self._last is None or self._last[0] != number:
            last_row = min((number + 1) * self._count, self._height)
            rows = np.arange(number * self._count, last_row, dtype=np.float64)
            lines = self._maps.shape[-2]
            places: _Floats = (rows + 0.5) * (lines / self._height) - 0.5
            first, last = self._kernel.reached(places, lines)
            # Widened first: there are fewer lines than rows.
            wide = self._widened(self._maps[..., first:last, :])
            self._last = number, self._kernel.weights(places, first, last) @ wide
        return self._last[1]

    def _widened(self, lines: Tensor) -> Tensor:
        if lines.shape[-1] == self._width:
            return lines
        # The antialiased kernels are the fast ones, and the same where there is nothing to reduce.
        size, mode = (lines.shape[-2], self._width), self._kernel.mode
        return F.interpolate(lines, size, mode=mode, align_corners=False, antialias=True)


class EnlargedPaint:
    """Painted maps (1, 3, h, w), as logarithmic odds, enlarged to a height and width.

    Enlarged several times, strokes would look like ink seen through a magnifying glass. Their
    lightness gets the edges that dabs of paint have: differences are enhanced, and cut off at the
    lightest and darkest of the neighbours, as shock filters do step by step (Osher and Rudin,
    "Feature-oriented image enhancement using shock filters", 1990). Colours stay soft: edges of
    their own in each would be fringes.
    """

    def __init__(self, maps: Tensor, size: tuple[int, int]) -> None:
        maps = not_larger(maps, size)
        scale = math.sqrt(math.prod(size) / math.prod(maps.shape[-2:]))
        self._bounds: Enlarged | None = None
        if scale > _SOFT_UP_TO:
            maps, bounds = _parted(maps, min(_SHARPEST, _SHARPNESS * (scale - _SOFT_UP_TO)))
            self._bounds = Enlarged(bounds, size, LINEAR)
        self._paint = Enlarged(maps, size, CUBIC)

    def rows(self, top: int, rows: int) -> Tensor:
        """Rows ``top`` to ``top + rows``, (1, 3, rows, width)."""
        paint = self._paint.rows(top, rows)
        if self._bounds is None:
            return paint
        least, greatest = self._bounds.rows(top, rows).split(1, 1)
        return paint[:, :3] + paint[:, 3:].clamp(least, greatest)


def _parted(maps: Tensor, amount: float) -> tuple[Tensor, Tensor]:
    """Maps in the parts that are enlarged by themselves.

    Their colours without lightness and the lightness with differences enhanced by ``amount``, both
    in (1, 4, h, w); the least and the greatest lightness among neighbours, (1, 2, h, w).
    """
    lightness = maps.mean(1, keepdim=True)
    least = _of_neighbours(torch.minimum, lightness)
    greatest = _of_neighbours(torch.maximum, lightness)
    difference = (greatest.sigmoid() - least.sigmoid()).square_()
    share = difference / (difference + _GRAIN**2)
    enhanced = torch.addcmul(lightness, share, lightness - _blurred(lightness), value=amount)
    return torch.cat([maps - lightness, enhanced], 1), torch.cat([least, greatest], 1)


def _of_neighbours(which: Callable[[Tensor, Tensor], Tensor], x: Tensor) -> Tensor:
    """The least or greatest of each 3x3 numbers of (1, 1, h, w); pooling takes 30 times as long."""
    x = F.pad(x, (1, 1, 1, 1), mode="replicate")
    x = which(which(x[..., :-2, :], x[..., 1:-1, :]), x[..., 2:, :])
    return which(which(x[..., :-2], x[..., 1:-1]), x[..., 2:])


def _blurred(x: Tensor) -> Tensor:
    """(1, 1, h, w) blurred by (1, 4, 6, 4, 1) / 16, each way, as sums of neighbours.

    A convolution of one channel takes 30 times as long.
    """
    x = F.pad(x, (2, 2, 2, 2), mode="replicate")
    for _ in range(4):
        x = x[..., :-1, :] + x[..., 1:, :]
    for _ in range(4):
        x = x[..., :-1] + x[..., 1:]
    return x.mul_(1.0 / 256.0)
