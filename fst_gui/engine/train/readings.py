"""What paintings ask of whoever paints: read by VGG19, each whole painting once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from fst_gui.engine.data import PhotoSource, draw_index, random_patch, scale_to_short_side
from fst_gui.engine.losses import StyleTargets, style_targets
from fst_gui.engine.networks.compressed import compress
from fst_gui.engine.networks.style import PaintingStatistics, painting_statistics
from fst_gui.engine.networks.vgg import PerceptualNetwork
from fst_gui.engine.settings import PAINTING_SHORT_SIDE

_CALIBRATION = 16  # photos and as many patches of paintings that the quick judge is fitted to


class Reading(NamedTuple):
    """What a painting asks for, whatever the networks that learn are like."""

    statistics: PaintingStatistics
    targets: StyleTargets  # of the full judge
    quick_targets: StyleTargets


class Readings:
    """Reads paintings (H, W, 3) uint8 by number. ``quick`` may be ``judge`` itself."""

    def __init__(
        self, paintings: Sequence[Tensor], judge: PerceptualNetwork, quick: PerceptualNetwork
    ) -> None:
        self.paintings, self.judge, self.quick = paintings, judge, quick
        self._whole: dict[int, Reading] = {}

    @torch.no_grad()
    def read(self, picture: Tensor) -> Reading:
        """Read a picture (1, 3, H, W), sRGB, 0-1, as it is."""
        activations = self.judge(picture)
        targets = quick_targets = style_targets(picture, activations)
        if self.quick is not self.judge:
            quick_targets = style_targets(picture, self.quick(picture))
        return Reading(painting_statistics(activations), targets, quick_targets)

    def whole(self, index: int) -> tuple[Tensor, Reading]:
        """A painting at the size at which it is read later, and its reading."""
        picture = scale_to_short_side(self.paintings[index], PAINTING_SHORT_SIDE)
        if index not in self._whole:
            self._whole[index] = self.read(picture)
        return picture, self._whole[index]


def fit_quick_judge(
    judge: PerceptualNetwork, photos: PhotoSource, paintings: Sequence[Tensor], seed: int
) -> PerceptualNetwork:
    """A judge at half the cost; the same one in every process and after every start."""
    generator = torch.Generator().manual_seed(seed)
    scale = (float(photos.size), float(PAINTING_SHORT_SIDE))
    patches = [photos.batch(_CALIBRATION, generator)]
    for _ in range(_CALIBRATION):
        painting = paintings[draw_index(generator, len(paintings))]
        patches.append(random_patch(painting, photos.size, scale, generator))
    return compress(judge, torch.cat(patches), generator)
