"""Whose colours a painted picture has: the painting's, the photo's, or lightness alone painted.

Each is fitted on the small working picture and then applied to any part of the large one.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from fst_gui.engine.settings import Colours

# Painted picture and photo, both (N, 3, H, W), sRGB, about 0-1, to the picture as it is shown.
ColourTransform = Callable[[Tensor, Tensor], Tensor]

_LEVEL = 1.0 / 255.0
# A nearly flat picture is not spread further than this: that would only show its grain.
_GREATEST_SPREAD = 5.0


def fit_colours(colours: Colours, painted: Callable[[], Tensor], photo: Tensor) -> ColourTransform:
    """How pictures like ``painted``, made where it is needed, get the colours asked for."""
    if colours == "photo":
        return _matched(painted(), photo)
    if colours == "luminance":
        return _lightness_only
    return _as_painted


def _as_painted(painted: Tensor, photo: Tensor) -> Tensor:
    del photo
    return painted


def _matched(painted: Tensor, photo: Tensor) -> ColourTransform:
    """The affine map that gives ``painted`` the photo's mean and covariance and moves colours
    least (Pitié and Kokaram, "The linear Monge-Kantorovitch linear colour mapping", 2007).

    In sRGB as it is stored, where equal steps look about equal and the map is one small matrix;
    in linear light the brightest parts would decide alone.
    """
    source_mean, source = _moments(painted.clamp(0.0, 1.0))
    target_mean, target = _moments(photo)
    root, inverse = _power(source, 0.5), _power(source, -0.5)
    matrix = inverse @ _power(root @ target @ root, 0.5) @ inverse
    spread, axes = torch.linalg.eigh(matrix)
    matrix = axes @ torch.diag(spread.clamp(max=_GREATEST_SPREAD)) @ axes.T
    offset = target_mean - matrix @ source_mean
    bias = offset.float().view(3, 1, 1)

    def transform(painted: Tensor, photo: Tensor) -> Tensor:
        del photo
        return _multiply(matrix, painted).add_(bias)

    return transform


def _moments(picture: Tensor) -> tuple[Tensor, Tensor]:
    """Mean (3,) and covariance (3, 3) of the colours."""
    values = picture.transpose(0, 1).flatten(1).double()
    mean = values.mean(1)
    spread = values - mean.unsqueeze(1)
    covariance = spread @ spread.T / values.shape[1]
    return mean, covariance + _LEVEL**2 * torch.eye(3, dtype=covariance.dtype)


def _power(matrix: Tensor, exponent: float) -> Tensor:
    values, axes = torch.linalg.eigh(matrix)
    return axes @ torch.diag(values.clamp(min=1e-12) ** exponent) @ axes.T


def _lightness_only(painted: Tensor, photo: Tensor) -> Tensor:
    """The photo with the painted picture's lightness, in Oklab (Ottosson, 2020).

    In Oklab a colour keeps its hue when only its lightness changes; in YCbCr a lightened blue
    turns violet.
    """
    lightness = _to_oklab(painted.clamp(0.0, 1.0))[:, :1]
    chroma = _to_oklab(photo)[:, 1:]
    return _from_oklab(torch.cat([lightness, chroma], 1))


_TO_CONES = torch.tensor(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    dtype=torch.float64,
)
_TO_OKLAB = torch.tensor(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    dtype=torch.float64,
)


def _to_oklab(picture: Tensor) -> Tensor:
    linear = torch.where(
        picture <= 0.04045, picture / 12.92, _raised((picture + 0.055) / 1.055, 2.4)
    )
    return _multiply(_TO_OKLAB, _raised(_multiply(_TO_CONES, linear), 1.0 / 3.0))


def _from_oklab(lab: Tensor) -> Tensor:
    linear = _multiply(_TO_CONES.inverse(), _multiply(_TO_OKLAB.inverse(), lab) ** 3)
    return torch.where(
        linear <= 0.0031308, linear * 12.92, 1.055 * _raised(linear, 1.0 / 2.4) - 0.055
    )


def _raised(x: Tensor, exponent: float) -> Tensor:
    """``x``, at least 0, to a power; five times as fast as ``**``."""
    return x.clamp(min=1e-10).log_().mul_(exponent).exp_()


def _multiply(matrix: Tensor, picture: Tensor) -> Tensor:
    # Not a convolution: one of three channels in and out takes eighty times as long.
    return (matrix.to(picture.dtype) @ picture.flatten(2)).view_as(picture)
