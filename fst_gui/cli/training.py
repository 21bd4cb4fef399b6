"""``train``, ``train-base`` and ``publish``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tqdm import tqdm

from fst_gui.cli.painting import make_atelier
from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import read_photo
from fst_gui.library.style_pack import Credits
from fst_gui.workshop.base import BaseRequest, train_base_network
from fst_gui.workshop.release import publish_files
from fst_gui.workshop.training import StyleKept, WorkshopEvent
from fst_gui.workshop.training_record import log_line
from fst_gui.workshop.training_request import Crop, Painting, TrainingRequest

if TYPE_CHECKING:
    from fst_gui.engine.events import TrainEvent
    from fst_gui.workshop.atelier import Atelier

_CREDITS = ("title", "artist", "year", "licence", "source")


def train(options: argparse.Namespace) -> int:
    """Train a style and keep it as a style pack."""
    atelier = make_atelier()
    if options.list_interrupted:
        return _list_interrupted(atelier)
    if options.resume is not None:
        events = atelier.resume_training(options.resume)
    else:
        events = atelier.train(_request(options))
    for event in _logged(events, options.log, options.resume is not None):
        if isinstance(event, StyleKept):
            print(f"The style '{event.entry.name}' is in {event.entry.path}.")
    return 0


def _list_interrupted(atelier: Atelier) -> int:
    for known in atelier.interrupted_trainings():
        done = f"{known.step} of {known.total_steps} steps"
        print(f"{known.folder}  {known.title}  {known.problem or done}")
    return 0


def _request(options: argparse.Namespace) -> TrainingRequest:
    if not options.pictures or not options.name or options.output is None:
        raise LibraryError("A new style needs a picture, --name and --output.")
    crops = [Crop(*numbers) for numbers in options.crop]
    if len(crops) > len(options.pictures):
        raise LibraryError("There are more crops than pictures.")
    paintings = [Painting(path, crop) for path, crop in zip_longest(options.pictures, crops)]
    return TrainingRequest(
        paintings=tuple(paintings),
        credits=Credits(options.name, *(getattr(options, credit) for credit in _CREDITS)),
        output=options.output,
        photos=options.photos,
        quality=options.quality,
        minutes=options.minutes,
        stroke_size=options.stroke,
        content_target=options.strictness,
        batch=options.batch,
        sample=None if options.sample is None else read_photo(options.sample).pixels,
        seed=options.seed,
    )


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
    events: Iterable[TrainEvent | WorkshopEvent], log: Path | None, append: bool
) -> Iterator[TrainEvent | WorkshopEvent]:
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


def _log_line(event: TrainEvent | WorkshopEvent) -> dict[str, object] | None:
    from fst_gui.engine.events import CheckpointSaved

    if isinstance(event, CheckpointSaved):
        return {"event": "checkpoint", "step": event.step}
    if isinstance(event, StyleKept):
        return {"event": "kept", "path": str(event.entry.path), **event.summary}
    return log_line(event)
