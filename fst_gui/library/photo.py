"""Photos as files: opened upright and in sRGB, saved with their transparency and EXIF."""

from __future__ import annotations

import functools
import io
import struct
import threading
import warnings
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from fst_gui.library.atomic import write_atomically
from fst_gui.library.colour import ProfileError, split_alpha, srgb_profile, to_srgb
from fst_gui.library.errors import PhotoError

Pixels = NDArray[np.uint8]  # (H, W, 3), sRGB, contiguous

MAXIMUM_PIXELS = 400_000_000

# What is read. Pillow's other formats are left out: some start programs, none is a photo.
_READABLE = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "AVIF", "JPEG2000", "PPM", "TGA", "ICO")
# How such files end, for finding them in a folder.
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
_WRITABLE = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WEBP",
    ".tif": "TIFF",
    ".tiff": "TIFF",
}
WRITABLE_SUFFIXES = tuple(_WRITABLE)
_OPTIONS: dict[str, dict[str, Any]] = {
    "PNG": {"compress_level": 4},
    "JPEG": {"quality": 95, "subsampling": "4:4:4"},
    "WEBP": {"quality": 95},
    "TIFF": {},  # not compressed: Pillow's compressing writer fails on the camera's part of EXIF
}
_LONGEST_JPEG_EXIF = 65_533  # one JPEG marker

# What Pillow's decoders raise on damaged files, found by feeding them such files.
_DAMAGED = (
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

# What an EXIF block says about the picture; the rest describes how its file was laid out.
_KEPT_TAGS = frozenset(
    {
        ExifTags.Base.ImageDescription,
        ExifTags.Base.Make,
        ExifTags.Base.Model,
        ExifTags.Base.XResolution,
        ExifTags.Base.YResolution,
        ExifTags.Base.ResolutionUnit,
        ExifTags.Base.Software,
        ExifTags.Base.DateTime,
        ExifTags.Base.Artist,
        ExifTags.Base.HostComputer,
        ExifTags.Base.Rating,
        ExifTags.Base.Copyright,
        ExifTags.Base.XPTitle,
        ExifTags.Base.XPComment,
        ExifTags.Base.XPAuthor,
        ExifTags.Base.XPKeywords,
        ExifTags.Base.XPSubject,
        ExifTags.IFD.Exif,
        ExifTags.IFD.GPSInfo,
    }
)

_pillow_lock = threading.Lock()


@dataclass(frozen=True, eq=False)
class Photo:
    """An opened picture.

    ``pixels`` is (H, W, 3) uint8, sRGB, upright. ``alpha`` is (H, W) uint8, 255 opaque, or None.
    ``exif`` is the EXIF block with its orientation reset, or None. ``path`` is None for a pasted
    picture. ``notice`` is empty, or says in a sentence what the person should know.
    """

    pixels: Pixels
    alpha: NDArray[np.uint8] | None
    exif: bytes | None
    path: Path | None
    notice: str = ""


def read_photo(path: Path) -> Photo:
    """Open a picture file: orientation applied, colours in sRGB 8 bit, alpha kept aside.

    Of a file with several pictures the first is opened. Raises ``PhotoError`` for a file that is
    missing, unreadable, damaged, no picture, or has more than ``MAXIMUM_PIXELS`` pixels.
    """
    try:
        if path.is_dir():
            raise PhotoError(f"“{path.name}” is a folder; choose a picture inside it.")
        if path.exists() and not path.is_file():
            raise PhotoError(f"“{path.name}” is not an ordinary file; choose a picture.")
        with path.open("rb") as file:
            return _photo(file, path.name, path)
    except FileNotFoundError as error:
        raise PhotoError(f"“{path}” was not found; check whether it was moved.") from error
    except PermissionError as error:
        raise PhotoError(
            f"“{path.name}” may not be read; change its permissions or copy it elsewhere."
        ) from error
    except OSError as error:
        raise PhotoError(
            f"“{path.name}” cannot be read ({error.strerror}); copy it to this computer and retry."
        ) from error


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
    kind = _WRITABLE.get(path.suffix.lower())
    if kind is None:
        raise PhotoError(
            f"“{path.name}” names no known format; end it in one of {', '.join(WRITABLE_SUFFIXES)}."
        )
    try:
        _check_target(path, overwrite)
        write_atomically(path, _encoded(path.name, kind, pixels, like))
    except OSError as error:
        raise PhotoError(
            f"“{path.name}” cannot be saved in “{path.parent}” ({error.strerror}); "
            "choose another folder or make room."
        ) from error


def shrink(pixels: Pixels, longest: int) -> Pixels:
    """``pixels`` with its longer side at most ``longest``, by Lanczos; never enlarged."""
    height, width = pixels.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return pixels
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.array(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))


