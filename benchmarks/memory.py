"""Peak memory and time of the command line for large pictures, each in its own process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from benchmarks.machine import keep
from benchmarks.pictures import scene


def measure(output: Path, megapixels: list[float]) -> None:
    """Run ``fst-gui stylize --json`` on a JPEG of each size; print and keep what it says."""
    results: dict[str, object] = {}
    Image.MAX_IMAGE_PIXELS = None
    with tempfile.TemporaryDirectory() as folder:
        for size in megapixels:
            side = round((size * 1e6) ** 0.5)
            photo = Path(folder) / f"{size:g}.jpg"
            Image.fromarray(scene(side, side)).save(photo, quality=90)
            command = [sys.executable, "-m", "fst_gui", "stylize", str(photo), "--json"]
            command += ["--style", "great_wave", "--output", str(photo.with_suffix(".out.jpg"))]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            results[f"{size:g}"] = said = json.loads(done.stdout)
            print(f"{size:7.1f} MP  {said}")
    keep(output, "memory", {"megapixels": results})
