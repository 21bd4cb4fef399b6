"""``evaluate``: the figures of painted pictures."""

from __future__ import annotations

import argparse
import json

from tqdm import tqdm

from fst_gui.cli.painting import make_atelier
from fst_gui.workshop.evaluation import EvaluationRequest, evaluate_styles, summarise


def evaluate(options: argparse.Namespace) -> int:
    """Print C and S for every pair and their means."""
    request = EvaluationRequest(
        photos=options.photos,
        paintings=options.paintings,
        style=options.style,
        strength=options.strength,
        iterations=options.iterations,
        overpainting=options.overpainting,
        sheet=options.sheet,
    )
    rows = list(tqdm(evaluate_styles(make_atelier(), request), disable=None, unit="pair"))
    means = summarise(rows)
    if options.json:
        print(json.dumps({"pairs": [vars(row) for row in rows], "mean": means}, indent=2))
        return 0
    for row in rows:
        print(
            f"{row.photo}  {row.painting}  C {row.content:.3f}  S {row.style:.3f}"
            f"  SSIM {row.ssim:.2f}  edges {row.edges:.2f}  checkerboard {row.checkerboard:.1f}"
            f"  border {row.border:.1f}  (photo itself: C 0, S {row.photo_style:.3f})"
        )
    print("mean  " + "  ".join(f"{name} {value:.3f}" for name, value in means.items()))
    return 0
