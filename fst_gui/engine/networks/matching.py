"""Giving the photo's features the painting's statistics (Huang and Belongie, 1703.06868).

The only place where a pixel depends on the whole picture: everything behind it is local. The
style side is kept multiplied by its share, so that bound styles mix by plain weighted sums and
strength 0 leaves the features alone.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from fst_gui.engine.networks.encoder import EncoderFeatures

_EPSILON = 1e-3
# A flat sky has next to no deviation; raising it to the painting's would only paint its noise.
_GREATEST_GAIN = 6.0


def channel_statistics(x: Tensor) -> tuple[Tensor, Tensor]:
    """(N, C, H, W) to mean and standard deviation of each channel, both (N, C, 1, 1)."""
    variance, mean = torch.var_mean(x, (2, 3), keepdim=True, correction=0)
    return mean, (variance + _EPSILON**2).sqrt()


def bind_statistics(features: EncoderFeatures) -> dict[str, Tensor]:
    """A painting's features (one picture) as the style side of ``match_features``."""
    bound: dict[str, Tensor] = {"share": torch.ones(1)}
    for name, x in features._asdict().items():
        mean, deviation = channel_statistics(x)
        bound[f"{name}_mean"], bound[f"{name}_deviation"] = mean[0, :, 0, 0], deviation[0, :, 0, 0]
    return bound


def bind_nothing(features: EncoderFeatures) -> dict[str, Tensor]:
    """The style side that leaves features of these widths as they are."""
    return {name: torch.zeros_like(tensor) for name, tensor in bind_statistics(features).items()}


def match_features(features: EncoderFeatures, style: Mapping[str, Tensor]) -> EncoderFeatures:
    """Every level's channels with the style's mean and deviation, as far as its share goes."""
    matched: list[Tensor] = []
    for name, x in features._asdict().items():
        mean, deviation = channel_statistics(x)
        gain = style[f"{name}_deviation"].view(1, -1, 1, 1) / deviation
        gain = gain.clamp_max(_GREATEST_GAIN)
        offset = style[f"{name}_mean"].view(1, -1, 1, 1) - gain * mean
        matched.append(x * (1.0 - style["share"] + gain) + offset)
    return EncoderFeatures(*matched)
