"""``studio``, ``styles`` and ``doctor``."""

from __future__ import annotations

import argparse
import json
import os
import sys

from fst_gui import paths
from fst_gui.library.errors import LibraryError
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.doctor import examine, window_problem


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
