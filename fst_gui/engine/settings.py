"""What a painter can choose, beside the styles, before a photo is painted. Free of torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from fst_gui.engine.errors import PictureError

Colours = Literal["painting", "photo", "luminance"]
MAXIMUM_ITERATIONS = 6


@dataclass(frozen=True)
class PaintSettings:
    """The controls of one painted picture; the defaults are those of a new picture.

    ``strength``: 0 leaves the photo as it is, 1 is the whole style. ``stroke_size``: relative to
    the picture, 1 as the style was learned, 2 twice as coarse. ``iterations``: how often the
    recurrent network looks again. ``colours``: the painting's; the photo's, spread and mean
    matched to the photo; or luminance, the photo's hue and saturation untouched. ``seed``
    chooses among equally good brushwork.

    Raises ``PictureError`` for a setting out of range.
    """

    strength: float = 1.0
    stroke_size: float = 1.0
    iterations: int = 3
    colours: Colours = "painting"
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0.0 <= self.strength <= 1.0:
            raise PictureError("The strength must lie between 0 and 1.")
        if not 0.5 <= self.stroke_size <= 4.0:
            raise PictureError("The stroke size must lie between 0.5 and 4.")
        if not 1 <= self.iterations <= MAXIMUM_ITERATIONS:
            raise PictureError(f"The refinement must lie between 1 and {MAXIMUM_ITERATIONS}.")
        if self.colours not in get_args(Colours):
            raise PictureError("The colours must be painting, photo or luminance.")
        if self.seed < 0:
            raise PictureError("The seed must not be negative.")
