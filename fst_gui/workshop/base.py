"""Training the base network from folders of photos and paintings."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors import SafetensorError

from fst_gui.engine.settings import BASE_CONTENT
from fst_gui.library.atomic import refuse_read_only
from fst_gui.library.checkpoint import CheckpointFile
from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import read_photo, shrink
from fst_gui.library.weights import Weights, load_weights, save_weights
from fst_gui.library.writing import writing_told
from fst_gui.workshop.folders import photos_to_learn_on, picture_files, picture_table

if TYPE_CHECKING:
    from torch import Tensor

    from fst_gui.engine.events import TrainEvent
    from fst_gui.engine.networks.painter import PainterShape
    from fst_gui.engine.networks.vgg import PerceptualNetwork
    from fst_gui.engine.train.distributed import Workers

_PHOTO_LONGEST = 768
_PAINTING_LONGEST = 1024
_FAVOUR = 9  # how many times as often a favoured painting is drawn


@dataclass(frozen=True)
class BaseRequest:
    """Folders, and how long: ``steps`` are those of the encoder, recurrent, interpolation and
    adversarial stage, separated by commas.

    Beside a folder ``photos`` may lie a ``photos.csv`` whose column ``split`` says "train" for
    what may be learned from; beside ``paintings`` a ``paintings.csv`` with the ``movement`` of
    each. ``hold_out`` lists paintings, one file name a line, that are kept out; ``favour`` lists
    some to learn from more often than from the others. ``size`` is that of the photos' patches,
    ``view_size`` that of the paintings', in pixels; ``shape`` is a ``PainterShape`` as JSON.
    ``settled`` says that the weights to start from have painted before.
    """

    photos: Path
    paintings: Path
    output: Path
    steps: str
    hold_out: Path | None = None
    favour: Path | None = None
    warm_start: Path | None = None
    resume: bool = False
    seed: int = 0
    styles_a_step: int = 2
    photos_a_style: int = 2
    size: int = 320
    view_size: int = 192
    content_target: float = BASE_CONTENT
    shape: str = "{}"
    settled: bool = False


def train_base_network(
    judge: PerceptualNetwork, request: BaseRequest, workers: Workers | None = None
) -> Iterator[TrainEvent]:
    """Train and write the weights to the output. Raises ``LibraryError``.

    Of several ``workers`` the first writes.
    """
    import torch

    from fst_gui.engine.device import keep_memory
    from fst_gui.engine.events import Trained
    from fst_gui.engine.train.base import train_base
    from fst_gui.engine.train.base_spec import BaseSpec
    from fst_gui.engine.train.distributed import DistributedWorkers, SharedStore, Workers
    from fst_gui.engine.train.plan import STAGES

    with writing_told(request.output):  # said before hours of training rather than after
        if request.output.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        refuse_read_only(request.output)
    try:
        counts = [int(part) for part in request.steps.split(",")]
        steps = dict(zip(STAGES, counts, strict=True))
    except ValueError as error:
        raise LibraryError(
            "The steps are four whole numbers separated by commas, as in 1300,2200,500,120."
        ) from error
    paintings, labels, deck = _paintings(request)
    warm = {} if request.warm_start is None else _read_weights(request.warm_start)
    spec = BaseSpec(
        photos=_photos(request.photos),
        paintings=paintings,
        labels=labels,
        steps=steps,
        deck=deck,
        seed=request.seed,
        styles_a_step=request.styles_a_step,
        photos_a_style=request.photos_a_style,
        size=request.size,
        view_size=request.view_size,
        content_target=request.content_target,
        shape=_shape(request.shape),
        settled=request.settled,
        warm_start={k: torch.from_numpy(v.astype(np.float32)) for k, v in warm.items()},
    )
    keep_memory()
    workers = workers or Workers()
    first = workers.rank == 0
    store = CheckpointFile(request.output.with_name(request.output.name + ".checkpoint"))
    if isinstance(workers, DistributedWorkers):
        store = SharedStore(store if first else None, workers)
    for event in train_base(spec, judge, store, resume=request.resume, workers=workers):
        if isinstance(event, Trained) and first:
            training = json.dumps(dict(event.summary))
            about = {"format": "fst-base", "training": training, "shape": spec.shape.describe()}
            with writing_told(request.output):
                save_weights(request.output, event.tensors, about)
        yield event


def _shape(text: str) -> PainterShape:
    from fst_gui.engine.networks.painter import PainterShape

    try:
        return PainterShape.described(text)
    except ValueError as error:
        raise LibraryError(
            "The shape of the network is not one that there is: {text}.", text=text
        ) from error


def _read_weights(path: Path) -> Weights:
    try:
        return load_weights(path)
    except (OSError, SafetensorError) as error:
        raise LibraryError("{path} does not hold weights to start from.", path=path) from error


def _photos(folder: Path) -> list[Tensor]:
    import torch

    return [
        torch.from_numpy(shrink(read_photo(file).pixels, _PHOTO_LONGEST))
        for file in photos_to_learn_on(folder)
    ]


def _paintings(request: BaseRequest) -> tuple[list[Tensor], list[int], list[int]]:
    """The paintings, each one's movement by number, and how often each is drawn."""
    import torch

    held, favoured = _names(request.hold_out), _names(request.favour)
    table = picture_table(request.paintings)
    files = [f for f in picture_files(request.paintings) if f.name not in held]
    favourites = [number for number, f in enumerate(files) if f.name in favoured]
    deck = [*range(len(files)), *favourites * (_FAVOUR - 1)]
    movements = [table.get(f.name, {}).get("movement", "") for f in files]
    numbers = {name: index for index, name in enumerate(sorted(set(movements)))}
    pictures = [torch.from_numpy(shrink(read_photo(f).pixels, _PAINTING_LONGEST)) for f in files]
    return pictures, [numbers[name] for name in movements], deck


def _names(file: Path | None) -> frozenset[str]:
    if file is None:
        return frozenset()
    try:
        lines = file.read_text("utf-8-sig").splitlines()
        return frozenset(name for line in lines if (name := line.strip()))
    except (OSError, ValueError) as error:
        raise LibraryError("The list {file} cannot be read.", file=file) from error
