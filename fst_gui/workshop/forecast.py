"""How long a training will take on this machine, and how much memory it needs."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fst_gui.library.atomic import write_atomically
from fst_gui.workshop.models import Models
from fst_gui.workshop.training_folders import photo_files
from fst_gui.workshop.training_request import TrainingRequest

if TYPE_CHECKING:
    from fst_gui.engine.events import Progress

_FILE = "pace.json"
# Measured: torch, VGG19, the networks and a step with one photo, by the bytes of VGG19's numbers;
# each further photo; a photo kept.
_PROGRAM_MEGABYTES = {2: 800.0, 4: 1000.0}
_BATCH_MEGABYTES = 330.0
_PHOTO_MEGABYTES = 768 * 512 * 3 / 1e6
_MADE_MEGABYTES = 18.0


@dataclass(frozen=True)
class Forecast:
    """Minutes, steps and the largest memory in megabytes of a training here."""

    minutes: float
    steps: int
    megabytes: float
    seconds_a_step: float


def forecast(
    models: Models, request: TrainingRequest, folder: Path
) -> Iterator[Progress | Forecast]:
    """Measure a few steps the first time on this machine; the pace is kept in ``folder``."""
    import torch

    from fst_gui.engine.device import fast_dtype
    from fst_gui.engine.scenes import make_scenes
    from fst_gui.engine.train.style import measure_pace
    from fst_gui.engine.train.style_spec import StyleSpec

    batch = request.batch or 1
    key = f"{models.base_hash[:12]} {models.painter.device} {torch.get_num_threads()} {batch}"
    paces = _paces(folder)
    if key not in paces:
        scenes = make_scenes(2, 256, seed=0)
        spec = StyleSpec(paintings=scenes[:1], photos=scenes[1:], steps=100, batch=batch)
        paces[key] = yield from measure_pace(spec, models.painter, models.judge)
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            write_atomically(folder / _FILE, json.dumps(paces).encode())
    pace = paces[key]
    steps = request.steps(pace)
    photos = photo_files(request)
    kept = _MADE_MEGABYTES if photos is None else len(photos) * _PHOTO_MEGABYTES
    program = _PROGRAM_MEGABYTES[fast_dtype(models.painter.device).itemsize]
    megabytes = program + (batch - 1) * _BATCH_MEGABYTES + kept
    yield Forecast(steps * pace / 60.0, steps, megabytes, pace)


def _paces(folder: Path) -> dict[str, float]:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        found = json.loads((folder / _FILE).read_bytes())
        return {str(key): float(value) for key, value in found.items()}
    return {}
