"""Painting a photo: from pixels and a bound style to pixels."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from fst_gui.engine.data import scale_to_short_side
from fst_gui.engine.device import step_anywhere
from fst_gui.engine.errors import PictureError, WeightsError
from fst_gui.engine.events import Painted, Pixels, Progress, StylizeEvent
from fst_gui.engine.losses import style_targets
from fst_gui.engine.maps import (
    Mask,
    PaintedMaps,
    PaintedPicture,
    check_mask,
    paint_strengths,
)
from fst_gui.engine.networks.painter import SHIPPED, Painter, PainterShape, mix_styles
from fst_gui.engine.networks.style import painting_statistics
from fst_gui.engine.networks.styled import StyleParameters, style_on
from fst_gui.engine.networks.vgg import PerceptualNetwork
from fst_gui.engine.overpainting import LAYER_EFFORT, Overpainted, Overpainter
from fst_gui.engine.settings import PAINTING_SHORT_SIDE, PaintSettings, working_shape
from fst_gui.engine.sitter import Sitter, Sitters
from fst_gui.engine.steps import at_once, each_within
from fst_gui.engine.working import WorkingPicture

# Composed at a time: what the processor keeps at hand, and a cancel waits a moment only.
STRIP_PIXELS = 240_000
_DEFAULTS = PaintSettings()
# Time for a pixel of the maps over that for a pixel composed, for an even progress.
_MAPS_EFFORT = 12.0


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
            if array is None and name.startswith("tone_"):
                array = np.zeros(tuple(tensor.shape), np.float32)  # from before there was one
            if array is None or array.shape != tuple(tensor.shape):
                raise WeightsError(
                    "This style was made for another version of the base network. Train it again."
                )
            style[layer][name] = torch.from_numpy(np.array(array, np.float32))
    return style


class PaintingRead(NamedTuple):
    """A painting as a bound style, and what it asks of pictures that are painted over."""

    style: dict[str, dict[str, Tensor]]
    targets: dict[str, Tensor]


def reading_painting(
    painter: Painter, judge: PerceptualNetwork, pixels: Pixels
) -> Generator[None, None, PaintingRead]:
    """Read any painting (H, W, 3), without training, in steps; what comes is on the processor."""
    picture = scale_to_short_side(torch.from_numpy(pixels), PAINTING_SHORT_SIDE)

    def read() -> Generator[None, None, PaintingRead]:
        there = picture.to(painter.device)
        seen = yield from each_within(torch.inference_mode, judge.in_steps(there))
        with torch.inference_mode():
            style = painter.bind_painting(there, painting_statistics(seen))
            targets = style_targets(there, seen)
            here = torch.device("cpu")
            return PaintingRead(
                style_on(style, here), {name: each.to(here) for name, each in targets.items()}
            )

    return (yield from step_anywhere(read, painter, judge))


def read_painting(
    painter: Painter, judge: PerceptualNetwork, pixels: Pixels
) -> dict[str, dict[str, Tensor]]:
    """The style alone, at once."""
    return at_once(reading_painting(painter, judge, pixels)).style


def stylize(
    painter: Painter,
    pixels: Pixels,
    style: StyleParameters,
    settings: PaintSettings = _DEFAULTS,
    mask: Mask | None = None,
    plain: StyleParameters | None = None,
    sitters: Sitters | None = None,
    overpainter: Overpainter | None = None,
    shown: Pixels | None = None,
) -> Iterator[StylizeEvent]:
    """Paint a photo (H, W, 3) uint8, sRGB. Ends with ``Painted``, of the photo's size.

    Where ``mask`` is 0 the photo stays to the level. ``plain`` is what ``maps.plain_style``
    gives, and ``sitters`` hold the photos painted last, for callers that keep them. With an
    ``overpainter`` a ``Painted`` comes before the first layer that is not kept and after each.
    ``shown`` is a smaller copy of the photo: the very same strokes, in its size. Raises
    ``PictureError`` for shapes that cannot be painted.
    """
    if pixels.ndim != 3 or pixels.shape[2] != 3 or 0 in pixels.shape:
        raise PictureError("The photo has no pixels that could be painted.")
    check_mask(mask)
    yield Progress(0.0)
    shown = pixels if shown is None else shown
    height, width = pixels.shape[:2]
    shape = working_shape(height, width, settings.stroke_size)
    layers = 0 if overpainter is None else settings.layers
    composed = shown.shape[0] * shown.shape[1] / (shape[0] * shape[1])
    efforts = [_MAPS_EFFORT, layers * LAYER_EFFORT]
    maps_share, layers_share = (effort / (sum(efforts) + composed) for effort in efforts)
    compose_share = 1.0 - maps_share - layers_share
    sitters = sitters or Sitters()
    sitter = sitters.find(pixels, shape)
    if sitter is None:
        sitter = sitters.seat(pixels, shape, (yield from _reduced(pixels, shape)))
    strengths = yield from paint_strengths(painter, sitter, style, settings, mask, plain)
    yield Progress(maps_share)
    done, share = maps_share, compose_share
    for event in _over(overpainter, strengths, sitter, layers):
        if isinstance(event, Overpainted):
            painted = yield from _composed(shown, event.strengths, mask, done, share)
            yield Painted(painted, event.layers)
            share = 0.0
        else:
            done = maps_share + compose_share + layers_share * event
            yield Progress(done)


def _over(
    overpainter: Overpainter | None, strengths: Sequence[PaintedMaps], sitter: Sitter, layers: int
) -> Iterator[float | Overpainted]:
    """What is painted, and over it as many layers as there shall be."""
    if overpainter is None or not layers:
        return iter([Overpainted(0, strengths)])
    return overpainter.layers(strengths, sitter, layers)


def _composed(
    pixels: Pixels, strengths: Sequence[PaintedMaps], mask: Mask | None, done: float, share: float
) -> Generator[Progress, None, Pixels]:
    """The picture of painted maps; ``done`` before and ``share`` more behind it."""
    height, width = pixels.shape[:2]
    picture = PaintedPicture(strengths, height, width, mask)
    painted = np.empty(pixels.shape, np.uint8)
    for top, bottom in _strips(height, width):
        painted[top:bottom] = picture.strip(pixels[top:bottom], top)
        yield Progress(done + share * bottom / height)
    return painted


def _reduced(pixels: Pixels, shape: tuple[int, int]) -> Generator[Progress, None, Tensor]:
    """A photo's working picture (1, 3, h, w)."""
    height, width = pixels.shape[:2]
    working = WorkingPicture((height, width), shape)
    for top, bottom in _strips(height, width):
        working.add(pixels[top:bottom])
        yield Progress(0.0)
    return working.picture()


def _strips(height: int, width: int) -> Iterator[tuple[int, int]]:
    """First and last row of the strips that a picture is worked on in."""
    rows = max(1, STRIP_PIXELS // width)
    for top in range(0, height, rows):
        yield top, min(top + rows, height)


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
