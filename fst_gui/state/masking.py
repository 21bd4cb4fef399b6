"""Painting the mask: which tool, which brush, and the stroke under way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from fst_gui.state.base import State
from fst_gui.state.brush import Brush, Levels, Stroke
from fst_gui.state.look import PhotoMask

MASK_LONGEST = 1024
SIZES = (0.005, 0.5)
_STEP = 1.25
Tool = Literal["protect", "apply"]
_TARGETS = {"protect": 0, "apply": 255}


@dataclass(frozen=True)
class Mask:
    """``active`` while the brush is in hand; ``shown`` is the mask with the stroke under way."""

    active: bool = False
    tool: Tool = "protect"
    brush: Brush = field(default_factory=Brush)
    shown: PhotoMask | None = None


class MaskState(State[Mask]):
    """The brush. ``keep`` is called with every mask that a stroke or a verb has made."""

    def __init__(self, keep: Callable[[PhotoMask | None], None]) -> None:
        super().__init__(Mask())
        self._keep = keep
        self._shape = (1, 1)
        self._stroke: Stroke | None = None
        self._before: PhotoMask | None = None  # the stroke

    def open(self, width: int, height: int) -> None:
        """Another photo, of that many pixels."""
        factor = MASK_LONGEST / max(width, height)
        self._shape = (max(1, round(height * factor)), max(1, round(width * factor)))
        self._stroke = None

    def follow(self, mask: PhotoMask | None) -> None:
        """The mask is another one now."""
        if mask is not self.snapshot.shown:
            self._stroke = None
            self.update(shown=mask)

    # The brush

    def set_active(self, active: bool) -> None:
        """Take the brush, or put it away, which ends a stroke."""
        self.end()
        self.update(active=active)

    def choose(self, tool: Tool) -> None:
        """Protect what is brushed over, or paint it."""
        self.update(tool=tool)

    def swap_tool(self) -> None:
        """The other one."""
        self.choose("apply" if self.snapshot.tool == "protect" else "protect")

    def set_size(self, size: float) -> None:
        """The diameter as a share of the photo's longer side."""
        size = min(SIZES[1], max(SIZES[0], size))
        self.update(brush=replace(self.snapshot.brush, size=size))

    def step_size(self, steps: int) -> None:
        """Larger or smaller."""
        self.set_size(self.snapshot.brush.size * _STEP**steps)

    def set_softness(self, softness: float) -> None:
        """0 is a hard edge, 1 fades from the middle."""
        softness = min(1.0, max(0.0, softness))
        self.update(brush=replace(self.snapshot.brush, softness=softness))

    # The mask; points are shares of the photo's width and height

    def begin(self, x: float, y: float, other: bool = False) -> None:
        """Start a stroke, with the ``other`` tool when asked."""
        now = self.snapshot
        target = _TARGETS[now.tool]
        self._before = now.shown
        self._stroke = Stroke(self._levels(), now.brush, 255 - target if other else target)
        self.go_on(x, y)

    def go_on(self, x: float, y: float) -> None:
        """Draw the stroke on to a point."""
        if self._stroke is not None:
            self._stroke.to(x, y)
            self.update(shown=PhotoMask(self._stroke.levels))

    def end(self) -> None:
        """The stroke is done."""
        if self._stroke is not None:
            stroke, self._stroke = self._stroke, None
            if stroke.changed:
                self._keep(PhotoMask(stroke.levels))
            else:
                self.update(shown=self._before)

    def clear(self) -> None:
        """Paint everywhere."""
        self._stroke = None
        self._keep(None)

    def invert(self) -> None:
        """Paint what was protected and protect what was painted."""
        self._stroke = None
        self._keep(PhotoMask(255 - self._levels()))

    def _levels(self) -> Levels:
        shown = self.snapshot.shown
        return np.full(self._shape, 255, np.uint8) if shown is None else shown.levels
