"""What VGG19 minds in painted pictures, and where it would have them go.

One convolution there or back at a time: all of them at once keep whoever waits for some seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping

import torch
from torch import Tensor

from fst_gui.engine.device import hand_back_memory, is_large
from fst_gui.engine.losses import StyleTargets, content_error, style_error
from fst_gui.engine.networks.vgg import CONTENT_LEVELS, STYLE_LEVELS, PerceptualNetwork


class LevelLosses:
    """Content and style of pictures, level by level, each with a weight.

    ``content`` are the photos' standardised activations (N, C, h, w) and ``targets`` the Gram
    matrices (1 or N, C, C), by level. ``content_loss`` and ``style_loss`` are what the levels
    asked so far come to, as ``losses`` has them, detached.
    """

    def __init__(
        self,
        content: Mapping[str, Tensor],
        targets: StyleTargets,
        content_weight: float,
        style_weight: float,
    ) -> None:
        self._content, self._targets = content, targets
        self._content_weight, self._style_weight = content_weight, style_weight
        self.content_loss = self.style_loss = torch.zeros(())

    @property
    def total(self) -> Tensor:
        """What is minimised of them, detached."""
        return self._content_weight * self.content_loss + self._style_weight * self.style_loss

    def at(self, level: str, activation: Tensor) -> Tensor | None:
        """A level's part of what is to be minimised, if it has one; differentiable."""
        place, parts = activation.device, list[Tensor]()
        if level in STYLE_LEVELS:
            style = style_error(activation, self._targets[level].to(place)) / len(STYLE_LEVELS)
            self.style_loss = self.style_loss.to(place) + style.detach()
            if self._style_weight:
                parts.append(self._style_weight * style)
        if level in CONTENT_LEVELS:
            photo = self._content[level].to(place)
            content = content_error(activation, photo) / len(CONTENT_LEVELS)
            self.content_loss = self.content_loss.to(place) + content.detach()
            if self._content_weight:
                parts.append(self._content_weight * content)
        return torch.stack(parts).sum() if parts else None


def slope_of(
    losses: LevelLosses,
    judge: PerceptualNetwork,
    pictures: Tensor,
    entering: Callable[[Tensor], Tensor],
) -> Generator[None, None, Tensor]:
    """The gradient of the losses in pictures (N, 3, H, W), of which VGG19 sees what ``entering``
    makes."""
    trail: list[tuple[str, Tensor, Tensor, Tensor]] = []
    activation = pictures.detach().requires_grad_()
    for level, respond in judge.layers():
        entry = activation
        response = respond(entry if trail else entering(entry))
        # Rectified here and not by autograd, whose way back makes a new tensor each time: the
        # largest of them are fetched from the system page by page.
        activation = response.detach().relu_().requires_grad_()
        trail.append((level, entry, response, activation))
        yield
    slope: Tensor | None = None
    handed_back = False
    while trail:
        level, entry, response, activation = trail.pop()
        if is_large(activation) and not handed_back:
            # None of what the deeper levels left behind is used again where the most is needed.
            hand_back_memory()
            handed_back = True
        loss = losses.at(level, activation)
        if loss is not None:
            (part,) = torch.autograd.grad(loss, [activation])
            slope = part if slope is None else slope.add_(part)
        if slope is not None:
            slope.masked_fill_(activation <= 0.0, 0.0)
            (slope,) = torch.autograd.grad(response, [entry], slope)
        yield
    return torch.zeros_like(pictures) if slope is None else slope
