"""Pictures painted and judged: the losses that every stage after the encoder minimises."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from fst_gui.engine.data import draw, draw_index
from fst_gui.engine.device import autocast_to
from fst_gui.engine.judging import LevelLosses, slope_of
from fst_gui.engine.losses import (
    COLOUR_WEIGHT,
    COLOURS,
    GRID_WEIGHT,
    TV_WEIGHT,
    Balance,
    StyleTargets,
    colour_loss,
    content_loss,
    fully_connected_loss,
    grid_loss,
    standardise,
    style_targets,
    total_variation,
)
from fst_gui.engine.networks.encoder import Encoder
from fst_gui.engine.networks.painter import Painter, mix_styles
from fst_gui.engine.networks.styled import StyleParameters
from fst_gui.engine.networks.vgg import CONTENT_LEVELS, PerceptualNetwork
from fst_gui.engine.settings import MAXIMUM_ITERATIONS, USUAL_ITERATIONS
from fst_gui.engine.steps import each_within
from fst_gui.engine.train.plan import PhaseName

_FULL_STRENGTH_SHARE = 0.85
# How many steps paint as often as people mostly do; the others draw one to six iterations.
_USUAL_SHARE = 0.6
_MOVES = 4  # pixels; the stride of the layers that make the strokes


@dataclass(frozen=True)
class Judged:
    """Painted pictures with what is to be minimised and what is to be shown."""

    painted: Tensor  # (styles * N, 3, H, W), style by style; differentiable, as ``beside`` is
    slope: Tensor  # the gradient in ``painted`` of what the judge minds
    beside: Tensor  # scalar: all that is minimised beside that
    total: Tensor  # scalar, detached: both
    losses: Mapping[str, Tensor]  # detached scalars by the log's names, and the strength

    def backward(self, *more: Tensor) -> Tensor:
        """Add the gradients of all that is minimised, and of some scalars more; their total."""
        beside = torch.stack([self.beside, *more]).sum()
        torch.autograd.backward([self.painted, beside], [self.slope, None])
        return self.total + (beside - self.beside).detach()


class Objective:
    """Paints photos in styles at a random strength and weighs the losses of a phase.

    Random strengths and iteration counts teach the networks every setting of the controls, the
    usual ones best. The style weighs in proportion to the iterations, wholly at the usual number:
    otherwise all of them learn the same picture.
    Below full strength the target is what lies between the photo's own and the painting's (after
    Babaeizadeh and Ghiasi, 1811.08560). Painter and judge both work on
    grids of two and four pixels; the judge is moved by a few at every step, so that a pattern
    stamped on the one gains nothing with the other. ``encoder`` tells what a picture is of (fc6
    and fc7); the painter's own does where it does not learn along.
    """

    def __init__(
        self,
        painter: Painter,
        judge: PerceptualNetwork,
        balance: Balance,
        fc_weight: float = 0.05,
        encoder: Encoder | None = None,
    ) -> None:
        self.painter = painter
        self.judge = judge
        self.encoder = encoder or painter.encoder
        self.balance = balance
        self.fc_weight = fc_weight

    def painted(
        self,
        photos: Tensor,
        styles: Sequence[tuple[StyleParameters, StyleTargets]],
        phase: PhaseName,
        generator: torch.Generator,
    ) -> Generator[None, None, Judged]:
        """Judge photos (N, 3, H, W), 0-1, painted in each style, in steps.

        A style comes with its targets, each (1, C, C).
        """
        moved = _drawn_move(generator)
        look = self.judge.in_steps(moved(photos))
        photo_features = yield from each_within(torch.no_grad, look)
        with torch.no_grad():
            photo_meaning = self.encoder.meaning(photos)
        strength = 1.0
        if draw(generator, 0, 1) >= _FULL_STRENGTH_SHARE:
            strength = draw(generator, 0.1, 1.0)
            styles = self._weakened(styles, style_targets(moved(photos), photo_features), strength)
        iterations = USUAL_ITERATIONS
        if draw(generator, 0, 1) >= _USUAL_SHARE:
            iterations = 1 + draw_index(generator, MAXIMUM_ITERATIONS)
        pictures: list[Tensor] = []
        for style, _ in styles:
            steps = self.painter.in_steps(photos, style, iterations, generator)
            pictures.append((yield from each_within(_format(self.judge, photos.device), steps)))
        painted = torch.cat(pictures).float()
        targets = _side_by_side([t for _, t in styles], len(photos))
        style_weight = 0.0
        if phase != "content":
            style_weight = iterations / USUAL_ITERATIONS * self.balance.weight
        content = _repeated(photo_features, len(styles))
        levels = LevelLosses(content, targets, float(phase != "style"), style_weight)
        slope = yield from slope_of(levels, self.judge, painted.detach(), moved)
        variation = total_variation(painted)
        beside = TV_WEIGHT * variation + GRID_WEIGHT * grid_loss(painted)
        if phase != "style" and self.fc_weight:
            meaning = [x.repeat(len(styles), 1) for x in photo_meaning]
            lost = fully_connected_loss(self.encoder.meaning(painted), meaning)
            beside = beside + self.fc_weight * lost
        if style_weight:
            colour = colour_loss(painted, targets[COLOURS])
            beside = beside + style_weight * COLOUR_WEIGHT * colour
        if phase == "joint" and strength == 1.0 and iterations == USUAL_ITERATIONS:
            self.balance.update(float(levels.content_loss))
        losses = {"content_loss": levels.content_loss, "style_loss": levels.style_loss}
        losses |= {"tv_loss": variation.detach(), "strength": torch.tensor(strength)}
        return Judged(painted, slope, beside, levels.total + beside.detach(), losses)

    def _weakened(
        self,
        styles: Sequence[tuple[StyleParameters, StyleTargets]],
        photo_targets: StyleTargets,
        strength: float,
    ) -> list[tuple[StyleParameters, StyleTargets]]:
        plain = self.painter.bind_plain()
        return [
            (
                mix_styles([plain, style], [1.0 - strength, strength]),
                {k: torch.lerp(photo_targets[k], t, strength) for k, t in targets.items()},
            )
            for style, targets in styles
        ]


def content_of(
    painter: Painter,
    judge: PerceptualNetwork,
    photos: Tensor,
    style: StyleParameters,
    generator: torch.Generator,
) -> Generator[None, None, float]:
    """The mean content loss of photos (N, 3, H, W), 0-1, painted in a style of whole weight.

    In steps, without gradients where the caller's are off.
    """
    losses: list[float] = []
    for photo in photos.split(1):
        steps = painter.in_steps(photo, style, USUAL_ITERATIONS, generator)
        painted = (yield from each_within(_format(judge, photo.device), steps)).float()
        seen = yield from judge.in_steps(painted)
        losses.append(float(content_loss(seen, (yield from judge.in_steps(photo)))))
    return sum(losses) / len(losses)


def _format(judge: PerceptualNetwork, device: torch.device) -> Callable[[], torch.autocast]:
    """What is painted in: bfloat16 on any machine where the judge is fast in it."""
    return autocast_to(device, judge.dtype)


def _drawn_move(generator: torch.Generator) -> Callable[[Tensor], Tensor]:
    """Moves pictures (N, 3, H, W) down and to the right by less than a grid, over a mirrored
    border."""
    down, right = (draw_index(generator, _MOVES) for _ in range(2))
    return lambda pictures: F.pad(pictures, (right, 0, down, 0), mode="reflect")


def _repeated(activations: Mapping[str, Tensor], times: int) -> dict[str, Tensor]:
    """What content errors compare of photos, once for every style."""
    return {name: standardise(activations[name]).repeat(times, 1, 1, 1) for name in CONTENT_LEVELS}


@contextlib.contextmanager
def all_or_nothing(generator: torch.Generator, balance: Balance) -> Generator[None]:
    """A step of a training that is left in its middle leaves nothing: it can be taken again."""
    drawn, weight = generator.get_state(), balance.weight
    try:
        yield
    except GeneratorExit:
        generator.set_state(drawn)
        balance.weight = weight
        raise


def _side_by_side(targets: Sequence[StyleTargets], photos: int) -> dict[str, Tensor]:
    """Each style's targets once for every photo, (styles * N, C, C)."""
    return {
        name: torch.cat([each[name].expand(photos, -1, -1) for each in targets])
        for name in targets[0]
    }
