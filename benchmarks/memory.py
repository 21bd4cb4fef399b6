"""Peak memory and time of the command line for large pictures, each in its own process."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.machine import keep
from benchmarks.pictures import square_jpeg, stylize


def measure(output: Path, megapixels: list[float]) -> None:
    """Run ``fst-gui stylize --json`` on a JPEG of each size; print and keep what it says."""
    results: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in megapixels:
            results[f"{size:g}"] = said = stylize(square_jpeg(Path(folder), size), ".jpg")
            print(f"{size:7.1f} MP  {said}")
    keep(output, "memory", {"megapixels": results})
