"""The painting's contrast at every size of stroke, given to the painted picture in closed form.

What the tone does for the large forms, band by band of a Laplacian pyramid (Burt and Adelson,
1983): the covariance of the colours in each band is brought to the painting's, after Heeger and
Bergen's texture synthesis by pyramids (1995). The finest band is left alone: the grain is in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from fst_gui.engine.networks.tone import colour_statistics, least_map

_BANDS = 4  # strokes of about 4, 8, 16 and 32 pixels
# How much of the change is made, in logarithms, and how far a band is raised at most.
_CONTRAST = 0.8
_GREATEST_GAIN = 1.6


def halved(pictures: Tensor) -> Tensor:
    """(N, C, H, W) at half the size, rounded up, as the bands begin."""
    # Of even sizes the mean of every four pixels, in a quarter of the time of pooling.
    height, width = pictures.shape[-2:]
    return _resized(pictures, ((height + 1) // 2, (width + 1) // 2))


def _enlarged(x: Tensor, finer: Tensor) -> Tensor:
    return _resized(x, finer.shape[-2:])


def _resized(x: Tensor, size: Sequence[int]) -> Tensor:
    return F.interpolate(x, list(size), mode="bilinear", align_corners=False)


def _split(pictures: Tensor) -> list[Tensor]:
    """The bands of (N, C, h, w), each half the size of the one before."""
    bands: list[Tensor] = []
    for _ in range(_BANDS):
        coarser = halved(pictures)
        bands.append(pictures - _enlarged(coarser, pictures))
        pictures = coarser
    return bands


def bind_bands(painting: Tensor) -> dict[str, Tensor]:
    """A painting's (1, 3, H, W), 0-1, side of it: the bands' covariances."""
    found = [colour_statistics(band)[1] for band in _split(halved(painting.cpu().float()))]
    return {"tone_bands": torch.cat(found).float().to(painting.device)}


def match_bands(
    colours: Tensor, small: Tensor, painted: Tensor, style: Mapping[str, Tensor]
) -> Tensor:
    """Colours (N, 3, H, W) as logarithmic odds, their bands as strong as the painting's.

    ``small`` are the colours halved, and ``painted`` the picture that those make, about 0-1.
    ``style`` is the bound style's matching; without a share of it, colours stay as they are.
    """
    gains = _fit_bands(painted, style)
    if gains is None:
        return colours
    change: Tensor | None = None
    for band, gain in reversed(list(zip(_split(small), gains.to(colours.device), strict=True))):
        here = torch.bmm(gain, band.flatten(2)).view_as(band)
        change = here if change is None else here.add_(_enlarged(change, band))
    return colours if change is None else colours + _enlarged(change, colours)


def _fit_bands(painted: Tensor, style: Mapping[str, Tensor]) -> Tensor | None:
    """What is to be added to each band, (bands, N, 3, 3) times itself."""
    share, bands = float(style["tone_share"].detach()), style["tone_bands"].detach()
    if not share or not bool(bands.any()):
        return None  # also a style with a tone, from before there were bands
    pictures = painted.float().cpu().clamp(0.0, 1.0)
    own = torch.stack([colour_statistics(band)[1] for band in _split(pictures)])
    if not bool(own.isfinite().all()):
        return None
    wanted = (bands / share).double().cpu().unsqueeze(1)
    centre = torch.zeros(3, dtype=torch.float64)
    fitted = least_map((centre, own), (centre, wanted), _GREATEST_GAIN, _CONTRAST)
    return min(share, 1.0) * (fitted.matrix - torch.eye(3))
