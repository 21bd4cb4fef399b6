"""How far a training on the program's own pictures falls behind one on photographs.

    python benchmarks/made_photos.py --painting FILE --photos DIR [--steps 300] [--size 128]

DIR has a table DIR.csv beside it whose column ``split`` says "train"; some of the other photos
measure. Both trainings take the same steps from the same start; C and S as in ``evaluate``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

from fst_gui import paths
from fst_gui.engine.compare.figures import PaintingTarget, compare, judged_photo
from fst_gui.engine.data import to_float
from fst_gui.engine.events import HealthNoted, Painted
from fst_gui.engine.stylize import stylize
from fst_gui.library.gallery import own_entry
from fst_gui.library.photo import read_photo
from fst_gui.library.style_pack import Credits
from fst_gui.library.training_folder import TrainingFolder
from fst_gui.workshop import training
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.folders import picture_files, picture_table
from fst_gui.workshop.training_request import Painting, TrainingRequest


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--painting", type=Path, required=True)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--measured", type=int, default=6, help="photos to measure on")
    options = parser.parse_args()
    training._SIZE = options.size  # pyright: ignore[reportPrivateUsage]
    table = picture_table(options.photos)
    unseen = [f for f in picture_files(options.photos) if table[f.name]["split"] != "train"]
    unseen = unseen[:: max(1, len(unseen) // options.measured)][: options.measured]
    with tempfile.TemporaryDirectory() as place:
        atelier = Atelier(
            paths.models_dir(), Path(place), paths.perceptual_weights(), Path(place) / "trainings"
        )
        for name, photos in (("photos", options.photos), ("made", None)):
            _train(atelier, options, name, photos)
            entry = own_entry(Path(place) / f"{name}.fststyle")
            print(name, _measure(atelier, atelier.bind(entry), options.painting, unseen))
        untrained = atelier.bind(atelier.find(str(options.painting)))
        print("untrained", _measure(atelier, untrained, options.painting, unseen))
    return 0


def _train(atelier: Atelier, options: argparse.Namespace, name: str, photos: Path | None) -> None:
    request = TrainingRequest(
        paintings=(Painting(options.painting),),
        credits=Credits(name, name, "", "", "", ""),
        output=atelier.own_styles / f"{name}.fststyle",
        photos=photos,
    )
    folder = TrainingFolder(atelier.begin_training(request))
    folder.change_request({**folder.request(), "steps": options.steps})
    for event in atelier.resume_training(folder.path):
        if isinstance(event, HealthNoted):
            print(name, event, flush=True)
    curves = folder.log.history().curves
    for stage, losses in curves.items():
        last = {key: np.mean([v for _, v in curve[-20:]]) for key, curve in losses.items()}
        print(name, stage, {key: round(float(value), 3) for key, value in last.items()}, flush=True)


def _measure(atelier: Atelier, style: object, painting: Path, photos: list[Path]) -> str:
    judge = atelier.models.judge
    target = PaintingTarget(judge, read_photo(painting).pixels)
    found: list[tuple[float, float]] = []
    for photo in photos:
        picture = judged_photo(read_photo(photo).pixels)
        pixels = (picture[0] * 255).round().to(torch.uint8).permute(1, 2, 0).contiguous().numpy()
        for event in stylize(atelier.models.painter, pixels, style):  # pyright: ignore
            if isinstance(event, Painted):
                figures = compare(judge, to_float(torch.from_numpy(event.pixels)), picture, target)
                found.append((figures.content, figures.style))
    content, likeness = np.mean(found, axis=0)
    return f"C {content:.3f}  S {likeness:.3f}"


if __name__ == "__main__":
    sys.exit(main())
