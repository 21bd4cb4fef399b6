"""The user's settings: one JSON file, ``{"version": 1, "values": {...}}``."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from fst_gui.library.atomic import write_atomically
from fst_gui.library.errors import SettingsError

_VERSION = 1


def load_settings(path: Path) -> dict[str, Any]:
    """The settings saved at ``path``; empty when there are none.

    A file that is damaged, or of another version, is renamed to end in ``.damaged`` and the
    settings are empty. Raises ``SettingsError`` when the file cannot be read or renamed.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(
            f"The settings “{path}” cannot be read ({error.strerror}); change their permissions."
        ) from error
    values = _parsed(data)
    if values is None:
        _set_aside(path)
        return {}
    return values


def save_settings(path: Path, values: Mapping[str, Any]) -> None:
    """Replace the settings at ``path``, whole or not at all; the folder is made if missing.

    ``values`` must be of types that JSON has. Raises ``SettingsError`` when the file cannot be
    written; the old settings are kept then.
    """
    text = json.dumps({"version": _VERSION, "values": dict(values)}, indent=2, ensure_ascii=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text.encode())
    except OSError as error:
        raise SettingsError(
            f"The settings cannot be saved to “{path}” ({error.strerror}); make room or change "
            "the permissions of the folder."
        ) from error


def _parsed(data: bytes) -> dict[str, Any] | None:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    fields = cast(dict[str, Any], content)
    if fields.get("version") != _VERSION or not isinstance(fields.get("values"), dict):
        return None
    return fields["values"]


def _set_aside(path: Path) -> None:
    """Rename a damaged file, beside those that were set aside before it."""
    names = itertools.chain([".damaged"], (f".damaged.{number}" for number in itertools.count(2)))
    aside = next(free for name in names if not (free := path.with_name(path.name + name)).exists())
    try:
        path.rename(aside)
    except OSError as error:
        raise SettingsError(
            f"The settings “{path}” are damaged and cannot be set aside ({error.strerror}); "
            "delete them."
        ) from error
