"""The painting's colours and contrast, given to the painted picture in closed form.

Mean and covariance of the colours are most of what the Gram matrix of relu1_1 sees. The networks
miss them by a quarter; the linear map that moves colours least (Pitié and Kokaram, "The linear
Monge-Kantorovitch linear colour mapping", 2007) sets the mean, and the contrast half the way. It
is fitted on the whole picture and then applied to any part of it. Trainings paint through it, on
pictures large enough: on a small patch, each gets the painting's mean, and what is learned so
misses whole pictures. Their gradients go through the fit as well (docs/notebook.md). As everywhere,
the style side is kept multiplied by its share; a style from before there was a tone has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import torch
from torch import Tensor

_LEVEL = 1.0 / 255.0
# Noise of a level in each colour keeps covariances invertible; not quite alike, since for two
# colours without any other spread there would be no gradient.
_LEAST_SPREAD = torch.diag(_LEVEL**2 * torch.tensor([1.0, 1.001, 1.002], dtype=torch.float64))
# How much of the change of contrast is made, in logarithms, and how much at most: all of it would
# raise the strokes, which are as strong as they should be, along with the large forms.
_CONTRAST = 0.5
_GREATEST_CONTRAST = 1.5


class ColourMap(NamedTuple):
    """An affine map of colours: (N, 3, 3) and (N, 3, 1)."""

    matrix: Tensor
    offset: Tensor

    def __call__(self, pictures: Tensor) -> Tensor:
        """Map (N, 3, H, W)."""
        # Not a convolution: one of three channels in and out takes eighty times as long.
        return torch.baddbmm(self.offset, self.matrix, pictures.flatten(2)).view_as(pictures)


def thinned(pictures: Tensor) -> Tensor:
    """Every second row and column of (N, 3, H, W): statistics want no more, and take a tenth of
    the time."""
    return pictures[..., ::2, ::2]


def colour_statistics(pictures: Tensor) -> tuple[Tensor, Tensor]:
    """Mean (N, 3) and covariance (N, 3, 3) of the colours of (N, 3, H, W), both float64."""
    values = pictures.flatten(2)
    mean = values.mean(2)
    spread = values - mean.unsqueeze(2)
    covariance = (spread @ spread.mT).double() / values.shape[2]
    return mean.double(), covariance + _LEAST_SPREAD


def least_map(
    source: tuple[Tensor, Tensor],
    target: tuple[Tensor, Tensor],
    greatest: float,
    contrast: float = 1.0,
) -> ColourMap:
    """The map from one mean and covariance to others that moves colours least.

    ``greatest`` bounds how far it spreads them, and ``contrast`` is how much of that it does.
    In sRGB as it is stored, where equal steps look about equal and the map is one small
    matrix; in linear light the brightest parts would decide alone.
    """
    root, inverse = _power(source[1], 0.5), _power(source[1], -0.5)
    matrix = inverse @ _power(root @ target[1] @ root, 0.5) @ inverse
    spread, axes = torch.linalg.eigh(matrix)
    spread = (spread.clamp(min=1e-12) ** contrast).clamp(max=greatest)
    matrix = axes @ torch.diag_embed(spread) @ axes.mT
    offset = target[0].unsqueeze(-1) - matrix @ source[0].unsqueeze(-1)
    return ColourMap(matrix.float(), offset.float())


def _power(matrix: Tensor, exponent: float) -> Tensor:
    values, axes = torch.linalg.eigh(matrix)
    return axes @ torch.diag_embed(values.clamp(min=1e-12) ** exponent) @ axes.mT


def bind_tone(painting: Tensor) -> dict[str, Tensor]:
    """A painting's (1, 3, H, W), 0-1, side of it."""
    mean, covariance = colour_statistics(painting.cpu().float())
    tone = {
        "tone_share": torch.ones(1),
        "tone_mean": mean[0],
        "tone_covariance": covariance[0],
    }
    return {name: tensor.float().to(painting.device) for name, tensor in tone.items()}


def fit_tone(painted: Tensor, style: Mapping[str, Tensor]) -> ColourMap | None:
    """What brings painted pictures (N, 3, H, W), about 0-1, near the painting's colours.

    ``style`` is the bound style's matching; None where it has no share, or a picture no numbers.
    """
    share = float(style["tone_share"].detach())
    if not share:
        return None
    source = colour_statistics(painted.float().cpu().clamp(0.0, 1.0))
    if not bool(source[1].isfinite().all()):
        return None  # a training that has lost its numbers, which its losses tell
    target = [
        (style[f"tone_{name}"].detach() / share).double().cpu() for name in ("mean", "covariance")
    ]
    fitted = least_map(source, (target[0], target[1]), _GREATEST_CONTRAST, _CONTRAST)
    amount = min(share, 1.0)
    identity = torch.eye(3).expand_as(fitted.matrix)
    matrix, offset = torch.lerp(identity, fitted.matrix, amount), amount * fitted.offset
    return ColourMap(matrix.to(painted.device), offset.to(painted.device))
