"""The slim encoder: VGG19's layout, average pooling, about a fifth of its width.

Its first block works at half resolution on the picture with its 2x2 neighbourhoods folded into
channels, so block b sees at stride 2^b what VGG19's block b sees at stride 2^(b-1). Stage 1
trains it to predict the full network's features at every level and to name the style.
"""

from __future__ import annotations

import itertools
from collections.abc import Generator
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from fst_gui.engine.networks.border import BorderedConv
from fst_gui.engine.networks.vgg import STYLE_LEVELS, VGG19_WIDTHS
from fst_gui.engine.steps import at_once

FOLD = 2
ENCODER_WIDTHS = (16, 24, 48, 96, 96)
ENCODER_CONVOLUTIONS = (2, 2, 4, 4, 4)
FOLDED_WIDTH = 3 * FOLD**2
FC_WIDTH = 128
_POOLED = 2  # the grid that the fifth level is pooled to


class EncoderFeatures(NamedTuple):
    """What the painter uses of a picture (N, 3, H, W), H and W divisible by 16."""

    half: Tensor  # (N, 16, H/2, W/2)
    quarter: Tensor  # (N, 24, H/4, W/4)
    eighth: Tensor  # (N, 48, H/8, W/8)
    sixteenth: Tensor  # (N, 96, H/16, W/16)


def unfold_kernel(kernel: Tensor) -> Tensor:
    """A folded picture's 3x3 kernel (O, 4C, 3, 3) as one of stride 2, (O, C, 6, 6)."""
    outputs, inputs = kernel.shape[:2]
    taps = kernel.view(outputs, inputs // FOLD**2, FOLD, FOLD, 3, 3).permute(0, 1, 4, 2, 5, 3)
    return taps.reshape(outputs, inputs // FOLD**2, 3 * FOLD, 3 * FOLD)


class FoldedConv(nn.Conv2d):
    """A 3x3 convolution of pictures with their 2x2 neighbourhoods folded into channels.

    Computed as one of stride 2 with a 6x6 kernel, so that nothing is moved to be folded.
    """

    def __init__(self, outputs: int) -> None:
        super().__init__(FOLDED_WIDTH, outputs, 3)

    def forward(self, input: Tensor) -> Tensor:
        """Pictures (N, 3, H, W), 0-1, to (N, outputs, H/2, W/2)."""
        kernel = unfold_kernel(self.weight).contiguous(memory_format=torch.channels_last)
        pictures = F.pad(input.mul(2.0).sub_(1.0), (FOLD,) * 4, mode="replicate")
        return F.conv2d(pictures, kernel, self.bias, stride=FOLD)


def _block(first: nn.Conv2d, convolutions: int) -> nn.Sequential:
    """A block that begins with a convolution and goes on in its width."""
    layers: list[nn.Module] = []
    width = first.out_channels
    for convolution in (first, *(BorderedConv(width, width) for _ in range(convolutions - 1))):
        nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
        layers += [convolution, nn.ReLU(inplace=True)]
    return nn.Sequential(*layers)


class Encoder(nn.Module):
    """Five blocks of 3x3 convolutions with average pooling between them.

    Painting uses the first three blocks and the first convolution of the fourth, as VGG19's
    relu4_1 does; the rest of the fourth, the fifth and fc6, fc7 serve stage 1, the labels and
    the content loss.
    """

    def __init__(self) -> None:
        super().__init__()
        firsts = (
            FoldedConv(ENCODER_WIDTHS[0]),
            *(BorderedConv(*widths) for widths in itertools.pairwise(ENCODER_WIDTHS)),
        )
        self.blocks = nn.ModuleList(map(_block, firsts, ENCODER_CONVOLUTIONS))
        self.fc6 = nn.Linear(_POOLED**2 * ENCODER_WIDTHS[-1], FC_WIDTH)
        self.fc7 = nn.Linear(FC_WIDTH, FC_WIDTH)

    def forward(self, pictures: Tensor) -> EncoderFeatures:
        """Pictures (N, 3, H, W), sRGB, 0-1, to the features that painting needs."""
        return at_once(self.in_steps(pictures))

    def in_steps(self, pictures: Tensor) -> Generator[None, None, EncoderFeatures]:
        """The same, one block at a time."""
        half = self.blocks[0](pictures)
        yield
        quarter = self.blocks[1](F.avg_pool2d(half, 2))
        yield
        eighth = self.blocks[2](F.avg_pool2d(quarter, 2))
        yield
        start = self.blocks[3]
        assert isinstance(start, nn.Sequential)
        sixteenth = start[:2](F.avg_pool2d(eighth, 2))
        return EncoderFeatures(half, quarter, eighth, sixteenth)

    def levels(self, pictures: Tensor) -> list[Tensor]:
        """The last activation of all five blocks, strides 2 to 32."""
        x = pictures
        activations: list[Tensor] = []
        for index, block in enumerate(self.blocks):
            x = block(F.avg_pool2d(x, 2) if index else x)
            activations.append(x)
        return activations

    def fully_connected(self, deepest: Tensor) -> tuple[Tensor, Tensor]:
        """fc6 and fc7, both (N, FC_WIDTH), of the fifth level pooled to a 2x2 grid.

        Pooled, so that any picture size works.
        """
        fc6 = F.relu(self.fc6(F.adaptive_avg_pool2d(deepest, _POOLED).flatten(1)))
        return fc6, F.relu(self.fc7(fc6))

    def meaning(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        """fc6 and fc7 of pictures (N, 3, H, W), sRGB, 0-1: what they are of."""
        return self.fully_connected(self.levels(pictures)[-1])


class EncoderHeads(nn.Module):
    """What stage 1 asks of the encoder; not needed for painting.

    One 1x1 convolution a level predicts VGG19's activation, pooled to the level's stride, and
    a linear head on fc7 names the movement.
    """

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.predictions = nn.ModuleList(
            nn.Conv2d(slim, full, 1)
            for slim, full in zip(ENCODER_WIDTHS, VGG19_WIDTHS, strict=True)
        )
        self.label = nn.Linear(FC_WIDTH, labels)

    def forward(self, levels: list[Tensor], fc7: Tensor) -> tuple[dict[str, Tensor], Tensor]:
        """The five levels to predicted activations by name and label logits (N, labels)."""
        predicted = {
            name: head(x)
            for name, head, x in zip(STYLE_LEVELS, self.predictions, levels, strict=True)
        }
        return predicted, self.label(fc7)
