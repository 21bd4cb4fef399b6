"""Any mode and colour profile that Pillow decodes, made into 8-bit sRGB."""

from __future__ import annotations

import functools
import io
import struct
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms
from PIL.TiffImagePlugin import TiffImageFile

_PHOTOMETRIC, _WHITE_IS_ZERO = 262, 0  # of a TIFF file
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


@functools.cache
def adobe_rgb_profile() -> bytes:
    """A profile of the colours and the curve of Adobe RGB (1998)."""

    def text(name: bytes, value: bytes) -> bytes:
        if name == b"cprt":
            return b"text" + bytes(4) + value + b"\0"
        size = struct.pack(">I", len(value) + 1)
        return b"desc" + bytes(4) + size + value + b"\0" + bytes(78)

    def colour(x: float, y: float, z: float) -> bytes:
        return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(v * 65536) for v in (x, y, z)))

    # Numbers of the Adobe RGB (1998) specification, adapted to D50 as profiles want it.
    curve = b"curv" + bytes(4) + struct.pack(">IHxx", 1, 563)  # 563 / 256
    tags = {
        b"desc": text(b"desc", b"Compatible with Adobe RGB (1998)"),
        b"cprt": text(b"cprt", b"CC0"),
        b"wtpt": colour(0.9505, 1.0, 1.0891),
        b"rXYZ": colour(0.60974, 0.31111, 0.01947),
        b"gXYZ": colour(0.20528, 0.62567, 0.06087),
        b"bXYZ": colour(0.14919, 0.06322, 0.74457),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", start + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    size = 128 + len(table) + len(body)
    header = struct.pack(">I4xI4s4s4s", size, 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2024, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    header += struct.pack(">3i", 63190, 65536, 54061)  # D50
    return header.ljust(128, b"\0") + table + body


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


class ToSrgb:
    """Converts pictures of one mode (L, RGB or CMYK) and profile to sRGB, perceptual intent.

    Without a profile, RGB and grey are taken as sRGB and CMYK is converted by a plain formula.
    Raises ``ProfileError`` when the profile cannot be used on such pictures.
    """

    def __init__(self, mode: str, profile: bytes | None) -> None:
        self._mode = "RGB"
        self._from_cmyk = mode == "CMYK"
        self._transform: ImageCms.ImageCmsTransform | None = None
        if not profile:
            return
        source = _MODE_OF_SPACE.get(profile[16:20])
        # Programs do put RGB profiles into grey pictures; that is the one mixture with a meaning.
        if source is None or (source != mode and (mode, source) != ("L", "RGB")):
            raise ProfileError(f"a profile for {profile[16:20]!r} in a picture of mode {mode}")
        self._mode = source
        try:
            self._transform = ImageCms.buildTransform(
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile())),
                source,
                "RGB",
                ImageCms.Intent.PERCEPTUAL,
            )
        except (ImageCms.PyCMSError, OSError, ValueError) as error:
            raise ProfileError(str(error)) from error
        if source == "RGB" and _changes_nothing(self._transform):
            self._transform = None

    @property
    def moves_colours(self) -> bool:
        """Whether colours become others, and greys more than three equal channels."""
        return self._transform is not None or self._from_cmyk

    def convert(self, colours: Image.Image) -> Image.Image:
        """``colours`` as sRGB, mode RGB."""
        colours = _as_mode(colours, self._mode)
        return colours if self._transform is None else self._transform.apply(colours)


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Whether colours all over the cube stay where they are, to a level: most cameras' profile is
    sRGB's own, and converting takes longer than painting."""
    steps = np.linspace(0, 255, 18).round().astype(np.uint8)
    cube = np.stack(np.meshgrid(steps, steps, steps), -1).reshape(-1, 18, 3)
    moved = np.asarray(transform.apply(Image.fromarray(cube))).astype(int) - cube
    return bool(np.abs(moved).max() <= 1)


def _as_mode(image: Image.Image, mode: str) -> Image.Image:
    # Pillow copies even when there is nothing to convert, and pictures are large.
    return image if image.mode == mode else image.convert(mode)


def _eight_bits(image: Image.Image) -> Image.Image:
    values = np.asarray(image)
    if values.dtype.itemsize == 2 and values.dtype.kind == "u":
        # Pillow turns round what counts from white to black, but not in 16 bits.
        if isinstance(image, TiffImageFile) and image.tag_v2.get(_PHOTOMETRIC) == _WHITE_IS_ZERO:
            values = 65535 - values
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
