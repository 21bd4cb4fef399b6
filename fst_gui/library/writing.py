"""Pictures written to files row by row, so that their size does not decide the memory."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Generator
from pathlib import Path
from typing import IO, Any

import numpy as np
from PIL import Image

from fst_gui.library.atomic import open_atomically, refuse_read_only
from fst_gui.library.colour import srgb_profile
from fst_gui.library.errors import PhotoError, reason_of
from fst_gui.library.header import Levels, PictureHeader, Rows
from fst_gui.library.jpeg import JpegRows
from fst_gui.library.metadata import fitted_exif, resolution_exif
from fst_gui.library.png import PngRows
from fst_gui.library.tiff import TiffRows

_KINDS = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WEBP",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    ".avif": "AVIF",
}
WRITABLE_SUFFIXES = tuple(_KINDS)
_DEEP = frozenset({"PNG", "TIFF"})
_LONGEST_SIDE = {
    "JPEG": 65_500,
    "WEBP": 16_383,
    "AVIF": 65_536,
    "PNG": 2**31 - 1,
    "TIFF": 2**32 - 1,
}
_WHOLE: dict[str, dict[str, Any]] = {"WEBP": {}, "AVIF": {"subsampling": "4:4:4", "speed": 7}}
_LONGEST_JPEG_EXIF = 65_533  # one JPEG marker


def file_kind(path: Path) -> str:
    """The format that a file name's ending chooses. Raises ``PhotoError`` for an unknown one."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise PhotoError(
            "“{name}” names no known format; end it in one of {known}.",
            name=path.name,
            known=", ".join(WRITABLE_SUFFIXES),
        )
    return kind


def possible_bits(path: Path, bits: int) -> int:
    """How many bits a channel the file can have of a picture with ``bits``."""
    return bits if file_kind(path) in _DEEP else 8


def check_target(path: Path, overwrite: bool) -> None:
    """Raises ``PhotoError`` when ``path`` cannot be the name of a new picture."""
    with writing_told(path):  # a name may be too long
        is_folder, exists = path.is_dir(), path.exists()
    if is_folder:
        raise PhotoError("“{name}” is a folder; choose a name for the picture.", name=path.name)
    if exists and not overwrite:
        raise PhotoError(
            "“{name}” exists already; choose another name or allow replacing.", name=path.name
        )
    if not path.parent.is_dir():
        raise PhotoError(
            "The folder “{folder}” does not exist; choose another folder.", folder=path.parent
        )
    with writing_told(path):
        refuse_read_only(path)


@contextlib.contextmanager
def open_picture(path: Path, header: PictureHeader, overwrite: bool) -> Generator[Rows]:
    """A picture file to write rows to. It is there when the block ends well, whole.

    Raises ``PhotoError`` when the name has no known ending, the file exists and ``overwrite`` is
    false, the picture is too large for the format, or the file cannot be written.
    """
    kind = file_kind(path)
    check_target(path, overwrite)
    check_size(path, header.width, header.height)
    with writing_told(path), open_atomically(path) as file:
        rows = picture_rows(file, kind, header)
        yield rows
        rows.finish()


@contextlib.contextmanager
def writing_told(path: Path) -> Generator[None]:
    """Turns what goes wrong with the disk into ``PhotoError``."""
    try:
        yield
    except OSError as error:
        raise PhotoError(
            "“{name}” cannot be saved in “{folder}” ({reason}); choose another folder or make "
            "room.",
            name=path.name,
            folder=path.parent,
            reason=reason_of(error),
        ) from error


def check_size(path: Path, width: int, height: int) -> None:
    """Raises ``PhotoError`` when the format of ``path`` cannot hold a picture of that size."""
    kind = file_kind(path)
    if max(width, height) > _LONGEST_SIDE[kind]:
        raise PhotoError(
            "“{name}” is too large for {kind}; save it as PNG or TIFF instead.",
            name=path.name,
            kind=kind,
        )


def picture_rows(file: IO[bytes], kind: str, header: PictureHeader) -> Rows:
    """The writer of a format, by its name."""
    makers: dict[str, Callable[[], Rows]] = {
        "PNG": lambda: PngRows(file, header, fitted(header)),
        "JPEG": lambda: JpegRows(file, header, fitted(header, _LONGEST_JPEG_EXIF)),
        "TIFF": lambda: TiffRows(file, header, fitted(header)),
    }
    return makers[kind]() if kind in makers else _WholeRows(file, kind, header)


def fitted(header: PictureHeader, longest: int | None = None) -> bytes | None:
    """The EXIF block of a picture, or None when it is longer than a format has room for."""
    exif = fitted_exif(header.exif, header.width, header.height, header.dpi)
    return None if exif is None or (longest is not None and len(exif) > longest) else exif


class _WholeRows:
    """WebP and AVIF: encoders that want the whole picture at once."""

    def __init__(self, file: IO[bytes], kind: str, header: PictureHeader) -> None:
        self._file = file
        self._kind = kind
        self._header = header
        channels = 4 if header.has_alpha else 3
        self._pixels = np.empty((header.height, header.width, channels), np.uint8)
        self._top = 0

    def write(self, pixels: Levels, alpha: Levels | None) -> None:
        rows = slice(self._top, self._top + len(pixels))
        self._pixels[rows, :, :3] = pixels
        if self._header.has_alpha:
            self._pixels[rows, :, 3] = 255 if alpha is None else alpha
        self._top += len(pixels)

    def finish(self) -> None:
        options = {"quality": self._header.quality, "icc_profile": srgb_profile()}
        exif, dpi = fitted(self._header), self._header.dpi
        if exif is None and dpi is not None:
            exif = resolution_exif(dpi)  # these formats have no other place for it
        if exif is not None:
            options["exif"] = exif
        encoded = io.BytesIO()
        try:
            image = Image.fromarray(self._pixels)
            image.save(encoded, self._kind, **options, **_WHOLE[self._kind])
        except (OSError, ValueError) as error:
            raise PhotoError(
                "The picture is too large for {kind}; save it as PNG or TIFF instead.",
                kind=self._kind,
            ) from error
        self._file.write(encoded.getbuffer())
