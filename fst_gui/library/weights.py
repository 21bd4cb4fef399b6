"""The base network's weights in a file.

Large matrices, which read paintings and name what a picture is of, are kept in eight bits with a
scale for every row: half the size, and what a row of hundreds of numbers answers differs by about a
hundredth. All else is float16.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save

from fst_gui.library.atomic import write_atomically

Weights = dict[str, NDArray[np.generic]]

_LARGE = 10_000  # numbers in a matrix
_LEVELS = 127
_SCALE = ".scale"  # after the matrix's name


def save_weights(
    path: Path, weights: Mapping[str, NDArray[np.floating]], about: Mapping[str, str]
) -> None:
    """Write weights by name, with what there is to say about them. Raises ``OSError``."""
    stored: Weights = {}
    for name, array in weights.items():
        if array.ndim == 2 and array.size >= _LARGE:
            stored[name], stored[name + _SCALE] = _in_eight_bits(array)
        else:
            stored[name] = array.astype(np.float16)
    write_atomically(path, save(stored, dict(about)))


def load_weights(path: Path) -> Weights:
    """Weights by name. Raises ``OSError`` or ``SafetensorError`` when the file has none."""
    stored = load_file(path)
    scales = {name: stored.pop(name) for name in list(stored) if name.endswith(_SCALE)}
    for name, scale in scales.items():
        matrix = name.removesuffix(_SCALE)
        stored[matrix] = stored[matrix] * scale
    return stored


def _in_eight_bits(
    matrix: NDArray[np.floating],
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers, and for every row what they are multiplied by."""
    rows = matrix.astype(np.float32)
    scale = np.abs(rows).max(axis=1, keepdims=True) / _LEVELS
    scale = np.maximum(scale, np.finfo(np.float32).tiny)
    return np.rint(rows / scale).clip(-_LEVELS, _LEVELS).astype(np.int8), scale
