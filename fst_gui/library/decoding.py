"""The gate that every picture file comes through: which formats, which sizes, what is damaged."""

from __future__ import annotations

import functools
import struct
import threading
import warnings
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from typing import IO

from PIL import Image, UnidentifiedImageError

from fst_gui.library.errors import PhotoError
from fst_gui.sentences import Sentence

MAXIMUM_PIXELS = 400_000_000

# What is read. Pillow's other formats are left out: some start programs, none is a photo.
_READABLE = (
    "JPEG",
    "PNG",
    "WEBP",
    "TIFF",
    "GIF",
    "BMP",
    "AVIF",
    "HEIF",
    "JPEG2000",
    "PPM",
    "TGA",
    "ICO",
)

# What Pillow raises on damaged files and on torn EXIF blocks, found by feeding it such files.
DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)

_pillow_lock = threading.Lock()


@contextmanager
def pillow() -> Generator[None]:
    """Pillow with our size limit and without its warnings, which are for programmers.

    Both are settings of the whole process, so one picture is decoded at a time.
    """
    with _pillow_lock, warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"(PIL|pi_heif)\.")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        usual = Image.MAX_IMAGE_PIXELS
        Image.MAX_IMAGE_PIXELS = MAXIMUM_PIXELS
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = usual


@functools.cache
def _readable() -> list[str]:
    import pi_heif

    Image.init()
    pi_heif.register_heif_opener(thumbnails=False)
    return [name for name in _READABLE if name in Image.OPEN]


def open_image(file: IO[bytes], name: str) -> tuple[Image.Image, list[str]]:
    """The first picture in ``file``, not decoded yet, and what to tell about the others.

    To be called inside ``pillow``. Raises ``PhotoError``.
    """
    try:
        # Reads the header only; a picture over the size limit is refused here.
        image = Image.open(file, formats=_readable())
        count: int = getattr(image, "n_frames", 1)
    except UnidentifiedImageError as error:
        raise PhotoError(
            "“{name}” is not a picture that can be opened; use JPEG, PNG, WebP, TIFF, HEIC "
            "or AVIF.",
            name=name,
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        millions = MAXIMUM_PIXELS // 1_000_000
        raise PhotoError(
            "“{name}” has more than {millions} million pixels; make it smaller first.",
            name=name,
            millions=millions,
        ) from error
    except DAMAGED as error:
        raise damaged(name) from error
    if count > 1:
        return image, [
            Sentence("This file has {count} pictures; the first was opened.", count=count)
        ]
    return image, []


def decode(image: Image.Image, name: str) -> None:
    """Decode the pixels of an opened picture. Raises ``PhotoError`` when they are damaged."""
    try:
        image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoError(
            "“{name}” is larger than it says; get a fresh copy of it.", name=name
        ) from error
    except DAMAGED as error:
        raise damaged(name) from error


def damaged(name: str) -> PhotoError:
    """What is said of a file that cannot be decoded to its end."""
    return PhotoError("“{name}” is damaged or cut short; get a fresh copy of it.", name=name)
