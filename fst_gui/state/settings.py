"""What is remembered from one time to the next."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path

from fst_gui.library.errors import LibraryError
from fst_gui.library.settings import load_settings, save_settings
from fst_gui.state.base import State
from fst_gui.state.messages import Level, Messages

APPEARANCES = ("system", "light", "dark")


@dataclass(frozen=True)
class Settings:
    """The window's place, the last folder and style, and how the window looks."""

    geometry: str = ""  # base64
    folder: str = ""
    style: str = ""
    appearance: str = "system"


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
        names = {field.name for field in fields(Settings)}
        self.update(**{k: v for k, v in known.items() if k in names and isinstance(v, str)})

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
