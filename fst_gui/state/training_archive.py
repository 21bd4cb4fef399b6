"""Trainings as their folders tell them; every function here reads files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import read_photo
from fst_gui.library.training_folder import Moment
from fst_gui.state.base import Picture
from fst_gui.state.training_run import Run, RunRecord, Shot, Status
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.trainings import KnownTraining


@dataclass(frozen=True)
class Restored:
    """What happened in a training so far, and the fields of its ``Run`` that never change."""

    record: RunRecord
    fields: dict[str, Any]


def known_runs(atelier: Atelier) -> list[Run]:
    """The trainings of earlier times: those that can be gone on with, then the finished ones."""
    known = [
        *atelier.queued_trainings(),
        *atelier.interrupted_trainings(),
        *atelier.finished_trainings(),
    ]
    return [run_of(training) for training in known]


def run_of(known: KnownTraining, status: Status | None = None) -> Run:
    """A training without its curves and pictures."""
    finished = known.condition == "finished"
    return Run(
        known.folder,
        known.title,
        status or ("finished" if finished else "interrupted"),
        problem=known.problem,
        stage=known.stage,
        step=known.step,
        total_steps=known.total_steps,
        style=known.style,
    )


def restore(atelier: Atelier, folder: Path) -> Restored:
    """Curves and pictures. Raises ``LibraryError`` when the request cannot be read."""
    request = atelier.training_request(folder)
    record = RunRecord()
    record.restore(atelier.training_history(folder))
    for moment in atelier.training_moments(folder):
        shot = shot_of(moment)
        if shot is not None:
            record.add_shot(shot)
    fields = {
        "photo": None if request.sample is None else Picture(request.sample),
        "stroke_size": request.stroke_size,
    }
    record.start_with(request.content_target)
    return Restored(record, fields)


def shot_of(moment: Moment) -> Shot | None:
    """The moment with its picture; None without one, or when it cannot be read any more."""
    if moment.picture is None:
        return None
    try:
        pixels = read_photo(moment.picture).pixels
    except LibraryError:
        return None
    return Shot(moment.stage, moment.phase, moment.step, Picture(pixels), moment)
