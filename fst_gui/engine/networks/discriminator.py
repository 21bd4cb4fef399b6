"""The patch discriminator of the GAN iterations.

Judges overlapping patches rather than whole pictures (PatchGAN, Isola et al., 1611.07004,
section 3.2.2), with spectral normalisation (Miyato et al., 1802.05957) to keep it in check.
Real samples are patches of the painting itself, as in P2-GAN (2001.07466).
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

_WIDTHS = (32, 64, 128)


class Discriminator(nn.Module):
    """(N, 3, H, W), 0-1, to one logit a patch (N, 1, H/8, W/8): above 0 for painted by hand."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        inputs = 3
        for outputs in _WIDTHS:
            layers.append(spectral_norm(nn.Conv2d(inputs, outputs, 4, stride=2, padding=1)))
            inputs = outputs
        self.layers = nn.ModuleList(layers)
        self.judge = spectral_norm(nn.Conv2d(inputs, 1, 3, padding=1))

    def forward(self, pictures: Tensor) -> Tensor:
        x = pictures * 2.0 - 1.0
        for layer in self.layers:
            x = F.leaky_relu(layer(x), 0.2)
        return self.judge(x)
