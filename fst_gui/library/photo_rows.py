"""Photos read from the top in strips of rows, so that their size does not decide the memory.

libvips decodes JPEG, PNG and TIFF row by row; its pixels are those of Pillow, which decides what
is opened and reads what the file says. The other formats (WebP, AVIF, HEIC and the rest) have
decoders that want the whole picture, as have interlaced PNG files; those are decoded once and
kept in memory. So are pictures that a camera stored lying on its side, by libvips, which moves
them to a temporary file above 100 MB.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from fst_gui.library.colour import ToSrgb
from fst_gui.library.decoding import damaged, decode, open_image, pillow
from fst_gui.library.header import Levels
from fst_gui.library.metadata import colour_profile, read_dpi, read_exif
from fst_gui.library.photo import Photo, decoded_photo, opened_file, srgb_converter
from fst_gui.sentences import together

if TYPE_CHECKING:
    import pyvips

_BY_ROWS = frozenset({"JPEG", "MPO", "PNG", "TIFF"})
_PLAIN_MODES = frozenset({"L", "LA", "RGB", "RGBA", "CMYK", "I;16", "I;16B", "I;16L"})
_ON_ITS_SIDE = 5  # from this orientation on, rows are columns; 3 and 4 are upside down
_UPSIDE_DOWN = 3


@dataclass(frozen=True)
class PhotoFacts:
    """What reading a photo takes.

    ``kind`` is the format where rows are decoded one after the other, and "whole" where the
    picture is in memory; ``turned`` says that rows come from a picture stored upside down or on
    its side, ``converted`` that their colours are converted as they are read.
    """

    height: int
    width: int
    has_alpha: bool
    kind: str
    turned: bool
    converted: bool


@dataclass(frozen=True, eq=False)
class PhotoRows(PhotoFacts):
    """A photo whose rows can be read, upright and in sRGB, as often as they are wanted.

    ``bits`` is 8, or 16 where the file has them. ``exif``, ``dpi`` and ``notice`` are as in
    ``Photo``; ``path`` is None for a pasted picture.
    """

    bits: int
    exif: bytes | None
    dpi: float | None
    notice: str
    path: Path | None
    name: str
    _open: Callable[[], pyvips.Image]
    _convert: Callable[[Levels], Levels]

    def facts(self) -> PhotoFacts:
        """What outlasts the rows, and the memory that they may hold."""
        return PhotoFacts(**{entry.name: getattr(self, entry.name) for entry in fields(PhotoFacts)})

    def resized(self, height: int, width: int) -> PhotoRows:
        """The same photo in another size, by Lanczos' kernel."""
        if (height, width) == (self.height, self.width):
            return self

        def open_resized() -> pyvips.Image:
            image = self._open()
            across, down = width / image.width, height / image.height
            if not self.has_alpha:
                return image.resize(across, vscale=down)
            # What is transparent must not bleed into what is not.
            whole = image.premultiply().resize(across, vscale=down).unpremultiply()
            return whole.rint().cast(image.format)

        return replace(self, height=height, width=width, _open=open_resized)

    def strips(self, rows: int) -> Iterator[tuple[Levels, Levels | None]]:
        """All rows from the top, ``rows`` at a time: (rows, W, 3) and alpha (rows, W) or None.

        uint8 or uint16, as ``bits`` says. Raises ``PhotoError`` when the file is damaged or gone.
        """
        vips = _vips()
        try:
            image = self._open()
            region = vips.Region.new(image)
            for top in range(0, self.height, rows):
                count = min(rows, self.height - top)
                data = region.fetch(0, top, self.width, count)
                dtype = np.uint16 if self.bits == 16 else np.uint8
                levels = np.frombuffer(data, dtype).reshape(count, self.width, -1)
                yield self._parted(levels)
        except vips.Error as error:
            raise damaged(self.name) from error

    def _parted(self, levels: Levels) -> tuple[Levels, Levels | None]:
        if not self.has_alpha:
            return self._convert(levels), None
        return self._convert(levels[..., :-1]), np.ascontiguousarray(levels[..., -1])


def photo_rows(photo: Photo) -> PhotoRows:
    """The rows of a photo in memory."""
    pixels = photo.pixels if photo.alpha is None else np.dstack([photo.pixels, photo.alpha])
    height, width = pixels.shape[:2]
    return PhotoRows(
        height=height,
        width=width,
        bits=8,
        has_alpha=photo.alpha is not None,
        exif=photo.exif,
        dpi=photo.dpi,
        notice=photo.notice,
        path=photo.path,
        name="The picture" if photo.path is None else photo.path.name,
        kind="whole",
        turned=False,
        converted=False,
        _open=lambda: _vips().Image.new_from_array(pixels),
        _convert=np.ascontiguousarray,
    )


