"""Files that the desktop hands to the running program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent


class FileOpens(QObject):
    """An event filter for the application: macOS sends double-clicked files as events.

    Linux and Windows start the program with the file as its argument instead.
    """

    opened = Signal(Path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the events that name a file."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.opened.emit(Path(event.file()))
            return True
        return super().eventFilter(watched, event)
