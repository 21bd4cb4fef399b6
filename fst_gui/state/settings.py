"""What is remembered from one time to the next."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import cast

from fst_gui.library.errors import LibraryError
from fst_gui.library.settings import load_settings, save_settings
from fst_gui.state.base import State
from fst_gui.state.messages import Level, Messages

APPEARANCES = ("system", "light", "dark")


@dataclass(frozen=True)
class Settings:
    """The window's place, the last folder and style, how the window looks, styles marked."""

    geometry: str = ""  # base64
    folder: str = ""
    style: str = ""
    appearance: str = "system"
    favourite_styles: tuple[str, ...] = ()
    recent_styles: tuple[str, ...] = ()


class SettingsState(State[Settings]):
    """Read once at the start, written when the window closes."""

    def __init__(self, path: Path, messages: Messages) -> None:
        super().__init__(Settings())
        self._path = path
        self._messages = messages
        try:
            known = load_settings(path)
        except (LibraryError, OSError) as error:
            messages.post(Level.WARNING, f"{error} The studio starts with its own settings.")
            return
        read = {
            field.name: _read(known.get(field.name), field.default) for field in fields(Settings)
        }
        self.update(**read)

    def remember_folder(self, file: Path) -> None:
        """File dialogs open where the last file was."""
        self.update(folder=str(file.parent))

    def set_appearance(self, appearance: str) -> None:
        """Follow the system, or stay light or dark."""
        self.update(appearance=appearance if appearance in APPEARANCES else "system")

    def save(self) -> None:
        """Write the settings."""
        try:
            save_settings(self._path, asdict(self.snapshot))
        except (LibraryError, OSError) as error:
            self._messages.post(Level.WARNING, f"The settings could not be saved: {error}")


def _read(value: object, default: object) -> object:
    """A value of the file, where it is of the kind that is expected."""
    if isinstance(default, tuple) and isinstance(value, list):
        return tuple(text for text in cast(list[object], value) if isinstance(text, str))
    return value if isinstance(value, str) and isinstance(default, str) else default
