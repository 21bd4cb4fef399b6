"""How long an export will take on this machine, and how much memory it will need.

Time is a sum of what each pixel costs at each step: reading, the painted maps, composing,
writing. The program measures these once, on a picture of its own, when a step is first asked
for, and keeps them. Memory follows from sizes alone; its factors were measured here.
"""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from fst_gui import paths
from fst_gui.engine.events import Progress
from fst_gui.engine.settings import PaintSettings, working_shape
from fst_gui.library import openraster
from fst_gui.library.errors import SettingsError
from fst_gui.library.header import PictureHeader
from fst_gui.library.photo import Photo, Pixels, read_photo
from fst_gui.library.photo_rows import PhotoRows, open_rows, photo_rows
from fst_gui.library.versioned import load_versioned, save_versioned
from fst_gui.library.writing import check_size, open_picture
from fst_gui.workshop.memory import held_megabytes

if TYPE_CHECKING:
    from fst_gui.workshop.atelier import Atelier
    from fst_gui.workshop.export import ExportRequest

_VERSION = 1
_SHAPE = (820, 1230)  # of the picture that is measured on
_ROWS = 200
_RUNS = 2

# Megabytes a megapixel, and what strips and buffers take whatever the size.
_MAPS_MEMORY = 140.0
_STRIPS_MEMORY = 80.0
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
    photo = request.photo
    source = open_rows(photo) if isinstance(photo, Path) else photo_rows(photo)
    width, height = request.export.pixel_size(source.width, source.height)
    if request.target.suffix.lower() != openraster.SUFFIX:
        check_size(request.target, width, height)
    steps = _steps(request, source, width * height)
    pace = _Pace(atelier, paths.pace_file())
    megabytes = held_megabytes() + _megabytes(request, source, width * height)
    for number, step in enumerate(steps):
        yield Progress(number / len(steps))
        pace.measure(step)
    pace.keep()
    seconds = sum(pace.seconds[step] * pixels for step, pixels in steps.items())
    yield ExportForecast(seconds, megabytes, width, height)


def _steps(request: ExportRequest, source: PhotoRows, target: int) -> dict[str, float]:
    """How many pixels go through each step."""
    settings = request.settings
    height, width = working_shape(source.height, source.width, settings.stroke_size)
    mask = request.mask
    soft = mask is not None and bool(((mask > 0) & (mask < 255)).any())
    layers = 2.0 if soft else 1.0
    suffix = request.target.suffix.lower()
    steps = {
        f"read {source.kind}": float(source.height * source.width),
        "first iteration": layers * height * width,
        "further iteration": layers * height * width * (settings.iterations - 1),
        f"compose {settings.colours}": layers * target,
    }
    if target != source.height * source.width:
        steps["resize"] = float(max(target, source.height * source.width))
    if suffix == openraster.SUFFIX:
        steps["write .png"] = 2.0 * target
    else:
        steps[f"write {suffix}"] = float(target)
    return steps


def _megabytes(request: ExportRequest, source: PhotoRows, target: int) -> float:
    stored = source.height * source.width / 1e6
    height, width = working_shape(source.height, source.width, request.settings.stroke_size)
    megabytes = _STRIPS_MEMORY + _MAPS_MEMORY * height * width / 1e6
    megabytes += _WHOLE_MEMORY.get(request.target.suffix.lower(), 0.0) * target / 1e6
    if source.kind == "whole":
        megabytes += _DECODED_MEMORY * stored
    elif source.turned:
        megabytes += min(_MOST_TURNED_MEMORY, _TURNED_MEMORY * stored)
    return megabytes


