"""What the desktop does for the program: shows files in their folders, opens the browser."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def show_in_folder(path: Path, parent: QObject) -> None:
    """Open the folder of a file with the file selected, or a folder itself."""
    if path.is_dir():
        open_url(QUrl.fromLocalFile(str(path)))
    elif sys.platform == "win32":
        QProcess.startDetached("explorer", ["/select,", str(path)])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    else:
        _select_in_file_manager(path, parent)


def open_url(url: QUrl) -> None:
    """In the browser, or the file manager for a folder."""
    QDesktopServices.openUrl(url)


def _select_in_file_manager(path: Path, parent: QObject) -> None:
    """Ask the file manager over D-Bus; where none listens, only the folder is opened."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

    name = "org.freedesktop.FileManager1"
    call = QDBusMessage.createMethodCall(name, "/org/freedesktop/FileManager1", name, "ShowItems")
    call.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
    watcher = QDBusPendingCallWatcher(QDBusConnection.sessionBus().asyncCall(call), parent)

    def answered() -> None:
        if watcher.isError():
            open_url(QUrl.fromLocalFile(str(path.parent)))
        watcher.deleteLater()

    if watcher.isFinished():  # there is no bus
        answered()
    else:
        watcher.finished.connect(answered)
