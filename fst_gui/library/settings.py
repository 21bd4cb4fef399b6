"""The user's settings as a file, and how older ones are read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fst_gui.library.versioned import Migrations, Values, load_versioned, save_versioned

SETTINGS_VERSION = 2


def _folders_by_purpose(values: Values) -> Values:
    """Version 1 had one folder for every file dialog."""
    rest = {name: value for name, value in values.items() if name != "folder"}
    folder = values.get("folder")
    return {**rest, "folders": {"photos": folder} if folder else {}}


# Every entry has a test with a file as that version wrote it.
MIGRATIONS: Migrations = {1: _folders_by_purpose}


def load_settings(path: Path) -> dict[str, Any]:
    """The settings saved at ``path``, as this version has them; see ``load_versioned``."""
    return load_versioned(path, SETTINGS_VERSION, MIGRATIONS)


def save_settings(path: Path, values: Mapping[str, Any]) -> None:
    """Replace the settings at ``path``; see ``save_versioned``."""
    save_versioned(path, SETTINGS_VERSION, values)
