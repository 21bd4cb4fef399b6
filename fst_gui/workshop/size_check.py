"""Whether a photo's size and the strips it is painted in leave a trace; shown by ``doctor``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from fst_gui.engine.settings import PaintSettings, working_shape
from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import Pixels

if TYPE_CHECKING:
    from fst_gui.workshop.atelier import Atelier, StyleShare

STRIPS = (7, 64, 500)  # rows
LEAST_SIMILARITY = 0.9
_SMALLEST = 16  # pixels: SSIM looks through a window of 11


@dataclass(frozen=True)
class SizeCheck:
    """``strips`` has, by their rows, the largest difference of a picture painted in strips from
    the one painted whole, in levels of 255; ``similarity`` is the SSIM of the preview and the
    finished picture reduced to its size by Lanczos' kernel."""

    strips: Mapping[int, int]
    similarity: float


def check_sizes(atelier: Atelier, photo: Pixels, style: StyleShare) -> SizeCheck:
    """Paint a photo (H, W, 3) whole, in strips, and small. The whole photo is in memory.

    Raises ``EngineError`` or ``LibraryError``, for a picture that is too small to be judged too.
    """
    height, width = photo.shape[:2]
    if min(working_shape(height, width, 1.0)) < _SMALLEST:
        raise LibraryError(
            "The photo is too small to compare its sizes; choose one of at least {smallest} pixels "
            "a side.",
            smallest=_SMALLEST,
        )
    whole = _painted(atelier, photo, style, len(photo))
    strips = {
        rows: int(np.abs(_painted(atelier, photo, style, rows).astype(np.int16) - whole).max())
        for rows in STRIPS
    }
    preview = _painted(atelier, photo, style, len(photo), _reduced(photo))
    return SizeCheck(strips, _similarity(preview, _reduced(whole)))


def _painted(
    atelier: Atelier, photo: Pixels, style: StyleShare, rows: int, shown: Pixels | None = None
) -> Pixels:
    """A photo painted in strips of so many rows, in its own size or in that of ``shown``."""
    from fst_gui.engine.maps import PaintedPicture, paint_strengths
    from fst_gui.engine.sitter import Sitter
    from fst_gui.engine.steps import at_once
    from fst_gui.engine.working import WorkingPicture, as_levels

    settings = PaintSettings()
    height, width = photo.shape[:2]
    working = WorkingPicture((height, width), working_shape(height, width, settings.stroke_size))
    for top in range(0, height, rows):
        working.add(photo[top : top + rows])
    sitter = Sitter(working.picture())
    painter, bound = atelier.models.painter, atelier.mix([style])
    maps = at_once(paint_strengths(painter, sitter, bound, settings, None, None))
    shown = photo if shown is None else shown
    picture = PaintedPicture(maps, *shown.shape[:2])
    tops = range(0, len(shown), rows)
    return np.concatenate([as_levels(picture.strip(shown[top : top + rows], top)) for top in tops])


def _reduced(picture: Pixels) -> Pixels:
    """To the size of a preview."""
    full_height, full_width = picture.shape[:2]
    height, width = working_shape(full_height, full_width, 1.0)
    small = Image.fromarray(picture).resize((width, height), Image.Resampling.LANCZOS)
    return np.array(small)


def _similarity(one: Pixels, other: Pixels) -> float:
    import torch

    from fst_gui.engine.compare.structure import ssim
    from fst_gui.engine.data import to_float

    return ssim(to_float(torch.from_numpy(one)), to_float(torch.from_numpy(other)))
