"""``python -m benchmarks WHAT``: one of the measurements of docs/performance.md."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path

from benchmarks.machine import number_format

_RESULTS = Path("benchmarks/results")


def main() -> None:
    """Run one of the measurements; raw numbers go to the folder of the number format."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", choices=sorted(_MEASUREMENTS))
    parser.add_argument("--output", type=Path, default=_RESULTS / number_format())
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--sides", type=int, nargs="+", default=[512, 1024, 2048])
    parser.add_argument("--megapixels", type=float, nargs="+", default=[0.25, 1, 4, 24, 100])
    parser.add_argument("--microast", type=Path, metavar="DIR", help="its public repository")
    parser.add_argument("--painting", type=Path, help="to learn from, for event-loop")
    parser.add_argument("--seconds", type=float, default=60.0, help="of training, for event-loop")
    parser.add_argument("--photo", type=Path, help="that fills the gallery; else the sample")
    parser.add_argument("--styles", type=int, default=24, help="in the gallery")
    options = parser.parse_args()
    module = importlib.import_module(f"benchmarks.{options.what.replace('-', '_')}")
    module.measure(options.output, *_MEASUREMENTS[options.what](options))


_MEASUREMENTS: dict[str, Callable[[argparse.Namespace], tuple[object, ...]]] = {
    "speed": lambda o: (o.sides, o.rounds, o.microast),
    "growth": lambda o: (o.megapixels, o.rounds),
    "roofline": lambda o: (o.rounds,),
    "profile": lambda o: (o.rounds,),
    "graphs": lambda o: (o.rounds,),
    "memory": lambda o: (o.megapixels,),
    "forecast": lambda o: (o.megapixels,),
    "overpainting": lambda o: (o.megapixels,),
    "sizes": lambda o: (),
    "start": lambda o: (o.rounds,),
    "live": lambda o: (o.rounds,),
    "event-loop": lambda o: (o.painting, o.seconds),
    "gallery-fill": lambda o: (o.photo, o.styles),
}


if __name__ == "__main__":
    main()
