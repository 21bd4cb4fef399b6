"""Pictures in folders, and what a table beside a folder says of them."""

from __future__ import annotations

import csv
from pathlib import Path

from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import PICTURE_SUFFIXES


def picture_files(folder: Path) -> list[Path]:
    """The pictures in a folder by name. Raises ``LibraryError`` when there are none."""
    if not folder.is_dir():
        raise LibraryError(
            "There is no folder {folder}. Choose a folder with photos.", folder=folder
        )
    files = sorted(f for f in folder.iterdir() if f.suffix.lower() in PICTURE_SUFFIXES)
    if not files:
        raise LibraryError(
            "There are no pictures in {folder}. Choose a folder with photos.", folder=folder
        )
    return files


def picture_table(folder: Path) -> dict[str, dict[str, str]]:
    """The rows of the CSV file beside a folder, by file name; empty without one."""
    path = folder.with_suffix(".csv")
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def photos_to_learn_on(folder: Path) -> list[Path]:
    """The folder's photos, less those that its table gives another split than "train".

    Raises ``LibraryError`` when there are none.
    """
    table = picture_table(folder)
    files = [
        f for f in picture_files(folder) if table.get(f.name, {}).get("split", "train") == "train"
    ]
    if not files:
        raise LibraryError(
            "No photo in {folder} is marked for training. Choose another folder.", folder=folder
        )
    return files
