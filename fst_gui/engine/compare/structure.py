"""Figures of structure: what is left of the photo, and traces that a network leaves.

All take pictures (1, 3, H, W), sRGB, 0-1, and look at their luma.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from fst_gui.engine.grid import grid_peaks

_LUMA = (0.299, 0.587, 0.114)
_BORDER = 8  # pixels


def luma(picture: Tensor) -> Tensor:
    """(1, 3, H, W) to (1, 1, H, W)."""
    weights = picture.new_tensor(_LUMA).view(1, 3, 1, 1)
    return (picture * weights).sum(1, keepdim=True)


def ssim(painted: Tensor, photo: Tensor) -> float:
    """Structural similarity (Wang et al. 2004) of the luma, Gaussian window of 11 pixels."""
    x, y = luma(painted), luma(photo)
    mean_x, mean_y = _blurred(x), _blurred(y)
    variance_x = _blurred(x * x) - mean_x**2
    variance_y = _blurred(y * y) - mean_y**2
    covariance = _blurred(x * y) - mean_x * mean_y
    c1, c2 = 0.01**2, 0.03**2
    similarity = (2 * mean_x * mean_y + c1) * (2 * covariance + c2)
    similarity /= (mean_x**2 + mean_y**2 + c1) * (variance_x + variance_y + c2)
    return float(similarity.mean())


def edges_kept(painted: Tensor, photo: Tensor) -> float:
    """Correlation of the gradients' magnitudes, blurred a little; -1 to 1."""
    x, y = (_blurred(_gradient(luma(p))).flatten() for p in (painted, photo))
    stacked = torch.stack([x, y])
    if float(stacked.std(1).min()) < 1e-8:
        return 0.0
    return float(torch.corrcoef(stacked)[0, 1])


def checkerboard(painted: Tensor) -> float:
    """How far a grid of 2, 4 or 8 pixels stands out of the spectrum.

    The greatest ratio of the power at a grid's frequency, Nyquist's first of all, to the mean
    power at frequencies beside it. 1 to 5 is chance; a visible grid has 20 and more.
    """
    return float(grid_peaks(luma(painted)).max())


def border(painted: Tensor, photo: Tensor) -> float:
    """How much lighter or darker the border is than the ring inside it, beyond the photo's own.

    In levels of 255. Networks that pad with zeros leave a dark edge.
    """
    steps = [_border_step(luma(picture)[0, 0]) for picture in (painted, photo)]
    return 255.0 * abs(steps[0] - steps[1])


def _border_step(picture: Tensor) -> float:
    n = _BORDER
    if min(picture.shape) <= 6 * n:
        return 0.0
    total = picture.sum()
    inner = picture[n:-n, n:-n]
    core = inner[n:-n, n:-n]
    outer_ring = (total - inner.sum()) / (picture.numel() - inner.numel())
    inner_ring = (inner.sum() - core.sum()) / (inner.numel() - core.numel())
    return float(outer_ring - inner_ring)


def _gradient(x: Tensor) -> Tensor:
    sobel = x.new_tensor([[1.0, 0.0, -1.0], [2.0, 0.0, -2.0], [1.0, 0.0, -1.0]]) / 8.0
    kernels = torch.stack([sobel, sobel.T]).unsqueeze(1)
    return F.conv2d(x, kernels).square().sum(1, keepdim=True).sqrt()


def _blurred(x: Tensor) -> Tensor:
    """A Gaussian of 11 pixels and deviation 1.5, valid part."""
    steps = torch.arange(-5.0, 6.0, device=x.device)
    bell = torch.exp(-(steps**2) / (2 * 1.5**2))
    bell = bell / bell.sum()
    return F.conv2d(F.conv2d(x, bell.view(1, 1, 1, -1)), bell.view(1, 1, -1, 1))
