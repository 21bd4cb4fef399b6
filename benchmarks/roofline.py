"""Which share of the processor's convolution peak the whole pass reaches.

The peak is that of the best lone convolution in the number format that is painted in.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
import torch.nn.functional as F
from torch.utils.flop_counter import FlopCounterMode

from benchmarks.machine import keep, medians, side_by_side
from benchmarks.pictures import shipped_atelier
from fst_gui.engine.device import painting_dtype
from fst_gui.engine.networks.styled import StyleParameters
from fst_gui.engine.steps import at_once

_SIDE = 1024
_PEAK_CHANNELS = (64, 128, 256)


def measure(output: Path, rounds: int) -> None:
    """Compare the network's operations a second with those of the best lone convolution."""
    atelier = shipped_atelier()
    painter = atelier.models.painter
    style = atelier.bind(atelier.styles()[0])
    dtype = painting_dtype(painter.device)
    picture = torch.rand(1, 3, _SIDE, _SIDE)

    def paint(style: StyleParameters = style) -> object:
        half = dtype != torch.float32
        with torch.inference_mode(), torch.autocast("cpu", dtype, enabled=half):
            seen = at_once(painter.see(picture))
            return at_once(painter.paint_colours(seen, style, 3, torch.Generator()))

    with FlopCounterMode(display=False) as counter:
        paint()
    whole = counter.get_total_flops()
    runs: dict[str, Callable[[], object]] = {"the whole pass": paint}
    operations = {"the whole pass": float(whole)}
    for channels in _PEAK_CHANNELS:
        name, run, count = _lone_convolution(channels, dtype)
        runs[name], operations[name] = run, count
    speeds = {
        name: operations[name] / seconds / 1e9
        for name, seconds in medians(side_by_side(runs, rounds)).items()
    }
    peak = max(speed for name, speed in speeds.items() if name != "the whole pass")
    for name, speed in speeds.items():
        print(f"{name:40} {speed:8.1f} GFLOP/s {speed / peak:6.0%}")
    keep(output, "roofline", {"dtype": str(dtype), "flops": whole, "gflops": speeds})


def _lone_convolution(channels: int, dtype: torch.dtype) -> tuple[str, Callable[[], object], float]:
    side = 96
    x = torch.rand(1, channels, side, side, dtype=dtype).to(memory_format=torch.channels_last)
    kernel = torch.rand(channels, channels, 3, 3, dtype=dtype)
    kernel = kernel.to(memory_format=torch.channels_last)

    def run() -> object:
        with torch.inference_mode():
            return F.conv2d(x, kernel, padding=1)

    name = f"3x3, {channels} channels, {side} x {side}"
    return name, run, 2.0 * 9 * channels**2 * side**2
