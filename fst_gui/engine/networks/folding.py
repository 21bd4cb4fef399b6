"""Folding 2x2 pixels into channels, and convolutions that work on folded pictures.

A picture at full resolution with a few channels costs a processor as much to move as to compute;
folded it has four times the channels at a quarter of the places, and the same numbers. A
convolution of the one is a convolution of the other with a larger kernel that has zeros in it
(Shi et al., 1609.05158, read backwards).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

FOLD = 2
_PLACES = [(row, column) for row in range(FOLD) for column in range(FOLD)]


def unfold(x: Tensor) -> Tensor:
    """(N, 4C, H/2, W/2) to (N, C, H, W), as ``F.pixel_unshuffle`` folded them."""
    return F.pixel_shuffle(x, FOLD)


def fold_kernel(kernel: Tensor) -> Tensor:
    """A 3x3 convolution's kernel (O, C, 3, 3) as that of folded pictures, (4O, 4C, 3, 3)."""
    outputs, inputs = kernel.shape[:2]
    # Seven taps around the place itself, of which a place in the fold sees six: three folds of two.
    taps = F.pad(kernel, (2, 2, 2, 2))
    seen = torch.stack([taps[..., 1 - a : 7 - a, 1 - b : 7 - b] for a, b in _PLACES], 1)
    folds = seen.view(outputs, FOLD**2, inputs, 3, FOLD, 3, FOLD)
    return folds.permute(0, 1, 2, 4, 6, 3, 5).reshape(FOLD**2 * outputs, FOLD**2 * inputs, 3, 3)


def unfold_kernel(kernel: Tensor) -> Tensor:
    """A folded picture's 3x3 kernel (O, 4C, 3, 3) as one of stride 2, (O, C, 6, 6)."""
    outputs, inputs = kernel.shape[:2]
    taps = kernel.view(outputs, inputs // FOLD**2, FOLD, FOLD, 3, 3).permute(0, 1, 4, 2, 5, 3)
    return taps.reshape(outputs, inputs // FOLD**2, 3 * FOLD, 3 * FOLD)


def fold_transposed(kernel: Tensor) -> Tensor:
    """A transposed convolution of stride 2 as a convolution with a folded result.

    Its kernel (C, O, 4, 4), with a padding of 1, becomes one (4O, C, 3, 3).
    """
    inputs, outputs = kernel.shape[:2]
    taps = F.pad(kernel.flip(2, 3), (1, 1, 1, 1))
    seen = torch.stack(
        [taps[..., 1 - a : 6 - a : FOLD, 1 - b : 6 - b : FOLD] for a, b in _PLACES], 2
    )
    return seen.permute(1, 2, 0, 3, 4).reshape(FOLD**2 * outputs, inputs, 3, 3)
