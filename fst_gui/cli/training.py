"""``train``, ``train-base`` and ``publish``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tqdm import tqdm

from fst_gui.cli.painting import make_atelier
from fst_gui.library.errors import LibraryError
from fst_gui.workshop.base import BaseRequest, train_base_network
from fst_gui.workshop.release import publish_files
from fst_gui.workshop.training import StyleKept, TrainingRequest

if TYPE_CHECKING:
    from fst_gui.engine.events import TrainEvent

_CREDITS = ("title", "artist", "year", "licence", "source")


def train(options: argparse.Namespace) -> int:
    """Train a style and keep it as a style pack."""
    request = TrainingRequest(
        paintings=tuple(options.pictures),
        name=options.name,
        output=options.output,
        photos=options.photos,
        minutes=options.minutes,
        seed=options.seed,
        resume=options.resume,
        content_target=options.content,
        **{credit: getattr(options, credit) for credit in _CREDITS},
    )
    for event in _logged(make_atelier().train(request), options.log, options.resume):
        if isinstance(event, StyleKept):
            print(f"The style '{event.entry.name}' is in {event.entry.path}.")
    return 0


def train_base(options: argparse.Namespace) -> int:
    """Train the base network from nothing, or on from other weights."""
    request = BaseRequest(
        photos=options.photos,
        paintings=options.paintings,
        output=options.output,
        hold_out=options.hold_out,
        favour=options.favour,
        steps=options.steps,
        warm_start=options.warm_start,
        resume=options.resume,
        seed=options.seed,
        styles_a_step=options.styles_a_step,
        photos_a_style=options.photos_a_style,
        size=options.size,
        view_size=options.view_size,
        content_target=options.content,
        shape=options.shape,
    )
    judge = make_atelier().models.judge
    for _ in _logged(train_base_network(judge, request), options.log, options.resume):
        pass
    print(f"The base network is in {options.output}.")
    return 0


def publish(options: argparse.Namespace) -> int:
    """Put trained files into a models folder and write its manifest."""
    for name in publish_files(options.files, options.models):
        print(f"{name} is in {options.models}.")
    return 0


def _logged(
    events: Iterable[TrainEvent | StyleKept], log: Path | None, append: bool
) -> Iterator[TrainEvent | StyleKept]:
    """Pass the events on, with a progress bar on a terminal and a line each in the log."""
    from fst_gui.engine.events import StepDone

    with ExitStack() as stack:
        file = stack.enter_context(_open_log(log, append)) if log is not None else None
        bar = stack.enter_context(tqdm(disable=None, unit="step"))
        for event in events:
            if isinstance(event, StepDone):
                bar.total = event.total_steps
                bar.set_description(f"{event.stage}, {event.phase}")
                bar.update(event.step - bar.n)
            if file is not None:
                line = _log_line(event)
                if line is not None:
                    print(json.dumps(line), file=file, flush=True)
            yield event


def _open_log(log: Path, append: bool) -> IO[str]:
    try:
        return log.open("a" if append else "w", encoding="utf-8")
    except OSError as error:
        raise LibraryError(
            f"The log {log} cannot be written: {error.strerror}. Choose another place."
        ) from error


def _log_line(event: TrainEvent | StyleKept) -> dict[str, object] | None:
    from fst_gui.engine.events import CheckpointSaved, StageStarted, StepDone

    if isinstance(event, StageStarted):
        return {
            "event": "stage",
            "stage": event.stage,
            "phase": event.phase,
            "step": event.step,
            "total_steps": event.total_steps,
        }
    if isinstance(event, StepDone):
        losses = {name: round(value, 6) for name, value in event.losses.items()}
        return {
            "event": "step",
            "stage": event.stage,
            "phase": event.phase,
            "step": event.step,
            **losses,
        }
    if isinstance(event, CheckpointSaved):
        return {"event": "checkpoint", "step": event.step}
    if isinstance(event, StyleKept):
        return {"event": "kept", "path": str(event.entry.path), **event.summary}
    return None
