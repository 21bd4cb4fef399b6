"""Small JSON files of the program itself: ``{"version": 2, "values": {...}}``."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from fst_gui.library.atomic import write_atomically
from fst_gui.library.errors import SettingsError, reason_of

Values = dict[str, Any]
# A function for each old version: its values as the next version has them.
Migrations = Mapping[int, Callable[[Values], Values]]


def load_versioned(path: Path, version: int, migrations: Migrations) -> Values:
    """The values saved at ``path``, brought up to ``version``; empty when there is no file.

    A file that is damaged, or of a version that is not known here, is renamed to end in
    ``.damaged`` and the values are empty. Raises ``SettingsError`` when the file cannot be read
    or renamed.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(
            "“{path}” cannot be read ({reason}); change its permissions.",
            path=path,
            reason=reason_of(error),
        ) from error
    values = _parsed(data, version, migrations)
    if values is None:
        set_aside(path)
        return {}
    return values


def save_versioned(path: Path, version: int, values: Mapping[str, Any]) -> None:
    """Replace the file at ``path``, whole or not at all; the folder is made if missing.

    ``values`` must be of types that JSON has. Raises ``SettingsError`` when the file cannot be
    written; the old one is kept then.
    """
    text = json.dumps({"version": version, "values": dict(values)}, indent=2, ensure_ascii=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A lone half of a sign pair, as broken file names have it, cannot be UTF-8 and is escaped.
        write_atomically(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise SettingsError(
            "“{path}” cannot be saved ({reason}); make room or change the permissions of the "
            "folder.",
            path=path,
            reason=reason_of(error),
        ) from error


def _parsed(data: bytes, version: int, migrations: Migrations) -> Values | None:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    fields = cast(dict[str, Any], content)
    values, found = fields.get("values"), fields.get("version")
    if not isinstance(values, dict) or type(found) is not int:
        return None
    while found in migrations:
        values = migrations[found](cast(Values, values))
        found += 1
    return cast(Values, values) if found == version else None


def set_aside(path: Path) -> None:
    """Rename a damaged file to end in ``.damaged``, beside those that were set aside before it.

    Raises ``SettingsError`` when it cannot be renamed.
    """
    names = itertools.chain([".damaged"], (f".damaged.{number}" for number in itertools.count(2)))
    aside = next(free for name in names if not (free := path.with_name(path.name + name)).exists())
    try:
        path.rename(aside)
    except OSError as error:
        raise SettingsError(
            "“{path}” is damaged and cannot be set aside ({reason}); delete it.",
            path=path,
            reason=reason_of(error),
        ) from error
