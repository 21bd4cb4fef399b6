"""Painting a photo: from pixels and a bound style to pixels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from fst_gui.engine.data import resize, scale_to_short_side, to_float
from fst_gui.engine.errors import PictureError, WeightsError
from fst_gui.engine.events import Painted, Pixels, Progress, StylizeEvent
from fst_gui.engine.networks.interpolation import compose
from fst_gui.engine.networks.painter import SHIPPED, Painter, PainterShape, mix_styles
from fst_gui.engine.networks.style import painting_statistics
from fst_gui.engine.networks.styled import StyleParameters
from fst_gui.engine.networks.vgg import PerceptualNetwork
from fst_gui.engine.settings import PaintSettings

Mask = NDArray[np.uint8]  # (h, w), any size; 255 paints, 0 keeps the photo

PAINTING_SHORT_SIDE = 512
# Of larger photos, the maps are painted at this size and enlarged, and the photo's own detail
# joins at full size: strokes keep their size relative to the picture, memory stays bounded.
WORKING_PIXELS = 2_100_000
_STRIP_PIXELS = 1_000_000
_DEFAULTS = PaintSettings()
_MAPS_SHARE = 0.7  # of the time, roughly, for a picture of the working size


def load_painter(
    weights: Mapping[str, NDArray[np.generic]], shape: PainterShape = SHIPPED
) -> Painter:
    """The base network from its stored weights.

    Raises ``WeightsError`` when they belong to another network.
    """
    painter = Painter(shape)
    try:
        painter.load_state_dict(
            {name: torch.from_numpy(np.array(w, np.float32)) for name, w in weights.items()}
        )
    except RuntimeError as error:
        raise WeightsError(
            "The base network does not fit this version. Install FST Studio again."
        ) from error
    return painter.eval().requires_grad_(False)


def flatten_style(style: StyleParameters) -> dict[str, NDArray[np.float16]]:
    """A bound style as float16 arrays by ``layer.tensor``, as a style pack keeps it."""
    return {
        f"{layer}.{name}": tensor.detach().cpu().numpy().astype(np.float16)
        for layer, tensors in style.items()
        for name, tensor in tensors.items()
    }


def unflatten_style(
    arrays: Mapping[str, NDArray[np.generic]], painter: Painter
) -> dict[str, dict[str, Tensor]]:
    """A style pack's arrays as a bound style.

    Raises ``WeightsError`` when names or shapes are not those of the painter.
    """
    wanted = painter.bind_plain()
    style: dict[str, dict[str, Tensor]] = {}
    for layer, tensors in wanted.items():
        style[layer] = {}
        for name, tensor in tensors.items():
            array = arrays.get(f"{layer}.{name}")
            if array is None or array.shape != tuple(tensor.shape):
                raise WeightsError(
                    "This style was made for another version of the base network. Train it again."
                )
            style[layer][name] = torch.from_numpy(np.array(array, np.float32))
    return style


@torch.inference_mode()
def read_painting(
    painter: Painter, judge: PerceptualNetwork, pixels: Pixels
) -> dict[str, dict[str, Tensor]]:
    """Bind any painting (H, W, 3) as a style, without training."""
    picture = scale_to_short_side(torch.from_numpy(pixels), PAINTING_SHORT_SIDE)
    return painter.bind_painting(picture, painting_statistics(judge(picture)))


def stylize(
    painter: Painter,
    pixels: Pixels,
    style: StyleParameters,
    settings: PaintSettings = _DEFAULTS,
    mask: Mask | None = None,
    plain: StyleParameters | None = None,
) -> Iterator[StylizeEvent]:
    """Paint a photo (H, W, 3) uint8, sRGB. Ends with ``Painted``, of the photo's size.

    Where ``mask`` is 0 the photo stays to the level. ``plain`` is what ``painter.bind_plain``
    gives, for callers that keep it. Raises ``PictureError`` for shapes that cannot be painted.
    """
    if pixels.ndim != 3 or pixels.shape[2] != 3 or 0 in pixels.shape:
        raise PictureError("The photo has no pixels that could be painted.")
    if mask is not None and (mask.ndim != 2 or 0 in mask.shape):
        raise PictureError("The mask has no pixels.")
    yield Progress(0.0)
    with torch.inference_mode():
        strength = settings.strength
        if strength < 1.0:
            plain = painter.bind_plain() if plain is None else plain
            style = mix_styles([plain, style], [1.0 - strength, strength])
        small = _working_size(pixels)
        noise = torch.Generator().manual_seed(settings.seed)
        maps, affine = painter.paint_maps(small, style, settings.iterations, noise)
    yield Progress(_MAPS_SHARE)
    painted = np.empty(pixels.shape, np.uint8)
    rows = max(1, _STRIP_PIXELS // pixels.shape[1])
    for top in range(0, pixels.shape[0], rows):
        bottom = min(top + rows, pixels.shape[0])
        with torch.inference_mode():
            strip = _compose_strip(pixels, maps, affine, top, bottom)
            if mask is not None:
                strip = _masked_strip(pixels, strip, mask, top, bottom)
        painted[top:bottom] = strip
        yield Progress(_MAPS_SHARE + (1.0 - _MAPS_SHARE) * bottom / pixels.shape[0])
    yield Painted(painted)


def mix_shares(shares: Sequence[tuple[StyleParameters, float]]) -> StyleParameters:
    """Bound styles as one, by weights that need not add up to 1.

    Raises ``PictureError`` when no style has a weight or one is negative.
    """
    weights = [weight for _, weight in shares]
    total = sum(weights)
    if not all(weight >= 0.0 for weight in weights) or not 0.0 < total < float("inf"):
        raise PictureError("Styles are mixed by weights of which at least one is more than 0.")
    used = [(style, weight / total) for style, weight in shares if weight > 0.0]
    if len(used) == 1:
        return used[0][0]
    with torch.inference_mode():
        return mix_styles([style for style, _ in used], [weight for _, weight in used])


def _working_size(pixels: Pixels) -> Tensor:
    """The photo as (1, 3, h, w), 0-1, of at most ``WORKING_PIXELS``."""
    height, width = pixels.shape[:2]
    factor = (WORKING_PIXELS / (height * width)) ** 0.5
    if factor >= 1.0:
        return to_float(torch.from_numpy(pixels))
    # Whole-number thinning first: the rest of the way is antialiased over few pixels.
    step = max(1, int(0.5 / factor))
    thinned = to_float(torch.from_numpy(np.ascontiguousarray(pixels[::step, ::step])))
    return resize(thinned, max(1, round(height * factor)), max(1, round(width * factor)))


def _compose_strip(
    pixels: Pixels, maps: Tensor, affine: tuple[Tensor, Tensor], top: int, bottom: int
) -> Pixels:
    """Rows ``top`` to ``bottom`` of the painted picture, from maps of any size."""
    height, width = pixels.shape[:2]
    photo = to_float(torch.from_numpy(pixels[top:bottom]))
    if maps.shape[-2:] == (height, width):
        part = maps[..., top:bottom, :]
    else:
        y = (torch.arange(top, bottom) + 0.5) * (2.0 / height) - 1.0
        x = (torch.arange(width) + 0.5) * (2.0 / width) - 1.0
        grid = torch.stack(torch.meshgrid(y, x, indexing="ij")[::-1], -1).unsqueeze(0)
        part = F.grid_sample(maps, grid, padding_mode="border", align_corners=False)
    gain, offset = affine
    painted = compose(part, photo * gain + offset)[0]
    levels = painted.clamp_(0.0, 1.0).mul_(255.0).round_().to(torch.uint8)
    return levels.permute(1, 2, 0).numpy()


def _masked_strip(photo: Pixels, strip: Pixels, mask: Mask, top: int, bottom: int) -> Pixels:
    height, width = photo.shape[:2]
    y = (torch.arange(top, bottom) + 0.5) * (2.0 / height) - 1.0
    x = (torch.arange(width) + 0.5) * (2.0 / width) - 1.0
    grid = torch.stack(torch.meshgrid(y, x, indexing="ij")[::-1], -1).unsqueeze(0)
    levels = torch.from_numpy(np.array(mask, np.float32))[None, None] / 255.0
    share = F.grid_sample(levels, grid, padding_mode="border", align_corners=False)[0, 0, ..., None]
    mixed = photo[top:bottom] + share.numpy() * (strip - photo[top:bottom].astype(np.float32))
    return np.rint(mixed).astype(np.uint8)
