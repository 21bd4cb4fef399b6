"""The numbers of a training as curves over its steps."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# In the order in which they are shown and written.
LOSSES = ("content_loss", "style_loss", "tv_loss", "total_loss")
PLAYERS = ("d_loss", "g_loss")
ACCURACIES = ("d_real", "d_generated")
KNOWN = (*LOSSES, *PLAYERS, *ACCURACIES)


@dataclass(frozen=True, eq=False)
class Curve:
    """``values`` (float64) at ``steps`` (int64), of equal length, rising steps."""

    steps: NDArray[np.int64]
    values: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.steps)

    def at(self, step: float) -> tuple[int, float] | None:
        """The step nearest to ``step`` and its value; None for an empty curve."""
        if not len(self):
            return None
        right = int(np.searchsorted(self.steps, step))
        left = max(0, right - 1)
        right = min(right, len(self) - 1)
        near = left if step - self.steps[left] <= self.steps[right] - step else right
        return int(self.steps[near]), float(self.values[near])


Curves = Mapping[str, Curve]


class CurveWriter:
    """Grows a curve. What it has handed out never changes: it only writes behind it."""

    def __init__(self) -> None:
        self._steps = np.empty(256, np.int64)
        self._values = np.empty(256, np.float64)
        self._length = 0

    def append(self, step: int, value: float) -> None:
        """Add a point; a step that is there already, or an earlier one, cuts what follows it.

        So a training that went on from a checkpoint has each step once.
        """
        length = int(np.searchsorted(self._steps[: self._length], step))
        if length < self._length:
            self._steps = self._steps.copy()
            self._values = self._values.copy()
        elif length == len(self._steps):
            self._steps = np.concatenate([self._steps, np.empty_like(self._steps)])
            self._values = np.concatenate([self._values, np.empty_like(self._values)])
        self._steps[length] = step
        self._values[length] = value
        self._length = length + 1

    def curve(self) -> Curve:
        """All points so far."""
        return Curve(self._steps[: self._length], self._values[: self._length])


def smoothed(values: NDArray[np.float64], width: float) -> NDArray[np.float64]:
    """Running mean under a bell ``width`` points wide (its deviation); 0 leaves the values.

    At both ends the bell is cut and weighs what is there, so that the newest value is not drawn
    towards zero.
    """
    if width <= 0 or len(values) < 3:
        return values
    reach = min(int(np.ceil(3 * width)), len(values) - 1)
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    # "full" and cut by hand: "same" follows the longer of the two.
    sums = np.convolve(values, bell)[reach : reach + len(values)]
    weights = np.convolve(np.ones(len(values)), bell)[reach : reach + len(values)]
    return sums / weights


def curves_csv(curves: Curves) -> str:
    """One row a step, one column a curve; empty where a curve has no value."""
    names = [name for name in KNOWN if name in curves]
    rows: dict[int, dict[str, float]] = {}
    for name in names:
        for step, value in zip(curves[name].steps, curves[name].values, strict=True):
            rows.setdefault(int(step), {})[name] = float(value)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["step", *names])
    for step in sorted(rows):
        row = rows[step]
        writer.writerow([step, *(f"{row[n]:.6g}" if n in row else "" for n in names)])
    return text.getvalue()
