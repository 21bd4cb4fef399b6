"""Layered pictures in OpenRaster: photo, painted picture and mask (Draft 0.0.5, baseline).

Krita, GIMP, MyPaint and Pinta open them. The painted layer is the finished picture; the mask
that was used lies hidden on top, to be used again.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from fst_gui.library.atomic import open_atomically
from fst_gui.library.errors import PhotoError
from fst_gui.library.header import Levels, PictureHeader
from fst_gui.library.png import GreyPngRows, PngRows
from fst_gui.library.writing import check_target, writing_told

SUFFIX = ".ora"
_MIMETYPE = b"image/openraster"
_THUMBNAIL = 256


class LayerRows:
    """Takes the rows of the layers from the top, 8 bits a channel."""

    def __init__(self, header: PictureHeader, files: Mapping[str, IO[bytes]]) -> None:
        self._photo = PngRows(files["photo"], header, None)
        self._painted = PngRows(files["painted"], header, None)
        self._mask = None
        if "mask" in files:
            self._mask = GreyPngRows(files["mask"], header.width, header.height)
        self.thumbnail = _Thumbnail(header.width, header.height)

    def write(
        self,
        photo: Levels,
        painted: Levels,
        alpha: Levels | None,
        mask: NDArray[np.uint8] | None,
    ) -> None:
        """The next rows: (rows, W, 3) of both pictures, (rows, W) of alpha and mask."""
        self._photo.write(photo, alpha)
        self._painted.write(painted, alpha)
        if self._mask is not None and mask is not None:
            self._mask.write(mask)
        self.thumbnail.add(painted)

    def finish(self) -> None:
        """All rows are there."""
        self._photo.finish()
        self._painted.finish()
        if self._mask is not None:
            self._mask.finish()


@contextlib.contextmanager
def open_layers(
    path: Path, header: PictureHeader, with_mask: bool, overwrite: bool
) -> Generator[LayerRows]:
    """An OpenRaster file to write rows to. It is there when the block ends well, whole.

    Raises ``PhotoError`` when the file exists and ``overwrite`` is false, or cannot be written.
    """
    if header.bits != 8:
        raise PhotoError("Layered pictures have 8 bits a channel.")
    check_target(path, overwrite)
    names = ["photo", "painted", "mask"] if with_mask else ["photo", "painted"]
    with writing_told(path), contextlib.ExitStack() as stack:
        # Beside the target: the usual place for such files is kept in memory on some systems.
        files = {
            name: stack.enter_context(tempfile.TemporaryFile(dir=path.parent)) for name in names
        }
        rows = LayerRows(header, files)
        yield rows
        rows.finish()
        file = stack.enter_context(open_atomically(path))
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(_entry("mimetype"), _MIMETYPE)  # first and as it is, so says the draft
            archive.writestr(_entry("stack.xml"), _stack(header, names))
            for name in names:
                _copy(archive, f"data/{name}.png", files[name])
            _copy(archive, "mergedimage.png", files["painted"])
            archive.writestr(_entry("Thumbnails/thumbnail.png"), rows.thumbnail.png())


def _stack(header: PictureHeader, names: list[str]) -> bytes:
    image = ElementTree.Element("image", version="0.0.5", w=str(header.width), h=str(header.height))
    if header.dpi is not None:
        image.set("xres", str(round(header.dpi)))
        image.set("yres", str(round(header.dpi)))
    layers = ElementTree.SubElement(image, "stack")
    for name in reversed(names):  # the topmost comes first
        ElementTree.SubElement(
            layers,
            "layer",
            {
                "name": name,
                "src": f"data/{name}.png",
                "x": "0",
                "y": "0",
                "opacity": "1.0",
                "visibility": "hidden" if name == "mask" else "visible",
                "composite-op": "svg:src-over",
            },
        )
    return ElementTree.tostring(image, encoding="UTF-8", xml_declaration=True)


def _entry(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))  # equal pictures give equal files


def _copy(archive: zipfile.ZipFile, name: str, file: IO[bytes]) -> None:
    file.seek(0)
    with archive.open(_entry(name), "w", force_zip64=True) as target:
        shutil.copyfileobj(file, target, 1 << 20)


class _Thumbnail:
    """A small picture averaged from rows as they come."""

    def __init__(self, width: int, height: int) -> None:
        factor = min(1.0, _THUMBNAIL / max(width, height))
        self._size = max(1, round(width * factor)), max(1, round(height * factor))
        self._height = height
        self._sum = np.zeros((self._size[1], self._size[0], 3))
        self._count = np.zeros(self._size[1])
        self._top = 0

    def add(self, rows: Levels) -> None:
        narrow = Image.fromarray(rows.astype(np.uint8, copy=False)).resize(
            (self._size[0], len(rows)), Image.Resampling.BOX
        )
        places = np.arange(self._top, self._top + len(rows)) * self._size[1] // self._height
        np.add.at(self._sum, places, np.asarray(narrow, np.float64))
        np.add.at(self._count, places, 1)
        self._top += len(rows)

    def png(self) -> bytes:
        mean = np.rint(self._sum / self._count[:, None, None]).astype(np.uint8)
        buffer = io.BytesIO()
        Image.fromarray(mean).save(buffer, "PNG")
        return buffer.getvalue()
