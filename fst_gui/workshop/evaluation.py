"""Painting photos in styles and judging the pictures, pair by pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from fst_gui.engine.settings import USUAL_ITERATIONS, PaintSettings
from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import Pixels, read_photo, shrink, write_photo
from fst_gui.workshop.folders import picture_files

if TYPE_CHECKING:
    from fst_gui.library.gallery import StyleEntry
    from fst_gui.workshop.atelier import Atelier

_SHEET_CELL = 320
_SUMMARY = {
    "content": "C",
    "style": "S",
    "photo_style": "S of the photo",
    "ssim": "SSIM",
    "edges": "edges",
    "checkerboard": "checkerboard",
    "border": "border",
}


@dataclass(frozen=True)
class EvaluationRequest:
    """Folders of photos and paintings; with ``style``, that trained style for each painting."""

    photos: Path
    paintings: Path
    style: str | None = None
    strength: float = 1.0
    iterations: int = USUAL_ITERATIONS
    overpainting: int = 0
    sheet: Path | None = None


@dataclass(frozen=True)
class Row:
    """One photo painted after one painting."""

    photo: str
    painting: str
    content: float
    style: float
    photo_style: float
    ssim: float
    edges: float
    checkerboard: float
    border: float


def evaluate_styles(atelier: Atelier, request: EvaluationRequest) -> Iterator[Row]:
    """Judge every photo with every painting; the sheet is written at the end."""
    import torch

    from fst_gui.engine.compare.figures import PaintingTarget, compare, judged_photo
    from fst_gui.engine.data import to_float
    from fst_gui.engine.events import Painted

    judge = atelier.models.exact_judge
    photos = picture_files(request.photos)
    paintings = picture_files(request.paintings)
    settings = PaintSettings(
        strength=request.strength,
        iterations=request.iterations,
        overpainting=request.overpainting,
    )
    lines: list[list[Pixels]] = []
    for painting in paintings:
        target = PaintingTarget(judge, read_photo(painting).pixels)
        style: StyleEntry = atelier.find(request.style or str(painting))
        line = [read_photo(painting).pixels]
        for photo in photos:
            picture = judged_photo(read_photo(photo).pixels)
            pixels = np.ascontiguousarray(
                (picture[0] * 255).round().to(torch.uint8).permute(1, 2, 0).numpy()
            )
            painted = pixels
            for event in atelier.paint(pixels, [(style, 1.0)], settings):
                if isinstance(event, Painted):
                    painted = event.pixels
            line.append(painted)
            figures = compare(judge, to_float(torch.from_numpy(painted)), picture, target)
            yield Row(photo.name, painting.name, **vars(figures))
        lines.append(line)
    if request.sheet is not None:
        write_photo(request.sheet, _contact_sheet(lines), overwrite=True)


def summarise(rows: Sequence[Row]) -> dict[str, float]:
    """The means over all pairs: C, S, the S of the unpainted photo, and the figures beside."""
    if not rows:
        raise LibraryError("There was nothing to measure.")
    means = {name: float(np.mean([getattr(row, name) for row in rows])) for name in _SUMMARY}
    return {_SUMMARY[name]: mean for name, mean in means.items()}


def _contact_sheet(lines: Sequence[Sequence[Pixels]]) -> Pixels:
    """A row a painting: the painting, then every photo painted after it."""
    rows = [np.concatenate([_cell(picture) for picture in line], axis=1) for line in lines]
    return np.ascontiguousarray(np.concatenate(rows, axis=0))


def _cell(picture: Pixels) -> Pixels:
    small = shrink(picture, _SHEET_CELL)
    cell = np.full((_SHEET_CELL, _SHEET_CELL, 3), 255, np.uint8)
    height, width = small.shape[:2]
    top, left = (_SHEET_CELL - height) // 2, (_SHEET_CELL - width) // 2
    cell[top : top + height, left : left + width] = small
    return cell
