"""Pictures to measure with, and the program as it is shipped."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from fst_gui import paths
from fst_gui.engine.scenes import make_scenes
from fst_gui.workshop.atelier import Atelier

_SIDE = 512


def scene(height: int, width: int, seed: int = 1) -> NDArray[np.uint8]:
    """A computed picture (height, width, 3), the same for everyone."""
    small = make_scenes(1, _SIDE, seed)[0].numpy()
    return np.array(Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC))


def shipped_atelier() -> Atelier:
    """The shipped models, without anybody's own styles."""
    nobodys = paths.models_dir() / "no-own-styles"
    return Atelier(paths.models_dir(), nobodys, paths.perceptual_weights())


def square_jpeg(folder: Path, megapixels: float) -> Path:
    """A computed picture of that size as a file in the folder."""
    side = round((megapixels * 1e6) ** 0.5)
    photo = folder / f"{megapixels:g}.jpg"
    write_scene(photo, side, side)
    return photo


def write_scene(photo: Path, height: int, width: int) -> None:
    """Keep a computed picture as a JPEG.

    Made on a thread that ends with it: OpenMP keeps workers for each thread that has called them,
    and with more of them than cores those of the engine sleep between all operations.
    """
    Image.MAX_IMAGE_PIXELS = None
    with ThreadPoolExecutor(1) as thread:
        made = thread.submit(scene, height, width)
    Image.fromarray(made.result()).save(photo, quality=90)


def stylize(photo: Path, suffix: str, *more: str) -> Mapping[str, float]:
    """What ``fst-gui stylize --json`` says, in a process of its own; it paints beside PHOTO."""
    command = [sys.executable, "-m", "fst_gui", "stylize", str(photo), "--style", "great_wave"]
    command += ["--output", str(photo.with_suffix(f".out{suffix}")), "--json", *more]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
