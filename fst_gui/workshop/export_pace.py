"""How fast this machine exports: what each step costs a pixel, and what exports really took.

The steps are measured once. What that leaves out — another kind of photo, a machine that was busy
when it was measured — shows in the exports themselves: each leaves behind what was foreseen and
what it took, and the ones most like the next correct its forecast.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Generator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from fst_gui.library.errors import SettingsError
from fst_gui.library.versioned import load_versioned, save_versioned
from fst_gui.workshop.export_measuring import measured

if TYPE_CHECKING:
    from fst_gui.workshop.atelier import Atelier

_VERSION = 3
_GREATEST_SCALE = 8  # further apart, the smaller picture counts for nothing
_REMEMBERED = 24  # exports
_ALIKE = 3  # of them that correct a forecast, at most
_UNLIKE = math.log(4.0)  # further apart in what was foreseen, an export says nothing of another


@dataclass(frozen=True)
class Experience:
    """An export that was made: how, what its steps added up to, and the seconds that it took."""

    kind: str  # the target's suffix
    fresh: bool  # whether it was the first picture of the program since its start
    foreseen: float
    taken: float

    def distance(self, kind: str, fresh: bool, foreseen: float) -> float:
        """How unlike an export is that is to come."""
        apart = abs(math.log(self.foreseen / foreseen))
        return apart + (self.kind != kind) * _UNLIKE / 2 + (self.fresh != fresh) * _UNLIKE / 2


class Pace:
    """Seconds a pixel for each step, measured when they are first wanted and kept in a file."""

    def __init__(self, atelier: Atelier, file: Path) -> None:
        import torch

        self._atelier = atelier
        self._file = file
        models = atelier.models
        # What another computer, device or network has measured says nothing here.
        self._of = f"{models.base_hash[:12]} {models.painter.device} {torch.get_num_threads()}"
        self.seconds: dict[str, float] = {}
        self.experience: list[Experience] = []
        self._new = False
        with contextlib.suppress(SettingsError, ValueError, TypeError, AttributeError, LookupError):
            values = load_versioned(file, _VERSION, {})
            if values.get("of") == self._of:
                self.seconds = {str(k): float(v) for k, v in values["seconds"].items()}
                self.experience = [Experience(*one) for one in values.get("exports", [])]

    def measure(self, step: str) -> Generator[None, None, None]:
        """Measure a step unless it is known; left wherever somebody more urgent may have a turn.

        Others' time does not count.
        """
        if step in self.seconds:
            return
        self.seconds[step] = yield from measured(self._atelier, step)
        self._new = True

    def knows(self, steps: Mapping[str, float]) -> bool:
        """Whether all of these steps have been measured."""
        return self.seconds.keys() >= steps.keys()

    def foresee(self, steps: Mapping[str, float], kind: str, fresh: bool) -> float:
        """Seconds for so many pixels a step, corrected by the exports most like this one."""
        foreseen = self._sum(steps)
        apart = [(one.distance(kind, fresh, foreseen), one) for one in reversed(self.experience)]
        alike = sorted((pair for pair in apart if pair[0] < _UNLIKE), key=lambda pair: pair[0])
        ratios = [one.taken / one.foreseen for _, one in alike[:_ALIKE]]
        return foreseen * (median(ratios) if ratios else 1.0)

    def learn(self, steps: Mapping[str, float], kind: str, fresh: bool, taken: float) -> None:
        """Note what an export took."""
        one = Experience(kind, fresh, self._sum(steps), taken)
        if min(one.foreseen, one.taken) > 0.0:
            self.experience = [*self.experience, one][-_REMEMBERED:]
            self._new = True

    def _sum(self, steps: Mapping[str, float]) -> float:
        return sum(self.seconds[step] * pixels for step, pixels in steps.items())

    def keep(self) -> None:
        """Write down what was measured and learned; without a place for it, it is forgotten."""
        if not self._new:
            return
        exports = [astuple(one) for one in self.experience]
        values = {"of": self._of, "seconds": self.seconds, "exports": exports}
        with contextlib.suppress(SettingsError):
            save_versioned(self._file, _VERSION, values)


def scale_between(large: float, small: float) -> int:
    """How many times as wide a picture of ``large`` pixels is as one of ``small``: 1, 2, 4 or 8."""
    nearest = round(math.log2(max(1.0, large / small)) / 2)
    return min(2**nearest, _GREATEST_SCALE)
