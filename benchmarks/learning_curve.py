"""What a style has learned after some minutes, beside what the base does without any.

    python -m benchmarks.learning_curve --photos DIR --paintings DIR --names a.jpg b.jpg
        [--minutes 3 10] [--output benchmarks/results]

Every length is a training of its own, as somebody would start it, on this machine as it is. The
paintings should be some of models/held_out.txt. PHOTOS has a table DIR.csv beside it whose column
``split`` says "train"; some of the others measure.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.machine import keep
from benchmarks.trained import measure_style, passing_atelier, request_for, unseen_photos
from fst_gui.library.gallery import own_entry


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--paintings", type=Path, required=True)
    parser.add_argument("--names", nargs="+", required=True)
    parser.add_argument("--minutes", type=float, nargs="+", default=[3.0, 10.0])
    parser.add_argument("--measured", type=int, default=6, help="photos to measure on")
    parser.add_argument("--output", type=Path, default=Path("benchmarks/results"))
    options = parser.parse_args()
    unseen = unseen_photos(options.photos, options.measured)
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for name in options.names:
        found[name] = _curve(options, options.paintings / name, unseen)
        for minutes, (content, likeness) in found[name].items():
            print(f"{name} {minutes} minutes: C {content:.3f}  S {likeness:.3f}", flush=True)
    means = {
        minutes: [float(x) for x in np.mean([curve[minutes] for curve in found.values()], 0)]
        for minutes in found[options.names[0]]
    }
    print("mean", means)
    keep(options.output, "learning_curve", {"paintings": found, "mean": means})
    _plot(options.output / "learning_curve.svg", means)
    return 0


def _curve(
    options: argparse.Namespace, painting: Path, unseen: list[Path]
) -> dict[str, tuple[float, float]]:
    """C and S by minutes of training; 0 is the painting read without any."""
    with tempfile.TemporaryDirectory() as place:
        atelier = passing_atelier(Path(place))
        untrained = atelier.bind(atelier.find(str(painting)))
        curve = {"0": measure_style(atelier, untrained, painting, unseen)}
        for minutes in options.minutes:
            request = request_for(atelier, painting, f"m{minutes:g}", options.photos, minutes)
            for _ in atelier.resume_training(atelier.begin_training(request)):
                pass
            style = atelier.bind(own_entry(request.output))
            curve[f"{minutes:g}"] = measure_style(atelier, style, painting, unseen)
        return curve


def _plot(path: Path, means: dict[str, list[float]]) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 4), layout="constrained")
    axes = figure.subplots()
    minutes = [float(key) for key in means]
    for index, label in enumerate(("C, the photo's content moved", "S, distance to the style")):
        axes.plot(minutes, [pair[index] for pair in means.values()], "os"[index] + "-", label=label)
    axes.set(xlabel="minutes of training", ylim=(0, None))
    axes.legend()
    figure.savefig(path)


if __name__ == "__main__":
    sys.exit(main())
