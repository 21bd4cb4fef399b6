"""What the program says before an export, and what the export then takes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from benchmarks.machine import keep
from benchmarks.pictures import scene

_SUFFIXES = (".jpg", ".png")


def measure(output: Path, megapixels: list[float]) -> None:
    """Ask ``fst-gui stylize --forecast``, then let it paint, once for each size and format."""
    results: dict[str, object] = {}
    Image.MAX_IMAGE_PIXELS = None
    with tempfile.TemporaryDirectory() as folder:
        for size in megapixels:
            side = round((size * 1e6) ** 0.5)
            photo = Path(folder) / f"{size:g}.jpg"
            Image.fromarray(scene(side, side)).save(photo, quality=90)
            for suffix in _SUFFIXES:
                told = _stylize(photo, suffix, "--forecast")
                took = _stylize(photo, suffix)
                results[f"{size:g}{suffix}"] = {"forecast": told, "actual": took}
                print(f"{size:7.1f} MP {suffix}  {_compared(told, took)}", flush=True)
    keep(output, "forecast", {"exports": results})


def _stylize(photo: Path, suffix: str, *more: str) -> Mapping[str, float]:
    target = photo.with_suffix(f".out{suffix}")
    command = [sys.executable, "-m", "fst_gui", "stylize", str(photo), "--style", "great_wave"]
    command += ["--output", str(target), "--json", *more]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _compared(told: Mapping[str, float], took: Mapping[str, float]) -> str:
    seconds, memory = told["seconds"] / took["seconds"], told["megabytes"] / took["peak_mb"]
    return (
        f"{told['seconds']:6.2f} s said, {took['seconds']:6.2f} s taken ({seconds:.2f}); "
        f"{told['megabytes']:.0f} MB said, {took['peak_mb']:.0f} MB taken ({memory:.2f})"
    )
