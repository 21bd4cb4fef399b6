"""Reading a painting: from VGG19's activations to a style code and a fixed set of tokens.

The painting is read once by the full-width network and then kept; only the photo has to be
read quickly. The code holds what the whole picture has in common (channel means and
deviations, the statistics of AdaIN, 1703.06868); the tokens hold what its regions look like.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from fst_gui.engine.networks.styled import CODE_WIDTH
from fst_gui.engine.networks.vgg import STYLE_LEVELS, VGG19_WIDTHS

TOKEN_GRID = 8
TOKENS = TOKEN_GRID**2
TOKEN_WIDTH = 64
_TOKEN_LEVELS = ("relu3_1", "relu4_1")
STATISTICS = 2 * sum(VGG19_WIDTHS)
REGION = 2 * (VGG19_WIDTHS[2] + VGG19_WIDTHS[3])


class StyleCode(NamedTuple):
    """A style as the networks are told of it."""

    vector: Tensor  # (CODE_WIDTH,), about unit variance
    tokens: Tensor  # (TOKENS, TOKEN_WIDTH)


class PaintingStatistics(NamedTuple):
    """What is measured on a painting before anything is learned."""

    whole: Tensor  # (STATISTICS,), log of mean and deviation of every channel
    regions: Tensor  # (TOKENS, REGION), the same of each cell of an 8x8 grid


def painting_statistics(activations: dict[str, Tensor]) -> PaintingStatistics:
    """Statistics of one painting's VGG19 activations, each (1, C, H, W)."""
    whole: list[Tensor] = []
    for name in STYLE_LEVELS:
        # Channels last, as they come, and by the first two moments: a tenth of the time.
        x = activations[name].permute(0, 2, 3, 1).flatten(1, 2).float()
        mean = x.mean(1)
        variance = x.square().mean(1) - mean.square()
        whole += [mean, variance.clamp_min(0.0).sqrt()]
    regions: list[Tensor] = []
    for name in _TOKEN_LEVELS:
        x = activations[name].float()
        mean = F.adaptive_avg_pool2d(x, TOKEN_GRID)
        square = F.adaptive_avg_pool2d(x * x, TOKEN_GRID)
        regions += [mean, (square - mean * mean).clamp_min(0.0).sqrt()]
    stacked = torch.cat(regions, 1).flatten(2)[0].T
    return PaintingStatistics(torch.log1p(torch.cat(whole, 1)[0]), torch.log1p(stacked))


class StyleReader(nn.Module):
    """Statistics of a painting to its style code."""

    def __init__(self) -> None:
        super().__init__()
        # Set once from the training paintings, so that every statistic counts alike.
        self.register_buffer("whole_mean", torch.zeros(STATISTICS))
        self.register_buffer("whole_scale", torch.ones(STATISTICS))
        self.register_buffer("region_mean", torch.zeros(REGION))
        self.register_buffer("region_scale", torch.ones(REGION))
        self.summary = nn.Sequential(
            nn.Linear(STATISTICS, 192), nn.ReLU(), nn.Linear(192, CODE_WIDTH)
        )
        self.region = nn.Sequential(nn.Linear(REGION, 128), nn.ReLU(), nn.Linear(128, TOKEN_WIDTH))

    def standardise_by(self, statistics: list[PaintingStatistics]) -> None:
        """Fit the input scaling to paintings, once, before training."""
        whole = torch.stack([s.whole for s in statistics])
        regions = torch.cat([s.regions for s in statistics])
        self.get_buffer("whole_mean").copy_(whole.mean(0))
        self.get_buffer("whole_scale").copy_(whole.std(0, correction=0).clamp_min(1e-3))
        self.get_buffer("region_mean").copy_(regions.mean(0))
        self.get_buffer("region_scale").copy_(regions.std(0, correction=0).clamp_min(1e-3))

    def forward(self, painting: PaintingStatistics) -> StyleCode:
        whole = (painting.whole - self.get_buffer("whole_mean")) / self.get_buffer("whole_scale")
        regions = painting.regions - self.get_buffer("region_mean")
        regions = regions / self.get_buffer("region_scale")
        vector = F.layer_norm(self.summary(whole), (CODE_WIDTH,))
        return StyleCode(vector, F.layer_norm(self.region(regions), (TOKEN_WIDTH,)))
