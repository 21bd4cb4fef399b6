"""Grids that a network stamps on its pictures, found in their spectrum.

A network that enlarges by two writes the same mistake at every second, fourth or eighth pixel
(Odena et al., "Deconvolution and checkerboard artifacts", 2016).
"""

from __future__ import annotations

import math
from itertools import product

import torch
from torch import Tensor

_GRID_PERIODS = (2, 4, 8)  # pixels; the strides that the network upsamples by
_NEIGHBOURS = 12  # frequencies on each side that a peak is compared with
_LOBE = 2  # frequencies on each side that the window smears a peak over


def grid_peaks(channels: Tensor) -> Tensor:
    """How far grids stand out of the spectrum of channels (..., H, W): (..., 9), differentiable.

    The ratio of the power at a grid's frequency to the mean power beside it, for each period and
    for rows, columns and both. 1 to 5 is chance. Sides want to be 64 pixels at least.
    """
    height, width = (side - side % _GRID_PERIODS[-1] for side in channels.shape[-2:])
    x = channels[..., :height, :width]
    x = x - x.mean((-2, -1), keepdim=True)
    beside = torch.tensor([o for o in range(-_NEIGHBOURS, _NEIGHBOURS + 1) if abs(o) > _LOBE])
    offsets = torch.cat([torch.zeros(1), beside])
    ways = product(_GRID_PERIODS, ((1, 0), (0, 1), (1, 1)))
    waves = [
        (row * (height / period + offsets), column * (width / period + offsets))
        for period, (row, column) in ways
    ]
    down, across = (torch.cat(both) for both in zip(*waves, strict=True))
    power = _power(x, down, across).unflatten(-1, (len(waves), len(offsets)))
    return power[..., 0] / power[..., 1:].mean(-1).clamp_min(1e-12)


def _power(x: Tensor, down: Tensor, across: Tensor) -> Tensor:
    """The spectrum's power at F places, each so many waves down and across (..., H, W): (..., F).

    Written out, for there are few places, and not every device has a Fourier transform.
    """
    cosines, sines = (part.to(x.device, x.dtype) for part in _windowed(down, x.shape[-2]))
    rows = cosines @ x, sines @ x
    cosines, sines = (part.to(x.device, x.dtype) for part in _windowed(across, x.shape[-1]))
    real = (rows[0] * cosines - rows[1] * sines).sum(-1)
    imaginary = (rows[0] * sines + rows[1] * cosines).sum(-1)
    return real.square() + imaginary.square()


def _windowed(waves: Tensor, side: int) -> tuple[Tensor, Tensor]:
    """Cosines and sines of F numbers of waves along a side, under Hann's window: (F, side)."""
    angles = 2.0 * math.pi / side * torch.outer(waves.double(), torch.arange(side).double())
    window = torch.hann_window(side, dtype=torch.float64)
    return angles.cos() * window, angles.sin() * window
