"""``train``: a style from paintings, alone or as one of the processes that torchrun started."""

from __future__ import annotations

import argparse
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from fst_gui.cli.output import say
from fst_gui.cli.painting import make_atelier
from fst_gui.cli.progress import logged
from fst_gui.engine.events import HealthNoted, Paused
from fst_gui.engine.train.control import TrainingControl
from fst_gui.library.errors import LibraryError
from fst_gui.library.pack_header import SUFFIX, Credits
from fst_gui.library.photo import read_photo
from fst_gui.workshop.job import JobExported
from fst_gui.workshop.training import MomentKept, StyleKept, TrainingOpened
from fst_gui.workshop.training_request import Crop, Painting, TrainingRequest

if TYPE_CHECKING:
    from fst_gui.engine.train.distributed import Workers
    from fst_gui.workshop.atelier import Atelier

_CREDITS = ("title", "artist", "year", "licence", "source", "movement")
_CUT_OFF = 130  # as shells expect after Ctrl+C


def train(options: argparse.Namespace) -> int:
    """Train a style and keep it as a style pack, or one of the things around that."""
    atelier = make_atelier()
    if options.list_interrupted:
        return _list_interrupted(atelier)
    if options.export_job is not None:
        return _export(atelier, options)
    from fst_gui.engine.train.distributed import join_workers, leave_workers

    workers = join_workers()
    try:
        return _train(atelier, options, workers)
    finally:
        leave_workers()


def _train(atelier: Atelier, options: argparse.Namespace, workers: Workers) -> int:
    folder, resumed = options.job or options.resume, _restarted()
    if folder is not None:
        resumed = True
    else:
        # Only the first process makes a folder; it tells the others where.
        begun = str(_begin(atelier, options)) if workers.rank == 0 else ""
        folder = Path(workers.tell(begun))
    control = TrainingControl()
    events = atelier.resume_training(folder, control, workers)
    with _paused_by_signals(control):
        if workers.rank > 0:
            # Any pause ends the processes: there is nobody here to end it.
            return _CUT_OFF if any(isinstance(event, Paused) for event in events) else 0
        for event in logged(events, options.log, resumed):
            if isinstance(event, StyleKept | MomentKept):
                say(f"The style '{event.entry.name}' is in {event.entry.path}.")
            elif isinstance(event, TrainingOpened):
                print(f"The training is in {event.folder}.", file=sys.stderr)
            elif isinstance(event, HealthNoted):
                print(_in_words(event), file=sys.stderr)
            elif isinstance(event, Paused):
                command = _as_typed(["fst-gui", "train", "--resume", str(folder)])
                print(f"Stopped after step {event.step}. Go on with: {command}", file=sys.stderr)
                return _CUT_OFF
    return 0


def _begin(atelier: Atelier, options: argparse.Namespace) -> Path:
    request = _request(options)
    if _restarted():
        output = request.output.absolute()
        for known in atelier.interrupted_trainings():
            if not known.problem and atelier.training_request(known.folder).output == output:
                return known.folder
    return atelier.begin_training(request)


def _restarted() -> bool:
    """Whether torchrun began again after it had lost a process."""
    return os.environ.get("TORCHELASTIC_RESTART_COUNT", "0") != "0"


@contextmanager
def _paused_by_signals(control: TrainingControl) -> Generator[None]:
    """Let the first Ctrl+C or request to end save a checkpoint; the second ends at once."""

    def pause(number: int, frame: FrameType | None) -> None:
        signal.signal(number, usual[signal.Signals(number)])
        control.pause()

    usual = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in usual:
        signal.signal(number, pause)
    try:
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)


def _as_typed(words: Sequence[str]) -> str:
    """A command as people type it where the program runs."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def _in_words(note: HealthNoted) -> str:
    text = note.text or ", ".join(f"{name} {value:.3g}" for name, value in note.values.items())
    kind, remedy = note.kind.replace("_", " "), note.remedy.replace("_", " ")
    return f"Step {note.step}: {kind} ({text}); {remedy}."


def _export(atelier: Atelier, options: argparse.Namespace) -> int:
    for event in atelier.export_training_job(_request(options), options.export_job):
        if isinstance(event, JobExported):
            say(f"The job is in {event.folder}. See README.txt there.")
    return 0


def _list_interrupted(atelier: Atelier) -> int:
    for known in atelier.interrupted_trainings():
        done = f"{known.step} of {known.total_steps} steps"
        say(f"{known.folder}  {known.title}  {known.problem or done}")
    return 0


def _request(options: argparse.Namespace) -> TrainingRequest:
    output = options.output
    if options.export_job is not None and options.name:
        output = options.export_job / f"{options.name}.fststyle"
    if not options.pictures or not options.name or output is None:
        raise LibraryError("A new style needs a picture, --name and --output.")
    if output.suffix.lower() != SUFFIX:
        raise LibraryError(
            "“{name}” has no known ending. Use one of {known}.", name=output.name, known=SUFFIX
        )
    crops = [Crop(*numbers) for numbers in options.crop]
    if len(crops) > len(options.pictures):
        raise LibraryError("There are more crops than pictures.")
    paintings = [Painting(path, crop) for path, crop in zip_longest(options.pictures, crops)]
    return TrainingRequest(
        paintings=tuple(paintings),
        credits=Credits(options.name, *(getattr(options, credit) for credit in _CREDITS)),
        output=output,
        photos=options.photos,
        quality=options.quality,
        minutes=options.minutes,
        stroke_size=options.stroke,
        content_target=options.strictness,
        batch=options.batch,
        sample=None if options.sample is None else read_photo(options.sample).pixels,
        seed=options.seed,
    )
