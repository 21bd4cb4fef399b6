"""``studio``, ``styles`` and ``doctor``."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from fst_gui import paths
from fst_gui.cli.output import say
from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import read_photo
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.doctor import examine, window_problem
from fst_gui.workshop.size_check import LEAST_SIMILARITY, check_sizes


def make_atelier() -> Atelier:
    """The atelier over the installed models and the user's own styles."""
    return Atelier(paths.models_dir(), paths.user_styles_dir(), paths.perceptual_weights())


def studio(options: argparse.Namespace) -> int:
    """Open the window."""
    problem = window_problem(os.environ)
    if problem:
        raise LibraryError(problem)
    gc.disable()  # importing makes many objects and no garbage; looking takes 6 % of the start
    try:
        from fst_gui.app import run

        return run(options.file)
    finally:
        gc.enable()


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
        say(json.dumps(rows, indent=2))
        return 0
    width = max((len(row["name"]) for row in rows), default=0)
    for row in rows:
        by = ", ".join(part for part in (row["artist"], row["year"]) if part)
        say(f"{row['name']:<{width}}  {row['title']} ({by})" if by else row["name"])
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Say what there is and what is missing, or whether sizes leave a trace in a photo."""
    if options.sizes is not None:
        return _check_sizes(options.sizes, options.json)
    found = examine()
    if options.json:
        say(json.dumps(found, indent=2))
    else:
        for key, value in found.items():
            if isinstance(value, dict):
                say(f"{key}:")
                for name, text in value.items():
                    say(f"  {name}: {text}")
            elif isinstance(value, list):
                say(f"{key}: {'nothing' if not value else ''}")
                for text in value:
                    say(f"  {text}")
            else:
                say(f"{key}: {value}")
    return 0


def _check_sizes(photo: Path, as_json: bool) -> int:
    """The status is 1 when a trace would be seen."""
    atelier = make_atelier()
    found = check_sizes(atelier, read_photo(photo).pixels, (atelier.styles()[0], 1.0))
    if as_json:
        say(json.dumps(asdict(found), indent=2))
    else:
        for rows, levels in found.strips.items():
            say(f"painted in strips of {rows} rows: differs from the whole by {levels} of 255")
        say(f"preview and finished picture: SSIM {found.similarity:.3f} (1 is the same)")
    return 0 if max(found.strips.values()) <= 1 and found.similarity >= LEAST_SIMILARITY else 1
