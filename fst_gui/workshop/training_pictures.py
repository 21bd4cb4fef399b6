"""The pictures of a training, read for the engine."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from fst_gui.engine.events import Progress
from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import Pixels, read_photo, shrink
from fst_gui.workshop.training_request import TrainingRequest

if TYPE_CHECKING:
    from torch import Tensor

PHOTO_LONGEST = 768
_MADE_SCENES = 60
_MADE_SIZE = 320


def painting_pixels(request: TrainingRequest, number: int) -> Pixels:
    """A painting, or the part of it that counts. Raises ``LibraryError``."""
    painting = request.paintings[number]
    pixels = read_photo(painting.path).pixels
    return pixels if painting.crop is None else painting.crop.of(pixels)


def learning_photos(
    request: TrainingRequest, resumed: bool
) -> Generator[Progress, None, tuple[list[Tensor], int]]:
    """The photos to learn on, and how many of them are gone.

    A training that goes on makes do with what is left, or with pictures made by the program; a
    new one raises ``LibraryError`` when none can be read.
    """
    import torch

    files = request.photos
    if files is None:
        return (yield from _made_photos(request.seed)), 0
    files = (files,) if isinstance(files, Path) else files
    photos: list[Tensor] = []
    problem: LibraryError | None = None
    for number, file in enumerate(files):
        try:
            photos.append(torch.from_numpy(shrink(read_photo(file).pixels, PHOTO_LONGEST)))
        except LibraryError as error:
            problem = error
        yield Progress(number / len(files))
    if problem is not None and not photos and not resumed:
        raise problem
    missing = len(files) - len(photos)
    return photos or (yield from _made_photos(request.seed)), missing


def _made_photos(seed: int) -> Generator[Progress, None, list[Tensor]]:
    from fst_gui.engine.scenes import make_scenes

    scenes: list[Tensor] = []
    for number in range(_MADE_SCENES):
        scenes += make_scenes(1, _MADE_SIZE, seed * _MADE_SCENES + number)
        yield Progress(number / _MADE_SCENES)
    return scenes
