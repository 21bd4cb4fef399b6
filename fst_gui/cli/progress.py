"""A progress bar on a terminal and a log in a file, for trainings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fst_gui.library.errors import LibraryError, reason_of
from fst_gui.library.training_log import TrainingLog
from fst_gui.workshop.training import StyleKept, TrainingOpened, WorkshopEvent
from fst_gui.workshop.training_record import log_line

if TYPE_CHECKING:
    from fst_gui.engine.events import TrainEvent


def logged(
    events: Iterable[TrainEvent | WorkshopEvent], file: Path | None, append: bool = False
) -> Iterator[TrainEvent | WorkshopEvent]:
    """Pass the events on, with a progress bar on a terminal and a line each in the log.

    The log begins anew unless it shall ``append``; then the steps that a training takes again
    are cut off first.
    """
    from tqdm import tqdm  # imported when there is something to show: the window starts sooner

    from fst_gui.engine.events import StepDone

    log = None if file is None else TrainingLog(file)
    with ExitStack() as stack:
        if file is not None:
            _open(file, "a" if append else "w")
        bar = stack.enter_context(tqdm(disable=None, unit="step"))
        for event in events:
            if isinstance(event, TrainingOpened) and log is not None:
                log.cut(event.step)
            if isinstance(event, StepDone):
                bar.total = event.total_steps
                bar.set_description(f"{event.stage}, {event.phase}")
                bar.update(event.step - bar.n)
            line = None if log is None else _line(event)
            if log is not None and line is not None:
                log.append(line)
            yield event


def _open(log: Path, mode: str) -> None:
    try:
        log.open(mode).close()
    except OSError as error:
        raise LibraryError(
            "The log {log} cannot be written: {reason}. Choose another place.",
            log=log,
            reason=reason_of(error),
        ) from error


def _line(event: TrainEvent | WorkshopEvent) -> dict[str, Any] | None:
    from fst_gui.engine.events import CheckpointSaved

    if isinstance(event, CheckpointSaved):
        return {"event": "checkpoint", "step": event.step}
    if isinstance(event, StyleKept):
        return {"event": "kept", "path": str(event.entry.path), **event.summary}
    return log_line(event)