def open_rows(path: Path) -> PhotoRows:
    """A picture file to read by rows. Raises ``PhotoError`` as ``read_photo`` does.

    Where rows can be decoded one after the other, damage shows only when they are read.
    """
    with opened_file(path) as file, pillow():
        image, notices = open_image(file, path.name)
        profile, dpi = colour_profile(image), read_dpi(image)
        streamed = _streamed(path, image, profile, dpi, notices)
        if streamed is not None:
            return streamed
        decode(image, path.name)
        return photo_rows(decoded_photo(image, profile, dpi, notices, path))


def _streamed(
    path: Path, header: Image.Image, profile: bytes | None, dpi: float | None, notices: list[str]
) -> PhotoRows | None:
    """The file read by libvips, or None for pictures that it reads otherwise than Pillow."""
    plain = header.mode in _PLAIN_MODES and "transparency" not in header.info
    if header.format not in _BY_ROWS or not plain:
        return None
    orientation, exif = read_exif(header)
    vips = _vips()
    try:
        stored = _open_stored(path, "sequential")
    except (vips.Error, UnicodeEncodeError):  # names that are not UTF-8 cannot be told to libvips
        return None
    if stored.format not in ("uchar", "ushort") or not 1 <= stored.bands <= 4:
        return None
    deep = stored.format == "ushort"
    has_alpha = bool(stored.hasalpha())
    if has_alpha != header.mode.endswith("A"):  # a channel that is not said to be transparency
        return None
    mode = {1: "L", 3: "RGB", 4: "CMYK"}.get(stored.bands - has_alpha)
    if mode is None or (deep and mode == "CMYK"):
        return None
    open_upright, to_srgb = _opener(path, orientation), srgb_converter(mode, profile, notices)
    if deep and to_srgb.moves_colours and profile:
        open_upright = _deep_srgb(open_upright, profile)
    on_its_side = orientation >= _ON_ITS_SIDE
    return PhotoRows(
        height=stored.width if on_its_side else stored.height,
        width=stored.height if on_its_side else stored.width,
        bits=16 if deep else 8,
        has_alpha=has_alpha,
        exif=exif,
        dpi=dpi,
        notice=together(*notices),
        path=path,
        name=path.name,
        kind="JPEG" if header.format == "MPO" else header.format,
        turned=orientation >= _UPSIDE_DOWN,
        converted=to_srgb.moves_colours,
        _open=open_upright,
        _convert=_in_colour if deep else _converted(mode, to_srgb),
    )


@functools.cache
def _vips() -> ModuleType:
    """libvips, loaded when it is first needed."""
    os.environ.setdefault("VIPS_WARNING", "1")  # its warnings go to the console, for programmers
    import pyvips

    pyvips.cache_set_max(0)  # it would keep whole pictures that are not asked for again
    return pyvips


def _open_stored(path: Path, access: str) -> pyvips.Image:
    # A source takes the name as it is; elsewhere libvips reads options behind it in brackets.
    vips = _vips()
    source = vips.Source.new_from_file(str(path))
    return vips.Image.new_from_source(source, "", access=access, fail_on="error")


def _opener(path: Path, orientation: int) -> Callable[[], pyvips.Image]:
    """How the file is opened so that its rows come upright and from the top."""
    if orientation == 1:
        return lambda: _open_stored(path, "sequential")

    def turned(access: str) -> pyvips.Image:
        image = _open_stored(path, access).copy()
        image.set_type(_vips().GValue.gint_type, "orientation", orientation)
        return image.autorot()

    if orientation < _UPSIDE_DOWN:
        return lambda: turned("sequential")
    return functools.cache(lambda: turned("random"))


def _deep_srgb(opener: Callable[[], pyvips.Image], profile: bytes) -> Callable[[], pyvips.Image]:
    """16 bits a channel converted to sRGB, which Pillow cannot do."""

    def converted() -> pyvips.Image:
        image: Any = opener()
        if image.bands < 3 and profile[16:20] == b"RGB ":  # see ``ToSrgb``
            grey, *alpha = image.bandsplit()
            image = grey.bandjoin([grey, grey, *alpha]).copy(interpretation="rgb16")
        image = image.copy()
        image.set_type(_vips().GValue.blob_type, "icc-profile-data", profile)
        return image.icc_transform("srgb", embedded=True, intent="perceptual", depth=16)

    return converted


def _converted(mode: str, to_srgb: ToSrgb) -> Callable[[Levels], Levels]:
    """How strips of 8 bits become sRGB: as Pillow does it, to the level."""
    if mode == "RGB" and not to_srgb.moves_colours:
        return np.ascontiguousarray

    def converted(levels: Levels) -> Levels:
        size = levels.shape[1], levels.shape[0]
        return np.array(to_srgb.convert(Image.frombytes(mode, size, levels.tobytes())))

    return converted


def _in_colour(levels: Levels) -> Levels:
    return np.ascontiguousarray(np.broadcast_to(levels, (*levels.shape[:2], 3)))