def _photo(file: IO[bytes], name: str, path: Path | None) -> Photo:
    if not file.read(1):
        raise PhotoError(f"“{name}” is empty; choose another picture.")
    try:
        with _pillow():
            image, notices = _decoded(file, name)
            exif = _make_upright(image)
            colours, alpha = split_alpha(image)
            try:
                rgb = to_srgb(colours, image.info.get("icc_profile"))
            except ProfileError:
                rgb = to_srgb(colours, None)
                notices.append("Its colour profile cannot be used; the colours may look different.")
            return Photo(
                # np.array, not asarray: others need pixels that may be written to.
                pixels=np.array(rgb),
                alpha=None if alpha is None else np.array(alpha),
                exif=exif,
                path=path,
                notice=" ".join(notices),
            )
    except MemoryError as error:
        raise PhotoError(
            f"“{name}” is too large for the memory of this computer; make it smaller first."
        ) from error


@contextmanager
def _pillow() -> Generator[None]:
    """Pillow with our size limit and without its warnings, which are for programmers.

    Both are settings of the whole process, so one picture is decoded at a time.
    """
    with _pillow_lock, warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"PIL\.")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        usual = Image.MAX_IMAGE_PIXELS
        Image.MAX_IMAGE_PIXELS = MAXIMUM_PIXELS
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = usual


@functools.cache
def _readable() -> list[str]:
    Image.init()
    return [name for name in _READABLE if name in Image.OPEN]


def _decoded(file: IO[bytes], name: str) -> tuple[Image.Image, list[str]]:
    """The first picture in ``file``, and what to tell about the others."""
    try:
        # Reads the header only; a picture over the size limit is refused here.
        image = Image.open(file, formats=_readable())
        count: int = getattr(image, "n_frames", 1)
        image.load()
    except UnidentifiedImageError as error:
        raise PhotoError(
            f"“{name}” is not a picture that can be opened; use JPEG, PNG, WebP, TIFF or AVIF."
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        millions = MAXIMUM_PIXELS // 1_000_000
        raise PhotoError(
            f"“{name}” has more than {millions} million pixels; make it smaller first."
        ) from error
    except _DAMAGED as error:
        raise PhotoError(f"“{name}” is damaged or cut short; get a fresh copy of it.") from error
    if count > 1:
        return image, [f"This file has {count} pictures; the first was opened."]
    return image, []


def _make_upright(image: Image.Image) -> bytes | None:
    """Turn ``image`` as its EXIF block asks, and return the block with the orientation reset."""
    try:
        ImageOps.exif_transpose(image, in_place=True)
        exif = image.getexif()
        for tag in set(exif) - _KEPT_TAGS:
            del exif[tag]
        if not exif:
            return None
        exif[ExifTags.Base.Orientation] = 1
        if ExifTags.IFD.Exif in exif:
            # sRGB now, whatever the camera had chosen.
            exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.ColorSpace] = 1
        return exif.tobytes()
    except _DAMAGED:  # a torn EXIF block is no reason to refuse the picture
        return None


def _check_target(path: Path, overwrite: bool) -> None:
    if path.is_dir():
        raise PhotoError(f"“{path.name}” is a folder; choose a name for the picture.")
    if path.exists() and not overwrite:
        raise PhotoError(f"“{path.name}” exists already; choose another name or allow replacing.")
    if not path.parent.is_dir():
        raise PhotoError(f"The folder “{path.parent}” does not exist; choose another folder.")


def _encoded(name: str, kind: str, pixels: Pixels, like: Photo | None) -> bytes:
    image = Image.fromarray(pixels)
    options = _OPTIONS[kind] | {"icc_profile": srgb_profile()}
    if like and like.alpha is not None:
        if like.alpha.shape != pixels.shape[:2]:
            raise ValueError(f"alpha is {like.alpha.shape}, pixels are {pixels.shape}")
        if kind != "JPEG":
            image.putalpha(Image.fromarray(like.alpha))
    if like and like.exif and (kind != "JPEG" or len(like.exif) <= _LONGEST_JPEG_EXIF):
        options["exif"] = like.exif
    buffer = io.BytesIO()
    try:
        image.save(buffer, kind, **options)
    except (OSError, ValueError) as error:
        raise PhotoError(
            f"“{name}” is too large for {kind}; save it as PNG or TIFF instead."
        ) from error
    return buffer.getvalue()
