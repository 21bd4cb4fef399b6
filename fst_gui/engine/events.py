"""What the engine's generators yield.

Every event is a progress report, a place to cancel and a place to let others have a turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fst_gui.engine.train.control import TrainingControl

Pixels = NDArray[np.uint8]  # (H, W, 3), sRGB, contiguous; the engine never touches it again


@dataclass(frozen=True)
class Progress:
    """Work done so far, 0 to 1; in a training, of its preparation."""

    done: float


@dataclass(frozen=True)
class Painted:
    """A finished picture, with ``layers`` of overpainting; others follow until it has all."""

    pixels: Pixels
    layers: int = 0


StylizeEvent = Progress | Painted


@dataclass(frozen=True)
class StageStarted:
    """A phase of a stage begins, or is gone on with; ``seconds`` were trained until now."""

    stage: str
    phase: str
    step: int
    steps: int
    total_steps: int
    seconds: float = 0.0


@dataclass(frozen=True)
class StepDone:
    """One training step. ``losses`` has the keys of the log: ``content_loss`` and so on.

    ``seconds`` were trained until now, without pauses.
    """

    stage: str
    phase: str
    step: int
    total_steps: int
    losses: Mapping[str, float]
    seconds_left: float
    seconds: float = 0.0


@dataclass(frozen=True)
class WithinStep:
    """A step, or the sample's picture, goes on: nothing new yet, but others may have a turn."""

    number: int  # of the places within it, from 1


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
class Paused:
    """The training rests until ``rest`` is asked for something; a checkpoint is saved.

    Who steps the training should leave it alone until ``rest.over``; stepped before, it waits.
    """

    step: int
    rest: TrainingControl


@dataclass(frozen=True)
class Resumed:
    """The training goes on after a pause."""

    step: int


@dataclass(frozen=True)
class TargetChanged:
    """From this step on the photo's content may move this far (C)."""

    step: int
    content_target: float


@dataclass(frozen=True)
class MomentReached:
    """The style as it is at this step, to look at, to keep and to branch from.

    ``pixels`` are the sample photo painted, if there is one; ``tensors`` the style and its code,
    float16, by name; ``name`` is given when an artist asked to keep this moment.
    """

    stage: str
    phase: str
    step: int
    pixels: Pixels | None
    tensors: Mapping[str, NDArray[np.float16]]
    name: str = ""


HealthKind = Literal[
    "discriminator_winning",  # it tells all pictures apart: nothing to learn from it
    "discriminator_asleep",  # it guesses: nothing to learn from it either
    "not_finite",  # losses that are no numbers
    "content_lost",  # the photo can hardly be recognised any more
    "style_plateau",  # the style has stopped coming closer
    "balance_at_limit",  # style and content cannot both be had as asked
    "going_flat",  # the picture loses its contrast
    "not_saved",  # a checkpoint or the log could not be written
    "photos_missing",  # some photos to learn on are gone
    "slept",  # the computer was asleep
]
Remedy = Literal[
    "critic_rate_halved",
    "critic_rate_doubled",
    "went_back",  # to the last checkpoint, with half the learning rate
    "style_weight_halved",
    "offer_stop",  # offered: stop and keep
    "offer_looser",  # offered: let the photo's shapes change more
    "offer_stricter",  # offered: keep the photo's shapes better
    "will_retry",
    "went_on",
]


@dataclass(frozen=True)
class HealthNoted:
    """Something about the training that an artist should know, and what was or can be done.

    ``values`` are the numbers it was seen by. A remedy that starts with ``offer_`` waits for the
    artist; the others have been applied. ``text`` is a sentence where numbers do not tell.
    """

    step: int
    kind: HealthKind
    values: Mapping[str, float]
    remedy: Remedy
    text: str = ""


@dataclass(frozen=True)
class Trained:
    """The training is over. ``tensors`` are the weights, float32, by name."""

    tensors: Mapping[str, NDArray[np.float32]]
    summary: Mapping[str, float | int | str] = field(default_factory=dict)


TrainEvent = (
    Progress
    | StageStarted
    | StepDone
    | WithinStep
    | SampleReady
    | CheckpointSaved
    | Paused
    | Resumed
    | TargetChanged
    | MomentReached
    | HealthNoted
    | Trained
)
