"""Pictures in folders, and what a table beside a folder says of them."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from fst_gui.library.errors import LibraryError, reason_of
from fst_gui.library.photo import PICTURE_SUFFIXES


def picture_files(folder: Path) -> list[Path]:
    """The pictures in a folder by name. Raises ``LibraryError`` when there are none."""
    if not folder.is_dir():
        raise LibraryError(
            "There is no folder {folder}. Choose a folder with photos.", folder=folder
        )
    files = sorted(f for f in _entries(folder) if _is_picture(f))
    if not files:
        raise LibraryError(
            "There are no pictures in {folder}. Choose a folder with photos.", folder=folder
        )
    return files


def picture_table(folder: Path) -> dict[str, dict[str, str]]:
    """The rows of the CSV file beside a folder, by file name; empty without one.

    A file without a column "file" is about something else. Raises ``LibraryError`` when it
    cannot be read.
    """
    beside = Path(os.path.abspath(folder))  # of "." too
    path = beside.parent / f"{beside.name}.csv"
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row["file"]: row for row in csv.DictReader(file, restval="") if "file" in row}
    except (OSError, ValueError, csv.Error) as error:
        raise LibraryError(
            "The table {path} beside the pictures cannot be read. Save it as CSV in UTF-8 or move "
            "it away.",
            path=path,
        ) from error


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise LibraryError(
            "The folder “{folder}” cannot be read ({reason}).",
            folder=folder,
            reason=reason_of(error),
        ) from error


def _is_picture(path: Path) -> bool:
    # What begins with a dot is hidden, or what macOS leaves beside files on foreign disks.
    suffix = path.suffix.lower()
    return suffix in PICTURE_SUFFIXES and not path.name.startswith(".") and path.is_file()


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
