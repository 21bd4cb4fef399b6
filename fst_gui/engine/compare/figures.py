"""The figures that pictures are judged by. Lower C and S are better; report both.

C and S are the losses of the same names on whole pictures, judged by VGG19 with max pooling in
float32. The others say what no likeness tells: whether the photo is still there, and whether
the network left its own traces.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from fst_gui.engine.compare.structure import border, checkerboard, edges_kept, ssim
from fst_gui.engine.data import resize, scale_to_short_side, to_float
from fst_gui.engine.events import Pixels
from fst_gui.engine.losses import content_loss, gram_matrices, style_loss
from fst_gui.engine.networks.vgg import PerceptualNetwork
from fst_gui.engine.settings import PAINTING_SHORT_SIDE

JUDGED_SIZE = (768, 512)  # long and short side that photos are judged at, at most
_LEAST_SIDE = 32  # VGG19's deepest levels have to see two pixels to tell contents apart


@dataclass(frozen=True)
class Figures:
    """One painted photo beside its photo and its painting."""

    content: float  # C, 0 for the photo itself
    style: float  # S, 0 for a picture with the painting's Gram matrices
    photo_style: float  # S of the unpainted photo, the baseline
    ssim: float  # structural similarity to the photo, 1 for the photo itself
    edges: float  # how far the photo's edges are still edges, 1 for the photo itself
    checkerboard: float  # peak of a grid in the spectrum, about 1 without one
    border: float  # how much the border's level differs, in levels of 255


class PaintingTarget:
    """A painting (H, W, 3) uint8 at the short side it is judged at."""

    def __init__(self, judge: PerceptualNetwork, painting: Pixels) -> None:
        with torch.inference_mode():
            picture = scale_to_short_side(torch.from_numpy(painting), PAINTING_SHORT_SIDE)
            self.grams = gram_matrices(judge(picture))


def judged_photo(photo: Pixels) -> Tensor:
    """The photo as (1, 3, h, w) within the judged size, enlarged only to the least."""
    height, width = photo.shape[:2]
    long_side, short_side = JUDGED_SIZE
    factor = min(1.0, long_side / max(height, width), short_side / min(height, width))
    judged = (max(round(side * factor), _LEAST_SIDE) for side in (height, width))
    return resize(to_float(torch.from_numpy(photo)), *judged)


@torch.inference_mode()
def compare(
    judge: PerceptualNetwork, painted: Tensor, photo: Tensor, target: PaintingTarget
) -> Figures:
    """Judge a painted picture; both (1, 3, h, w), sRGB, 0-1, of the same size."""
    painted = painted.clamp(0.0, 1.0)
    photo_features, features = judge(photo), judge(painted)
    return Figures(
        content=float(content_loss(features, photo_features)),
        style=float(style_loss(features, target.grams)),
        photo_style=float(style_loss(photo_features, target.grams)),
        ssim=ssim(painted, photo),
        edges=edges_kept(painted, photo),
        checkerboard=checkerboard(painted),
        border=border(painted, photo),
    )
