"""Train the styles of the gallery: those of models/gallery.csv, from the base in models/.

    python packaging/gallery.py --photos DIR --paintings DIR --output DIR [--minutes M] [--lane 1/2]

The table's column ``minutes``, on one core, is what each shipped style had.
Beside PAINTINGS lies a table of the same name with the credits of each painting. Styles that
are in the output folder already are left out, so it can be stopped and begun again; lanes share
the styles out among several cores, which is faster than several threads for one style. Then

    fst-gui publish DIR/*.fststyle
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    options = _options()
    lane, lanes = (int(part) for part in options.lane.split("/"))
    credits = {row["file"]: row for row in _rows(options.paintings.with_suffix(".csv"))}
    options.output.mkdir(parents=True, exist_ok=True)
    for row in _rows(ROOT / "models" / "gallery.csv")[lane - 1 :: lanes]:
        output = options.output / f"{row['name']}.fststyle"
        if not output.exists():
            print(time.strftime("%X"), row["name"], flush=True)
            subprocess.run(_command(options, row, credits[row["file"]], output), check=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--paintings", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--minutes", type=float, help="for each style, instead of the table's")
    parser.add_argument("--lane", default="1/1", metavar="N/OF")
    return parser.parse_args()


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _command(
    options: argparse.Namespace, row: Mapping[str, str], credit: Mapping[str, str], output: Path
) -> list[str]:
    words = {
        "name": row["name"],
        "movement": row["movement"],
        "title": row["title"] or credit["title"],
        **{key: credit[key] for key in ("artist", "year", "licence")},
        "source": f"{credit['source_repo_commit']}:{credit['source_path']}",
        "photos": str(options.photos),
        "minutes": str(options.minutes or row["minutes"]),
        "output": str(output),
    }
    given = [part for key, value in words.items() for part in (f"--{key}", value)]
    painting = str(options.paintings / row["file"])
    return [sys.executable, "-m", "fst_gui", "train", painting, *given]


if __name__ == "__main__":
    sys.exit(main())
