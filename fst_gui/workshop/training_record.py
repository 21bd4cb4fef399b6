"""What a training leaves in its folder while it runs: log lines and checkpoints."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from fst_gui.engine.errors import NotSavedError
from fst_gui.engine.events import (
    HealthNoted,
    Paused,
    Resumed,
    StageStarted,
    StepDone,
    TargetChanged,
)
from fst_gui.library.errors import LibraryError, reason_of
from fst_gui.library.training_folder import TrainingFolder

if TYPE_CHECKING:
    from fst_gui.engine.events import TrainEvent


class Recorder:
    """Writes the log, and is the engine's store of checkpoints.

    ``step`` and ``seconds`` are those of the last step noted.
    """

    def __init__(self, folder: TrainingFolder) -> None:
        self._folder = folder
        self.step = 0
        self.seconds = 0.0

    def note(self, event: TrainEvent) -> None:
        """Write the event's line, if it has one."""
        if isinstance(event, StepDone):
            self.step, self.seconds = event.step, event.seconds
        if isinstance(event, HealthNoted) and event.remedy == "went_back":
            self._folder.cut(int(event.values["back_to"]))
        line = log_line(event)
        if line is not None:
            self._folder.log.append(line)

    def flush(self) -> None:
        """Write what could not be written before, if there is room now."""
        with contextlib.suppress(OSError):
            self._folder.log.sync()

    def save(
        self, tensors: Mapping[str, NDArray[np.generic]], numbers: Mapping[str, float | int | str]
    ) -> None:
        """Replace the checkpoint, after what the log says up to it is on the disk."""
        try:
            self._folder.log.sync()
            self._folder.checkpoint.save(tensors, numbers)
        except LibraryError as error:
            raise NotSavedError(str(error)) from error
        except OSError as error:
            raise NotSavedError(
                "The training's log cannot be written: {reason}.", reason=reason_of(error)
            ) from error

    def load(
        self,
    ) -> tuple[dict[str, NDArray[np.generic]], dict[str, float | int | str]] | None:
        """The last checkpoint, or None."""
        return self._folder.checkpoint.load()


def log_line(event: object) -> dict[str, Any] | None:
    """What the log says of a training's event, if anything."""
    if isinstance(event, StageStarted):
        return {
            "event": "stage",
            "stage": event.stage,
            "phase": event.phase,
            "step": event.step,
            "steps": event.steps,
            "total_steps": event.total_steps,
            "seconds": round(event.seconds, 2),
        }
    if isinstance(event, StepDone):
        losses = {name: round(value, 6) for name, value in event.losses.items()}
        return {
            "event": "step",
            "stage": event.stage,
            "phase": event.phase,
            "step": event.step,
            "seconds": round(event.seconds, 2),
            **losses,
        }
    if isinstance(event, HealthNoted):
        return _note(event.step, event.kind, event.values, event.remedy)
    if isinstance(event, TargetChanged):
        return _note(event.step, "target_changed", {"content_target": event.content_target})
    if isinstance(event, Paused):
        return _note(event.step, "paused")
    if isinstance(event, Resumed):
        return _note(event.step, "resumed")
    return None


def _note(
    step: int, kind: str, values: Mapping[str, float] | None = None, remedy: str = ""
) -> dict[str, Any]:
    return {
        "event": "note",
        "step": step,
        "kind": kind,
        "values": dict(values or {}),
        "remedy": remedy,
    }
