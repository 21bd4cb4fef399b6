"""What layers of overpainting take: in memory, and on the command line beside its forecast."""

from __future__ import annotations

import tempfile
import time
from itertools import pairwise
from pathlib import Path

from benchmarks.forecast import compared
from benchmarks.machine import keep
from benchmarks.pictures import scene, shipped_atelier, square_jpeg, stylize
from fst_gui import paths
from fst_gui.engine.events import Painted
from fst_gui.engine.settings import PaintSettings

_LAYERS = (2, 4, 8)
_SHAPE = (866, 1155)


def measure(output: Path, megapixels: list[float]) -> None:
    """Time each layer at 1 megapixel, then exports of each size with layers; print and keep."""
    results: dict[str, object] = {"layers": _by_layer()}
    with tempfile.TemporaryDirectory() as folder:
        paths.pace_file().unlink(missing_ok=True)
        for size in megapixels:
            photo = square_jpeg(Path(folder), size)
            for layers in _LAYERS:
                over = ("--overpaint", str(layers))
                told = stylize(photo, ".jpg", *over, "--forecast")
                took = stylize(photo, ".jpg", *over)
                results[f"{size:g}, {layers}"] = {"forecast": told, "actual": took}
                print(f"{size:7.1f} MP {layers} layers  {compared(told, took)}", flush=True)
    keep(output, "overpainting", results)


def _by_layer() -> dict[str, object]:
    """Seconds to the first picture and for each layer, and the longest wait between two events."""
    atelier = shipped_atelier()
    share = [(atelier.styles()[0], 1.0)]
    list(atelier.paint(scene(*_SHAPE, seed=2), share, PaintSettings(overpainting=1)))
    moments, pictures = [time.perf_counter()], []
    for event in atelier.paint(scene(*_SHAPE), share, PaintSettings(overpainting=max(_LAYERS))):
        moments.append(time.perf_counter())
        if isinstance(event, Painted):
            pictures.append(moments[-1])
    seconds = [after - before for before, after in pairwise([moments[0], *pictures])]
    longest = max(after - before for before, after in pairwise(moments))
    said = "  ".join(f"{s:.2f}" for s in seconds[1:])
    print(f"first picture {seconds[0]:.2f} s, layers {said}, longest wait {longest:.2f} s")
    return {"first": seconds[0], "layers": seconds[1:], "longest_wait": longest}
