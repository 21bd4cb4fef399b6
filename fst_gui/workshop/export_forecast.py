"""How long an export will take on this machine, and how much memory it will need.

Time is a sum of what each pixel costs at each step: reading, the painted maps, composing,
writing; ``export_pace`` measures that and learns from every export. Memory follows from sizes
alone; its factors were measured here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fst_gui import paths
from fst_gui.engine.events import Progress
from fst_gui.engine.settings import judged_scale, working_shape
from fst_gui.library import openraster
from fst_gui.library.photo_rows import PhotoFacts, open_rows, photo_rows
from fst_gui.library.writing import check_size, check_target
from fst_gui.workshop.export import photo_read_again
from fst_gui.workshop.export_pace import Pace, scale_between
from fst_gui.workshop.memory import held_megabytes

if TYPE_CHECKING:
    from fst_gui.workshop.atelier import Atelier
    from fst_gui.workshop.export import Exported, ExportRequest

# Megabytes a megapixel, and what strips and buffers take whatever the size.
_MAPS_MEMORY = 140.0
_STRIPS_MEMORY = 80.0
# VGG19's kernels for tiles, and a megapixel of what it sees; by the bytes of a number.
_LAYERS_MEMORY = {2: (0.0, 1600.0), 4: (200.0, 1900.0)}
_LOOK = 0.55  # of a layer's time: the judge looks at the photo before the first
_WHOLE_MEMORY = {".webp": 9.0, ".avif": 38.0}  # encoders that want the picture at once
_DECODED_MEMORY = 8.5  # of photos whose decoders do
_TURNED_MEMORY = 3.0  # of photos on their side, as far as they are kept in memory
_MOST_TURNED_MEMORY = 100.0


@dataclass(frozen=True)
class ExportForecast:
    """Seconds and the largest memory in megabytes of an export here, and the picture's size."""

    seconds: float
    megabytes: float
    width: int
    height: int


def forecast_export(
    atelier: Atelier, request: ExportRequest
) -> Iterator[Progress | ExportForecast]:
    """Ends with ``ExportForecast``; measures what is not known of this machine yet.

    Raises ``LibraryError`` as the export itself would at its start.
    """
    check_target(request.target, request.overwrite)
    photo = request.photo
    source = open_rows(photo) if isinstance(photo, Path) else photo_rows(photo)
    width, height = request.export.pixel_size(source.width, source.height)
    if request.target.suffix.lower() != openraster.SUFFIX:
        check_size(request.target, width, height)
    fresh = not atelier.painted
    kept = 0 if request.previewed is None else request.previewed.layers
    steps = _steps(request, source, width * height, kept, fresh)
    pace = Pace(atelier, paths.pace_file())
    megabytes = held_megabytes() + _megabytes(request, source, width * height, kept)
    for number, step in enumerate(steps):
        yield Progress(number / len(steps))
        for _ in pace.measure(step):
            yield Progress(number / len(steps))
    pace.keep()
    seconds = pace.foresee(steps, request.target.suffix.lower(), fresh)
    yield ExportForecast(seconds, megabytes, width, height)


def learn_from_export(
    atelier: Atelier, request: ExportRequest, exported: Exported, seconds: float, fresh: bool
) -> None:
    """Note what an export took, for later forecasts; nothing where none was ever asked for."""
    if exported.photo is None:
        return
    target = exported.width * exported.height
    steps = _steps(request, exported.photo, target, exported.kept, fresh)
    pace = Pace(atelier, paths.pace_file())
    if pace.knows(steps):
        pace.learn(steps, request.target.suffix.lower(), fresh, seconds)
        pace.keep()


def _steps(
    request: ExportRequest, source: PhotoFacts, target: int, kept: int, fresh: bool
) -> dict[str, float]:
    """How many pixels go through each step, ``kept`` layers being there; a program that has just
    started has one more."""
    settings = request.settings
    height, width = working_shape(source.height, source.width, settings.stroke_size)
    stored, painted = source.height * source.width, height * width
    mask = request.mask
    soft = mask is not None and bool(((mask > 0) & (mask < 255)).any())
    layers = 2.0 if soft else 1.0
    enlarged = scale_between(target, painted)
    composed = settings.colours if settings.strength == 1.0 else f"{settings.colours}+photo"
    shown = settings.strength < 1.0 or mask is not None or settings.colours == "luminance"
    again = photo_read_again(request, source, shown)
    steps = {
        f"read {source.kind}": stored * (1.0 + (again and source.kind != "whole")),
        f"reduce {scale_between(stored, painted)}": float(stored),
        "first iteration": layers * painted,
        "further iteration": layers * painted * (settings.iterations - 1),
        f"compose {composed} {enlarged}": layers * target,
    }
    if settings.layers > kept:
        judged = _judged_pixels(height, width)
        look = 0.0 if kept else _LOOK
        steps["overpaint"] = judged * (layers * (settings.layers - kept) + look)
        steps |= {"judge": 1.0} if fresh else {}
    if fresh:
        steps = {"start": 1.0, **steps}  # the first to be measured, or it is over
    if source.converted:
        steps["convert"] = float(stored + again * target)
    if again and target != stored:
        steps["resize"] = float(max(target, stored))
    suffix = request.target.suffix.lower()
    if suffix == openraster.SUFFIX:
        steps[f"write .png {enlarged}"] = 2.0 * target
    else:
        steps[f"write {suffix} {enlarged}"] = float(target)
    return steps


def _judged_pixels(height: int, width: int) -> float:
    """How many pixels of a working picture VGG19 sees where it is painted over."""
    return height * width * judged_scale(height, width) ** 2


def _layers_memory(height: int, width: int) -> float:
    from fst_gui.engine.device import best_device, fast_dtype

    kernels, seen = _LAYERS_MEMORY[fast_dtype(best_device()).itemsize]
    return kernels + seen * _judged_pixels(height, width) / 1e6


def _megabytes(request: ExportRequest, source: PhotoFacts, target: int, kept: int) -> float:
    stored = source.height * source.width / 1e6
    height, width = working_shape(source.height, source.width, request.settings.stroke_size)
    megabytes = _STRIPS_MEMORY + _MAPS_MEMORY * height * width / 1e6
    if request.settings.layers > kept:
        megabytes += _layers_memory(height, width)
    megabytes += _WHOLE_MEMORY.get(request.target.suffix.lower(), 0.0) * target / 1e6
    if source.kind == "whole":
        megabytes += _DECODED_MEMORY * stored
    elif source.turned:
        megabytes += min(_MOST_TURNED_MEMORY, _TURNED_MEMORY * stored)
    return megabytes
