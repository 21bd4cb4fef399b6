"""``evaluate``: the figures of painted pictures."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence

from fst_gui.cli.output import say
from fst_gui.cli.painting import make_atelier
from fst_gui.workshop.contact_sheet import ContactSheet
from fst_gui.workshop.evaluation import EvaluationRequest, Row, evaluate_styles, summarise


def evaluate(options: argparse.Namespace) -> int:
    """Print C and S for every pair and their means."""
    from tqdm import tqdm  # as in progress.py

    request = EvaluationRequest(
        photos=options.photos,
        paintings=options.paintings,
        style=options.style,
        strength=options.strength,
        iterations=options.iterations,
        overpainting=options.overpainting,
    )
    sheet = None if options.sheet is None else ContactSheet(options.sheet)
    found = evaluate_styles(make_atelier(), request, sheet)
    rows = list(tqdm(found, disable=None, unit="pair"))
    means = summarise(rows)
    if options.json:
        say(json.dumps({"pairs": [vars(row) for row in rows], "mean": means}, indent=2))
    else:
        _say_rows(rows, means)
    if sheet is not None:
        sheet.write()
    return 0


def _say_rows(rows: Sequence[Row], means: Mapping[str, float]) -> None:
    for row in rows:
        say(
            f"{row.photo}  {row.painting}  C {row.content:.3f}  S {row.style:.3f}"
            f"  SSIM {row.ssim:.2f}  edges {row.edges:.2f}  checkerboard {row.checkerboard:.1f}"
            f"  border {row.border:.1f}  (photo itself: C 0, S {row.photo_style:.3f})"
        )
    say("mean  " + "  ".join(f"{name} {value:.3f}" for name, value in means.items()))
