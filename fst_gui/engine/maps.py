"""From a working picture to painted maps, and from the maps to any part of a picture.

The maps are painted once, small. A picture of any size is then composed in strips of rows from
the enlarged maps and, below full strength, the photo; how it is cut does not show.
"""

from __future__ import annotations

import functools
from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from fst_gui.engine.colours import FittedColours, fit_colours
from fst_gui.engine.device import autocast_to, painting_dtype, run_anywhere, step_anywhere
from fst_gui.engine.enlarging import LINEAR, Enlarged, EnlargedPaint, not_larger
from fst_gui.engine.errors import PictureError
from fst_gui.engine.events import Progress
from fst_gui.engine.networks.interpolation import PhotoPart, as_picture, with_photo
from fst_gui.engine.networks.painter import Painter, finish, mix_styles
from fst_gui.engine.networks.styled import StyleParameters, style_on
from fst_gui.engine.networks.tone import ColourMap, thinned
from fst_gui.engine.settings import PaintSettings
from fst_gui.engine.sitter import Sitter
from fst_gui.engine.steps import each_within, telling
from fst_gui.engine.working import Rows

Mask = NDArray[np.uint8]  # (h, w), any size; 255 paints, 0 keeps the photo, between is soft


@dataclass(frozen=True)
class PaintedMaps:
    """What one style made of one picture: maps (1, 3, h, w) and what is done with them."""

    maps: Tensor
    part: PhotoPart
    colours: FittedColours
    tone: ColourMap | None = None  # towards the painting's colours, whichever were asked for


def check_mask(mask: Mask | None) -> None:
    """Raises ``PictureError`` for a mask that covers nothing."""
    if mask is not None and (mask.ndim != 2 or 0 in mask.shape):
        raise PictureError("The mask has no pixels.")


def paint_maps(
    painter: Painter, sitter: Sitter, style: StyleParameters, settings: PaintSettings
) -> Generator[None, None, PaintedMaps]:
    """Paint a working picture in a bound style, in steps.

    The networks run where the painter is, or on the processor when the memory there is too
    small: a smaller working picture would do with less, but it would have other strokes.
    Style and maps are on the processor.
    """
    maps, part = yield from step_anywhere(lambda: _run(painter, sitter, style, settings), painter)
    done = finish(maps, sitter.working, part, style)
    fitted = fit_colours(settings.colours, done.painted, thinned(sitter.working), done.tone)
    return PaintedMaps(done.colours, part, fitted, done.tone)


def _run(
    painter: Painter, sitter: Sitter, style: StyleParameters, settings: PaintSettings
) -> Generator[None, None, tuple[Tensor, PhotoPart]]:
    """Maps and the photo's part, in float32 on the processor.

    The convolutions run in the device's half precision; that changes a pixel by a fifth of a
    level of 255 on average and by 12 at most (24 styles). A style that leaves float16's
    range is run in float32; bfloat16 has that of float32.
    """
    device = painter.device
    style = style_on(style, device)
    for dtype in (painting_dtype(device), torch.float32):
        noise = torch.Generator().manual_seed(settings.seed)
        seen = yield from sitter.seen_by(painter, dtype)
        steps = painter.paint_colours(seen, style, settings.iterations, noise)
        maps, part = yield from each_within(autocast_to(device, dtype), steps)
        if dtype != torch.float16 or bool(maps.isfinite().all()):
            break
    gain, offset = (x.float().cpu() for x in (part.gain, part.offset))
    # Plane by plane, as they are enlarged and composed: a third of the time.
    return maps.float().cpu().contiguous(), PhotoPart(part.share, gain, offset)


@torch.inference_mode()
def plain_style(painter: Painter) -> StyleParameters:
    """The bound style that leaves a photo as it is, on the processor."""
    return run_anywhere(lambda: style_on(painter.bind_plain(), torch.device("cpu")), painter)


