"""How a style pack stores its weights: large ones in eight bits, with a scale for each row.

A photo painted with them differs from one painted with the weights in 16 bits by one level of
255 at most (measured on the shipped styles), at half the size.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

SCALE = "/scale"
_SMALLEST = 512  # numbers; smaller tensors and vectors stay in 16 bits


def shorten(tensors: Mapping[str, NDArray[np.float16]]) -> dict[str, NDArray[Any]]:
    """float16 tensors as they are stored: int8 with ``name/scale``, or as they are."""
    stored: dict[str, NDArray[Any]] = {}
    for name, tensor in tensors.items():
        if tensor.ndim < 2 or tensor.size < _SMALLEST:
            stored[name] = tensor
            continue
        rows = tensor.astype(np.float32).reshape(tensor.shape[0], -1)
        scale = (np.abs(rows).max(1) / 127.0).astype(np.float16)
        # A row too small for a float16 scale is as good as zero.
        divisor = np.where(scale > 0, scale.astype(np.float32), np.inf)
        eight = np.clip(np.rint(rows / divisor[:, None]), -127, 127).astype(np.int8)
        stored[name], stored[name + SCALE] = eight.reshape(tensor.shape), scale
    return stored


def lengthen(stored: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.float16]]:
    """What ``shorten`` was given, to eight bits. Raises ``ValueError`` for anything else."""
    tensors: dict[str, NDArray[np.float16]] = {}
    unused = {name for name in stored if name.endswith(SCALE)}
    for name, array in stored.items():
        if name.endswith(SCALE):
            continue
        if array.dtype == np.float16:
            tensors[name] = array
        elif array.dtype == np.int8 and array.ndim >= 2 and name + SCALE in unused:
            scale = stored[name + SCALE]
            unused.discard(name + SCALE)
            if scale.dtype != np.float16 or scale.shape != array.shape[:1]:
                raise ValueError(f"the scale of {name}")
            wide = scale.astype(np.float32).reshape(-1, *[1] * (array.ndim - 1))
            with np.errstate(over="ignore"):  # found below
                tensors[name] = (array.astype(np.float32) * wide).astype(np.float16)
        else:
            raise ValueError(f"tensor {name}")
    if unused:
        raise ValueError("a scale without a tensor")
    if not all(np.isfinite(tensor).all() for tensor in tensors.values()):
        raise ValueError("numbers that are none")
    return tensors
