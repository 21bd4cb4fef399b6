"""From a photo on the disk to a painted picture on the disk, in memory that has a bound.

The photo is read in strips: once for the small picture that is painted, and, where its pixels join
the painted maps, once more on the way to the file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from fst_gui.engine.events import Progress
from fst_gui.engine.settings import PaintSettings, working_shape
from fst_gui.engine.steps import telling
from fst_gui.library import openraster
from fst_gui.library.export import ExportSettings
from fst_gui.library.header import Levels, PictureHeader
from fst_gui.library.photo import Photo, Pixels
from fst_gui.library.photo_rows import PhotoFacts, PhotoRows, open_rows, photo_rows
from fst_gui.library.writing import check_size, check_target, open_picture, possible_bits
from fst_gui.workshop.atelier import Mask, StyleShare

if TYPE_CHECKING:
    from torch import Tensor

    from fst_gui.engine.maps import PaintedMaps, PaintedPicture
    from fst_gui.engine.sitter import Sitter
    from fst_gui.workshop.atelier import Atelier

_DEFAULTS = PaintSettings()
_AS_THE_PHOTO = ExportSettings()
_READING = 0.3  # of the time for a pixel that is written, roughly


@dataclass(frozen=True, eq=False)
class Previewed:
    """The photo's pixels (H, W, 3) that a preview was painted from, and the layers it has of the
    look that is exported."""

    pixels: Pixels
    layers: int


@dataclass(frozen=True, eq=False)
class ExportRequest:
    """A photo, how it is painted, and the file that becomes of it.

    ``photo`` is a file, or a photo in memory that has none. The ending of ``target`` chooses the
    format; ``.ora`` gives layers. What was painted for a preview is not painted again.
    """

    photo: Path | Photo
    target: Path
    styles: Sequence[StyleShare]
    settings: PaintSettings = _DEFAULTS
    mask: Mask | None = None
    export: ExportSettings = _AS_THE_PHOTO
    overwrite: bool = False
    previewed: Previewed | None = None


@dataclass(frozen=True)
class Exported:
    """The picture is on the disk. ``notice`` is what the photo's file gave reason to say,
    ``kept`` the layers of overpainting that a preview had already, and ``photo`` what it was
    painted from."""

    path: Path
    width: int
    height: int
    notice: str
    kept: int = 0
    photo: PhotoFacts | None = None


def export_picture(
    atelier: Atelier, request: ExportRequest
) -> Generator[Progress | Exported, None, None]:
    """Paint and write a picture; ends with ``Exported``. Nothing is written when closed early.

    Raises ``LibraryError`` or ``EngineError``; what can be known before painting is found first.
    """
    from fst_gui.engine.maps import PaintedPicture, check_mask, paint_strengths
    from fst_gui.engine.overpainting import Overpainted
    from fst_gui.engine.stylize import STRIP_PIXELS
    from fst_gui.engine.working import WorkingPicture

    check_target(request.target, request.overwrite)
    check_mask(request.mask)
    photo = request.photo
    source = open_rows(photo) if isinstance(photo, Path) else photo_rows(photo)
    width, height = request.export.pixel_size(source.width, source.height)
    header = _header(source, request, width, height)
    yield from telling(atelier.look_at(request.styles), lambda _: Progress(0.0))
    style = atelier.mix(request.styles)

    small = working_shape(source.height, source.width, request.settings.stroke_size)
    read, layers = _shares(request, source, small, width * height)
    working = WorkingPicture((source.height, source.width), small)
    top = 0
    for rows, _ in source.strips(max(1, STRIP_PIXELS // source.width)):
        working.add(rows)
        top += len(rows)
        yield Progress(read * (top / source.height))
    models, settings, kept = atelier.models, request.settings, None
    sitter = _sitter(atelier, request.previewed, working.picture())
    strengths: Sequence[PaintedMaps] = yield from paint_strengths(
        models.painter, sitter, style, settings, request.mask, models.plain, read
    )
    if settings.layers:
        overpainter = atelier.overpainter(request.styles)
        for event in overpainter.layers(strengths, sitter, settings.layers):
            if isinstance(event, Overpainted):
                strengths = event.strengths
                kept = event.layers if kept is None else kept
            else:
                yield Progress(read + layers * event)
    done = read + layers
    picture = PaintedPicture(strengths, height, width, request.mask)
    with _open_target(request, header, picture) as write:
        top = 0
        shown = picture.shows_photo
        for rows, alpha in _strips_to_write(source, request, header, shown):
            write(rows, alpha, top)
            top += len(rows)
            yield Progress(done + (1.0 - done) * top / height)
    yield Exported(request.target, width, height, source.notice, kept or 0, source.facts())


def _sitter(atelier: Atelier, previewed: Previewed | None, working: Tensor) -> Sitter:
    """The one that a preview was painted from where it is this working picture, to the bit; so a
    picture does not depend on whether there was a preview."""
    from fst_gui.engine.sitter import Sitter

    if previewed is not None:
        height, width = working.shape[-2:]
        sitter = atelier.sitters.find(previewed.pixels, (height, width))
        if sitter is not None and bool((sitter.working == working).all()):
            return sitter
    return Sitter(working)


def _shares(
    request: ExportRequest, source: PhotoRows, painted: tuple[int, int], target: int
) -> tuple[float, float]:
    """Which part of the time reading takes, and which overpainting, roughly."""
    from fst_gui.engine.overpainting import LAYER_EFFORT

    reading = _READING * source.width * source.height
    layers = LAYER_EFFORT * request.settings.layers * painted[0] * painted[1]
    whole = reading + layers + target
    return reading / whole, layers / whole


def photo_read_again(request: ExportRequest, source: PhotoFacts, shown: bool) -> bool:
    """Whether the photo's rows are wanted a second time, while the picture is written."""
    return shown or source.has_alpha or _is_layered(request.target)


