"""Whose colours a painted picture has: the painting's, the photo's, or lightness alone painted.

Each is fitted on the small working picture and then applied to any part of the large one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor

from fst_gui.engine.networks.tone import ColourMap, colour_statistics, least_map
from fst_gui.engine.settings import Colours

# Painted picture and photo, both (N, 3, H, W), sRGB, about 0-1, to the picture as it is shown. The
# photo is only made a picture of where it is needed: most strips are composed without it.
ColourTransform = Callable[[Tensor, Callable[[], Tensor]], Tensor]


class FittedColours(NamedTuple):
    """How a picture gets its colours, and whether it takes them from the photo pixel by pixel."""

    give: ColourTransform
    uses_photo: bool = False


# A nearly flat picture is not spread further than this: that would only show its grain.
_GREATEST_SPREAD = 5.0


def fit_colours(
    colours: Colours, painted: Tensor, photo: Tensor, tone: ColourMap | None
) -> FittedColours:
    """How pictures like ``painted`` get the colours that were asked for.

    ``tone`` is what gives it the painting's.
    """
    if colours == "photo":
        source, target = colour_statistics(painted.clamp(0.0, 1.0)), colour_statistics(photo)
        return FittedColours(_mapped(least_map(source, target, _GREATEST_SPREAD)))
    toned = _as_painted if tone is None else _mapped(tone)
    if colours == "luminance":
        return FittedColours(
            lambda painted, photo: _lightness_only(toned(painted, photo), photo()), uses_photo=True
        )
    return FittedColours(toned)


def _as_painted(painted: Tensor, photo: Callable[[], Tensor]) -> Tensor:
    del photo
    return painted


def _mapped(colour_map: ColourMap) -> ColourTransform:
    def transform(painted: Tensor, photo: Callable[[], Tensor]) -> Tensor:
        del photo
        return colour_map(painted)

    return transform


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
