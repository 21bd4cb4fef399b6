"""A painted picture with the layers that have been painted over it.

Painted maps are moved along the gradients of the losses (Gatys et al., "Image Style Transfer Using
Convolutional Neural Networks", 2016, section 2), from where the networks left them: a few layers
do what takes hundreds of steps from a photo or from noise (docs/method.md).
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

import torch
import torch.nn.functional as F
from torch import Tensor

from fst_gui.engine.data import resize
from fst_gui.engine.device import step_anywhere
from fst_gui.engine.judging import LevelLosses, slope_of
from fst_gui.engine.losses import (
    COLOUR_WEIGHT,
    COLOURS,
    GRID_WEIGHT,
    TV_WEIGHT,
    StyleTargets,
    colour_loss,
    grid_loss,
    total_variation,
)
from fst_gui.engine.maps import PaintedMaps
from fst_gui.engine.networks.interpolation import compose
from fst_gui.engine.networks.tone import ColourMap
from fst_gui.engine.networks.vgg import PerceptualNetwork
from fst_gui.engine.settings import judged_scale
from fst_gui.engine.sitter import JudgedPhoto

# How many pixels of the maps, each way, one number of a layer covers. Of single pixels VGG19's
# pooling would make dots; the coarse ones move whole areas.
_GRAINS = (2, 8)
_RATE = 0.1  # of the first layer where slopes are steep, in logarithmic odds
_HALVED_AFTER = 6.0  # layers
# Beside content's 1. With 6.5, as trainings end, the photo's shapes move by a fifth further, for a
# tenth of the style that is hard to see (docs/method.md).
STYLE_WEIGHT = 4.0
_BETAS = (0.5, 0.99)  # Adam's: there are few layers to gather momentum in
# Of a layer's typical slope, added to that of each place: Adam alone moves what has hardly a slope
# as far as what has one, and bare sand got stray colours.
_GENTLE = 0.3
_LEAST_SLOPE = 1e-8
_LEAST_SIDE = 64  # of what is judged, for the deepest level and for grids
STEPS = 27  # that a layer is painted in: thirteen convolutions there and back, and its move


class Canvas:
    """Painted maps, and what has been painted over them.

    ``working`` is the working picture (1, 3, h, w) and ``photo`` what VGG19 sees of it; ``targets``
    are the painting's. Layers can be added at any time, and each of them asked for again.
    """

    def __init__(
        self, painted: PaintedMaps, working: Tensor, photo: JudgedPhoto, targets: StyleTargets
    ) -> None:
        self._part = painted.part
        self._wanted = targets
        # Copies: what was painted without gradients in mind cannot be kept for them.
        self._odds = painted.maps.clone()
        self._tone = painted.tone and ColourMap(*(part.clone() for part in painted.tone))
        self._working = working
        self._content = photo.content
        # Below full strength the aim lies between the photo and the painting, as in a training,
        # and the layers are as much thinner.
        self._strength = 1.0 - painted.part.share
        self._targets = {
            name: torch.lerp(photo.targets[name], target, self._strength)
            for name, target in targets.items()
        }
        height, width = self._odds.shape[-2:]
        self._layers = [
            torch.zeros(1, 3, max(1, height // grain), max(1, width // grain), requires_grad=True)
            for grain in _GRAINS
        ]
        self._means = [torch.zeros_like(layer) for layer in self._layers]
        self._squares = [torch.zeros_like(layer) for layer in self._layers]
        self._finished: list[list[Tensor]] = []  # the layers as they were after each

    @property
    def count(self) -> int:
        """How many layers there are."""
        return len(self._finished)

    def holds(self, painted: PaintedMaps, targets: StyleTargets) -> bool:
        """Whether these maps are what has been painted over here, towards the same targets."""
        if painted.part.share != self._part.share or not torch.equal(painted.maps, self._odds):
            return False
        return all(torch.equal(self._wanted[name], target) for name, target in targets.items())

    def maps(self, count: int, painted: PaintedMaps) -> PaintedMaps:
        """Maps that it ``holds`` with the first ``count`` layers over them."""
        return replace(painted, maps=self._covered(self._finished[count - 1]))

    def _covered(self, layers: Sequence[Tensor]) -> Tensor:
        size = list(self._odds.shape[-2:])
        enlarged = (
            F.interpolate(layer, size, mode="bilinear", align_corners=False) for layer in layers
        )
        return sum(enlarged, start=self._odds)

    def paint_over(self, judge: PerceptualNetwork) -> Generator[None]:
        """One more layer, in ``STEPS`` steps.

        Several may be at it in turns, the preview and an export: the first to arrive paints it.
        """
        number = self.count
        picture = compose(self._covered(self._layers), self._working, self._part)
        picture = picture if self._tone is None else self._tone(picture)
        shown = picture.detach()
        slope = yield from step_anywhere(
            lambda: slope_of(self._losses(), judge, shown, as_judged), judge
        )
        if self.count > number:
            return
        beside = TV_WEIGHT * total_variation(picture) + GRID_WEIGHT * grid_loss(_at_least(picture))
        colour = colour_loss(picture, self._targets[COLOURS])
        beside = beside + STYLE_WEIGHT * COLOUR_WEIGHT * colour
        slopes = torch.autograd.grad([picture, beside], self._layers, [slope, None])
        self._move(slopes, number)
        self._finished.append([layer.detach().clone() for layer in self._layers])
        yield

    def _losses(self) -> LevelLosses:
        return LevelLosses(self._content, self._targets, 1.0, STYLE_WEIGHT)

    @torch.no_grad()
    def _move(self, slopes: Sequence[Tensor], number: int) -> None:
        """Adam's step (Kingma and Ba, 1412.6980), with less of it where there is hardly a slope.

        torch's own comes with a compiler, whose import would stop the window for two seconds.
        """
        rate = self._strength * _RATE / (1.0 + number / _HALVED_AFTER)
        first, second = (1.0 - beta ** (number + 1) for beta in _BETAS)
        states = zip(self._layers, self._means, self._squares, slopes, strict=True)
        for layer, mean, square, slope in states:
            mean.lerp_(slope, 1.0 - _BETAS[0])
            square.lerp_(slope.square(), 1.0 - _BETAS[1])
            expected = square / second
            gentle = _GENTLE * expected.mean().sqrt() + _LEAST_SLOPE
            layer.sub_(rate * (mean / first) / (expected.sqrt() + gentle))


def as_judged(pictures: Tensor) -> Tensor:
    """Pictures (N, 3, H, W) as large as VGG19 is to see them."""
    height, width = pictures.shape[-2:]
    scale = judged_scale(height, width)
    if scale < 1.0:
        pictures = resize(pictures, round(height * scale), round(width * scale))
    return _at_least(pictures)


def _at_least(pictures: Tensor) -> Tensor:
    """Pictures (N, 3, H, W) with the last row and column repeated where they are too small."""
    height, width = pictures.shape[-2:]
    right, bottom = max(0, _LEAST_SIDE - width), max(0, _LEAST_SIDE - height)
    return F.pad(pictures, (0, right, 0, bottom), mode="replicate") if right or bottom else pictures
