"""Training pictures: patches of photos and views of paintings.

All randomness comes from the generator that is handed in, so a run can be repeated and resumed.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from fst_gui.engine.errors import TrainingError


def draw(generator: torch.Generator, low: float, high: float) -> float:
    """One number, uniform in [low, high)."""
    return low + (high - low) * float(torch.rand((), generator=generator))


def draw_index(generator: torch.Generator, count: int) -> int:
    """One index below ``count``."""
    return int(torch.randint(count, (), generator=generator))


def to_float(picture: Tensor) -> Tensor:
    """(H, W, 3) uint8 to (1, 3, H, W) float, 0-1."""
    return picture.permute(2, 0, 1).unsqueeze(0).float() / 255.0


def resize(picture: Tensor, height: int, width: int) -> Tensor:
    """(N, 3, H, W) to the given size, antialiased when it shrinks."""
    return F.interpolate(
        picture, (height, width), mode="bilinear", align_corners=False, antialias=True
    )


def random_patch(
    picture: Tensor, size: int, short_side: tuple[float, float], generator: torch.Generator
) -> Tensor:
    """A random square patch (1, 3, size, size) of a picture (H, W, 3) uint8.

    The picture is taken as if scaled to a random short side in pixels, but only the patch is
    scaled; it is mirrored half of the time.
    """
    height, width = picture.shape[:2]
    shortest = min(height, width)
    wanted = max(draw(generator, *short_side), size)
    side = min(max(round(size * shortest / wanted), 4), shortest)
    top = draw_index(generator, height - side + 1)
    left = draw_index(generator, width - side + 1)
    patch = resize(to_float(picture[top : top + side, left : left + side]), size, size)
    return patch.flip(3) if draw(generator, 0, 1) < 0.5 else patch


def vary_colour(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """Random gamma, saturation and channel gains; (N, 3, H, W), 0-1."""
    gamma = 2.0 ** draw(generator, -0.5, 0.5)
    saturation = draw(generator, 0.3, 1.5)
    gains = 1.0 + 0.15 * (torch.rand(3, generator=generator) - 0.5).view(1, 3, 1, 1)
    gains = gains.to(pictures.device)
    grey = pictures.mean(1, keepdim=True)
    varied = (grey + (pictures - grey) * saturation) * gains
    return varied.clamp(0.0, 1.0) ** gamma


def merge_patches(patches: Sequence[Tensor]) -> Tensor:
    """Four patches (1, 3, s, s) to one training picture (1, 3, 2s, 2s)."""
    top = torch.cat(list(patches[:2]), 3)
    bottom = torch.cat(list(patches[2:4]), 3)
    return torch.cat([top, bottom], 2)


class PhotoSource:
    """Batches of training pictures cut from photos (H, W, 3) uint8."""

    MERGED_SHARE = 0.2

    def __init__(self, photos: Sequence[Tensor], size: int) -> None:
        if not photos:
            raise TrainingError("There are no photos to learn on. Choose a folder with pictures.")
        if size % 16:
            raise ValueError("the size of training pictures must divide by 16")
        self.photos = list(photos)
        self.size = size

    def _patch(self, size: int, generator: torch.Generator) -> Tensor:
        photo = self.photos[draw_index(generator, len(self.photos))]
        return random_patch(photo, size, (256.0, 512.0), generator)

    def batch(self, count: int, generator: torch.Generator) -> Tensor:
        """(count, 3, size, size), sRGB, 0-1. Some are merged from patches of four photos."""
        pictures: list[Tensor] = []
        for _ in range(count):
            if draw(generator, 0, 1) < self.MERGED_SHARE:
                patches = [self._patch(self.size // 2, generator) for _ in range(4)]
                pictures.append(merge_patches(patches))
            else:
                pictures.append(self._patch(self.size, generator))
        return torch.cat(pictures)


def painting_view(painting: Tensor, size: int, generator: torch.Generator) -> Tensor:
    """A random square view (1, 3, size, size) of a painting (H, W, 3) uint8 to learn from."""
    view = random_patch(painting, size, (float(size), 512.0), generator)
    return vary_colour(view, generator) if draw(generator, 0, 1) < 0.3 else view


def scale_to_short_side(picture: Tensor, short_side: int) -> Tensor:
    """(H, W, 3) uint8 to (1, 3, h, w) with the shorter side as given.

    Only sides of less than 16 pixels are enlarged, for VGG19 to see them.
    """
    height, width = picture.shape[:2]
    factor = min(short_side / min(height, width), 1.0)
    return resize(
        to_float(picture), max(round(height * factor), 16), max(round(width * factor), 16)
    )
