"""What the tests of the queue share."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication


def drop(window, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    common = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    modifiers = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), *common, modifiers))
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), *common, modifiers))


def statuses(batch):
    return [item.status for item in batch.snapshot.items]


def painted(folder):
    return sorted(path.name for path in folder.glob("*")) if folder.is_dir() else []
