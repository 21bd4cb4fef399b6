"""``studio``, ``stylize``, ``styles`` and ``doctor``."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from typing import TYPE_CHECKING

from fst_gui import paths
from fst_gui.engine.settings import PaintSettings
from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import read_photo, write_photo
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.doctor import examine, window_problem

if TYPE_CHECKING:
    from fst_gui.library.gallery import StyleEntry
    from fst_gui.library.photo import Pixels


def make_atelier() -> Atelier:
    """The atelier over the installed models and the user's own styles."""
    return Atelier(paths.models_dir(), paths.user_styles_dir(), paths.perceptual_weights())


def studio(options: argparse.Namespace) -> int:
    """Open the window."""
    problem = window_problem(os.environ)
    if problem:
        raise LibraryError(problem)
    from fst_gui.app import run

    return run(options.file)


def stylize(options: argparse.Namespace) -> int:
    """Paint one photo; with ``--json`` also say how long it took."""
    atelier = make_atelier()
    style = atelier.find(options.style)
    photo = read_photo(options.photo)
    if options.output.exists() and options.output.samefile(options.photo):
        raise LibraryError("OUTPUT is the photo itself. Choose another name for the picture.")
    if photo.notice:
        print(photo.notice, file=sys.stderr)

    def paint() -> tuple[Pixels, float]:
        started = time.perf_counter()
        pixels = _paint(atelier, photo.pixels, style, options)
        return pixels, time.perf_counter() - started

    atelier.bind(style)  # load everything first: only painting is timed
    painted, seconds = paint()
    if options.repeat > 1:
        seconds = statistics.median(paint()[1] for _ in range(options.repeat))
    write_photo(options.output, painted, photo, overwrite=True)
    if options.json:
        height, width = painted.shape[:2]
        report = {
            "seconds": round(seconds, 4),
            "width": width,
            "height": height,
            "device": atelier.device(),
            "peak_mb": round(_peak_megabytes(), 1),
            "style": style.name,
        }
        print(json.dumps(report))
    return 0


def _paint(
    atelier: Atelier, pixels: Pixels, style: StyleEntry, options: argparse.Namespace
) -> Pixels:
    from fst_gui.engine.events import Painted

    settings = PaintSettings(strength=options.strength, iterations=options.iterations)
    for event in atelier.paint(pixels, [(style, 1.0)], settings):
        if isinstance(event, Painted):
            return event.pixels
    raise RuntimeError("painting ended without a picture")


def _peak_megabytes() -> float:
    """The largest memory this process has held."""
    if sys.platform == "win32":
        import psutil

        return psutil.Process().memory_info().peak_wset / 1e6
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def styles(options: argparse.Namespace) -> int:
    """List all styles, shipped and own."""
    atelier = make_atelier()
    for problem in atelier.problems():
        print(problem, file=sys.stderr)
    rows = [
        {
            "name": s.name,
            "title": s.title,
            "artist": s.artist,
            "year": s.year,
            "licence": s.licence,
            "kind": s.kind,
        }
        for s in atelier.styles()
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    width = max((len(row["name"]) for row in rows), default=0)
    for row in rows:
        by = ", ".join(part for part in (row["artist"], row["year"]) if part)
        print(f"{row['name']:<{width}}  {row['title']} ({by})" if by else row["name"])
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Say what there is and what is missing."""
    found = examine()
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        for key, value in found.items():
            if isinstance(value, dict):
                print(f"{key}:")
                for name, text in value.items():
                    print(f"  {name}: {text}")
            elif isinstance(value, list):
                print(f"{key}: {'nothing' if not value else ''}")
                for text in value:
                    print(f"  {text}")
            else:
                print(f"{key}: {value}")
    return 0