class _Pace:
    """Seconds a pixel for each step, measured when they are first wanted and kept in a file."""

    def __init__(self, atelier: Atelier, file: Path) -> None:
        import torch

        self._atelier = atelier
        self._file = file
        models = atelier.models
        # What another computer, device or network has measured says nothing here.
        self._of = f"{models.base_hash[:12]} {models.painter.device} {torch.get_num_threads()}"
        self.seconds: dict[str, float] = {}
        self._new = False
        with contextlib.suppress(SettingsError, ValueError, TypeError, AttributeError):
            values = load_versioned(file, _VERSION, {})
            if values.get("of") == self._of:
                self.seconds = {str(k): float(v) for k, v in values["seconds"].items()}

    def measure(self, step: str) -> None:
        """Measure a step unless it is known."""
        if step in self.seconds:
            return
        what, _, kind = step.partition(" ")
        runs: dict[str, Callable[[], float]] = {
            "read": lambda: self._reading(kind),
            "first": lambda: self._maps(1),
            "further": lambda: max(0.0, self._maps(3) - self._maps(1)) / 2,
            "compose": lambda: self._composing(kind),
            "resize": self._resizing,
            "write": lambda: self._writing(kind),
        }
        self.seconds[step] = min(runs[what]() for _ in range(_RUNS))
        self._new = True

    def keep(self) -> None:
        """Write down what was measured; without a place for it, it is measured again."""
        if self._new:
            with contextlib.suppress(SettingsError):
                save_versioned(self._file, _VERSION, {"of": self._of, "seconds": self.seconds})

    def _reading(self, kind: str) -> float:
        from fst_gui.engine.working import WorkingPicture

        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "photo"
            Image.fromarray(_sample()).save(file, "WEBP" if kind == "whole" else kind)
            started = time.perf_counter()
            rows = open_rows(file)
            working = WorkingPicture(_SHAPE, (_SHAPE[0] // 2, _SHAPE[1] // 2))
            for strip, _ in rows.strips(_ROWS):
                working.add(strip)
            for _ in rows.strips(_ROWS):
                pass
            return _a_pixel(started)

    def _maps(self, iterations: int) -> float:
        import torch

        from fst_gui.engine.maps import paint_strengths
        from fst_gui.engine.sitter import Sitter

        models = self._atelier.models
        settings = PaintSettings(iterations=iterations)
        started = time.perf_counter()
        paint_strengths(
            models.painter,
            Sitter(torch.rand(1, 3, *_SHAPE)),
            models.plain,
            settings,
            None,
            models.plain,
        )
        return _a_pixel(started)

    def _composing(self, colours: str) -> float:
        import torch

        from fst_gui.engine.maps import PaintedPicture, paint_strengths
        from fst_gui.engine.sitter import Sitter

        models = self._atelier.models
        settings = replace(PaintSettings(iterations=1), colours=colours)
        small = Sitter(torch.rand(1, 3, _SHAPE[0] // 4, _SHAPE[1] // 4))
        strengths = paint_strengths(
            models.painter, small, models.plain, settings, None, models.plain
        )
        picture = PaintedPicture(strengths, *_SHAPE)
        sample = _sample()
        started = time.perf_counter()
        for top in range(0, _SHAPE[0], _ROWS):
            picture.strip(sample[top : top + _ROWS], top)
        return _a_pixel(started)

    def _resizing(self) -> float:
        photo = Photo(_sample(), None, None, None)
        height, width = _SHAPE[0] // 2, _SHAPE[1] // 2
        started = time.perf_counter()
        for _ in photo_rows(photo).resized(height, width).strips(_ROWS):
            pass
        return _a_pixel(started)

    def _writing(self, suffix: str) -> float:
        sample = _sample()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"picture{suffix}"
            started = time.perf_counter()
            with open_picture(path, PictureHeader(_SHAPE[1], _SHAPE[0]), overwrite=False) as file:
                for top in range(0, _SHAPE[0], _ROWS):
                    file.write(sample[top : top + _ROWS], None)
            return _a_pixel(started)


def _a_pixel(started: float) -> float:
    return (time.perf_counter() - started) / (_SHAPE[0] * _SHAPE[1])


def _sample() -> Pixels:
    picture = Image.fromarray(read_photo(paths.sample_picture()).pixels)
    return np.array(picture.resize((_SHAPE[1], _SHAPE[0])))
