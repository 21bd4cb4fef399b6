"""Any mode and colour profile that Pillow decodes, made into 8-bit sRGB."""

from __future__ import annotations

import functools
import io
import struct
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

_GREY = frozenset({"1", "L", "LA", "La"})
_MODE_OF_SPACE = {b"GRAY": "L", b"RGB ": "RGB", b"CMYK": "CMYK"}  # as a profile's header has it


class ProfileError(Exception):
    """An embedded colour profile is damaged or made for another kind of picture."""


@functools.cache
def srgb_profile() -> bytes:
    """The sRGB profile to embed in a file, the same bytes every time."""
    # Pillow does not say what type this returns.
    made = ImageCms.ImageCmsProfile(cast(Any, ImageCms).createProfile("sRGB")).tobytes()
    # The header holds the time of making: fixed, so that equal pictures give equal files.
    return made[:24] + struct.pack(">6H", 2024, 1, 1, 0, 0, 0) + made[36:]


def split_alpha(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The colours of ``image``, mode L, RGB or CMYK in 8 bit, and its alpha, mode L, or None.

    16-bit and floating-point greys are scaled; a transparent colour or palette becomes alpha.
    """
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bits(image), None
    if image.mode == "CMYK":
        return image, None
    plain = "L" if image.mode in _GREY else "RGB"
    if not image.has_transparency_data:
        return _as_mode(image, plain), None
    whole = _as_mode(image, plain + "A")
    return whole.convert(plain), whole.getchannel("A")


def to_srgb(colours: Image.Image, profile: bytes | None) -> Image.Image:
    """``colours`` (mode L, RGB or CMYK) as sRGB, mode RGB, perceptual intent.

    Without a profile, RGB and grey are taken as sRGB and CMYK is converted by a plain formula.
    Raises ``ProfileError`` when the profile cannot be used on this picture.
    """
    if not profile:
        return _as_mode(colours, "RGB")
    mode = _MODE_OF_SPACE.get(profile[16:20])
    # Programs do put RGB profiles into grey pictures; that is the one mixture with a meaning.
    if mode is None or (mode != colours.mode and (colours.mode, mode) != ("L", "RGB")):
        raise ProfileError(f"a profile for {profile[16:20]!r} in a picture of mode {colours.mode}")
    try:
        transform = ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile())),
            mode,
            "RGB",
            ImageCms.Intent.PERCEPTUAL,
        )
        return transform.apply(_as_mode(colours, mode))
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        raise ProfileError(str(error)) from error


def _as_mode(image: Image.Image, mode: str) -> Image.Image:
    # Pillow copies even when there is nothing to convert, and pictures are large.
    return image if image.mode == mode else image.convert(mode)


def _eight_bits(image: Image.Image) -> Image.Image:
    values = np.asarray(image)
    if values.dtype.itemsize == 2 and values.dtype.kind == "u":
        table = ((np.arange(65536) + 128) // 257).astype(np.uint8)
        return Image.fromarray(table[values])
    # Whole numbers come from 16-bit files; floating-point files follow one of three customs.
    limits = (65535.0,) if image.mode.startswith("I") else (1.0, 255.0, 65535.0)
    numbers = np.nan_to_num(values.astype(np.float32), posinf=0.0, neginf=0.0)
    return Image.fromarray(_scaled(np.clip(numbers, -1e30, 1e30), limits))


def _scaled(values: NDArray[np.float32], limits: tuple[float, ...]) -> NDArray[np.uint8]:
    """Black to white in 8 bit, white being the first limit that the values fit under.

    Values that fit none, or go below 0, are stretched from their lowest to their highest.
    """
    low, high = float(values.min()), float(values.max())
    fitting = [limit for limit in limits if low >= 0 and high <= limit]
    black, white = (0.0, fitting[0]) if fitting else (low, high)
    scaled = (values - black) * (255.0 / ((white - black) or 1.0))
    return np.clip(np.rint(scaled), 0, 255).astype(np.uint8)
