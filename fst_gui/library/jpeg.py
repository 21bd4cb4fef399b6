"""JPEG written row by row.

Pillow's encoder wants the whole picture. But a JPEG file may be cut by restart markers into
intervals that are coded without regard to each other (ITU-T T.81, F.1.1.5), so every band of
rows is encoded as a picture of its own and its coded data is joined to the rest. The decoded
picture is to the level the one that Pillow makes at once.
"""

from __future__ import annotations

import io
import struct
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from fst_gui.library.colour import srgb_profile
from fst_gui.library.header import Levels, PictureHeader

_FULL_COLOUR = 90  # from this quality on the colours are not subsampled
_BLOCK = 8
_LONGEST_INTERVAL = 65_535
_HIGHEST_DENSITY = 65_535  # dots per inch; the file has two bytes for them
_BAND_PIXELS = 500_000
_START_OF_FRAME, _START_OF_SCAN, _RESTART_INTERVAL = 0xC0, 0xDA, 0xDD
_FIRST_RESTART = 0xD0


class JpegRows:
    """A baseline JPEG file."""

    def __init__(self, file: IO[bytes], header: PictureHeader, exif: bytes | None) -> None:
        self._file = file
        self._header = header
        full = header.quality >= _FULL_COLOUR
        unit = _BLOCK if full else 2 * _BLOCK  # a coded unit's width and height in pixels
        units_across = -(-header.width // unit)
        wanted = max(1, _BAND_PIXELS // (header.width * unit))
        units_down = min(wanted, max(1, _LONGEST_INTERVAL // units_across))
        self._interval = units_across * units_down
        self._band = units_down * unit
        self._options: dict[str, Any] = {
            "quality": header.quality,
            "subsampling": "4:4:4" if full else "4:2:0",
        }
        self._first_options = {"icc_profile": srgb_profile()}
        if exif is not None:
            self._first_options["exif"] = exif
        if header.dpi is not None and round(header.dpi) <= _HIGHEST_DENSITY:
            self._options["dpi"] = (round(header.dpi), round(header.dpi))
        self._waiting: list[NDArray[np.uint8]] = []
        self._rows = 0
        self._bands = 0

    def write(self, pixels: Levels, alpha: Levels | None) -> None:
        """The next rows; JPEG has no place for alpha."""
        del alpha
        self._waiting.append(pixels.astype(np.uint8, copy=False))
        self._rows += len(pixels)
        if self._rows < self._band:
            return
        rows = np.concatenate(self._waiting)
        whole = len(rows) // self._band * self._band
        for top in range(0, whole, self._band):
            self._encode(rows[top : top + self._band])
        self._waiting = [rows[whole:].copy()]
        self._rows = len(rows) - whole

    def finish(self) -> None:
        """All rows are there."""
        if self._rows:
            self._encode(np.concatenate(self._waiting))
        self._file.write(b"\xff\xd9")

    def _encode(self, rows: NDArray[np.uint8]) -> None:
        first = self._bands == 0
        options = self._options | (self._first_options if first else {})
        buffer = io.BytesIO()
        Image.fromarray(rows).save(buffer, "JPEG", **options)
        data = buffer.getvalue()
        head, coded = _parted(data)
        if first:
            self._file.write(_for_the_whole(head, self._header.height, self._interval))
        else:
            self._file.write(bytes([0xFF, _FIRST_RESTART + (self._bands - 1) % 8]))
        self._file.write(coded)
        self._bands += 1


def _parted(data: bytes) -> tuple[bytes, bytes]:
    """A JPEG file's segments and its coded data, without the end marker."""
    at = 2
    while data[at + 1] != _START_OF_SCAN:
        at += 2 + _length(data, at)
    end = at + 2 + _length(data, at)
    return data[:end], data[end:-2]


def _for_the_whole(head: bytes, height: int, interval: int) -> bytes:
    """The segments with the whole picture's height and the length of the restart intervals."""
    made = bytearray(head)
    at = 2
    while made[at + 1] != _START_OF_SCAN:
        if made[at + 1] == _START_OF_FRAME:
            made[at + 5 : at + 7] = struct.pack(">H", height)
        at += 2 + _length(made, at)
    made[at:at] = struct.pack(">BBHH", 0xFF, _RESTART_INTERVAL, 4, interval)
    return bytes(made)


def _length(data: bytes | bytearray, at: int) -> int:
    return int.from_bytes(data[at + 2 : at + 4], "big")
