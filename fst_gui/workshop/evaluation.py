"""Painting photos in styles and judging the pictures, pair by pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from fst_gui.engine.settings import USUAL_ITERATIONS, PaintSettings
from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import read_photo
from fst_gui.workshop.batch import is_same_file
from fst_gui.workshop.contact_sheet import ContactSheet
from fst_gui.workshop.folders import picture_files

if TYPE_CHECKING:
    from fst_gui.library.gallery import StyleEntry
    from fst_gui.workshop.atelier import Atelier

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


def evaluate_styles(
    atelier: Atelier, request: EvaluationRequest, sheet: ContactSheet | None = None
) -> Iterator[Row]:
    """Judge every photo with every painting; all are added to ``sheet``, a row a painting."""
    import torch

    from fst_gui.engine.compare.figures import PaintingTarget, compare, judged_photo
    from fst_gui.engine.data import to_float
    from fst_gui.engine.events import Painted

    judge = atelier.models.exact_judge
    photos = picture_files(request.photos)
    paintings = picture_files(request.paintings)
    if sheet is not None and any(is_same_file(sheet.path, f) for f in (*photos, *paintings)):
        raise LibraryError(
            "The sheet “{sheet}” would replace one of the pictures. Choose another name.",
            sheet=sheet.path,
        )
    settings = PaintSettings(
        strength=request.strength,
        iterations=request.iterations,
        overpainting=request.overpainting,
    )
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
        if sheet is not None:
            sheet.add(line)


def summarise(rows: Sequence[Row]) -> dict[str, float]:
    """The means over all pairs: C, S, the S of the unpainted photo, and the figures beside."""
    if not rows:
        raise LibraryError("There was nothing to measure.")
    means = {name: float(np.mean([getattr(row, name) for row in rows])) for name in _SUMMARY}
    return {_SUMMARY[name]: mean for name, mean in means.items()}
