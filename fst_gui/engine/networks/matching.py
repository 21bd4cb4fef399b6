"""Giving the photo's features the painting's statistics (Huang and Belongie, 1703.06868).

Here, in the instance norms and in the fit of tone and bands a pixel depends on the whole picture;
everything else is local. The style side is kept multiplied by its share, so that bound styles mix
by plain weighted sums and strength 0 leaves the features alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import torch
from torch import Tensor

from fst_gui.engine.networks.bands import bind_bands
from fst_gui.engine.networks.encoder import EncoderFeatures
from fst_gui.engine.networks.tone import bind_tone

MATCHED = ("quarter", "eighth", "sixteenth")  # features at a half stay the photo's
_EPSILON = 1e-3
# A flat sky has next to no deviation; raising it to the painting's would only paint its noise.
_GREATEST_GAIN = 6.0


class Moments(NamedTuple):
    """Mean and standard deviation of each channel, both float (N, C, 1, 1)."""

    mean: Tensor
    deviation: Tensor


def channel_statistics(x: Tensor) -> Moments:
    """The moments of (N, C, H, W).

    From the first two moments: ``torch.var_mean`` takes thirty times as long on a CPU.
    """
    n, c, height, width = x.shape
    flat = x.float().permute(0, 2, 3, 1).reshape(n, height * width, c)
    mean, square = flat.mean(1), flat.square().mean(1)
    deviation = ((square - mean.square()).clamp_min(0.0) + _EPSILON**2).sqrt()
    return Moments(mean.view(n, c, 1, 1), deviation.view(n, c, 1, 1))


def matched_moments(pictures: Tensor, features: EncoderFeatures) -> dict[str, Moments]:
    """The moments of pictures (N, 3, H, W) and of each level that is matched."""
    levels = {"picture": pictures, **{level: getattr(features, level) for level in MATCHED}}
    return {level: channel_statistics(x) for level, x in levels.items()}


def bind_statistics(painting: Tensor, features: EncoderFeatures) -> dict[str, Tensor]:
    """A painting (1, 3, H, W), 0-1, and its features as the style side of the matching."""
    bound = {"share": painting.new_ones(1), **bind_tone(painting), **bind_bands(painting)}
    for level, (mean, deviation) in matched_moments(painting, features).items():
        bound[f"{level}_mean"] = mean[0, :, 0, 0]
        bound[f"{level}_deviation"] = deviation[0, :, 0, 0]
    return bound


def bind_nothing(painting: Tensor, features: EncoderFeatures) -> dict[str, Tensor]:
    """The style side that leaves photos as they are; any painting will do."""
    bound = bind_statistics(painting, features)
    return {name: torch.zeros_like(tensor) for name, tensor in bound.items()}


def matching_affine(
    moments: Moments, style: Mapping[str, Tensor], level: str
) -> tuple[Tensor, Tensor]:
    """Gain and offset, both (N, C, 1, 1), that give a level of these moments the style's."""
    gain = style[f"{level}_deviation"].view(1, -1, 1, 1) / moments.deviation
    gain = gain.minimum(_GREATEST_GAIN * style["share"])
    offset = style[f"{level}_mean"].view(1, -1, 1, 1) - gain * moments.mean
    return gain + (1.0 - style["share"]), offset


def match_features(
    features: EncoderFeatures, moments: Mapping[str, Moments], style: Mapping[str, Tensor]
) -> EncoderFeatures:
    """The matched levels' channels with the style's mean and deviation, as far as its share goes.

    ``moments`` are the features' own, by level.

    The picture itself is matched where it is composed with the painted maps.
    """
    matched: dict[str, Tensor] = {}
    for level in MATCHED:
        x: Tensor = getattr(features, level)
        gain, offset = matching_affine(moments[level], style, level)
        matched[level] = torch.addcmul(offset.to(x.dtype), x, gain.to(x.dtype))
    return features._replace(**matched)
