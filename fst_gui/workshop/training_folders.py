"""From a request to a training's folder with its pictures inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import read_photo, shrink
from fst_gui.library.small_picture import encode_png
from fst_gui.library.training_folder import SAMPLE_FILE, TrainingFolder, training_folders
from fst_gui.workshop.folders import photos_to_learn_on
from fst_gui.workshop.models import Models
from fst_gui.workshop.training_request import TrainingRequest, request_to_json

SAMPLE_LONGEST = 512
_MOST_PHOTOS = 500


def make_training(
    path: Path,
    models: Models,
    request: TrainingRequest,
    files: Mapping[str, bytes],
    *,
    branch: Mapping[str, Any] | None = None,
    steps: int | None = None,
) -> TrainingFolder:
    """A training's folder at ``path`` with copies of the paintings and the sample.

    Relative photos and a relative output lie in the folder. ``branch`` tells the moment of
    another training to begin with, ``steps`` the length when it is known.
    """
    kept = dict(files)
    paintings = list(request.paintings)
    for number, painting in enumerate(paintings):
        name = f"paintings/{number}{painting.path.suffix.lower()}"
        read_photo(painting.path)  # refused here rather than in the middle of a training
        kept[name] = painting.path.read_bytes()
        paintings[number] = replace(painting, path=Path(name))
    if request.sample is not None:
        kept[SAMPLE_FILE] = encode_png(shrink(request.sample, SAMPLE_LONGEST))
    stored = {
        "version": 1,
        "base": models.base_hash,
        "steps": steps,
        "branch": branch,
        "request": request_to_json(replace(request, paintings=tuple(paintings))),
    }
    return TrainingFolder.create(path, stored, kept)


def is_promised(output: Path, trainings: Path) -> bool:
    """Whether a training below ``trainings`` that is not finished will keep its style there."""
    wanted = str(output.absolute()).casefold()  # one file on Windows and macOS
    return any(
        wanted == str(promised).casefold()
        for folder in training_folders(trainings)
        if folder.finished() is None and (promised := _output(folder)) is not None
    )


def _output(folder: TrainingFolder) -> Path | None:
    try:
        return folder.path / folder.request()["request"]["output"]
    except (LibraryError, LookupError, TypeError):  # a damaged one is told where it is listed
        return None


def photo_files(request: TrainingRequest) -> tuple[Path, ...] | None:
    """The photos to learn on, by absolute path; None when the program makes its own."""
    photos = request.photos
    if isinstance(photos, Path):
        photos = tuple(photos_to_learn_on(photos)[:_MOST_PHOTOS])
    return None if photos is None else tuple(photo.absolute() for photo in photos)
