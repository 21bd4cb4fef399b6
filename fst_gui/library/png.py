"""PNG written row by row (ISO/IEC 15948). Pillow's encoder wants the whole picture."""

from __future__ import annotations

import struct
import zlib
from typing import IO

import numpy as np
from numpy.typing import NDArray

from fst_gui.library.colour import srgb_profile
from fst_gui.library.header import EXIF_MARK, Levels, PictureHeader, with_alpha

_GREY, _COLOUR, _COLOUR_AND_ALPHA = 0, 2, 6
_LEVEL = 4  # of compression: half the time of the usual 6, some percent larger
_CHUNK = 1 << 18
_METRES_PER_INCH = 0.0254


class PngRows:
    """A PNG file in RGB or RGBA, 8 or 16 bits."""

    def __init__(self, file: IO[bytes], header: PictureHeader, exif: bytes | None) -> None:
        self._file = file
        self._bits = header.bits
        kind = _COLOUR_AND_ALPHA if header.has_alpha else _COLOUR
        _start(file, header, kind)
        profile = zlib.compress(srgb_profile())
        _chunk(file, b"iCCP", b"sRGB\0\0" + profile)
        if header.dpi is not None:
            per_metre = round(header.dpi / _METRES_PER_INCH)
            _chunk(file, b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
        if exif is not None:
            _chunk(file, b"eXIf", exif.removeprefix(EXIF_MARK))
        channels = 4 if header.has_alpha else 3
        self._scanlines = _Scanlines(file, header.width, channels * header.bits // 8)

    def write(self, pixels: Levels, alpha: Levels | None) -> None:
        """The next rows."""
        rows = with_alpha(pixels, alpha)
        stored = rows.astype(">u2") if self._bits == 16 else rows
        self._scanlines.write(np.ascontiguousarray(stored).view(np.uint8).reshape(len(rows), -1))

    def finish(self) -> None:
        """All rows are there."""
        self._scanlines.finish()


class GreyPngRows:
    """A PNG file of one channel of 8 bits, for masks."""

    def __init__(self, file: IO[bytes], width: int, height: int) -> None:
        _start(file, PictureHeader(width, height), _GREY)
        self._scanlines = _Scanlines(file, width, 1)

    def write(self, rows: NDArray[np.uint8]) -> None:
        """The next rows (rows, W)."""
        self._scanlines.write(rows)

    def finish(self) -> None:
        """All rows are there."""
        self._scanlines.finish()


class _Scanlines:
    """Filters and compresses rows of bytes."""

    def __init__(self, file: IO[bytes], width: int, pixel: int) -> None:
        self._file = file
        self._pixel = pixel  # bytes of one
        self._above = np.zeros(width * pixel, np.uint8)
        self._compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, 15, 9, zlib.Z_FILTERED)
        self._waiting = bytearray()

    def write(self, rows: NDArray[np.uint8]) -> None:
        above = np.concatenate([self._above[None], rows[:-1]])
        filtered = _filtered(rows, above, self._pixel)
        self._above = rows[-1].copy()
        self._store(self._compressor.compress(filtered.tobytes()))

    def finish(self) -> None:
        self._store(self._compressor.flush())
        if self._waiting:
            _chunk(self._file, b"IDAT", bytes(self._waiting))
        _chunk(self._file, b"IEND", b"")

    def _store(self, data: bytes) -> None:
        self._waiting += data
        while len(self._waiting) >= _CHUNK:
            _chunk(self._file, b"IDAT", bytes(self._waiting[:_CHUNK]))
            del self._waiting[:_CHUNK]


def _filtered(rows: NDArray[np.uint8], above: NDArray[np.uint8], pixel: int) -> NDArray[np.uint8]:
    """Each row as the smallest of three filters leaves it, behind the filter's number."""
    left = np.zeros_like(rows)
    left[:, pixel:] = rows[:, :-pixel]
    corner = np.zeros_like(rows)
    corner[:, pixel:] = above[:, :-pixel]
    candidates = {1: rows - left, 2: rows - above, 4: rows - _paeth(left, above, corner)}
    # The rule of thumb of the standard: the least sum of what is left, taken as signed.
    sums = [np.abs(c.view(np.int8).astype(np.int16)).sum(1) for c in candidates.values()]
    best = np.argmin(sums, axis=0)
    made = np.empty((len(rows), rows.shape[1] + 1), np.uint8)
    for index, (number, candidate) in enumerate(candidates.items()):
        chosen = best == index
        made[chosen, 0] = number
        made[chosen, 1:] = candidate[chosen]
    return made


def _paeth(
    left: NDArray[np.uint8], above: NDArray[np.uint8], corner: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """Whichever neighbour is nearest to left + above - corner."""
    a, b, c = (x.astype(np.int16) for x in (left, above, corner))
    to_left, to_above, to_corner = np.abs(b - c), np.abs(a - c), np.abs(a + b - 2 * c)
    other = np.where(to_above <= to_corner, above, corner)
    return np.where((to_left <= to_above) & (to_left <= to_corner), left, other)


def _start(file: IO[bytes], header: PictureHeader, kind: int) -> None:
    file.write(b"\x89PNG\r\n\x1a\n")
    fields = struct.pack(">IIBBBBB", header.width, header.height, header.bits, kind, 0, 0, 0)
    _chunk(file, b"IHDR", fields)


def _chunk(file: IO[bytes], name: bytes, body: bytes) -> None:
    file.write(struct.pack(">I", len(body)) + name + body)
    file.write(struct.pack(">I", zlib.crc32(body, zlib.crc32(name))))
