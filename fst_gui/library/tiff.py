"""TIFF written row by row, in strips that are compressed one by one.

Pillow writes whole pictures, and its compressing writer fails on the camera's part of EXIF; its
writer of directories is used here. The directory stands before the strips; room for it is left
and filled at the end, when their lengths are known.
"""

from __future__ import annotations

import struct
import zlib
from typing import IO, Any

import numpy as np
from PIL import ExifTags, Image, TiffImagePlugin
from PIL.TiffTags import LONG, SHORT, UNDEFINED

from fst_gui.library.colour import srgb_profile
from fst_gui.library.header import Levels, PictureHeader, with_alpha

_LEVEL = 4
_DEFLATE, _DIFFERENCES, _RGB, _UNASSOCIATED, _INCH = 8, 2, 2, 2, 2
_HEADER = b"II*\0"
_START = 8  # of the directory
_STRIP_BYTES = 1 << 20


class TiffRows:
    """A TIFF file in RGB or RGBA, 8 or 16 bits, compressed without loss."""

    def __init__(self, file: IO[bytes], header: PictureHeader, exif: bytes | None) -> None:
        self._file = file
        self._header = header
        self._exif = exif
        self._channels = 4 if header.has_alpha else 3
        bytes_of_row = header.width * self._channels * header.bits // 8
        self._rows_of_strip = max(1, _STRIP_BYTES // bytes_of_row)
        self._offsets: list[int] = []
        self._lengths: list[int] = []
        self._waiting: list[Levels] = []
        self._rows = 0
        strips = -(-header.height // self._rows_of_strip)
        self._room = len(self._directory([0] * strips, [0] * strips))
        file.write(_HEADER + struct.pack("<I", _START) + bytes(self._room))
        self._end = 0  # of the strips, from the first

    def write(self, pixels: Levels, alpha: Levels | None) -> None:
        """The next rows."""
        self._waiting.append(with_alpha(pixels, alpha))
        self._rows += len(pixels)
        if self._rows < self._rows_of_strip:
            return
        rows = np.concatenate(self._waiting)
        whole = len(rows) // self._rows_of_strip * self._rows_of_strip
        for top in range(0, whole, self._rows_of_strip):
            self._strip(rows[top : top + self._rows_of_strip])
        self._waiting = [rows[whole:].copy()]
        self._rows = len(rows) - whole

    def finish(self) -> None:
        """All rows are there."""
        if self._rows:
            self._strip(np.concatenate(self._waiting))
        self._file.seek(_START)
        self._file.write(self._directory(self._offsets, self._lengths))
        self._file.seek(0, 2)

    def _strip(self, rows: Levels) -> None:
        little = rows.astype(f"<u{self._header.bits // 8}")
        little[:, 1:] -= rows[:, :-1]  # differences are smaller, and wrap around as they should
        self._offsets.append(self._end)
        self._lengths.append(self._file.write(zlib.compress(little.tobytes(), _LEVEL)))
        self._end += self._lengths[-1]

    def _directory(self, offsets: list[int], lengths: list[int]) -> bytes:
        """The directory; ``offsets`` of the strips are counted from its end."""
        header = self._header
        directory = TiffImagePlugin.ImageFileDirectory_v2(_HEADER + bytes(4))
        if self._exif is not None:
            block = Image.Exif()
            block.load(self._exif)
            for tag, value in block.items():
                sub = tag in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo)
                directory[tag] = dict(block.get_ifd(tag)) if sub else value
        fields: dict[int, tuple[int, Any]] = {
            TiffImagePlugin.IMAGEWIDTH: (LONG, header.width),
            TiffImagePlugin.IMAGELENGTH: (LONG, header.height),
            TiffImagePlugin.BITSPERSAMPLE: (SHORT, (header.bits,) * self._channels),
            TiffImagePlugin.COMPRESSION: (SHORT, _DEFLATE),
            TiffImagePlugin.PHOTOMETRIC_INTERPRETATION: (SHORT, _RGB),
            TiffImagePlugin.SAMPLESPERPIXEL: (SHORT, self._channels),
            TiffImagePlugin.ROWSPERSTRIP: (LONG, self._rows_of_strip),
            TiffImagePlugin.STRIPBYTECOUNTS: (LONG, tuple(lengths)),
            TiffImagePlugin.PLANAR_CONFIGURATION: (SHORT, 1),
            TiffImagePlugin.PREDICTOR: (SHORT, _DIFFERENCES),
            TiffImagePlugin.ICCPROFILE: (UNDEFINED, srgb_profile()),
        }
        if header.has_alpha:
            fields[TiffImagePlugin.EXTRASAMPLES] = (SHORT, (_UNASSOCIATED,))
        for tag, (kind, value) in fields.items():
            directory.tagtype[tag] = kind
            directory[tag] = value
        if header.dpi is not None:
            directory[TiffImagePlugin.X_RESOLUTION] = header.dpi
            directory[TiffImagePlugin.Y_RESOLUTION] = header.dpi
            directory[TiffImagePlugin.RESOLUTION_UNIT] = _INCH
        # Pillow adds the directory's end to them.
        directory.tagtype[TiffImagePlugin.STRIPOFFSETS] = LONG
        directory[TiffImagePlugin.STRIPOFFSETS] = tuple(offsets)
        return directory.tobytes(_START)
