"""Training a style: pictures read, the engine's training run, the style pack kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from fst_gui.engine.events import Progress, Trained
from fst_gui.library.checkpoint import CheckpointFile
from fst_gui.library.errors import LibraryError
from fst_gui.library.gallery import StyleEntry, own_entry
from fst_gui.library.photo import Pixels, read_photo, shrink
from fst_gui.library.style_pack import Credits, StylePack, save_pack
from fst_gui.workshop.folders import photos_to_learn_on
from fst_gui.workshop.models import Models

if TYPE_CHECKING:
    from torch import Tensor

    from fst_gui.engine.events import TrainEvent
    from fst_gui.engine.train.style import StyleSpec

THUMBNAIL = 320
_PAINTING_LONGEST = 2048
_PHOTO_LONGEST = 768
_MOST_PHOTOS = 500
_MADE_SCENES = 60
_MADE_SIZE = 320


@dataclass(frozen=True)
class TrainingRequest:
    """What an artist asks for.

    ``photos`` is a folder to learn on; without one the program makes training pictures itself.
    ``keep``, once set, ends the training at the next step and keeps the style.
    """

    paintings: tuple[Path, ...]
    name: str
    output: Path
    photos: Path | None = None
    minutes: float = 10.0
    sample: Pixels | None = None
    title: str = ""
    artist: str = ""
    year: str = ""
    licence: str = ""
    source: str = ""
    seed: int = 0
    resume: bool = False
    content_target: float = 0.72
    keep: threading.Event | None = None


@dataclass(frozen=True)
class StyleKept:
    """The trained style is in its file."""

    entry: StyleEntry
    summary: Mapping[str, float | int | str]


def train_style(models: Models, request: TrainingRequest) -> Iterator[TrainEvent | StyleKept]:
    """Run a training from start to style pack.

    The checkpoint lies beside the output until the style is kept. Raises ``LibraryError`` for
    pictures that cannot be read and an output that exists or cannot be written.
    """
    from fst_gui.engine.train.style import train

    _check(request)
    store = CheckpointFile(request.output.with_name(request.output.name + ".checkpoint"))
    paintings = [read_photo(path).pixels for path in request.paintings]
    spec = yield from _prepare(models, request, store, paintings)
    keep = request.keep or threading.Event()
    started = time.monotonic()
    for event in train(
        spec, models.painter, models.judge, store, resume=request.resume, stop=keep.is_set
    ):
        yield event
        if isinstance(event, Trained):
            minutes = (time.monotonic() - started) / 60.0
            pack = _pack(models, request, event, paintings[0], minutes)
            save_pack(request.output, pack)
            store.discard()
            yield StyleKept(own_entry(request.output), pack.summary)


def _check(request: TrainingRequest) -> None:
    if not request.name.strip() or any(sign in request.name for sign in '/\\:*?"<>|'):
        raise LibraryError('The style needs a name without the signs / \\ : * ? " < > |.')
    if not request.minutes > 0:
        raise LibraryError("The time to train must be more than 0 minutes.")
    if request.output.exists():
        raise LibraryError(f"{request.output} is already there. Choose another name.")
    try:
        request.output.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The folder {request.output.parent} cannot be made. Choose another."
        ) from error


def _prepare(
    models: Models, request: TrainingRequest, store: CheckpointFile, paintings: list[Pixels]
) -> Generator[Progress, None, StyleSpec]:
    """Read the photos and find out how many steps fit into the time."""
    import torch

    from fst_gui.engine.train.style import StyleSpec, measure_pace

    spec = StyleSpec(
        paintings=[torch.from_numpy(shrink(p, _PAINTING_LONGEST)) for p in paintings],
        photos=(yield from _photos(request)),
        steps=1,
        content_target=request.content_target,
        seed=request.seed,
        sample=None if request.sample is None else shrink(request.sample, 512),
    )
    resumed = store.load() if request.resume else None
    if resumed is not None:
        return spec.lasting(int(resumed[1]["steps"]))
    pace = yield from measure_pace(spec, models.painter, models.judge)
    return spec.lasting(max(8, round(request.minutes * 60.0 / pace)))


def _photos(request: TrainingRequest) -> Generator[Progress, None, list[Tensor]]:
    import torch

    from fst_gui.engine.scenes import make_scenes

    if request.photos is None:
        scenes: list[Tensor] = []
        for number in range(_MADE_SCENES):
            scenes += make_scenes(1, _MADE_SIZE, request.seed * _MADE_SCENES + number)
            yield Progress(number / _MADE_SCENES)
        return scenes
    photos: list[Tensor] = []
    files = photos_to_learn_on(request.photos)[:_MOST_PHOTOS]
    for number, file in enumerate(files):
        photos.append(torch.from_numpy(shrink(read_photo(file).pixels, _PHOTO_LONGEST)))
        yield Progress(number / len(files))
    return photos


def _pack(
    models: Models, request: TrainingRequest, trained: Trained, painting: Pixels, minutes: float
) -> StylePack:
    credits = Credits(
        name=request.name,
        title=request.title or request.name,
        artist=request.artist,
        year=request.year,
        licence=request.licence,
        source=request.source,
    )
    summary = {**trained.summary, "minutes": round(minutes, 1)}
    tensors = {name: array.astype(np.float16) for name, array in trained.tensors.items()}
    thumbnail = shrink(painting, THUMBNAIL)
    return StylePack(credits, tensors, thumbnail, models.base_hash, request.seed, summary)
