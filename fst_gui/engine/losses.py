"""The losses. All are relative to their target, so one balance suits every painting.

Content and style follow Gatys et al. (1508.06576, section 2) with the normalisation that
``compare`` measures by; the adversarial pair is that of Goodfellow et al. (1406.2661, section 3)
with the generator's non-saturating form.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.autograd.function import BackwardCFunction, FunctionCtx

from fst_gui.engine.grid import grid_peaks
from fst_gui.engine.networks.vgg import CONTENT_LEVELS, STYLE_LEVELS
from fst_gui.engine.settings import USUAL_CONTENT, USUAL_STYLE_WEIGHT

# What is minimised beside content and style, and beside the style for ``COLOUR_WEIGHT``.
TV_WEIGHT = 0.1
GRID_WEIGHT = 0.06
COLOUR_WEIGHT = 0.3

Activations = Mapping[str, Tensor]
StyleTargets = Mapping[str, Tensor]  # what ``style_targets`` makes of a painting
COLOURS = "colours"  # beside the levels' names in a style's targets
_OPPONENT = ((0.299, 0.587, 0.114), (2.0, -1.0, -1.0), (0.0, 2.0, -2.0))


class _Products(torch.autograd.Function):
    """(N, places, C) to (N, C, C), its transpose times itself.

    Both factors are the same, so one product gives the gradient: by itself it would be two, each
    as large as the activation, and their sum.
    """

    @staticmethod
    def forward(ctx: FunctionCtx, flat: Tensor) -> Tensor:
        ctx.save_for_backward(flat)
        # Of one picture ``matmul`` would copy the transpose: ten times the time.
        return torch.bmm(flat.transpose(1, 2), flat)

    @staticmethod
    def backward(ctx: BackwardCFunction, *gradients: Tensor) -> Tensor:
        (flat,) = ctx.saved_tensors
        (products,) = gradients
        return torch.bmm(flat, products + products.transpose(1, 2))


def gram_matrix(activation: Tensor) -> Tensor:
    """(N, C, H, W) to (N, C, C): how the channels vary together, averaged over the places.

    Activations in half precision are multiplied in it; the matrix is float32. Channels that
    come last are taken as they lie.
    """
    n, c, h, w = activation.shape
    flat = activation.permute(0, 2, 3, 1).reshape(n, h * w, c)
    return _Products.apply(flat).float() / (h * w)


def gram_matrices(activations: Activations) -> dict[str, Tensor]:
    """The Gram matrix of every style level."""
    return {name: gram_matrix(activations[name]) for name in STYLE_LEVELS}


def colour_moments(pictures: Tensor) -> Tensor:
    """(N, 3, H, W), sRGB, 0-1, to (N, 4, 4): means and products of luminance and two differences.

    The differences are red to green and blue, and green to blue, twice as large as luminance
    has them: the Gram matrix of relu1_1 hardly sees them beside light and dark.
    """
    mixing = torch.tensor(_OPPONENT).to(pictures.device)
    opponent = torch.einsum("kc,nchw->nkhw", mixing, pictures - 0.5)
    return gram_matrix(F.pad(opponent, (0, 0, 0, 0, 1, 0), value=0.5))


def style_targets(pictures: Tensor, activations: Activations) -> dict[str, Tensor]:
    """What pictures are painted towards: Gram matrices by level, and the moments of colour."""
    return {**gram_matrices(activations), COLOURS: colour_moments(pictures)}


def standardise(activation: Tensor) -> Tensor:
    """Each channel of each picture to mean 0 and variance 1: content without its colours."""
    return F.instance_norm(activation.float(), eps=1e-5)


def content_loss(painted: Activations, photo: Activations) -> Tensor:
    """C of the project's measure: mean over relu4_1 and relu5_1 of a relative square error.

    |IN(F(painted)) - IN(F(photo))|^2 / |IN(F(photo))|^2, averaged over the pictures. 0 for the
    photo itself, 2 for an unrelated picture.
    """
    errors = [content_error(painted[name], standardise(photo[name])) for name in CONTENT_LEVELS]
    return torch.stack(errors).mean()


def content_error(painted: Tensor, photo: Tensor) -> Tensor:
    """One level of it, (N, C, H, W); the photo's activations standardised."""
    error = (standardise(painted) - photo).square().flatten(1).sum(1)
    return (error / photo.square().flatten(1).sum(1).clamp_min(1e-8)).mean()


