"""A photo of 24 megapixels painted whole, in strips, and as its preview, in every style."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.machine import keep
from benchmarks.pictures import shipped_atelier
from fst_gui import paths
from fst_gui.workshop.size_check import check_sizes

_SIZE = (6000, 4000)


def measure(output: Path) -> None:
    """Print and keep the differences and the likeness of preview and export."""
    atelier = shipped_atelier()
    with Image.open(paths.sample_picture()) as opened:
        photo = np.array(opened.convert("RGB").resize(_SIZE, Image.Resampling.LANCZOS))
    found: dict[str, object] = {}
    for entry in atelier.styles():
        found[entry.name] = check = asdict(check_sizes(atelier, photo, (entry, 1.0)))
        print(entry.name, check, flush=True)
    keep(output, "sizes", {"megapixels": 24, "styles": found})
