"""Where time goes: the steps of a picture, and the operations of the network."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import torch
from torch import Tensor
from torch.profiler import ProfilerActivity, profile

from benchmarks.machine import keep
from benchmarks.pictures import scene, shipped_atelier
from fst_gui.engine.maps import PaintedMaps, PaintedPicture, paint_strengths
from fst_gui.engine.settings import PaintSettings, working_shape
from fst_gui.engine.sitter import Sitter
from fst_gui.engine.steps import at_once
from fst_gui.engine.stylize import STRIP_PIXELS
from fst_gui.engine.working import WorkingPicture
from fst_gui.workshop.atelier import Atelier

_SHAPES = {"1024 x 1024": (1024, 1024), "24 MP": (4000, 6000)}
_SHOWN = 12


class _Picture:
    """The three steps that a photo (H, W, 3) is painted in."""

    def __init__(self, atelier: Atelier, height: int, width: int) -> None:
        self._painter, self._plain = atelier.models.painter, atelier.models.plain
        self._style = atelier.bind(atelier.styles()[0])
        self._photo = scene(height, width)
        self._rows = max(1, STRIP_PIXELS // width)
        self._tops = range(0, height, self._rows)

    def reduce(self) -> Tensor:
        height, width = self._photo.shape[:2]
        working = WorkingPicture((height, width), working_shape(height, width, 1.0))
        for top in self._tops:
            working.add(self._photo[top : top + self._rows])
        return working.picture()

    def paint(self, working: Tensor) -> list[PaintedMaps]:
        settings = PaintSettings()
        sitter = Sitter(working)
        return at_once(
            paint_strengths(self._painter, sitter, self._style, settings, None, self._plain)
        )

    def compose(self, maps: list[PaintedMaps]) -> None:
        picture = PaintedPicture(maps, *self._photo.shape[:2])
        for top in self._tops:
            picture.strip(self._photo[top : top + self._rows], top)


def measure(output: Path, rounds: int) -> None:
    """Print and keep medians of the steps, and the network's operations by their own time."""
    atelier = shipped_atelier()
    steps: dict[str, dict[str, float]] = {}
    for name, (height, width) in _SHAPES.items():
        picture = _Picture(atelier, height, width)
        working = picture.reduce()
        maps = picture.paint(working)
        steps[name] = {
            "reduce to the working picture": _median(picture.reduce, rounds),
            "networks: the maps": _median(partial(picture.paint, working), rounds),
            "compose at full size": _median(partial(picture.compose, maps), rounds),
        }
        for step, seconds in steps[name].items():
            share = seconds / sum(steps[name].values())
            print(f"{name:12} {step:32} {1000 * seconds:8.1f} ms {share:5.0%}")
    operations = _operations(partial(_Picture(atelier, 64, 64).paint, torch.rand(1, 3, 1024, 1024)))
    for operation, milliseconds, share, calls in operations:
        print(f"{operation:40} {milliseconds:8.1f} ms {share:5.0%} {calls:4} calls")
    keep(output, "profile", {"steps": steps, "operations": operations})


def _median(run: Callable[[], object], rounds: int) -> float:
    run()
    seconds: list[float] = []
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return sorted(seconds)[len(seconds) // 2]


def _operations(run: Callable[[], object]) -> list[tuple[str, float, float, int]]:
    """Name, own milliseconds, share and calls of the operations that take longest."""
    run()
    with profile(activities=[ProfilerActivity.CPU]) as profiler:
        run()
    rows = sorted(profiler.key_averages(), key=lambda row: -row.self_cpu_time_total)
    whole = sum(row.self_cpu_time_total for row in rows)
    return [
        (row.key, row.self_cpu_time_total / 1000, row.self_cpu_time_total / whole, row.count)
        for row in rows[:_SHOWN]
    ]
