"""How near the shipped styles come, beside the same paintings read without training.

    python -m benchmarks.shipped --photos PHOTOS --paintings PAINTINGS [--output DIR]

Three photos that nothing was learned from, every fourteenth, with their longer side at 480 pixels;
C, S and the checkerboard figure as in ``evaluate``, judged in float32. Then every second painting
of ``models/held_out.txt``, which no training saw. Means are printed, single rows kept as JSON.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from benchmarks.machine import keep
from benchmarks.trained import passing_atelier, unseen_photos
from fst_gui import paths
from fst_gui.engine.compare.figures import PaintingTarget, compare
from fst_gui.engine.data import to_float
from fst_gui.engine.events import Painted
from fst_gui.engine.settings import PaintSettings
from fst_gui.library.photo import read_photo
from fst_gui.workshop.atelier import Atelier

_PHOTOS = 3
_LONGEST = 480
_LAYERS = (0, 4, 8)
_FIGURES: tuple[str, ...] = ("content", "style", "checkerboard", "photo_style")

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Row:
    """One painting with so many layers: the means over the photos."""

    group: str
    name: str
    layers: int
    figures: Mapping[str, float]

    def flat(self) -> dict[str, str | int | float]:
        """As it is kept."""
        return {"group": self.group, "name": self.name, "layers": self.layers, **self.figures}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--paintings", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=Path("benchmarks/results"))
    options = parser.parse_args()
    photos = [_reduced(file) for file in unseen_photos(options.photos, _PHOTOS)]
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as place:
        atelier = passing_atelier(Path(place))
        for group, name, painting, style in _wanted(options.paintings):
            rows += _measured(atelier, group, name, painting, style, photos)
    for key, means in _means(rows).items():
        print(f"{key:28} " + "  ".join(f"{name} {value:.3f}" for name, value in means.items()))
    keep(options.output, "shipped", {"rows": [row.flat() for row in rows], "means": _means(rows)})


def _wanted(paintings: Path) -> Iterator[tuple[str, str, Path, str]]:
    """Group, name, painting and what to paint in: a style's name or the painting itself."""
    models = paths.models_dir()
    with (models / "gallery.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            painting = paintings / row["file"]
            yield "trained", row["name"], painting, row["name"]
            yield "without training", row["name"], painting, str(painting)
    for file in (models / "held_out.txt").read_text("utf-8").split()[::2]:
        yield "kept out", Path(file).stem, paintings / file, str(paintings / file)


def _measured(
    atelier: Atelier,
    group: str,
    name: str,
    painting: Path,
    style: str,
    photos: Sequence[Pixels],
) -> list[Row]:
    """A row for each number of layers, the means over the photos."""
    judge = atelier.models.exact_judge
    target = PaintingTarget(judge, read_photo(painting).pixels)
    found: dict[int, list[list[float]]] = {layers: [] for layers in _LAYERS}
    for photo in photos:
        for layers in _LAYERS:
            painted = _painted(atelier, photo, style, layers)
            picture, original = (to_float(torch.from_numpy(x)) for x in (painted, photo))
            figures = compare(judge, picture, original, target)
            found[layers].append([getattr(figures, figure) for figure in _FIGURES])
    rows: list[Row] = []
    for layers, values in found.items():
        means = dict(zip(_FIGURES, np.mean(values, 0).tolist(), strict=True))
        rows.append(Row(group, name, layers, means))
        figures = "  ".join(f"{figure} {value:.3f}" for figure, value in means.items())
        print(f"{group:17} {name:32} {layers} layers  {figures}", flush=True)
    return rows


def _painted(atelier: Atelier, photo: Pixels, style: str, layers: int) -> Pixels:
    settings = PaintSettings(overpainting=layers)
    *_, last = (
        event.pixels
        for event in atelier.paint(photo, [(atelier.find(style), 1.0)], settings)
        if isinstance(event, Painted)
    )
    return last


def _reduced(file: Path) -> Pixels:
    picture = Image.fromarray(read_photo(file).pixels)
    picture.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    return np.array(picture)


def _means(rows: Sequence[Row]) -> Mapping[str, Mapping[str, float]]:
    """The means of each group with each number of layers."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(f"{row.group}, {row.layers} layers", []).append(row)
    return {
        key: {figure: float(np.mean([row.figures[figure] for row in group])) for figure in _FIGURES}
        for key, group in groups.items()
    }


if __name__ == "__main__":
    main()
