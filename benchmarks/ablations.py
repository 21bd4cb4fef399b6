"""What each choice of the method is worth: every variant gets the same steps from the same start.

    python -m benchmarks.ablations styles --photos DIR --paintings DIR --name FILE [--steps 300]
    python -m benchmarks.ablations networks --photos DIR --paintings DIR --hold-out FILE

``styles`` trains one painting from the shipped base, with one choice of the training changed at
a time. ``networks`` lets the part in question be learned anew in each of its variants while
everything else starts from the shipped base, and paints held-out paintings. Photos that are not
for training measure, at 480 pixels; C, S and C + 2 S as in ``evaluate``. Ends with a
table in Markdown.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from benchmarks.pictures import shipped_atelier
from fst_gui.engine.compare.figures import PaintingTarget, compare
from fst_gui.engine.data import to_float
from fst_gui.engine.events import Pixels, Trained
from fst_gui.engine.networks.painter import Painter, PainterShape
from fst_gui.engine.networks.styled import StyleParameters
from fst_gui.engine.settings import PaintSettings
from fst_gui.engine.stylize import read_painting, unflatten_style
from fst_gui.engine.train.base import train_base
from fst_gui.engine.train.base_spec import BaseSpec
from fst_gui.engine.train.plan import JOINT_ONLY, LAYERED, PhaseName, Stage
from fst_gui.engine.train.style import train
from fst_gui.engine.train.style_spec import STAGE_SHARES, StyleSpec
from fst_gui.library.photo import read_photo, shrink
from fst_gui.workshop.folders import picture_files, picture_table
from fst_gui.workshop.models import Models

_NO_GAN: Mapping[Stage, float] = {**STAGE_SHARES, "interpolation": 0.85, "adversarial": 0.0}
_STYLES: Mapping[str, tuple[Mapping[Stage, float], Mapping[PhaseName, float], float]] = {
    "all parts on": (STAGE_SHARES, LAYERED, 0.05),
    "no layered phases": (STAGE_SHARES, JOINT_ONLY, 0.05),
    "no GAN iterations": (_NO_GAN, LAYERED, 0.05),
    "no fc6 and fc7": (STAGE_SHARES, LAYERED, 0.0),
    "stage 3 alone": ({"interpolation": 1.0}, JOINT_ONLY, 0.05),
}
# The part that is learned anew, and its shape.
_NETWORKS: Mapping[str, tuple[str, PainterShape]] = {
    "ConvGRU, one for all iterations": ("recurrent.cells.", PainterShape()),
    "ConvGRU, one for each of six": ("recurrent.cells.", PainterShape(cells=6)),
    "self-attention, one for all": ("recurrent.cells.", PainterShape(cell="attention")),
    "convolutional trunk": ("interpolation.trunk.", PainterShape()),
    "autoencoder trunk": ("interpolation.trunk.", PainterShape(trunk="autoencoder")),
}
T = TypeVar("T")

_MEASURED_SIZE = 480
_USUAL = PaintSettings().iterations
_TO_LEARN_ON = 200


def main() -> int:
    options = _options()
    models = shipped_atelier().models
    table = picture_table(options.photos)
    files = picture_files(options.photos)
    learned = [f for f in files if table[f.name]["split"] == "train"][:_TO_LEARN_ON]
    unseen = [f for f in files if table[f.name]["split"] != "train"]
    unseen = unseen[:: max(1, len(unseen) // options.measured)][: options.measured]
    photos = [torch.from_numpy(pixels) for pixels in _read(learned, 768)]
    measured = _read(unseen, _MEASURED_SIZE)
    if options.what == "styles":
        _styles(options, models, photos, measured)
    else:
        _networks(options, models, photos, measured)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["styles", "networks"])
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--paintings", type=Path, required=True)
    parser.add_argument("--name", default="great_wave.jpg", help="the painting, for styles")
    parser.add_argument("--hold-out", type=Path, help="file names, for networks")
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--size", type=int, default=160, help="of the squares, in pixels")
    parser.add_argument("--measured", type=int, default=4, help="photos to measure on")
    parser.add_argument("--only", nargs="+", help="these variants, the others not")
    return parser.parse_args()


def _styles(
    options: argparse.Namespace, models: Models, photos: list[Tensor], measured: list[Pixels]
) -> None:
    painting = read_photo(options.paintings / options.name).pixels
    start = read_painting(models.painter, models.judge, painting)

    def figures(style: StyleParameters, iterations: int = _USUAL) -> str:
        pair = [(PaintingTarget(models.exact_judge, painting), style)]
        return _figures(models, models.painter, pair, measured, iterations)

    _print_row("not trained", 0.0, figures(start))
    for name, (shares, layers, fc_weight) in _chosen(_STYLES, options.only):
        spec = StyleSpec(
            paintings=[torch.from_numpy(shrink(painting, 2048))],
            photos=photos,
            steps=options.steps,
            size=options.size,
            shares=shares,
            layers=layers,
            fc_weight=fc_weight,
        )
        tensors, seconds = _trained(train(spec, models.painter, models.judge))
        style = unflatten_style(tensors, models.painter)
        _print_row(name, seconds, figures(style))
        if name == "all parts on":
            for iterations in (1, 3, 4, 6):
                _print_row(f"{iterations} iterations", 0.0, figures(style, iterations))


def _networks(
    options: argparse.Namespace, models: Models, photos: list[Tensor], measured: list[Pixels]
) -> None:
    held = set(options.hold_out.read_text().split())
    files = picture_files(options.paintings)
    paintings = _read([f for f in files if f.name not in held], 1024)
    unseen = _read([f for f in files if f.name in held][::4], 1024)
    targets = [PaintingTarget(models.exact_judge, painting) for painting in unseen]
    shipped = models.painter.state_dict()
    for name, (part, shape) in _chosen(_NETWORKS, options.only):
        spec = BaseSpec(
            photos=photos,
            paintings=[torch.from_numpy(pixels) for pixels in paintings],
            labels=[0] * len(paintings),
            steps={"recurrent": options.steps},
            size=options.size,
            photos_a_style=1,
            content_target=0.8,
            warm_start={k: v for k, v in shipped.items() if not k.startswith(part)},
            shape=shape,
        )
        tensors, seconds = _trained(train_base(spec, models.judge))
        painter = Painter(shape)
        painter.load_state_dict({k: torch.from_numpy(v) for k, v in tensors.items()})
        bound = [read_painting(painter, models.judge, painting) for painting in unseen]
        pairs = list(zip(targets, bound, strict=True))
        size = sum(v.numel() for k, v in painter.state_dict().items() if k.startswith(part))
        figures = _figures(models, painter, pairs, measured, _USUAL)
        _print_row(f"{name} ({size:,})", seconds, figures)


def _trained(events: Iterable[object]) -> tuple[Mapping[str, np.ndarray], float]:
    started = time.perf_counter()
    trained = [event for event in events if isinstance(event, Trained)]
    return trained[0].tensors, time.perf_counter() - started


@torch.inference_mode()
def _figures(
    models: Models,
    painter: Painter,
    styles: Sequence[tuple[PaintingTarget, StyleParameters]],
    photos: Sequence[Pixels],
    iterations: int,
) -> str:
    found: list[tuple[float, float]] = []
    for target, style in styles:
        for pixels in photos:
            photo = to_float(torch.from_numpy(pixels))
            painted = painter(photo, style, iterations, torch.Generator().manual_seed(0))
            judged = compare(models.exact_judge, painted, photo, target)
            found.append((judged.content, judged.style))
    content, likeness = np.mean(found, axis=0)
    return f"{content:.3f} | {likeness:.3f} | {content + 2 * likeness:.2f}"


def _chosen(variants: Mapping[str, T], only: list[str] | None) -> list[tuple[str, T]]:
    return [(name, value) for name, value in variants.items() if only is None or name in only]


def _print_row(name: str, seconds: float, figures: str) -> None:
    print(f"| {name} | {figures} | {seconds:.0f} s |", flush=True)


def _read(files: Sequence[Path], longest: int) -> list[Pixels]:
    return [shrink(read_photo(file).pixels, longest) for file in files]


if __name__ == "__main__":
    sys.exit(main())
