"""What the writers of all formats share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.uint8 | np.uint16]


@dataclass(frozen=True)
class PictureHeader:
    """What is known of a picture before its first row.

    ``bits`` is 8 or 16 a channel, ``exif`` a block as ``read_exif`` gives it.
    """

    width: int
    height: int
    bits: int = 8
    has_alpha: bool = False
    exif: bytes | None = None
    dpi: float | None = None
    quality: int = 95


class Rows(Protocol):
    """Takes a picture's rows from the top, and finishes the file after the last."""

    def write(self, pixels: Levels, alpha: Levels | None) -> None:
        """The next rows: (rows, W, 3) sRGB and (rows, W) or None."""
        ...

    def finish(self) -> None:
        """All rows are there."""
        ...


def with_alpha(pixels: Levels, alpha: Levels | None) -> Levels:
    """(rows, W, 3) and (rows, W) as (rows, W, 4); without alpha as they are."""
    return pixels if alpha is None else np.dstack([pixels, alpha])


EXIF_MARK = b"Exif\0\0"  # before a block in JPEG files and as Pillow gives it
