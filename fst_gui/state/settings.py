"""What is remembered from one time to the next."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from fst_gui.library.errors import LibraryError
from fst_gui.library.settings import load_settings, save_settings
from fst_gui.sentences import Sentence, together
from fst_gui.state.base import State
from fst_gui.state.messages import Level, Messages

APPEARANCES = ("system", "light", "dark")
PHOTOS = "photos"  # the folder that others start from
_MOST_RECENT = 10
_COLUMNS = 3
_WIDEST = 100_000  # pixels


@dataclass(frozen=True)
class Settings:
    """The window's place, last folders, photos and styles, favourites, look and language."""

    geometry: str = ""  # base64
    columns: tuple[int, ...] = ()  # widths of gallery, picture and controls
    folders: dict[str, str] = field(default_factory=dict[str, str])  # by purpose
    recent: tuple[str, ...] = ()  # photos, newest first
    style: str = ""
    appearance: str = "system"
    language: str = ""  # the system's
    favourite_styles: tuple[str, ...] = ()
    recent_styles: tuple[str, ...] = ()
    paintings: tuple[str, ...] = ()  # used as styles at once

    def folder(self, purpose: str) -> str:
        """Where a dialog for this purpose opens."""
        return self.folders.get(purpose) or self.folders.get(PHOTOS, "")


class SettingsState(State[Settings]):
    """Read once at the start; ``app`` has them written soon after they change."""

    def __init__(self, path: Path, messages: Messages) -> None:
        super().__init__(Settings())
        self._path = path
        self._messages = messages
        self._writing = threading.Lock()
        self._unread = False  # a file that could not be read is not replaced by other settings
        try:
            known = load_settings(path)
        except (LibraryError, OSError) as error:
            self._unread = True
            own = Sentence("The studio starts with its own settings.")
            messages.post(Level.WARNING, together(str(error), own))
            return
        self.update(**_fitting(known))

    def remember_folder(self, file: Path, purpose: str = PHOTOS) -> None:
        """File dialogs for this purpose open where the last file was."""
        self.update(folders={**self.snapshot.folders, purpose: str(file.parent)})

    def remember_photo(self, file: Path) -> None:
        """Put a photo at the head of the recent ones."""
        others = [known for known in self.snapshot.recent if known != str(file)]
        self.update(recent=(str(file), *others)[:_MOST_RECENT])

    def forget_photos(self, gone: Collection[str] | None = None) -> None:
        """Forget these recent photos, or all."""
        kept = () if gone is None else (k for k in self.snapshot.recent if k not in gone)
        self.update(recent=tuple(kept))

    def set_appearance(self, appearance: str) -> None:
        """Follow the system, or stay light or dark."""
        self.update(appearance=appearance if appearance in APPEARANCES else "system")

    def set_language(self, language: str) -> None:
        """Speak this language; the system's for nothing."""
        self.update(language=language)

    async def save_beside(self) -> None:
        """Write the settings while the window goes on."""
        await asyncio.to_thread(self._write)

    def save(self) -> None:
        """Write the settings before anything else happens."""
        try:
            self._write()
        except LibraryError as error:
            self._messages.post(Level.WARNING, str(error))

    def _write(self) -> None:
        # Whoever comes second writes what is newest, never what was before.
        if self._unread:
            return
        with self._writing:
            save_settings(self._path, asdict(self.snapshot))


def _fitting(known: dict[str, Any]) -> dict[str, Any]:
    """The values that have the type of their setting; JSON has lists for tuples."""
    fitting: dict[str, Any] = {}
    for name, hint in get_type_hints(Settings).items():
        value = known.get(name)
        if get_origin(hint) is tuple and isinstance(value, list):
            value = tuple(value)
        if _fits(value, hint) and _possible(name, value):
            fitting[name] = value
    return fitting


def _possible(name: str, value: Any) -> bool:  # noqa: ANN401 - any setting's
    if name == "appearance":
        return value in APPEARANCES
    if name == "columns":
        return len(value) in (0, _COLUMNS) and all(0 <= width <= _WIDEST for width in value)
    return True


def _fits(value: object, hint: Any) -> bool:  # noqa: ANN401 - a type, or one of typing's
    kind, parts = get_origin(hint) or hint, get_args(hint)
    if type(value) is not kind:
        return False
    if isinstance(value, tuple):
        return all(_fits(item, parts[0]) for item in value)
    if isinstance(value, dict):
        return all(_fits(k, parts[0]) and _fits(v, parts[1]) for k, v in value.items())
    return True
