"""``python -m benchmarks speed | growth | roofline | memory | event-loop | gallery``."""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    """Run one of the measurements; raw numbers go to the output folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    whats = ["speed", "growth", "roofline", "memory", "event-loop", "gallery"]
    parser.add_argument("what", choices=whats)
    parser.add_argument("--output", type=Path, default=Path("benchmarks/results"))
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--sides", type=int, nargs="+", default=[512, 1024, 2048])
    parser.add_argument("--megapixels", type=float, nargs="+", default=[0.25, 1, 4, 24, 100])
    parser.add_argument("--microast", type=Path, metavar="DIR", help="its public repository")
    parser.add_argument("--painting", type=Path, help="to learn from, for event-loop")
    parser.add_argument("--seconds", type=float, default=60.0, help="of training, for event-loop")
    parser.add_argument("--photo", type=Path, help="that fills the gallery; else the sample")
    parser.add_argument("--styles", type=int, default=24, help="in the gallery")
    options = parser.parse_args()
    if options.what == "speed":
        from benchmarks import speed

        speed.measure(options.output, options.sides, options.rounds, options.microast)
    elif options.what == "growth":
        from benchmarks import growth

        growth.measure(options.output, options.megapixels, options.rounds)
    elif options.what == "roofline":
        from benchmarks import roofline

        roofline.measure(options.output, options.rounds)
    elif options.what == "event-loop":
        from benchmarks import event_loop
        from fst_gui.paths import sample_picture

        event_loop.measure(options.output, options.painting or sample_picture(), options.seconds)
    elif options.what == "gallery":
        from benchmarks import gallery_fill
        from fst_gui.paths import sample_picture

        gallery_fill.measure(options.output, options.photo or sample_picture(), options.styles)
    else:
        from benchmarks import memory

        memory.measure(options.output, options.megapixels)


if __name__ == "__main__":
    main()
