"""How far a training on the program's own pictures falls behind one on photographs.

    python -m benchmarks.made_photos --painting FILE --photos DIR [--steps 300] [--size 128]

DIR has a table DIR.csv beside it whose column ``split`` says "train"; some of the other photos
measure. Both trainings take the same steps from the same start; C and S as in ``evaluate``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.trained import measure_style, passing_atelier, request_for, unseen_photos
from fst_gui.engine.events import HealthNoted
from fst_gui.library.gallery import StyleEntry, own_entry
from fst_gui.library.training_folder import TrainingFolder
from fst_gui.workshop import training
from fst_gui.workshop.atelier import Atelier


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--painting", type=Path, required=True)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--measured", type=int, default=6, help="photos to measure on")
    options = parser.parse_args()
    training._SIZE = options.size  # pyright: ignore[reportPrivateUsage]
    unseen = unseen_photos(options.photos, options.measured)
    with tempfile.TemporaryDirectory() as place:
        atelier = passing_atelier(Path(place))
        for name, photos in (("photos", options.photos), ("made", None)):
            _train(atelier, options, name, photos)
            entry = own_entry(Path(place) / f"{name}.fststyle")
            print(name, _measure(atelier, entry, options.painting, unseen))
        untrained = atelier.find(str(options.painting))
        print("untrained", _measure(atelier, untrained, options.painting, unseen))
    return 0


def _train(atelier: Atelier, options: argparse.Namespace, name: str, photos: Path | None) -> None:
    request = request_for(atelier, options.painting, name, photos)
    folder = TrainingFolder(atelier.begin_training(request))
    folder.change_request({**folder.request(), "steps": options.steps})
    for event in atelier.resume_training(folder.path):
        if isinstance(event, HealthNoted):
            print(name, event, flush=True)
    curves = folder.log.history().curves
    for stage, losses in curves.items():
        last = {key: np.mean([v for _, v in curve[-20:]]) for key, curve in losses.items()}
        print(name, stage, {key: round(float(value), 3) for key, value in last.items()}, flush=True)


def _measure(atelier: Atelier, entry: StyleEntry, painting: Path, photos: list[Path]) -> str:
    content, likeness = measure_style(atelier, atelier.bind(entry), painting, photos)
    return f"C {content:.3f}  S {likeness:.3f}"


if __name__ == "__main__":
    sys.exit(main())
