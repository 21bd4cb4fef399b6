"""Photos in memory: opened upright and in sRGB, saved with their transparency and EXIF."""

from __future__ import annotations

import io
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from fst_gui.library.colour import ProfileError, ToSrgb, split_alpha
from fst_gui.library.decoding import DAMAGED, decode, open_image, pillow
from fst_gui.library.errors import PhotoError, reason_of
from fst_gui.library.export import ExportSettings
from fst_gui.library.metadata import colour_profile, read_dpi, read_exif
from fst_gui.library.writing import PictureHeader, open_picture
from fst_gui.sentences import Sentence, together

Pixels = NDArray[np.uint8]  # (H, W, 3), sRGB, contiguous

# How the files end that can be opened, for finding them in a folder.
PICTURE_SUFFIXES = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".png",
        ".webp",
        ".tif",
        ".tiff",
        ".gif",
        ".bmp",
        ".avif",
        ".heic",
        ".heif",
        ".jp2",
        ".ppm",
        ".pgm",
        ".tga",
    ]
)


@dataclass(frozen=True, eq=False)
class Photo:
    """An opened picture.

    ``pixels`` is (H, W, 3) uint8, sRGB, upright. ``alpha`` is (H, W) uint8, 255 opaque, or None.
    ``exif`` is the EXIF block with its orientation reset, or None. ``path`` is None for a pasted
    picture. ``notice`` is empty, or says in a sentence what the person should know. ``dpi`` is
    the resolution in dots per inch, or None.
    """

    pixels: Pixels
    alpha: NDArray[np.uint8] | None
    exif: bytes | None
    path: Path | None
    notice: str = ""
    dpi: float | None = None


def read_photo(path: Path) -> Photo:
    """Open a picture file: orientation applied, colours in sRGB 8 bit, alpha kept aside.

    Of a file with several pictures the first is opened. Raises ``PhotoError`` for a file that is
    missing, unreadable, damaged, no picture, or has more than ``MAXIMUM_PIXELS`` pixels.
    """
    with opened_file(path) as file:
        return _photo(file, path.name, path)


def photo_from_bytes(data: bytes, name: str) -> Photo:
    """Open the content of a picture file, as ``read_photo`` does; ``name`` is for messages."""
    return _photo(io.BytesIO(data), name, None)


def write_photo(
    path: Path, pixels: Pixels, like: Photo | None = None, overwrite: bool = False
) -> None:
    """Save (H, W, 3) uint8 sRGB pixels in the format that the suffix of ``path`` names.

    The sRGB profile is embedded, and the EXIF block of ``like`` and, where the format has room for
    it, its alpha. JPEG is saved in quality 95 without colour subsampling. The old file is lost
    only once the new one is on the disk.

    Raises ``PhotoError`` when the suffix is unknown, the file exists and ``overwrite`` is false,
    or it cannot be written, and ``ValueError`` when the alpha of ``like`` has another size.
    """
    height, width = pixels.shape[:2]
    alpha = None if like is None else like.alpha
    if alpha is not None and alpha.shape != pixels.shape[:2]:
        raise ValueError(f"alpha is {alpha.shape}, pixels are {pixels.shape}")
    header = PictureHeader(
        width=width,
        height=height,
        has_alpha=alpha is not None,
        exif=None if like is None else like.exif,
        dpi=None if like is None else like.dpi,
        quality=ExportSettings().quality,
    )
    with open_picture(path, header, overwrite) as picture:
        picture.write(pixels, alpha)


def shrink(pixels: Pixels, longest: int) -> Pixels:
    """``pixels`` with its longer side at most ``longest``, by Lanczos; never enlarged."""
    height, width = pixels.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return pixels
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.array(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))


@contextmanager
def opened_file(path: Path) -> Generator[IO[bytes]]:
    """A file to read a picture from. Raises ``PhotoError`` when it cannot be opened or read."""
    try:
        if path.is_dir():
            raise PhotoError("“{name}” is a folder; choose a picture inside it.", name=path.name)
        if path.exists() and not path.is_file():
            raise PhotoError("“{name}” is not an ordinary file; choose a picture.", name=path.name)
        with path.open("rb") as file:
            if not file.read(1):
                raise PhotoError("“{name}” is empty; choose another picture.", name=path.name)
            file.seek(0)
            yield file
    except FileNotFoundError as error:
        raise PhotoError(
            "“{path}” was not found; check whether it was moved.", path=path
        ) from error
    except PermissionError as error:
        raise PhotoError(
            "“{name}” may not be read; change its permissions or copy it elsewhere.", name=path.name
        ) from error
    except OSError as error:
        raise PhotoError(
            "“{name}” cannot be read ({reason}); copy it to this computer and retry.",
            name=path.name,
            reason=reason_of(error),
        ) from error
    except MemoryError as error:
        raise PhotoError(
            "“{name}” is too large for the memory of this computer; make it smaller first.",
            name=path.name,
        ) from error


def _photo(file: IO[bytes], name: str, path: Path | None) -> Photo:
    with pillow():
        image, notices = open_image(file, name)
        profile = colour_profile(image)
        dpi = read_dpi(image)
        decode(image, name)
        return decoded_photo(image, profile, dpi, notices, path)


def decoded_photo(
    image: Image.Image,
    profile: bytes | None,
    dpi: float | None,
    notices: list[str],
    path: Path | None,
) -> Photo:
    """A decoded picture made upright and converted to sRGB."""
    try:
        ImageOps.exif_transpose(image, in_place=True)
    except DAMAGED:  # a torn EXIF block is no reason to refuse the picture
        exif = None
    else:
        exif = read_exif(image)[1]
    colours, alpha = split_alpha(image)
    to_srgb = srgb_converter(colours.mode, profile, notices)
    return Photo(
        # np.array, not asarray: others need pixels that may be written to.
        pixels=np.array(to_srgb.convert(colours)),
        alpha=None if alpha is None else np.array(alpha),
        exif=exif,
        path=path,
        notice=together(*notices),
        dpi=dpi,
    )


def srgb_converter(mode: str, profile: bytes | None, notices: list[str]) -> ToSrgb:
    """How pictures of a mode and profile become sRGB; a profile that cannot be used is told."""
    try:
        return ToSrgb(mode, profile)
    except ProfileError:
        notices.append(
            Sentence("Its colour profile cannot be used; the colours may look different.")
        )
        return ToSrgb(mode, None)
