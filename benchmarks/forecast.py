"""What the program says before an export, and what the export then takes.

The pace of the machine is measured anew: earlier runs may have kept one from a busy moment.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.machine import keep
from benchmarks.pictures import square_jpeg, stylize
from fst_gui import paths

_SUFFIXES = (".jpg", ".png")


def measure(output: Path, megapixels: list[float]) -> None:
    """Ask ``fst-gui stylize --forecast``, then let it paint, once for each size and format."""
    results: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        paths.pace_file().unlink(missing_ok=True)
        for size in megapixels:
            photo = square_jpeg(Path(folder), size)
            for suffix in _SUFFIXES:
                told, took = stylize(photo, suffix, "--forecast"), stylize(photo, suffix)
                results[f"{size:g}{suffix}"] = {"forecast": told, "actual": took}
                print(f"{size:7.1f} MP {suffix}  {compared(told, took)}", flush=True)
    keep(output, "forecast", {"exports": results})


def compared(told: Mapping[str, float], took: Mapping[str, float]) -> str:
    """Both in words, with their ratios."""
    seconds, memory = told["seconds"] / took["seconds"], told["megabytes"] / took["peak_mb"]
    return (
        f"{told['seconds']:6.2f} s said, {took['seconds']:6.2f} s taken ({seconds:.2f}); "
        f"{told['megabytes']:.0f} MB said, {took['peak_mb']:.0f} MB taken ({memory:.2f})"
    )
