"""Pictures painted and judged: the losses that every stage after the encoder minimises."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from fst_gui.engine.data import draw, draw_index
from fst_gui.engine.losses import (
    Balance,
    content_loss,
    fully_connected_loss,
    gram_matrices,
    style_loss,
    total_variation,
)
from fst_gui.engine.networks.painter import Painter, mix_styles
from fst_gui.engine.networks.styled import StyleParameters
from fst_gui.engine.networks.vgg import PerceptualNetwork
from fst_gui.engine.settings import MAXIMUM_ITERATIONS
from fst_gui.engine.train.plan import PhaseName

_TV_WEIGHT = 0.1
_FULL_STRENGTH_SHARE = 0.85
_GRID = 4  # pixels; the stride of the layers that make the strokes

Grams = Mapping[str, Tensor]


@dataclass(frozen=True)
class Judged:
    """Painted pictures with what is to be minimised and what is to be shown."""

    painted: Tensor  # (styles * N, 3, H, W), style by style
    total: Tensor  # scalar, differentiable
    losses: Mapping[str, Tensor]  # detached scalars by the log's names, and the strength


class Objective:
    """Paints photos in styles at a random strength and weighs the losses of a phase.

    Random strengths and iteration counts teach the networks every setting of the controls;
    below full strength the style's target is what lies between the photo's Gram matrices and
    the painting's (after Babaeizadeh and Ghiasi, 1811.08560). Painter and judge both work on
    grids of two and four pixels; the judge is moved by a few at every step, so that a pattern
    stamped on the one gains nothing with the other.
    """

    def __init__(
        self, painter: Painter, judge: PerceptualNetwork, balance: Balance, fc_weight: float = 0.05
    ) -> None:
        self.painter = painter
        self.judge = judge
        self.balance = balance
        self.fc_weight = fc_weight

    def painted(
        self,
        photos: Tensor,
        styles: Sequence[tuple[StyleParameters, Grams]],
        phase: PhaseName,
        generator: torch.Generator,
    ) -> Judged:
        """Judge photos (N, 3, H, W), 0-1, painted in each style.

        A style comes with the Gram matrices (1, C, C) that it is painted towards.
        """
        moved = _drawn_move(generator)
        with torch.no_grad():
            photo_features = self.judge(moved(photos))
            photo_meaning = self._meaning(photos)
        strength = 1.0
        if draw(generator, 0, 1) >= _FULL_STRENGTH_SHARE:
            strength = draw(generator, 0.1, 1.0)
            styles = self._weakened(styles, gram_matrices(photo_features), strength)
        iterations = 1 + draw_index(generator, MAXIMUM_ITERATIONS)
        painted = torch.cat([self.painter(photos, s, iterations, generator) for s, _ in styles])
        grams = _side_by_side([g for _, g in styles], len(photos))
        features = self.judge(moved(painted))
        content = content_loss(features, _repeated(photo_features, len(styles)))
        likeness = style_loss(features, grams)
        variation = total_variation(painted)
        total = _TV_WEIGHT * variation
        if phase != "style":
            total = total + content
            if self.fc_weight:
                meaning = [x.repeat(len(styles), 1) for x in photo_meaning]
                total = total + self.fc_weight * fully_connected_loss(
                    self._meaning(painted), meaning
                )
        if phase != "content":
            total = total + self.balance.weight * likeness
        if phase == "joint" and strength == 1.0:
            self.balance.update(float(content.detach()))
        losses = {"content_loss": content, "style_loss": likeness, "tv_loss": variation}
        shown = {name: value.detach() for name, value in losses.items()}
        return Judged(painted, total, {**shown, "strength": torch.tensor(strength)})

    def _meaning(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        encoder = self.painter.encoder
        return encoder.fully_connected(encoder.levels(pictures)[-1])

    def _weakened(
        self,
        styles: Sequence[tuple[StyleParameters, Grams]],
        photo_grams: Grams,
        strength: float,
    ) -> list[tuple[StyleParameters, Grams]]:
        plain = self.painter.bind_plain()
        return [
            (
                mix_styles([plain, style], [1.0 - strength, strength]),
                {k: torch.lerp(photo_grams[k], g, strength) for k, g in grams.items()},
            )
            for style, grams in styles
        ]


def _drawn_move(generator: torch.Generator) -> Callable[[Tensor], Tensor]:
    """Moves pictures (N, 3, H, W) down and to the right by less than a grid, over a mirrored
    border."""
    down, right = (draw_index(generator, _GRID) for _ in range(2))
    return lambda pictures: F.pad(pictures, (right, 0, down, 0), mode="reflect")


def _repeated(activations: Mapping[str, Tensor], times: int) -> dict[str, Tensor]:
    return {k: x.repeat(times, 1, 1, 1) if times > 1 else x for k, x in activations.items()}


def _side_by_side(grams: Sequence[Grams], photos: int) -> dict[str, Tensor]:
    """Each style's Gram matrices, (1 or N, C, C), once for every photo."""
    return {name: torch.cat([g[name].expand(photos, -1, -1) for g in grams]) for name in grams[0]}
