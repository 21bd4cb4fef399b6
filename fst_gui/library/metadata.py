"""What a picture file says about its picture: EXIF, orientation, colour profile, resolution."""

from __future__ import annotations

import contextlib
from typing import IO

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngImageFile

from fst_gui.library.colour import adobe_rgb_profile, srgb_profile
from fst_gui.library.decoding import DAMAGED
from fst_gui.library.header import EXIF_MARK

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
_INCH, _CENTIMETRE = 2, 3  # EXIF units of resolution
_SRGB, _OTHER_COLOURS = 1, 65535  # what EXIF knows of colour spaces
_ADOBE_RGB = "R03"  # the name that cameras' rules give it (DCF 2.0)


def read_exif(image: Image.Image) -> tuple[int, bytes | None]:
    """The orientation, 1 to 8, and the EXIF block for the upright picture in sRGB, or None.

    Does not decode the picture. A torn block counts as none.
    """
    try:
        exif = _exif_block(image)
        orientation = exif.get(ExifTags.Base.Orientation, 1)
        for tag in set(exif) - _KEPT_TAGS:
            del exif[tag]
        if not exif:
            return _known(orientation), None
        exif[ExifTags.Base.Orientation] = 1
        if ExifTags.IFD.Exif in exif:
            exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.ColorSpace] = _SRGB
        return _known(orientation), exif.tobytes()
    except DAMAGED:
        return 1, None


def colour_profile(image: Image.Image) -> bytes | None:
    """The embedded profile; None for our sRGB; Adobe RGB's where only EXIF says so, as cameras do.

    None is sRGB, our own profile of it included. To be asked before ``read_exif``, which
    resets what EXIF says.
    """
    profile = image.info.get("icc_profile")
    if profile:
        # Our own pictures need no conversion, and come back to the level.
        return None if profile == srgb_profile() else profile
    with contextlib.suppress(*DAMAGED):
        exif = _exif_block(image)
        if ExifTags.IFD.Exif not in exif:  # asking for its content would make one
            return None
        camera = exif.get_ifd(ExifTags.IFD.Exif)
        name = exif.get_ifd(ExifTags.IFD.Interop).get(ExifTags.Interop.InteropIndex)
        if camera.get(ExifTags.Base.ColorSpace) == _OTHER_COLOURS and name == _ADOBE_RGB:
            return adobe_rgb_profile()
    return None


def read_dpi(image: Image.Image) -> float | None:
    """Dots per inch, where the file tells."""
    with contextlib.suppress(*DAMAGED):
        dpi = float(image.info["dpi"][0]) if "dpi" in image.info else _exif_dpi(_exif_block(image))
        if 1.0 < dpi < 100_000.0:  # some programs write 0 or 1 for "unknown"
            return dpi
    return None


def fitted_exif(exif: bytes | None, width: int, height: int, dpi: float | None) -> bytes | None:
    """An EXIF block as ``read_exif`` gives it, for a picture of that size and resolution."""
    if exif is None:
        return None
    block = Image.Exif()
    block.load(exif)
    if dpi is not None:
        _set_resolution(block, dpi)
    if ExifTags.IFD.Exif in block:
        camera = block.get_ifd(ExifTags.IFD.Exif)
        for tag, value in (
            (ExifTags.Base.ExifImageWidth, width),
            (ExifTags.Base.ExifImageHeight, height),
        ):
            if tag in camera:
                camera[tag] = value
    return block.tobytes()


def resolution_exif(dpi: float) -> bytes:
    """An EXIF block that tells the resolution and nothing else."""
    block = Image.Exif()
    _set_resolution(block, dpi)
    return block.tobytes()


def _exif_dpi(block: Image.Exif) -> float:
    """What WebP, AVIF and HEIC files say of their resolution; 0 for nothing."""
    unit = block.get(ExifTags.Base.ResolutionUnit, _INCH)
    units_an_inch = {_INCH: 1.0, _CENTIMETRE: 2.54}.get(unit, 0.0)
    return float(block.get(ExifTags.Base.XResolution, 0.0)) * units_an_inch


def _set_resolution(block: Image.Exif, dpi: float) -> None:
    block[ExifTags.Base.XResolution] = block[ExifTags.Base.YResolution] = dpi
    block[ExifTags.Base.ResolutionUnit] = _INCH


def _exif_block(image: Image.Image) -> Image.Exif:
    # Pillow's method for PNG decodes the whole picture, to look for a block behind it.
    if not isinstance(image, PngImageFile):
        return image.getexif()
    if "exif" not in image.info and image.fp is not None:
        late = _png_exif(image.fp)
        if late is not None:
            image.info["exif"] = late
    return Image.Image.getexif(image)


def _png_exif(file: IO[bytes]) -> bytes | None:
    """The EXIF block of a PNG file, wherever it stands; the file is left where it was."""
    here = file.tell()
    try:
        file.seek(8)
        while len(head := file.read(8)) == 8:
            length = int.from_bytes(head[:4], "big")
            if head[4:] == b"eXIf":
                return EXIF_MARK + file.read(length)
            file.seek(length + 4, 1)
        return None
    finally:
        file.seek(here)


def _known(orientation: object) -> int:
    return orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1
