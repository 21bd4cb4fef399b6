"""What the engine's generators yield.

Every event is a progress report, a place to cancel and a place to let others have a turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]  # (H, W, 3), sRGB, contiguous; the engine never touches it again


@dataclass(frozen=True)
class Progress:
    """Work done so far, 0 to 1; in a training, of its preparation."""

    done: float


@dataclass(frozen=True)
class Painted:
    """The finished picture."""

    pixels: Pixels


StylizeEvent = Progress | Painted


@dataclass(frozen=True)
class StageStarted:
    """A phase of a stage begins."""

    stage: str
    phase: str
    step: int
    steps: int
    total_steps: int


@dataclass(frozen=True)
class StepDone:
    """One training step. ``losses`` has the keys of the log: ``content_loss`` and so on."""

    stage: str
    phase: str
    step: int
    total_steps: int
    losses: Mapping[str, float]
    seconds_left: float


@dataclass(frozen=True)
class SampleReady:
    """The sample photo as the style paints it now."""

    stage: str
    step: int
    pixels: Pixels


@dataclass(frozen=True)
class CheckpointSaved:
    """The training can be resumed from this step."""

    step: int


@dataclass(frozen=True)
class Trained:
    """The training is over. ``tensors`` are the weights, float32, by name."""

    tensors: Mapping[str, NDArray[np.float32]]
    summary: Mapping[str, float | int | str] = field(default_factory=dict)


TrainEvent = Progress | StageStarted | StepDone | SampleReady | CheckpointSaved | Trained