def _strips_to_write(
    source: PhotoRows, request: ExportRequest, header: PictureHeader, shown: bool
) -> Iterator[tuple[Levels, Levels | None]]:
    """The photo's rows and their alpha in the target's size; blank ones where nobody looks."""
    from fst_gui.engine.stylize import STRIP_PIXELS

    strip = max(1, STRIP_PIXELS // header.width)
    if photo_read_again(request, source, shown):
        yield from source.resized(header.height, header.width).strips(strip)
        return
    blank = np.zeros((strip, header.width, 3), np.uint16 if header.bits == 16 else np.uint8)
    for top in range(0, header.height, strip):
        yield blank[: header.height - top], None


@contextlib.contextmanager
def _open_target(
    request: ExportRequest, header: PictureHeader, picture: PaintedPicture
) -> Generator[Callable[[Levels, Levels | None, int], None]]:
    """How the photo's rows, their alpha and the first one's place are painted and written."""
    from fst_gui.engine.working import as_levels

    def in_bits(levels: Levels) -> Levels:
        return as_levels(levels) if header.bits == 8 else levels

    path = request.target
    if _is_layered(path):
        masked = request.mask is not None
        with openraster.open_layers(path, header, masked, request.overwrite) as layers:

            def write_layers(rows: Levels, alpha: Levels | None, top: int) -> None:
                rows = in_bits(rows)
                mask = picture.mask_strip(top, len(rows)) if masked else None
                alpha = None if alpha is None else in_bits(alpha)
                layers.write(rows, picture.strip(rows, top), alpha, mask)

            yield write_layers
    else:
        with open_picture(path, header, request.overwrite) as file:

            def write(rows: Levels, alpha: Levels | None, top: int) -> None:
                painted = picture.strip(in_bits(rows), top)
                file.write(painted, None if alpha is None else in_bits(alpha))

            yield write


def _is_layered(path: Path) -> bool:
    return path.suffix.lower() == openraster.SUFFIX


def _header(source: PhotoRows, request: ExportRequest, width: int, height: int) -> PictureHeader:
    layered = _is_layered(request.target)
    if not layered:
        check_size(request.target, width, height)
    return PictureHeader(
        width=width,
        height=height,
        bits=8 if layered else possible_bits(request.target, source.bits),
        has_alpha=source.has_alpha,
        exif=source.exif if request.export.keep_metadata else None,
        dpi=request.export.written_dpi(source.dpi),
        quality=request.export.quality,
    )
