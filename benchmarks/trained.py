"""Styles trained for a measurement, and how far they come."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from fst_gui import paths
from fst_gui.engine.compare.figures import PaintingTarget, compare, judged_photo
from fst_gui.engine.data import to_float
from fst_gui.engine.events import Painted
from fst_gui.engine.networks.styled import StyleParameters
from fst_gui.engine.stylize import stylize
from fst_gui.library.photo import read_photo
from fst_gui.library.style_pack import Credits
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.folders import picture_files, picture_table
from fst_gui.workshop.training_request import Painting, TrainingRequest


def passing_atelier(place: Path) -> Atelier:
    """The shipped models; styles and trainings below a folder that is thrown away."""
    return Atelier(paths.models_dir(), place, paths.perceptual_weights(), place / "trainings")


def unseen_photos(folder: Path, count: int) -> list[Path]:
    """Photos that nothing was learned from, evenly through the folder and its table."""
    table = picture_table(folder)
    unseen = [file for file in picture_files(folder) if table[file.name]["split"] != "train"]
    return unseen[:: max(1, len(unseen) // count)][:count]


def request_for(
    atelier: Atelier, painting: Path, name: str, photos: Path | None, minutes: float | None = None
) -> TrainingRequest:
    """A training of one painting; ``name`` is that of the style and of its file."""
    return TrainingRequest(
        paintings=(Painting(painting),),
        credits=Credits(name, name, "", "", "", ""),
        output=atelier.own_styles / f"{name}.fststyle",
        photos=photos,
        minutes=minutes,
    )


def measure_style(
    atelier: Atelier, style: StyleParameters, painting: Path, photos: Sequence[Path]
) -> tuple[float, float]:
    """C and S of photos painted in a style, as ``fst-gui evaluate`` computes them; means."""
    judge = atelier.models.judge
    target = PaintingTarget(judge, read_photo(painting).pixels)
    found: list[tuple[float, float]] = []
    for photo in photos:
        picture = judged_photo(read_photo(photo).pixels)
        pixels = (picture[0] * 255).round().to(torch.uint8).permute(1, 2, 0).contiguous().numpy()
        for event in stylize(atelier.models.painter, pixels, style):
            if isinstance(event, Painted):
                figures = compare(judge, to_float(torch.from_numpy(event.pixels)), picture, target)
                found.append((figures.content, figures.style))
    content, likeness = np.mean(found, axis=0)
    return float(content), float(likeness)
