"""What a painter can choose, beside the styles, before a photo is painted. Free of torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from fst_gui.engine.errors import PictureError

Colours = Literal["painting", "photo", "luminance"]
MAXIMUM_ITERATIONS = 6
# The third and every further one costs more of the content than it gains of the style.
USUAL_ITERATIONS = 2
MAXIMUM_OVERPAINTING = 12
MAXIMUM_SEED = 2**31 - 1
# The content loss that the style of a usual painting is trained to, unless somebody wants more or
# less of the photo, and the one that such a painting has without training: a training keeps a
# little more of the photo, and so it does for paintings that are not the usual one.
USUAL_CONTENT = 0.71
UNTRAINED_CONTENT = 0.74
# The same for the base network, the mean over its paintings.
BASE_CONTENT = 0.80
# What the style weighs beside the content when a style's training begins: about what the base's
# training ended with, or the first steps are spent on finding it.
USUAL_STYLE_WEIGHT = 6.5
# Paintings are read with their shorter side at this many pixels at most.
PAINTING_SHORT_SIDE = 512
# Pictures are painted at this size at most and the maps enlarged, so that a preview of this
# size and an export of any size have the same strokes, and memory stays bounded.
WORKING_PIXELS = 768 * 768
_SHORTEST_SIDE = 64  # a coarser stroke than that would leave nothing to paint with


@dataclass(frozen=True)
class PaintSettings:
    """The controls of one painted picture; the defaults are those of a new picture.

    ``strength``: 0 leaves the photo as it is, 1 is the whole style. ``stroke_size``: relative to
    the picture, 1 as the style was learned, 2 twice as coarse. ``iterations``: how often the
    recurrent network looks again. ``overpainting``: layers painted over that, each of which takes
    several times as long as everything before. ``colours``: the painting's; the photo's, spread
    and mean matched to the photo; or luminance, the photo's hue and saturation untouched. ``seed``
    chooses among equally good brushwork.

    Raises ``PictureError`` for a setting out of range.
    """

    strength: float = 1.0
    stroke_size: float = 1.0
    iterations: int = USUAL_ITERATIONS
    colours: Colours = "painting"
    seed: int = 0
    overpainting: int = 0

    def __post_init__(self) -> None:
        if not 0.0 <= self.strength <= 1.0:
            raise PictureError("The strength must lie between 0 and 1.")
        if not 0.5 <= self.stroke_size <= 4.0:
            raise PictureError("The stroke size must lie between 0.5 and 4.")
        if not 1 <= self.iterations <= MAXIMUM_ITERATIONS:
            raise PictureError(
                "The refinement must lie between 1 and {maximum_iterations}.",
                maximum_iterations=MAXIMUM_ITERATIONS,
            )
        if not 0 <= self.overpainting <= MAXIMUM_OVERPAINTING:
            raise PictureError(
                "The overpainting must lie between 0 and {maximum} layers.",
                maximum=MAXIMUM_OVERPAINTING,
            )
        if self.colours not in get_args(Colours):
            raise PictureError("The colours must be painting, photo or luminance.")
        if not 0 <= self.seed <= MAXIMUM_SEED:
            raise PictureError("The seed must lie between 0 and {maximum}.", maximum=MAXIMUM_SEED)

    @property
    def layers(self) -> int:
        """How many layers are painted over: none where the photo stays as it is."""
        return self.overpainting if self.strength > 0.0 else 0


def judged_scale(height: int, width: int) -> float:
    """How much smaller VGG19 sees a working picture that is painted over: as it reads paintings,
    so that strokes are as large beside the one as beside the other."""
    return min(1.0, PAINTING_SHORT_SIDE / min(height, width))


def working_shape(height: int, width: int, stroke_size: float) -> tuple[int, int]:
    """Height and width at which a picture is painted; only its shape and the strokes decide.

    A coarser stroke is a smaller working picture, and a finer one a larger, even an enlarged
    one.
    """
    usual = min(1.0, (WORKING_PIXELS / (height * width)) ** 0.5)
    factor = usual / stroke_size
    if factor < usual:
        factor = max(factor, min(usual, _SHORTEST_SIDE / min(height, width)))
    return max(1, round(height * factor)), max(1, round(width * factor))