@torch.inference_mode()
def paint_strengths(
    painter: Painter,
    sitter: Sitter,
    style: StyleParameters,
    settings: PaintSettings,
    mask: Mask | None,
    plain: StyleParameters | None,
    done: float = 0.0,
) -> Generator[Progress, None, list[PaintedMaps]]:
    """The maps at full strength and, for a soft mask, those at half strength before them.

    Under a soft mask, styles are blended, not pixels: half covered means half the strength.
    ``plain`` is bound here when it is needed and not given. Can be left within the networks, and
    says there that so much is ``done``.
    """
    soft = mask is not None and bool(((mask > 0) & (mask < 255)).any())
    shares = [0.5, 1.0] if soft else [1.0]
    style = style_on(style, sitter.working.device)
    painted: list[PaintedMaps] = []
    for strength in (share * settings.strength for share in shares):
        if strength < 1.0:
            plain = plain_style(painter) if plain is None else plain
            bound = mix_styles([plain, style], [1.0 - strength, strength])
        else:
            bound = style
        steps = paint_maps(painter, sitter, bound, settings)
        painted.append((yield from telling(steps, lambda _: Progress(done))))
    return painted


class PaintedPicture:
    """A picture of a given size, to be had in strips.

    ``strengths`` is what ``paint_strengths`` gives for the same mask.
    """

    def __init__(
        self,
        strengths: Sequence[PaintedMaps],
        height: int,
        width: int,
        mask: Mask | None = None,
    ) -> None:
        self._strengths = strengths
        self._size = (height, width)
        self._paint = [EnlargedPaint(painted.maps, self._size) for painted in strengths]
        self._mask: Enlarged | None = None
        if mask is not None:
            levels = torch.from_numpy(np.array(mask, np.float32)) / 255.0
            self._mask = Enlarged(not_larger(levels[None, None], self._size), self._size, LINEAR)

    @property
    def shows_photo(self) -> bool:
        """Whether ``strip`` looks at the photo's rows, and not only at how many there are."""
        joins = any(painted.part.share for painted in self._strengths)
        return joins or self._mask is not None or self._strengths[-1].colours.uses_photo

    @torch.inference_mode()
    def strip(self, photo: Rows, top: int) -> Rows:
        """Paint the photo's rows (rows, W, 3) from ``top``; 8 or 16 bits as they come."""
        white = 255.0 if photo.dtype == np.uint8 else 65535.0
        rows = photo.shape[0]
        picture = functools.cache(lambda: _as_picture(photo, white))
        results: list[Tensor] = []
        for painted, paint in zip(self._strengths, self._paint, strict=True):
            colours = paint.rows(top, rows)
            if painted.part.share:
                colours = with_photo(colours, picture(), painted.part)
            results.append(painted.colours.give(as_picture(colours), picture))
        painted = results[-1]
        if self._mask is not None:
            share = self._mask.rows(top, rows)
            painted = _blend([picture(), *results], share)
        levels = painted[0].clamp_(0.0, 1.0).mul_(white).round_()
        # The colours of a pixel side by side, stacked when they are small: in half the time.
        if photo.dtype == np.uint8:
            return torch.stack(levels.to(torch.uint8).unbind(0), -1).numpy()
        return torch.stack(levels.to(torch.int32).unbind(0), -1).numpy().astype(np.uint16)

    @torch.inference_mode()
    def mask_strip(self, top: int, rows: int) -> NDArray[np.uint8]:
        """The mask's share in levels (rows, W) of the rows from ``top``; all without a mask."""
        if self._mask is None:
            return np.full((rows, self._size[1]), 255, np.uint8)
        share = self._mask.rows(top, rows)[0, 0]
        return share.mul(255.0).round_().to(torch.uint8).contiguous().numpy()


def _as_picture(rows: Rows, white: float) -> Tensor:
    """Rows (rows, W, 3) with that level for white as a picture (1, 3, rows, W), 0-1."""
    levels = rows if rows.dtype == np.uint8 else rows.astype(np.int32)
    picture = torch.from_numpy(np.ascontiguousarray(levels)).permute(2, 0, 1).unsqueeze(0)
    return picture.float().contiguous().div_(white)


def _blend(steps: Sequence[Tensor], share: Tensor) -> Tensor:
    """Between the steps, photo first, as far as ``share`` (1, 1, H, W), 0-1, goes.

    At 0 and 1 the first and the last come out exactly.
    """
    position = share * (len(steps) - 1)
    blended = torch.lerp(steps[0], steps[1], position.clamp(max=1.0))
    for index, step in enumerate(steps[2:], 1):
        beyond = (position - index).clamp(0.0, 1.0)
        blended = torch.where(beyond > 0.0, torch.lerp(steps[index], step, beyond), blended)
    return blended
