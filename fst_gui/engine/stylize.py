"""Painting a photo: from pixels and a bound style to pixels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from fst_gui.engine.data import resize, scale_to_short_side
from fst_gui.engine.errors import PictureError, WeightsError
from fst_gui.engine.events import Painted, Pixels, Progress, StylizeEvent
from fst_gui.engine.networks.painter import DEFAULT_ITERATIONS, Painter, mix_styles
from fst_gui.engine.networks.style import painting_statistics
from fst_gui.engine.networks.styled import StyleParameters
from fst_gui.engine.networks.vgg import PerceptualNetwork

PAINTING_SHORT_SIDE = 512
# Larger photos are painted at this size and enlarged, so that memory stays within about 3 GB.
WORKING_PIXELS = 16_000_000


def load_painter(weights: Mapping[str, NDArray[np.generic]]) -> Painter:
    """The base network from its stored weights.

    Raises ``WeightsError`` when they belong to another network.
    """
    painter = Painter()
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
    *,
    strength: float = 1.0,
    iterations: int = DEFAULT_ITERATIONS,
) -> Iterator[StylizeEvent]:
    """Paint a photo (H, W, 3) uint8, sRGB. Ends with ``Painted``, of the photo's size.

    ``strength`` 0 leaves the photo nearly as it is, 1 is the whole style. Raises
    ``PictureError`` for settings or shapes that cannot be painted.
    """
    if pixels.ndim != 3 or pixels.shape[2] != 3 or 0 in pixels.shape:
        raise PictureError("The photo has no pixels that could be painted.")
    if not 0.0 <= strength <= 1.0:
        raise PictureError("The strength must lie between 0 and 1.")
    if iterations < 1:
        raise PictureError("At least one iteration is needed.")
    yield Progress(0.0)
    with torch.inference_mode():
        bound = mix_styles([painter.bind_plain(), style], [1.0 - strength, strength])
        painted = _paint(painter, pixels, bound, iterations)
    yield Progress(1.0)
    yield Painted(painted)


def _paint(painter: Painter, pixels: Pixels, style: StyleParameters, iterations: int) -> Pixels:
    height, width = pixels.shape[:2]
    picture = torch.from_numpy(pixels).permute(2, 0, 1).unsqueeze(0)
    picture = picture.to(torch.float32).mul_(1.0 / 255.0)
    factor = (WORKING_PIXELS / (height * width)) ** 0.5
    if factor < 1.0:
        picture = resize(picture, max(1, round(height * factor)), max(1, round(width * factor)))
    painted = painter(picture, style, iterations)
    if factor < 1.0:
        painted = resize(painted, height, width)
    levels = painted[0].clamp(0.0, 1.0).mul_(255.0).round_().to(torch.uint8)
    return np.ascontiguousarray(levels.permute(1, 2, 0).numpy())
