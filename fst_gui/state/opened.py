"""A photo with the smaller copies of it that the window works on."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from fst_gui.engine.events import Pixels
from fst_gui.engine.settings import WORKING_PIXELS
from fst_gui.library.errors import PhotoError
from fst_gui.library.photo import Photo, shrink
from fst_gui.state.base import Picture

SHOWN_LONGEST = 2048
DETAIL_FROM = 0.5  # device pixels to one of the photo, from which all of those are shown
DETAIL_LONGEST = 8192  # of photos that are shown pixel for pixel: 130 MB painted
COARSE_LONGEST = 384
CARD_LONGEST = 192


@dataclass(frozen=True, eq=False)
class Opened:
    """``original`` is shown, ``previews`` are painted, coarse to fine, ``card`` is for cards.

    ``detail`` is the photo itself where it has more pixels than ``original``, unless they are very
    many; the finest preview has as many.
    """

    photo: Photo
    original: Picture
    detail: Picture | None
    previews: tuple[Pixels, ...]
    card: Pixels


def open_with(read: Callable[[], Photo]) -> Opened:
    """Read a photo and make the copies. Raises ``PhotoError``."""
    photo = read()
    if photo.pixels.size == 0:
        raise PhotoError("The picture has no pixels. Choose another one.")
    shown = shrink(photo.pixels, SHOWN_LONGEST)
    # Pictures are painted at this size at most, so this one has the strokes of any export.
    factor = (WORKING_PIXELS / (shown.shape[0] * shown.shape[1])) ** 0.5
    sharp = shrink(shown, math.ceil(factor * max(shown.shape)))
    coarse = shrink(sharp, COARSE_LONGEST)
    # What is no larger than the next one is the next one itself: ``shrink`` never enlarges.
    previews = [coarse]
    for copy in (sharp, shown):
        if copy is not previews[-1]:
            previews.append(copy)
    detail = None
    if SHOWN_LONGEST < max(photo.pixels.shape) <= DETAIL_LONGEST:
        detail = Picture(photo.pixels)
        previews.append(photo.pixels)
    card = shrink(coarse, CARD_LONGEST)
    return Opened(photo, Picture(shown), detail, tuple(previews), card)
