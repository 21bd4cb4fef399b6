"""Pictures to measure with, and the program as it is shipped."""

from __future__ import annotations

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
