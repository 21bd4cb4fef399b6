"""Small pictures inside other files, as bytes."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from fst_gui.library.decoding import pillow
from fst_gui.library.errors import PhotoError
from fst_gui.library.photo import Pixels, photo_from_bytes

_LARGEST = 1024  # pixels on a side
_OPTIONS: dict[str, dict[str, int]] = {
    "PNG": {},
    "JPEG": {"quality": 92},
    "WEBP": {"quality": 85, "method": 6},
}


def encode_png(pixels: Pixels) -> bytes:
    """(H, W, 3) uint8, sRGB, without loss."""
    return _encoded(pixels, "PNG")


def encode_jpeg(pixels: Pixels) -> bytes:
    """(H, W, 3) uint8, sRGB, good enough to learn on."""
    return _encoded(pixels, "JPEG")


def encode_webp(pixels: Pixels) -> bytes:
    """(H, W, 3) uint8, sRGB, in some ten kilobytes."""
    return _encoded(pixels, "WEBP")


def decode_webp(data: bytes) -> Pixels:
    """What ``encode_webp`` was given, nearly. Raises ``ValueError`` for anything else."""
    try:
        with pillow(), Image.open(io.BytesIO(data), formats=["WEBP"]) as image:
            if max(image.size) > _LARGEST:
                raise ValueError("the picture is too large")
        return np.ascontiguousarray(photo_from_bytes(data, "thumbnail").pixels)
    except (OSError, PhotoError) as error:
        raise ValueError("no picture") from error


def _encoded(pixels: Pixels, kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(buffer, kind, **_OPTIONS[kind])
    return buffer.getvalue()
