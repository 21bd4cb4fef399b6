"""A photo that sits for its painting: what stays the same while styles and settings change."""

from __future__ import annotations

import weakref
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from fst_gui.engine.device import autocast_to, hand_back_memory
from fst_gui.engine.networks.painter import Painter, SeenPicture
from fst_gui.engine.steps import each_within

if TYPE_CHECKING:
    from fst_gui.engine.canvas import Canvas

# Tensors of ever other sizes fit into few of the holes that the last ones left. Handing these back
# takes some milliseconds, and as many for whoever paints next.
_TIDIED_EVERY = 8
_MOST = 4  # the photo, its coarse copy and the small one that the gallery paints; one more


class JudgedPhoto(NamedTuple):
    """A photo as VGG19 sees it, for pictures that are painted over."""

    content: Mapping[str, Tensor]  # standardised activations of the content levels
    targets: Mapping[str, Tensor]  # Gram matrices and moments of colour, as of a painting


class Sitter:
    """A working picture (1, 3, h, w), sRGB, 0-1, on the processor.

    The encoder looks at it once for each painter, place and number format, and so does VGG19 where
    it is painted over; ``judged`` is kept here by ``overpainting``, and so are the last pictures
    that were painted over, for who wants some layers more or goes back.
    """

    def __init__(self, working: Tensor) -> None:
        self.working = working
        self.judged: JudgedPhoto | None = None
        self.canvases: list[Canvas] = []
        self._seen: tuple[Painter, torch.device, torch.dtype, SeenPicture] | None = None

    @torch.inference_mode()
    def seen_by(self, painter: Painter, dtype: torch.dtype) -> Generator[None, None, SeenPicture]:
        """What the encoder sees, where the painter is; convolutions run in ``dtype``. In steps."""
        device = painter.device
        if self._seen is None or self._seen[:3] != (painter, device, dtype):
            steps = painter.see(self.working.to(device))
            seen = yield from each_within(autocast_to(device, dtype), steps)
            self._seen = painter, device, dtype, seen
        return self._seen[3]


class _Seat(NamedTuple):
    photo: weakref.ref[NDArray[np.uint8]]  # which may be large, and is not kept for this
    shape: tuple[int, int]
    sitter: Sitter


class Sitters:
    """The last few photos that were painted, so that another look at one begins with the style."""

    def __init__(self) -> None:
        self._kept: list[_Seat] = []
        self._seated = 0

    def find(self, pixels: NDArray[np.uint8], shape: tuple[int, int]) -> Sitter | None:
        """The sitter of a photo (H, W, 3) at a working shape, if it is kept.

        Photos are told apart by being the same array: nobody writes to one that is shown.
        """
        seat = next((seat for seat in self._kept if seat.photo() is pixels), None)
        if seat is None or seat.shape != shape:
            return None
        self._put(seat, pixels)
        return seat.sitter

    def seat(self, pixels: NDArray[np.uint8], shape: tuple[int, int], working: Tensor) -> Sitter:
        """Keep a photo's working picture, in place of the same photo's at another shape."""
        sitter = Sitter(working)
        self._put(_Seat(weakref.ref(pixels), shape, sitter), pixels)
        self._seated += 1
        if self._seated % _TIDIED_EVERY == 0:
            hand_back_memory()
        return sitter

    def _put(self, seat: _Seat, pixels: NDArray[np.uint8]) -> None:
        others = [
            kept for kept in self._kept if kept.photo() is not None and kept.photo() is not pixels
        ]
        self._kept = [*others, seat][-_MOST:]
