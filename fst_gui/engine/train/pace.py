"""How long steps take, and how long is left."""

from __future__ import annotations

import statistics
import time
from collections import deque
from collections.abc import Callable

_REMEMBERED = 40  # steps
_OUTLIER = 8.0  # times the usual
_ASLEEP = 30.0  # seconds that the wall clock went ahead of the running clock


class Pace:
    """Seconds a step takes, from the last steps; a pause or a sleeping laptop does not count.

    ``seconds`` is the time trained so far, without what was lost to pauses and sleep.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._clock, self._wall = clock, wall
        self._recent: deque[float] = deque(maxlen=_REMEMBERED)
        self.seconds = 0.0
        self.start()

    def start(self) -> None:
        """Count from now: at the beginning and after a pause."""
        self._then, self._wall_then = self._clock(), self._wall()

    def note_step(self) -> float:
        """Note that a step is done. Returns the seconds that the computer slept meanwhile."""
        now, wall = self._clock(), self._wall()
        took, wall_took = now - self._then, wall - self._wall_then
        self._then, self._wall_then = now, wall
        # On Linux and macOS the running clock stands still in sleep; on Windows it runs on.
        asleep = wall_took - took
        usual = statistics.median(self._recent) if len(self._recent) >= 5 else took
        counted = min(took, _OUTLIER * usual)
        self._recent.append(counted)
        self.seconds += counted
        return asleep if asleep > _ASLEEP else 0.0

    def left(self, steps: int) -> float:
        """Seconds that so many steps will take; 0 before the first step."""
        if not self._recent:
            return 0.0
        # The first step also imports and allocates.
        usual = statistics.median if len(self._recent) < 10 else statistics.fmean
        return usual(self._recent) * steps
