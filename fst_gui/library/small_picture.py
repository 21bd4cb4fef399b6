"""Small pictures inside other files, as bytes."""

from __future__ import annotations

import io

from PIL import Image

from fst_gui.library.photo import Pixels


def encode_png(pixels: Pixels) -> bytes:
    """(H, W, 3) uint8, sRGB, without loss."""
    return _encoded(pixels, "PNG")


def _encoded(pixels: Pixels, kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind)
    return buffer.getvalue()
