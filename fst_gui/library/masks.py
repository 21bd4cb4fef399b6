"""Masks as pictures: white is painted, black keeps the photo, greys are between."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from fst_gui.library.decoding import DAMAGED, pillow
from fst_gui.library.errors import PhotoError
from fst_gui.library.photo import read_photo

Mask = NDArray[np.uint8]  # (h, w)


def read_mask(path: Path) -> Mask:
    """A mask from any picture file: its lightness, and black where it is transparent.

    Raises ``PhotoError`` as ``read_photo`` does.
    """
    photo = read_photo(path)
    grey = np.asarray(Image.fromarray(photo.pixels).convert("L"))
    if photo.alpha is None:
        return np.array(grey)
    return np.rint(grey * (photo.alpha / 255.0)).astype(np.uint8)


def mask_to_png(mask: Mask) -> bytes:
    """A mask as a grey PNG file."""
    buffer = io.BytesIO()
    Image.fromarray(mask).save(buffer, "PNG")
    return buffer.getvalue()


def mask_from_png(data: bytes) -> Mask:
    """The mask that ``mask_to_png`` wrote. Raises ``PhotoError`` when it is something else."""
    try:
        with pillow(), Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            if image.mode != "L":
                raise PhotoError("The mask is not a grey picture.")
            return np.array(image)
    except (*DAMAGED, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoError("The mask is damaged.") from error
