"""What a person can choose about the file that a painted picture becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from fst_gui.library.decoding import MAXIMUM_PIXELS
from fst_gui.library.errors import PhotoError

Unit = Literal["pixels", "centimetres"]
DEFAULT_DPI = 300.0
_CENTIMETRES_PER_INCH = 2.54


@dataclass(frozen=True)
class ExportSettings:
    """How a painted picture is written; the file name's ending chooses the format.

    ``size`` is that of the longer side in ``unit``, or None for the photo's own; the shape is
    always the photo's. ``dpi`` is the resolution written into the file; None keeps the photo's,
    and in centimetres means 300. ``quality`` counts for JPEG, WebP and AVIF. Without
    ``keep_metadata`` nothing is written but colour profile and resolution: no camera, no place.

    Raises ``PhotoError`` for a setting out of range.
    """

    size: float | None = None
    unit: Unit = "pixels"
    dpi: float | None = None
    quality: int = 95
    keep_metadata: bool = True

    def __post_init__(self) -> None:
        if self.unit not in get_args(Unit):
            raise PhotoError("The size must be in pixels or in centimetres.")
        if self.size is not None and not 0.1 <= self.size <= MAXIMUM_PIXELS:
            raise PhotoError(
                "The size of the picture must lie between 0.1 and {millions} million.",
                millions=MAXIMUM_PIXELS // 1_000_000,
            )
        if self.dpi is not None and not 1.0 < self.dpi <= 10_000.0:
            raise PhotoError("The resolution must lie between 2 and 10000 dots per inch.")
        if not 1 <= self.quality <= 100:
            raise PhotoError("The quality must lie between 1 and 100.")

    def pixel_size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height of the picture of a photo of that width and height.

        Raises ``PhotoError`` when it would have more than ``MAXIMUM_PIXELS``.
        """
        if self.size is None:
            return width, height
        longest = self.size
        if self.unit == "centimetres":
            longest = self.size / _CENTIMETRES_PER_INCH * (self.dpi or DEFAULT_DPI)
        factor = longest / max(width, height)
        size = max(1, round(width * factor)), max(1, round(height * factor))
        if size[0] * size[1] > MAXIMUM_PIXELS:
            raise PhotoError(
                "A picture of {width} by {height} pixels has more than {millions} million; choose "
                "a smaller size or resolution.",
                width=size[0],
                height=size[1],
                millions=MAXIMUM_PIXELS // 1_000_000,
            )
        return size

    def written_dpi(self, photo_dpi: float | None) -> float | None:
        """Dots per inch that the file is to say, given what the photo's file says."""
        if self.dpi is None and self.unit == "centimetres" and self.size is not None:
            return DEFAULT_DPI
        return self.dpi or photo_dpi

    def centimetres(self, width: int, height: int) -> tuple[float, float]:
        """Width and height on paper of the picture of a photo of that width and height."""
        pixels = self.pixel_size(width, height)
        per_pixel = _CENTIMETRES_PER_INCH / (self.dpi or DEFAULT_DPI)
        return pixels[0] * per_pixel, pixels[1] * per_pixel
