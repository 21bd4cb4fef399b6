"""One picture painted and judged: the losses that every stage after the encoder minimises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from fst_gui.engine.data import draw, draw_index
from fst_gui.engine.losses import (
    Balance,
    content_loss,
    gram_matrices,
    range_penalty,
    style_loss,
    total_variation,
)
from fst_gui.engine.networks.painter import Painter, mix_styles
from fst_gui.engine.networks.styled import StyleParameters
from fst_gui.engine.networks.vgg import PerceptualNetwork
from fst_gui.engine.train.plan import PhaseName

MAXIMUM_ITERATIONS = 3
_TV_WEIGHT = 0.1
_RANGE_WEIGHT = 1.0
_FULL_STRENGTH_SHARE = 0.75


@dataclass(frozen=True)
class Judged:
    """A painted batch with what is to be minimised and what is to be shown."""

    painted: Tensor  # (N, 3, H, W)
    total: Tensor  # scalar, differentiable
    losses: Mapping[str, Tensor]  # detached scalars by the log's names, and the strength


class Objective:
    """Paints photos in a style at a random strength and weighs the losses of a phase.

    Random strengths and iteration counts teach the networks every setting of the controls;
    below full strength the style's target is what lies between the photo's Gram matrices and
    the painting's (after Babaeizadeh and Ghiasi, 1811.08560).
    """

    def __init__(self, painter: Painter, judge: PerceptualNetwork, balance: Balance) -> None:
        self.painter = painter
        self.judge = judge
        self.balance = balance

    def painted(
        self,
        photos: Tensor,
        style: StyleParameters,
        grams: Mapping[str, Tensor],
        phase: PhaseName,
        generator: torch.Generator,
    ) -> Judged:
        """Judge photos (N, 3, H, W), 0-1, painted towards Gram matrices (1, C, C)."""
        with torch.no_grad():
            photo_features = self.judge(photos)
        strength = 1.0
        if draw(generator, 0, 1) >= _FULL_STRENGTH_SHARE:
            strength = draw(generator, 0.1, 1.0)
            style = mix_styles([self.painter.bind_plain(), style], [1.0 - strength, strength])
            photo_grams = gram_matrices(photo_features)
            grams = {k: torch.lerp(photo_grams[k], g, strength) for k, g in grams.items()}
        iterations = 1 + draw_index(generator, MAXIMUM_ITERATIONS)
        painted = self.painter(photos, style, iterations)
        features = self.judge(painted)
        content = content_loss(features, photo_features)
        likeness = style_loss(features, grams)
        variation = total_variation(painted)
        total = _TV_WEIGHT * variation + _RANGE_WEIGHT * range_penalty(painted)
        if phase == "content":
            total = total + content
        elif phase == "style":
            total = total + self.balance.weight * likeness
        else:
            total = total + content + self.balance.weight * likeness
            if strength == 1.0:
                self.balance.update(float(content.detach()))
        losses = {"content_loss": content, "style_loss": likeness, "tv_loss": variation}
        shown = {name: value.detach() for name, value in losses.items()}
        return Judged(painted, total, {**shown, "strength": torch.tensor(strength)})
