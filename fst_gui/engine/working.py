"""The working picture: a photo reduced to the size it is painted at, rows at a time."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

# Every row is multiplied for every small row that any of these reach: more do it needlessly.
_ROWS_AT_ONCE = 64
_WHITE = 255.0
_WHOLE = 2.0**23  # below what float32 adds up without rounding: so the order of rows never shows

Rows = NDArray[np.uint8 | np.uint16]  # (rows, W, 3), sRGB


class WorkingPicture:
    """Collects the rows of a photo (H, W, 3) from the top and reduces them to (h, w).

    The same picture comes out however the rows are cut. Memory is that of the small picture,
    except where it is not smaller than the photo: then the photo itself is small.
    """

    def __init__(self, photo: tuple[int, int], working: tuple[int, int]) -> None:
        self._photo = photo
        self._working = working
        self._reduced = working[0] < photo[0] and working[1] < photo[1]
        height = working[0] if self._reduced else photo[0]
        width = working[1] if self._reduced else photo[1]
        self._sum = torch.zeros(height, width * 3)
        self._top = 0

    @torch.inference_mode()
    def add(self, rows: Rows) -> None:
        """The next rows."""
        levels = torch.from_numpy(np.ascontiguousarray(as_levels(rows)))
        count = levels.shape[0]
        if not self._reduced:
            self._sum[self._top : self._top + count] = levels.flatten(1)
        else:
            narrow = F.interpolate(
                levels.permute(2, 0, 1).unsqueeze(0),
                (count, self._working[1]),
                mode="bilinear",
                antialias=True,
            )
            flat = narrow[0].permute(1, 2, 0).flatten(1).float()
            for start in range(0, count, _ROWS_AT_ONCE):
                self._add_reduced(flat[start : start + _ROWS_AT_ONCE], self._top + start)
        self._top += count

    def _add_reduced(self, rows: Tensor, top: int) -> None:
        """Rows (count, w * 3) of the photo from ``top``, already as narrow as the picture."""
        first, weights = _vertical_weights(self._photo[0], self._working[0], top, len(rows))
        self._sum[first : first + len(weights)].addmm_(weights, rows)

    @torch.inference_mode()
    def picture(self) -> Tensor:
        """(1, 3, h, w), sRGB, 0-1, after the last row."""
        sums = _weight_sums(self._photo[0], self._working[0]) if self._reduced else torch.ones(1)
        rows = (self._sum / (sums * _WHITE)).view(self._sum.shape[0], -1, 3)
        picture = rows.permute(2, 0, 1).unsqueeze(0)
        if picture.shape[-2:] == self._working:
            return picture
        return F.interpolate(
            picture, self._working, mode="bicubic", align_corners=False, antialias=True
        ).clamp_(0.0, 1.0)


def as_levels(rows: Rows) -> NDArray[np.uint8]:
    """8 bits of 16; 8 bits as they are."""
    if rows.dtype == np.uint16:
        return ((rows.astype(np.uint32) + 128) // 257).astype(np.uint8)
    return rows.astype(np.uint8, copy=False)


def _vertical_weights(height: int, small: int, top: int, count: int) -> tuple[int, Tensor]:
    """What ``count`` rows from ``top`` give to the rows of a small picture.

    The first small row they reach and weights (small rows, count), those of an antialiased
    bilinear reduction: whole numbers, of which ``_weight_sums`` are the sums.
    """
    scale = height / small
    first = max(0, int((top - scale) / scale - 0.5))
    last = min(small, int((top + count + scale) / scale + 1.5))
    centres = (torch.arange(first, last, dtype=torch.float64) + 0.5) * scale
    rows = torch.arange(top, top + count, dtype=torch.float64) + 0.5
    return first, _triangle(rows - centres.unsqueeze(1), scale).float()


def _triangle(distance: Tensor, scale: float) -> Tensor:
    """Weights of rows so far from a small row's centre, whole numbers."""
    whole = _WHOLE / (scale * _WHITE)
    return ((1.0 - distance.abs() / scale).clamp_(min=0.0) * whole).round_()


def _weight_sums(height: int, small: int) -> Tensor:
    """The sum of each small row's weights over the rows that there are, (small, 1)."""
    scale = height / small
    centres = (torch.arange(small, dtype=torch.float64) + 0.5) * scale
    reach = torch.arange(-int(scale) - 1, int(scale) + 2, dtype=torch.float64)
    rows = centres.floor().unsqueeze(1) + reach + 0.5
    weights = _triangle(rows - centres.unsqueeze(1), scale)
    return (weights * ((rows > 0) & (rows < height))).sum(1, keepdim=True).float()