def fully_connected_loss(painted: Sequence[Tensor], photo: Sequence[Tensor]) -> Tensor:
    """Relative square error of fc6 and fc7, each (N, FC_WIDTH): what the picture is of."""
    errors: list[Tensor] = []
    for got, target in zip(painted, photo, strict=True):
        error = (got - target).square().sum(1)
        errors.append((error / target.square().sum(1).clamp_min(1e-8)).mean())
    return torch.stack(errors).mean()


def style_loss(painted: Activations, grams: Mapping[str, Tensor]) -> Tensor:
    """S of the project's measure: mean over relu1_1 to relu5_1 of |G - G_style| / |G_style|.

    ``grams`` hold the painting's Gram matrices (1 or N, C, C). Frobenius norms.
    """
    errors = [style_error(painted[name], grams[name]) for name in STYLE_LEVELS]
    return torch.stack(errors).mean()


def style_error(painted: Tensor, gram: Tensor) -> Tensor:
    """One level of it: activations (N, C, H, W) and the Gram matrix wanted (1 or N, C, C)."""
    error = torch.linalg.matrix_norm(gram_matrix(painted) - gram)
    return (error / torch.linalg.matrix_norm(gram).clamp_min(1e-8)).mean()


def colour_loss(pictures: Tensor, moments: Tensor) -> Tensor:
    """Relative error of the moments of colour, (1 or N, 4, 4); not a part of S.

    Without it a training soon finds two colours that the Gram matrices are content with.
    """
    error = torch.linalg.matrix_norm(colour_moments(pictures) - moments)
    return (error / torch.linalg.matrix_norm(moments).clamp_min(1e-8)).mean()


def total_variation(pictures: Tensor) -> Tensor:
    """Mean absolute difference of neighbouring pixels; (N, 3, H, W), 0-1."""
    across = (pictures[..., :, 1:] - pictures[..., :, :-1]).abs().mean()
    down = (pictures[..., 1:, :] - pictures[..., :-1, :]).abs().mean()
    return across + down


def grid_loss(pictures: Tensor) -> Tensor:
    """How far grids of 2, 4 and 8 pixels stand out of pictures (N, 3, H, W), about 0.6 by chance.

    In logarithms, since a faint grid that goes on over a whole sky is seen as well as a strong
    one. The style loss rewards grids: they are the cheapest texture there is.
    """
    return grid_peaks(pictures).log1p().mean()


def discriminator_loss(real_logits: Tensor, generated_logits: Tensor) -> Tensor:
    """L_D = -1/2 [log D(real) + log(1 - D(generated))], from logits."""
    return 0.5 * (F.softplus(-real_logits).mean() + F.softplus(generated_logits).mean())


def generator_loss(generated_logits: Tensor) -> Tensor:
    """L_G = -log D(generated), from logits."""
    return F.softplus(-generated_logits).mean()


@dataclass
class Balance:
    """Weighs style against content so that the content loss settles at a target.

    A pale drawing and a loud abstraction need very different weights for the same likeness to
    the photo; so the weight is found while training: it grows while the photo is kept better
    than asked and shrinks while it is kept worse, by ``rate`` times the difference a step.

    Some paintings move the photo further than others before anything is lost. ``shift`` is how
    much further than the usual one, so that a target asks as much of each.
    """

    content_target: float = USUAL_CONTENT
    weight: float = USUAL_STYLE_WEIGHT
    rate: float = 0.01
    lowest: float = 0.7
    highest: float = 30.0
    shift: float = 0.0

    @property
    def aim(self) -> float:
        """The content loss to settle at with this painting."""
        return self.content_target + self.shift

    def update(self, content: float) -> None:
        """Note one step's content loss."""
        if math.isfinite(content):
            factor = math.exp(self.rate * (self.aim - content))
            self.weight = min(max(self.weight * factor, self.lowest), self.highest)
