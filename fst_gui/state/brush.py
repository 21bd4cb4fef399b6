"""Brush strokes on a mask."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.uint8]  # (h, w) over the whole photo; 255 painted, 0 photo

_THINNEST = 0.75  # pixels of the mask
_EDGE = 1.0  # a hard edge is still as soft as one pixel


@dataclass(frozen=True)
class Brush:
    """``size`` is the diameter as a share of the photo's longer side; ``softness`` 0 to 1."""

    size: float = 0.08
    softness: float = 0.5


class Stroke:
    """One stroke towards a level; going over a place twice within it changes nothing more."""

    def __init__(self, levels: Levels, brush: Brush, target: int) -> None:
        self._start = levels
        self._target = target
        self._cover = np.zeros(levels.shape, np.float32)
        self._radius = max(_THINNEST, brush.size * max(levels.shape) / 2.0)
        self._edge = max(_EDGE, brush.softness * self._radius)
        self._last: tuple[float, float] | None = None
        self.levels = levels.copy()

    @property
    def changed(self) -> bool:
        """Whether any level is another one than before."""
        return not np.array_equal(self.levels, self._start)

    def to(self, x: float, y: float) -> None:
        """Go on to a point, in shares of the width and height."""
        height, width = self.levels.shape
        point = (x * width, y * height)
        self._cover_segment(point if self._last is None else self._last, point)
        self._last = point

    def _cover_segment(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        height, width = self.levels.shape
        reach = self._radius + _EDGE
        left, right = _span(start[0], end[0], reach, width)
        top, bottom = _span(start[1], end[1], reach, height)
        if left >= right or top >= bottom:
            return
        x = np.arange(left, right, dtype=np.float32)[None, :] + 0.5
        y = np.arange(top, bottom, dtype=np.float32)[:, None] + 0.5
        inside = self._radius + _EDGE / 2 - _distance(x, y, start, end)
        share = np.clip(inside / self._edge, 0.0, 1.0)
        share = share * share * (3.0 - 2.0 * share)
        region = np.s_[top:bottom, left:right]
        np.maximum(self._cover[region], share, out=self._cover[region])
        before = self._start[region].astype(np.float32)
        mixed = before + (self._target - before) * self._cover[region]
        self.levels[region] = np.rint(mixed).astype(np.uint8)


def _span(start: float, end: float, reach: float, length: int) -> tuple[int, int]:
    low, high = min(start, end) - reach, max(start, end) + reach
    return max(0, int(low)), min(length, int(high) + 1)


def _distance(
    x: NDArray[np.float32],
    y: NDArray[np.float32],
    start: tuple[float, float],
    end: tuple[float, float],
) -> NDArray[np.float32]:
    """How far the points (h, w) are from the segment."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    px, py = x - np.float32(start[0]), y - np.float32(start[1])
    if length == 0.0:
        return np.hypot(px, py)
    along = np.clip((px * np.float32(dx) + py * np.float32(dy)) / np.float32(length), 0.0, 1.0)
    return np.hypot(px - along * np.float32(dx), py - along * np.float32(dy))
