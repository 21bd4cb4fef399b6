"""What an export would be, before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from fst_gui.engine.settings import working_shape
from fst_gui.library.errors import LibraryError
from fst_gui.library.export import ExportSettings
from fst_gui.state.look import Look

# The recurrent network paints in cells of so many pixels of the working picture: that is about
# how wide its strokes are.
_STROKE = 8
_MILLIMETRES = 10.0  # a centimetre


@dataclass(frozen=True)
class ExportPlan:
    """Size in pixels and in centimetres on paper; how wide a stroke is there.

    ``enlarged`` is how many times as wide as the photo it is.
    ``problem`` is a sentence when it cannot be made; then the figures are 0.
    """

    width: int = 0
    height: int = 0
    paper: tuple[float, float] = (0.0, 0.0)
    stroke_millimetres: float = 0.0
    enlarged: float = 1.0
    problem: str = ""


def plan_export(size: tuple[int, int], look: Look, settings: ExportSettings) -> ExportPlan:
    """For a photo of that width and height."""
    try:
        width, height = settings.pixel_size(*size)
        paper = settings.centimetres(*size)
    except LibraryError as error:
        return ExportPlan(problem=str(error))
    working = working_shape(size[1], size[0], look.settings.stroke_size)
    stroke = _STROKE / max(working) * max(paper) * _MILLIMETRES
    return ExportPlan(width, height, paper, stroke, enlarged=width / max(1, size[0]))
