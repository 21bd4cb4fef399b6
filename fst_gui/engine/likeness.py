"""What a painting asks of pictures that are painted over, as a style pack keeps it.

Of each Gram matrix the few directions that hold nearly all of it: their rows R give it back as
R^T R. All of them would be as large as the rest of a pack twice over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from fst_gui.engine.data import scale_to_short_side
from fst_gui.engine.device import run_anywhere
from fst_gui.engine.errors import WeightsError
from fst_gui.engine.events import Pixels
from fst_gui.engine.losses import COLOURS, StyleTargets, style_targets
from fst_gui.engine.networks.vgg import STYLE_LEVELS, VGG19_WIDTHS, PerceptualNetwork
from fst_gui.engine.settings import PAINTING_SHORT_SIDE

LIKENESS = "likeness."  # begins the names of these arrays
_LEFT_OUT = 0.04  # of a matrix's norm; in eight bits 0.046 at most (24 styles)
_SMALL = 64  # channels; a smaller matrix is kept whole
_WIDTHS = {**dict(zip(STYLE_LEVELS, VGG19_WIDTHS, strict=True)), COLOURS: 4}


@torch.inference_mode()
def painting_targets(judge: PerceptualNetwork, pixels: Pixels) -> dict[str, Tensor]:
    """The targets of any painting (H, W, 3), on the processor."""
    picture = scale_to_short_side(torch.from_numpy(pixels), PAINTING_SHORT_SIDE)
    return run_anywhere(lambda: style_targets(picture, judge(picture)), judge)


def mix_targets(shares: Sequence[tuple[StyleTargets, float]]) -> dict[str, Tensor]:
    """The targets of several styles by weights that add up to more than 0."""
    total = sum(weight for _, weight in shares)
    mixed: dict[str, Tensor] = {}
    for targets, weight in shares:
        for name, target in targets.items():
            mixed[name] = mixed.get(name, 0.0) + target * (weight / total)
    return mixed


def flatten_targets(targets: StyleTargets) -> dict[str, NDArray[np.float16]]:
    """Targets, each (1, C, C), as float16 rows (R, C) by ``likeness.`` and their name."""
    arrays: dict[str, NDArray[np.float16]] = {}
    for name, target in targets.items():
        values, axes = torch.linalg.eigh(target[0].detach().double().cpu())
        values = values.clamp(min=0.0)
        left_out = values.square().cumsum(0) <= _LEFT_OUT**2 * values.square().sum()
        first = int(left_out.sum()) if len(values) > _SMALL else 0
        rows = (axes * values.sqrt()).T[first:]
        arrays[LIKENESS + name] = rows.numpy().astype(np.float16)
    return arrays


def unflatten_targets(arrays: Mapping[str, NDArray[np.generic]]) -> dict[str, Tensor] | None:
    """The targets in a style pack's arrays; None where it is from before there were any.

    Raises ``WeightsError`` when they do not fit.
    """
    if not any(name.startswith(LIKENESS) for name in arrays):
        return None
    targets: dict[str, Tensor] = {}
    for name, width in _WIDTHS.items():
        array = arrays.get(LIKENESS + name)
        if array is None or array.ndim != 2 or array.shape[1] != width:
            raise WeightsError(
                "This style was made for another version of the base network. Train it again."
            )
        rows = torch.from_numpy(np.array(array, np.float32))
        targets[name] = (rows.T @ rows).unsqueeze(0)
    return targets
